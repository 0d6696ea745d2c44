package quality

import (
	"slices"

	"spm/engine/org"
)

// purpose: a branch has a purpose statement that names a client inside and one
// outside and is linked to a goal. Without a statement the rest is not asked.
func purpose(r *review) (faults []fault) {
	for _, b := range r.judgedBranches() {
		if !r.returned(formPurpose, b.Key, "") {
			continue
		}
		about := entity(org.KindBranch, b.Key)
		say := func(mild bool, what string, at []org.Subject) {
			faults = append(faults, fault{about: about, at: at, mild: mild, words: []string{"branch", r.branchName(b.Key), "fault", what}})
		}
		if b.Purpose == "" {
			say(false, "has no purpose statement", values(about, "purpose"))
			continue
		}
		if at, ok := r.hasClient(b.Key, "internal"); !ok {
			say(true, "names no client inside the organization", at)
		}
		if at, ok := r.hasClient(b.Key, "external"); !ok {
			say(true, "names no client outside the organization", at)
		}
		if len(r.linked(b.Key)) == 0 && len(r.o.Goals) > 0 {
			say(true, "links its purpose statement to no goal", values(about, "purpose"))
		}
	}
	return faults
}

// hasClient tells whether a branch names a client of a place; at are the cells
// that say where its clients are.
func (r *review) hasClient(branch, place string) (at []org.Subject, ok bool) {
	for _, c := range r.o.Clients {
		if c.BranchKey() == branch && c.Name != "" {
			ok = ok || c.Place == place
			at = append(at, values(entity(org.KindClient, c.Key), "place")...)
		}
	}
	return at, ok
}

// linked are the goals that a branch's purpose statement is linked to.
func (r *review) linked(branch string) (goals []string) {
	for _, x := range r.relevances(branch) {
		if x.Linked == "yes" && !slices.Contains(goals, org.Code(x.Key)) {
			goals = append(goals, org.Code(x.Key))
		}
	}
	return goals
}

package quality

import (
	"slices"

	"spm/engine/org"
	"spm/engine/value"
)

// relevant are the goals that a branch has marked as relevant.
func (r *review) relevant(branch string) (goals []*org.Goal) {
	for _, x := range r.relevances(branch) {
		if g := r.goals[org.Code(x.Key)]; g != nil && x.Relevant == "yes" {
			goals = append(goals, g)
		}
	}
	return goals
}

// relevantGoals calls tell for every relevant goal of every branch whose form
// has come back.
func (r *review) relevantGoals(form string, tell func(b *org.Branch, g *org.Goal)) {
	for _, b := range r.judgedBranches() {
		if !r.returned(form, b.Key, "") {
			continue
		}
		for _, g := range r.relevant(b.Key) {
			tell(b, g)
		}
	}
}

// onGoal is a fault in what a branch says of a goal: of the entity of a kind
// that is kept under the goal's code.
func (r *review) onGoal(kind org.Kind, b *org.Branch, g *org.Goal, attrs []string, words ...string) fault {
	about := entity(kind, org.Join(b.Key, g.Key))
	return fault{about: about, at: values(about, attrs...), words: append([]string{"branch", r.branchName(b.Key), "goal", g.Key, "text", clip(g.Text)}, words...)}
}

// party is somebody who has a part in a goal.
type party struct{ name, attr, part string }

// parties are those whose part in a goal has to be described. The state
// agency's is needed in a state agency only.
func (r *review) parties(x *org.Role) (all []party) {
	if x == nil {
		x = &org.Role{}
	}
	if r.o.Profile.Type == "SEA" {
		all = append(all, party{"the state agency", "state", x.State})
	}
	return append(all,
		party{"the districts", "districts", x.Districts},
		party{"the schools", "schools", x.Schools},
		party{"your own branch", "own", x.Own},
		party{"the other divisions and strands", "others", x.Others})
}

// withoutPart are the parties of a goal that nothing is said of.
func (r *review) withoutPart(branch, goal string) (names, attrs []string) {
	for _, p := range r.parties(r.roles[org.Join(branch, goal)]) {
		if value.Squeeze(p.part) == "" {
			names, attrs = append(names, p.name), append(attrs, p.attr)
		}
	}
	return names, attrs
}

// rolesComplete: each relevant goal has a part for every party.
func rolesComplete(r *review) (faults []fault) {
	r.relevantGoals(formRoles, func(b *org.Branch, g *org.Goal) {
		if names, attrs := r.withoutPart(b.Key, g.Key); names != nil {
			faults = append(faults, r.onGoal(org.KindRole, b, g, append(attrs, "own", "others"), "missing", list(names)))
		}
	})
	return faults
}

// voices tells who had a say in the roles of a branch.
func (r *review) voices(branch string) (inside, outside, district, school int) {
	for _, c := range r.o.Consultations {
		if c.BranchKey() != branch || c.Who == "" {
			continue
		}
		switch c.Place {
		case "internal":
			inside++
			if r.o.Profile.Type == "LEA" && c.Sector != "school" {
				district++ // the organization is the district
			}
		case "external":
			outside++
		}
		switch {
		case c.Sector == "school":
			school++
		case c.Sector == "district" && (c.Place != "internal" || r.o.Profile.Type != "LEA"):
			district++
		}
	}
	return inside, outside, district, school
}

// unheard lists who had no say in the roles of a branch.
func (r *review) unheard(branch string) (who []string) {
	inside, outside, district, school := r.voices(branch)
	for _, x := range []struct {
		who string
		n   int
	}{{"a client inside the organization", inside}, {"a client outside the organization", outside}, {"a district", district}, {"a school", school}} {
		if x.n == 0 {
			who = append(who, x.who)
		}
	}
	return who
}

// rolesHeard: clients inside and outside had a say, a district and a school
// among them.
func rolesHeard(r *review) (faults []fault) {
	for _, b := range r.judgedBranches() {
		if !r.returned(formRoles, b.Key, "") {
			continue
		}
		who := r.unheard(b.Key)
		if who == nil {
			continue
		}
		f := fault{about: entity(org.KindBranch, b.Key), words: []string{"branch", r.branchName(b.Key), "missing", list(who)}}
		for _, c := range r.o.Consultations {
			if c.BranchKey() == b.Key {
				f.at = append(f.at, values(entity(org.KindConsultation, c.Key), "place", "sector")...)
			}
		}
		faults = append(faults, f)
	}
	return faults
}

// gap tells whether a goal's roles name a gap or conflict.
func gap(x *org.Role) bool { return value.Squeeze(x.Gaps) != "" && !saysNone(x.Gaps) }

// nones are the ways to say that there is nothing.
var nones = []string{"none", "no", "none known", "nothing", "n/a", "na", "-", "–", "—"}

// saysNone tells whether a text says that there is nothing to say.
func saysNone(text string) bool { return slices.Contains(nones, value.Fold(text)) }

// gapsResolved: a gap or conflict has a resolution, or a possible solution.
func gapsResolved(r *review) (faults []fault) {
	for _, x := range r.o.Roles {
		g := r.goals[org.Code(x.Key)]
		b := r.branches[x.BranchKey()]
		if g == nil || b == nil || !r.judges(b.Key) || !gap(x) || value.Squeeze(x.Resolution) != "" {
			continue
		}
		faults = append(faults, r.onGoal(org.KindRole, b, g, []string{"resolution", "gaps"}, "gap", clip(x.Gaps)))
	}
	return faults
}

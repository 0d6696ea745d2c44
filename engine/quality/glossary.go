package quality

import (
	"slices"
	"strings"

	"spm/engine/org"
	"spm/engine/value"
)

// termsOf are the terms of a branch's glossary that are defined.
func (r *review) termsOf(branch string) []*org.Term {
	return org.Where(r.o.Terms, func(t *org.Term) bool { return t.BranchKey() == branch && value.Squeeze(t.Name) != "" })
}

// modulesOver are the modules of which a branch has returned the last form.
func (r *review) modulesOver(branch string) (over []string) {
	unit := func(form string) bool {
		return slices.ContainsFunc(r.o.Units, func(u *org.Unit) bool { return u.Branch == branch && r.returned(form, u.Key, "") })
	}
	for _, m := range []struct {
		module string
		over   bool
	}{
		{"a", r.returned(formMeasures, branch, "")},
		{"b", r.returned(formAssignments, branch, "")},
		{"c", unit(formActionPlan)},
		{"d", r.returned(formAnnualReview, branch, "")},
	} {
		if m.over {
			over = append(over, m.module)
		}
	}
	return over
}

// glossaryKept: the glossary is begun by the end of Module A, and every later
// module adds to it.
func glossaryKept(r *review) (faults []fault) {
	for _, b := range r.judgedBranches() {
		terms, over := r.termsOf(b.Key), r.modulesOver(b.Key)
		if !r.returned(formGlossary, b.Key, "") || len(over) == 0 {
			continue
		}
		f := fault{about: entity(org.KindBranch, b.Key), words: []string{"branch", r.branchName(b.Key), "fault", "has no term"}}
		if len(terms) > 0 {
			without := withoutTerm(terms, over)
			if without == nil {
				continue
			}
			f.note = true
			f.words[3] = "has no term of " + list(without)
		}
		faults = append(faults, f)
	}
	return faults
}

// withoutTerm are the modules after the first that added no term.
func withoutTerm(terms []*org.Term, over []string) (modules []string) {
	for _, m := range over {
		if m != "a" && !slices.ContainsFunc(terms, func(t *org.Term) bool { return t.Module == m }) {
			modules = append(modules, "Module "+strings.ToUpper(m))
		}
	}
	return modules
}

package quality

import (
	"fmt"
	"slices"

	"spm/engine/org"
	"spm/engine/value"
)

// The guiding questions of the structural analysis (block J2) that rules ask.
const (
	sameFunctions = 1
	singleUnits   = 2
	fullUnits     = 3
	openGaps      = 5
	vacancies     = 6
)

// questions is the number of guiding questions.
const questions = 6

// answerTo is what a branch says to a guiding question; nil where it says nothing.
func (r *review) answerTo(branch string, question int) *org.StructureAnswer {
	key := org.Join(branch, fmt.Sprintf("J2.%d", question))
	for _, a := range r.o.StructureAnswers {
		if a.Key == key {
			return a
		}
	}
	return nil
}

// decided tells whether a branch has decided on a guiding question, for one of
// the units at least. A decision that names no unit holds for all.
func (r *review) decided(branch string, question int, units ...string) bool {
	a := r.answerTo(branch, question)
	return a != nil && value.Squeeze(a.Decision) != "" &&
		(len(a.Units) == 0 || slices.ContainsFunc(units, func(u string) bool { return slices.Contains(a.Units, u) }))
}

// ownUnits are the units of a branch, without those that take part in a strand.
func (r *review) ownUnits(branch string) []*org.Unit {
	return org.Where(r.o.Units, func(u *org.Unit) bool { return u.Branch == branch })
}

// unitDescribed: each unit has a purpose, functions and competencies.
func unitDescribed(r *review) (faults []fault) {
	for _, b := range r.judgedBranches() {
		if !r.returned(formStructure, b.Key, "") {
			continue
		}
		for _, u := range r.ownUnits(b.Key) {
			if missing := r.unitLacks(b.Key, u); missing != nil {
				faults = append(faults, fault{
					about: entity(org.KindUnit, u.Key), at: values(entity(org.KindUnit, u.Key), "purpose", "competencies", "notes"),
					words: []string{"unit", r.unitName(u.Key), "branch", r.branchName(b.Key), "missing", list(missing)},
				})
			}
		}
	}
	return faults
}

// unitLacks is what the structural analysis does not say of a unit. What its
// functions lack is told of them (functionDefined), and where a branch has
// named no function at all, its units can have none.
func (r *review) unitLacks(branch string, u *org.Unit) (missing []string) {
	performs := len(r.o.FunctionsOf(branch, u.Key)) > 0
	if value.Squeeze(u.Purpose) == "" {
		missing = append(missing, "a purpose")
	}
	if !performs && len(r.functionsOf(branch)) > 0 {
		missing = append(missing, "functions")
	}
	told := r.returned(formFunctions, branch, "") && (performs || len(r.functionsOf(branch)) == 0)
	if !told && r.o.CompetenciesOf(branch, u.Key) == "" {
		missing = append(missing, "minimum competencies")
	}
	return missing
}

// functionRepeated: where several units carry out a function, question 1
// decides on it. An issue without a solution is told first (functionSolved).
func functionRepeated(r *review) (faults []fault) {
	reviews := r.functionReviews()
	for _, b := range r.judgedBranches() {
		if !r.returned(formStructure, b.Key, "") {
			continue
		}
		for _, f := range r.functionsOf(b.Key) {
			units := r.o.PerformedBy(f.Key)
			x := reviews[f.Key]
			unsolved := x == nil || value.Squeeze(x.Solution) == ""
			if len(units) < 2 || r.decided(b.Key, sameFunctions, units...) || unsolved && r.returned(formAnalysis, b.Key, "") && r.compared(b.Key) {
				continue
			}
			v := functionFault(f, nil, "units", list(r.unitNames(units)))
			v.at = uses(f.Key, units)
			faults = append(faults, v)
		}
	}
	return faults
}

// unitOfOne: a unit has more than one position, or question 2 decides on it.
func unitOfOne(r *review) (faults []fault) {
	for _, b := range r.judgedBranches() {
		for _, u := range r.ownUnits(b.Key) {
			positions := r.o.PositionsOf(u.Key)
			if len(positions) != 1 || r.decided(b.Key, singleUnits, u.Key) {
				continue
			}
			p := positions[0]
			faults = append(faults, fault{
				about: entity(org.KindUnit, u.Key), at: values(entity(org.KindPosition, p.Key), "title"),
				words: []string{"unit", r.unitName(u.Key), "position", fmt.Sprintf("%s “%s”", p.Key, clip(p.Title))},
			})
		}
	}
	return faults
}

// functionShare: the functions are not with one or two units, or question 3
// decides on it. What even the fairest spread cannot avoid is no fault, and as
// long as a unit has no function the spread is not known.
func functionShare(r *review) (faults []fault) {
	for _, b := range r.judgedBranches() {
		shares := r.o.FunctionShares(b.Key)
		full := org.Crowded(shares, r.s.Limits.MarkShare)
		if len(shares) <= 2 || full == nil || slices.ContainsFunc(shares, func(s org.Share) bool { return s.Count == 0 }) {
			continue
		}
		held := 0
		f := fault{about: entity(org.KindBranch, b.Key)}
		var units []string
		for _, s := range full {
			held += s.Count
			units = append(units, s.Unit)
			for _, function := range r.o.FunctionsOf(b.Key, s.Unit) {
				f.at = append(f.at, uses(function, []string{s.Unit})...)
			}
		}
		if r.decided(b.Key, fullUnits, units...) {
			continue
		}
		f.words = []string{
			"branch", r.branchName(b.Key), "units", list(r.unitNames(units)), "count", fmt.Sprint(held),
			"total", count(full[0].Of, "mark", "marks"),
		}
		faults = append(faults, f)
	}
	return faults
}

// strandStructure: a strand has a leader, a leadership team, a unit with
// members, and procedures. Whether each division and unit that takes part is
// in the team cannot be told from names.
func strandStructure(r *review) (faults []fault) {
	structures := keyed(r.o.Structures, func(s *org.Structure) string { return s.Key })
	for _, b := range r.judgedBranches() {
		if !r.strand(b.Key) || !r.returned(formStructure, b.Key, "") {
			continue
		}
		s := structures[b.Key]
		if s == nil {
			s = &org.Structure{}
		}
		var missing []string
		for _, part := range []struct {
			name  string
			there bool
		}{
			{"a leader", s.StrandLeader != "" || b.Leader != ""},
			{"a leadership team", len(s.Team) > 0},
			{"a unit with members", len(r.staffed(b.Key)) > 0 || r.plannedMember(b.Key)},
			{"procedures for its units and their members", value.Squeeze(s.Procedures) != ""},
		} {
			if !part.there {
				missing = append(missing, part.name)
			}
		}
		if missing != nil {
			about := entity(org.KindBranch, b.Key)
			faults = append(faults, fault{
				about: about, at: values(entity(org.KindStructure, b.Key), "strand_leader", "procedures"),
				words: []string{"branch", r.branchName(b.Key), "missing", list(missing)},
			})
		}
	}
	return faults
}

// staffed are the units of a strand that have members.
func (r *review) staffed(branch string) []*org.Unit {
	members := grouped(r.o.Members, func(m *org.Member) string { return m.Unit })
	return org.Where(r.ownUnits(branch), func(u *org.Unit) bool { return len(members[u.Key]) > 0 })
}

// plannedMember tells whether a strand has a member of a unit that is not set
// up yet and has only a name.
func (r *review) plannedMember(branch string) bool {
	return slices.ContainsFunc(r.o.Members, func(m *org.Member) bool { return m.BranchKey() == branch && m.Unit != "" && r.units[m.Unit] == nil })
}

package org

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"spm/engine/value"
)

// What the marks of the functional analysis and the assignment of milestones
// say together (blocks I3, J1, K1, L1 and L2). Nobody states it: forms show
// it, and rules judge it.

// FunctionFinding is what the comparison of needed and current functions finds
// about a function (block I3), in the words of the form.
type FunctionFinding string

const (
	FunctionOK         FunctionFinding = "OK"
	FunctionGap        FunctionFinding = "Gap"
	FunctionRedundancy FunctionFinding = "Redundancy"
	FunctionUnneeded   FunctionFinding = "Performed but not needed"
	FunctionUnused     FunctionFinding = "Not used"
)

// Issue tells whether a finding asks for a solution.
func (f FunctionFinding) Issue() bool {
	return f == FunctionGap || f == FunctionRedundancy || f == FunctionUnneeded
}

const marked = "yes"

// NeededBy are the keys of the strategies that need a function.
func (o *Organization) NeededBy(function string) (strategies []string) {
	for _, x := range o.FunctionNeeds {
		if row, strategy := Crossed(x.Key); row == function && x.Marked == marked {
			strategies = append(strategies, Join(Scope(function), strategy))
		}
	}
	return strategies
}

// FunctionsNeeded are the keys of the functions that a strategy needs.
func (o *Organization) FunctionsNeeded(strategy string) (functions []string) {
	for _, x := range o.FunctionNeeds {
		row, column := Crossed(x.Key)
		if x.Marked == marked && Join(Scope(row), column) == strategy {
			functions = append(functions, row)
		}
	}
	return functions
}

// PerformedBy are the keys of the units that carry out a function.
func (o *Organization) PerformedBy(function string) (units []string) {
	for _, x := range o.FunctionUses {
		if row, unit := Crossed(x.Key); row == function && x.Marked == marked {
			units = append(units, unit)
		}
	}
	return units
}

// FunctionsOf are the keys of the functions that a unit carries out, as the
// analysis of a branch marks them: its unit functions (block J1).
func (o *Organization) FunctionsOf(branch, unit string) (functions []string) {
	for _, x := range o.FunctionUses {
		row, column := Crossed(x.Key)
		if x.Marked == marked && Scope(row) == branch && column == unit {
			functions = append(functions, row)
		}
	}
	return functions
}

// FindingOf compares the strategies that need a function with the units that
// carry it out. Redundancy is to be looked at; it may be wanted.
func (o *Organization) FindingOf(function string) FunctionFinding {
	needed, units := len(o.NeededBy(function)) > 0, len(o.PerformedBy(function))
	switch {
	case needed && units == 0:
		return FunctionGap
	case needed && units == 1:
		return FunctionOK
	case needed:
		return FunctionRedundancy
	case units > 0:
		return FunctionUnneeded
	}
	return FunctionUnused
}

// SharedWith names the other divisions and strands that carry out a function:
// those that the branch has named, and those whose own analysis has units
// carry out a function of the same name.
func (o *Organization) SharedWith(function string) (names []string) {
	var name string
	for _, f := range o.Functions {
		if f.Key == function {
			name = value.Fold(f.Name)
		}
	}
	for _, x := range o.FunctionReviews {
		if x.Key == function && x.Others != "" {
			names = append(names, x.Others)
		}
	}
	said := value.Fold(strings.Join(names, " "))
	for _, f := range o.Functions {
		if f.BranchKey() == Scope(function) || name == "" || value.Fold(f.Name) != name || len(o.PerformedBy(f.Key)) == 0 {
			continue
		}
		other := f.BranchKey()
		if b := o.Branch(other); b != nil && b.Name != "" {
			other = b.Name
		}
		if !strings.Contains(said, value.Fold(other)) && !slices.Contains(names, other) {
			names = append(names, other)
		}
	}
	return names
}

// UnitsOf are the keys of the units of a branch: those of a division, or those
// of a strand and of the divisions that take part in it.
func (o *Organization) UnitsOf(branch string) (units []string) {
	var members []string
	if b := o.Branch(branch); b != nil {
		members = b.Members
	}
	for _, u := range o.Units {
		if u.Closed == "" && (u.Branch == branch || slices.Contains(members, u.Key)) {
			units = append(units, u.Key)
		}
	}
	return units
}

// PositionsOf are the positions of a unit (block K1).
func (o *Organization) PositionsOf(unit string) []*Position {
	return Where(o.Positions, func(p *Position) bool { return p.Unit == unit })
}

// CompetenciesOf are the competencies that the functions of a unit need at
// least: those that the branch states, else those of its functions, a line each.
func (o *Organization) CompetenciesOf(branch, unit string) string {
	if u := o.Unit(unit); u != nil && u.Competencies != "" {
		return u.Competencies
	}
	var lines []string
	performed := o.FunctionsOf(branch, unit)
	for _, f := range o.Functions {
		if slices.Contains(performed, f.Key) && f.Competencies != "" && !slices.Contains(lines, f.Competencies) {
			lines = append(lines, f.Competencies)
		}
	}
	return strings.Join(lines, "\n")
}

// Overlap is how many of the functions that a strategy needs a unit carries
// out, and the unit's rank among the units of the branch (block L1).
type Overlap struct {
	Unit        string
	Performed   int
	Needed      int
	Rank, Units int // 1 for the most functions; equals share a rank
}

// String is the overlap as a form shows it: 2 of 3 functions, rank 1 of 4. It
// is empty where nobody has marked what the strategy needs.
func (x Overlap) String() string {
	if x.Needed == 0 {
		return ""
	}
	noun := "functions"
	if x.Needed == 1 {
		noun = "function"
	}
	return fmt.Sprintf("%d of %d %s, rank %d of %d", x.Performed, x.Needed, noun, x.Rank, x.Units)
}

// Overlaps are the overlaps of the units of a strategy's branch, in their order.
func (o *Organization) Overlaps(strategy string) []Overlap {
	return o.overlaps(strategy, o.UnitsOf(Scope(strategy)))
}

// Overlap is the overlap of one unit; it may be of another branch.
func (o *Organization) Overlap(strategy, unit string) Overlap {
	units := o.UnitsOf(Scope(strategy))
	if !slices.Contains(units, unit) {
		units = append(units, unit)
	}
	all := o.overlaps(strategy, units)
	return all[slices.Index(units, unit)]
}

func (o *Organization) overlaps(strategy string, units []string) []Overlap {
	needed := o.FunctionsNeeded(strategy)
	performed := map[string]int{} // of those, by each unit
	for _, x := range o.FunctionUses {
		if row, unit := Crossed(x.Key); x.Marked == marked && slices.Contains(needed, row) {
			performed[unit]++
		}
	}
	all := make([]Overlap, len(units))
	for i, u := range units {
		all[i] = Overlap{Unit: u, Performed: performed[u], Needed: len(needed), Units: len(units)}
	}
	for i := range all {
		all[i].Rank = 1
		for _, x := range all {
			if x.Performed > all[i].Performed {
				all[i].Rank++
			}
		}
	}
	return all
}

// Share is how many of a branch's milestones, or of its marks of functions, a
// unit has.
type Share struct {
	Unit      string
	Count, Of int
}

// String is the share as a form shows it: 3 of 5 (60%).
func (s Share) String() string {
	if s.Of == 0 {
		return "0"
	}
	return fmt.Sprintf("%d of %d (%.0f%%)", s.Count, s.Of, 100*float64(s.Count)/float64(s.Of))
}

// Distribution is how the milestones of a branch in the plan's year n are
// spread over its own units and those that lead one (block L2). Nobody expects
// the units of other branches to lead milestones of a strand.
func (o *Organization) Distribution(branch string, n int) []Share {
	var leads []string
	for _, m := range o.Milestones {
		if m.BranchKey() == branch && PlanYear(m.Year) == n && m.Text != "" && m.LeadUnit != "" {
			leads = append(leads, m.LeadUnit)
		}
	}
	var own []string
	for _, u := range o.Units {
		if u.Branch == branch {
			own = append(own, u.Key)
		}
	}
	return shares(own, leads)
}

// FunctionShares is how the marks of functions are spread over the units of a
// branch (block J2, question 3).
func (o *Organization) FunctionShares(branch string) []Share {
	var marks []string
	for _, x := range o.FunctionUses {
		if row, unit := Crossed(x.Key); x.Marked == marked && Scope(row) == branch {
			marks = append(marks, unit)
		}
	}
	return shares(o.UnitsOf(branch), marks)
}

// shares counts how often each unit is held; a unit that no list knows follows.
func shares(units, held []string) []Share {
	all := make([]Share, len(units))
	at := map[string]int{}
	for i, u := range units {
		all[i], at[u] = Share{Unit: u, Of: len(held)}, i
	}
	for _, u := range held {
		i, ok := at[u]
		if !ok {
			i = len(all)
			all, at[u] = append(all, Share{Unit: u, Of: len(held)}), i
		}
		all[i].Count++
	}
	return all
}

// Crowded are the one or two units that have more than a part of all (0.5 for
// half of it), and more than an even spread would give them: of three
// milestones in three units two units always have two.
func Crowded(all []Share, part float64) []Share {
	order := slices.Clone(all)
	slices.SortStableFunc(order, func(a, b Share) int { return cmp.Compare(b.Count, a.Count) })
	n, sum := len(order), 0
	for k := 1; k <= 2 && k < n; k++ {
		sum += order[k-1].Count
		of := order[k-1].Of
		even := k*(of/n) + min(k, of%n)
		if float64(sum) > part*float64(of) && sum > even {
			return order[:k]
		}
	}
	return nil
}

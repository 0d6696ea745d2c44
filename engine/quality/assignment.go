package quality

import (
	"fmt"
	"slices"
	"strings"

	"spm/engine/org"
	"spm/engine/value"
)

// leadUnit: every milestone of the year has one, and best only one.
func leadUnit(r *review) (faults []fault) {
	for _, m := range r.thisYear() {
		if m.LeadUnit == "" {
			if r.returned(formAssignments, m.BranchKey(), r.o.SchoolYear(r.year)) {
				faults = append(faults, milestoneFault(m, []string{"lead_unit", "text"}, "fault", "has no lead unit"))
			}
			continue
		}
		if leads := r.leads(m.LeadUnit); len(leads) > 1 {
			f := milestoneFault(m, []string{"lead_unit"}, "fault", "has more than one lead unit: "+list(r.unitNames(leads)))
			f.mild = true
			faults = append(faults, f)
		}
	}
	return faults
}

// leads are the units that an answer names as the lead unit. Several are known
// by their names or keys only: an “and” may be a part of a name.
func (r *review) leads(answer string) (units []string) {
	if r.units[answer] != nil {
		return []string{answer}
	}
	answer = strings.TrimPrefix(answer, org.Unknown)
	for _, part := range strings.FieldsFunc(several.ReplaceAllString(answer, "\n"), func(c rune) bool { return c == '\n' || c == ',' }) {
		part = strings.TrimPrefix(strings.TrimSpace(part), org.Unknown)
		for _, u := range r.o.Units {
			if (u.Key == part || value.Fold(u.Name) == value.Fold(part)) && !slices.Contains(units, u.Key) {
				units = append(units, u.Key)
			}
		}
	}
	return units
}

// leadOverlap: no unit carries out more of the functions that the strategy of
// a milestone needs than its lead unit. A unit of another branch, and one that
// has no function marked, cannot be compared.
func leadOverlap(r *review) (faults []fault) {
	for _, m := range r.thisYear() {
		branch := m.BranchKey()
		if !slices.Contains(r.o.UnitsOf(branch), m.LeadUnit) || len(r.o.FunctionsOf(branch, m.LeadUnit)) == 0 {
			continue
		}
		lead := r.o.Overlap(m.Strategy, m.LeadUnit)
		if lead.Rank <= 1 {
			continue
		}
		all := r.o.Overlaps(m.Strategy)
		best := all[slices.IndexFunc(all, func(x org.Overlap) bool { return x.Rank == 1 })]
		faults = append(faults, milestoneFault(m, []string{"lead_unit"},
			"unit", r.unitName(m.LeadUnit), "count", fmt.Sprint(lead.Performed), "total", count(lead.Needed, "function", "functions"),
			"strategy", m.Strategy, "other", r.unitName(best.Unit), "most", fmt.Sprint(best.Performed)))
	}
	return faults
}

// leadShare: the milestones of a branch are not with one or two units.
func leadShare(r *review) (faults []fault) {
	for _, b := range r.judgedBranches() {
		shares := r.o.Distribution(b.Key, r.year)
		full := org.Crowded(shares, r.s.Limits.LeadShare)
		if len(shares) <= 2 || full == nil {
			continue
		}
		f := fault{about: entity(org.KindBranch, b.Key)}
		var units []string
		held := 0
		for _, s := range full {
			held += s.Count
			units = append(units, s.Unit)
		}
		for _, m := range r.milestonesOf(b.Key) {
			if slices.Contains(units, m.LeadUnit) {
				f.at = append(f.at, values(entity(org.KindMilestone, m.Key), "lead_unit")...)
			}
		}
		f.words = []string{
			"branch", r.branchName(b.Key), "units", list(r.unitNames(units)), "count", fmt.Sprint(held),
			"total", count(full[0].Of, "milestone", "milestones"), "year", r.yearName(r.year),
		}
		faults = append(faults, f)
	}
	return faults
}

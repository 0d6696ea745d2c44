package quality

import (
	"cmp"
	"fmt"
	"slices"

	"spm/engine/org"
)

// leadUnit: every milestone of the year has one. The model holds a single lead
// unit, so more than one cannot occur.
func leadUnit(r *review) (faults []fault) {
	for _, m := range r.thisYear() {
		if m.LeadUnit == "" && r.returned(formAssignments, m.BranchKey(), r.o.SchoolYear(r.year)) {
			faults = append(faults, milestoneFault(m, []string{"lead_unit", "text"}))
		}
	}
	return faults
}

// leadShare: the milestones of a branch are not with one or two units. What
// even the fairest spread cannot avoid is no fault: of three milestones in
// three units two units always hold two.
func leadShare(r *review) (faults []fault) {
	for _, b := range r.judgedBranches() {
		led := org.Where(r.thisYear(), func(m *org.Milestone) bool { return m.BranchKey() == b.Key && m.LeadUnit != "" })
		most, units := r.most(b.Key, led)
		if units <= 2 || most == nil {
			continue
		}
		f := fault{about: entity(org.KindBranch, b.Key)}
		var names []string
		held := 0
		for _, u := range most {
			names = append(names, r.unitName(u))
		}
		for _, m := range led {
			if slices.Contains(most, m.LeadUnit) {
				held++
				f.at = append(f.at, values(entity(org.KindMilestone, m.Key), "lead_unit")...)
			}
		}
		f.words = []string{
			"branch", r.branchName(b.Key), "units", list(names), "count", fmt.Sprint(held),
			"total", count(len(led), "milestone", "milestones"), "year", r.yearName(r.year),
		}
		faults = append(faults, f)
	}
	return faults
}

// most are the one or two units that hold more of the milestones than the
// share allows and than an even spread would give them; units counts the
// units among which they could be spread.
func (r *review) most(branch string, led []*org.Milestone) (most []string, units int) {
	held := grouped(led, func(m *org.Milestone) string { return m.LeadUnit })
	for _, u := range r.o.Units {
		if _, ok := held[u.Key]; !ok && u.Branch == branch {
			held[u.Key] = nil
		}
	}
	keys := make([]string, 0, len(held))
	for k := range held {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(held[b]), len(held[a])), org.CompareCodes(a, b))
	})
	sum := 0
	for k := 1; k <= 2 && k < len(keys); k++ {
		sum += len(held[keys[k-1]])
		even := k*(len(led)/len(keys)) + min(k, len(led)%len(keys))
		if float64(sum) > r.s.Limits.LeadShare*float64(len(led)) && sum > even {
			return keys[:k], len(keys)
		}
	}
	return nil, len(keys)
}

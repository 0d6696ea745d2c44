package quality

import (
	"fmt"
	"slices"

	"spm/engine/org"
)

// leadershipReviews: leadership reviews the work each quarter, and with all
// unit leaders each year. A year that its annual review has closed is not
// asked for any more.
func leadershipReviews(r *review) (faults []fault) {
	for _, b := range r.judgedBranches() {
		for _, n := range r.yearsAtWork() {
			if year := r.o.SchoolYear(n); r.hadWork(b.Key, n) && !r.reviewed(b.Key, year) {
				faults = append(faults, r.quartersMissed(b, n)...)
				faults = append(faults, r.yearMissed(b, n)...)
			}
		}
	}
	return faults
}

// quartersMissed are the quarters of a year whose review is due and has not
// come back.
func (r *review) quartersMissed(b *org.Branch, n int) (faults []fault) {
	if f := r.o.Profile.ReviewFrequency; f != "" && f != "quarterly" {
		return nil
	}
	for q := 1; q <= 4; q++ {
		label := r.o.QuarterLabel(n, q)
		_, last := r.o.QuarterSpan(label)
		due := last.Add(r.s.Limits.QuarterDays)
		if last == "" || due >= r.s.Today || r.returned(formQuarter, b.Key, label) {
			continue
		}
		faults = append(faults, fault{about: entity(org.KindBranch, b.Key), mild: true, words: []string{
			"branch", r.branchName(b.Key), "review", fmt.Sprintf("review of Quarter %d of %s", q, r.o.SchoolYear(n)), "due", due.Format(),
			"how", "Hold the review with the unit leaders and return form R3",
		}})
	}
	return faults
}

// yearMissed is the annual review of a year with work that is due and has not
// come back.
func (r *review) yearMissed(b *org.Branch, n int) []fault {
	_, last := r.o.YearSpan(n)
	due := last.Add(r.s.Limits.ReviewDays)
	if last == "" || due >= r.s.Today {
		return nil
	}
	return []fault{{about: entity(org.KindBranch, b.Key), words: []string{
		"branch", r.branchName(b.Key), "review", "annual review of " + r.o.SchoolYear(n), "due", due.Format(),
		"how", "Hold the review with all unit leaders and return form R4",
	}}}
}

// nextYearReady: the review of Quarter 4 confirms or adjusts each milestone of
// the next year, and finds its action plan ready.
func nextYearReady(r *review) (faults []fault) {
	for _, b := range r.judgedBranches() {
		for _, n := range r.yearsAtWork() {
			quarter := r.o.QuarterLabel(n, 4)
			if quarter == "" || !r.returned(formQuarter, b.Key, quarter) {
				continue
			}
			for _, m := range r.o.Milestones {
				if m.BranchKey() != b.Key || org.PlanYear(m.Year) != n+1 || m.Text == "" || r.ended[m.Strategy] > 0 {
					continue
				}
				if f, ok := r.unready(m, quarter); ok {
					faults = append(faults, f)
				}
			}
		}
	}
	return faults
}

// unready says what the review of Quarter 4 left open about a milestone of the
// next year.
func (r *review) unready(m *org.Milestone, quarter string) (f fault, open bool) {
	x := &org.MilestoneQuarter{}
	for _, q := range r.o.MilestoneQuarters {
		if q.Key == m.Key && q.Period == quarter {
			x = q
		}
	}
	var what, attrs []string
	if x.Adjustment == "" && x.Decision == "" && x.NewText == "" {
		what, attrs = append(what, "is neither confirmed nor adjusted"), append(attrs, "adjustment")
	}
	if x.PlanReady != "yes" && len(r.planOf(m.Key)) == 0 {
		what, attrs = append(what, "has no action plan"), append(attrs, "plan_ready")
	}
	about := entity(org.KindMilestoneQuarter, m.Key)
	about.Period = quarter
	f = milestoneFault(m, nil, "fault", list(what), "quarter", quarter)
	f.at = values(about, attrs...)
	return f, what != nil
}

// twoYearsPlanned: two years are planned at any time. The first two are asked
// for strategy by strategy (milestoneYears); from Year 3 on the annual review
// plans the year after the next.
func twoYearsPlanned(r *review) (faults []fault) {
	for _, b := range r.judgedBranches() {
		for _, n := range []int{r.year, r.year + 1} {
			if n < 3 || r.hadWork(b.Key, n) || !r.reviewed(b.Key, r.o.SchoolYear(n-2)) || r.allOver(b.Key) {
				continue
			}
			faults = append(faults, fault{about: entity(org.KindBranch, b.Key), words: []string{
				"branch", r.branchName(b.Key), "year", r.yearName(n), "planned", fmt.Sprintf("Year %d", n-2),
			}})
		}
	}
	return faults
}

// allOver tells whether every strategy of a branch has been ended.
func (r *review) allOver(branch string) bool {
	return !slices.ContainsFunc(r.o.Strategies, func(s *org.Strategy) bool { return s.BranchKey() == branch && r.ended[s.Key] == 0 })
}

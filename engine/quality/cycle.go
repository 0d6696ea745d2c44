package quality

import (
	"slices"

	"spm/engine/org"
	"spm/engine/value"
)

// monthReported: every unit reports every month in which one of its actions
// was open, by the day it is due. A year that its annual review has closed is
// not asked for any more.
func monthReported(r *review) (faults []fault) {
	if f := r.o.Profile.StatusFrequency; f != "" && f != "monthly" {
		return nil
	}
	open := r.openActions()
	for _, u := range r.o.Units {
		if !r.judges(u.Branch) {
			continue
		}
		for _, n := range r.yearsAtWork() {
			if r.reviewed(u.Branch, r.o.SchoolYear(n)) {
				continue
			}
			for _, month := range r.o.Months(n) {
				due := r.monthDue(month)
				if due >= r.s.Today || !open.in(u.Key, month) || r.reported(u.Key, month, open[u.Key]) {
					continue
				}
				faults = append(faults, fault{about: entity(org.KindUnit, u.Key), words: []string{
					"unit", r.unitName(u.Key), "month", value.FormatMonth(month), "due", due.Format(),
				}})
			}
		}
	}
	return faults
}

// yearsAtWork are the years whose returns may be due: the year of work, or
// where none was given that of today and the one before it.
func (r *review) yearsAtWork() []int {
	if r.s.Year == 0 && r.year > 1 {
		return []int{r.year - 1, r.year}
	}
	return []int{r.year}
}

// monthDue is the day on which the report of a month is due.
func (r *review) monthDue(month string) value.Date {
	t := value.Date(month+"-01").Time().AddDate(0, 1, r.s.Limits.ReportDay-1)
	return value.DateOf(t)
}

// work is an action with the months in which it is open.
type work struct {
	action   string
	from, to string // months; to is empty while nobody has reported it as done
}

// openWork is the work of each lead unit.
type openWork map[string][]work

// in tells whether a unit has an open action in a month.
func (w openWork) in(unit, month string) bool {
	return slices.ContainsFunc(w[unit], func(x work) bool {
		return x.from <= month && (x.to == "" || month <= x.to)
	})
}

// openActions are the actions by lead unit, from the month in which they start
// until the month in which they are reported as complete or stopped. None is
// open after its milestone's year.
func (r *review) openActions() openWork {
	done := map[string]string{}
	for _, s := range r.o.Statuses {
		if (s.Status == "complete" || s.Status == "stopped") && (done[s.Key] == "" || s.Period < done[s.Key]) {
			done[s.Key] = s.Period
		}
	}
	open := openWork{}
	for _, a := range r.o.Actions {
		lead := r.leadOf(a)
		_, last := r.o.YearSpan(r.yearOf(a))
		if lead == "" || !a.Start.Valid() || last == "" {
			continue
		}
		to := done[a.Key]
		if to == "" {
			to = last.Month()
		}
		open[lead] = append(open[lead], work{a.Key, a.Start.Month(), to})
	}
	return open
}

// reported tells whether a unit has reported a month.
func (r *review) reported(unit, month string, actions []work) bool {
	if r.returned(formMonthly, unit, month) {
		return true
	}
	if slices.ContainsFunc(r.o.UnitMonths, func(m *org.UnitMonth) bool { return m.Key == unit && m.Period == month }) {
		return true
	}
	return slices.ContainsFunc(actions, func(x work) bool { return r.statuses[[2]string{x.action, month}] })
}

// hadWork tells whether a branch has a milestone in a year.
func (r *review) hadWork(branch string, year int) bool {
	return slices.ContainsFunc(r.o.Milestones, func(m *org.Milestone) bool {
		return m.BranchKey() == branch && org.PlanYear(m.Year) == year && m.Text != ""
	})
}

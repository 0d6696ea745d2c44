package issue

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"spm/engine/form"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/value"
)

// What the forms of the cycle show of the reports that have come.

// tally is what a unit's reports of a month or a quarter amount to: each action
// counts with its last status, and one that is complete counts from then on.
type tally struct {
	reported                                   bool // in any of the months
	onSchedule, behind, complete, atRisk, help int
}

// months are those that the packet looks back on.
func (i *issuer) months() []string {
	if i.Quarter != "" {
		return i.Org.QuarterMonths(i.Quarter)
	}
	return []string{i.Month}
}

func (i *issuer) tallyOf(unit string) tally {
	t := i.tallyActions(i.actions(unit, i.Year))
	for _, m := range i.led(unit, i.Year) {
		if f := i.forecast(m.Key); f == "at_risk" || f == "will_not" {
			t.atRisk++
		}
	}
	return t
}

// tallyActions counts actions by their last status.
func (i *issuer) tallyActions(actions []*org.Action) (t tally) {
	months := i.months()
	for _, a := range actions {
		if i.completeBy(a.Key, months[len(months)-1]) {
			t.complete++
		}
		last := ""
		for _, m := range months {
			if s := i.Org.Status(a.Key, m); s != nil {
				last, t.reported = s.Status, true
				if s.HelpNeeded != "" {
					t.help++
				}
			}
		}
		switch last {
		case "on_schedule":
			t.onSchedule++
		case "behind":
			t.behind++
		}
	}
	return t
}

// branchActions are the actions of a branch's milestones of the year.
func (i *issuer) branchActions(branch string) []*org.Action {
	return org.Where(i.Org.Actions, func(a *org.Action) bool {
		m := i.Org.Milestone(a.Milestone)
		return m != nil && m.BranchKey() == branch && org.PlanYear(m.Year) == i.Year
	})
}

// forecast is the last forecast of a milestone in the months that the packet looks back on.
func (i *issuer) forecast(milestone string) (last string) {
	for _, m := range i.months() {
		if v := i.Facts[org.Subject{Kind: "milestone_month", Key: milestone, Attr: "forecast", Period: m}].Value.Text; v != "" {
			last = v
		}
	}
	return last
}

// milestoneShare is how many of a milestone's actions were complete by the end
// of the months that the packet looks back on: 2 of 5.
func (i *issuer) milestoneShare(milestone string) string {
	months := i.months()
	until, all, done := months[len(months)-1], 0, 0
	for _, a := range i.Org.Actions {
		if a.Milestone != milestone {
			continue
		}
		all++
		if i.completeBy(a.Key, until) {
			done++
		}
	}
	if all == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d", done, all)
}

// completeBy tells whether an action was reported complete in a month or before it.
func (i *issuer) completeBy(action, month string) bool {
	return slices.ContainsFunc(i.Org.Statuses, func(s *org.Status) bool {
		return s.Key == action && s.Status == "complete" && s.Period <= month
	})
}

// quarterWords is the quarter that the packet looks back on, in words.
func (i *issuer) quarterWords() string {
	months := i.months()
	_, q := i.Org.Quarter(i.Quarter)
	if q == 0 {
		return i.Quarter
	}
	first, last := value.Date(months[0]+"-01").Time(), value.FormatMonth(months[len(months)-1])
	return fmt.Sprintf("Quarter %d, %s to %s", q, first.Format("January"), last)
}

// choice is the option of a list with an id; blank for none.
func choice(id string) value.Value {
	if id == "" {
		return value.Value{}
	}
	return value.OfChoice(id)
}

// statusIn is the status that was reported of an action in a month.
func (i *issuer) statusIn(action, month string) string {
	if s := i.Org.Status(action, month); s != nil {
		return s.Status
	}
	return ""
}

// reportedIn tells whether a unit has reported a month.
func (i *issuer) reportedIn(unit, month string) bool {
	for _, a := range i.actions(unit, i.Year) {
		if i.Org.Status(a.Key, month) != nil {
			return true
		}
	}
	return false
}

// reporting are the units of a branch from which reports are due.
func (i *issuer) reporting(branch string) (units []string) {
	for _, key := range i.Org.UnitsOf(branch) {
		if len(i.actions(key, i.Year)) > 0 {
			units = append(units, key)
		}
	}
	return units
}

func (i *issuer) reportingRate(branch string) string {
	came, due := 0, i.reporting(branch)
	for _, key := range due {
		if i.reportedIn(key, i.Month) {
			came++
		}
	}
	if len(due) == 0 {
		return ""
	}
	return fmt.Sprintf("%d of %d reports (%d%%)", came, len(due), (100*came+len(due)/2)/len(due))
}

func (i *issuer) quarterReports(unit string) string {
	if len(i.actions(unit, i.Year)) == 0 {
		return "none due"
	}
	came := 0
	months := i.months()
	for _, m := range months {
		if i.reportedIn(unit, m) {
			came++
		}
	}
	return fmt.Sprintf("%d of %d", came, len(months))
}

// monthBefore is the month before that of the packet.
func (i *issuer) monthBefore() string {
	if i.Month == "" {
		return ""
	}
	return value.DateOf(value.Date(i.Month+"-01").Time().AddDate(0, -1, 0)).Month()
}

// event is a date of the cycle.
type event struct {
	on        value.Date
	what, who string
}

// calendar are the dates of the cycle in a year of the plan (R6).
func (i *issuer) calendar(s *form.Section) (rows []packet.Row) {
	for n, e := range i.events() {
		r := packet.Row{Keys: map[string]string{}, Codes: map[string]string{}, Values: map[string]value.Value{}}
		for k := range s.Fields {
			switch f := &s.Fields[k]; {
			case f.Type == value.Code:
				r.Codes[f.ID] = fmt.Sprint(n + 1)
			case f.Attr == "event_on":
				r.Values[f.ID] = value.OfDate(e.on)
			case f.Attr == "event_what":
				r.Values[f.ID] = value.OfText(e.what)
			case f.Attr == "event_who":
				r.Values[f.ID] = value.OfText(e.who)
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// events are the dates of the cycle: when a report of a month and a review of a
// quarter are due, what the last quarter adds, the annual review and report,
// and what the next year begins with (guidebook Step 10).
func (i *issuer) events() (all []event) {
	months := i.Org.Months(i.Year)
	if len(months) == 0 || i.Blank {
		return nil
	}
	add := func(on value.Date, what, who string) { all = append(all, event{on, i.lib.Text(what), i.lib.Text(who)}) }
	_, last := i.Org.YearSpan(i.Year)
	for n, m := range months {
		next := value.DateOf(value.Date(m+"-01").Time().AddDate(0, 1, 0))
		add(next.Add(4), strings.Replace(i.lib.Text("Status report of {month}"), "{month}", i.lib.Month(m), 1), "every unit with actions")
		if n%3 == 2 {
			q := n/3 + 1
			add(next.Add(14), fmt.Sprintf("Leadership review of Quarter %d", q), "division and strand leaders")
			if q == 3 {
				add(next.Add(14), "Quarter 4 begins: adjust the milestones of next year, plan its actions", "leaders and lead units")
			}
		}
	}
	add(last.Add(30), "Annual review: results, targets, the milestones of the year after next", "division and strand leaders with all unit leaders")
	add(last.Add(60), "Annual report", "central office")
	add(last.Add(1), fmt.Sprintf("Year %d begins; the milestones of Year %d are created", i.Year+1, i.Year+2), "division and strand leaders")
	add(last.Add(1), "The glossary is looked through", "task forces")
	slices.SortStableFunc(all, func(a, b event) int { return cmp.Compare(a.on, b.on) })
	return all
}

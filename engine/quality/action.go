package quality

import (
	"fmt"
	"regexp"
	"unicode/utf8"

	"spm/engine/org"
	"spm/engine/value"
)

func actionFault(a *org.Action, attrs []string, words ...string) fault {
	about := entity(org.KindAction, a.Key)
	return fault{about: about, at: values(about, attrs...), words: append([]string{"action", a.Key, "text", clip(a.Text)}, words...)}
}

// planOf are the actions of a milestone that have a text.
func (r *review) planOf(milestone string) []*org.Action {
	return org.Where(r.actions[milestone], func(a *org.Action) bool { return a.Text != "" })
}

// planned: every milestone of the year has an action plan, once its lead unit
// has sent its plans.
func planned(r *review) (faults []fault) {
	for _, m := range r.thisYear() {
		if m.LeadUnit != "" && len(r.planOf(m.Key)) == 0 && r.returned(formActionPlan, m.LeadUnit, r.o.SchoolYear(r.year)) {
			faults = append(faults, milestoneFault(m, []string{"text", "lead_unit"}, "unit", r.unitName(m.LeadUnit)))
		}
	}
	return faults
}

func actionCount(r *review) (faults []fault) {
	least, most := r.s.Limits.ActionsMin, r.s.Limits.ActionsMax
	for _, m := range r.judgedMilestones() {
		plan := r.planOf(m.Key)
		if len(plan) == 0 || len(plan) >= least && len(plan) <= most {
			continue
		}
		f := milestoneFault(m, nil, "count", count(len(plan), "action", "actions"), "min", fmt.Sprint(least), "max", fmt.Sprint(most))
		for _, a := range plan {
			f.at = append(f.at, values(entity(org.KindAction, a.Key), "text")...)
		}
		faults = append(faults, f)
	}
	return faults
}

// dated tells whether an action has both dates in their order.
func dated(a *org.Action) bool { return a.Start.Valid() && a.End.Valid() && a.Start <= a.End }

func actionDuration(r *review) (faults []fault) {
	for _, a := range r.judgedActions() {
		if !dated(a) {
			continue
		}
		start, after := a.Start.Time(), a.End.Add(1)
		if after > value.DateOf(start.AddDate(0, 1, 0)) && after < value.DateOf(start.AddDate(1, 0, 0)) {
			continue
		}
		days := int(a.End.Time().Sub(start).Hours()/24) + 1
		faults = append(faults, actionFault(a, []string{"start", "end"},
			"days", count(days, "day", "days"), "start", a.Start.Format(), "end", a.End.Format()))
	}
	return faults
}

func actionVerb(r *review) (faults []fault) {
	for _, a := range r.judgedActions() {
		if first, ok := imperative(a.Text); !ok && first != "" {
			faults = append(faults, actionFault(a, []string{"text"}, "word", first))
		}
	}
	return faults
}

// actionDates: the start is not after the end, and both lie in the year of
// the milestone.
func actionDates(r *review) (faults []fault) {
	for _, a := range r.judgedActions() {
		n := r.yearOf(a)
		first, last := r.o.YearSpan(n)
		carried := org.PlanYear(org.YearOf(org.ParentKey(a.Key))) < n // from the year before, where it began
		outside := func(d value.Date) bool { return d.Valid() && first != "" && n > 0 && (d < first || d > last) }
		switch {
		case a.Start.Valid() && a.End.Valid() && a.End < a.Start:
			faults = append(faults, actionFault(a, []string{"end", "start"},
				"fault", "ends on "+a.End.Format()+", before it starts on "+a.Start.Format()))
		case outside(a.Start) && !carried || outside(a.End):
			f := actionFault(a, nil, "fault", fmt.Sprintf("%s; %s is from %s to %s", dates(a), r.yearName(n), first.Format(), last.Format()))
			f.mild = true
			if outside(a.Start) && !carried {
				f.at = append(f.at, values(f.about, "start")...)
			}
			if outside(a.End) {
				f.at = append(f.at, values(f.about, "end")...)
			}
			faults = append(faults, f)
		}
	}
	return faults
}

// dates says when an action starts and ends, as far as it is known.
func dates(a *org.Action) string {
	switch {
	case !a.End.Valid():
		return "starts on " + a.Start.Format()
	case !a.Start.Valid():
		return "ends on " + a.End.Format()
	}
	return "is planned from " + a.Start.Format() + " to " + a.End.Format()
}

func actionOutput(r *review) (faults []fault) {
	for _, a := range r.judgedActions() {
		if len(a.Outputs) == 0 {
			if r.planCame(a) {
				faults = append(faults, actionFault(a, []string{"outputs"}, "fault", "has no output"))
			}
			continue
		}
		m := r.milestone[a.Milestone]
		for _, out := range a.Outputs {
			if m != nil && value.Fold(out) == value.Fold(m.Text) {
				f := actionFault(a, []string{"outputs"}, "fault", "has its milestone as output")
				f.mild = true
				faults = append(faults, f)
				break
			}
		}
	}
	return faults
}

// planCame tells whether the action plan that an action stands in has come
// back, so that its blanks are answers. A plan without a lead unit is complete
// as it stands.
func (r *review) planCame(a *org.Action) bool {
	lead := r.leadOf(a)
	return lead == "" || r.returned(formActionPlan, lead, r.o.SchoolYear(r.yearOf(a)))
}

// fundingCode finds an account number: groups of figures joined by hyphens or
// points, or a long run of figures.
var fundingCode = regexp.MustCompile(`\b\d{2,}(?:[-.]\d{2,}){2,}\b|\b\d{6,}\b`)

func actionResources(r *review) (faults []fault) {
	for _, a := range r.judgedActions() {
		say := func(what string) { faults = append(faults, actionFault(a, []string{"resources"}, "fault", what)) }
		text := value.Squeeze(a.Resources)
		n := utf8.RuneCountInString(text)
		switch code := fundingCode.FindString(text); {
		case text == "" && r.planCame(a):
			say("says nothing about resources")
		case code != "":
			say("names what looks like a funding code: " + code)
		case n > r.s.Limits.ResourcesLength:
			say(fmt.Sprintf("describes its resources at length (%d characters)", n))
		}
	}
	return faults
}

// actionRepeated: no two actions of a branch in a year say the same.
func actionRepeated(r *review) (faults []fault) {
	first := map[string]*org.Action{}
	for _, a := range r.judgedActions() {
		same := fmt.Sprintf("%s\n%d\n%s", a.BranchKey(), r.yearOf(a), value.Fold(a.Text))
		other := first[same]
		if other == nil {
			first[same] = a
			continue
		}
		f := actionFault(a, []string{"text"}, "other", other.Key)
		f.at = append(f.at, values(entity(org.KindAction, other.Key), "text")...)
		faults = append(faults, f)
	}
	return faults
}

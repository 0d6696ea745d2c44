package quality

import (
	"fmt"
	"strings"
	"unicode"

	"spm/engine/org"
	"spm/engine/value"
)

func milestoneFault(m *org.Milestone, attrs []string, words ...string) fault {
	about := entity(org.KindMilestone, m.Key)
	return fault{about: about, at: values(about, attrs...), words: append([]string{"milestone", m.Key, "text", clip(m.Text)}, words...)}
}

// milestoneYears: a strategy has milestones for its first two years. Later
// years are the branch's to plan (twoYearsPlanned).
func milestoneYears(r *review) (faults []fault) {
	for _, s := range r.judgedStrategies() {
		if !r.returned(formMeasures, s.BranchKey(), "") || r.ended[s.Key] > 0 {
			continue
		}
		var missing []string
		first := r.firstYear(s.Key)
		for _, year := range []int{first, first + 1} {
			if !r.hasMilestone(s.Key, year) {
				missing = append(missing, fmt.Sprintf("Year %d", year))
			}
		}
		if missing != nil {
			faults = append(faults, strategyFault(s, []string{"if"}, "years", list(missing)))
		}
	}
	return faults
}

func (r *review) hasMilestone(strategy string, year int) bool {
	for _, m := range r.milestones[strategy] {
		if org.PlanYear(m.Year) == year && m.Text != "" {
			return true
		}
	}
	return false
}

// milestoneSpan: the actions of a milestone fill most of its year. Dates
// outside the year are told action by action (actionDates), and first.
func milestoneSpan(r *review) (faults []fault) {
	for _, m := range r.judgedMilestones() {
		first, last := r.o.YearSpan(org.PlanYear(m.Year))
		start, end, ok := span(r.actions[m.Key])
		if !ok || first == "" || start < first || end > last {
			continue
		}
		days := int(end.Time().Sub(start.Time()).Hours()/24) + 1
		half := value.DateOf(first.Time().AddDate(0, 6, 0))
		var what string
		switch {
		case end < half:
			what = "is planned to be done by " + end.Format() + ", in the first half of its year"
		case days < r.s.Limits.MilestoneDays:
			what = fmt.Sprintf("takes from %s to %s, much less than its year", start.Format(), end.Format())
		default:
			continue
		}
		f := milestoneFault(m, nil, "fault", what)
		for _, a := range r.actions[m.Key] {
			f.at = append(f.at, values(entity(org.KindAction, a.Key), "start", "end")...)
		}
		faults = append(faults, f)
	}
	return faults
}

// span is from the first start to the last end of actions; ok is false where
// one of them has no dates, or dates in the wrong order.
func span(actions []*org.Action) (start, end value.Date, ok bool) {
	for _, a := range actions {
		if !a.Start.Valid() || !a.End.Valid() || a.End < a.Start {
			return "", "", false
		}
		if start == "" || a.Start < start {
			start = a.Start
		}
		end = max(end, a.End)
	}
	return start, end, len(actions) > 0
}

// milestoneInWords: a milestone is work, described in words. Figures with
// hardly a word beside them are a target.
func milestoneInWords(r *review) (faults []fault) {
	for _, m := range r.judgedMilestones() {
		words := 0
		for _, w := range content(m.Text) {
			if strings.IndexFunc(w, unicode.IsDigit) < 0 {
				words++
			}
		}
		if words < 2 && strings.IndexFunc(m.Text, unicode.IsDigit) >= 0 {
			faults = append(faults, milestoneFault(m, []string{"text"}))
		}
	}
	return faults
}

func milestoneRepeated(r *review) (faults []fault) {
	for _, m := range r.judgedMilestones() {
		for _, other := range r.milestones[m.Strategy] {
			if org.PlanYear(other.Year) >= org.PlanYear(m.Year) || value.Fold(other.Text) != value.Fold(m.Text) {
				continue
			}
			f := milestoneFault(m, []string{"text"}, "other", other.Key)
			f.at = append(f.at, values(entity(org.KindMilestone, other.Key), "text")...)
			faults = append(faults, f)
			break
		}
	}
	return faults
}

package reconcile

import (
	"cmp"
	"slices"
	"strings"

	"spm/engine/form"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
)

// months are the adjustments that units report: since the month of the report
// an action has another end, other words, or another responsible person.
func (a *amender) months() {
	const kind = org.KindStatus
	for _, s := range a.Org.Statuses {
		from := value.Date(s.Period + "-01")
		if s.NewEnd == "" && s.NewText == "" && s.NewResponsible == "" || !from.Valid() {
			continue
		}
		why := org.Subject{Kind: kind, Key: s.Key, Attr: "adjustment_note", Period: s.Period}
		for _, x := range [][2]string{{"new_end", "end"}, {"new_text", "text"}, {"new_responsible", "responsible"}} {
			a.set(org.KindAction, s.Key, x[1], a.value(kind, s.Key, s.Period, x[0]), from, why)
		}
	}
}

// reviews are what the leadership decides on milestones: quarter by quarter,
// and at the end of the year on those of the next.
func (a *amender) reviews() {
	for _, q := range a.Org.MilestoneQuarters {
		from := a.reviewed(q)
		why := org.Subject{Kind: org.KindMilestoneQuarter, Key: q.Key, Attr: "reason", Period: q.Period}
		decided := a.claims(org.KindMilestoneQuarter, q.Key, q.Period, "adjustment")
		switch q.Adjustment {
		case "reword", "narrow", "widen":
			a.set(org.KindMilestone, q.Key, "text", a.value(org.KindMilestoneQuarter, q.Key, q.Period, "new_text"), from, why)
		case "drop":
			a.end(org.KindMilestone, q.Key, "dropped", from, decided, why)
		case "move":
			if m := a.Org.Milestone(q.Key); m != nil {
				next := value.OfChoice("y" + value.FormatNumber(float64(org.PlanYear(m.Year)+1)))
				a.add(org.Subject{Kind: org.KindMilestone, Key: q.Key, Attr: "year"}, from, decided, why, func(value.Value) value.Value { return next })
			}
		}
	}
	for _, r := range a.Org.MilestoneResults {
		if r.NextDecision != "adjusted" {
			continue
		}
		_, last := a.Org.YearSpan(a.Org.YearNumber(r.Period))
		why := org.Subject{Kind: org.KindMilestoneResult, Key: r.Key, Attr: "next_reason", Period: r.Period}
		a.set(org.KindMilestone, r.Key, "text", a.value(org.KindMilestoneResult, r.Key, r.Period, "next_text"), last, why)
	}
}

// reviewed is the day of the review that decided on a milestone; where nobody
// has said it, the last of its quarter.
func (a *amender) reviewed(q *org.MilestoneQuarter) value.Date {
	for _, r := range a.Org.QuarterReviews {
		if r.Key == q.BranchKey() && r.Period == q.Period && r.On.Valid() {
			return r.On
		}
	}
	_, last := a.Org.QuarterSpan(q.Period)
	return last
}

// carries are the unfinished actions that go on in a new year, with their codes
// and their history, or end with the old one.
func (a *amender) carries() {
	for _, c := range a.Org.Carries {
		n := a.Org.YearNumber(c.Period)
		from, _ := a.Org.YearSpan(n)
		action := a.Org.Action(c.Key)
		if action == nil || from == "" {
			continue
		}
		why := org.Subject{Kind: org.KindCarry, Key: c.Key, Attr: "note", Period: c.Period}
		decided := a.claims(org.KindCarry, c.Key, c.Period, "decision")
		to := a.Org.CarriedTo(action, n)
		switch {
		case c.Decision == "drop":
			a.end(org.KindAction, c.Key, "dropped", from, decided, why)
		case c.Decision == "carry" && to != nil:
			a.add(org.Subject{Kind: org.KindAction, Key: c.Key, Attr: "milestone"}, from, decided, why, func(value.Value) value.Value { return value.OfRef(to.Key) })
			a.set(org.KindAction, c.Key, "end", a.value(org.KindCarry, c.Key, c.Period, "end"), from, why)
		}
	}
}

// withdrawals take answers back.
func (a *amender) withdrawals() {
	const kind = org.KindWithdrawal
	for _, c := range a.Org.Withdrawals {
		if c.About == "" || c.Question == "" || !a.counts(kind, &c.Change, c.About) {
			continue
		}
		from, by := a.day(&c.Change, kind, "about", "question")
		found := a.answers(c)
		switch {
		case len(found) == 0:
			a.cannot(kind, c.Key, "question", "No answer “"+c.Question+"” is known", c.About)
		case len(found) > 1 && c.Of == "":
			a.cannot(kind, c.Key, "question", "“"+c.Question+"” was answered for several months or years; it has to be said for which", c.About)
		default:
			for _, s := range found {
				a.add(s, from, by, whyOf(kind, c.Key), func(value.Value) value.Value { return value.Value{} })
			}
		}
	}
}

// answers are what a withdrawal means: by the code of the entity, the words or
// the number of the question, and the month or year.
func (a *amender) answers(c *org.Withdrawal) (found []org.Subject) {
	period := strings.TrimSpace(c.Of)
	if month, ok := value.ParseMonth(period); ok {
		period = month
	}
	about := value.Fold(strings.TrimSpace(c.About))
	names := map[org.Subject]bool{}
	for s, fact := range a.Facts {
		if fact.Value.Blank() || value.Fold(s.Key) != about && value.Fold(s.Key) != value.Fold(org.Join(c.BranchKey(), about)) {
			continue
		}
		of := org.Subject{Kind: s.Kind, Attr: s.Attr}
		if _, known := names[of]; !known {
			names[of] = asks(a.lib, of, c.Question)
		}
		if names[of] && (period == "" || s.Period == period) && !isChange(s.Kind) {
			found = append(found, s)
		}
	}
	slices.SortFunc(found, ledger.CompareSubjects)
	return found
}

// asks tells whether some form asks for an attribute in these words, or under
// this number.
func asks(lib *form.Library, of org.Subject, question string) bool {
	want := value.Fold(strings.TrimSpace(question))
	for _, f := range lib.Forms {
		for n := range f.Sheets {
			for m := range f.Sheets[n].Sections {
				s := &f.Sheets[n].Sections[m]
				for k := range s.Fields {
					x := &s.Fields[k]
					if s.Kind(x) == string(of.Kind) && x.Attr == of.Attr && !x.Given && (value.Fold(x.Label) == want || cmp.Or(value.Fold(x.No), "-") == want) {
						return true
					}
				}
			}
		}
	}
	return false
}

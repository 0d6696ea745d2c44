package reconcile

import (
	"cmp"
	"fmt"
	"slices"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
)

// amendment is a change of one value of the plan, from a day on.
type amendment struct {
	subject org.Subject
	from    value.Date
	by      []int64 // the claims that state it; that of the new value comes last
	why     org.Subject
	change  func(old value.Value) value.Value
}

// amend applies the changes of the plan that count on a day, a blank day being
// the end of time: in the order of the days from which they count, then of
// their claims. What somebody has stated after a change stands.
func amend(st *State, build *org.Builder, lib *form.Library, l *ledger.Ledger, day value.Date) error {
	a := &amender{State: st, ledger: l, refs: refersTo(lib), lib: lib}
	a.gather()
	if len(a.all) == 0 {
		return nil
	}
	slices.SortStableFunc(a.all, func(x, y amendment) int {
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(newest(x.by), newest(y.by)))
	})
	stated := map[org.Subject]int64{} // newest claim of what was planned, before any change
	var applied []org.Amendment
	for _, x := range a.all {
		if n := len(st.Turns); n == 0 || st.Turns[n-1] != x.from {
			st.Turns = append(st.Turns, x.from)
		}
		if day != "" && x.from > day {
			continue
		}
		fact := st.Facts[x.subject]
		if _, ok := stated[x.subject]; !ok {
			stated[x.subject] = newest(fact.Claims)
		}
		now := x.change(fact.Value)
		if len(fact.Disputed) > 1 || stated[x.subject] > newest(x.by) || now.Equal(fact.Value) {
			continue
		}
		applied = append(applied, org.Amendment{Subject: x.subject, From: x.from, Was: fact.Value, Now: now, Why: x.why})
		st.Facts[x.subject] = replaced(fact, x, now)
		if err := build.Set(x.subject, now); err != nil {
			return fmt.Errorf("amending %s: %w", x.subject, err)
		}
	}
	st.Org = build.Organization()
	st.Org.Amendments = applied
	return nil
}

// replaced is a fact after an amendment. Of a list that keeps some of its items
// the claims still count.
func replaced(fact ledger.Fact, x amendment, now value.Value) ledger.Fact {
	fact.Subject = x.subject
	if now.Type == value.Refs && len(now.Items)+len(now.Free) > 1 {
		fact.Claims = append(slices.Clone(fact.Claims), x.by...)
	} else {
		fact.Lost = slices.Concat(fact.Lost, fact.Claims)
		slices.Sort(fact.Lost)
		fact.Amended = slices.Concat(fact.Amended, fact.Claims)
		fact.Claims = x.by
	}
	fact.Value = now
	return fact
}

func newest(ids []int64) (most int64) {
	for _, id := range ids {
		most = max(most, id)
	}
	return most
}

// amender gathers the amendments of an organization.
type amender struct {
	*State
	ledger *ledger.Ledger
	lib    *form.Library
	all    []amendment

	refs     map[org.Subject]string     // kind and attribute → kind that it refers to
	pointers map[org.Kind][]org.Subject // see referring
}

// refersTo are the attributes that refer to people and units, as the forms
// that ask for them say.
func refersTo(lib *form.Library) map[org.Subject]string {
	refs := map[org.Subject]string{}
	for _, f := range lib.Forms {
		for n := range f.Sheets {
			for m := range f.Sheets[n].Sections {
				s := &f.Sheets[n].Sections[m]
				for k := range s.Fields {
					if x := &s.Fields[k]; x.To == string(org.KindPerson) || x.To == string(org.KindUnit) {
						refs[org.Subject{Kind: org.Kind(s.Kind(x)), Attr: x.Attr}] = x.To
					}
				}
			}
		}
	}
	return refs
}

// gather lists what every change, and every adjustment in a report or a
// review, does to the plan.
func (a *amender) gather() {
	a.people()
	a.units()
	a.rewordings()
	a.milestones()
	a.actions()
	a.withdrawals()
	a.months()
	a.reviews()
	a.carries()
}

// day is the day from which a change counts: the one that it states, or else
// the day on which it was told.
func (a *amender) day(c *org.Change, kind org.Kind, attrs ...string) (from value.Date, by []int64) {
	by = a.claims(kind, c.Key, "", append([]string{"effective"}, attrs...)...)
	if c.Effective != "" || len(by) == 0 {
		return c.Effective, by
	}
	told, _ := a.ledger.Claim(by[0])
	return told.Received, by
}

// claims are those of some attributes of an entity, in their order.
func (a *amender) claims(kind org.Kind, key, period string, attrs ...string) (by []int64) {
	for _, attr := range attrs {
		by = append(by, a.value(kind, key, period, attr).Claims...)
	}
	return by
}

func (a *amender) value(kind org.Kind, key, period, attr string) ledger.Fact {
	return a.Facts[org.Subject{Kind: kind, Key: key, Attr: attr, Period: period}]
}

func (a *amender) add(subject org.Subject, from value.Date, by []int64, why org.Subject, change func(value.Value) value.Value) {
	if len(by) > 0 {
		a.all = append(a.all, amendment{subject: subject, from: from, by: by, why: why, change: change})
	}
}

// set gives an attribute the value that another states; a blank one changes nothing.
func (a *amender) set(kind org.Kind, key, attr string, to ledger.Fact, from value.Date, why org.Subject) {
	if !to.Value.Blank() {
		a.add(org.Subject{Kind: kind, Key: key, Attr: attr}, from, to.Claims, why, func(value.Value) value.Value { return to.Value })
	}
}

// end notes the day from which an entity is no part of the plan any more.
func (a *amender) end(kind org.Kind, key, attr string, from value.Date, by []int64, why org.Subject) {
	a.add(org.Subject{Kind: kind, Key: key, Attr: attr}, from, by, why, func(value.Value) value.Value { return value.OfDate(from) })
}

func (a *amender) rewordings() {
	for _, c := range a.Org.Rewordings {
		if c.About == "" || c.Words == "" || !a.counts(org.KindRewording, &c.Change, org.Code(c.About)) {
			continue
		}
		kind, attr := org.KindStrategy, c.Words
		if a.Org.Goal(c.About) != nil {
			kind = org.KindGoal
		}
		if (kind == org.KindGoal) != (attr == "text") && attr != "explanation" {
			a.cannot(org.KindRewording, c.Key, "words", "A goal has no such words", c.About)
			continue
		}
		from, _ := a.day(&c.Change, org.KindRewording, "text")
		a.set(kind, c.About, attr, a.value(org.KindRewording, c.Key, "", "text"), from, whyOf(org.KindRewording, c.Key))
	}
}

func whyOf(kind org.Kind, key string) org.Subject {
	return org.Subject{Kind: kind, Key: key, Attr: "why"}
}

func (a *amender) milestones() {
	const kind = org.KindMilestoneChange
	for _, c := range a.Org.MilestoneChanges {
		if c.Milestone == "" || !a.counts(kind, &c.Change, org.Code(c.Milestone)) {
			continue
		}
		from, by := a.day(&c.Change, kind, "change")
		why := whyOf(kind, c.Key)
		switch c.Kind {
		case "drop":
			a.end(org.KindMilestone, c.Milestone, "dropped", from, by, why)
		default:
			a.set(org.KindMilestone, c.Milestone, "text", a.value(kind, c.Key, "", "text"), from, why)
			a.set(org.KindMilestone, c.Milestone, "year", a.value(kind, c.Key, "", "year"), from, why)
			a.set(org.KindMilestone, c.Milestone, "lead_unit", a.value(kind, c.Key, "", "lead_unit"), from, why)
		}
	}
}

func (a *amender) actions() {
	const kind = org.KindActionChange
	for _, c := range a.Org.ActionChanges {
		if c.Action == "" || !a.counts(kind, &c.Change, org.Code(c.Action)) {
			continue
		}
		from, by := a.day(&c.Change, kind, "change")
		why := whyOf(kind, c.Key)
		if c.Kind == "drop" {
			a.end(org.KindAction, c.Action, "dropped", from, by, why)
			continue
		}
		for _, attr := range []string{"text", "start", "end"} {
			a.set(org.KindAction, c.Action, attr, a.value(kind, c.Key, "", attr), from, why)
		}
	}
}

// cannot tells of a change that says something the plan has no place for.
func (a *amender) cannot(kind org.Kind, key, attr, problem, about string) {
	a.Findings.Add(finding.New("CHNG-01", a.whereSaid(kind, key, attr), "problem", problem, "about", about).About(key))
}

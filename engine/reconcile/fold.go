// Package reconcile turns answers into claims and claims into one
// organization. Classify compares what came back with the packet as issued;
// Fold lets the claims of all senders count by the merge rules and names every
// conflict; nothing is ever decided that two people see differently.
//
// It reads no file, stores nothing and judges no plan (quality does).
package reconcile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
)

// State is what the claims of a ledger amount to.
type State struct {
	Org      *org.Organization
	Facts    ledger.Facts
	Findings finding.List // the conflicts, and changes that cannot be carried out
	Turns    []value.Date // days from which some change of the plan counts, in their order
}

// Same tells whether the plan is the same on two days: no change of it begins
// to count between them.
func (s *State) Same(a, b value.Date) bool {
	a, b = min(a, b), max(a, b)
	return !slices.ContainsFunc(s.Turns, func(day value.Date) bool { return a < day && day <= b })
}

// Fold makes the organization of the claims that count, with every change of
// the plan. The same claims in the same order give the same organization.
func Fold(lib *form.Library, l *ledger.Ledger) (*State, error) { return FoldOn(lib, l, "") }

// FoldOn is the organization as it is on a day: with the changes of the plan
// that count by then. What is stated counts whenever it came.
func FoldOn(lib *form.Library, l *ledger.Ledger, day value.Date) (*State, error) {
	years := planYears(lib, l.Claims)
	bySubject := make(map[org.Subject][]*ledger.Claim, len(l.Claims))
	var order []org.Subject
	for i := range l.Claims {
		c := &l.Claims[i]
		s := years.name(c.Subject)
		if bySubject[s] == nil {
			order = append(order, s)
		}
		bySubject[s] = append(bySubject[s], c)
	}
	st := &State{Facts: make(ledger.Facts, len(order))}
	build := org.NewBuilder()
	for _, s := range order {
		fact := settle(s, bySubject[s], lib.RuleFor(string(s.Kind), s.Attr))
		st.Facts[s] = fact
		if len(fact.Claims) == 0 {
			continue // all was taken back; an entity without a claim is none
		}
		if err := build.Ensure(s); err != nil {
			return nil, fmt.Errorf("folding %s: %w", s, err)
		}
		if err := build.Set(s, fact.Value); err != nil {
			return nil, fmt.Errorf("folding %s: %w", s, err)
		}
	}
	st.Org = build.Organization()
	if err := amend(st, build, lib, l, day); err != nil {
		return nil, err
	}
	disputed := slices.DeleteFunc(order, func(s org.Subject) bool { return len(st.Facts[s].Disputed) < 2 })
	slices.SortFunc(disputed, ledger.CompareSubjects)
	for _, s := range disputed {
		st.Findings.Add(conflict(lib, l, st.Org, st.Facts[s]))
	}
	return st, nil
}

// years names the years of the plan: a setup workbook that went out before
// anybody had said when the plan begins speaks of y1 and y2.
type years struct{ org *org.Organization }

func planYears(lib *form.Library, claims []ledger.Claim) years {
	start := org.Subject{Kind: org.KindOrganization, Attr: "plan_start"}
	var about []*ledger.Claim
	for i := range claims {
		if claims[i].Subject == start {
			about = append(about, &claims[i])
		}
	}
	o := &org.Organization{}
	o.Profile.PlanStart = settle(start, about, lib.RuleFor(string(start.Kind), start.Attr)).Value.Date()
	return years{o}
}

// name is a subject with its year as the plan calls it.
func (y years) name(s org.Subject) org.Subject {
	if !strings.HasPrefix(s.Period, "y") {
		return s
	}
	if n := org.PlanYear(s.Period); n > 0 {
		s.Period = cmp.Or(y.org.SchoolYear(n), s.Period)
	}
	return s
}

// conflict names every side of a dispute with its cells.
func conflict(lib *form.Library, l *ledger.Ledger, o *org.Organization, fact ledger.Fact) finding.Finding {
	var says []string
	var where []finding.Location
	label := fact.Subject.Attr
	for _, side := range fact.Disputed {
		for _, id := range side.Claims {
			c, _ := l.Claim(id)
			f := fieldOf(lib, c.Where.Judge)
			if f != nil {
				label = f.Label
			}
			says = append(says, fmt.Sprintf("%s says “%s” (%s)", senderName(c.Sender), said(lib, f, c), c.Where))
			where = append(where, c.Where)
		}
	}
	about := cmp.Or(fact.Subject.Key, o.Profile.Name)
	if fact.Subject.Period != "" {
		about += ", " + value.FormatMonth(fact.Subject.Period)
	}
	return finding.New("MERGE-01", where[0], "label", label, "about", about, "says", strings.Join(says, "; ")).
		With(where[1:]...).About(fact.Subject.Key)
}

// said is a claim in its sender's own words.
func said(lib *form.Library, f *form.Field, c ledger.Claim) string {
	if c.Typed != "" || f == nil {
		return cmp.Or(c.Typed, c.Value.Format(nil))
	}
	return c.Value.Format(lib.Lists[f.List])
}

func senderName(s ledger.Sender) string {
	switch {
	case s.Name != "":
		return s.Name
	case s.Role == ledger.Centre:
		return "the central office"
	}
	return cmp.Or(s.Key, string(s.Role))
}

// fieldOf is the declaration that judged a cell, or nil.
func fieldOf(lib *form.Library, judge string) *form.Field {
	parts := strings.SplitN(judge, ".", 3)
	if len(parts) != 3 {
		return nil
	}
	f := lib.Form(parts[0])
	if f == nil {
		return nil
	}
	s := f.Section(parts[1])
	if s == nil {
		return nil
	}
	return s.Field(parts[2])
}

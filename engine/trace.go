package engine

import (
	"slices"
	"strings"

	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
)

// Traced is one fact with everything it rests on.
type Traced struct {
	Subject org.Subject    `json:"subject"`
	Label   string         `json:"label"` // the name of the field, in the words of its form
	Value   string         `json:"value"`
	Claims  []ledger.Claim `json:"claims"` // that count
	Lost    []ledger.Claim `json:"lost"`   // that were superseded, changed or overruled
	Dispute bool           `json:"dispute,omitempty"`
}

// Trace tells where a value came from, the losing claims too. The question is
// an entity's code or key (G1-I1, HR/S1.1), with an attribute or a period
// after it to narrow it down, or a cell, as in "hr.xlsx: F Measures!C6", for
// what depends on it. The plan is that of a day: changes that count from a
// later one are not told yet.
func (e *Engine) Trace(question string, day value.Date) ([]Traced, error) {
	s, err := e.StateOn(day)
	if err != nil {
		return nil, err
	}
	asked := aboutSubject(question)
	if strings.Contains(question, "!") {
		asked = aboutCell(question)
	}
	var all []Traced
	names := Names(s.Org)
	for _, fact := range s.Facts.Sorted() {
		t := e.traced(s, fact, names)
		if asked(t) {
			all = append(all, t)
		}
	}
	return all, nil
}

func (e *Engine) traced(s *State, fact ledger.Fact, names value.Options) Traced {
	t := Traced{Subject: fact.Subject, Label: fact.Subject.Attr, Dispute: len(fact.Disputed) > 1}
	claims := func(ids []int64) []ledger.Claim {
		all := []ledger.Claim{}
		for _, id := range ids {
			if c, ok := s.Ledger.Claim(id); ok {
				all = append(all, c)
			}
		}
		return all
	}
	t.Claims, t.Lost = claims(fact.Claims), claims(fact.Lost)
	var options value.Options
	if f := e.field(t); f != nil {
		t.Label = f.Label
		if options = e.Library.Lists[f.List]; f.To != "" {
			options = names
		}
	}
	t.Value = fact.Value.Format(options)
	return t
}

// field is the declaration that a value was typed under: of the two targets of
// a measure, the one of its year.
func (e *Engine) field(t Traced) *form.Field {
	for _, c := range slices.Concat(t.Claims, t.Lost) {
		parts := strings.SplitN(c.Where.Judge, ".", 3)
		if f := e.Library.Form(parts[0]); f != nil && len(parts) == 3 {
			if s := f.Section(parts[1]); s != nil {
				if x := s.Field(parts[2]); x != nil && x.Attr == t.Subject.Attr {
					return x
				}
			}
		}
	}
	return issue.FieldOf(e.Library, t.Subject)
}

// Names are the names of everything that references point to, by key.
func Names(o *org.Organization) (all value.Options) {
	for _, b := range o.Branches {
		all = append(all, value.Option{Key: b.Key, Label: b.Name})
	}
	for _, u := range o.Units {
		all = append(all, value.Option{Key: u.Key, Label: u.Name})
	}
	for _, p := range o.People {
		all = append(all, value.Option{Key: p.Key, Label: p.Name})
	}
	return all
}

func aboutSubject(question string) func(Traced) bool {
	words := strings.Fields(question)
	return func(t Traced) bool {
		if len(words) == 0 {
			return false
		}
		key := t.Subject.Key
		if !strings.EqualFold(key, words[0]) && !strings.EqualFold(org.Code(key), words[0]) {
			return false
		}
		for _, w := range words[1:] {
			if !strings.EqualFold(w, t.Subject.Period) && !strings.EqualFold(w, t.Subject.Attr) &&
				!strings.Contains(strings.ToLower(t.Label), strings.ToLower(w)) {
				return false
			}
		}
		return true
	}
}

func aboutCell(question string) func(Traced) bool {
	want := value.Fold(question)
	return func(t Traced) bool {
		for _, c := range slices.Concat(t.Claims, t.Lost) {
			full := value.Fold(c.Where.String())
			if full == want || strings.HasSuffix(full, ": "+want) {
				return true
			}
		}
		return false
	}
}

// Original is the file of a submission as it arrived, byte by byte: the last
// link from a printed value to the cell that it came from.
func (e *Engine) Original(submission string) ([]byte, error) { return e.store.Original(submission) }

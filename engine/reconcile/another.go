package reconcile

import (
	"slices"
	"strconv"

	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/submission"
)

// another tells a printed code apart from the one that an earlier return has
// used it for. Blank forms, and an old issue whose blank rows are used later,
// print the same codes again: a row about another subject is another entity
// then, known by the printed code and a number; one about the same subject
// corrects the earlier row.
func (c *classifier) another(s *form.Section, printed string, r *submission.Record) string {
	if len(s.Subject) == 0 || !issue.IsNew(printed) {
		return printed
	}
	own := printed
	for n := 2; ; n++ {
		key := c.code(own, r.Scope)
		if key == "" || !c.differs(s, key, r) {
			return own
		}
		own = printed + "#" + strconv.Itoa(n)
	}
}

// differs tells whether a row is about something else than an entity was in
// any earlier return. What came back blank says nothing.
func (c *classifier) differs(s *form.Section, key string, r *submission.Record) bool {
	for _, id := range s.Subject {
		f := s.Field(id)
		if f == nil {
			continue
		}
		said := c.earlier[c.calendar.name(org.Subject{Kind: org.Kind(s.Entity), Key: key, Attr: f.Attr})]
		a, ok := r.Answer(id)
		if !ok || len(said) == 0 {
			continue
		}
		v := c.references(f, a.Value, r.Scope, nil)
		switch before := said[len(said)-1]; {
		case a.Faulty && a.Typed != before.Typed:
			return true
		case a.Faulty || v.Blank():
		case !slices.ContainsFunc(said, func(x *ledger.Claim) bool { return x.Value.Equal(v) }):
			return true
		}
	}
	return false
}

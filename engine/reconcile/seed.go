package reconcile

import (
	"slices"

	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/submission"
	"spm/engine/value"
)

// takenUp tells whether what a row was printed with counts as its sender's own:
// she has added to the row, or she has filled in the form and the row, as it
// was printed, leaves nothing open that is required. A row of examples that
// nobody touched says nothing.
func (c *classifier) takenUp(s *form.Section, at place, r *submission.Record) bool {
	if at.seed == nil {
		return false
	}
	added, open := false, false
	for i := range s.Fields {
		f := &s.Fields[i]
		if !answerable(f) {
			continue
		}
		a, ok := r.Answer(f.ID)
		given := ok && (a.Faulty || !a.Value.Blank())
		open = open || f.Required && !given
		added = added || given && (a.Faulty || !a.Value.Equal(at.issued[f.ID]))
	}
	// On paper the examples stand beside terms that the plan may have already.
	return added || !open && c.filled[r.Form] && c.Packet.Issue > 0
}

// filledForms are the forms of a submission in which somebody has answered
// anything: an answer that the form was not printed with.
func (c *classifier) filledForms(records []submission.Record) map[string]bool {
	filled := map[string]bool{}
	for i := range records {
		r := &records[i]
		f := c.Library.Form(r.Form)
		if f == nil || filled[r.Form] {
			continue
		}
		s := f.Section(r.Section)
		block, ok := c.Packet.Block(r.Form, r.Scope, r.Section)
		if s == nil || !ok {
			continue
		}
		issued := c.asPrinted(s, block, r)
		for _, a := range r.Answers {
			x := s.Field(a.Field)
			if x != nil && answerable(x) && (a.Faulty || !a.Value.Blank() && !a.Value.Equal(issued[a.Field])) {
				filled[r.Form] = true
			}
		}
	}
	return filled
}

// asPrinted are the values of the row that was printed with a code of a record.
func (c *classifier) asPrinted(s *form.Section, block *packet.Block, r *submission.Record) map[string]value.Value {
	if s.Shape == form.Answers && len(block.Rows) == 1 {
		return block.Rows[0].Values
	}
	for _, code := range s.Codes() {
		if printed := r.Codes[code.ID]; printed != "" {
			if row := c.issuedRow(block, s, code, printed, r.Scope); row != nil {
				return row.Values
			}
		}
	}
	return nil
}

// base is what an answer of a row is compared with: nothing, where the form's
// own words stand there and the sender has taken the row up.
func (p *place) base(up bool, field string) value.Value {
	if up && slices.Contains(p.seed, field) {
		return value.Value{}
	}
	return p.issued[field]
}

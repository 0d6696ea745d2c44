package reconcile

import (
	"slices"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/submission"
	"spm/engine/value"
)

// decide turns a row of the decision workbook into a decision: a claim about
// the subject of the dispute that settles the claims it was shown.
func (c *classifier) decide(s *form.Section, block *packet.Block, r *submission.Record) {
	d := disputeOf(s, block, r)
	choice, answer, at := c.chosen(s, r)
	if d == nil || choice == "" {
		return // nothing to decide, or not yet
	}
	subject := org.Subject{Kind: org.Kind(d.Kind), Key: d.Key, Attr: d.Attr, Period: d.Period}
	var v value.Value
	switch n := int(choice[0]) - 'a'; {
	case choice != "other" && answer.Typed != "":
		c.out.Findings.Add(finding.New("MERGE-20", answer.Where, "code", r.Codes[s.Codes()[0].ID], "answer", answer.Typed))
		return
	case choice == "other":
		f := issue.FieldOf(c.Library, subject)
		if f == nil || answer.Typed == "" {
			c.out.Findings.Add(finding.New("CELL-11", at.Where, "label", "Another answer", "other", "Which counts?", "answer", "Another answer"))
			return
		}
		options := c.Library.Lists[f.List]
		if f.To != "" {
			options = c.Packet.Options[f.To]
		}
		parsed, remarks, ok := value.Parse(value.Spec{Type: f.Type, Options: options, Open: f.Open, Unit: unitOf(d)}, value.Raw{Text: answer.Typed})
		for _, x := range remarks {
			words := append([]string{"label", f.Label, "typed", answer.Typed}, x.Words...)
			c.out.Findings.Add(finding.New(x.Code, answer.Where, words...))
		}
		if !ok {
			return
		}
		v, at = parsed, answer
	case n >= len(d.Sides):
		c.out.Findings.Add(finding.New("MERGE-21", at.Where, "code", r.Codes[s.Codes()[0].ID], "choice", at.Typed))
		return
	default:
		v = d.Sides[n].Value
	}
	claim := ledger.Claim{Act: ledger.Decide, Subject: subject, Value: v}
	for _, side := range d.Sides {
		claim.Settles = append(claim.Settles, side.Claims...)
	}
	if !c.decidedBefore(claim) {
		c.claim(claim, at)
	}
}

// decidedBefore tells whether the last decision says the same and has seen the
// same claims. The same choice between other claims is a decision anew.
func (c *classifier) decidedBefore(x ledger.Claim) bool {
	said := c.earlier[c.calendar.name(x.Subject)]
	if len(said) == 0 {
		return false
	}
	last := said[len(said)-1]
	return last.Value.Equal(x.Value) && slices.Equal(last.Settles, x.Settles)
}

// chosen are the choice of a row, its own answer, and the cell of the choice.
// An own answer alone is a choice too.
func (c *classifier) chosen(s *form.Section, r *submission.Record) (choice string, answer, at submission.Answer) {
	for i := range s.Fields {
		f := &s.Fields[i]
		a, _ := r.Answer(f.ID)
		switch f.Attr {
		case "choice":
			choice, at = a.Value.Text, a
		case "answer":
			answer = a
		}
	}
	if choice == "" && answer.Typed != "" {
		choice = "other"
	}
	return choice, answer, at
}

// disputeOf is what a row of the decision workbook is about; nil for every
// other row.
func disputeOf(s *form.Section, block *packet.Block, r *submission.Record) *packet.Dispute {
	for _, code := range s.Codes() {
		for i := range block.Rows {
			if row := &block.Rows[i]; row.Dispute != nil && value.Fold(row.Codes[code.ID]) == value.Fold(r.Codes[code.ID]) {
				return row.Dispute
			}
		}
	}
	return nil
}

func unitOf(d *packet.Dispute) string {
	for _, s := range d.Sides {
		if s.Value.Unit != "" {
			return s.Value.Unit
		}
	}
	return ""
}

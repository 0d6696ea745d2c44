package issue

import (
	"fmt"
	"strings"

	"spm/engine/form"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/value"
)

// sideNames are the given fields of the decision workbook that show an answer.
var sideNames = []string{"side_a", "side_b", "side_c", "side_d"}

// disputes are the rows of the decision workbook: a row for each subject on
// which senders differ.
func (i *issuer) disputes(s *form.Section) (rows []packet.Row) {
	if i.Blank {
		return nil
	}
	for n, fact := range i.Facts.Disputes() {
		subject := fact.Subject
		code := fmt.Sprintf("D%d", n+1)
		r := packet.Row{
			Keys:   map[string]string{string(org.KindDecision): decisionKey(subject)},
			Codes:  map[string]string{},
			Values: map[string]value.Value{},
			Dispute: &packet.Dispute{
				Kind: string(subject.Kind), Key: subject.Key, Attr: subject.Attr, Period: subject.Period,
			},
		}
		// A decision settles what it was shown; further answers are asked about next.
		for _, side := range fact.Disputed[:min(len(fact.Disputed), len(sideNames))] {
			r.Dispute.Sides = append(r.Dispute.Sides, packet.Side{Value: side.Value, Claims: side.Claims})
		}
		for k := range s.Fields {
			f := &s.Fields[k]
			switch {
			case f.Type == value.Code:
				r.Codes[f.ID] = code
			case f.Attr == "about":
				r.Values[f.ID] = value.OfText(i.disputed(subject))
			}
			for m, name := range sideNames {
				if f.Attr == name && m < len(fact.Disputed) {
					r.Values[f.ID] = value.OfText(i.side(subject, fact.Disputed[m]))
				}
			}
		}
		rows = append(rows, r)
	}
	return rows
}

// decisionKey keeps a decision under what it is about.
func decisionKey(s org.Subject) string {
	return strings.Join([]string{string(s.Kind), s.Key, s.Attr, s.Period}, ":")
}

// disputed names a subject in the words of its form.
func (i *issuer) disputed(s org.Subject) string {
	label := s.Attr
	if f := FieldOf(i.Library, s); f != nil {
		label = f.Label
	}
	about := s.Key
	if b := i.Facts[org.Subject{Kind: s.Kind, Key: s.Key, Attr: "indicator"}].Value.Text; b != "" {
		about += ", " + b
	} else if b := i.Facts[org.Subject{Kind: s.Kind, Key: s.Key, Attr: "text"}].Value.Text; b != "" {
		about += ", " + b
	}
	if s.Period != "" {
		about += " (" + value.FormatMonth(s.Period) + ")"
	}
	return strings.Trim(label+" of "+about, ", ")
}

// side is one answer with everybody who gives it, and where.
func (i *issuer) side(s org.Subject, side ledger.Side) string {
	var options value.Options
	if f := FieldOf(i.Library, s); f != nil {
		if options = i.Library.Lists[f.List]; f.To != "" {
			options = i.entities(f.To, "")
		}
	}
	lines := []string{side.Value.Format(options)}
	for _, id := range side.Claims {
		if i.Ledger == nil {
			break
		}
		if c, ok := i.Ledger.Claim(id); ok {
			lines = append(lines, fmt.Sprintf("%s, %s, %s", c.Sender.Who(), c.Received.Format(), c.Where))
		}
	}
	return strings.Join(lines, "\n")
}

// FieldOf is the field in which a subject is asked for; nil where no form asks.
func FieldOf(lib *form.Library, s org.Subject) *form.Field {
	for _, f := range lib.Forms {
		for n := range f.Sheets {
			for m := range f.Sheets[n].Sections {
				x := &f.Sheets[n].Sections[m]
				for k := range x.Fields {
					if y := &x.Fields[k]; x.Kind(y) == string(s.Kind) && y.Attr == s.Attr && !y.Given {
						return y
					}
				}
			}
		}
	}
	return nil
}

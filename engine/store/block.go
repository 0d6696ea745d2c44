package store

import (
	"fmt"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
)

// claimsFormat is the first byte of a block of claims.
const claimsFormat = 1

// writeBlock packs the claims of one return. The id and the submission of a
// claim are columns of the table.
func writeBlock(claims []ledger.Claim) ([]byte, error) {
	w := newPacker()
	w.number(len(claims))
	for i := range claims {
		if err := w.claim(&claims[i]); err != nil {
			return nil, fmt.Errorf("the claim about %s: %w", claims[i].Subject, err)
		}
	}
	return w.packed(claimsFormat), nil
}

func (w *packer) claim(c *ledger.Claim) error {
	w.text(string(c.Act), string(c.Sender.Role), c.Sender.Key, c.Sender.Name, c.Sender.EnteredBy, c.Stream)
	w.text(string(c.Subject.Kind), c.Subject.Key, c.Subject.Attr, c.Subject.Period)
	if err := w.value(&c.Value); err != nil {
		return err
	}
	w.flag(c.Base != nil)
	if c.Base != nil {
		if err := w.value(c.Base); err != nil {
			return err
		}
	}
	w.number(size(c.Settles))
	for _, id := range c.Settles {
		w.number(int(id))
	}
	l := &c.Where
	w.text(l.File, l.Sheet, l.Judge)
	w.number(l.Row, l.Col, l.EndRow, l.Line, l.Column)
	w.text(c.Typed, string(c.Received))
	return nil
}

// readBlock unpacks the claims of one return.
func readBlock(data []byte) ([]ledger.Claim, error) {
	r := newUnpacker(data, claimsFormat)
	claims := make([]ledger.Claim, r.count())
	for i := range claims {
		r.claim(&claims[i])
	}
	return claims, r.end()
}

func (r *unpacker) claim(c *ledger.Claim) {
	c.Act = ledger.Act(r.text())
	c.Sender = ledger.Sender{Role: ledger.Role(r.text()), Key: r.text(), Name: r.text(), EnteredBy: r.text()}
	c.Stream = r.text()
	c.Subject = org.Subject{Kind: org.Kind(r.text()), Key: r.text(), Attr: r.text(), Period: r.text()}
	c.Value = r.value()
	if r.flag() {
		base := r.value()
		c.Base = &base
	}
	c.Settles = many[int64](r)
	for i := range c.Settles {
		c.Settles[i] = int64(r.number())
	}
	c.Where = finding.Location{File: r.text(), Sheet: r.text(), Judge: r.text()}
	for _, n := range []*int{&c.Where.Row, &c.Where.Col, &c.Where.EndRow, &c.Where.Line, &c.Where.Column} {
		*n = r.number()
	}
	c.Typed, c.Received = r.text(), value.Date(r.text())
}

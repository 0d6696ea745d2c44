package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
)

// blockFormat is the first byte of a block of claims. A block of another format
// was written by a later spm.
const blockFormat = 1

// writeBlock packs the claims of one return: every text once, in the order in
// which it is first said, then the claims with the numbers of their texts. The
// id and the submission of a claim are columns of the table.
func writeBlock(claims []ledger.Claim) ([]byte, error) {
	w := blockWriter{at: map[string]uint64{}}
	w.number(uint64(len(claims)))
	for i := range claims {
		c := &claims[i]
		w.text(string(c.Act), string(c.Sender.Role), c.Sender.Key, c.Sender.Name, c.Sender.EnteredBy, c.Stream)
		w.text(string(c.Subject.Kind), c.Subject.Key, c.Subject.Attr, c.Subject.Period)
		if err := w.value(&c.Value); err != nil {
			return nil, fmt.Errorf("the claim about %s: %w", c.Subject, err)
		}
		w.flag(c.Base != nil)
		if c.Base != nil {
			if err := w.value(c.Base); err != nil {
				return nil, fmt.Errorf("the claim about %s: %w", c.Subject, err)
			}
		}
		w.number(uint64(len(c.Settles)))
		for _, id := range c.Settles {
			w.number(uint64(id))
		}
		l := &c.Where
		w.text(l.File, l.Sheet, l.Judge)
		for _, n := range []int{l.Row, l.Col, l.EndRow, l.Line, l.Column} {
			w.number(uint64(n))
		}
		w.text(c.Typed, string(c.Received))
	}
	head := blockWriter{out: []byte{blockFormat}}
	head.number(uint64(len(w.texts)))
	for _, s := range w.texts {
		head.number(uint64(len(s)))
		head.out = append(head.out, s...)
	}
	return append(head.out, w.out...), nil
}

type blockWriter struct {
	out   []byte
	at    map[string]uint64 // numbers of the texts
	texts []string
}

func (w *blockWriter) number(n uint64) { w.out = binary.AppendUvarint(w.out, n) }

func (w *blockWriter) flag(on bool) {
	n := uint64(0)
	if on {
		n = 1
	}
	w.number(n)
}

func (w *blockWriter) text(all ...string) {
	for _, s := range all {
		n, ok := w.at[s]
		if !ok {
			n = uint64(len(w.texts))
			w.at[s] = n
			w.texts = append(w.texts, s)
		}
		w.number(n)
	}
}

func (w *blockWriter) list(all []string) {
	w.number(uint64(len(all)))
	w.text(all...)
}

func (w *blockWriter) value(v *value.Value) error {
	if math.IsNaN(v.Number) || math.IsInf(v.Number, 0) {
		return fmt.Errorf("%v is no number", v.Number)
	}
	w.text(string(v.Type), v.Text, v.Unit, string(v.Reason), v.Detail)
	w.flag(v.Numeric)
	w.out = binary.LittleEndian.AppendUint64(w.out, math.Float64bits(v.Number))
	w.list(v.Items)
	w.list(v.Free)
	return nil
}

var errBlock = errors.New("a block of claims does not hold together")

// readBlock unpacks the claims of one return.
func readBlock(data []byte) (claims []ledger.Claim, err error) {
	if len(data) == 0 || data[0] != blockFormat {
		return nil, errBlock
	}
	r := blockReader{left: string(data[1:])} // one text, of which all others are parts
	r.texts = make([]string, r.count())
	for i := range r.texts {
		r.texts[i] = r.part(r.count())
	}
	claims = make([]ledger.Claim, r.count())
	for i := range claims {
		r.claim(&claims[i])
	}
	if r.broken || r.left != "" {
		return nil, errBlock
	}
	return claims, nil
}

// blockReader reads a block from its front. Once it is broken it answers
// nothing but blanks.
type blockReader struct {
	left   string
	texts  []string
	broken bool
}

func (r *blockReader) claim(c *ledger.Claim) {
	c.Act = ledger.Act(r.text())
	c.Sender = ledger.Sender{Role: ledger.Role(r.text()), Key: r.text(), Name: r.text(), EnteredBy: r.text()}
	c.Stream = r.text()
	c.Subject = org.Subject{Kind: org.Kind(r.text()), Key: r.text(), Attr: r.text(), Period: r.text()}
	c.Value = r.value()
	if r.number() == 1 {
		base := r.value()
		c.Base = &base
	}
	if n := r.count(); n > 0 {
		c.Settles = make([]int64, n)
		for i := range c.Settles {
			c.Settles[i] = int64(r.number())
		}
	}
	c.Where = finding.Location{File: r.text(), Sheet: r.text(), Judge: r.text()}
	for _, n := range []*int{&c.Where.Row, &c.Where.Col, &c.Where.EndRow, &c.Where.Line, &c.Where.Column} {
		*n = int(r.number())
	}
	c.Typed, c.Received = r.text(), value.Date(r.text())
}

func (r *blockReader) value() (v value.Value) {
	v.Type, v.Text, v.Unit, v.Reason, v.Detail = value.Type(r.text()), r.text(), r.text(), value.Reason(r.text()), r.text()
	v.Numeric = r.number() == 1
	if bits := r.part(8); len(bits) == 8 {
		v.Number = math.Float64frombits(binary.LittleEndian.Uint64([]byte(bits)))
	}
	v.Items, v.Free = r.list(), r.list()
	return v
}

func (r *blockReader) list() (all []string) {
	for range r.count() {
		all = append(all, r.text())
	}
	return all
}

func (r *blockReader) text() string {
	n := r.number()
	if n >= uint64(len(r.texts)) {
		r.fail()
		return ""
	}
	return r.texts[n]
}

// count is the number of things that follow, each of which takes a byte at least.
func (r *blockReader) count() int {
	n := r.number()
	if n > uint64(len(r.left)) {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *blockReader) part(n int) string {
	if n > len(r.left) {
		r.fail()
		return ""
	}
	s := r.left[:n]
	r.left = r.left[n:]
	return s
}

func (r *blockReader) number() (n uint64) {
	for i := 0; i < len(r.left) && i < binary.MaxVarintLen64; i++ {
		b := r.left[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			r.left = r.left[i+1:]
			return n
		}
	}
	r.fail()
	return 0
}

func (r *blockReader) fail() { r.broken, r.left = true, "" }

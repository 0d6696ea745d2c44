package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"

	"spm/engine/value"
)

// packer writes what the ledger and the packets hold: every text once, in the
// order in which it is first said, then numbers, which stand for texts, too.
// JSON of the same takes five times the room and ten times the time, and both
// are read for every file that comes in.
type packer struct {
	out   []byte
	at    map[string]uint64 // numbers of the texts
	texts []string
}

func newPacker() *packer { return &packer{at: map[string]uint64{}} }

// packed is what was written, after a byte that names its format.
func (w *packer) packed(format byte) []byte {
	head := packer{out: []byte{format}}
	head.number(len(w.texts))
	for _, s := range w.texts {
		head.number(len(s))
		head.out = append(head.out, s...)
	}
	return append(head.out, w.out...)
}

func (w *packer) number(all ...int) {
	for _, n := range all {
		w.out = binary.AppendVarint(w.out, int64(n))
	}
}

func (w *packer) flag(on bool) {
	n := 0
	if on {
		n = 1
	}
	w.number(n)
}

func (w *packer) text(all ...string) {
	for _, s := range all {
		n, ok := w.at[s]
		if !ok {
			n = uint64(len(w.texts))
			w.at[s] = n
			w.texts = append(w.texts, s)
		}
		w.out = binary.AppendUvarint(w.out, n)
	}
}

func (w *packer) list(all []string) {
	w.number(size(all))
	w.text(all...)
}

func (w *packer) value(v *value.Value) error {
	if math.IsNaN(v.Number) || math.IsInf(v.Number, 0) {
		return fmt.Errorf("%v is no number", v.Number)
	}
	w.text(string(v.Type), v.Text, v.Unit, string(v.Reason), v.Detail)
	w.flag(v.Numeric)
	if v.Numeric || v.Number != 0 {
		w.out = binary.LittleEndian.AppendUint64(append(w.out, 1), math.Float64bits(v.Number))
	} else {
		w.out = append(w.out, 0)
	}
	w.list(v.Items)
	w.list(v.Free)
	return nil
}

// size is the length of a list, and -1 for none at all: JSON tells them apart.
func size[T any](all []T) int {
	if all == nil {
		return -1
	}
	return len(all)
}

// table writes the entries of a map in the order of their keys.
func table[V any](w *packer, m map[string]V, write func(V) error) error {
	if m == nil {
		w.number(-1)
		return nil
	}
	w.number(len(m))
	for _, key := range slices.Sorted(maps.Keys(m)) {
		w.text(key)
		if err := write(m[key]); err != nil {
			return err
		}
	}
	return nil
}

var errPacked = errors.New("what was packed does not hold together")

// unpacker reads what a packer has written, from the front. Once it is broken
// it answers nothing but blanks, and no more of them than there are bytes.
type unpacker struct {
	left   string // one text, of which all others are parts
	texts  []string
	broken bool
}

func newUnpacker(data []byte, format byte) *unpacker {
	if len(data) == 0 || data[0] != format {
		return &unpacker{broken: true}
	}
	r := &unpacker{left: string(data[1:])}
	r.texts = make([]string, r.count())
	for i := range r.texts {
		r.texts[i] = r.part(r.count())
	}
	return r
}

// end tells whether everything was read and nothing was missing.
func (r *unpacker) end() error {
	if r.broken || r.left != "" {
		return errPacked
	}
	return nil
}

func (r *unpacker) value() (v value.Value) {
	v.Type, v.Text, v.Unit, v.Reason, v.Detail = value.Type(r.text()), r.text(), r.text(), value.Reason(r.text()), r.text()
	v.Numeric = r.flag()
	if r.part(1) == "\x01" {
		if bits := r.part(8); len(bits) == 8 {
			v.Number = math.Float64frombits(binary.LittleEndian.Uint64([]byte(bits)))
		}
	}
	v.Items, v.Free = r.list(), r.list()
	return v
}

func (r *unpacker) list() []string {
	all := many[string](r)
	for i := range all {
		all[i] = r.text()
	}
	return all
}

// many makes room for a list of things that follow; nil where there is none.
func many[T any](r *unpacker) []T {
	n := r.number()
	if n < 0 || n > len(r.left) { // each takes a byte at least
		r.broken = r.broken || n != -1
		return nil
	}
	return make([]T, n)
}

// entries reads a map that table has written.
func entries[V any](r *unpacker, read func() V) map[string]V {
	n := r.number()
	if n < 0 || n > len(r.left) {
		r.broken = r.broken || n != -1
		return nil
	}
	m := make(map[string]V, n)
	for range n {
		key := r.text()
		m[key] = read()
	}
	return m
}

func (r *unpacker) text() string {
	n := r.bits()
	if n >= uint64(len(r.texts)) {
		r.fail()
		return ""
	}
	return r.texts[n]
}

// count is the number of bytes or things that follow.
func (r *unpacker) count() int {
	n := r.number()
	if n < 0 || n > len(r.left) {
		r.fail()
		return 0
	}
	return n
}

func (r *unpacker) part(n int) string {
	if n > len(r.left) {
		r.fail()
		return ""
	}
	s := r.left[:n]
	r.left = r.left[n:]
	return s
}

func (r *unpacker) flag() bool { return r.number() == 1 }

func (r *unpacker) number() int {
	n := r.bits()
	return int(int64(n>>1) ^ -int64(n&1))
}

func (r *unpacker) bits() (n uint64) {
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

func (r *unpacker) fail() { r.broken, r.left = true, "" }

package workbook_test

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/value"
	"spm/engine/workbook"
)

// trip is a form on its way: out as a packet of its own, back filled in.
type trip struct {
	lib    *form.Library
	form   *form.Form
	packet *packet.Packet
	issued []byte
	want   map[string]value.Value // by place: section, code, field
	known  bool                   // the answers were known when the form went out, and stand in it
}

func newTrip(t *testing.T, lib *form.Library, f *form.Form) *trip {
	t.Helper()
	return tripTo(t, lib, f, packet.To{Role: "branch", Key: "HR", Name: "Human Resources"}, false)
}

// tripTo is the trip of a form to somebody, of whom all answers may be known
// already.
func tripTo(t *testing.T, lib *form.Library, f *form.Form, to packet.To, known bool) *trip {
	t.Helper()
	p := &packet.Packet{
		Kind: "test", Title: f.Title, To: to, Year: "2026-27",
		Issue: 1, Issued: "2026-10-01", Due: "2026-11-05", Organization: "Riverbend School District", Options: map[string]value.Options{},
	}
	r := &trip{lib: lib, form: f, packet: p, want: map[string]value.Value{}, known: known}
	scope := ""
	if f.Repeat != "" {
		scope = to.Key + "/M1.1-Y1"
	}
	p.Period = r.period()
	p.Code = packet.CodeOf("riverbend", p.Kind+f.ID, p.To.Key, p.Period, p.Issue)
	r.options()
	for i := range f.Sheets {
		s := packet.Sheet{Form: f.ID, Version: f.Version, Hash: f.Hash, Sheet: i, Name: f.Sheets[i].Name, Scope: scope}
		for j := range f.Sheets[i].Sections {
			s.Blocks = append(s.Blocks, r.block(t, &f.Sheets[i].Sections[j]))
		}
		p.Sheets = append(p.Sheets, s)
	}
	var err error
	r.issued, err = workbook.Write(lib, p)
	must(t, err)
	return r
}

// period is a month if the form shows one.
func (r *trip) period() string {
	for _, s := range r.sections() {
		if slices.ContainsFunc(s.Fields, func(f form.Field) bool { return f.ShownPeriod }) {
			return "2026-10"
		}
	}
	return ""
}

func (r *trip) sections() (all []*form.Section) {
	for i := range r.form.Sheets {
		for j := range r.form.Sheets[i].Sections {
			all = append(all, &r.form.Sheets[i].Sections[j])
		}
	}
	return all
}

// options names the examples of references, unless the form itself gives birth
// to what they refer to.
func (r *trip) options() {
	own := map[string]bool{}
	for _, s := range r.sections() {
		for _, c := range s.Codes() {
			own[s.Kind(c)] = own[s.Kind(c)] || !c.Given
		}
	}
	for _, s := range r.sections() {
		for i := range s.Fields {
			f := &s.Fields[i]
			if f.To == "" || own[f.To] {
				continue
			}
			for _, name := range []string{f.To, f.ListName()} {
				r.option(name, "Somebody else", "X1")
				r.option(name, f.Example, f.Example)
			}
		}
	}
}

func (r *trip) option(list, label, code string) {
	o := r.packet.Options[list]
	if label == "" || len(o.Find(label)) > 0 {
		return
	}
	r.packet.Options[list] = append(o, value.Option{Key: "key " + code, Label: label, Code: code})
}

// block makes the rows of a section as a packet would.
func (r *trip) block(t *testing.T, s *form.Section) packet.Block {
	t.Helper()
	b := packet.Block{Section: s.ID}
	for n := range r.rowCount(s) {
		row := packet.Row{Keys: map[string]string{}, Codes: map[string]string{}, Values: map[string]value.Value{}}
		for i := range s.Fields {
			f := &s.Fields[i]
			switch {
			case f.Type == value.Code && s.Shape != form.Answers:
				row.New = row.New || !f.Given && !r.known
				row.Keys[s.Kind(f)] = r.code(s, f, n)
				if !s.OwnCodes || r.known {
					row.Codes[f.ID] = r.code(s, f, n)
				}
			case f.ShownPeriod:
				row.Values[f.ID] = value.Value{Type: value.Month, Text: r.packet.Period}
			case f.Given:
				row.Values[f.ID] = r.given(f, n)
			case r.known && !f.Fresh && f.Example != "":
				row.Values[f.ID] = r.meant(t, f, r.example(s, f, n))
			}
		}
		if s.Shape != form.Answers {
			row.ID = packet.RowID(r.packet.Code, r.form.ID, s.ID, strconv.Itoa(n))
		}
		b.Rows = append(b.Rows, row)
	}
	return b
}

func (r *trip) rowCount(s *form.Section) int {
	switch s.Shape {
	case form.Answers:
		return 1
	case form.Checks:
		return len(r.form.Checks)
	}
	return rowsEach
}

var number = regexp.MustCompile(`\d+$`)

// code is the visible code of row n: the example counted up.
func (r *trip) code(s *form.Section, f *form.Field, n int) string {
	if s.Shape == form.Checks {
		return "QC " + r.form.Checks[n].ID
	}
	code := f.Example
	switch own := s.Kind(f) == s.Entity; {
	case s.OwnCodes, r.known && !f.Given:
	case f.New != "":
		code = f.New + "1"
	case own && s.New != "":
		code = s.New + "1"
	}
	if code == "" {
		code = strings.ToUpper(s.Kind(f)[:1]) + f.ID + "-1"
	}
	if !number.MatchString(code) {
		return code + []string{"", "X", "Y"}[n]
	}
	return number.ReplaceAllStringFunc(code, func(d string) string {
		i, _ := strconv.Atoi(d)
		return fmt.Sprintf("%0*d", len(d), i+n)
	})
}

// given is something for a grey cell of row n.
func (r *trip) given(f *form.Field, n int) value.Value {
	switch f.Type {
	case value.Measure:
		return value.OfMeasure(67, "%")
	case value.Day:
		return value.OfDate("2026-09-01")
	case value.Choice:
		return value.OfChoice(r.lib.Lists[f.List][0].Key)
	case value.Ref:
		return value.OfRef("key X1")
	case value.List:
		return value.OfList("one", "two")
	}
	return value.Value{Type: f.Type, Text: fmt.Sprint("Given ", f.Label, " ", n+1)}
}

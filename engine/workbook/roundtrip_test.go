package workbook_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/org"
	"spm/engine/spreadsheet"
	"spm/engine/submission"
	"spm/engine/value"
	"spm/engine/workbook"
	"spm/engine/workbook/byhand"
	"spm/templates"
	"spm/testdata/programs"
)

// What every form must stand: each field's example typed in by hand, then what
// people and programs do to a file, then the same answers and no error.

// rowsEach is how many rows a table of the test has.
const rowsEach = 3

// What happens to one sheet alone is in TestEdits.
func TestRoundTrip(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	for _, f := range settled(t) {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			r := newTrip(t, f.lib, f.lib.Form(f.id))
			r.expect(t, "returned.xlsx", r.through(t))
			r.expect(t, "returned.xlsx", r.through(t, byhand.Together...))
		})
	}
}

// through is the filled workbook after some edits of each of its sheets.
func (r *trip) through(t *testing.T, edits ...string) []byte {
	t.Helper()
	book := r.filled(t)
	must(t, (&byhand.Desk{Book: book}).DoAll(edits...))
	data, err := book.Save()
	must(t, err)
	return data
}

// A row that was typed into an inserted row is one more record, without a code.
func TestRoundTripRowAdded(t *testing.T) {
	lib := library(t)
	r := newTrip(t, lib, lib.Form("A"))
	book := r.filled(t)
	must(t, book.InsertRow("A Clients", "NEW-C2", map[string]any{"client": "Families", "place": "External", "when": "Current", "services": "Visits"}))
	data, err := book.Save()
	must(t, err)
	sub := r.expect(t, "returned.xlsx", data)
	for _, rec := range sub.Records {
		if a, ok := rec.Answer("client"); ok && a.Value.Text == "Families" {
			if rec.Section != "clients" || len(rec.Codes) != 0 {
				t.Errorf("the added row is read as %s with the codes %v", rec.Section, rec.Codes)
			}
			return
		}
	}
	t.Error("the added row was not read")
}

// The same after LibreOffice has opened and saved the files, and the files to
// which everything happened.
func TestRoundTripLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	dir := t.TempDir()
	trips := map[string]*trip{}
	var files []string
	for _, f := range settled(t) {
		r := newTrip(t, f.lib, f.lib.Form(f.id))
		for name, some := range map[string][]string{f.name: nil, f.name + " all together": byhand.Together} {
			file := filepath.Join(dir, name+".xlsx")
			must(t, os.WriteFile(file, r.through(t, some...), 0o600))
			trips[name], files = r, append(files, file)
		}
	}
	out := programs.Save(t, programs.LibreOffice, files)
	for _, name := range slices.Sorted(maps.Keys(trips)) {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(out, name+".xlsx"))
			must(t, err)
			trips[name].expect(t, name+".xlsx", data)
		})
	}
}

// settledForm is a form as a division or a strand has it.
type settledForm struct {
	lib      *form.Library
	id, name string
}

// settled are all forms, and those that differ between divisions and strands
// for both.
func settled(t *testing.T) (all []settledForm) {
	t.Helper()
	lib := matrixLibrary(t)
	strand := matrixSetting(20)
	division := strand
	division.Branch = "division"
	for _, f := range lib.Forms {
		a, b := lib.For(division), lib.For(strand)
		if fmt.Sprint(a.Form(f.ID)) == fmt.Sprint(b.Form(f.ID)) {
			all = append(all, settledForm{a, f.ID, f.ID})
			continue
		}
		all = append(all, settledForm{a, f.ID, f.ID + " division"}, settledForm{b, f.ID, f.ID + " strand"})
	}
	return all
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func library(t *testing.T) *form.Library {
	t.Helper()
	var attributes []form.Attribute
	for _, a := range org.Attributes() {
		attributes = append(attributes, form.Attribute{Kind: string(a.Kind), Name: a.Name, Yearly: a.Yearly})
	}
	lib, found := form.Load(templates.Embedded, attributes, org.Computed...)
	for _, f := range found {
		if f.Severity == finding.Error {
			t.Fatalf("the templates are faulty: %v", f)
		}
	}
	return lib
}

// filled is the workbook with every example typed in.
func (r *trip) filled(t *testing.T) *byhand.Book {
	t.Helper()
	book, err := byhand.Open(r.issued)
	must(t, err)
	for i := range r.form.Sheets {
		sheet := r.form.Sheets[i].Name
		for j := range r.form.Sheets[i].Sections {
			s := &r.form.Sheets[i].Sections[j]
			for n := range r.rowCount(s) {
				r.fillRow(t, book, sheet, s, n)
			}
		}
	}
	return book
}

func (r *trip) fillRow(t *testing.T, book *byhand.Book, sheet string, s *form.Section, n int) {
	t.Helper()
	name := s.ID + " +" + strconv.Itoa(n+1)
	if codes := r.codes(s); (!s.OwnCodes || r.known) && len(codes) > 0 {
		name = codes[n]
	}
	for i := range s.Fields {
		f := &s.Fields[i]
		if f.Given || f.ShownPeriod || f.Example == "" || f.Type == value.Code && !s.OwnCodes {
			continue
		}
		typed := r.example(s, f, n)
		switch {
		case r.known && !f.Fresh: // it stands there already
		case s.Shape == form.Answers:
			must(t, book.Answer(sheet, f.No, typed))
		default:
			must(t, book.Type(sheet, name, f.ID, typed))
		}
		if f.Type != value.Code {
			r.want[r.place(s, n, f)] = r.meant(t, f, typed)
		}
	}
}

func (r *trip) place(s *form.Section, n int, f *form.Field) string {
	if codes := r.codes(s); len(codes) > 0 {
		return s.ID + " " + codes[n] + " " + f.ID
	}
	return s.ID + " " + f.ID
}

// codes are the visible codes of the rows of a section by which they are known.
func (r *trip) codes(s *form.Section) (codes []string) {
	if s.Shape != form.Answers {
		known := knownBy(s)
		for n := range r.rowCount(s) {
			codes = append(codes, r.code(s, known, n))
		}
	}
	return codes
}

// knownBy is the field whose codes tell the rows of a section apart.
func knownBy(s *form.Section) *form.Field {
	if no := s.Field("no"); no != nil {
		return no
	}
	return s.Codes()[0]
}

// example is what is typed into row n: texts differ from row to row, so that
// no row can be taken for another.
func (r *trip) example(s *form.Section, f *form.Field, n int) string {
	switch {
	case f.Type == value.Code:
		return r.code(s, f, n)
	case n == 0 || s.Shape == form.Checks && f.Type != value.Long:
	case f.Type == value.Text || f.Type == value.Long || f.Type == value.List:
		return f.Example + " " + strconv.Itoa(n+1) + " " + s.ID // no text stands in two tables
	}
	return f.Example
}

// meant is the value that an example means.
func (r *trip) meant(t *testing.T, f *form.Field, typed string) value.Value {
	t.Helper()
	options := r.packet.Options[f.ListName()]
	if f.Type == value.Choice {
		options = r.lib.Lists[f.List]
	}
	if f.To != "" && options == nil {
		options = r.born(f)
	}
	v, _, ok := value.Parse(value.Spec{Type: f.Type, Options: options, Open: f.Open}, value.Raw{Text: typed})
	if !ok {
		t.Fatalf("%v: the example %q is not understood", f.At, typed)
	}
	return v
}

// born are the entities that the form itself names, known by their codes.
func (r *trip) born(f *form.Field) (o value.Options) {
	for _, s := range r.sections() {
		name := s.Field("name")
		for _, c := range s.Codes() {
			if s.Kind(c) != f.To {
				continue
			}
			for n := range r.rowCount(s) {
				x := value.Option{Key: r.code(s, c, n), Label: r.code(s, c, n), Code: r.code(s, c, n)}
				if name != nil {
					x.Label = r.example(s, name, n)
				}
				o = append(o, x)
			}
		}
	}
	return o
}

// expect reads a file and compares it with what was typed.
func (r *trip) expect(t *testing.T, file string, data []byte) *submission.Submission {
	t.Helper()
	book, found := spreadsheet.Open(file, data)
	if book == nil {
		t.Fatalf("the file is refused: %v", found)
	}
	sub, more := workbook.Read(r.lib, book, file, r.packet, nil)
	for _, f := range append(found, more...) {
		if f.Severity == finding.Error {
			t.Errorf("%v", f)
		}
	}
	got := map[string]string{}
	for i := range sub.Records {
		r.record(got, &sub.Records[i])
	}
	want := map[string]string{}
	for place, v := range r.want {
		want[place] = said(v)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("typed (-) and read (+):\n%s", diff)
	}
	return sub
}

// record adds the answers of a record; those of rows without a code are left out.
func (r *trip) record(got map[string]string, rec *submission.Record) {
	s := r.form.Section(rec.Section)
	for _, a := range rec.Answers {
		f := s.Field(a.Field)
		if f.Given || f.ShownPeriod || f.Type == value.Code || f.Example == "" {
			continue
		}
		place := s.ID + " " + f.ID
		if s.Shape != form.Answers {
			code := rec.Codes[knownBy(s).ID]
			if code == "" {
				continue
			}
			place = s.ID + " " + code + " " + f.ID
		}
		if old, twice := got[place]; twice {
			got[place] = old + " AND " + said(a.Value)
			continue
		}
		got[place] = said(a.Value)
	}
}

// said writes a value so that equal ones are equal: Squeeze undoes what
// programs may do to white space.
func said(v value.Value) string {
	return value.Squeeze(fmt.Sprintf("%s %s %v %q %q", v.Text, value.FormatNumber(v.Number)+v.Unit, v.Numeric, v.Items, v.Free))
}

package workbook_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/spreadsheet"
	"spm/engine/value"
	"spm/engine/workbook"
	"spm/engine/workbook/byhand"
	"spm/templates"
)

// matrixSetting is that of a strand with units of two divisions.
func matrixSetting(units int) form.Setting {
	s := form.Setting{Branch: "strand", Columns: map[string][]form.Column{"strategies": {{Code: "S1.1", Label: "S1.1"}, {Code: "S1.2", Label: "S1.2"}, {Code: "S2.1", Label: "S2.1"}}}}
	names := []string{"Talent Development", "Recruitment", "Employee Records", "Curriculum and Instruction", "Assessment"}
	for n := range units {
		c := form.Column{Code: fmt.Sprintf("B%d/U%02d", n*2/units, n+1), Label: names[n%len(names)], Group: []string{"Human Resources", "Teaching and Learning"}[n*2/units]}
		if n >= len(names) {
			c.Label += fmt.Sprint(" ", n/len(names)+1)
		}
		s.Columns["units"] = append(s.Columns["units"], c)
	}
	return s
}

// matrixLibrary has the form Z of testdata/matrix.yaml beside the others.
func matrixLibrary(t *testing.T) *form.Library {
	t.Helper()
	data, err := os.ReadFile("testdata/matrix.yaml")
	must(t, err)
	lib, found := form.Load(templates.Over(fstest.MapFS{
		"attachments/z.yaml": {Data: data},
		"lists/z.csv":        {Data: []byte("list,id,label,also\nmarks,x,X,\ngaps,ok,OK,\ngaps,gap,Gap,\ngaps,double,Redundancy,\ngaps,extra,Not needed,\ngaps,unused,Not used,\n")},
	}), nil)
	for _, f := range found {
		t.Errorf("%v", f)
	}
	return lib
}

// What is computed follows the marks, in any program and wherever sorting has
// put the rows; what spm computed stands there before.
func TestComputedCells(t *testing.T) {
	lib := matrixLibrary(t).For(matrixSetting(4))
	r := newTrip(t, lib, lib.Form("Z"))
	compare, _ := r.packet.Block("Z", "", "compare")
	for i := range compare.Rows {
		compare.Rows[i].Values = map[string]value.Value{"name": value.OfText("Hiring")}
	}
	compare.Rows[1].Values["needed_by"], compare.Rows[1].Values["finding"] = value.OfText("S2.1"), value.OfChoice("gap")
	var err error
	r.issued, err = workbook.Write(lib, r.packet)
	must(t, err)
	book, err := byhand.Open(r.issued)
	must(t, err)
	needed, compared := r.codes(lib.Form("Z").Section("needed")), r.codes(lib.Form("Z").Section("compare"))
	if got := shown(t, book, compared); got != " |  | ; S2.1 |  | Gap;  |  | " {
		t.Errorf("as issued: %s", got)
	}
	for _, x := range []struct{ sheet, row, field string }{
		{"Z Needed", needed[0], "need@S1.1"}, {"Z Needed", needed[0], "need@S2.1"}, {"Z Needed", needed[1], "need@S1.2"},
		{"Z Current", needed[0], "does@B0/U01"}, {"Z Current", needed[0], "does@B1/U04"}, {"Z Current", needed[2], "does@B0/U02"},
	} {
		must(t, book.Type(x.sheet, x.row, x.field, "X"))
	}
	must(t, book.SortRows("Z Needed", "-needed.name"))
	data, err := book.Save()
	must(t, err)
	data = recalculated(t, data)
	saved, err := byhand.Open(data)
	must(t, err)
	want := "S1.1, S2.1 | Talent Development, Curriculum and Instruction | Redundancy; S1.2 |  | Gap;  | Recruitment | Not needed"
	if got := shown(t, saved, compared); got != want {
		t.Errorf("shows %s\nwant  %s", got, want)
	}
	// The second row shows something else than was sent, and nobody minds.
	read, found := spreadsheet.Open("returned.xlsx", data)
	_, more := workbook.Read(lib, read, "returned.xlsx", r.packet, nil)
	for _, f := range append(found, more...) {
		if f.Severity != finding.Note {
			t.Errorf("%v", f)
		}
	}
}

// A row of the comparison that says which strategy needs a function, and "No",
// says two of the four headings of the matrix. It is no heading all the same.
func TestComparedRowsAreNoHeadings(t *testing.T) {
	lib := matrixLibrary(t).For(form.Setting{Branch: "strand", Columns: map[string][]form.Column{
		"strategies": {{Code: "S1.1", Label: "S1.1"}}, "units": {{Code: "SI/U01", Label: "Data"}},
	}})
	r := newTrip(t, lib, lib.Form("I"))
	compare, _ := r.packet.Block("I", "", "comparison")
	for i := range compare.Rows {
		compare.Rows[i].Values = map[string]value.Value{"name": value.OfText("Hiring"), "needed_by": value.OfText("S1.1"), "adequate": {Type: value.YesNo, Text: "no"}}
	}
	data, err := workbook.Write(lib, r.packet)
	must(t, err)
	read, found := spreadsheet.Open("returned.xlsx", data)
	sub, more := workbook.Read(lib, read, "returned.xlsx", r.packet, nil)
	for _, f := range append(found, more...) {
		if f.Code == "CELL-40" || f.Code == "CELL-31" || f.Code == "CELL-05" || f.Code == "CELL-49" {
			t.Errorf("%v", f)
		}
	}
	answered := 0
	for _, rec := range sub.Records {
		if a, ok := rec.Answer("adequate"); rec.Section == "comparison" && ok && a.Typed == "No" {
			answered++
		}
	}
	if answered != len(compare.Rows) {
		t.Errorf("%d of %d rows of the comparison were read", answered, len(compare.Rows))
	}
}

// shown are the computed cells of the comparison, row by row.
func shown(t *testing.T, b *byhand.Book, codes []string) string {
	t.Helper()
	var rows []string
	for _, code := range codes {
		var cells []string
		for _, field := range []string{"needed_by", "done_by", "finding"} {
			s, err := b.Shown("Z Compare", code, field)
			must(t, err)
			cells = append(cells, s)
		}
		rows = append(rows, strings.Join(cells, " | "))
	}
	return strings.Join(rows, "; ")
}

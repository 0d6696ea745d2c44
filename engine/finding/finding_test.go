package finding

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLocation(t *testing.T) {
	for _, tc := range []struct {
		at         Location
		cell, want string
	}{
		{Location{}, "", ""},
		{Location{File: "hr.xlsx"}, "", "hr.xlsx"},
		{Location{File: "hr.xlsx", Sheet: "F Measures"}, "", "hr.xlsx: F Measures"},
		{Location{File: "hr.xlsx", Sheet: "F Measures", Row: 6}, "", "hr.xlsx: F Measures row 6"},
		{Location{Sheet: "N", Row: 7, EndRow: 12}, "", "N rows 7 to 12"},
		{Location{File: "hr.xlsx", Sheet: "F Measures", Row: 6, Col: 3}, "C6", "hr.xlsx: F Measures!C6"},
		{Location{Sheet: "N", Row: 7, Col: 28, EndRow: 12}, "AB7:AB12", "N!AB7:AB12"},
		{Location{Sheet: "N", Row: 7, Col: 28, EndRow: 7}, "AB7", "N!AB7"},
		{Location{File: "forms/n.yaml", Line: 12, Column: 5}, "", "forms/n.yaml:12:5"},
	} {
		if got := tc.at.Cell(); got != tc.cell {
			t.Errorf("%+v: cell %q, want %q", tc.at, got, tc.cell)
		}
		if got := tc.at.String(); got != tc.want {
			t.Errorf("%+v: %q, want %q", tc.at, got, tc.want)
		}
	}
}

func TestColumnName(t *testing.T) {
	for n, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		if got := ColumnName(n); got != want {
			t.Errorf("ColumnName(%d) = %s, want %s", n, got, want)
		}
	}
}

// at is a finding in a cell of a sheet.
func at(code Code, sheet string, row, col int, message string) Finding {
	return Finding{Code: code, Where: Location{File: "a.xlsx", Sheet: sheet, Row: row, Col: col}, Message: message}
}

// places are the places of a list in its order.
func places(l List) (all []string) {
	for _, f := range l {
		all = append(all, string(f.Code)+" "+f.Where.String())
	}
	return all
}

func TestSort(t *testing.T) {
	l := List{
		{Code: "CELL-02", Severity: Note, Where: Location{File: "b.xlsx"}},
		at("CELL-10", "N", 10, 2, ""),
		at("CELL-10", "N", 9, 3, ""),
		{Code: "CELL-05", Severity: Warning, Where: Location{File: "a.xlsx", Sheet: "N", Row: 9, Col: 2}},
		at("CELL-10", "N", 9, 2, ""),
		at("CELL-01", "N", 9, 2, ""),
		at("CELL-10", "L", 99, 9, ""),
		{Code: "CYCL-01", Severity: Warning},
	}
	l.Sort()
	want := []string{
		"CYCL-01 ", "CELL-10 a.xlsx: L!I99", "CELL-01 a.xlsx: N!B9", "CELL-10 a.xlsx: N!B9", "CELL-05 a.xlsx: N!B9",
		"CELL-10 a.xlsx: N!C9", "CELL-10 a.xlsx: N!B10", "CELL-02 b.xlsx",
	}
	if diff := cmp.Diff(want, places(l)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestMerge(t *testing.T) {
	other := at("CELL-10", "N", 14, 2, "blank")
	other.Also = []Location{{File: "b.xlsx"}}
	l := List{
		at("CELL-10", "N", 8, 2, "blank"),
		at("CELL-10", "N", 6, 2, "blank"),
		at("CELL-10", "N", 7, 2, "blank"),
		at("CELL-10", "N", 7, 3, "blank"),         // another column
		at("CELL-10", "N", 10, 2, "blank"),        // after a gap
		at("CELL-10", "N", 11, 2, "another text"), // another message
		at("CELL-10", "L", 12, 2, "another text"), // another sheet
		at("CELL-10", "N", 13, 2, "blank"),
		other, // several places are told each for itself
		{Code: "CYCL-01", Message: "missing"},
		{Code: "CYCL-01", Message: "missing"}, // no cell: never a range
	}
	want := []string{
		"CYCL-01 ", "CYCL-01 ", "CELL-10 a.xlsx: L!B12", "CELL-10 a.xlsx: N!B6:B8", "CELL-10 a.xlsx: N!C7", "CELL-10 a.xlsx: N!B10",
		"CELL-10 a.xlsx: N!B11", "CELL-10 a.xlsx: N!B13", "CELL-10 a.xlsx: N!B14",
	}
	if diff := cmp.Diff(want, places(l.Merge())); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if l[0].Where.Row != 8 || l[0].Where.EndRow != 0 {
		t.Error("Merge has changed the list that it was asked of")
	}
}

func TestActionable(t *testing.T) {
	for _, tc := range []struct {
		list List
		want bool
	}{
		{nil, false},
		{List{{Severity: Note}}, false},
		{List{{Severity: Note}, {Severity: Warning}}, true},
		{List{{Severity: Error}}, true},
	} {
		if got := tc.list.Actionable(); got != tc.want {
			t.Errorf("%v: %v", tc.list, got)
		}
	}
}

// A finding is a value: what is derived from it leaves it as it was.
func TestDerived(t *testing.T) {
	f := New("GOAL-06", Location{File: "a.xlsx"}).With(Location{File: "b.xlsx"})
	g := f.As(Warning).About("G1").With(Location{File: "c.xlsx"})
	if f.Severity != Error || f.Subject != "" || len(f.Also) != 1 {
		t.Errorf("changed: %+v", f)
	}
	if g.Severity != Warning || g.Subject != "G1" || len(g.Also) != 2 {
		t.Errorf("derived: %+v", g)
	}
}

// Only what stands in a cell is told as “stood” and “was read as”.
func TestRead(t *testing.T) {
	at := Location{Sheet: "N", Row: 7}
	if f := New("CELL-71", at, "read", "The headings are gone"); f.Typed+f.Read != "" {
		t.Errorf("a sentence: %q was read as %q", f.Typed, f.Read)
	}
	if f := New("CELL-20", at, "label", "Start", "typed", "Sept 30 2026", "read", "Sep 30, 2026"); f.Typed != "Sept 30 2026" || f.Read != "Sep 30, 2026" {
		t.Errorf("a date: %q was read as %q", f.Typed, f.Read)
	}
}

func TestJSON(t *testing.T) {
	f := Finding{Code: "GOAL-06", Severity: Warning, Where: Location{File: "a.xlsx", Sheet: "Setup", Row: 7, Col: 3}, Message: "no mission"}
	b, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"code":"GOAL-06","severity":"warning","where":{"file":"a.xlsx","sheet":"Setup","row":7,"col":3},"message":"no mission"}`
	if string(b) != want {
		t.Errorf("%s", b)
	}
	var back Finding
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(f, back); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if err := new(Severity).UnmarshalText([]byte("grave")); err == nil {
		t.Error("no error for a severity that is none")
	}
}

package byhand

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestType(t *testing.T) {
	for _, tc := range []struct {
		name   string
		row    string // G1: General, G2: percent; the field note is Text
		field  string
		typed  any
		stored string
		format int
		kind   excelize.CellType
	}{
		{"percent in General", "G1", "share", "67%", "0.67", formatPercent, 0},
		{"percent with decimals", "G1", "share", "67.5 %", "0.675", formatPercent2, 0},
		{"percent in a percent cell", "G2", "share", "7%", "0.07", formatPercent, 0},
		{"bare number in a percent cell", "G2", "share", 67, "0.67", formatPercent, 0},
		{"fraction in a percent cell", "G2", "share", 0.67, "0.67", formatPercent, 0},
		{"number", "G1", "share", "3", "3", 0, 0},
		{"thousands", "G1", "share", "1,250", "1250", formatThousands, 0},
		{"dollars", "G1", "share", "$1,250", "1250", 0, 0},
		{"not thousands", "G1", "share", "1,25", "1,25", 0, excelize.CellTypeSharedString},
		{"dollars in a text", "G1", "share", "Up to $18,000", "Up to $18,000", 0, excelize.CellTypeSharedString},
		{"day", "G1", "from", "10/1/2026", "46296", formatDay, 0},
		{"ISO day", "G1", "from", "2026-10-01", "46296", formatDay, 0},
		{"day in a percent cell", "G2", "share", "10/1/2026", "46296", formatDay, 0},
		{"month", "G1", "from", "October 2026", "46296", formatMonth, 0},
		{"words", "G1", "from", "next fall", "next fall", 0, excelize.CellTypeSharedString},
		{"truth", "G1", "share", true, "1", 0, excelize.CellTypeBool},
		{"as text", "G1", "share", Text("67%"), "67%", formatText, excelize.CellTypeSharedString},
		{"words as text", "G1", "share", Text("Aug"), "Aug", 0, excelize.CellTypeSharedString},
		{"in a text cell", "G1", "note", "10/1/2026", "10/1/2026", formatText, excelize.CellTypeSharedString},
		{"number in a text cell", "G1", "note", 3, "3", formatText, excelize.CellTypeSharedString},
		{"blank", "G1", "share", " ", "", 0, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			b := sample(t)
			must(t, b.Type("A Goals", tc.row, tc.field, tc.typed))
			f := saved(t, b)
			cell := map[string]string{"share": "C", "from": "D", "note": "E"}[tc.field] + map[string]string{"G1": "4", "G2": "5"}[tc.row]
			if got := raw(t, f, "A Goals", cell); got != tc.stored {
				t.Errorf("stored %q, want %q", got, tc.stored)
			}
			id, err := f.GetCellStyle("A Goals", cell)
			must(t, err)
			style, err := f.GetStyle(id)
			must(t, err)
			if style.NumFmt != tc.format {
				t.Errorf("format %d, want %d", style.NumFmt, tc.format)
			}
			kind, err := f.GetCellType("A Goals", cell)
			must(t, err)
			if kind != tc.kind {
				t.Errorf("cell type %d, want %d", kind, tc.kind)
			}
		})
	}
}

func TestTypeDollars(t *testing.T) {
	b := sample(t)
	must(t, b.Type("A Goals", "G1", "share", "$1,250"))
	must(t, b.Type("A Goals", "G1", "from", "$7.50"))
	f := saved(t, b)
	if a, b := shown(t, f, "A Goals", "C4"), shown(t, f, "A Goals", "D4"); a != "$1,250" || b != "$7.50" {
		t.Errorf("the amounts are shown as %q and %q", a, b)
	}
}

func TestTypeFormula(t *testing.T) {
	b := sample(t)
	must(t, b.Type("A Goals", "G2", "from", "before"))
	must(t, b.Type("A Goals", "G2", "from", "=1+1"))
	f := saved(t, b)
	if got := raw(t, f, "A Goals", "D5"); got != "" {
		t.Errorf("the formula keeps %q as its result", got)
	}
	if got, err := f.GetCellFormula("A Goals", "D5"); err != nil || got != "1+1" {
		t.Errorf("the formula is %q, %v", got, err)
	}
}

func TestAnswer(t *testing.T) {
	b := sample(t)
	must(t, b.Answer("A Purpose", "A5.1", "We help."))
	must(t, b.Answer("a pur", "A5.2", "7/1/2026")) // by how the name begins
	f := saved(t, b)
	if got := raw(t, f, "A Purpose", "C2"); got != "We help." {
		t.Errorf("A5.1 is %q", got)
	}
	if got := shown(t, f, "A Purpose", "C3"); got != "07-01-26" {
		t.Errorf("A5.2 is shown as %q", got)
	}
}

func TestRows(t *testing.T) {
	b := sample(t)
	for _, x := range []struct{ row, field, v string }{
		{"QC 1.1", "met", "Yes"},
	} {
		must(t, b.Type("A Purpose", x.row, x.field, x.v))
	}
	// The second row stays the second when the first has got its code.
	for _, x := range []struct{ row, field, v string }{
		{"+1", "no", "HR"}, {"units +2", "no", "TL"}, {"+2", "name", "Teaching"}, {"HR", "name", "People"}, {"NEW-G1", "goals.from", "now"},
	} {
		must(t, b.Type("A Goals", x.row, x.field, x.v))
	}
	f := saved(t, b)
	for cell, want := range map[string]string{"A10": "HR", "A11": "TL", "B11": "Teaching", "B10": "People", "D6": "now"} {
		if got := raw(t, f, "A Goals", cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
	if got := raw(t, f, "A Purpose", "C7"); got != "Yes" {
		t.Errorf("QC 1.1 is %q", got)
	}
}

func TestPlace(t *testing.T) {
	b := sample(t)
	for _, tc := range []struct {
		sheet, row, field string
		r, col            int
	}{
		{"A Goals", "G2", "share", 5, 3},
		{"A Goals", "G2", "", 5, 0},
		{"A Purpose", "A5.2", "from", 3, 3},
	} {
		if r, col, err := b.Place(tc.sheet, tc.row, tc.field); err != nil || r != tc.r || col != tc.col {
			t.Errorf("%s %s of %s is row %d, column %d (%v), want %d, %d", tc.row, tc.field, tc.sheet, r, col, err, tc.r, tc.col)
		}
	}
	if _, _, err := b.Place("A Goals", "G9", "share"); err == nil {
		t.Error("a row that is not there has a place")
	}
}

// An error names what was looked for and what there is.
func TestNotFound(t *testing.T) {
	b := sample(t)
	for _, tc := range []struct {
		name string
		err  error
		want []string
	}{
		{"sheet", b.Type("B Goals", "G1", "no", 1), []string{`"B Goals"`, "A Purpose, A Goals"}},
		{"hidden sheet", b.Type("Lists", "G1", "no", 1), []string{`"Lists"`}},
		{"two sheets", b.Type("A", "G1", "no", 1), []string{"2 sheets begin with"}},
		{"row", b.Type("A Goals", "G9", "no", 1), []string{`"G9"`, "G1, G2, NEW-G1"}},
		{"hidden text", b.Type("A Goals", "aaa", "no", 1), []string{`"aaa"`}},
		{"field", b.Type("A Goals", "G1", "nope", 1), []string{`"nope"`, "goals", "goal, no, share, from, note"}},
		{"blank row", b.Type("A Goals", "units +3", "no", 1), []string{`"+3"`, "2 of its rows"}},
		{"question", b.Answer("A Purpose", "A9.9", 1), []string{`"A9.9"`, "A5.1, A5.2"}},
		{"no question", b.Answer("A Purpose", "QC 1.1", 1), []string{`"QC 1.1"`}},
	} {
		for _, want := range tc.want {
			if tc.err == nil || !strings.Contains(tc.err.Error(), want) {
				t.Errorf("%s: %v does not say %s", tc.name, tc.err, want)
			}
		}
	}
}

func TestLocked(t *testing.T) {
	b := sample(t)
	must(t, b.file.ProtectSheet("A Goals", &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true}))
	if err := b.Type("A Goals", "G1", "share", 3); err == nil {
		t.Error("a locked cell was typed into")
	}
	open, err := b.file.NewStyle(&excelize.Style{Protection: &excelize.Protection{Locked: false}})
	must(t, err)
	must(t, b.file.SetCellStyle("A Goals", "C4", "C4", open))
	must(t, b.Type("A Goals", "G1", "share", 3))
}

func TestSaveDeterministic(t *testing.T) {
	data, err := sample(t).Save()
	must(t, err)
	once := func() []byte {
		b, err := Open(data)
		must(t, err)
		must(t, b.Type("A Goals", "G1", "share", "67%"))
		must(t, b.Type("A Goals", "G2", "from", Text("3")))
		must(t, b.SortRows("A Goals", "-goals.no"))
		out, err := b.Save()
		must(t, err)
		return out
	}
	first := once()
	for range 3 {
		if !bytes.Equal(first, once()) {
			t.Fatal("the same edits gave other bytes")
		}
	}
}

package correction_test

import (
	"strings"
	"testing"

	"spm/engine/correction"
	"spm/engine/finding"
	"spm/engine/spreadsheet"
)

// FuzzMark marks whatever the strict reader takes for a workbook: it ends, and
// what comes out is a workbook with the same cells, or the file is left alone.
func FuzzMark(f *testing.F) {
	f.Add(cell, look, book, 2, 1)
	f.Add(withPrefix(cell, ""), "", book, 7, 30)
	f.Add(strings.Replace(cell, "A1:B2", "A1 B2", 1), look, book, 7, 30)             // a size in two pieces
	f.Add(cell, look, strings.Replace(book, `"Staff"`, `"Fix_x0020_list"`, 1), 2, 1) // a name that is taken, written in codes
	f.Add(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>`, look, book, 1, 1)
	f.Fuzz(func(t *testing.T, sheet, styles, workbook string, row, col int) {
		if row < 1 || col < 1 || row > 1<<20 || col > 1<<14 {
			return
		}
		p := plain().with(sheetPart, sheet).with("xl/workbook.xml", workbook)
		if p = p.with("xl/styles.xml", styles); styles == "" {
			p = p.without("xl/styles.xml")
		}
		data := p.pack(t)
		b, _ := spreadsheet.Open("a.xlsx", data)
		if b == nil || len(b.Sheets) == 0 {
			return
		}
		markTwice(t, b, data, row, col)
	})
}

// markTwice marks a cell of the first sheet and sends the file again.
func markTwice(t *testing.T, b *spreadsheet.Book, data []byte, row, col int) {
	at := finding.Location{File: "a.xlsx", Sheet: b.Sheets[0].Name, Row: row, Col: col}
	wrong := finding.New("CELL-05", at, "label", "a", "typed", "b", "near", "", "choices", "c").Offering([]string{"c"})
	marked, err := correction.Mark(b, data, finding.List{wrong}, words)
	if err != nil {
		if !correction.IsOdd(err) || strings.Contains(err.Error(), "taken apart") { // a panic of ours
			t.Fatal(err)
		}
		return
	}
	same(t, data, marked)
	again, err := correction.Mark(open(t, marked), marked, finding.List{wrong}, words)
	if err != nil {
		t.Fatal(err)
	}
	same(t, data, again)
}

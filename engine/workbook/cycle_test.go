package workbook_test

import (
	"fmt"
	"testing"

	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/spreadsheet"
	"spm/engine/value"
	"spm/engine/workbook"
)

// months are the columns of a grid of two months.
var months = form.Setting{Branch: "division", Columns: map[string][]form.Column{"months": {{Code: "2026-07", Label: "Jul"}, {Code: "2026-08", Label: "Aug"}}}}

// The months of the roll-up's grid are coloured by what they say, although
// nobody answers there.
func TestGridIsColoured(t *testing.T) {
	lib := library(t).For(months)
	r := newTrip(t, lib, lib.Form("R2"))
	grid, _ := r.packet.Block("R2", "", "grid")
	for i := range grid.Rows {
		grid.Rows[i].Values = map[string]value.Value{"month@2026-08": value.OfChoice("behind")}
	}
	l, err := workbook.Plan(lib, r.packet)
	must(t, err)
	tones := map[workbook.Tone]int{}
	for _, s := range l.Sheets {
		if s.Name == "R2 Month Grid" {
			for _, rule := range s.Rules {
				tones[rule.Tone]++
			}
		}
	}
	if tones[workbook.ToneBad] != 2 || tones[workbook.ToneDone] != 2 || tones[workbook.ToneMissing] != 0 {
		t.Errorf("two months are coloured by %v", tones)
	}
}

// A table in which nothing waits for an answer is no sheet that was forgotten;
// one for what is new is worth a note.
func TestUntouchedSheets(t *testing.T) {
	lib := library(t).For(months)
	for _, tc := range []struct{ form, sheet, empty, want string }{
		{"R2", "R2 Help", "help", ""},
		{"R2", "R2 Help", "", "error CELL-39"},
		{"R3", "R3 Actions & Issues", "", "note CELL-39"},
	} {
		r := newTrip(t, lib, lib.Form(tc.form))
		if b, _ := r.packet.Block(tc.form, "", tc.empty); tc.empty != "" {
			b.Rows = []packet.Row{}
		}
		data, err := workbook.Write(lib, r.packet)
		must(t, err)
		book, _ := spreadsheet.Open("returned.xlsx", data)
		_, found := workbook.Read(lib, book, "returned.xlsx", r.packet, nil)
		got := ""
		for _, f := range found {
			if f.Where.Sheet == tc.sheet {
				got = fmt.Sprint(f.Severity, " ", f.Code)
			}
		}
		if got != tc.want {
			t.Errorf("%s, without the rows of %q: %q, want %q", tc.sheet, tc.empty, got, tc.want)
		}
	}
}

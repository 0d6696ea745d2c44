package workbook

import (
	"slices"
	"strings"
	"testing"

	"spm/engine/packet"
	"spm/engine/spreadsheet"
	"spm/engine/workbook/byhand"
)

// Who calls a goal irrelevant is not asked for her part in it, unless she has
// begun to describe it. A whole sheet about it may stay as it was sent.
func TestIrrelevantGoalsAskNothing(t *testing.T) {
	lib := library(t)
	p := samplePacket(t, lib, "direction", false)
	p.Sheets = slices.DeleteFunc(p.Sheets, func(s packet.Sheet) bool { return s.Name != "A Goals" && s.Name != "B Roles" })
	for _, s := range p.Sheets {
		for _, r := range s.Blocks[0].Rows {
			for _, f := range lib.Form(s.Form).Section(s.Blocks[0].Section).Fields {
				if !f.Given {
					delete(r.Values, f.ID)
				}
			}
		}
	}
	swot := packet.Sheet{Form: "C", Version: 1, Name: "C G3", Scope: "G3"}
	for _, x := range lib.Form("C").Sheets[0].Sections {
		block := packet.Block{Section: x.ID}
		if x.ID == "lenses" {
			block.Rows = []packet.Row{{}}
		}
		swot.Blocks = append(swot.Blocks, block)
	}
	p.Sheets = append(p.Sheets, swot)
	data, err := Write(lib, p)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(err)
	book, err := byhand.Open(data)
	must(err)
	for _, x := range []struct{ row, field, text string }{
		{"G1", "relevant", "Yes"}, {"G1", "linked", "Yes"}, {"G1", "why", "We hire."},
		{"G2", "relevant", "No"}, {"G2", "linked", "No"}, {"G3", "relevant", "No"}, {"G3", "linked", "No"},
	} {
		must(book.Type("A Goals", x.row, x.field, x.text))
	}
	must(book.Type("B Roles", "G1", "own", "We hire."))
	must(book.Type("B Roles", "G3", "own", "We translate."))
	data, err = book.Save()
	must(err)
	read, _ := spreadsheet.Open("returned.xlsx", data)
	_, found := Read(lib, read, "returned.xlsx", p, p.Options)
	var got []string
	for _, f := range found {
		got = append(got, string(f.Code)+" "+strings.TrimPrefix(f.Where.String(), "returned.xlsx: "))
	}
	want := []string{"CELL-10 B Roles!E11", "CELL-10 B Roles!G11", "CELL-10 B Roles!E13", "CELL-10 B Roles!G13"}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("asked for %q, want %q", got, want)
	}
}

package workbook_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"spm/engine/spreadsheet"
	"spm/engine/workbook"
	"spm/engine/workbook/byhand"
	"spm/testdata/programs"
)

const startHere = "Start here"

// Whatever happens to the first sheet, there is nothing on it to be read and
// nothing to be said about it.
func TestStartSheetIsPassedOver(t *testing.T) {
	lib := library(t)
	r := newTrip(t, lib, lib.Form("A"))
	edits := map[string]func(f *excelize.File) error{
		"as it is":  func(*excelize.File) error { return nil },
		"renamed":   func(f *excelize.File) error { return f.SetSheetName(startHere, "Read me") },
		"moved":     func(f *excelize.File) error { return f.MoveSheet(startHere, "_meta") },
		"deleted":   func(f *excelize.File) error { return f.DeleteSheet(startHere) },
		"row above": func(f *excelize.File) error { return f.InsertRows(startHere, 1, 2) },
		"copied": func(f *excelize.File) error {
			n, err := f.NewSheet("Start here (2)")
			if err != nil {
				return err
			}
			return f.CopySheet(0, n)
		},
		"its line typed over and renamed": func(f *excelize.File) error {
			if err := f.SetCellStr(startHere, "D3", "done: Rosa"); err != nil {
				return err
			}
			return f.SetSheetName(startHere, "Sheet1")
		},
	}
	for name, edit := range edits {
		t.Run(name, func(t *testing.T) {
			data, err := r.filled(t).Save()
			must(t, err)
			f, err := excelize.OpenReader(strings.NewReader(string(data)))
			must(t, err)
			must(t, edit(f))
			b, err := f.WriteToBuffer()
			must(t, err)
			r.quiet(t, b.Bytes())
		})
	}
}

// quiet reads a file that is complete and gives no reason to say anything.
func (r *trip) quiet(t *testing.T, data []byte) {
	t.Helper()
	r.expect(t, "returned.xlsx", data)
	book, _ := spreadsheet.Open("returned.xlsx", data)
	_, found := workbook.Read(r.lib, book, "returned.xlsx", r.packet, nil)
	for _, f := range found {
		t.Errorf("%v", f)
	}
	for _, s := range workbook.Identify(r.lib, book).Sheets {
		if !s.Found {
			t.Errorf("the sheet %s counts as one that may be a form", s.Sheet)
		}
	}
}

// The first sheet counts the answers while they are typed in: in LibreOffice,
// which calculates here, as it stood in the file before.
func TestStartSheetCounts(t *testing.T) {
	lib := library(t)
	r := newTrip(t, lib, lib.Form("A"))
	empty, err := byhand.Open(r.issued)
	must(t, err)
	if got := so(t, empty, "A Purpose", "A Goals", "A Clients"); got != "0 of 2 required answers; 0 of 6 required answers; Not begun" {
		t.Errorf("as issued: %s", got)
	}
	must(t, empty.Answer("A Purpose", "A5.5", "We hire and keep good staff."))
	must(t, empty.Type("A Clients", "NEW-C2", "needs", "Faster hiring"))
	must(t, empty.Type("A Clients", "NEW-C2", "client", "Schools"))
	data, err := empty.Save()
	must(t, err)
	saved, err := byhand.Open(recalculated(t, data))
	must(t, err)
	if got := so(t, saved, "A Purpose", "A Goals", "A Clients"); got != "1 of 2 required answers; 0 of 6 required answers; 1 of 4 required answers" {
		t.Errorf("after some answers: %s", got)
	}
	if got := so(t, saved, "All sheets"); !strings.HasPrefix(got, "2 of ") {
		t.Errorf("all sheets: %s", got)
	}
}

// so is what the first sheet says of some sheets.
func so(t *testing.T, b *byhand.Book, sheets ...string) string {
	t.Helper()
	data, err := b.Save()
	must(t, err)
	f, err := excelize.OpenReader(strings.NewReader(string(data)))
	must(t, err)
	rows, err := f.GetRows(startHere)
	must(t, err)
	var said []string
	for _, name := range sheets {
		for _, row := range rows {
			if len(row) > 3 && row[0] == name {
				said = append(said, row[3])
			}
		}
	}
	return strings.Join(said, "; ")
}

// recalculated is a file after LibreOffice has calculated every formula in it:
// it does so where no result is stored.
func recalculated(t *testing.T, data []byte) []byte {
	t.Helper()
	f, err := excelize.OpenReader(strings.NewReader(string(data)))
	must(t, err)
	must(t, f.UpdateLinkedValue())
	file := filepath.Join(t.TempDir(), "x.xlsx")
	must(t, f.SaveAs(file))
	data, err = os.ReadFile(filepath.Join(programs.Save(t, programs.LibreOffice, []string{file}), "x.xlsx"))
	must(t, err)
	return data
}

package workbook_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/spreadsheet"
	"spm/engine/workbook"
	"spm/engine/workbook/byhand"
	"spm/testdata/programs"
)

// healed are the codes of what was understood though it stood elsewhere, or as
// something else, than it was sent.
var healed = []finding.Code{"CELL-25", "CELL-26", "CELL-30", "CELL-33", "CELL-35", "CELL-37", "CELL-44", "CELL-53", "CELL-58", "CELL-60", "CELL-61"}

// healings are what is said to have been healed in a file.
func (r *trip) healings(t *testing.T, file string, data []byte) (codes []finding.Code) {
	t.Helper()
	book, found := spreadsheet.Open(file, data)
	if book == nil {
		t.Fatalf("the file is refused: %v", found)
	}
	_, more := workbook.Read(r.lib, book, file, r.packet, nil)
	for _, f := range more {
		if slices.Contains(healed, f.Code) {
			codes = append(codes, f.Code)
			t.Logf("%s %s: %s", f.Code, f.Where, f.Message)
		}
	}
	return codes
}

// Where nothing but answers was typed, nothing had to be healed: not when the
// file comes back as it was sent, filled in, or saved by another program.
func TestNothingHealed(t *testing.T) {
	lib := library(t)
	dir := t.TempDir()
	trips, files := map[string]*trip{}, []string(nil)
	for _, f := range lib.Forms {
		r := newTrip(t, lib, f)
		for name, data := range map[string][]byte{f.ID + " untouched": r.issued, f.ID + " filled in": r.through(t)} {
			if codes := r.healings(t, name, data); codes != nil {
				t.Errorf("%s: %v", name, codes)
			}
			file := filepath.Join(dir, name+".xlsx")
			must(t, os.WriteFile(file, data, 0o600))
			trips[name], files = r, append(files, file)
		}
	}
	out := programs.Save(t, programs.LibreOffice, files)
	for name, r := range trips {
		data, err := os.ReadFile(filepath.Join(out, name+".xlsx"))
		must(t, err)
		if codes := r.healings(t, name, data); codes != nil {
			t.Errorf("%s, saved by LibreOffice: %v", name, codes)
		}
	}
}

// What people do to a table is said once for the table.
func TestHealingIsSaid(t *testing.T) {
	lib := library(t)
	for _, tc := range []struct {
		name string
		do   func(r *trip, b *byhand.Book, sheet string, s *form.Section) error
		want finding.Code
	}{
		{"sorted", func(r *trip, b *byhand.Book, sheet string, s *form.Section) error {
			return b.SortRows(sheet, "-"+s.Key(s.Codes()[len(s.Codes())-1]))
		}, "CELL-33"},
		{"a column moved", func(r *trip, b *byhand.Book, sheet string, s *form.Section) error {
			return b.MoveColumn(sheet, s.Key(&s.Fields[len(s.Fields)-1]), s.Key(&s.Fields[len(s.Fields)-3]))
		}, "CELL-60"},
		{"a column of one's own", func(r *trip, b *byhand.Book, sheet string, s *form.Section) error {
			return b.InsertColumn(sheet, s.Key(&s.Fields[len(s.Fields)-1]), "Our notes")
		}, "CELL-35"},
		{"a blank row", func(r *trip, b *byhand.Book, sheet string, s *form.Section) error {
			return b.InsertRow(sheet, r.codes(s)[1], nil)
		}, "CELL-61"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for _, id := range []string{"N", "R1", "E"} {
				r := newTrip(t, lib, lib.Form(id))
				sheet, s := r.firstTable()
				book := r.filled(t)
				must(t, tc.do(r, book, sheet, s))
				data, err := book.Save()
				must(t, err)
				if codes := r.healings(t, "returned.xlsx", data); !slices.Equal(codes, []finding.Code{tc.want}) {
					t.Errorf("form %s: told %v, want %s once", id, codes, tc.want)
				}
			}
		})
	}
}

// firstTable is the first section with rows of its own.
func (r *trip) firstTable() (sheet string, s *form.Section) {
	for i := range r.form.Sheets {
		for j := range r.form.Sheets[i].Sections {
			if s := &r.form.Sheets[i].Sections[j]; s.Shape == form.Table {
				return r.form.Sheets[i].Name, s
			}
		}
	}
	return "", nil
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/finding"
	"spm/engine/spreadsheet"
	"spm/engine/value"
	"spm/testdata/programs"
)

// Every packet of the sample district, filled in and then saved as OpenDocument
// by LibreOffice and by Gnumeric, reads as the workbook does: every value with
// its kind, what is merged, what is hidden.
func TestOpenDocumentReadsAsWorkbook(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	const each = 3 // recipients of a packet
	var books []string
	for i, s := range stages {
		dir, err := stageDir(i)
		if err != nil {
			t.Fatal(err)
		}
		some, err := filepath.Glob(filepath.Join(dir, "*.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		if s.name != "august" { // the packet of July, once more
			books = append(books, some[:min(each, len(some))]...)
		}
	}
	t.Run("LibreOffice", func(t *testing.T) {
		out := programs.SaveAs(t, programs.LibreOffice, "ods", books)
		for _, book := range books {
			compareSaved(t, book, filepath.Join(out, strings.TrimSuffix(filepath.Base(book), ".xlsx")+".ods"))
		}
	})
	t.Run("Gnumeric", func(t *testing.T) {
		for i, book := range books {
			if i%each != 1 { // it starts anew for each: one of a packet will do
				continue
			}
			out := programs.SaveAs(t, programs.Gnumeric, "ods", []string{book})
			compareSaved(t, book, filepath.Join(out, strings.TrimSuffix(filepath.Base(book), ".xlsx")+".ods"))
		}
	})
}

func compareSaved(t *testing.T, book, saved string) {
	t.Helper()
	if diff := cmp.Diff(seenIn(t, book), seenIn(t, saved)); diff != "" {
		t.Errorf("%s\n%s", filepath.Base(book), diff)
	}
}

// seenIn is what a file says, in a line for each sheet, hidden row or column,
// merged cell and value. Results of formulas are left out: each program
// calculates them anew.
func seenIn(t *testing.T, file string) (lines []string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	book, found := spreadsheet.Open(file, data)
	if book == nil || len(found) > 0 {
		t.Fatalf("%s: %v", file, found)
	}
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	say("packet %s", book.Properties["packet"])
	for _, s := range book.Sheets {
		say("sheet %s, hidden: %v", s.Name, s.Visibility != spreadsheet.Visible) // OpenDocument knows no two ways to hide
		for _, m := range s.Merges {
			say("merged %v", m)
		}
		for col := range 40 {
			if s.ColHidden(col + 1) {
				say("hidden %s", finding.ColumnName(col+1))
			}
		}
		for _, r := range s.Rows {
			for _, c := range r.Cells {
				if !c.Formula {
					say("%s %s, row hidden: %v", finding.Location{Row: c.Row, Col: c.Col}.Cell(), valueOf(c, book.Date1904), r.Hidden)
				}
			}
		}
	}
	return lines
}

// valueOf is a value with its kind and class. A day is the same whether it is
// counted or written out.
func valueOf(c spreadsheet.Cell, date1904 bool) string {
	text := c.Text
	switch c.Kind {
	case spreadsheet.Number: // Gnumeric writes 0.24 with twenty digits
		text = strconv.FormatFloat(c.Number, 'g', -1, 64)
	case spreadsheet.Date:
		day, _ := value.DateOfSerial(c.Number, date1904)
		c.Kind, text = spreadsheet.ISODate, string(day)
	case spreadsheet.ISODate:
		text, _, _ = strings.Cut(text, "T")
	}
	return fmt.Sprintf("%d %d %q", c.Kind, c.Class, text)
}

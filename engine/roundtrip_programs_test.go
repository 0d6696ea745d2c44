package engine

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"spm/engine/finding"
	"spm/engine/spreadsheet"
	"spm/engine/workbook"
	"spm/testdata/programs"
)

// Other programs find in the cells of every workbook that we send what we find
// in them ourselves: texts, numbers, and what formulas show at first.
func TestOthersReadWhatWeWrite(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	dir := t.TempDir()
	ours := map[string]programs.Book{}
	for _, r := range playedYear(t).trips {
		data, err := workbook.Write(r.lib, r.packet)
		must(t, err)
		file := filepath.Join(dir, r.packet.Kind+" "+r.packet.Code+".xlsx")
		must(t, os.WriteFile(file, data, 0o600))
		ours[file] = cellsOf(t, data)
	}
	files := slices.Sorted(maps.Keys(ours))
	for _, program := range programs.Readers {
		t.Run(program, func(t *testing.T) {
			theirs := programs.Cells(t, program, files)
			for _, file := range files {
				want := ours[file]
				if program == programs.ExcelJS {
					want = withoutZeros(want, theirs[file])
				}
				if diff := cmp.Diff(want, theirs[file]); diff != "" {
					t.Errorf("%s: we (-) and they (+):\n%s", filepath.Base(file), diff)
				}
			}
		})
	}
	t.Run("excelize", func(t *testing.T) {
		for _, file := range files {
			data, err := os.ReadFile(file)
			must(t, err)
			likeExcelize(t, data)
		}
	})
}

// withoutZeros leaves out zeros that another program lacks: exceljs forgets what
// a formula shows where that is 0.
func withoutZeros(ours, theirs programs.Book) programs.Book {
	out := programs.Book{}
	for sheet, cells := range ours {
		out[sheet] = maps.Clone(cells)
		maps.DeleteFunc(out[sheet], func(at string, v any) bool { return v == 0.0 && theirs[sheet][at] == nil })
	}
	return out
}

// A filled workbook gives the same answers and claims after another program has
// opened and saved it.
func TestRoundTripPrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	dir := t.TempDir()
	trips := map[string]*trip{}
	var files []string
	seen := map[string]bool{}
	for _, r := range playedYear(t).trips {
		if seen[r.packet.Kind] {
			continue
		}
		seen[r.packet.Kind] = true
		file := filepath.Join(dir, r.packet.Kind+" "+r.packet.Code+".xlsx")
		must(t, os.WriteFile(file, r.filled, 0o600))
		trips[filepath.Base(file)], files = r, append(files, file)
	}
	for _, program := range programs.Savers {
		if program == programs.LibreOffice {
			continue // TestRoundTripLibreOffice
		}
		t.Run(program, func(t *testing.T) {
			folder := programs.Save(t, program, files)
			for _, name := range slices.Sorted(maps.Keys(trips)) {
				t.Run(name, func(t *testing.T) {
					data, err := os.ReadFile(filepath.Join(folder, name))
					must(t, err)
					likeExcelize(t, data)
					trips[name].expect(t, name, data)
				})
			}
		})
	}
}

// cellsOf are the cells that our reader finds, as other programs tell them.
func cellsOf(t *testing.T, data []byte) programs.Book {
	t.Helper()
	book, found := spreadsheet.Open("a.xlsx", data)
	if book == nil {
		t.Fatalf("the file is refused: %v", found)
	}
	out := programs.Book{}
	for _, s := range book.Sheets {
		cells := map[string]any{}
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				at := finding.Location{Row: c.Row, Col: c.Col}.Cell()
				switch {
				case !c.Stored:
				case c.Kind == spreadsheet.Number || c.Kind == spreadsheet.Date:
					cells[at] = c.Number
				case c.Kind == spreadsheet.Bool:
					cells[at] = c.Text == "1"
				case c.Text != "":
					cells[at] = c.Text
				}
			}
		}
		out[s.Name] = cells
	}
	return out
}

// likeExcelize compares the cells of a workbook with excelize's raw values.
func likeExcelize(t *testing.T, data []byte) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	must(t, err)
	defer f.Close()
	ours := cellsOf(t, data)
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		must(t, err)
		theirs := map[string]string{}
		for r := range rows {
			for c, s := range rows[r] {
				if s != "" {
					theirs[finding.Location{Row: r + 1, Col: c + 1}.Cell()] = number(s)
				}
			}
		}
		mine := map[string]string{}
		for at, v := range ours[sheet] {
			switch v := v.(type) {
			case string:
				mine[at] = number(v)
			case bool:
				mine[at] = strconv.Itoa(map[bool]int{true: 1}[v])
			case float64:
				mine[at] = number(strconv.FormatFloat(v, 'g', -1, 64))
			}
		}
		if diff := cmp.Diff(theirs, mine); diff != "" {
			t.Errorf("%s: excelize (-) and we (+):\n%s", sheet, diff)
		}
	}
}

// number is a number in one way of writing, to the 15 digits that excelize keeps.
func number(s string) string {
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(n, 'g', 15, 64)
}

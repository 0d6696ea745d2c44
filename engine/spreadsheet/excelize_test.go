package spreadsheet

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"spm/engine/finding"
	"spm/testdata/programs"
)

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func save(f *excelize.File) []byte {
	var b bytes.Buffer
	_, err := f.WriteTo(&b)
	check(err)
	check(f.Close())
	return b.Bytes()
}

func address(row, col int) string { return finding.Location{Row: row, Col: col}.Cell() }

// oddTexts are texts that programs are known to spoil.
var oddTexts = []string{
	"plain", " blanks at both ends ", "two\nlines", "tab\there", "<b> & \"quotes\" 'all'", "=1+1", "@sum", "0412", "12345678901234567",
	"_x0041_ is no escape", "Ærøskøbing 東京 مرحبا", "😀 beyond the plane", "é composed", "TRUE", "85%", "31/03/2026",
	"]]> in a text", "&amp; twice", strings.Repeat("long ", 2000), "\u00a0no-break\u00a0", "_", "_x", "_x00", "#N/A as text",
}

// manyKinds is a workbook with every kind of value that excelize writes.
func manyKinds() []byte {
	f := excelize.NewFile()
	const a = "Sheet1"
	for i, s := range oddTexts {
		check(f.SetCellStr(a, address(i+1, 1), s))
	}
	numbers := []any{0, 1, -1, 1.5, -0.001, 1e300, 1e-300, 123456789012345, math.Pi, int64(1) << 53, 0.1 + 0.2, float32(0.1), uint8(7)}
	for i, n := range numbers {
		check(f.SetCellValue(a, address(i+1, 3), n))
	}
	check(f.SetCellValue(a, "D1", true))
	check(f.SetCellValue(a, "D2", false))
	check(f.SetCellValue(a, "D3", time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)))
	check(f.SetCellValue(a, "D4", time.Date(2026, 3, 5, 14, 30, 0, 0, time.UTC)))
	check(f.SetCellValue(a, "D5", 90*time.Minute))
	check(f.SetCellRichText(a, "D6", []excelize.RichTextRun{{Text: "bold ", Font: &excelize.Font{Bold: true}}, {Text: "and plain "}, {Text: "and _x0041_"}}))
	check(f.SetCellFormula(a, "E1", "C1+C2"))
	check(f.SetCellFormula(a, "E2", `"a"&"b"`))
	check(f.SetCellFloat(a, "E3", 7, -1, 64))
	check(f.SetCellFormula(a, "E3", "3+4"))
	check(f.SetCellDefault(a, "E4", "12.50"))
	for i, code := range []string{"yyyy-mm-dd", "0.0%", `[Red]"day "0`, "h:mm", "@"} {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		check(err)
		check(f.SetCellValue(a, address(i+1, 6), 46086.25))
		check(f.SetCellStyle(a, address(i+1, 6), address(i+1, 6), id))
	}
	check(f.MergeCell(a, "H1", "I3"))
	check(f.SetCellStr(a, "H1", "merged"))
	check(f.SetRowVisible(a, 4, false))
	check(f.SetColVisible(a, "C:D", false))
	check(f.SetCellStr(a, "XFD300", "the last"))
	for _, name := range []string{"Hidden", "Very hidden", "Ümläut & <tag> x's", "Empty"} {
		_, err := f.NewSheet(name)
		check(err)
		if name != "Empty" {
			check(f.SetCellStr(name, "B2", name))
		}
	}
	check(f.SetSheetVisible("Hidden", false))
	check(f.SetSheetVisible("Very hidden", false, true))
	check(f.AddComment(a, excelize.Comment{Cell: "A1", Author: "x", Text: "a note"}))
	check(f.SetCellHyperLink(a, "A2", "https://example.org", "External"))
	check(f.AddTable("Hidden", &excelize.Table{Range: "A4:B6", Name: "t"}))
	check(f.SetDefinedName(&excelize.DefinedName{Name: "answer", RefersTo: "Sheet1!$A$1"}))
	check(f.AddChartSheet("Chart", &excelize.Chart{Type: excelize.Line, Series: []excelize.ChartSeries{{Values: "Sheet1!$C$1:$C$4"}}}))
	check(f.SetCustomProps(excelize.CustomProperty{Name: "packet", Value: "4F7K-2Q"}))
	return save(f)
}

// forms is a workbook such as staff send: sheets of rows with drop-downs, dates
// and formatted blank rows. streamed writes it with inline texts.
func forms(sheets, rows int, streamed bool) []byte {
	f := excelize.NewFile()
	format := "yyyy-mm-dd"
	date, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	check(err)
	box, err := f.NewStyle(&excelize.Style{Border: []excelize.Border{{Type: "top", Style: 1, Color: "BFBFBF"}}})
	check(err)
	for n := range sheets {
		name := fmt.Sprintf("Form %c", 'A'+n)
		if n == 0 {
			check(f.SetSheetName("Sheet1", name))
		} else {
			_, err := f.NewSheet(name)
			check(err)
		}
		v := excelize.NewDataValidation(true)
		v.Sqref = "C2:C500"
		check(v.SetDropList([]string{"Not started", "In progress", "Done"}))
		check(f.AddDataValidation(name, v))
		if streamed {
			streamForm(f, name, n, rows, date)
			continue
		}
		for r := range rows {
			for c, v := range formRow(n, r) {
				check(f.SetCellValue(name, address(r+1, c+1), v))
			}
		}
		check(f.SetCellStyle(name, "D2", address(rows+50, 4), date))
		check(f.SetCellStyle(name, "A"+strconv.Itoa(rows+1), "C"+strconv.Itoa(rows+50), box))
	}
	return save(f)
}

func formRow(n, r int) []any {
	return []any{fmt.Sprintf("S%d.%d", n, r), fmt.Sprintf("Draft the framework for school %d and review it with the <leads> & heads, part %d", r, n*r),
		[]string{"Not started", "In progress", "Done"}[r%3], 46000 + r, float64(r) * 1.25, r%2 == 0, "Amina Diallo", 0.25, "Finance & Budget"}
}

func streamForm(f *excelize.File, name string, n, rows, date int) {
	w, err := f.NewStreamWriter(name)
	check(err)
	for r := range rows {
		row := formRow(n, r)
		row[3] = excelize.Cell{StyleID: date, Value: row[3]}
		check(w.SetRow(address(r+1, 1), row))
	}
	check(w.Flush())
}

func calendar1904() []byte {
	f := excelize.NewFile()
	on := true
	check(f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &on}))
	check(f.SetCellValue("Sheet1", "A1", time.Date(2026, 3, 5, 0, 0, 0, 0, time.UTC)))
	return save(f)
}

// oracleBooks are compared cell by cell with excelize.
var oracleBooks = map[string]func() []byte{
	"many kinds":    manyKinds,
	"forms":         func() []byte { return forms(4, 60, false) },
	"forms, stream": func() []byte { return forms(3, 200, true) },
	"1904":          calendar1904,
}

func TestAgreesWithExcelize(t *testing.T) {
	for name, make := range oracleBooks {
		t.Run(name, func(t *testing.T) { compareBook(t, make()) })
	}
}

// The same workbooks after another program has read and saved them.
func TestAgreesWithExcelizeAfterOthers(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds; the full pass runs it")
	}
	dir := t.TempDir()
	var files []string
	for name, make := range oracleBooks {
		file := filepath.Join(dir, name+".xlsx")
		check(os.WriteFile(file, make(), 0o600))
		files = append(files, file)
	}
	slices.Sort(files)
	for _, program := range programs.Savers {
		t.Run(program, func(t *testing.T) { compareFolder(t, programs.Save(t, program, files), len(files)) })
	}
}

// Workbooks with odd values that other programs write themselves, and those
// after LibreOffice and Gnumeric, which run no scripts, have saved them.
func TestAgreesWithExcelizeOnOddBooks(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds; the full pass runs it")
	}
	for _, program := range programs.Writers {
		t.Run(program, func(t *testing.T) {
			files := programs.Odd(t, program)
			compareFolder(t, filepath.Dir(files[0]), len(files))
			for _, saver := range []string{programs.LibreOffice, programs.Gnumeric} {
				t.Run(saver, func(t *testing.T) { compareFolder(t, programs.Save(t, saver, files), len(files)) })
			}
		})
	}
}

func compareFolder(t *testing.T, folder string, n int) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
	check(err)
	if len(files) != n {
		t.Fatalf("%d files, want %d", len(files), n)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			check(err)
			compareBook(t, data)
		})
	}
}

// compareBook reads a workbook both ways and compares every sheet.
func compareBook(t *testing.T, data []byte) {
	t.Helper()
	book := mustOpen(t, data)
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	check(err)
	defer f.Close()
	props, err := f.GetWorkbookProps()
	check(err)
	if want := props.Date1904 != nil && *props.Date1904; book.Date1904 != want {
		t.Errorf("1904: %v, want %v", book.Date1904, want)
	}
	at := 0
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		check(err)
		if _, err := f.GetMergeCells(name); err != nil { // a chart sheet
			continue
		}
		if at == len(book.Sheets) || book.Sheets[at].Name != name {
			t.Fatalf("sheet %q is missing", name)
		}
		compareSheet(t, f, book.Sheets[at], rows)
		at++
	}
	if at != len(book.Sheets) {
		t.Errorf("%d sheets, want %d", len(book.Sheets), at)
	}
}

func compareSheet(t *testing.T, f *excelize.File, s *Sheet, rows [][]string) {
	t.Helper()
	want := 0
	for r := range rows {
		for c, v := range rows[r] {
			if v == "" {
				continue
			}
			want++
			cell, _ := s.At(r+1, c+1)
			if !same(cell, v) {
				t.Errorf("%s!%s: %+v, want %q", s.Name, address(r+1, c+1), cell, v)
			}
		}
	}
	got := 0
	for _, row := range s.Rows {
		for _, c := range row.Cells {
			if c.Text != "" {
				got++
			}
			formula, err := f.GetCellFormula(s.Name, address(c.Row, c.Col))
			check(err)
			if c.Formula != (formula != "") {
				t.Errorf("%s!%s: formula %v, want %q", s.Name, address(c.Row, c.Col), c.Formula, formula)
			}
		}
		if visible, err := f.GetRowVisible(s.Name, row.Index); err == nil && visible == row.Hidden {
			t.Errorf("%s row %d: hidden %v", s.Name, row.Index, row.Hidden)
		}
	}
	if got != want {
		t.Errorf("%s: %d values, want %d", s.Name, got, want)
	}
	merges, err := f.GetMergeCells(s.Name)
	check(err)
	if len(merges) != len(s.Merges) {
		t.Errorf("%s: %d merges, want %d", s.Name, len(s.Merges), len(merges))
	}
	for col := 1; col <= 20; col++ {
		visible, err := f.GetColVisible(s.Name, finding.ColumnName(col))
		check(err)
		if visible == s.ColHidden(col) {
			t.Errorf("%s column %d: hidden %v", s.Name, col, !visible)
		}
	}
	visible, err := f.GetSheetVisible(s.Name)
	check(err)
	if visible != (s.Visibility == Visible) {
		t.Errorf("%s: visibility %d", s.Name, s.Visibility)
	}
}

// same compares a value with excelize's. Where they are known to differ, excelize
// is wrong or coarse: it rounds numbers to 15 digits, and leaves the escapes of
// characters in texts that are no shared strings, as SheetJS writes them, as
// they are.
func same(c Cell, want string) bool {
	if c.Text == want || c.Kind == Text && c.Text == unescape(want) {
		return true
	}
	n, err := strconv.ParseFloat(want, 64)
	return err == nil && (c.Kind == Number || c.Kind == Date) && math.Abs(n-c.Number) <= 1e-14*math.Abs(n)
}

// What excelize cannot tell: kinds and classes of the values it wrote.
func TestKindsOfManyKinds(t *testing.T) {
	book := mustOpen(t, manyKinds())
	if len(book.Sheets) != 5 || book.Sheets[1].Visibility != Hidden || book.Sheets[2].Visibility != VeryHidden || book.Properties["packet"] != "4F7K-2Q" {
		t.Fatalf("%d sheets, properties %v", len(book.Sheets), book.Properties)
	}
	for i, text := range oddTexts {
		want := unescape(text) // excelize writes what looks like an escape as it is
		if c, _ := book.Sheets[0].At(i+1, 1); c.Kind != Text || c.Text != want {
			t.Errorf("%q came as %+v", text, c)
		}
	}
	for at, want := range map[[2]int]Cell{
		{1, 4}: {Kind: Bool, Stored: true, Text: "1"}, {2, 4}: {Kind: Bool, Stored: true, Text: "0"},
		{3, 4}: {Kind: Date, Class: DateFormat, Stored: true, Text: "46086", Number: 46086},
		{4, 4}: {Kind: Date, Class: DateTime, Stored: true, Text: "46086.604166666664", Number: 46086.604166666664},
		{6, 4}: {Kind: Text, Stored: true, Text: "bold and plain and _x0041_"},
		{1, 5}: {Formula: true}, {2, 5}: {Formula: true}, {3, 5}: {Kind: Text, Formula: true, Stored: true, Text: "7"}, // excelize makes it a text
		{1, 6}: {Kind: Date, Class: DateFormat, Stored: true, Text: "46086.25", Number: 46086.25},
		{2, 6}: {Class: Percent, Stored: true, Text: "46086.25", Number: 46086.25},
		{3, 6}: {Class: NumberFormat, Stored: true, Text: "46086.25", Number: 46086.25},
		{4, 6}: {Kind: Date, Class: Time, Stored: true, Text: "46086.25", Number: 46086.25},
		{5, 6}: {Class: TextFormat, Stored: true, Text: "46086.25", Number: 46086.25},
	} {
		got, _ := book.Sheets[0].At(at[0], at[1])
		if want.Row, want.Col = at[0], at[1]; got != want {
			t.Errorf("\n got %+v\nwant %+v", got, want)
		}
	}
}

package byhand

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// must stops a test that cannot set up its workbook.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// sample is a workbook as staff receive it: questions and a quality check on
// the first sheet, two tables on the second; hidden ids; a formula between the
// sheets; hidden lists; print titles of both sheets.
func sample(t *testing.T) *Book {
	t.Helper()
	f := excelize.NewFile()
	must(t, f.SetSheetName("Sheet1", "A Purpose"))
	for _, name := range []string{"A Goals", "Lists"} {
		_, err := f.NewSheet(name)
		must(t, err)
	}
	fill(t, f, "A Purpose", [][]any{
		{"Attachment A"},
		{"A5.1", "Purpose", nil},
		{"A5.2", "Since", nil},
		{},
		{"#checks.no", "#checks.check", "#checks.met"},
		{"No.", "Check", "Met?"},
		{"QC 1.1", "The goals are recorded.", nil},
	})
	fill(t, f, "A Goals", [][]any{
		{"#goals.goal", "#goals.no", "#goals.share", "#goals.from", "#goals.note", "row_id"},
		{"", "", "Group"},
		{"Goal", "No.", "Share", "From", "Note", "row_id"},
		{"Growth", "G1", nil, nil, nil, "aaa"},
		{"Belonging", "G2", nil, nil, nil, "bbb"},
		{"Language", "NEW-G1", nil, nil, nil, "ccc"},
		{},
		{"#units.no", "#units.name"},
		{"Code", "Name"},
		{"", "", nil, nil, nil, "ddd"},
		{"", "", nil, nil, nil, "eee"},
	})
	must(t, f.SetColVisible("A Goals", "F", false))
	must(t, f.SetCellFormula("A Goals", "A4", "'A Purpose'!C2"))
	percent, err := f.NewStyle(&excelize.Style{NumFmt: formatPercent})
	must(t, err)
	text, err := f.NewStyle(&excelize.Style{NumFmt: formatText})
	must(t, err)
	must(t, f.SetCellStyle("A Goals", "C5", "C5", percent))
	must(t, f.SetCellStyle("A Goals", "E4", "E6", text))
	must(t, f.SetSheetVisible("Lists", false))
	for _, name := range []string{"A Purpose", "A Goals"} {
		must(t, f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: "'" + name + "'!$1:$1", Scope: name}))
	}
	var buf bytes.Buffer
	must(t, f.Write(&buf))
	b, err := Open(buf.Bytes())
	must(t, err)
	return b
}

func fill(t *testing.T, f *excelize.File, sheet string, rows [][]any) {
	t.Helper()
	for i, row := range rows {
		must(t, f.SetSheetRow(sheet, spot{i + 1, 1}.String(), &row))
	}
	must(t, f.SetSheetDimension(sheet, "A1:F20"))
}

// saved opens what a book saves, with excelize.
func saved(t *testing.T, b *Book) *excelize.File {
	t.Helper()
	data, err := b.Save()
	must(t, err)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	return f
}

func raw(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	s, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	must(t, err)
	return s
}

func shown(t *testing.T, f *excelize.File, sheet, cell string) string {
	t.Helper()
	s, err := f.GetCellValue(sheet, cell)
	must(t, err)
	return s
}

// column reads a column of a sheet, from row first on.
func columnOf(t *testing.T, f *excelize.File, sheet, letter string, first, last int) (cells []string) {
	t.Helper()
	col, err := excelize.ColumnNameToNumber(letter)
	must(t, err)
	for row := first; row <= last; row++ {
		cells = append(cells, raw(t, f, sheet, spot{row, col}.String()))
	}
	return cells
}

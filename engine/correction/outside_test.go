package correction_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"spm/testdata/programs"
)

// own stands for no other program: the workbook as it is.
const own = "as it is"

// save is the workbook after a program has opened and saved it.
func save(t *testing.T, by string, data []byte) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "in.xlsx")
	must(t, os.WriteFile(file, data, 0o644))
	if by != own {
		file = filepath.Join(programs.Save(t, by, []string{file}), "in.xlsx")
	}
	out, err := os.ReadFile(file)
	must(t, err)
	return out
}

// staff is a workbook such as staff send: two sheets, styles, a drop-down, a
// merged cell, a note, a formula, a picture of nothing.
func staff(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	must(t, f.SetSheetName("Sheet1", "Staff"))
	_, err := f.NewSheet("Jo's own")
	must(t, err)
	for ref, v := range map[string]any{"A1": "Subject", "B1": "Share", "A2": "Mathmatics", "B2": 0.5, "A3": "Science", "B3": 0.25, "A4": "a < b & c", "D1": "merged"} {
		must(t, f.SetCellValue("Staff", ref, v))
	}
	must(t, f.SetCellFormula("Staff", "B5", "SUM(B2:B4)"))
	must(t, f.SetCellValue("Jo's own", "C3", "mine"))
	style, err := f.NewStyle(&excelize.Style{NumFmt: 9, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFBE6"}}, Protection: &excelize.Protection{}, Alignment: &excelize.Alignment{WrapText: true}})
	must(t, err)
	must(t, f.SetCellStyle("Staff", "A2", "B9", style))
	must(t, f.MergeCell("Staff", "D1", "F1"))
	must(t, f.AddComment("Staff", excelize.Comment{Cell: "B3", Author: "Jo", Paragraph: []excelize.RichTextRun{{Text: "ask Pat"}}}))
	v := excelize.NewDataValidation(true)
	v.SetSqref("D2:D9")
	must(t, v.SetDropList([]string{"a", "b"}))
	must(t, f.AddDataValidation("Staff", v))
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

// asOthersSee asks openpyxl and LibreOffice about a marked workbook.
const asOthersSee = `
import openpyxl, sys
wb = openpyxl.load_workbook(sys.argv[1])
ws = wb['Staff']
c = ws['A2']
print(wb.sheetnames[0], '|', wb.active.title, '|', c.value, '|', c.fill.fgColor.rgb[2:], '|', c.comment.text.strip()[:12] if c.comment else '', '|', wb.worksheets[0]['C6'].hyperlink.location)
`

// Workbooks of every program are marked; every program opens what comes out,
// and what it saves again is taken for what it is in a second round.
func TestOutsidePrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	for _, by := range append([]string{own}, programs.Savers...) {
		t.Run(by, func(t *testing.T) {
			data := save(t, by, staff(t))
			marked := mark(t, data, wrong(2, 1, "Mathematics"), wrong(12, 5))
			same(t, data, marked)
			if got := seen(t, marked, "Staff", "A2"); got.Fill != pink || !strings.Contains(got.Note, "Please mend:") {
				t.Errorf("marked: %+v", got)
			}
			file := filepath.Join(t.TempDir(), "in.xlsx")
			must(t, os.WriteFile(file, marked, 0o644))
			if got := string(programs.Python(t, asOthersSee, file)); strings.TrimSpace(got) != "Fix list | Fix list | Mathmatics | FADBDE | Please mend: | 'Staff'!A2" {
				t.Error(got)
			}
			again := save(t, by, marked)
			second := mark(t, again, wrong(12, 5))
			same(t, data, second)
			if got := seen(t, second, "Staff", "A2"); got.Fill == pink || strings.Contains(got.Note, "Please mend:") {
				t.Errorf("mended: %+v", got)
			}
			if before := seen(t, data, "Staff", "A2"); by != programs.SheetJS && before.Fill != seen(t, second, "Staff", "A2").Fill {
				t.Errorf("mended it is %+v, and was %+v", seen(t, second, "Staff", "A2"), before)
			}
			if by != programs.SheetJS && !strings.Contains(seen(t, second, "Staff", "B3").Note, "ask Pat") {
				t.Errorf("the note of Jo is %+v", seen(t, second, "Staff", "B3"))
			}
		})
	}
}

package spreadsheet

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"spm/testdata/programs"
)

// struckThrough is a sheet with lines through texts, as staff draw them in place
// of deleting, and beside them texts that only look alike.
func struckThrough(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	whole, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Strike: true}})
	check(err)
	under, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Underline: "single", Italic: true}})
	check(err)
	for cell, v := range map[string]any{"A1": "gone", "A2": 5, "A3": "stays", "A4": "underlined"} {
		check(f.SetCellValue("Sheet1", cell, v))
	}
	check(f.SetCellStyle("Sheet1", "A1", "A2", whole))
	check(f.SetCellStyle("Sheet1", "A4", "A4", under))
	check(f.SetCellRichText("Sheet1", "A5", []excelize.RichTextRun{
		{Text: "May ", Font: &excelize.Font{Strike: true}}, {Text: "June", Font: &excelize.Font{Bold: true}},
	}))
	check(f.SetCellRichText("Sheet1", "A6", []excelize.RichTextRun{
		{Text: "both ", Font: &excelize.Font{Bold: true}}, {Text: "stay", Font: &excelize.Font{Italic: true}},
	}))
	b, err := f.WriteToBuffer()
	check(err)
	return b.Bytes()
}

// wantStruck tells of each cell of struckThrough whether a line goes through it.
var wantStruck = []bool{true, true, false, false, true, false}

func checkStruck(t *testing.T, name string, data []byte) {
	t.Helper()
	sheet := mustOpen(t, data).Sheets[0]
	for i, want := range wantStruck {
		if c, ok := sheet.At(i+1, 1); !ok || c.Struck != want {
			t.Errorf("%s: A%d is %+v, want struck: %v", name, i+1, c, want)
		}
	}
}

// A line through a text, or a part of it, is seen, and no other line.
func TestStruckOut(t *testing.T) { checkStruck(t, "excelize", struckThrough(t)) }

// So it is after every program that keeps it.
func TestStruckOutSaved(t *testing.T) {
	file := filepath.Join(t.TempDir(), "struck.xlsx")
	check(os.WriteFile(file, struckThrough(t), 0o600))
	for _, as := range []struct{ program, kind string }{
		{programs.LibreOffice, "xlsx"}, {programs.LibreOffice, "ods"}, {programs.LibreOffice, "fods"}, {programs.Gnumeric, "xlsx"}, {programs.Gnumeric, "ods"},
		{programs.ExcelJS, ""},
	} {
		t.Run(as.program+" "+as.kind, func(t *testing.T) {
			var folder string
			if as.kind == "" {
				folder = programs.Save(t, as.program, []string{file})
			} else {
				folder = programs.SaveAs(t, as.program, as.kind, []string{file})
			}
			saved, err := filepath.Glob(filepath.Join(folder, "*"))
			check(err)
			data, err := os.ReadFile(saved[0])
			check(err)
			checkStruck(t, saved[0], data)
		})
	}
}

// How files write it otherwise.
func TestStruckOutSpellings(t *testing.T) {
	for _, c := range []struct {
		what, texts string
		want        bool
	}{
		{"without a value", `<r><rPr><strike/></rPr><t>a</t></r>`, true},
		{"switched off", `<r><rPr><strike val="0"/></rPr><t>a</t></r>`, false},
		{"a blank only", `<r><rPr><strike/></rPr><t xml:space="preserve"> </t></r><r><t>a</t></r>`, false},
		{"the run before", `<r><rPr><b/></rPr><t>a</t></r><r><rPr><strike val="true"/></rPr><t>b</t></r>`, true},
		{"how it is pronounced", `<t>a</t><rPh sb="0" eb="1"><rPr><strike/></rPr><t>b</t></rPh>`, false},
	} {
		for kind, data := range map[string][]byte{
			"shared": plain(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`).with(stringPart, "<si><t>one</t></si>", "<si>"+c.texts+"</si>").zip(),
			"inline": plain(`<row r="1"><c r="A1" t="inlineStr"><is>` + c.texts + `</is></c></row>`).zip(),
		} {
			if cell, ok := mustOpen(t, data).Sheets[0].At(1, 1); !ok || cell.Struck != c.want {
				t.Errorf("%s, %s: %+v", c.what, kind, cell)
			}
		}
	}
}

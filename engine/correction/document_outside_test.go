package correction_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spm/testdata/programs"
)

// saveAs is a file as a program saves it as another kind.
func saveAs(t *testing.T, by, name, kind string, data []byte) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(file, data, 0o644))
	out, err := os.ReadFile(filepath.Join(programs.SaveAs(t, by, kind, []string{file}), "in."+kind))
	must(t, err)
	return out
}

// OpenDocument files of other programs are marked; these open what comes out,
// and what they save again is taken for what it is in a second round. A workbook
// that was marked for Excel and is saved as OpenDocument is one as well.
func TestDocumentsOfOtherPrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	bare := strings.NewReplacer("transparent", "").Replace
	for _, by := range []string{programs.LibreOffice, programs.Gnumeric} {
		t.Run(by, func(t *testing.T) {
			data := saveAs(t, by, "in.xlsx", "ods", staff(t))
			marked := mark(t, data, wrong(2, 1, "Mathematics"), wrong(12, 5))
			same(t, data, marked)
			again := saveAs(t, by, "in.ods", "ods", marked)
			for what, data := range map[string][]byte{"marked": marked, "saved again": again} {
				v := viewOf(t, data)
				if got := v.cells["Staff"][[2]int{2, 1}]; got.Text != "Mathmatics" || got.Fill != "#fadbde" || !strings.HasPrefix(got.Note, "Please mend:") || !strings.Contains(v.rules[got.Rule], "Fix list") {
					t.Errorf("%s: %+v with the rule %s", what, got, v.rules[got.Rule])
				}
				if got := v.cells["Staff"][[2]int{12, 5}]; got.Fill != "#fadbde" || got.Note == "" {
					t.Errorf("%s: a blank cell is %+v", what, got)
				}
				if v.sheets[0] != "Fix list" || v.cells["Fix list"][[2]int{6, 3}].Text != "A2" || len(v.links) != 2 {
					t.Errorf("%s: sheets %v, links %v", what, v.sheets, v.links)
				}
			}
			still := viewOf(t, mark(t, again, wrong(2, 1, "Mathematics")))
			if got := still.cells["Staff"][[2]int{2, 1}]; got.Fill != "#fadbde" || got.Note == "" || still.rules[got.Rule] == "" {
				t.Errorf("still wrong it is %+v", got)
			}
			before := viewOf(t, data).cells["Staff"]
			for from, returned := range map[string][]byte{"OpenDocument": again, "Excel": saveAs(t, by, "in.xlsx", "ods", mark(t, staff(t), wrong(2, 1, "Mathematics"), wrong(12, 5)))} {
				second := mark(t, returned, wrong(13, 5))
				os.WriteFile("/tmp/w/ods-tmp/g/"+by+from+".ods", second, 0o644)
				same(t, data, second)
				v := viewOf(t, second)
				mended := v.cells["Staff"][[2]int{2, 1}]
				if mended.Fill != before[[2]int{2, 1}].Fill || mended.Note != "" || mended.Rule != "" {
					t.Errorf("from %s: mended it is %+v, and was %+v", from, mended, before[[2]int{2, 1}])
				}
				if got := v.cells["Staff"][[2]int{12, 5}]; bare(got.Fill) != bare(before[[2]int{12, 5}].Fill) || got.Note != "" {
					t.Errorf("from %s: a blank cell is %+v, and was %+v", from, got, before[[2]int{12, 5}])
				}
				if got := v.cells["Staff"][[2]int{3, 2}]; !strings.Contains(got.Note, "ask Pat") {
					t.Errorf("from %s: the note of Jo is %+v", from, got)
				}
				if len(v.sheets) != 3 {
					t.Errorf("from %s: sheets %v", from, v.sheets)
				}
			}
			excel := mark(t, saveAs(t, by, "in.ods", "xlsx", marked), wrong(13, 5))
			if got := seen(t, excel, "Staff", "A2"); got.Fill != "FFFBE6" || got.Note != "" {
				t.Errorf("saved for Excel and mended it is %+v", got)
			}
		})
	}
}

package engine

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// overgrown are what an accident, or somebody with ill will, puts into a form of
// ours: rows by the ten thousand.
var overgrown = []struct {
	name string
	rows int
	row  func(n int) []string
}{
	{"as many rows full of faults as a form may have", 9_000, func(n int) []string {
		return []string{fmt.Sprint("NEW-PS", n), "G9", "x", "perhaps", "y", "z", "maybe", "no", "soon", "q"}
	}},
	{"more of them", 90_000, func(n int) []string {
		return []string{fmt.Sprint("NEW-PS", n), "G9", "x", "perhaps", "y", "z", "maybe", "no", "soon", "q"}
	}},
	{"one row all over again", 90_000, func(int) []string {
		return []string{"NEW-PS1", "G1", "x", "Selected", "y", "z", "a", "Yes", "2", "q"}
	}},
	{"rows without codes", 90_000, func(int) []string { return []string{"", "G1", "x", "Selected", "y", "z", "a", "Yes", "2", "q"} }},
	{"codes alone", 200_000, func(n int) []string { return []string{fmt.Sprint("NEW-PS", n)} }},
}

// A form that has grown beyond measure ends in bounded memory and time: its other
// sheets are recorded, and so is the good file beside it.
func TestOvergrownForms(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds; the full pass runs it")
	}
	plan, good := hostilePlan(t)
	for _, c := range overgrown {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			must(t, os.CopyFS(filepath.Join(dir, "plan"), os.DirFS(plan)))
			inbox := filepath.Join(dir, "plan", "inbox")
			must(t, os.WriteFile(filepath.Join(inbox, "good.xlsx"), good["zz last.xlsx"], 0o644))
			must(t, os.WriteFile(filepath.Join(inbox, "overgrown.xlsx"), grown(t, good["_first.xlsx"], c.rows, c.row), 0o644))
			ended, peak, spent := ingestInChild(t, dir)
			t.Logf("%d MB, %v", peak>>20, spent.Round(time.Millisecond))
			if peak > hostileMemory {
				t.Errorf("it took %d MB", peak>>20)
			}
			for name, end := range ended {
				tooLong := name == "overgrown.xlsx" && c.rows > 10_000
				if end.Status != Recorded || slices.Contains(end.Codes, "FILE-33") != tooLong {
					t.Errorf("%s is %s, told %s", name, end.Status, slices.Compact(end.Codes))
				}
			}
		})
	}
}

// grown is a workbook with rows below those of form D.
func grown(t *testing.T, data []byte, rows int, row func(n int) []string) []byte {
	const sheet = "xl/worksheets/sheet11.xml" // of form D
	head, tail, ok := strings.Cut(string(partOf(t, data, sheet)), "</sheetData>")
	if !ok {
		t.Fatal(sheet + " is no sheet")
	}
	var b strings.Builder
	b.WriteString(head)
	for n := range rows {
		at := 1000 + n // below all that stands there
		fmt.Fprintf(&b, `<row r="%d">`, at)
		for col, text := range row(n) {
			if text != "" {
				fmt.Fprintf(&b, `<c r="%c%d" t="str"><v>%s</v></c>`, 'A'+col, at, text)
			}
		}
		b.WriteString("</row>")
	}
	return withPart(t, data, sheet, []byte(b.String()+"</sheetData>"+tail))
}

package byhand

import (
	"slices"
	"testing"
)

func equal(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestRenameSheet(t *testing.T) {
	b := sample(t)
	must(t, b.RenameSheet("A Purpose", "Purpose (Rosa's)"))
	f := saved(t, b)
	equal(t, "sheets", f.GetSheetList(), []string{"Purpose (Rosa's)", "A Goals", "Lists"})
	if got, _ := f.GetCellFormula("A Goals", "A4"); got != "'Purpose (Rosa''s)'!C2" {
		t.Errorf("the formula points to %s", got)
	}
}

func TestReorderSheets(t *testing.T) {
	b := sample(t)
	must(t, b.ReorderSheets("A Goals", "A Purpose"))
	f := saved(t, b)
	equal(t, "sheets", f.GetSheetList(), []string{"A Goals", "A Purpose", "Lists"})
	for _, n := range f.GetDefinedName() {
		if want := "'" + n.Scope + "'!$1:$1"; n.RefersTo != want {
			t.Errorf("the print titles of %s are %s", n.Scope, n.RefersTo)
		}
	}
}

func TestDuplicateSheet(t *testing.T) {
	b := sample(t)
	name, err := b.DuplicateSheet("A Goals")
	must(t, err)
	must(t, b.Type("A Goals (2)", "G1", "share", "3"))
	f := saved(t, b)
	if name != "A Goals (2)" || raw(t, f, name, "C4") != "3" || raw(t, f, "A Goals", "C4") != "" {
		t.Errorf("the copy %q has %q, the sheet %q", name, raw(t, f, name, "C4"), raw(t, f, "A Goals", "C4"))
	}
}

func TestInsertRow(t *testing.T) {
	b := sample(t)
	must(t, b.InsertRow("A Goals", "G2", map[string]any{"goal": "Arts", "share": "5%"}))
	must(t, b.Type("A Goals", "NEW-G1", "share", 9))
	f := saved(t, b)
	equal(t, "goals", columnOf(t, f, "A Goals", "A", 5, 7), []string{"Arts", "Belonging", "Language"})
	equal(t, "codes", columnOf(t, f, "A Goals", "B", 4, 7), []string{"G1", "", "G2", "NEW-G1"})
	equal(t, "ids", columnOf(t, f, "A Goals", "F", 4, 7), []string{"aaa", "", "bbb", "ccc"})
	equal(t, "shares", columnOf(t, f, "A Goals", "C", 4, 7), []string{"", "0.05", "", "9"})
}

func TestDeleteRow(t *testing.T) {
	b := sample(t)
	must(t, b.DeleteRow("A Goals", "G2"))
	must(t, b.Type("A Goals", "NEW-G1", "share", 9))
	f := saved(t, b)
	equal(t, "codes", columnOf(t, f, "A Goals", "B", 4, 5), []string{"G1", "NEW-G1"})
	equal(t, "shares", columnOf(t, f, "A Goals", "C", 4, 5), []string{"", "9"})
}

func TestInsertColumn(t *testing.T) {
	b := sample(t)
	must(t, b.InsertColumn("A Goals", "share", "Our notes"))
	must(t, b.Type("A Goals", "G1", "share", 3))
	f := saved(t, b)
	equal(t, "new column", columnOf(t, f, "A Goals", "C", 1, 4), []string{"", "", "Our notes", ""})
	equal(t, "share", columnOf(t, f, "A Goals", "D", 1, 4), []string{"#goals.share", "Group", "Share", "3"})
	if seen, _ := f.GetColVisible("A Goals", "G"); seen {
		t.Error("the ids have come to light")
	}
}

func TestMoveColumn(t *testing.T) {
	for _, tc := range []struct {
		name, field, before string
		keys                []string
	}{
		{"to the left", "share", "goal", []string{"#goals.share", "#goals.goal", "#goals.no", "#goals.from", "#goals.note", "row_id"}},
		{"to the right", "goal", "note", []string{"#goals.no", "#goals.share", "#goals.from", "#goals.goal", "#goals.note", "row_id"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			b := sample(t)
			must(t, b.Type("A Goals", "G1", "share", "67%"))
			must(t, b.MoveColumn("A Goals", tc.field, tc.before))
			if got, err := b.Shown("A Goals", "G1", "share"); err != nil || got != "0.67" {
				t.Errorf("the share of G1 is %q, %v", got, err)
			}
			f := saved(t, b)
			rows, err := f.GetRows("A Goals")
			must(t, err)
			equal(t, "keys", rows[0], tc.keys)
			at := slices.Index(tc.keys, "#goals.share") + 1
			if got := shown(t, f, "A Goals", spot{4, at}.String()); got != "67%" {
				t.Errorf("the share is shown as %q", got)
			}
		})
	}
	b := sample(t)
	if err := b.MoveColumn("A Goals", "goal", "no"); err == nil {
		t.Error("a column was moved to where it stands")
	}
}

func TestSortRows(t *testing.T) {
	b := sample(t)
	must(t, b.Type("A Goals", "G1", "share", "9"))
	must(t, b.Type("A Goals", "NEW-G1", "share", "10"))
	must(t, b.Type("A Goals", "G2", "note", "007"))
	must(t, b.SortRows("A Goals", "-share"))
	f := saved(t, b)
	equal(t, "codes", columnOf(t, f, "A Goals", "B", 4, 6), []string{"NEW-G1", "G1", "G2"})
	equal(t, "ids", columnOf(t, f, "A Goals", "F", 4, 6), []string{"ccc", "aaa", "bbb"})
	equal(t, "shares", columnOf(t, f, "A Goals", "C", 4, 6), []string{"10", "9", ""})
	equal(t, "notes", columnOf(t, f, "A Goals", "E", 4, 6), []string{"", "", "007"})
	if got, _ := f.GetCellFormula("A Goals", "A5"); got != "'A Purpose'!C2" {
		t.Errorf("the formula of G1 is %q", got)
	}
	if got, _ := f.GetCellFormula("A Goals", "A4"); got != "" {
		t.Errorf("the formula of G1 stays behind: %q", got)
	}
}

func TestSortVisible(t *testing.T) {
	b := sample(t)
	must(t, b.SortVisible("A Goals", "-no"))
	f := saved(t, b)
	equal(t, "codes", columnOf(t, f, "A Goals", "B", 4, 6), []string{"NEW-G1", "G2", "G1"})
	equal(t, "ids", columnOf(t, f, "A Goals", "F", 4, 6), []string{"aaa", "bbb", "ccc"})
}

func TestTitleRow(t *testing.T) {
	b := sample(t)
	must(t, b.TitleRow("A Goals", "Table 1"))
	must(t, b.Type("A Goals", "G1", "share", 3))
	f := saved(t, b)
	if raw(t, f, "A Goals", "A1") != "Table 1" || raw(t, f, "A Goals", "C5") != "3" {
		t.Error("the sheet did not move down by a row")
	}
}

func TestDeleteKeyRow(t *testing.T) {
	b := sample(t)
	must(t, b.DeleteKeyRow("A Goals"))
	f := saved(t, b)
	equal(t, "codes", columnOf(t, f, "A Goals", "B", 1, 5), []string{"", "No.", "G1", "G2", "NEW-G1"})
	equal(t, "units", columnOf(t, f, "A Goals", "A", 7, 7), []string{"Code"})
	if err := b.DeleteKeyRow("A Goals"); err == nil {
		t.Error("key rows were deleted twice")
	}
}

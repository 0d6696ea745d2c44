package correction_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"spm/engine/correction"
	"spm/engine/finding"
)

const pink, yellow = "FADBDE", "FFF1C4"

// What has nothing to do with the findings stays as it is, also as it is packed.
func TestOnlyWhatMustChange(t *testing.T) {
	staff := plain().with("xl/theme/theme1.xml", "<theme/>").with("xl/vbaProject.bin", "\x00\x01macros").with("xl/media/image1.png", "\x89PNG").
		with("xl/charts/chart1.xml", "<c:chart/>").with("customXml/item1.xml", "<own/>").with("docProps/app.xml", "<Properties/>").
		with("xl/threadedComments/threadedComment1.xml", "<ThreadedComments/>").with("xl/calcChain.xml", "<calcChain/>")
	data := staff.pack(t)
	marked := mark(t, data, wrong(2, 1, "Mathematics"))
	before, packedBefore := unpack(t, data)
	after, packed := unpack(t, marked)
	changed := map[string]bool{"[Content_Types].xml": true, "xl/workbook.xml": true, "xl/_rels/workbook.xml.rels": true, "xl/styles.xml": true, "xl/worksheets/sheet1.xml": true}
	for name := range before {
		if !changed[name] && (before[name] != after[name] || packedBefore[name] != packed[name]) {
			t.Errorf("%s changed", name)
		}
	}
	// Of what changes, every byte that was there is still there, in its order.
	for name := range changed {
		if name != "xl/workbook.xml" && !within(strings.ReplaceAll(before[name], ` tabSelected="1"`, ""), after[name]) {
			t.Errorf("%s lost something: %s", name, after[name])
		}
	}
	if again := mark(t, data, wrong(2, 1, "Mathematics")); !bytes.Equal(again, marked) {
		t.Error("the same marks gave other bytes")
	}
}

// within tells whether a text is left when something is taken out of another;
// the numbers of entries may grow.
func within(part, whole string) bool {
	numbers := strings.NewReplacer("0", "", "1", "", "2", "", "3", "", "4", "", "5", "", "6", "", "7", "", "8", "", "9", "")
	rest := numbers.Replace(whole)
	for _, r := range numbers.Replace(part) {
		i := strings.IndexRune(rest, r)
		if i < 0 {
			return false
		}
		rest = rest[i+len(string(r)):]
	}
	return true
}

// A marked cell keeps number format, alignment and lock; its note says what is
// wrong, and its drop-down what may be meant.
func TestMark(t *testing.T) {
	data := plain().pack(t)
	doubt := finding.New("CELL-22", finding.Location{File: "a.xlsx", Sheet: "Staff", Row: 2, Col: 2}, "label", "Share", "typed", "0.5", "read", "50%")
	marked := mark(t, data, wrong(2, 1, "Mathematics", "Science, applied"), doubt)
	same(t, data, marked)
	want := shown{pink, "% wrapped, open", "spm: Please mend: Subject is “Mathmatics”, which is not in its list. Perhaps: Mathematics, Science, applied. Choose one of: Mathematics, Science."}
	want.Note = strings.Replace(want.Note, "Perhaps: Mathematics, Science, applied. ", "", 1) // the hint names one already
	if diff := cmp.Diff(want, seen(t, marked, "Staff", "A2")); diff != "" {
		t.Error(diff)
	}
	if got := seen(t, marked, "Staff", "B2"); got.Fill != yellow || !strings.Contains(got.Note, "Please look: Share “0.5” was read as 50%") {
		t.Errorf("%+v", got)
	}
	f, err := excelize.OpenReader(bytes.NewReader(marked))
	must(t, err)
	if list := f.GetSheetList(); list[0] != "Fix list" || f.GetActiveSheetIndex() != 0 {
		t.Errorf("sheets: %v", list)
	}
	for cell, want := range map[string]string{
		"A1": "Fix list", "A3": "Send it back to plan@riverbend.example.", "A6": "1", "B6": "Staff", "C6": "A2", "D6": "Subject is “Mathmatics”, which is not in its list.",
		"A7": "Please look at these, too.", "C8": "B2",
	} {
		if got, _ := f.GetCellValue("Fix list", cell); got != want {
			t.Errorf("%s says %q, want %q", cell, got, want)
		}
	}
	if ok, target, _ := f.GetCellHyperLink("Fix list", "C6"); !ok || target != "'Staff'!A2" {
		t.Errorf("the link leads to %q", target)
	}
	rules, err := f.GetDataValidations("Staff")
	must(t, err)
	if len(rules) != 1 || rules[0].Sqref != "A2" || rules[0].Formula1 != "'Fix list'!$K$6:$L$6" {
		t.Errorf("drop-downs: %+v", rules)
	}
	for _, name := range f.GetDefinedName() {
		if name.Name == "local" && name.Scope != "Staff" {
			t.Errorf("a name of Staff belongs to %s now", name.Scope)
		}
	}
}

// Whole sheets, rows and what belongs to no sheet stand on the list, too.
func TestListOfPlaces(t *testing.T) {
	at := finding.Location{File: "a.xlsx", Sheet: "Staff"}
	row := at
	row.Row = 7
	marked := mark(t, plain().pack(t), finding.New("CELL-39", at, "sheet", "Staff"), finding.New("CELL-54", row, "table", "x", "codes", "y").As(finding.Error),
		finding.New("PKT-09", finding.Location{File: "a.xlsx"}), wrong(9, 3))
	f, err := excelize.OpenReader(bytes.NewReader(marked))
	must(t, err)
	var got []string
	for _, ref := range []string{"C6", "C7", "C8", "C10"} {
		text, _ := f.GetCellValue("Fix list", ref)
		_, target, _ := f.GetCellHyperLink("Fix list", ref)
		got = append(got, text+" "+target)
	}
	if diff := cmp.Diff([]string{"the sheet 'Staff'!A1", "row 7 'Staff'!A7", "C9 'Staff'!C9", " "}, got); diff != "" {
		t.Error(diff)
	}
}

// A workbook that is corrected and sent again loses the marks of the first
// round; what is still wrong is marked anew, and there is one list.
func TestSecondRound(t *testing.T) {
	data := plain().pack(t)
	first := mark(t, data, wrong(2, 1, "Mathematics"), wrong(5, 1))
	second := mark(t, first, wrong(2, 2, "Science"))
	same(t, data, second)
	if got, want := seen(t, second, "Staff", "A2"), (shown{"FFFBE6", "% wrapped, open", ""}); got != want {
		t.Errorf("a mended cell looks like %+v, want %+v", got, want)
	}
	if got := seen(t, second, "Staff", "A5"); got.Note != "" || got.Fill == pink {
		t.Errorf("a mended cell looks like %+v", got)
	}
	if got := seen(t, second, "Staff", "B2"); got.Fill != pink || got.Note == "" {
		t.Errorf("what is wrong now looks like %+v", got)
	}
	third := mark(t, second, wrong(2, 2, "Science"))
	if got := seen(t, mark(t, third, wrong(2, 1)), "Staff", "B2"); got.Fill != "FFFBE6" {
		t.Errorf("a cell that was marked twice and is mended looks like %+v", got)
	}
	f, err := excelize.OpenReader(bytes.NewReader(third))
	must(t, err)
	if list := f.GetSheetList(); len(list) != 2 {
		t.Errorf("sheets: %v", list)
	}
	rules, err := f.GetDataValidations("Staff")
	must(t, err)
	if len(rules) != 1 || rules[0].Sqref != "B2" {
		t.Errorf("drop-downs: %+v", rules)
	}
	if got, _ := f.GetCellValue("Fix list", "A7"); got != "" {
		t.Errorf("the list still has a second line: %s", got)
	}
}

// The list of an earlier round is no sheet of its sender's.
func TestAnswers(t *testing.T) {
	marked := mark(t, plain().pack(t), wrong(2, 1))
	if b := correction.Answers(open(t, marked)); len(b.Sheets) != 1 || b.Sheets[0].Name != "Staff" {
		t.Errorf("%d sheets are read", len(b.Sheets))
	}
}

// What a sender has typed stays text on the list, whatever it looks like.
func TestTextStaysText(t *testing.T) {
	f := finding.New("CELL-05", finding.Location{File: "a.xlsx", Sheet: "Staff", Row: 2, Col: 1}, "label", "Subject", "typed", `=HYPERLINK("http://x") <&> _x0041_`, "near", "", "choices", "a")
	marked := mark(t, plain().pack(t), f)
	b := open(t, marked)
	c, _ := b.Sheets[0].At(6, 4)
	if c.Formula || !strings.Contains(c.Text, `=HYPERLINK("http://x") <&> _x0041_`) {
		t.Errorf("%+v", c)
	}
}

// A merged cell is marked where people see it, and asked about once.
func TestMergedCell(t *testing.T) {
	data := plain().edit(t, sheetPart, `</sheetData>`, `</sheetData><mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>`).pack(t)
	marked := mark(t, data, wrong(2, 1, "Mathematics"), wrong(3, 1, "Mathematics"), wrong(4, 1, "Mathematics"))
	same(t, data, marked)
	got := seen(t, marked, "Staff", "A2")
	if got.Fill != pink || strings.Count(got.Note, "Please mend:") != 1 {
		t.Errorf("%+v", got)
	}
	if under := seen(t, marked, "Staff", "A3"); under.Fill == pink || under.Note != "" {
		t.Errorf("what is covered looks like %+v", under)
	}
}

// A title that no sheet may have is made one.
func TestTitleOfTheSheet(t *testing.T) {
	data, odd := plain().pack(t), words
	odd.Title = "To do: [all] of it / for everybody in the house"
	marked, err := correction.Mark(open(t, data), data, finding.List{wrong(2, 1, "Mathematics")}, odd)
	must(t, err)
	if got := open(t, marked).Sheets[0].Name; got != "To do   all  of it   for" {
		t.Errorf("the sheet is called %q", got)
	}
}

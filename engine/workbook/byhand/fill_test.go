package byhand

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestApply(t *testing.T) {
	f, err := ReadFill("direction.yaml", []byte(`
packet: direction
for: HR
sheets:
  A Purpose:
    answers:
      A5.1: |-
        We help
        every student.
      A5.2: {text: "7/1/2026"}
  A Goals:
    rows:
      G1: {share: 67%, note: No}
      units +2: {no: TL, name: Teaching}
      units +1: {no: HR, name: People}
`))
	must(t, err)
	b := sample(t)
	must(t, Apply(b, f))
	x := saved(t, b)
	for cell, want := range map[string]string{"C4": "0.67", "E4": "No", "A10": "HR", "B11": "Teaching"} {
		if got := raw(t, x, "A Goals", cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
	if raw(t, x, "A Purpose", "C2") != "We help\nevery student." || raw(t, x, "A Purpose", "C3") != "7/1/2026" {
		t.Error("the answers were not typed as given")
	}
}

// Every mistake of a fill is told at once.
func TestApplyMistakes(t *testing.T) {
	f, err := ReadFill("direction.yaml", []byte("packet: direction\nfor: HR\nsheets:\n  A Goals:\n    rows:\n      G9: {share: 1}\n      G1: {nope: 1, share: 2}\n  B: {answers: {B1: x}}\n"))
	must(t, err)
	b := sample(t)
	err = Apply(b, f)
	for _, want := range []string{"direction.yaml", "HR", `"G9"`, `"nope"`, `"B"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %s", err, want)
		}
	}
	if got, _ := b.Shown("A Goals", "G1", "share"); got != "2" {
		t.Errorf("the rest was not typed: %q", got)
	}
}

func TestReadFillUnits(t *testing.T) {
	f, err := ReadFill("m.yaml", []byte("packet: monthly\nperiod: 2026-07\nunits:\n  U02: {sheets: {R1: {answers: {R1.4: 7/31/2026}}}}\n  U01: {sheets: {R1: {answers: {R1.4: 3}}}}\n"))
	must(t, err)
	each := f.Each()
	if len(each) != 2 || each[0].For != "U01" || each[1].For != "U02" || each[1].Period != "2026-07" || each[1].Packet != "monthly" {
		t.Fatalf("the fills are %+v", each)
	}
	if got := each[1].Sheets["R1"].Answers["R1.4"]; got != "7/31/2026" {
		t.Errorf("R1.4 is %T %v", got, got)
	}
	if err := Apply(sample(t), f); err == nil {
		t.Error("a month of several units was typed into one workbook")
	}
}

func TestReadFillStrict(t *testing.T) {
	for _, tc := range []struct{ name, text, want string }{
		{"unknown key", "packet: x\nsheets: {A: {}}\nfro: HR\n", "m.yaml:3:1:"},
		{"unknown key inside", "packet: x\nsheets:\n  A:\n    answer: {}\n", "m.yaml:4:5:"},
		{"given twice", "packet: x\nsheets:\n  A:\n    rows:\n      G1: {a: 1}\n      G1: {a: 2}\n", "m.yaml:6:7:"},
		{"answer given twice", "packet: x\nsheets:\n  A:\n    answers:\n      B1: 1\n      B1: 2\n", "m.yaml:6:7:"},
		{"list", "packet: x\nsheets:\n  A:\n    answers:\n      B1: [a, b]\n", "m.yaml:5:11:"},
		{"mapping", "packet: x\nsheets:\n  A:\n    answers:\n      B1: {test: a}\n", "m.yaml:5:12:"},
		{"rows that are none", "packet: x\nsheets:\n  A:\n    rows: 3\n", "m.yaml:4:11:"},
		{"no YAML", "packet: {\n", "m.yaml:"},
		{"no packet", "sheets: {A: {}}\n", "which packet"},
		{"nothing", "packet: x\n", "fills nothing"},
		{"both", "packet: x\nfor: HR\nunits: {U01: {}}\n", "in place of"},
	} {
		_, err := ReadFill("m.yaml", []byte(tc.text))
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %s", tc.name, err, tc.want)
		}
	}
}

func TestDeeds(t *testing.T) {
	var deeds []Deed
	must(t, Decode("d.yaml", []byte(`
- type: {sheet: A Goals, row: G1, field: share, text: 58 %}
- type: {sheet: A Purpose, row: A5.2, field: since, text: soon}
- insert_row: {sheet: A Goals, above: G2, values: {goal: Arts, share: {text: "3"}}}
- merge_down: {sheet: A Goals, row: G1, field: note}
- delete_row: {sheet: A Goals, row: Arts}
- insert_column: {sheet: A Goals, before: share, heading: Ours}
- move_column: {sheet: A Goals, field: note, before: share}
- sort_rows: {sheet: A Goals, by: goal}
- sort_visible: {sheet: A Goals, by: -goal}
- clear: {sheet: A Goals, row: G1, field: share}
- rename_sheet: {sheet: A Goals, to: Goals}
- reorder_sheets: {sheets: [Goals]}
- duplicate_sheet: {sheet: Goals}
- title_row: {sheet: Goals, title: Table 1}
- delete_key_row: {sheet: Goals}
- resave: {}
`), &deeds))
	b := sample(t)
	for i, d := range deeds {
		if err := d.Do(b); err != nil {
			t.Errorf("deed %d: %v", i+1, err)
		}
	}
	if got := raw(t, saved(t, b), "A Purpose", "C3"); got != "soon" {
		t.Errorf("A5.2 is %q", got)
	}
	if err := (Deed{}).Check(); err == nil {
		t.Error("no deed is a deed")
	}
}

// Marks of a matrix are typed by row and column.
func TestApplyMarks(t *testing.T) {
	x := excelize.NewFile()
	must(t, x.SetSheetName("Sheet1", "I Needed"))
	fill(t, x, "I Needed", [][]any{
		{"#needed.no", "#needed.name", "#needed.need@S1.1", "#needed.need@S2.1", "#needed.capacity"},
		{"No.", "Function", "S1.1", "S2.1", "Note"},
		{"FN-01", "Legal", nil, nil, nil},
		{"FN-02", "Research", nil, nil, nil},
	})
	var buf bytes.Buffer
	must(t, x.Write(&buf))
	b, err := Open(buf.Bytes())
	must(t, err)
	f, err := ReadFill("i.yaml", []byte("packet: operations\nfor: HR\nsheets:\n  I Needed:\n    marks:\n      FN-01: [S2.1]\n      FN-02: [S1.1, S2.1, S3.1]\n"))
	must(t, err)
	err = Apply(b, f)
	if err == nil || !strings.Contains(err.Error(), `"S3.1"`) || !strings.Contains(err.Error(), "S1.1, S2.1") {
		t.Errorf("%v does not say which columns can be marked", err)
	}
	x = saved(t, b)
	for cell, want := range map[string]string{"C3": "", "D3": "X", "C4": "X", "D4": "X", "E4": ""} {
		if got := raw(t, x, "I Needed", cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
}

package workbook

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"spm/engine/spreadsheet"
)

func TestReadIdentities(t *testing.T) {
	book := bookOf(t, `
		== Plan
		Table 1
		 | form n. · V1 · HR/U01 · HR/M1.1-Y1 · 4f7k-2q
		== Notes
		Form follows function
		== Copy
		Form A · v3 · HR · 4F7K-2Q
		== Other
		Form A · v3 · TL · 9999-ZZ
		== Lists
		kind
		== x
		packet | 4F7K-2Q
		kind | direction
		to | HR
	`)
	book.Properties = map[string]string{"packet": "7777-AA", "workspace": "Riverbend"}
	got := Identify(toolLibrary(), book)
	want := Identities{
		Sheets: []SheetIdentity{
			{Sheet: "Plan"},
			{Sheet: "Notes"},
			{Sheet: "Copy", Identity: Identity{Form: "A", Version: 3, To: "HR", Packet: "4F7K-2Q"}, Found: true},
			{Sheet: "Other", Identity: Identity{Form: "A", Version: 3, To: "TL", Packet: "9999-ZZ"}, Found: true},
		},
		Packets: []string{"4F7K-2Q", "9999-ZZ"},
		Meta:    map[string]string{"packet": "4F7K-2Q", "kind": "direction", "to": "HR", "workspace": "Riverbend"},
	}
	if id, ok := ParseIdentity("form N · V1 · HR/U01 · HR/M1.1-Y1 · 4f7k-2q"); !ok || id.Scope != "HR/M1.1-Y1" {
		t.Errorf("a line in other letters is not understood: %+v", id)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("wanted (-) and read (+):\n%s", diff)
	}
}

// A hidden column is known from a real file only.
func TestReadHiddenColumn(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for at, text := range map[string]string{
		"A1": "Form T · v2 · HR · 4F7K-2Q", "A3": "#tools.no", "B3": "#tools.tool", "C3": "#tools.owner", "D3": "#tools.why",
		"A4": "No.", "B4": "Tool", "C4": "Owner", "D4": "Why not", "A5": "NEW-T1", "B5": "Mailbox", "D5": "Old", "A6": "NEW-T2", "B6": "Van", "D6": "Older",
	} {
		if err := f.SetCellStr("Sheet1", at, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SetColVisible("Sheet1", "D", false); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	book, bad := spreadsheet.Open("back.xlsx", b.Bytes())
	if book == nil {
		t.Fatal(bad)
	}
	sub, found := Read(toolLibrary(), book, "back.xlsx", nil, nil)
	if diff := cmp.Diff("tools [NEW-T1] tool=Mailbox why=Old\ntools [NEW-T2] tool=Van why=Older", trimmed(told(sub))); diff != "" {
		t.Errorf("wanted (-) and read (+):\n%s", diff)
	}
	for _, x := range found {
		if x.Code == "CELL-14" && x.Where.Cell() == "D5" && len(x.Also) == 1 {
			return
		}
	}
	t.Errorf("the hidden column was not told:\n%s", places(found))
}

// A number with a format is what its cell shows, not what the file stores.
func TestCellsSayWhatTheyShow(t *testing.T) {
	book := &spreadsheet.Book{}
	for want, c := range map[string]spreadsheet.Cell{
		"14:30":              {Kind: spreadsheet.Date, Class: spreadsheet.Time, Number: 0.604166666666667},
		"Oct 1, 2026 14:30":  {Kind: spreadsheet.Date, Class: spreadsheet.DateTime, Number: 46296.604166666664},
		"Oct 2, 2026":        {Kind: spreadsheet.Date, Class: spreadsheet.DateFormat, Number: 46297.604166666664},
		"Oct 3, 2026 9:05":   {Kind: spreadsheet.ISODate, Class: spreadsheet.DateTime, Text: "2026-10-03T09:05:00"},
		"Oct 4, 2026":        {Kind: spreadsheet.ISODate, Class: spreadsheet.DateFormat, Text: "2026-10-04T09:05:00"},
		"9:05":               {Kind: spreadsheet.ISODate, Class: spreadsheet.Time, Text: "1899-12-30T09:05:00"},
		"85%":                {Kind: spreadsheet.Number, Class: spreadsheet.Percent, Number: 0.85},
		"1.1":                {Kind: spreadsheet.Number, Number: 1.1000000000000001},
		"12345678901234":     {Kind: spreadsheet.Number, Number: 12345678901234},
		"a moment, no doubt": {Kind: spreadsheet.ISODate, Text: "a moment, no doubt"},
	} {
		p := &spot{}
		if c.Stored = true; !p.look(c, book) || p.text != want {
			t.Errorf("%+v says %q, want %q", c, p.text, want)
		}
	}
}

package spreadsheet

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"spm/engine/finding"
)

// small are limits that keep a fuzz run quick.
var small = func() Limits {
	l := Default
	l.FileBytes, l.PartBytes, l.SheetBytes, l.TotalBytes, l.TextBytes = 1<<20, 4<<20, 4<<20, 8<<20, 1<<20
	l.Cells, l.CellElements, l.RowElements, l.Merges = 20_000, 100_000, 100_000, 1000
	return l
}()

// judge checks what must hold for any file: a book or an error, never both,
// and no mistake of ours; and that what a book says is in order.
func judge(t *testing.T, book *Book, found finding.List) {
	t.Helper()
	if (book == nil) != (found.Count(finding.Error) > 0) {
		t.Fatalf("book %v with %+v", book != nil, found)
	}
	for _, f := range found {
		if f.Code == ourFailure {
			t.Fatal("a panic of ours")
		}
	}
	if book == nil {
		return
	}
	for _, s := range book.Sheets {
		last := 0
		for _, r := range s.Rows {
			if r.Index <= last || r.Index > maxRow || len(r.Cells) == 0 {
				t.Fatalf("row %d behind %d with %d cells", r.Index, last, len(r.Cells))
			}
			last = r.Index
			col := 0
			for _, c := range r.Cells {
				if c.Row != r.Index || c.Col <= col || c.Col > maxCol || !c.Formula && c.Text == "" || !c.Stored && (!c.Formula || c.Text != "") {
					t.Fatalf("%+v behind column %d of row %d", c, col, r.Index)
				}
				col = c.Col
				if got, ok := s.At(c.Row, c.Col); !ok || got != c {
					t.Fatalf("At answers %+v for %+v", got, c)
				}
			}
		}
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(plain(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`).zip())
	f.Add(plain("").with(sheetPart, "<sheetData>", "<cols><col min='1' max='2' hidden='1'/></cols><sheetData>").zip())
	f.Add([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
	f.Add([]byte("PK\x05\x06"))
	f.Add([]byte("a;b"))
	f.Fuzz(func(t *testing.T, data []byte) {
		book, found := small.Open("fuzz.xlsx", data)
		judge(t, book, found)
	})
}

func FuzzSheet(f *testing.F) {
	for _, rows := range []string{
		`<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="1"><f>A1</f><v>2.5</v></c></row>`,
		`<row><c t="inlineStr"><is><r><t xml:space="preserve"> _x0041_&amp;&#65;</t></r><rPh><t>x</t></rPh></is></c><c t="b"><v>1</v></c></row>`,
		`<row r="2" hidden="1"><c r="XFD2" t="str"><v><![CDATA[x]]><!-- y --><?z?></v></c></row>`,
		`<x:y xmlns:x="urn:x" x:z='1'><x:c/></x:y><row r="1048576"><c t="e"><f/><v>#N/A</v></c><c t="d"><v>2026-01-01</v></c></row>`,
	} {
		f.Add(sheetXML(rows))
	}
	f.Add(`<worksheet><cols><col min="1" max="3" hidden="true"/></cols><sheetData/><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`)
	f.Add("\xff\xfe<\x00a\x00/\x00>\x00")
	f.Add(`<?xml version="1.0" encoding="iso-8859-1"?><worksheet/>`)
	f.Fuzz(func(t *testing.T, sheet string) {
		book, found := small.Open("fuzz.xlsx", plain("").set(sheetPart, sheet).zip())
		judge(t, book, found)
		if book != nil && ascii(sheet) {
			if err := wellFormed(sheet); err != nil {
				t.Fatalf("accepted, and not well-formed: %v", err)
			}
		}
	})
}

// ascii leaves out what encoding/xml judges by other rules: encodings and names
// in other scripts.
func ascii(s string) bool {
	for _, c := range []byte(s) {
		if c >= 0x80 || c == 0 {
			return false
		}
	}
	return !strings.Contains(s, "encoding")
}

// wellFormed is the standard library's opinion.
func wellFormed(s string) error {
	for d := xml.NewDecoder(strings.NewReader(s)); ; {
		if _, err := d.Token(); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
	}
}

package spreadsheet

import (
	"encoding/csv"
	"io"
	"slices"
	"strings"
	"testing"

	"spm/testdata/hostile"
)

// smallFiles adds the files that harm, as far as they are small, as seeds.
func smallFiles(f *testing.F, endings ...string) {
	const largest = 32 << 10
	for _, h := range hostile.Files() {
		if h.Heavy || !slices.ContainsFunc(endings, func(e string) bool { return strings.HasSuffix(h.Name, e) }) {
			continue
		}
		if data := h.Data(); len(data) < largest {
			f.Add(data)
		}
	}
}

// FuzzContainer reads every part of any zip file: what the directory promises
// is what is there, or it is refused.
func FuzzContainer(f *testing.F) {
	f.Add(plain(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`).zip())
	f.Add(odf(odfTable("")).zip())
	smallFiles(f, ".xlsx", ".zip")
	f.Fuzz(func(t *testing.T, data []byte) {
		c, bad := openContainer(data, &small)
		if bad != nil {
			refusedInWords(t, bad)
			return
		}
		total := int64(0)
		for name, entry := range c.parts {
			part, bad := c.read(name, "a part")
			if bad != nil {
				refusedInWords(t, bad)
				continue
			}
			if total += int64(len(part)); uint64(len(part)) != entry.UncompressedSize64 || total > small.TotalBytes {
				t.Fatalf("%s: %d bytes, %d in all", name, len(part), total)
			}
		}
	})
}

// FuzzScanner scans any bytes as XML to their end: what it accepts is
// well-formed, and its elements are closed in order.
func FuzzScanner(f *testing.F) {
	for _, s := range []string{
		sheetXML(`<row r="1"><c r="A1" t="s"><v>1</v></c></row>`), `<a b='c&amp;d' x:y="" xmlns:x="urn:x"><!-- c --><?p i?><![CDATA[<]]>&#65;</a>`,
		`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a/>`, "\xff\xfe<\x00a\x00/\x00>\x00", `<a><b></a></b>`, `<!DOCTYPE a><a/>`, `<a a="1" a="2"/>`, `<a>]]></a>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, seen, bad := decodePart(slices.Clone(data))
		if bad != nil {
			refusedInWords(t, bad)
			return
		}
		x := newScanner(s, seen, &small)
		for depth := 0; ; {
			switch x.next() {
			case tokStart:
				depth++
			case tokEnd:
				depth--
			case tokEOF:
				if depth != 0 {
					t.Fatalf("%d elements are open at the end", depth)
				}
				if text := string(data); ascii(text) {
					if err := wellFormed(text); err != nil {
						t.Fatalf("accepted, and not well-formed: %v", err)
					}
				}
				return
			case tokFault:
				refusedInWords(t, x.fault)
				return
			}
			if depth != x.depth() || depth > small.Depth {
				t.Fatalf("depth %d, the scanner says %d", depth, x.depth())
			}
		}
	})
}

// FuzzOpenDocument reads any text as the content of an OpenDocument file,
// packed and flat.
func FuzzOpenDocument(f *testing.F) {
	f.Add(string(flatODF(odfTable(odfRowOf(odfString("one") + `<table:table-cell table:number-columns-repeated="3" office:value-type="percentage" office:value="0.5"/>`)))))
	f.Add(`<office:document-content` + odfNamespaces + `><office:body><office:spreadsheet>` + odfTable(`<table:table-column table:visibility="collapse"/><table:table-row table:number-rows-repeated="4"><table:table-cell table:number-columns-spanned="2" office:value-type="date" office:date-value="2026-10-01"><text:p>a<text:s text:c="2"/> b</text:p><text:p/></table:table-cell></table:table-row>`) + `</office:spreadsheet></office:body></office:document-content>`)
	f.Add(`<office:document-content` + odfNamespaces + `><office:body><office:spreadsheet>` + odfTable(odfRowOf(`<table:table-cell><office:annotation><text:p>a</text:p></office:annotation></table:table-cell>`)) + `</office:spreadsheet></office:body></office:document-content>`)
	f.Add(`<office:document-content` + odfNamespaces + `><office:body><office:spreadsheet><office:spreadsheet><table:table><table:table-row><table:table-cell><office:annotation/></table:table-cell></table:table-row></table:table></office:spreadsheet><table:table/></office:spreadsheet></office:body></office:document-content>`) // a sheet is only where sheets are
	f.Add(`<office:document-content` + odfNamespaces + `><office:automatic-styles>` + odfLooksXML + `</office:automatic-styles></office:document-content>`)
	f.Fuzz(func(t *testing.T, content string) {
		for _, data := range [][]byte{odf("").set("content.xml", content).zip(), []byte(content)} {
			book, found := small.Open("fuzz.ods", data)
			judge(t, book, found)
			if book == nil {
				continue
			}
			noted := map[string]bool{} // notes are there where the book says so
			bad := small.Notes("fuzz.ods", data, func(sheet string, notes []Note) bool {
				noted[sheet] = len(notes) > 0
				return true
			})
			for _, s := range book.Sheets {
				if len(bad) == 0 && noted[s.Name] != s.Noted {
					t.Errorf("%s: notes %v, and noted is %v", s.Name, noted[s.Name], s.Noted)
				}
			}
		}
	})
}

// FuzzTable reads any text as a table. The standard library, where it reads the
// text too, reads the same values.
func FuzzTable(f *testing.F) {
	for _, s := range []string{"a,b\nc,d\n", "\ufeffa;b\r\n\"c \"\"d\"\"\";\"e\nf\"\r\n", "sep=|\na|b\nc|d", "a\tb\rc\td\r", "a,\"b\n", "\xff\xfea\x00,\x00b\x00\n\x00", "caf\xe9,b\nc,d\n", ",,\n,x,\n"} {
		f.Add([]byte(s))
	}
	smallFiles(f, ".csv")
	f.Fuzz(func(t *testing.T, data []byte) {
		book, found := small.Open("fuzz.csv", data)
		judge(t, book, found)
		if text := string(data); !strings.ContainsRune(text, '\r') {
			compareTables(t, text)
		}
	})
}

func compareTables(t *testing.T, text string) {
	t.Helper()
	theirs := csv.NewReader(strings.NewReader(text))
	theirs.FieldsPerRecord = -1
	ours := table{lim: &small, text: text, comma: ','}
	for ours.text != "" {
		got, bad := ours.record()
		if bad != nil || len(got) > maxCol {
			return
		}
		if len(got) == 1 && got[0] == "" {
			continue // the standard library passes over empty lines
		}
		want, err := theirs.Read()
		if err == io.EOF && ours.text == "" {
			return // an empty value in quotation marks
		}
		if err != nil {
			return
		}
		if len(want) == 1 && want[0] == "" {
			return
		}
		if !slices.Equal(got, want) {
			t.Fatalf("got %q, the standard library %q", got, want)
		}
	}
}

// refusedInWords checks that a fault can be told, and how to mend it.
func refusedInWords(t *testing.T, bad *fault) {
	t.Helper()
	if f := bad.finding("fuzz.xlsx"); f.Message == "" || f.Hint == "" || strings.ContainsAny(f.Message+f.Hint, "{}") {
		t.Fatalf("%+v", f)
	}
}

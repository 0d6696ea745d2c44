package spreadsheet

import (
	"strings"
	"testing"
	"time"
)

// Small files that are much work for a careless reader. Each must be read or
// refused, by a limit and not by our failure, in little time.
func TestHostileFilesStayCheap(t *testing.T) {
	if testing.Short() {
		t.Skip("unpacks some hundred megabytes")
	}
	const mb = 1 << 20
	fill := func(s string, size int) string { return strings.Repeat(s, size/len(s)) }
	row := func(cells string) parts { return plain(`<row r="1">` + cells + `</row>`) }
	var namespaces strings.Builder
	for i := range 100 {
		namespaces.WriteString(` xmlns:p` + address(1, i+1) + `="urn:x"`)
	}
	for _, c := range []struct {
		name string
		p    parts
		want string
	}{
		{"one endless text", row(`<c r="A1" t="str"><v>` + fill("x", 40*mb) + `</v></c>`), "FILE-34 A!A1"},
		{"nothing but blanks", plain(fill(" ", 80*mb)), ""},
		{"nothing but comments", plain(fill("<!---->", 40*mb)), ""},
		{"blanks and comments behind the end", plain("").with(sheetPart, "</worksheet>", "</worksheet>"+fill("<!----> ", 40*mb)), ""},
		{"eight million formatted blanks and one", plain(strings.Repeat(`<row>`+strings.Repeat("<c/>", 1000)+`</row>`, 8001)), "FILE-33 A row 8001"},
		{"empty rows", plain(fill("<row/>", 12*mb)), "FILE-32 A row 1048576"},
		{"a far cell in every row", plain(farCells(2000)), "FILE-33 A row 1221"},
		{"millions of elements", plain("").with(sheetPart, "</worksheet>", "<x>"+fill("<a/>", 40*mb)+"</x></worksheet>"), ""},
		{"many namespaces", plain("").with(sheetPart, "</worksheet>", "<x"+namespaces.String()+">"+fill(`<pA1:a pB1:b=""/>`, 20*mb)+"</x></worksheet>"), ""},
		{"namespaces in namespaces", plain("").with(sheetPart, "</worksheet>", "<x"+namespaces.String()+">"+"<x"+namespaces.String()+"/></x></worksheet>"), "FILE-26 A"},
		{"a text of a million runs", plain("").with(stringPart, "</sst>", "<si>"+fill("<r><t>a</t></r>", 20*mb)+"</si></sst>"), ""},
		{"a text of CDATA", row(`<c r="A1" t="str"><v>` + fill("<![CDATA[x]]>", 20*mb) + `</v></c>`), "FILE-34 A!A1"},
		{"a text of escapes", row(`<c r="A1" t="str"><v>` + fill("_x0041_", 20*mb) + `</v></c>`), "FILE-34 A!A1"},
		{"a text of broken escapes", row(`<c r="A1" t="str"><v>` + fill("_x", 20*mb) + `</v></c>`), "FILE-34 A!A1"},
		{"a text of references", row(`<c r="A1" t="str"><v>` + fill("&#x41;", 20*mb) + `</v></c>`), "FILE-34 A!A1"},
		{"a long number", row(`<c r="A1"><v>` + fill("1", 20*mb) + `</v></c>`), "FILE-31 A!A1"},
		{"a long attribute", row(`<c r="A1" x="` + fill("1", 20*mb) + `"/>`), "FILE-26 A row 1"},
		{"a long address", row(`<c r="A` + fill("1", 60000) + `"/>`), "FILE-32 A row 1"},
		{"a long text many times", plain(strings.Repeat(`<row>`+strings.Repeat(`<c t="s"><v>0</v></c>`, 1000)+`</row>`, 5)).with(stringPart, "one", fill("x", 32000)), "FILE-33 A!GM5"},
		{"many merges", plain("").with(sheetPart, "</worksheet>", "<mergeCells>"+fill(`<mergeCell ref="A1:B2"/>`, mb)+"</mergeCells></worksheet>"), "FILE-33 A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := c.p.zip()
			start := time.Now()
			_, found := Open("a.xlsx", data)
			spent := time.Since(start)
			if got := codes(found); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if spent > 10*time.Second {
				t.Errorf("took %v", spent)
			}
			t.Logf("%d KB, %v", len(data)>>10, spent.Round(time.Millisecond))
		})
	}
}

// farCells are rows with one cell each, in the last column.
func farCells(rows int) string {
	var b strings.Builder
	for r := range rows {
		b.WriteString(`<row><c r="` + address(r+1, maxCol) + `"/></row>`)
	}
	return b.String()
}

// No single changed byte of a file may change a value without a word.
func TestEveryChangedByte(t *testing.T) {
	good := plain(`<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="1"><v>46000</v></c></row><row r="2"><c r="A2"><v>1.5</v></c></row>`).zip()
	want := dump(mustOpen(t, good).Sheets[0])
	accepted := 0
	for i := range good {
		for _, flip := range []byte{1, 0x20, 0x80} {
			data := append([]byte(nil), good...)
			data[i] ^= flip
			book, found := Open("a.xlsx", data)
			judge(t, book, found)
			if book == nil {
				continue
			}
			accepted++
			if got := dump(book.Sheets[0]); len(book.Sheets) != 1 || got != want {
				t.Errorf("byte %d ^ %#x: %s", i, flip, got)
			}
		}
	}
	t.Logf("%d of %d changed files are read, with the same values", accepted, 3*len(good))
}

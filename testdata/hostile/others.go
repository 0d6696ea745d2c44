package hostile

import (
	"strings"
)

const (
	odfNS    = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"`
	odfHead  = `<office:document-content` + odfNS + `><office:body><office:spreadsheet><table:table table:name="A">`
	odfTail  = `</table:table></office:spreadsheet></office:body></office:document-content>`
	content  = "content.xml"
	manifest = "META-INF/manifest.xml"
)

// odf is an OpenDocument spreadsheet with this content.
func odf(s stream) parts {
	return parts{
		{name: "mimetype", text: text("application/vnd.oasis.opendocument.spreadsheet"), stored: true},
		{name: manifest, text: text(`<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>`)},
		{name: content, text: s},
	}
}

// openDocuments harm in the other format of spreadsheets.
func openDocuments() []File {
	rows := func(xml string) func() []byte {
		return func() []byte { return odf(text(odfHead + xml + odfTail)).zip() }
	}
	const value = `office:value-type="float" office:value="1"`
	paragraphs := func(unit string, times int) func() []byte {
		return func() []byte {
			return odf(stream{odfHead + `<table:table-row><table:table-cell office:value-type="string">`, unit, times, `</table:table-cell></table:table-row>` + odfTail}).zip()
		}
	}
	return []File{
		{"odf-repeat-blank.ods", "blank rows and columns without end", "PKT-02", false, rows(strings.Repeat(`<table:table-row table:number-rows-repeated="4294967295"><table:table-cell table:number-columns-repeated="4294967295"/></table:table-row>`, 100))},
		{"odf-repeat-value.ods", "one value in all cells of a sheet", "FILE-33", false, rows(`<table:table-row table:number-rows-repeated="1048576"><table:table-cell ` + value + ` table:number-columns-repeated="16384"/></table:table-row>`)},
		{"odf-repeat-text.ods", "a long text in all cells of a sheet", "FILE-33", false, rows(`<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" office:string-value="` + strings.Repeat("x", 32_000) + `" table:number-columns-repeated="16384"/></table:table-row>`)},
		{"odf-repeat-beyond.ods", "a value beyond the last column", "FILE-32", false, rows(`<table:table-row><table:table-cell ` + value + ` table:number-columns-repeated="4294967295"/></table:table-row>`)},
		{"odf-repeat-huge.ods", "more repetitions than there are numbers for", "FILE-31", false, rows(`<table:table-row table:number-rows-repeated="99999999999999999999"/>`)},
		{"odf-repeat-negative.ods", "fewer repetitions than none", "FILE-31", false, rows(`<table:table-row table:number-rows-repeated="-1"/>`)},
		{"odf-merge.ods", "a merged cell larger than the sheet, many times", "FILE-33", false, rows(`<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-spanned="4294967295" table:number-rows-spanned="4294967295"/></table:table-row>`)},
		{"odf-blanks.ods", "four thousand million blanks in a text", "FILE-34", false, rows(`<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="4294967295"/></text:p></table:table-cell></table:table-row>`)},
		{"odf-blanks-90mb.ods", "millions of blanks, each written out", "FILE-34", true, paragraphs(`<text:p><text:s text:c="30000"/></text:p>`, 2_000_000)},
		{"odf-spans.ods", "a text of millions of pieces", "FILE-34", true, paragraphs(`<text:p><text:span>a</text:span></text:p>`, 2_000_000)},
		{"odf-bomb-512mb.ods", "512 MB of cells", "FILE-23", true, paragraphs(" ", 512*mb)},
		{"odf-whitespace-90mb.ods", "90 MB of nothing", "PKT-02", true, paragraphs(" ", 90*mb)},
		{"odf-nest.ods", "groups in groups", "FILE-26", true, rows(strings.Repeat(`<table:table-row-group>`, 1_000_000))},
		{"odf-table-in-cell.ods", "a table in a cell", "FILE-31", false, rows(`<table:table-row><table:table-cell><table:table table:name="B"/></table:table-cell></table:table-row>`)},
		{"odf-sheets.ods", "ten thousand sheets", "FILE-33", true, func() []byte {
			var b strings.Builder
			for i := range 10_000 {
				b.WriteString(`</table:table><table:table table:name="` + strings.Repeat("x", i%100) + strings.Repeat("y", i/100) + `">`)
			}
			return odf(text(odfHead + b.String() + odfTail)).zip()
		}},
		{"odf-formats.ods", "a format that a long one takes the place of, ten thousand times", "PKT-02", false, func() []byte {
			const ns = ` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"`
			return odf(text(odfHead+`<table:table-row><table:table-cell table:style-name="a" `+value+`/></table:table-row>`+odfTail)).
				set("styles.xml", text(`<office:document-styles`+odfNS+ns+`><office:styles><number:number-style style:name="long"><number:text>`+strings.Repeat("x", mb)+`</number:text></number:number-style>`+
					`<number:number-style style:name="n">`+strings.Repeat(`<style:map style:apply-style-name="long"/>`, 10_000)+`</number:number-style>`+
					`<style:style style:name="a" style:family="table-cell" style:data-style-name="n"/></office:styles></office:document-styles>`)).zip()
		}},
		{"odf-styles.ods", "formats that take after each other in a circle", "PKT-02", false, func() []byte {
			const style = ` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"`
			return odf(text(odfHead+`<table:table-row><table:table-cell table:style-name="a" `+value+`/></table:table-row>`+odfTail)).
				set("styles.xml", text(`<office:document-styles`+odfNS+style+`><office:styles><style:style style:name="a" style:family="table-cell" style:parent-style-name="b"/><style:style style:name="b" style:family="table-cell" style:parent-style-name="a"/></office:styles></office:document-styles>`)).zip()
		}},
		{"odf-entity.ods", "a text is to be taken from another file", "FILE-26", false, func() []byte {
			return odf(text(`<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + odfHead + odfTail)).zip()
		}},
		{"odf-damaged.ods", "the content is damaged", "FILE-25", false, rows(`<table:table-row><table:table-cell></table:table-row>`)},
		{"odf-locked.ods", "a spreadsheet locked with a password", "FILE-04", false, func() []byte {
			return odf(text("scrambled")).set(manifest, text(`<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>`)).zip()
		}},
		{"odf-macros.ods", "macros", "FILE-40", false, func() []byte {
			return odf(text(odfHead+odfTail)).set("Basic/Standard/Module1.xml", text("<x/>")).zip()
		}},
		{"odf-links.ods", "values from other programs (DDE)", "FILE-41", false, rows(`</table:table><table:dde-links><table:dde-link/></table:dde-links><table:table table:name="B">`)},
		{"odf-flat.fods", "a flat one with an entity", "FILE-26", false, func() []byte {
			return []byte(`<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><office:document` + odfNS + `/>`)
		}},
	}
}

// tables harm as text.
func tables() []File {
	all := func(s string) func() []byte { return func() []byte { return []byte(s) } }
	repeated := func(s string, size int) func() []byte {
		return func() []byte { return []byte(strings.Repeat(s, size/len(s))) }
	}
	return []File{
		{"table-quote.csv", "a quotation mark that is never closed", "FILE-35", false, all("a,b\nc,d\ne,\"f\n")},
		{"table-quotes-20mb.csv", "nothing but quotation marks", "FILE-11", true, repeated(`"`, 20*mb)},
		{"table-commas-20mb.csv", "nothing but commas", "FILE-11", true, repeated(",", 20*mb)},
		{"table-wide.csv", "lines of a hundred thousand values", "FILE-11", true, repeated(strings.Repeat(",", 100_000)+"x\n", 20*mb)},
		{"table-long.csv", "millions of lines", "FILE-33", true, repeated("a,b\n", 20*mb)},
		{"table-one-value.csv", "a value of 20 MB", "FILE-34", true, func() []byte { return []byte("a,b\nc,d\ne," + strings.Repeat("x", 20*mb)) }},
		{"table-formulas.csv", "texts that begin as formulas do", "PKT-02", false, all("=1+1,@SUM(A1)\n-1,+1\n\"=cmd|' /C calc'!A0\",x\n")},
		{"table-terminal.csv", "texts that command a terminal", "PKT-02", false, all("\x1b[2J,\u202egnp.exe\na,b\n")},
		{"table-bytes.csv", "bytes that are no text", "FILE-15", false, all("a,b\n\x00\x00,c\n")},
		{"table-letter.csv", "a letter", "FILE-11", false, all("Dear Jo,\nour plan follows, next week.\n")},
		{"table-as-workbook.xlsx", "a table named as a workbook", "FILE-42", false, all("a,b\nc,d\n")},
	}
}

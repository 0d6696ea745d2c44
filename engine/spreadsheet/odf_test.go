package spreadsheet

import (
	"slices"
	"strings"
	"testing"
)

const odfNamespaces = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
	` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"` +
	` xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"`

// odfLooksXML has a cell style for every kind of number format: day, percent, money …
const odfLooksXML = `<number:date-style style:name="Nday"><number:month/><number:text>/</number:text><number:day/><number:text>/</number:text><number:year/></number:date-style>` +
	`<number:date-style style:name="Nboth"><number:day/><number:text> </number:text><number:hours/><number:text>:</number:text><number:minutes/></number:date-style>` +
	`<number:time-style style:name="Nclock"><number:minutes/><number:text>:</number:text><number:seconds/></number:time-style>` +
	`<number:percentage-style style:name="Npercent"><number:number number:decimal-places="1"/><number:text>%</number:text></number:percentage-style>` +
	`<number:currency-style style:name="Nmoney"><number:currency-symbol>$</number:currency-symbol><number:number number:decimal-places="2"/></number:currency-style>` +
	`<number:number-style style:name="Nplain"><number:number number:min-integer-digits="1"/></number:number-style>` +
	`<number:number-style style:name="Ntwo"><number:number number:decimal-places="2"/></number:number-style>` +
	`<number:number-style style:name="Nsome"><number:text>none</number:text><style:map style:condition="value()&gt;0" style:apply-style-name="Nday"/></number:number-style>` +
	`<number:text-style style:name="Ntext"><number:text-content/></number:text-style><number:boolean-style style:name="Nbool"><number:boolean/></number:boolean-style>` +
	`<style:style style:name="day" style:family="table-cell" style:data-style-name="Nday"/><style:style style:name="both" style:family="table-cell" style:data-style-name="Nboth"/>` +
	`<style:style style:name="clock" style:family="table-cell" style:data-style-name="Nclock"/><style:style style:name="percent" style:family="table-cell" style:data-style-name="Npercent"/>` +
	`<style:style style:name="money" style:family="table-cell" style:data-style-name="Nmoney"/><style:style style:name="plain" style:family="table-cell" style:data-style-name="Nplain"/>` +
	`<style:style style:name="two" style:family="table-cell" style:data-style-name="Ntwo"/><style:style style:name="some" style:family="table-cell" style:data-style-name="Nsome"/>` +
	`<style:style style:name="text" style:family="table-cell" style:data-style-name="Ntext"/><style:style style:name="child" style:family="table-cell" style:parent-style-name="percent"/>` +
	`<style:style style:name="ring" style:family="table-cell" style:parent-style-name="ring"/><style:style style:name="bool" style:family="table-cell" style:data-style-name="Nbool"/>` +
	`<style:style style:name="unseen" style:family="table"><style:table-properties table:display="false"/></style:style>`

// odf is an OpenDocument spreadsheet with these tables.
func odf(tables string) parts {
	return parts{
		{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
		{"META-INF/manifest.xml", `<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="content.xml"/></m:manifest>`},
		{"styles.xml", `<office:document-styles` + odfNamespaces + `><office:styles>` + odfLooksXML + `</office:styles></office:document-styles>`},
		{"meta.xml", `<office:document-meta` + odfNamespaces + `><office:meta><meta:user-defined meta:name="packet">4F7K-2Q</meta:user-defined></office:meta></office:document-meta>`},
		{"content.xml", `<office:document-content` + odfNamespaces + `><office:body><office:spreadsheet>` + tables + `</office:spreadsheet></office:body></office:document-content>`},
	}
}

// flatODF is the same in one text.
func flatODF(tables string) []byte {
	return []byte(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<office:document` + odfNamespaces + `><office:meta><meta:user-defined meta:name="packet">4F7K-2Q</meta:user-defined></office:meta>` +
		`<office:automatic-styles>` + odfLooksXML + `</office:automatic-styles><office:body><office:spreadsheet>` + tables + `</office:spreadsheet></office:body></office:document>`)
}

func odfTable(rows string) string { return `<table:table table:name="A">` + rows + `</table:table>` }

func odfRowOf(cells string) string { return `<table:table-row>` + cells + `</table:table-row>` }

// odfString is a cell with a text.
func odfString(s string) string {
	return `<table:table-cell office:value-type="string"><text:p>` + s + `</text:p></table:table-cell>`
}

func TestOpenDocumentCells(t *testing.T) {
	cell := func(attrs, inside string) string {
		return odfRowOf(`<table:table-cell ` + attrs + `>` + inside + `</table:table-cell>`)
	}
	text := func(inside string) string { return cell(`office:value-type="string"`, inside) }
	for _, c := range []struct{ name, rows, want string }{
		{"a text", text(`<text:p>one</text:p>`), `A1 text "one"`},
		{"a text in lines", text(`<text:p>one</text:p><text:p/><text:p>three</text:p>`), `A1 text "one\n\nthree"`},
		{"white space", text(`<text:p> a <text:s/> b<text:s text:c="3"/>c<text:tab/>d<text:line-break/>e` + "\n\t" + `f</text:p>`), `A1 text "a   b   c\td\ne f"`},
		{"leading blanks that count", text(`<text:p><text:s text:c="2"/>a</text:p>`), `A1 text "  a"`},
		{"spans, links and fields", text(`<text:p>a<text:span>b <text:span>c</text:span></text:span><text:a> d</text:a> <text:date>May 3</text:date></text:p>`), `A1 text "ab c d May 3"`},
		{"references and CDATA", text(`<text:p>a &amp; b&#10;c<![CDATA[<d>]]></text:p>`), `A1 text "a & b c<d>"`},
		{"a note is no text", text(`<office:annotation><text:p>a note</text:p></office:annotation><text:p>one</text:p>`), `A1 text "one"`},
		{"a shape is no text", text(`<draw:frame><draw:text-box><text:p>a shape</text:p></draw:text-box></draw:frame><text:p>one</text:p>`), `A1 text "one"`},
		{"a footnote, a pronunciation", text(`<text:p>a<text:note><text:note-body><text:p>n</text:p></text:note-body></text:note><text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>c</text:ruby-text></text:ruby></text:p>`), `A1 text "ab"`},
		{"a list", text(`<text:list><text:list-item><text:p>a</text:p></text:list-item><text:list-item><text:p>b</text:p></text:list-item></text:list>`), `A1 text "a\nb"`},
		{"a text beside what is shown", cell(`office:value-type="string" office:string-value="stored"`, `<text:p>shown</text:p>`), `A1 text "stored"`},
		{"a text without its kind", cell(``, `<text:p>one</text:p>`), `A1 text "one"`},
		{"numbers", cell(`office:value-type="float" office:value="1.50"`, `<text:p>2</text:p>`) + cell(`office:value-type="float" office:value="-1E-3"`, ``), `A1 number "1.50"; A2 number "-1E-3"`},
		{"a percentage", cell(`office:value-type="percentage" office:value="0.85"`, `<text:p>85%</text:p>`), `A1 number "0.85"`},
		{"money", cell(`office:value-type="currency" office:currency="USD" office:value="12"`, ``), `A1 number "12"`},
		{"a day, a moment", cell(`office:value-type="date" office:date-value="2026-10-01"`, ``) + cell(`office:value-type="date" office:date-value="2026-10-01T14:30:00"`, ``), `A1 iso "2026-10-01"; A2 iso "2026-10-01T14:30:00"`},
		{"a number shown as a day", cell(`table:style-name="day" office:value-type="float" office:value="46000"`, ``), `A1 date "46000"`},
		{"times", cell(`office:value-type="time" office:time-value="PT12H00M00S"`, ``) + cell(`office:value-type="time" office:time-value="PT36H"`, ``) + cell(`office:value-type="time" office:time-value="P1DT6H"`, ``), `A1 date "0.5"; A2 date "1.5"; A3 date "1.25"`},
		{"yes and no", cell(`office:value-type="boolean" office:boolean-value="true"`, ``) + cell(`office:value-type="boolean" office:boolean-value="false"`, ``), `A1 bool "1"; A2 bool "0"`},
		{"an error", cell(`table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"`, `<text:p>#DIV/0!</text:p>`), `A1 error "#DIV/0!" formula`},
		{"an error stored as a number", cell(`table:formula="of:=1/0" office:value-type="float" office:value="0" calcext:value-type="error"`, `<text:p>#DIV/0!</text:p>`), `A1 error "#DIV/0!" formula`},
		{"formulas with a result", cell(`table:formula="of:=1+1" office:value-type="float" office:value="2"`, ``) + cell(`table:formula="of:=A1" office:value-type="string" office:string-value="x"`, ``), `A1 number "2" formula; A2 text "x" formula`},
		{"formulas without a result", cell(`table:formula="of:=1+1"`, ``) + cell(`table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""`, ``), `A1 number "" formula not stored; A2 text "" formula`},
		{"blanks that are repeated", `<table:table-row table:number-rows-repeated="1000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>` + odfRowOf(`<table:table-cell table:number-columns-repeated="3"/>`+odfString("x")) + `<table:table-row table:number-rows-repeated="1047575"><table:table-cell/></table:table-row>`, `D1001 text "x"`},
		{"values that are repeated", `<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="float" office:value="7" table:number-columns-repeated="2"/></table:table-row>` + odfRowOf(odfString("x")), `A1 number "7"; B1 number "7"; A2 number "7"; B2 number "7"; A3 text "x"`},
		{"far beyond the edge there is only nothing", odfRowOf(odfString("x")+`<table:table-cell table:number-columns-repeated="4000000000"/>`) + `<table:table-row table:number-rows-repeated="4000000000"/><table:table-row table:number-rows-repeated="4000000000"/>`, `A1 text "x"`},
		{"rows in groups", `<table:table-header-rows>` + odfRowOf(odfString("a")) + `</table:table-header-rows><table:table-row-group><table:table-row-group><table:table-rows>` + odfRowOf(odfString("b")) + `</table:table-rows></table:table-row-group></table:table-row-group>`, `A1 text "a"; A2 text "b"`},
		{"cells under a merged one", odfRowOf(`<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>a</text:p></table:table-cell><table:covered-table-cell office:value-type="string"><text:p>under</text:p></table:covered-table-cell>` + odfString("c")), `A1 text "a"; B1 text "under"; C1 text "c"`},
		{"what was changed is no cell", `</table:table><table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell office:value-type="string"><text:p>old</text:p></table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes><table:table table:name="B">`, ``},
	} {
		t.Run(c.name, func(t *testing.T) {
			for what, data := range map[string][]byte{"a.ods": odf(odfTable(c.rows)).zip(), "a.fods": flatODF(odfTable(c.rows))} {
				book, found := Open(what, data)
				if book == nil || len(found) > 0 {
					t.Fatalf("%s: %s", what, codes(found))
				}
				if got := dump(book.Sheets[0]); got != c.want {
					t.Errorf("%s:\n got %s\nwant %s", what, got, c.want)
				}
				if book.Format != OpenDocument || book.Properties["packet"] != "4F7K-2Q" {
					t.Errorf("%s: %+v", what, book)
				}
				judge(t, book, found)
			}
		})
	}
}

// What a style, a row or a column makes of a number.
func TestOpenDocumentClasses(t *testing.T) {
	styles := []struct {
		name string
		want Class
	}{
		{"day", DateFormat}, {"both", DateTime}, {"clock", Time}, {"percent", Percent}, {"money", Dollars}, {"plain", General}, {"two", NumberFormat},
		{"some", DateFormat}, {"text", TextFormat}, {"child", Percent}, {"ring", General}, {"bool", General}, {"unknown", General},
	}
	rows := ""
	for _, s := range styles {
		rows += odfRowOf(`<table:table-cell table:style-name="` + s.name + `" office:value-type="float" office:value="1"/>`)
	}
	sheet := mustOpen(t, odf(odfTable(rows)).zip()).Sheets[0]
	for i, s := range styles {
		if c, _ := sheet.At(i+1, 1); c.Class != s.want {
			t.Errorf("%s is %d, want %d", s.name, c.Class, s.want)
		}
	}
	sheet = mustOpen(t, odf(odfTable(`<table:table-column table:number-columns-repeated="2" table:default-cell-style-name="two"/><table:table-column table:default-cell-style-name="percent"/>`+
		odfRowOf(strings.Repeat(`<table:table-cell office:value-type="float" office:value="1"/>`, 4))+
		`<table:table-row table:default-cell-style-name="money"><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="1"/><table:table-cell table:style-name="day" office:value-type="float" office:value="1"/></table:table-row>`+
		odfRowOf(`<table:table-cell table:number-columns-repeated="4" office:value-type="float" office:value="1"/>`))).zip()).Sheets[0]
	want := []Class{NumberFormat, NumberFormat, Percent, General, Dollars, Dollars, DateFormat, NumberFormat, NumberFormat, Percent, General}
	for i, c := range slices.Concat(sheet.Rows[0].Cells, sheet.Rows[1].Cells, sheet.Rows[2].Cells) {
		if c.Class != want[i] {
			t.Errorf("%+v, want class %d", c, want[i])
		}
	}
}

func TestOpenDocumentSheets(t *testing.T) {
	const link = `<table:table table:name="'file:///home/ana/other.ods'#$Sheet1"><table:table-source/>` + `<table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>`
	p := odf(`<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>`+
		`<table:table table:name="Goals &amp; more"><table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/><table:table-column table:visibility="filter"/>`+
		`<table:table-row table:visibility="filter">`+odfString("a")+`</table:table-row><table:table-row table:visibility="collapse">`+odfString("b")+`</table:table-row>`+odfRowOf(odfString("c"))+
		`<table:table-row-group table:display="false">`+odfRowOf(odfString("d"))+`</table:table-row-group>`+
		odfRowOf(`<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3" office:value-type="string"><text:p>m</text:p></table:table-cell><table:covered-table-cell/>`)+
		`</table:table><table:table table:name="Lists" table:style-name="unseen">`+odfRowOf(odfString("x"))+`</table:table>`+link).
		set("Basic/Standard/Module1.xml", "<x/>")
	book, found := Open("a.ods", p.zip())
	if got := codes(found); got != "FILE-40; FILE-41" || book == nil {
		t.Fatal(got)
	}
	if len(book.Sheets) != 2 || book.Sheets[0].Name != "Goals & more" || book.Sheets[0].Visibility != Visible || book.Sheets[1].Visibility != Hidden || !book.Date1904 || !book.Macros || !book.ExternalLinks {
		t.Errorf("%+v", book)
	}
	s := book.Sheets[0]
	for i, hidden := range []bool{true, true, false, true, false} {
		if s.Rows[i].Hidden != hidden {
			t.Errorf("row %d hidden: %v", i+1, s.Rows[i].Hidden)
		}
	}
	for i, hidden := range []bool{false, true, true, true, false} {
		if s.ColHidden(i+1) != hidden {
			t.Errorf("column %d hidden: %v", i+1, !hidden)
		}
	}
	if len(s.Merges) != 1 || s.Merges[0] != (Range{5, 1, 7, 2}) {
		t.Errorf("merges %+v", s.Merges)
	}
}

func TestRefusedOpenDocument(t *testing.T) {
	cell := func(attrs string) string { return odfTable(odfRowOf(`<table:table-cell ` + attrs + `/>`)) }
	for name, c := range map[string]struct {
		p    parts
		want string
	}{
		"a text document":               {odf("").set("mimetype", "application/vnd.oasis.opendocument.text"), "FILE-12"},
		"a presentation":                {odf("").set("mimetype", "application/vnd.oasis.opendocument.presentation"), "FILE-12"},
		"a drawing":                     {odf("").set("mimetype", "application/vnd.oasis.opendocument.graphics"), "FILE-12"},
		"a chart":                       {odf("").set("mimetype", "application/vnd.oasis.opendocument.chart"), "FILE-07"},
		"a sheet of the older kind":     {odf("").set("mimetype", "application/vnd.sun.xml.calc"), "FILE-07"},
		"a text without its kind":       {odf("").without("mimetype").set("content.xml", `<office:document-content`+odfNamespaces+`><office:body><office:text/></office:body></office:document-content>`), "FILE-12"},
		"a locked one":                  {odf("").with("META-INF/manifest.xml", `"content.xml"/>`, `"content.xml"><m:encryption-data/></m:file-entry>`).set("content.xml", "scrambled"), "FILE-04"},
		"a newly locked one":            {parts{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"encrypted-package", "x"}}, "FILE-04"},
		"no sheet":                      {odf(""), "FILE-28"},
		"another part":                  {odf("").set("content.xml", "<x/>"), "FILE-29"},
		"damage":                        {odf("").with("content.xml", "</office:body>", ""), "FILE-25"},
		"damage in how it looks":        {odf(odfTable("")).with("styles.xml", "</office:styles>", "<a></office:styles>"), "FILE-25"},
		"a document type":               {odf("").with("content.xml", "<office", `<!DOCTYPE x [<!ENTITY a "b">]><office`), "FILE-26"},
		"two sheets of one name":        {odf(odfTable("") + odfTable("")), "FILE-30"},
		"a cell beyond the last column": {odf(odfTable(odfRowOf(`<table:table-cell table:number-columns-repeated="16384"/>` + odfString("x")))), "FILE-32 A!XFD1"},
		"a row beyond the last":         {odf(odfTable(`<table:table-row table:number-rows-repeated="1048576"/>` + odfRowOf(odfString("x")))), "FILE-32 A!A1048576"},
		"a value in every cell":         {odf(odfTable(`<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/></table:table-row>`)), "FILE-33 A!VE62"},
		"blanks without end in a text":  {odf(odfTable(odfRowOf(odfString(`a<text:s text:c="4000000000"/>`)))), "FILE-34 A!A1"},
		"many blanks in a text":         {odf(odfTable(odfRowOf(odfString(strings.Repeat(`<text:s text:c="30000"/>`, 9))))), "FILE-34 A!A1"},
		"repeated no times":             {odf(cell(`table:number-columns-repeated="0"`)), "FILE-31 A!A1"},
		"repeated x times":              {odf(odfTable(`<table:table-row table:number-rows-repeated="x"/>`)), "FILE-31 A"},
		"no number":                     {odf(cell(`office:value-type="float" office:value="twelve"`)), "FILE-31 A!A1"},
		"no value":                      {odf(cell(`office:value-type="float"`)), "FILE-31 A!A1"},
		"no day":                        {odf(cell(`office:value-type="date"`)), "FILE-31 A!A1"},
		"no time":                       {odf(cell(`office:value-type="time" office:time-value="noon"`)), "FILE-31 A!A1"},
		"neither yes nor no":            {odf(cell(`office:value-type="boolean" office:boolean-value="perhaps"`)), "FILE-31 A!A1"},
		"an unknown kind":               {odf(cell(`office:value-type="shape"`)), "FILE-31 A!A1"},
		"a table in a cell":             {odf(odfTable(odfRowOf(`<table:table-cell><table:table/></table:table-cell>`))), "FILE-31 A!A1"},
		"a cell outside the rows":       {odf(odfTable(`<table:table-cell/>`)), "FILE-31 A"},
		"another calendar":              {odf(`<table:calculation-settings><table:null-date table:date-value="1900-01-01"/></table:calculation-settings>`), "FILE-31"},
	} {
		t.Run(name, func(t *testing.T) {
			book, found := Open("a.ods", c.p.zip())
			if got := codes(found); book != nil || got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
			judge(t, book, found)
		})
	}
}

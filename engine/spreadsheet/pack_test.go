package spreadsheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"spm/engine/finding"
)

// parts are a workbook as text: the name of each part and what is in it.
type parts [][2]string

const (
	mainNS     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relNS      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageNS  = "http://schemas.openxmlformats.org/package/2006/relationships"
	sheetType  = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
	sheetPart  = "xl/worksheets/sheet1.xml"
	bookPart   = "xl/workbook.xml"
	bookRels   = "xl/_rels/workbook.xml.rels"
	stringPart = "xl/sharedStrings.xml"
	stylePart  = "xl/styles.xml"
	typesPart  = "[Content_Types].xml"
)

// plain is a small workbook with every part that is read but the properties. Its
// styles are 0 General, 1 a date, 2 0.00, 3 a percentage, 4 a time, 5 both, 6 text.
func plain(rows string) parts {
	return parts{
		{typesPart, `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="` + sheetType + `"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + packageNS + `"><Relationship Id="r1" Type="` + relNS + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{bookPart, `<workbook xmlns="` + mainNS + `" xmlns:r="` + relNS + `"><workbookPr/><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`},
		{bookRels, `<Relationships xmlns="` + packageNS + `"><Relationship Id="r1" Type="` + relNS + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="r2" Type="` + relNS + `/styles" Target="styles.xml"/><Relationship Id="r3" Type="` + relNS + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		{stylePart, `<styleSheet xmlns="` + mainNS + `"><numFmts><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd;@"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>` +
			`<cellXfs><xf/><xf numFmtId="164"/><xf numFmtId="2"/><xf numFmtId="10"/><xf numFmtId="20"/><xf numFmtId="22"/><xf numFmtId="49"/></cellXfs></styleSheet>`},
		{stringPart, `<sst xmlns="` + mainNS + `"><si><t>one</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">two </t></r><r><t>three</t></r><rPh sb="0" eb="1"><t>no</t></rPh><phoneticPr/></si><si><t/></si></sst>`},
		{sheetPart, sheetXML(rows)},
	}
}

func sheetXML(rows string) string {
	return `<worksheet xmlns="` + mainNS + `"><sheetData>` + rows + `</sheetData></worksheet>`
}

// with replaces text in a part; a part that is not there is added.
func (p parts) with(part, old, new string) parts {
	out := append(parts(nil), p...)
	for i := range out {
		if out[i][0] == part {
			if !strings.Contains(out[i][1], old) {
				panic(part + " lacks " + old)
			}
			out[i][1] = strings.Replace(out[i][1], old, new, 1)
			return out
		}
	}
	return append(out, [2]string{part, new})
}

// set replaces a whole part.
func (p parts) set(part, text string) parts { return append(p.without(part), [2]string{part, text}) }

func (p parts) without(part string) (out parts) {
	for _, e := range p {
		if e[0] != part {
			out = append(out, e)
		}
	}
	return out
}

// renamed gives a part another name.
func (p parts) renamed(part, to string) (out parts) {
	for _, e := range p {
		if e[0] == part {
			e[0] = to
		}
		out = append(out, e)
	}
	return out
}

func (p parts) zip() []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range p {
		w, err := z.Create(e[0])
		if err != nil {
			panic(err)
		}
		if _, err := io.WriteString(w, e[1]); err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

var kindNames = map[Kind]string{Number: "number", Text: "text", Bool: "bool", Error: "error", Date: "date", ISODate: "iso"}

// dump writes the cells of a sheet in a line: address, kind, value, and what is
// special about them.
func dump(s *Sheet) string {
	var all []string
	for _, r := range s.Rows {
		for _, c := range r.Cells {
			if c.Row != r.Index {
				panic("a cell in another row than its own")
			}
			d := fmt.Sprintf("%s %s %q", finding.Location{Row: c.Row, Col: c.Col}.Cell(), kindNames[c.Kind], c.Text)
			if c.Formula {
				d += " formula"
			}
			if !c.Stored {
				d += " not stored"
			}
			all = append(all, d)
		}
	}
	return strings.Join(all, "; ")
}

func mustOpen(t *testing.T, data []byte) *Book {
	t.Helper()
	book, found := Open("test.xlsx", data)
	if book == nil || found.Count(finding.Error) > 0 {
		t.Fatalf("refused: %+v", found)
	}
	return book
}

// codes writes the findings in a line: "FILE-25 A!B7".
func codes(l finding.List) string {
	var all []string
	for _, f := range l {
		where := f.Where
		where.File = ""
		all = append(all, strings.TrimSpace(string(f.Code)+" "+where.String()))
	}
	return strings.Join(all, "; ")
}

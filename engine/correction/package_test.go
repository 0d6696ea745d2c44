package correction_test

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"spm/engine/correction"
	"spm/engine/finding"
	"spm/engine/spreadsheet"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var words = correction.Words{
	Title: "Fix list", Lead: "Go through this list.", Send: "Send it back to plan@riverbend.example.", No: "No.", Sheet: "Sheet", Cell: "Cell",
	Wrong: "What is wrong", Mend: "How to mend it", Done: "Done?", LookAt: "Please look at these, too.", All: "the sheet", Row: "row {row}",
	Perhaps: "Perhaps:", More: "{n} more", NoteMend: "Please mend:", NoteLook: "Please look:",
}

// parts are the parts of a workbook by name, in the order in which they are packed.
type parts [][2]string

const (
	ct   = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`
	rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	book = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><bookViews><workbookView activeTab="0"/></bookViews><sheets><sheet name="Staff" sheetId="1" r:id="rId1"/></sheets><definedNames><definedName name="local" localSheetId="0">Staff!$A$1</definedName></definedNames></workbook>`
	way  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`
	look = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="10"/><name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFBE6"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="9" fontId="0" fillId="2" borderId="0" xfId="0" applyFill="1"><alignment wrapText="1"/><protection locked="0"/></xf></cellXfs></styleSheet>`
	cell = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:B2"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetData><row r="1" spans="1:2"><c r="A1" t="inlineStr"><is><t>Subject</t></is></c><c r="B1" t="inlineStr"><is><t>Share</t></is></c></row><row r="2" spans="1:2"><c r="A2" s="1" t="inlineStr"><is><t>Mathmatics</t></is></c><c r="B2" s="1"><v>0.5</v></c></row></sheetData><pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/></worksheet>`
)

// plain is a workbook of one sheet, as small as a workbook can be.
func plain() parts {
	return parts{{"[Content_Types].xml", ct}, {"_rels/.rels", rels}, {"xl/workbook.xml", book}, {"xl/_rels/workbook.xml.rels", way}, {"xl/styles.xml", look}, {"xl/worksheets/sheet1.xml", cell}}
}

// with puts a part in place of another, or behind all others.
func (p parts) with(name, text string) parts {
	p = slices.Clone(p)
	for i := range p {
		if p[i][0] == name {
			p[i][1] = text
			return p
		}
	}
	return append(p, [2]string{name, text})
}

func (p parts) without(name string) parts {
	return slices.DeleteFunc(slices.Clone(p), func(x [2]string) bool { return x[0] == name })
}

// edit replaces a text in a part.
func (p parts) edit(t *testing.T, name, from, to string) parts {
	t.Helper()
	for _, x := range p {
		if x[0] == name && strings.Contains(x[1], from) {
			return p.with(name, strings.Replace(x[1], from, to, 1))
		}
	}
	t.Fatalf("%s has no %s", name, from)
	return nil
}

func (p parts) pack(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	for _, x := range p {
		w, err := zw.Create(x[0])
		must(t, err)
		_, err = io.WriteString(w, x[1])
		must(t, err)
	}
	must(t, zw.Close())
	return b.Bytes()
}

// unpack are the parts of a workbook by name; packed are their bytes as they
// lie in the file.
func unpack(t testing.TB, data []byte) (text, packed map[string]string) {
	t.Helper()
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	text, packed = map[string]string{}, map[string]string{}
	for _, f := range zr.File {
		r, err := f.Open()
		must(t, err)
		all, err := io.ReadAll(r)
		must(t, err)
		text[f.Name] = string(all)
		raw, err := f.OpenRaw()
		must(t, err)
		all, err = io.ReadAll(raw)
		must(t, err)
		packed[f.Name] = string(all)
	}
	return text, packed
}

func open(t testing.TB, data []byte) *spreadsheet.Book {
	t.Helper()
	b, found := spreadsheet.Open("a.xlsx", data)
	if b == nil {
		t.Fatal(found)
	}
	return b
}

// wrong is an error in a cell of Staff.
func wrong(row, col int, options ...string) finding.Finding {
	return finding.New("CELL-05", finding.Location{File: "a.xlsx", Sheet: "Staff", Row: row, Col: col}, "label", "Subject", "typed", "Mathmatics", "near", "", "choices", "Mathematics, Science").Offering(options)
}

func mark(t testing.TB, data []byte, findings ...finding.Finding) []byte {
	t.Helper()
	marked, err := correction.Mark(open(t, data), data, findings, words)
	must(t, err)
	return marked
}

// shown is what another program sees of a marked cell.
type shown struct{ Fill, Format, Note string }

func seen(t testing.TB, data []byte, sheet, ref string) (s shown) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	defer f.Close()
	id, err := f.GetCellStyle(sheet, ref)
	must(t, err)
	_, err = f.GetStyle(id)
	must(t, err)
	xf := f.Styles.CellXfs.Xf[id]
	if fill := f.Styles.Fills.Fill[*xf.FillID].PatternFill; fill != nil && fill.FgColor != nil {
		s.Fill = strings.ToUpper(fill.FgColor.RGB[len(fill.FgColor.RGB)-6:])
	}
	if *xf.NumFmtID == 9 && xf.Alignment != nil && xf.Alignment.WrapText && xf.Protection != nil && !*xf.Protection.Locked {
		s.Format = "% wrapped, open"
	}
	notes, err := f.GetComments(sheet)
	must(t, err)
	for _, n := range notes {
		if n.Cell == ref {
			s.Note = n.Author + ": " + n.Text
			for _, p := range n.Paragraph {
				s.Note += p.Text
			}
		}
	}
	return s
}

// same asserts that a marked workbook holds the cells that it held before.
func same(t testing.TB, before, after []byte) {
	t.Helper()
	old, now := open(t, before), correction.Answers(open(t, after))
	if len(old.Sheets) != len(now.Sheets) {
		t.Fatalf("%d sheets became %d", len(old.Sheets), len(now.Sheets))
	}
	for i, s := range old.Sheets {
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				if got, ok := now.Sheets[i].At(c.Row, c.Col); !ok || got != c {
					t.Errorf("%s %d/%d was %+v and is %+v", s.Name, c.Row, c.Col, c, got)
				}
			}
		}
	}
}

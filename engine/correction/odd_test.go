package correction_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"

	"spm/engine/correction"
	"spm/engine/finding"
)

const sheetPart = "xl/worksheets/sheet1.xml"

// However a program builds its workbooks, the marks land where they belong.
func TestOddlyBuilt(t *testing.T) {
	for _, tc := range []struct {
		name  string // in brackets what excelize cannot look at
		build func(t *testing.T) parts
		want  []string // texts of the sheet part
	}{
		{"elements with a prefix", func(t *testing.T) parts {
			p := plain()
			for _, name := range []string{sheetPart, "xl/workbook.xml", "xl/styles.xml"} {
				for i := range p {
					if p[i][0] == name {
						p[i][1] = strings.Replace(withPrefix(p[i][1], "x:"), "xmlns=", "xmlns:x=", 1)
					}
				}
			}
			return p
		}, []string{`<x:c r="A2" s="2"`, `<x:row r="5"><x:c r="C5" s="3"/></x:row></x:sheetData>`, `<x:dataValidations count="1"><x:dataValidation `, `<x:legacyDrawing `}},
		{"no styles", func(t *testing.T) parts {
			return plain().without("xl/styles.xml").edit(t, "xl/_rels/workbook.xml.rels", `<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>`, "").
				edit(t, sheetPart, ` s="1"`, "").edit(t, sheetPart, ` s="1"`, "").edit(t, "[Content_Types].xml", `<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>`, "")
		}, []string{`<c s="1" r="A2"`}},
		{"a sheet without cells", func(t *testing.T) parts {
			return plain().with(sheetPart, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>`)
		}, []string{`<sheetData><row r="2"><c r="A2" s="2"/></row><row r="5"><c r="C5" s="2"/></row></sheetData><dataValidations`}},
		{"a row without cells", func(t *testing.T) parts {
			return plain().edit(t, sheetPart, `</row></sheetData>`, `</row><row r="5" s="1" customFormat="1"/><row r="9"/></sheetData>`)
		}, []string{`<row r="5" s="1" customFormat="1"><c r="C5" s="2"/></row><row r="9"/>`, `<dimension ref="A1:C5"/>`}},
		{"cells without addresses", func(t *testing.T) parts {
			return plain().with(sheetPart, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c><v>1</v></c></row><row><c><v>2</v></c></row></sheetData></worksheet>`)
		}, []string{`<row><c s="2"><v>2</v></c></row><row r="5"><c r="C5" s="2"/></row>`}},
		{"a column with a style", func(t *testing.T) parts {
			return plain().edit(t, sheetPart, `<sheetData>`, `<cols><col min="3" max="4" style="1"/></cols><sheetData>`)
		}, []string{`<row r="5"><c r="C5" s="2"/></row>`}},
		{"(absolute ways and odd case)", func(t *testing.T) parts {
			return plain().edit(t, "xl/_rels/workbook.xml.rels", `"worksheets/sheet1.xml"`, `"/XL/worksheets/Sheet1.xml"`)
		}, []string{`<c r="A2" s="2"`}},
		{"drop-downs and all that comes after them", func(t *testing.T) parts {
			return plain().edit(t, sheetPart, `<pageMargins`, `<conditionalFormatting sqref="A1"/><dataValidations count="1"><dataValidation type="whole" sqref="B2:B9"/></dataValidations><hyperlinks><hyperlink ref="A1" location="B1"/></hyperlinks><pageMargins`).
				edit(t, sheetPart, `</worksheet>`, `<tableParts count="0"/><extLst><ext uri="{x}"/></extLst></worksheet>`)
		}, []string{`<dataValidations count="2"><dataValidation type="whole" sqref="B2:B9"/><dataValidation type="list"`, `footer="0"/><legacyDrawing `, `"/><tableParts count="0"/><extLst>`}},
		{"a cell with a rule already", func(t *testing.T) parts {
			return plain().edit(t, sheetPart, `<pageMargins`, `<dataValidations count="1"><dataValidation type="list" sqref="A2:A9"/></dataValidations><pageMargins`)
		}, []string{`<dataValidations count="1"><dataValidation type="list" sqref="A2:A9"/></dataValidations><pageMargins`}},
		{"a cell with a rule of newer programs", func(t *testing.T) parts {
			return plain().edit(t, sheetPart, `</worksheet>`, `<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list"><xm:sqref>A2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>`)
		}, []string{`footer="0"/><legacyDrawing`}},
		{"a protected sheet", func(t *testing.T) parts {
			return plain().edit(t, sheetPart, `</sheetData>`, `</sheetData><sheetProtection sheet="1" objects="1" scenarios="1"/>`)
		}, []string{`</sheetData><sheetProtection sheet="1" objects="1" scenarios="1"/><dataValidations`}},
		{"strict vocabularies", func(t *testing.T) parts {
			p := plain()
			for i := range p {
				p[i][1] = strings.NewReplacer("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
					"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships").Replace(p[i][1])
			}
			return p
		}, []string{`<c r="A2" s="2"`, `<legacyDrawing xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships" r:id=`}},
		{"a comment in the markup", func(t *testing.T) parts {
			return plain().edit(t, sheetPart, `<row r="2"`, `<!-- <row r="7"><c r="A7"/></row> --><row r="2"`)
		}, []string{`<!-- <row r="7"><c r="A7"/></row> --><row r="2" spans="1:2"><c r="A2" s="2"`}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			data := tc.build(t).pack(t)
			marked := mark(t, data, wrong(2, 1, "Mathematics"), wrong(5, 3))
			same(t, data, marked)
			text, _ := unpack(t, marked)
			for _, want := range tc.want {
				if !strings.Contains(text[sheetPart], want) {
					t.Errorf("the sheet lacks %s:\n%s", want, text[sheetPart])
				}
			}
			if strings.HasPrefix(tc.name, "(") {
				return
			}
			for _, ref := range []string{"A2", "C5"} {
				if got := seen(t, marked, "Staff", ref); got.Fill != pink || !strings.HasPrefix(got.Note, "spm: Please mend:") {
					t.Errorf("%s looks like %+v", ref, got)
				}
			}
			again := mark(t, marked, wrong(2, 2))
			same(t, data, again)
			if got := seen(t, again, "Staff", "A2"); got.Fill == pink || got.Note != "" {
				t.Errorf("mended it looks like %+v", got)
			}
		})
	}
}

// withPrefix gives every element of a part a prefix.
func withPrefix(text, prefix string) string {
	return strings.NewReplacer("</", "</"+prefix, "<?", "<?", "<", "<"+prefix).Replace(text)
}

const (
	notes   = `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>Jo</author></authors><commentList><comment ref="B2" authorId="0"><text><t>ask Pat</t></text></comment></commentList></comments>`
	drawing = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="3"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m"/><v:shape id="_x0000_s3073" type="#_x0000_t202"><v:textbox><div>a<br>b</div></v:textbox><x:ClientData ObjectType="Note"><x:Row>1</x:Row><x:Column>1</x:Column></x:ClientData></v:shape></xml>`
	toNotes = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/></Relationships>`
)

// noted is a workbook in which somebody has left a note of her own.
func noted(t *testing.T) parts {
	return plain().edit(t, sheetPart, `</worksheet>`, `<legacyDrawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId2"/></worksheet>`).
		with("xl/worksheets/_rels/sheet1.xml.rels", toNotes).with("xl/comments1.xml", notes).with("xl/drawings/vmlDrawing1.vml", drawing).
		edit(t, "[Content_Types].xml", `</Types>`, `<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/xl/comments1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/></Types>`)
}

// Notes of the sender's stay, and ours go into the same drawing; a cell that
// has one of hers gets none of ours.
func TestOwnNotesStay(t *testing.T) {
	data := noted(t).pack(t)
	marked := mark(t, data, wrong(2, 1), wrong(2, 2))
	if got := seen(t, marked, "Staff", "B2"); got.Fill != pink || got.Note != "Jo: ask Pat" {
		t.Errorf("%+v", got)
	}
	if got := seen(t, marked, "Staff", "A2"); !strings.HasPrefix(got.Note, "spm: ") {
		t.Errorf("%+v", got)
	}
	text, _ := unpack(t, marked)
	if s := text["xl/drawings/vmlDrawing1.vml"]; !strings.HasPrefix(s, strings.TrimSuffix(drawing, "</xml>")) || !strings.Contains(s, `id="_x0000_s3074"`) {
		t.Error(s)
	}
	again, _ := unpack(t, mark(t, marked, wrong(7, 7)))
	if s := again["xl/drawings/vmlDrawing1.vml"]; strings.Contains(s, "<x:Row>1</x:Row><x:Column>0<") || !strings.Contains(s, "<x:Row>1</x:Row><x:Column>1<") {
		t.Errorf("after the second round: %s", s)
	}
	if s := again["xl/comments1.xml"]; strings.Count(s, "<author>spm</author>") != 1 || strings.Count(s, "<comment ") != 2 {
		t.Errorf("after the second round: %s", s)
	}
}

// A workbook that cannot be spliced safely is left alone, and that is said.
func TestTooOdd(t *testing.T) {
	for name, build := range map[string]func(t *testing.T) parts{
		"a part in UTF-16": func(t *testing.T) parts {
			var b strings.Builder
			b.WriteString("\xFF\xFE")
			for _, u := range utf16.Encode([]rune(cell)) {
				b.WriteByte(byte(u))
				b.WriteByte(byte(u >> 8))
			}
			return plain().with(sheetPart, b.String())
		},
		"styles that choose": func(t *testing.T) parts {
			return plain().edit(t, "xl/styles.xml", `<fonts count="1">`, `<fonts count="1"><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"/>`)
		},
	} {
		t.Run(name, func(t *testing.T) {
			data := build(t).pack(t)
			b := open(t, data)
			_, err := correction.Mark(b, data, finding.List{wrong(2, 1), wrong(12, 1)}, words)
			if !correction.IsOdd(err) {
				t.Errorf("error %v", err)
			}
		})
	}
}

// A mark costs no more in a workbook of many fills, and a cell with a rule is
// found among few: of more than people make, none gets another.
func TestCrowdedWorkbooks(t *testing.T) {
	const marks = 200
	marking := func(fills int) (marked string, spent uint64) {
		var fill, xfs, rows strings.Builder
		for i := range fills {
			fmt.Fprintf(&fill, `<fill><patternFill patternType="solid"><fgColor rgb="FF%06X"/></patternFill></fill>`, i)
		}
		var wrongs finding.List
		for i := range marks {
			fmt.Fprintf(&xfs, `<xf numFmtId="0" fontId="0" fillId="%d" borderId="0" xfId="0"/>`, i)
			fmt.Fprintf(&rows, `<row r="%d"><c r="A%[1]d" s="%d"><v>1</v></c></row>`, i+3, i+2)
			wrongs.Add(wrong(i+3, 1, "Mathematics"))
		}
		data := plain().edit(t, "xl/styles.xml", `</fills>`, fill.String()+`</fills>`).edit(t, "xl/styles.xml", `</cellXfs>`, xfs.String()+`</cellXfs>`).
			edit(t, sheetPart, `</sheetData>`, rows.String()+`</sheetData>`).
			edit(t, sheetPart, `<pageMargins`, `<dataValidations count="1"><dataValidation type="list" sqref="`+strings.Repeat("B2 ", fills)+`"/></dataValidations><pageMargins`).pack(t)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		text, _ := unpack(t, mark(t, data, wrongs...))
		runtime.ReadMemStats(&after)
		return text[sheetPart], after.TotalAlloc - before.TotalAlloc
	}
	few, little := marking(250)
	_, much := marking(2500)
	if much > 5*little {
		t.Errorf("ten times as many fills make %d MB of %d MB", much>>20, little>>20)
	}
	if many, _ := marking(21_000); !strings.Contains(few, "formula1") || strings.Contains(many, "formula1") {
		t.Error("cells have drop-downs where there are too many rules, or none where there are few")
	}
}

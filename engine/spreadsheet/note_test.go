package spreadsheet

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"spm/engine/finding"
)

// withNotes is a workbook whose sheet has these parts of notes.
func withNotes(comments, threads string) parts {
	const sheetRels = "xl/worksheets/_rels/sheet1.xml.rels"
	p := plain("").set("xl/comments1.xml", `<comments xmlns="`+mainNS+`">`+comments+`</comments>`).
		set(sheetRels, `<Relationships xmlns="`+packageNS+`"><Relationship Id="r1" Type="`+relNS+`/comments" Target="../comments1.xml"/></Relationships>`)
	if threads == "" {
		return p
	}
	return p.with(sheetRels, "</Relationships>", `<Relationship Id="r2" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/></Relationships>`).
		with(bookRels, "</Relationships>", `<Relationship Id="r9" Type="http://schemas.microsoft.com/office/2017/10/relationships/person" Target="persons/person.xml"/></Relationships>`).
		set("xl/persons/person.xml", `<personList xmlns="urn:t"><person displayName="Amina Diallo" id="{1}"/><person displayName="Bruno Costa" id="{2}"/></personList>`).
		set("xl/threadedComments/threadedComment1.xml", `<ThreadedComments xmlns="urn:t">`+threads+`</ThreadedComments>`)
}

// notesOf are the notes of one sheet.
func notesOf(name string, data []byte, sheet string) (all []Note, found finding.List) {
	found = Notes(name, data, func(of string, notes []Note) bool {
		if of == sheet {
			all = notes
		}
		return true
	})
	return all, found
}

func TestNotes(t *testing.T) {
	const authors = `<authors><author>Planner</author><author>tc={7}</author></authors>`
	note := func(ref, author, text string) string {
		return `<comment ref="` + ref + `" authorId="` + author + `"><text>` + text + `</text></comment>`
	}
	for _, c := range []struct {
		name string
		p    parts
		want []Note
		code string
	}{
		{"a sheet without notes", plain(""), nil, ""},
		{"notes, by row and column", withNotes(authors+"<commentList>"+note("C2", "0", "<t>plain &amp; _x0041_</t>")+note("B2", "0", "<r><rPr><b/></rPr><t>Planner:</t></r><r><t xml:space=\"preserve\">\n rich </t></r>")+"</commentList>", ""),
			[]Note{{2, 2, "Planner", "Planner:\n rich "}, {2, 3, "Planner", "plain & A"}}, ""},
		{"an author below zero", withNotes(authors+"<commentList>"+note("A1", "-1", "<t>x</t>")+"</commentList>", ""), []Note{{1, 1, "", "x"}}, ""},
		{"an author beyond the list", withNotes("<commentList>"+note("A1", "3", "<t>x</t>")+note("A2", "", "<t>y</t>")+"</commentList>", ""), []Note{{1, 1, "", "x"}, {2, 1, "", "y"}}, ""},
		{"a thread and the note that repeats it", withNotes(authors+"<commentList>"+note("A1", "1", "<t>[Threaded comment]</t>")+note("A2", "0", "<t>y</t>")+"</commentList>",
			`<threadedComment ref="A1" personId="{1}" id="{7}"><text>Is this final?</text></threadedComment><threadedComment ref="A1" personId="{2}" id="{8}" parentId="{7}"><text>Yes</text></threadedComment>`),
			[]Note{{1, 1, "Amina Diallo", "Is this final?"}, {1, 1, "Bruno Costa", "Yes"}, {2, 1, "Planner", "y"}}, ""},
		{"a thread of a stranger", withNotes("", `<threadedComment ref="A1" personId="{9}"><text>x</text></threadedComment>`), []Note{{1, 1, "", "x"}}, ""},
		{"a note on no cell", withNotes("<commentList>"+note("XFE1", "0", "<t>x</t>")+"</commentList>", ""), nil, "FILE-32 A"},
		{"a damaged note", withNotes("<commentList>"+note("A1", "0", "<t>x</b>")+"</commentList>", ""), nil, "FILE-25 A"},
		{"a text without a note", withNotes("<commentList/><text><t>x</t></text>", ""), nil, ""},
		{"far too many notes", withNotes("<commentList>"+strings.Repeat(note("A1", "0", ""), 10_001)+"</commentList>", ""), nil, "FILE-33 A"},
		{"a note too long", withNotes("<commentList>"+note("A1", "0", "<t>"+strings.Repeat("x", 32_768)+"</t>")+"</commentList>", ""), nil, "FILE-34 A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := c.p.zip()
			got, found := notesOf("a.xlsx", data, "A")
			if diff := cmp.Diff(c.want, got); diff != "" || codes(found) != c.code {
				t.Errorf("%s%s", codes(found), diff)
			}
			mustOpen(t, data) // a note costs no answer
		})
	}
	for name, data := range map[string][]byte{"no file at all": nil, "no workbook": parts{{"a", "b"}}.zip(), "cut off": plain("").zip()[:200]} {
		if got, found := notesOf("a.xlsx", data, "A"); got != nil || len(found) != 1 {
			t.Errorf("%s: %v %s", name, got, codes(found))
		}
	}
	for name, data := range map[string][]byte{"no such sheet": plain("").zip(), "a table": []byte("a,b\n1,2\n")} {
		if got, found := notesOf("a.csv", data, "B"); got != nil || found != nil {
			t.Errorf("%s: %v %s", name, got, codes(found))
		}
	}
}

func TestNotesAgreeWithExcelize(t *testing.T) {
	data := sample(3)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	check(err)
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		want, err := f.GetComments(sheet)
		check(err)
		got, found := notesOf("a.xlsx", data, sheet)
		if len(got) != len(want) || found != nil {
			t.Fatalf("%s: %d notes, want %d: %s", sheet, len(got), len(want), codes(found))
		}
		texts := map[string]string{}
		for _, c := range want {
			texts[c.Cell] = c.Author + ": " + c.Text
		}
		for _, n := range got {
			if at := address(n.Row, n.Col); n.Author+": "+n.Text != texts[at] {
				t.Errorf("%s!%s: %+v, want %q", sheet, at, n, texts[at])
			}
		}
	}
}

// The notes of an OpenDocument are read as those of a workbook are, wherever
// their cell is stored, packed or flat.
func TestNotesOfOpenDocument(t *testing.T) {
	note := func(who, text string) string {
		return `<office:annotation office:display="true">` + who + `<dc:date xmlns:dc="http://purl.org/dc/elements/1.1/">2026-06-01T00:00:00</dc:date>` + text + `</office:annotation>`
	}
	jo := `<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Jo Ng</dc:creator>`
	cell := func(inside string) string { return `<table:table-cell>` + inside + `</table:table-cell>` }
	for _, c := range []struct {
		name, rows string
		want       []Note
		code       string
	}{
		{"no notes", odfRowOf(odfString("x")), nil, ""},
		{"a note, its author and its lines", odfRowOf(`<table:table-cell table:number-columns-repeated="2"/>` + cell(note(jo, `<text:p>ask <text:span>Pat</text:span>:</text:p><text:p>today<text:s text:c="2"/>&amp; now</text:p>`)+`<text:p>5</text:p>`)),
			[]Note{{1, 3, "Jo Ng", "ask Pat:\ntoday  & now"}}, ""},
		{"in groups, behind repeated rows, in a covered cell", `<table:table-row table:number-rows-repeated="7"/><table:table-row-group><table:table-header-rows>` + odfRowOf(cell("")+`<table:covered-table-cell>`+note("", `<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>`)+`</table:covered-table-cell>`) + `</table:table-header-rows></table:table-row-group>`,
			[]Note{{8, 2, "", "a"}}, ""},
		{"of repeated cells the first", `<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="9000">` + note("", `<text:p>a</text:p>`) + `</table:table-cell></table:table-row>`, []Note{{1, 1, "", "a"}}, ""},
		{"beyond the last column", odfRowOf(`<table:table-cell table:number-columns-repeated="20000"/>` + cell(note("", ""))), nil, "FILE-32 A"},
		{"far too many notes", strings.Repeat(odfRowOf(cell(note("", ""))), 10_001), nil, "FILE-33 A"},
		{"a note too long", odfRowOf(cell(note("", `<text:p>`+strings.Repeat("x", 32_768)+`</text:p>`))), nil, "FILE-34 A"},
	} {
		t.Run(c.name, func(t *testing.T) {
			tables := `<table:table table:name="Z">` + odfRowOf(`<table:table-cell/>`) + `</table:table>` + odfTable(c.rows)
			for name, data := range map[string][]byte{"a.ods": odf(tables).zip(), "a.fods": flatODF(tables)} {
				got, found := notesOf(name, data, "A")
				if diff := cmp.Diff(c.want, got); diff != "" || codes(found) != c.code {
					t.Errorf("%s: %s%s", name, codes(found), diff)
				}
				b, _ := Open(name, data) // a note costs no answer
				if b == nil || b.Sheets[0].Noted || b.Sheets[1].Noted != strings.Contains(c.rows, "annotation") {
					t.Errorf("%s: which sheet has notes is not known", name)
				}
				if got, _ := notesOf(name, data, "Z"); got != nil {
					t.Errorf("%s: %v of another sheet", name, got)
				}
			}
		})
	}
}

// Each part is read once, however many sheets there are, and damaged notes of
// one sheet cost no other its own.
func TestNotesOfManySheets(t *testing.T) {
	const sheets = 20
	padding := "<!--" + strings.Repeat("x", 1<<20) + "-->"
	p := plain("").with(bookPart, "<sheets>", padding+"<sheets>")
	tables := odfTable(odfRowOf("<table:table-cell/>"))
	for i := range sheets {
		n := strconv.Itoa(i)
		part, comments := "xl/worksheets/more"+n+".xml", "xl/notes"+n+".xml"
		text := "<t>" + n + "</t>"
		if i == 3 {
			text = "<t>damaged</b>"
		}
		p = p.with(bookPart, "</sheets>", `<sheet name="S`+n+`" sheetId="1`+n+`" r:id="more`+n+`"/></sheets>`).
			with(bookRels, "</Relationships>", `<Relationship Id="more`+n+`" Type="`+relNS+`/worksheet" Target="worksheets/more`+n+`.xml"/></Relationships>`).
			set(part, sheetXML("")).
			set("xl/worksheets/_rels/more"+n+".xml.rels", `<Relationships xmlns="`+packageNS+`"><Relationship Id="r1" Type="`+relNS+`/comments" Target="/`+comments+`"/></Relationships>`).
			set(comments, `<comments xmlns="`+mainNS+`"><commentList><comment ref="A1"><text>`+text+`</text></comment></commentList></comments>`)
		if text = n; i == 3 {
			text = strings.Repeat("x", 32_768)
		}
		tables += `<table:table table:name="S` + n + `">` + odfRowOf(`<table:table-cell><office:annotation><text:p>`+text+`</text:p></office:annotation></table:table-cell>`) + `</table:table>`
	}
	for name, data := range map[string][]byte{"a.xlsx": p.zip(), "a.ods": odf(padding + tables).zip()} {
		t.Run(name, func(t *testing.T) {
			told, before := 0, allocated()
			found := Notes(name, data, func(sheet string, notes []Note) bool {
				if told++; "S"+notes[0].Text != sheet || len(notes) != 1 {
					t.Errorf("%s: %v", sheet, notes)
				}
				return true
			})
			if spent := allocated() - before; spent > 5<<20 {
				t.Errorf("%d MB were unpacked", spent>>20)
			}
			if told != sheets-1 || len(found) != 1 || found[0].Where.Sheet != "S3" {
				t.Errorf("notes of %d sheets: %v", told, found)
			}
			told = 0
			Notes(name, data, func(string, []Note) bool { told++; return told < 2 })
			if told != 2 {
				t.Errorf("told of %d sheets when two were enough", told)
			}
		})
	}
}

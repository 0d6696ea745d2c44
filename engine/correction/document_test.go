package correction_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/correction"
	"spm/engine/finding"
)

const (
	odsKind  = "application/vnd.oasis.opendocument.spreadsheet"
	odsNames = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"`
	odsLooks = `<number:percentage-style style:name="N11"><number:number/><number:text>%</number:text></number:percentage-style>` +
		`<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N11"><style:table-cell-properties fo:background-color="#fffbe6" fo:border-left="none" fo:border-top="1pt solid #000000" style:cell-protect="none"/><style:text-properties fo:font-weight="bold"/></style:style>`
	odsStyles   = `<office:document-styles ` + odsNames + `><office:styles><style:style style:name="Default" style:family="table-cell"/><style:style style:name="Good" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties fo:background-color="#ccffcc"/></style:style></office:styles><office:automatic-styles/><office:master-styles><style:master-page style:name="Default"/></office:master-styles></office:document-styles>`
	odsManifest = `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="` + odsKind + `"/></manifest:manifest>`
	odsSettings = `<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0"><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry><config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name="Staff"/></config:config-item-map-named><config:config-item config:name="ActiveTable" config:type="string">Staff</config:config-item></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>`

	subject = `<table:table-cell table:style-name="ce1" office:value-type="string"><text:p>Mathmatics</text:p></table:table-cell>`
	share   = `<table:table-cell table:style-name="ce1" office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>`
	headed  = `<table:table-column/><table:table-row><table:table-cell office:value-type="string"><text:p>Subject</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Share</text:p></table:table-cell></table:table-row>`
	filled  = headed + `<table:table-row>` + subject + share + `</table:table-row>`
)

// content is the text of a spreadsheet whose sheet Staff holds these rows.
func content(rows string) string {
	return `<office:document-content ` + odsNames + `><office:automatic-styles>` + odsLooks + `</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Staff">` + rows + `</table:table></office:spreadsheet></office:body></office:document-content>`
}

// spreadsheetOf is an OpenDocument spreadsheet, packed as every program does.
func spreadsheetOf(rows string) parts {
	return parts{{"mimetype", odsKind}, {"META-INF/manifest.xml", odsManifest}, {"styles.xml", odsStyles}, {"content.xml", content(rows)}, {"settings.xml", odsSettings}}
}

// flat is the same as one text.
func flat(rows string) []byte {
	inside := strings.TrimSuffix(content(rows)[len(`<office:document-content `)+len(odsNames)+1:], `</office:document-content>`)
	return []byte(`<?xml version="1.0" encoding="UTF-8"?><office:document ` + odsNames + ` office:mimetype="` + odsKind + `"><office:styles><style:style style:name="Default" style:family="table-cell"/></office:styles>` + inside + `</office:document>`)
}

// What has nothing to do with the findings stays as it is, also as it is packed,
// and the kind of the file stands first.
func TestDocumentKeepsTheRest(t *testing.T) {
	data := spreadsheetOf(filled).with("Pictures/a.png", "\x89PNG").with("Basic/x.xml", "<own/>").with("Thumbnails/thumbnail.png", "\x89PNG").pack(t)
	marked := mark(t, data, wrong(2, 1, "Mathematics"))
	same(t, data, marked)
	before, packedBefore := unpack(t, data)
	after, packed := unpack(t, marked)
	for name := range before {
		changes := name == "content.xml" || name == "styles.xml" || name == "settings.xml"
		if !changes && (before[name] != after[name] || packedBefore[name] != packed[name]) {
			t.Errorf("%s changed", name)
		}
		if changes && !within(strings.NewReplacer(">Staff<", "><", subject, strings.Replace(subject, "ce1", "", 1)).Replace(before[name]), after[name]) {
			t.Errorf("%s lost something: %s", name, after[name])
		}
	}
	if name := marked[30:38]; string(name) != "mimetype" { // behind the header of the first part
		t.Error("the kind of the file does not stand first")
	}
	if again := mark(t, data, wrong(2, 1, "Mathematics")); !bytes.Equal(again, marked) {
		t.Error("the same marks gave other bytes")
	}
	if s := after["settings.xml"]; !strings.Contains(s, `"string">Fix list</config`) || !strings.Contains(s, `<config:config-item-map-entry config:name="Fix list">`) {
		t.Errorf("the list is not shown first: %s", s)
	}
}

// A marked cell keeps number format, font and lock; its note says what is
// wrong, and its drop-down what may be meant.
func TestDocumentMark(t *testing.T) {
	doubt := finding.New("CELL-22", finding.Location{File: "a.xlsx", Sheet: "Staff", Row: 2, Col: 2}, "label", "Share", "typed", "0.5", "read", "50%")
	at := finding.Location{File: "a.xlsx", Sheet: "Staff", Row: 7}
	for name, data := range map[string][]byte{"packed": spreadsheetOf(filled).pack(t), "flat": flat(filled)} {
		t.Run(name, func(t *testing.T) {
			marked := mark(t, data, wrong(2, 1, "Mathematics", "Science, applied"), doubt, finding.New("CELL-54", at, "table", "x", "codes", "y").As(finding.Error))
			same(t, data, marked)
			v := viewOf(t, marked)
			got := v.cells["Staff"][[2]int{2, 1}]
			condition := v.rules[got.Rule]
			got.Rule = ""
			want := viewed{"Mathmatics", "#fadbde", "0.74pt solid #cc2936", "N11", "Please mend: Subject is “Mathmatics”, which is not in its list. Choose one of: Mathematics, Science.", ""}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
			if condition != "of:cell-content-is-in-list([$'Fix list'.$K$6:.$L$6])" {
				t.Errorf("the drop-down offers %s", condition)
			}
			if got := v.cells["Staff"][[2]int{2, 2}]; got.Fill != "#fff1c4" || !strings.HasPrefix(got.Note, "Please look: Share “0.5” was read as 50%") {
				t.Errorf("%+v", got)
			}
			if diff := cmp.Diff([]string{"Fix list", "Staff"}, v.sheets); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff([]string{"#'Staff'.A2", "#'Staff'.A7", "#'Staff'.B2"}, v.links); diff != "" {
				t.Error(diff)
			}
			list := v.cells["Fix list"]
			for at, want := range map[[2]int]string{{1, 1}: "Fix list", {3, 1}: "Send it back to plan@riverbend.example.", {6, 3}: "A2", {7, 1}: "2", {7, 3}: "row 7", {6, 11}: "Mathematics", {6, 12}: "Science, applied", {8, 1}: "Please look at these, too."} {
				if got := list[at].Text; got != want {
					t.Errorf("%v of the list says %q, want %q", at, got, want)
				}
			}
		})
	}
}

// Wherever a cell is stored, alone, repeated, covered or not at all, it is
// marked and no other.
func TestDocumentPlaces(t *testing.T) {
	const blank = `<table:table-cell/>`
	repeat := func(element, name string, n int) string {
		return strings.Replace(element, ` table:style-name`, fmt.Sprintf(` table:number-%s-repeated="%d" table:style-name`, name, n), 1)
	}
	row := func(cells string) string {
		return `<table:table-row table:style-name="ro1">` + cells + `</table:table-row>`
	}
	for _, tc := range []struct {
		name, rows string
		row, col   int
		fill       string // what it wears but for the mark
	}{
		{"a cell in the middle of repeated ones", row(repeat(subject, "columns", 5)), 1, 3, "#fffbe6"},
		{"the first of repeated cells", row(repeat(subject, "columns", 5)), 1, 1, "#fffbe6"},
		{"the last of repeated cells", row(blank + repeat(share, "columns", 5)), 1, 6, "#fffbe6"},
		{"a row in the middle of repeated ones", repeat(row(subject+share), "rows", 9), 4, 2, "#fffbe6"},
		{"the last of repeated rows", repeat(row(subject), "rows", 9) + row(share), 9, 1, "#fffbe6"},
		{"repeated cells of repeated rows", repeat(row(repeat(share, "columns", 7)), "rows", 9), 5, 5, "#fffbe6"},
		{"a blank cell behind those of its row", row(subject), 1, 7, ""},
		{"a row behind all others", row(subject), 9, 4, ""},
		{"a sheet without rows", `<table:table-column/>`, 3, 2, ""},
		{"a row without cells", `<table:table-row/>`, 1, 1, ""},
		{"a row of a group", `<table:table-header-rows>` + row(subject) + `</table:table-header-rows><table:table-row-group><table:table-row-group>` + row(subject) + `</table:table-row-group></table:table-row-group>`, 2, 1, "#fffbe6"},
		{"a covered cell", row(`<table:table-cell table:number-columns-spanned="1" table:number-rows-spanned="1"/><table:covered-table-cell table:number-columns-repeated="3"/>`), 1, 3, ""},
		{"the style of the row", `<table:table-row table:default-cell-style-name="ce1">` + blank + `</table:table-row>`, 1, 1, "#fffbe6"},
		{"the style of the column", `<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="ce1"/>` + row(`<table:table-cell table:number-columns-repeated="5"/>`), 1, 3, "#fffbe6"},
		{"the style of the column, without a cell", `<table:table-columns><table:table-column table:number-columns-repeated="3" table:default-cell-style-name="ce1"/></table:table-columns>` + row(blank), 1, 3, "#fffbe6"},
		{"a common style", row(`<table:table-cell table:style-name="Good"/>`), 1, 1, "#ccffcc"},
		{"a style that nobody knows", row(`<table:table-cell table:style-name="gone"/>`), 1, 1, ""},
		{"shapes and names around the cells", `<table:shapes><x:y xmlns:x="urn:x"/></table:shapes>` + row(blank) + `<table:named-expressions/>`, 5, 1, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			data := spreadsheetOf(tc.rows).pack(t)
			before := viewOf(t, data).cells["Staff"]
			marked := mark(t, data, wrong(tc.row, tc.col, "Mathematics"))
			same(t, data, marked)
			after := viewOf(t, marked).cells["Staff"]
			at := [2]int{tc.row, tc.col}
			if x := after[at]; x.Fill != "#fadbde" || x.Note == "" || x.Rule == "" || x.Text != before[at].Text || tc.fill == "#fffbe6" && x.Format != "N11" {
				t.Errorf("the marked cell is %+v", x)
			}
			delete(before, at)
			for place, x := range before {
				if got := after[place]; got != x {
					t.Errorf("%v was %+v and is %+v", place, x, got)
				}
			}
			mended := viewOf(t, mark(t, marked, wrong(30, 1))).cells["Staff"][at]
			if fill := strings.Replace(mended.Fill, "transparent", "", 1); fill != tc.fill || mended.Note != "" || mended.Rule != "" {
				t.Errorf("mended it is %+v, want fill %q", mended, tc.fill)
			}
		})
	}
}

// Notes of the sender's stay, and a cell that has one gets none of ours; a rule
// of hers stays as well.
func TestDocumentKeepsNotesAndRules(t *testing.T) {
	rows := headed + `<table:table-row><table:table-cell table:content-validation-name="val1" office:value-type="string"><office:annotation><dc:creator>Jo</dc:creator><text:p>ask Pat</text:p></office:annotation><text:p>a</text:p></table:table-cell></table:table-row>`
	p := spreadsheetOf(rows)
	p = p.edit(t, "content.xml", `<table:table table:name="Staff">`, `<table:content-validations><table:content-validation table:name="val1" table:condition="of:cell-content-is-in-list(&quot;a&quot;)"/></table:content-validations><table:table table:name="Staff">`)
	data := p.pack(t)
	marked := mark(t, data, wrong(2, 1, "Mathematics"), wrong(2, 2, "Mathematics"))
	same(t, data, marked)
	v := viewOf(t, marked)
	if got := v.cells["Staff"][[2]int{2, 1}]; got.Note != "ask Pat" || got.Rule != "val1" || got.Fill != "#fadbde" {
		t.Errorf("%+v", got)
	}
	if got := v.cells["Staff"][[2]int{2, 2}]; !strings.HasPrefix(got.Note, "Please mend:") || v.rules[got.Rule] == "" || v.rules["val1"] == "" {
		t.Errorf("%+v", got)
	}
	again := viewOf(t, mark(t, marked, wrong(7, 7)))
	if got := again.cells["Staff"][[2]int{2, 1}]; got.Note != "ask Pat" || got.Rule != "val1" || again.rules["val1"] == "" {
		t.Errorf("after the second round: %+v", got)
	}
	if len(again.rules) != 2 { // hers, and that of the list
		t.Errorf("after the second round: %v", again.rules)
	}
}

// A file that is corrected and sent again loses the marks of the first round,
// also in rows that were moved; what is still wrong is marked anew, and there
// is one list.
func TestDocumentSecondRound(t *testing.T) {
	data := spreadsheetOf(filled).pack(t)
	first := mark(t, data, wrong(2, 1, "Mathematics"), wrong(5, 1))
	second := mark(t, first, wrong(2, 2, "Science"))
	same(t, data, second)
	v := viewOf(t, second)
	if got, want := v.cells["Staff"][[2]int{2, 1}], (viewed{"Mathmatics", "#fffbe6", "", "N11", "", ""}); got != want {
		t.Errorf("a mended cell looks like %+v, want %+v", got, want)
	}
	if got := v.cells["Staff"][[2]int{5, 1}]; got.Note != "" || got.Fill != "transparent" {
		t.Errorf("a mended cell looks like %+v", got)
	}
	if got := v.cells["Staff"][[2]int{2, 2}]; got.Fill != "#fadbde" || got.Note == "" || got.Rule == "" {
		t.Errorf("what is wrong now looks like %+v", got)
	}
	if len(v.sheets) != 2 || len(v.rules) != 2 || v.cells["Fix list"][[2]int{7, 1}].Text != "" {
		t.Errorf("sheets %v, rules %v", v.sheets, v.rules)
	}
	still := mark(t, second, wrong(2, 2, "Science"))
	if v := viewOf(t, still); v.cells["Staff"][[2]int{2, 2}].Rule == "" || v.cells["Staff"][[2]int{2, 2}].Fill != "#fadbde" || len(v.rules) != 2 {
		t.Errorf("what is still wrong looks like %+v, rules %v", v.cells["Staff"][[2]int{2, 2}], v.rules)
	}
	text, _ := unpack(t, mark(t, data, wrong(2, 1)))
	below := spreadsheetOf(filled).with("content.xml", strings.Replace(text["content.xml"], `<table:table-column/><table:table-row>`, `<table:table-column/><table:table-row/><table:table-row>`, 1)).with("styles.xml", text["styles.xml"]).pack(t)
	if got := viewOf(t, mark(t, below, wrong(9, 9))).cells["Staff"][[2]int{3, 1}]; got.Fill != "#fffbe6" || got.Note != "" {
		t.Errorf("a mended cell that was moved looks like %+v", got)
	}
	if b := correction.Answers(open(t, first)); len(b.Sheets) != 1 || b.Sheets[0].Name != "Staff" {
		t.Errorf("%d sheets are read", len(b.Sheets))
	}
}

// What somebody has typed stays text on the list, blanks and all.
func TestDocumentTextStaysText(t *testing.T) {
	typed := "  =HYPERLINK(\"http://x\")   <&>\t_x0041_ "
	f := finding.New("CELL-05", finding.Location{File: "a.xlsx", Sheet: "Staff", Row: 2, Col: 1}, "label", "Subject", "typed", "x", "near", "", "choices", "a").Offering([]string{typed})
	b := open(t, mark(t, spreadsheetOf(filled).pack(t), f))
	c, _ := b.Sheets[0].At(6, 11)
	if c.Formula || c.Text != typed {
		t.Errorf("%+v", c)
	}
}

// A file that cannot be spliced safely is left alone, and that is said.
func TestDocumentTooOdd(t *testing.T) {
	big := strings.Repeat("a", 25_000)
	for name, p := range map[string]parts{
		"other prefixes":                    spreadsheetOf(filled).with("content.xml", strings.NewReplacer("<table:", "<t:", "</table:", "</t:", " table:", " t:", "xmlns:table=", "xmlns:t=").Replace(content(filled))),
		"a prefix that changes its meaning": spreadsheetOf(strings.Replace(filled, `<table:table-row>`, `<table:table-row xmlns:fo="urn:x">`, 1)),
		"a record of changes":               spreadsheetOf(filled).edit(t, "content.xml", `<office:spreadsheet>`, `<office:spreadsheet><table:tracked-changes/>`),
		"rows of one shape":                 spreadsheetOf(strings.Replace(filled, `<table:table-row>`+subject, `<table:table-row table:number-rows-repeated="9">`+strings.Replace(subject, "<text:p>", `<x:y xml:id="a" xmlns:x="urn:x"/><text:p>`, 1), 1)),
		"long rows, repeated and marked":    spreadsheetOf(`<table:table-row table:number-rows-repeated="3000">` + strings.Replace(subject, "Math", big, 1) + `</table:table-row>`),
	} {
		t.Run(name, func(t *testing.T) {
			data := p.pack(t)
			var all finding.List
			for row := 2; row <= 3000; row++ {
				all.Add(wrong(row, 1))
			}
			if _, err := correction.Mark(open(t, data), data, all, words); !correction.IsOdd(err) {
				t.Errorf("error %v", err)
			}
		})
	}
}

// A note lies to the right of its cell, as wide as its text wants it; where the
// sizes are not known, the program lays it.
func TestDocumentNotesLieBesideTheirCells(t *testing.T) {
	const sizes = `<style:style style:name="co1" style:family="table-column"><style:table-column-properties style:column-width="1in"/></style:style><style:style style:name="co2" style:family="table-column"><style:table-column-properties style:column-width="2.54cm"/></style:style><style:style style:name="co1" style:family="table-row"><style:table-row-properties style:row-height="10pt"/></style:style></office:automatic-styles>`
	const columns = `<table:table-column table:style-name="co1" table:number-columns-repeated="2"/><table:table-column table:style-name="co1" table:visibility="collapse"/><table:table-column table:style-name="co2" table:number-columns-repeated="9"/>`
	const rows = `<table:table-row table:style-name="co1" table:number-rows-repeated="3"/><table:table-row table:style-name="co1" table:visibility="filter"/><table:table-row table:style-name="co1" table:number-rows-repeated="5"><table:table-cell table:number-columns-spanned="4" table:number-rows-spanned="1"/><table:table-cell table:number-columns-repeated="6"/></table:table-row>`
	for _, tc := range []struct {
		name, rows string
		row, col   int
		want       string
	}{
		{"a cell", columns + rows, 6, 5, ` svg:x="297.00pt" svg:y="40.00pt"`},
		{"a merged cell", columns + rows, 5, 1, ` svg:x="225.00pt" svg:y="30.00pt"`},
		{"a row that is not there", columns + rows, 30, 5, ""},
		{"a row that says no height", columns + rows + `<table:table-row/>`, 10, 1, ""},
		{"a column that says no width", `<table:table-column/>` + columns + rows, 6, 5, ""},
	} {
		data := spreadsheetOf(tc.rows).edit(t, "content.xml", `</office:automatic-styles>`, sizes).pack(t)
		text, _ := unpack(t, mark(t, data, wrong(tc.row, tc.col)))
		_, after, _ := strings.Cut(text["content.xml"], `<office:annotation office:display="false"`)
		got, _, _ := strings.Cut(after, ` svg:width="3.2in"`)
		if _, place, _ := strings.Cut(got, ` svg:x`); strings.TrimPrefix(tc.want, ` svg:x`) != place {
			t.Errorf("%s: the note lies at %q, want %q", tc.name, got, tc.want)
		}
	}
}

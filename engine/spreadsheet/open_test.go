package spreadsheet

import (
	"bytes"
	"encoding/binary"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"spm/engine/finding"
	"spm/testdata/hostile"
)

// utf16Text writes a text as UTF-16 with a byte order mark.
func utf16Text(s string, order binary.AppendByteOrder) string {
	b := order.AppendUint16(nil, 0xFEFF)
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

// Ways to write the same workbook that must all be read.
func TestAcceptedBuilds(t *testing.T) {
	rows := `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>2</v></c></row>`
	const want = `A1 text "one"; B1 date "2"`
	p := plain(rows)
	text := func(part string) string {
		for _, e := range p {
			if e[0] == part {
				return e[1]
			}
		}
		panic(part)
	}
	wide := func(order binary.AppendByteOrder, decl string) string { return utf16Text(decl+text(sheetPart), order) }
	prefixed := strings.NewReplacer("</", "</x:", "<", "<x:", "xmlns=", "xmlns:x=")
	for name, p := range map[string]parts{
		"as we write it":            p,
		"UTF-8 with a mark":         p.set(sheetPart, "\ufeff"+`<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>`+"\n"+text(sheetPart)+"\n"),
		"UTF-16 little-endian":      p.set(sheetPart, wide(binary.LittleEndian, `<?xml version="1.0" encoding="UTF-16"?>`)),
		"UTF-16 big-endian":         p.set(sheetPart, wide(binary.BigEndian, `<?xml version="1.0" encoding="utf-8"?>`)),
		"UTF-16 without a mark":     p.set(sheetPart, wide(binary.BigEndian, "")[2:]),
		"UTF-16 texts":              p.set(stringPart, utf16Text(text(stringPart), binary.LittleEndian)),
		"Latin-1":                   p.set(sheetPart, `<?xml version="1.0" encoding="ISO-8859-1"?>`+text(sheetPart)),
		"prefixed elements":         p.set(sheetPart, prefixed.Replace(text(sheetPart))),
		"prefixed workbook":         p.set(bookPart, `<s:workbook xmlns:s="`+mainNS+`" xmlns:q="`+relNS+`"><s:sheets><s:sheet name="A" sheetId="1" q:id="r1"/></s:sheets></s:workbook>`),
		"no namespace":              p.with(sheetPart, ` xmlns="`+mainNS+`"`, ""),
		"strict":                    p.with(sheetPart, mainNS, "http://purl.oclc.org/ooxml/spreadsheetml/main").with(bookPart, relNS, "http://purl.oclc.org/ooxml/officeDocument/relationships").with(bookPart, mainNS, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
		"absolute targets":          p.with(bookRels, `"worksheets/`, `"/xl/worksheets/`).with("_rels/.rels", `"xl/`, `"/xl/`),
		"targets that climb":        p.with(bookRels, `"worksheets/`, `"../xl/./worksheets/`),
		"backslashes in names":      p.renamed(sheetPart, `xl\worksheets\sheet1.xml`),
		"other case in names":       p.renamed(sheetPart, `xl/Worksheets/Sheet1.XML`).renamed(stringPart, "xl/SharedStrings.xml"),
		"names with a slash before": p.renamed(sheetPart, "/"+sheetPart),
		"escaped names":             p.renamed(sheetPart, "xl/worksheets/my sheet.xml").with(bookRels, "sheet1.xml", "my%20sheet.xml"),
		"parts at other places":     p.renamed(bookPart, "data/book.xml").renamed(bookRels, "data/_rels/book.xml.rels").with("_rels/.rels", "xl/workbook.xml", "data/book.xml").renamed(sheetPart, "data/worksheets/sheet1.xml").renamed(stylePart, "data/styles.xml").renamed(stringPart, "t/texts.xml").with("data/_rels/book.xml.rels", "sharedStrings.xml", "../t/texts.xml"),
		"no list of types":          p.without(typesPart),
		"no root relationships":     p.without("_rels/.rels"),
		"folders as entries":        append(parts{{"xl/", ""}, {"xl/worksheets/", ""}}, p...),
		"a broken picture":          p.set("xl/media/image1.png", "not a picture"),
		"a broken theme":            p.set("xl/theme/theme1.xml", "<a"),
		"a dimension":               p.with(sheetPart, "<sheetData>", `<dimension ref="A1:B1"/><sheetData>`),
		"a dimension that is wrong": p.with(sheetPart, "<sheetData>", `<dimension ref="XFD9"></dimension><sheetData>`),
		"a broken dimension":        p.with(sheetPart, "<sheetData>", `<dimension ref=""/><sheetData>`),
		"CRLF between the elements": p.set(sheetPart, "<?xml version=\"1.0\"?>\r\n"+strings.ReplaceAll(text(sheetPart), "><", ">\r\n  <")),
		"single quotes":             p.set(sheetPart, strings.ReplaceAll(text(sheetPart), `"`, `'`)),
		"no dimension, other tail":  p.with(sheetPart, "</worksheet>", `<sheetProtection sheet="1"/><extLst><ext xmlns:y="urn:y" uri="x"><y:row/></ext></extLst></worksheet>`),
	} {
		t.Run(name, func(t *testing.T) {
			book := mustOpen(t, p.zip())
			if got := dump(book.Sheets[0]); len(book.Sheets) != 1 || book.Sheets[0].Name != "A" || got != want {
				t.Errorf("%d sheets, %q: %s", len(book.Sheets), book.Sheets[0].Name, got)
			}
		})
	}
}

func TestBook(t *testing.T) {
	p := plain("").with(bookPart, "<workbookPr/>", `<workbookPr date1904="true"/>`).
		with(bookPart, "</sheets>", `<sheet name="Chart" sheetId="2" r:id="r8"/><sheet name="Q &amp; A_x0021_" sheetId="3" state="veryHidden" r:id="r9"/><sheet name="Module1" sheetId="4" state="veryHidden" r:id=""/></sheets>`).
		with(bookRels, "</Relationships>", `<Relationship Id="r8" Type="`+relNS+`/chartsheet" Target="chartsheets/sheet1.xml"/><Relationship Id="r9" Type="`+relNS+`/worksheet" Target="worksheets/sheet2.xml"/>`+
			`<Relationship Id="r7" Type="`+relNS+`/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>`).
		with(typesPart, sheetType, "application/vnd.ms-excel.sheet.macroEnabled.main+xml").
		with("_rels/.rels", "</Relationships>", `<Relationship Id="r2" Type="`+relNS+`/custom-properties" Target="docProps/custom.xml"/></Relationships>`).
		set("docProps/custom.xml", `<Properties xmlns="urn:p" xmlns:vt="urn:v"><property fmtid="{x}" pid="2" name="packet"><vt:lpwstr>4F7K-2Q &amp; more</vt:lpwstr></property><property pid="3" name="n"><vt:i4>7</vt:i4></property><property pid="4" name="list"><vt:vector><vt:lpstr>x</vt:lpstr></vt:vector></property></Properties>`).
		set("xl/worksheets/sheet2.xml", `<worksheet xmlns="`+mainNS+`"><cols><col min="16384" max="16384" hidden="true"/><col min="2" max="3" hidden="1"/><col min="4" max="4" hidden="0"/><col min="3" max="3" hidden="1"/><col min="9" max="12" hidden="1"/><col min="10" max="10" hidden="1"/></cols>`+
			`<sheetData><row r="2" hidden="1"><c r="B2"><v>1</v></c></row><row r="3"/><row r="4" hidden="false"><c r="C4"><v>2</v></c></row></sheetData>`+
			`<mergeCells count="2"><mergeCell ref="B2:C5"/><mergeCell ref="$F$9:$E$8"/><mergeCell ref="A1"/></mergeCells></worksheet>`)
	book, found := Open("test.xlsm", p.zip())
	if got := codes(found); got != "FILE-40; FILE-41" {
		t.Fatal(got)
	}
	if !book.Date1904 || !book.Macros || !book.ExternalLinks || !reflect.DeepEqual(book.Properties, map[string]string{"packet": "4F7K-2Q & more", "n": "7"}) {
		t.Errorf("%+v", book)
	}
	if len(book.Sheets) != 2 || book.Sheets[0].Visibility != Visible || book.Sheets[1].Name != "Q & A!" || book.Sheets[1].Visibility != VeryHidden {
		t.Fatalf("%+v", book.Sheets)
	}
	s := book.Sheets[1]
	if want := []Range{{2, 2, 5, 3}, {8, 5, 9, 6}, {1, 1, 1, 1}}; !reflect.DeepEqual(s.Merges, want) {
		t.Errorf("merges %v", s.Merges)
	}
	for col, want := range map[int]bool{1: false, 2: true, 3: true, 4: false, 8: false, 9: true, 11: true, 12: true, 13: false, 16384: true} {
		if s.ColHidden(col) != want {
			t.Errorf("column %d hidden: %v", col, !want)
		}
	}
	if len(s.Rows) != 2 || !s.Rows[0].Hidden || s.Rows[1].Hidden {
		t.Errorf("rows %+v", s.Rows)
	}
	if c, ok := s.At(4, 3); !ok || c.Number != 2 || c.Row != 4 || c.Col != 3 {
		t.Errorf("C4 is %+v", c)
	}
	for _, at := range [][2]int{{4, 2}, {3, 3}, {1, 1}, {9, 9}} {
		if c, ok := s.At(at[0], at[1]); ok {
			t.Errorf("%v is %+v", at, c)
		}
	}
	if r := s.Merges[0]; !r.Contains(2, 2) || !r.Contains(5, 3) || r.Contains(6, 3) || r.Contains(2, 4) {
		t.Error("Contains")
	}
}

func TestRefusedBuilds(t *testing.T) {
	p := plain(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	second := func(name, target string) parts {
		return p.with(bookPart, "</sheets>", `<sheet name="`+name+`" sheetId="2" r:id="r9"/></sheets>`).
			with(bookRels, "</Relationships>", `<Relationship Id="r9" Type="`+relNS+`/worksheet" Target="`+target+`"/></Relationships>`).
			set("xl/worksheets/sheet2.xml", sheetXML(""))
	}
	for name, c := range map[string]struct {
		p    parts
		want string
	}{
		"the workbook is missing":              {p.without(bookPart), "FILE-27"},
		"a sheet's part is missing":            {p.without(sheetPart), "FILE-27 A"},
		"a sheet is not among the parts":       {p.with(bookRels, `Id="r1"`, `Id="r5"`), "FILE-27 A"},
		"the formats are missing":              {p.without(stylePart), "FILE-27"},
		"no sheets":                            {p.with(bookPart, `<sheet name="A" sheetId="1" r:id="r1"/>`, ""), "FILE-28"},
		"charts only":                          {p.with(bookRels, "/worksheet", "/chartsheet"), "FILE-28"},
		"two sheets of one name":               {second("a", "worksheets/sheet2.xml"), "FILE-30"},
		"a sheet name with an escape sequence": {p.with(bookPart, `name="A"`, `name="A_x001B_[2J"`), "FILE-29"},
		"two sheets with one part":             {second("B", "worksheets/sheet1.xml"), "FILE-31 B"},
		"a relationship twice":                 {p.with(bookRels, `Id="r2"`, `Id="r1"`), "FILE-31"},
		"a sheet that is another part":         {p.with(bookRels, "worksheets/sheet1", "sharedStrings"), "FILE-29 A"},
		"a workbook that is another part":      {p.with("_rels/.rels", "xl/workbook", "xl/styles"), "FILE-29"},
		"two workbooks":                        {p.with("_rels/.rels", "</Relationships>", `<Relationship Id="r9" Type="`+relNS+`/officeDocument" Target="xl/other.xml"/></Relationships>`), "FILE-29"},
		"two lists of texts":                   {p.with(bookRels, "</Relationships>", `<Relationship Id="r9" Type="`+relNS+`/sharedStrings" Target="other.xml"/></Relationships>`), "FILE-29"},
		"two lists of formats":                 {p.with(bookRels, "</Relationships>", `<Relationship Id="r9" Type="`+relNS+`/styles" Target="other.xml"/></Relationships>`), "FILE-29"},
		"a document type in a sheet":           {p.with(sheetPart, "<worksheet", `<!DOCTYPE x [<!ENTITY e "x">]><worksheet`), "FILE-26 A"},
		"a document type in the texts":         {p.with(stringPart, "<sst", `<!DOCTYPE x><sst`), "FILE-26"},
		"damaged texts":                        {p.with(stringPart, "</sst>", ""), "FILE-25"},
		"damaged formats":                      {p.with(stylePart, "</cellXfs>", ""), "FILE-25"},
		"a damaged list of sheets":             {p.with(bookPart, "</workbook>", "</workbook"), "FILE-25"},
		"two roots":                            {p.with(sheetPart, "</worksheet>", "</worksheet><worksheet/>"), "FILE-25 A"},
		"text behind the root":                 {p.with(sheetPart, "</worksheet>", "</worksheet>x"), "FILE-25 A"},
		"no cells at all":                      {p.set(sheetPart, `<worksheet/>`), "FILE-27 A"},
		"cells twice":                          {p.with(sheetPart, "</sheetData>", "</sheetData><sheetData/>"), "FILE-31 A"},
		"cells inside an alternative":          {p.set(sheetPart, `<worksheet><m:A xmlns:m="urn:m"><sheetData/></m:A></worksheet>`), "FILE-31 A"},
		"an empty sheet part":                  {p.set(sheetPart, ""), "FILE-25 A"},
		"XML 1.1":                              {p.set(sheetPart, `<?xml version="1.1"?>`+sheetXML("")), "FILE-25 A"},
		"an unknown encoding":                  {p.set(sheetPart, `<?xml version="1.0" encoding="x-mac"?>`+sheetXML("")), "FILE-29 A"},
		"UTF-8 declared as UTF-16":             {p.set(sheetPart, `<?xml version="1.0" encoding="UTF-16"?>`+sheetXML("")), "FILE-29 A"},
		"half a UTF-16 character":              {p.set(sheetPart, "\xff\xfe<\x00a"), "FILE-25 A"},
		"half a surrogate pair":                {p.set(sheetPart, "\xff\xfe<\x00\x00\xd8"), "FILE-25 A"},
		"an empty merge":                       {p.with(sheetPart, "</worksheet>", `<mergeCells><mergeCell ref=""/></mergeCells></worksheet>`), "FILE-31 A"},
		"a merge beyond the edge":              {p.with(sheetPart, "</worksheet>", `<mergeCells><mergeCell ref="A1:XFE1"/></mergeCells></worksheet>`), "FILE-31 A"},
		"columns turned round":                 {p.with(sheetPart, "<sheetData>", `<cols><col min="3" max="2"/></cols><sheetData>`), "FILE-31 A"},
		"columns beyond the edge":              {p.with(sheetPart, "<sheetData>", `<cols><col min="3" max="99999"/></cols><sheetData>`), "FILE-31 A"},
		"far too deep":                         {p.with(sheetPart, "</sheetData>", "</sheetData>"+strings.Repeat("<x>", 70)), "FILE-26 A"},
		"a part named out of the file":         {p.set("../x", "x"), "FILE-24"},
		"a part named on a drive":              {p.set(`C:\x`, "x"), "FILE-24"},
		"a part twice":                         {append(p, [2]string{sheetPart, sheetXML("")}), "FILE-24"},
		"a part twice in other case":           {p.set("XL/Workbook.xml", "x"), "FILE-24"},
		"a part twice with backslashes":        {p.set(`xl\workbook.xml`, "x"), "FILE-24"},
		"a Word document":                      {p.with(typesPart, sheetType, "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"), "FILE-12"},
		"a presentation":                       {p.with(typesPart, sheetType, "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"), "FILE-12"},
		"a binary workbook":                    {p.with(typesPart, sheetType, "application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "FILE-06"},
		"an OpenDocument text":                 {parts{{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", "<x/>"}}, "FILE-12"},
		"a Numbers file":                       {parts{{"Index/Document.iwa", "x"}}, "FILE-08"},
		"a packed folder":                      {parts{{"returns/hr.xlsx", "x"}}, "FILE-13"},
	} {
		t.Run(name, func(t *testing.T) {
			book, found := Open("test.xlsx", c.p.zip())
			if got := codes(found); book != nil || got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestSniff(t *testing.T) {
	ole := func(stream string) string {
		return "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1......" + utf16Text(stream, binary.LittleEndian)
	}
	for _, c := range []struct{ what, name, data, want string }{
		{"nothing", "a.xlsx", "", "FILE-01"},
		{"a lock file of Excel", `C:\x\~$a.xlsx`, "\x05anna", "FILE-02"},
		{"a lock file of LibreOffice", "x/.~lock.a.xlsx#", ",anna", "FILE-02"},
		{"a resource fork", "._a.xlsx", "\x00\x05\x16\x07\x00", "FILE-02"},
		{"an old workbook", "a.xlsx", ole("Workbook"), "FILE-03"},
		{"an older workbook", "a.xls", ole("Book"), "FILE-03"},
		{"a bare old sheet", "a.xls", "\x09\x08\x10\x00", "FILE-03"},
		{"a locked workbook", "a.xlsx", ole("EncryptedPackage"), "FILE-04"},
		{"an e-mail", "a.msg", ole("__substg1.0"), "FILE-05"},
		{"an old document", "a.doc", ole("WordDocument"), "FILE-12"},
		{"a web page", "a.xls", " \n<HTML><body><table>", "FILE-09"},
		{"a table", "a.xls", "<meta><table border=1>", "FILE-09"},
		{"a web archive", "a.xls", "MIME-Version: 1.0\n", "FILE-09"},
		{"Excel 2003 XML", "a.xls", `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`, "FILE-10"},
		{"Excel 2003 XML with its table", "a.xml", `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>`, "FILE-10"},
		{"an e-mail as text", "a.eml", "Received: from a\nFrom: Jo <jo@a.example>\nSubject: Our plan\n\nIt follows.", "FILE-12"},
		{"a Gnumeric file", "a.gnumeric", "\x1f\x8b\x08", "FILE-12"},
		{"flat OpenDocument that is a letter", "a.fodt", `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:body><office:text/></office:body></office:document>`, "FILE-12"},
		{"a letter", "a.xlsx", "Dear Jo, our plan\nfollows, next week.\n", "FILE-11"},
		{"a list in one column", "a.csv", "one\ntwo\n", "FILE-11"},
		{"one line", "a.csv", "a;b", "FILE-11"}, {"a mark and one line", "a.xlsx", "\ufeffa;b\n", "FILE-11"},
		{"text in UTF-16", "a.xlsx", utf16Text("a\tb", binary.LittleEndian), "FILE-11"},
		{"SYLK", "a.slk", "ID;PWXL;N;E\r\nC;Y1;X1;K\"a\"\r\nE\r\n", "FILE-11"},
		{"a PDF", "a.xlsx", "%PDF-1.7", "FILE-12"},
		{"a photo", "a.jpg", "\xff\xd8\xff\xe0", "FILE-12"},
		{"a phone's photo", "a.heic", "\x00\x00\x00\x18ftypheic\x00\x00", "FILE-12"},
		{"an archive", "a.7z", "7z\xbc\xaf\x27\x1c", "FILE-13"},
		{"an empty archive", "a.zip", "PK\x05\x06" + strings.Repeat("\x00", 18), "FILE-13"},
		{"a link", "a.gsheet", `{"url": "https://docs.google.com/open?id=x", "doc_id": "x"}`, "FILE-14"},
		{"other XML", "a.xml", `<?xml version="1.0"?><a/>`, "FILE-15"},
		{"bytes", "a.xlsx", "a\x00\x01b", "FILE-15"},
		{"zeros", "a.xlsx", strings.Repeat("\x00", 5000), "FILE-16"},
		{"the beginning of a workbook", "a.xlsx", "PK\x03\x04\x14\x00", "FILE-21"},
	} {
		t.Run(c.what, func(t *testing.T) {
			book, found := Open(c.name, []byte(c.data))
			if got := codes(found); book != nil || got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// Workbooks with macros and templates are read as data, and that there are macros
// is said.
func TestKindsOfWorkbooks(t *testing.T) {
	const usual = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	for _, c := range []struct{ name, kind, want string }{
		{"a.xlsx", usual + "sheet.main+xml", ""},
		{"a.xltx", usual + "template.main+xml", ""},
		{"a.xlsm", "application/vnd.ms-excel.sheet.macroEnabled.main+xml", "FILE-40"},
		{"a.xltm", "application/vnd.ms-excel.template.macroEnabled.main+xml", "FILE-40"},
		{"a.xls", usual + "sheet.main+xml", "FILE-42"},
		{"a.csv", usual + "sheet.main+xml", "FILE-42"},
	} {
		book, found := Open(c.name, plain(`<row r="1"><c r="A1" t="s"><v>0</v></c></row>`).with(typesPart, usual+"sheet.main+xml", c.kind).zip())
		if book == nil || codes(found) != c.want || book.Format != Workbook || dump(book.Sheets[0]) != `A1 text "one"` {
			t.Errorf("%s: %v", c.name, found)
		}
	}
	template := odf(odfTable(odfRowOf(odfString("one")))).set("mimetype", "application/vnd.oasis.opendocument.spreadsheet-template").zip()
	if book, found := Open("a.ots", template); book == nil || len(found) > 0 || book.Format != OpenDocument {
		t.Errorf("a.ots: %v", found)
	}
}

// What a file will ask of memory is known before anything is unpacked.
func TestUnpacked(t *testing.T) {
	p := plain(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	data, want := p.zip(), 0
	for _, e := range p {
		want += len(e[1])
	}
	if got := Unpacked(data); got != int64(len(data)+want) {
		t.Errorf("got %d, want %d", got, len(data)+want)
	}
	if got := Unpacked([]byte("a,b\n")); got != 4 {
		t.Errorf("a text: %d", got)
	}
	for _, h := range hostile.Files() {
		if !h.Heavy && Unpacked(h.Data()) < 0 {
			t.Errorf("%s: %d", h.Name, Unpacked(h.Data()))
		}
	}
}

// Every finding of this package can be told in words, without holes.
func TestMessages(t *testing.T) {
	for _, f := range []*fault{
		refuse(tooMuchInside, "things", "parts", "count", "2", "limit", "1"), refuse(contradiction, "reason", "x").near("S", 2, 3),
		refuse(unsafeContent, "reason", "x").in("the list of texts"), refuse(beyondEdge, "address", "x").near("S", 2, 0),
	} {
		if got := f.finding("f.xlsx"); strings.ContainsAny(got.Message+got.Hint, "{}") || strings.Contains(got.Message, "  ") || got.Where.File != "f.xlsx" {
			t.Errorf("%+v", got)
		}
	}
	for _, e := range finding.Catalogue() {
		if strings.HasPrefix(string(e.Code), "FILE-") && e.Severity == finding.Error && (e.Title == "" || e.Hint == "" || e.Why == "") {
			t.Errorf("%s has no hint or no reason", e.Code)
		}
	}
}

// A mistake of ours is one finding and no stack trace.
func TestOwnPanic(t *testing.T) {
	book, found := func() (b *Book, l finding.List) {
		defer ourFault("a.xlsx", &b, &l)
		panic("x")
	}()
	if book != nil || codes(found) != "FILE-39" {
		t.Errorf("%+v", found)
	}
}

func TestLimits(t *testing.T) {
	p := plain(`<row r="1"><c r="A1"><v>1</v></c><c r="E1" t="str"><v>long text</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"/></row>`).
		with(sheetPart, "</worksheet>", `<mergeCells><mergeCell ref="A5"/><mergeCell ref="A6"/></mergeCells><dataValidations><dataValidation/><dataValidation/></dataValidations></worksheet>`).
		with(sheetPart, "<sheetData>", `<cols><col min="1" max="1"/><col min="2" max="2"/></cols><sheetData>`).
		with(bookPart, "</workbook>", `<definedNames><definedName name="a">A!$A$1</definedName><definedName name="b">A!$A$1</definedName></definedNames></workbook>`)
	data := p.zip()
	for name, c := range map[string]struct {
		set  func(*Limits)
		want string
	}{
		"file":        {func(l *Limits) { l.FileBytes = 100 }, "FILE-20"},
		"part":        {func(l *Limits) { l.PartBytes = 100 }, "FILE-23"},
		"sheet":       {func(l *Limits) { l.SheetBytes, l.PartBytes = 100, 2000 }, "FILE-23 A"},
		"total":       {func(l *Limits) { l.TotalBytes = 1000 }, "FILE-23"},
		"parts":       {func(l *Limits) { l.Parts = 3 }, "FILE-23"},
		"depth":       {func(l *Limits) { l.Depth = 4 }, "FILE-26"},
		"attributes":  {func(l *Limits) { l.Attributes = 2 }, "FILE-26"},
		"attribute":   {func(l *Limits) { l.AttrBytes = 100 }, ""},
		"sheets":      {func(l *Limits) { l.Sheets = 0 }, "FILE-33"},
		"names":       {func(l *Limits) { l.Names = 1 }, "FILE-33"},
		"styles":      {func(l *Limits) { l.Styles = 1 }, "FILE-33"},
		"strings":     {func(l *Limits) { l.Strings = 1 }, "FILE-33"},
		"cells":       {func(l *Limits) { l.Cells = 2 }, "FILE-33 A!A2"},
		"elements":    {func(l *Limits) { l.CellElements = 3 }, "FILE-33 A!A2"},
		"rows":        {func(l *Limits) { l.RowElements = 1 }, "FILE-33 A!E1"},
		"merges":      {func(l *Limits) { l.Merges = 1 }, "FILE-33 A"},
		"validations": {func(l *Limits) { l.Validations = 1 }, "FILE-33 A"},
		"columns":     {func(l *Limits) { l.Columns = 1 }, "FILE-33 A"},
		"runes":       {func(l *Limits) { l.TextRunes = 8 }, "FILE-34 A!E1"},
		"text":        {func(l *Limits) { l.TextBytes = 9 }, "FILE-33 A!E1"},
	} {
		t.Run(name, func(t *testing.T) {
			l := Default
			c.set(&l)
			_, found := l.Open("a.xlsx", data)
			if got := codes(found); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestDamagedContainer(t *testing.T) {
	p := plain(strings.Repeat("<row/>", 40) + `<row r="77"><c r="A77"><v>1</v></c></row>`)
	good := p.zip()
	at := bytes.Index(good, []byte(sheetPart)) + len(sheetPart)
	change := func(f func(b []byte) []byte) []byte { return f(bytes.Clone(good)) }
	directory := bytes.LastIndex(good, []byte("PK\x01\x02")) // of the sheet, the last part
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"cut off":                   {good[:len(good)-60], "FILE-21"},
		"cut in the middle":         {good[:len(good)/2], "FILE-21"},
		"a changed byte":            {change(func(b []byte) []byte { b[at+12] ^= 0x10; return b }), "FILE-22 A"},
		"a changed checksum":        {change(func(b []byte) []byte { b[directory+16] ^= 1; return b }), "FILE-22 A"},
		"a size too small":          {change(func(b []byte) []byte { b[directory+24]--; return b }), "FILE-22 A"},
		"a size too large":          {change(func(b []byte) []byte { b[directory+24]++; return b }), "FILE-22 A"},
		"a size of gigabytes":       {change(func(b []byte) []byte { b[directory+27] = 0x70; return b }), "FILE-23"},
		"a size beyond all packing": {change(func(b []byte) []byte { b[directory+26] = 0x40; return b }), "FILE-22"},
		"a locked part":             {change(func(b []byte) []byte { b[directory+8] |= 1; return b }), "FILE-24"},
		"a rare packing":            {change(func(b []byte) []byte { b[directory+10] = 12; return b }), "FILE-24"},
		"a symbolic link":           {change(func(b []byte) []byte { b[directory+5], b[directory+41] = 3, 0xA0; return b }), "FILE-24"},
		"parts in one place":        {change(func(b []byte) []byte { copy(b[directory+42:], []byte{0, 0, 0, 0}); return b }), "FILE-24"},
		"a part outside":            {change(func(b []byte) []byte { b[directory+44] = 0xff; return b }), "FILE-22"},
	} {
		t.Run(name, func(t *testing.T) {
			book, found := Open("a.xlsx", c.data)
			if got := codes(found); book != nil || got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	for n := range len(good) {
		if book, found := Open("a.xlsx", good[:n]); book != nil || len(found) != 1 || found[0].Code == ourFailure {
			t.Fatalf("%d of %d bytes: %s", n, len(good), codes(found))
		}
	}
}

package workbook

import (
	"cmp"
	"strconv"
)

// The parts that excelize makes, and what the relations and kinds of parts are called.
const (
	stylePart = "xl/styles.xml"
	themePart = "xl/theme/theme1.xml"

	mainSpace     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relationSpace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace  = "http://schemas.openxmlformats.org/package/2006/"
	sheetType     = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	officeType    = "application/vnd.openxmlformats-officedocument."
	packageType   = "application/vnd.openxmlformats-package."
)

func sheetPart(i int) string { return "xl/worksheets/sheet" + strconv.Itoa(i+1) + ".xml" }

// sheetCount counts the hidden sheets, too.
func (w *writer) sheetCount() int { return len(w.sheets) + 2 }

func (w *writer) contentTypes() {
	w.put(xmlHead + `<Types xmlns="` + packageSpace + `content-types">`)
	if kind := w.prepared.kind; kind != "" {
		w.put(`<Default Extension="`, kind, `" ContentType="image/`, kind, `"/>`)
	}
	w.put(`<Default Extension="rels" ContentType="` + packageType + `relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`)
	override := func(part, kind string) { w.put(`<Override PartName="/`, part, `" ContentType="`, kind, `"/>`) }
	override("docProps/app.xml", officeType+"extended-properties+xml")
	override("docProps/core.xml", packageType+"core-properties+xml")
	if w.hasCustom() {
		override("docProps/custom.xml", officeType+"custom-properties+xml")
	}
	override("xl/workbook.xml", sheetType+"sheet.main+xml")
	override(stylePart, sheetType+"styles+xml")
	override(themePart, officeType+"theme+xml")
	for i := range w.sheetCount() {
		override(sheetPart(i), sheetType+"worksheet+xml")
	}
	override("xl/sharedStrings.xml", sheetType+"sharedStrings+xml")
	for n := range w.pictures() {
		override(drawingPart(n), officeType+"drawing+xml")
	}
	w.put("</Types>")
}

// relation writes the n-th relation of a part, counted from 1.
func (w *writer) relation(n int, space, kind, target string) {
	w.put(`<Relationship Id="rId`)
	w.int(n)
	w.put(`" Type="`, space, kind, `" Target="`, target, `"/>`)
}

const relationsHead = xmlHead + `<Relationships xmlns="` + packageSpace + `relationships">`

func (w *writer) relations() {
	w.put(relationsHead)
	w.relation(1, relationSpace, "/officeDocument", "xl/workbook.xml")
	w.relation(2, packageSpace, "relationships/metadata/core-properties", "docProps/core.xml")
	w.relation(3, relationSpace, "/extended-properties", "docProps/app.xml")
	if w.hasCustom() {
		w.relation(4, relationSpace, "/custom-properties", "docProps/custom.xml")
	}
	w.put("</Relationships>")
}

func (w *writer) bookRelations() {
	w.put(relationsHead)
	n := w.sheetCount()
	for i := range n {
		w.relation(i+1, relationSpace, "/worksheet", "worksheets/sheet"+strconv.Itoa(i+1)+".xml")
	}
	w.relation(n+1, relationSpace, "/styles", "styles.xml")
	w.relation(n+2, relationSpace, "/theme", "theme/theme1.xml")
	w.relation(n+3, relationSpace, "/sharedStrings", "sharedStrings.xml")
	w.put("</Relationships>")
}

// The properties are texts and a fixed day: nothing that changes from run to run.

func (w *writer) application() {
	w.put(xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">`)
	w.element("Application", "spm")
	w.element("Company", safeText(w.Packet.Organization))
	w.put("</Properties>")
}

// core has its usual prefix, without which exceljs refuses the file.
func (w *writer) core() {
	day := string(cmp.Or(w.Packet.Issued, "2000-01-01")) + "T00:00:00Z"
	w.put(xmlHead + `<cp:coreProperties xmlns:cp="` + packageSpace + `metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`)
	w.element("dc:title", safeText(w.Packet.Title))
	w.element("dc:creator", "spm")
	w.element("cp:lastModifiedBy", "spm")
	w.element("dc:language", w.lib.Locale())
	w.element(`dcterms:created xsi:type="dcterms:W3CDTF"`, day)
	w.element(`dcterms:modified xsi:type="dcterms:W3CDTF"`, day)
	w.put("</cp:coreProperties>")
}

func (w *writer) hasCustom() bool { return w.Packet.Code != "" || w.Packet.Organization != "" }

// custom repeats whose workbook it is.
func (w *writer) custom() {
	w.put(xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"` +
		` xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">`)
	id := 2 // lower ones are taken
	for _, kv := range [][2]string{{metaPacket, w.Packet.Code}, {metaWorkspace, safeText(w.Packet.Organization)}} {
		if kv[1] == "" {
			continue
		}
		w.put(`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="`)
		w.int(id)
		w.put(`" name="`, kv[0], `">`)
		w.element("vt:lpwstr", kv[1])
		w.put("</property>")
		id++
	}
	w.put("</Properties>")
}

func (w *writer) book() {
	w.put(xmlHead + `<workbook xmlns="` + mainSpace + `" xmlns:r="` + relationSpace + `"><fileVersion appName="xl" lastEdited="6" lowestEdited="6" rupBuild="14420"/>` +
		`<workbookPr filterPrivacy="1" defaultThemeVersion="164011"/><bookViews><workbookView xWindow="0" yWindow="0" windowWidth="14805" windowHeight="8010"/></bookViews><sheets>`)
	for i, s := range w.sheets {
		w.tab(i, s.Name, "")
	}
	w.tab(len(w.sheets), listsSheet, "hidden")
	w.tab(len(w.sheets)+1, metaSheet, "veryHidden")
	w.put("</sheets><definedNames>")
	for i, s := range w.sheets {
		area := sheetRef(s.Name) + absolute(1, 1) + ":" + absolute(s.Rows, len(s.Widths))
		w.name("_xlnm.Print_Area", i, area)
		w.name("_xlnm.Print_Titles", i, sheetRef(s.Name)+"$"+strconv.Itoa(s.Repeat[0])+":$"+strconv.Itoa(s.Repeat[1]))
		w.name("sh_"+nameSafe(s.Form.ID)+"_"+strconv.Itoa(i), -1, sheetRef(s.Name)+absolute(1, 1))
	}
	for i, x := range w.Lists {
		w.name(x.Name, -1, areaRef(listsSheet, i+1, 2, len(x.Labels)+1))
	}
	w.put(`</definedNames><calcPr calcId="122211"/></workbook>`)
}

func (w *writer) tab(i int, name, state string) {
	w.put("<sheet")
	w.attr("name", name)
	w.put(` sheetId="`)
	w.int(i + 1)
	if state != "" {
		w.put(`" state="`, state)
	}
	w.put(`" r:id="rId`)
	w.int(i + 1)
	w.put(`"/>`)
}

// name defines a name, of a sheet if that is not negative.
func (w *writer) name(name string, sheet int, refersTo string) {
	w.put(`<definedName name="`, name)
	if sheet >= 0 {
		w.put(`" localSheetId="`)
		w.int(sheet)
	}
	w.put(`">`)
	w.xml = appendFormula(w.xml, refersTo)
	w.put("</definedName>")
}

// lists fills the hidden sheet of drop-downs: a column each, its name on top.
func (w *writer) lists() {
	rows := 1
	for _, x := range w.Lists {
		rows = max(rows, len(x.Labels)+1)
	}
	w.hidden(rows, max(len(w.Lists), 1))
	for row := 1; row <= rows && len(w.Lists) > 0; row++ {
		w.beginRow(row)
		for i, x := range w.Lists {
			switch {
			case row == 1:
				w.plain(row, i+1, x.List)
			case row-2 < len(x.Labels):
				w.plain(row, i+1, x.Labels[row-2])
			}
		}
		w.put("</row>")
	}
	w.put("</sheetData></worksheet>")
}

// meta repeats what the sheets say of themselves, for the case that somebody
// has typed over it.
func (w *writer) meta() {
	p := w.Packet
	pairs := [][2]string{
		{metaPacket, p.Code}, {metaWorkspace, p.Organization}, {metaKind, p.Kind}, {metaTo, p.To.Key},
		{metaPeriod, cmp.Or(p.Period, p.Year)}, {metaIssued, string(p.Issued)},
	}
	w.hidden(len(pairs), 2)
	for i, kv := range pairs {
		w.beginRow(i + 1)
		for j, s := range kv {
			if s != "" {
				w.plain(i+1, j+1, safeText(s))
			}
		}
		w.put("</row>")
	}
	w.put("</sheetData></worksheet>")
}

// hidden begins a sheet that nobody sees.
func (w *writer) hidden(rows, cols int) {
	w.put(xmlHead + `<worksheet xmlns="` + mainSpace + `"><dimension ref="A1:`)
	w.xml = appendAddress(w.xml, rows, cols)
	w.put(`"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetData>`)
}

func (w *writer) beginRow(row int) {
	w.put(`<row r="`)
	w.int(row)
	w.put(`">`)
}

// plain writes a text without a look of its own.
func (w *writer) plain(row, col int, text string) {
	w.put(`<c r="`)
	w.xml = appendAddress(w.xml, row, col)
	w.put(`" t="s"><v>`)
	w.int(w.strings.text(text))
	w.strings.uses++
	w.put("</v></c>")
}

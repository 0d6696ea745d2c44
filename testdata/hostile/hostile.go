// Package hostile makes files that harm who reads them carelessly: bombs, lies,
// damage that programs pass over in silence, and texts that other programs run.
// Each is small, made when it is asked for, and knows the finding that it has to
// end in.
//
// The package reads nothing; tests and fuzzers do that.
package hostile

import (
	"slices"
	"strings"
)

// File is a file that harms.
type File struct {
	Name  string // of the file, told from all others
	Class string // what it does
	Want  string // code of the finding; PKT-02: it is read, and is no form
	Heavy bool   // much work; a quick pass may leave it out
	Data  func() []byte
}

// Files are all of them, in the order of their classes.
func Files() []File {
	return slices.Concat(containers(), bombs(), crowds(), markup(), places(), contents(), openDocuments(), tables())
}

const (
	mainNS    = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	officeNS  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageNS = "http://schemas.openxmlformats.org/package/2006/relationships"
	types     = "[Content_Types].xml"
	topRels   = "_rels/.rels"
	book      = "xl/workbook.xml"
	bookRels  = "xl/_rels/workbook.xml.rels"
	styles    = "xl/styles.xml"
	texts     = "xl/sharedStrings.xml"
	sheet     = "xl/worksheets/sheet1.xml"
)

// plain is a small sound workbook with these rows.
func plain(rows string) parts {
	return parts{
		{name: types, text: text(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`)},
		{name: topRels, text: text(`<Relationships xmlns="` + packageNS + `"><Relationship Id="r1" Type="` + officeNS + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`)},
		{name: book, text: text(`<workbook xmlns="` + mainNS + `" xmlns:r="` + officeNS + `"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`)},
		{name: bookRels, text: text(`<Relationships xmlns="` + packageNS + `"><Relationship Id="r1" Type="` + officeNS + `/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="r2" Type="` + officeNS + `/styles" Target="styles.xml"/><Relationship Id="r3" Type="` + officeNS + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`)},
		{name: styles, text: text(`<styleSheet xmlns="` + mainNS + `"><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>`)},
		{name: texts, text: text(`<sst xmlns="` + mainNS + `"><si><t>one</t></si><si><t>two</t></si></sst>`)},
		{name: sheet, text: text(sheetHead + rows + sheetTail)},
	}
}

const (
	sheetHead = `<worksheet xmlns="` + mainNS + `"><sheetData>`
	sheetTail = `</sheetData></worksheet>`
)

// sheetOf is a workbook whose sheet is written out, not its rows.
func sheetOf(xml string) parts { return plain("").set(sheet, text(xml)) }

// rowOf is a workbook with one row of cells.
func rowOf(cells string) parts { return plain(`<row r="1">` + cells + `</row>`) }

// many is a sheet with a text that is repeated.
func many(head, unit string, times int, tail string) parts {
	return plain("").set(sheet, stream{head: head, unit: unit, times: times, tail: tail})
}

// behind is a sheet with something behind its cells.
func behind(xml string) parts {
	return sheetOf(`<worksheet xmlns="` + mainNS + `"><sheetData/>` + xml + `</worksheet>`)
}

// with replaces a text in a part.
func (p parts) with(name, old, new string) parts {
	i := p.find(name)
	had := p[i].text.head
	if !strings.Contains(had, old) {
		panic("hostile: " + name + " lacks " + old)
	}
	return p.set(name, text(strings.Replace(had, old, new, 1)))
}

// set replaces a part, or adds it.
func (p parts) set(name string, s stream) parts {
	out := slices.Clone(p)
	if i := p.find(name); i >= 0 {
		out[i].text = s
		return out
	}
	return append(out, part{name: name, text: s})
}

func (p parts) find(name string) int {
	return slices.IndexFunc(p, func(e part) bool { return e.name == name })
}

// change edits the last part of a name.
func (p parts) change(name string, edit func(*part)) parts {
	out := slices.Clone(p)
	edit(&out[p.find(name)])
	return out
}

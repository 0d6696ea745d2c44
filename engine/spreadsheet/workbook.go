package spreadsheet

import (
	"strconv"
	"strings"
	"unicode"
)

// listed is a worksheet as the workbook lists it.
type listed struct {
	name       string
	visibility Visibility
	part       string
}

// workbook is the part that lists the sheets, and what it leads to
// (ECMA-376 Part 1, 18.2).
type workbook struct {
	date1904      bool
	sheets        []listed
	styles        string // parts; empty: none
	strings       string
	macros, links bool
}

func (c *container) workbook(part string) (*workbook, *fault) {
	rels, bad := c.relationships(part)
	if bad != nil {
		return nil, bad
	}
	w := &workbook{}
	r := sheetList{w: w, rels: make(map[string]relationship, len(rels)), names: map[string]bool{}, parts: map[string]bool{}}
	for _, to := range rels {
		r.rels[to.id] = to
		switch to.kind {
		case "styles":
			bad = only(&w.styles, to.target, "lists of formats")
		case "sharedStrings":
			bad = only(&w.strings, to.target, "lists of texts")
		case "vbaProject", "xlMacrosheet", "xlIntlMacrosheet":
			w.macros = true
		case "externalLink":
			w.links = true
		}
		if bad != nil {
			return nil, bad
		}
	}
	bad = c.walk(part, "the list of sheets", "workbook", func(x *scanner, at []string) *fault {
		if x.space != spaceMain {
			return nil
		}
		return r.element(c, x, at)
	})
	if bad == nil && len(w.sheets) == 0 {
		bad = refuse(noSheets)
	}
	return w, bad
}

// book reads the workbook. What concerns the whole of it is told alone; damaged
// sheets are told together, one finding for each.
func (c *container) book(r reading) (*Book, []*fault) {
	main, macros, properties, bad := c.mainPart()
	if bad != nil {
		return nil, []*fault{bad}
	}
	w, bad := c.workbook(main)
	if bad != nil {
		return nil, []*fault{bad}
	}
	looks, bad := c.styles(w.styles)
	if bad != nil {
		return nil, []*fault{bad}
	}
	texts, bad := c.sharedStrings(w.strings, r.kept != nil)
	if bad != nil {
		return nil, []*fault{bad}
	}
	book := &Book{Date1904: w.date1904, Macros: macros || w.macros, ExternalLinks: w.links}
	if book.Properties, bad = c.customProperties(properties); bad != nil {
		return nil, []*fault{bad}
	}
	c.roomFor(w.sheets)
	var all []*fault
	var total totals
	for _, l := range w.sheets {
		sheet, bad := c.sheet(l, texts, looks, &total, r)
		if bad != nil {
			if all = append(all, bad.near(l.name, 0, 0)); bad.code == tooManyInSheet {
				break // the sheets after it would only say so again
			}
			continue
		}
		book.Sheets = append(book.Sheets, sheet)
	}
	return book, all
}

// roomFor makes the memory for sheets as large as the largest needs, so that none
// is given up for a larger one.
func (c *container) roomFor(sheets []listed) {
	most := 0
	for _, l := range sheets {
		if f := c.parts[fold(l.part)]; f != nil && f.UncompressedSize64 <= uint64(c.lim.SheetBytes) {
			most = max(most, int(f.UncompressedSize64)+1)
		}
	}
	if cap(c.memory.sheet) < most {
		c.memory.sheet = make([]byte, most)
	}
}

// sheet reads one worksheet and hands on its cells.
func (c *container) sheet(l listed, shared texts, looks []look, total *totals, r reading) (*Sheet, *fault) {
	what := `the sheet "` + l.name + `"`
	part, bad := c.readInto(&c.memory.sheet, l.part, what, c.lim.SheetBytes)
	if bad != nil {
		return nil, bad
	}
	x, bad := c.scanPart(part, what)
	if bad != nil {
		return nil, bad
	}
	c.decoded[1].again = true
	x.decoded, x.keep = &c.decoded[1], r.kept != nil
	if x.keep {
		x.decoded = r.kept
	}
	sheet := &Sheet{Name: l.name, Visibility: l.visibility}
	r.Sheet(sheet)
	s := sheetScan{
		scanner: x, title: l.name, texts: shared, styles: looks, total: total,
		row: r.Row, cell: r.Cell,
	}
	if bad := s.scan(); bad != nil {
		return nil, bad
	}
	sheet.Merges, sheet.hidden = s.merges, apart(s.hidden)
	return sheet, nil
}

// sheetList gathers the sheets while the workbook part is scanned.
type sheetList struct {
	w            *workbook
	rels         map[string]relationship
	names, parts map[string]bool
	count        int // sheets of every kind
	defined      int // names
}

func (l *sheetList) element(c *container, x *scanner, at []string) *fault {
	switch wayTo(at) {
	case "workbook/workbookPr":
		v, _ := x.attr("date1904")
		on, ok := parseBool(v)
		if !ok {
			return refuse(contradiction, "reason", "its calendar is unclear")
		}
		l.w.date1904 = on
	case "workbook/definedNames/definedName":
		if l.defined++; l.defined > c.lim.Names {
			return refuse(tooManyInSheet, "things", "names", "limit", strconv.Itoa(c.lim.Names))
		}
	case "workbook/sheets/sheet":
		if l.count++; l.count > c.lim.Sheets {
			return refuse(tooManyInSheet, "things", "sheets", "limit", strconv.Itoa(c.lim.Sheets))
		}
		return l.sheet(c, x)
	}
	return nil
}

func (l *sheetList) sheet(c *container, x *scanner) *fault {
	s := listed{}
	s.name, _ = x.attr("name")
	s.name = unescape(s.name)
	if strings.ContainsFunc(s.name, unicode.IsControl) {
		return refuse(unusualBuild, "reason", "a sheet has a name that cannot be shown")
	}
	key := strings.ToLower(s.name)
	if l.names[key] {
		return refuse(sameName, "name", s.name)
	}
	l.names[key] = true
	state, _ := x.attr("state")
	switch state {
	case "", "visible":
	case "hidden":
		s.visibility = Hidden
	case "veryHidden":
		s.visibility = VeryHidden
	default:
		return refuse(contradiction, "reason", "it is unclear whether a sheet is hidden").near(s.name, 0, 0)
	}
	id := x.relation()
	r, ok := l.rels[id]
	if id == "" && s.visibility == VeryHidden {
		return nil // a macro module of Excel 97 days: listed, and without a part
	}
	if ok && r.kind != "worksheet" {
		return nil // a chart, dialog or macro sheet has no cells of the kind we read
	}
	if !ok || !c.has(r.target) {
		return refuse(partMissing, "what", `the sheet "`+s.name+`"`).near(s.name, 0, 0)
	}
	if l.parts[fold(r.target)] {
		return refuse(contradiction, "reason", "two sheets share their cells").near(s.name, 0, 0)
	}
	l.parts[fold(r.target)] = true
	s.part = r.target
	l.w.sheets = append(l.w.sheets, s)
	return nil
}

// parseBool reads an xsd:boolean, also as old files write it; "" is false.
func parseBool(s string) (on, ok bool) {
	switch strings.ToLower(trim(s)) {
	case "", "0", "false", "off":
		return false, true
	case "1", "true", "on":
		return true, true
	}
	return false, false
}

// customProperties reads docProps/custom.xml (ECMA-376 Part 1, 15.2.12.2 and 22.3).
func (c *container) customProperties(part string) (map[string]string, *fault) {
	all := map[string]string{}
	if part == "" || !c.has(part) {
		return all, nil
	}
	name := ""
	bad := c.walk(part, "the document properties", "Properties", func(x *scanner, at []string) *fault {
		switch {
		case len(at) == 2:
			name, _ = x.attr("name")
		case len(at) == 3 && simpleValue[x.name]:
			value, ok := x.content()
			if !ok {
				return x.fault
			}
			if _, twice := all[name]; !twice {
				all[name] = unescape(value)
			}
		}
		return nil
	})
	return all, bad
}

// simpleValue are the types of property values that have one text.
var simpleValue = map[string]bool{
	"lpwstr": true, "lpstr": true, "bstr": true, "bool": true, "filetime": true, "date": true, "decimal": true,
	"i1": true, "i2": true, "i4": true, "i8": true, "int": true, "ui1": true, "ui2": true, "ui4": true, "ui8": true,
	"uint": true, "r4": true, "r8": true,
}

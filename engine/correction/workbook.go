package correction

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// spaces are the names of the vocabularies that a workbook is written in:
// transitional or strict.
type spaces struct{ main, relations, kinds string }

var (
	transitional = spaces{
		"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
		"http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
	}
	strict = spaces{
		"http://purl.oclc.org/ooxml/spreadsheetml/main",
		"http://purl.oclc.org/ooxml/officeDocument/relationships",
		"http://purl.oclc.org/ooxml/officeDocument/relationships/",
	}
)

// workbookOrder is the order of the children of a workbook (18.2.27).
var workbookOrder = strings.Fields("fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst")

// open finds the workbook, its sheets and its styles, and what an earlier
// round has left.
func (m *marker) open() error {
	roots, err := m.relations("")
	if err != nil {
		return err
	}
	m.main = "xl/workbook.xml"
	for _, r := range roots {
		if r.kind == "officeDocument" {
			m.main = r.target
		}
	}
	data, err := m.read(m.main)
	if err != nil {
		return err
	}
	rels, err := m.relations(m.main)
	if err != nil {
		return err
	}
	targets := map[string]relation{}
	styles := ""
	for _, r := range rels {
		targets[r.id] = r
		if r.kind == "styles" {
			styles = r.target
		}
	}
	m.space = transitional
	if root, _ := children(data); strings.Contains(string(data[root.start:root.end]), strict.main) {
		m.space = strict
	}
	_, listed := children(data, "workbook", "sheets")
	for i, c := range listed {
		r := targets[c.qualified(data, "id")]
		if c.name == "sheet" && r.kind == "worksheet" && m.has(r.target) {
			m.sheets = append(m.sheets, &sheet{name: c.value(data, "name"), part: r.target, at: i})
		}
	}
	if len(m.sheets) != len(m.book.Sheets) {
		return odd("the list of its sheets")
	}
	for i, s := range m.sheets {
		s.name, s.merges = m.book.Sheets[i].Name, m.book.Sheets[i].Merges
	}
	m.findFormer(wear.asWorkbook)
	for _, s := range m.sheets {
		if m.former != nil && s.name == m.fixName {
			m.fixPart = s.part
		}
	}
	m.styles, err = m.openStyles(styles)
	return err
}

// front puts the list before all sheets and shows it first.
func (m *marker) front() error {
	m.write(m.fixPart, m.page())
	if rels := relsOf(m.fixPart); m.has(rels) { // of a list that another program has saved
		m.write(rels, []byte(xmlHead+`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>`))
	}
	return m.showFirst()
}

// newSheet lists a new worksheet as the first one. Names that belong to a
// sheet know it by its place, so all of them move on by one.
func (m *marker) newSheet() error {
	m.fixPart = m.free("xl/worksheets/sheet", ".xml") // as every program calls its sheets: some find them by that
	m.write(m.fixPart, nil)
	if err := m.declare(m.fixPart, "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"); err != nil {
		return err
	}
	id, err := m.relate(m.main, m.space.kinds+"worksheet", m.fixPart)
	if err != nil {
		return err
	}
	data, err := m.read(m.main)
	if err != nil {
		return err
	}
	root, _ := children(data)
	_, sheets := children(data, "workbook", "sheets")
	var names []string
	last := 0
	for _, s := range sheets {
		names = append(names, s.value(data, "name"))
		n, _ := strconv.Atoi(s.value(data, "sheetId"))
		last = max(last, n)
	}
	for _, s := range m.sheets {
		names = append(names, s.name) // as it is understood: a name may be written in codes
	}
	m.nameList(names)
	at := sheets[0].start
	edits := []edit{{at, at, `<` + root.prefix + `sheet name="` + cellText(m.fixName) + `" sheetId="` + strconv.Itoa(last+1) +
		`" ` + m.relationTo(data, root.tag, id) + `/>`}}
	repeat := `<` + root.prefix + `definedName name="_xlnm.Print_Titles" localSheetId="0">` + cellText(quoted(m.fixName)+"!$"+strconv.Itoa(headRow)+":$"+strconv.Itoa(headRow)) + `</` + root.prefix + `definedName>`
	parent, defined := children(data, "workbook", "definedNames")
	for _, d := range defined {
		if n, err := strconv.Atoi(d.value(data, "localSheetId")); err == nil {
			edits = append(edits, set(data, d.tag, "localSheetId", strconv.Itoa(n+1)))
		}
	}
	if parent.name == "definedNames" {
		edits = append(edits, parent.fill(data, repeat))
	} else {
		edits = append(edits, insert(data, workbookOrder, "definedNames", `<`+root.prefix+`definedNames>`+repeat+`</`+root.prefix+`definedNames>`))
	}
	return m.edit(m.main, edits...)
}

// nameList gives the list a name that no sheet has.
func (m *round) nameList(taken []string) {
	title := sheetName(m.words.Title)
	m.fixName = title
	for n := 2; slices.ContainsFunc(taken, func(name string) bool { return strings.EqualFold(name, m.fixName) }); n++ {
		m.fixName = title + " (" + strconv.Itoa(n) + ")"
	}
}

// sheetName is a title as sheets may be called (18.2.19), with room for a number.
func sheetName(title string) string {
	const longest = 25
	name := []rune(strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return ' '
		}
		return r
	}, title), " "))
	if len(name) == 0 {
		return "Fix list"
	}
	return strings.TrimSpace(string(name[:min(len(name), longest)]))
}

// relationTo is the attribute that leads to a relation, with the prefix that the
// part has for it: not every program understands another one.
func (m *marker) relationTo(data []byte, root tag, id string) string {
	for at := range attributes(data, root) {
		if prefix, ok := strings.CutPrefix(at.name, "xmlns:"); ok && string(data[at.start:at.end]) == m.space.relations {
			return prefix + `:id="` + id + `"`
		}
	}
	return `xmlns:r="` + m.space.relations + `" r:id="` + id + `"`
}

// showFirst makes the list the sheet that the program shows, and no other
// sheet chosen beside it: what is typed into a group of sheets lands on all.
func (m *marker) showFirst() error {
	data, err := m.read(m.main)
	if err != nil {
		return err
	}
	rels, err := m.relations(m.main)
	if err != nil {
		return err
	}
	at := 0
	_, sheets := children(data, "workbook", "sheets")
	for i, s := range sheets {
		for _, r := range rels {
			switch {
			case r.id != s.qualified(data, "id") || !m.has(r.target):
			case fold(r.target) == fold(m.fixPart):
				at = i
			default:
				if err := m.unselect(r.target); err != nil {
					return err
				}
			}
		}
	}
	var edits []edit
	_, views := children(data, "workbook", "bookViews")
	for _, v := range views {
		edits = append(edits, set(data, v.tag, "activeTab", strconv.Itoa(at)))
		if _, _, _, ok := v.attribute(data, "firstSheet"); ok {
			edits = append(edits, set(data, v.tag, "firstSheet", "0"))
		}
	}
	if views == nil && at > 0 {
		root, _ := children(data)
		edits = append(edits, insert(data, workbookOrder, "bookViews", `<`+root.prefix+`bookViews><`+root.prefix+`workbookView activeTab="`+strconv.Itoa(at)+`"/></`+root.prefix+`bookViews>`))
	}
	if at < len(sheets) {
		if e, ok := drop(data, sheets[at].tag, "state"); ok {
			edits = append(edits, e)
		}
	}
	return m.edit(m.main, edits...)
}

// quoted is the name of a sheet as formulas and links write it.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// unselect takes a sheet out of those that are chosen.
func (m *marker) unselect(part string) error {
	data, err := m.read(part)
	if err != nil || !bytes.Contains(data, []byte("tabSelected")) {
		return err
	}
	var edits []edit
	w := walker{data: data}
	for w.next() && !w.opens("sheetData") {
		if w.opens("sheetView") {
			if e, ok := drop(data, w.tag, "tabSelected"); ok {
				edits = append(edits, e)
			}
		}
	}
	return m.edit(part, edits...)
}

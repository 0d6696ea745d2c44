package correction

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strconv"
	"strings"
)

// author writes the notes; by it a later round knows which are ours.
const author = "spm"

// notes writes the notes of a sheet's marks, after those of an earlier round
// are gone. A cell that has a note of somebody's keeps it, and ours stands in
// the list alone.
func (m *marker) notes(s *sheet) error {
	rels, err := m.relations(s.part)
	if err != nil {
		return err
	}
	var comments string
	for _, r := range rels {
		if r.kind == "comments" && m.has(r.target) {
			comments = r.target
		}
	}
	taken := map[string]bool{}
	if comments != "" {
		if taken, err = m.forgetNotes(s, comments, rels); err != nil {
			return err
		}
	}
	var places []address
	for _, at := range s.places() {
		if !taken[at.String()] && len(places) < mostItems {
			places = append(places, at)
		}
	}
	if len(places) == 0 {
		return nil
	}
	if comments == "" {
		comments = m.free("xl/comments", ".xml")
		m.write(comments, []byte(xmlHead+`<comments xmlns="`+m.space.main+`"><authors></authors><commentList></commentList></comments>`))
		if err := m.declare(comments, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"); err != nil {
			return err
		}
		if _, err := m.relate(s.part, m.space.kinds+"comments", comments); err != nil {
			return err
		}
	}
	if err := m.writeNotes(s, comments, places); err != nil {
		return err
	}
	return m.shapes(s, places)
}

// writeNotes adds notes to the comments of a sheet.
func (m *marker) writeNotes(s *sheet, comments string, places []address) error {
	data, err := m.read(comments)
	if err != nil {
		return err
	}
	root, _ := children(data)
	authors, all := children(data, "comments", "authors")
	list, _ := children(data, "comments", "commentList")
	if authors.name != "authors" || list.name != "commentList" {
		return odd("its notes")
	}
	id := len(all)
	for i, a := range all {
		if string(bytes.TrimSpace(data[a.end:a.inner])) == author {
			id = i
		}
	}
	var edits []edit
	p := root.prefix
	if id == len(all) {
		edits = append(edits, authors.fill(data, `<`+p+`author>`+author+`</`+p+`author>`))
	}
	var b strings.Builder
	for _, at := range places {
		fmt.Fprintf(&b, `<%[1]scomment ref="%[2]s" authorId="%[3]d"><%[1]stext><%[1]sr><%[1]srPr><%[1]ssz val="9"/><%[1]srFont val="Arial"/></%[1]srPr><%[1]st xml:space="preserve">%[4]s</%[1]st></%[1]sr></%[1]stext></%[1]scomment>`,
			p, at, id, cellText(s.marks[at].note))
	}
	return m.edit(comments, append(edits, list.fill(data, b.String()))...)
}

// forgetNotes takes the notes of an earlier round away, with their shapes, and
// answers which cells have a note of somebody's.
func (m *marker) forgetNotes(s *sheet, comments string, rels []relation) (taken map[string]bool, err error) {
	data, err := m.read(comments)
	if err != nil {
		return nil, err
	}
	_, authors := children(data, "comments", "authors")
	_, all := children(data, "comments", "commentList")
	taken, mine := map[string]bool{}, map[address]bool{}
	var edits []edit
	for _, c := range all {
		ref := c.value(data, "ref")
		n := number(c.value(data, "authorId"))
		if n < len(authors) && string(bytes.TrimSpace(data[authors[n].end:authors[n].inner])) == author || m.sounds(data[c.start:c.close]) {
			mine[addressOf(ref)] = true
			edits = append(edits, edit{c.start, c.close, ""})
			continue
		}
		taken[ref] = true
	}
	if err := m.edit(comments, edits...); err != nil || len(mine) == 0 {
		return taken, err
	}
	drawing, err := m.legacyDrawing(s, rels)
	if err != nil || drawing == "" {
		return taken, err
	}
	shapes, err := m.read(drawing)
	if err != nil {
		return nil, err
	}
	m.write(drawing, withoutShapes(shapes, mine))
	return taken, nil
}

// sounds tells whether a note begins as ours do: some programs give every note
// to another author.
func (m *round) sounds(note []byte) bool {
	if m.former == nil {
		return false
	}
	text := strings.TrimSpace(html.UnescapeString(string(markup.ReplaceAll(note, nil))))
	return strings.HasPrefix(text, m.words.NoteMend) || strings.HasPrefix(text, m.words.NoteLook)
}

var (
	markup      = regexp.MustCompile(`<[^>]*>`)
	shapeStart  = regexp.MustCompile(`<(\w+:)?shape\s`)
	shapeRow    = regexp.MustCompile(`<(?:\w+:)?Row>\s*(\d+)\s*<`)
	shapeColumn = regexp.MustCompile(`<(?:\w+:)?Column>\s*(\d+)\s*<`)
	shapeID     = regexp.MustCompile(`_x0000_s(\d+)`)
	shapeMap    = regexp.MustCompile(`<o:idmap [^>]*data="([\d, ]+)"`)
)

// withoutShapes drops the shapes of notes on some cells. Drawings of this kind
// need not be well-formed XML, so only their shapes are looked for.
func withoutShapes(data []byte, cells map[address]bool) []byte {
	var edits []edit
	for at := 0; ; {
		found := shapeStart.FindSubmatchIndex(data[at:])
		if found == nil {
			break
		}
		prefix, start := "", at+found[0]
		if found[2] >= 0 {
			prefix = string(data[at+found[2] : at+found[3]])
		}
		end := "</" + prefix + "shape>"
		n := bytes.Index(data[start:], []byte(end))
		if n < 0 {
			break
		}
		at = start + n + len(end)
		shape := data[start:at]
		row, col := shapeRow.FindSubmatch(shape), shapeColumn.FindSubmatch(shape)
		if row != nil && col != nil && bytes.Contains(shape, []byte(`"Note"`)) && cells[address{number(string(row[1])) + 1, number(string(col[1])) + 1}] {
			edits = append(edits, edit{start, at, ""})
		}
	}
	return splice(data, edits)
}

// legacyDrawing is the part with the shapes of a sheet's notes; empty where it
// has none.
func (m *marker) legacyDrawing(s *sheet, rels []relation) (string, error) {
	data, err := m.read(s.part)
	if err != nil {
		return "", err
	}
	_, all := children(data)
	for _, c := range all {
		if c.name != "legacyDrawing" {
			continue
		}
		for _, r := range rels {
			if r.id == c.qualified(data, "id") && m.has(r.target) {
				return r.target, nil
			}
		}
	}
	return "", nil
}

// shapeSpaces are the vocabularies of a shape; programs write them once, at the
// root, or with each shape.
const shapeSpaces = ` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"`

const noteShape = `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`

// shapes draws the boxes of the notes: without them Excel shows no note.
func (m *marker) shapes(s *sheet, places []address) error {
	rels, err := m.relations(s.part)
	if err != nil {
		return err
	}
	drawing, err := m.legacyDrawing(s, rels)
	if err != nil {
		return err
	}
	if drawing == "" {
		if drawing, err = m.newDrawing(s); err != nil {
			return err
		}
	}
	data, err := m.read(drawing)
	if err != nil {
		return err
	}
	end := bytes.LastIndex(data, []byte("</xml>"))
	if end < 0 || !bytes.Contains(data, []byte("urn:schemas-microsoft-com:vml")) {
		return odd("its drawings")
	}
	id := 0
	for _, found := range shapeID.FindAllSubmatch(data, -1) {
		id = max(id, number(string(found[1])))
	}
	if found := shapeMap.FindSubmatch(data); id == 0 && found != nil {
		first, _, _ := strings.Cut(string(found[1]), ",")
		id = number(first) * 1024
	}
	var b strings.Builder
	spaces := shapeSpaces
	if root, _ := children(data); root.value(data, "xmlns:v") != "" && root.value(data, "xmlns:o") != "" && root.value(data, "xmlns:x") != "" {
		spaces = ""
	}
	if !bytes.Contains(data, []byte(`id="_x0000_t202"`)) {
		b.WriteString(strings.Replace(noteShape, " ", spaces+" ", 1))
	}
	for _, at := range places {
		id++
		b.WriteString(strings.Replace(shape(id, at, s.marks[at].note), " ", spaces+" ", 1))
	}
	return m.edit(drawing, edit{end, end, b.String()})
}

// shape is the hidden box of a note, as high as its text wants it.
func shape(id int, at address, note string) string {
	const perLine, least, most = 42, 4, 14
	lines := 1
	for line := range strings.SplitSeq(note, "\n") {
		lines += 1 + len([]rune(line))/perLine
	}
	lines = min(max(lines, least), most)
	top := max(at.row-2, 0)
	return fmt.Sprintf(`<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:230pt;height:%dpt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, 15, %d, 2, %d, 31, %d, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
		id, lines*13, at.col, top, at.col+3, top+lines, at.row-1, at.col-1)
}

// newDrawing gives a sheet a drawing for its notes.
func (m *marker) newDrawing(s *sheet) (string, error) {
	drawing := m.free("xl/drawings/vmlDrawing", ".vml")
	m.write(drawing, []byte(`<xml`+shapeSpaces+`><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="`+strconv.Itoa(s.block())+`"/></o:shapelayout></xml>`))
	if err := m.declare(drawing, "application/vnd.openxmlformats-officedocument.vmlDrawing"); err != nil {
		return "", err
	}
	id, err := m.relate(s.part, m.space.kinds+"vmlDrawing", drawing)
	if err != nil {
		return "", err
	}
	data, err := m.read(s.part)
	if err != nil {
		return "", err
	}
	root, _ := children(data)
	return drawing, m.edit(s.part, insert(data, sheetOrder, "legacyDrawing", `<`+root.prefix+`legacyDrawing `+m.relationTo(data, root.tag, id)+`/>`))
}

// block is the run of shape numbers of a sheet, behind those that programs give
// out themselves.
func (s *sheet) block() int { return 200 + s.at }

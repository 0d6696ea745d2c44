package workbook

import (
	"fmt"
	"slices"

	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/value"
)

// section lays out one section below what is there already.
func (x *planner) section(s *form.Section, b *packet.Block) error {
	if s.Shape == form.Answers && len(b.Rows) > 1 {
		return fmt.Errorf("section %s has one set of answers, not %d", s.ID, len(b.Rows))
	}
	if len(x.Sections) > 0 {
		x.gap()
	}
	l := SectionLayout{Section: s, Block: b}
	l.Bar = x.take()
	x.put(Cell{Row: l.Bar, Col: 1, Role: RoleBarNo, Text: s.No})
	x.put(Cell{Row: l.Bar, Col: 2, End: x.last(), Role: RoleBar, Text: s.Title})
	x.fix(l.Bar, 19)
	if help := squeeze(s.Help); help != "" {
		x.line(RoleHelp, help, 9, 15)
		l.Help = x.row
	}
	switch s.Shape {
	case form.Answers:
		l.Spans = x.answerSpans(s)
	case form.Checks:
		l.Spans = x.checkSpans(s)
	default:
		l.Spans = tableSpans(s)
	}
	x.begin(&l)
	if s.Shape == form.Answers {
		x.questions(&l)
	} else {
		x.table(&l)
	}
	x.Sections = append(x.Sections, l)
	x.askFor(&x.Sections[len(x.Sections)-1])
	return nil
}

// questions writes a row for each question: its code, its label, the answer
// and the hint.
func (x *planner) questions(l *SectionLayout) {
	row := packet.Row{}
	if len(l.Block.Rows) == 1 {
		row = l.Block.Rows[0]
	}
	l.First = x.row + 1
	for i := range l.Section.Fields {
		f := &l.Section.Fields[i]
		at := x.take()
		x.put(Cell{Row: at, Col: 1, Role: RoleQuestion, Centre: true, Text: f.No})
		label := Cell{Row: at, Col: spanLabel + 1, Role: RoleLabel, Text: f.Label, Star: f.Required && !f.Given}
		hint := l.Spans[spanHint]
		if hint.Col == 0 {
			label.Note = squeeze(f.Help)
		}
		x.put(label)
		x.questionHeight(f, x.answer(l.Section, i, &row, at), hint)
		if help := squeeze(f.Help); hint.Col > 0 && help != "" {
			x.put(Cell{Row: at, Col: hint.Col, End: hint.End, Merged: hint.Col < hint.End, Role: RoleHint, Text: help})
		}
	}
	l.Last = x.row
}

// questionHeight makes room for what stands in the row, for a few lines where
// a long answer is asked for, and for handwriting on paper. It is fixed where
// the row cannot follow the text: in a merged cell, and on paper.
func (x *planner) questionHeight(f *form.Field, c *Cell, hint Span) {
	lines := lineCount(c.Text, x.spanWidth(Span{c.Col, c.End}), 10)
	h := 18.0
	wide := isWide(f)
	paper := x.p.Blank && c.Role == RoleInput
	switch {
	case paper && wide:
		h = 60
	case paper:
		h = 28
	case c.Role == RoleInput && wide:
		lines = max(lines, 3)
	}
	label := textHeight(lineCount(f.Label+star, x.Widths[1]*0.92, 10), 10)
	if help := squeeze(f.Help); help != "" && hint.Col == 0 {
		label += textHeight(lineCount(help, x.Widths[1], noteSize), noteSize) - 4
	} else if help != "" {
		h = max(h, textHeight(lineCount(help, x.spanWidth(hint)-2, 9), 9))
	}
	x.Heights[c.Row] = Height{max(h, textHeight(lines, 10), label), paper || c.Merged}
}

// isWide tells whether an answer may take several lines.
func isWide(f *form.Field) bool {
	return f.Type == value.Long || f.Type == value.List || f.Type == value.Refs
}

// hasWide tells whether one of a section's answers may.
func hasWide(s *form.Section) bool {
	for i := range s.Fields {
		if !s.Fields[i].Given && isWide(&s.Fields[i]) {
			return true
		}
	}
	return false
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// star follows the words of what has to be answered, on the same line.
const star = "\u00a0*"

// table writes keys, headings and rows.
func (x *planner) table(l *SectionLayout) {
	s := l.Section
	l.Keys = x.take()
	x.fix(l.Keys, 9)
	for i := range s.Fields {
		x.put(Cell{Row: l.Keys, Col: l.Spans[i].Col, Role: RoleKey, Text: keyCell(s.ID, s.Fields[i].ID), Field: &s.Fields[i]})
	}
	x.put(Cell{Row: l.Keys, Col: x.RowID, Role: RoleKey, Text: rowIDKey})
	if grouped(s) {
		l.Groups = x.take()
		x.groups(l)
	}
	l.Heads = x.take()
	x.heads(l)
	l.First = x.row + 1
	for n := range l.Block.Rows {
		x.tableRow(l, &l.Block.Rows[n])
	}
	l.Last = x.row
}

func grouped(s *form.Section) bool {
	for i := range s.Fields {
		if s.Fields[i].Group != "" {
			return true
		}
	}
	return false
}

// groups writes the upper headings, each over its run of columns.
func (x *planner) groups(l *SectionLayout) {
	fields := l.Section.Fields
	lines := 1
	for i := 0; i < len(fields); {
		j := i
		for j+1 < len(fields) && fields[j+1].Group == fields[i].Group && fields[i].Group != "" {
			j++
		}
		x.put(Cell{Row: l.Groups, Col: l.Spans[i].Col, End: l.Spans[j].End, Merged: j > i, Role: RoleGroup, Centre: true, Text: fields[i].Group})
		lines = max(lines, lineCount(fields[i].Group, x.spanWidth(Span{l.Spans[i].Col, l.Spans[j].End})*0.92, fontSize))
		i = j + 1
	}
	x.fix(l.Groups, max(17, textHeight(lines, fontSize)))
}

func (x *planner) heads(l *SectionLayout) {
	lines, upright := 1, x.rotated(l)
	longest := ""
	for i := range l.Section.Fields {
		f, at := &l.Section.Fields[i], l.Spans[i]
		c := Cell{
			Row: l.Heads, Col: at.Col, End: at.End, Merged: at.Col < at.End, Role: RoleHead, Centre: centred(f.Type),
			Text: x.headText(f), Star: f.Required && !f.Given, Upright: upright && f.Column != "", Field: f,
		}
		x.put(c)
		if c.Upright {
			longest = longer(longest, c.Text)
			continue
		}
		text := c.Text
		if f.Required {
			text += star
		}
		lines = max(lines, lineCount(text, x.spanWidth(at)*0.92, 10))
	}
	h := textHeight(lines, 10) + 4
	switch {
	case upright:
		h = max(h, uprightHeight(longest))
	case x.p.Blank && slices.ContainsFunc(l.Section.Fields, func(f form.Field) bool { return f.Column != "" }):
		h = max(h, handwritten)
	}
	x.fix(l.Heads, h)
}

// tableRow writes one row; its height follows its text, except on paper.
func (x *planner) tableRow(l *SectionLayout, r *packet.Row) {
	at := x.take()
	lines := 1
	for i := range l.Section.Fields {
		c := x.answer(l.Section, i, r, at)
		if c.Text != "" {
			lines = max(lines, lineCount(c.Text, x.columns[i].width, sizeOf(c.Role)))
		}
		if c.mirror != nil {
			lines = max(lines, mirrorLines(c.Field, len(c.mirror.Fields)))
		}
	}
	x.put(Cell{Row: at, Col: x.RowID, Role: RoleRowID, Format: formatText, Text: r.ID})
	x.rowHeight(l, at, lines)
}

// mirrorLines is the room for what is typed elsewhere: a formula's text does not
// make its row grow.
func mirrorLines(f *form.Field, fields int) int {
	if f.Type == value.Text {
		return 2
	}
	return 3 + 2*fields
}

// rowHeight makes room for the text of a row; on paper for handwriting.
func (x *planner) rowHeight(l *SectionLayout, row, lines int) {
	least := 26.0
	switch {
	case l.Section.Shape == form.Checks && !x.p.Blank:
		least = 18
	case x.p.Blank && l.Section.Shape == form.Table && hasWide(l.Section):
		least = 48
	case x.p.Blank:
		least = 30
	}
	x.Heights[row] = Height{max(least, textHeight(lines, 10)), x.p.Blank}
}

// column is what the cells of a field have in common.
type column struct {
	blank   Cell // without its row
	width   float64
	options value.Options
}

// begin gets ready for the rows of a section whose spans are known.
func (x *planner) begin(l *SectionLayout) {
	x.places, x.codes, x.columns = x.places[:0], x.codes[:0], x.columns[:0]
	for i := range l.Section.Fields {
		f := &l.Section.Fields[i]
		c := Cell{Role: RoleInput, Field: f, Format: x.formatOf(f.Type)}
		if l.Section.Shape == form.Answers {
			c.within(l.Spans[spanAnswer])
			c.Roomy = true
		} else {
			c.within(l.Spans[i])
			c.Centre = centred(f.Type)
		}
		x.columns = append(x.columns, column{c, x.spanWidth(Span{c.Col, c.End}), x.lists.options(f)})
		if f.Type == value.Code {
			x.codes = append(x.codes, i)
		}
	}
}

// within gives a cell its columns.
func (c *Cell) within(s Span) { c.Col, c.End, c.Merged = s.Col, s.End, s.Col < s.End }

// answer puts the cell of field i in a row, which stands at a row of the sheet.
// It is good until the next one is put.
func (x *planner) answer(s *form.Section, i int, r *packet.Row, at int) *Cell {
	x.places = append(x.places, len(x.Cells))
	x.Cells = append(x.Cells, x.columns[i].blank)
	c := &x.Cells[len(x.Cells)-1]
	c.Row = at
	if x.void(s, i, r) {
		*c = Cell{Row: at, Col: c.Col, End: c.End, Merged: c.Merged, Role: RoleVoid}
		return c
	}
	f := c.Field
	v, code := r.Values[f.ID], ""
	if f.Type == value.Code {
		code = r.Codes[f.ID]
	}
	switch {
	case (f.Given || f.ShownPeriod) && !v.Blank(), f.Given && !x.p.Blank:
		c.Role = RoleGiven // in a blank form people write here what we would have printed
	case x.p.Blank && code == "": // the code too, where none is printed
	case f.Type == value.Code && s.Shape != form.Answers && !(s.OwnCodes && r.New):
		c.Role = RoleCode
	}
	switch {
	case code != "":
		c.Text = code
	case !v.Blank():
		c.datum(x.lib, v, x.columns[i].options)
	default:
		if _, ok := r.Mirror[f.ID]; ok && f.Formula == "" {
			m := r.Mirror[f.ID] // again: what a cell keeps is copied for those that have one
			c.mirror, c.Role, c.Centre, c.Format, c.Text = &m, RoleGiven, false, "", mirrorText(x.lib, x.p, &m)
		}
	}
	c.Text = safeText(c.Text)
	return c
}

// void tells whether nothing belongs in a field of a row. A row of F pairs an
// indicator with a milestone, and a strategy may have more of one than of the
// other: then the row has no code for the other.
func (x *planner) void(s *form.Section, i int, r *packet.Row) bool {
	f := &s.Fields[i]
	if f.Given || s.Shape != form.Table {
		return false
	}
	mine, others := false, false
	for _, j := range x.codes {
		c := &s.Fields[j]
		switch {
		case c.Given:
		case s.Kind(c) == s.Kind(f):
			mine = true
			if r.Codes[c.ID] != "" {
				return false
			}
		case r.Codes[c.ID] != "":
			others = true
		}
	}
	return mine && others
}

package workbook

import (
	"maps"
	"slices"
	"strings"

	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/value"
)

// Tone is the look of a conditional format.
type Tone string

// The tones of conditional formats.
const (
	ToneMissing Tone = "missing" // a required answer that is still blank
	ToneGood    Tone = "good"
	ToneDone    Tone = "done"
	ToneCare    Tone = "care"
	ToneBad     Tone = "bad"
	ToneRest    Tone = "rest"
)

// Rule is a conditional format: a formula for the first of its cells.
type Rule struct {
	Cells   string
	Formula string
	Tone    Tone
}

// statusTones colours the answers that people look for on a page: by list and choice.
var statusTones = map[string]map[string]Tone{
	"action_status": {"not_started": ToneRest, "on_schedule": ToneGood, "behind": ToneBad, "complete": ToneDone, "stopped": ToneRest},
	"forecast":      {"will_meet": ToneGood, "at_risk": ToneCare, "will_not": ToneBad, "met": ToneDone},
	"milestone_met": {"met": ToneGood, "partly": ToneCare, "not_met": ToneBad},
	"met":           {"yes": ToneGood, "partly": ToneCare, "no": ToneBad},
}

// rulesFor adds the conditional formats of field i, whose cells stand at where.
func (x *planner) rulesFor(l *SectionLayout, i int, cells []*Cell, where string) {
	f := &l.Section.Fields[i]
	if (f.Required || len(f.RequiredIf) > 0) && !x.p.Blank { // on paper the red star has to do
		for _, part := range x.alike(l, i, cells) {
			formula := x.missing(l, f, part)
			if formula == "" {
				continue
			}
			at := where
			if len(part.cells) < len(cells) {
				at = ranges(part.cells)
			}
			x.Rules = append(x.Rules, Rule{Cells: at, Formula: formula, Tone: ToneMissing})
		}
	}
	x.tonesFor(f, cells, where)
}

// tonesFor colours the cells of a field, which stand at where, by what they say.
func (x *planner) tonesFor(f *form.Field, cells []*Cell, where string) {
	if len(cells) == 0 || statusTones[f.List] == nil {
		return
	}
	is := address(cells[0].Row, cells[0].Col) + "="
	for _, o := range x.lists.options(f) {
		if tone := statusTones[f.List][o.Key]; tone != "" {
			x.Rules = append(x.Rules, Rule{Cells: where, Formula: is + formulaText(o.Label), Tone: tone})
		}
	}
}

// alikeCells are cells of a column that need one formula: those of rows that
// exist, or those whose rows the same columns begin.
type alikeCells struct {
	cells    []*Cell
	optional bool
	begun    []int // columns that begin the rows
}

// parted is the room in which alike parts cells.
type parted struct {
	parts []alikeCells
	of    []int   // part of each set of open fields, from 1; first that of rows that exist
	where []int   // part of each cell
	cells []*Cell // part by part
	begun []int
}

// alike parts cells by what would make their rows begun. The parts are good
// until it is called again.
func (x *planner) alike(l *SectionLayout, i int, cells []*Cell) []alikeCells {
	p := &x.parted
	p.parts, p.where, p.begun = p.parts[:0], p.where[:0], p.begun[:0]
	p.of = slices.Grow(p.of[:0], len(x.opens)+1)[:len(x.opens)+1]
	clear(p.of)
	for _, c := range cells {
		open := 0
		if n := c.Row - l.First; n < len(x.openOf) {
			open = x.openOf[n]
		}
		if p.of[open] == 0 {
			p.of[open] = x.partFor(l, i, open)
		}
		p.where = append(p.where, p.of[open]-1)
	}
	if len(p.parts) == 1 {
		p.parts[0].cells = cells
		return p.parts
	}
	p.cells = p.cells[:0]
	for n := range p.parts {
		first := len(p.cells)
		for k, c := range cells {
			if p.where[k] == n {
				p.cells = append(p.cells, c)
			}
		}
		p.parts[n].cells = p.cells[first:]
	}
	return p.parts
}

// partFor finds or adds the part of the rows with a set of open fields, from 1.
func (x *planner) partFor(l *SectionLayout, i, open int) int {
	p := &x.parted
	a := alikeCells{optional: open > 0}
	if a.optional {
		first := len(p.begun)
		p.begun = x.begun(p.begun, l, i, x.opens[open-1])
		a.begun = p.begun[first:len(p.begun):len(p.begun)]
	}
	for n, o := range p.parts {
		if o.optional == a.optional && slices.Equal(o.begun, a.begun) {
			return n + 1
		}
	}
	p.parts = append(p.parts, a)
	return len(p.parts)
}

// row is the row of a table that stands at a row of the sheet.
func (l *SectionLayout) row(at int) *packet.Row {
	if n := at - l.First; l.Section.Shape != form.Answers && n >= 0 && n < len(l.Block.Rows) {
		return &l.Block.Rows[n]
	}
	return nil
}

// optional tells whether a row counts only once somebody has begun it: a spare
// one, or an example of the form's own.
func optional(r *packet.Row) bool { return r != nil && (r.New || len(r.Seed) > 0) }

// missing is when a blank answer is required: always, when the row has been
// begun, or when another answer asks for it.
func (x *planner) missing(l *SectionLayout, f *form.Field, p alikeCells) string {
	var room [128]byte
	first := p.cells[0]
	const and = "AND("
	b := append(appendAddress(append(room[:0], and+"LEN(TRIM("...), first.Row, first.Col), "))=0"...)
	blank := len(b)
	if !f.Required {
		if asked := x.asked(l, f, first.Row); asked != "" {
			b = append(append(b, ','), asked...)
		}
	} else if p.optional {
		if len(p.begun) == 0 {
			return ""
		}
		between := ",LEN($"
		for _, col := range p.begun {
			b = appendAddress(append(b, between...), first.Row, col)
			between = "&$"
		}
		b = append(b, ")>0"...)
	}
	if len(b) == blank {
		return string(b[len(and):])
	}
	return string(append(b, ')'))
}

// open finds the fields of each optional row that staff fill in and that we left
// blank. Most rows have the same: opens are the different sets, openOf says which
// a row has, from 1; 0: its row exists.
func (x *planner) open(l *SectionLayout) {
	x.opens, x.openOf = x.opens[:0], x.openOf[:0]
	if l.Section.Shape == form.Answers {
		return
	}
	var buffer []int
	for n := range l.Block.Rows {
		set := 0
		if r := &l.Block.Rows[n]; optional(r) {
			buffer = openFields(buffer[:0], l.Section, r)
			set = 1 + slices.IndexFunc(x.opens, func(o []int) bool { return slices.Equal(o, buffer) })
			if set == 0 {
				x.opens = append(x.opens, slices.Clone(buffer))
				set = len(x.opens)
			}
		}
		x.openOf = append(x.openOf, set)
	}
}

// openFields appends the fields of a row that staff fill in and that are blank.
func openFields(open []int, s *form.Section, r *packet.Row) []int {
	for j := range s.Fields {
		f := &s.Fields[j]
		own := f.Type != value.Code || s.OwnCodes && r.Codes[f.ID] == ""
		if own && !f.Given && r.Values[f.ID].Blank() {
			open = append(open, j)
		}
	}
	return open
}

// begun appends the columns of a row that staff fill in about the same entity as
// field i, and that we left blank: when one of them has something, the row has
// been begun.
func (x *planner) begun(columns []int, l *SectionLayout, i int, open []int) []int {
	s := l.Section
	for _, j := range open {
		if j != i && s.Kind(&s.Fields[j]) == s.Kind(&s.Fields[i]) {
			columns = append(columns, l.Spans[j].Col)
		}
	}
	return columns
}

// asked is when another answer of the row makes a field required.
func (x *planner) asked(l *SectionLayout, f *form.Field, row int) string {
	var any []string
	for _, id := range slices.Sorted(maps.Keys(f.RequiredIf)) {
		j := fieldIndex(l.Section, id)
		if j < 0 {
			continue
		}
		cell := "$" + address(l.Place(row-l.First, j))
		if l.Section.Shape == form.Answers {
			cell = absolute(l.Place(0, j))
		}
		options := x.lists.options(&l.Section.Fields[j])
		for _, want := range f.RequiredIf[id] {
			if want == "*" {
				any = append(any, anything(cell, options))
				continue
			}
			any = append(any, cell+"="+formulaText(options.Label(want)))
		}
	}
	if len(any) < 2 {
		return strings.Join(any, "")
	}
	return "OR(" + strings.Join(any, ",") + ")"
}

// anything is any answer but None.
func anything(cell string, options value.Options) string {
	for _, o := range options {
		if o.Key == "none" {
			return "AND(LEN(TRIM(" + cell + "))>0," + cell + "<>" + formulaText(o.Label) + ")"
		}
	}
	return "LEN(TRIM(" + cell + "))>0"
}

// formulaText is a text in a formula, in pieces as long as Excel takes them: a
// longer one makes it call the whole workbook damaged.
func formulaText(s string) string {
	const most = 255 // of Excel's letters, two of which an emoji is
	var b strings.Builder
	b.WriteByte('"')
	n := 0
	for _, r := range s {
		if n += utf16Units(r); n > most {
			b.WriteString(`"&"`)
			n = utf16Units(r)
		}
		if b.WriteRune(r); r == '"' {
			b.WriteByte('"')
		}
	}
	b.WriteByte('"')
	return b.String()
}

// sheetRef is a sheet's name in a formula.
func sheetRef(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'!" }

// areaRef is a column of rows on a sheet: 'E Theory'!$C$12:$C$20.
func areaRef(sheet string, col, first, last int) string {
	var room [64]byte
	return string(appendArea(room[:0], sheetRef(sheet), block{col, col, first, last}))
}

// appendArea appends a block of cells on a sheet, which is given as sheetRef has it.
func appendArea(dst []byte, sheet string, b block) []byte {
	dst = append(appendAbsolute(append(dst, sheet...), b.first, b.col), ':')
	return appendAbsolute(dst, b.last, b.end)
}

package workbook

import (
	"strings"

	"spm/engine/form"
)

// formulas gives the cells of fields that declare one their formulas: what they
// show follows from other cells while these are being filled in. What they hold
// at first is what we have computed, and where a part that they look at is not
// in this packet they hold no more.
func (l *Layout) formulas(lib *form.Library) {
	parsed := map[string]form.Formula{}
	for i := range l.Sheets {
		s := &l.Sheets[i]
		for j := range s.Sections {
			x := &s.Sections[j]
			for k := range x.Section.Fields {
				f := &x.Section.Fields[k]
				if f.Formula == "" || l.Packet.Blank {
					continue
				}
				terms, known := parsed[f.Formula]
				if !known {
					terms, _ = form.ParseFormula(f.Formula) // what cannot be parsed was told when it was loaded
					parsed[f.Formula] = terms
				}
				s.compute(&formulaWriter{layout: l, lib: lib, sheet: s, section: x, field: f}, terms)
			}
		}
	}
}

// compute writes the formula into every cell of its field.
func (s *SheetLayout) compute(w *formulaWriter, terms form.Formula) {
	for i := range s.Cells {
		c := &s.Cells[i]
		if c.Field != w.field || c.Role != RoleGiven || c.Row < w.section.First || c.Row > w.section.Last {
			continue
		}
		w.row = c.Row
		formula, ok := w.formula(terms)
		if !ok || len(formula) > longestFormula {
			return
		}
		c.Formula = formula
		if c.Format == formatText {
			c.Format = "" // a cell of text would show the formula itself
		}
	}
}

// longestFormula is how many characters every program takes, with some left.
const longestFormula = 8000

// formulaWriter writes the formula of one row.
type formulaWriter struct {
	layout  *Layout
	lib     *form.Library
	sheet   *SheetLayout
	section *SectionLayout
	field   *form.Field
	row     int
	code    string // cell with the code by which other rows are found; empty: none are
}

// formula is blank in a row whose code is.
func (w *formulaWriter) formula(terms form.Formula) (string, bool) {
	var b strings.Builder
	w.code = ""
	for _, t := range terms {
		part, ok := w.term(t)
		if !ok {
			return "", false
		}
		b.WriteString(part)
	}
	inner := b.String()
	if w.code != "" {
		inner = "IF(" + w.code + `="","",` + inner + ")"
	}
	return "IFERROR(" + inner + `,"")`, true
}

// term writes one term; ok is false where what it looks at is not in the packet.
func (w *formulaWriter) term(t form.Term) (string, bool) {
	switch t.Kind {
	case form.Verbatim:
		return t.Text, true
	case form.ChoiceLabel:
		return w.label(t)
	}
	sheet, section := w.part(t)
	if section == nil {
		return "", false
	}
	columns := columnsOf(section, t.Field)
	if len(columns) == 0 {
		return "", false
	}
	if t.Kind == form.WholeColumn {
		return w.area(sheet, section, columns[0]), true
	}
	if section == w.section || section.Section.Shape == form.Answers {
		return w.near(t, sheet, section, columns)
	}
	mine, theirs, ok := form.CodeBetween(w.section.Section, section.Section)
	if !ok {
		return "", false
	}
	w.code = "$" + address(w.section.Place(w.row-w.section.First, fieldIndex(w.section.Section, mine.ID)))
	return w.far(t, sheet, section, columns, fieldIndex(section.Section, theirs.ID)), true
}

func (w *formulaWriter) label(t form.Term) (string, bool) {
	list := t.List
	if list == "" {
		list = w.field.List
	}
	for _, o := range w.lib.Lists[list] {
		if o.Key == t.Choice {
			return formulaText(o.Label), true
		}
	}
	return "", false
}

// part is the section that a term looks at: of the same form and about the
// same, or else about the whole.
func (w *formulaWriter) part(t form.Term) (*SheetLayout, *SectionLayout) {
	if t.Section == "" {
		return w.sheet, w.section
	}
	id := t.Form
	if id == "" {
		id = w.sheet.Form.ID
	}
	for _, scope := range []string{w.sheet.Issued.Scope, ""} {
		for i := range w.layout.Sheets {
			s := &w.layout.Sheets[i]
			for j := range s.Sections {
				if x := &s.Sections[j]; s.Form.ID == id && s.Issued.Scope == scope && x.Section.ID == t.Section {
					return s, x
				}
			}
		}
	}
	return nil, nil
}

// columnsOf are the fields that a declared one has become: several where it is
// asked across something.
func columnsOf(s *SectionLayout, id string) (at []int) {
	for i := range s.Section.Fields {
		if s.Section.Fields[i].Declared() == id {
			at = append(at, i)
		}
	}
	return at
}

// ref is where a sheet is named only if it is another.
func (w *formulaWriter) ref(s *SheetLayout) string {
	if s == w.sheet {
		return ""
	}
	return sheetRef(s.Name)
}

// area is a column of a section, or several side by side.
func (w *formulaWriter) area(s *SheetLayout, x *SectionLayout, columns ...int) string {
	first, last := x.Spans[columns[0]].Col, x.Spans[columns[len(columns)-1]].Col
	return w.ref(s) + absolute(x.First, first) + ":" + absolute(x.Last, last)
}

// near looks at the same row, or at the answer to a question.
func (w *formulaWriter) near(t form.Term, s *SheetLayout, x *SectionLayout, columns []int) (string, bool) {
	cell := func(i int) string {
		if x == w.section && x.Section.Shape != form.Answers {
			return "$" + address(w.row, x.Spans[i].Col)
		}
		return w.ref(s) + absolute(x.Place(0, i))
	}
	switch t.Kind {
	case form.CountMarked:
		return "SUMPRODUCT((" + cell(columns[0]) + ":" + cell(columns[len(columns)-1]) + w.mark(x, columns) + ")*1)", true
	case form.JoinMarked:
		return joinMarked(x, columns, func(i int) string { return cell(i) + w.mark(x, columns) }), true
	}
	return cell(columns[0]), true
}

// far looks into the row of another table that has the same code.
func (w *formulaWriter) far(t form.Term, s *SheetLayout, x *SectionLayout, columns []int, code int) string {
	codes := w.area(s, x, code)
	at := func(i int) string {
		return "INDEX(" + w.area(s, x, i) + ",MATCH(" + w.code + "," + codes + ",0))"
	}
	switch t.Kind {
	case form.CountMarked:
		return "SUMPRODUCT((" + codes + "=" + w.code + ")*(" + w.area(s, x, columns...) + w.mark(x, columns) + "))"
	case form.JoinMarked:
		return joinMarked(x, columns, func(i int) string { return at(i) + w.mark(x, columns) })
	}
	return at(columns[0])
}

// mark is what a marked cell is compared with.
func (w *formulaWriter) mark(x *SectionLayout, columns []int) string {
	if o := w.lib.Lists[x.Section.Fields[columns[0]].List]; len(o) > 0 {
		return "=" + formulaText(o[0].Label)
	}
	return `<>""`
}

// joinMarked lists the headings of the columns that are marked. Not every
// program has a function for it.
func joinMarked(x *SectionLayout, columns []int, marked func(i int) string) string {
	parts := make([]string, len(columns))
	for n, i := range columns {
		parts[n] = "IF(" + marked(i) + "," + formulaText(", "+x.Section.Fields[i].Label) + `,"")`
	}
	return "MID(" + strings.Join(parts, "&") + ",3,9999)"
}

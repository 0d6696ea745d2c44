package workbook

import (
	"slices"
	"strconv"
	"strings"

	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/value"
)

// band is the head of a sheet: title, recipient, step and identity,
// instruction, and where it goes when it is done.
func (x *planner) band() {
	x.logo()
	x.line(RoleTitle, x.lib.Heading(x.Form), 15, 26)
	x.line(RoleRecipient, x.to, 10, 17)
	x.Freeze, x.Repeat = x.row, [2]int{x.Logo + 1, x.row}
	step, line := stepOf(x.lib, x.Form), x.Footer
	row := x.take()
	if textWidth(step, 9)+textWidth(line, 8)+4 > x.width() || textWidth(step, 9)+1 > x.width()-x.Widths[x.last()-1] {
		x.run(row, RoleStep, step)
		x.fix(row, 14)
		row, step = x.take(), ""
	}
	x.put(Cell{Row: row, Col: 1, End: x.last() - 1, Role: RoleStep, Text: step})
	x.put(Cell{Row: row, Col: x.last(), Role: RoleIdentity, Text: line})
	x.fix(row, 14)
	x.line(RoleInstruction, squeeze(x.Form.Instruction), 10, 16)
	x.line(RoleDue, x.due, 9, 15)
	x.back()
	x.gap()
}

// back leads to the first sheet, from the end of a line that has room for it:
// the recipient's, which stays in sight, or else that of the date or the title.
func (x *planner) back() {
	if x.p.Blank {
		return
	}
	link := backText(x.lib)
	first := x.last()
	for first > 1 && x.spanWidth(Span{first, x.last()}) < textWidth(link, 9)+1 {
		first--
	}
	size := map[Role]float64{RoleRecipient: fontSize * 1.1, RoleDue: 9, RoleTitle: 16.5} // bold letters are wider
	for _, role := range []Role{RoleRecipient, RoleDue, RoleTitle} {
		for i := range x.Cells {
			c := &x.Cells[i]
			if c.Role != role || c.Merged || first <= c.Col || textWidth(c.Text, size[role])+1 > x.spanWidth(Span{c.Col, first - 1}) {
				continue
			}
			c.End = first - 1
			x.put(Cell{Row: c.Row, Col: first, End: x.last(), Merged: first < x.last(), Role: RoleBack, Text: link, Link: sheetRef(startTab(x.lib)) + "A1"})
			return
		}
	}
}

func backText(lib *form.Library) string { return "« " + startTab(lib) }

// bandTexts are what stands in the head of a form's sheet, but for its line.
func bandTexts(lib *form.Library, f *form.Form, p *packet.Packet) []string {
	return []string{lib.Heading(f), recipient(lib, p), stepOf(lib, f), squeeze(f.Instruction), due(lib, p), backText(lib)}
}

func recipient(lib *form.Library, p *packet.Packet) string {
	const toFill = ": ______________________________"
	parts := []string{p.Organization}
	switch {
	case !p.Blank:
		parts = append(parts, p.To.Name)
	case p.To.Role == "centre":
		parts[0] = lib.Say(form.OrganizationName) + toFill
	case p.To.Role == "unit":
		parts = append(parts, lib.Say(form.UnitName)+toFill)
	default:
		parts = append(parts, lib.Say(form.BranchName)+toFill)
	}
	switch {
	case p.Period != "":
		parts = append(parts, lib.Month(p.Period))
	case p.Year != "":
		parts = append(parts, lib.Say(form.PlanYear, "year", strings.ReplaceAll(p.Year, "-", "–")))
	}
	return joined(parts, "  ·  ")
}

func stepOf(lib *form.Library, f *form.Form) string {
	var parts []string
	if f.Step > 0 {
		parts = append(parts, lib.Say(form.StepNo, "step", strconv.Itoa(f.Step)))
	}
	parts = append(parts, f.Module)
	switch {
	case f.FilledBy == "":
	case !f.Asks():
		parts = append(parts, f.FilledBy) // what it is for
	default:
		parts = append(parts, lib.Say(form.FilledInBy, "who", f.FilledBy))
	}
	return joined(parts, "  ·  ")
}

func due(lib *form.Library, p *packet.Packet) string {
	var say string
	switch {
	case p.Due != "" && p.ReturnTo != "":
		say = lib.Say(form.ReturnByTo, "day", lib.Day(p.Due), "address", p.ReturnTo)
	case p.Due != "":
		say = lib.Say(form.ReturnBy, "day", lib.Day(p.Due))
	case p.ReturnTo != "":
		say = lib.Say(form.ReturnTo, "address", p.ReturnTo)
	}
	if p.Contact != "" {
		say = joined([]string{say, lib.Say(form.Questions, "contact", p.Contact)}, "; ")
	}
	if say == "" {
		return ""
	}
	return say + "."
}

// line writes a text over the whole width. It is merged only where it needs
// more than one line: merged cells are a hindrance, and a short text runs over
// the empty cells beside it anyway.
func (x *planner) line(role Role, text string, size, height float64) {
	if text == "" {
		return
	}
	row := x.take()
	if n := lineCount(text, x.width(), size); n > 1 {
		x.put(Cell{Row: row, Col: 1, End: x.last(), Merged: true, Role: role, Text: text})
		x.fix(row, height+float64(n-1)*size*1.3)
		return
	}
	x.run(row, role, text)
	x.fix(row, height)
}

// run writes a text into the first cell of a row and gives the whole row its look.
func (x *planner) run(row int, role Role, text string) {
	x.put(Cell{Row: row, Col: 1, End: x.last(), Role: role, Text: text})
}

func (x *planner) put(c Cell) {
	if c.End < c.Col {
		c.End = c.Col
	}
	c.Text = safeText(c.Text)
	x.Cells = append(x.Cells, c)
}

// fix sets the height of a row for good.
func (x *planner) fix(row int, points float64) { x.Heights[row] = Height{points, true} }

func (x *planner) take() int {
	x.row++
	x.Heights = append(x.Heights, Height{})
	return x.row
}

// gap leaves a narrow empty row.
func (x *planner) gap() { x.fix(x.take(), 6) }

// last is the last visible column.
func (x *planner) last() int { return len(x.Widths) }

func (x *planner) width() (sum float64) {
	for _, w := range x.Widths {
		sum += w
	}
	return sum
}

func (x *planner) spanWidth(s Span) (sum float64) {
	for c := s.Col; c <= s.End; c++ {
		sum += x.Widths[c-1]
	}
	return sum
}

// joined joins the parts that say something; they are its own from then on.
func joined(parts []string, by string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), by)
}

func squeeze(s string) string { return value.Squeeze(s) }

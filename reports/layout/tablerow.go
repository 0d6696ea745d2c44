package layout

import (
	"fmt"

	"spm/reports/document"
	"spm/reports/tagpdf"
)

// head sets the table's head, once as content and once as decoration for the
// pages after.
func (t *table) head(e *tagpdf.Elem) {
	first := t.headRow(e.Add("THead"))
	t.f.push(slab{h: first.h, keep: true, paint: func(x, y float64) { t.paint(first, x, y) }})
	copied := t.headRow(nil)
	t.again = &slab{h: copied.h + 3, paint: func(x, y float64) {
		t.f.Artifact(tagpdf.Header, func() { t.paint(copied, x, y) })
	}}
}

// grouped tells whether any column stands under a common heading.
func (t *table) grouped() bool {
	for _, c := range t.data.Columns {
		if c.Group != "" {
			return true
		}
	}
	return false
}

// headRow sets the one or two levels of the head under THead; nil makes it
// decoration.
func (t *table) headRow(head *tagpdf.Elem) setRow {
	add := func(tr *tagpdf.Elem, span string) *tagpdf.Elem {
		if tr == nil {
			return nil
		}
		th := tr.Add("TH")
		th.Attr = "<</O/Table/Scope/Column" + span + ">>"
		return th
	}
	line := func() *tagpdf.Elem {
		if head == nil {
			return nil
		}
		return head.Add("TR")
	}
	upper := line()
	lower, rowSpan := upper, ""
	var out setRow
	var groups []setCell
	if t.grouped() {
		lower, rowSpan = line(), "/RowSpan 2"
	}
	x := 0.0
	for i, c := range t.data.Columns {
		tr, span := lower, ""
		if c.Group == "" {
			tr, span = upper, rowSpan
		} else if i == 0 || t.data.Columns[i-1].Group != c.Group {
			w, n := t.groupWidth(i)
			g := t.f.para(add(upper, fmt.Sprintf("/ColSpan %d", n)), []Span{{Text: c.Group, Style: t.headStyle()}}, w-2*padX, document.Center)
			groups = append(groups, setCell{p: g, x: x})
		}
		p := t.f.para(add(tr, span), []Span{{Text: c.Title, Style: t.headStyle()}}, t.widths[i]-2*padX, c.Align)
		out.cells = append(out.cells, setCell{p: p, x: x})
		x += t.widths[i]
	}
	t.placeHead(&out, groups)
	return out
}

// groupWidth is the width of the columns from i on that share its group, and
// their number.
func (t *table) groupWidth(i int) (w float64, n int) {
	for k := i; k < len(t.data.Columns) && t.data.Columns[k].Group == t.data.Columns[i].Group; k++ {
		w += t.widths[k]
		n++
	}
	return w, n
}

// placeHead aligns the titles at the foot of the head and draws its ground.
func (t *table) placeHead(r *setRow, groups []setCell) {
	top, below := 0.0, 0.0
	for _, g := range groups {
		top = max(top, g.p.height()+t.padY)
	}
	for _, c := range r.cells {
		below = max(below, c.p.height())
	}
	r.h = top + below + 2*t.padY
	for i := range r.cells {
		r.cells[i].dy = top + below - r.cells[i].p.height()
	}
	r.cells = append(r.cells, groups...)
	f := t.f
	r.strip = func(x, y float64) {
		f.Rect(tagpdf.Pen{Fill: &f.Look.Ground}, x, y, f.measure(), r.h)
		f.Rect(tagpdf.Pen{Fill: &f.Look.Accent}, x, y, f.measure(), 1.4)
		f.Line(tagpdf.Pen{Line: &f.Look.Accent, Width: 0.6}, x, y+r.h, x+f.measure(), y+r.h)
		for _, g := range groups {
			f.Line(tagpdf.Pen{Line: &f.Look.Muted, Width: 0.5}, x+g.x+padX, y+top+1, x+g.x+padX+g.p.width, y+top+1)
		}
	}
}

// rows sets the body.
func (t *table) rows(body *tagpdf.Elem) {
	n := len(t.data.Rows)
	for i, row := range t.data.Rows {
		band := len(row.Cells) == 0
		r := t.bodyRow(body.Add("TR"), row)
		var slabs []slab
		if r.h > t.tall() && !band {
			slabs = t.split(r)
		} else {
			// Two rows at least at either end, unless they are high; a band stays
			// with its first row.
			low := r.h < tallRow/3
			keep := band && i < n-1 || low && (i == 0 && n > 1 || i == n-2)
			slabs = []slab{{h: r.h, keep: keep, paint: func(x, y float64) { t.paint(r, x, y) }}}
		}
		for k := range slabs {
			if i > 0 || k > 0 {
				slabs[k].header = t.again
			}
		}
		t.f.push(slabs...)
	}
}

// bodyRow sets a row of the body: its cells, or its band across all columns.
func (t *table) bodyRow(tr *tagpdf.Elem, row document.Row) setRow {
	f := t.f
	r := setRow{h: 0}
	if len(row.Cells) == 0 {
		th := tr.Add("TH")
		th.Attr = fmt.Sprintf("<</O/Table/Scope/Row/ColSpan %d>>", len(t.data.Columns))
		r.tint = true
		row.Band.Strong = true
		t.add(&r, t.set(th, row.Band, 0, 0, f.measure(), document.Left))
		r.h = max(r.h, t.text.Lead+2*t.padY)
		return r
	}
	x := 0.0
	for i := range t.data.Columns {
		var c document.Cell
		if i < len(row.Cells) {
			c = row.Cells[i]
		}
		e := tr.Add("TD")
		if i == 0 {
			e.Role, e.Attr = "TH", "<</O/Table/Scope/Row>>"
		}
		t.add(&r, t.set(e, c, i, x, t.widths[i], t.align(i, c.Align)))
		x += t.widths[i]
	}
	r.h = max(r.h, t.text.Lead+2*t.padY)
	return r
}

func (t *table) add(r *setRow, c setCell) {
	r.cells = append(r.cells, c)
	r.h = max(r.h, c.p.height()+2*t.padY)
}

func (t *table) set(e *tagpdf.Elem, c document.Cell, col int, x, w float64, align document.Align) setCell {
	room := 0.0
	if c.Status.Tone != document.Plain {
		room, align = markRoom, document.Left
	}
	p := t.f.para(e, t.spans(c, t.cellStyle(c, col)), max(w-2*padX-room, 4), align)
	return setCell{p: p, tone: c.Status.Tone, x: x}
}

// left is where the text of a cell begins in its row.
func (c setCell) left() float64 {
	if c.tone != document.Plain {
		return c.x + padX + markRoom
	}
	return c.x + padX
}

// decorate draws what lies under the text of a row: ground, rules above and
// below (a neighbour's ground would cover a single one), marks.
func (t *table) decorate(r setRow, x, y, h float64, first, last bool) {
	f := t.f
	if r.tint {
		f.Rect(tagpdf.Pen{Fill: &f.Look.Ground}, x, y, f.measure(), h)
	}
	rule := tagpdf.Pen{Line: &f.Look.Rule, Width: 0.5}
	if first && r.strip == nil {
		f.Line(rule, x, y, x+f.measure(), y)
	}
	if last {
		f.Line(rule, x, y+h, x+f.measure(), y+h)
	}
	if r.strip != nil {
		r.strip(x, y)
	}
	for _, c := range r.cells {
		if first && c.tone != document.Plain {
			f.Mark(c.tone, x+c.x+padX+4.5, y+t.padY+t.text.Lead/2, 4)
		}
	}
}

func (t *table) paint(r setRow, x, y float64) {
	t.f.Artifact(tagpdf.Layout, func() { t.decorate(r, x, y, r.h, true, true) })
	for _, c := range r.cells {
		c.p.paintAll(&t.f.Pen, x+c.left(), y+t.padY+c.dy, t.f.Words)
	}
}

// tall is the height from which a row may break between its lines.
func (t *table) tall() float64 {
	if t.data.Fine {
		return tallRow / 4
	}
	return min(tallRow, t.f.depth()/2)
}

// split makes a slab of each line of a high row, so that it can go on over pages.
func (t *table) split(r setRow) (out []slab) {
	n, lead := 0, t.text.Lead
	for _, c := range r.cells {
		n = max(n, len(c.p.lines))
	}
	for k := range n {
		top, h := 0.0, lead
		if k == 0 {
			top = t.padY
		}
		h += top
		if k == n-1 {
			h += t.padY
		}
		out = append(out, slab{h: h, keep: k == 0 || k == n-2, paint: func(x, y float64) {
			t.f.Artifact(tagpdf.Layout, func() { t.decorate(r, x, y, h, k == 0, k == n-1) })
			for _, c := range r.cells {
				if k < len(c.p.lines) {
					c.p.paint(&t.f.Pen, k, x+c.left(), y+top, t.f.Words)
				}
			}
		}})
	}
	return out
}

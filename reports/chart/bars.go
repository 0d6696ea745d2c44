package chart

import (
	"strings"

	"spm/reports/document"
	"spm/reports/layout"
	"spm/reports/tagpdf"
)

// column is a column of numbers beside the bars.
type column struct {
	head string
	mark func(x, y float64)
	of   func(document.Bar) (string, document.Tone)
	x, w float64
}

// bars draws bullet bars: a bar for the actual, a tick across it for the target,
// a ring for the baseline, and the numbers beside them.
type bars struct {
	p       *layout.Pen
	words   document.Words
	data    document.Bars
	scale   scale
	plot    float64 // width of the bars
	label   float64 // width of the labels above the bars or before them
	beside  bool    // labels before the bars
	columns []column
	heights []float64
	off     bool // some value lies beyond the scale
}

const (
	barHead   = 20.0
	barFoot   = 18.0
	barHigh   = 11.0
	besideGap = 12.0 // between a label and the bar after it
)

func newBars(p *layout.Pen, words document.Words, data document.Bars, room layout.Room) *bars {
	b := &bars{p: p, words: words, data: data, beside: room.Close}
	width := room.Width
	var all []document.Datum
	for _, x := range data.Bars {
		all = append(all, x.Baseline, x.Target, x.Actual)
	}
	b.scale = newScale(data.Min, data.Max, all, true, strings.TrimSpace(data.Unit) == "%")
	for _, d := range all {
		if there(d) {
			_, off := b.scale.at(d.Number)
			b.off = b.off || off != 0
		}
	}
	b.addColumns()
	right := 0.0
	for _, c := range b.columns {
		right += c.w
	}
	b.plot = max(width-right-16, width*0.3)
	if b.label = b.plot; b.beside {
		b.label *= 0.6
		b.plot -= b.label + besideGap
	}
	b.scale = b.scale.spaced(func(s string) float64 { return p.Measure(p.Style(7.5, 9), s) + 8 }, b.plot, data.Unit)
	x := width - right
	for i := range b.columns {
		b.columns[i].x = x
		x += b.columns[i].w
	}
	for _, x := range data.Bars {
		b.heights = append(b.heights, b.height(x))
	}
	return b
}

func (b *bars) labelStyle() layout.Style { return b.p.Style(9, 11) }
func (b *bars) valueStyle() layout.Style { return b.p.Style(8.5, 10.5) }

// addColumns makes a column of each kind of number that any bar has.
func (b *bars) addColumns() {
	value := func(d document.Datum) (string, document.Tone) { return d.Text, document.Plain }
	for _, c := range []column{
		{head: b.words.Baseline, mark: b.baseline, of: func(x document.Bar) (string, document.Tone) { return value(x.Baseline) }},
		{head: b.words.Target, mark: func(x, y float64) { b.target(x, y, barHigh) }, of: func(x document.Bar) (string, document.Tone) { return value(x.Target) }},
		{head: b.words.Actual, mark: func(x, y float64) { b.p.Rect(fill(b.p.Look.Accent), x-4, y-3.5, 8, 7) }, of: func(x document.Bar) (string, document.Tone) {
			if x.Actual.Text == "" {
				return b.words.NotReported, document.Plain
			}
			return value(x.Actual)
		}},
		{of: func(x document.Bar) (string, document.Tone) { return word(b.words, x.Result), x.Result.Tone }},
	} {
		const least, most, mark = 40, 66, 14
		used := c.head == b.words.Actual
		w := b.p.Measure(b.valueStyle(), c.head) + mark
		for _, x := range b.data.Bars {
			s, tone := c.of(x)
			used = used || s != ""
			room := b.p.Measure(b.valueStyle().In(b.p.Type.Set.Bold), s)
			if tone != document.Plain {
				room += mark
			}
			w = max(w, room)
		}
		if used {
			c.w = min(max(w+8, least), most)
			b.columns = append(b.columns, c)
		}
	}
}

// lines are the texts of a bar: its label and one for each column.
func (b *bars) lines(x document.Bar) (label []string, cells [][]string) {
	label = b.p.Wrap(b.labelStyle(), x.Label, b.label, 3)
	for _, c := range b.columns {
		s, tone := c.of(x)
		room := c.w - 8
		if tone != document.Plain {
			room -= 12
		}
		cells = append(cells, b.p.Wrap(b.valueStyle(), s, room, 4))
	}
	return label, cells
}

func (b *bars) height(x document.Bar) float64 {
	label, cells := b.lines(x)
	h := float64(len(label)) * b.labelStyle().Lead
	if b.beside {
		h = max(h, barHigh) - 6
	} else {
		h += barHigh + 4
	}
	for _, c := range cells {
		h = max(h, float64(len(c))*b.valueStyle().Lead)
	}
	return h + 13
}

// left is where the bars begin.
func (b *bars) left() float64 {
	if b.beside {
		return b.label + besideGap
	}
	return 0
}

func (b *bars) parts(room layout.Room) (out []layout.Part) {
	for _, run := range pages(b.heights, room, barHead+barFoot) {
		rows, heights := b.data.Bars[run[0]:run[1]], b.heights[run[0]:run[1]]
		out = append(out, layout.Part{
			Alt: b.alt(rows), Height: barHead + sum(heights) + barFoot,
			Draw: func(x, y, w float64) { b.draw(rows, heights, x, y, w) },
		})
	}
	return out
}

// alt says the numbers of each bar.
func (b *bars) alt(rows []document.Bar) string {
	text := []string{b.words.BarChart + "."}
	for _, x := range rows {
		var parts []string
		for _, v := range []struct {
			name string
			d    document.Datum
		}{{b.words.Baseline, x.Baseline}, {b.words.Target, x.Target}, {b.words.Actual, x.Actual}} {
			s := v.d.Text
			if s == "" && v.name == b.words.Actual {
				s = b.words.NotReported
			}
			if s != "" {
				parts = append(parts, strings.ToLower(v.name)+" "+s)
			}
		}
		if w := word(b.words, x.Result); w != "" {
			parts = append(parts, w)
		}
		text = append(text, sentence(x.Label, parts))
	}
	return strings.Join(text, " ")
}

func (b *bars) draw(rows []document.Bar, heights []float64, x, y, w float64) {
	p := b.p
	top, foot := y+barHead, y+barHead+sum(heights)
	left := x + b.left()
	p.Line(stroke(p.Look.Accent, 0.6), x, top, x+w, top)
	head := p.Style(8.5, 10).In(p.Type.Set.Bold).Coloured(p.Look.Accent)
	for _, c := range b.columns {
		if c.mark != nil {
			right := x + c.x + c.w - 8
			p.PutRight(head, right, y+13, c.head+" ")
			c.mark(right-p.Measure(head, c.head)-9, y+10)
		}
	}
	for _, v := range b.scale.ticks() {
		at, _ := b.scale.at(v)
		px := left + at*b.plot
		st := p.Style(7.5, 9).Coloured(p.Look.Muted)
		s := b.scale.tick(v, b.data.Unit)
		p.Line(stroke(p.Look.Rule, 0.5), px, foot, px, foot+3)
		p.Put(st, max(left, px-p.Measure(st, s)/2), foot+11.5, s+" ")
	}
	for i, row := range rows {
		b.row(row, x, top, heights[i])
		top += heights[i]
		p.Line(stroke(p.Look.Rule, 0.5), x, top, x+w, top)
	}
	if b.off {
		st := p.Style(7.5, 9).Coloured(p.Look.Muted)
		b.arrow(p.Look.Muted, x+w-p.Measure(st, b.words.OffScale)-10, foot+9, 1)
		p.PutRight(st, x+w, foot+11.5, b.words.OffScale+" ")
	}
}

func (b *bars) row(row document.Bar, x, y, h float64) {
	p := b.p
	label, cells := b.lines(row)
	text := float64(len(label)) * b.labelStyle().Lead
	left, mid := x+b.left(), y+h/2
	cy, ly := y+(h-text-barHigh-4)/2+text+4+barHigh/2, mid // of the bar, of its label
	if b.beside {
		cy = mid
	} else {
		ly = cy - barHigh/2 - 4 - text/2
	}
	block(p, b.labelStyle(), label, ly, func(st layout.Style, base float64, s string) { p.Put(st, x, base, s) })
	p.Rect(fill(p.Look.Ground), left, cy-barHigh/2, b.plot, barHigh)
	for _, v := range b.scale.ticks() { // beside the bar only, lest they cross the label
		at, _ := b.scale.at(v)
		p.Line(stroke(p.Look.Rule, 0.5), left+at*b.plot, cy-barHigh/2-1.5, left+at*b.plot, cy+barHigh/2+1.5)
	}
	zero, _ := b.scale.at(0)
	if there(row.Actual) {
		at, off := b.scale.at(row.Actual.Number)
		from, to := min(zero, at), max(zero, at)
		p.Rect(fill(p.Look.Accent), left+from*b.plot, cy-barHigh/2, (to-from)*b.plot, barHigh)
		b.arrow(white, left+at*b.plot-float64(off)*6, cy, off)
	}
	if there(row.Baseline) {
		at, off := b.scale.at(row.Baseline.Number)
		b.baseline(left+at*b.plot, cy)
		b.arrow(p.Look.Ink, left+at*b.plot+float64(off)*5, cy-barHigh/2-2, off)
	}
	if there(row.Target) {
		at, off := b.scale.at(row.Target.Number)
		b.target(left+at*b.plot, cy, barHigh+7)
		b.arrow(p.Look.Target, left+at*b.plot+float64(off)*3, cy, off)
	}
	for i, c := range b.columns {
		_, tone := c.of(row)
		st := b.valueStyle()
		switch {
		case tone != document.Plain:
			p.Mark(tone, x+c.x+8, mid, 4)
			block(p, st.In(p.Type.Set.Medium), cells[i], mid, func(st layout.Style, base float64, s string) { p.Put(st, x+c.x+16, base, s) })
		default:
			if c.head == b.words.Actual && row.Actual.Text != "" {
				st = st.In(p.Type.Set.Bold)
			}
			block(p, st, cells[i], mid, func(st layout.Style, base float64, s string) {
				p.PutRight(st, x+c.x+c.w-8+p.Measure(st, " "), base, s)
			})
		}
	}
}

// target draws a tick with a white edge, so that it is seen on the bar.
func (b *bars) target(x, y, h float64) {
	b.p.Line(stroke(white, 4), x, y-h/2, x, y+h/2)
	b.p.Line(stroke(b.p.Look.Target, 2.2), x, y-h/2, x, y+h/2)
}

// baseline draws a ring.
func (b *bars) baseline(x, y float64) {
	ink := b.p.Look.Ink
	b.p.Circle(tagpdf.Pen{Fill: &white, Line: &ink, Width: 1.2}, x, y, 3.1)
}

// arrow points out of the scale; off 0 draws nothing.
func (b *bars) arrow(c layout.Colour, x, y float64, off int) {
	if off != 0 {
		d := float64(off)
		b.p.Path(fill(c), true, x, y-3.2, x+d*4.5, y, x, y+3.2)
	}
}

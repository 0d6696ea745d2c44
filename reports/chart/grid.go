package chart

import (
	"fmt"
	"slices"
	"strings"

	"spm/reports/document"
	"spm/reports/layout"
)

// grid draws a row for each action and a column for each month, with the shape of
// the status where they meet, and a legend that puts the shapes into words.
type grid struct {
	p       *layout.Pen
	words   document.Words
	data    document.MonthGrid
	label   float64 // width of the labels, codes included
	code    float64 // width of the codes before them
	month   float64
	heights []float64
	legend  [][]key // lines of the legend
}

// key is an entry of a legend; Plain is the ground of planned months.
type key struct {
	tone document.Tone
	text string
	w    float64
}

const (
	gridHead   = 20.0
	gridGroup  = 19.0
	legendLine = 15.0
)

func newGrid(p *layout.Pen, words document.Words, data document.MonthGrid, width float64) (*grid, error) {
	g := &grid{p: p, words: words, data: data}
	for _, r := range data.Rows {
		if len(r.Months) > len(data.Months) {
			return nil, fmt.Errorf("chart: the row %q has %d months, the grid %d", r.Label, len(r.Months), len(data.Months))
		}
	}
	g.month = width * 0.58 / float64(max(len(data.Months), 1))
	g.month = min(g.month, 30)
	g.label = width - g.month*float64(len(data.Months))
	for _, r := range data.Rows {
		if r.Code != "" {
			g.code = max(g.code, min(p.Measure(g.codeStyle(), r.Code)+7, g.label/3))
		}
	}
	for i, r := range data.Rows {
		h := max(float64(len(g.lines(r)))*g.style().Lead+8, 21)
		if g.opens(i) {
			h += g.groupHeight(g.groupLines(r.Group))
		}
		g.heights = append(g.heights, h)
	}
	g.legend = layKeys(p, g.style(), g.keys(), width)
	return g, nil
}

func (g *grid) style() layout.Style { return g.p.Style(8.5, 10.5) }

func (g *grid) groupStyle() layout.Style { return g.p.Style(8.8, 11.5).In(g.p.Type.Set.Bold) }

func (g *grid) codeStyle() layout.Style {
	return g.style().In(g.p.Type.Set.Medium).Coloured(g.p.Look.Muted)
}

// lines is the label of a row, in two lines at most.
func (g *grid) lines(r document.GridRow) []string {
	return g.p.Wrap(g.style(), r.Label, g.label-g.code-12, 2)
}

func (g *grid) caption(r document.GridRow) string {
	return strings.TrimSpace(r.Code + " " + r.Label)
}

func (g *grid) groupLines(group string) []string {
	return g.p.Wrap(g.groupStyle(), group, g.label+g.month*float64(len(g.data.Months))-12, 2)
}

func (g *grid) groupHeight(lines []string) float64 {
	return float64(len(lines)-1)*g.groupStyle().Lead + gridGroup
}

// resumed is the heading of a group that goes on in a part beginning at row i; ""
// when none does.
func (g *grid) resumed(i int) string {
	if i >= len(g.data.Rows) || g.data.Rows[i].Group == "" || g.opens(i) {
		return ""
	}
	return g.data.Rows[i].Group + " (" + g.words.Continued + ")"
}

// opens tells whether row i begins a group.
func (g *grid) opens(i int) bool {
	r := g.data.Rows
	return r[i].Group != "" && (i == 0 || r[i-1].Group != r[i].Group)
}

// planned is what the legend calls a planned month.
func (g *grid) planned() string {
	if g.data.Planned != "" {
		return g.data.Planned
	}
	return g.words.Planned
}

// keys are the statuses that occur, by tone, each word once.
func (g *grid) keys() (keys []key) {
	texts := map[document.Tone][]string{}
	planned := false
	for _, r := range g.data.Rows {
		for _, c := range r.Months {
			planned = planned || c.Planned
			if w := word(g.words, c.Status); c.Status.Tone != document.Plain && !slices.Contains(texts[c.Status.Tone], w) {
				texts[c.Status.Tone] = append(texts[c.Status.Tone], w)
			}
		}
	}
	for _, t := range document.Tones {
		if len(texts[t]) > 0 {
			keys = append(keys, key{tone: t, text: strings.Join(texts[t], " / ")})
		}
	}
	if planned {
		keys = append(keys, key{text: g.planned()})
	}
	return keys
}

// layKeys breaks a legend into lines.
func layKeys(p *layout.Pen, st layout.Style, keys []key, width float64) (lines [][]key) {
	x := 0.0
	for _, k := range keys {
		k.text = p.Shorten(st, k.text, width-30, false)
		k.w = p.Measure(st, k.text) + 32
		if len(lines) == 0 || x+k.w > width {
			lines = append(lines, nil)
			x = 0
		}
		lines[len(lines)-1] = append(lines[len(lines)-1], k)
		x += k.w
	}
	return lines
}

func drawKeys(p *layout.Pen, st layout.Style, lines [][]key, x, y float64) {
	for _, line := range lines {
		kx := x
		for _, k := range line {
			if k.tone == document.Plain {
				tint := plannedTint(p)
				p.Rect(fill(tint), kx, y-4.5, 13, 9)
			} else {
				p.Mark(k.tone, kx+6, y, 4.2)
			}
			p.Put(st, kx+17, y+3, k.text+" ")
			kx += k.w
		}
		y += legendLine
	}
}

func (g *grid) parts(room layout.Room) (out []layout.Part) {
	foot := float64(len(g.legend))*legendLine + 8
	const resumed = gridGroup + 11.5 // a heading of two lines
	for _, run := range pages(g.heights, room, gridHead+foot+resumed) {
		from, to := run[0], run[1]
		h := gridHead + sum(g.heights[from:to]) + foot
		if again := g.resumed(from); again != "" {
			h += g.groupHeight(g.groupLines(again))
		}
		out = append(out, layout.Part{
			Alt: g.alt(from, to), Height: h,
			Draw: func(x, y, w float64) { g.draw(from, to, x, y, w) },
		})
	}
	return out
}

// alt says, row by row, when the action was planned and which status held from
// month to month.
func (g *grid) alt(from, to int) string {
	text := []string{g.words.MonthGrid + "."}
	if again := g.resumed(from); again != "" {
		text = append(text, sentence(again, nil))
	}
	for i := from; i < to; i++ {
		r := g.data.Rows[i]
		if g.opens(i) {
			text = append(text, sentence(r.Group, nil))
		}
		parts := g.runs(r, func(c document.GridCell) string {
			if c.Planned {
				return g.planned()
			}
			return ""
		})
		parts = append(parts, g.runs(r, func(c document.GridCell) string { return word(g.words, c.Status) })...)
		text = append(text, sentence(g.caption(r), parts))
	}
	return strings.Join(text, " ")
}

// runs says what holds in which months: "Complete Oct to Dec".
func (g *grid) runs(r document.GridRow, what func(document.GridCell) string) (parts []string) {
	for i := 0; i < len(r.Months); {
		s := what(r.Months[i])
		j := i
		for j+1 < len(r.Months) && what(r.Months[j+1]) == s {
			j++
		}
		if s != "" {
			months := g.data.Months[i]
			if j > i {
				months += " " + g.words.To + " " + g.data.Months[j]
			}
			parts = append(parts, s+" "+months)
		}
		i = j + 1
	}
	return parts
}

// plannedTint is the ground of planned months: the accent, very pale.
func plannedTint(p *layout.Pen) layout.Colour {
	var c layout.Colour
	for i, v := range p.Look.Accent {
		c[i] = uint8(255 - (255-int(v))*16/100)
	}
	return c
}

func (g *grid) draw(from, to int, x, y, w float64) {
	p := g.p
	head := p.Style(8.5, 10.5).In(p.Type.Set.Bold).Coloured(p.Look.Accent)
	p.Put(head, x, y+13, g.data.RowHeading+" ")
	for m, s := range g.data.Months {
		p.PutCentre(head, x+g.label+(float64(m)+0.5)*g.month, y+13, p.Shorten(head, s, g.month, false))
	}
	top := y + gridHead
	p.Line(stroke(p.Look.Accent, 1), x, top, x+w, top)
	if again := g.resumed(from); again != "" {
		top += g.group(again, x, top, w)
	}
	for i := from; i < to; i++ {
		r, h := g.data.Rows[i], g.heights[i]
		if g.opens(i) {
			high := g.group(r.Group, x, top, w)
			top, h = top+high, h-high
		}
		g.row(r, x, top, h)
		top += h
		p.Line(stroke(p.Look.Rule, 0.5), x, top, x+w, top)
	}
	drawKeys(p, g.style(), g.legend, x, top+8+legendLine/2)
}

// group draws the heading of a group and returns its height.
func (g *grid) group(text string, x, y, w float64) float64 {
	p := g.p
	lines := g.groupLines(text)
	h := g.groupHeight(lines)
	p.Rect(fill(p.Look.Ground), x, y+0.25, w, h-0.25)
	block(p, g.groupStyle(), lines, y+h/2, func(st layout.Style, base float64, s string) { p.Put(st, x+4, base, s) })
	p.Line(stroke(p.Look.Rule, 0.5), x, y+h, x+w, y+h)
	return h
}

func (g *grid) row(r document.GridRow, x, y, h float64) {
	p := g.p
	lines := g.lines(r)
	if r.Code != "" {
		first := lines[:min(1, len(lines))]
		block(p, g.codeStyle(), []string{p.Shorten(g.codeStyle(), r.Code, g.code, false)}, y+h/2-float64(len(lines)-len(first))*g.style().Lead/2,
			func(st layout.Style, base float64, s string) { p.Put(st, x+4, base, s) })
	}
	block(p, g.style(), lines, y+h/2, func(st layout.Style, base float64, s string) { p.Put(st, x+4+g.code, base, s) })
	tint := plannedTint(p)
	for m, c := range r.Months {
		cx := x + g.label + float64(m)*g.month
		if c.Planned {
			p.Rect(fill(tint), cx, y+0.25, g.month, h-0.5)
		}
	}
	const quarter = 3
	for m := 0; m <= len(g.data.Months); m += quarter {
		cx := x + g.label + float64(m)*g.month
		p.Line(stroke(p.Look.Rule, 0.5), cx, y, cx, y+h)
	}
	for m, c := range r.Months {
		p.Mark(c.Status.Tone, x+g.label+(float64(m)+0.5)*g.month, y+h/2, min(4.8, g.month*0.3))
	}
}

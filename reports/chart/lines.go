package chart

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"spm/reports/document"
	"spm/reports/layout"
	"spm/reports/tagpdf"
)

// lines draws series over periods, each named at its end.
type lines struct {
	p     *layout.Pen
	words document.Words
	data  document.Lines
	scale scale
	names float64 // width of the names at the right
	axis  float64 // width of the numbers at the left
}

const (
	lineHigh = 170.0
	lineFoot = 26.0
	lineTop  = 10.0
)

func newLines(p *layout.Pen, words document.Words, data document.Lines, width float64) (*lines, error) {
	l := &lines{p: p, words: words, data: data}
	var all []document.Datum
	for _, s := range data.Series {
		if len(s.Points) > len(data.Periods) {
			return nil, fmt.Errorf("chart: the series %q has %d points for %d periods", s.Name, len(s.Points), len(data.Periods))
		}
		all = append(all, s.Points...)
	}
	l.scale = newScale(data.Min, data.Max, all, false, false)
	for _, v := range l.scale.ticks() {
		l.axis = max(l.axis, p.Measure(l.small(), l.scale.tick(v, data.Unit))+8)
	}
	for _, s := range data.Series {
		l.names = max(l.names, p.Measure(l.nameStyle(), l.name(s))+12)
	}
	l.names = min(max(l.names, 40), width*0.32)
	return l, nil
}

func (l *lines) small() layout.Style     { return l.p.Style(8, 10).Coloured(l.p.Look.Muted) }
func (l *lines) nameStyle() layout.Style { return l.p.Style(8.5, 10.5).In(l.p.Type.Set.Bold) }

// name is what stands at the end of a line: its name and its last value.
func (l *lines) name(s document.Series) string {
	for i := len(s.Points) - 1; i >= 0; i-- {
		if there(s.Points[i]) {
			return s.Name + " " + s.Points[i].Text
		}
	}
	return s.Name + " " + l.words.NotReported
}

func (l *lines) parts() []layout.Part {
	if len(l.data.Series) == 0 || len(l.data.Periods) == 0 {
		return nil
	}
	return []layout.Part{{Alt: l.alt(), Height: lineHigh + lineTop + lineFoot, Draw: l.draw}}
}

// alt says the value of each series in each period.
func (l *lines) alt() string {
	text := []string{l.words.LineChart + "."}
	for _, s := range l.data.Series {
		var parts []string
		for i, d := range s.Points {
			v := d.Text
			if v == "" {
				v = l.words.NotReported
			}
			parts = append(parts, l.data.Periods[i]+" "+v)
		}
		text = append(text, sentence(s.Name, parts))
	}
	return strings.Join(text, " ")
}

func (l *lines) draw(x, y, w float64) {
	p := l.p
	gx, gy := x+l.axis, y+lineTop
	gw, gh := w-l.axis-l.names, lineHigh
	for _, v := range l.scale.ticks() {
		at, _ := l.scale.at(v)
		py := gy + gh*(1-at)
		p.Line(stroke(p.Look.Rule, 0.5), gx, py, gx+gw, py)
		p.PutRight(l.small(), gx-5, py+2.8, l.scale.tick(v, l.data.Unit)+" ")
	}
	px := func(i int) float64 { return gx + gw*(float64(i)+0.5)/float64(max(len(l.data.Periods), 1)) }
	for i, s := range l.data.Periods {
		cell := gw/float64(len(l.data.Periods)) - 4
		block(p, p.Style(8.5, 10), p.Wrap(p.Style(8.5, 10), s, cell, 2), gy+gh+14, func(st layout.Style, base float64, s string) { p.PutCentre(st, px(i), base, s) })
	}
	var ends []ending
	for k, s := range l.data.Series {
		look := l.look(k, s)
		if e, ok := l.series(s, look, px, gy, gh); ok {
			e.text, e.c = l.name(s), look.c
			ends = append(ends, e)
		}
	}
	l.values(px, gy, gh)
	l.labels(ends, gx+gw+6, gy, gh)
}

// values writes the numbers of the first series at its points, above or below,
// where the other lines are farther away.
func (l *lines) values(px func(int) float64, gy, gh float64) {
	if len(l.data.Series) == 0 || l.data.Series[0].Target {
		return
	}
	const near = 18.0
	st := l.nameStyle().Coloured(l.look(0, l.data.Series[0]).c)
	height := func(d document.Datum) float64 {
		at, _ := l.scale.at(d.Number)
		return gy + gh*(1-at)
	}
	for i, d := range l.data.Series[0].Points {
		if !there(d) {
			continue
		}
		y := height(d)
		above, below := near*2, min(near*2, gy+gh-y)
		for _, s := range l.data.Series[1:] {
			if i >= len(s.Points) || !there(s.Points[i]) {
				continue
			}
			switch o := height(s.Points[i]); {
			case math.Abs(o-y) < 3: // the same point
			case o < y:
				above = min(above, y-o)
			default:
				below = min(below, o-y)
			}
		}
		base := y - 8
		if above < near && below > above {
			base = y + 14
		}
		w := l.p.Measure(st, d.Text)
		l.p.Rect(fill(white), px(i)-w/2-1, base-7, w+2, 8)
		l.p.PutCentre(st, px(i), base, d.Text+" ")
	}
}

// seriesLook tells series apart by colour, by dash and by the shape of points.
type seriesLook struct {
	c    layout.Colour
	dash []float64
	mark func(x, y float64)
}

func (l *lines) look(k int, s document.Series) seriesLook {
	p := l.p
	if s.Target {
		c := p.Look.Target
		return seriesLook{c, []float64{4, 3}, func(x, y float64) { p.Line(stroke(c, 2), x-4, y, x+4, y) }}
	}
	colours := []layout.Colour{p.Look.Accent, p.Look.Tones[document.Good], p.Look.Tones[document.Disputed], p.Look.Muted}
	c := colours[k%len(colours)]
	return seriesLook{c, nil, []func(x, y float64){
		func(x, y float64) { p.Circle(fill(c), x, y, 2.8) },
		func(x, y float64) { p.Rect(fill(c), x-2.6, y-2.6, 5.2, 5.2) },
		func(x, y float64) { p.Path(fill(c), true, x, y-3.6, x+3.6, y, x, y+3.6, x-3.6, y) },
		func(x, y float64) { p.Circle(tagpdf.Pen{Fill: &white, Line: &c, Width: 1.4}, x, y, 2.6) },
	}[k%4]}
}

// ending is the label at the end of a line.
type ending struct {
	y    float64
	text string
	c    layout.Colour
}

// series draws one line; a period without a value breaks it.
func (l *lines) series(s document.Series, look seriesLook, px func(int) float64, gy, gh float64) (end ending, any bool) {
	p := l.p
	pen := stroke(look.c, 1.8, look.dash...)
	pen.Round = len(look.dash) == 0
	var run []float64
	for i, d := range s.Points {
		if !there(d) {
			p.Path(pen, false, run...)
			run = nil
			continue
		}
		at, _ := l.scale.at(d.Number)
		end.y, any = gy+gh*(1-at), true
		run = append(run, px(i), end.y)
	}
	p.Path(pen, false, run...)
	for i, d := range s.Points {
		if !there(d) {
			continue
		}
		at, off := l.scale.at(d.Number)
		py := gy + gh*(1-at)
		look.mark(px(i), py)
		if off != 0 { // beyond the scale: an arrow with the value
			o := float64(off)
			p.Path(fill(look.c), true, px(i)-3.2, py-o*3, px(i), py-o*8, px(i)+3.2, py-o*3)
		}
	}
	return end, any
}

const labelApart = 11.0

// labels names the lines at their ends.
func (l *lines) labels(ends []ending, x, gy, gh float64) {
	placeLabels(ends, gy, gy+gh)
	for _, e := range ends {
		st := l.nameStyle().Coloured(e.c)
		l.p.Put(st, x, e.y+3, l.p.Shorten(st, e.text, l.names-8, false)+" ")
	}
}

// placeLabels sorts labels from the top and moves them apart, none below foot;
// only when there is no room do they rise above top.
func placeLabels(ends []ending, top, foot float64) {
	slices.SortStableFunc(ends, func(a, b ending) int { return cmp.Compare(a.y, b.y) })
	for i := range ends {
		least := top
		if i > 0 {
			least = ends[i-1].y + labelApart
		}
		ends[i].y = max(ends[i].y, least)
	}
	for i := len(ends) - 1; i >= 0; i-- {
		most := foot
		if i+1 < len(ends) {
			most = ends[i+1].y - labelApart
		}
		ends[i].y = min(ends[i].y, most)
	}
}

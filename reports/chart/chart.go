// Package chart draws the charts of a report and puts them into words.
//
// Drawing and text alternative are made from the same data, so that they cannot
// differ. Values beyond a scale are drawn at its edge and marked; a scale without
// extent is widened. The package knows no organization and computes no result:
// what is not in the data is not drawn.
package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"spm/reports/document"
	"spm/reports/layout"
	"spm/reports/tagpdf"
)

// Parts returns the drawings of a chart: one, several when its rows are higher than
// the room, none when it has no rows. Data that contradicts itself is an error.
func Parts(p *layout.Pen, words document.Words, c document.Chart, room layout.Room) ([]layout.Part, error) {
	width := room.Width
	words = words.Or(document.English)
	switch c := c.(type) {
	case document.Bars:
		return newBars(p, words, c, room).parts(room), nil
	case document.Lines:
		l, err := newLines(p, words, c, width)
		if err != nil {
			return nil, err
		}
		return l.parts(), nil
	case document.MonthGrid:
		g, err := newGrid(p, words, c, width)
		if err != nil {
			return nil, err
		}
		return g.parts(room), nil
	case document.Timeline:
		t, err := newTimeline(p, words, c, width)
		if err != nil {
			return nil, err
		}
		return t.parts(room), nil
	}
	return nil, fmt.Errorf("chart: %T cannot be drawn", c)
}

// pages cuts rows of these heights into runs (from, to) that fit the room beside
// other, which is the height of heads and legends. No rows, no runs.
func pages(heights []float64, room layout.Room, other float64) (runs [][2]int) {
	if len(heights) == 0 {
		return nil
	}
	most := room.Height - other
	if sum(heights) > most {
		most = room.First - other
	}
	from, h := 0, 0.0
	for i, x := range heights {
		if i > from && h+x > most {
			runs = append(runs, [2]int{from, i})
			from, h = i, 0
			most = room.Height - other
		}
		h += x
	}
	runs = append(runs, [2]int{from, len(heights)})
	// A last run of a few rows takes some from the run before.
	if n := len(runs); n > 1 {
		rows := heights[runs[n-2][0]:]
		if last := sum(heights[from:]); last < 0.3*sum(rows) {
			k := 0
			for h := 0.0; h < sum(rows)*0.6; k++ {
				h += rows[k]
			}
			runs[n-2][1], runs[n-1][0] = runs[n-2][0]+k, runs[n-2][0]+k
		}
	}
	return runs
}

func sum(v []float64) (s float64) {
	for _, x := range v {
		s += x
	}
	return s
}

// there tells whether a datum can be drawn.
func there(d document.Datum) bool {
	return d.Text != "" && !math.IsNaN(d.Number) && !math.IsInf(d.Number, 0)
}

// scale is an axis from lo to hi with a grid.
type scale struct{ lo, hi, step float64 }

// newScale spans lo to hi if these say something, otherwise the data, from 0 when
// zero is true. It is never without extent.
func newScale(lo, hi float64, data []document.Datum, zero, percent bool) scale {
	if !(hi > lo) || math.IsInf(hi-lo, 0) {
		lo, hi = math.Inf(1), math.Inf(-1)
		for _, d := range data {
			if there(d) {
				lo, hi = min(lo, d.Number), max(hi, d.Number)
			}
		}
		switch {
		case lo > hi: // no data
			lo, hi = 0, 1
		case zero:
			lo, hi = min(lo, 0), max(hi, 0)
		}
		if hi == lo {
			lo, hi = lo-math.Abs(lo)*0.1, hi+math.Abs(hi)*0.1+1
			if zero {
				lo = min(lo, 0)
			}
		}
		if percent && zero && lo == 0 && hi > 50 && hi <= 100 {
			hi = 100
		}
		step := stepOf(hi-lo, 5)
		lo, hi = math.Floor(lo/step+1e-9)*step, math.Ceil(hi/step-1e-9)*step
	}
	return scale{lo, hi, stepOf(hi-lo, 5)}
}

// stepOf is a round distance of about n grid lines; never 0, which would draw for
// ever.
func stepOf(extent float64, n int) float64 {
	raw := extent / float64(n)
	if !(raw > 0) || math.IsInf(raw, 1) {
		return 1
	}
	p := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if m*p >= raw*0.999 {
			return m * p
		}
	}
	return 10 * p
}

// at is the place of v from 0 to 1, clamped; off is -1 or 1 when v lies beyond.
func (s scale) at(v float64) (place float64, off int) {
	x := (v - s.lo) / (s.hi - s.lo)
	switch {
	case math.IsNaN(x):
		return 0, 0
	case x < -1e-9:
		return 0, -1
	case x > 1+1e-9:
		return 1, 1
	}
	return x, 0
}

// ticks are the values of the grid lines.
func (s scale) ticks() (v []float64) {
	const most = 20
	first := math.Ceil(s.lo/s.step - 1e-9)
	for i := range most {
		x := (first + float64(i)) * s.step
		if x > s.hi+s.step*1e-6 {
			break
		}
		v = append(v, x)
	}
	return v
}

// spaced returns the scale with a grid wide enough for its numbers.
func (s scale) spaced(width func(string) float64, room float64, unit string) scale {
	for n := 5; n > 1; n-- {
		s.step = stepOf(s.hi-s.lo, n)
		used := 0.0
		for _, v := range s.ticks() {
			used += width(s.tick(v, unit))
		}
		if used <= room {
			break
		}
	}
	return s
}

// tick writes a value of the grid with as many decimals as the step has.
func (s scale) tick(v float64, unit string) string {
	decimals := 0
	for x := s.step; decimals < 6 && math.Abs(x-math.Round(x)) > 1e-6; x *= 10 {
		decimals++
	}
	if v == 0 {
		v = 0 // not -0
	}
	if r := []rune(unit); len(r) > 1 || len(r) == 1 && unicode.IsLetter(r[0]) {
		unit = "\u00A0" + unit // a word, not a sign
	}
	return strconv.FormatFloat(v, 'f', decimals, 64) + unit
}

// word is the word of a status.
func word(w document.Words, s document.Status) string {
	if s.Word == "" && s.Tone > 0 && int(s.Tone) < len(w.Tones) {
		return w.Tones[s.Tone]
	}
	return s.Word
}

// sentence joins the parts of a text alternative and ends it in a full stop.
func sentence(head string, parts []string) string {
	s := strings.TrimSpace(head)
	if len(parts) > 0 {
		if s != "" {
			s += ": "
		}
		s += strings.Join(parts, ", ")
	}
	return strings.TrimRight(s, ".") + "."
}

// Pens of the charts.
func fill(c layout.Colour) tagpdf.Pen { return tagpdf.Pen{Fill: &c} }

func stroke(c layout.Colour, w float64, dash ...float64) tagpdf.Pen {
	return tagpdf.Pen{Line: &c, Width: w, Dash: dash}
}

var white = layout.Colour{255, 255, 255}

// block draws lines of text one below the other, centred on y.
func block(p *layout.Pen, st layout.Style, lines []string, y float64, put func(st layout.Style, base float64, s string)) {
	top := y - float64(len(lines))*st.Lead/2
	for i, s := range lines {
		put(st, top+float64(i)*st.Lead+st.Lead/2+st.Size*st.Face.Cap/2, s+" ")
	}
}

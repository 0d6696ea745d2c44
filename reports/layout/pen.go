// Package layout sets the blocks of a document on pages: it breaks lines, keeps
// headings with what follows, repeats table heads, and adds cover, contents and
// running heads.
//
// It knows fonts and pages but no organization and no chart; a chart hands it a
// function that draws. It reads no file and no clock, and the same blocks always
// give the same pages.
package layout

import (
	"strings"

	"spm/reports/document"
	"spm/reports/tagpdf"
	"spm/reports/typeface"
)

// Colour is red, green and blue.
type Colour = tagpdf.Colour

// Look is the colours of a report. Text needs a contrast of 4.5:1 on white and on
// Ground, everything else that carries meaning 3:1.
type Look struct {
	Ink    Colour // text
	Muted  Colour // notes, running heads
	Accent Colour // headings, bars
	Target Colour // targets in charts
	Rule   Colour // hairlines, which carry no meaning
	Ground Colour // tinted areas
	Tones  [8]Colour
}

// Style is how text looks. Sizes are points.
type Style struct {
	Face       *typeface.Face
	Size, Lead float64
	Colour     Colour
}

// In is the style in another face.
func (s Style) In(f *typeface.Face) Style { s.Face = f; return s }

// Coloured is the style in another colour.
func (s Style) Coloured(c Colour) Style { s.Colour = c; return s }

// Pen draws text and marks with the look of a report.
type Pen struct {
	*tagpdf.Doc
	Type *typeface.Compositor
	Look Look
}

// Style returns a style of the regular face in ink.
func (p *Pen) Style(size, lead float64) Style {
	return Style{p.Type.Set.Regular, size, lead, p.Look.Ink}
}

// Put draws a line of text from x on the baseline y, cleaned and with the
// fallback face where it is needed.
func (p *Pen) Put(st Style, x, y float64, s string) {
	for _, r := range p.Type.Runs(st.Face, p.Type.Clean(s)) {
		p.show(st.In(r.Face), x, y, r.Text)
		x += r.Face.Width(r.Text) * st.Size
	}
}

// PutRight draws a line of text that ends at x.
func (p *Pen) PutRight(st Style, x, y float64, s string) { p.Put(st, x-p.Measure(st, s), y, s) }

// PutCentre draws a line of text with its middle at x.
func (p *Pen) PutCentre(st Style, x, y float64, s string) { p.Put(st, x-p.Measure(st, s)/2, y, s) }

// Measure is the width of what Put draws.
func (p *Pen) Measure(st Style, s string) float64 {
	return p.Type.Width(st.Face, p.Type.Clean(s)) * st.Size
}

// show draws clean text of one face, kerned: the canvas has no kerning, so the
// text is cut where a pair is kerned.
func (p *Pen) show(st Style, x, y float64, s string) {
	p.Font(st.Face.Family, st.Face.Style, st.Size, st.Colour)
	var prev rune
	start := 0
	for i, r := range s {
		if prev != 0 {
			if k := st.Face.Kern(prev, r); k != 0 {
				p.Text(x, y, s[start:i])
				x += st.Face.Width(s[start:i])*st.Size + float64(k)*st.Size/1000
				start = i
			}
		}
		prev = r
	}
	p.Text(x, y, s[start:])
}

// Wrap breaks s into lines of at most width, at most most of them (0: any number);
// what does not fit ends in an ellipsis.
func (p *Pen) Wrap(st Style, s string, width float64, most int) []string {
	lines := breakLines(p.Type, []Span{{Text: p.Type.Clean(s), Style: st}}, width)
	var out []string
	for i, l := range lines {
		t := l.text()
		if most > 0 && i == most-1 && len(lines) > most {
			return append(out, p.Shorten(st, strings.TrimRight(l.raw()+lines[i+1].raw(), " "), width, true))
		}
		out = append(out, t)
	}
	return out
}

// Shorten cuts s to width with an ellipsis at its end; always adds the ellipsis
// even if s fits.
func (p *Pen) Shorten(st Style, s string, width float64, always bool) string {
	s = p.Type.Clean(s)
	if !always && p.Measure(st, s) <= width {
		return s
	}
	r := []rune(s)
	for len(r) > 0 && p.Measure(st, string(r)+"…") > width {
		r = r[:len(r)-1]
	}
	return string(r) + "…"
}

// baseline is where text of a style sits in a line that begins at y.
func (s Style) baseline(y float64) float64 { return y + s.Lead/2 + s.Size*s.Face.Cap/2 }

// ToneColour is the colour of a tone.
func (p *Pen) ToneColour(t document.Tone) Colour {
	if t < 0 || int(t) >= len(p.Look.Tones) {
		t = document.Neutral
	}
	return p.Look.Tones[t]
}

// Mark draws the shape of a tone around (x, y): shapes differ in form, so that
// they are told apart without colour. r is half their height.
func (p *Pen) Mark(t document.Tone, x, y, r float64) {
	c := p.ToneColour(t)
	white := Colour{255, 255, 255}
	full := tagpdf.Pen{Fill: &c}
	ring := tagpdf.Pen{Fill: &white, Line: &c, Width: r * 0.3}
	cut := tagpdf.Pen{Line: &white, Width: r * 0.32, Round: true}
	switch t {
	case document.Plain:
	case document.Neutral:
		p.Circle(ring, x, y, r*0.82)
	case document.Active:
		p.Circle(ring, x, y, r*0.85)
		p.Circle(full, x, y, r*0.45)
	case document.Good:
		p.Circle(full, x, y, r)
		p.Path(cut, false, x-r*0.5, y, x-r*0.12, y+r*0.4, x+r*0.5, y-r*0.38)
	case document.Warn:
		p.Path(full, true, x, y-r*0.95, x+r*1.08, y+r*0.88, x-r*1.08, y+r*0.88)
		p.Line(cut, x, y-r*0.3, x, y+r*0.2)
		p.Circle(tagpdf.Pen{Fill: &white}, x, y+r*0.58, r*0.16)
	case document.Bad:
		p.Rect(full, x-r*0.9, y-r*0.9, r*1.8, r*1.8)
		p.Line(cut, x-r*0.42, y-r*0.42, x+r*0.42, y+r*0.42)
		p.Line(cut, x-r*0.42, y+r*0.42, x+r*0.42, y-r*0.42)
	case document.Disputed:
		p.Path(ring, true, x, y-r, x+r, y, x, y+r, x-r, y)
		p.Path(full, true, x, y-r, x+r, y, x, y+r)
	default: // Missing
		ring.Dash = []float64{r * 0.42, r * 0.36}
		p.Circle(ring, x, y, r*0.85)
	}
}

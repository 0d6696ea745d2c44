package layout

import (
	"math"
	"strings"
	"unicode"

	"spm/reports/typeface"
)

// Span is a run of clean text within a paragraph.
type Span struct {
	Text  string
	Style Style
	Lang  string
	URI   string
}

// frag is a piece of a span in one face.
type frag struct {
	text string
	st   Style
	w    float64
	span int
}

// piece is text that no line breaks, with the space after it.
type piece struct {
	frags []frag
	w     float64
	gap   float64 // 0 when the next piece follows without a space
	glue  frag    // the space as text
	open  bool    // the next span goes on without a break
}

// line is a set line: fragments with their places.
type line struct {
	frags []frag
	xs    []float64
	w     float64 // without the space at the end
}

func (l line) text() string { return strings.TrimRight(l.raw(), " ") }

// raw is the text with the space at its end.
func (l line) raw() string {
	var b strings.Builder
	for _, f := range l.frags {
		b.WriteString(f.text)
	}
	return b.String()
}

// breakLines sets spans to a width: the breaks with the least total squared
// raggedness, and no last line of one short word.
func breakLines(c *typeface.Compositor, spans []Span, width float64) []line {
	pieces := cutLong(cutPieces(c, spans), width)
	if len(pieces) == 0 {
		return nil
	}
	var out []line
	from := 0
	for _, to := range bestBreaks(pieces, width) {
		var l line
		x := 0.0
		for _, p := range pieces[from:to] {
			for _, f := range p.frags {
				l.add(f, x)
				x += f.w
			}
			l.w = x
			if p.gap > 0 { // also at the line's end: it keeps words apart for readers
				l.add(p.glue, x)
				x += p.gap
			}
		}
		out = append(out, l)
		from = to
	}
	return out
}

func (l *line) add(f frag, x float64) {
	if k := len(l.frags) - 1; k >= 0 && l.frags[k].span == f.span && l.frags[k].st.Face == f.st.Face {
		l.frags[k].text += f.text
		l.frags[k].w += f.w
		return
	}
	l.frags = append(l.frags, f)
	l.xs = append(l.xs, x)
}

// cutPieces cuts spans at spaces and where a line may break without one.
func cutPieces(c *typeface.Compositor, spans []Span) (pieces []piece) {
	for i, s := range spans {
		space := frag{" ", s.Style, s.Style.Face.Width(" ") * s.Style.Size, i}
		for k, word := range strings.Split(s.Text, " ") {
			if n := len(pieces) - 1; k > 0 && n >= 0 && pieces[n].gap == 0 {
				pieces[n].gap, pieces[n].glue, pieces[n].open = space.w, space, false
			}
			for _, part := range breakable(word) {
				frags, w := setFrags(c, part, s.Style, i)
				if n := len(pieces) - 1; n >= 0 && pieces[n].open {
					pieces[n].frags = append(pieces[n].frags, frags...)
					pieces[n].w += w
					pieces[n].open = false
					continue
				}
				pieces = append(pieces, piece{frags: frags, w: w})
			}
		}
		if n := len(pieces) - 1; n >= 0 && pieces[n].gap == 0 {
			pieces[n].open = true
		}
	}
	return pieces
}

func setFrags(c *typeface.Compositor, s string, st Style, span int) (frags []frag, w float64) {
	for _, r := range c.Runs(st.Face, s) {
		f := frag{r.Text, st.In(r.Face), r.Face.Width(r.Text) * st.Size, span}
		frags = append(frags, f)
		w += f.w
	}
	return frags, w
}

// breakable cuts a word after hyphen, dash and slash where letters stand on
// both sides: numbers, years and codes (2026–27, M1.2-Y1) stay whole.
func breakable(word string) (parts []string) {
	if word == "" {
		return nil
	}
	if !strings.ContainsAny(word, "-–—/") {
		return []string{word}
	}
	r := []rune(word)
	from := 0
	for i := 2; i+2 < len(r); i++ {
		letters := unicode.IsLetter(r[i-1]) && unicode.IsLetter(r[i-2]) && unicode.IsLetter(r[i+1]) && unicode.IsLetter(r[i+2])
		dash := (r[i] == '–' || r[i] == '—') && unicode.IsLetter(r[i+1])
		if strings.ContainsRune("-–—/", r[i]) && (letters || dash) {
			parts = append(parts, string(r[from:i+1]))
			from = i + 1
		}
	}
	return append(parts, string(r[from:]))
}

// cutLong cuts pieces wider than the line where they must be.
func cutLong(pieces []piece, width float64) []piece {
	out := make([]piece, 0, len(pieces))
	for _, p := range pieces {
		for p.w > width {
			a, b := p.split(width)
			if len(a.frags) == 0 || len(b.frags) == 0 {
				break
			}
			out = append(out, a)
			p = b
		}
		out = append(out, p)
	}
	return out
}

// split cuts a piece before the character that leaves width, never before a
// combining mark and never before the first.
func (p piece) split(width float64) (a, b piece) {
	x := 0.0
	for k, f := range p.frags {
		for i, r := range f.text {
			w := f.st.Face.Width(string(r)) * f.st.Size
			if x+w <= width || x == 0 || unicode.Is(unicode.Mn, r) {
				x += w
				continue
			}
			head, tail := f, f
			head.text, tail.text = f.text[:i], f.text[i:]
			head.w, tail.w = head.st.Face.Width(head.text)*f.st.Size, tail.st.Face.Width(tail.text)*f.st.Size
			a.frags = append(a.frags, p.frags[:k]...)
			if head.text != "" {
				a.frags = append(a.frags, head)
			}
			b.frags = append([]frag{tail}, p.frags[k+1:]...)
			for _, f := range a.frags {
				a.w += f.w
			}
			for _, f := range b.frags {
				b.w += f.w
			}
			b.gap, b.glue = p.gap, p.glue
			return a, b
		}
	}
	return p, piece{}
}

// bestBreaks returns the end of each line (a piece's index) of the cheapest
// paragraph.
func bestBreaks(pieces []piece, width float64) []int {
	const (
		perLine   = 0.002 // fewer lines, all else equal
		shortLast = 0.3   // a last line of less than shortPart
		shortPart = 0.15
		overfull  = 100
		rounding  = 0.01
	)
	n := len(pieces)
	best := make([]float64, n+1)
	from := make([]int, n+1)
	for j := 1; j <= n; j++ {
		best[j] = math.Inf(1)
		w := 0.0
		for i := j - 1; i >= 0; i-- {
			w += pieces[i].w
			if i < j-1 {
				w += pieces[i].gap
			}
			if w > width+rounding && i < j-1 {
				break
			}
			slack := (width - w) / width
			cost := slack * slack
			if j == n {
				cost = 0
				if w < shortPart*width && i > 0 {
					cost = shortLast
				}
			}
			if w > width+rounding {
				cost = overfull
			}
			if v := best[i] + cost + perLine; v < best[j] {
				best[j], from[j] = v, i
			}
		}
	}
	var ends []int
	for j := n; j > 0; j = from[j] {
		ends = append(ends, j)
	}
	for i, k := 0, len(ends)-1; i < k; i, k = i+1, k-1 {
		ends[i], ends[k] = ends[k], ends[i]
	}
	return ends
}

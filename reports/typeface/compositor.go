package typeface

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Substitute is printed for a character that no face has.
const Substitute = '□'

// Missing is a character that was printed as Substitute.
type Missing struct {
	Rune rune
	Text string // where it was first met, shortened
}

// Run is a piece of text in one face.
type Run struct {
	Face *Face
	Text string
}

// Compositor prepares the texts of one document: it cleans them, picks a face
// for each character and remembers what no face had. It serves one goroutine.
type Compositor struct {
	Set     *Set
	missing map[rune]string
}

// NewCompositor starts with nothing missing.
func NewCompositor(s *Set) *Compositor {
	return &Compositor{Set: s, missing: map[rune]string{}}
}

// Missing lists what no face had, by code point.
func (c *Compositor) Missing() []Missing {
	var out []Missing
	for r, text := range c.missing {
		out = append(out, Missing{r, text})
	}
	slices.SortFunc(out, func(a, b Missing) int { return cmp.Compare(a.Rune, b.Rune) })
	return out
}

// Unshaped lists the scripts that would come out in the wrong order or
// unjoined; having their glyphs is not enough.
var unshaped = []*unicode.RangeTable{
	unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil,
	unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Thai, unicode.Lao,
	unicode.Tibetan, unicode.Myanmar, unicode.Khmer, unicode.Mongolian,
}

func printable(f *Face, r rune) bool { return f.Has(r) && !unicode.In(r, unshaped...) }

// Clean composes s (NFC), turns every white space into a plain one, drops what
// is invisible (controls, joiners, variation selectors, direction marks) and
// puts Substitute for what neither the text faces nor the fallback have. The
// result never makes the canvas panic.
func (c *Compositor) Clean(s string) string {
	if isPlain(s) {
		return s
	}
	s = norm.NFC.String(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		r = simplify(r)
		if r < 0 || r == ' ' || printable(c.Set.Regular, r) || printable(c.Set.Fallback, r) {
			return r
		}
		if _, ok := c.missing[r]; !ok {
			c.missing[r] = around(s, r)
		}
		return Substitute
	}, s)
}

func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// simplify maps r to what is printed for it, -1 for nothing.
func simplify(r rune) rune {
	switch {
	case r == '\u00A0' || r == '\u202F' || r == '\u2007': // spaces that must not break
		return '\u00A0'
	case r == '\n' || r == '\t' || r == '\r' || unicode.IsSpace(r) || r == '\u2028' || r == '\u2029':
		return ' '
	case r == '\u2011': // many faces lack the hyphen that does not break
		return '-'
	case r >= 0x1F3FB && r <= 0x1F3FF, r >= 0xFE00 && r <= 0xFE0F: // skin tones, variation selectors
		return -1
	case r == '\u00AD' || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r): // joiners, marks of direction, tags
		return -1
	case r >= 0xFFF0 && r <= 0xFFFF && r != 0xFFFD:
		return -1
	}
	return r
}

// around returns a few words of s with r in them.
func around(s string, r rune) string {
	const before, after = 20, 20
	text := []rune(strings.Join(strings.Fields(s), " "))
	i := max(slices.Index(text, r), 0)
	from, to := max(i-before, 0), min(i+after, len(text))
	out := string(text[from:to])
	if from > 0 {
		out = "…" + out
	}
	if to < len(text) {
		out += "…"
	}
	return out
}

// Runs cuts a cleaned text where the face changes. A letter and its combining
// marks stay in one face.
func (c *Compositor) Runs(face *Face, s string) []Run {
	if isPlain(s) {
		if s == "" {
			return nil
		}
		return []Run{{face, s}}
	}
	var out []Run
	text := []rune(s)
	for i := 0; i < len(text); {
		j := i + 1
		for j < len(text) && unicode.Is(unicode.Mn, text[j]) {
			j++
		}
		f, cluster := c.pick(face, text[i:j])
		if k := len(out) - 1; k >= 0 && out[k].Face == f {
			out[k].Text += cluster
		} else {
			out = append(out, Run{f, cluster})
		}
		i = j
	}
	return out
}

// pick returns the face for a letter and its marks. A mark that the letter's face
// lacks is printed as a box of its own only when no face holds both.
func (c *Compositor) pick(face *Face, cluster []rune) (*Face, string) {
	for _, f := range []*Face{face, c.Set.Regular, c.Set.Fallback} {
		if !slices.ContainsFunc(cluster, func(r rune) bool { return !f.Has(r) }) {
			return f, string(cluster)
		}
	}
	f := face
	if !f.Has(cluster[0]) {
		f = c.Set.Fallback
	}
	out := slices.Clone(cluster)
	for i, r := range out {
		if f.Has(r) {
			continue
		}
		if _, ok := c.missing[r]; !ok {
			c.missing[r] = string(cluster)
		}
		out[i] = Substitute
	}
	if slices.Contains(out, Substitute) {
		f = c.Set.Fallback
	}
	return f, string(slices.DeleteFunc(out, func(r rune) bool { return !f.Has(r) }))
}

// Width is the width of a text in em of face, fallbacks included.
func (c *Compositor) Width(face *Face, s string) (w float64) {
	for _, r := range c.Runs(face, s) {
		w += r.Face.Width(r.Text)
	}
	return w
}

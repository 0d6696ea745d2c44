// Package typeface holds the fonts that reports are printed in: their files,
// metrics and coverage, and the cleaning of text so that every character that
// is printed has a glyph.
//
// The fonts come from Go modules; their licences lie in this folder. The
// package never draws, and never lets a character vanish: what no face has is
// replaced by a visible box and listed.
package typeface

import (
	"bytes"
	"fmt"
	"sync"

	"codeberg.org/go-fonts/dejavu/dejavusanscondensed"
	"eliasnaur.com/font/roboto/robotobold"
	"eliasnaur.com/font/roboto/robotobolditalic"
	"eliasnaur.com/font/roboto/robotoitalic"
	"eliasnaur.com/font/roboto/robotomedium"
	"eliasnaur.com/font/roboto/robotoregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Face is one font file with the metrics that layout needs. It does not change
// after loading and is shared by reports that are printed at the same time.
type Face struct {
	Name   string  // PostScript name
	Family string  // what the canvas calls it, with Style
	Style  string  // "", "I", "B" or "BI"
	Cap    float64 // height of capitals, em

	data []byte
	font *sfnt.Font
	adv  []int16  // advance in 1/1000 em by code point of the Basic Multilingual Plane; -1 for none
	kern sync.Map // pair of runes -> int16, 1/1000 em
}

const planeSize = 1 << 16 // code points of the Basic Multilingual Plane; the canvas takes no others

func load(name, family, style string, data []byte) (*Face, error) {
	f, err := sfnt.Parse(data)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	face := &Face{Name: name, Family: family, Style: style, data: data, font: f, adv: make([]int16, planeSize)}
	var buf sfnt.Buffer
	units := int(f.UnitsPerEm())
	em := fixed.I(units)
	for r := range face.adv {
		face.adv[r] = -1
		g, err := f.GlyphIndex(&buf, rune(r))
		if err != nil || g == 0 {
			continue
		}
		if a, err := f.GlyphAdvance(&buf, g, em, font.HintingNone); err == nil {
			// The canvas rounds to 1/1000 em; so must we, to agree with the viewer.
			face.adv[r] = int16((int(a>>6)*2000 + units) / (2 * units))
		}
	}
	m, err := f.Metrics(&buf, em, font.HintingNone)
	if err != nil {
		return nil, fmt.Errorf("font %s: %w", name, err)
	}
	face.Cap = float64(m.CapHeight) / float64(em)
	if face.Cap < 0.4 || face.Cap > 1 { // not every file states it
		face.Cap = 0.72
	}
	return face, nil
}

// Bytes returns a private copy of the font file: the canvas writes into the
// bytes it is handed.
func (f *Face) Bytes() []byte { return bytes.Clone(f.data) }

// Has tells whether the face has a glyph for r.
func (f *Face) Has(r rune) bool { return r >= 0 && r < planeSize && f.adv[r] >= 0 }

// Kern is the adjustment between a and b in 1/1000 em; small ones are left out.
func (f *Face) Kern(a, b rune) int {
	if a <= ' ' || b <= ' ' || a >= planeSize || b >= planeSize {
		return 0
	}
	key := uint32(a)<<16 | uint32(b)
	if v, ok := f.kern.Load(key); ok {
		return int(v.(int16))
	}
	var buf sfnt.Buffer
	k := int16(0)
	ga, _ := f.font.GlyphIndex(&buf, a)
	gb, _ := f.font.GlyphIndex(&buf, b)
	if v, err := f.font.Kern(&buf, ga, gb, fixed.I(1000), font.HintingNone); err == nil {
		if k = int16(v.Round()); k > -8 && k < 8 {
			k = 0
		}
	}
	f.kern.Store(key, k)
	return int(k)
}

// Width is the width of s in em, kerned.
func (f *Face) Width(s string) float64 {
	w := 0
	var prev rune
	for _, r := range s {
		if prev != 0 {
			w += f.Kern(prev, r)
		}
		prev = r
		if r < planeSize && f.adv[r] > 0 {
			w += int(f.adv[r])
		}
	}
	return float64(w) / 1000
}

// Set is the faces that a document uses.
type Set struct {
	Regular, Italic, Bold, BoldItalic, Medium *Face
	Fallback                                  *Face // for what the others lack
}

// Faces lists them in a fixed order.
func (s *Set) Faces() []*Face {
	return []*Face{s.Regular, s.Italic, s.Bold, s.BoldItalic, s.Medium, s.Fallback}
}

// Roboto is the set that reports are printed in, with DejaVu Sans Condensed
// behind it. It is loaded at first use, which takes some milliseconds.
var Roboto = sync.OnceValues(func() (*Set, error) {
	return Load(Files{
		Regular: robotoregular.TTF, Italic: robotoitalic.TTF, Bold: robotobold.TTF,
		BoldItalic: robotobolditalic.TTF, Medium: robotomedium.TTF,
	})
})

// Files are the TrueType files of a set of one's own.
type Files struct{ Regular, Italic, Bold, BoldItalic, Medium []byte }

// Load reads a set; a file that is not TrueType is an error. The fallback face is
// always DejaVu Sans Condensed.
func Load(files Files) (*Set, error) {
	s := &Set{}
	for _, f := range []struct {
		to            **Face
		family, style string
		data          []byte
	}{
		{&s.Regular, "body", "", files.Regular}, {&s.Italic, "body", "I", files.Italic},
		{&s.Bold, "body", "B", files.Bold}, {&s.BoldItalic, "body", "BI", files.BoldItalic},
		{&s.Medium, "medium", "", files.Medium},
		{&s.Fallback, "fallback", "", dejavusanscondensed.TTF},
	} {
		// The canvas reads TrueType outlines only and says so nowhere.
		if !bytes.HasPrefix(f.data, []byte{0, 1, 0, 0}) && !bytes.HasPrefix(f.data, []byte("true")) {
			return nil, fmt.Errorf("font %s%s: not a TrueType file", f.family, f.style)
		}
		face, err := load("", f.family, f.style, f.data)
		if err != nil {
			return nil, err
		}
		name, err := face.font.Name(nil, sfnt.NameIDPostScript)
		if err != nil {
			return nil, fmt.Errorf("font %s%s has no PostScript name: %w", f.family, f.style, err)
		}
		face.Name = name
		*f.to = face
	}
	return s, nil
}

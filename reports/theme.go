package reports

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"spm/reports/document"
	"spm/reports/layout"
	"spm/reports/typeface"
)

// Theme is how reports look. Blank fields are DefaultTheme's. A colour too pale to
// be read on paper is darkened until it can be.
type Theme struct {
	Paper   string // "Letter" or "A4"
	Ink     Colour // text
	Muted   Colour // notes, running heads
	Accent  Colour // headings, bars, the cover
	Target  Colour // targets in charts
	Good    Colour // colours of status
	Active  Colour
	Warn    Colour
	Bad     Colour
	Neutral Colour
	Dispute Colour
	Logo    []byte // PNG or JPEG, for the cover
	LogoAlt string // says what the logo shows; blank: the organization's name
	Faces   *typeface.Set
}

// Colour is written as in "#0B537D"; ParseColour reads it. The zero Colour is unset;
// black is "#000000" read by ParseColour.
type Colour struct {
	R, G, B uint8
	Set     bool
}

// ParseColour reads a colour such as "#0B537D".
func ParseColour(s string) (Colour, error) {
	hex := strings.TrimPrefix(strings.TrimSpace(s), "#")
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		return Colour{}, fmt.Errorf("%q is not a colour such as #0B537D", s)
	}
	return Colour{uint8(n >> 16), uint8(n >> 8), uint8(n), true}, nil
}

func (c Colour) String() string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }

func rgb(n uint32) Colour { return Colour{uint8(n >> 16), uint8(n >> 8), uint8(n), true} }

// DefaultTheme is dark blue on white.
var DefaultTheme = Theme{
	Paper: "Letter",
	Ink:   rgb(0x212529), Muted: rgb(0x59606A), Accent: rgb(0x0B537D), Target: rgb(0xA85A00),
	Good: rgb(0x18794E), Active: rgb(0x0B62A0), Warn: rgb(0xA85A00), Bad: rgb(0xB01C2E),
	Neutral: rgb(0x6B727B), Dispute: rgb(0x6E3FA3),
}

// filled puts DefaultTheme's values for blank ones.
func (t Theme) filled() Theme {
	d := DefaultTheme
	if t.Paper == "" {
		t.Paper = d.Paper
	}
	for _, p := range []struct {
		c *Colour
		d Colour
	}{
		{&t.Ink, d.Ink}, {&t.Muted, d.Muted}, {&t.Accent, d.Accent}, {&t.Target, d.Target},
		{&t.Good, d.Good}, {&t.Active, d.Active}, {&t.Warn, d.Warn}, {&t.Bad, d.Bad},
		{&t.Neutral, d.Neutral}, {&t.Dispute, d.Dispute},
	} {
		if !p.c.Set {
			*p.c = p.d
		}
	}
	return t
}

// page is the size of the paper in points.
func (t Theme) page(landscape bool) (w, h float64, err error) {
	switch strings.ToLower(strings.TrimSpace(t.Paper)) {
	case "letter":
		w, h = 612, 792
	case "a4":
		w, h = 595.28, 841.89
	default:
		return 0, 0, fmt.Errorf("the theme's paper is %q, not Letter or A4", t.Paper)
	}
	if landscape {
		w, h = h, w
	}
	return w, h, nil
}

var (
	paperGround = layout.Colour{243, 246, 249} // tinted areas
	paperRule   = layout.Colour{200, 206, 212}
)

// look is the theme as layout takes it. Text stands on white and on tinted areas,
// so all is measured against the latter.
func (t Theme) look() layout.Look {
	const text = 4.5 // contrast that WCAG 2.1 AA asks of text; marks, which need 3, share it
	c := func(c Colour) layout.Colour {
		return legible(layout.Colour{c.R, c.G, c.B}, paperGround, text)
	}
	l := layout.Look{
		Ink: c(t.Ink), Muted: c(t.Muted), Accent: c(t.Accent), Target: c(t.Target),
		Rule: paperRule, Ground: paperGround,
	}
	l.Tones = [8]layout.Colour{
		document.Plain: l.Ink, document.Neutral: c(t.Neutral), document.Active: c(t.Active), document.Good: c(t.Good),
		document.Warn: c(t.Warn), document.Bad: c(t.Bad), document.Disputed: c(t.Dispute), document.Missing: c(t.Neutral),
	}
	return l
}

// legible darkens c until it has a contrast on ground.
func legible(c, ground layout.Colour, contrast float64) layout.Colour {
	for Contrast(c, ground) < contrast && c != (layout.Colour{}) {
		for i := range c {
			c[i] = uint8(float64(c[i]) * 0.95)
		}
	}
	return c
}

// Contrast is the contrast of two colours as WCAG 2.1 defines it, from 1 to 21.
func Contrast(a, b layout.Colour) float64 {
	light := func(c layout.Colour) float64 {
		var v [3]float64
		for i, x := range c {
			s := float64(x) / 255
			if s <= 0.04045 {
				v[i] = s / 12.92
			} else {
				v[i] = math.Pow((s+0.055)/1.055, 2.4)
			}
		}
		return 0.2126*v[0] + 0.7152*v[1] + 0.0722*v[2]
	}
	x, y := light(a), light(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

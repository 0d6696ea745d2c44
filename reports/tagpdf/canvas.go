package tagpdf

import (
	"bytes"
	"fmt"
	"image"
	_ "image/jpeg" // logos
	"image/png"
	"math"

	"github.com/jung-kurt/gofpdf"
)

// Colour is red, green and blue.
type Colour [3]uint8

// Canvas draws on the current page of a document. Numbers that are not finite
// draw nothing.
type Canvas struct {
	f             *gofpdf.Fpdf
	width, height float64
	image         string // the one picture a document may hold
}

// Size is the size of the page.
func (c *Canvas) Size() (w, h float64) { return c.width, c.height }

// Page is the number of the current page, 0 before the first.
func (c *Canvas) Page() int { return c.f.PageNo() }

func (c *Canvas) raw(s string) { c.f.RawWriteStr(s) }

func finite(v ...float64) bool {
	for _, x := range v {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return false
		}
	}
	return true
}

// Font chooses face, size and colour of the next Text.
func (c *Canvas) Font(family, style string, size float64, col Colour) {
	c.f.SetFont(family, style, size)
	c.f.SetTextColor(int(col[0]), int(col[1]), int(col[2]))
}

// Text draws s from x on the baseline y. s has to be clean (see typeface).
func (c *Canvas) Text(x, y float64, s string) {
	if s != "" && finite(x, y) {
		c.f.Text(x, y, s)
	}
}

// Pen is how a shape is drawn. A nil Fill or Line leaves that part out.
type Pen struct {
	Fill, Line *Colour
	Width      float64 // of the line
	Dash       []float64
	Round      bool // round ends and corners
}

func (c *Canvas) begin(p Pen) (style string) {
	if p.Fill != nil {
		c.f.SetFillColor(int(p.Fill[0]), int(p.Fill[1]), int(p.Fill[2]))
		style = "F"
	}
	if p.Line == nil {
		return style
	}
	c.f.SetDrawColor(int(p.Line[0]), int(p.Line[1]), int(p.Line[2]))
	c.f.SetLineWidth(p.Width)
	if p.Round {
		c.f.SetLineCapStyle("round")
		c.f.SetLineJoinStyle("round")
	}
	if len(p.Dash) > 0 {
		c.f.SetDashPattern(p.Dash, 0)
	}
	return style + "D"
}

func (c *Canvas) end(p Pen) {
	if p.Line == nil {
		return
	}
	if p.Round {
		c.f.SetLineCapStyle("butt")
		c.f.SetLineJoinStyle("miter")
	}
	if len(p.Dash) > 0 {
		c.f.SetDashPattern(nil, 0)
	}
}

func (c *Canvas) draw(p Pen, fn func(style string), at ...float64) {
	if p.Fill == nil && p.Line == nil || !finite(at...) {
		return
	}
	fn(c.begin(p))
	c.end(p)
}

// Rect draws a rectangle.
func (c *Canvas) Rect(p Pen, x, y, w, h float64) {
	c.draw(p, func(s string) { c.f.Rect(x, y, w, h, s) }, x, y, w, h)
}

// RoundRect draws a rectangle with round corners.
func (c *Canvas) RoundRect(p Pen, x, y, w, h, r float64) {
	r = min(r, w/2, h/2)
	c.draw(p, func(s string) { c.f.RoundedRect(x, y, w, h, r, "1234", s) }, x, y, w, h, r)
}

// Circle draws a circle.
func (c *Canvas) Circle(p Pen, x, y, r float64) {
	c.draw(p, func(s string) { c.f.Circle(x, y, r, s) }, x, y, r)
}

// Line draws a straight line.
func (c *Canvas) Line(p Pen, x0, y0, x1, y1 float64) {
	p.Fill = nil
	c.draw(p, func(string) { c.f.Line(x0, y0, x1, y1) }, x0, y0, x1, y1)
}

// Path draws straight lines through the points (x, y, x, y, ...), closed or not.
func (c *Canvas) Path(p Pen, closed bool, points ...float64) {
	if len(points) < 4 {
		return
	}
	c.draw(p, func(s string) {
		c.f.MoveTo(points[0], points[1])
		for i := 2; i+1 < len(points); i += 2 {
			c.f.LineTo(points[i], points[i+1])
		}
		if closed {
			c.f.ClosePath()
		}
		c.f.DrawPath(s)
	}, points...)
}

// Scaled draws fn smaller by factor k, with (x, y) in its place.
func (c *Canvas) Scaled(k, x, y float64, fn func()) {
	if k == 1 || !finite(k, x, y) || k <= 0 {
		fn()
		return
	}
	c.f.TransformBegin()
	c.f.TransformScaleXY(k*100, x, y)
	fn()
	c.f.TransformEnd()
}

const imageName = "logo"

// LoadImage takes the document's picture, PNG or JPEG, and returns its size in
// pixels. A document holds one: gofpdf writes several in random order.
func (c *Canvas) LoadImage(data []byte) (w, h int, err error) {
	if c.image != "" {
		return 0, 0, fmt.Errorf("tagpdf: a second picture")
	}
	conf, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return 0, 0, fmt.Errorf("tagpdf: reading the picture: %w", err)
	}
	const most = 4000 // pixels a side
	if conf.Width > most || conf.Height > most || conf.Width == 0 || conf.Height == 0 {
		return 0, 0, fmt.Errorf("tagpdf: the picture has %d by %d pixels, at most %d a side are taken", conf.Width, conf.Height, most)
	}
	// gofpdf reads neither interlaced PNG nor 16 bits, nor every JPEG: it is
	// given a plain PNG in all cases.
	m, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return 0, 0, fmt.Errorf("tagpdf: reading the %s picture: %w", kind, err)
	}
	flat := image.NewNRGBA(image.Rect(0, 0, conf.Width, conf.Height))
	for y := range conf.Height {
		for x := range conf.Width {
			flat.Set(x, y, m.At(m.Bounds().Min.X+x, m.Bounds().Min.Y+y))
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, flat); err != nil {
		return 0, 0, fmt.Errorf("tagpdf: writing the picture: %w", err)
	}
	c.f.RegisterImageOptionsReader(imageName, gofpdf.ImageOptions{ImageType: "PNG"}, &b)
	c.image = imageName
	return conf.Width, conf.Height, c.f.Error()
}

// Image draws the document's picture.
func (c *Canvas) Image(x, y, w, h float64) {
	if c.image != "" && finite(x, y, w, h) {
		c.f.ImageOptions(c.image, x, y, w, h, false, gofpdf.ImageOptions{ImageType: "PNG"}, 0, "")
	}
}

package layout

import (
	"fmt"

	"spm/reports/document"
)

// Part is a drawing that fits a page: a chart, or some rows of a long one.
type Part struct {
	Alt    string // what the drawing shows, for those who do not see it
	Height float64
	Draw   func(x, y, w float64)
}

// Room is what a drawing may fill. A drawing that fits Height stays whole; of a
// higher one the first part may have the height First, which is what is left of
// the page that is being filled.
type Room struct {
	Width, First, Height float64
	Close                bool // in a compact report, where height is dear
}

// Room is the room for the next figure.
func (f *Flow) Room() Room {
	const caption = 60.0 // with the space around it
	r := Room{Width: f.measure(), Height: f.depth() - caption, Close: f.compact}
	g := f.paginate(f.body)
	r.First = min(g.limit-g.y-caption, r.Height)
	if len(g.pages) == 0 || r.First < r.Height*0.35 {
		r.First = r.Height
	}
	return r
}

// Figure adds drawings under one caption; each part after the first repeats it as
// continued. A part higher than a page is scaled down. Without parts it says that
// there is nothing.
func (f *Flow) Figure(caption string, parts []Part, note []document.Sentence) {
	if caption != "" {
		f.figures++
		caption = fmt.Sprintf(f.Words.Figure, f.figures) + ". " + caption
	}
	w, most := f.measure(), f.Room().Height
	if len(parts) == 0 {
		f.nothing(caption, "", note)
		return
	}
	for i, part := range parts {
		text := caption
		if i > 0 && text != "" {
			text += " (" + f.Words.Continued + ")"
		}
		// Not a Caption within the Figure: readers that speak Alt skip its kids.
		if text != "" {
			p := f.para(f.sect.Add("P"), []Span{{Text: text, Style: f.captionStyle()}}, w, document.Left)
			f.held(p, 0, f.gap())
		}
		e := f.sect.Add("Figure")
		e.Alt = f.Type.Clean(part.Alt)
		k := min(1, most/part.Height)
		h := part.Height * k
		f.push(slab{before: 5, h: h, keep: i == len(parts)-1 && len(note) > 0, paint: func(x, y float64) {
			f.Content(e)
			f.Scaled(k, x, y, func() { part.Draw(x, y, w) })
			f.Bounds(e, x, y, w*k, h)
			f.Content(nil)
		}})
	}
	f.note(note)
	f.space(f.gap()-8, false)
}

package layout

import (
	"fmt"
	"slices"
	"strconv"

	"spm/reports/document"
	"spm/reports/tagpdf"
)

// placed is a slab at its height on a page.
type placed struct {
	slab
	y float64
}

// paginator fills pages with slabs.
type paginator struct {
	top, limit float64
	first      float64 // top of the first page; 0 for top
	pages      [][]placed
	y          float64
	pageOf     map[string]int // heading -> page, from 1
}

// paginate puts slabs on pages. Slabs that keep to the next go together; a
// group higher than a page breaks where it must.
func (f *Flow) paginate(slabs []slab) *paginator {
	g := &paginator{top: f.top, first: f.firstTop, limit: f.height - f.bottom, pageOf: map[string]int{}}
	for i := 0; i < len(slabs); {
		j := i
		for j < len(slabs)-1 && slabs[j].keep && !slabs[j+1].newPage {
			j++
		}
		need := 0.0
		for k := i; k <= j; k++ {
			if k > i || !g.atTop() {
				need += slabs[k].before
			}
			need += slabs[k].h
		}
		if len(g.pages) == 0 || slabs[i].newPage || g.y+need > g.limit && !g.atTop() {
			g.turn(slabs[i])
		}
		for _, s := range slabs[i : j+1] {
			g.put(s)
		}
		i = j + 1
	}
	return g
}

// tightened sets a chapter closer whose last page would hold a few lines only,
// when that saves the page.
func (f *Flow) tightened(slabs []slab) []slab {
	const stray = 0.16 // of a page
	out := make([]slab, 0, len(slabs))
	for from := 0; from < len(slabs); {
		to := from + 1
		for to < len(slabs) && !slabs[to].newPage {
			to++
		}
		chapter := slabs[from:to]
		from = to
		if g := f.paginate(chapter); len(g.pages) > 1 && (f.compact || g.y-g.top < stray*f.depth()) {
			for _, k := range []float64{0.8, 0.65, 0.5, 0.35} {
				closer := slices.Clone(chapter)
				for i := range closer {
					closer[i].before *= k
				}
				if len(f.paginate(closer).pages) < len(g.pages) {
					chapter = closer
					break
				}
			}
		}
		out = append(out, chapter...)
	}
	return out
}

func (g *paginator) atTop() bool { return len(g.pages) == 0 || len(g.pages[len(g.pages)-1]) == 0 }

// turn begins a page, with the header of the slab that comes first.
func (g *paginator) turn(first slab) {
	if len(g.pages) > 0 && g.atTop() && !first.newPage {
		return
	}
	if len(g.pages) == 0 || !g.atTop() {
		g.pages = append(g.pages, []placed{})
	}
	g.y = g.top
	if len(g.pages) == 1 && g.first > 0 {
		g.y = g.first
	}
	if h := first.header; h != nil && !first.newPage && len(g.pages) > 1 {
		g.add(*h)
	}
}

func (g *paginator) put(s slab) {
	if !g.atTop() {
		if g.y+s.before+s.h > g.limit {
			g.turn(s)
		} else {
			g.y += s.before
		}
	}
	if s.h == 0 && g.atTop() { // mere space
		return
	}
	if s.dest != "" {
		g.pageOf[s.dest] = len(g.pages)
	}
	g.add(s)
}

func (g *paginator) add(s slab) {
	n := len(g.pages) - 1
	g.pages[n] = append(g.pages[n], placed{s, g.y})
	g.y += s.h
}

// Finish sets the pages: cover, contents, body. A document without anything to
// print gets one empty page.
func (f *Flow) Finish() {
	set := f.paginate(f.tightened(f.body))
	f.pageOf = set.pageOf
	body := set.pages
	if len(body) == 0 {
		body = [][]placed{{}}
	}
	cover := f.paginate(f.cover).pages
	toc := f.paginate(f.contents()).pages
	for i, page := range cover {
		f.AddPage()
		f.coverGround(i)
		f.paintPage(page)
	}
	for i, page := range toc {
		f.AddPage()
		f.furniture(roman(i+1), f.Running)
		f.paintPage(page)
	}
	for i, page := range body {
		f.AddPage()
		running := f.Running
		if f.compact && i == 0 { // the title stands right below
			running = ""
			f.titleDraft()
		}
		f.furniture(fmt.Sprintf(f.Words.PageOf, i+1, len(body)), running)
		f.paintPage(page)
	}
	f.Content(nil)
	for i := range cover {
		f.PageLabel(i+1, "", f.Words.Cover+[]string{"", " " + strconv.Itoa(i+1)}[min(i, 1)], 1)
	}
	if len(toc) > 0 {
		f.PageLabel(len(cover)+1, "r", "", 1)
	}
	f.PageLabel(len(cover)+len(toc)+1, "D", "", 1)
}

func (f *Flow) paintPage(page []placed) {
	for _, s := range page {
		s.paint(f.left, s.y)
	}
}

// furniture draws running head and foot.
func (f *Flow) furniture(page, running string) {
	st := f.Style(8.5, 11).Coloured(f.Look.Muted)
	right := f.width - f.right
	f.Artifact(tagpdf.Header, func() {
		room := f.measure()
		if f.Draft && running != "" {
			room -= f.draftMark(8.5, right, 44) + 12
		}
		f.Put(st, f.left, 44, f.Shorten(st, running, room, false))
		if running != "" {
			f.Line(tagpdf.Pen{Line: &f.Look.Rule, Width: 0.5}, f.left, 53, right, 53)
		}
	})
	f.Artifact(tagpdf.Footer, func() {
		y := f.height - 40
		f.Put(st, f.left, y, f.Shorten(st, f.Foot, f.measure()-120, false))
		f.PutRight(st, right, y, page)
	})
}

// titleDraft says Draft on the first page of a compact report, as content: a screen
// reader skips running heads.
func (f *Flow) titleDraft() {
	if f.draftElem != nil {
		f.Content(f.draftElem)
		f.draftMark(11, f.width-f.right, 52)
		f.Content(nil)
	}
}

// draftMark draws the word Draft in a frame that ends at x and returns its width.
func (f *Flow) draftMark(size, x, base float64) float64 {
	c := f.ToneColour(document.Bad)
	st := f.Style(size, size).In(f.Type.Set.Bold).Coloured(c)
	w := f.Measure(st, f.Words.Draft) + 1.4*size
	f.RoundRect(tagpdf.Pen{Line: &c, Width: 0.1 * size}, x-w, base-1.14*size, w, 1.6*size, 0.3*size)
	f.Put(st, x-w+0.7*size, base, f.Words.Draft+" ")
	return w
}

// roman is n in small Roman figures, as the page labels of the contents say it.
func roman(n int) string {
	s := ""
	for _, x := range []struct {
		v int
		r string
	}{{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= x.v; n -= x.v {
			s += x.r
		}
	}
	return s
}

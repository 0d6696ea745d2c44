// Package tagpdf draws pages with gofpdf and makes tagged, accessible PDF 1.7
// (PDF/UA-1, PDF/A-2a) of them.
//
// While the canvas draws, Doc brackets the drawing in marked-content sequences
// and records the structure element each one belongs to. Finish takes gofpdf's
// bytes apart, adds the structure tree, metadata, links, bookmarks, page labels
// and colour profile, and writes a new file. Equal calls give equal bytes: the
// package reads no clock and no file. Together with its canvas it alone imports
// gofpdf, whose automatic page breaks and page callbacks it never uses.
package tagpdf

import (
	"errors"
	"fmt"
	"time"

	"github.com/jung-kurt/gofpdf"
)

// Font is a TrueType file to embed. Data is written to by the canvas: it must
// be the document's own copy.
type Font struct {
	Name, Family, Style string
	Data                []byte
}

// Setup is what a document needs before its first page.
type Setup struct {
	Width, Height float64 // points
	Fonts         []Font
	Plain         bool // page content uncompressed, for tests that break files
}

// Doc records the structure while its Canvas draws. All lengths are points, all
// places count from the top left corner.
type Doc struct {
	Canvas
	Root *Elem

	names    map[string]string // gofpdf's font key -> PostScript name
	roles    map[string]string
	perPage  [][]*Elem // page-1 -> MCID -> element
	annots   []*annot
	dests    map[string]dest
	outlines []outline
	labels   []label
	open     *Elem
	inArt    bool
	err      error
}

type annot struct {
	page           int
	x0, y0, x1, y1 float64 // PDF axes
	uri, dest      string
	contents       string
	elem           *Elem
	key            int // in the parent tree
	num            int // object number
}

type dest struct {
	page int
	y    float64 // from the bottom
}

type outline struct {
	title string
	level int // from 0
	dest  string
}

type label struct {
	page          int    // 1-based
	style, prefix string // style is D, r, R, a, A or ""
	start         int
}

// New starts a document without pages.
func New(s Setup) *Doc {
	f := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: s.Width, Ht: s.Height}})
	// Dates only have to be there, lest gofpdf asks the clock: Finish writes its own.
	f.SetCreationDate(time.Unix(0, 0))
	f.SetModificationDate(time.Unix(0, 0))
	f.SetCatalogSort(true)
	f.SetCompression(!s.Plain)
	// A page turned within a marked sequence would leave it open on one page.
	f.SetAutoPageBreak(false, 0)
	d := &Doc{
		Canvas: Canvas{f: f, width: s.Width, height: s.Height},
		Root:   &Elem{Role: "Document"}, names: map[string]string{}, roles: map[string]string{}, dests: map[string]dest{},
	}
	for _, font := range s.Fonts {
		f.AddUTF8FontFromBytes(font.Family, font.Style, font.Data)
		d.names[font.Family+font.Style] = font.Name
	}
	return d
}

func (d *Doc) fail(format string, args ...any) {
	if d.err == nil {
		d.err = fmt.Errorf("tagpdf: "+format, args...)
	}
}

// Content makes what is drawn next content of e; nil makes it nothing's. Drawing
// for one element that follows itself on a page shares one marked sequence.
func (d *Doc) Content(e *Elem) {
	if d.inArt {
		d.fail("content within an artifact")
		return
	}
	if d.open == e && e != nil {
		return
	}
	d.close()
	if e == nil {
		return
	}
	p := d.Page()
	if p == 0 {
		d.fail("content before the first page")
		return
	}
	for len(d.perPage) < p {
		d.perPage = append(d.perPage, nil)
	}
	e.join()
	mcid := len(d.perPage[p-1])
	d.perPage[p-1] = append(d.perPage[p-1], e)
	e.kids = append(e.kids, kid{page: p, mcid: mcid})
	d.raw(fmt.Sprintf("/%s <</MCID %d>> BDC", e.Role, mcid))
	d.open = e
}

func (d *Doc) close() {
	if d.open != nil {
		d.raw("EMC")
		d.open = nil
	}
}

// AddPage ends the open sequence and turns the page.
func (d *Doc) AddPage() {
	d.close()
	d.f.AddPage()
}

// Kind is the kind of an artifact.
type Kind string

// Kinds of artifact.
const (
	Layout     Kind = "<</Type /Layout>>"
	Background Kind = "<</Type /Background>>"
	Header     Kind = "<</Type /Pagination /Subtype /Header>>"
	Footer     Kind = "<</Type /Pagination /Subtype /Footer>>"
)

// Artifact draws fn as something that assistive technology skips. Decoration
// inside a figure is part of the figure: use Content for it.
func (d *Doc) Artifact(kind Kind, fn func()) {
	if d.inArt {
		fn()
		return
	}
	d.close()
	p := d.Page()
	d.raw("/Artifact " + string(kind) + " BDC")
	d.inArt = true
	fn()
	d.inArt = false
	d.raw("EMC")
	if d.Page() != p {
		d.fail("an artifact turned the page")
	}
}

// Dest names the height y on the current page as a place to go to.
func (d *Doc) Dest(name string, y float64) {
	d.dests[name] = dest{d.Page(), d.height - y}
}

// Link adds a link to a web address or to a named place, referred to from e
// (role Link). contents says where it leads.
func (d *Doc) Link(e *Elem, x, y, w, h float64, uri, dst, contents string) {
	a := &annot{
		page: d.Page(), x0: x, y0: d.height - y - h, x1: x + w, y1: d.height - y,
		uri: uri, dest: dst, contents: contents, elem: e,
	}
	d.annots = append(d.annots, a)
	e.kids = append(e.kids, kid{page: a.page, annot: a})
}

// Bookmark adds an entry to the outline; level counts from 0.
func (d *Doc) Bookmark(title string, level int, dst string) {
	d.outlines = append(d.outlines, outline{title, level, dst})
}

// PageLabel starts a range of page labels at page (1-based). style is D, r, R, a,
// A or blank.
func (d *Doc) PageLabel(page int, style, prefix string, start int) {
	d.labels = append(d.labels, label{page, style, prefix, start})
}

// MapRole declares a role that is not one of PDF 1.7's.
func (d *Doc) MapRole(from, to string) { d.roles[from] = to }

// Bounds gives a figure the box it fills on the current page.
func (d *Doc) Bounds(e *Elem, x, y, w, h float64) {
	e.Attr = fmt.Sprintf("<</O /Layout /Placement /Block /BBox [%.2f %.2f %.2f %.2f]>>", x, d.height-y-h, x+w, d.height-y)
}

var errNoPages = errors.New("tagpdf: the document has no pages")

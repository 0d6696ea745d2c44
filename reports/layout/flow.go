package layout

import (
	"fmt"
	"strconv"
	"strings"

	"spm/reports/document"
	"spm/reports/tagpdf"
)

// slab is what the paginator places whole: a line, a table row, a figure.
type slab struct {
	before, h float64 // before is dropped at the head of a page
	keep      bool    // stay on the page of the next slab
	paint     func(x, y float64)
	header    *slab // painted again, as an artifact, where a page starts with this slab
	newPage   bool
	dest      string // the heading that starts here
}

// Flow collects the blocks of a document; Finish sets them on pages.
type Flow struct {
	Pen
	Words                    document.Words
	Lang                     string
	Running                  string // running head
	Foot                     string // left of the page number
	Draft                    bool
	left, right, top, bottom float64 // margins
	firstTop                 float64 // of the first page; 0 for top
	width, height            float64 // of the page

	cover, body []slab
	coverSect   *tagpdf.Elem
	draftElem   *tagpdf.Elem
	tocSect     *tagpdf.Elem
	sect        *tagpdf.Elem
	heads       []head
	pageOf      map[string]int // of a heading, among the body pages; known to Finish
	figures     int
	tables      int
	compact     bool
	turn        bool // the next heading opens a page
}

// head is a heading that was set.
type head struct {
	level      int
	text, dest string
}

// New starts a flow on the pages of p.
func New(p Pen, words document.Words, lang string) *Flow {
	w, h := p.Size()
	return &Flow{
		Pen: p, Words: words, Lang: lang, width: w, height: h,
		left: 66, right: 66, top: 72, bottom: 62, sect: p.Root,
	}
}

// measure is the width of the text.
func (f *Flow) measure() float64 { return f.width - f.left - f.right }

// depth is the height of the text on a page.
func (f *Flow) depth() float64 { return f.height - f.top - f.bottom }

func (f *Flow) bodyStyle() Style {
	if f.compact {
		return f.Style(9.3, 12.4)
	}
	return f.Style(10.3, 14.4)
}

func (f *Flow) smallStyle() Style { return f.Style(9, 12.5) }
func (f *Flow) noteStyle() Style  { return f.Style(8.5, 11.5).Coloured(f.Look.Muted) }

// gap is the space above tables and figures.
func (f *Flow) gap() float64 {
	if f.compact {
		return 9
	}
	return 14
}

// captionStyle is for what stands above tables and figures.
func (f *Flow) captionStyle() Style { return f.smallStyle().In(f.Type.Set.Bold) }

func (f *Flow) headStyle(level int) (st Style, before float64) {
	switch {
	case level == 1 && !f.compact:
		return f.Style(22, 27).In(f.Type.Set.Bold).Coloured(f.Look.Accent), 0
	case level == 1:
		return f.Style(13, 17).In(f.Type.Set.Bold).Coloured(f.Look.Accent), 11
	case level == 2 && f.compact:
		return f.Style(10.8, 14).In(f.Type.Set.Bold).Coloured(f.Look.Accent), 12
	case level == 2:
		return f.Style(14.5, 19).In(f.Type.Set.Bold).Coloured(f.Look.Accent), 20
	case level == 3:
		return f.Style(11.5, 15.5).In(f.Type.Set.Bold), 16
	}
	return f.Style(10.5, 14.5).In(f.Type.Set.Bold).Coloured(f.Look.Accent), 14
}

// NewPage makes what comes next open a page, unless nothing stands before it.
func (f *Flow) NewPage() { f.turn = len(f.heads) > 0 }

func (f *Flow) push(s ...slab) { f.body = append(f.body, s...) }

func (f *Flow) space(h float64, keep bool) {
	f.push(slab{before: h, keep: keep, paint: func(x, y float64) {}})
}

// lines adds the lines of a paragraph, indented, with at least two on either
// page when it breaks; lastKeeps holds the last line to what follows.
func (f *Flow) lines(p *para, indent, before float64, lastKeeps bool) {
	n := len(p.lines)
	for i := range p.lines {
		s := slab{h: p.lead, paint: func(x, y float64) { p.paint(&f.Pen, i, x+indent, y, f.Words) }}
		if i == 0 {
			s.before = before
		}
		s.keep = (i == 0 && n > 1) || i == n-2 || (lastKeeps && i == n-1)
		f.push(s)
	}
}

// held adds lines that stay together with what follows.
func (f *Flow) held(p *para, indent, before float64) {
	at := len(f.body)
	f.lines(p, indent, before, true)
	for i := at; i < len(f.body); i++ {
		f.body[i].keep = true
	}
}

// onFirst runs fn before the slab at index i is painted.
func (f *Flow) onFirst(i int, fn func(x, y float64)) {
	if i >= len(f.body) {
		return
	}
	paint := f.body[i].paint
	f.body[i].paint = func(x, y float64) {
		fn(x, y)
		paint(x, y)
	}
}

// ground paints deco under each slab from index at on, without gaps between them.
func (f *Flow) ground(at int, deco func(x, y, h float64)) {
	for i := at; i < len(f.body); i++ {
		s := &f.body[i]
		lead := 0.0
		if i > at {
			lead, s.before = s.before, 0
			s.h += lead
		}
		paint, h := s.paint, s.h
		s.paint = func(x, y float64) {
			f.Artifact(tagpdf.Layout, func() { deco(x, y, h) })
			paint(x, y+lead)
		}
	}
}

// Heading starts a section. Level counts from 1; a level that skips one is
// lowered, since readers would miss a step. A blank title prints nothing. Level 1
// opens a page unless the report is compact.
func (f *Flow) Heading(level int, title, lang string) {
	title = strings.TrimSpace(f.Type.Clean(title))
	if title == "" {
		return
	}
	last := 0
	if n := len(f.heads); n > 0 {
		last = f.heads[n-1].level
	}
	level = max(1, min(level, last+1, 6))
	dest := "h" + strconv.Itoa(len(f.heads))
	f.heads = append(f.heads, head{level, title, dest})
	if level == 1 {
		f.sect = f.Root.Add("Sect")
	}
	e := f.sect.Add(fmt.Sprintf("H%d", level))
	e.Title, e.Lang = title, f.foreign(lang)
	st, before := f.headStyle(level)
	p := f.para(e, []Span{{Text: title, Style: st}}, f.measure(), document.Left)
	at := len(f.body)
	f.held(p, 0, before)
	f.body[at].newPage, f.turn = f.turn, false
	f.onFirst(at, func(x, y float64) {
		f.Dest(dest, y-4)
		if level <= 3 {
			f.Bookmark(title, level-1, dest)
		}
	})
	f.body[at].dest = dest
	if level > 1 || f.compact {
		f.space(2, true)
		return
	}
	f.body[at].newPage = true
	f.push(slab{h: 14, keep: true, paint: func(x, y float64) {
		f.Artifact(tagpdf.Layout, func() { f.Rect(tagpdf.Pen{Fill: &f.Look.Accent}, x, y+5, 44, 2.4) })
	}})
}

// Add sets a block. Figures have a method of their own, since a chart has to be
// drawn by others. A block that cannot be set is an error.
func (f *Flow) Add(b document.Block) error {
	switch b := b.(type) {
	case document.Paragraph:
		f.paragraph(b)
	case document.List:
		f.list(b)
	case document.Table:
		return f.table(b)
	case document.Quote:
		f.quote(b)
	case document.Callout:
		f.callout(b)
	case document.KeyFigures:
		f.keyFigures(b)
	default:
		return fmt.Errorf("layout: a block of type %T cannot be printed", b)
	}
	return nil
}

func (f *Flow) paragraph(b document.Paragraph) {
	if spans := f.sentences(b.Sentences, f.bodyStyle()); len(spans) > 0 {
		f.lines(f.para(f.sect.Add("P"), spans, f.measure(), document.Left), 0, 6, false)
	}
}

// note adds small text below a table or figure.
func (f *Flow) note(ss []document.Sentence) {
	if spans := f.sentences(ss, f.noteStyle()); len(spans) > 0 {
		f.lines(f.para(f.sect.Add("P"), spans, f.measure(), document.Left), 0, 4, false)
	}
}

// word is the word of a status, "" for a status without a mark.
func (f *Flow) word(s document.Status) string {
	if s.Word == "" && s.Tone > 0 && int(s.Tone) < len(f.Words.Tones) {
		return f.Words.Tones[s.Tone]
	}
	return s.Word
}

func (f *Flow) list(b document.List) {
	const indent = 18
	var list *tagpdf.Elem
	n := 0
	for _, it := range b.Items {
		spans := f.sentences(it.Sentences, f.bodyStyle())
		if w := f.word(it.Status); w != "" {
			st := f.bodyStyle().In(f.Type.Set.Medium)
			if len(spans) > 0 {
				w += ": "
			}
			spans = append([]Span{{Text: w, Style: st}}, spans...)
		}
		if len(spans) == 0 {
			continue
		}
		if n++; list == nil {
			list = f.sect.Add("L")
			list.Attr = "<</O/List/ListNumbering/Disc>>"
			if b.Ordered {
				list.Attr = "<</O/List/ListNumbering/Decimal>>"
			}
		}
		li := list.Add("LI")
		label := li.Add("Lbl")
		p := f.para(li.Add("LBody"), spans, f.measure()-indent, document.Left)
		at, no := len(f.body), n
		before := 3.5
		if n == 1 {
			before = 7
		}
		f.lines(p, indent, before, false)
		f.onFirst(at, func(x, y float64) { f.bullet(label, it.Status.Tone, b.Ordered, no, x, y) })
	}
}

// bullet draws what stands before an item: its number, its mark, or a dot.
func (f *Flow) bullet(label *tagpdf.Elem, tone document.Tone, ordered bool, n int, x, y float64) {
	st := f.bodyStyle()
	f.Content(label)
	base := st.baseline(y)
	switch {
	case ordered:
		s := strconv.Itoa(n) + "."
		f.Put(st, x+14-f.Measure(st, s), base, s+" ")
	case tone == document.Plain:
		st.Size = 14
		f.Put(st.Coloured(f.Look.Accent), x+4, base+1.2, "• ")
	default:
		f.Mark(tone, x+7, y+st.Lead/2, 4)
	}
}

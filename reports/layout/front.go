package layout

import (
	"fmt"
	"strconv"
	"strings"

	"spm/reports/document"
	"spm/reports/tagpdf"
)

// Logo is the picture of the cover, loaded into the canvas.
type Logo struct {
	Width, Height float64 // pixels; 0 for none
	Alt           string
}

// Cover reserves a cover page. It has to come before the first heading.
func (f *Flow) Cover(d *document.Document, logo Logo) {
	f.coverSect = f.Root.Add("Sect")
	body := f.body
	f.body = nil
	f.sect = f.coverSect
	if f.Draft { // read first, though it is drawn with the page's ground
		f.draftElem = f.coverSect.Add("P")
	}
	f.logo(logo)
	f.coverTitle(d)
	if spans := f.sentences([]document.Sentence{d.Statement}, f.Style(11.5, 17).In(f.Type.Set.Italic)); len(spans) > 0 {
		f.lines(f.para(f.sect.Add("P"), spans, f.measure()-40, document.Left), 0, 26, false)
	}
	f.space(18, false)
	for _, fact := range d.Facts {
		f.coverLine(fact.Label, []document.Sentence{fact.Value})
	}
	f.coverLine(f.Words.PreparedBy, names(d.Authors))
	f.coverLine(f.Words.PreparedFor, names(d.Recipients))
	f.cover, f.body = f.body, body
	f.sect = f.Root
}

func names(list []document.Sentence) (ss []document.Sentence) {
	for i, n := range list {
		if i < len(list)-1 {
			n.Text += ";"
		}
		ss = append(ss, n)
	}
	return ss
}

func (f *Flow) logo(logo Logo) {
	most := 92.0 // points
	if f.low() {
		most = 60
	}
	if !(logo.Width > 0 && logo.Height > 0) {
		f.push(slab{h: most / 2, paint: func(x, y float64) {}})
		return
	}
	k := min(most/logo.Height, 2.4*most/logo.Width)
	w, h := logo.Width*k, logo.Height*k
	e := f.sect.Add("Figure")
	e.Alt = f.Type.Clean(logo.Alt)
	f.push(slab{h: h, paint: func(x, y float64) {
		f.Content(e)
		f.Image(x, y, w, h)
		f.Bounds(e, x, y, w, h)
		f.Content(nil)
	}})
}

// low tells whether the paper lies on its side: the cover is set closer then.
func (f *Flow) low() bool { return f.height < f.width }

// coverTitle sets organization, title, subtitle, period and date.
func (f *Flow) coverTitle(d *document.Document) {
	before := 56.0
	if f.low() {
		before = 22
	}
	line := func(role, text string, st Style, gap float64) {
		if text = strings.TrimSpace(text); text == "" {
			return
		}
		f.lines(f.para(f.sect.Add(role), []Span{{Text: text, Style: st}}, f.measure()-20, document.Left), 0, before+gap, false)
		before = 0
	}
	bold, muted := f.Type.Set.Bold, f.Look.Muted
	line("P", d.Organization, f.Style(13, 18).In(f.Type.Set.Medium).Coloured(muted), 0)
	line("P", d.Branch, f.Style(13, 18).In(f.Type.Set.Medium).Coloured(muted), 0)
	line("Title", d.Title, f.Style(36, 42).In(bold).Coloured(f.Look.Accent), 10)
	line("P", d.Subtitle, f.Style(16, 22), 8)
	f.push(slab{before: 16, h: 3, paint: func(x, y float64) {
		f.Artifact(tagpdf.Layout, func() { f.Rect(tagpdf.Pen{Fill: &f.Look.Accent}, x, y, 44, 3) })
	}})
	line("P", d.Period, f.Style(13, 18).In(f.Type.Set.Medium), 16)
	line("P", d.Date, f.Style(11, 16).Coloured(muted), 3)
}

// coverLine sets a label and what it says beside it.
func (f *Flow) coverLine(label string, ss []document.Sentence) {
	const column = 104
	spans := f.sentences(ss, f.Style(10, 14.5))
	if len(spans) == 0 {
		return
	}
	e := f.sect.Add("P")
	st := f.Style(10, 14.5).In(f.Type.Set.Medium).Coloured(f.Look.Muted)
	left := f.para(e, []Span{{Text: label + " ", Style: st}}, column-10, document.Left)
	right := f.para(e, spans, f.measure()-column, document.Left)
	at := len(f.body)
	f.lines(right, column, 6, false)
	f.onFirst(at, func(x, y float64) { left.paintAll(&f.Pen, x, y, f.Words) })
	if more := left.height() - right.height(); more > 0 {
		f.push(slab{h: more, paint: func(x, y float64) {}})
	}
}

// coverGround draws the decoration of a cover page, and Draft as text of the
// first.
func (f *Flow) coverGround(page int) {
	f.Artifact(tagpdf.Background, func() {
		f.Rect(tagpdf.Pen{Fill: &f.Look.Accent}, 0, 0, 16, f.height)
	})
	if !f.Draft {
		return
	}
	draw := func() { f.draftMark(14, f.width-f.right, f.top+20) }
	if page > 0 {
		f.Artifact(tagpdf.Header, draw)
		return
	}
	f.Content(f.draftElem)
	draw()
}

// TitleBlock sets the title at the head of the first page of a compact report.
func (f *Flow) TitleBlock(d *document.Document) {
	f.compact = true
	f.top, f.bottom, f.left, f.right = 70, 54, 54, 54
	f.firstTop = 46
	if f.Draft { // whose mark stands above
		f.firstTop = 62
	}
	e := f.Root.Add("Sect")
	f.sect = e
	line := func(role string, parts []string, st Style) {
		if text := joined(parts); text != "" {
			f.lines(f.para(e.Add(role), []Span{{Text: text, Style: st}}, f.measure(), document.Left), 0, 0, true)
		}
	}
	muted := f.Style(10, 14).Coloured(f.Look.Muted)
	if f.Draft { // read first, though it is drawn with the running head
		f.draftElem = e.Add("P")
	}
	line("P", []string{d.Organization, d.Branch}, muted.In(f.Type.Set.Medium))
	line("Title", []string{d.Title}, f.Style(20, 26).In(f.Type.Set.Bold).Coloured(f.Look.Accent))
	line("P", []string{d.Subtitle, d.Period, d.Date}, muted)
	f.push(slab{h: 8, paint: func(x, y float64) {
		f.Artifact(tagpdf.Layout, func() { f.Rect(tagpdf.Pen{Fill: &f.Look.Accent}, x, y+4, f.measure(), 1.6) })
	}})
	if spans := f.sentences([]document.Sentence{d.Statement}, f.bodyStyle().In(f.Type.Set.Italic)); len(spans) > 0 {
		f.lines(f.para(e.Add("P"), spans, f.measure(), document.Left), 0, 8, false)
	}
	for _, fact := range d.Facts {
		f.coverLine(fact.Label, []document.Sentence{fact.Value})
	}
	f.coverLine(f.Words.PreparedBy, names(d.Authors))
	f.coverLine(f.Words.PreparedFor, names(d.Recipients))
}

// joined puts a middle dot between what is not blank.
func joined(parts []string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}

// Contents reserves the contents, which Finish sets when pages are known.
func (f *Flow) Contents() { f.tocSect = f.Root.Add("Sect") }

// contents makes a slab of each heading of level 1 and 2.
func (f *Flow) contents() []slab {
	var entries []head
	for _, h := range f.heads {
		if h.level <= 2 {
			entries = append(entries, h)
		}
	}
	if f.tocSect == nil || len(entries) == 0 {
		return nil
	}
	h := f.tocSect.Add("H1")
	h.Title = f.Words.Contents
	st, _ := f.headStyle(1)
	title := f.para(h, []Span{{Text: f.Words.Contents, Style: st}}, f.measure(), document.Left)
	again := f.para(nil, []Span{{Text: f.Words.Contents + " (" + f.Words.Continued + ")", Style: f.captionStyle()}}, f.measure(), document.Left)
	header := &slab{h: again.height() + 8, paint: func(x, y float64) {
		f.Artifact(tagpdf.Header, func() { again.paintAll(&f.Pen, x, y, f.Words) })
	}}
	slabs := []slab{{h: title.height() + 12, keep: true, paint: func(x, y float64) { title.paintAll(&f.Pen, x, y, f.Words) }}}
	toc := f.tocSect.Add("TOC")
	for _, e := range entries {
		s := f.entry(toc.Add("TOCI").Add("Reference").Add("Link"), e)
		s.header = header
		slabs = append(slabs, s)
	}
	return slabs
}

// entry is a line or more of the contents, with its page at the end.
func (f *Flow) entry(link *tagpdf.Elem, h head) slab {
	const room = 34 // for the page number
	st, indent, before := f.Style(10.5, 16), 16.0, 1.0
	if h.level == 1 {
		st, indent, before = st.In(f.Type.Set.Bold), 0, 8
	}
	p := f.para(link, []Span{{Text: h.text + " ", Style: st}}, f.measure()-indent-room, document.Left)
	return slab{before: before, h: p.height(), paint: func(x, y float64) {
		p.paintAll(&f.Pen, x+indent, y, f.Words)
		page := strconv.Itoa(f.pageOf[h.dest])
		last := len(p.lines) - 1
		base := st.baseline(y + float64(last)*st.Lead)
		right := x + f.measure()
		nw := f.Measure(st, page)
		f.Put(st, right-nw, base, page+" ")
		f.Link(link, x+indent, y, f.measure()-indent, p.height(), "", h.dest, h.text+", "+fmt.Sprintf(f.Words.Page, f.pageOf[h.dest]))
		f.Artifact(tagpdf.Layout, func() {
			for dot := right - nw - 8; dot > x+indent+p.lines[last].w+8; dot -= 5 {
				f.Circle(tagpdf.Pen{Fill: &f.Look.Muted}, dot, base-1, 0.4)
			}
		})
	}}
}

package layout

import (
	"strings"

	"spm/reports/document"
	"spm/reports/tagpdf"
)

// para ties set lines to structure elements: one for plain text, one more for
// each span that is a link or in another language. Without an element it is
// decoration.
type para struct {
	elem  *tagpdf.Elem
	spans []Span
	elems []*tagpdf.Elem
	lines []line
	lead  float64
	align document.Align
	width float64
}

// para sets spans to a width. It has at least no lines, never an error.
func (p *Pen) para(e *tagpdf.Elem, spans []Span, width float64, align document.Align) *para {
	a := &para{elem: e, spans: spans, align: align, width: width, elems: make([]*tagpdf.Elem, len(spans))}
	for i, s := range spans {
		spans[i].Text = p.Type.Clean(s.Text)
		a.lead = max(a.lead, s.Style.Lead)
		if e == nil {
			continue
		}
		switch {
		case s.URI != "":
			a.elems[i] = e.Inline("Link")
		case s.Lang != "":
			a.elems[i] = e.Inline("Span")
		}
		if a.elems[i] != nil {
			a.elems[i].Lang = s.Lang
		}
	}
	a.lines = breakLines(p.Type, spans, width)
	return a
}

func (a *para) height() float64 { return float64(len(a.lines)) * a.lead }

// paint draws line i, whose box begins at (x, y).
func (a *para) paint(p *Pen, i int, x, y float64, words document.Words) {
	l := a.lines[i]
	switch a.align {
	case document.Center:
		x += (a.width - l.w) / 2
	case document.Right:
		x += a.width - l.w
	}
	// One baseline for the line, whatever face a part of it falls back to.
	st := a.spans[0].Style
	st.Lead = a.lead
	base := st.baseline(y)
	for k, f := range l.frags {
		e := a.elem
		if a.elems[f.span] != nil {
			e = a.elems[f.span]
		}
		if e != nil {
			p.Content(e)
		}
		p.show(f.st, x+l.xs[k], base, f.text)
		if s := a.spans[f.span]; s.URI != "" && e != nil {
			c := f.st.Colour
			p.Line(tagpdf.Pen{Line: &c, Width: 0.5}, x+l.xs[k], base+1.6, x+l.xs[k]+f.w, base+1.6)
			p.Link(e, x+l.xs[k], y, f.w, a.lead, s.URI, "", strings.TrimSpace(s.Text)+", "+words.LinkTo+" "+s.URI)
		}
	}
}

// paintAll draws all lines from (x, y) down.
func (a *para) paintAll(p *Pen, x, y float64, words document.Words) {
	for i := range a.lines {
		a.paint(p, i, x, y+float64(i)*a.lead, words)
	}
}

// sentences turns sentences into spans, a space between each two.
func (f *Flow) sentences(ss []document.Sentence, st Style) (spans []Span) {
	for _, s := range ss {
		text := strings.TrimSpace(s.Text)
		if text == "" {
			continue
		}
		x := Span{Text: text, Style: st, Lang: f.foreign(s.Lang), URI: s.Link}
		if s.Strong {
			x.Style.Face = f.Type.Set.Bold
		}
		if s.Link != "" {
			x.Style.Colour = f.Look.Accent
		}
		if len(spans) > 0 {
			if k := len(spans) - 1; spans[k].URI == "" && spans[k].Lang == x.Lang && x.URI == "" && spans[k].Style == x.Style {
				spans[k].Text += " " + text
				continue
			}
			// The space belongs to the text before a link, not to the link.
			spans = append(spans, Span{Text: " ", Style: st})
		}
		spans = append(spans, x)
	}
	return spans
}

// foreign is lang unless it is the document's own.
func (f *Flow) foreign(lang string) string {
	if strings.EqualFold(lang, f.Lang) {
		return ""
	}
	return lang
}

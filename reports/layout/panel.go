package layout

import (
	"strings"

	"spm/reports/document"
	"spm/reports/tagpdf"
)

// quote sets staff's own words: between quotation marks, in italics, behind a
// bar, with who said them below.
func (f *Flow) quote(b document.Quote) {
	const indent, bar = 16, 2.5
	st := f.Style(10, 14.5)
	var texts []string
	for _, t := range strings.Split(b.Text, "\n") {
		if t = strings.TrimSpace(t); t != "" {
			texts = append(texts, t)
		}
	}
	if len(texts) == 0 {
		return
	}
	e := f.sect.Add("BlockQuote")
	e.Lang = f.foreign(b.Lang)
	w := f.measure() - indent
	at := len(f.body)
	before := 9.0
	if label := strings.TrimSpace(b.Label); label != "" {
		ls := f.smallStyle().In(f.Type.Set.Bold).Coloured(f.Look.Accent)
		f.held(f.para(e.Add("P"), []Span{{Text: label, Style: ls}}, w, document.Left), indent, before)
		before = 1
	}
	texts[0] = f.Words.Quotes[0] + texts[0]
	texts[len(texts)-1] += f.Words.Quotes[1]
	by := strings.TrimSpace(b.By)
	for i, t := range texts {
		p := f.para(e.Add("P"), []Span{{Text: t, Style: st.In(f.Type.Set.Italic)}}, w, document.Left)
		f.lines(p, indent, before, by != "" && i == len(texts)-1)
		before = 4
	}
	if by != "" {
		f.lines(f.para(e.Add("P"), []Span{{Text: "— " + by, Style: f.noteStyle()}}, w, document.Left), indent, 2, false)
	}
	f.ground(at, func(x, y, h float64) { f.Rect(tagpdf.Pen{Fill: &f.Look.Accent}, x+2, y, bar, h) })
	f.space(4, false)
}

// callout sets a framed note with the mark of its tone.
func (f *Flow) callout(b document.Callout) {
	const pad, indent = 8, 28
	spans := f.sentences(b.Sentences, f.Style(9.5, 13.5))
	title := strings.TrimSpace(b.Title)
	if title == "" && len(spans) == 0 {
		return
	}
	e := f.sect.Add("Div")
	w := f.measure() - indent - 12
	at := len(f.body)
	f.push(slab{before: 10, h: pad, keep: true, paint: func(x, y float64) {}})
	first := len(f.body)
	if title != "" {
		st := f.Style(9.5, 13.5).In(f.Type.Set.Bold)
		f.held(f.para(e.Add("P"), []Span{{Text: title, Style: st}}, w, document.Left), indent, 0)
	}
	if len(spans) > 0 {
		f.lines(f.para(e.Add("P"), spans, w, document.Left), indent, 0, true)
	} else if n := len(f.body); n > 0 {
		f.body[n-1].keep = true
	}
	f.onFirst(first, func(x, y float64) {
		f.Artifact(tagpdf.Layout, func() { f.Mark(b.Tone, x+15, y+6.75, 5) })
	})
	f.push(slab{h: pad, paint: func(x, y float64) {}})
	edge := f.Look.Accent
	if b.Tone != document.Plain {
		edge = f.ToneColour(b.Tone)
	}
	f.ground(at, func(x, y, h float64) {
		f.Rect(tagpdf.Pen{Fill: &f.Look.Ground}, x, y, f.measure(), h+0.3)
		f.Rect(tagpdf.Pen{Fill: &edge}, x, y, 2.5, h+0.3)
	})
	f.space(6, false)
}

// keyFigure is one figure with its set texts.
type keyFigure struct {
	tone                 document.Tone
	value, label, detail *para
}

// keyFigures sets big numbers side by side, four in a row at most.
func (f *Flow) keyFigures(b document.KeyFigures) {
	const most, gutter = 4, 14
	var figures []document.KeyFigure
	for _, k := range b.Figures {
		if strings.TrimSpace(k.Value+k.Label) != "" {
			figures = append(figures, k)
		}
	}
	if len(figures) == 0 {
		return
	}
	list := f.sect.Add("L")
	list.Attr = "<</O/List/ListNumbering/None>>"
	rows := (len(figures) + most - 1) / most
	per := (len(figures) + rows - 1) / rows
	w := (f.measure() - gutter*float64(per-1)) / float64(per)
	for len(figures) > 0 {
		n := min(per, len(figures))
		f.keyRow(list, figures[:n], w, gutter)
		figures = figures[n:]
	}
	f.space(f.gap()-8, false)
}

func (f *Flow) keyRow(list *tagpdf.Elem, figures []document.KeyFigure, w, gutter float64) {
	const top = 9
	var row []keyFigure
	h := 0.0
	for _, k := range figures {
		e := list.Add("LI").Add("LBody")
		text := func(s string, st Style) *para {
			return f.para(e, []Span{{Text: strings.TrimSpace(s) + " ", Style: st}}, w, document.Left)
		}
		r := keyFigure{tone: k.Tone, value: text(k.Value, f.bigStyle(k.Value, w)),
			label: text(k.Label, f.smallStyle().In(f.Type.Set.Medium)), detail: text(k.Detail, f.noteStyle())}
		h = max(h, top+r.value.height()+r.label.height()+r.detail.height())
		row = append(row, r)
	}
	f.push(slab{before: f.gap() - 1, h: h, paint: func(x, y float64) {
		for _, r := range row {
			edge := f.Look.Accent
			if r.tone != document.Plain {
				edge = f.ToneColour(r.tone)
			}
			f.Artifact(tagpdf.Layout, func() { f.Rect(tagpdf.Pen{Fill: &edge}, x, y, w, 2) })
			below := y + top
			for _, p := range []*para{r.value, r.label, r.detail} {
				p.paintAll(&f.Pen, x, below, f.Words)
				below += p.height()
			}
			x += w + gutter
		}
	}})
}

// bigStyle is the style of a key figure's value: as big as fits a line, small over
// several lines when it is a text.
func (f *Flow) bigStyle(value string, w float64) Style {
	st := f.Style(24, 31).In(f.Type.Set.Bold).Coloured(f.Look.Accent)
	if f.compact {
		st.Size, st.Lead = 20, 25
	}
	for ; st.Size >= 15; st.Size -= 0.5 {
		if f.Measure(st, value) <= w {
			return st
		}
	}
	st.Size, st.Lead = 12, 15
	return st
}

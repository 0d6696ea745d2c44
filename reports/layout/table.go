package layout

import (
	"fmt"
	"strings"

	"spm/reports/document"
)

const (
	padX     = 6.0   // between a cell's edge and its text
	markRoom = 13.0  // for the mark of a status
	tallRow  = 180.0 // a higher row may break between its lines
)

// table is a table being set.
type table struct {
	f      *Flow
	data   document.Table
	text   Style   // of a cell
	padY   float64 // above and below the text of a cell
	widths []float64
	again  *slab // its head, as decoration, for later pages
}

// setCell is a cell with its set text and its place in the row.
type setCell struct {
	p     *para
	tone  document.Tone
	x, dy float64
}

// setRow is a row ready to paint.
type setRow struct {
	cells []setCell
	h     float64
	tint  bool
	strip func(x, y float64) // more decoration
}

// table sets a table. A row with more cells than there are columns is an error;
// one with fewer is filled up.
func (f *Flow) table(b document.Table) error {
	if err := checkTable(b); err != nil {
		return err
	}
	if caption := strings.TrimSpace(b.Caption); caption != "" {
		f.tables++
		b.Caption = fmt.Sprintf(f.Words.Table, f.tables) + ". " + caption
	}
	if len(b.Rows) == 0 || len(b.Columns) == 0 {
		f.nothing(b.Caption, b.Empty, b.Note)
		return nil
	}
	t := &table{f: f, data: b, text: f.smallStyle(), padY: 3.5}
	if b.Fine {
		t.text, t.padY = f.Style(7.4, 9.3), 2
	}
	t.widths = t.columnWidths()
	e := f.sect.Add("Table")
	if b.Caption != "" {
		p := f.para(e.Add("Caption"), []Span{{Text: b.Caption, Style: f.captionStyle()}}, f.measure(), document.Left)
		f.held(p, 0, f.gap())
		f.space(4, true)
	} else {
		f.space(8, true)
	}
	t.head(e)
	t.rows(e.Add("TBody"))
	f.note(b.Note)
	f.space(f.gap()-6, false)
	return nil
}

func checkTable(b document.Table) error {
	for i, r := range b.Rows {
		if len(r.Cells) > len(b.Columns) {
			return fmt.Errorf("layout: row %d of the table %q has %d cells for %d columns", i+1, b.Caption, len(r.Cells), len(b.Columns))
		}
	}
	return nil
}

// nothing prints a caption and, in place of a table or chart without rows, a text.
func (f *Flow) nothing(caption, text string, note []document.Sentence) {
	if caption != "" {
		f.held(f.para(f.sect.Add("P"), []Span{{Text: caption, Style: f.captionStyle()}}, f.measure(), document.Left), 0, f.gap())
	}
	if text = strings.TrimSpace(text); text == "" {
		text = f.Words.NoRows
	}
	f.lines(f.para(f.sect.Add("P"), []Span{{Text: text, Style: f.bodyStyle()}}, f.measure(), document.Left), 0, 4, false)
	f.note(note)
	f.space(8, false)
}

// spans are the texts of a cell: the word of its status before its text.
func (t *table) spans(c document.Cell, st Style) (spans []Span) {
	if w := t.f.word(c.Status); w != "" {
		spans = append(spans, Span{Text: w, Style: st.In(t.f.Type.Set.Medium)})
	}
	text := strings.TrimSpace(c.Text)
	if text == "" {
		return spans
	}
	if c.Quoted {
		text = t.f.Words.Quotes[0] + text + t.f.Words.Quotes[1]
		st.Face = t.f.Type.Set.Italic
	}
	if len(spans) > 0 {
		spans[0].Text += ": "
	}
	return append(spans, Span{Text: text, Style: st, Lang: t.f.foreign(c.Lang)})
}

// cellStyle is the style of a body cell in column i.
func (t *table) cellStyle(c document.Cell, i int) Style {
	st := t.text
	if c.Strong {
		return st.In(t.f.Type.Set.Bold)
	}
	if i == 0 {
		return st.In(t.f.Type.Set.Medium)
	}
	return st
}

func (t *table) headStyle() Style {
	return t.text.In(t.f.Type.Set.Bold).Coloured(t.f.Look.Accent)
}

func (t *table) align(i int, c document.Align) document.Align {
	if c == document.Auto {
		return t.data.Columns[i].Align
	}
	return c
}

// columnWidths shares the width out: by the columns' widths or, when none says
// any, by what they hold; a column is as wide as its longest word if that can be.
func (t *table) columnWidths() []float64 {
	n := len(t.data.Columns)
	total := t.f.measure()
	least, natural := make([]float64, n), make([]float64, n)
	see := func(i int, c document.Cell, st Style) {
		room := 2 * padX
		if c.Status.Tone != document.Plain {
			room += markRoom
		}
		w := 0.0
		for _, s := range t.spans(c, st) {
			s.Text = t.f.Type.Clean(s.Text)
			for _, p := range cutPieces(t.f.Type, []Span{s}) {
				least[i] = max(least[i], min(p.w+room+0.5, total*0.32))
				w += p.w + p.gap
			}
		}
		natural[i] = max(natural[i], min(w+room+0.5, total*0.5))
		if c.Status.Tone != document.Plain && c.Text == "" { // a status stays on its line
			least[i] = max(least[i], min(w+room+0.5, total*0.2))
		}
	}
	wanted, said := make([]float64, n), false
	for i, c := range t.data.Columns {
		said = said || c.Width > 0
		see(i, document.Cell{Text: c.Title}, t.headStyle())
	}
	for _, r := range t.data.Rows {
		for i, c := range r.Cells {
			see(i, c, t.cellStyle(c, i))
		}
	}
	for i, c := range t.data.Columns {
		switch {
		case !said:
			wanted[i] = natural[i]
		case c.Width > 0:
			wanted[i] = c.Width
		default:
			wanted[i] = 1
		}
	}
	return share(total, wanted, least)
}

// share divides total in the proportion of wanted, but gives each at least its
// least when there is room for that.
func share(total float64, wanted, least []float64) []float64 {
	out := make([]float64, len(wanted))
	var sumW, sumL float64
	for i := range wanted {
		sumW += wanted[i]
		sumL += least[i]
	}
	if !(sumW > 0) || sumL >= total {
		for i := range out {
			out[i] = total * least[i] / sumL
			if !(sumL > 0) {
				out[i] = total / float64(len(out))
			}
		}
		return out
	}
	// Those that would be too narrow get their least; the others share the rest.
	fixed := make([]bool, len(out))
	for {
		rest, weight := total, 0.0
		for i := range out {
			if fixed[i] {
				rest -= least[i]
			} else {
				weight += wanted[i]
			}
		}
		again := false
		for i := range out {
			if fixed[i] {
				out[i] = least[i]
			} else if out[i] = rest * wanted[i] / weight; out[i] < least[i] {
				fixed[i], again = true, true
			}
		}
		if !again {
			return out
		}
	}
}

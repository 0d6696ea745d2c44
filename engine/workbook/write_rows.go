package workbook

import "slices"

// place is what stands in a column of a row: the look of a cell and its index
// in the sheet, both from 1; 0: nothing.
type place struct{ look, cell int32 }

// rows writes the rows of a sheet. Cells come in the order in which they were
// planned: where two claim the same place, the later one has it.
func (w *writer) rows(s *SheetLayout) {
	w.sortByRow(s)
	w.drawn = w.cells[w.done : w.done+len(s.Cells)]
	w.done += len(s.Cells)
	start := int32(0)
	for row := 1; row <= s.Rows; row++ {
		end := w.ends[row]
		w.row = w.row[:0]
		for _, i := range w.byRow[start:end] {
			c := &s.Cells[i]
			for len(w.row) <= c.End {
				w.row = append(w.row, place{})
			}
			for col := c.Col; col <= c.End; col++ {
				w.row[col].look = int32(w.drawn[i].look) + 1
			}
			w.row[c.Col].cell = i + 1
		}
		start = end
		w.oneRow(row, s)
	}
}

// sortByRow puts the cells of a sheet row by row, each row in its order.
func (w *writer) sortByRow(s *SheetLayout) {
	w.ends = slices.Grow(w.ends[:0], s.Rows+2)[:s.Rows+2]
	clear(w.ends)
	for i := range s.Cells {
		w.ends[s.Cells[i].Row+1]++
	}
	for row := 1; row < len(w.ends); row++ {
		w.ends[row] += w.ends[row-1]
	}
	// Now each row has the place where it begins; filling it moves that to its end.
	w.byRow = slices.Grow(w.byRow[:0], len(s.Cells))[:len(s.Cells)]
	for i := range s.Cells {
		at := &w.ends[s.Cells[i].Row]
		w.byRow[*at] = int32(i)
		*at++
	}
}

// mostHeight is the height of a row that every program takes, in points.
const mostHeight = 409

func (w *writer) oneRow(row int, s *SheetLayout) {
	w.digits = appendInt(w.digits[:0], row)
	b := append(append(w.xml, `<row r="`...), w.digits...)
	h := s.Heights[row]
	b = appendNumber(append(b, `" ht="`...), min(h.Points, mostHeight))
	// LibreOffice shows rows as high as the file says and no higher. It and
	// Excel fit a row that is not fixed to what somebody types into it.
	if h.Fixed {
		b = append(b, `" customHeight="1`...)
	}
	if len(w.row) == 0 {
		w.xml = append(b, `"/>`...)
		return
	}
	b = append(b, `">`...)
	for col := 1; col < len(w.row); col++ {
		p := w.row[col]
		if p.look == 0 {
			continue
		}
		b = appendColumn(append(b, `<c r="`...), col)
		b = append(append(b, w.digits...), w.styles[p.look-1]...)
		if p.cell == 0 {
			b = append(b, `/>`...)
		} else {
			b = w.content(b, &s.Cells[p.cell-1], w.drawn[p.cell-1].text)
		}
	}
	w.xml = append(b, "</row>"...)
}

// content ends the tag of a cell and writes what is in it; the text of a form has
// its number already, from 1.
func (w *writer) content(b []byte, c *Cell, text int32) []byte {
	switch {
	case text > 0:
		return w.shared(b, int(text)-1)
	case c.Formula != "":
		return appendFormulaCell(b, c)
	case c.Numeric:
		return append(appendNumber(append(b, `><v>`...), c.Number), "</v></c>"...)
	case c.Star || c.Note != "" || c.Text != "":
		return w.shared(b, w.textOf(c))
	}
	return append(b, `/>`...)
}

// textOf is the number of a cell's text.
func (w *writer) textOf(c *Cell) int {
	if c.Star || c.Note != "" {
		return w.strings.richText(w.runsOf(c))
	}
	return w.strings.text(c.Text)
}

func (w *writer) shared(b []byte, n int) []byte {
	w.strings.uses++
	return append(appendInt(append(b, ` t="s"><v>`...), n), "</v></c>"...)
}

// appendFormulaCell writes what a formula shows at first beside it, for programs
// and readers that do not calculate.
func appendFormulaCell(b []byte, c *Cell) []byte {
	if c.Numeric {
		b = append(b, `><f>`...)
	} else {
		b = append(b, ` t="str"><f>`...)
	}
	b = append(appendFormula(b, c.Formula), "</f><v>"...)
	if c.Numeric {
		b = appendNumber(b, c.Number)
	} else {
		b = appendText(b, c.Text)
	}
	return append(b, "</v></c>"...)
}

package workbook

import "slices"

// place is what stands in a column of a row.
type place struct {
	style int // number of its look; -1: nothing is there
	cell  *Cell
}

// rows writes the rows of a sheet. Cells come in the order in which they were
// planned: where two claim the same place, the later one has it.
func (w *writer) rows(s *SheetLayout) {
	w.sortByRow(s)
	looks := w.cells[w.done : w.done+len(s.Cells)]
	w.done += len(s.Cells)
	start := int32(0)
	for row := 1; row <= s.Rows; row++ {
		end := w.ends[row]
		w.row = slices.Grow(w.row[:0], len(s.Widths)+s.Hidden+1)
		for _, i := range w.byRow[start:end] {
			c := &s.Cells[i]
			for len(w.row) <= c.End {
				w.row = append(w.row, place{style: -1})
			}
			for col := c.Col; col <= c.End; col++ {
				w.row[col].style = w.numbers[looks[i]]
			}
			w.row[c.Col].cell = c
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
	w.put(`<row r="`)
	w.int(row)
	w.put(`" ht="`)
	h := s.Heights[row]
	w.part = appendNumber(w.part, min(h.Points, mostHeight))
	// LibreOffice shows rows as high as the file says and no higher. It and
	// Excel fit a row that is not fixed to what somebody types into it.
	if h.Fixed {
		w.put(`" customHeight="1`)
	}
	if len(w.row) == 0 {
		w.put(`"/>`)
		return
	}
	w.put(`">`)
	for col := 1; col < len(w.row); col++ {
		if p := &w.row[col]; p.style >= 0 {
			w.put(`<c r="`)
			w.part = appendAddress(w.part, row, col)
			w.put(`" s="`)
			w.int(p.style)
			w.content(p.cell)
		}
	}
	w.put("</row>")
}

// content ends the cell that has been begun.
func (w *writer) content(c *Cell) {
	switch {
	case c == nil:
		w.put(`"/>`)
	case c.Formula != "":
		w.formula(c)
	case c.Numeric:
		w.put(`"><v>`)
		w.part = appendNumber(w.part, c.Number)
		w.put("</v></c>")
	case c.Star || c.Note != "":
		w.shared(w.strings.richText(w.runsOf(c)))
	case c.Text != "":
		w.shared(w.strings.text(c.Text))
	default:
		w.put(`"/>`)
	}
}

func (w *writer) shared(n int) {
	w.put(`" t="s"><v>`)
	w.int(n)
	w.put("</v></c>")
}

// formula writes what a formula shows at first beside it, for programs and
// readers that do not calculate.
func (w *writer) formula(c *Cell) {
	if c.Numeric {
		w.put(`"><f>`)
	} else {
		w.put(`" t="str"><f>`)
	}
	w.part = appendFormula(w.part, c.Formula)
	w.put("</f><v>")
	if c.Numeric {
		w.part = appendNumber(w.part, c.Number)
	} else {
		w.part = appendText(w.part, c.Text)
	}
	w.put("</v></c>")
}

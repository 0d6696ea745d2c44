package spreadsheet

import "slices"

// Visitor is told what Scan comes by, in the order of the file. A function that
// is nil is not called.
type Visitor struct {
	// Sheet begins a sheet. Its name and visibility are known; what is merged or
	// hidden in it is known when Scan is done.
	Sheet func(*Sheet)
	// Row begins a row; 1-based. Of a workbook every one that is written in the file is
	// told, of other files only those with a value.
	Row func(index int, hidden bool)
	// Cell is a cell with a value or a formula. Its text lies in memory that is used
	// again: strings.Clone what is kept.
	Cell func(Cell)
}

// whole has every function.
func (v Visitor) whole() Visitor {
	if v.Sheet == nil {
		v.Sheet = func(*Sheet) {}
	}
	if v.Row == nil {
		v.Row = func(int, bool) {}
	}
	if v.Cell == nil {
		v.Cell = func(Cell) {}
	}
	return v
}

// reading is who is told what a file holds.
type reading struct {
	Visitor
	kept *arena // where texts of cells lie that are kept; nil: none are
}

// rowBuilder gathers cells into rows. All cells of a sheet lie in few long
// slices, since a sheet has many rows and most of them few cells.
type rowBuilder struct {
	sheet  *Sheet
	at     Row
	block  []Cell // the cells of the rows so far; those of the row at hand begin at start
	start  int
	pieces [][]Row // full ones; a sheet can have a million rows, which growing would copy
	rows   []Row   // the piece at hand
}

// rowPiece is how many rows are gathered in a piece.
const rowPiece = 512

func (b *rowBuilder) visitor() Visitor {
	return Visitor{Sheet: b.begin, Row: b.row, Cell: b.cell}
}

func (b *rowBuilder) begin(s *Sheet) {
	b.end()
	b.sheet = s
}

// end gives the sheet at hand its rows.
func (b *rowBuilder) end() {
	b.endRow()
	if b.sheet != nil {
		b.sheet.Rows = slices.Concat(append(b.pieces, b.rows)...)
	}
	b.pieces, b.rows = nil, b.rows[:0]
}

func (b *rowBuilder) row(index int, hidden bool) {
	b.endRow()
	b.at = Row{Index: index, Hidden: hidden}
}

func (b *rowBuilder) cell(c Cell) {
	if len(b.block) == cap(b.block) { // the rows before keep the old block
		next := make([]Cell, 0, max(64, 2*len(b.block[b.start:]), min(2*cap(b.block), 4096)))
		b.block, b.start = append(next, b.block[b.start:]...), 0
	}
	b.block = append(b.block, c)
}

// endRow ends the row at hand; one without a cell is left out.
func (b *rowBuilder) endRow() {
	end := len(b.block)
	if end == b.start {
		return
	}
	if len(b.rows) == cap(b.rows) {
		if len(b.rows) > 0 {
			b.pieces = append(b.pieces, b.rows)
		}
		b.rows = make([]Row, 0, rowPiece)
	}
	b.at.Cells = b.block[b.start:end:end]
	b.rows = append(b.rows, b.at)
	b.start = end
}

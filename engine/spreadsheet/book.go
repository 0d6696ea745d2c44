package spreadsheet

import (
	"cmp"
	"slices"
)

// Format is how a file is built.
type Format int

const (
	Workbook     Format = iota // an Excel workbook: .xlsx, .xlsm, .xltx, .xltm
	OpenDocument               // .ods, .ots, .fods
	Table                      // the text of one sheet: .csv, .tsv
)

// Book is what a workbook holds, as raw cells.
type Book struct {
	Format        Format
	Date1904      bool              // dates count from 1 January 1904, not from 1900
	Sheets        []*Sheet          // worksheets in workbook order; chart and macro sheets are left out
	Properties    map[string]string // custom document properties
	Macros        bool              // it has macros; they are never run
	ExternalLinks bool              // it has links to other workbooks; they are never followed

	notes []*fault // what is good to know about how it was read
}

// Visibility tells whether people see a sheet.
type Visibility int

const (
	Visible    Visibility = iota
	Hidden                // can be shown again from the menu
	VeryHidden            // can be shown again by a program only
)

// Sheet is a worksheet: its cells that hold something, and what is hidden or
// merged.
type Sheet struct {
	Name       string
	Visibility Visibility
	Rows       []Row // only rows with at least one value or formula, ascending
	Merges     []Range
	Noted      bool // a cell of an OpenDocument has a note; of other files only Notes tells

	hidden []span // columns, ascending, apart from each other
}

type span struct{ first, last int }

// Row is a row with at least one value or formula.
type Row struct {
	Index  int // 1-based
	Hidden bool
	Cells  []Cell // only cells with a value or a formula, by ascending column
}

// Range is a rectangle of cells, 1-based, with both corners in it.
type Range struct{ FirstRow, FirstCol, LastRow, LastCol int }

// Contains tells whether the cell lies in the range.
func (r Range) Contains(row, col int) bool {
	return r.FirstRow <= row && row <= r.LastRow && r.FirstCol <= col && col <= r.LastCol
}

// Kind tells how the text of a value is to be understood.
type Kind uint8

const (
	Number  Kind = iota
	Text         // shared, inline, or the result of a formula
	Bool         // "0" or "1"
	Error        // "#DIV/0!" and its like
	Date         // a number whose style shows a date or a time: a serial, see Book.Date1904
	ISODate      // a date or time written out, such as "2012-10-15"
)

// Class is what the number format of a cell makes of a number.
type Class uint8

const (
	General Class = iota
	NumberFormat
	Percent
	DateFormat // a day without a time
	Time
	DateTime
	TextFormat
	Dollars     // a number shown with a dollar sign
	MonthFormat // a month without its day
)

// dated tells whether a number is shown as a day, a month or a time.
func (c Class) dated() bool {
	return c == DateFormat || c == MonthFormat || c == Time || c == DateTime
}

// Cell is one cell with a value or a formula.
type Cell struct {
	Row, Col int // 1-based
	Kind     Kind
	Class    Class
	Formula  bool
	Stored   bool    // false: a formula whose result was not saved with it
	Struck   bool    // a line goes through its text, or through a part of it
	Text     string  // the text, the number as it is written, "0" or "1", "#DIV/0!"
	Number   float64 // of a Number and a Date; 0 of the others
}

// At finds the cell at a place. A cell that is covered by a merged one answers
// what the file stores there, mostly nothing.
func (s *Sheet) At(row, col int) (Cell, bool) {
	i, ok := slices.BinarySearchFunc(s.Rows, row, func(r Row, n int) int { return cmp.Compare(r.Index, n) })
	if !ok {
		return Cell{}, false
	}
	cells := s.Rows[i].Cells
	j, ok := slices.BinarySearchFunc(cells, col, func(c Cell, n int) int { return cmp.Compare(c.Col, n) })
	if !ok {
		return Cell{}, false
	}
	return cells[j], true
}

// ColHidden tells whether a column is hidden.
func (s *Sheet) ColHidden(col int) bool {
	_, hidden := slices.BinarySearchFunc(s.hidden, col, func(h span, col int) int {
		switch {
		case h.last < col:
			return -1
		case h.first > col:
			return 1
		}
		return 0
	})
	return hidden
}

// apart makes of spans in any order the fewest that say the same, ascending.
func apart(spans []span) (out []span) {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.first, b.first) })
	for _, s := range spans {
		if n := len(out) - 1; n >= 0 && s.first <= out[n].last+1 {
			out[n].last = max(out[n].last, s.last)
			continue
		}
		out = append(out, s)
	}
	return out
}

package workbook

import (
	"cmp"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/spreadsheet"
	"spm/engine/value"
)

// view is a sheet as the reader looks at it: only cells that hold something,
// with their texts at hand.
type view struct {
	sheet *spreadsheet.Sheet
	file  string
	lines []line // ascending
	id    Identity
	named bool // id was found on the sheet
	start bool // it is the first sheet, on which nothing is answered

	merged *merged
	keyed  map[string]bool // see keyedSections; nil: nobody has asked
}

// line is a row with something in it.
type line struct {
	row    int // 1-based
	hidden bool
	spots  []*spot // ascending
}

// spot is a cell with something in it.
type spot struct {
	spreadsheet.Cell
	book *spreadsheet.Book
	text string // as its author would say it
	fold string // see folded
}

func newView(book *spreadsheet.Book, s *spreadsheet.Sheet, file string, heads map[string]bool) *view {
	cells := 0
	for i := range s.Rows {
		cells += len(s.Rows[i].Cells)
	}
	v := &view{sheet: s, file: file, lines: make([]line, 0, len(s.Rows)), merged: newMerged(s.Merges)}
	room, spots := make([]spot, cells), make([]*spot, 0, cells)
	for i := range s.Rows {
		row, first := &s.Rows[i], len(spots)
		for _, c := range row.Cells {
			if p := &room[len(spots)]; p.look(c, book) {
				spots = append(spots, p)
			}
		}
		if l := (line{row: row.Index, hidden: row.Hidden, spots: slices.Clip(spots[first:])}); len(l.spots) > 0 {
			v.lines = append(v.lines, l)
		}
	}
	v.identify(heads)
	return v
}

// look fills a spot in; it answers false for a cell that shows nothing. A
// formula whose result was not saved shows something that we cannot know.
func (p *spot) look(c spreadsheet.Cell, book *spreadsheet.Book) bool {
	*p = spot{Cell: c, book: book}
	p.text = strings.TrimSpace(p.raw().Typed())
	return p.text != "" || p.unsaved()
}

// folded is the text for comparison: of most cells, nobody asks for it.
func (p *spot) folded() string {
	if p.fold == "" {
		p.fold = value.Fold(p.text)
	}
	return p.fold
}

// is tells whether the cell says a text, which is folded.
func (p *spot) is(folded string) bool {
	if p.fold != "" {
		return p.fold == folded
	}
	return value.FoldsTo(p.text, folded)
}

// raw is the cell as package value understands it.
func (p *spot) raw() value.Raw {
	c := &p.Cell
	raw := value.Raw{InCell: p.book.Format != spreadsheet.Table, Text: c.Text, Number: c.Number, Date1904: p.book.Date1904}
	switch c.Kind {
	case spreadsheet.Number:
		raw.Kind, raw.Percent, raw.Dollars = value.RawNumber, c.Class == spreadsheet.Percent, c.Class == spreadsheet.Dollars
	case spreadsheet.Date:
		raw.Kind, raw.Date = value.RawNumber, true
		raw.Clock = c.Class == spreadsheet.Time || c.Class == spreadsheet.DateTime
		raw.Month = c.Class == spreadsheet.MonthFormat
	case spreadsheet.Bool:
		raw.Kind = value.RawBool
	case spreadsheet.Error:
		raw.Kind = value.RawError
	case spreadsheet.ISODate:
		if serial, ok := value.SerialOfISO(c.Text); ok {
			month := c.Class == spreadsheet.MonthFormat
			return value.Raw{Kind: value.RawNumber, Number: serial, Date: true, Month: month, Clock: !month && c.Class != spreadsheet.DateFormat}
		}
	}
	if c.Formula && !c.Stored {
		return value.Raw{}
	}
	return raw
}

// unsaved tells whether the cell holds a formula without its result.
func (p *spot) unsaved() bool { return p.Formula && !p.Stored }

// says tells whether the cell says one of some texts, case and blanks apart.
func (p *spot) says(texts ...string) bool {
	fold := p.folded()
	return fold != "" && slices.ContainsFunc(texts, func(t string) bool { return value.FoldsTo(t, fold) })
}

func (v *view) line(row int) *line {
	i, ok := slices.BinarySearchFunc(v.lines, row, func(l line, row int) int { return cmp.Compare(l.row, row) })
	if !ok {
		return nil
	}
	return &v.lines[i]
}

// between are the lines from one row to another, both included.
func (v *view) between(first, last int) []line {
	i, _ := slices.BinarySearchFunc(v.lines, first, func(l line, row int) int { return cmp.Compare(l.row, row) })
	j, _ := slices.BinarySearchFunc(v.lines, last+1, func(l line, row int) int { return cmp.Compare(l.row, row) })
	return v.lines[min(i, j):j]
}

// columns is the view of some columns alone, both included.
func (v *view) columns(first, last int) *view {
	x := *v
	x.lines = nil
	for _, l := range v.lines {
		spots := l.spots
		l.spots = slices.DeleteFunc(slices.Clone(spots), func(p *spot) bool { return p.Col < first || p.Col > last })
		if len(l.spots) > 0 {
			x.lines = append(x.lines, l)
		}
	}
	return &x
}

// at is the cell of a column, or nil.
func (l *line) at(col int) *spot {
	i, ok := slices.BinarySearchFunc(l.spots, col, func(p *spot, col int) int { return cmp.Compare(p.Col, col) })
	if !ok {
		return nil
	}
	return l.spots[i]
}

func (v *view) at(row, col int) *spot {
	if l := v.line(row); l != nil {
		return l.at(col)
	}
	return nil
}

// cover is the merged range that a cell lies in.
func (v *view) cover(row, col int) (m spreadsheet.Range, ok bool) {
	if len(v.sheet.Merges) == 0 {
		return m, false // as in most sheets
	}
	return v.merged.at(row, col)
}

// covered tells whether a merged cell hides this one.
func (v *view) covered(row, col int) bool {
	m, ok := v.cover(row, col)
	return ok && (m.FirstRow != row || m.FirstCol != col)
}

// hides tells whether nobody who looks at the sheet sees the cell.
func (v *view) hides(l *line, col int) bool {
	return l.hidden || v.sheet.ColHidden(col)
}

// where is the place of a cell; row and column 0 are the whole sheet.
func (v *view) where(row, col int, judge string) finding.Location {
	return finding.Location{File: v.file, Sheet: v.sheet.Name, Row: row, Col: col, Judge: judge}
}

// last is the last row with something in it.
func (v *view) last() int {
	if len(v.lines) == 0 {
		return 0
	}
	return v.lines[len(v.lines)-1].row
}

package spreadsheet

import "unicode/utf8"

// Limits are the caps on what one file may ask of us. Each stands well above
// what ordinary workbooks hold. Sizes are int64, counts are int.
type Limits struct {
	FileBytes  int64 // the file as it was sent
	PartBytes  int64 // one part of it, unpacked, which may stay in memory
	SheetBytes int64 // one sheet, unpacked, which never does: a formatted blank in every row is read
	TotalBytes int64 // all parts, unpacked
	Parts      int

	Depth      int // of nested XML elements
	Attributes int // of one XML element
	AttrBytes  int // of one XML attribute

	Sheets, Names, Styles, Strings int   // in a workbook
	Cells                          int   // with a value or a formula, in a workbook
	CellElements                   int   // blank formatted ones included, in a workbook
	RowElements                    int   // in a sheet
	Merges, Validations, Columns   int   // in a sheet
	Comments                       int   // in a sheet, if somebody asks for its notes
	TextRunes                      int   // characters in a cell
	TextBytes                      int64 // all texts of a workbook, repeated ones counted each time
	FormRows                       int   // with something in them, in all sheets that are forms; who knows forms keeps to it

	slow bool // tests: the scanner reads everything, nothing is read the quick way
}

// Default are the limits that Open applies.
var Default = Limits{
	FileBytes: 25 << 20, PartBytes: 96 << 20, SheetBytes: 192 << 20, TotalBytes: 384 << 20, Parts: 1000,
	Depth: 64, Attributes: 128, AttrBytes: 64 << 10,
	Sheets: 100, Names: 10_000, Styles: 100_000, Strings: 1_000_000,
	Cells: 1_000_000, CellElements: 8_000_000, RowElements: 1_100_000,
	Merges: 5_000, Validations: 5_000, Columns: maxCol, Comments: 10_000,
	TextRunes: 32_767, TextBytes: 128 << 20, FormRows: 10_000,
}

// Setting is a limit that users may set: in megabytes where it is a size.
type Setting struct {
	Key  string // its name, with the unit
	What string // what it counts
	Most int

	field func(*Limits) any
}

const megabyte = 1 << 20

// Settings are the limits that users may set. The others guard how a file is
// built, and nobody's answers come near them.
var Settings = []Setting{
	{"file_mb", "size of the file", 1000, func(l *Limits) any { return &l.FileBytes }},
	{"unpacked_mb", "size of all that is packed into it", 4000, func(l *Limits) any { return &l.TotalBytes }},
	{"sheet_mb", "size of one sheet that is packed into it", 1000, func(l *Limits) any { return &l.SheetBytes }},
	{"part_mb", "size of any other part", 1000, func(l *Limits) any { return &l.PartBytes }},
	{"parts", "parts that are packed into it", 100_000, func(l *Limits) any { return &l.Parts }},
	{"sheets", "sheets", 10_000, func(l *Limits) any { return &l.Sheets }},
	{"rows", "rows of a sheet, empty formatted ones too", maxRow + 100_000, func(l *Limits) any { return &l.RowElements }},
	{"cells", "cells with a value", 20_000_000, func(l *Limits) any { return &l.Cells }},
	{"form_rows", "rows of forms, without the empty ones, in a workbook", maxRow, func(l *Limits) any { return &l.FormRows }},
	{"formatted_cells", "cells, empty formatted ones too", 50_000_000, func(l *Limits) any { return &l.CellElements }},
	{"merged_cells", "merged cells of a sheet", 100_000, func(l *Limits) any { return &l.Merges }},
	{"drop_downs", "drop-down rules of a sheet", 100_000, func(l *Limits) any { return &l.Validations }},
	{"names", "names of cells", 100_000, func(l *Limits) any { return &l.Names }},
	{"text_mb", "all texts together, repeated ones counted each time", 1000, func(l *Limits) any { return &l.TextBytes }},
}

// Of is the value of the setting.
func (s Setting) Of(l *Limits) int {
	switch at := s.field(l).(type) {
	case *int64:
		return int(*at / megabyte)
	case *int:
		return *at
	}
	panic("spreadsheet: " + s.Key + " is neither a size nor a count")
}

// Set gives it a value from 1 to Most; ok is false for another.
func (s Setting) Set(l *Limits, n int) (ok bool) {
	if n < 1 || n > s.Most {
		return false
	}
	switch at := s.field(l).(type) {
	case *int64:
		*at = int64(n) * megabyte
	case *int:
		*at = n
	}
	return true
}

// The last row and column of a sheet (ECMA-376 leaves them open; these are
// Excel's since 2007, and everybody's).
const (
	maxRow = 1 << 20
	maxCol = 1 << 14
)

// longText tells a text with more characters than a cell can hold.
func (l *Limits) longText(s string) bool {
	return len(s) > l.TextRunes && utf8.RuneCountInString(s) > l.TextRunes
}

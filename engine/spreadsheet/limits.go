package spreadsheet

// Limits are the caps on what one file may ask of us. Each stands well above
// what ordinary workbooks hold.
type Limits struct {
	FileBytes  int64 // the file as it was sent
	PartBytes  int64 // one part of it, unpacked
	TotalBytes int64 // all parts, unpacked
	Parts      int

	Depth      int // of nested XML elements
	Attributes int // of one XML element
	AttrBytes  int // of one XML attribute

	Sheets, Names, Styles, Strings int   // in a workbook
	Cells                          int   // with a value or a formula, in a workbook
	CellElements                   int   // blank formatted ones included, in a workbook
	RowElements                    int   // in a sheet
	Blanks                         int   // between the cells of a sheet, if its rows were written out in full
	Merges, Validations, Columns   int   // in a sheet
	TextRunes                      int   // characters in a cell
	TextBytes                      int64 // all texts of a workbook, repeated ones counted each time

	slow bool // tests: the scanner reads everything, nothing is read the quick way
}

// Default are the limits that Open applies.
var Default = Limits{
	FileBytes: 25 << 20, PartBytes: 96 << 20, TotalBytes: 192 << 20, Parts: 1000,
	Depth: 64, Attributes: 128, AttrBytes: 64 << 10,
	Sheets: 100, Names: 10_000, Styles: 100_000, Strings: 500_000,
	Cells: 1_000_000, CellElements: 2_000_000, RowElements: 1_100_000, Blanks: 20_000_000,
	Merges: 5_000, Validations: 5_000, Columns: maxCol,
	TextRunes: 32_767, TextBytes: 128 << 20,
}

// The last row and column of a sheet (ECMA-376 leaves them open; these are
// Excel's since 2007, and everybody's).
const (
	maxRow = 1 << 20
	maxCol = 1 << 14
)

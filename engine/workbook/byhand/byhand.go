// Package byhand is the hand of a member of staff: it opens a workbook, types
// answers into it, does to it what people do (sorts, inserts, moves, renames,
// copies) and saves it again. Tests and the demo fill their workbooks with it.
//
// It knows no form, no plan and no packet, so that it proves what it types
// into. Everything is found by what can be seen: a sheet by its name or how the
// name begins, a row by a code in one of its cells, a column by the grey key
// above it (#section.field), an answer by its question code two cells to its
// left. It never looks into the hidden sheets.
//
// # What is typed
//
// A text is taken as a spreadsheet program takes what is typed: 67% becomes
// 0.67 shown in percent, 10/1/2026 a day, 3 a number, TRUE a truth value, =A1
// a formula. In a cell with the format Text, and as [Text], it stays a text.
// A locked cell of a protected sheet refuses, as it does in life.
//
// # Rows
//
// A row is named by its visible code (NEW-A1, QC 9.1), or as "+1", "+2" … the
// first, second … of the rows that had no code when the sheet was first looked
// at; where several tables stand on a sheet, the section of the table comes
// before it ("units +1").
//
// # Fills
//
// A [Fill] is a YAML text that says what is typed into which workbook:
//
//	packet: direction          # which workbook: packet, and if need be for and period
//	for: HR
//	sheets:
//	  A Purpose:               # a sheet
//	    answers:
//	      A5.1: Yes            # question code: answer
//	    rows:
//	      NEW-S1:              # a row, then field: answer
//	        years: 3
//	        goal: {text: "1"}  # typed as a text whatever it looks like
//	  I Needed:
//	    marks:
//	      FN-LA-01: [S1.1, S2.1] # a row, then the columns of the matrix that get an X
//
// The files of a month stand together: in place of for and sheets,
//
//	packet: monthly
//	period: 2026-10
//	units:
//	  U01:
//	    sheets: …
package byhand

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Text is typed as text, whatever it looks like.
type Text string

// Book is an open workbook.
type Book struct {
	file     *excelize.File
	pages    map[string]*page // by the name of the sheet
	looks    map[int]look     // by style
	styles   map[restyle]int
	date1904 bool
	results  []string // texts that formulas show
}

// restyle asks for a style with another number format.
type restyle struct{ style, format int }

// Open opens a saved workbook.
func Open(data []byte) (*Book, error) { return OpenReader(bytes.NewReader(data)) }

// OpenReader opens a workbook from a reader.
func OpenReader(r io.Reader) (*Book, error) {
	f, err := excelize.OpenReader(r)
	if err != nil {
		return nil, fmt.Errorf("opening the workbook: %w", err)
	}
	b := &Book{file: f, pages: map[string]*page{}, looks: map[int]look{}, styles: map[restyle]int{}}
	props, err := f.GetWorkbookProps()
	if err != nil {
		return nil, fmt.Errorf("opening the workbook: %w", err)
	}
	b.date1904 = props.Date1904 != nil && *props.Date1904
	return b, nil
}

// Save is the workbook as a file. The same edits of the same file give the
// same bytes. The book stays open.
func (b *Book) Save() ([]byte, error) {
	buf, err := b.file.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("saving the workbook: %w", err)
	}
	return b.withResults(buf.Bytes())
}

// Sheets are the names of the sheets that can be seen, in their order.
func (b *Book) Sheets() (names []string) {
	for _, name := range b.file.GetSheetList() {
		if seen, err := b.file.GetSheetVisible(name); err == nil && seen {
			names = append(names, name)
		}
	}
	return names
}

// Answer types the answer to a question: two columns right of its code.
func (b *Book) Answer(sheet, code string, v any) error {
	p, err := b.page(sheet)
	if err != nil {
		return err
	}
	at, err := p.question(code)
	if err != nil {
		return err
	}
	return b.enter(p, spot{at.row, at.col + 2}, v)
}

// Type types into a row of a table. The row is a visible code, "+1", or a
// section and one of these; the field is the last part of the column's key.
func (b *Book) Type(sheet, row, field string, v any) error {
	p, err := b.page(sheet)
	if err != nil {
		return err
	}
	at, err := p.cell(row, field)
	if err != nil {
		return err
	}
	return b.enterInRow(p, at, v)
}

// enterInRow types into a row of a table. As in every program, the row grows
// with what is typed.
func (b *Book) enterInRow(p *page, at spot, v any) error {
	if text, ok := v.(string); ok {
		if err := b.grow(p, at, text); err != nil {
			return err
		}
	}
	return b.enter(p, at, v)
}

// grow gives a row the height that a text needs in the width of its column.
func (b *Book) grow(p *page, at spot, text string) error {
	letter, err := excelize.ColumnNumberToName(at.col)
	if err != nil {
		return err
	}
	width, err := b.file.GetColWidth(p.name, letter)
	if err != nil {
		return err
	}
	height, err := b.file.GetRowHeight(p.name, at.row)
	if err != nil {
		return err
	}
	lines := 0.0
	for line := range strings.SplitSeq(text, "\n") {
		// Words do not fill a line to its end.
		lines += math.Ceil(float64(utf8.RuneCountInString(line)) * 1.1 / max(width, 1))
	}
	const points = 13 // a line of text
	if need := min(points*lines+2, excelize.MaxRowHeight); need > height {
		return b.file.SetRowHeight(p.name, at.row, need)
	}
	return nil
}

// Clear empties a cell of a table.
func (b *Book) Clear(sheet, row, field string) error { return b.Type(sheet, row, field, nil) }

// Shown is what stands in a cell of a table, as stored: 0.67 for 67%.
func (b *Book) Shown(sheet, row, field string) (string, error) {
	p, err := b.page(sheet)
	if err != nil {
		return "", err
	}
	at, err := p.cell(row, field)
	if err != nil {
		return "", err
	}
	return p.at(at), nil
}

// Place is where a cell stands: that of a field in a row of a table, or the
// answer to a question. Without a field it is the row, and the column is 0.
func (b *Book) Place(sheet, row, field string) (r, col int, err error) {
	p, err := b.page(sheet)
	if err != nil {
		return 0, 0, err
	}
	r, err = p.row(row)
	if err != nil {
		at, none := p.question(row)
		if none != nil {
			return 0, 0, err
		}
		return at.row, at.col + 2, nil
	}
	if field == "" {
		return r, 0, nil
	}
	at, err := p.inRow(r, field)
	return at.row, at.col, err
}

// Codes are the codes of the rows of the table that a field belongs to, from
// the top; rows without one are left out.
func (b *Book) Codes(sheet, field string) ([]string, error) {
	p, err := b.page(sheet)
	if err != nil {
		return nil, err
	}
	t, _, err := p.column(field)
	if err != nil {
		return nil, err
	}
	return p.codes(t), nil
}

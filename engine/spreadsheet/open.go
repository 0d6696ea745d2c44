// Package spreadsheet reads the raw cells of a workbook from its bytes: values
// with kind, number format and place, as they are stored. It is fast, since one
// pass over the bytes is scanner and check at once, and strict: the packing, the
// checksums, the XML and the order of the cells are all checked, everything has
// a limit, and what is damaged or has two meanings is refused with a finding
// that names the place.
//
// It knows no form. It never guesses, formats or calculates a value, never runs
// or follows anything that lies in a file, and never writes.
package spreadsheet

import (
	"spm/engine/finding"
)

// Open reads the bytes of a file called name. Every damage is a finding, never a
// guess; book is nil when the file is refused. The texts of the book keep the
// unpacked file in memory; data is not kept.
func Open(name string, data []byte) (book *Book, found finding.List) {
	return Default.Open(name, data)
}

// Open is Open with limits of one's own.
func (l Limits) Open(name string, data []byte) (book *Book, found finding.List) {
	defer ourFault(name, &book, &found)
	book, bad := l.open(name, data)
	for _, f := range bad {
		found.Add(f.finding(name))
	}
	if len(bad) > 0 {
		return nil, found
	}
	if book.Macros {
		found.Add(finding.New(hasMacros, finding.Location{File: name}))
	}
	if book.ExternalLinks {
		found.Add(finding.New(hasLinks, finding.Location{File: name}))
	}
	return book, found
}

// ourFault makes a finding of a panic: a mistake of ours must cost one file, not
// the run.
func ourFault(name string, book **Book, found *finding.List) {
	if recover() != nil {
		*book, *found = nil, finding.List{finding.New(ourFailure, finding.Location{File: name})}
	}
}

func (l *Limits) open(name string, data []byte) (*Book, []*fault) {
	if int64(len(data)) > l.FileBytes {
		return nil, []*fault{refuse(fileTooLarge, "limit", megabytes(uint64(l.FileBytes)))}
	}
	if bad := sniff(name, data); bad != nil {
		return nil, []*fault{bad}
	}
	c, bad := openContainer(data, l)
	if bad == nil {
		bad = c.office()
	}
	if bad != nil {
		return nil, []*fault{bad}
	}
	return c.book()
}

// book reads the workbook. What concerns the whole of it is told alone; damaged
// sheets are told together, one finding for each.
func (c *container) book() (*Book, []*fault) {
	main, macros, properties, bad := c.mainPart()
	if bad != nil {
		return nil, []*fault{bad}
	}
	w, bad := c.workbook(main)
	if bad != nil {
		return nil, []*fault{bad}
	}
	classes, bad := c.styles(w.styles)
	if bad != nil {
		return nil, []*fault{bad}
	}
	table, bad := c.sharedStrings(w.strings)
	if bad != nil {
		return nil, []*fault{bad}
	}
	book := &Book{Date1904: w.date1904, Macros: macros || w.macros, ExternalLinks: w.links}
	if book.Properties, bad = c.customProperties(properties); bad != nil {
		return nil, []*fault{bad}
	}
	var all []*fault
	var total totals
	for _, l := range w.sheets {
		sheet, bad := c.sheet(l, table, classes, &total)
		if bad != nil {
			all = append(all, bad.near(l.name, 0, 0))
			continue
		}
		book.Sheets = append(book.Sheets, sheet)
	}
	return book, all
}

// sheet reads one worksheet into rows.
func (c *container) sheet(l listed, table []string, classes []Class, total *totals) (*Sheet, *fault) {
	part, bad := c.read(l.part, `the sheet "`+l.name+`"`)
	if bad != nil {
		return nil, bad
	}
	text, seen, bad := decodePart(part)
	if bad != nil {
		return nil, bad
	}
	sheet := &Sheet{Name: l.name, Visibility: l.visibility}
	rows := rowBuilder{sheet: sheet}
	s := sheetScan{
		scanner: newScanner(text, seen, c.lim), title: l.name, table: table, styles: classes, total: total,
		row: rows.row, cell: rows.cell,
	}
	if bad := s.scan(); bad != nil {
		return nil, bad
	}
	rows.close()
	sheet.Merges, sheet.hidden = s.merges, s.hidden
	return sheet, nil
}

// rowBuilder gathers cells into rows. All cells of a sheet lie in few long
// slices, since a sheet has many rows and most of them few cells.
type rowBuilder struct {
	sheet *Sheet
	at    Row
	block []Cell // the cells of the rows so far; those of the row at hand begin at start
	start int
}

func (b *rowBuilder) row(index int, hidden bool) {
	b.close()
	b.at = Row{Index: index, Hidden: hidden}
}

func (b *rowBuilder) cell(c Cell) {
	if len(b.block) == cap(b.block) { // the rows before keep the old block
		next := make([]Cell, 0, max(64, 2*len(b.block[b.start:]), min(2*cap(b.block), 4096)))
		b.block, b.start = append(next, b.block[b.start:]...), 0
	}
	b.block = append(b.block, c)
}

// close ends the row at hand; one without a cell is left out.
func (b *rowBuilder) close() {
	if end := len(b.block); end > b.start {
		b.at.Cells = b.block[b.start:end:end]
		b.sheet.Rows = append(b.sheet.Rows, b.at)
		b.start = end
	}
}

// Package spreadsheet reads the raw cells of a workbook from its bytes: values
// with kind, number format and place, as they are stored. Open keeps them in
// rows, Scan hands them on as they come, Notes reads what people wrote beside
// them. It is fast, since one pass over the bytes is scanner and check at once,
// and strict: the packing, the checksums, the XML and the order of the cells are
// all checked, everything has a limit, and what is damaged or has two meanings is
// refused with a finding that names the place.
//
// It knows no form. It never guesses, formats or calculates a value, never runs
// or follows anything that lies in a file, and never writes.
package spreadsheet

import (
	"spm/engine/finding"
)

// Open reads the bytes of a file called name and keeps its rows. Every damage is
// a finding, never a guess; book is nil when the file is refused. data is not kept.
func Open(name string, data []byte) (book *Book, found finding.List) {
	return Default.Open(name, data)
}

// Open is Open with limits of one's own.
func (l Limits) Open(name string, data []byte) (book *Book, found finding.List) {
	var rows rowBuilder
	book, found = l.read(name, data, reading{Visitor: rows.visitor(), kept: &arena{}})
	rows.end()
	return book, found
}

// Scan reads a file as Open does, with the same checks and findings, and hands
// on each cell as it comes instead of keeping rows: no sheet of book has Rows. It
// is the way to read a file once, or a very large one. What was handed on is
// worth nothing when book is nil.
func Scan(name string, data []byte, v Visitor) (book *Book, found finding.List) {
	return Default.Scan(name, data, v)
}

// Scan is Scan with limits of one's own.
func (l Limits) Scan(name string, data []byte, v Visitor) (book *Book, found finding.List) {
	return l.read(name, data, reading{Visitor: v.whole()})
}

// read is both ways to read.
func (l *Limits) read(name string, data []byte, r reading) (book *Book, found finding.List) {
	defer ourFault(name, &book, &found)
	book, bad := l.open(name, data, r)
	for _, f := range bad {
		found.Add(f.finding(name))
	}
	if len(bad) > 0 {
		return nil, found
	}
	for _, f := range append(book.notes, book.Format.named(name)...) {
		found.Add(f.finding(name))
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

func (l *Limits) open(name string, data []byte, r reading) (*Book, []*fault) {
	if int64(len(data)) > l.FileBytes {
		return nil, []*fault{refuse(fileTooLarge, "limit", megabytes(uint64(l.FileBytes)))}
	}
	looks, bad := sniff(name, data)
	switch {
	case bad != nil:
		return nil, []*fault{bad}
	case looks == flat:
		return flatDocument(data, l, r)
	case looks == ordinary:
		return openTable(name, data, l, r)
	}
	c, bad := openContainer(data, l)
	if bad != nil {
		return nil, []*fault{bad}
	}
	defer c.close()
	if c.isOpenDocument() {
		return c.openDocument(r)
	}
	if bad := c.office(); bad != nil {
		return nil, []*fault{bad}
	}
	return c.book(r)
}

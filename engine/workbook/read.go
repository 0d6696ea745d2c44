package workbook

import (
	"cmp"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/spreadsheet"
	"spm/engine/submission"
	"spm/engine/value"
)

// Read understands a returned workbook. p is the packet as issued, or nil for a
// form that went out blank; then options say what choices and references may
// mean. Everything is found by what can be seen in the cells. The findings tell
// in one pass what was not understood, what was healed, and what is missing.
//
// The submission has neither its id nor its day of arrival: whoever received
// the file knows them.
func Read(lib *form.Library, book *spreadsheet.Book, file string, p *packet.Packet, options map[string]value.Options) (*submission.Submission, finding.List) {
	return Look(lib, book, file).Read(lib, p, options)
}

// Looked is a workbook whose cells were looked at once, to be identified and
// read. Neither changes it.
type Looked struct {
	Rows int // that its forms may have together, the empty ones not counted; 0: any number

	book  *spreadsheet.Book
	file  string
	views []*view
}

// Look prepares every sheet of a book: its cells with their texts, and the line
// that names it.
func Look(lib *form.Library, book *spreadsheet.Book, file string) *Looked {
	l, heads := &Looked{book: book, file: file, views: make([]*view, len(book.Sheets))}, lexicons.of(lib).heads
	for i, s := range book.Sheets {
		l.views[i] = newView(book, s, file, heads)
	}
	return l
}

// Read is the function Read of a book that was looked at already.
func (l *Looked) Read(lib *form.Library, p *packet.Packet, options map[string]value.Options) (*submission.Submission, finding.List) {
	r := newReader(lib, l, p, options)

	sheets := r.recognise(r.views) // which of them are forms of ours, and where their sections stand
	r.declare(sheets)              // what this workbook names itself can be referred to in it
	for _, s := range sheets {
		r.readSheet(s)
	}
	sheets = r.settleCopies(sheets) // a sheet that is there twice counts once
	r.waive(sheets)                 // what need not be answered
	for _, s := range sheets {
		r.require(s) // answers that are missing
	}
	for _, s := range sheets {
		r.places(s) // what was moved
		r.astray(s) // what stands outside all parts
	}
	r.whole(sheets)   // of the file as a whole
	r.missing(sheets) // sheets and sections that did not come back
	r.alone()         // a file of one sheet

	r.submission.Records = make([]submission.Record, 0, recorded(sheets))
	for _, s := range sheets {
		r.deliver(s)
	}
	r.found.Sort()
	return r.submission, r.found
}

// reader is one reading of one workbook.
type reader struct {
	lib     *form.Library
	lexicon *lexicon // of the library
	book    *spreadsheet.Book
	file    string
	packet  *packet.Packet // nil: a blank form
	options map[string]value.Options
	known   map[string]*value.Index     // of the options, by list
	specs   map[*form.Field]*value.Spec // see spec

	views      []*view
	submission *submission.Submission
	found      finding.List
	rows, most int                            // of the forms so far, and that they may have; see Looked
	left       []*returned                    // copies that were not read
	told       map[string]bool                // sheets whose absence was looked into
	rowsOnly   map[string]bool                // sections of which rows were found, and no more; by form, scope and id
	others     []string                       // sheets of the packet that a file of one sheet cannot hold
	waived     map[*form.Form]map[string]bool // codes of the entities about which a form need not be filled in
	ids        map[string]bool                // hidden row ids of the packet
	months     value.Months                   // names of months in other languages
}

func newReader(lib *form.Library, l *Looked, p *packet.Packet, options map[string]value.Options) *reader {
	r := &reader{lib: lib, lexicon: lexicons.of(lib), book: l.book, file: l.file, views: l.views, packet: p, options: map[string]value.Options{}, known: map[string]*value.Index{}, specs: map[*form.Field]*value.Spec{}, submission: &submission.Submission{File: l.file}, months: lib.Months(), most: l.Rows}
	if p != nil {
		r.submission.Packet, options = p.Code, p.Options
	}
	for name, o := range options {
		r.options[name] = o
	}
	for name, o := range lib.Lists {
		if _, given := r.options[name]; !given {
			r.options[name], r.known[name] = o, r.lexicon.known[name]
		}
	}
	return r
}

// returned is a sheet that was recognised as one of ours.
type returned struct {
	*view
	form    *form.Form
	scope   string        // of a repeated form
	issued  *packet.Sheet // nil: there is no packet, or it has no such sheet
	because string        // how it was told what a blank sheet is about
	areas   []*area       // the sections found on it, in the order of the form

	found finding.List // of this sheet; dropped with it when it turns out to be a copy
}

// recorded counts the rows of some sheets that say something.
func recorded(sheets []*returned) (n int) {
	for _, s := range sheets {
		for _, a := range s.areas {
			for _, row := range a.rows {
				if row.record != nil {
					n++
				}
			}
		}
	}
	return n
}

// deliver hands over what a sheet holds.
func (r *reader) deliver(s *returned) {
	r.found.Add(s.found...)
	for _, a := range s.areas {
		for _, row := range a.rows {
			r.found.Add(row.found...)
			if row.record != nil {
				r.submission.Records = append(r.submission.Records, *row.record)
			}
		}
		if r.submission.Shown == "" {
			r.submission.Shown, r.submission.ShownAt = cmp.Or(a.shown.Value.Text, a.shown.Typed), a.shown.Where
		}
	}
}

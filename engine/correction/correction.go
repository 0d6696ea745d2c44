// Package correction gives a sender her own workbook back: each cell that has
// to be mended is marked and has a note in plain words, cells with an answer
// that is in doubt offer what may be meant, and a list of everything stands on
// a sheet of its own in front.
//
// The workbook is spliced, never written anew: what has nothing to do with the
// findings stays as it is, byte for byte, and whatever the sender has put into
// her file survives. A workbook that was marked before and comes back loses
// its old marks, and what was under them is as it was.
//
// The package knows findings and the parts of a workbook (ECMA-376 Part 1, 18;
// OASIS OpenDocument 1.3, part 3), and no form. The bytes that it is given have
// passed the strict reader.
package correction

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"spm/engine/finding"
	"spm/engine/spreadsheet"
)

// Words are the texts of the list and of the notes, in the sender's language.
type Words struct {
	Title    string // Fix list; also the name of the sheet
	Lead     string // what to do
	Send     string // to whom to send it; may be empty
	No       string // headings
	Sheet    string
	Cell     string
	Wrong    string
	Mend     string
	Done     string
	LookAt   string // heading above what is only to be looked at
	All      string // a whole sheet, in place of a cell
	Row      string // a whole row: {row}
	Perhaps  string // before the answers that may be meant
	More     string // behind a list that was cut: {n}
	NoteMend string // first line of a note
	NoteLook string
}

// Odd is the error of a workbook that is built too unusually to be spliced
// safely. Nothing is wrong with its answers.
type Odd struct{ What string }

func (o *Odd) Error() string {
	return "a workbook that is built unusually cannot be marked: " + o.What
}

func odd(what string) error { return &Odd{what} }

// mostItems is the length of a list that somebody works through; what is
// beyond it is counted.
const mostItems = 1000

// Places tells whether a finding is about a place in the workbook, so that it
// can be marked there.
func Places(f finding.Finding) bool { return f.Where.Sheet != "" && f.Where.Line == 0 }

// Mark answers the workbook with its cells marked, its notes and its list.
// book is what the strict reader made of data; findings are those of this one
// file. Equal arguments give equal bytes.
func Mark(book *spreadsheet.Book, data []byte, findings finding.List, words Words) (marked []byte, err error) {
	defer func() {
		if r := recover(); r != nil { // a mistake of ours must not cost the sender's answers
			marked, err = nil, fmt.Errorf("marking a workbook: %v: %w", r, &Odd{"it could not be taken apart"})
		}
	}()
	now := &round{book: book, words: words}
	if book.Format == spreadsheet.OpenDocument {
		return now.document(data, findings)
	}
	p, err := openPacking(data)
	if err != nil {
		return nil, err
	}
	m := &marker{packing: p, round: now}
	if err := m.open(); err != nil {
		return nil, err
	}
	m.listed = m.list(findings)
	m.gather(findings)
	if m.fixPart == "" {
		if err := m.newSheet(); err != nil {
			return nil, err
		}
	}
	m.offer()
	for _, s := range m.sheets {
		if s.part == m.fixPart {
			continue
		}
		if err := m.mark(s); err != nil {
			return nil, err
		}
	}
	if err := m.front(); err != nil {
		return nil, err
	}
	if err := m.styles.save(p); err != nil {
		return nil, err
	}
	return p.bytes()
}

// IsOdd tells whether an error is about the workbook and not about us.
func IsOdd(err error) bool {
	var o *Odd
	return errors.As(err, &o)
}

// round is one marking of one workbook, however that is built.
type round struct {
	book  *spreadsheet.Book
	words Words

	sheets  []*sheet
	fixName string  // of the list; empty until it is there
	former  *former // what an earlier round has left
	listed  []item
	kept    []keeping // what was under the marks of this round
}

// marker is the marking of an Excel workbook.
type marker struct {
	*packing
	*round

	main    string // the workbook part
	space   spaces
	styles  *styles
	fixPart string // of the list; empty until it is there
}

// sheet is a worksheet with what is to be marked on it.
type sheet struct {
	name, part string // an OpenDocument has no part for it
	at         int    // in the order of the workbook
	merges     []spreadsheet.Range
	marks      map[address]*mark
}

// seen is the cell that people see in the place of one: the first of those that
// are merged with it.
func (s *sheet) seen(at address) address {
	r := s.merged(at)
	return address{r.FirstRow, r.FirstCol}
}

// until is the last column over which the cell in a place is seen.
func (s *sheet) until(at address) (col int) { return s.merged(at).LastCol }

// merged is the range of cells that people see as the one in a place.
func (s *sheet) merged(at address) spreadsheet.Range {
	const most = 2000 // merged cells of a sheet that people have made
	for _, r := range s.merges[:min(len(s.merges), most)] {
		if r.Contains(at.row, at.col) {
			return r
		}
	}
	return spreadsheet.Range{FirstRow: at.row, FirstCol: at.col, LastRow: at.row, LastCol: at.col}
}

// address is a cell, 1-based.
type address struct{ row, col int }

func (a address) String() string {
	return finding.Location{Row: a.row, Col: a.col}.Cell()
}

// fixed is how formulas write an address that stays what it is.
func (a address) fixed() string { return "$" + finding.ColumnName(a.col) + "$" + strconv.Itoa(a.row) }

func byAddress(a, b address) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col)) }

// mark is what is to be said about a cell.
type mark struct {
	severity finding.Severity // the graver one
	note     string
	options  []string
	picks    area // where the options stand on the list
}

// gather puts every finding that is about a cell on its sheet.
func (m *round) gather(findings finding.List) {
	sheets := map[string]*sheet{}
	for _, s := range m.sheets {
		sheets[s.name] = s
	}
	for _, severity := range []finding.Severity{finding.Error, finding.Warning} {
		for _, f := range findings {
			if f.Severity != severity {
				continue
			}
			for _, at := range append([]finding.Location{f.Where}, f.Also...) {
				s := sheets[at.Sheet]
				if s == nil || at.File != f.Where.File || at.Row == 0 || at.Col == 0 || s.name == m.fixName {
					continue
				}
				for row := at.Row; row <= max(at.Row, at.EndRow); row++ {
					s.add(s.seen(address{row, at.Col}), m.noteOf(f), f)
				}
			}
		}
	}
}

func (s *sheet) add(at address, note string, f finding.Finding) {
	if s.marks == nil {
		s.marks = map[address]*mark{}
	}
	x := s.marks[at]
	if x == nil {
		x = &mark{severity: f.Severity}
		s.marks[at] = x
	}
	switch {
	case x.note == "":
		x.note = note
	case !strings.Contains(x.note, note): // a merged cell is asked about once for each of its rows
		x.note += "\n\n" + note
	}
	if len(x.options) == 0 {
		x.options = f.Options
	}
}

// places are the marked cells in their order.
func (s *sheet) places() []address {
	all := make([]address, 0, len(s.marks))
	for at := range s.marks {
		all = append(all, at)
	}
	slices.SortFunc(all, byAddress)
	return all
}

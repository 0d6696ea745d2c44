package spreadsheet

import (
	"strconv"
	"strings"
)

// sheetScan reads one worksheet part (ECMA-376 Part 1, 18.3.1.99) and hands on
// its cells as they come.
type sheetScan struct {
	*scanner
	title  string // name of the sheet
	texts         // the shared ones
	styles []look
	total  *totals // of the whole workbook

	// row is called for every row, cell for every cell with a value or a formula.
	row  func(index int, hidden bool)
	cell func(Cell)

	hidden  []span
	merges  []Range
	descent bool // the prefix x14ac is known
	like    rowTag

	at     Cell // the row and the cell that the scan has reached, for faults
	counts struct {
		rows, validations, columns int
	}
}

// keptText makes a text last as long as the cell.
func (s *sheetScan) keptText(text string) string {
	if !s.keep {
		return text
	}
	return s.decoded.add(text)
}

// totals count what all sheets of a workbook hold together.
type totals struct {
	cells, elements int
	text            int64 // bytes
}

// scan reads the part from its first byte to its last.
func (s *sheetScan) scan() *fault {
	if bad := s.worksheet(); bad != nil {
		return bad.near(s.title, s.at.Row, s.at.Col)
	}
	return nil
}

func (s *sheetScan) worksheet() *fault {
	seen := false
	for {
		switch s.next() {
		case tokStart:
			if s.depth() == 1 {
				if !s.is("worksheet") {
					return otherPart()
				}
				continue
			}
			if s.is("sheetData") && s.depth() == 2 {
				if seen {
					return s.contradicts("its cells are there twice")
				}
				seen = true
				if bad := s.sheetData(); bad != nil {
					return bad
				}
				s.at = Cell{} // what follows is about the sheet as a whole
			} else if bad := s.aside(); bad != nil {
				return bad
			}
		case tokFault:
			return s.fault
		case tokEOF:
			if !seen {
				return refuse(partMissing, "what", `the cells of the sheet "`+s.title+`"`)
			}
			return nil
		}
	}
}

func (s *sheetScan) contradicts(reason string) *fault {
	return refuse(contradiction, "reason", reason)
}

func (s *sheetScan) tooMany(things string, limit int) *fault {
	return refuse(tooManyInSheet, "things", things, "limit", strconv.Itoa(limit))
}

// aside takes what is around the cells: hidden columns and merged cells.
func (s *sheetScan) aside() *fault {
	switch {
	case s.is("col") && s.depth() == 3:
		return s.column()
	case s.is("mergeCell") && s.depth() == 3:
		return s.merge()
	case s.name == "dataValidation": // newer ones have a namespace of their own
		if s.counts.validations++; s.counts.validations > s.lim.Validations {
			return s.tooMany("drop-down rules", s.lim.Validations)
		}
	case s.is("row"), s.is("c"), s.is("sheetData"):
		// Cells in a place where only some programs look for them.
		return s.contradicts("cells stand outside the table of cells")
	}
	return nil
}

func (s *sheetScan) column() *fault {
	if s.counts.columns++; s.counts.columns > s.lim.Columns {
		return s.tooMany("column widths", s.lim.Columns)
	}
	first, ok1 := s.number("min", maxCol)
	last, ok2 := s.number("max", maxCol)
	v, _ := s.attr("hidden")
	on, ok3 := parseBool(v)
	if !ok1 || !ok2 || !ok3 || first > last {
		return s.contradicts("it is unclear which columns are meant")
	}
	if on {
		s.hidden = append(s.hidden, span{first, last})
	}
	return nil
}

// number reads an attribute from 1 to limit.
func (s *sheetScan) number(name string, limit int) (int, bool) {
	v, _ := s.attr(name)
	n, err := strconv.Atoi(trim(v))
	return n, err == nil && n >= 1 && n <= limit
}

func (s *sheetScan) merge() *fault {
	if len(s.merges) == s.lim.Merges {
		return s.tooMany("merged cells", s.lim.Merges)
	}
	ref, _ := s.attr("ref")
	from, to, two := strings.Cut(ref, ":")
	if !two {
		to = from
	}
	row1, col1, ok1 := parseAddress(from)
	row2, col2, ok2 := parseAddress(to)
	if !ok1 || !ok2 {
		return s.contradicts("it is unclear which cells are merged")
	}
	s.merges = append(s.merges, Range{min(row1, row2), min(col1, col2), max(row1, row2), max(col1, col2)})
	return nil
}

// parseAddress reads B7, b7 or $B$7; ok is false when no sheet has such a cell.
func parseAddress(a string) (row, col int, ok bool) {
	a = strings.TrimPrefix(a, "$")
	i := 0
	for ; i < len(a) && i < 4; i++ {
		c := a[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A'+1)
	}
	digits := strings.TrimPrefix(a[i:], "$")
	if len(digits) > 7 {
		return 0, 0, false
	}
	for _, d := range []byte(digits) {
		if d < '0' || d > '9' {
			return 0, 0, false
		}
		row = row*10 + int(d-'0')
	}
	return row, col, col >= 1 && col <= maxCol && row >= 1 && row <= maxRow
}

package spreadsheet

import "strconv"

// sheetData reads the rows (ECMA-376 Part 1, 18.3.1.80). Rows and cells must
// ascend, each at most once: another order has another meaning in each program.
func (s *sheetScan) sheetData() *fault {
	depth := s.depth()
	_, s.descent = s.lookup("x14ac")
	for {
		if s.depth() == depth && s.quickRow() {
			if bad := s.readCells(); bad != nil {
				return bad
			}
			continue
		}
		switch s.next() {
		case tokStart:
			next := s.stray
			if s.is("row") && s.depth() == depth+1 {
				next = s.readRow
			}
			if bad := next(); bad != nil {
				return bad
			}
		case tokText:
			if trim(s.text) != "" {
				return s.contradicts("text stands between the cells")
			}
		case tokEnd:
			if s.depth() < depth {
				return nil
			}
		default:
			return s.fault
		}
	}
}

// stray judges an element that is not where rows and cells are: additions of
// some program are passed over, cells there are not.
func (s *sheetScan) stray() *fault {
	switch {
	case s.space != spaceMain, s.is("extLst"), s.is("ext"):
		return nil
	}
	return s.contradicts("cells stand in a place where not every program looks for them")
}

func (s *sheetScan) readRow() *fault {
	if s.counts.rows++; s.counts.rows > s.lim.RowElements {
		return s.tooMany("rows", s.lim.RowElements)
	}
	index := s.at.Row + 1
	if ref, ok := s.attr("r"); ok {
		n, err := strconv.Atoi(trim(ref))
		if err != nil || n < 1 || n > maxRow {
			return refuse(beyondEdge, "address", "row "+clip(ref))
		}
		index = n
	}
	if index > maxRow {
		return refuse(beyondEdge, "address", "row "+strconv.Itoa(index))
	}
	v, _ := s.attr("hidden")
	hidden, ok := parseBool(v)
	switch {
	case !ok:
		return s.contradicts("it is unclear whether row " + strconv.Itoa(index) + " is hidden")
	case index == s.at.Row:
		return s.contradicts("row " + strconv.Itoa(index) + " is there twice")
	case index < s.at.Row:
		return s.contradicts("row " + strconv.Itoa(index) + " stands behind row " + strconv.Itoa(s.at.Row))
	}
	s.at = Cell{Row: index}
	s.row(index, hidden)
	return s.readCells()
}

func (s *sheetScan) readCells() *fault {
	depth := s.depth()
	for {
		if s.depth() == depth && s.quickCells() {
			return nil
		}
		switch s.next() {
		case tokStart:
			next := s.stray
			if s.is("c") && s.depth() == depth+1 {
				next = s.readCell
			}
			if bad := next(); bad != nil {
				return bad
			}
		case tokText:
			if trim(s.text) != "" {
				return s.contradicts("text stands between the cells")
			}
		case tokEnd:
			if s.depth() < depth {
				return nil
			}
		default:
			return s.fault
		}
	}
}

// stored is what a cell element holds before its type is applied.
type stored struct {
	kind              string // attribute t
	value, inline     string // of v, and of is
	hasValue, hasText bool
	formula           bool
}

func (s *sheetScan) readCell() *fault {
	var c stored
	if bad := s.startCell(&c); bad != nil {
		return bad
	}
	for depth := s.depth(); ; {
		switch s.next() {
		case tokStart:
			if bad := s.part(&c); bad != nil {
				return bad
			}
		case tokText:
			if trim(s.text) != "" {
				return s.contradicts("text stands beside a value")
			}
		case tokEnd:
			if s.depth() < depth {
				return s.finish(&c)
			}
		default:
			return s.fault
		}
	}
}

// startCell reads the attributes of a cell (ECMA-376 Part 1, 18.3.1.4).
func (s *sheetScan) startCell(c *stored) *fault {
	if s.total.elements++; s.total.elements > s.lim.CellElements {
		return s.tooMany("cells", s.lim.CellElements)
	}
	row, col, style, last := s.at.Row, s.at.Col+1, 0, s.at.Col
	for _, a := range s.attrs {
		if a.prefix != "" {
			continue
		}
		switch a.name {
		case "r":
			ref := decode(a.raw, true)
			var ok bool
			if row, col, ok = parseAddress(ref); !ok {
				return refuse(beyondEdge, "address", "cell "+clip(ref))
			}
		case "s":
			n, err := strconv.Atoi(trim(decode(a.raw, true)))
			if err != nil || n < 0 {
				return s.contradicts("a cell has an unknown format")
			}
			style = n
		case "t":
			c.kind = decode(a.raw, true)
		}
	}
	switch {
	case col > maxCol:
		return refuse(beyondEdge, "address", "column "+strconv.Itoa(col))
	case row != s.at.Row:
		return s.contradicts("a cell of row " + strconv.Itoa(row) + " stands in row " + strconv.Itoa(s.at.Row))
	case col == last:
		return s.contradicts("the same cell is there twice")
	case col < last:
		return s.contradicts("the cells are out of order")
	}
	s.at = Cell{Row: row, Col: col}
	switch {
	case style < len(s.styles):
		s.at.Class, s.at.Struck = s.styles[style].class, s.styles[style].struck
	case len(s.styles) > 0:
		return s.contradicts("a cell has an unknown format")
	}
	return nil
}

// part takes one element of a cell.
func (s *sheetScan) part(c *stored) *fault {
	ok, twice := false, false
	switch {
	case s.is("v"):
		twice = c.hasValue
		c.value, ok = s.content()
		c.hasValue = true
	case s.is("is"):
		twice = c.hasText
		var struck bool
		c.inline, struck, ok = s.richText()
		c.hasText, s.at.Struck = true, s.at.Struck || struck
	case s.is("f"):
		twice = c.formula
		c.formula = true
		ok = s.skip()
	case s.is("row") || s.is("c"):
		return s.stray()
	default:
		ok = s.skip()
	}
	if !ok {
		return s.fault
	}
	if twice {
		return s.contradicts("a cell has two values")
	}
	return nil
}

// finish makes the cell of what was stored and hands it on if it holds anything.
func (s *sheetScan) finish(c *stored) *fault {
	cell := s.at
	cell.Formula = c.formula
	has, bad := s.interpret(c, &cell)
	if bad != nil {
		return bad
	}
	if cell.Stored = has; !has {
		cell.Kind, cell.Text = Number, ""
	}
	if !has && !c.formula || has && cell.Text == "" && !c.formula {
		return nil
	}
	if s.total.cells++; s.total.cells > s.lim.Cells {
		return s.tooMany("values", s.lim.Cells)
	}
	if s.lim.longText(cell.Text) {
		return refuse(textTooLong, "limit", strconv.Itoa(s.lim.TextRunes))
	}
	if s.total.text += int64(len(cell.Text)); s.total.text > s.lim.TextBytes {
		return refuse(tooManyInSheet, "things", "texts", "limit", megabytes(uint64(s.lim.TextBytes)))
	}
	if c.kind != "s" {
		cell.Text = s.keptText(cell.Text)
	}
	s.cell(cell)
	return nil
}

// interpret applies the type of a cell (ST_CellType, ECMA-376 Part 1, 18.18.11);
// has is false when no value is stored.
func (s *sheetScan) interpret(c *stored, cell *Cell) (has bool, bad *fault) {
	if c.hasText && c.kind != "inlineStr" || c.hasText && c.hasValue {
		return false, s.contradicts("a cell has two values")
	}
	plain := trim(c.value)
	cell.Kind, cell.Text, has = Text, plain, plain != ""
	switch c.kind {
	case "", "n":
		if cell.Kind = Number; cell.Class.dated() {
			cell.Kind = Date
		}
		if has && !parseNumber(plain, &cell.Number) {
			return false, s.contradicts(`"` + clip(plain) + `" is stored as a number`)
		}
	case "s":
		if !has {
			break
		}
		n, ok := parseIndex(plain, len(s.table))
		if !ok {
			return false, s.contradicts("a text is missing from the list of texts")
		}
		cell.Text, cell.Struck = s.table[n], cell.Struck || s.struck[n]
	case "str":
		cell.Text, has = unescape(c.value), c.hasValue
	case "inlineStr":
		cell.Text, has = c.inline, c.hasText
		if c.hasValue {
			cell.Text, has = unescape(c.value), true
		}
	case "b":
		on, ok := parseBool(plain)
		if !ok {
			return false, s.contradicts(`"` + clip(plain) + `" is stored as yes or no`)
		}
		cell.Kind = Bool
		if has && on {
			cell.Text = "1"
		} else if has {
			cell.Text = "0"
		}
	case "e":
		cell.Kind = Error
	case "d":
		cell.Kind = ISODate
	default:
		return false, s.contradicts("a cell has an unknown kind")
	}
	return has, nil
}

// clip shortens a stored text for a message.
func clip(s string) string {
	const most = 24
	if r := []rune(s[:min(len(s), 4*most)]); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// parseIndex reads a number below n.
func parseIndex(s string, n int) (int, bool) {
	v := 0
	for _, d := range []byte(s) {
		if d < '0' || d > '9' || v >= n {
			return 0, false
		}
		v = v*10 + int(d-'0')
	}
	return v, s != "" && v < n
}

// parseNumber reads an xsd:double. Infinity and "not a number" are values of
// that type and of no cell.
func parseNumber(s string, n *float64) bool {
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return false // ParseFloat would take hexadecimals, underscores and words
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	*n = v
	return err == nil
}

package spreadsheet

import "strconv"

// odfNotes gathers the notes of a sheet (OpenDocument 1.3 part 3, 14.1). A note
// of a repeated cell is told of the first one.
type odfNotes struct {
	odfSheet
	next  func(sheet string, notes []Note) bool
	all   []Note
	ended bool // nobody wants to know more
	bad   []*fault
}

// openDocumentNotes reads the notes of all sheets from the text with the cells.
func (l *Limits) openDocumentNotes(x *scanner, next func(string, []Note) bool) []*fault {
	n := odfNotes{next: next, odfSheet: odfSheet{openDocument: newOpenDocument(l, reading{}), x: x, sheet: &Sheet{}}}
	for !n.ended {
		switch x.next() {
		case tokStart:
			if bad := n.part(); bad != nil {
				return append(n.bad, bad.in(odfCells))
			}
		case tokFault:
			return append(n.bad, x.fault.in(odfCells))
		case tokEOF:
			return n.bad
		}
	}
	return n.bad
}

// part goes down to the sheets, which stand where openDocument looks for them.
func (n *odfNotes) part() *fault {
	x := n.x
	depth := x.depth()
	switch {
	case depth == 1, x.space == spaceOffice && (depth == 2 && x.name == "body" || depth == 3 && x.name == "spreadsheet"):
		return nil
	case depth != 4 || x.space != spaceTable || x.name != "table":
		return skipped(x)
	}
	s, bad := n.begin(x)
	if bad != nil {
		return bad
	}
	if s == nil {
		return skipped(x)
	}
	n.row, n.all = 0, nil
	bad = n.rows()
	switch {
	case bad == nil:
		n.ended = len(n.all) > 0 && !n.next(s.Name, n.all)
		return nil
	case x.fault != nil:
		return bad.near(s.Name, 0, 0)
	}
	n.bad = append(n.bad, bad.near(s.Name, 0, 0))
	for x.depth() >= depth { // the next sheet may be sound
		if x.next() == tokFault {
			return x.fault
		}
	}
	return nil
}

func (n *odfNotes) rows() *fault {
	return children(n.x, func() *fault {
		if n.x.space != spaceTable {
			return skipped(n.x)
		}
		switch n.x.name {
		case "table-columns", "table-header-columns", "table-column-group", "table-rows", "table-header-rows", "table-row-group":
			return n.rows()
		case "table-row":
			times, bad := n.repeated("number-rows-repeated")
			if bad != nil {
				return bad
			}
			bad = n.cells()
			n.row = min(n.row+times, edge)
			return bad
		}
		return skipped(n.x)
	})
}

func (n *odfNotes) cells() *fault {
	n.at = Cell{Row: n.row + 1}
	return children(n.x, func() *fault {
		if n.x.space != spaceTable || n.x.name != "table-cell" && n.x.name != "covered-table-cell" {
			return skipped(n.x)
		}
		times, bad := n.repeated("number-columns-repeated")
		if bad != nil {
			return bad
		}
		n.at.Col++
		bad = n.inCell()
		n.at.Col = min(n.at.Col+times-1, edge)
		return bad
	})
}

// inCell looks for notes wherever paragraphs looks for text.
func (n *odfNotes) inCell() *fault {
	return children(n.x, func() *fault {
		switch x := n.x; {
		case x.space == spaceOffice && x.name == "annotation":
			return n.note()
		case x.space == spaceText && (x.name == "list" || x.name == "list-item" || x.name == "section"):
			return n.inCell()
		}
		return skipped(n.x)
	})
}

// note reads one, whose start tag was just read.
func (n *odfNotes) note() *fault {
	if len(n.all) == n.lim.Comments {
		return n.tooMany("notes", n.lim.Comments)
	}
	if n.at.Row > maxRow || n.at.Col > maxCol {
		return refuse(beyondEdge, "address", "row "+strconv.Itoa(n.at.Row)+", column "+strconv.Itoa(n.at.Col))
	}
	x, author := n.x, ""
	text := odfText{scanner: x, most: n.lim.TextRunes}
	bad := children(x, func() *fault {
		switch {
		case x.name == "creator":
			said, ok := x.content()
			if !ok {
				return x.fault
			}
			author = said
			return nil
		case x.space == spaceText && (x.name == "p" || x.name == "h"):
			return text.paragraph()
		case x.space == spaceText && x.name == "list":
			return n.inside(&text)
		}
		return skipped(x)
	})
	said := text.String()
	if bad == nil && n.lim.longText(said) {
		bad = refuse(textTooLong, "limit", strconv.Itoa(n.lim.TextRunes))
	}
	n.all = append(n.all, Note{Row: n.at.Row, Col: n.at.Col, Author: author, Text: said})
	return bad
}

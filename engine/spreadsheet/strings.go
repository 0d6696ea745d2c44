package spreadsheet

import (
	"strconv"
	"strings"
)

// sharedStrings reads the table of texts that cells name by number (ECMA-376
// Part 1, 18.4.9). Unless it is kept, it lies in memory that is used again.
func (c *container) sharedStrings(part string, keep bool) ([]string, *fault) {
	const what = "the list of texts"
	if part == "" || !c.has(part) { // a cell that needs one says so
		return nil, nil
	}
	buf, table, decoded := &c.texts, c.table[:0], &c.decoded[0]
	if keep {
		buf, table, decoded = new([]byte), nil, new(arena)
	}
	texts, bad := c.readInto(buf, part, what, c.lim.PartBytes)
	if bad != nil {
		return nil, bad
	}
	x, bad := c.scanPart(texts, what)
	if bad != nil {
		return nil, bad
	}
	decoded.block, decoded.again, x.decoded = decoded.block[:0], false, decoded
	if keep {
		table = make([]string, 0, min(len(texts)/64, c.lim.Strings))
	} else {
		defer func() { c.table = table }()
	}
	for {
		for x.depth() == 1 && x.mayBeQuick() && len(table) < c.lim.Strings {
			text, ok := x.quickString()
			if !ok {
				break
			}
			table = append(table, text)
		}
		switch x.next() {
		case tokStart:
			switch {
			case x.depth() == 1:
				if !x.is("sst") {
					return nil, otherPart()
				}
			case x.depth() == 2 && x.is("si"):
				if len(table) == c.lim.Strings {
					return nil, refuse(tooManyInSheet, "things", "texts", "limit", strconv.Itoa(c.lim.Strings)).in(what)
				}
				text, ok := x.richText()
				if !ok {
					return nil, x.fault.in(what)
				}
				table = append(table, text)
			case !x.skip():
				return nil, x.fault.in(what)
			}
		case tokFault:
			return nil, x.fault.in(what)
		case tokEOF:
			return table, nil
		}
	}
}

// richText reads the text of the element whose start tag was just read (CT_Rst,
// ECMA-376 Part 1, 18.4.8): its t, or those of its runs. How it is pronounced, and what
// is not SpreadsheetML, is left out.
func (x *scanner) richText() (string, bool) {
	depth := x.depth()
	text, runs := "", strings.Builder{} // runs: of a text in several pieces
	for {
		switch x.next() {
		case tokStart:
			switch {
			case x.is("t"):
				piece, ok := x.content()
				if !ok {
					return "", false
				}
				if piece = unescape(piece); text == "" {
					text = piece
					break
				}
				if runs.Len() == 0 {
					runs.WriteString(text)
				}
				runs.WriteString(piece)
			case x.is("r") && x.depth() == depth+1:
			case !x.skip():
				return "", false
			}
		case tokEnd:
			if x.depth() < depth {
				if runs.Len() > 0 {
					text = runs.String()
				}
				return text, true
			}
		case tokEOF, tokFault:
			return "", false
		}
	}
}

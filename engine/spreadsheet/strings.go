package spreadsheet

import (
	"strconv"
	"strings"
)

// texts are those that cells name by number.
type texts struct {
	table  []string
	struck map[int]bool // those with a line through them, or through a part; nil: none
}

// sharedStrings reads the table of texts (ECMA-376 Part 1, 18.4.9). Unless it is
// kept, it lies in memory that is used again.
func (c *container) sharedStrings(part string, keep bool) (all texts, bad *fault) {
	const what = "the list of texts"
	if part == "" || !c.has(part) { // a cell that needs one says so
		return texts{}, nil
	}
	buf, table, decoded := &c.texts, c.table[:0], &c.decoded[0]
	if keep {
		buf, table, decoded = new([]byte), nil, new(arena)
	}
	read, bad := c.readInto(buf, part, what, c.lim.PartBytes)
	if bad != nil {
		return texts{}, bad
	}
	x, bad := c.scanPart(read, what)
	if bad != nil {
		return texts{}, bad
	}
	decoded.block, decoded.again, x.decoded = decoded.block[:0], false, decoded
	if keep {
		table = make([]string, 0, min(len(read)/64, c.lim.Strings))
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
					return texts{}, otherPart()
				}
			case x.depth() == 2 && x.is("si"):
				if len(table) == c.lim.Strings {
					return texts{}, refuse(tooManyInSheet, "things", "texts", "limit", strconv.Itoa(c.lim.Strings)).in(what)
				}
				text, struck, ok := x.richText()
				if !ok {
					return texts{}, x.fault.in(what)
				}
				if struck {
					if all.struck == nil {
						all.struck = map[int]bool{}
					}
					all.struck[len(table)] = true
				}
				table = append(table, text)
			case !x.skip():
				return texts{}, x.fault.in(what)
			}
		case tokFault:
			return texts{}, x.fault.in(what)
		case tokEOF:
			all.table = table
			return all, nil
		}
	}
}

// richText reads the text of the element whose start tag was just read (CT_Rst,
// ECMA-376 Part 1, 18.4.8): its t, or those of its runs. How it is pronounced, and what
// is not SpreadsheetML, is left out. struck tells whether a line goes through one
// of its runs.
func (x *scanner) richText() (text string, struck, ok bool) {
	depth := x.depth()
	var runs strings.Builder // of a text in several pieces
	line := false            // through the run at hand
	for {
		switch x.next() {
		case tokStart:
			switch {
			case x.is("t"):
				piece, ok := x.content()
				if !ok {
					return "", false, false
				}
				struck = struck || line && trim(piece) != ""
				if piece = unescape(piece); text == "" {
					text = piece
					break
				}
				if runs.Len() == 0 {
					runs.WriteString(text)
				}
				runs.WriteString(piece)
			case x.is("r") && x.depth() == depth+1:
				line = false
			case x.is("rPr") && x.depth() == depth+2:
			case x.is("strike") && x.depth() == depth+3:
				line = x.on()
			case !x.skip():
				return "", false, false
			}
		case tokEnd:
			if x.depth() < depth {
				if runs.Len() > 0 {
					text = runs.String()
				}
				return text, struck, true
			}
		case tokEOF, tokFault:
			return "", false, false
		}
	}
}

package spreadsheet

import (
	"strconv"
	"strings"
)

// sharedStrings reads the table of texts that cells name by number (ECMA-376
// Part 1, 18.4.9).
func (c *container) sharedStrings(part string) ([]string, *fault) {
	const what = "the list of texts"
	if part == "" || !c.has(part) { // a cell that needs one says so
		return nil, nil
	}
	x, bad := c.scan(part, what)
	if bad != nil {
		return nil, bad
	}
	var table []string
	for {
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

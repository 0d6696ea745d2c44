package spreadsheet

import "strings"

// The quick way through cells and texts knows the spellings that programs write
// and reads them byte by byte. Each function here takes an element whole, with the
// meaning that the scanner would give it, or leaves everything as it was: then the
// scanner reads that element and judges it. So what is unusual, damaged or too much
// is decided in one place, and every fault comes from there.

// quickNeeds is how much of each limit of the XML the known spellings can use.
const quickNeeds = 16

// longestQuick is the length of the longest attribute that is read the quick way.
const longestQuick = 32

// mayBeQuick tells whether the known spellings mean here what they mean
// everywhere, and cannot break a limit of the XML.
func (x *scanner) mayBeQuick() bool {
	return x.plain == spaceMain && !x.seen.brackets && x.fault == nil && !x.ends && !x.lim.slow &&
		x.lim.Depth >= x.depth()+quickNeeds && x.lim.Attributes >= quickNeeds && x.lim.AttrBytes >= longestQuick
}

// Attributes of a row besides its number, each at most once.
const (
	rowSpans = 1 << iota
	rowStyle
	rowCustomFormat
	rowHeight
	rowCustomHeight
	rowHidden
	rowCollapsed
	rowOutline
	rowThickTop
	rowThickBottom
	rowPhonetic
	rowDescent
)

// rowAttribute knows the attributes of a row (ECMA-376 Part 1, 18.3.1.73).
func rowAttribute(name string) int {
	switch name {
	case "spans":
		return rowSpans
	case "s":
		return rowStyle
	case "customFormat":
		return rowCustomFormat
	case "ht":
		return rowHeight
	case "customHeight":
		return rowCustomHeight
	case "hidden":
		return rowHidden
	case "collapsed":
		return rowCollapsed
	case "outlineLevel":
		return rowOutline
	case "thickTop":
		return rowThickTop
	case "thickBot":
		return rowThickBottom
	case "ph":
		return rowPhonetic
	case "x14ac:dyDescent":
		return rowDescent
	}
	return 0
}

// rowTag is a start tag of a row behind its number. Most rows are like the one
// before.
type rowTag struct {
	text          string
	hidden, empty bool
}

// quickRow takes empty rows up to a start tag of a row, and that tag; its cells
// are next.
func (s *sheetScan) quickRow() bool {
	if !s.mayBeQuick() {
		return false
	}
	t, q := s.z, s.pos
	for strings.HasPrefix(t[q:], "<row") {
		q += len("<row")
		index := s.at.Row + 1
		if strings.HasPrefix(t[q:], ` r="`) {
			q += len(` r="`)
			index = 0
			for ; t[q] >= '0' && t[q] <= '9' && index <= maxRow; q++ {
				index = index*10 + int(t[q]-'0')
			}
			if t[q] != '"' {
				return false
			}
			q++
		}
		if index <= s.at.Row || index > maxRow || s.counts.rows >= s.lim.RowElements {
			return false
		}
		if (s.like.text == "" || !strings.HasPrefix(t[q:], s.like.text)) && !s.quickRowTag(t, q) {
			return false
		}
		q += len(s.like.text)
		s.counts.rows++
		s.at = Cell{Row: index}
		s.pos = q
		s.row(index, s.like.hidden)
		if !s.like.empty {
			s.open = append(s.open, element{tag: "row", local: "row", space: spaceMain, binds: len(s.bound)})
			return true
		}
	}
	return false
}

// quickRowTag reads the start tag of a row behind its number into s.like.
func (s *sheetScan) quickRowTag(t string, q int) bool {
	from, hidden := q, false
	for once := 0; t[q] == ' ' && t[q+1] != '/'; {
		name, value, next := quickAttribute(t, q)
		bit := rowAttribute(name)
		if next == 0 || bit == 0 || once&bit != 0 || bit == rowDescent && !s.descent {
			return false
		}
		if ok := true; bit == rowHidden {
			if hidden, ok = parseBool(value); !ok {
				return false
			}
		}
		once |= bit
		q = next
	}
	next, empty := quickTagEnd(t, q)
	if next == 0 {
		return false
	}
	s.like = rowTag{t[from:next], hidden, empty}
	return true
}

// quickAttribute reads ` name="value"` without references or line ends; next is
// 0 if it is anything else.
func quickAttribute(t string, q int) (name, value string, next int) {
	q++
	from := q
	for c := t[q]; c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == ':' || c >= '0' && c <= '9'; c = t[q] {
		q++
	}
	if name = t[from:q]; nameLen(name) == 0 || !strings.HasPrefix(t[q:], `="`) {
		return "", "", 0
	}
	q += len(`="`)
	from = q
	for t[q] != '"' {
		if c := t[q]; c < ' ' || c == '<' || c == '&' || q-from == longestQuick {
			return "", "", 0
		}
		q++
	}
	return name, t[from:q], q + 1
}

// quickTagEnd reads the end of a start tag; next is 0 if there is something else.
func quickTagEnd(t string, q int) (next int, empty bool) {
	if t[q] == '>' {
		return q + 1, false
	}
	if t[q] == ' ' {
		q++
	}
	if t[q] == '/' && t[q+1] == '>' {
		return q + 2, true
	}
	return 0, false
}

// quickCells takes cells as far as it knows them; ended tells that the row is
// over.
func (s *sheetScan) quickCells() (ended bool) {
	if !s.mayBeQuick() {
		return false
	}
	t := s.z
	for {
		q := s.pos
		if t[q] != '<' {
			return false
		}
		if t[q+1] != 'c' {
			if !strings.HasPrefix(t[q:], "</row>") || s.open[len(s.open)-1].tag != "row" {
				return false
			}
			s.pos += len("</row>")
			s.closeElement()
			return true
		}
		if !s.quickCell(t, q+len("<c")) {
			return false
		}
	}
}

// cellTag is what the start tag of a cell says.
type cellTag struct {
	col, style int
	kind       byte // attribute t: its first letter, and S for str
	empty      bool
}

// quickCellTag reads the attributes of a cell in this row, whose column is next
// unless it says another; q is behind "<c", and end is 0 if there is anything
// else than r, s and t, each at most once.
func quickCellTag(t string, q, row, next int) (tag cellTag, end int) {
	const hasR, hasS, hasT = 1, 2, 4
	tag = cellTag{col: next, kind: 'n'}
	for once := 0; t[q] == ' ' && t[q+1] != '/'; q++ {
		c := t[q+1]
		if c == 0 || t[q+2] != '=' || t[q+3] != '"' {
			return tag, 0
		}
		q += len(` r="`)
		bit := 0
		switch c {
		case 'r':
			bit = hasR
			if tag.col, q = quickAddress(t, q, row); q == 0 {
				return tag, 0
			}
		case 's':
			bit = hasS
			from := q
			for ; t[q] >= '0' && t[q] <= '9' && tag.style < 1<<20; q++ {
				tag.style = tag.style*10 + int(t[q]-'0')
			}
			if q == from {
				return tag, 0
			}
		case 't':
			bit = hasT
			if tag.kind, q = quickKind(t, q); q == 0 {
				return tag, 0
			}
		}
		if bit == 0 || once&bit != 0 || t[q] != '"' {
			return tag, 0
		}
		once |= bit
	}
	end, tag.empty = quickTagEnd(t, q)
	return tag, end
}

// quickAddress reads the address of a cell in this row.
func quickAddress(t string, q, row int) (col, end int) {
	for ; t[q] >= 'A' && t[q] <= 'Z' && col <= maxCol; q++ {
		col = col*26 + int(t[q]-'A'+1)
	}
	if t[q] == '0' {
		return 0, 0
	}
	n := 0
	for ; t[q] >= '0' && t[q] <= '9' && n <= maxRow; q++ {
		n = n*10 + int(t[q]-'0')
	}
	if n != row {
		return 0, 0
	}
	return col, q
}

// quickKind reads the kind of a value (ST_CellType).
func quickKind(t string, q int) (kind byte, end int) {
	switch c := t[q]; {
	case c == 's' && t[q+1] == 't' && t[q+2] == 'r':
		return 'S', q + len("str")
	case c == 's', c == 'n', c == 'b', c == 'e', c == 'd':
		return c, q + 1
	case strings.HasPrefix(t[q:], "inlineStr"):
		return 'i', q + len("inlineStr")
	}
	return 0, 0
}

// quickCell takes one cell; q is behind "<c".
func (s *sheetScan) quickCell(t string, q int) bool {
	tag, q := quickCellTag(t, q, s.at.Row, s.at.Col+1)
	if q == 0 || tag.col <= s.at.Col || tag.col > maxCol || s.total.elements >= s.lim.CellElements {
		return false
	}
	cell := Cell{Row: s.at.Row, Col: tag.col, Stored: true}
	if tag.style < len(s.styles) {
		cell.Class, cell.Struck = s.styles[tag.style].class, s.styles[tag.style].struck
	} else if len(s.styles) > 0 {
		return false
	}
	holds := false
	if !tag.empty {
		if q, holds = s.quickContent(t, q, tag.kind, &cell); q == 0 {
			return false
		}
	}
	if holds {
		if s.total.cells >= s.lim.Cells || len(cell.Text) > s.lim.TextRunes || s.total.text+int64(len(cell.Text)) > s.lim.TextBytes {
			return false
		}
		s.total.cells++
		s.total.text += int64(len(cell.Text))
	}
	s.total.elements++
	s.at.Col, s.at.Class = cell.Col, cell.Class
	s.pos = q
	if holds {
		s.cell(cell)
	}
	return true
}

// quickContent reads what is in a cell up to its end tag, and behind it; next is
// 0 if it is nothing known. holds is false for a blank.
func (s *sheetScan) quickContent(t string, q int, kind byte, cell *Cell) (next int, holds bool) {
	if strings.HasPrefix(t[q:], "<f") {
		if q = s.quickFormula(t, q+len("<f")); q == 0 {
			return 0, false
		}
		cell.Formula = true
	}
	switch {
	case strings.HasPrefix(t[q:], "<v>"):
		q = s.quickValue(t, q+len("<v>"), kind, cell)
		if q == 0 || !strings.HasPrefix(t[q:], "</v></c>") {
			return 0, false
		}
		return q + len("</v></c>"), cell.Formula || cell.Text != ""
	case strings.HasPrefix(t[q:], "<is><t") && kind == 'i':
		var ok bool
		if cell.Text, q, ok = s.quickText(t, q+len("<is><t")); !ok || !strings.HasPrefix(t[q:], "</is></c>") {
			return 0, false
		}
		cell.Kind = Text
		return q + len("</is></c>"), cell.Formula || cell.Text != ""
	case strings.HasPrefix(t[q:], "</c>"):
		cell.Stored = false
		return q + len("</c>"), cell.Formula
	}
	return 0, false
}

package correction

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// Rows and cells of an OpenDocument say how often they stand for themselves.
const (
	rowsRepeated    = "table:number-rows-repeated"
	columnsRepeated = "table:number-columns-repeated"
	cellStyle       = "table:style-name"
	defaultStyle    = "table:default-cell-style-name"
)

// edge is where rows and columns stop being counted: far beyond the last.
const edge = 1 << 29

// mostCopied is how much may be written out of what is stored once.
const mostCopied = 64 << 20

// tabling is one pass over the rows of a sheet (9.1).
type tabling struct {
	*document
	*sheet
	w     walker
	todo  []address // places to mark that have not been passed yet
	under []address // places that an earlier round has marked
	notes int

	columns    []run
	first, row int     // those for which the row at hand stands; the last ones that were passed
	top, high  float64 // of the row at hand, and of each for which it stands, in points
	sized      bool    // both are known
}

// run is columns in a row that have a style of their own.
type run struct {
	last  int
	style string // of cells that have none
	width float64
	sized bool // the width is known
}

// mark marks the cells of a sheet, and takes the marks off that an earlier
// round has left on others.
func (d *document) mark(s *sheet, table element) error {
	if len(s.marks) == 0 && d.former == nil {
		return nil
	}
	t := &tabling{document: d, sheet: s, todo: s.places(), sized: true, w: walker{data: d.data[:table.close], at: table.start}}
	if d.former != nil {
		for at := range d.former.under[s.name] {
			t.under = append(t.under, at)
		}
		slices.SortFunc(t.under, byAddress)
	}
	t.w.next()
	if err := t.group(); err != nil {
		return err
	}
	return t.newRows(table)
}

// group passes the rows of a table or of a group of rows.
func (t *tabling) group() error {
	return t.w.each(func() error {
		if t.w.prefix != "table:" {
			return nil
		}
		switch t.w.name {
		case "table-columns", "table-header-columns", "table-column-group", "table-rows", "table-header-rows", "table-row-group":
			return t.group()
		case "table-column":
			last := 0
			if n := len(t.columns); n > 0 {
				last = t.columns[n-1].last
			}
			c := run{last: min(last+t.times(t.w.tag, columnsRepeated), edge), style: t.w.value(t.data, defaultStyle)}
			c.width, c.sized = t.extent(t.w.tag)
			t.columns = append(t.columns, c)
		case "table-row":
			return t.takeRow()
		}
		return nil
	})
}

// times is how often an element stands for itself.
func (t *tabling) times(x tag, name string) int { return repeats(t.data, x, name) }

func repeats(data []byte, x tag, name string) int {
	text, _, _, ok := x.attribute(data, name)
	n, err := strconv.ParseUint(strings.TrimSpace(text), 10, 64)
	if !ok || err != nil {
		return 1
	}
	return int(min(max(n, 1), edge))
}

// takeRow goes to the end of a row. Where only some of those that it stands for
// change, it is written out.
func (t *tabling) takeRow() error {
	t.top += t.high * float64(t.row+1-t.first)
	first := t.row + 1
	n := t.times(t.w.tag, rowsRepeated)
	t.first, t.row = first, min(t.row+n, edge)
	high, known := t.extent(t.w.tag)
	t.high, t.sized = high, t.sized && known
	due := take(&t.todo, t.row)
	if len(due) == 0 && t.former == nil {
		return nil
	}
	e, err := t.w.pass()
	if err != nil {
		return err
	}
	text := t.data[e.start:e.close]
	rows := t.rowsOf(text, first, t.row, due)
	if n == 1 || len(rows) == 0 {
		edits, err := t.cells(text, first, due)
		t.edits = append(t.edits, moved(edits, e.start)...)
		return err
	}
	var b strings.Builder
	for at := first; at <= t.row; {
		if len(rows) == 0 || at < rows[0] {
			last := t.row
			if len(rows) > 0 {
				last = rows[0] - 1
			}
			edits, err := t.cells(text, at, nil)
			if err == nil {
				err = t.copy(&b, text, rowsRepeated, last-at+1, edits)
			}
			if err != nil {
				return err
			}
			at = last + 1
			continue
		}
		rows = rows[1:]
		edits, err := t.cells(text, at, take(&due, at))
		if err != nil {
			return err
		}
		if err := t.copy(&b, text, rowsRepeated, 1, edits); err != nil {
			return err
		}
		at++
	}
	t.edits = append(t.edits, edit{e.start, e.close, b.String()})
	return nil
}

// take takes the places up to a row off a list of them.
func take(from *[]address, row int) []address {
	n, _ := slices.BinarySearchFunc(*from, address{row + 1, 0}, byAddress)
	taken := (*from)[:n]
	*from = (*from)[n:]
	return taken
}

// rowsOf are the rows of a repeated one that may change.
func (t *tabling) rowsOf(text []byte, first, last int, due []address) (rows []int) {
	for _, at := range due {
		rows = append(rows, at.row)
	}
	if t.former != nil && t.wearsOurs(text) {
		from, _ := slices.BinarySearchFunc(t.under, address{first, 0}, byAddress)
		for _, at := range t.under[from:] {
			if at.row > last {
				break
			}
			rows = append(rows, at.row)
		}
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}

// wearsOurs tells whether a row may have a mark of an earlier round.
func (t *tabling) wearsOurs(row []byte) bool {
	w := walker{data: row}
	for w.next() {
		if style := w.value(row, cellStyle); style != "" && w.name != "table-row" && t.looks.wears(style).ofMark() {
			return true
		}
	}
	return false
}

// copy writes an element once more, to stand for itself some times.
func (t *tabling) copy(b *strings.Builder, text []byte, name string, times int, edits []edit) error {
	if t.copied += len(text); t.copied > mostCopied {
		return odd("how often its rows are repeated")
	}
	if bytes.Contains(text, []byte("xml:id=")) || bytes.Contains(text, []byte("draw:id=")) {
		return odd("its shapes")
	}
	w := walker{data: text}
	w.next()
	if times > 1 {
		edits = append(edits, set(text, w.tag, name, strconv.Itoa(times)))
	} else if e, ok := drop(text, w.tag, name); ok {
		edits = append(edits, e)
	}
	b.Write(splice(text, edits))
	return nil
}

// moved are the edits of an element as edits of the text in which it stands.
func moved(edits []edit, by int) []edit {
	for i := range edits {
		edits[i].start += by
		edits[i].end += by
	}
	return edits
}

// cells marks the cells of a row; those that are not there are added.
func (t *tabling) cells(text []byte, row int, due []address) (edits []edit, err error) {
	w := walker{data: text}
	w.next()
	r := element{tag: w.tag, inner: w.end, close: w.end}
	style := r.value(text, defaultStyle)
	col := 0
	err = w.each(func() error {
		if w.prefix != "table:" || w.name != "table-cell" && w.name != "covered-table-cell" {
			return nil
		}
		e, err := w.pass()
		if err != nil {
			return err
		}
		x := cellRun{text: text[e.start:e.close], row: row, first: col + 1, style: style}
		x.last = min(col+repeats(text, e.tag, columnsRepeated), edge)
		col = x.last
		n := 0
		for n < len(due) && due[n].col <= col {
			n++
		}
		x.due, due = due[:n], due[n:]
		more, err := t.cellRun(x)
		edits = append(edits, moved(more, e.start)...)
		return err
	})
	r.inner = w.start
	if len(due) > 0 {
		edits = append(edits, r.fill(text, t.newCells(col, style, due)))
	}
	return edits, err
}

// cellRun is an element that stands for the cells of some columns.
type cellRun struct {
	text             []byte
	row, first, last int
	style            string // of the row
	due              []address
}

// cellRun marks some of the cells for which an element stands.
func (t *tabling) cellRun(x cellRun) (edits []edit, err error) {
	w := walker{data: x.text}
	w.next()
	style := func(col int) string {
		return cmp.Or(w.value(x.text, cellStyle), x.style, t.columnStyle(col))
	}
	due := x.due
	if t.former != nil && t.looks.wears(style(x.first)).ofMark() {
		from, _ := slices.BinarySearchFunc(t.under, address{x.row, x.first}, byAddress)
		to, _ := slices.BinarySearchFunc(t.under, address{x.row, x.last + 1}, byAddress)
		due = slices.Concat(due, t.under[from:to])
		slices.SortFunc(due, byAddress)
		due = slices.Compact(due)
	}
	if x.first == x.last || len(due) == 0 {
		return t.cell(x.text, address{x.row, x.first}, style(x.first)), nil
	}
	var b strings.Builder
	for col := x.first; col <= x.last; {
		last := x.last
		switch {
		case len(due) > 0 && due[0].col == col:
			last, due = col, due[1:]
		case len(due) > 0:
			last = due[0].col - 1
		}
		if err := t.copy(&b, x.text, columnsRepeated, last-col+1, t.cell(x.text, address{x.row, col}, style(col))); err != nil {
			return nil, err
		}
		col = last + 1
	}
	return []edit{{0, len(x.text), b.String()}}, nil
}

// columnStyle is the style of the cells of a column that have none.
func (t *tabling) columnStyle(col int) string {
	i, _ := slices.BinarySearchFunc(t.columns, col, func(r run, col int) int { return r.last - col })
	if i == len(t.columns) {
		return ""
	}
	return t.columns[i].style
}

// cell gives a cell its style, its note and its drop-down, and takes away what
// an earlier round has given it.
func (t *tabling) cell(text []byte, at address, style string) (edits []edit) {
	c, inside := children(text)
	x := t.marks[at]
	base, wore := t.original(t.sheet, at, style)
	switch {
	case x != nil:
		edits = append(edits, set(text, c.tag, cellStyle, t.marked(at, base, x)))
	case wore:
		edits = append(edits, set(text, c.tag, cellStyle, base))
	}
	noted := false
	for _, e := range inside {
		switch {
		case !e.is("office:annotation"):
		case t.isOurs(text, e):
			edits = append(edits, edit{e.start, e.close, ""})
		default:
			noted = true
		}
	}
	rule, _, _, ruled := c.attribute(text, rulesName)
	gone := ruled && t.rules.former[rule]
	switch {
	case x != nil && x.picks != (area{}) && (!ruled || gone):
		edits = append(edits, set(text, c.tag, rulesName, t.rule(t.sheet, at, x.picks)))
	case gone:
		e, _ := drop(text, c.tag, rulesName)
		edits = append(edits, e)
	}
	if x == nil {
		return edits
	}
	if !noted && t.notes < mostItems {
		t.notes++
		edits = append(edits, intoCell(text, c, inside, t.annotation(at, x.note)))
	}
	return edits
}

// marked is the style of a marked cell; what it covers is kept.
func (t *tabling) marked(at address, base string, x *mark) string {
	t.keep(t.sheet, at, t.looks.wears(base))
	return t.looks.dressed(base, documentWorn(x.severity))
}

// newCells are the cells to be marked that a row lacks behind a column.
func (t *tabling) newCells(col int, style string, due []address) string {
	var b strings.Builder
	for _, at := range due {
		if gap := at.col - col - 1; gap > 0 {
			b.WriteString(`<table:table-cell` + repeated(columnsRepeated, gap) + `/>`)
		}
		col = at.col
		blank := []byte(`<table:table-cell/>`)
		b.Write(splice(blank, t.cell(blank, at, cmp.Or(style, t.columnStyle(at.col)))))
	}
	return b.String()
}

// repeated is the attribute of what stands for itself more than once.
func repeated(name string, n int) string {
	if n == 1 {
		return ""
	}
	return ` ` + name + `="` + strconv.Itoa(n) + `"`
}

// newRows adds the rows to be marked that a sheet lacks at its end.
func (t *tabling) newRows(table element) error {
	if len(t.todo) == 0 {
		return nil
	}
	t.sized = false // what is new has no size
	var b strings.Builder
	for len(t.todo) > 0 {
		row := t.todo[0].row
		if gap := row - t.row - 1; gap > 0 {
			b.WriteString(`<table:table-row` + repeated(rowsRepeated, gap) + `><table:table-cell/></table:table-row>`)
		}
		t.row = row
		b.WriteString(`<table:table-row>` + t.newCells(0, "", take(&t.todo, row)) + `</table:table-row>`)
	}
	text := t.data[table.start:table.close]
	if table.empty {
		t.edits = append(t.edits, table.fill(t.data, b.String()))
		return nil
	}
	t.edits = append(t.edits, moved([]edit{insert(text, tableOrder, "table-row", b.String())}, table.start)...)
	return nil
}

// tableOrder is the order of the children of a table (9.1.2).
var tableOrder = strings.Fields("title desc table-source dde-source scenario forms shapes table-column-group table-columns table-column table-header-columns table-row-group table-rows table-header-rows table-row named-expressions")

package spreadsheet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// odfSheet reads one table (OpenDocument 1.3 part 3, 9.1). Rows and cells say
// no address but how often they are repeated: blank ones cost nothing, however
// often, and of the others each counts.
type odfSheet struct {
	*openDocument
	x     *scanner
	sheet *Sheet

	columns []odfColumns
	row     int // last of the row at hand; 1-based
	at      Cell
	counts  struct{ rows, columns int }
}

// odfColumns are columns in a row that have the same style.
type odfColumns struct {
	last  int
	style string
}

// odfRow is a row element while its cells are read.
type odfRow struct {
	index, repeat int
	hidden        bool
	style         string // of cells that have none
	cells         []Cell
	merges        []Range
}

// edge is where rows and columns stop being counted: far beyond the last, and a
// number that every machine can double.
const edge = 1 << 29

func (d *openDocument) sheet(x *scanner) *fault {
	s, bad := d.begin(x)
	if bad != nil {
		return bad
	}
	if s == nil {
		return skipped(x)
	}
	d.book.Sheets = append(d.book.Sheets, s)
	d.r.Sheet(s)
	t := odfSheet{openDocument: d, x: x, sheet: s}
	if bad := t.group(false); bad != nil {
		return bad.near(s.Name, min(t.at.Row, maxRow), min(t.at.Col, maxCol))
	}
	return nil
}

func (t *odfSheet) contradicts(reason string) *fault {
	return refuse(contradiction, "reason", reason)
}

func (t *odfSheet) tooMany(things string, limit int) *fault {
	return refuse(tooManyInSheet, "things", things, "limit", strconv.Itoa(limit))
}

// group reads what a table or a group of rows or columns holds.
func (t *odfSheet) group(hidden bool) *fault {
	return children(t.x, func() *fault {
		x := t.x
		if x.space != spaceTable {
			return skipped(x)
		}
		switch x.name {
		case "table-columns", "table-header-columns", "table-column-group":
			return t.group(hidden)
		case "table-rows", "table-header-rows", "table-row-group":
			shown, folded := x.attrIn(spaceTable, "display")
			return t.group(hidden || folded && shown == "false")
		case "table-column":
			return t.column()
		case "table-row":
			return t.readRow(hidden)
		case "table-cell", "covered-table-cell", "table":
			return t.contradicts("cells stand outside the table of cells")
		case "table-source", "dde-source":
			t.book.ExternalLinks = true
		case "named-expressions":
			return t.counted(x, "names", t.lim.Names)
		}
		return skipped(x)
	})
}

// repeated reads how often an element stands for itself.
func (t *odfSheet) repeated(name string) (int, *fault) {
	v, ok := t.x.attrIn(spaceTable, name)
	if !ok {
		return 1, nil
	}
	n, err := strconv.ParseUint(trim(v), 10, 64)
	if err != nil || n == 0 {
		return 0, t.contradicts(`"` + clip(v) + `" is no number of rows or columns`)
	}
	return int(min(n, edge)), nil
}

// unseen tells whether a row or column is hidden, by hand or by a filter.
func (t *odfSheet) unseen() bool {
	v, _ := t.x.attrIn(spaceTable, "visibility")
	return v == "collapse" || v == "filter"
}

func (t *odfSheet) column() *fault {
	if t.counts.columns++; t.counts.columns > t.lim.Columns {
		return t.tooMany("column widths", t.lim.Columns)
	}
	n, bad := t.repeated("number-columns-repeated")
	if bad != nil {
		return bad
	}
	first := 1
	if k := len(t.columns); k > 0 {
		first = t.columns[k-1].last + 1
	}
	last := min(first+n-1, edge)
	style, _ := t.x.attrIn(spaceTable, "default-cell-style-name")
	t.columns = append(t.columns, odfColumns{last, style})
	if t.unseen() && first <= maxCol {
		t.sheet.hidden = append(t.sheet.hidden, span{first, min(last, maxCol)})
	}
	return skipped(t.x)
}

func (t *odfSheet) readRow(hidden bool) *fault {
	if t.counts.rows++; t.counts.rows > t.lim.RowElements {
		return t.tooMany("rows", t.lim.RowElements)
	}
	n, bad := t.repeated("number-rows-repeated")
	if bad != nil {
		return bad
	}
	r := odfRow{index: t.row + 1, repeat: n, hidden: hidden || t.unseen()}
	r.style, _ = t.x.attrIn(spaceTable, "default-cell-style-name")
	t.at = Cell{Row: r.index}
	bad = children(t.x, func() *fault {
		switch {
		case t.x.space != spaceTable:
			return skipped(t.x)
		case t.x.name == "table-cell", t.x.name == "covered-table-cell":
			return t.readCell(&r)
		case t.x.name == "table-row", t.x.name == "table":
			return t.contradicts("cells stand outside the table of cells")
		}
		return skipped(t.x)
	})
	if bad == nil {
		bad = t.emit(&r)
	}
	t.row = min(t.row+n, edge)
	return bad
}

// emit hands on the values of a row, as often as it is repeated.
func (t *odfSheet) emit(r *odfRow) *fault {
	if len(r.cells) == 0 && len(r.merges) == 0 {
		return nil
	}
	if last := r.index + r.repeat - 1; last > maxRow && len(r.cells) > 0 {
		return refuse(beyondEdge, "address", "row "+strconv.Itoa(last))
	}
	for i := range r.repeat {
		if r.index+i > maxRow {
			break
		}
		for _, m := range r.merges {
			if len(t.sheet.Merges) == t.lim.Merges {
				return t.tooMany("merged cells", t.lim.Merges)
			}
			t.sheet.Merges = append(t.sheet.Merges, Range{m.FirstRow + i, m.FirstCol, min(m.LastRow+i, maxRow), m.LastCol})
		}
		if len(r.cells) == 0 {
			continue
		}
		t.r.Row(r.index+i, r.hidden)
		for _, c := range r.cells {
			c.Row = r.index + i
			if bad := t.count(&c); bad != nil {
				return bad
			}
			t.r.Cell(c)
		}
	}
	return nil
}

// count adds a value to the totals of the workbook.
func (t *odfSheet) count(c *Cell) *fault {
	t.at = *c
	if t.total.cells++; t.total.cells > t.lim.Cells {
		return t.tooMany("values", t.lim.Cells)
	}
	if t.total.text += int64(len(c.Text)); t.total.text > t.lim.TextBytes {
		return refuse(tooManyInSheet, "things", "texts", "limit", megabytes(uint64(t.lim.TextBytes)))
	}
	return nil
}

// odfStored is what a cell element holds before its kind is applied.
type odfStored struct {
	style, kind         string
	number, date, clock string
	truth, text         string
	hasText             bool // as an attribute; else the paragraphs are the text
	formula, failed     bool
	repeat, cols, rows  int
}

func (t *odfSheet) readCell(r *odfRow) *fault {
	if t.total.elements++; t.total.elements > t.lim.CellElements {
		return t.tooMany("cells", t.lim.CellElements)
	}
	c := odfStored{repeat: 1, cols: 1, rows: 1}
	first := t.at.Col + 1
	t.at.Col = first
	if bad := t.startCell(&c); bad != nil {
		return bad
	}
	said, struck, bad := t.paragraphs()
	if bad != nil {
		return bad
	}
	if !c.hasText {
		c.text = said
	}
	t.at.Col = min(first+c.repeat-1, edge)
	if (c.cols > 1 || c.rows > 1) && first <= maxCol && r.index <= maxRow {
		r.merges = append(r.merges, Range{r.index, first, min(r.index+c.rows-1, maxRow), min(first+c.cols-1, maxCol)})
	}
	if c.kind == "" && c.text == "" && !c.formula {
		return nil
	}
	for col := first; col < first+c.repeat; {
		style, last := t.styleAt(r, col, &c)
		shown := t.styles.look(style)
		cell := Cell{Row: r.index, Col: col, Formula: c.formula, Class: shown.class, Struck: shown.struck || struck}
		if bad := t.interpret(&c, said, &cell); bad != nil {
			return bad
		}
		if cell.Text == "" && !c.formula {
			return nil
		}
		last = min(last, first+c.repeat-1)
		if bad := t.fill(r, cell, last-col+1); bad != nil {
			return bad
		}
		col = last + 1
	}
	return nil
}

// fill puts a value into the row, as often as it is repeated.
func (t *odfSheet) fill(r *odfRow, cell Cell, repeat int) *fault {
	if last := cell.Col + repeat - 1; last > maxCol {
		return refuse(beyondEdge, "address", "column "+strconv.Itoa(last))
	}
	if t.lim.longText(cell.Text) {
		return refuse(textTooLong, "limit", strconv.Itoa(t.lim.TextRunes))
	}
	for range repeat {
		r.cells = append(r.cells, cell)
		cell.Col++
	}
	return nil
}

// styleAt is the style of a cell: its own, the row's or the column's; and the
// last column that it is good for.
func (t *odfSheet) styleAt(r *odfRow, col int, c *odfStored) (style string, last int) {
	switch {
	case c.style != "":
		return c.style, edge
	case r.style != "":
		return r.style, edge
	}
	i, _ := slices.BinarySearchFunc(t.columns, col, func(c odfColumns, col int) int { return cmp.Compare(c.last, col) })
	if i == len(t.columns) {
		return "", edge
	}
	return t.columns[i].style, t.columns[i].last
}

// startCell reads the attributes of a cell.
func (t *odfSheet) startCell(c *odfStored) (bad *fault) {
	x := t.x
	for i := range x.attrs {
		a := &x.attrs[i]
		into, sp := (*string)(nil), spaceOffice
		switch a.name {
		case "value-type":
			if x.of(a, spaceCalc) {
				c.failed = a.raw == "error"
				continue
			}
			into = &c.kind
		case "value":
			into = &c.number
		case "date-value":
			into = &c.date
		case "time-value":
			into = &c.clock
		case "boolean-value":
			into = &c.truth
		case "string-value":
			into = &c.text
		case "style-name":
			into, sp = &c.style, spaceTable
		case "formula":
			c.formula = c.formula || x.of(a, spaceTable)
		}
		if into != nil && x.of(a, sp) {
			*into = decode(a.raw, true)
			c.hasText = c.hasText || into == &c.text
		}
	}
	if c.repeat, bad = t.repeated("number-columns-repeated"); bad != nil {
		return bad
	}
	if c.cols, bad = t.repeated("number-columns-spanned"); bad != nil {
		return bad
	}
	c.rows, bad = t.repeated("number-rows-spanned")
	return bad
}

// interpret applies the kind of a cell (OpenDocument 1.3 part 3, 19.389).
func (t *odfSheet) interpret(c *odfStored, said string, cell *Cell) *fault {
	cell.Kind, cell.Stored = Text, true
	if c.failed { // whatever else it says: older programs store a failure as the number 0
		cell.Kind, cell.Text = Error, said
		return nil
	}
	switch c.kind {
	case "":
		if cell.Text = c.text; c.formula && c.text == "" {
			cell.Kind, cell.Stored = Number, false
		}
	case "string":
		cell.Text = c.text
	case "float", "percentage", "currency":
		return t.number(c, cell)
	case "date":
		cell.Kind, cell.Text = ISODate, trim(c.date)
		if cell.Text == "" {
			return t.contradicts("a date says no day")
		}
	case "time":
		days, ok := parseDuration(trim(c.clock))
		if !ok {
			return t.contradicts(`"` + clip(c.clock) + `" is stored as a time`)
		}
		cell.Kind, cell.Number, cell.Text = Date, days, strconv.FormatFloat(days, 'g', -1, 64)
		if cell.Class == General {
			cell.Class = Time
		}
	case "boolean":
		on, ok := parseBool(c.truth)
		if !ok || c.truth == "" {
			return t.contradicts(`"` + clip(c.truth) + `" is stored as yes or no`)
		}
		if cell.Kind, cell.Text = Bool, "0"; on {
			cell.Text = "1"
		}
	default:
		return t.contradicts("a cell has an unknown kind")
	}
	return nil
}

func (t *odfSheet) number(c *odfStored, cell *Cell) *fault {
	cell.Kind, cell.Text = Number, trim(c.number)
	if !parseNumber(cell.Text, &cell.Number) {
		return t.contradicts(`"` + clip(c.number) + `" is stored as a number`)
	}
	switch {
	case cell.Class.dated():
		cell.Kind = Date
	case c.kind == "percentage":
		cell.Class = Percent
	}
	return nil
}

// parseDuration reads PT14H30M00S as a part of a day (xsd:duration without
// months, whose length nobody knows).
func parseDuration(s string) (days float64, ok bool) {
	sign := 1.0
	if rest, minus := strings.CutPrefix(s, "-"); minus {
		s, sign = rest, -1
	}
	s, ok = strings.CutPrefix(s, "P")
	date, clock, _ := strings.Cut(s, "T")
	if date != "" {
		n, isDays := strings.CutSuffix(date, "D")
		v, err := strconv.ParseUint(n, 10, 32)
		if !isDays || err != nil {
			return 0, false
		}
		days = float64(v)
	}
	if clock == "" {
		return sign * days, ok && date != ""
	}
	d, err := time.ParseDuration(strings.ToLower(strings.ReplaceAll(clock, ",", ".")))
	return sign * (days + d.Hours()/24), ok && err == nil && d >= 0
}

package correction

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// sheetOrder is the order of the children of a worksheet (18.3.1.99).
var sheetOrder = strings.Fields("sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst")

// mark marks the cells of a sheet, and takes the marks off that an earlier
// round has left on others.
func (m *marker) mark(s *sheet) error {
	if len(s.marks) == 0 && m.former == nil {
		return nil
	}
	data, err := m.read(s.part)
	if err != nil {
		return err
	}
	c := colouring{marker: m, sheet: s, data: data}
	if err := c.cells(); err != nil {
		return err
	}
	c.dimension()
	c.validations()
	if err := m.edit(s.part, c.edits...); err != nil {
		return err
	}
	return m.notes(s)
}

// colouring is one pass over the cells of a sheet.
type colouring struct {
	*marker
	*sheet
	data  []byte
	edits []edit
	todo  []address // places to mark that have not been passed yet

	columns []column
	spread  address // the last row and column of a cell that was added
}

// column is a run of columns with a style of their own.
type column struct{ first, last, style int }

// cells gives each cell its style; cells and rows that are not there are added.
func (c *colouring) cells() error {
	c.todo = c.places()
	w := walker{data: c.data}
	row, prefix := 0, ""
	for w.next() {
		switch {
		case w.opens("col"):
			c.columns = append(c.columns, column{number(w.value(c.data, "min")), number(w.value(c.data, "max")), number(w.value(c.data, "style"))})
		case w.opens("sheetData"):
			prefix = w.prefix
			if w.empty {
				if rows := c.newRows(prefix, 0, false); rows != "" {
					c.edits = append(c.edits, element{tag: w.tag, inner: w.end, close: w.end}.fill(c.data, rows))
				}
				return nil
			}
		case w.opens("row") && w.prefix == prefix:
			next := row + 1 // of one without a number, before which none is missing
			if r := w.value(c.data, "r"); r != "" {
				next = number(r)
			}
			if rows := c.newRows(prefix, next, true); rows != "" {
				c.edits = append(c.edits, edit{w.start, w.start, rows})
			}
			row = next
			if err := c.row(&w, row); err != nil {
				return err
			}
		case w.closes && w.name == "sheetData":
			if rows := c.newRows(prefix, 0, false); rows != "" {
				c.edits = append(c.edits, edit{w.start, w.start, rows})
			}
			return nil
		}
	}
	return odd("its cells")
}

// row passes the cells of a row.
func (c *colouring) row(w *walker, row int) error {
	r := w.tag
	style := 0
	if on := r.value(c.data, "customFormat"); on == "1" || on == "true" {
		style = number(r.value(c.data, "s"))
	} else {
		style = -1
	}
	if w.empty {
		if cells := c.newCells(r.prefix, row, 0, style); cells != "" {
			c.edits = append(c.edits, element{tag: r}.fill(c.data, cells))
			c.unspan(r)
		}
		return nil
	}
	col, added := 0, false
	for w.next() {
		switch {
		case w.closes && w.name == "row" && w.depth == r.depth:
			if cells := c.newCells(r.prefix, row, 0, style); cells != "" {
				c.edits = append(c.edits, edit{w.start, w.start, cells})
				added = true
			}
			if added {
				c.unspan(r)
			}
			return nil
		case w.opens("c") && w.depth == r.depth+1 && w.prefix == r.prefix:
			ref := w.value(c.data, "r")
			if col++; ref != "" {
				col = columnOf(ref)
			}
			if cells := c.newCells(r.prefix, row, col, style); cells != "" {
				c.edits = append(c.edits, edit{w.start, w.start, cells})
				added = true
			}
			c.cell(w.tag, address{row, col})
		}
	}
	return odd("its rows")
}

// unspan drops the hint which columns a row has, where it has more now.
func (c *colouring) unspan(r tag) {
	if e, ok := drop(c.data, r, "spans"); ok {
		c.edits = append(c.edits, e)
	}
}

// cell gives a cell its style.
func (c *colouring) cell(t tag, at address) {
	style := number(t.value(c.data, "s"))
	base, wore := c.original(c.sheet, at, style)
	x := c.marks[at]
	if len(c.todo) > 0 && c.todo[0] == at {
		c.todo = c.todo[1:]
	}
	if x == nil {
		if wore != nil {
			c.edits = append(c.edits, set(c.data, t, "s", strconv.Itoa(base)))
		}
		return
	}
	c.edits = append(c.edits, set(c.data, t, "s", strconv.Itoa(c.marked(at, base, x))))
}

// marked is the style of a marked cell; what it covers is kept.
func (c *colouring) marked(at address, base int, x *mark) int {
	c.keep(c.sheet, at, c.styles.wears(base))
	return c.styles.dressed(base, worn(x.severity))
}

// newCells are the cells to be marked that a row lacks before a column, or to
// its end where that is 0.
func (c *colouring) newCells(prefix string, row, before, style int) string {
	var b strings.Builder
	for len(c.todo) > 0 && c.todo[0].row == row && (before == 0 || c.todo[0].col < before) {
		at := c.todo[0]
		c.todo = c.todo[1:]
		base := style
		if base < 0 {
			base = c.columnStyle(at.col)
		}
		b.WriteString(`<` + prefix + `c r="` + at.String() + `" s="` + strconv.Itoa(c.marked(at, base, c.marks[at])) + `"/>`)
		c.spread = address{max(c.spread.row, at.row), max(c.spread.col, at.col)}
	}
	return b.String()
}

// newRows are the rows to be marked that a sheet lacks before a row, or to its
// end.
func (c *colouring) newRows(prefix string, before int, bounded bool) string {
	var b strings.Builder
	for len(c.todo) > 0 && (!bounded || c.todo[0].row < before) {
		row := c.todo[0].row
		b.WriteString(`<` + prefix + `row r="` + strconv.Itoa(row) + `">` + c.newCells(prefix, row, 0, -1) + `</` + prefix + `row>`)
	}
	return b.String()
}

func (c *colouring) columnStyle(col int) int {
	for _, x := range c.columns {
		if x.first <= col && col <= x.last {
			return x.style
		}
	}
	return 0
}

// dimension widens what the sheet says of its size, which some programs trust.
func (c *colouring) dimension() {
	if c.spread.row == 0 {
		return
	}
	w := walker{data: c.data}
	for w.next() && !w.opens("sheetData") {
		if !w.opens("dimension") {
			continue
		}
		said := areas(w.value(c.data, "ref"))
		if len(said) != 1 {
			return // no program reads such a size
		}
		a := said[0]
		for _, at := range c.places() {
			a.from = address{min(a.from.row, at.row), min(a.from.col, at.col)}
			a.to = address{max(a.to.row, at.row), max(a.to.col, at.col)}
		}
		if a.from.row > 0 && a.from.col > 0 {
			c.edits = append(c.edits, set(c.data, w.tag, "ref", a.from.String()+":"+a.to.String()))
		}
		return
	}
}

// validations gives doubtful cells their drop-downs, and takes those away that
// an earlier round has left. Where the sheet has a rule for the cell already,
// its own list is offered by that.
func (c *colouring) validations() {
	parent, all := children(c.data, "worksheet", "dataValidations")
	var covered cover
	left := 0
	for _, v := range all {
		if c.former != nil && c.former.picks(string(c.data[v.start:v.close])) {
			c.edits = append(c.edits, edit{v.start, v.close, ""})
			continue
		}
		left++
		covered.add(v.value(c.data, "sqref"))
	}
	c.extended(&covered)
	root, _ := children(c.data)
	var b strings.Builder
	for _, at := range c.places() {
		x := c.marks[at]
		if x.picks == (area{}) || covered.has(at) {
			continue
		}
		left++
		p := root.prefix
		b.WriteString(`<` + p + `dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="0" sqref="` + at.String() + `"><` + p + `formula1>` + escape(quoted(c.fixName)+"!"+x.picks.fixed()) + `</` + p + `formula1></` + p + `dataValidation>`)
	}
	switch {
	case parent.name != "dataValidations" && b.Len() > 0:
		c.edits = append(c.edits, insert(c.data, sheetOrder, "dataValidations", `<`+root.prefix+`dataValidations count="`+strconv.Itoa(left)+`">`+b.String()+`</`+root.prefix+`dataValidations>`))
	case parent.name != "dataValidations" || left == len(all) && b.Len() == 0:
	case left == 0:
		c.edits = slices.DeleteFunc(c.edits, func(e edit) bool { return e.start >= parent.start && e.end <= parent.close })
		c.edits = append(c.edits, edit{parent.start, parent.close, ""})
	default:
		if _, _, _, ok := parent.attribute(c.data, "count"); ok {
			c.edits = append(c.edits, set(c.data, parent.tag, "count", strconv.Itoa(left)))
		}
		if b.Len() > 0 {
			c.edits = append(c.edits, parent.fill(c.data, b.String()))
		}
	}
}

// cover is the cells that have a rule already.
type cover struct {
	areas   []area
	crowded bool // no workbook of people has so many; none of its cells gets another rule
}

func (c *cover) add(refs string) {
	const most, shortest = 20_000, len("A1 ") // areas, and letters of one
	if c.crowded = c.crowded || len(refs) > most*shortest; c.crowded {
		return
	}
	c.areas = append(c.areas, areas(refs)...)
	c.crowded = len(c.areas) > most
}

func (c *cover) has(at address) bool {
	return c.crowded || slices.ContainsFunc(c.areas, func(a area) bool { return a.contains(at) })
}

// extended adds the places of the validations that newer programs keep apart.
func (c *colouring) extended(covered *cover) {
	w := walker{data: c.data}
	inside := false
	for w.next() {
		switch {
		case w.name == "dataValidation" && w.depth > 3:
			inside = !w.closes
		case inside && w.opens("sqref"):
			if end := bytes.IndexByte(c.data[w.end:], '<'); end > 0 {
				covered.add(string(c.data[w.end : w.end+end]))
			}
		}
	}
}

// area is a range of cells, with both corners in it.
type area struct{ from, to address }

// fixed is how formulas write a range that stays where it is.
func (a area) fixed() string { return a.from.fixed() + ":" + a.to.fixed() }

func (a area) contains(at address) bool {
	return a.from.row <= at.row && at.row <= a.to.row && a.from.col <= at.col && at.col <= a.to.col
}

// areas reads references such as "A2:B9 D4".
func areas(refs string) (all []area) {
	for ref := range strings.FieldsSeq(refs) {
		from, to, ranged := strings.Cut(ref, ":")
		if !ranged {
			to = from
		}
		all = append(all, area{addressOf(from), addressOf(to)})
	}
	return all
}

func addressOf(ref string) address {
	ref = strings.ReplaceAll(ref, "$", "")
	i := strings.IndexAny(ref, "0123456789")
	if i < 0 {
		return address{}
	}
	return address{number(ref[i:]), columnOf(ref)}
}

// columnOf is the column of an address, 1-based.
func columnOf(ref string) (col int) {
	for _, r := range ref {
		if r |= 0x20; r < 'a' || r > 'z' {
			break
		}
		col = col*26 + int(r|0x20-'a') + 1
	}
	return col
}

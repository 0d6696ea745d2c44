package byhand

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// spot is a cell. Row and column are 1-based, as Excel counts.
type spot struct{ row, col int }

func (s spot) String() string {
	name, err := excelize.CoordinatesToCellName(s.col, s.row)
	if err != nil {
		return fmt.Sprintf("row %d, column %d", s.row, s.col)
	}
	return name
}

// page is what stands on a sheet.
type page struct {
	name   string
	cells  [][]string
	tables []table // from the top
	seen   func(col int) bool
}

// table is a table on a sheet, known by its key row.
type table struct {
	keys    int // row of the keys
	heads   int // row of the headings: below the keys, or below headings over several columns
	last    int // last row
	columns []column
	blank   []int // rows without a code
}

type column struct {
	col            int
	section, field string
}

// machineKey is a key in the grey row above the headings.
var machineKey = regexp.MustCompile(`^#([\w-]+)\.(\S+)$`)

// page looks at a sheet, found by its name or how it begins.
func (b *Book) page(sheet string) (*page, error) {
	name, err := b.sheet(sheet)
	if err != nil {
		return nil, err
	}
	if p := b.pages[name]; p != nil {
		return p, nil
	}
	cells, err := b.file.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, fmt.Errorf("looking at sheet %q: %w", name, err)
	}
	p := &page{name: name, cells: cells, seen: b.visible(name)}
	p.findTables()
	b.pages[name] = p
	return p, nil
}

func (b *Book) visible(sheet string) func(int) bool {
	known := map[int]bool{}
	return func(col int) bool {
		seen, ok := known[col]
		if !ok {
			letter, err := excelize.ColumnNumberToName(col)
			if err == nil {
				seen, err = b.file.GetColVisible(sheet, letter)
			}
			seen = seen || err != nil
			known[col] = seen
		}
		return seen
	}
}

// sheet is the full name of a visible sheet.
func (b *Book) sheet(name string) (string, error) {
	names := b.Sheets()
	if slices.Contains(names, name) {
		return name, nil
	}
	var fits []string
	for _, n := range names {
		if len(n) >= len(name) && strings.EqualFold(n[:len(name)], name) {
			fits = append(fits, n)
		}
	}
	if i := slices.IndexFunc(fits, func(n string) bool { return len(n) == len(name) }); i >= 0 {
		return fits[i], nil
	}
	if len(fits) == 1 {
		return fits[0], nil
	}
	if len(fits) > 1 {
		return "", fmt.Errorf("%d sheets begin with %q: %s", len(fits), name, list(fits))
	}
	return "", fmt.Errorf("there is no sheet %q; the workbook shows %s", name, list(names))
}

// findTables finds the key rows and, for each, its rows down to the next key
// row or the first row that is blank even in hidden columns.
func (p *page) findTables() {
	for i, cells := range p.cells {
		t := table{keys: i + 1}
		for j, s := range cells {
			if m := machineKey.FindStringSubmatch(strings.TrimSpace(s)); m != nil {
				t.columns = append(t.columns, column{j + 1, m[1], m[2]})
			}
		}
		if t.columns != nil {
			p.tables = append(p.tables, t)
		}
	}
	for i := range p.tables {
		p.tables[i].heads = p.heads(&p.tables[i])
		p.tables[i].last = p.end(i)
		p.tables[i].blank = p.withoutCode(&p.tables[i])
	}
}

// heads is the row below the keys, unless some of its columns have no heading:
// then it holds the headings over several columns.
func (p *page) heads(t *table) int {
	for _, c := range t.columns {
		if p.at(spot{t.keys + 1, c.col}) == "" {
			return t.keys + 2
		}
	}
	return t.keys + 1
}

func (p *page) end(i int) int {
	limit := len(p.cells)
	if i+1 < len(p.tables) {
		limit = p.tables[i+1].keys - 1
	}
	for row := p.tables[i].first(); row <= limit; row++ {
		if p.empty(row) {
			return row - 1
		}
	}
	return limit
}

// first is the row below the headings.
func (t *table) first() int { return t.heads + 1 }

func (t *table) section() string { return t.columns[0].section }

// code is the column of the visible codes: "no", or the first where none is called so.
func (t *table) code() int {
	for _, c := range t.columns {
		if c.field == "no" {
			return c.col
		}
	}
	return t.columns[0].col
}

func (t *table) fields() (names []string) {
	for _, c := range t.columns {
		names = append(names, c.field)
	}
	return names
}

func (p *page) withoutCode(t *table) (rows []int) {
	for row := t.first(); row <= t.last; row++ {
		if p.at(spot{row, t.code()}) == "" {
			rows = append(rows, row)
		}
	}
	return rows
}

func (p *page) codes(t *table) (codes []string) {
	for row := t.first(); row <= t.last; row++ {
		if s := p.at(spot{row, t.code()}); s != "" {
			codes = append(codes, s)
		}
	}
	return codes
}

// at is what stands in a cell, without blanks around it.
func (p *page) at(s spot) string {
	if s.row < 1 || s.row > len(p.cells) || s.col < 1 || s.col > len(p.cells[s.row-1]) {
		return ""
	}
	return strings.TrimSpace(p.cells[s.row-1][s.col-1])
}

func (p *page) empty(row int) bool {
	return !slices.ContainsFunc(p.cells[row-1], func(s string) bool { return strings.TrimSpace(s) != "" })
}

// write keeps the picture of the sheet true after a cell was typed.
func (p *page) write(s spot, text string) {
	for len(p.cells) < s.row {
		p.cells = append(p.cells, nil)
	}
	for len(p.cells[s.row-1]) < s.col {
		p.cells[s.row-1] = append(p.cells[s.row-1], "")
	}
	p.cells[s.row-1][s.col-1] = text
}

// above is the table whose key row is the nearest above a row, or nil.
func (p *page) above(row int) (t *table) {
	for i := range p.tables {
		if p.tables[i].keys < row {
			t = &p.tables[i]
		}
	}
	return t
}

// question is the cell of a question code: the leftmost with that text outside
// the tables.
func (p *page) question(code string) (spot, error) {
	at, err := p.only(code, p.texts(code, func(row int) bool {
		t := p.above(row)
		return t == nil || row > t.last
	}))
	if err != nil {
		return at, fmt.Errorf("%w; it asks %s", err, list(p.leftmost()))
	}
	return at, nil
}

// cell is the cell of a row and a field.
func (p *page) cell(row, field string) (spot, error) {
	r, err := p.row(row)
	if err != nil {
		return spot{}, err
	}
	return p.inRow(r, field)
}

// inRow is the cell of a field in a row: its column in the table above.
func (p *page) inRow(row int, field string) (spot, error) {
	t := p.above(row)
	if t == nil {
		return spot{}, fmt.Errorf("sheet %q: no key row stands above row %d", p.name, row)
	}
	for _, c := range t.columns {
		if c.field == field || c.section+"."+c.field == field {
			return spot{row, c.col}, nil
		}
	}
	return spot{}, fmt.Errorf("sheet %q: table %s (keys in row %d) has no column %q; it has %s", p.name, t.section(), t.keys, field, list(t.fields()))
}

// across is the cell of a matrix's column in a row: the column whose key ends
// in @ and the name.
func (p *page) across(row int, name string) (spot, error) {
	var names []string
	if t := p.above(row); t != nil {
		for _, c := range t.columns {
			_, column, matrix := strings.Cut(c.field, "@")
			if matrix && column == name {
				return spot{row, c.col}, nil
			}
			if matrix {
				names = append(names, column)
			}
		}
	}
	return spot{}, fmt.Errorf("sheet %q: no column %q can be marked in row %d; it has %s", p.name, name, row, list(names))
}

// row is the row of a table: by its code, as +1, or either after a section.
func (p *page) row(name string) (int, error) {
	all := p.texts(name, func(row int) bool { return p.above(row) != nil })
	if len(all) > 0 {
		at, err := p.only(name, all)
		return at.row, err
	}
	section, rest, some := strings.Cut(name, " ")
	for i := range p.tables {
		if t := &p.tables[i]; some && t.section() == section {
			return p.rowOf(t, rest)
		}
	}
	if strings.HasPrefix(name, "+") {
		return p.rowWithout(name)
	}
	return 0, fmt.Errorf("sheet %q has no row %q; it has %s", p.name, name, p.rows())
}

// rowWithout is a row without a code on a sheet where only one table has such.
func (p *page) rowWithout(name string) (int, error) {
	var open []*table
	for i := range p.tables {
		if t := &p.tables[i]; t.blank != nil {
			open = append(open, t)
		}
	}
	if len(open) > 1 {
		return 0, fmt.Errorf("sheet %q: row %q may stand in several tables; write %s %s", p.name, name, open[0].section(), name)
	}
	if len(open) == 0 {
		return 0, fmt.Errorf("sheet %q has no row %q: every row has a code: %s", p.name, name, p.rows())
	}
	return p.rowOf(open[0], name)
}

func (p *page) rowOf(t *table, name string) (int, error) {
	if n, plus := strings.CutPrefix(name, "+"); plus {
		i, err := strconv.Atoi(n)
		if err != nil || i < 1 || i > len(t.blank) {
			return 0, fmt.Errorf("sheet %q: table %s has no row %q; %d of its rows (%d to %d) had no code", p.name, t.section(), name, len(t.blank), t.first(), t.last)
		}
		return t.blank[i-1], nil
	}
	at, err := p.only(name, p.texts(name, func(row int) bool { return row >= t.first() && row <= t.last }))
	return at.row, err
}

// texts are the visible cells with a text, those of the leftmost column first.
func (p *page) texts(text string, in func(row int) bool) (found []spot) {
	for i, cells := range p.cells {
		for j, s := range cells {
			if strings.TrimSpace(s) == text && p.seen(j+1) && in(i+1) {
				found = append(found, spot{i + 1, j + 1})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b spot) int { return cmp.Compare(a.col, b.col) })
	return found
}

// only is the first of the spots, if no other row has the text in its column.
func (p *page) only(text string, found []spot) (spot, error) {
	if len(found) == 0 {
		return spot{}, fmt.Errorf("sheet %q shows %q nowhere", p.name, text)
	}
	if len(found) > 1 && found[1].col == found[0].col {
		return spot{}, fmt.Errorf("sheet %q shows %q more than once: %v and %v", p.name, text, found[0], found[1])
	}
	return found[0], nil
}

// column is the column of a field in the first table that has it.
func (p *page) column(field string) (*table, int, error) {
	var has []string
	for i := range p.tables {
		t := &p.tables[i]
		for _, c := range t.columns {
			if c.field == field || c.section+"."+c.field == field {
				return t, c.col, nil
			}
			has = append(has, c.section+"."+c.field)
		}
	}
	return nil, 0, fmt.Errorf("sheet %q has no column %q; it has %s", p.name, field, list(has))
}

// rows tells the rows of all tables, for an error.
func (p *page) rows() string {
	var codes []string
	for i := range p.tables {
		codes = append(codes, p.codes(&p.tables[i])...)
	}
	return list(codes)
}

// leftmost are the texts of the first column that look like codes, for an error.
func (p *page) leftmost() (codes []string) {
	for row := range p.cells {
		if s := p.at(spot{row + 1, 1}); s != "" && len(s) < 12 {
			codes = append(codes, s)
		}
	}
	return codes
}

// list writes names for an error, cut where they would fill a page.
func list(names []string) string {
	const most = 24
	if len(names) == 0 {
		return "none"
	}
	rest := ""
	if len(names) > most {
		rest = fmt.Sprintf(" and %d more", len(names)-most)
		names = names[:most]
	}
	return strings.Join(names, ", ") + rest
}

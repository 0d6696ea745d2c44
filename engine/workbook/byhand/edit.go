package byhand

import (
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
)

// Edit is something that people do to a sheet while they fill in a workbook.
type Edit struct {
	Name  string
	Heals bool // it changes no answer: whoever looks at the sheet sees the same beside the same codes
	Blind bool // nothing shows that it was done, except beside words that stood on the sheet when it was sent
	Do    func(d *Desk, sheet string) error
}

// Desk is what lies before whoever edits a workbook.
type Desk struct {
	Book  *Book // filled in
	Blank *Book // the same as it was sent; nil: not kept
	Other *Book // the same form as another unit has filled it in; nil: not at hand
}

// ErrNothing tells that a sheet has nothing to which an edit could be done.
var ErrNothing = errors.New("the sheet has nothing to which this could be done")

// Edits are what people do to sheets, each by its name. Each changes one sheet,
// and finds by itself where on it.
var Edits = slices.Concat(sheetEdits, rowEdits, columnEdits, placeEdits, cellEdits)

// EditNamed is the edit of a name; the names are those of Edits.
func EditNamed(name string) Edit {
	i := slices.IndexFunc(Edits, func(e Edit) bool { return e.Name == name })
	if i < 0 {
		panic("byhand: no edit is called " + name)
	}
	return Edits[i]
}

// Together are edits that one sheet meets one after the other; it is renamed last,
// for the others go by its name.
var Together = []string{"rows sorted", "row inserted", "column of notes inserted", "title rows on top", "sheets reordered", "sheet renamed"}

// DoAll does some edits to every sheet that can be seen, and passes over what a
// sheet has nothing for.
func (d *Desk) DoAll(names ...string) error {
	for _, sheet := range d.Book.Sheets() {
		for _, name := range names {
			if err := EditNamed(name).Do(d, sheet); err != nil && !errors.Is(err, ErrNothing) {
				return fmt.Errorf("%s: %s: %w", sheet, name, err)
			}
		}
	}
	return nil
}

// onTable is an edit of the largest table of a sheet that has several rows
// filled in.
func onTable(do func(b *Book, p *page, t *table) error) func(*Desk, string) error {
	return func(d *Desk, sheet string) error {
		return d.Book.edit(sheet, "editing", func(p *page) error {
			t := d.Book.mainTable(p)
			if t == nil {
				return ErrNothing
			}
			return do(d.Book, p, t)
		})
	}
}

// mainTable is the table of a sheet with the most rows that are filled in; nil
// where none has several. The box of a quality check comes last.
func (b *Book) mainTable(p *page) (best *table) {
	weight := func(t *table) int {
		n := len(b.filledRows(p, t))
		if t.section() == "checks" && n > 2 {
			return 2
		}
		return n
	}
	for i := range p.tables {
		if t := &p.tables[i]; weight(t) > 1 && (best == nil || weight(t) > weight(best)) {
			best = t
		}
	}
	return best
}

// answerColumns are the columns of a table that can be typed into and seen, the
// codes left out.
func (b *Book) answerColumns(p *page, t *table) (cols []int) {
	for _, c := range t.columns {
		if c.field == "row_id" || c.col == t.code() || !p.seen(c.col) {
			continue
		}
		style, err := b.file.GetCellStyle(p.name, spot{t.first(), c.col}.String())
		if err != nil {
			continue
		}
		if l, err := b.look(style); err == nil && !l.locked {
			cols = append(cols, c.col)
		}
	}
	return cols
}

// filledRows are the rows of a table with something in an answer column.
func (b *Book) filledRows(p *page, t *table) (rows []int) {
	cols := b.answerColumns(p, t)
	for row := t.first(); row <= t.last; row++ {
		if slices.ContainsFunc(cols, func(col int) bool { return p.at(spot{row, col}) != "" }) {
			rows = append(rows, row)
		}
	}
	return rows
}

// wordy is the answer column in which most is written, all different: that by
// which people sort, and which tells the rows apart.
func (b *Book) wordy(p *page, t *table) int {
	best, most := 0, 0
	for _, col := range b.answerColumns(p, t) {
		seen, n := map[string]bool{}, 0
		for row := t.first(); row <= t.last; row++ {
			if s := p.at(spot{row, col}); s != "" && !seen[s] {
				seen[s] = true
				n += 100 + min(len(s), 99)
			}
		}
		if n > most {
			best, most = col, n
		}
	}
	return best
}

// plainQuestion is the code of a question as it stands in a cell: A5.1.
var plainQuestion = regexp.MustCompile(`^[A-Z]+\d*(\.\d+)+$`)

// questions are the cells with the codes of questions, outside the tables.
func (p *page) questions() (at []spot) {
	for i := range p.cells {
		t := p.above(i + 1)
		if s := p.at(spot{i + 1, 1}); plainQuestion.MatchString(s) && (t == nil || i+1 > t.last) {
			at = append(at, spot{i + 1, 1})
		}
	}
	return at
}

// answered are the questions with an answer two cells to their right that can
// be typed into.
func (b *Book) answered(p *page) (at []spot) {
	for _, q := range p.questions() {
		cell := spot{q.row, q.col + 2}
		style, err := b.file.GetCellStyle(p.name, cell.String())
		if err != nil || p.at(cell) == "" {
			continue
		}
		if l, err := b.look(style); err == nil && !l.locked {
			at = append(at, q)
		}
	}
	return at
}

// onQuestions is an edit of the questions of a sheet that are answered.
func onQuestions(do func(b *Book, p *page, at []spot) error) func(*Desk, string) error {
	return func(d *Desk, sheet string) error {
		return d.Book.edit(sheet, "editing", func(p *page) error {
			at := d.Book.answered(p)
			if len(at) == 0 {
				return ErrNothing
			}
			return do(d.Book, p, at)
		})
	}
}

// right is the last column of a sheet with something in it, merged cells
// included.
func (b *Book) right(p *page) (int, error) {
	merges, err := b.ranges(p.name)
	last := p.width()
	for _, m := range merges {
		last = max(last, m.to.col)
	}
	return last, err
}

// block is a rectangle of cells.
type block struct{ from, to spot }

func (x block) contains(s spot) bool {
	return x.from.row <= s.row && s.row <= x.to.row && x.from.col <= s.col && s.col <= x.to.col
}

// cut takes a block out of a sheet, merged cells with it, and lays it elsewhere,
// as cutting and pasting does.
func (b *Book) cut(p *page, from block, sheet string, to spot) error {
	rows, cols := to.row-from.from.row, to.col-from.from.col
	merges, err := b.ranges(p.name)
	if err != nil {
		return err
	}
	covered, err := b.covered(p.name)
	if err != nil {
		return err
	}
	type moved struct {
		at spot
		content
	}
	var held []moved
	for row := from.from.row; row <= from.to.row; row++ {
		for col := from.from.col; col <= from.to.col; col++ {
			if covered(spot{row, col}) {
				continue
			}
			c, err := b.take(p.name, spot{row, col})
			if err != nil {
				return err
			}
			held = append(held, moved{spot{row + rows, col + cols}, c})
		}
	}
	for _, m := range merges {
		if from.contains(m.from) {
			if err := b.file.UnmergeCell(p.name, m.from.String(), m.to.String()); err != nil {
				return err
			}
		}
	}
	for row := from.from.row; row <= from.to.row; row++ {
		for col := from.from.col; col <= from.to.col; col++ {
			if err := b.lay(p.name, spot{row, col}, content{}); err != nil {
				return err
			}
		}
	}
	for _, x := range held {
		if err := b.lay(sheet, x.at, x.content); err != nil {
			return err
		}
	}
	for _, m := range merges {
		if from.contains(m.from) {
			a, z := spot{m.from.row + rows, m.from.col + cols}, spot{m.to.row + rows, m.to.col + cols}
			if err := b.file.MergeCell(sheet, a.String(), z.String()); err != nil {
				return err
			}
		}
	}
	return nil
}

// whole is a table with its keys and headings, over all columns of its sheet.
func (b *Book) whole(p *page, t *table) (block, error) {
	last, err := b.right(p)
	return block{spot{t.keys, 1}, spot{t.last, last}}, err
}

// below is the first row under everything on a sheet.
func (p *page) below() int { return len(p.cells) + 1 }

// heading is the text above a column, for what is typed in its place.
func (p *page) heading(t *table, col int) string {
	return cmp.Or(p.at(spot{t.heads, col}), p.at(spot{t.heads - 1, col}))
}

package byhand

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

var columnEdits = []Edit{
	{Name: "column inserted", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		return b.ownColumn(p, t, b.wordy(p, t), "")
	})},
	{Name: "column of notes inserted", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		return b.ownColumn(p, t, b.wordy(p, t), "Our notes")
	})},
	{Name: "column deleted", Do: onTable(func(b *Book, p *page, t *table) error {
		letter, err := excelize.ColumnNumberToName(b.wordy(p, t))
		if err != nil {
			return err
		}
		return b.file.RemoveCol(p.name, letter)
	})},
	{Name: "column of codes deleted", Do: func(d *Desk, sheet string) error {
		return d.Book.edit(sheet, "deleting the codes", func(p *page) error {
			if t := d.Book.mainTable(p); len(p.questions()) == 0 && (t == nil || t.code() != 1) {
				return ErrNothing
			}
			return d.Book.file.RemoveCol(p.name, "A")
		})
	}},
	{Name: "column moved to the front", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		cols := b.answerColumns(p, t)
		from := cols[len(cols)-1]
		if from < 3 || len(p.questions()) > 0 {
			return ErrNothing
		}
		return b.moveColumn(p, from, 1)
	})},
	{Name: "codes moved to the right", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		if t.code() != 1 || len(p.questions()) > 0 {
			return ErrNothing
		}
		return b.moveColumn(p, 1, 4)
	})},
	{Name: "columns sorted by their headings", Heals: true, Do: sortColumns},
	{Name: "column copied", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error { return b.copyColumn(p, b.wordy(p, t)) })},
	{Name: "column copied and changed", Do: onTable(func(b *Book, p *page, t *table) error {
		col := b.wordy(p, t)
		if err := b.copyColumn(p, col); err != nil {
			return err
		}
		return b.file.SetCellStr(p.name, spot{b.filledRows(p, t)[0], col + 1}.String(), "Something else")
	})},
	{Name: "column hidden", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		letter, err := excelize.ColumnNumberToName(b.wordy(p, t))
		if err != nil {
			return err
		}
		return b.file.SetColVisible(p.name, letter, false)
	})},
	{Name: "heading retyped", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		return b.file.SetCellStr(p.name, spot{t.heads, b.wordy(p, t)}.String(), "What we think")
	})},
	{Name: "key row deleted", Heals: true, Do: func(d *Desk, sheet string) error {
		p, err := d.Book.page(sheet)
		if err != nil {
			return err
		}
		if len(p.tables) == 0 {
			return ErrNothing
		}
		return d.Book.DeleteKeyRow(sheet)
	}},
	{Name: "heading row deleted", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error { return b.file.RemoveRow(p.name, t.heads) })},
	{Name: "key and heading rows deleted", Do: onTable(func(b *Book, p *page, t *table) error {
		for row := t.heads; row >= t.keys; row-- {
			if err := b.file.RemoveRow(p.name, row); err != nil {
				return err
			}
		}
		return nil
	})},
}

// ownColumn inserts a column of one's own before another, with a heading and
// something in each row.
func (b *Book) ownColumn(p *page, t *table, before int, heading string) error {
	if err := b.insertColumn(p, before); err != nil || heading == "" {
		return err
	}
	if err := b.file.SetCellStr(p.name, spot{t.heads, before}.String(), heading); err != nil {
		return err
	}
	return b.file.SetCellStr(p.name, spot{t.first(), before}.String(), "Ask Kenji")
}

// copyColumn inserts a copy of a column right of it, within its table.
func (b *Book) copyColumn(p *page, col int) error {
	if err := b.insertColumn(p, col+1); err != nil {
		return err
	}
	covered, err := b.covered(p.name)
	if err != nil {
		return err
	}
	for row := 1; row <= len(p.cells); row++ {
		if t := p.above(row + 1); t == nil || row > t.last || covered(spot{row, col}) || covered(spot{row, col + 1}) {
			continue
		}
		c, err := b.take(p.name, spot{row, col})
		if err == nil {
			err = b.lay(p.name, spot{row, col + 1}, c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sortColumns sorts a table from left to right by its headings.
func sortColumns(d *Desk, sheet string) error {
	return onTable(func(b *Book, p *page, t *table) error {
		var cols []int
		for _, c := range t.columns {
			if p.seen(c.col) {
				cols = append(cols, c.col)
			}
		}
		order := slices.Clone(cols)
		slices.SortStableFunc(order, func(x, y int) int { return strings.Compare(p.heading(t, x), p.heading(t, y)) })
		if slices.Equal(order, cols) {
			return ErrNothing
		}
		for row := t.keys; row <= t.last; row++ {
			var held []content
			for _, col := range order {
				c, err := b.take(p.name, spot{row, col})
				if err != nil {
					return err
				}
				held = append(held, c)
			}
			for i, col := range cols {
				if err := b.lay(p.name, spot{row, col}, held[i]); err != nil {
					return err
				}
			}
		}
		return nil
	})(d, sheet)
}

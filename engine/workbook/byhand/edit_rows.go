package byhand

import (
	"slices"
	"strings"
)

var rowEdits = []Edit{
	{Name: "row inserted", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		return b.insertRowAt(p, b.filledRows(p, t)[1])
	})},
	{Name: "row inserted and filled in", Do: onTable(func(b *Book, p *page, t *table) error {
		row := b.filledRows(p, t)[1]
		if err := b.insertRowAt(p, row); err != nil {
			return err
		}
		return b.file.SetCellStr(p.name, spot{row, b.wordy(p, t)}.String(), "An answer in a new row")
	})},
	{Name: "row deleted", Do: onTable(func(b *Book, p *page, t *table) error {
		return b.file.RemoveRow(p.name, b.filledRows(p, t)[1])
	})},
	{Name: "row moved", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		rows := b.filledRows(p, t)
		from, to := rows[len(rows)-1], rows[0]
		order := []int{from}
		for row := to; row < from; row++ {
			order = append(order, row)
		}
		return b.reorder(p, to, order, func(int) bool { return true })
	})},
	{Name: "row copied", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		return b.file.DuplicateRow(p.name, b.filledRows(p, t)[0])
	})},
	{Name: "row copied and changed", Do: onTable(func(b *Book, p *page, t *table) error {
		row := b.filledRows(p, t)[0]
		if err := b.file.DuplicateRow(p.name, row); err != nil {
			return err
		}
		return b.file.SetCellStr(p.name, spot{row + 1, b.wordy(p, t)}.String(), "A copy with another text")
	})},
	{Name: "rows sorted", Heals: true, Do: sorted(func(b *Book, p *page, t *table, col int) bool { return true })},
	{Name: "rows sorted without their hidden marks", Heals: true, Do: sorted(func(b *Book, p *page, t *table, col int) bool { return p.seen(col) })},
	{Name: "rows sorted without their codes", Blind: true, Do: sorted(func(b *Book, p *page, t *table, col int) bool { return p.seen(col) && col != t.code() })},
	{Name: "rows and hidden marks sorted without their codes", Do: sorted(func(b *Book, p *page, t *table, col int) bool { return col != t.code() })},
	{Name: "one column sorted alone", Blind: true, Do: sorted(func(b *Book, p *page, t *table, col int) bool { return col == b.wordy(p, t) })},
	{Name: "codes sorted alone", Blind: true, Do: sorted(func(b *Book, p *page, t *table, col int) bool { return col == t.code() })},
	{Name: "rows of another unit's workbook pasted", Do: pasteRows},
	{Name: "blank rows between", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		for _, row := range slices.Backward(b.filledRows(p, t)[1:]) {
			if err := b.file.InsertRows(p.name, row, 1); err != nil {
				return err
			}
		}
		return nil
	})},
	{Name: "subtotals between", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		for _, row := range slices.Backward(b.filledRows(p, t)[1:]) {
			if err := b.totalRow(p, t, row, "Subtotal"); err != nil {
				return err
			}
		}
		return nil
	})},
	{Name: "total below", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error { return b.totalRow(p, t, t.last+1, "Total") })},
	{Name: "row typed below", Do: onTable(func(b *Book, p *page, t *table) error {
		if err := b.file.InsertRows(p.name, t.last+1, 2); err != nil {
			return err
		}
		return b.file.SetCellStr(p.name, spot{t.last + 1, b.wordy(p, t)}.String(), "An answer below the table")
	})},
	{Name: "row typed far below", Do: onTable(func(b *Book, p *page, t *table) error {
		if err := b.file.InsertRows(p.name, t.last+1, 8); err != nil {
			return err
		}
		return b.file.SetCellStr(p.name, spot{t.last + 6, b.wordy(p, t)}.String(), "An answer far below the table")
	})},
	{Name: "rows hidden by a filter", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		rows := b.filledRows(p, t)
		return b.file.SetRowVisible(p.name, rows[len(rows)-1], false)
	})},
	{Name: "codes retyped", Heals: true, Do: retypeCodes},
	{Name: "codes cleared", Heals: true, Do: onTable(func(b *Book, p *page, t *table) error {
		return b.eachCode(p, t, func(at spot, _ string) error { return b.file.SetCellValue(p.name, at.String(), nil) })
	})},
	{Name: "codes and hidden marks cleared", Do: onTable(func(b *Book, p *page, t *table) error {
		for row := t.first(); row <= t.last; row++ {
			if col := p.marks(t); col > 0 {
				if err := b.file.SetCellValue(p.name, spot{row, col}.String(), nil); err != nil {
					return err
				}
			}
		}
		return b.eachCode(p, t, func(at spot, _ string) error { return b.file.SetCellValue(p.name, at.String(), nil) })
	})},
}

// marks is the hidden column of row ids; 0: none.
func (p *page) marks(t *table) int {
	for col := range p.cells[t.keys-1] {
		if p.at(spot{t.keys, col + 1}) == "row_id" {
			return col + 1
		}
	}
	return 0
}

func (b *Book) insertRowAt(p *page, row int) error {
	if err := b.file.InsertRows(p.name, row, 1); err != nil {
		return err
	}
	for col := 1; col <= p.width(); col++ {
		if err := b.copyStyle(p.name, spot{row + 1, col}, spot{row, col}); err != nil {
			return err
		}
	}
	return nil
}

// totalRow inserts a row that adds up what stands above.
func (b *Book) totalRow(p *page, t *table, row int, word string) error {
	if err := b.file.InsertRows(p.name, row, 1); err != nil {
		return err
	}
	if err := b.file.SetCellStr(p.name, spot{row, t.code()}.String(), word); err != nil {
		return err
	}
	return b.file.SetCellFloat(p.name, spot{row, b.wordy(p, t)}.String(), 12, 0, 64)
}

// sorted sorts the rows of a table downward by its words; moves tells which
// columns are sorted with them.
func sorted(moves func(b *Book, p *page, t *table, col int) bool) func(*Desk, string) error {
	return onTable(func(b *Book, p *page, t *table) error {
		by := b.wordy(p, t)
		if moves(b, p, t, t.code()) && !moves(b, p, t, by) {
			by = t.code()
		}
		var order []int
		for row := t.first(); row <= t.last; row++ {
			order = append(order, row)
		}
		as := slices.Clone(order)
		slices.SortStableFunc(order, func(r, s int) int { return compare(p.at(spot{r, by}), p.at(spot{s, by}), true) })
		if slices.Equal(order, as) {
			slices.SortStableFunc(order, func(r, s int) int { return compare(p.at(spot{r, by}), p.at(spot{s, by}), false) })
		}
		if slices.Equal(order, as) {
			return ErrNothing
		}
		return b.reorder(p, t.first(), order, func(col int) bool { return moves(b, p, t, col) })
	})
}

// reorder lays rows anew: order[i] is the row that comes to stand in first+i.
func (b *Book) reorder(p *page, first int, order []int, moves func(col int) bool) error {
	covered, err := b.covered(p.name)
	if err != nil {
		return err
	}
	for col := 1; col <= p.width(); col++ {
		if !moves(col) || covered(spot{first, col}) {
			continue
		}
		if err := b.permute(p.name, col, first, order); err != nil {
			return err
		}
	}
	return nil
}

// pasteRows lays two rows of another unit's table over those of one's own.
func pasteRows(d *Desk, sheet string) error {
	return d.fromOther(func() error {
		return onTable(func(b *Book, p *page, t *table) error {
			for _, row := range b.filledRows(p, t)[:2] {
				for col := 1; col <= p.width(); col++ {
					c, err := d.Other.take(p.name, spot{row, col})
					if err != nil {
						return err
					}
					if c.style, err = b.file.GetCellStyle(p.name, spot{row, col}.String()); err != nil {
						return err
					}
					if err := b.lay(p.name, spot{row, col}, c); err != nil {
						return err
					}
				}
			}
			return nil
		})(d, sheet)
	})
}

// eachCode goes through the cells of a table's codes. Where staff type the codes,
// these are answers.
func (b *Book) eachCode(p *page, t *table, do func(at spot, code string) error) error {
	some := false
	style, err := b.file.GetCellStyle(p.name, spot{t.first(), t.code()}.String())
	if err != nil {
		return err
	}
	if l, err := b.look(style); err != nil || !l.locked {
		return ErrNothing
	}
	for row := t.first(); row <= t.last; row++ {
		at := spot{row, t.code()}
		if code := p.at(at); code != "" {
			some = true
			if err := do(at, code); err != nil {
				return err
			}
		}
	}
	if !some {
		return ErrNothing
	}
	return nil
}

// retypeCodes types the codes as people do who type them by heart: s1.2 m1,
// S1,2-M1, with a dash of print.
func retypeCodes(d *Desk, sheet string) error {
	return onTable(func(b *Book, p *page, t *table) error {
		n := 0
		return b.eachCode(p, t, func(at spot, code string) error {
			n++
			ways := []string{
				strings.ToLower(code), strings.ReplaceAll(code, "-", " "), strings.ReplaceAll(code, "-", "\u2013"),
				" " + code + ".", strings.ReplaceAll(code, ".", ","), strings.ReplaceAll(code, "-", ""),
			}
			return b.file.SetCellStr(p.name, at.String(), ways[n%len(ways)])
		})
	})(d, sheet)
}

package byhand

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// edit does something to the cells of a sheet and looks at it anew afterwards.
func (b *Book) edit(sheet, what string, do func(p *page) error) error {
	p, err := b.page(sheet)
	if err == nil {
		err = do(p)
		delete(b.pages, p.name)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// RenameSheet gives a sheet another name. Formulas follow, as they do in life.
func (b *Book) RenameSheet(sheet, to string) error {
	return b.edit(sheet, "renaming a sheet", func(p *page) error {
		if err := b.file.SetSheetName(p.name, to); err != nil {
			return err
		}
		return b.redirect(p.name, to)
	})
}

// redirect points the formulas of all sheets to the new name of a sheet.
func (b *Book) redirect(from, to string) error {
	quote := func(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'!" }
	for _, sheet := range b.file.GetSheetList() {
		err := b.eachFormula(sheet, func(cell, formula string) error {
			now := strings.ReplaceAll(formula, quote(from), quote(to))
			if !strings.ContainsAny(from, " '-&()") {
				now = strings.ReplaceAll(now, from+"!", quote(to))
			}
			if now == formula {
				return nil
			}
			return b.file.SetCellFormula(sheet, cell, now)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *Book) eachFormula(sheet string, do func(cell, formula string) error) error {
	extent, err := b.file.GetSheetDimension(sheet)
	if err != nil {
		return err
	}
	_, corner, _ := strings.Cut(extent, ":")
	cols, rows, err := excelize.CellNameToCoordinates(cmp.Or(corner, "A1"))
	if err != nil {
		return err
	}
	for row := 1; row <= rows; row++ {
		for col := 1; col <= cols; col++ {
			cell := spot{row, col}.String()
			formula, err := b.file.GetCellFormula(sheet, cell)
			if err == nil && formula != "" {
				err = do(cell, formula)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// ReorderSheets puts the named sheets first, in this order.
func (b *Book) ReorderSheets(names ...string) error {
	for i, name := range names {
		full, err := b.sheet(name)
		if err != nil {
			return fmt.Errorf("reordering sheets: %w", err)
		}
		if err := b.moveSheet(full, i); err != nil {
			return fmt.Errorf("reordering sheets: %w", err)
		}
	}
	return nil
}

// moveSheet also moves the names that belong to a sheet (print titles):
// excelize would leave them to whatever sheet comes to stand there.
func (b *Book) moveSheet(name string, to int) error {
	before := b.file.GetSheetList()
	if before[to] == name {
		return nil
	}
	if err := b.file.MoveSheet(name, before[to]); err != nil {
		return err
	}
	names := b.file.WorkBook.DefinedNames
	if names == nil {
		return nil
	}
	after := b.file.GetSheetList()
	for i := range names.DefinedName {
		if id := names.DefinedName[i].LocalSheetID; id != nil && *id < len(before) {
			now := slices.Index(after, before[*id])
			names.DefinedName[i].LocalSheetID = &now
		}
	}
	return nil
}

// DuplicateSheet copies a sheet to the end of the workbook, named as Excel
// names copies: "Goals (2)".
func (b *Book) DuplicateSheet(sheet string) (name string, err error) {
	err = b.edit(sheet, "copying a sheet", func(p *page) error {
		runes := []rune(p.name)
		name = string(runes[:min(len(runes), excelize.MaxSheetNameLength-len(" (2)"))]) + " (2)"
		from, err := b.file.GetSheetIndex(p.name)
		if err != nil {
			return err
		}
		to, err := b.file.NewSheet(name)
		if err != nil {
			return err
		}
		return b.file.CopySheet(from, to)
	})
	return name, err
}

// InsertRow inserts a row above another and types into it. It takes on the
// looks of the row below it.
func (b *Book) InsertRow(sheet, aboveCode string, values map[string]any) error {
	var row int
	err := b.edit(sheet, "inserting a row", func(p *page) (err error) {
		if row, err = p.row(aboveCode); err != nil {
			return err
		}
		if err := b.file.InsertRows(p.name, row, 1); err != nil {
			return err
		}
		for col := 1; col <= p.width(); col++ {
			if err := b.copyStyle(p.name, spot{row + 1, col}, spot{row, col}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	p, err := b.page(sheet)
	if err != nil {
		return err
	}
	for _, field := range slices.Sorted(maps.Keys(values)) {
		at, err := p.inRow(row, field)
		if err == nil {
			err = b.enter(p, at, values[field])
		}
		if err != nil {
			return fmt.Errorf("inserting a row: %w", err)
		}
	}
	return nil
}

// DeleteRow deletes a row of a table.
func (b *Book) DeleteRow(sheet, code string) error {
	return b.edit(sheet, "deleting a row", func(p *page) error {
		row, err := p.row(code)
		if err != nil {
			return err
		}
		return b.file.RemoveRow(p.name, row)
	})
}

// MergeDown merges a cell of a table with the one below it. What stood in that
// one is gone, as it is in life.
func (b *Book) MergeDown(sheet, code, field string) error {
	return b.edit(sheet, "merging cells", func(p *page) error {
		at, err := p.cell(code, field)
		if err != nil {
			return err
		}
		below := spot{at.row + 1, at.col}
		if err := b.file.SetCellValue(p.name, below.String(), nil); err != nil {
			return err
		}
		return b.file.MergeCell(p.name, at.String(), below.String())
	})
}

// InsertColumn inserts a column before that of a field, with a heading but
// without a key. It takes on the looks of the column to its right.
func (b *Book) InsertColumn(sheet, beforeField, heading string) error {
	return b.edit(sheet, "inserting a column", func(p *page) error {
		t, col, err := p.column(beforeField)
		if err != nil {
			return err
		}
		if err := b.insertColumn(p, col); err != nil {
			return err
		}
		for row := 1; row <= len(p.cells); row++ {
			if err := b.copyStyle(p.name, spot{row, col + 1}, spot{row, col}); err != nil {
				return err
			}
		}
		return b.file.SetCellStr(p.name, spot{t.heads, col}.String(), heading)
	})
}

func (b *Book) insertColumn(p *page, col int) error {
	letter, err := excelize.ColumnNumberToName(col)
	if err != nil {
		return err
	}
	return b.file.InsertCols(p.name, letter, 1)
}

// MoveColumn moves a whole column of the sheet before another: key, heading,
// values and looks. Its drop-downs stay behind.
func (b *Book) MoveColumn(sheet, field, beforeField string) error {
	return b.edit(sheet, "moving a column", func(p *page) error {
		_, from, err := p.column(field)
		if err != nil {
			return err
		}
		_, to, err := p.column(beforeField)
		if err != nil {
			return err
		}
		if from == to || from == to-1 {
			return fmt.Errorf("column %q stands before %q already", field, beforeField)
		}
		return b.moveColumn(p, from, to)
	})
}

func (b *Book) moveColumn(p *page, from, to int) error {
	letter, err := excelize.ColumnNumberToName(from)
	if err != nil {
		return err
	}
	width, err := b.file.GetColWidth(p.name, letter)
	if err != nil {
		return err
	}
	if err := b.insertColumn(p, to); err != nil {
		return err
	}
	if from >= to {
		from++
	}
	covered, err := b.covered(p.name)
	if err != nil {
		return err
	}
	for row := 1; row <= len(p.cells); row++ {
		if covered(spot{row, from}) || covered(spot{row, to}) {
			continue // a merged cell stays where it is
		}
		c, err := b.take(p.name, spot{row, from})
		if err == nil {
			err = b.lay(p.name, spot{row, to}, c)
		}
		if err != nil {
			return err
		}
	}
	here, err := excelize.ColumnNumberToName(to)
	if err != nil {
		return err
	}
	if err := b.file.SetColWidth(p.name, here, here, width); err != nil {
		return err
	}
	if letter, err = excelize.ColumnNumberToName(from); err != nil {
		return err
	}
	return b.file.RemoveCol(p.name, letter)
}

// SortRows sorts the rows of a table, whole, by a field: numbers, then texts,
// blanks last; "-field" sorts downward.
func (b *Book) SortRows(sheet, byField string) error {
	return b.sort(sheet, byField, func(*page, int) bool { return true })
}

// SortVisible sorts the visible columns only: what is hidden stays behind.
func (b *Book) SortVisible(sheet, byField string) error {
	return b.sort(sheet, byField, func(p *page, col int) bool { return p.seen(col) })
}

func (b *Book) sort(sheet, by string, moves func(*page, int) bool) error {
	return b.edit(sheet, "sorting", func(p *page) error {
		field, down := strings.CutPrefix(by, "-")
		t, col, err := p.column(field)
		if err != nil {
			return err
		}
		var order []int
		for row := t.first(); row <= t.last; row++ {
			order = append(order, row)
		}
		slices.SortStableFunc(order, func(r, s int) int { return compare(p.at(spot{r, col}), p.at(spot{s, col}), down) })
		covered, err := b.covered(p.name)
		if err != nil {
			return err
		}
		for col := 1; col <= p.width(); col++ {
			if !moves(p, col) || covered(spot{t.first(), col}) {
				continue
			}
			if err := b.permute(p.name, col, t.first(), order); err != nil {
				return err
			}
		}
		return nil
	})
}

// permute lays the cells of a column anew: order[i] is the row whose cell
// comes to stand in the row first+i.
func (b *Book) permute(sheet string, col, first int, order []int) error {
	held := make([]content, len(order))
	for i, row := range order {
		c, err := b.take(sheet, spot{row, col})
		if err != nil {
			return err
		}
		held[i] = c
	}
	for i, c := range held {
		if order[i] == first+i {
			continue
		}
		if err := b.lay(sheet, spot{first + i, col}, c); err != nil {
			return err
		}
	}
	return nil
}

// compare orders two cells as a program sorts: numbers before texts, upper and
// lower case alike, blanks last whatever the direction.
func compare(a, b string, down bool) int {
	if a == "" || b == "" {
		return cmp.Compare(len(b), len(a))
	}
	sign := pick(down, -1, 1)
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	switch {
	case errX == nil && errY == nil:
		return sign * cmp.Compare(x, y)
	case errX == nil:
		return -sign
	case errY == nil:
		return sign
	}
	return sign * cmp.Compare(strings.ToLower(a), strings.ToLower(b))
}

// TitleRow puts a row with a title on top of a sheet.
func (b *Book) TitleRow(sheet, title string) error {
	return b.edit(sheet, "putting a title on top", func(p *page) error {
		if err := b.file.InsertRows(p.name, 1, 1); err != nil {
			return err
		}
		return b.file.SetCellStr(p.name, "A1", title)
	})
}

// DeleteKeyRow deletes the rows of grey keys. After it nothing more can be
// typed into the tables of the sheet.
func (b *Book) DeleteKeyRow(sheet string) error {
	return b.edit(sheet, "deleting the key rows", func(p *page) error {
		if p.tables == nil {
			return fmt.Errorf("sheet %q has none", p.name)
		}
		for _, t := range slices.Backward(p.tables) {
			if err := b.file.RemoveRow(p.name, t.keys); err != nil {
				return err
			}
		}
		return nil
	})
}

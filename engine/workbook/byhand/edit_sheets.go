package byhand

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

var sheetEdits = []Edit{
	{Name: "saved by another program", Heals: true, Do: func(*Desk, string) error { return nil }},
	{Name: "sheet renamed", Heals: true, Do: func(d *Desk, sheet string) error {
		return d.Book.RenameSheet(sheet, "Rosa "+string([]rune(sheet)[:min(24, len([]rune(sheet)))]))
	}},
	{Name: "sheets reordered", Heals: true, Do: func(d *Desk, sheet string) error {
		names := d.Book.Sheets()
		return d.Book.ReorderSheets(names[len(names)-1], sheet)
	}},
	{Name: "sheet of notes added", Heals: true, Do: func(d *Desk, _ string) error {
		_, err := d.Book.file.NewSheet("Our notes")
		if err != nil {
			return err
		}
		return d.Book.file.SetCellStr("Our notes", "B2", "Ask Kenji about the dates")
	}},
	{Name: "sheet hidden", Heals: true, Do: func(d *Desk, sheet string) error { return d.Book.hideSheet(sheet) }},
	{Name: "sheet copied", Heals: true, Do: func(d *Desk, sheet string) error { _, err := d.Book.DuplicateSheet(sheet); return err }},
	{Name: "sheet copied, and only the copy filled in", Heals: true, Do: copyFilled},
	{Name: "sheet copied, and both filled in", Do: copiesDiffer},
	{Name: "sheet copied into a new workbook", Heals: true, Do: func(d *Desk, sheet string) error { return d.Book.intoNew(sheet) }},
	{Name: "sheet deleted", Do: deleteSheet},
	{Name: "sheet of another unit's workbook added", Do: func(d *Desk, sheet string) error {
		return d.fromOther(func() error {
			if _, err := d.Book.file.NewSheet("From the others"); err != nil {
				return err
			}
			return d.Book.copyCells(d.Other, sheet, "From the others", false)
		})
	}},
	{Name: "sheet of another unit's workbook pasted over", Do: func(d *Desk, sheet string) error {
		return d.fromOther(func() error { return d.Book.copyCells(d.Other, sheet, sheet, true) })
	}},
}

// fromOther is an edit that needs the workbook of another unit.
func (d *Desk) fromOther(do func() error) error {
	if d.Other == nil {
		return ErrNothing
	}
	return do()
}

func (b *Book) hideSheet(sheet string) error {
	return b.edit(sheet, "hiding a sheet", func(p *page) error {
		if len(b.Sheets()) < 2 {
			return ErrNothing
		}
		names := b.Sheets()
		other := names[slices.IndexFunc(names, func(s string) bool { return s != p.name })]
		index, err := b.file.GetSheetIndex(other)
		if err != nil {
			return err
		}
		b.file.SetActiveSheet(index)
		return b.file.SetSheetVisible(p.name, false)
	})
}

// copyFilled fills in the copy of a sheet and leaves the sheet as it was sent.
func copyFilled(d *Desk, sheet string) error {
	if d.Blank == nil {
		return ErrNothing
	}
	if _, err := d.Book.DuplicateSheet(sheet); err != nil {
		return err
	}
	return d.Book.copyCells(d.Blank, sheet, sheet, true)
}

// copiesDiffer changes an answer in a sheet and in its copy, each in another way.
func copiesDiffer(d *Desk, sheet string) error {
	name, err := d.Book.DuplicateSheet(sheet)
	if err != nil {
		return err
	}
	for _, one := range []string{name, sheet} {
		err := d.Book.edit(one, "changing an answer", func(p *page) error {
			at, ok := d.Book.anAnswer(p)
			if !ok {
				return ErrNothing
			}
			return d.Book.file.SetCellStr(p.name, at.String(), "Something else on "+one)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// anAnswer is a cell of words that somebody has typed.
func (b *Book) anAnswer(p *page) (spot, bool) {
	if t := b.mainTable(p); t != nil {
		return spot{b.filledRows(p, t)[0], b.wordy(p, t)}, true
	}
	for _, at := range b.answered(p) {
		cell := spot{at.row, at.col + 2}
		if _, number := read(p.at(cell)); !number {
			return cell, true
		}
	}
	return spot{}, false
}

func deleteSheet(d *Desk, sheet string) error {
	return d.Book.edit(sheet, "deleting a sheet", func(p *page) error {
		if len(d.Book.Sheets()) < 2 {
			return ErrNothing
		}
		return d.Book.file.DeleteSheet(p.name)
	})
}

// intoNew copies one sheet into a workbook of its own, as a person does who
// selects all of it: values, formats of numbers and merged cells, and nothing
// that is hidden in the file.
func (b *Book) intoNew(sheet string) error {
	p, err := b.page(sheet)
	if err != nil {
		return err
	}
	fresh := &Book{file: excelize.NewFile(), pages: map[string]*page{}, looks: map[int]look{}, styles: map[restyle]int{}, date1904: b.date1904}
	if err := fresh.file.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &b.date1904}); err != nil {
		return err
	}
	if err := fresh.copyCells(b, p.name, "Sheet1", false); err != nil {
		return err
	}
	*b = *fresh
	return nil
}

// copyCells lays the cells of a sheet of another workbook onto one of this; the
// looks of this one stay where they are kept.
func (b *Book) copyCells(from *Book, sheet, onto string, keepLooks bool) error {
	p, err := from.page(sheet)
	if err != nil {
		return err
	}
	name, err := b.sheet(onto)
	if err != nil {
		return err
	}
	covered, err := from.covered(p.name)
	if err != nil {
		return err
	}
	last, err := from.right(p)
	if err != nil {
		return err
	}
	for row := 1; row <= len(p.cells); row++ {
		for col := 1; col <= last; col++ {
			at := spot{row, col}
			if covered(at) {
				continue
			}
			c, err := from.take(p.name, at)
			if err != nil {
				return err
			}
			if c.style, err = b.adopt(from, name, at, c.style, keepLooks); err != nil {
				return err
			}
			if err := b.lay(name, at, c); err != nil {
				return err
			}
		}
	}
	if keepLooks {
		return nil
	}
	return b.copyMerges(from, p.name, name)
}

func (b *Book) copyMerges(from *Book, sheet, onto string) error {
	merges, err := from.ranges(sheet)
	for _, m := range merges {
		if err == nil {
			err = b.file.MergeCell(onto, m.from.String(), m.to.String())
		}
	}
	return err
}

// adopt is the style that a cell from another workbook gets: its own here, or
// one with the number format that it had there.
func (b *Book) adopt(from *Book, sheet string, at spot, style int, keepLooks bool) (int, error) {
	if keepLooks {
		return b.file.GetCellStyle(sheet, at.String())
	}
	if id, known := b.styles[restyle{style, -1}]; known {
		return id, nil
	}
	there, err := from.file.GetStyle(style)
	if err != nil {
		return 0, err
	}
	id, err := b.file.NewStyle(&excelize.Style{NumFmt: there.NumFmt, CustomNumFmt: there.CustomNumFmt})
	b.styles[restyle{style, -1}] = id
	return id, err
}

// ranges are the merged cells of a sheet.
func (b *Book) ranges(sheet string) (all []block, err error) {
	merges, err := b.file.GetMergeCells(sheet, true)
	if err != nil {
		return nil, err
	}
	for _, m := range merges {
		var x block
		if x.from.col, x.from.row, err = excelize.CellNameToCoordinates(m.GetStartAxis()); err != nil {
			return nil, err
		}
		if x.to.col, x.to.row, err = excelize.CellNameToCoordinates(m.GetEndAxis()); err != nil {
			return nil, err
		}
		all = append(all, x)
	}
	return all, nil
}

// title1904 makes a file of a workbook as Numbers does: a title above every
// table, and days that count from 1904.
func title1904(d *Desk, sheet string) error {
	b := d.Book
	if err := b.TitleRow(sheet, "Table 1"); err != nil {
		return err
	}
	if b.date1904 {
		return nil
	}
	for _, name := range b.file.GetSheetList() {
		if err := b.countFrom1904(name); err != nil {
			return fmt.Errorf("counting from 1904: %w", err)
		}
	}
	yes := true
	b.date1904 = true
	return b.file.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
}

// countFrom1904 lowers every day on a sheet by the difference of the two systems.
func (b *Book) countFrom1904(sheet string) error {
	rows, err := b.file.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	for i, cells := range rows {
		for j, raw := range cells {
			at := spot{i + 1, j + 1}
			style, err := b.file.GetCellStyle(sheet, at.String())
			if err != nil {
				return err
			}
			kind, err := b.file.GetCellType(sheet, at.String())
			if err != nil {
				return err
			}
			isNumber := kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber
			if l, err := b.look(style); err != nil || l.kind != asDay || !isNumber || strings.TrimSpace(raw) == "" {
				continue
			}
			var n float64
			if _, err := fmt.Sscan(raw, &n); err != nil {
				continue
			}
			if err := b.file.SetCellDefault(sheet, at.String(), fmt.Sprint(n-days1904)); err != nil {
				return err
			}
		}
	}
	return nil
}

package byhand

import (
	"slices"

	"github.com/xuri/excelize/v2"
)

// content is all of a cell that is moved with it.
type content struct {
	style   int
	formula string
	runs    []excelize.RichTextRun // of a text with fonts of its own
	kind    excelize.CellType
	raw     string
}

// take reads a cell to lay it elsewhere.
func (b *Book) take(sheet string, at spot) (c content, err error) {
	cell := at.String()
	if c.style, err = b.file.GetCellStyle(sheet, cell); err != nil {
		return c, err
	}
	if c.formula, err = b.file.GetCellFormula(sheet, cell); err != nil || c.formula != "" {
		return c, err
	}
	if c.kind, err = b.file.GetCellType(sheet, cell); err != nil {
		return c, err
	}
	if c.raw, err = b.file.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true}); err != nil {
		return c, err
	}
	runs, err := b.file.GetCellRichText(sheet, cell)
	if err == nil && slices.ContainsFunc(runs, func(r excelize.RichTextRun) bool { return r.Font != nil }) {
		c.runs = runs
	}
	return c, err
}

// lay writes a cell. A formula is laid word for word and loses its stored
// result, which a program computes again when it opens the file.
func (b *Book) lay(sheet string, at spot, c content) error {
	cell := at.String()
	// Nothing of what stood here may remain, and the style comes after the value.
	err := b.file.SetCellValue(sheet, cell, nil)
	switch {
	case err != nil:
	case c.formula != "":
		err = b.file.SetCellFormula(sheet, cell, c.formula)
	case c.runs != nil:
		err = b.file.SetCellRichText(sheet, cell, c.runs)
	case c.raw == "":
	case c.kind == excelize.CellTypeBool:
		err = b.file.SetCellBool(sheet, cell, c.raw == "1" || c.raw == "TRUE")
	case c.kind == excelize.CellTypeUnset || c.kind == excelize.CellTypeNumber:
		err = b.file.SetCellDefault(sheet, cell, c.raw)
	default:
		err = b.file.SetCellStr(sheet, cell, c.raw)
	}
	if err != nil {
		return err
	}
	return b.file.SetCellStyle(sheet, cell, cell, c.style)
}

// covered tells which cells lie under a merged cell. What is written there
// would land in the merged cell.
func (b *Book) covered(sheet string) (func(spot) bool, error) {
	merges, err := b.file.GetMergeCells(sheet, true)
	if err != nil {
		return nil, err
	}
	under := map[spot]bool{}
	for _, m := range merges {
		col, row, err := excelize.CellNameToCoordinates(m.GetStartAxis())
		if err != nil {
			return nil, err
		}
		lastCol, lastRow, err := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err != nil {
			return nil, err
		}
		for r := row; r <= lastRow; r++ {
			for c := col; c <= lastCol; c++ {
				under[spot{r, c}] = r != row || c != col
			}
		}
	}
	return func(s spot) bool { return under[s] }, nil
}

func (b *Book) copyStyle(sheet string, from, to spot) error {
	style, err := b.file.GetCellStyle(sheet, from.String())
	if err != nil {
		return err
	}
	return b.file.SetCellStyle(sheet, to.String(), to.String(), style)
}

// width is the number of columns with something in them.
func (p *page) width() (n int) {
	for _, cells := range p.cells {
		n = max(n, len(cells))
	}
	return n
}

package byhand

import "fmt"

// Deed is one thing that is done to a workbook, as a story tells it in YAML:
// one of these keys.
type Deed struct {
	Type           *TypeDeed      `yaml:"type"`
	Clear          *CellDeed      `yaml:"clear"`
	RenameSheet    *RenameDeed    `yaml:"rename_sheet"`
	ReorderSheets  *ReorderDeed   `yaml:"reorder_sheets"`
	DuplicateSheet *SheetDeed     `yaml:"duplicate_sheet"`
	InsertRow      *InsertRowDeed `yaml:"insert_row"`
	DeleteRow      *RowDeed       `yaml:"delete_row"`
	MergeDown      *CellDeed      `yaml:"merge_down"`
	InsertColumn   *InsertColDeed `yaml:"insert_column"`
	MoveColumn     *MoveDeed      `yaml:"move_column"`
	SortRows       *SortDeed      `yaml:"sort_rows"`
	SortVisible    *SortDeed      `yaml:"sort_visible"`
	TitleRow       *TitleDeed     `yaml:"title_row"`
	DeleteKeyRow   *SheetDeed     `yaml:"delete_key_row"`
	Resave         *struct{}      `yaml:"resave"`
	Edit           *EditDeed      `yaml:"edit"`
}

// TypeDeed types a text that stays one; a row may also be a question code.
type TypeDeed struct {
	Sheet string `yaml:"sheet"`
	Row   string `yaml:"row"`
	Field string `yaml:"field"`
	Text  string `yaml:"text"`
}

// CellDeed names a cell.
type CellDeed struct {
	Sheet string `yaml:"sheet"`
	Row   string `yaml:"row"`
	Field string `yaml:"field"`
}

// RowDeed names a row of a table.
type RowDeed struct {
	Sheet string `yaml:"sheet"`
	Row   string `yaml:"row"`
}

// SheetDeed names a sheet.
type SheetDeed struct {
	Sheet string `yaml:"sheet"`
}

// RenameDeed gives a sheet another name.
type RenameDeed struct {
	Sheet string `yaml:"sheet"`
	To    string `yaml:"to"`
}

// ReorderDeed puts sheets first.
type ReorderDeed struct {
	Sheets []string `yaml:"sheets"`
}

// InsertRowDeed inserts a row above another.
type InsertRowDeed struct {
	Sheet  string `yaml:"sheet"`
	Above  string `yaml:"above"`
	Values Values `yaml:"values"`
}

// InsertColDeed inserts a column with a heading before another.
type InsertColDeed struct {
	Sheet   string `yaml:"sheet"`
	Before  string `yaml:"before"`
	Heading string `yaml:"heading"`
}

// MoveDeed moves a column before another.
type MoveDeed struct {
	Sheet  string `yaml:"sheet"`
	Field  string `yaml:"field"`
	Before string `yaml:"before"`
}

// EditDeed does one of Edits to a sheet.
type EditDeed struct {
	Sheet string `yaml:"sheet"`
	Name  string `yaml:"name"`
}

// SortDeed sorts a table by a field.
type SortDeed struct {
	Sheet string `yaml:"sheet"`
	By    string `yaml:"by"`
}

// TitleDeed puts a title on top of a sheet.
type TitleDeed struct {
	Sheet string `yaml:"sheet"`
	Title string `yaml:"title"`
}

// Do does the deed to a workbook.
func (d Deed) Do(b *Book) error {
	deeds := d.deeds(b)
	if len(deeds) != 1 {
		return fmt.Errorf("%d deeds where one belongs", len(deeds))
	}
	return deeds[0]()
}

// Check tells whether it is exactly one deed.
func (d Deed) Check() error {
	if n := len(d.deeds(nil)); n != 1 {
		return fmt.Errorf("%d deeds where one belongs", n)
	}
	return nil
}

func (d Deed) deeds(b *Book) (all []func() error) {
	add := func(named bool, do func() error) {
		if named {
			all = append(all, do)
		}
	}
	add(d.Type != nil, func() error { return b.typeAnywhere(*d.Type) })
	add(d.Clear != nil, func() error { return b.Clear(d.Clear.Sheet, d.Clear.Row, d.Clear.Field) })
	add(d.RenameSheet != nil, func() error { return b.RenameSheet(d.RenameSheet.Sheet, d.RenameSheet.To) })
	add(d.ReorderSheets != nil, func() error { return b.ReorderSheets(d.ReorderSheets.Sheets...) })
	add(d.DuplicateSheet != nil, func() error { _, err := b.DuplicateSheet(d.DuplicateSheet.Sheet); return err })
	add(d.InsertRow != nil, func() error { return b.InsertRow(d.InsertRow.Sheet, d.InsertRow.Above, d.InsertRow.Values) })
	add(d.DeleteRow != nil, func() error { return b.DeleteRow(d.DeleteRow.Sheet, d.DeleteRow.Row) })
	add(d.MergeDown != nil, func() error { return b.MergeDown(d.MergeDown.Sheet, d.MergeDown.Row, d.MergeDown.Field) })
	add(d.InsertColumn != nil, func() error {
		return b.InsertColumn(d.InsertColumn.Sheet, d.InsertColumn.Before, d.InsertColumn.Heading)
	})
	add(d.MoveColumn != nil, func() error { return b.MoveColumn(d.MoveColumn.Sheet, d.MoveColumn.Field, d.MoveColumn.Before) })
	add(d.SortRows != nil, func() error { return b.SortRows(d.SortRows.Sheet, d.SortRows.By) })
	add(d.SortVisible != nil, func() error { return b.SortVisible(d.SortVisible.Sheet, d.SortVisible.By) })
	add(d.TitleRow != nil, func() error { return b.TitleRow(d.TitleRow.Sheet, d.TitleRow.Title) })
	add(d.DeleteKeyRow != nil, func() error { return b.DeleteKeyRow(d.DeleteKeyRow.Sheet) })
	add(d.Edit != nil, func() error { return EditNamed(d.Edit.Name).Do(&Desk{Book: b}, d.Edit.Sheet) })
	add(d.Resave != nil, func() error { return nil })
	return all
}

// typeAnywhere types into a table or, where no row has the code, as the answer
// to a question.
func (b *Book) typeAnywhere(d TypeDeed) error {
	p, err := b.page(d.Sheet)
	if err != nil {
		return err
	}
	if _, err := p.question(d.Row); err == nil {
		return b.Answer(d.Sheet, d.Row, Text(d.Text))
	}
	return b.Type(d.Sheet, d.Row, d.Field, Text(d.Text))
}

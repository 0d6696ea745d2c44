package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"spm/engine/finding"
	"spm/engine/form"
)

// sheet writes sheet i of the layout.
func (w *writer) sheet(i int, s *SheetLayout) error {
	steps := []func(*SheetLayout) error{w.columns, w.cells, w.logo, w.asks, w.rules, w.view, w.page}
	for _, step := range steps {
		if err := step(s); err != nil {
			return err
		}
	}
	if s == w.l.Start {
		if err := w.protect(s); err != nil {
			return err
		}
	}
	w.patch(i, s)
	last := len(s.Widths) + s.Hidden
	if err := w.f.SetSheetDimension(s.Name, "A1:"+address(s.Rows, last)); err != nil {
		return err
	}
	return w.name(fmt.Sprintf("sh_%s_%d", nameSafe(s.Form.ID), i), sheetRef(s.Name)+absolute(1, 1), "")
}

// protect keeps people from typing where nothing is read. There is no password.
func (w *writer) protect(s *SheetLayout) error {
	return w.f.ProtectSheet(s.Name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true,
	})
}

func (w *writer) columns(s *SheetLayout) error {
	for i, width := range s.Widths {
		col := finding.ColumnName(i + 1)
		if err := w.f.SetColWidth(s.Name, col, col, width); err != nil {
			return err
		}
	}
	for i := range s.Hidden {
		if err := w.f.SetColVisible(s.Name, finding.ColumnName(len(s.Widths)+1+i), false); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) cells(s *SheetLayout) error {
	for row := 1; row <= s.Rows; row++ {
		if h, ok := s.Heights[row]; ok {
			if err := w.f.SetRowHeight(s.Name, row, h.Points); err != nil {
				return err
			}
		}
	}
	for i := range s.Cells {
		if err := w.cell(s, &s.Cells[i]); err != nil {
			return fmt.Errorf("cell %s: %w", address(s.Cells[i].Row, s.Cells[i].Col), err)
		}
	}
	return nil
}

func (w *writer) cell(s *SheetLayout, c *Cell) error {
	id, err := w.styles.of(c)
	if err != nil {
		return err
	}
	at, end := address(c.Row, c.Col), address(c.Row, max(c.End, c.Col))
	if err := w.f.SetCellStyle(s.Name, at, end, id); err != nil {
		return err
	}
	if c.Merged {
		if err := w.f.MergeCell(s.Name, at, end); err != nil {
			return err
		}
	}
	if c.Link != "" {
		if err := w.f.SetCellHyperLink(s.Name, at, c.Link, "Location"); err != nil {
			return err
		}
	}
	switch {
	case c.Formula != "":
		return w.f.SetCellFormula(s.Name, at, c.Formula)
	case c.Numeric:
		return w.f.SetCellFloat(s.Name, at, c.Number, -1, 64)
	case c.Star || c.Note != "":
		return w.f.SetCellRichText(s.Name, at, w.runs(c))
	case c.Text != "":
		return w.f.SetCellStr(s.Name, at, c.Text)
	}
	return nil
}

// runs are a text, the red star of a required answer, and a small note below.
func (w *writer) runs(c *Cell) []excelize.RichTextRun {
	base := w.styles.font(look{role: c.Role})
	runs := []excelize.RichTextRun{{Text: c.Text, Font: base}}
	if c.Star {
		red := *base
		red.Color = w.styles.colour("alert")
		runs = append(runs, excelize.RichTextRun{Text: star, Font: &red})
	}
	if c.Note != "" {
		note := &excelize.Font{Family: fontName, Size: 8.5, Italic: true, Color: w.styles.colour("quiet")}
		runs = append(runs, excelize.RichTextRun{Text: "\n" + c.Note, Font: note})
	}
	return runs
}

// patch remembers what excelize cannot write: heights that yield to the text,
// and what the formulas show before anybody has calculated them.
func (w *writer) patch(i int, s *SheetLayout) {
	p := patch{results: map[string]result{}, loose: map[int]bool{}}
	for row, h := range s.Heights {
		p.loose[row] = !h.Fixed
	}
	for _, c := range s.Cells {
		if c.Formula != "" {
			p.results[address(c.Row, c.Col)] = result{c.Text, c.Number, c.Numeric}
		}
	}
	w.patches[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)] = p
}

func (w *writer) asks(s *SheetLayout) error {
	for _, a := range s.Asks {
		d := excelize.NewDataValidation(true)
		d.Sqref = a.Cells
		if err := validation(d, a); err != nil {
			return err
		}
		if a.Prompt != "" {
			d.SetInput(a.Title, a.Prompt)
		}
		if a.Error != "" {
			style := excelize.DataValidationErrorStyleStop
			if a.Warn {
				style = excelize.DataValidationErrorStyleWarning
			}
			d.SetError(style, a.Title, a.Error)
		}
		if err := w.f.AddDataValidation(s.Name, d); err != nil {
			return err
		}
	}
	return nil
}

// validation sets the rule of an ask.
func validation(d *excelize.DataValidation, a Ask) error {
	const firstDay, lastDay = 36526, 73415 // 2000 to 2100
	between := excelize.DataValidationOperatorBetween
	switch a.Kind {
	case AskList:
		d.SetSqrefDropList(a.List)
	case AskDate:
		return d.SetRange(firstDay, lastDay, excelize.DataValidationTypeDate, between)
	case AskNumber:
		return d.SetRange(-1e12, 1e12, excelize.DataValidationTypeDecimal, between)
	case AskLength:
		return d.SetRange(0, a.Most, excelize.DataValidationTypeTextLength, between)
	}
	return nil
}

func (w *writer) rules(s *SheetLayout) error {
	for _, r := range s.Rules {
		id, err := w.styles.tone(r.Tone)
		if err != nil {
			return err
		}
		if err := w.f.SetConditionalFormat(s.Name, r.Cells, []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: r.Formula, Format: &id}}); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) view(s *SheetLayout) error {
	no, zoom := false, 100.0
	if err := w.f.SetSheetView(s.Name, 0, &excelize.ViewOptions{ShowGridLines: &no, ZoomScale: &zoom}); err != nil {
		return err
	}
	below := address(s.Freeze+1, 1)
	return w.f.SetPanes(s.Name, &excelize.Panes{
		Freeze: true, YSplit: s.Freeze, TopLeftCell: below, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: below, ActiveCell: below, Pane: "bottomLeft"}},
	})
}

// paperSizes are the numbers of the file format.
var paperSizes = map[string]int{"letter": 1, "legal": 5, "tabloid": 3, "a3": 8, "a4": 9}

// page sets up printing: one page wide, headings repeated, and a footer that
// tells where a loose page belongs.
func (w *writer) page(s *SheetLayout) error {
	yes, one, tall := true, 1, 0
	if s.OnePage {
		tall = 1
	}
	if err := w.f.SetSheetProps(s.Name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	size, ok := paperSizes[strings.ToLower(w.l.Theme.Paper)]
	if !ok {
		size = paperSizes["letter"]
	}
	orientation := "portrait"
	if s.Sheet.Orientation == "landscape" {
		orientation = "landscape"
	}
	if err := w.f.SetPageLayout(s.Name, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &one, FitToHeight: &tall}); err != nil {
		return err
	}
	for _, row := range s.Breaks {
		if err := w.f.InsertPageBreak(s.Name, address(row, 1)); err != nil {
			return err
		}
	}
	side, top, bottom, edge := sideMargin, topMargin, bottomMargin, 0.3
	if err := w.f.SetPageMargins(s.Name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &top, Bottom: &bottom, Header: &edge, Footer: &edge, Horizontally: &yes,
	}); err != nil {
		return err
	}
	footer := "&L&8 " + strings.ReplaceAll(s.Footer, "&", "&&") + "&C&8 &A&R&8 " + w.lib.Say(form.PageOf, "page", "&P", "pages", "&N")
	if err := w.f.SetHeaderFooter(s.Name, &excelize.HeaderFooterOptions{OddFooter: footer}); err != nil {
		return err
	}
	area := sheetRef(s.Name) + absolute(1, 1) + ":" + absolute(s.Rows, len(s.Widths))
	if err := w.name("_xlnm.Print_Area", area, s.Name); err != nil {
		return err
	}
	return w.name("_xlnm.Print_Titles", fmt.Sprintf("%s$%d:$%d", sheetRef(s.Name), s.Repeat[0], s.Repeat[1]), s.Name)
}

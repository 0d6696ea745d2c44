package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheet writes sheet i. Its elements stand in the one order that the format
// allows.
func (w *writer) sheet(i int, s *SheetLayout) {
	w.put(xmlHead + `<worksheet xmlns="` + mainSpace + `" xmlns:r="` + relationSpace + `"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:`)
	w.xml = appendAddress(w.xml, s.Rows, len(s.Widths)+s.Hidden)
	w.put(`"/>`)
	w.view(i, s)
	w.columns(s)
	w.put("<sheetData>")
	w.rows(s)
	w.put("</sheetData>")
	if i == 0 {
		w.put(protection)
	}
	w.merges(s)
	w.rules(s)
	w.asks(s)
	w.links(s)
	w.page(s)
	if s.Logo > 0 {
		w.put(`<drawing r:id="rId1"/>`)
	}
	w.put("</worksheet>")
}

// protection keeps people from typing where nothing is read; 1 forbids. There is
// no password.
const protection = `<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="1" formatColumns="0" formatRows="0" insertColumns="1" insertRows="1"` +
	` insertHyperlinks="1" deleteColumns="1" deleteRows="1" selectLockedCells="0" sort="1" autoFilter="1" pivotTables="1" selectUnlockedCells="0"/>`

// view freezes the rows that stay in sight.
func (w *writer) view(i int, s *SheetLayout) {
	w.put(`<sheetViews><sheetView showGridLines="0"`)
	if i == 0 {
		w.put(` tabSelected="1"`)
	}
	w.put(` zoomScale="100" workbookViewId="0"><pane ySplit="`)
	w.int(s.Freeze)
	w.put(`" topLeftCell="A`)
	w.int(s.Freeze + 1)
	w.put(`" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A`)
	w.int(s.Freeze + 1)
	w.put(`" sqref="A`)
	w.int(s.Freeze + 1)
	w.put(`"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`)
}

// hiddenWidth is the width of a column that nobody sees.
const hiddenWidth = 9.140625

func (w *writer) columns(s *SheetLayout) {
	w.put("<cols>")
	column := func(col int, width float64) {
		w.put(`<col min="`)
		w.int(col)
		w.put(`" max="`)
		w.int(col)
		w.put(`" width="`)
		w.xml = appendNumber(w.xml, width)
	}
	for i, width := range s.Widths {
		column(i+1, width)
		w.put(`" customWidth="1"/>`)
	}
	for i := range s.Hidden {
		column(len(s.Widths)+1+i, hiddenWidth)
		w.put(`" hidden="1" customWidth="1"/>`)
	}
	w.put("</cols>")
}

func (w *writer) merges(s *SheetLayout) {
	n := 0
	for i := range s.Cells {
		n += btoi(s.Cells[i].Merged)
	}
	if n == 0 {
		return
	}
	w.put(`<mergeCells count="`)
	w.int(n)
	w.put(`">`)
	for i := range s.Cells {
		if c := &s.Cells[i]; c.Merged {
			w.put(`<mergeCell ref="`)
			w.xml = appendAddress(w.xml, c.Row, c.Col)
			w.xml = append(w.xml, ':')
			w.xml = appendAddress(w.xml, c.Row, c.End)
			w.put(`"/>`)
		}
	}
	w.put("</mergeCells>")
}

func (w *writer) rules(s *SheetLayout) {
	for i, r := range s.Rules {
		w.put(`<conditionalFormatting sqref="`, r.Cells, `"><cfRule type="expression" dxfId="`)
		w.int(w.prepared.tones[r.Tone])
		w.put(`" priority="`)
		w.int(i + 1)
		w.put(`"><formula>`)
		w.xml = appendFormula(w.xml, r.Formula)
		w.put("</formula></cfRule></conditionalFormatting>")
	}
}

func (w *writer) asks(s *SheetLayout) {
	if len(s.Asks) == 0 {
		return
	}
	w.put(`<dataValidations count="`)
	w.int(len(s.Asks))
	w.put(`">`)
	for i := range s.Asks {
		w.ask(&s.Asks[i])
	}
	w.put("</dataValidations>")
}

func (w *writer) ask(a *Ask) {
	const firstDay, lastDay, most = 36526, 73415, 1_000_000_000_000 // 2000 to 2100; any number
	w.put("<dataValidation")
	switch a.Kind {
	case AskList:
		w.put(` type="list"`)
	case AskDate:
		w.put(` type="date"`)
	case AskNumber:
		w.put(` type="decimal"`)
	case AskLength:
		w.put(` type="textLength"`)
	case AskNothing:
	}
	if a.Error != "" && a.Warn {
		w.put(` errorStyle="warning"`)
	}
	w.put(` allowBlank="1"`)
	if a.Prompt != "" {
		w.put(` showInputMessage="1"`)
	}
	if a.Error != "" {
		w.put(` showErrorMessage="1"`)
		w.attr("errorTitle", a.Title)
		w.attr("error", a.Error)
	}
	if a.Prompt != "" {
		w.attr("promptTitle", a.Title)
		w.attr("prompt", a.Prompt)
	}
	w.put(` sqref="`, a.Cells, `"`)
	switch a.Kind {
	case AskList:
		w.put("><formula1>", a.List, "</formula1></dataValidation>")
	case AskDate:
		w.between(firstDay, lastDay)
	case AskNumber:
		w.between(-most, most)
	case AskLength:
		w.between(0, float64(a.Most))
	case AskNothing:
		w.put("/>")
	}
}

// between ends a validation by its bounds.
func (w *writer) between(from, to float64) {
	w.put("><formula1>")
	w.xml = appendNumber(w.xml, from)
	w.put("</formula1><formula2>")
	w.xml = appendNumber(w.xml, to)
	w.put("</formula2></dataValidation>")
}

func (w *writer) links(s *SheetLayout) {
	any := false
	for i := range s.Cells {
		c := &s.Cells[i]
		if c.Link == "" {
			continue
		}
		if !any {
			w.put("<hyperlinks>")
			any = true
		}
		w.put(`<hyperlink ref="`)
		w.xml = appendAddress(w.xml, c.Row, c.Col)
		w.put(`"`)
		w.attr("location", c.Link)
		w.put("/>")
	}
	if any {
		w.put("</hyperlinks>")
	}
}

// paperSizes are the numbers of the file format.
var paperSizes = map[string]int{"letter": 1, "legal": 5, "tabloid": 3, "a3": 8, "a4": 9}

// margins are those of every sheet.
var margins = func() string {
	b := []byte(`<printOptions horizontalCentered="1"/><pageMargins`)
	for _, m := range []struct {
		side   string
		inches float64
	}{{"left", sideMargin}, {"right", sideMargin}, {"top", topMargin}, {"bottom", bottomMargin}, {"header", edgeMargin}, {"footer", edgeMargin}} {
		b = append(appendNumber(append(b, ` `+m.side+`="`...), m.inches), '"')
	}
	return string(append(b, "/>"...))
}()

// page sets up printing: one page wide, headings repeated, and a footer that
// tells where a loose page belongs.
func (w *writer) page(s *SheetLayout) {
	w.put(margins)
	size, ok := paperSizes[strings.ToLower(w.Theme.Paper)]
	if !ok {
		size = paperSizes["letter"]
	}
	w.put(`<pageSetup paperSize="`)
	w.int(size)
	w.put(`" fitToWidth="1" fitToHeight="`)
	w.int(btoi(s.OnePage)) // otherwise as many as it takes
	w.put(`" orientation="`)
	if s.Sheet.Orientation == "landscape" {
		w.put("landscape")
	} else {
		w.put("portrait")
	}
	w.put(`"/><headerFooter><oddFooter>`)
	left := strings.ReplaceAll(cut(s.Footer, mostFooter), "&", "&&")
	w.xml = appendText(w.xml, "&L&8 "+left+"&C&8 &A&R&8 "+w.pageOf)
	w.put("</oddFooter></headerFooter>")
	w.breaks(s.Breaks)
}

// mostFooter is how many letters of what a loose page says of itself fit into
// the 255 of a footer.
const mostFooter = 100

// breaks begins a page at each of some rows.
func (w *writer) breaks(rows []int) {
	if len(rows) == 0 {
		return
	}
	for _, name := range []string{`<rowBreaks count="`, `" manualBreakCount="`} {
		w.put(name)
		w.int(len(rows))
	}
	w.put(`">`)
	for _, row := range rows {
		w.put(`<brk id="`)
		w.int(row - 1) // the last row of the page before
		w.put(`" max="16383" man="1"/>`)
	}
	w.put("</rowBreaks>")
}

// runFonts are the fonts of a rich text, as XML.
type runFonts struct{ text, star, note string }

// runsOf appends a text, the red star of a required answer, and a small note
// below.
func (w *writer) runsOf(c *Cell) []byte {
	f, ok := w.fonts[c.Role]
	if !ok {
		styles := newStyles(w.Theme.Colours)
		base := styles.font(look{role: c.Role})
		red := *base
		red.Color = styles.colour("alert")
		f = runFonts{runFont(base), runFont(&red), runFont(&excelize.Font{Family: fontName, Size: noteSize, Italic: true, Color: styles.colour("quiet")})}
		w.fonts[c.Role] = f
	}
	run := func(font, text string) {
		w.run = append(append(w.run, "<r>"...), font...)
		w.run = append(appendTextRun(w.run, text), "</r>"...)
	}
	w.run = w.run[:0]
	run(f.text, c.Text)
	if c.Star {
		run(f.star, star)
	}
	if c.Note != "" {
		run(f.note, "\n"+c.Note)
	}
	return w.run
}

// runFont is the font of a run of text.
func runFont(f *excelize.Font) string {
	b := append([]byte(`<rPr><rFont val="`), f.Family...)
	b = append(b, `"/><family val="2"/>`...)
	if f.Bold {
		b = append(b, "<b/>"...)
	}
	if f.Italic {
		b = append(b, "<i/>"...)
	}
	b = append(append(b, `<color rgb="FF`...), f.Color...)
	b = append(appendNumber(append(b, `"/><sz val="`...), f.Size), `"/>`...)
	if f.Underline != "" {
		b = append(b, "<u/>"...)
	}
	return string(append(b, "</rPr>"...))
}

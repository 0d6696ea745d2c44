package correction

import (
	"fmt"
	"strconv"
	"strings"
)

// looks are the styles of the list.
func (m *marker) looks() map[look]int {
	const (
		dark, grey, blue, line = "FF1F3A5F", "FF6B7280", "FF0B5CAD", "FFC9D1D9"
		top, wrapped           = `<alignment horizontal="left" vertical="center" indent="1"/>`, `<alignment horizontal="left" vertical="center" wrapText="1" indent="1"/>`
	)
	font := func(size int, colour, more string) string {
		return `<font>` + more + `<sz val="` + strconv.Itoa(size) + `"/><color rgb="` + colour + `"/><name val="Arial"/><family val="2"/></font>`
	}
	side := func(name string) string {
		return `<` + name + ` style="thin"><color rgb="` + line + `"/></` + name + `>`
	}
	grid := `<border>` + side("left") + side("right") + side("top") + side("bottom") + `<diagonal/></border>`
	s := m.styles
	return map[look]int{
		lookTitle: s.style(font(16, dark, "<b/>"), "", "", `<alignment vertical="center"/>`),
		lookLead:  s.style(font(11, "FF111827", ""), "", "", `<alignment vertical="top" wrapText="1"/>`),
		lookHead:  s.style(font(10, "FFFFFFFF", "<b/>"), dark, grid, `<alignment horizontal="left" vertical="center" wrapText="1" indent="1"/>`),
		lookNo:    s.style(font(10, grey, ""), "", grid, `<alignment horizontal="center" vertical="center"/>`),
		lookText:  s.style(font(10, "FF111827", ""), "", grid, wrapped),
		lookLink:  s.style(font(10, blue, `<u/>`), "", grid, top),
		lookDone:  s.style(font(12, "FF1B7F3B", "<b/>"), "FFF3F7F3", grid, `<alignment horizontal="center" vertical="center"/>`),
		lookBar:   s.style(font(10, "FF6B4E00", "<b/>"), warningFill, grid, `<alignment horizontal="left" vertical="center" wrapText="1" indent="1"/>`),
		lookQuiet: s.style(font(8, "FF9CA3AF", ""), "", "", `<alignment horizontal="right" vertical="top"/>`),
	}
}

// page is the part of the list: its cells by row and column.
func (m *marker) page() []byte {
	x, looks := m.layout(), m.looks()
	places, last := x.places()
	var b, merged, links strings.Builder
	fmt.Fprintf(&b, xmlHead+`<worksheet xmlns="%s"><sheetPr><tabColor rgb="FFCC2936"/><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:%s"/>`, m.space.main, last)
	fmt.Fprintf(&b, `<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="C%[2]d" sqref="C%[2]d"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>`, headRow, headRow+1)
	for i, w := range widths {
		fmt.Fprintf(&b, `<col min="%d" max="%[1]d" width="%g" customWidth="1"/>`, i+1, w)
	}
	fmt.Fprintf(&b, `<col min="%d" max="%d" width="9" hidden="1" customWidth="1"/></cols><sheetData>`, colKept, max(last.col, colPicks))
	row := 0
	for _, at := range places {
		if at.row != row {
			if row > 0 {
				b.WriteString(`</row>`)
			}
			row = at.row
			fmt.Fprintf(&b, `<row r="%d"`, row)
			if h := x.high[row]; h > 0 {
				fmt.Fprintf(&b, ` ht="%g" customHeight="1"`, h)
			}
			b.WriteString(`>`)
		}
		c := x.cells[at]
		writeCell(&b, at, c, looks[c.look])
		if c.across {
			fmt.Fprintf(&merged, `<mergeCell ref="%s:%s"/>`, at, address{row, colDone})
		}
		if c.to != "" {
			fmt.Fprintf(&links, `<hyperlink ref="%s" location="%s" display="%s"/>`, at, escape(quoted(c.sheet)+"!"+c.to), escape(c.text))
		}
	}
	b.WriteString(`</row></sheetData>`)
	if n := strings.Count(merged.String(), "<"); n > 0 {
		fmt.Fprintf(&b, `<mergeCells count="%d">%s</mergeCells>`, n, &merged)
	}
	fmt.Fprintf(&b, `<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="%s:%s"><formula1>"&#10003;"</formula1></dataValidation></dataValidations>`,
		address{headRow + 1, colDone}, address{max(x.row, headRow+1), colDone})
	if links.Len() > 0 {
		b.WriteString(`<hyperlinks>` + links.String() + `</hyperlinks>`)
	}
	b.WriteString(`<printOptions horizontalCentered="1"/><pageMargins left="0.5" right="0.5" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`)
	return []byte(b.String())
}

// writeCell writes a cell of the list. A bar has its colour in all of its cells.
func writeCell(b *strings.Builder, at address, c square, style int) {
	if c.text == "" {
		fmt.Fprintf(b, `<c r="%s" s="%d"/>`, at, style)
		return
	}
	fmt.Fprintf(b, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, at, style, cellText(c.text))
	for col := at.col + 1; c.look == lookBar && col <= colDone; col++ {
		fmt.Fprintf(b, `<c r="%s" s="%d"/>`, address{at.row, col}, style)
	}
}

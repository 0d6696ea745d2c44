package correction

import (
	"fmt"
	"strconv"
	"strings"
)

// listLooks are the styles of the list, by name.
func (d *document) listLooks() map[look]string {
	const dark, ink, grey, blue, line = "#1f3a5f", "#111827", "#6b7280", "#0b5cad", "#c9d1d9"
	const grid = `fo:border="0.74pt solid ` + line + `"`
	fill := func(colour string) string { return ` fo:background-color="` + colour + `" ` }
	s := d.looks
	format := s.add("number:text-style", "", `<number:text-content/>`)
	parent := ""
	if name := s.known(""); name != "" {
		parent = ` style:parent-style-name="` + name + `"`
	}
	style := func(size int, colour, font, cell, align string) string {
		paragraph := `<style:paragraph-properties fo:text-align="start" fo:margin-left="0.08in"/>`
		if align != "" {
			paragraph = `<style:paragraph-properties fo:text-align="` + align + `" fo:margin-left="0in"/>`
		}
		points := strconv.Itoa(size) + `pt`
		return s.add("style:style", ` style:family="table-cell"`+parent+` style:data-style-name="`+format+`"`,
			`<style:table-cell-properties style:cell-protect="none" style:text-align-source="fix" style:vertical-align="middle" `+cell+`/>`+paragraph+
				`<style:text-properties fo:font-family="Arial" fo:color="`+colour+`" fo:font-size="`+points+`" `+font+`/>`)
	}
	const bold, wrapped = `fo:font-weight="bold"`, `fo:wrap-option="wrap"`
	return map[look]string{
		lookTitle:  style(16, dark, bold, "", "start"),
		lookLead:   style(11, ink, "", wrapped, "start"),
		lookHead:   style(10, "#ffffff", bold, fill(dark)+grid+" "+wrapped, ""),
		lookNo:     style(10, grey, "", grid, "center"),
		lookText:   style(10, ink, "", grid+" "+wrapped, ""),
		lookLink:   style(10, blue, `style:text-underline-style="solid"`, grid, ""),
		lookDone:   style(12, "#1b7f3b", bold, fill("#f3f7f3")+grid, "center"),
		lookBar:    style(10, "#6b4e00", bold, fill("#"+strings.ToLower(warningFill[2:]))+grid+" "+wrapped, ""),
		lookQuiet:  style(8, "#9ca3af", "", "", "end"),
		lookHidden: style(10, ink, "", "", ""),
	}
}

// listTable makes the list's table: its cells by row and column.
func (d *document) listTable(master string) string {
	x := d.layout()
	places, last := x.places()
	looks := d.listLooks()
	var b strings.Builder
	kind := ` style:family="table"`
	if master != "" {
		kind += ` style:master-page-name="` + master + `"`
	}
	fmt.Fprintf(&b, `<table:table table:name="%s" table:style-name="%s">`, escape(d.fixName),
		d.looks.add("style:style", kind, `<style:table-properties table:display="true" style:writing-mode="lr-tb" table:tab-color="#cc2936"/>`))
	for _, w := range widths {
		b.WriteString(d.column(w, ""))
	}
	b.WriteString(d.column(9, ` table:visibility="collapse"`+repeated(columnsRepeated, max(last.col, colPicks)-colDone)))
	for row := 1; row <= last.row; row++ {
		if row == headRow {
			b.WriteString(`<table:table-header-rows>`)
		}
		b.WriteString(d.rowStart(x.high[row]))
		d.listRow(&b, x, take(&places, row), looks)
		b.WriteString(`</table:table-row>`)
		if row == headRow {
			b.WriteString(`</table:table-header-rows>`)
		}
	}
	b.WriteString(`</table:table>`)
	return b.String()
}

// listRow writes the cells of a row, with the gaps between them.
func (d *document) listRow(b *strings.Builder, x *layout, places []address, looks map[look]string) {
	col := 0
	for _, at := range places {
		if gap := at.col - col - 1; gap > 0 {
			b.WriteString(`<table:table-cell` + repeated(columnsRepeated, gap) + `/>`)
		}
		c := x.cells[at]
		col = at.col
		fmt.Fprintf(b, `<table:table-cell table:style-name="%s"`, looks[c.look])
		switch {
		case c.look == lookDone:
			b.WriteString(` ` + rulesName + `="` + d.rules.add(tick, documentPlace(d.fixName, address{headRow + 1, colDone})) + `"/>`)
		case c.text == "":
			b.WriteString(`/>`)
		case c.to != "":
			b.WriteString(` office:value-type="string"><text:p><text:a xlink:href="` + escape("#"+quoted(c.sheet)+"."+c.to) + `" xlink:type="simple">` + escape(c.text) + `</text:a></text:p></table:table-cell>`)
		case c.across:
			fmt.Fprintf(b, ` office:value-type="string" table:number-columns-spanned="%d" table:number-rows-spanned="1">%s</table:table-cell>`, colDone, documentText(c.text))
			fmt.Fprintf(b, `<table:covered-table-cell table:style-name="%s" table:number-columns-repeated="%d"/>`, looks[c.look], colDone-1)
			col = colDone
		default:
			b.WriteString(` office:value-type="string">` + documentText(c.text) + `</table:table-cell>`)
		}
	}
	if col == 0 {
		b.WriteString(`<table:table-cell/>`)
	}
}

func (d *document) column(width float64, more string) string {
	const perCharacter = 0.0771 // inches
	style := d.looks.add("style:style", ` style:family="table-column"`, fmt.Sprintf(`<style:table-column-properties fo:break-before="auto" style:column-width="%.4fin"/>`, width*perCharacter))
	return `<table:table-column table:style-name="` + style + `"` + more + `/>`
}

// rowStart begins a row of a height; 0 is that of its text.
func (d *document) rowStart(high float64) string {
	optimal := "false"
	if high == 0 {
		high, optimal = 15, "true"
	}
	style := d.looks.add("style:style", ` style:family="table-row"`, fmt.Sprintf(`<style:table-row-properties style:row-height="%gpt" fo:break-before="auto" style:use-optimal-row-height="%s"/>`, high, optimal))
	return `<table:table-row table:style-name="` + style + `">`
}

// listView are the settings by which the headings of the list stay in view.
func listView(name string) string {
	item := func(name, kind, value string) string {
		return `<config:config-item config:name="` + name + `" config:type="` + kind + `">` + value + `</config:config-item>`
	}
	row := strconv.Itoa(headRow)
	return `<config:config-item-map-entry config:name="` + escape(name) + `">` +
		item("CursorPositionX", "int", strconv.Itoa(colCell-1)) + item("CursorPositionY", "int", row) +
		item("HorizontalSplitMode", "short", "0") + item("VerticalSplitMode", "short", "2") +
		item("HorizontalSplitPosition", "int", "0") + item("VerticalSplitPosition", "int", row) +
		item("ActiveSplitRange", "short", "2") + item("PositionLeft", "int", "0") + item("PositionRight", "int", "0") +
		item("PositionTop", "int", "0") + item("PositionBottom", "int", row) + item("ShowGrid", "boolean", "false") +
		`</config:config-item-map-entry>`
}

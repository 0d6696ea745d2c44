package correction

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"spm/engine/finding"
)

// documentPage is the sheet of the list in an OpenDocument.
type documentPage struct {
	*document
	cells map[address]string // by place, their XML
	high  map[int]float64    // heights of rows, in points
	row   int
	looks documentLooks

	master string // the page on which it is printed
}

// documentLooks are the styles of the list, by name.
type documentLooks struct{ title, lead, head, no, text, link, done, bar, quiet, hidden string }

func (d *document) listLooks() documentLooks {
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
	return documentLooks{
		title:  style(16, dark, bold, "", "start"),
		lead:   style(11, ink, "", wrapped, "start"),
		head:   style(10, "#ffffff", bold, fill(dark)+grid+" "+wrapped, ""),
		no:     style(10, grey, "", grid, "center"),
		text:   style(10, ink, "", grid+" "+wrapped, ""),
		link:   style(10, blue, `style:text-underline-style="solid"`, grid, ""),
		done:   style(12, "#1b7f3b", bold, fill("#f3f7f3")+grid, "center"),
		bar:    style(10, "#6b4e00", bold, fill("#"+strings.ToLower(warningFill[2:]))+grid+" "+wrapped, ""),
		quiet:  style(8, "#9ca3af", "", "", "end"),
		hidden: style(10, ink, "", "", ""),
	}
}

// listTable makes the list's table.
func (d *document) listTable(master string) string {
	x := &documentPage{document: d, master: master, cells: map[address]string{}, high: map[int]float64{}, looks: d.listLooks()}
	x.top()
	w := d.words
	for i, text := range []string{w.No, w.Sheet, w.Cell, w.Wrong, w.Mend, w.Done} {
		x.put(headRow, i+1, x.looks.head, text)
	}
	x.high[headRow] = 21
	x.row = headRow
	shown := d.listed[:min(len(d.listed), mostItems)]
	for i, it := range shown {
		if it.Severity == finding.Warning && (i == 0 || shown[i-1].Severity == finding.Error) {
			x.row++
			x.across(x.row, x.looks.bar, w.LookAt)
			x.high[x.row] = 20
		}
		x.line(i+1, it)
	}
	if more := len(d.listed) - len(shown); more > 0 {
		x.row++
		x.put(x.row, colWrong, x.looks.lead, strings.ReplaceAll(w.More, "{n}", strconv.Itoa(more)))
	}
	x.hide()
	return x.xml()
}

func (x *documentPage) put(row, col int, style, text string) {
	x.cell(row, col, style, "", documentText(text))
}

// cell puts a text that is XML already.
func (x *documentPage) cell(row, col int, style, more, text string) {
	x.cells[address{row, col}] = `<table:table-cell table:style-name="` + style + `" office:value-type="string"` + more + `>` + text + `</table:table-cell>`
}

func (x *documentPage) blank(row, col int, style, more string) {
	x.cells[address{row, col}] = `<table:table-cell table:style-name="` + style + `"` + more + `/>`
}

// across puts a text over all columns that are seen.
func (x *documentPage) across(row int, style, text string) {
	x.cell(row, colNo, style, fmt.Sprintf(` table:number-columns-spanned="%d" table:number-rows-spanned="1"`, colDone), documentText(text))
	x.cells[address{row, colSheet}] = fmt.Sprintf(`<table:covered-table-cell table:style-name="%s" table:number-columns-repeated="%d"/>`, style, colDone-1)
}

// top says what to do and to whom to send it.
func (x *documentPage) top() {
	x.put(1, colNo, x.looks.title, x.words.Title)
	x.put(1, colMend, x.looks.quiet, signature)
	x.high[1] = 27
	for i, text := range []string{x.words.Lead, x.words.Send} {
		row := i + 2
		if text == "" {
			x.high[row] = 4
			continue
		}
		x.across(row, x.looks.lead, text)
		x.high[row] = textHeight(text, widthAll, 11)
	}
	x.high[4] = 8
}

// line is a case of the list.
func (x *documentPage) line(n int, it item) {
	x.row++
	x.put(x.row, colNo, x.looks.no, strconv.Itoa(n))
	if it.link == "" {
		x.blank(x.row, colSheet, x.looks.text, "")
		x.blank(x.row, colCell, x.looks.text, "")
	} else {
		x.put(x.row, colSheet, x.looks.text, it.Where.Sheet)
		x.cell(x.row, colCell, x.looks.link, "", `<text:p><text:a xlink:href="`+escape("#"+quoted(it.Where.Sheet)+"."+it.link)+`" xlink:type="simple">`+escape(it.where)+`</text:a></text:p>`)
	}
	x.put(x.row, colWrong, x.looks.text, it.wrong)
	x.put(x.row, colMend, x.looks.text, it.mend)
	x.blank(x.row, colDone, x.looks.done, ` `+rulesName+`="`+x.rules.add(tick, documentPlace(x.fixName, address{headRow + 1, colDone}))+`"`)
	x.high[x.row] = max(textHeight(it.wrong, widths[colWrong-1], 10), textHeight(it.mend, widths[colMend-1], 10), textHeight(it.Where.Sheet, widths[colSheet-1], 10))
}

// hide writes what nobody needs to see: what was under the marks, and what
// doubtful cells offer.
func (x *documentPage) hide() {
	for i, name := range keptHeads {
		x.put(headRow, colKept+i, x.looks.quiet, name)
	}
	for i, k := range x.kept {
		for j, text := range []string{k.sheet, strings.Join(k.cells, " "), k.fill, k.border} {
			x.put(headRow+1+i, colKept+j, x.looks.hidden, text)
		}
	}
	for _, it := range x.listed {
		for j, text := range it.Options {
			if it.pickRow > 0 {
				x.put(it.pickRow, colPicks+j, x.looks.hidden, text)
			}
		}
	}
}

// xml is the table: its cells by row and column.
func (x *documentPage) xml() string {
	places := make([]address, 0, len(x.cells))
	last := address{1, colPicks}
	for at := range x.cells {
		places = append(places, at)
		last = address{max(last.row, at.row), max(last.col, at.col)}
	}
	slices.SortFunc(places, byAddress)
	s := x.document.looks
	var b strings.Builder
	kind := ` style:family="table"`
	if x.master != "" {
		kind += ` style:master-page-name="` + x.master + `"`
	}
	fmt.Fprintf(&b, `<table:table table:name="%s" table:style-name="%s">`, escape(x.fixName),
		s.add("style:style", kind, `<style:table-properties table:display="true" style:writing-mode="lr-tb" table:tab-color="#cc2936"/>`))
	for _, w := range widths {
		b.WriteString(x.column(w, ""))
	}
	b.WriteString(x.column(9, ` table:visibility="collapse"`+repeated(columnsRepeated, last.col-colDone)))
	for row := 1; row <= last.row; row++ {
		if row == headRow {
			b.WriteString(`<table:table-header-rows>`)
		}
		b.WriteString(x.rowStart(row))
		n, _ := slices.BinarySearchFunc(places, address{row + 1, 0}, byAddress)
		b.WriteString(x.inRow(places[:n]) + `</table:table-row>`)
		if places = places[n:]; row == headRow {
			b.WriteString(`</table:table-header-rows>`)
		}
	}
	b.WriteString(`</table:table>`)
	return b.String()
}

// inRow are the cells of a row, with the gaps between them.
func (x *documentPage) inRow(places []address) string {
	var b strings.Builder
	col := 0
	for _, at := range places {
		if gap := at.col - col - 1; gap > 0 {
			b.WriteString(`<table:table-cell` + repeated(columnsRepeated, gap) + `/>`)
		}
		b.WriteString(x.cells[at])
		if col = at.col; strings.HasPrefix(x.cells[at], `<table:covered`) {
			col = colDone
		}
	}
	if col == 0 {
		b.WriteString(`<table:table-cell/>`)
	}
	return b.String()
}

func (x *documentPage) column(width float64, more string) string {
	const perCharacter = 0.0771 // inches
	style := x.document.looks.add("style:style", ` style:family="table-column"`, fmt.Sprintf(`<style:table-column-properties fo:break-before="auto" style:column-width="%.4fin"/>`, width*perCharacter))
	return `<table:table-column table:style-name="` + style + `"` + more + `/>`
}

func (x *documentPage) rowStart(row int) string {
	high, optimal := x.high[row], "false"
	if high == 0 {
		high, optimal = 15, "true"
	}
	style := x.document.looks.add("style:style", ` style:family="table-row"`, fmt.Sprintf(`<style:table-row-properties style:row-height="%gpt" fo:break-before="auto" style:use-optimal-row-height="%s"/>`, high, optimal))
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

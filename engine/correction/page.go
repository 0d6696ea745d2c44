package correction

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"spm/engine/finding"
)

// page is the sheet of the list.
type page struct {
	*marker
	cells  map[address]string // by place, their XML
	high   map[int]float64    // heights of rows, in points
	merged []string
	links  []string
	row    int
	looks  looks
}

// looks are the styles of the list.
type looks struct{ title, lead, head, no, text, link, done, bar, quiet int }

func (m *marker) looks() looks {
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
	return looks{
		title: s.style(font(16, dark, "<b/>"), "", "", `<alignment vertical="center"/>`),
		lead:  s.style(font(11, "FF111827", ""), "", "", `<alignment vertical="top" wrapText="1"/>`),
		head:  s.style(font(10, "FFFFFFFF", "<b/>"), dark, grid, `<alignment horizontal="left" vertical="center" wrapText="1" indent="1"/>`),
		no:    s.style(font(10, grey, ""), "", grid, `<alignment horizontal="center" vertical="center"/>`),
		text:  s.style(font(10, "FF111827", ""), "", grid, wrapped),
		link:  s.style(font(10, blue, `<u/>`), "", grid, top),
		done:  s.style(font(12, "FF1B7F3B", "<b/>"), "FFF3F7F3", grid, `<alignment horizontal="center" vertical="center"/>`),
		bar:   s.style(font(10, "FF6B4E00", "<b/>"), warningFill, grid, `<alignment horizontal="left" vertical="center" wrapText="1" indent="1"/>`),
		quiet: s.style(font(8, "FF9CA3AF", ""), "", "", `<alignment horizontal="right" vertical="top"/>`),
	}
}

// page makes the list's part.
func (m *marker) page() []byte {
	x := &page{marker: m, cells: map[address]string{}, high: map[int]float64{}, looks: m.looks()}
	x.top()
	x.heads()
	x.row = headRow
	shown := m.listed[:min(len(m.listed), mostItems)]
	for i, it := range shown {
		if it.Severity == finding.Warning && (i == 0 || shown[i-1].Severity == finding.Error) {
			x.bar()
		}
		x.line(i+1, it)
	}
	if more := len(m.listed) - len(shown); more > 0 {
		x.row++
		x.put(x.row, colWrong, x.looks.lead, strings.ReplaceAll(m.words.More, "{n}", strconv.Itoa(more)))
	}
	x.hide()
	return []byte(x.xml())
}

func (x *page) put(row, col, style int, text string) {
	x.cells[address{row, col}] = fmt.Sprintf(`<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, address{row, col}, style, cellText(text))
}

func (x *page) blank(row, col, style int) {
	x.cells[address{row, col}] = fmt.Sprintf(`<c r="%s" s="%d"/>`, address{row, col}, style)
}

// top says what to do and to whom to send it.
func (x *page) top() {
	x.put(1, colNo, x.looks.title, x.words.Title)
	x.put(1, colMend, x.looks.quiet, signature)
	x.high[1] = 27
	for i, text := range []string{x.words.Lead, x.words.Send} {
		row := i + 2
		if text == "" {
			x.high[row] = 4
			continue
		}
		x.put(row, colNo, x.looks.lead, text)
		x.merged = append(x.merged, address{row, colNo}.String()+":"+address{row, colDone}.String())
		x.high[row] = textHeight(text, widthAll, 11)
	}
	x.high[4] = 8
}

func (x *page) heads() {
	w := x.words
	for i, text := range []string{w.No, w.Sheet, w.Cell, w.Wrong, w.Mend, w.Done} {
		x.put(headRow, i+1, x.looks.head, text)
	}
	x.high[headRow] = 21
}

// bar begins what is only to be looked at.
func (x *page) bar() {
	x.row++
	x.put(x.row, colNo, x.looks.bar, x.words.LookAt)
	for col := colSheet; col <= colDone; col++ {
		x.blank(x.row, col, x.looks.bar)
	}
	x.merged = append(x.merged, address{x.row, colNo}.String()+":"+address{x.row, colDone}.String())
	x.high[x.row] = 20
}

// line is a case of the list.
func (x *page) line(n int, it item) {
	x.row++
	x.put(x.row, colNo, x.looks.no, strconv.Itoa(n))
	x.put(x.row, colSheet, x.looks.text, it.Where.Sheet)
	if it.link == "" {
		x.blank(x.row, colSheet, x.looks.text)
		x.blank(x.row, colCell, x.looks.text)
	} else {
		x.put(x.row, colCell, x.looks.link, it.where)
		x.links = append(x.links, fmt.Sprintf(`<hyperlink ref="%s" location="%s" display="%s"/>`, address{x.row, colCell}, escape(quoted(it.Where.Sheet)+"!"+it.link), escape(it.where)))
	}
	x.put(x.row, colWrong, x.looks.text, it.wrong)
	x.put(x.row, colMend, x.looks.text, it.mend)
	x.blank(x.row, colDone, x.looks.done)
	x.high[x.row] = max(textHeight(it.wrong, widths[colWrong-1], 10), textHeight(it.mend, widths[colMend-1], 10), textHeight(it.Where.Sheet, widths[colSheet-1], 10))
}

// hide writes what nobody needs to see: what was under the marks, and what
// doubtful cells offer.
func (x *page) hide() {
	for i, name := range keptHeads {
		x.put(headRow, colKept+i, x.looks.quiet, name)
	}
	for i, k := range x.kept {
		for j, text := range []string{k.sheet, strings.Join(k.cells, " "), k.fill, k.border} {
			x.put(headRow+1+i, colKept+j, 0, text)
		}
	}
	for _, it := range x.listed {
		for j, text := range it.Options {
			if it.pickRow > 0 {
				x.put(it.pickRow, colPicks+j, 0, text)
			}
		}
	}
}

// xml is the part: its cells by row and column.
func (x *page) xml() string {
	places := make([]address, 0, len(x.cells))
	last := address{1, 1}
	for at := range x.cells {
		places = append(places, at)
		last = address{max(last.row, at.row), max(last.col, at.col)}
	}
	sort.Slice(places, func(i, j int) bool { return byAddress(places[i], places[j]) < 0 })
	var b strings.Builder
	fmt.Fprintf(&b, xmlHead+`<worksheet xmlns="%s"><sheetPr><tabColor rgb="FFCC2936"/><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:%s"/>`, x.space.main, last)
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
		b.WriteString(x.cells[at])
	}
	b.WriteString(`</row></sheetData>`)
	if len(x.merged) > 0 {
		fmt.Fprintf(&b, `<mergeCells count="%d">`, len(x.merged))
		for _, ref := range x.merged {
			b.WriteString(`<mergeCell ref="` + ref + `"/>`)
		}
		b.WriteString(`</mergeCells>`)
	}
	fmt.Fprintf(&b, `<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="%s:%s"><formula1>"&#10003;"</formula1></dataValidation></dataValidations>`,
		address{headRow + 1, colDone}, address{max(x.row, headRow+1), colDone})
	if len(x.links) > 0 {
		b.WriteString(`<hyperlinks>` + strings.Join(x.links, "") + `</hyperlinks>`)
	}
	b.WriteString(`<printOptions horizontalCentered="1"/><pageMargins left="0.5" right="0.5" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`)
	return b.String()
}

// textHeight is the height of a wrapped text, in points. Programs do not agree
// on it by themselves, so there is a little room.
func textHeight(text string, width float64, size int) float64 {
	perLine := (width - 2) * 12 / float64(size) // characters, most of which are narrower than a figure
	lines := 0.0
	for line := range strings.SplitSeq(text, "\n") {
		lines += max(1, math.Ceil(float64(len([]rune(line)))*1.06/perLine))
	}
	return math.Round(lines*float64(size)*1.3 + 7)
}

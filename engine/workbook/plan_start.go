package workbook

import (
	"regexp"
	"strconv"
	"strings"

	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/value"
)

// startName is the first sheet of every packet: what this is, for whom and by
// when, what is on the other sheets and how far they are, how it comes back.
const startName = "Start here"

// startTab is what its tab is called.
func startTab(lib *form.Library) string { return lib.Say(form.StartHere) }

// startHeads are the headings of the first sheet, by which it is known again
// when its line is gone.
var startHeads = []form.Word{form.WhatToDo, form.WhatIsInside, form.HowToSend, form.AsksFor, form.WhoFills, form.SoFar}

// startLine is what the sheet says of itself, in every language:
//
//	Start here · HR · 4F7K-2Q
func startLine(p *packet.Packet) string {
	if p.Blank {
		return startName + " · " + blankForm
	}
	return startName + " · " + identityOf(p, &packet.Sheet{}).To + " · " + p.Code
}

var startLines = regexp.MustCompile(`(?i)^` + startName + `\s*[·•.\-–|]\s*(?:.*[·•|]\s*)?(` + blankForm + `|[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{2})$`)

// parseStart reads the line of the first sheet; the code is empty where it is blank.
func parseStart(s string) (code string, ok bool) {
	m := startLines.FindStringSubmatch(value.Squeeze(s))
	if m == nil {
		return "", false
	}
	if strings.EqualFold(m[1], blankForm) {
		return "", true
	}
	return strings.ToUpper(m[1]), true
}

// Its columns: two for labels and texts, who fills in, how far it is; hidden
// right of them the numbers behind.
const (
	colName = iota + 1
	colAsks
	colWho
	colFar
	colAnswered
	colRequired
)

// start lays out the first sheet; the others are planned already.
func (plan *packetPlan) start(l *Layout) *SheetLayout {
	lib := plan.lib
	kind := lib.Packet(l.Packet.Kind)
	if kind == nil {
		kind = &form.Packet{}
	}
	x := &planner{
		SheetLayout: &SheetLayout{
			Name: startTab(lib), Form: &form.Form{ID: "start", Title: startTitle(lib, l.Packet)}, Sheet: &form.Sheet{Name: startTab(lib), Orientation: "portrait"},
			Issued: &packet.Sheet{}, Widths: []float64{24, 42, 20, 24}, Heights: make([]Height, 1, 64), Cells: plan.cells.take(startCells(l)), Footer: startLine(l.Packet), OnePage: true,
		},
		packetPlan: plan,
	}
	x.logo()
	x.line(RoleTitle, x.Form.Title, 15, 30)
	x.line(RoleRecipient, x.to, 10, 17)
	x.Freeze, x.Repeat = x.row, [2]int{x.Logo + 1, x.row}
	line := x.take()
	x.put(Cell{Row: line, Col: colName, End: colWho, Role: RoleStep})
	x.put(Cell{Row: line, Col: colFar, Role: RoleIdentity, Text: startLine(l.Packet)})
	x.fix(line, 14)
	x.paragraph(kind.About)
	x.addressed()
	if len(kind.How) > 0 {
		x.bar(lib.Say(form.WhatToDo))
		for n, step := range kind.How {
			x.text(strconv.Itoa(n+1) + ".  " + squeeze(step))
		}
	}
	x.bar(lib.Say(form.WhatIsInside))
	asks := len(kind.Forms) == 0 || lib.Asks(kind)
	x.contents(l, asks)
	if asks {
		x.sendBack()
	}
	x.Rows = x.row
	return x.SheetLayout
}

// startCells is about how many cells the first sheet has.
func startCells(l *Layout) int {
	const texts, line = 40, 6
	return texts + line*len(l.Sheets)
}

func startTitle(lib *form.Library, p *packet.Packet) string {
	title := lib.TitleOf(p.Kind, p.Title)
	if p.Blank {
		return title
	}
	return startTab(lib) + ": " + title
}

// paragraph is a text over the whole width, with some room.
func (x *planner) paragraph(text string) {
	if text = squeeze(text); text == "" {
		return
	}
	x.gap()
	x.text(text)
}

// text runs over the whole width.
func (x *planner) text(text string) {
	row := x.take()
	x.put(Cell{Row: row, Col: 1, End: x.last(), Merged: true, Role: RoleText, Text: text})
	x.fix(row, textHeight(lineCount(text, x.width(), fontSize), fontSize))
}

// bar begins a part of the sheet.
func (x *planner) bar(title string) {
	x.gap()
	row := x.take()
	x.put(Cell{Row: row, Col: 1, End: x.last(), Role: RoleBar, Text: title})
	x.fix(row, 19)
}

// pair is a label and a text that runs over the columns beside it.
func (x *planner) pair(role Role, label, text string) {
	row := x.take()
	x.put(Cell{Row: row, Col: colName, Role: role, Text: label})
	x.put(Cell{Row: row, Col: colAsks, End: x.last(), Merged: true, Role: RoleText, Text: text})
	x.fix(row, textHeight(lineCount(text, x.spanWidth(Span{colAsks, x.last()}), fontSize), fontSize))
}

// addressed says whose the workbook is, by when it is due and whom to ask.
func (x *planner) addressed() {
	if x.p.Blank {
		return
	}
	x.gap()
	for _, p := range [][2]string{
		{x.lib.Say(form.ForWhom), joined([]string{x.p.To.Name, x.p.To.Person}, ", ")},
		{x.lib.Say(form.DueBy), x.lib.Day(x.p.Due)},
		{x.lib.Say(form.SendTo), x.p.ReturnTo},
		{x.lib.Say(form.Contact), x.p.Contact},
	} {
		if p[1] != "" {
			x.pair(RoleLabel, p[0], p[1])
		}
	}
}

// contents lists the sheets, each with a link, and how far they are.
func (x *planner) contents(l *Layout, asks bool) {
	heads := []string{x.lib.Say(form.SheetName), x.lib.Say(form.AsksFor), x.lib.Say(form.WhoFills), x.lib.Say(form.SoFar)}
	whoEnd := colWho
	if x.p.Blank { // nothing is counted on paper
		heads, whoEnd = heads[:colWho], colFar
	} else {
		x.Hidden = 2
	}
	row := x.take()
	for i, h := range heads {
		c := Cell{Row: row, Col: i + 1, Role: RoleHead, Text: h}
		if c.Col == colWho {
			c.End, c.Merged = whoEnd, whoEnd > colWho
		}
		x.put(c)
	}
	x.fix(row, 19)
	first := x.row + 1
	last := ""
	for i := range l.Sheets {
		s := &l.Sheets[i]
		x.content(s, s.Form.ID != last, whoEnd)
		last = s.Form.ID
	}
	if x.p.Blank || !asks {
		return
	}
	x.total(l, first)
	far := address(first, colFar) + ":" + address(x.row, colFar)
	done, of := "$"+address(first, colAnswered), "$"+address(first, colRequired)
	x.Rules = append(x.Rules, Rule{Cells: far, Formula: "AND(" + of + ">0," + done + ">=" + of + ")", Tone: ToneGood})
}

// content is the line of a sheet; the first of a form says its title, too.
func (x *planner) content(s *SheetLayout, first bool, whoEnd int) {
	row := x.take()
	asks := Cell{Row: row, Col: colAsks, Role: RoleCell, Text: s.asksFor()}
	if first {
		asks.Note = x.lib.Heading(s.Form)
	}
	link := Cell{Row: row, Col: colName, Role: RoleLink, Text: s.Name, Link: sheetRef(s.Name) + "A1"}
	if x.p.Blank {
		link.Role, link.Link = RoleCell, ""
	}
	x.put(link)
	x.put(asks)
	x.put(Cell{Row: row, Col: colWho, End: whoEnd, Merged: whoEnd > colWho, Role: RoleCell, Text: s.Form.FilledBy})
	if !x.p.Blank {
		far := Cell{Row: row, Col: colFar, Role: RoleCell, Centre: true}
		x.far(&far, &s.Progress, s.Progress.answered(s.Name), s.Progress.required(s.Name))
		x.put(far)
	}
	h := textHeight(lineCount(asks.Text, x.Widths[colAsks-1], fontSize), fontSize)
	if asks.Note != "" {
		h += textHeight(lineCount(asks.Note, x.Widths[colAsks-1], noteSize), noteSize) - 4
	}
	h = max(h, textHeight(lineCount(s.Form.FilledBy, x.Widths[colWho-1], fontSize), fontSize), textHeight(lineCount(s.Name, x.Widths[colName-1], fontSize), fontSize))
	x.fix(row, h)
}

// asksFor are the titles of a sheet's sections, without the quality check.
func (s *SheetLayout) asksFor() string {
	var titles []string
	for i := range s.Sections {
		if t := s.Sections[i].Section; t.Shape != form.Checks {
			titles = append(titles, t.Title)
		}
	}
	return strings.Join(titles, " · ")
}

// far says how far a sheet is, in words that follow the hidden numbers.
func (x *planner) far(c *Cell, p *Progress, answered, required string) {
	switch {
	case !p.optional:
		c.Text = x.lib.Say(form.ToRead)
		return
	case answered == "" || required == "":
		c.Text = x.lib.Say(form.NothingRequired)
		if p.Required > 0 {
			c.Text = x.so(p.Answered, p.Required)
		}
		return
	}
	x.put(Cell{Row: c.Row, Col: colAnswered, Role: RoleRowID, Formula: answered, Number: float64(p.Answered), Numeric: true})
	x.put(Cell{Row: c.Row, Col: colRequired, Role: RoleRowID, Formula: required, Number: float64(p.Required), Numeric: true})
	x.words(c, p)
}

// words are "12 of 15 required answers", by the numbers of the row.
func (x *planner) words(c *Cell, p *Progress) {
	begin, missing := x.lib.Say(form.NotBegun), x.lib.Say(form.SheetMissing)
	done, of := address(c.Row, colAnswered), address(c.Row, colRequired)
	c.Formula = "IF(" + of + "<0," + formulaText(missing) + ",IF(" + of + "=0," + formulaText(begin) + "," + spoken(x.lib.Say(form.RequiredAnswers), "done", done, "all", of) + "))"
	c.Text = x.so(p.Answered, p.Required)
	if p.Required == 0 {
		c.Text = begin
	}
}

func (x *planner) so(answered, required int) string {
	return x.lib.Say(form.RequiredAnswers, "done", strconv.Itoa(answered), "all", strconv.Itoa(required))
}

// spoken is a formula that says a text with cells in place of its names.
func spoken(text string, pairs ...string) string {
	var parts []string
	for text != "" {
		at, name, cell := len(text), "", ""
		for i := 0; i+1 < len(pairs); i += 2 {
			if n := strings.Index(text, "{"+pairs[i]+"}"); n >= 0 && n < at {
				at, name, cell = n, "{"+pairs[i]+"}", pairs[i+1]
			}
		}
		if at > 0 {
			parts = append(parts, formulaText(text[:at]))
		}
		if cell != "" {
			parts = append(parts, cell)
		}
		text = text[at+len(name):]
	}
	return strings.Join(parts, "&")
}

// total adds the sheets up; one that is missing counts nothing.
func (x *planner) total(l *Layout, first int) {
	var all Progress
	for i := range l.Sheets {
		all.Answered += l.Sheets[i].Progress.Answered
		all.Required += l.Sheets[i].Progress.Required
	}
	last := x.row
	row := x.take()
	x.put(Cell{Row: row, Col: colName, End: colWho, Role: RoleHead, Text: x.lib.Say(form.AllSheets)})
	far := Cell{Row: row, Col: colFar, Role: RoleHead, Centre: true}
	for i, n := range []int{all.Answered, all.Required} {
		col := colAnswered + i
		area := address(first, col) + ":" + address(last, col)
		x.put(Cell{Row: row, Col: col, Role: RoleRowID, Formula: "SUMIF(" + area + `,">0")`, Number: float64(n), Numeric: true})
	}
	x.words(&far, &all)
	x.put(far)
	x.fix(row, 19)
}

// sendBack says how the workbook comes back, in whichever program it is open.
func (x *planner) sendBack() {
	back := x.lib.SendBack
	if back.Text == "" && len(back.Programs) == 0 {
		return
	}
	x.bar(x.lib.Say(form.HowToSend))
	if text := squeeze(back.Text); text != "" {
		x.text(text)
	}
	for _, p := range back.Programs {
		x.pair(RoleLabel, p.Name, p.How)
	}
}

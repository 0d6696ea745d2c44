package workbook

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/spreadsheet"
	"spm/engine/submission"
	"spm/engine/value"
)

// tableRows finds the rows of a table and their codes. What stands between
// and below them and is no row of the table is told and left alone.
func (r *reader) tableRows(s *returned, a *area) {
	k := a.known()
	a.findIDs(k)
	end := a.first // last row that surely belongs to the table
	for i, lines := 0, a.between(a.first, a.last); i < len(lines); i++ {
		line := &lines[i]
		row := r.codes(a, k, line)
		holds := a.holds(line)
		if total := a.totals(line); row.isNew && total != nil { // over a spare row, or in one
			if row.issued != nil {
				end = line.row
			}
			s.found.Add(finding.New("CELL-41", a.where(line.row, 0, ""), "typed", short(total.text)))
			continue
		}
		switch {
		case row.issued != nil || row.id != "" && k.ids[row.id] != nil:
			end = line.row
		case a.words.heads(line) || a.prints(line):
			end = line.row
			continue
		case row.coded(a):
			end = line.row
		case !holds && row.unknown == "":
			if p := a.remark(row); p != nil {
				s.found.Add(finding.New("CELL-45", a.where(line.row, p.Col, ""), "typed", short(p.text), "place", "outside the rows", "table", a.title()).As(finding.Note))
			}
			continue
		case !holds:
			s.found.Add(finding.New("CELL-45", a.where(line.row, line.spots[0].Col, ""), "typed", short(line.spots[0].text), "place", "outside the rows", "table", a.title()).As(finding.Note))
			continue
		case line.row-end > a.reach():
			s.found.Add(finding.New("CELL-45", a.where(line.row, line.spots[0].Col, ""), "typed", short(line.spots[0].text), "place", "outside the rows", "table", a.title()))
			continue
		default:
			end = line.row
		}
		a.rows = append(a.rows, row)
	}
	a.byID(s, k)
	a.byWords(s)
	a.stillCoded(s)
	a.respelt(s)
	a.follow(s, k)
	a.gaps(s)
	a.came = map[*packet.Row]bool{}
	for _, row := range a.rows {
		a.came[row.issued] = true
	}
}

// findIDs finds the hidden column of row ids by what stands in it, when its
// key is gone.
func (a *area) findIDs(k known) {
	for _, line := range a.between(a.first, a.last) {
		for _, p := range line.spots {
			if a.ids == 0 && k.ids[strings.ToLower(p.text)] != nil {
				a.ids = p.Col
			}
		}
	}
}

// reach is how far below the last row of a table a new row may stand. A blank
// form whose rows have no printed codes shows nothing of where they end.
func (a *area) reach() int {
	if a.block == nil && a.section.OwnCodes {
		return 12
	}
	return 2
}

// holds tells whether something stands in a column of the row that is answered.
func (a *area) holds(line *line) bool {
	for i := range a.section.Fields {
		f := &a.section.Fields[i]
		if p := line.at(a.cols[f.ID]); answerable(f) && a.cols[f.ID] > 0 && p != nil && !a.runs(p) {
			return true
		}
	}
	return false
}

// remark is what somebody typed into a row that is none, in columns that are
// not answered; nil where nothing of it is new.
func (a *area) remark(row *reading) *spot {
	if a.block != nil && len(a.wording().all(row)) > 0 {
		return nil
	}
	_, given := a.codeColumns()
	for _, p := range row.line.spots {
		if !p.Formula && !a.covered(p.Row, p.Col) && (given[p.Col] || a.reads(p.Col) && a.runs(p)) {
			return p
		}
	}
	return nil
}

// runs tells whether a cell is merged over answers of several fields: a remark
// that somebody laid across the table.
func (a *area) runs(p *spot) bool {
	m, ok := a.cover(p.Row, p.Col)
	if !ok || m.FirstCol == m.LastCol {
		return false
	}
	n := 0
	for _, col := range a.cols {
		if m.FirstCol <= col && col <= m.LastCol {
			n++
		}
	}
	return n > 2
}

// prints tells whether a row repeats what the form prints around its tables.
func (a *area) prints(line *line) bool {
	if len(line.spots) > 2 {
		return false
	}
	first := line.spots[0]
	if first.says(a.section.Help, a.section.Title, a.section.No, a.form.Title, a.form.Instruction) {
		return true
	}
	for i := range a.form.Sheets {
		if slices.ContainsFunc(a.form.Sheets[i].Sections, func(s form.Section) bool { return first.says(s.Title, s.No, s.Help) }) {
			return true
		}
	}
	return false
}

var (
	sumWords   = []string{"total", "totals", "sum", "subtotal", "sub-total", "grand total", "totales", "suma", "total general"}
	totalWords = append([]string{"average", "mean", "count", "promedio", "media"}, sumWords...)
	bareAmount = regexp.MustCompile(`^[^\pL]*\d[^\pL]*$`) // 10,500 or $ 1,200.50
)

// totals is the text that names a row of sums which somebody has added: it
// stands where codes stand, or the row has formulas, or it has nothing else but
// amounts. The code of a spare row may stand beside it, and what we print in
// that. Other rows have none.
func (a *area) totals(line *line) *spot {
	if !slices.ContainsFunc(line.spots, func(p *spot) bool { return slices.Contains(totalWords, p.folded()) }) {
		return nil // as of most lines
	}
	codes, given := a.codeColumns()
	var said []*spot
	for _, p := range line.spots {
		if p.Col != a.ids && !given[p.Col] && (!codes[p.Col] || slices.Contains(totalWords, p.folded())) {
			said = append(said, p)
		}
	}
	if len(said) == 0 || !slices.Contains(totalWords, said[0].folded()) {
		return nil
	}
	first, others := said[0], said[1:]
	switch {
	case codes[first.Col], slices.ContainsFunc(others, func(p *spot) bool { return p.Formula }):
		return first
	case slices.Contains(sumWords, first.folded()) && len(others) > 0 &&
		!slices.ContainsFunc(others, func(p *spot) bool { return !bareAmount.MatchString(p.text) }):
		return first
	}
	return nil
}

// codeColumns are the columns of codes, and those of other given texts.
func (a *area) codeColumns() (codes, given map[int]bool) {
	codes, given = map[int]bool{}, map[int]bool{}
	for i := range a.section.Fields {
		f := &a.section.Fields[i]
		switch col := a.cols[f.ID]; {
		case col == 0:
		case f.Type == value.Code:
			codes[col] = true
		case f.Given:
			given[col] = true
		}
	}
	return codes, given
}

// readTable reads the answers of every row of a table.
func (r *reader) readTable(s *returned, a *area) {
	merged := map[spreadsheet.Range]bool{}
	for _, row := range a.rows {
		rec := &submission.Record{Form: a.form.ID, Version: s.version(), Section: a.section.ID, Scope: a.scope,
			ID: row.id, Codes: row.codes, Where: a.where(row.row, 0, "")}
		if row.issued == nil && !a.section.OwnCodes {
			rec.ID = ""
		}
		row.record = rec
		if a.unused(row) {
			continue
		}
		rec.Answers = make([]submission.Answer, 0, len(a.cols))
		for i := range a.section.Fields {
			f := &a.section.Fields[i]
			col := a.cols[f.ID]
			if col == 0 || f.Type == value.Code {
				continue
			}
			c := a.cell(row.line, row.row, col, a.hasColumn)
			if f.Given {
				r.givenText(row, f, c)
				continue
			}
			if c.spread && !row.coded(a) {
				c.spot = nil
			}
			a.tellMerged(s, f, c, merged)
			rec.Answers = append(rec.Answers, r.parse(row, f, c, r.unit(row, f)))
		}
	}
	if r.book.Format == spreadsheet.Table {
		a.onceForColumn("CELL-20") // each of its days is a text
	}
	r.newRows(a)
	r.givenCodes(a)
	r.repeated(a)
	r.moved(s, a)
	for _, row := range a.rows {
		if row.record != nil && row.isNew && !row.example() && !r.anyFilled(row) && !row.named() {
			row.record = nil // a spare row that nobody used; an example may count as it was sent
			row.found = nil
			if row.unknown != "" {
				row.found.Add(finding.New("CELL-45", a.where(row.row, row.column, ""), "typed", short(row.unknown), "place", "among the codes", "table", a.title()))
			}
		}
	}
}

// onceForColumn keeps, of what is told of many cells of a column, the first, and
// says how far down the others go.
func (a *area) onceForColumn(code finding.Code) {
	last, told := map[int]int{}, map[int]bool{}
	for _, row := range a.rows {
		for _, f := range row.found {
			if f.Code == code {
				last[f.Where.Col] = f.Where.Row
			}
		}
	}
	for _, row := range a.rows {
		row.found = slices.DeleteFunc(row.found, func(f finding.Finding) bool { return f.Code == code && told[f.Where.Col] })
		for i := range row.found {
			if f := &row.found[i]; f.Code == code {
				told[f.Where.Col] = true
				if end := last[f.Where.Col]; end > f.Where.Row {
					f.Where.EndRow = end
				}
			}
		}
	}
}

// unused tells whether a row is a spare one in which nothing was typed.
func (a *area) unused(row *reading) bool {
	if !row.isNew || row.example() || row.named() {
		return false
	}
	for i := range a.section.Fields {
		f := &a.section.Fields[i]
		col := a.cols[f.ID]
		if col == 0 || f.Given || f.Type == value.Code {
			continue
		}
		if _, merged := a.cover(row.row, col); merged || row.line.at(col) != nil {
			return false
		}
	}
	return true
}

// tellMerged says, once for each merged cell, how its text was understood where it
// covers several rows or several answers.
func (a *area) tellMerged(s *returned, f *form.Field, c cell, told map[spreadsheet.Range]bool) {
	m, ok := a.cover(c.row, c.col)
	if !ok || told[m] {
		return
	}
	at := a.where(m.FirstRow, m.FirstCol, a.judge(f.ID))
	if c.spot == nil {
		// Its text belongs to another column, and is told with that unless it was not read.
		if p := a.at(m.FirstRow, m.FirstCol); p != nil && m.FirstCol != c.col && a.hasColumn(m.FirstCol) && !a.reads(m.FirstCol) {
			told[m] = true
			s.found.Add(finding.New("CELL-64", at, "label", "Column "+finding.ColumnName(m.FirstCol), "others", quoted([]string{a.called(f)}), "typed", short(p.text)))
		}
		return
	}
	var others []string
	for i := range a.section.Fields {
		g := &a.section.Fields[i]
		if col := a.cols[g.ID]; g.ID != f.ID && col > m.FirstCol && col <= m.LastCol {
			others = append(others, a.called(g))
		}
	}
	if len(others) > 0 {
		told[m] = true
		s.found.Add(finding.New("CELL-64", at, "label", a.called(f), "others", quoted(others), "typed", short(c.text)))
	}
	if c.spread {
		told[m] = true
		at.EndRow = m.LastRow
		s.found.Add(finding.New("CELL-56", at, "label", f.Label, "rows", fmt.Sprintf("%d to %d", m.FirstRow, m.LastRow)))
	}
}

// named tells whether staff gave the row a code of their own, which is an
// answer, too.
func (row *reading) named() bool {
	a := row.area
	return a.section.OwnCodes && slices.ContainsFunc(a.tells, func(f *form.Field) bool {
		code := row.codes[f.ID]
		return code != "" && (row.issued == nil || row.issued.Codes[f.ID] != code)
	})
}

// hasColumn tells whether a column is the form's: it is read, or it is one of two
// that say different things.
func (a *area) hasColumn(col int) bool {
	return a.reads(col) || slices.ContainsFunc(a.keyed, func(k keyedColumn) bool { return k.col == col })
}

// reads tells whether the answers of a field are read from a column.
func (a *area) reads(col int) bool {
	for _, c := range a.cols {
		if c == col {
			return true
		}
	}
	return false
}

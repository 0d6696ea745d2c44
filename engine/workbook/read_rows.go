package workbook

import (
	"fmt"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/spreadsheet"
	"spm/engine/submission"
	"spm/engine/value"
)

// known are the codes that a table may show, by field: folded text → the row
// of the packet, and its spelling.
type known struct {
	rows  map[string]map[string]*packet.Row
	spelt map[string]map[string]string
	ids   map[string]*packet.Row
}

func (a *area) known() known {
	k := known{map[string]map[string]*packet.Row{}, map[string]map[string]string{}, map[string]*packet.Row{}}
	for _, f := range a.section.Codes() {
		k.rows[f.ID], k.spelt[f.ID] = map[string]*packet.Row{}, map[string]string{}
		if a.section.Shape == form.Checks && a.block == nil {
			for _, c := range a.form.Checks {
				k.spelt[f.ID][value.Fold(checkCode(c))] = checkCode(c)
			}
		}
	}
	if a.block == nil {
		return k
	}
	for i := range a.block.Rows {
		row := &a.block.Rows[i]
		if row.ID != "" {
			k.ids[row.ID] = row
		}
		for field, code := range row.Codes {
			fold := value.Fold(code)
			if k.spelt[field] == nil || k.spelt[field][fold] != "" {
				continue
			}
			k.rows[field][fold], k.spelt[field][fold] = row, code
		}
	}
	return k
}

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
		switch {
		case row.issued == nil && a.totals(line): // over a spare row, too
			s.found.Add(finding.New("CELL-41", a.where(line.row, 0, ""), "typed", short(line.spots[0].text)))
			continue
		case row.issued != nil || row.id != "" && k.ids[row.id] != nil:
			end = line.row
		case a.words.heads(line) || a.prints(line):
			end = line.row
			continue
		case row.coded(a):
			end = line.row
		case !holds && row.unknown == "":
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

// coded tells whether the row has the code of one of its entities.
func (row *reading) coded(a *area) bool {
	return slices.ContainsFunc(a.identifying(), func(f *form.Field) bool { return row.codes[f.ID] != "" })
}

// codes reads the visible codes of a row. One that is neither the packet's nor
// typed where staff give codes themselves is no code of the row.
func (r *reader) codes(a *area, k known, line *line) *reading {
	row := &reading{area: a, row: line.row, line: line, codes: map[string]string{}}
	if p := line.at(a.ids); a.ids > 0 && p != nil {
		row.id = strings.ToLower(p.text)
	}
	for _, f := range a.section.Codes() {
		p := line.at(a.cols[f.ID])
		if a.cols[f.ID] == 0 || p == nil || a.covered(p.Row, p.Col) {
			continue
		}
		code, fine := k.accept(a, f, p)
		if !fine {
			if a.identifies(f) {
				row.unknown, row.column = p.text, p.Col
			}
			continue
		}
		row.codes[f.ID] = code
		if row.issued == nil && a.identifies(f) {
			row.issued = k.rows[f.ID][p.fold]
		}
	}
	row.isNew = row.issued == nil || row.issued.New
	return row
}

// longestCode is the longest that staff may give themselves; what is longer is
// a remark.
const longestCode = 16

// accept tells whether a text is a code of the table, and how it is spelt.
func (k known) accept(a *area, f *form.Field, p *spot) (code string, fine bool) {
	if code := k.spelt[f.ID][p.fold]; code != "" {
		return code, true
	}
	switch prefix := newCodes(a.section, f); {
	case strings.ContainsRune(p.text, '\n') || len(p.text) > 40:
		return "", false
	case a.section.OwnCodes && !f.Given && len(p.text) <= longestCode, continues(p.text, prefix):
		return value.Squeeze(p.text), true
	case a.block == nil && a.section.Shape != form.Checks:
		return value.Squeeze(p.text), strings.ContainsAny(p.text, "0123456789")
	}
	return "", false
}

// newCodes is what the codes of new rows begin with.
func newCodes(s *form.Section, f *form.Field) string {
	switch {
	case f.New != "":
		return f.New
	case s.Kind(f) == s.Entity:
		return s.New
	}
	return ""
}

// continues tells whether a code goes on where the printed ones end: NEW-S5
// below NEW-S4.
func continues(code, prefix string) bool {
	if len(code) <= len(prefix) || prefix == "" || !strings.EqualFold(code[:len(prefix)], prefix) {
		return false
	}
	return strings.Trim(code[len(prefix):], "0123456789") == ""
}

// byID gives rows whose code was lost back to the packet's row with their
// hidden id, where no other row has its code.
func (a *area) byID(s *returned, k known) {
	held := map[*packet.Row]bool{}
	for _, row := range a.rows {
		held[row.issued] = true
	}
	var lost []string
	for _, row := range a.rows {
		issued := k.ids[row.id]
		own := a.section.OwnCodes && issued != nil && issued.New // its code was typed by staff
		if row.issued != nil || row.unknown != "" || row.coded(a) && !own || row.id == "" || issued == nil || held[issued] {
			continue
		}
		held[issued] = true
		row.issued, row.isNew = issued, issued.New
		if row.coded(a) {
			continue
		}
		for _, f := range a.section.Codes() {
			if code := issued.Codes[f.ID]; code != "" && row.codes[f.ID] == "" {
				row.codes[f.ID] = code
				if a.identifies(f) && a.holds(row.line) {
					lost = append(lost, code)
				}
			}
		}
	}
	if len(lost) > 0 {
		s.found.Add(finding.New("CELL-58", a.where(max(a.head, a.keys), 0, ""), "codes", strings.Join(lost, ", "), "table", a.title()))
	}
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
	return line.spots[0].says(a.section.Help, a.section.Title, a.section.No, a.form.Title, a.form.Instruction)
}

var totalWords = []string{"total", "totals", "sum", "subtotal", "sub-total", "grand total", "average", "mean", "count"}

// totals tells whether somebody added a row of sums: its first text says so,
// and it stands where codes stand or has formulas.
func (a *area) totals(line *line) bool {
	first := line.spots[0]
	if !slices.Contains(totalWords, first.fold) {
		return false
	}
	return slices.ContainsFunc(a.identifying(), func(f *form.Field) bool { return a.cols[f.ID] == first.Col }) ||
		slices.ContainsFunc(line.spots, func(p *spot) bool { return p.Formula })
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
		for i := range a.section.Fields {
			f := &a.section.Fields[i]
			col := a.cols[f.ID]
			if col == 0 || f.Type == value.Code {
				continue
			}
			c := a.cell(row.row, col, a.hasColumn)
			if f.Given {
				r.givenText(row, f, c)
				continue
			}
			if c.spread {
				if !row.coded(a) {
					c.spot = nil
				} else if m, _ := a.cover(row.row, col); c.spot != nil && !merged[m] {
					merged[m] = true
					s.found.Add(finding.New("CELL-56", a.where(m.FirstRow, m.FirstCol, a.judge(f.ID)), "label", f.Label, "rows", fmt.Sprintf("%d to %d", m.FirstRow, m.LastRow)))
				}
			}
			rec.Answers = append(rec.Answers, r.parse(row, f, c, r.unit(row, f)))
		}
		row.record = rec
	}
	r.newRows(a)
	r.givenCodes(a)
	r.repeated(a)
	r.moved(s, a)
	for _, row := range a.rows {
		if row.record != nil && row.isNew && !row.example() && !r.anyFilled(row, row.record.Answers) && !row.named() {
			row.record = nil // a spare row that nobody used; an example may count as it was sent
			row.found = nil
			if row.unknown != "" {
				row.found.Add(finding.New("CELL-45", a.where(row.row, row.column, ""), "typed", short(row.unknown), "place", "among the codes", "table", a.title()))
			}
		}
	}
}

// named tells whether staff gave the row a code of their own, which is an
// answer, too.
func (row *reading) named() bool {
	a := row.area
	return a.section.OwnCodes && slices.ContainsFunc(a.identifying(), func(f *form.Field) bool {
		code := row.codes[f.ID]
		return code != "" && (row.issued == nil || row.issued.Codes[f.ID] != code)
	})
}

func (a *area) hasColumn(col int) bool {
	for _, c := range a.cols {
		if c == col {
			return true
		}
	}
	return false
}

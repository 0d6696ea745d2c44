package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/submission"
	"spm/engine/value"
)

// part is what a row says about one entity: attachment F tells of a measure
// and of a milestone in the same row.
type part struct {
	code   *form.Field // nil: an answers section
	fields []*form.Field
}

// partsOf are the entities of a row of a section, which some codes tell apart.
// What is asked about an entity without a code of its own belongs to the first.
func partsOf(s *form.Section, codes []*form.Field) []part {
	if len(codes) == 0 {
		codes = []*form.Field{nil}
	}
	parts := make([]part, len(codes))
	for i := range codes {
		parts[i].code = codes[i]
	}
	for i := range s.Fields {
		f := &s.Fields[i]
		if !answerable(f) {
			continue
		}
		at := slices.IndexFunc(codes, func(c *form.Field) bool { return c != nil && s.Kind(c) == s.Kind(f) })
		parts[max(at, 0)].fields = append(parts[max(at, 0)].fields, f)
	}
	return parts
}

// answers are a row's answers to some fields, for reading only.
func (row *reading) answers(p part) []*submission.Answer {
	if row.record == nil {
		return nil
	}
	all := make([]*submission.Answer, 0, len(p.fields))
	for i := range row.record.Answers {
		a := &row.record.Answers[i]
		if slices.ContainsFunc(p.fields, func(f *form.Field) bool { return f.ID == a.Field }) {
			all = append(all, a)
		}
	}
	return all
}

// drop takes what a row says about an entity out of it.
func (row *reading) drop(p part) {
	row.uncode(p)
	if row.record == nil {
		return
	}
	row.record.Answers = slices.DeleteFunc(row.record.Answers, func(a submission.Answer) bool {
		return slices.ContainsFunc(p.fields, func(f *form.Field) bool { return f.ID == a.Field })
	})
	if len(row.record.Answers) == 0 {
		row.record, row.found = nil, nil
	}
}

// uncode makes what a row says about an entity new.
func (row *reading) uncode(p part) {
	delete(row.codes, p.code.ID)
	if !row.coded(row.area) && row.record != nil {
		row.issued, row.isNew, row.record.ID = nil, true, ""
	}
}

// newRows says which rows are none of the packet's, and gives them the given
// codes of the row above: a row that was inserted belongs where it stands.
func (r *reader) newRows(a *area) {
	var alike []newRow // adjoining rows of which the same is said
	for n, row := range a.rows {
		if row.record == nil || !r.anyFilled(row) {
			continue
		}
		if row.coded(a) && row.unknown == "" || a.section.OwnCodes {
			continue
		}
		belongs := ""
		if n > 0 && !row.coded(a) && row.row-a.rows[n-1].row <= a.reach() {
			belongs = a.inherit(row, a.rows[n-1])
		}
		answer := row.record.Answers[slices.IndexFunc(row.record.Answers, func(x submission.Answer) bool { return r.filled(row, &x) })]
		code := "no code"
		if row.unknown != "" {
			code = "the code “" + short(row.unknown) + "”, which is not among the rows that we sent"
		}
		if a.section.New == "" && a.section.Spare == 0 && a.section.Slots == nil {
			typed := answer.Typed
			if p := a.remark(row); p != nil && row.unknown == "" {
				typed = p.text // what it is about, where somebody typed that
			}
			row.nowhere = true
			row.found.Add(finding.New("CELL-49", a.where(row.row, 0, ""), "code", code, "typed", short(typed), "table", a.title()))
			continue
		}
		x := newRow{row, code, short(answer.Typed), belongs}
		if last := len(alike) - 1; last >= 0 && !x.follows(alike[last]) {
			a.tellNew(alike)
			alike = nil
		}
		alike = append(alike, x)
	}
	a.tellNew(alike)
}

// newRow is a row that was read as a new one, and what is said of it.
type newRow struct {
	*reading
	code, typed, belongs string
}

// follows tells whether a row is told of together with the one above it.
func (x newRow) follows(above newRow) bool {
	return x.row == above.row+1 && x.unknown == "" && above.unknown == "" && x.belongs == above.belongs
}

// tellNew says that adjoining rows were read as new ones.
func (a *area) tellNew(rows []newRow) {
	if len(rows) == 0 {
		return
	}
	first, last, at := rows[0], rows[len(rows)-1], a.where(rows[0].row, 0, "")
	what, as := "a row with "+first.code+" (“"+first.typed+"”) was", "a new one"
	if len(rows) > 1 {
		at.EndRow = last.row
		what = fmt.Sprintf("%d rows with %s (“%s” to “%s”) were", len(rows), first.code, first.typed, last.typed)
		as = "new ones"
	}
	first.found.Add(finding.New("CELL-36", at, "table", a.title(), "rows", what, "as", as+first.belongs))
}

// inherit gives a row the codes of what it belongs to.
func (a *area) inherit(row, above *reading) (belongs string) {
	for _, f := range a.codes {
		if code := above.codes[f.ID]; f.Given && !a.identifies(f) && row.codes[f.ID] == "" && code != "" {
			row.codes[f.ID] = code
			belongs = ", of " + code + " like the row above"
		}
	}
	return belongs
}

// givenCodes puts back given codes that were changed: they say where a row
// belongs, and are not asked.
func (r *reader) givenCodes(a *area) {
	for _, row := range a.rows {
		if row.issued == nil {
			continue
		}
		for _, f := range a.codes {
			issued := row.issued.Codes[f.ID]
			if !f.Given || a.identifies(f) || issued == "" {
				continue
			}
			if p := row.line.at(a.cols[f.ID]); a.cols[f.ID] > 0 && p != nil && !p.Formula && looseCode(p.text) != looseCode(issued) {
				row.found.Add(finding.New("CELL-15", a.where(row.row, p.Col, a.judge(f.ID)), "label", f.Label, "typed", short(p.text)))
			}
			row.codes[f.ID] = issued
		}
	}
}

// repeated settles codes that stand in several rows.
func (r *reader) repeated(a *area) {
	for _, p := range a.parts {
		if p.code == nil {
			continue
		}
		rows := map[string][]*reading{}
		var codes []string
		for _, row := range a.rows {
			code := value.Fold(row.codes[p.code.ID])
			if row.record == nil || code == "" {
				continue
			}
			if rows[code] == nil {
				codes = append(codes, code)
			}
			rows[code] = append(rows[code], row)
		}
		for _, code := range codes {
			if len(rows[code]) > 1 {
				r.settleCode(a, p, rows[code])
			}
		}
	}
}

// settleCode chooses among the rows with one code: the one that is filled in,
// the first of several that say the same. Further rows with the code of a
// spare row are new ones: people copy a row to get another. Else it must be asked.
func (r *reader) settleCode(a *area, p part, rows []*reading) {
	code := rows[0].codes[p.code.ID]
	filled := slices.DeleteFunc(slices.Clone(rows), func(row *reading) bool { return !r.fills(row, row.answers(p)) })
	all := make([]int, len(rows))
	for i, row := range rows {
		all[i] = row.row
	}
	if len(filled) == 0 {
		filled = rows[:1]
	}
	keep, how := filled[0], "they say the same, so it was read once"
	stays := map[*reading]bool{}
	for _, row := range filled {
		stays[row] = true
	}
	for _, row := range rows {
		if stays[row] {
			continue
		}
		if !sameValues(keep.answers(p), row.answers(p)) {
			how = "only row " + strconv.Itoa(keep.row) + " is filled in, so that one was read"
		}
		row.drop(p)
	}
	for _, row := range filled[1:] {
		switch {
		case sameValues(keep.answers(p), row.answers(p)):
			row.drop(p)
		case a.spareCode(keep, p):
			how = "the first was read as " + code + ", the others as new rows"
			row.uncode(p)
		default:
			also := a.where(keep.row, a.cols[p.code.ID], a.judge(p.code.ID))
			f := finding.New("CELL-32", a.where(row.row, a.cols[p.code.ID], a.judge(p.code.ID)), "code", code, "rows", rowList(all)).With(also)
			for _, x := range rows {
				x.drop(p)
			}
			// The row's own findings went with it; this one stays.
			row.found = append(row.found, f)
			return
		}
	}
	keep.found.Add(finding.New("CELL-53", a.where(keep.row, a.cols[p.code.ID], a.judge(p.code.ID)), "code", code, "rows", rowList(all), "how", how))
}

// spareCode tells whether a code is that of a spare row.
func (a *area) spareCode(row *reading, p part) bool {
	return row.isNew || continues(row.codes[p.code.ID], newCodes(a.section, p.code))
}

func sameValues(a, b []*submission.Answer) bool {
	return slices.EqualFunc(a, b, func(x, y *submission.Answer) bool {
		return x.Field == y.Field && x.Faulty == y.Faulty && x.Value.Equal(y.Value) && (!x.Faulty || x.Typed == y.Typed)
	})
}

// rowList is "5 and 9", "5, 9 and 12", "5 to 8 and 12".
func rowList(rows []int) string {
	var words []string
	for i := 0; i < len(rows); {
		j := i
		for j+1 < len(rows) && rows[j+1] == rows[j]+1 {
			j++
		}
		switch {
		case j > i+1:
			words = append(words, strconv.Itoa(rows[i])+" to "+strconv.Itoa(rows[j]))
		case j > i:
			words = append(words, strconv.Itoa(rows[i]), strconv.Itoa(rows[j]))
		default:
			words = append(words, strconv.Itoa(rows[i]))
		}
		i = j + 1
	}
	if n := len(words) - 1; n > 0 && n < mostListed {
		return strings.Join(words[:n], ", ") + " and " + words[n]
	}
	return listed(words, ", ")
}

// moved compares the rows with those that were sent: that they stand in another
// order is told once for a table, rows of another packet too. Rows whose given
// texts belong to other codes are not recorded.
func (r *reader) moved(s *returned, a *area) {
	if a.block == nil {
		return
	}
	if row := r.outOfOrder(a); row > 0 && !a.followed {
		s.found.Add(finding.New("CELL-33", a.where(row, 0, ""), "table", a.title()))
	}
	var pasted []*reading
	for _, row := range a.rows {
		if row.id != "" && row.record != nil && !r.ownID(row.id) {
			pasted = append(pasted, row)
		}
	}
	if len(pasted) > 0 {
		rows := make([]int, len(pasted))
		for i, row := range pasted {
			rows[i] = row.row
		}
		subject := "Row "
		if len(rows) > 1 {
			subject = "Rows "
		}
		s.found.Add(finding.New("CELL-34", a.where(pasted[0].row, 0, ""), "rows", subject+rowList(rows), "table", a.title()))
	}
	r.apart(s, a)
}

// ownID tells whether a hidden id is of this packet.
func (r *reader) ownID(id string) bool {
	if r.ids == nil {
		r.ids = map[string]bool{}
		for _, s := range r.packet.Sheets {
			for _, b := range s.Blocks {
				for _, row := range b.Rows {
					r.ids[row.ID] = true
				}
			}
		}
	}
	return r.ids[id]
}

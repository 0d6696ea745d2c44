package workbook

import (
	"maps"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/spreadsheet"
	"spm/engine/submission"
	"spm/engine/value"
)

// require tells which answers are missing. On a sheet where nothing is filled
// in, neither by staff nor by us, that is all there is to say.
func (r *reader) require(s *returned) {
	if !r.touched(s) && !r.prefilled(s) {
		if !r.waived[s.form][s.scope[strings.LastIndexByte(s.scope, '/')+1:]] {
			r.untouched(s)
		}
		return
	}
	for _, a := range s.areas {
		for _, row := range a.rows {
			if row.record != nil {
				r.requireRow(a, row)
			}
		}
		r.absent(s, a)
	}
}

// waive finds the codes of the entities about which a form need not be filled
// in: what its optional_if names was answered so on another sheet.
func (r *reader) waive(sheets []*returned) {
	r.waived = map[*form.Form]map[string]bool{}
	for _, s := range sheets {
		for name, answers := range s.form.OptionalIf {
			if r.waived[s.form] == nil {
				r.waived[s.form] = map[string]bool{}
			}
			for _, row := range r.rowsOf(sheets, name[:strings.LastIndexByte(name, '.')]) {
				answer, ok := row.record.Answer(name[strings.LastIndexByte(name, '.')+1:])
				if !ok || answer.Faulty || !asksMore(answers, answer.Value) {
					continue
				}
				for _, code := range row.codes {
					r.waived[s.form][code] = true
				}
			}
		}
	}
}

// rowsOf are the rows read of a section, which is named by its form, too.
func (r *reader) rowsOf(sheets []*returned, section string) (rows []*reading) {
	for _, s := range sheets {
		for _, a := range s.areas {
			if s.form.ID+"."+a.section.ID != section {
				continue
			}
			for _, row := range a.rows {
				if row.record != nil {
					rows = append(rows, row)
				}
			}
		}
	}
	return rows
}

// optional tells whether a row need not be filled in; one that was begun is
// asked about like any other.
func (r *reader) optional(a *area, row *reading) bool {
	for _, code := range row.codes {
		if r.waived[a.form][code] {
			return true
		}
	}
	return false
}

// untouched says that a sheet came back as it was sent. It is an error only
// where something in it must be answered.
func (r *reader) untouched(s *returned) {
	asks, wants, must := false, false, false
	for _, a := range s.areas {
		if a.block != nil && len(a.block.Rows) == 0 {
			continue // a table without a row asks for nothing
		}
		for i := range a.section.Fields {
			f := &a.section.Fields[i]
			if !answerable(f) || a.questions == nil && a.cols[f.ID] == 0 || a.questions != nil && len(a.questions[f.ID]) == 0 {
				continue
			}
			asks, wants = true, wants || f.Required && !f.Fresh // what is asked anew each time may have nothing to say
			must = must || f.Required && slices.ContainsFunc(a.rows, func(row *reading) bool { return row.lacks(f) && !r.optional(a, row) })
		}
	}
	f := finding.New("CELL-39", s.where(0, 0, ""), "sheet", s.sheet.Name)
	switch {
	case !asks, s.form.AsNeeded:
	case must:
		s.found.Add(f)
	case wants:
		s.found.Add(f.As(finding.Warning))
	default:
		s.found.Add(f.As(finding.Note))
	}
}

// lacks tells whether a row that must be answered has no answer of a field.
func (row *reading) lacks(f *form.Field) bool {
	if row.record == nil || row.isNew {
		return false
	}
	answer, ok := row.record.Answer(f.ID)
	return ok && answer.Value.Blank() && !row.cleared(f)
}

// prefilled tells whether a sheet holds answers that we know already: then
// sending it back as it was confirms them.
func (r *reader) prefilled(s *returned) bool {
	for _, a := range s.areas {
		for _, row := range a.rows {
			if row.record == nil || row.isNew || row.example() {
				continue
			}
			for _, answer := range row.record.Answers {
				if f := a.section.Field(answer.Field); !answer.Value.Blank() && f.Default == "" {
					return true
				}
			}
		}
	}
	return false
}

// requireRow tells which answers a row lacks. What is asked about an entity is
// required of the rows that we sent for it, and of a new one, or an example of
// ours, as soon as anything is said about it.
func (r *reader) requireRow(a *area, row *reading) {
	if row.nowhere {
		return // nothing of it is recorded
	}
	for _, p := range a.parts {
		answers := row.answers(p)
		ours := !row.isNew && !row.example() && !r.optional(a, row) // it stands for an entity that we ask about
		need := a.questions != nil || r.fills(row, answers) || row.named() || ours && (len(a.parts) == 1 || a.exists(row, p))
		if need && a.section.OwnCodes && p.code != nil && row.codes[p.code.ID] == "" && a.cols[p.code.ID] > 0 {
			row.found.Add(finding.New("CELL-10", a.where(row.row, a.cols[p.code.ID], a.judge(p.code.ID)), "label", p.code.Label))
		}
		for _, answer := range answers {
			f := a.section.Field(answer.Field)
			if answer.Faulty || !answer.Value.Blank() || slices.Contains(row.excused, f.ID) || row.cleared(f) {
				continue
			}
			if f.Required && need {
				row.found.Add(finding.New("CELL-10", answer.Where, "label", f.Label))
				continue
			}
			r.requireIf(a, row, f, answer)
		}
	}
}

// example tells whether a row was sent as an example of the form's own.
func (row *reading) example() bool { return row.issued != nil && len(row.issued.Seed) > 0 }

// exists tells whether the entity of a part was there when the form was sent.
func (a *area) exists(row *reading, p part) bool {
	code := row.codes[p.code.ID]
	return code != "" && !continues(code, newCodes(a.section, p.code))
}

// cleared tells whether we sent an answer that is gone now. Reconciling asks
// about it; until then the old one stays.
func (row *reading) cleared(f *form.Field) bool {
	return row.issued != nil && !row.issued.New && !row.issued.Values[f.ID].Blank()
}

// requireIf tells of an answer that another answer of the row asks for.
func (r *reader) requireIf(a *area, row *reading, f *form.Field, answer *submission.Answer) {
	for _, id := range slices.Sorted(maps.Keys(f.RequiredIf)) {
		other, ok := row.record.Answer(id)
		g := a.section.Field(id)
		if !ok || g == nil || other.Faulty || !asksMore(f.RequiredIf[id], other.Value) {
			continue
		}
		said := other.Value.Format(r.spec(g, "").Options)
		row.found.Add(finding.New("CELL-11", answer.Where, "label", f.Label, "other", g.Label, "answer", short(strings.ReplaceAll(said, "\n", ", "))))
		return
	}
}

// asksMore tells whether an answer is one of those that ask for another. Any
// answer does for *, except that there is none.
func asksMore(answers form.Any, v value.Value) bool {
	if v.Blank() {
		return false
	}
	return slices.ContainsFunc(answers, func(want string) bool {
		if want == "*" {
			return v.Text != "none"
		}
		return strings.EqualFold(want, v.Text) || slices.ContainsFunc(v.Items, func(s string) bool { return strings.EqualFold(want, s) })
	})
}

// absent notes rows that we sent and that did not come back.
func (r *reader) absent(s *returned, a *area) {
	if a.block == nil || a.questions != nil {
		return
	}
	var missing []string
	for i := range a.block.Rows {
		row := &a.block.Rows[i]
		if row.New || a.came[row] {
			continue
		}
		for _, f := range a.tells {
			if code := row.Codes[f.ID]; code != "" {
				missing = append(missing, code)
			}
		}
	}
	if len(missing) > 0 {
		s.found.Add(finding.New("CELL-54", a.where(max(a.head, a.keys), 0, ""), "codes", listed(missing, ", "), "table", a.title()))
	}
}

// missing tells of sheets and sections that did not come back. One that was
// refused was told already.
func (r *reader) missing(sheets []*returned) {
	came := slices.Concat(sheets, r.left)
	for _, s := range sheets {
		r.emptied(came, s)
	}
	if r.packet == nil {
		for _, s := range came {
			for i := range s.form.Sheets {
				r.missingSections(came, s.form, s.scope, &s.form.Sheets[i], s.form.Sheets[i].Name)
			}
		}
		return
	}
	for i := range r.packet.Sheets {
		p := &r.packet.Sheets[i]
		if f := r.lib.Form(p.Form); f != nil && p.Sheet >= 0 && p.Sheet < len(f.Sheets) {
			r.missingSections(came, f, p.Scope, &f.Sheets[p.Sheet], p.Name)
		}
	}
}

// emptied tells of a sheet of ours on which no part of its form was found, unless
// all that it asks stands on other sheets.
func (r *reader) emptied(came []*returned, s *returned) {
	if len(s.areas) > 0 {
		return
	}
	for i := range s.form.Sheets {
		if name := s.form.Sheets[i].Name; s.issued != nil && s.issued.Sheet != i || s.issued == nil && r.packet == nil && value.Fold(name) != value.Fold(s.sheet.Name) {
			continue
		}
		for j := range s.form.Sheets[i].Sections {
			x := r.lexicon.section(s.form, s.form.Sheets[i].Sections[j].ID)
			if x.asks() && holder(came, s.form, s.scope, x.section) == nil && !r.rowsOnly[s.form.ID+"|"+s.scope+"|"+x.section.ID] {
				r.found.Add(finding.New("CELL-50", s.where(0, 0, s.form.ID+"."+x.section.ID), "part", "Its table", "sheet", s.sheet.Name))
				return
			}
		}
	}
}

// holder is the sheet on which a section of a form came back; nil where none did.
func holder(came []*returned, f *form.Form, scope string, section *form.Section) *returned {
	at := slices.IndexFunc(came, func(s *returned) bool {
		return s.form == f && s.scope == scope && slices.ContainsFunc(s.areas, func(a *area) bool { return a.section.ID == section.ID })
	})
	if at < 0 {
		return nil
	}
	return came[at]
}

// alone tells, of a file that can hold only one sheet, which others the workbook
// has.
func (r *reader) alone() {
	if len(r.others) > 0 {
		r.found.Add(finding.New("FILE-44", finding.Location{File: r.file}, "sheets", listed(r.others, ", ")))
	}
}

// missingSections tells once of a sheet of which nothing came back, else of
// each section that could not be found on it.
func (r *reader) missingSections(came []*returned, f *form.Form, scope string, sheet *form.Sheet, name string) {
	if r.told == nil {
		r.told = map[string]bool{}
	}
	key := f.ID + "|" + scope + "|" + name
	if r.told[key] {
		return
	}
	r.told[key] = true
	var gone []*learned
	var on *returned
	asked := 0
	for i := range sheet.Sections {
		x := r.lexicon.section(f, sheet.Sections[i].ID)
		if !x.asks() {
			continue
		}
		asked++
		if at := holder(came, f, scope, x.section); at == nil {
			if !r.rowsOnly[f.ID+"|"+scope+"|"+x.section.ID] { // else it was told where they stand
				gone = append(gone, x)
			}
		} else {
			on = at
		}
	}
	switch {
	case asked == 0, on == nil && len(gone) == 0, on == nil && slices.ContainsFunc(came, func(s *returned) bool { return s.form == f && len(s.areas) == 0 }):
	case on == nil && r.book.Format == spreadsheet.Table:
		r.others = append(r.others, "“"+name+"”")
	case on == nil && r.packet == nil:
		r.found.Add(finding.New("CELL-42", finding.Location{File: r.file}, "sheet", name).As(finding.Note))
	case on == nil:
		r.found.Add(finding.New("CELL-42", finding.Location{File: r.file}, "sheet", name))
	default:
		for _, x := range gone {
			r.found.Add(finding.New("CELL-50", on.where(0, 0, f.ID+"."+x.section.ID), "part", x.title(), "sheet", on.sheet.Name))
		}
	}
}

package workbook

import (
	"cmp"
	"slices"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/submission"
	"spm/engine/value"
)

// question is a row of an answers section.
type question struct {
	row, col int  // of its visible code, or where it would be
	label    int  // last column of the label, or of the code where that stands right of it
	labelled bool // the label was found
	miscoded bool // beside the code of another question
}

// questionRows finds the questions by their visible codes, and those whose
// code was lost by their labels. Where a code stands beside the words of another
// question, cells were moved without their codes, and the words tell.
func (l *locator) questionRows() {
	codes := map[string]*area{}
	for _, a := range l.areas {
		if a.section.Shape != form.Answers {
			continue
		}
		a.questions = map[string][]question{}
		for code := range a.words.questions {
			codes[code] = a
		}
	}
	if len(codes) == 0 {
		return
	}
	for i := range l.lines {
		line := &l.lines[i]
		asked := map[*form.Field]bool{} // a code that is there twice asks once
		for n, p := range line.spots {
			a := codes[p.folded()]
			if a == nil || l.covered(p.Row, p.Col) {
				continue
			}
			f := &a.section.Fields[a.words.questions[p.folded()]]
			if asked[f] {
				continue
			}
			asked[f] = true
			label := a.labelEnd(line, f)
			if n > 0 && label == 0 {
				continue // somebody's remark that mentions a question
			}
			q := question{p.Row, p.Col, max(label, p.Col), label > 0, false}
			if other, end := a.otherLabel(line, f, p); label == 0 && other != nil {
				f, q.label, q.labelled, q.miscoded = other, end, true, true
			}
			a.questions[f.ID] = append(a.questions[f.ID], q)
		}
	}
	l.lostCodes()
}

// otherLabel is the question of a section whose label follows the code of another
// one, and the last column of that label; nil where there is none, or nobody can
// tell which.
func (a *area) otherLabel(line *line, f *form.Field, code *spot) (other *form.Field, end int) {
	i := slices.Index(line.spots, code) + 1
	if i >= len(line.spots) {
		return nil, 0
	}
	for n := range a.section.Fields {
		if g := &a.section.Fields[n]; g != f && g.No != "" && a.words.says(line.spots[i], g) {
			if other != nil {
				return nil, 0
			}
			other = g
		}
	}
	if other == nil {
		return nil, 0
	}
	return other, a.labelEnd(line, other)
}

// labelEnd is the last column of a question's label; 0 where no cell says it.
func (a *area) labelEnd(line *line, f *form.Field) int {
	for _, p := range line.spots {
		if a.words.says(p, f) {
			if m, ok := a.cover(p.Row, p.Col); ok {
				return m.LastCol
			}
			return p.Col
		}
	}
	return 0
}

// lostCodes finds questions by their labels in the column where the others
// have theirs, where no code stands beside them.
func (l *locator) lostCodes() {
	var found []question
	for _, a := range l.areas {
		found = append(found, l.questionsOf(a)...)
	}
	code := most(found, func(q question) int { return q.col })
	for _, a := range l.areas {
		if len(found) == 0 {
			a.withoutCodes()
		}
		if len(a.questions) == 0 {
			continue
		}
		for i := range a.section.Fields {
			f := &a.section.Fields[i]
			if f.No == "" || slices.ContainsFunc(a.questions[f.ID], func(q question) bool { return q.labelled }) {
				continue
			}
			for n := range l.lines {
				line := &l.lines[n]
				if end := a.labelEnd(line, f); end > code && line.at(code) == nil {
					a.questions[f.ID] = append(a.questions[f.ID], question{line.row, code, end, true, false})
				}
			}
		}
	}
}

// withoutCodes finds the questions of a section on a sheet whose column of codes
// was deleted: several labels, and most of them, each in front of its row.
func (a *area) withoutCodes() {
	found, asks := map[string][]question{}, 0
	for i := range a.section.Fields {
		f := &a.section.Fields[i]
		if a.questions == nil || f.No == "" {
			continue
		}
		asks++
		for n := range a.lines {
			if p := a.lines[n].spots[0]; a.words.says(p, f) {
				found[f.ID] = append(found[f.ID], question{p.Row, p.Col - 1, a.labelEnd(&a.lines[n], f), true, false})
			}
		}
	}
	if len(found) >= 2 && 2*len(found) >= asks {
		a.questions = found
	}
}

// most is the number that occurs most often, the least of several; 0 is no number.
func most[T any](all []T, number func(T) int) (best int) {
	count := map[int]int{}
	for _, x := range all {
		count[number(x)]++
	}
	delete(count, 0)
	for n, c := range count {
		if best == 0 || c > count[best] || c == count[best] && n < best {
			best = n
		}
	}
	return best
}

// asked is a question with what is to be read for it.
type asked struct {
	*area
	field *form.Field
	question
}

// answers are the questions of a sheet, whatever section they are in: they
// share their columns.
func (s *returned) asked() (all []asked) {
	for _, a := range s.areas {
		for i := range a.section.Fields {
			f := &a.section.Fields[i]
			for _, q := range a.questions[f.ID] {
				all = append(all, asked{a, f, q})
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	// Where a label was reworded, its column is that of the others.
	width := most(all, func(x asked) int { return btoi(x.labelled) * (x.label - x.col) })
	for i := range all {
		if !all[i].labelled {
			all[i].label = all[i].col + max(width, 1)
		}
	}
	return all
}

// issuedValue is the value of a field as the packet has it.
func (a *area) issuedValue(field string) value.Value {
	if a.block == nil || len(a.block.Rows) == 0 {
		return value.Value{}
	}
	return a.block.Rows[0].Values[field]
}

// step counts what stands so many columns right of the labels, or left of them
// where it is below 0.
type step struct {
	by      int
	ours    int // texts that we put there ourselves
	merged  int // merged cells, which only answers and hints have
	written int // other texts
	helped  int // those of them whose question has a hint
	hints   int
}

// answerStep tells how many columns right of the labels the answers stand: one,
// unless somebody inserted or moved columns. Texts that we put there ourselves
// decide; then merged cells; then where most is written. A hint is never taken
// for an answer.
func (r *reader) answerStep(all []asked) int {
	steps := r.steps(all)
	limit := len(steps) // hints stand right of the answers
	for _, s := range steps {
		if s.by > 0 && s.hints > 0 {
			limit = min(limit, s.by-1)
		}
	}
	if best := largest(steps, func(s step) int { return s.ours }); best != 0 {
		return best
	}
	right := slices.DeleteFunc(slices.Clone(steps), func(s step) bool { return s.by < 0 || s.by > limit })
	for _, s := range right {
		if 2*s.merged >= len(all) {
			return s.by
		}
	}
	if limit == 0 { // a hint follows the label: the answers were moved to the left
		left := slices.DeleteFunc(steps, func(s step) bool { return s.by > 0 })
		return cmp.Or(largest(left, func(s step) int { return s.written }), 1)
	}
	return cmp.Or(largest(right, func(s step) int {
		if s.by > 1 && s.written == s.helped {
			return 0 // the hints of another version stand only where we have hints, too
		}
		return s.written
	}), 1)
}

// steps counts what stands around the labels.
func (r *reader) steps(all []asked) (steps []step) {
	const back, reach = -8, 8
	for by := back; by <= reach; by++ {
		s := step{by: by}
		for _, x := range all {
			r.count(&s, x)
		}
		if by != 0 {
			steps = append(steps, s)
		}
	}
	return steps
}

func (r *reader) count(s *step, x asked) {
	col := x.label + s.by
	if m, ok := x.cover(x.row, col); ok && m.FirstCol == col && m.LastCol > col {
		s.merged++
	}
	p := x.at(x.row, col)
	if p == nil || x.covered(x.row, col) || p.says(x.field.No) || x.words.says(p, x.field) {
		return
	}
	issued := x.issuedValue(x.field.ID)
	switch {
	case x.field.Help != "" && p.says(x.field.Help):
		s.hints++
	case !issued.Blank() && r.equals(x.field, p, issued):
		s.ours++
	default:
		s.written++
		s.helped += btoi(x.field.Help != "")
	}
}

// largest is the step with the largest number above 0, the first of several
// that are equal; 0: none.
func largest(steps []step, number func(step) int) (by int) {
	best := 0
	for _, s := range steps {
		if n := number(s); n > best {
			best, by = n, s.by
		}
	}
	return by
}

// readAnswers reads the answers sections of a sheet.
func (r *reader) readAnswers(s *returned) {
	all := s.asked()
	step := r.answerStep(all)
	for _, a := range s.areas {
		if a.questions == nil {
			continue
		}
		row := &reading{area: a, row: firstRow(a)}
		if a.block != nil && len(a.block.Rows) > 0 {
			row.issued = &a.block.Rows[0]
		}
		rec := &submission.Record{Form: a.form.ID, Version: s.version(), Section: a.section.ID, Scope: a.scope, Where: a.where(row.row, 0, "")}
		for i := range a.section.Fields {
			f := &a.section.Fields[i]
			at := slices.DeleteFunc(slices.Clone(all), func(x asked) bool { return x.area != a || x.field != f })
			if answer, ok := r.readQuestion(row, f, at, step); ok {
				rec.Answers = append(rec.Answers, answer)
			}
		}
		if len(rec.Answers) > 0 {
			row.record = rec
		}
		a.rows = []*reading{row}
	}
	s.shifted(all, step)
	r.reworded(s, all)
	r.beside(s, all, step)
}

// reworded tells, once for a sheet, of questions whose code is gone or whose words
// were typed anew: the one has told what the other was.
func (r *reader) reworded(s *returned, all []asked) {
	var said, gone []string
	var at []finding.Location
	for _, x := range all {
		line := x.view.line(x.row)
		if r.otherVersion(s) || line == nil || !answerable(x.field) {
			continue
		}
		switch p := line.at(x.label); {
		case x.miscoded:
			said = append(said, "“"+x.field.Label+"” was read as "+x.field.No+", by its words, although "+line.at(x.col).text+" stands beside it")
		case line.at(x.col) == nil:
			gone = append(gone, x.field.No)
		case !x.labelled && p != nil && !p.says(x.field.No) && x.label > x.col:
			said = append(said, "“"+short(p.text)+"” was read as "+x.field.No+", “"+x.field.Label+"”, by its code")
		default:
			continue
		}
		at = append(at, x.where(x.row, x.col, x.judge(x.field.ID)))
	}
	switch gone = slices.Compact(gone); len(gone) {
	case 0:
	case 1:
		said = append(said, "the code of "+gone[0]+" is gone, its words were enough")
	default:
		said = append(said, "the codes of "+listed(gone, ", ")+" are gone, their words were enough")
	}
	if len(said) > 0 {
		s.found.Add(finding.New("CELL-71", at[0], "read", "Questions were found although they are changed: "+listed(said, "; ")).With(at[1:]...))
	}
}

func firstRow(a *area) (first int) {
	for _, qs := range a.questions {
		for _, q := range qs {
			if first == 0 || q.row < first {
				first = q.row
			}
		}
	}
	return first
}

// readQuestion reads one answer. ok is false where there is none to record.
func (r *reader) readQuestion(row *reading, f *form.Field, at []asked, step int) (answer submission.Answer, ok bool) {
	a := row.area
	if len(at) == 0 {
		if answerable(f) && !a.older {
			missing := finding.New("CELL-52", a.where(row.row, 0, a.judge(f.ID)), "code", f.No, "label", f.Label)
			if !f.Required {
				missing = missing.As(finding.Note)
			}
			row.found.Add(missing)
		}
		return answer, false
	}
	one := r.settleQuestion(row, f, at, step)
	if one == nil {
		return submission.Answer{Field: f.ID, Faulty: true, Where: a.where(at[0].row, at[0].label+step, a.judge(f.ID))}, answerable(f)
	}
	cell := a.cell(a.line(one.row), one.row, one.label+step, func(col int) bool { return col == one.col || col == one.label })
	if cell.spot != nil && f.Help != "" && cell.says(f.Help) {
		cell.spot = nil // the hint has come to stand where the answers were
	}
	switch {
	case f.ShownPeriod:
		a.shown = r.parse(row, f, cell, "")
		return answer, false
	case f.Given:
		r.givenText(row, f, cell)
		return answer, false
	}
	return r.parse(row, f, cell, r.unit(row, f)), true
}

// settleQuestion chooses the row of a question that stands there twice; nil
// where the two say different things.
func (r *reader) settleQuestion(row *reading, f *form.Field, at []asked, step int) *asked {
	var chosen *asked
	for i := range at {
		p := at[i].at(at[i].row, at[i].label+step)
		if p == nil {
			continue
		}
		if chosen == nil {
			chosen = &at[i]
			continue
		}
		if q := chosen.at(chosen.row, chosen.label+step); q.folded() != p.folded() && answerable(f) {
			a := row.area
			row.found.Add(finding.New("CELL-32", a.where(at[i].row, at[i].label+step, a.judge(f.ID)), "code", f.No, "rows", rowList([]int{chosen.row, at[i].row})).
				With(a.where(chosen.row, chosen.label+step, a.judge(f.ID))))
			return nil
		}
	}
	if chosen == nil {
		return &at[0]
	}
	return chosen
}

// beside tells of texts that stand beside an answer, where they are not read.
func (r *reader) beside(s *returned, all []asked, step int) {
	told := map[int]bool{}
	for _, x := range all {
		line := x.view.line(x.row)
		if line == nil || !answerable(x.field) {
			continue
		}
		col := x.label + step
		var text *spot
		for _, p := range line.spots {
			ours := p.Col == x.col || x.words.says(p, x.field) || !x.labelled && p.Col <= x.label || p.Col == col ||
				x.field.Help != "" && (p.says(x.field.Help) || r.otherVersion(s))
			if !ours && !x.covered(p.Row, p.Col) && !x.covered(x.row, col) {
				text = p
				break
			}
		}
		switch {
		case text == nil:
		case line.at(col) == nil:
			r.wrongCell(s, x, col, text)
		case !told[text.Col]:
			told[text.Col] = true
			s.found.Add(finding.New("CELL-35", s.where(text.Row, text.Col, ""), "heading", "Column "+finding.ColumnName(text.Col), "first", firstText(text)))
		}
	}
}

// wrongCell tells of an answer that was typed next to its cell. It takes the
// place of the finding that the answer is missing.
func (r *reader) wrongCell(s *returned, x asked, col int, text *spot) {
	f := finding.New("CELL-51", s.where(text.Row, text.Col, x.judge(x.field.ID)), "label", x.field.Label, "typed", short(text.text), "cell", x.where(x.row, col, "").Cell())
	if !x.field.Required {
		f = f.As(finding.Warning)
	}
	s.found.Add(f)
	for _, row := range x.rows {
		row.excused = append(row.excused, x.field.ID)
	}
}

package workbook

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/submission"
	"spm/engine/value"
)

// reading is a row of a table, or an answers section, as it was read.
type reading struct {
	area   *area
	row    int
	line   *line       // nil: an answers section
	issued *packet.Row // nil: not known

	codes   map[string]string // by field, as issued where they are known
	unknown string            // a code that nobody knows
	column  int               // of the unknown code
	id      string            // hidden id, as found
	isNew   bool              // the row is not one of the packet's, or a spare one of it
	nowhere bool              // nobody can tell what it speaks about

	record  *submission.Record // nil: nothing to record
	excused []string           // fields whose absence was told already
	found   finding.List
}

// cell is where an answer belongs, with what stands there.
type cell struct {
	row, col int
	*spot         // nil: blank
	hidden   bool // nobody who looks at the sheet sees it
	spread   bool // it is read from a merged cell that begins in a row above
}

// cell finds what stands in a place. In a merged cell the text at its top left
// counts, unless that is a place of its own. line is the row; nil: it is blank.
func (a *area) cell(line *line, row, col int, taken func(col int) bool) cell {
	c := cell{row: row, col: col}
	m, merged := a.cover(row, col)
	if merged && (m.FirstRow != row || m.FirstCol != col) {
		if m.FirstCol != col && taken(m.FirstCol) || m.FirstRow < a.first && m.FirstRow != row {
			return c
		}
		line = a.line(m.FirstRow)
		c.spread = m.FirstRow != row
		if line != nil {
			c.spot = line.at(m.FirstCol)
		}
	} else if line != nil {
		c.spot = line.at(col)
	}
	if c.spot != nil {
		c.hidden = a.hides(line, c.spot.Col)
	}
	return c
}

// people is the kind of entity whose names are never repaired.
const people = "person"

// spec is what a field expects.
func (r *reader) spec(f *form.Field, unit string) value.Spec {
	found := r.specs[f]
	if found == nil {
		found = r.findSpec(f)
		r.specs[f] = found
	}
	spec := *found
	spec.Unit = unit
	return spec
}

func (r *reader) findSpec(f *form.Field) *value.Spec {
	spec := &value.Spec{Type: f.Type, Open: f.Open, Months: r.months, Firm: f.Parent || f.ShownPeriod, People: f.To == people}
	name := f.ListName()
	if f.Type == value.YesNo {
		name = form.YesNoList
	}
	if name == "" {
		return spec
	}
	_, known := r.options[name]
	if !known && f.To != "" {
		name = f.To
		_, known = r.options[name]
	}
	if known {
		spec.Index = r.index(name)
		spec.Options = spec.Index.Options()
	}
	// Where nobody told us who is meant, a name is kept as it was typed.
	spec.Open = spec.Open || !known && f.To != ""
	return spec
}

// waysOfTyping are the codes that tell how a number or a day is typed.
var waysOfTyping = []finding.Code{"CELL-20", "CELL-25", "CELL-86", "CELL-88", "CELL-96", "CELL-97"}

// parse understands the answer in a cell and says what is to be said of it.
func (r *reader) parse(row *reading, f *form.Field, c cell, unit string) submission.Answer {
	a := row.area
	answer := submission.Answer{Field: f.ID, Where: a.where(c.row, c.col, a.judge(f.ID))}
	if c.spot == nil {
		return answer
	}
	if c.unsaved() {
		row.found.Add(finding.New("CELL-12", answer.Where, "label", f.Label))
		answer.Faulty = true
		return answer
	}
	answer.Typed = c.text
	v, remarks, ok := value.Parse(r.spec(f, unit), c.raw())
	repaired := false
	for _, m := range remarks {
		if slices.Contains(waysOfTyping, m.Code) && row.issued != nil && row.issued.Values[f.ID].Equal(v) {
			continue // $1,250 is a text because we wrote it so, and a day as we sent it is understood
		}
		row.found.Add(finding.New(m.Code, answer.Where, remarkWords(m, f, c.text)...).Offering(m.Options))
		repaired = repaired || m.Code == "CELL-80" || m.Code == "CELL-85"
	}
	if near, foreign := r.foreignTo(a, f, v); foreign {
		if near != "" {
			near = "Did you mean “" + near + "”? "
		}
		row.found.Add(finding.New("CELL-75", answer.Where, "label", f.Label, "typed", short(c.text), "near", near))
	}
	if label := r.otherWord(f, v, c.spot); label != "" && !repaired {
		row.found.Add(finding.New("CELL-26", answer.Where, "label", f.Label, "typed", short(c.text), "read", label))
	}
	answer.Value, answer.Faulty = v, !ok
	return answer
}

// otherWord is the label of a list value that was told in another word; empty
// where its own label or id was.
func (r *reader) otherWord(f *form.Field, v value.Value, p *spot) string {
	if f.Type != value.Choice {
		return ""
	}
	options := r.spec(f, "").Options
	at := slices.IndexFunc(options, func(o value.Option) bool { return o.Key == v.Text })
	if at < 0 || p.says(options[at].Label, options[at].Code, options[at].Key) {
		return ""
	}
	return options[at].Label
}

// remarkWords adds to a remark what only the reader knows. Of a list it is one
// item that the remark is about.
func remarkWords(m value.Remark, f *form.Field, typed string) []string {
	if i := slices.Index(m.Words, "item"); i >= 0 && i%2 == 0 && i+1 < len(m.Words) {
		typed = m.Words[i+1]
	}
	return append(slices.Clone(m.Words), "label", f.Label, "typed", short(typed))
}

// unit is the unit that the row's measure values have: a bare number beside
// 59%, or behind “Percent of teachers who stay”, means percent. Of a number it is
// what the label says: years of “Years to implement”.
func (r *reader) unit(row *reading, f *form.Field) string {
	switch f.Type {
	case value.Number:
		return f.Label
	case value.Measure:
	default:
		return ""
	}
	count := map[string]int{}
	best, bare := "", false
	tally := func(v value.Value) {
		if v.Numeric && v.Unit != "" {
			if count[v.Unit]++; count[v.Unit] > count[best] {
				best = v.Unit
			}
		}
	}
	for i := range row.area.section.Fields {
		g := &row.area.section.Fields[i]
		if g.Type != value.Measure {
			continue
		}
		if row.issued != nil {
			v := row.issued.Values[g.ID]
			bare = bare || v.Numeric && v.Unit == ""
			tally(v)
		}
		if p := row.at(g); p != nil && !p.unsaved() {
			v, _, _ := value.Parse(value.Spec{Type: value.Measure}, p.raw())
			tally(v)
		}
	}
	if best == "" && !bare && ofHundred.MatchString(row.measures(f)) {
		return "%"
	}
	return best
}

// ofHundred tells of the words of a measure that its values are percentages.
var ofHundred = regexp.MustCompile(`(?i)^(?:the |el )?(?:percent(?:age)?\b|%|porcentaje\b)`)

// measures are the words that say what the values of a measure count: the first
// text about the same entity.
func (row *reading) measures(f *form.Field) string {
	for i := range row.area.section.Fields {
		g := &row.area.section.Fields[i]
		if g.Entity != f.Entity || g.Type != value.Long && g.Type != value.Text {
			continue
		}
		if p := row.at(g); p != nil {
			return p.text
		}
		if row.issued != nil {
			return row.issued.Values[g.ID].Text
		}
		return ""
	}
	return ""
}

// at is what stands in the row under the heading of a field; nil where nothing
// does.
func (row *reading) at(f *form.Field) *spot {
	if col := row.area.cols[f.ID]; col > 0 && row.line != nil {
		return row.line.at(col)
	}
	return nil
}

// equals tells whether a cell still says what was issued.
func (r *reader) equals(f *form.Field, p *spot, issued value.Value) bool {
	if p.unsaved() {
		return false
	}
	spec := r.spec(f, issued.Unit)
	if said := issued.Format(spec.Options); p.text == said || bare(p.text) == bare(said) {
		return true
	}
	spec.Open = true
	v, _, ok := value.Parse(spec, p.raw())
	return ok && v.Equal(issued)
}

// bare is a text without anything that programs and people change in passing:
// its letters and figures only.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) || r == '%' {
			return r
		}
		return -1
	}, value.Fold(s))
}

// givenText warns of a given text that was clearly changed. Formulas of ours
// show what stands elsewhere and may say anything.
func (r *reader) givenText(row *reading, f *form.Field, c cell) {
	if row.issued == nil || c.spot == nil || c.Formula || f.Formula != "" || c.spread {
		return
	}
	issued, ok := row.issued.Values[f.ID]
	if _, mirrors := row.issued.Mirror[f.ID]; mirrors || !ok || issued.Blank() || r.equals(f, c.spot, issued) {
		return
	}
	row.found.Add(finding.New("CELL-15", row.area.where(c.row, c.col, row.area.judge(f.ID)), "label", f.Label, "typed", short(c.text)))
}

// filled tells whether somebody answered: what we printed ourselves, as
// pre-filled text or as a default, is no answer of theirs.
func (r *reader) filled(row *reading, answer *submission.Answer) bool {
	if answer.Faulty {
		return true
	}
	if answer.Value.Blank() {
		return false
	}
	f := row.area.section.Field(answer.Field)
	if row.issued != nil {
		if issued, ok := row.issued.Values[f.ID]; ok {
			return !answer.Value.Equal(issued)
		}
	}
	if f.Default != "" {
		v, _, _ := value.Parse(r.spec(f, ""), value.Raw{Text: f.Default})
		return !answer.Value.Equal(v)
	}
	// A blank form prints the year of each milestone slot, too.
	return row.issued != nil || row.area.section.Slots == nil || !f.Parent
}

// anyFilled tells whether any answer of a row is somebody's.
func (r *reader) anyFilled(row *reading) bool {
	for i := range row.record.Answers {
		if r.filled(row, &row.record.Answers[i]) {
			return true
		}
	}
	return false
}

// fills tells whether any of some answers of a row is somebody's.
func (r *reader) fills(row *reading, answers []*submission.Answer) bool {
	return slices.ContainsFunc(answers, func(a *submission.Answer) bool { return r.filled(row, a) })
}

// unseen warns of answers that cannot be seen, once for each hidden row or
// column of an area, and of texts under merged cells. Untouched pre-filled ones
// do no harm.
func (r *reader) unseen(s *returned, a *area) {
	type place struct{ row, col int }
	at := map[place]int{} // row or column → its finding
	also := map[int][]finding.Location{}
	for _, row := range a.rows {
		if row.record == nil {
			continue
		}
		for i := range row.record.Answers {
			answer := &row.record.Answers[i]
			line := a.line(answer.Where.Row)
			r.under(s, a, answer)
			if answer.Typed == "" || line == nil || !a.hides(line, answer.Where.Col) || !r.filled(row, answer) {
				continue
			}
			key := place{col: answer.Where.Col}
			if line.hidden {
				key = place{row: line.row}
			}
			if n, told := at[key]; told {
				also[n] = append(also[n], answer.Where)
				continue
			}
			at[key] = len(s.found)
			label := a.section.Field(answer.Field).Label
			s.found.Add(finding.New("CELL-14", answer.Where, "label", label, "typed", short(answer.Typed)))
		}
	}
	for n, places := range also {
		s.found[n] = s.found[n].With(places...)
	}
}

// struckOut warns of answers through which somebody has drawn a line in place
// of deleting them, once for each row: they are read as they stand, since nobody
// can tell whether they still count.
func (r *reader) struckOut(s *returned, a *area) {
	for _, row := range a.rows {
		if row.record == nil {
			continue
		}
		var struck []submission.Answer
		for _, answer := range row.record.Answers {
			if p := a.at(answer.Where.Row, answer.Where.Col); p != nil && p.Struck && answer.Typed != "" && !answer.Faulty {
				struck = append(struck, answer)
			}
		}
		if len(struck) == 0 {
			continue
		}
		var others []finding.Location
		for _, answer := range struck[1:] {
			others = append(others, answer.Where)
		}
		label := a.section.Field(struck[0].Field).Label
		s.found.Add(finding.New("CELL-98", struck[0].Where, "label", label, "typed", short(struck[0].Typed)).With(others...))
	}
}

// under warns of a text that a merged cell covers.
func (r *reader) under(s *returned, a *area, answer *submission.Answer) {
	at := answer.Where
	p := a.at(at.Row, at.Col)
	if p != nil && p.text != "" && p.text != answer.Typed && a.covered(at.Row, at.Col) {
		s.found.Add(finding.New("CELL-14", at, "label", a.section.Field(answer.Field).Label, "typed", short(p.text)))
	}
}

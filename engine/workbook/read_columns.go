package workbook

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/value"
)

// vocabulary is what a section says of itself, folded for comparison.
type vocabulary struct {
	fields    []form.Field
	no        string
	titles    []string
	labels    map[string][]int // fields that a heading may name
	questions map[string]int   // fields by their question codes
	groups    map[string]bool
	helps     map[string]bool
	answers   map[string]bool // yes and no; “No” is no heading where that is “No.”
}

func newVocabulary(s *form.Section) *vocabulary {
	w := &vocabulary{
		fields: s.Fields, no: value.Fold(s.No),
		labels: map[string][]int{}, questions: map[string]int{}, groups: map[string]bool{}, helps: map[string]bool{}, answers: map[string]bool{},
	}
	for _, title := range append([]string{s.Title}, s.Was...) {
		if title != "" {
			w.titles = append(w.titles, value.Fold(title))
		}
	}
	for i := range s.Fields {
		f := &s.Fields[i]
		for _, label := range labels(f) {
			key := value.Fold(label)
			if key != "" && !slices.Contains(w.labels[key], i) {
				w.labels[key] = append(w.labels[key], i)
			}
		}
		if f.Group != "" {
			w.groups[value.Fold(f.Group)] = true
		}
		if f.No != "" {
			w.questions[value.Fold(f.No)] = i
		}
		if f.Help != "" {
			w.helps[value.Fold(f.Help)] = true
		}
	}
	return w
}

// labels are the names of a field, now and in earlier versions, alone and with
// the heading above.
func labels(f *form.Field) []string {
	all := append([]string{f.Label}, f.Was...)
	if f.Group != "" {
		all = append(all, f.Group+" "+f.Label)
	}
	return all
}

// named are the fields that a heading may name. A small print may follow the
// heading in lines of its own.
func (w *vocabulary) named(p *spot) []int {
	if fields := w.labels[p.folded()]; fields != nil {
		return fields
	}
	first, _, more := strings.Cut(p.text, "\n")
	if !more {
		return nil
	}
	return w.labels[value.Fold(first)]
}

// says tells whether a cell is the label of a field.
func (w *vocabulary) says(p *spot, f *form.Field) bool {
	return slices.ContainsFunc(w.named(p), func(i int) bool { return w.fields[i].ID == f.ID })
}

// count tells how many fields a row names as headings do, each once.
func (w *vocabulary) count(l *line) int {
	seen := map[int]bool{}
	for _, p := range l.spots {
		if w.answers[p.text] {
			continue
		}
		for _, i := range w.named(p) {
			if !seen[i] {
				seen[i] = true
				break
			}
		}
	}
	return len(seen)
}

// heads tells whether a row is a heading: it says labels, groups or help texts
// and hardly anything else.
func (w *vocabulary) heads(l *line) bool {
	said := 0
	for _, p := range l.spots {
		if len(w.named(p)) > 0 || w.groups[p.folded()] || w.helps[p.folded()] || strings.HasPrefix(p.text, keyMark) && strings.Contains(p.text, ".") {
			said++
		}
	}
	return said > 0 && (said == len(l.spots) || said >= 2 && 2*said > len(l.spots))
}

// headings are the fields that the headings of an area name, by column, where
// that is certain.
func (a *area) headings(w *vocabulary) map[int]string {
	line := a.line(a.head)
	if line == nil {
		return nil
	}
	at, taken := map[int]string{}, map[int]bool{}
	doubtful := map[string][]int{} // label → columns
	for _, p := range line.spots {
		fields := w.named(p)
		if len(fields) > 1 {
			fields = a.ofGroup(w, fields, p.Col)
		}
		switch {
		case len(fields) == 1 && !taken[fields[0]]:
			at[p.Col], taken[fields[0]] = w.fields[fields[0]].ID, true
		case len(fields) > 1:
			doubtful[p.folded()] = append(doubtful[p.folded()], p.Col)
		}
	}
	for label, cols := range doubtful {
		// Equal headings that no group tells apart stand in the form's order.
		left := slices.DeleteFunc(slices.Clone(w.labels[label]), func(i int) bool { return taken[i] })
		if len(left) != len(cols) {
			continue
		}
		for n, col := range cols {
			at[col] = w.fields[left[n]].ID
		}
	}
	return at
}

// ofGroup keeps the fields whose group stands above a column.
func (a *area) ofGroup(w *vocabulary, fields []int, col int) []int {
	group := ""
	for _, line := range a.between(max(a.head-2, a.keys+1, a.bar+1), a.head-1) {
		for _, p := range line.spots {
			if p.Col > col || !w.groups[p.folded()] {
				continue
			}
			if m, ok := a.cover(p.Row, p.Col); ok && m.LastCol < col {
				group = ""
				continue
			}
			group = p.folded()
		}
	}
	var of []int
	for _, i := range fields {
		if value.Fold(w.fields[i].Group) == group {
			of = append(of, i)
		}
	}
	if len(of) == 0 {
		return fields
	}
	return of
}

// columns finds the column of every field of a table, and says what was
// healed, what is missing and what is not ours.
func (r *reader) columns(s *returned, a *area) {
	heads := a.headings(a.words)
	byKey, atKey := map[string][]int{}, map[int]string{}
	for _, k := range a.keyed {
		if k.field == rowIDKey {
			a.ids = k.col
			continue
		}
		byKey[k.field] = append(byKey[k.field], k.col)
		atKey[k.col] = k.field
	}
	byHead := map[string]int{}
	for _, col := range slices.Backward(slices.Sorted(maps.Keys(heads))) {
		byHead[heads[col]] = col // the first of several
	}
	var healed, told []string
	for i := range a.section.Fields {
		f := &a.section.Fields[i]
		said, headed := byHead[f.ID]
		col := r.keyedColumn(s, a, f, byKey[f.ID], heads)
		switch {
		case headed && col != said && (col == 0 || heads[col] != f.ID) && a.yields(col, said, heads, atKey):
			if col > 0 && !a.blank(col) {
				s.found.Add(finding.New("CELL-46", a.where(a.head, said, a.judge(f.ID)), "heading", f.Label, "table", a.title()))
				told = append(told, f.ID)
			} else {
				healed = append(healed, f.Label)
			}
			a.cols[f.ID] = said
		case col > 0:
			a.cols[f.ID] = col
		}
	}
	r.tellColumns(s, a, healed)
	r.displaced(s, a, told)
}

// yields tells whether the column with a field's key gives way to the one with
// its heading: there is no such key, or the heading over the key is another
// field's, or nothing stands in the keyed column any more.
func (a *area) yields(col, said int, heads map[int]string, atKey map[int]string) bool {
	_, keyed := atKey[said]
	switch {
	case col == 0:
		return !keyed
	case heads[col] != "":
		return true
	}
	return !keyed && a.blank(col)
}

// blank tells whether nothing stands in a column of the table.
func (a *area) blank(col int) bool {
	for _, line := range a.between(max(a.first, a.head+1), a.last) {
		if line.at(col) != nil {
			return false
		}
	}
	return true
}

// keyedColumn chooses among the columns with a field's key: a column that was
// copied is there twice, and counts once where both say the same.
func (r *reader) keyedColumn(s *returned, a *area, f *form.Field, cols []int, heads map[int]string) int {
	if len(cols) < 2 {
		return append(cols, 0)[0]
	}
	filled := slices.DeleteFunc(slices.Clone(cols), a.blank)
	if len(filled) == 0 {
		return cols[0]
	}
	same := finding.New("CELL-70", a.where(a.keys, cols[1], a.judge(f.ID)), "label", f.Label, "first", finding.ColumnName(cols[0]), "second", finding.ColumnName(cols[1]))
	for _, line := range a.between(max(a.first, a.head+1), a.last) {
		for _, col := range filled[1:] {
			x, y := line.at(filled[0]), line.at(col)
			if (x == nil) != (y == nil) || x != nil && x.text != y.text {
				s.found.Add(finding.New("CELL-55", a.where(a.keys, col, a.judge(f.ID)), "label", f.Label, "first", finding.ColumnName(filled[0]), "second", finding.ColumnName(col)).
					With(a.where(a.keys, filled[0], a.judge(f.ID))))
				a.doubled[f.ID] = true
				return 0
			}
		}
	}
	s.found.Add(same)
	return filled[0]
}

// retyped tells, once for a table, of headings that were typed anew or are gone:
// the grey keys above have told what stands below.
func (r *reader) retyped(s *returned, a *area) {
	if r.otherVersion(s) || a.keys == 0 {
		return
	}
	var now []string
	var at []finding.Location
	heads := a.line(a.head)
	for i := range a.section.Fields {
		f := &a.section.Fields[i]
		col := a.cols[f.ID]
		if heads == nil || col == 0 || !answerable(f) || a.covered(a.head, col) {
			continue
		}
		if p := heads.at(col); p != nil && len(a.words.named(p)) == 0 {
			now = append(now, "“"+short(p.text)+"” as “"+a.called(f)+"”")
			at = append(at, a.where(a.head, col, a.judge(f.ID)))
		}
	}
	switch {
	case a.head == 0:
		s.found.Add(finding.New("CELL-71", a.where(a.keys, 0, ""), "read", "The headings of "+a.title()+" are gone; its columns were read by the small grey keys above them"))
	case len(now) > 0:
		s.found.Add(finding.New("CELL-71", at[0], "read", "In "+a.title()+" headings were typed anew; by the small grey keys above them we read "+listed(now, ", ")).With(at[1:]...))
	}
}

// tellColumns says what became of the columns of a table.
func (r *reader) tellColumns(s *returned, a *area, healed []string) {
	r.retyped(s, a)
	row := max(a.head, a.keys)
	if len(healed) > 1 && len(healed) == len(a.cols) {
		s.found.Add(finding.New("CELL-30", a.where(row, 0, ""), "columns", "All columns", "table", a.title()))
	} else if len(healed) > 0 {
		s.found.Add(finding.New("CELL-30", a.where(row, 0, ""), "columns", quoted(healed), "table", a.title()))
	}
	perhaps := ""
	if names := r.unknownHeadings(s, a); len(names) > 0 {
		perhaps = ", perhaps “" + strings.Join(names, "” or “") + "”"
	}
	for i := range a.section.Fields {
		f := &a.section.Fields[i]
		if a.cols[f.ID] > 0 || a.doubled[f.ID] || a.older || !answerable(f) && !a.identifies(f) {
			continue
		}
		missing := finding.New("CELL-31", a.where(row, 0, a.judge(f.ID)), "label", f.Label, "table", a.title(), "perhaps", perhaps)
		if a.identifies(f) && a.ids > 0 && a.block != nil && !a.section.OwnCodes {
			a.uncoded = append(a.uncoded, missing) // the hidden ids may be enough
			continue
		}
		s.found.Add(missing)
	}
}

// unknownHeadings are the headings of columns that are not ours.
func (r *reader) unknownHeadings(s *returned, a *area) (names []string) {
	line := a.line(a.head)
	if line == nil || r.otherVersion(s) {
		return nil
	}
	for _, p := range line.spots {
		if p.Col != a.ids && !a.hasColumn(p.Col) && len(a.words.named(p)) == 0 && !a.covered(p.Row, p.Col) {
			names = append(names, short(p.text))
		}
	}
	return names
}

// strangers tells of columns that are not ours and hold something, if only a
// heading.
func (r *reader) strangers(s *returned, a *area) {
	ours := map[int]bool{a.ids: true}
	for _, col := range a.cols {
		ours[col] = true
	}
	for _, k := range a.keyed {
		ours[k.col] = true
	}
	first := map[int]*spot{}
	for _, line := range a.between(max(a.first, a.head+1), a.last) {
		for _, p := range line.spots {
			if ours[p.Col] || first[p.Col] != nil || a.covered(p.Row, p.Col) {
				continue
			}
			if a.words.heads(&line) {
				break
			}
			first[p.Col] = p
		}
	}
	headed := map[int]*spot{}
	if line := a.line(a.head); line != nil && !r.otherVersion(s) {
		for _, p := range line.spots {
			if !ours[p.Col] && len(a.words.named(p)) == 0 {
				headed[p.Col] = p
			}
		}
	}
	cols := slices.Concat(slices.Collect(maps.Keys(first)), slices.Collect(maps.Keys(headed)))
	slices.Sort(cols)
	for _, col := range slices.Compact(cols) {
		a.stranger(s, col, first[col], headed[col])
	}
}

// stranger tells of one column that is not ours: at its first text, or at its
// heading where nothing stands below.
func (a *area) stranger(s *returned, col int, first, heading *spot) {
	name := "Column " + finding.ColumnName(col)
	if p := a.at(a.head, col); p != nil {
		name = "“" + short(p.text) + "”"
	}
	if first == nil {
		s.found.Add(finding.New("CELL-35", a.where(heading.Row, col, ""), "heading", name, "first", ""))
		return
	}
	s.found.Add(finding.New("CELL-35", a.where(first.Row, col, ""), "heading", name, "first", firstText(first)))
}

// firstText is what a message says of the first text in a column that is not ours.
func firstText(p *spot) string { return "; the first text in it is “" + short(p.text) + "”" }

// identifies tells whether the codes of a field tell the rows of its table
// apart: those of new entities do, and given ones where there are no others.
func (x *learned) identifies(f *form.Field) bool { return slices.Contains(x.tells, f) }

// identifying are the fields of a section whose codes tell its rows apart.
func identifying(s *form.Section) []*form.Field {
	codes := s.Codes()
	asked := slices.DeleteFunc(slices.Clone(codes), func(f *form.Field) bool { return f.Given })
	if len(asked) > 0 || len(codes) == 0 {
		return asked
	}
	for _, f := range codes {
		if s.Kind(f) == s.Entity {
			return []*form.Field{f}
		}
	}
	return codes[:1]
}

// mostListed is how many things a message names of a long list.
const mostListed = 20

// listed are the things of a list as a message names them: of a long one the first,
// and how many more there are.
func listed(words []string, between string) string {
	if more := len(words) - mostListed; more > 0 {
		return strings.Join(words[:mostListed], between) + " … (+" + strconv.Itoa(more) + ")"
	}
	return strings.Join(words, between)
}

func quoted(words []string) string { return "“" + strings.Join(words, "”, “") + "”" }

// short is a text as a message shows it.
func short(s string) string {
	const most = 80
	s = value.Squeeze(s)
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}

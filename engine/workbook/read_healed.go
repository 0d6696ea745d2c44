package workbook

import (
	"cmp"
	"slices"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/value"
)

// displaced tells, once for a table, of columns that stand in another order
// than the form prints them. Those that were told already are left out; another version of the form
// may have had another order.
func (r *reader) displaced(s *returned, a *area, told []string) {
	fields, cols := a.found()
	if r.otherVersion(s) || slices.IsSorted(cols) {
		return
	}
	fields, cols = a.asPrinted(fields)
	var names []string
	var at []finding.Location
	for i, stays := range rising(cols) {
		if f := fields[i]; !stays && !slices.Contains(told, f.ID) {
			names = append(names, a.called(f))
			at = append(at, a.where(max(a.head, a.keys), cols[i], a.judge(f.ID)))
		}
	}
	if len(names) == 0 {
		return
	}
	columns := "The column " + quoted(names) + " of " + a.title() + " stands"
	if len(names) > 1 {
		columns = "The columns " + quoted(names) + " of " + a.title() + " stand"
	}
	s.found.Add(finding.New("CELL-60", at[0], "columns", columns).With(at[1:]...))
}

// found are the fields whose columns were found, in the order of the form.
func (a *area) found() (fields []*form.Field, cols []int) {
	for i := range a.section.Fields {
		f := &a.section.Fields[i]
		if col := a.cols[f.ID]; col > 0 {
			fields, cols = append(fields, f), append(cols, col)
		}
	}
	return fields, cols
}

// asPrinted orders fields as the plan prints them from left to right: in a
// quality check some may have changed places.
func (a *area) asPrinted(fields []*form.Field) ([]*form.Field, []int) {
	if a.section.Shape == form.Checks {
		at := map[string]int{}
		for i, span := range a.checkSpans() {
			at[a.section.Fields[i].ID] = span.Col
		}
		slices.SortStableFunc(fields, func(f, g *form.Field) int { return cmp.Compare(at[f.ID], at[g.ID]) })
	}
	cols := make([]int, len(fields))
	for i, f := range fields {
		cols[i] = a.cols[f.ID]
	}
	return fields, cols
}

// checkSpans are the columns of a quality check on its sheet of the form.
func (a *area) checkSpans() []Span {
	for i := range a.form.Sheets {
		sheet := &a.form.Sheets[i]
		if slices.ContainsFunc(sheet.Sections, func(s form.Section) bool { return s.ID == a.section.ID }) {
			x := &planner{SheetLayout: &SheetLayout{Widths: widths(sheet)}}
			return x.checkSpans(a.section)
		}
	}
	return nil
}

// called is what people call the column of a field: its heading, with the one
// above it where other columns have the same.
func (a *area) called(f *form.Field) string {
	if f.Group != "" && len(a.words.labels[value.Fold(f.Label)]) > 1 {
		return f.Group + " " + f.Label
	}
	return f.Label
}

// rising marks the members of a longest subsequence that never falls. The
// others are those that were moved.
func rising(numbers []int) []bool {
	length, before := make([]int, len(numbers)), make([]int, len(numbers))
	last := -1
	for i, n := range numbers {
		length[i], before[i] = 1, -1
		for j := range i {
			if numbers[j] <= n && length[j] >= length[i] {
				length[i], before[i] = length[j]+1, j
			}
		}
		if last < 0 || length[i] > length[last] {
			last = i
		}
	}
	stays := make([]bool, len(numbers))
	for i := last; i >= 0; i = before[i] {
		stays[i] = true
	}
	return stays
}

// shifted tells that the answers of a sheet stand left of their questions.
func (s *returned) shifted(all []asked, step int) {
	if step > 0 || len(all) == 0 {
		return
	}
	x := all[0]
	s.found.Add(finding.New("CELL-60", s.where(x.row, x.label+step, ""), "columns", "The answers to "+x.title()+" stand"))
}

// gaps tells, once for a table, of blank rows between the heading of a table and its last row.
// Where rows show no code of ours, leaving some blank is how people fill them in.
func (a *area) gaps(s *returned) {
	if len(a.rows) == 0 || a.section.OwnCodes && (a.block == nil || a.ids == 0) {
		return
	}
	var blank []int
	for row := max(a.head, a.keys) + 1; row < a.rows[len(a.rows)-1].row; row++ {
		if a.line(row) == nil && !a.reachedOver(row) {
			blank = append(blank, row)
		}
	}
	if len(blank) == 0 {
		return
	}
	rows := "Row "
	if len(blank) > 1 {
		rows = "Rows "
	}
	s.found.Add(finding.New("CELL-61", a.where(blank[0], 0, ""), "rows", rows+rowList(blank), "table", a.title()))
}

// reachedOver tells whether a merged cell of the table makes a row part of
// another.
func (a *area) reachedOver(row int) bool {
	for _, col := range a.cols {
		if m, ok := a.cover(row, col); ok && m.FirstRow < row {
			return true
		}
	}
	return false
}

// outOfOrder is the first row of a table that stands in another place than it
// was sent, or beside the hidden id of another row; 0: there is none. Whole
// rows were sorted or moved, or their visible cells alone.
func (r *reader) outOfOrder(a *area) int {
	place := map[*packet.Row]int{}
	for i := range a.block.Rows {
		place[&a.block.Rows[i]] = i
	}
	var rows []*reading
	var places []int
	for _, row := range a.rows {
		if row.record != nil && row.issued != nil {
			rows, places = append(rows, row), append(places, place[row.issued])
		}
	}
	sent := slices.Sorted(slices.Values(places))
	for i, row := range rows {
		if places[i] != sent[i] || row.id != "" && row.issued.ID != "" && row.id != row.issued.ID && r.ownID(row.id) {
			return row.row
		}
	}
	return 0
}

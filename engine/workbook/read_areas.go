package workbook

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/submission"
	"spm/engine/value"
)

// area is a section of a form where it stands on a sheet.
type area struct {
	*view
	form *form.Form
	*learned
	worded wording // see wording
	scope  string
	older  bool          // the form has changed since; nobody was asked what is new in it
	block  *packet.Block // as issued; nil: not known

	bar, keys, head int // rows of number and title, of the machine keys, of the headings; 0: none
	first, last     int // rows that may belong to the table
	keyed           []keyedColumn
	left, right     int            // columns of a part that stands beside another; 0: all
	cols            map[string]int // column of each field; one that was not found is left out
	ids             int            // hidden column of row ids; 0: none
	doubled         map[string]bool

	questions map[string][]question // rows of an answers section, by field

	rows     []*reading
	uncoded  []finding.Finding    // that columns of codes are missing, see stillCoded
	followed bool                 // the codes had stayed behind when the rows were sorted
	came     map[*packet.Row]bool // rows of the packet that came back
	shown    submission.Answer    // month that the sheet shows
}

type keyedColumn struct {
	field string
	col   int
}

func (x *learned) judge(field string) string { return x.judges[field] }

// title is what people call the section.
func (x *learned) title() string {
	return "“" + cmp.Or(x.section.Title, x.section.No, x.section.ID) + "”"
}

// asks tells whether the section has a field that its readers answer.
func (x *learned) asks() bool {
	return slices.ContainsFunc(x.section.Fields, func(f form.Field) bool { return answerable(&f) })
}

// answerable tells whether a field's cell may hold an answer: it is neither
// given by us nor a code, nor the month that the form shows.
func answerable(f *form.Field) bool { return !f.Given && !f.ShownPeriod && f.Type != value.Code }

// locator finds the sections of one form on one sheet.
type locator struct {
	*view
	form  *form.Form
	areas []*area
	seen  map[int][]string // rows that introduce sections, and which: several where tables stand side by side
	views []*view          // all sheets
}

// introduce notes that a row begins a section.
func (l *locator) introduce(row int, a *area) {
	if !slices.Contains(l.seen[row], a.section.ID) {
		l.seen[row] = append(l.seen[row], a.section.ID)
	}
}

// locate finds the sections of a form on a sheet: by the machine keys, by the
// bars with number and title, by question codes, by headings.
func (r *reader) locate(v *view, f *form.Form) []*area {
	l := &locator{view: v, form: f, seen: map[int][]string{}, views: r.views}
	for _, x := range r.lexicon.sections[f] {
		l.areas = append(l.areas, &area{view: v, form: f, learned: x, cols: map[string]int{}, doubled: map[string]bool{}})
	}
	l.bars()
	l.keyRows()
	l.questionRows()
	l.putBeside()
	l.headingRows()
	l.bound()
	return slices.DeleteFunc(l.areas, func(a *area) bool { return a.keys == 0 && a.head == 0 && len(a.questions) == 0 })
}

// expanded is a section with its fields; those of a quality check stand in a
// part of their own.
func expanded(lib *form.Library, s *form.Section) *form.Section {
	if s.Shape != form.Checks || len(s.Fields) > 0 {
		return s
	}
	x := lib.Quality
	x.ID, x.Shape = s.ID, s.Shape
	return &x
}

// elsewhere tells whether a section has its keys on another sheet of the same form.
func (l *locator) elsewhere(section string) bool {
	return slices.ContainsFunc(l.views, func(other *view) bool {
		return other != l.view && other.id.Form == l.id.Form && other.id.Scope == l.id.Scope && other.keyedSections()[section]
	})
}

// keyedSections are the sections that have keys on a sheet, of whatever form.
func (v *view) keyedSections() map[string]bool {
	if v.keyed != nil {
		return v.keyed
	}
	v.keyed = map[string]bool{}
	for i := range v.lines {
		for _, p := range v.lines[i].spots {
			key, found := strings.CutPrefix(p.text, keyMark)
			if section, _, ok := strings.Cut(key, "."); found && ok {
				v.keyed[section] = true
			}
		}
	}
	return v.keyed
}

// bars finds the rows with a section's number and title, in whatever order
// the columns have come to stand.
func (l *locator) bars() {
	const most = 4 // texts in such a row, remarks included
	for i := range l.lines {
		spots := l.lines[i].spots
		says := func(fold string) bool {
			return slices.ContainsFunc(spots[:min(most, len(spots))], func(p *spot) bool { return p.is(fold) })
		}
		for _, a := range l.areas {
			no, titles := a.words.no, a.words.titles
			if no == "" || len(titles) == 0 || a.bar > 0 {
				continue
			}
			rest, ok := strings.CutPrefix(spots[0].folded(), no)
			if len(spots) <= most && says(no) && slices.ContainsFunc(titles, says) || ok && slices.Contains(titles, strings.Trim(rest, " .:·-")) {
				a.bar = l.lines[i].row
				l.introduce(a.bar, a)
			}
		}
	}
}

// keyRows finds the rows of machine keys.
func (l *locator) keyRows() {
	for i := range l.lines {
		keys := map[*area][]keyedColumn{}
		n, ids := 0, 0
		for _, p := range l.lines[i].spots {
			if p.text == rowIDKey {
				ids = p.Col
			}
			key, found := strings.CutPrefix(p.text, keyMark)
			section, field, ok := strings.Cut(l.today(key), ".")
			if !ok || !found {
				continue
			}
			for _, a := range l.areas {
				if a.section.ID == section && (field == rowIDKey || a.section.Field(field) != nil) {
					keys[a] = append(keys[a], keyedColumn{field, p.Col})
					n++
				}
			}
		}
		if n < 2 && n < len(l.lines[i].spots)-min(ids, 1) {
			continue
		}
		for a, k := range keys {
			l.introduce(l.lines[i].row, a)
			if a.keys == 0 { // a second row of keys is a heading that somebody repeated
				a.keys, a.keyed, a.ids = l.lines[i].row, k, ids
			}
		}
	}
}

// today is the key of a column as the form has it now, where an older version was
// filled in.
func (l *locator) today(key string) string {
	if !l.named || l.id.Version >= l.form.Version || len(l.form.Upgrade) == 0 {
		return key
	}
	name, column, matrix := strings.Cut(key, "@")
	b := l.form.Now(l.id.Version, name)
	if matrix {
		b.Field += "@" + column
	}
	return b.Field
}

// headingRows finds the headings of every table: below its keys, or where the
// keys are gone the row that says most of its labels.
func (l *locator) headingRows() {
	const reach = 6 // rows below the keys that may be headings
	for _, a := range l.areas {
		if a.keys == 0 {
			continue
		}
		best := 0
		for _, line := range a.between(a.keys+1, a.keys+reach) {
			if l.introducesOther(line.row, a) {
				break
			}
			if n := a.words.count(&line); n > best {
				best, a.head = n, line.row
			}
		}
	}
	l.unkeyedHeadings()
}

// heading is a row that may be the heading of a section.
type heading struct {
	area   *area
	row    int
	weight float64
}

// unkeyedHeadings shares the rows that look like headings among the tables
// whose keys are gone; each row goes to one table, the best fit first.
func (l *locator) unkeyedHeadings() {
	bars := slices.Sorted(maps.Keys(l.seen))
	var fits []heading
	for _, a := range l.areas {
		if a.section.Shape == form.Answers || a.keys > 0 || l.absent(a) {
			continue
		}
		for i := range l.lines {
			row := l.lines[i].row
			n := a.words.count(&l.lines[i])
			if part := float64(n) / float64(len(a.section.Fields)); n >= 2 && part >= 0.5 && !l.keyedRow(row) {
				fits = append(fits, heading{a, row, part + l.nearness(a, row, bars)})
			}
		}
	}
	slices.SortStableFunc(fits, func(a, b heading) int { return cmp.Compare(b.weight, a.weight) })
	for _, h := range fits {
		if _, taken := l.seen[h.row]; h.area.head == 0 && !taken {
			h.area.head = h.row
			l.introduce(h.row, h.area)
		}
	}
}

// absent tells whether a table need not be looked for: it has its keys on
// another sheet, and this one has keys of tables that are sent without it.
func (l *locator) absent(a *area) bool {
	if !l.elsewhere(a.section.ID) {
		return false
	}
	keyed := false
	for i := range l.form.Sheets {
		here, both := false, false
		for j := range l.form.Sheets[i].Sections {
			id := l.form.Sheets[i].Sections[j].ID
			both = both || id == a.section.ID
			here = here || slices.ContainsFunc(l.areas, func(b *area) bool { return b.section.ID == id && b.keys > 0 })
		}
		if here && both {
			return false
		}
		keyed = keyed || here
	}
	return keyed
}

// keyedRow tells whether a row belongs to a table that still has its keys: it
// is its heading, or a row below with a hidden id.
func (l *locator) keyedRow(row int) bool {
	return slices.ContainsFunc(l.areas, func(a *area) bool {
		return a.keys > 0 && a.keys <= row && (row <= a.head || a.ids > 0 && l.at(row, a.ids) != nil)
	})
}

// nearness favours the table whose bar stands above the row, or whose sheet
// has this name: two tables of a form may have the same headings. bars are the rows
// that introduce a section, ascending.
func (l *locator) nearness(a *area, row int, bars []int) (weight float64) {
	if n, _ := slices.BinarySearch(bars, row); n > 0 && slices.Contains(l.seen[bars[n-1]], a.section.ID) {
		weight++
	}
	for i := range a.form.Sheets {
		s := &a.form.Sheets[i]
		if slices.ContainsFunc(s.Sections, func(x form.Section) bool { return x.ID == a.section.ID }) && value.Fold(s.Name) == value.Fold(l.sheet.Name) {
			weight += 0.5
		}
	}
	return weight
}

// bound tells where each table ends: above the next section.
func (l *locator) bound() {
	for _, a := range l.areas {
		for _, qs := range a.questions {
			for _, q := range qs {
				l.introduce(q.row, a)
			}
		}
		if a.head > 0 && a.keys == 0 {
			l.introduce(a.head, a)
		}
	}
	for _, a := range l.areas {
		top := cmp.Or(a.keys, a.head)
		if top == 0 {
			continue
		}
		a.first, a.last = top+1, l.view.last()
		for row := range l.seen {
			if row > top && row <= a.last && l.introducesOther(row, a) {
				a.last = row - 1
			}
		}
		a.last = l.trim(a)
	}
}

// trim leaves out what stands right above the next section's keys when its bar
// was not recognised: a row that begins with the number of a section.
func (l *locator) trim(a *area) int {
	const above = 4
	for _, line := range l.between(max(a.first, a.last-above), a.last) {
		for _, b := range l.areas {
			if b != a && b.section.No != "" && b.keys > a.last && len(line.spots) <= 2 && line.spots[0].says(b.section.No) {
				return line.row - 1
			}
		}
	}
	return a.last
}

// weight tells how surely a sheet is of a form, by what was found of it.
func (a *area) weight() (w float64) {
	if a.section.Shape == form.Checks {
		for _, line := range a.between(a.first, a.last) {
			if slices.ContainsFunc(a.form.Checks, func(c form.Check) bool { return line.spots[0].says(checkCode(c)) }) {
				w++
			}
		}
		return w // the box itself stands on many forms
	}
	w = 2 * float64(len(a.keyed))
	if a.bar > 0 {
		w += 3
	}
	if line := a.line(a.head); line != nil {
		w += float64(a.words.count(line))
	}
	for _, qs := range a.questions {
		w++
		if qs[0].labelled {
			w += 2
		}
	}
	return w
}

// checkCode is the visible code of an item of a quality-check box.
func checkCode(c form.Check) string { return "QC " + c.ID }

package workbook

import (
	"slices"

	"spm/engine/form"
)

// Progress counts the required answers of a sheet: those of rows that exist,
// and those of a spare row, or of an example of ours, as soon as it has been begun. Quality checks, and
// answers that only another answer asks for, do not count.
type Progress struct {
	Answered, Required int     // as issued
	asked              []block // cells whose answers count
	always             int     // how many of them are required whatever the rows say
	spare              []spare // rows that require answers once they are begun
	optional           bool    // something can be filled in
}

// block is a block of cells.
type block struct{ col, end, first, last int }

// spare are rows that anything in some columns begins; then they need so many
// answers each.
type spare struct {
	first, last int
	columns     []int
	needs       int
}

// count adds the required cells of field i.
func (x *planner) count(l *SectionLayout, i int, cells []*Cell) {
	f, p := &l.Section.Fields[i], &x.Progress
	p.optional = true
	if !f.Required || l.Section.Shape == form.Checks {
		return
	}
	cells = slices.DeleteFunc(cells, func(c *Cell) bool {
		r := l.row(c.Row)
		return r != nil && slices.Contains(r.Seed, f.ID) // our word, not an answer
	})
	for _, part := range x.alike(l, i, cells) {
		var columns []int
		if part.optional {
			if len(part.begun) == 0 {
				continue // nobody can tell whether such a row is meant
			}
			columns = append(part.begun, part.cells[0].Col)
			slices.Sort(columns)
		}
		for _, b := range runs(part.cells) {
			p.ask(b)
			if columns == nil {
				p.always += b.last - b.first + 1
			} else {
				p.need(spare{b.first, b.last, columns, 1})
			}
		}
		for _, c := range part.cells {
			filled := c.Text != "" || c.Numeric
			p.Answered += btoi(filled)
			p.Required += btoi(filled || columns == nil)
		}
	}
}

// runs are the cells of one column, those below each other together.
func runs(cells []*Cell) (all []block) {
	for _, c := range cells {
		if n := len(all); n > 0 && all[n-1].last == c.Row-1 {
			all[n-1].last++
			continue
		}
		all = append(all, block{c.Col, c.Col, c.Row, c.Row})
	}
	return all
}

// ask adds cells whose answers count, to those in the column before where they
// stand side by side.
func (p *Progress) ask(b block) {
	for i := range p.asked {
		if a := &p.asked[i]; a.end == b.col-1 && a.first == b.first && a.last == b.last {
			a.end++
			return
		}
	}
	p.asked = append(p.asked, b)
}

func (p *Progress) need(s spare) {
	for i := range p.spare {
		if o := &p.spare[i]; o.first == s.first && o.last == s.last && slices.Equal(o.columns, s.columns) {
			o.needs++
			return
		}
	}
	p.spare = append(p.spare, s)
}

// answered is the formula that counts the answers there are. It compares
// ranges, which every program does cell by cell; Gnumeric takes the length of
// one cell only.
func (p *Progress) answered(sheet string) string {
	ref := sheetRef(sheet)
	var room [1024]byte
	terms := room[:0]
	for i, b := range p.asked {
		if i > 0 {
			terms = append(terms, '+')
		}
		terms = appendArea(append(terms, "SUMPRODUCT(("...), ref, b)
		terms = append(terms, `<>"")*1)`...)
	}
	return counted(terms)
}

// required is the formula that counts the answers there should be.
func (p *Progress) required(sheet string) string {
	ref := sheetRef(sheet)
	var room [1024]byte
	// It looks at the sheet at least, to tell when that is gone.
	terms := appendInt(room[:0], p.always)
	terms = append(append(append(terms, "+0*LEN("...), ref...), "$A$1)"...)
	for _, s := range p.spare {
		terms = append(appendInt(append(terms, '+'), s.needs), "*SUMPRODUCT(1-"...)
		for i, col := range s.columns {
			if i > 0 {
				terms = append(terms, '*')
			}
			terms = appendArea(append(terms, '('), ref, block{col, col, s.first, s.last})
			terms = append(terms, `="")`...)
		}
		terms = append(terms, ')')
	}
	return counted(terms)
}

// counted is a formula whose terms are added up; -1 says that the sheet they are
// taken from is gone. It is empty where it would be too long for older programs.
func counted(terms []byte) string {
	const begin, end = "IFERROR(", ",-1)"
	if len(terms) == 0 || len(terms)+len(begin)+len(end) > longestFormula {
		return ""
	}
	return begin + string(terms) + end
}

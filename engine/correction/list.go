package correction

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"spm/engine/finding"
)

// item is a line of the list.
type item struct {
	finding.Finding
	where, link string // how the place is told, and the cell of its sheet that the link leads to; empty for what concerns the whole file
	wrong, mend string
	pickRow     int // of the hidden texts that its cells offer; 0: none
}

// list makes the lines of the list, in the order of the sheets and of their
// cells, what must be mended before what is only to be looked at.
func (m *round) list(findings finding.List) (all []item) {
	order := map[string]int{}
	for _, s := range m.sheets {
		order[s.name] = s.at + 1
	}
	for _, f := range findings.Merge() {
		if f.Severity == finding.Note {
			continue
		}
		x := item{Finding: f, wrong: sentence(f.Message), mend: sentence(f.Ask())}
		if near := m.near(f); near != "" {
			x.mend = strings.TrimSpace(near + " " + x.mend)
		}
		if order[f.Where.Sheet] > 0 {
			x.where, x.link = m.place(f.Where)
		}
		all = append(all, x)
	}
	slices.SortStableFunc(all, func(a, b item) int {
		return cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(order[a.Where.Sheet], order[b.Where.Sheet]))
	})
	return all
}

// place is how a place is told, and where its link leads.
func (m *round) place(at finding.Location) (where, link string) {
	switch {
	case at.Cell() != "":
		where, link = at.Cell(), at.Cell()
	case at.Row > 0:
		where, link = strings.ReplaceAll(m.words.Row, "{row}", strconv.Itoa(at.Row)), "A"+strconv.Itoa(at.Row)
	default:
		where, link = m.words.All, "A1"
	}
	return where, link
}

// near names what may be meant, where the hint does not.
func (m *round) near(f finding.Finding) string {
	for _, o := range f.Options {
		if strings.Contains(f.Ask(), o) {
			return ""
		}
	}
	if len(f.Options) == 0 {
		return ""
	}
	return m.words.Perhaps + " " + strings.Join(f.Options, ", ") + "."
}

// noteOf is what stands in the note of a cell.
func (m *round) noteOf(f finding.Finding) string {
	first := m.words.NoteMend
	if f.Severity != finding.Error {
		first = m.words.NoteLook
	}
	return strings.Join(strings.Fields(first+" "+sentence(f.Message)+" "+m.near(f)+" "+sentence(f.Ask())), " ")
}

func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}

// offer gives doubtful cells the place of the texts that they offer.
func (m *round) offer() {
	sheets := map[string]*sheet{}
	for _, s := range m.sheets {
		sheets[s.name] = s
	}
	row := headRow
	for i := range m.listed[:min(len(m.listed), mostItems)] {
		x := &m.listed[i]
		s := sheets[x.Where.Sheet]
		if s == nil || len(x.Options) == 0 || x.Where.Col == 0 {
			continue
		}
		row++
		x.pickRow = row
		for r := x.Where.Row; r <= max(x.Where.Row, x.Where.EndRow); r++ {
			if k := s.marks[s.seen(address{r, x.Where.Col})]; k != nil && slices.Equal(k.options, x.Options) {
				k.picks = area{address{row, colPicks}, address{row, colPicks + len(x.Options) - 1}}
			}
		}
	}
}

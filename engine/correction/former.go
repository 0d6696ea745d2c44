package correction

import (
	"html"
	"strings"

	"spm/engine/spreadsheet"
)

// signature stands on every list, so that it is known again, whatever it is
// called; it is no word of any language.
const signature = "spm fix list"

// What the hidden columns of a list hold: the cells that are marked, and what
// was under their marks.
var keptHeads = []string{"spm:sheet", "spm:cells", "spm:fill", "spm:border"}

// former is what an earlier round has left in a workbook.
type former struct {
	name  string // of the list's sheet
	under map[string]map[address]wear
	near  map[string]map[int]wear // by sheet and column, for cells that were moved
	count int                     // of the cells
}

// IsList tells whether a sheet is the list of an earlier round, which holds no
// answers.
func IsList(s *spreadsheet.Sheet) bool {
	const top = 8 // rows, with some that were put above
	for i := range s.Rows[:min(top, len(s.Rows))] {
		for _, c := range s.Rows[i].Cells {
			if strings.HasPrefix(c.Text, signature) {
				return true
			}
		}
	}
	return false
}

// Answers is the book without lists of ours: what its sender has filled in.
func Answers(book *spreadsheet.Book) *spreadsheet.Book {
	if book == nil {
		return nil
	}
	var kept []*spreadsheet.Sheet
	for _, s := range book.Sheets {
		if !IsList(s) {
			kept = append(kept, s)
		}
	}
	if len(kept) == len(book.Sheets) || len(kept) == 0 {
		return book
	}
	x := *book
	x.Sheets = kept
	return &x
}

// findFormer looks for the list of an earlier round. It becomes the new one.
// accept answers what may be shown again of what it says was under its marks.
func (m *round) findFormer(accept func(wear) (wear, bool)) {
	for _, s := range m.book.Sheets {
		if !IsList(s) {
			continue
		}
		m.fixName = s.Name
		m.former = &former{name: s.Name, under: map[string]map[address]wear{}, near: map[string]map[int]wear{}}
		m.former.read(s, accept)
		return
	}
}

// read reads the hidden columns of a list.
func (f *former) read(s *spreadsheet.Sheet, accept func(wear) (wear, bool)) {
	at := make([]int, len(keptHeads))
	for _, row := range s.Rows {
		var texts [4]string
		head := false
		for _, c := range row.Cells {
			for i, name := range keptHeads {
				if c.Text == name {
					at[i], head = c.Col, true
				} else if c.Col == at[i] {
					texts[i] = c.Text
				}
			}
		}
		if w, ok := accept(wear{texts[2], texts[3]}); ok && !head && texts[0] != "" {
			f.add(texts[0], texts[1], w)
		}
	}
}

func (f *former) add(sheet, cells string, w wear) {
	const most = 500_000 // cells that a list of ours may name
	if f.under[sheet] == nil {
		f.under[sheet], f.near[sheet] = map[address]wear{}, map[int]wear{}
	}
	for ref := range strings.FieldsSeq(cells) {
		if f.count++; f.count > most {
			return
		}
		at := addressOf(ref)
		f.under[sheet][at] = w
		f.near[sheet][at.col] = w
	}
}

// whole tells whether a text is one element that a style sheet can take: people
// and programs may have changed what they do not see.
func whole(text, name string) bool {
	_, all := children([]byte(text), name)
	w := walker{data: []byte(text)}
	first, depth := true, 0
	for w.next() {
		switch {
		case first && (w.start != 0 || w.closes || w.name != name || w.prefix != ""):
			return false
		case w.closes:
			depth--
		case !w.empty:
			depth++
		}
		first = false
	}
	return !first && depth == 0 && w.end == len(text) && len(all) <= 16 && !strings.ContainsAny(text, "&")
}

// was is what was under the mark of a cell, if the list says so.
func (f *former) was(s *sheet, at address) (wear, bool) {
	w, ok := f.under[s.name][at]
	if !ok {
		w, ok = f.near[s.name][at.col]
	}
	return w, ok
}

// picks tells whether a validation offers what stands on the list.
func (f *former) picks(validation string) bool {
	text := html.UnescapeString(validation)
	return strings.Contains(text, quoted(f.name)+"!") || strings.Contains(text, ">"+f.name+"!")
}

// original is the style that a cell has without a mark of ours, and what was
// under the mark; nil where it has none.
func (m *marker) original(s *sheet, at address, style int) (int, *wear) {
	if m.former == nil || !ours.MatchString(m.styles.wears(style).fill) {
		return style, nil
	}
	w, ok := m.former.was(s, at)
	if !ok {
		w = wear{plainest["fills"], plainest["borders"]}
	}
	return m.styles.dressed(style, w), &w
}

// keeping is what was under the marks of some cells of a sheet.
type keeping struct {
	sheet string
	cells []string
	wear
}

// keep notes what a mark covers, so that a later round can show it again.
func (m *round) keep(s *sheet, at address, w wear) {
	const most = 3000 // addresses in a cell of the list
	for i := range m.kept {
		if k := &m.kept[i]; k.sheet == s.name && k.wear == w && len(k.cells) < most {
			k.cells = append(k.cells, at.String())
			return
		}
	}
	m.kept = append(m.kept, keeping{s.name, []string{at.String()}, w})
}

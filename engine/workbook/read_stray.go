package workbook

import (
	"regexp"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/value"
)

// astray tells of what stands on a sheet of ours outside all its parts: rows of
// a table whose keys and headings are gone, and texts of whoever filled it in.
func (r *reader) astray(s *returned) {
	above, below := s.outside()
	above, below = r.lost(s, above), r.lost(s, below)
	if len(s.areas) == 0 {
		return // that has been told of the whole sheet
	}
	r.tellStray(s, below, s.printed)
	if r.packet == nil || r.packet.Blank || s.issued == nil || r.otherVersion(s) {
		return // nobody knows how its head was sent
	}
	band := bandTexts(r.lib, s.form, r.packet)
	r.tellStray(s, above, func(p *spot) bool {
		if slices.Contains(band, p.text) || slices.Contains(band, p.Text) { // as they were sent
			return true
		}
		_, line := ParseIdentity(p.text)
		return line || numbersTitle.MatchString(p.text) || s.printed(p) ||
			slices.ContainsFunc(band, func(text string) bool { return bare(text) == bare(p.text) })
	})
}

// numbersTitle is what the program Numbers puts above every table.
var numbersTitle = regexp.MustCompile(`^Tabl[ae] \d+$`)

// tellStray tells of what staff have put on lines outside all parts, once for
// each line.
func (r *reader) tellStray(s *returned, lines []line, ours func(p *spot) bool) {
	for i := range lines {
		for _, p := range lines[i].spots {
			if !p.Formula && !s.covered(p.Row, p.Col) && !ours(p) {
				s.found.Add(finding.New("CELL-45", s.where(p.Row, p.Col, ""), "typed", short(p.text), "place", "outside the parts", "table", "sheet “"+s.sheet.Name+"”").As(finding.Note))
				break
			}
		}
	}
}

// outside are the lines of a sheet that belong to no part: those above the first
// of them, and those below.
func (s *returned) outside() (above, below []line) {
	top := 0
	asked := map[int]bool{} // rows of questions
	for _, x := range s.asked() {
		asked[x.row] = true
	}
	in := func(row int) bool {
		return asked[row] || slices.ContainsFunc(s.areas, func(a *area) bool {
			return row == a.bar || a.questions == nil && min(a.keys, a.first) <= row && row <= a.last
		})
	}
	for _, l := range s.lines {
		switch {
		case in(l.row):
			top = l.row
		case top > 0 || len(s.areas) == 0:
			below = append(below, l)
		default:
			above = append(above, l)
		}
	}
	return above, below
}

// printed tells whether a text is one that the form prints.
func (s *returned) printed(p *spot) bool {
	if strings.HasPrefix(p.text, keyMark) || p.text == rowIDKey || p.says(s.form.Title, s.form.Instruction) {
		return true
	}
	for i := range s.form.Sheets {
		for j := range s.form.Sheets[i].Sections {
			x := &s.form.Sheets[i].Sections[j]
			if p.says(x.Title, x.No, x.Help) || p.says(x.Was...) || slices.ContainsFunc(x.Fields, func(f form.Field) bool { return p.says(f.Label, f.Group, f.Help, f.No) }) {
				return true
			}
		}
	}
	return false
}

// lost tells of tables that were not found on a sheet although rows of theirs
// stand there, and leaves these rows out of its lines.
func (r *reader) lost(s *returned, lines []line) (rest []line) {
	if len(lines) == 0 {
		return nil
	}
	codes := r.codesElsewhere(s)
	for _, l := range lines {
		section := ""
		for _, p := range l.spots {
			if section = codes[p.folded()]; section != "" {
				break
			}
		}
		if section == "" {
			rest = append(rest, l)
			continue
		}
		if r.begun(s, section) {
			s.found.Add(finding.New("CELL-50", s.where(l.row, 0, s.form.ID+"."+section), "part", r.lexicon.section(s.form, section).title(), "sheet", s.sheet.Name))
		}
	}
	return rest
}

// begun notes that rows of a section were found without it, and tells whether
// that is new.
func (r *reader) begun(s *returned, section string) bool {
	if r.rowsOnly == nil {
		r.rowsOnly = map[string]bool{}
	}
	name := s.form.ID + "|" + s.scope + "|" + section
	before := r.rowsOnly[name]
	r.rowsOnly[name] = true
	return !before
}

// codesElsewhere are the codes and hidden ids of the tables of a form that were
// not found on a sheet, by section; codes that several of them have are none.
func (r *reader) codesElsewhere(s *returned) map[string]string {
	codes := map[string]string{}
	if r.packet == nil {
		return codes
	}
	for _, sheet := range r.packet.Sheets {
		if sheet.Form != s.form.ID || sheet.Scope != s.scope {
			continue
		}
		for _, b := range sheet.Blocks {
			x := r.lexicon.section(s.form, b.Section)
			here := slices.ContainsFunc(s.areas, func(a *area) bool { return a.section.ID == b.Section })
			if here || x == nil || !x.asks() {
				continue
			}
			for _, row := range b.Rows {
				for _, f := range x.tells {
					code := value.Fold(row.Codes[f.ID])
					if before, twice := codes[code]; code != "" && twice && before != b.Section {
						codes[code] = ""
					} else if code != "" {
						codes[code] = b.Section
					}
				}
				if row.ID != "" {
					codes[row.ID] = b.Section
				}
			}
		}
	}
	return codes
}

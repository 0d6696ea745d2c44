package workbook

import (
	"slices"
	"strings"

	"spm/engine/form"
	"spm/engine/packet"
)

// mirrors gives the cells that show what is being typed into another sheet
// their formulas. They look the row up by its printed code, so they survive
// sorting there. They are for the eyes of staff only: no answer is read from
// them.
func (l *Layout) mirrors(lib *form.Library) {
	var done []*Cell // the first of each sort of mirror
	for i := range l.Sheets {
		for j := range l.Sheets[i].Cells {
			c := &l.Sheets[i].Cells[j]
			if c.mirror == nil {
				continue
			}
			same := slices.IndexFunc(done, func(o *Cell) bool { return sameMirror(o.mirror, c.mirror) })
			if same < 0 {
				l.mirror(lib, c)
				done = append(done, c)
				continue
			}
			c.Formula, c.Text = done[same].Formula, done[same].Text
		}
	}
}

// sameMirror tells that two cells show the same.
func sameMirror(a, b *packet.Mirror) bool {
	return a.Code == b.Code && a.Form == b.Form && a.Section == b.Section && slices.Equal(a.Fields, b.Fields)
}

func (l *Layout) mirror(lib *form.Library, c *Cell) {
	m := c.mirror
	sheet, section := l.mirrored(m)
	if section == nil {
		return
	}
	row := rowOf(section, m.Code)
	codes := codeColumn(section, row, m.Code)
	var parts []string
	for _, id := range m.Fields {
		i := fieldIndex(section.Section, id)
		if i < 0 {
			continue
		}
		_, col := section.Place(0, i)
		parts = append(parts, "INDEX("+areaRef(sheet.Name, col, section.First, section.Last)+
			",MATCH("+formulaText(m.Code)+","+areaRef(sheet.Name, codes, section.First, section.Last)+",0))")
	}
	if len(parts) == 0 || codes == 0 {
		return
	}
	c.Formula = "IFERROR(IF(LEN(" + strings.Join(parts, "&") + ")=0," + formulaText(c.Text) + "," + joinFormula(lib, m.Fields, parts) + ")," + formulaText(c.Text) + ")"
	if printed := section.printed(row, m.Fields); printed != "" {
		c.Text = printed
	}
}

// printed is what a row was printed with in a field that a mirror shows alone:
// the name of an example function. Programs that do not calculate show it.
func (l *SectionLayout) printed(row int, fields []string) string {
	if len(fields) != 1 {
		return ""
	}
	return l.Block.Rows[row].Values[fields[0]].Text
}

// mirrored is the section that a mirror points to and that has its row.
func (l *Layout) mirrored(m *packet.Mirror) (*SheetLayout, *SectionLayout) {
	for i := range l.Sheets {
		s := &l.Sheets[i]
		if s.Form.ID != m.Form {
			continue
		}
		for j := range s.Sections {
			x := &s.Sections[j]
			if x.Section.ID == m.Section && x.Section.Shape != form.Answers && rowOf(x, m.Code) >= 0 {
				return s, x
			}
		}
	}
	return nil, nil
}

// codeColumn is the column in which a row prints a code.
func codeColumn(s *SectionLayout, row int, code string) int {
	for i := range s.Section.Fields {
		if s.Block.Rows[row].Codes[s.Section.Fields[i].ID] == code {
			return s.Spans[i].Col
		}
	}
	return 0
}

// joinFormula joins the parts to one text; if, then and and make a sentence.
func joinFormula(lib *form.Library, fields, parts []string) string {
	if !slices.Equal(fields, []string{"if", "then", "and"}) || len(parts) != 3 {
		return strings.Join(parts, `&" "&`)
	}
	var sentence string
	var twice [][2]string // some type the word although the heading has it
	for i, w := range []form.Word{form.TheoryIf, form.TheoryThen, form.TheoryAnd} {
		before, after, _ := strings.Cut(lib.Say(w), "{text}")
		if i > 0 {
			sentence += "&"
		}
		sentence += formulaText(before) + "&" + parts[i]
		if after != "" {
			sentence += "&" + formulaText(after)
		}
		word := strings.TrimLeft(before, " ,;")
		twice = append(twice, [2]string{before + word, before})
		if lower := strings.ToLower(word); lower != word {
			twice = append(twice, [2]string{before + lower, before})
		}
	}
	for _, t := range twice {
		sentence = "SUBSTITUTE(" + sentence + "," + formulaText(t[0]) + "," + formulaText(t[1]) + ")"
	}
	return sentence
}

// mirrorText is what a mirror shows while there is nothing to show.
func mirrorText(lib *form.Library, p *packet.Packet, m *packet.Mirror) string {
	for i := range p.Sheets {
		for j := range p.Sheets[i].Blocks {
			if p.Sheets[i].Form == m.Form && p.Sheets[i].Blocks[j].Section == m.Section {
				return lib.Say(form.TypeFirst, "code", m.Code, "sheet", p.Sheets[i].Name)
			}
		}
	}
	return lib.Say(form.SeeCode, "code", m.Code)
}

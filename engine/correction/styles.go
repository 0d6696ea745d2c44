package correction

import (
	"regexp"
	"strconv"
	"strings"

	"spm/engine/finding"
)

// stylesOrder is the order of the children of a style sheet (18.8.39).
var stylesOrder = strings.Fields("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst")

// The colours of a mark are those of no form and of hardly any program's
// palette: a mark is known again by them.
const (
	errorFill, errorLine     = "FFFADBDE", "FFCC2936"
	warningFill, warningLine = "FFFFF1C4", "FFD9A300"
)

var ours = regexp.MustCompile(`(?i)rgb="(?:FF|00)?(?:` + errorFill[2:] + `|` + warningFill[2:] + `)"`)

// wear is what a style shows that a mark covers.
type wear struct{ fill, border string } // elements, without prefixes

// worn is how a mark looks.
func worn(s finding.Severity) wear {
	fill, line := errorFill, errorLine
	if s != finding.Error {
		fill, line = warningFill, warningLine
	}
	side := func(name string) string {
		return `<` + name + ` style="thin"><color rgb="` + line + `"/></` + name + `>`
	}
	return wear{
		`<fill><patternFill patternType="solid"><fgColor rgb="` + fill + `"/><bgColor indexed="64"/></patternFill></fill>`,
		`<border>` + side("left") + side("right") + side("top") + side("bottom") + `<diagonal/></border>`,
	}
}

// styles is the style sheet of a workbook, with what is added to it.
type styles struct {
	part, prefix string
	data         []byte
	groups       map[string]element
	kids         map[string][]element
	added        map[string][]string       // by the name of a group
	at           map[string]int            // of what was added, by group and text
	known        map[string]map[string]int // entries of the kids, by group: made when somebody asks

	seen map[int]wear     // what styles show
	made map[dressing]int // styles that show something else
}

// dressing is a style that is to show something else.
type dressing struct {
	xf int
	wear
}

// openStyles reads the style sheet; a workbook without one gets the plainest.
func (m *marker) openStyles(part string) (*styles, error) {
	if part == "" || !m.has(part) {
		if part = "xl/styles.xml"; m.has(part) { // where programs look for it
			part = m.free("xl/styles", ".xml")
		}
		m.write(part, []byte(xmlHead+`<styleSheet xmlns="`+m.space.main+`"></styleSheet>`))
		if err := m.declare(part, "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"); err != nil {
			return nil, err
		}
		if _, err := m.relate(m.main, m.space.kinds+"styles", part); err != nil {
			return nil, err
		}
	}
	data, err := m.read(part)
	if err != nil {
		return nil, err
	}
	root, all := children(data)
	s := &styles{part: part, prefix: root.prefix, data: data, groups: map[string]element{}, kids: map[string][]element{}, added: map[string][]string{}, at: map[string]int{}, known: map[string]map[string]int{}, seen: map[int]wear{}, made: map[dressing]int{}}
	for _, g := range all {
		if _, twice := s.groups[g.name]; twice {
			return nil, odd("its styles")
		}
		s.groups[g.name] = g
	}
	for _, group := range [][2]string{{"fonts", "font"}, {"fills", "fill"}, {"borders", "border"}, {"cellStyleXfs", "xf"}, {"cellXfs", "xf"}} {
		name, entry := group[0], group[1]
		_, s.kids[name] = children(data, "styleSheet", name)
		for _, k := range s.kids[name] {
			if k.name != entry || k.prefix != s.prefix { // counted by some programs and not by others
				return nil, odd("its styles")
			}
		}
		if len(s.kids[name]) == 0 {
			s.add(name, plainest[name])
			if name == "fills" {
				s.add(name, `<fill><patternFill patternType="gray125"/></fill>`)
			}
		}
	}
	return s, nil
}

// plainest is the first entry that each group must have.
var plainest = map[string]string{
	"fonts":        `<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>`,
	"fills":        `<fill><patternFill patternType="none"/></fill>`,
	"borders":      `<border><left/><right/><top/><bottom/><diagonal/></border>`,
	"cellStyleXfs": `<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`,
	"cellXfs":      `<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`,
}

// add is the number of an entry that a group has from now on; the same entry
// is added once.
func (s *styles) add(group, text string) int {
	key := group + text
	if n, ok := s.at[key]; ok {
		return n
	}
	n := len(s.kids[group]) + len(s.added[group])
	s.added[group] = append(s.added[group], text)
	s.at[key] = n
	return n
}

// entry is an entry of a group, without prefixes; the first where there is none.
func (s *styles) entry(group string, n int) string {
	kids := s.kids[group]
	switch {
	case n >= 0 && n < len(kids):
		return bare(string(s.data[kids[n].start:kids[n].close]))
	case n >= len(kids) && n < len(kids)+len(s.added[group]):
		return s.added[group][n-len(kids)]
	case n != 0:
		return s.entry(group, 0)
	}
	return plainest[group]
}

// find is the number of an entry; it is added where the group lacks it.
func (s *styles) find(group, text string) int {
	const most = 10_000 // among which one is looked for: more than people's workbooks have
	known := s.known[group]
	if known == nil {
		known = map[string]int{}
		for n := range s.kids[group][:min(len(s.kids[group]), most)] {
			text := s.entry(group, n)
			if _, twice := known[text]; !twice {
				known[text] = n
			}
		}
		s.known[group] = known
	}
	if n, ok := known[text]; ok {
		return n
	}
	return s.add(group, text)
}

// wears is what the style of a cell shows.
func (s *styles) wears(xf int) wear {
	if w, ok := s.seen[xf]; ok {
		return w
	}
	t, data := s.xf(xf)
	w := wear{s.entry("fills", number(t.value(data, "fillId"))), s.entry("borders", number(t.value(data, "borderId")))}
	s.seen[xf] = w
	return w
}

// dressed is a style like another that shows something else: number format,
// font, alignment and lock stay.
func (s *styles) dressed(xf int, w wear) int {
	want := dressing{xf, w}
	if n, ok := s.made[want]; ok {
		return n
	}
	t, data := s.xf(xf)
	edits := []edit{}
	for _, a := range [][2]string{
		{"fillId", strconv.Itoa(s.find("fills", w.fill))}, {"borderId", strconv.Itoa(s.find("borders", w.border))},
		{"applyFill", "1"}, {"applyBorder", "1"},
	} {
		edits = append(edits, set(data, t, a[0], a[1]))
	}
	s.made[want] = s.add("cellXfs", string(splice(data, edits)))
	return s.made[want]
}

func (s *styles) xf(n int) (tag, []byte) {
	data := []byte(s.entry("cellXfs", n))
	w := walker{data: data}
	w.next()
	return w.tag, data
}

// style is a style of the list: a font, a fill, a border and the rest of it.
func (s *styles) style(font, fill, border, alignment string) int {
	fillID, borderID := 0, 0
	if fill != "" {
		fillID = s.add("fills", `<fill><patternFill patternType="solid"><fgColor rgb="`+fill+`"/><bgColor indexed="64"/></patternFill></fill>`)
	}
	if border != "" {
		borderID = s.add("borders", border)
	}
	return s.add("cellXfs", `<xf numFmtId="49" fontId="`+strconv.Itoa(s.add("fonts", font))+`" fillId="`+strconv.Itoa(fillID)+`" borderId="`+strconv.Itoa(borderID)+
		`" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1">`+alignment+`<protection locked="0"/></xf>`)
}

// save splices what was added into the style sheet.
func (s *styles) save(p *packing) error {
	var edits []edit
	for _, group := range stylesOrder {
		added := s.added[group]
		if len(added) == 0 {
			continue
		}
		text := prefixed(strings.Join(added, ""), s.prefix)
		count := strconv.Itoa(len(s.kids[group]) + len(added))
		g, ok := s.groups[group]
		if !ok {
			// Groups that are new at one place come in their order: splice keeps it.
			edits = append(edits, insert(s.data, stylesOrder, group, `<`+s.prefix+group+` count="`+count+`">`+text+`</`+s.prefix+group+`>`))
			continue
		}
		if _, _, _, counted := g.attribute(s.data, "count"); counted {
			edits = append(edits, set(s.data, g.tag, "count", count))
		}
		edits = append(edits, g.fill(s.data, text))
	}
	return p.edit(s.part, edits...)
}

func number(text string) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		return 0
	}
	return n
}

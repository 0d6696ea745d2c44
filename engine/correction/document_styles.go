package correction

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"spm/engine/finding"
)

// documentOrder is the order of the children of a document (3.1.3).
var documentOrder = strings.Fields("meta settings scripts font-face-decls styles automatic-styles master-styles body")

const stylesPart = "styles.xml"

// What is under a mark is kept as attributes of the properties of a cell.
const (
	background  = "fo:background-color"
	transparent = "transparent"
	unframed    = `fo:border="none"`
)

var (
	frame     = regexp.MustCompile(`^(?:fo:border|style:border-line-width)(?:-(?:top|bottom|left|right))?$`)
	gnumerics = regexp.MustCompile(`^gnm:(?:background-colour|pattern|pattern-colour)$`) // which Gnumeric believes more than the background
	keptFill  = regexp.MustCompile(`^(?:transparent|#[0-9a-fA-F]{6})$`)
	keptFrame = regexp.MustCompile(`^(?: ?(?:fo:border|style:border-line-width)(?:-(?:top|bottom|left|right))?="[\w #.%-]*")+$`)
)

// isDocument tells whether a text of the list is what a cell of an OpenDocument
// shows: people and programs may have changed what they do not see.
func (w wear) isDocument() bool {
	return keptFill.MatchString(w.fill) && keptFrame.MatchString(w.border) && w.border == frameOf("", w.border)
}

// frameOf adds to what is said of a frame what another text says of it, and
// nothing twice.
func frameOf(said, more string) string {
	for _, s := range side.FindAllString(more, -1) {
		if name, _, _ := strings.Cut(s, "="); !strings.Contains(" "+said, " "+name+"=") {
			said = strings.TrimSpace(said + " " + s)
		}
	}
	return said
}

// ofMark tells whether the cell of an OpenDocument shows a mark of ours.
func (w wear) ofMark() bool {
	return strings.EqualFold(w.fill, "#"+errorFill[2:]) || strings.EqualFold(w.fill, "#"+warningFill[2:])
}

// documentWorn is how a mark looks in an OpenDocument.
func documentWorn(s finding.Severity) wear {
	fill, line := errorFill, errorLine
	if s != finding.Error {
		fill, line = warningFill, warningLine
	}
	return wear{"#" + strings.ToLower(fill[2:]), `fo:border="0.74pt solid #` + strings.ToLower(line[2:]) + `"`}
}

// documentStyles are the styles of cells, with those that are added to them.
type documentStyles struct {
	data  []byte
	group *element // the automatic styles of the text
	cells map[string]documentStyle
	sizes map[sized]float64 // of columns and rows, in points
	taken map[string]bool   // names
	added []string
	names int

	seen map[string]wear
	made map[documentDressing]string
}

// documentStyle is a style of cells. People know the common ones by their names,
// and they stay what they are.
type documentStyle struct {
	text   []byte
	parent string
	common bool
}

// documentDressing is a style that is to show something else.
type documentDressing struct {
	style string
	wear
}

// openStyles reads the styles of cells: those of the text, and the common ones,
// which a package keeps in a part of their own.
func (d *document) openStyles() error {
	d.looks = &documentStyles{
		data: d.data, cells: map[string]documentStyle{}, sizes: map[sized]float64{}, taken: map[string]bool{},
		seen: map[string]wear{}, made: map[documentDressing]string{},
	}
	if d.packing != nil && d.has(stylesPart) {
		common, err := d.read(stylesPart)
		if err != nil {
			return err
		}
		if err := d.looks.read(common, false); err != nil {
			return err
		}
	}
	return d.looks.read(d.data, true)
}

// read reads the styles of a text; own is that of the sheets.
func (s *documentStyles) read(data []byte, own bool) error {
	w := walker{data: data}
	w.next()
	return w.each(func() error {
		common := w.is("office:styles")
		if !common && !w.is("office:automatic-styles") {
			return nil
		}
		if !common && own {
			if s.group != nil {
				return odd("its styles")
			}
			s.group = &element{tag: w.tag, inner: w.end, close: w.end}
		}
		err := w.each(func() error {
			e, err := w.pass()
			name := e.value(data, "style:name")
			if (name == "") != (e.name == "default-style") { // nothing can ask for it
				return err
			}
			switch family := e.value(data, "style:family"); family {
			case "table-column", "table-row":
				s.size(data[e.start:e.close], family, name)
			}
			if s.taken[name] = true; e.value(data, "style:family") == "table-cell" && (common || own) {
				s.cells[name] = documentStyle{data[e.start:e.close], e.value(data, "style:parent-style-name"), common}
			}
			return err
		})
		if !common && own && !s.group.empty {
			s.group.inner, s.group.close = w.start, w.end
		}
		return err
	})
}

// wears is what a style shows. What it does not say it takes from its parent,
// and at last from the default, which has no name.
func (s *documentStyles) wears(name string) wear {
	if w, ok := s.seen[name]; ok {
		return w
	}
	const deepest = 20 // generations; in a circle there is no end
	w := wear{}
	whole := false // the frame says all four sides
	for at, n := s.known(name), 0; n < deepest; n++ {
		style := s.cells[at]
		fill, frame, sides := style.shows()
		if w.fill == "" {
			w.fill = fill
		}
		if !whole {
			w.border, whole = frameOf(w.border, frame), sides
		}
		if at == "" {
			break
		}
		at = style.parent
	}
	if w.fill == "" {
		w.fill = transparent
	}
	if w.border == "" {
		w.border = unframed
	}
	s.seen[name] = w
	return w
}

// known is the style itself, or the one that cells without a style have.
func (s *documentStyles) known(name string) string {
	const plain = "Default"
	if _, ok := s.cells[name]; !ok || name == "" {
		name = ""
		if _, ok := s.cells[plain]; ok {
			name = plain
		}
	}
	return name
}

// shows is what the style itself says; whole tells that it speaks of all four
// sides.
func (x documentStyle) shows() (fill, border string, whole bool) {
	_, kids := children(x.text)
	for _, k := range kids {
		if !k.is("style:table-cell-properties") {
			continue
		}
		var said []string
		for at := range attributes(x.text, k.tag) {
			value := k.value(x.text, at.name)
			switch {
			case at.name == background:
				fill = value
			case frame.MatchString(at.name):
				said = append(said, at.name+`="`+escape(value)+`"`)
				whole = whole || at.name == "fo:border"
			}
		}
		border = strings.Join(said, " ")
	}
	return fill, border, whole
}

// dressed is a style like another that shows something else: number format,
// font, alignment and lock stay.
func (s *documentStyles) dressed(name string, w wear) string {
	want := documentDressing{name, w}
	if made, ok := s.made[want]; ok {
		return made
	}
	text, parent := []byte(`<style:style style:family="table-cell"/>`), s.known(name)
	if base, ok := s.cells[name]; ok && !base.common {
		text, parent = base.text, base.parent
	} else if parent != "" {
		t := walker{data: text}
		t.next()
		text = splice(text, []edit{set(text, t.tag, "style:parent-style-name", parent)})
	}
	made := s.free()
	text = clad(text, made, w)
	s.cells[made] = documentStyle{text: text, parent: parent}
	s.added = append(s.added, string(text))
	s.made[want] = made
	return made
}

// clad is a style under another name that shows something else.
func clad(text []byte, name string, w wear) []byte {
	style, kids := children(text)
	edits := []edit{set(text, style.tag, "style:name", name)}
	worn := ` ` + background + `="` + escape(w.fill) + `" ` + w.border
	i := slices.IndexFunc(kids, func(k element) bool { return k.is("style:table-cell-properties") })
	switch {
	case i >= 0:
		t := kids[i].tag
		for at := range attributes(text, t) {
			if at.name == background || frame.MatchString(at.name) || gnumerics.MatchString(at.name) {
				edits = append(edits, edit{at.from, at.end + 1, ""})
			}
		}
		start := t.start + 1 + len(t.prefix) + len(t.name)
		edits = append(edits, edit{start, start, worn})
	case style.empty:
		edits = append(edits, style.fill(text, `<style:table-cell-properties`+worn+`/>`))
	default:
		edits = append(edits, edit{style.end, style.end, `<style:table-cell-properties` + worn + `/>`})
	}
	return splice(text, edits)
}

// free is a name that no style has.
func (s *documentStyles) free() string {
	for {
		s.names++
		if name := "spm" + strconv.Itoa(s.names); !s.taken[name] {
			return name
		}
	}
}

// add adds a style of the list: what stands behind its name, and its children.
func (s *documentStyles) add(kind, attributes, inside string) (name string) {
	key := documentDressing{kind + attributes + inside, wear{}}
	if made, ok := s.made[key]; ok {
		return made
	}
	name = s.free()
	s.added = append(s.added, `<`+kind+` style:name="`+name+`"`+attributes+`>`+inside+`</`+kind+`>`)
	s.made[key] = name
	return name
}

// edit puts what was added behind the styles of the text.
func (s *documentStyles) edit() edit {
	text := strings.Join(s.added, "")
	if s.group == nil {
		return insert(s.data, documentOrder, "automatic-styles", `<office:automatic-styles>`+text+`</office:automatic-styles>`)
	}
	return s.group.fill(s.data, text)
}

// original is the style that a cell has without a mark of ours, and whether it
// has one.
func (d *document) original(s *sheet, at address, style string) (base string, wore bool) {
	if d.former == nil || !d.looks.wears(style).ofMark() {
		return style, false
	}
	w, ok := d.former.was(s, at)
	if !ok {
		w = wear{transparent, unframed}
	}
	return d.looks.dressed(style, w), true
}

package spreadsheet

import (
	"strconv"
	"strings"
)

// odfStyles are the number formats of cells, the lines through texts and the
// hidden tables (OpenDocument 1.3 part 3, 16.2 and 16.29).
type odfStyles struct {
	formats map[string]*odfFormat // by name
	cells   map[string]odfCellStyle
	looks   map[string]look // of cells, as far as they were asked for
	hidden  map[string]bool // styles of tables
	struck  map[string]bool // styles of texts in a cell
}

// odfFormat is a number format, written as Excel would: then what it makes of a
// number is told in one place for both.
type odfFormat struct {
	signs  formatSigns
	others map[string]bool // formats that take its place for some numbers

	class Class
	asked bool // class is known
}

type odfCellStyle struct {
	parent, format string
	line           lineThrough
}

// lineThrough tells of a style whether a line goes through its text.
type lineThrough uint8

const (
	unsaid lineThrough = iota // its parent may say it
	noLine
	line
)

func newODFStyles() odfStyles {
	return odfStyles{
		formats: map[string]*odfFormat{}, cells: map[string]odfCellStyle{},
		looks: map[string]look{}, hidden: map[string]bool{}, struck: map[string]bool{},
	}
}

// read takes a list of styles, whose start tag was just read. A later style of
// a name takes the place of an earlier one: the content's own come last.
func (s *odfStyles) read(x *scanner) *fault {
	return children(x, func() *fault {
		switch {
		case len(s.formats)+len(s.cells)+len(s.hidden)+len(s.struck) > x.lim.Styles:
			return refuse(tooManyInSheet, "things", "formats", "limit", strconv.Itoa(x.lim.Styles))
		case x.space == spaceNumber:
			return s.format(x)
		case x.space == spaceStyle && x.name == "style":
			return s.style(x)
		}
		return skipped(x)
	})
}

func (s *odfStyles) style(x *scanner) *fault {
	name, _ := x.attrIn(spaceStyle, "name")
	parent, _ := x.attrIn(spaceStyle, "parent-style-name")
	format, _ := x.attrIn(spaceStyle, "data-style-name")
	if name == "" { // nothing can ask for it
		return skipped(x)
	}
	switch family, _ := x.attrIn(spaceStyle, "family"); family {
	case "table-cell":
		through, bad := throughText(x)
		s.cells[name] = odfCellStyle{parent, format, through}
		return bad
	case "text":
		through, bad := throughText(x)
		if through == line {
			s.struck[name] = true
		}
		return bad
	case "table":
		return children(x, func() *fault {
			if x.space == spaceStyle && x.name == "table-properties" {
				shown, ok := x.attrIn(spaceTable, "display")
				s.hidden[name] = ok && shown == "false"
			}
			return skipped(x)
		})
	}
	return skipped(x)
}

// throughText reads whether a style draws a line through its text (OpenDocument
// 1.3 part 3, 20.372 and 20.373).
func throughText(x *scanner) (through lineThrough, bad *fault) {
	bad = children(x, func() *fault {
		if x.space == spaceStyle && x.name == "text-properties" {
			for _, name := range []string{"text-line-through-style", "text-line-through-type"} {
				switch v, ok := x.attrIn(spaceStyle, name); {
				case !ok:
				case v == "none":
					through = max(through, noLine)
				default:
					through = line
				}
			}
		}
		return skipped(x)
	})
	return through, bad
}

// format translates a number format.
func (s *odfStyles) format(x *scanner) *fault {
	f := &odfFormat{others: map[string]bool{}}
	name, _ := x.attrIn(spaceStyle, "name")
	if s.formats[name] = f; x.name == "boolean-style" {
		return skipped(x)
	}
	plain := x.name == "number-style"
	var code strings.Builder
	if x.name == "percentage-style" {
		code.WriteByte('%') // its sign is one of its texts, and may be left out
	}
	bad := children(x, func() *fault {
		if x.space == spaceStyle && x.name == "map" {
			other, _ := x.attrIn(spaceStyle, "apply-style-name")
			f.others[other] = true
		}
		if x.space != spaceNumber {
			return skipped(x)
		}
		if x.name == "text" || x.name == "currency-symbol" {
			return literal(x, &code)
		}
		code.WriteString(odfSign(x, plain))
		return skipped(x)
	})
	f.signs.read(code.String())
	return bad
}

// odfSign is the sign of a format code for an element of a number format.
func odfSign(x *scanner, plain bool) string {
	switch x.name {
	case "day", "day-of-week", "week-of-year", "quarter":
		return "d"
	case "year", "era":
		return "y"
	case "month":
		if textual, _ := x.attrIn(spaceNumber, "textual"); textual == "true" {
			return "mmm"
		}
		return "m"
	case "hours":
		return "h"
	case "minutes": // alone they would be a month
		return "[m]"
	case "seconds":
		return "s"
	case "am-pm":
		return "AM/PM"
	case "text-content":
		return "@"
	case "number":
		_, places := x.attrIn(spaceNumber, "decimal-places")
		_, grouped := x.attrIn(spaceNumber, "grouping")
		if plain && !places && !grouped {
			return "General"
		}
		return "0"
	case "scientific-number", "fraction":
		return "0"
	}
	return ""
}

// literal writes a text of a format, or a currency. The one without a name is
// that of the reader's country: dollars in ours.
func literal(x *scanner, code *strings.Builder) *fault {
	currency := x.name == "currency-symbol"
	text, ok := x.content()
	switch {
	case !ok:
		return x.fault
	case currency && text == "":
		code.WriteString("[$$]")
	default:
		code.WriteString(`"` + strings.ReplaceAll(text, `"`, "") + `"`)
	}
	return nil
}

// look is how a cell style shows a cell. A style takes from its parent what it
// does not say.
func (s *odfStyles) look(name string) look {
	if l, ok := s.looks[name]; ok || name == "" {
		return l
	}
	var l look
	const deepest = 20 // generations of styles; in a circle there is no end
	var f *odfFormat
	through := unsaid
	for at, n := name, 0; n < deepest; n++ {
		style, ok := s.cells[at]
		if !ok {
			break
		}
		if f == nil {
			f = s.formats[style.format]
		}
		if through == unsaid {
			through = style.line
		}
		at = style.parent
	}
	if l.struck = through == line; f != nil {
		l.class = s.classify(f)
	}
	s.looks[name] = l
	return l
}

// classify is what a format and those that take its place make of a number, as of
// the sections of one code.
func (s *odfStyles) classify(f *odfFormat) Class {
	if f.asked {
		return f.class
	}
	all := f.signs
	for name := range f.others {
		if other := s.formats[name]; other != nil {
			all.add(other.signs)
		}
	}
	f.class, f.asked = all.class(), true
	return f.class
}

package spreadsheet

import (
	"strconv"
	"strings"
)

// odfStyles are the number formats of cells and the hidden tables (OpenDocument
// 1.3 part 3, 16.2 and 16.29).
type odfStyles struct {
	formats map[string]*odfFormat // by name
	cells   map[string]odfCellStyle
	classes map[string]Class // of cells, as far as they were asked for
	hidden  map[string]bool  // styles of tables
}

// odfFormat is a number format, written as Excel would: then what it makes of a
// number is told in one place for both.
type odfFormat struct {
	signs  formatSigns
	others map[string]bool // formats that take its place for some numbers

	class Class
	asked bool // class is known
}

type odfCellStyle struct{ parent, format string }

func newODFStyles() odfStyles {
	return odfStyles{
		formats: map[string]*odfFormat{}, cells: map[string]odfCellStyle{},
		classes: map[string]Class{}, hidden: map[string]bool{},
	}
}

// read takes a list of styles, whose start tag was just read. A later style of
// a name takes the place of an earlier one: the content's own come last.
func (s *odfStyles) read(x *scanner) *fault {
	return children(x, func() *fault {
		switch {
		case len(s.formats)+len(s.cells)+len(s.hidden) > x.lim.Styles:
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
	switch family, _ := x.attrIn(spaceStyle, "family"); family {
	case "table-cell":
		s.cells[name] = odfCellStyle{parent, format}
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

// class is what a cell style makes of a number. A style takes from its parent
// what it does not say.
func (s *odfStyles) class(name string) Class {
	if class, ok := s.classes[name]; ok || name == "" {
		return class
	}
	class := General
	const deepest = 20 // generations of styles; in a circle there is no end
	at := name
	for range deepest {
		style, ok := s.cells[at]
		if !ok {
			break
		}
		if f := s.formats[style.format]; f != nil {
			class = s.classify(f)
			break
		}
		at = style.parent
	}
	s.classes[name] = class
	return class
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

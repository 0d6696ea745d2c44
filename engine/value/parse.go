package value

import (
	"fmt"
	"math"
	"strconv"

	"spm/engine/finding"
)

// RawKind tells how a cell stores what was typed.
type RawKind uint8

const (
	RawText RawKind = iota
	RawNumber
	RawBool  // Text is "0" or "1"
	RawError // Text is #N/A and the like
)

// Raw is a cell's content as the file stores it, before its meaning is known.
type Raw struct {
	Kind     RawKind
	Text     string
	Number   float64
	Percent  bool // the cell has a percent format: the number is a fraction
	Date     bool // the cell has a date format: the number is a serial
	Clock    bool // the date format shows a time
	Month    bool // the date format shows a month without its day
	Dollars  bool // the cell shows a dollar sign
	Date1904 bool // the file counts its serials from 1904
	InCell   bool // it stands in a cell that could hold a number or a day as one; in a file of text it could not
}

// Typed is the content as its author would say it.
func (r Raw) Typed() string {
	switch {
	case r.Kind == RawBool:
		return map[string]string{"1": "TRUE", "0": "FALSE"}[r.Text]
	case r.Kind == RawNumber && r.Percent:
		return FormatNumber(r.Number*100) + "%"
	case r.Kind == RawNumber && r.Dollars:
		return FormatMeasure(r.Number, "$")
	case r.Kind == RawNumber && r.Date:
		return r.moment()
	case r.Kind == RawNumber:
		return plain(r.Number)
	}
	return Clean(r.Text)
}

// moment is a serial as its cell shows it: a day, a time of day, both, or a length
// of time.
func (r Raw) moment() string {
	d, ok := DateOfSerial(r.Number, r.Date1904)
	_, part := math.Modf(r.Number)
	switch {
	case ok && r.inMonth(d):
		return FormatMonth(d.Month())
	case ok && r.Clock && part != 0:
		return d.Format() + " " + clock(part)
	case ok:
		return d.Format()
	case r.Clock && r.Number >= 0 && r.Number < 366*50: // below the days that a serial may mean
		return clock(r.Number)
	case r.Number > leapDay && d != "": // long ago, but a day
		return d.Format()
	}
	return plain(r.Number)
}

// inMonth tells whether a cell holds the first day of a month because only the
// month was typed.
func (r Raw) inMonth(d Date) bool { return r.Month && string(d) == d.Month()+"-01" }

// clock writes a part of a day, or several days, in hours, minutes and seconds.
func clock(days float64) string {
	seconds := int(math.Round(days * 24 * 60 * 60))
	s := fmt.Sprintf("%d:%02d", seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		s += fmt.Sprintf(":%02d", seconds%60)
	}
	return s
}

// plain writes a number with the fifteen figures that programs show, so that
// 0.1+0.2 is 0.3; a whole one as it is.
func plain(n float64) string {
	if n != math.Trunc(n) {
		n, _ = strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// Spec is what a field expects of its answers.
type Spec struct {
	Type    Type
	Options Options // of choice, ref and refs
	Index   *Index  // of Options, where many cells are asked for the same; nil: none was made
	Open    bool    // a reference may also be a name that nobody knows
	People  bool    // the options are people, whose names are not repaired
	Unit    string  // the usual unit of a measure, where it is known; of a number, the words of its label
	Months  Months  // other names of months than the English ones
	many    bool    // so many names are unknown that nobody looks for what is near
	Firm    bool    // a reason why there is no answer is none: the row cannot be placed without it
}

// find looks a typed text up among the options.
func (s Spec) find(typed string) []Option { return s.index().Find(typed) }

// index is the index of the options, made where nobody else has.
func (s Spec) index() *Index {
	switch {
	case s.Index != nil:
		return s.Index
	case len(s.Options) == 0:
		return &Index{}
	}
	return NewIndex(s.Options)
}

// Remark is something to say about how a cell was understood, or why it was
// not: a code of the catalogue with the words of its message. The words
// "label", the name of the field, and "typed", what stands in the cell, are
// added by whoever knows the cell.
type Remark struct {
	Code    finding.Code
	Words   []string
	Options []string // labels of what may be meant, the likeliest first
}

func remark(code finding.Code, words ...string) []Remark {
	return []Remark{{Code: code, Words: words}}
}

// offering is a remark with what may be meant instead.
func offering(options []string, code finding.Code, words ...string) []Remark {
	return []Remark{{code, words, options}}
}

// Parse understands a cell. ok is false when the content cannot be what the
// field asks for; then a remark says why. A blank cell is a blank value.
func Parse(spec Spec, r Raw) (v Value, remarks []Remark, ok bool) {
	if r.Kind == RawError {
		return Value{}, remark("CELL-08"), false
	}
	typed := r.Typed()
	if typed == "" {
		return Value{}, nil, true
	}
	if r.Kind == RawText {
		if pointsAbove(typed) {
			return parseAbove(spec, r, typed)
		}
		if v, ok := reasoned(spec, typed); ok {
			return v, nil, true
		}
		if staysFormula(spec, typed) {
			v, _, ok := parse(spec, r, typed)
			return v, remark("CELL-81"), ok
		}
	}
	return parse(spec, r, typed)
}

// parse understands a cell by its type.
func parse(spec Spec, r Raw, typed string) (v Value, remarks []Remark, ok bool) {
	switch spec.Type {
	case Day:
		return parseDay(spec.Months, r, typed)
	case Month:
		return parseMonth(spec.Months, r, typed)
	case Number, Percent:
		return parseNumber(spec, r, typed)
	case Measure:
		return parseMeasure(spec.Unit, r, typed)
	case YesNo:
		return parseYesNo(spec, typed)
	case Choice, Ref:
		return parseOne(spec, typed)
	case Refs:
		return parseRefs(spec, typed)
	case List:
		items := lines(typed)
		if v, ok := spec.onlyReason(items); ok {
			return v, nil, true
		}
		return Value{Type: List, Items: items}, nil, true
	case Code:
		return Value{Type: Code, Text: Squeeze(typed)}, nil, true
	case Email:
		return parseEmail(typed)
	case Text:
		return Value{Type: Text, Text: Squeeze(typed)}, nil, true
	}
	return Value{Type: spec.Type, Text: typed}, nil, true
}

func parseDay(names Months, r Raw, typed string) (Value, []Remark, bool) {
	if r.Kind == RawNumber {
		d, ok := DateOfSerial(r.Number, r.Date1904)
		if !ok {
			return Value{}, remark("CELL-01", "why", "not a date"), false
		}
		switch {
		case !r.Date:
			return OfDate(d), remark("CELL-20", "read", d.Format()), true
		case r.inMonth(d):
			return OfDate(d), remark("CELL-88", "read", d.Format()), true
		}
		return OfDate(d), nil, true
	}
	d, swapped, ok := ParseDate(names.English(typed))
	switch {
	case !ok:
		return Value{}, remark("CELL-01", "why", whyNoDate(names.English(typed))), false
	case swapped:
		return OfDate(d), remark("CELL-21", "read", d.Format()), true
	case !r.InCell && !twoDays(typed):
		return OfDate(d), nil, true
	}
	return OfDate(d), remark("CELL-20", "read", d.Format()), true
}

func parseMonth(names Months, r Raw, typed string) (Value, []Remark, bool) {
	m, ok := ParseMonth(names.English(typed))
	if r.Kind == RawNumber {
		var d Date
		d, ok = DateOfSerial(r.Number, r.Date1904)
		m = d.Month()
	}
	switch v := (Value{Type: Month, Text: m}); {
	case !ok:
		return Value{}, remark("CELL-02"), false
	case r.Kind == RawNumber && !r.Date, twoDays(typed):
		return v, remark("CELL-20", "read", v.Format(nil)), true
	default:
		return v, nil, true
	}
}

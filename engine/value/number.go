package value

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

func parseNumber(spec Spec, r Raw, typed string) (Value, []Remark, bool) {
	t, f := spec.Type, figure{n: r.Number}
	if r.Kind != RawNumber {
		var ok bool
		if f, ok = readNumber(typed, t == Percent); !ok {
			f, ok = repeating(spec, typed)
		}
		if !ok {
			return noNumber(t, typed)
		}
	} else if _, day := DateOfSerial(f.n, r.Date1904); r.Date && (day || r.Clock) {
		return noNumber(t, "") // 3/4 has become a day
	} else if r.Percent {
		f.n, f.unit = f.n*100, "%"
	} else if r.Dollars {
		f.unit = "$"
	}
	if t == Number && f.unit == "%" || t == Percent && f.unit == "$" {
		return noNumber(t, "") // 50% of what, and $50 of which whole?
	}
	v := Value{Type: t, Number: round(f.n), Numeric: true}
	if t == Percent && f.unit == "" && isFraction(f.n) {
		v.Number = round(f.n * 100)
		return v, doubtful(v), true
	}
	return v, howRead(r, v, f), true
}

// noNumber refuses what is no number, and asks for the one that it holds.
func noNumber(t Type, typed string) (Value, []Remark, bool) {
	near, options := meantNumber(t, typed)
	return Value{}, offering(options, "CELL-03", "near", near), false
}

// repeating reads a number behind which the words of its field are repeated: 3
// years, where years are asked for.
func repeating(spec Spec, typed string) (figure, bool) {
	f, ok := readUnit(typed, "")
	if !ok || spec.Type != Number {
		return figure{}, false
	}
	asked := strings.Fields(fold(spec.Unit))
	for _, w := range strings.Fields(f.unit) {
		if !slices.Contains(asked, w) && !slices.Contains(asked, w+"s") {
			return figure{}, false
		}
	}
	f.unit, f.odd = "", true
	return f, true
}

// isFraction tells of a bare number where percentages are asked for that it may
// be a fraction.
func isFraction(n float64) bool { return n != 0 && math.Abs(n) <= 1 }

// doubtful remarks that a fraction was taken for a percentage.
func doubtful(v Value) []Remark { return remark("CELL-22", "read", FormatNumber(v.Number)+"%") }

var threeDecimals = regexp.MustCompile(`^[^\pL\d]*([1-9]\d{0,2})\.(\d{3})(\D|$)`)

// howRead remarks how a number was understood that was typed as a text, and that
// a percentage is more than the whole can be, as it is where 67 was pasted into a
// cell that shows it as 6,700%.
func howRead(r Raw, v Value, f figure) []Remark {
	const most = 200
	if percent := v.Type == Percent || v.Unit == "%"; percent && math.Abs(v.Number) > most {
		return remark("CELL-86", "read", v.Format(nil), "less", FormatNumber(round(v.Number/100))+"%")
	}
	if r.Kind != RawText {
		return nil
	}
	if f.comma {
		return remark("CELL-97", "read", v.Format(nil))
	}
	if m := threeDecimals.FindStringSubmatch(r.Text); m != nil {
		return remark("CELL-96", "read", v.Format(nil), "thousands", m[1]+","+m[2])
	}
	if !f.odd && (!r.InCell || f.words) {
		return nil // it could stand there as a text only
	}
	return remark("CELL-25", "read", v.Format(nil))
}

// parseMeasure reads "a number with unit, or To be determined using …"
// (guidebook section 2.6). usual is the unit of the measure's other values: a
// bare number takes it, and at or below 1 it is doubtful where that is %.
func parseMeasure(usual string, r Raw, typed string) (Value, []Remark, bool) {
	if r.Kind == RawNumber && r.Date {
		return Value{}, remark("CELL-09"), false
	}
	f, ok := figure{n: r.Number}, r.Kind == RawNumber
	switch {
	case !ok:
		f, ok = readMeasure(typed, usual)
	case r.Percent:
		f.n, f.unit = f.n*100, "%"
	case r.Dollars:
		f.unit = "$"
	}
	switch bare := f.unit == ""; {
	case !ok:
	case bare && usual == "%" && isFraction(f.n):
		v := OfMeasure(round(f.n*100), "%")
		return v, doubtful(v), true
	case bare:
		f.unit = usual
		fallthrough
	default:
		v := OfMeasure(round(f.n), f.unit)
		return v, howRead(r, v, f), true
	}
	v := Value{Type: Measure, Text: typed}
	if !Undetermined(typed) {
		return v, remark("CELL-23"), true
	}
	return v, nil, true
}

// round drops what binary fractions add: 0.07*100 is 7. A whole number stays.
func round(n float64) float64 {
	if n == math.Trunc(n) {
		return n
	}
	f, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 12, 64), 64)
	if err != nil {
		return n
	}
	return f
}

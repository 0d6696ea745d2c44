package value

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// How people write numbers. A zero begins no thousands: 0,125 is less than one.
const (
	thousands = `[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+)|\d+`
	ofHundred = `(%|percent|per cent|por ciento)?$`
)

var (
	plainNumber = regexp.MustCompile(`^([-+]?)\s*([$]?)\s*((?:` + thousands + `)(?:\.\d+)?|\.\d+)\s*` + ofHundred)
	withUnit    = regexp.MustCompile(`^([-+]?(?:` + thousands + `)(?:\.\d+)?)\s+(\pL[\pL -]{0,24})$`)

	// As most of the world writes: 1.250,5 and 70,5. What may be 1,250 with a
	// figure left out is told from decimals by more than its comma.
	commaNumber = regexp.MustCompile(`^([-+]?)\s*([$]?)\s*((?:[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+)|\d+),\d{1,2}|0,\d+|[1-9]\d{0,2}(?:\.\d{3}){2,})\s*` + ofHundred)
	surelyComma = regexp.MustCompile(`^0,|[. ]`)
)

// figure is a number as somebody wrote it.
type figure struct {
	n     float64
	unit  string // its sign: % or $; empty: none
	comma bool   // it is written with a comma before its decimals
}

// readNumber reads a number as people write it, with its sign of unit. share
// tells that a percentage is asked for, whether its sign is there or not.
func readNumber(s string, share bool) (f figure, ok bool) {
	s = strings.ToLower(Squeeze(s))
	m := plainNumber.FindStringSubmatch(s)
	if m == nil {
		if m = commaNumber.FindStringSubmatch(s); m == nil || !share && m[4] == "" && !surelyComma.MatchString(m[3]) {
			return figure{}, false
		}
		f.comma = true
		m[3] = strings.NewReplacer(".", "", ",", ".").Replace(m[3])
	}
	n, err := strconv.ParseFloat(strings.NewReplacer(",", "", " ", "").Replace(m[3]), 64)
	if err != nil {
		return figure{}, false
	}
	if f.n = n; m[1] == "-" {
		f.n = -n
	}
	switch {
	case m[4] != "":
		f.unit = "%"
	case m[2] != "":
		f.unit = "$"
	}
	return f, true
}

func parseNumber(t Type, r Raw, typed string) (Value, []Remark, bool) {
	f := figure{n: r.Number}
	if r.Kind != RawNumber {
		var ok bool
		if f, ok = readNumber(typed, t == Percent); !ok {
			return Value{}, remark("CELL-03"), false
		}
	} else if _, day := DateOfSerial(f.n, r.Date1904); r.Date && (day || r.Clock) {
		return Value{}, remark("CELL-03"), false // 3/4 has become a day
	} else if r.Percent {
		f.n, f.unit = f.n*100, "%"
	}
	v := Value{Type: t, Number: round(f.n), Numeric: true}
	if t == Percent && f.unit != "%" && f.n > 0 && f.n <= 1 {
		v.Number = round(f.n * 100)
		return v, doubtful(v), true
	}
	return v, asText(r, v, f.comma), true
}

// doubtful remarks that a fraction was taken for a percentage.
func doubtful(v Value) []Remark { return remark("CELL-22", "read", FormatNumber(v.Number)+"%") }

var threeDecimals = regexp.MustCompile(`^[^\pL\d]*([1-9]\d{0,2})\.(\d{3})(\D|$)`)

// asText remarks how a number was understood that was typed as a text.
func asText(r Raw, v Value, comma bool) []Remark {
	if r.Kind != RawText {
		return nil
	}
	if comma {
		return remark("CELL-97", "read", v.Format(nil))
	}
	if m := threeDecimals.FindStringSubmatch(r.Text); m != nil {
		return remark("CELL-96", "read", v.Format(nil), "thousands", m[1]+","+m[2])
	}
	if !r.InCell {
		return nil
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
	if r.Kind == RawNumber && r.Percent {
		return OfMeasure(round(r.Number*100), "%"), nil, true
	}
	f, ok := figure{n: r.Number}, r.Kind == RawNumber
	if !ok {
		f, ok = readNumber(typed, usual == "%")
	} else if r.Dollars {
		f.unit = "$"
	}
	if ok {
		if f.unit == "" {
			f.unit = usual
			if usual == "%" && f.n > 0 && f.n <= 1 {
				v := OfMeasure(round(f.n*100), "%")
				return v, doubtful(v), true
			}
		}
		v := OfMeasure(round(f.n), f.unit)
		return v, asText(r, v, f.comma), true
	}
	if m := withUnit.FindStringSubmatch(Squeeze(typed)); m != nil {
		if f, ok := readNumber(m[1], false); ok {
			v := OfMeasure(round(f.n), strings.ToLower(m[2]))
			return v, asText(Raw{Kind: RawText, Text: r.Text}, v, false), true
		}
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

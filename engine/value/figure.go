package value

import (
	"regexp"
	"strconv"
	"strings"
)

// How people write numbers. A zero begins no thousands: 0,125 is less than one.
const (
	thousands = `[1-9]\d{0,2}(?:(?:,\d{3})+|(?: \d{3})+)|\d+`
	decimal   = `(?:` + thousands + `)(?:\.\d+)?`
	ofHundred = `(%|percent|per cent|pct|por ciento|porciento)?$`
)

var (
	plainNumber = regexp.MustCompile(`^([-+]?)\s*([$]?)\s*(` + decimal + `|\.\d+)\s*` + ofHundred)
	withUnit    = regexp.MustCompile(`^([-+]?` + decimal + `)\s+(\pL[\pL -]{0,24})$`)
	unitAlone   = regexp.MustCompile(`^\pL`) // behind the word that multiplies

	// As most of the world writes: 1.250,5 and 70,5. What may be 1,250 with a
	// figure left out is told from decimals by more than its comma.
	commaNumber = regexp.MustCompile(`^([-+]?)\s*([$]?)\s*((?:[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+)|\d+),\d{1,2}|0,\d+|[1-9]\d{0,2}(?:\.\d{3}){2,})\s*` + ofHundred)
	surelyComma = regexp.MustCompile(`^0,|[. ]`)
)

// figure is a number as somebody wrote it.
type figure struct {
	n     float64
	unit  string // its sign, % or $, or its words; empty: none
	words bool   // the unit is in words
	comma bool   // it is written with a comma before its decimals
	odd   bool   // it is written as few people would, and clear all the same
	times bool   // a word behind it has multiplied it
}

// readNumber reads a number as people write it, with its sign of unit. share
// tells that a percentage is asked for, whether its sign is there or not.
func readNumber(s string, share bool) (f figure, ok bool) {
	s = strings.ToLower(Squeeze(s))
	if f, ok = plainly(s, share); ok {
		f.odd = strings.Contains(strings.TrimLeft(s, "$-+ "), " ") && f.unit != "%" || strings.HasPrefix(s, "- ")
		return f, true
	}
	bare, times := scaled(undressed(s))
	f, ok = plainly(bare, share || times != 1) // 1,2 million leaves no figure out
	f.n, f.odd, f.times = f.n*times, true, times != 1
	return f, ok && !(f.times && (share || f.unit == "%"))
}

// plainly reads a number without anything around it but its signs.
func plainly(s string, share bool) (f figure, ok bool) {
	m := plainNumber.FindStringSubmatch(s)
	if m == nil {
		if m = commaNumber.FindStringSubmatch(s); m == nil || !share && m[4] == "" && !surelyComma.MatchString(m[3]) {
			return figure{}, false
		}
		f.comma = true
		m[3] = strings.NewReplacer(".", "", ",", ".").Replace(m[3])
	}
	n, err := strconv.ParseFloat(strings.NewReplacer(",", "", " ", "").Replace(m[3]), 64)
	if err != nil || m[2] != "" && m[4] != "" {
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

var (
	percentFirst  = regexp.MustCompile(`^%\s*(.+)$`)
	dollarsBefore = regexp.MustCompile(`^([-+]?)\s*(?:us ?\$|usd|\$)\s*([-+]?)`)
	dollarsBehind = regexp.MustCompile(`^([-+]?)(\d.*?)\s*(?:\$|usd|(?:us )?dollars?|(?:de )?dólares)$`)
	swiss         = regexp.MustCompile(`(\d)'(\d{3})`)
	mixed         = regexp.MustCompile(`^([-+]?)(\d*)\s*(½|¼|¾)|^([-+]?)(\d+) ([13])/([24])( |$)`)
)

// undressed is a number without the marks that stand around it and change
// nothing: a mark of a footnote, the full stop of a sentence, the apostrophe
// that keeps a text a text; with the signs of a typewriter, where they are
// usual, and a half as .5.
func undressed(s string) string {
	s = strings.TrimRight(typed(s), " .*†‡")
	s = strings.TrimSpace(strings.TrimPrefix(s, "'"))
	for swiss.MatchString(s) {
		s = swiss.ReplaceAllString(s, "$1,$2")
	}
	s = percentFirst.ReplaceAllString(s, "$1%")
	if m := dollarsBehind.FindStringSubmatch(s); m != nil {
		s = m[1] + "$" + m[2]
	} else if m := dollarsBefore.FindStringSubmatch(s); m != nil && (m[1] == "" || m[2] == "") {
		s = m[1] + m[2] + "$" + s[len(m[0]):]
	}
	if m := mixed.FindStringSubmatch(s); m != nil {
		part := map[string]string{"½": ".5", "¼": ".25", "¾": ".75", "12": ".5", "14": ".25", "34": ".75"}[m[3]+m[6]+m[7]]
		if part != "" {
			s = m[1] + m[2] + m[4] + m[5] + part + m[8] + s[len(m[0]):]
		}
	}
	return s
}

// typed is a text with the figures and signs of a typewriter for those of
// print and of the wide letters of East Asia.
func typed(s string) string {
	if Simple(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		return plainMark(r)
	}, s)
}

// scales are the words that multiply the number before them. “mil” is none: it
// is a thousand for some and a million for others.
var scales = map[string]float64{"k": 1e3, "thousand": 1e3, "million": 1e6, "millón": 1e6, "millones": 1e6, "billion": 1e9}

var (
	scaleBehind = regexp.MustCompile(`^(.*\d)\s*(k|thousand|million|millón|millones|billion)$`)
	millions    = regexp.MustCompile(`^([-+]?\$.*\d)\s*mm?$`)
)

// scaled parts a number from the word behind it that multiplies it.
func scaled(s string) (number string, times float64) {
	if m := scaleBehind.FindStringSubmatch(s); m != nil {
		return m[1], scales[m[2]]
	}
	if m := millions.FindStringSubmatch(s); m != nil {
		return m[1], 1e6
	}
	return s, 1
}

// noUnit are words that say, between a number and what follows it, that the rest
// is no unit: 40 or more, 40 of 50, 40 not yet.
var noUnit = regexp.MustCompile(`^(?:or|and|to|of|out|not|plus|minus|at|in|about|approx|approximately|est|estimated|max|percent|per cent|pct|por ciento|x|o|y|a|de|del|no|más|menos|casi|aprox|mil)(?:[ -]|$)`)

// readUnit reads a number with its unit in words behind it. usual is the unit
// that the numbers beside it have: where that is a million, it stays one.
func readUnit(s, usual string) (f figure, ok bool) {
	s = strings.ToLower(Squeeze(s))
	m := withUnit.FindStringSubmatch(s)
	odd := m == nil
	if odd {
		m = withUnit.FindStringSubmatch(undressed(s))
	}
	if m == nil || noUnit.MatchString(m[2]) {
		return figure{}, false
	}
	unit, times := m[2], 1.0
	if word, rest, _ := strings.Cut(unit, " "); scales[word] != 0 && unit != usual {
		unit, times = strings.TrimPrefix(rest, "de "), scales[word]
	}
	f, ok = plainly(m[1], false)
	f.n, f.unit, f.words, f.times = f.n*times, unit, true, times != 1
	f.odd = odd || f.times || strings.Contains(m[1], " ")
	return f, ok && unitAlone.MatchString(unit) && (!multiplies(unit) || unit == usual) && !noUnit.MatchString(unit)
}

// multiplies tells whether a unit begins with a word that multiplies its number.
func multiplies(unit string) bool {
	word, _, _ := strings.Cut(unit, " ")
	return scales[word] != 0
}

// readMeasure reads a number with its sign or its unit in words, or without any.
func readMeasure(s, usual string) (f figure, ok bool) {
	worded, ok := readUnit(s, usual)
	if ok && worded.unit == usual {
		return worded, true
	}
	if f, plain := readNumber(s, usual == "%"); plain && !(f.times && f.unit == "" && multiplies(usual)) {
		return f, true // 5k is no number of millions
	}
	return worded, ok
}

var (
	digits  = regexp.MustCompile(`\d[\d.,]*`)
	oneOnly = regexp.MustCompile(`(?:^|[^\pL\pN.,/-])(-?\d[\d.,]*)( ?%)?(?:[^\pL\pN/-]|$)`)
	changed = regexp.MustCompile(`[<(-] ?\$?[\d.]+%?[)-]|<|\d ?\pL`) // fewer than it, less than nothing, or that many of something
)

// meantNumber asks for the only number that a text holds; empty where it holds
// several, or what it says of the number changes it.
func meantNumber(t Type, s string) (near string, options []string) {
	s = undressed(strings.ToLower(Squeeze(s)))
	m, all := oneOnly.FindStringSubmatch(s), digits.FindAllString(s, 2)
	if m == nil || len(all) > 1 || strings.TrimPrefix(m[1], "-") != all[0] || changed.MatchString(s) {
		return "", nil
	}
	f, ok := plainly(strings.TrimRight(m[1], ".,")+m[2], t == Percent)
	if !ok || t == Percent && f.unit == "" && f.n <= 1 || t == Number && f.unit != "" {
		return "", nil
	}
	label := Value{Type: t, Number: round(f.n), Numeric: true}.Format(nil)
	return "Did you mean “" + label + "”? ", []string{label}
}

package spreadsheet

import (
	"strconv"
	"strings"
)

// look is what counts of how a cell is shown.
type look struct {
	class  Class
	struck bool // a line goes through its text
}

// styles reads the look of each cell style: the number formats and fonts of
// styleSheet/cellXfs (ECMA-376 Part 1, 18.8).
func (c *container) styles(part string) ([]look, *fault) {
	if part == "" {
		return nil, nil
	}
	own := map[int]Class{}
	fonts, struck := 0, map[int]bool{}
	type numbers struct{ format, font int }
	var all []numbers // of the styles: some programs list the formats last
	bad := c.walk(part, "the list of formats", "styleSheet", func(x *scanner, at []string) *fault {
		if x.space != spaceMain {
			return nil
		}
		switch wayTo(at) {
		case "styleSheet/numFmts/numFmt":
			code, _ := x.attr("formatCode")
			id, ok := formatID(x)
			if !ok {
				return refuse(contradiction, "reason", "a format has no number")
			}
			own[id] = classify(unescape(code))
		case "styleSheet/fonts/font":
			fonts++
		case "styleSheet/fonts/font/strike":
			struck[fonts-1] = x.on()
		case "styleSheet/cellXfs/xf":
			id, ok := formatID(x)
			if !ok {
				return refuse(contradiction, "reason", "a format has no number")
			}
			if len(all) == c.lim.Styles {
				return refuse(tooManyInSheet, "things", "formats", "limit", strconv.Itoa(c.lim.Styles))
			}
			v, _ := x.attr("fontId")
			font, err := strconv.Atoi(trim(v))
			if err != nil {
				font = -1 // nothing is known of it, and little hangs on it
			}
			all = append(all, numbers{id, font})
		}
		return nil
	})
	looks := make([]look, len(all))
	for i, n := range all {
		class, ok := own[n.format]
		if !ok {
			class = builtin(n.format)
		}
		looks[i] = look{class, struck[n.font]}
	}
	return looks, bad
}

// on tells whether the element at hand, which stands for a property, gives it
// (CT_BooleanProperty, ECMA-376 Part 1, 18.8): without a value it does.
func (x *scanner) on() bool {
	v, ok := x.attr("val")
	on, known := parseBool(v)
	return !ok || known && on
}

// formatID reads the number of a number format; absent it is 0, General.
func formatID(x *scanner) (int, bool) {
	v, ok := x.attr("numFmtId")
	if !ok {
		return 0, x.name == "xf"
	}
	n, err := strconv.Atoi(trim(v))
	return n, err == nil && n >= 0
}

// builtin is the class of the formats that files name by number only (ECMA-376
// Part 1, 18.8.30). 27 to 36 and 50 to 58 are dates in East Asian files and
// unused in others.
func builtin(id int) Class {
	switch {
	case id == 9 || id == 10:
		return Percent
	case id >= 5 && id <= 8, id == 42, id == 44: // the currency of the reader's country: dollars in ours
		return Dollars
	case id == 17:
		return MonthFormat
	case id >= 14 && id <= 16, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return DateFormat
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47, id == 55, id == 56:
		return Time
	case id == 22:
		return DateTime
	case id == 49:
		return TextFormat
	case id >= 1 && id <= 13, id >= 37 && id <= 48:
		return NumberFormat
	}
	return General
}

// classify tells what a number format code makes of a number (ECMA-376 Part 1,
// 18.8.31). All its sections count: "[=0]\"\";yyyy" is a date.
func classify(code string) Class {
	var f formatSigns
	f.read(code)
	return f.class()
}

// read takes all signs of a code.
func (f *formatSigns) read(code string) {
	f.dollar = showsDollar(code)
	for i := 0; i < len(code); {
		i += f.sign(code[i:])
	}
}

// add takes the signs of another section.
func (f *formatSigns) add(g formatSigns) {
	f.day, f.era, f.month, f.time = f.day || g.day, f.era || g.era, f.month || g.month, f.time || g.time
	f.ofMonth, f.letters = f.ofMonth || g.ofMonth, f.letters || g.letters
	f.percent, f.dollar, f.digit = f.percent || g.percent, f.dollar || g.dollar, f.digit || g.digit
	f.text, f.general = f.text || g.text, f.general || g.general
}

func (f *formatSigns) class() Class {
	day := f.day || f.era && !f.digit || f.month && !f.time
	switch {
	case day && f.time:
		return DateTime
	case (f.month || f.letters) && !f.ofMonth && !f.era && !f.time:
		return MonthFormat
	case day:
		return DateFormat
	case f.time:
		return Time
	case f.percent:
		return Percent
	case f.digit && f.dollar:
		return Dollars
	case f.digit:
		return NumberFormat
	case f.text && !f.general:
		return TextFormat
	}
	return General
}

// showsDollar finds a dollar sign that is shown: plain, quoted, escaped or as the
// currency of a locale, but not the one that only begins a locale ([$-409]).
func showsDollar(code string) bool {
	for rest, before := code, byte(0); ; {
		i := strings.IndexByte(rest, '$')
		if i < 0 {
			return false
		}
		if i > 0 {
			before = rest[i-1]
		}
		rest = rest[i+1:]
		if before != '[' || strings.HasPrefix(rest, "$") {
			return true
		}
		before = '$'
	}
}

// formatSigns are the signs that a format code uses.
type formatSigns struct {
	day     bool // also a month in letters, or a year
	ofMonth bool // the day of the month or of the week
	letters bool // a month in letters
	era     bool // a year of the Thai or the Japanese calendar
	month   bool // "m" or "mm": minutes if the code shows a time
	time    bool
	percent bool
	dollar  bool
	digit   bool
	text    bool // @
	general bool

	unclosed bool // no bracket of the code closes any more
}

// sign takes the next sign of a code and answers its length.
func (f *formatSigns) sign(code string) int {
	switch code[0] {
	case '"':
		if end := strings.IndexByte(code[1:], '"'); end >= 0 {
			return end + 2
		}
		return len(code)
	case '\\', '_', '*': // a literal, a gap as wide as, a fill with the next character
		return min(2, len(code))
	case '[':
		return f.bracket(code)
	case '%':
		f.percent = true
	case '0', '#', '?':
		f.digit = true
	case '@':
		f.text = true
	default:
		return f.word(code)
	}
	return 1
}

// bracket takes [Red], [$-409], [<1] or an elapsed time such as [h].
func (f *formatSigns) bracket(code string) int {
	end := -1
	if !f.unclosed {
		end = strings.IndexByte(code, ']')
	}
	if f.unclosed = end < 0; f.unclosed {
		return 1
	}
	if in := strings.ToLower(code[1:end]); in != "" && strings.Trim(in, "hms") == "" {
		f.time = true
	}
	return end + 1
}

func (f *formatSigns) word(code string) int {
	lower := strings.ToLower(code[:min(len(code), 7)])
	for _, word := range []string{"general", "am/pm", "a/p"} {
		if strings.HasPrefix(lower, word) {
			if word == "general" {
				f.general = true
			} else {
				f.time = true
			}
			return len(word)
		}
	}
	switch lower[0] {
	case 'y', 'd':
		f.day, f.ofMonth = true, f.ofMonth || lower[0] == 'd'
	case 'b', 'g', 'e': // the e of 0.00E+00 is told by its digits
		f.era = true
	case 'h', 's':
		f.time = true
	case 'm':
		n := 1
		for n < len(lower) && lower[n] == 'm' {
			n++
		}
		f.month = f.month || n < 3
		f.letters = f.letters || n >= 3
		f.day = f.day || f.letters
		return n
	}
	return 1
}

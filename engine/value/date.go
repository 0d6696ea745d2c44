package value

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Date is a civil day as 2006-01-02, so that days compare as texts do. The
// empty Date is no day.
type Date string

// DateOf is the civil day of a moment, in the moment's own place.
func DateOf(t time.Time) Date { return Date(t.Format(time.DateOnly)) }

// Time is midnight UTC of the day; the zero time for no day.
func (d Date) Time() time.Time {
	t, _ := time.Parse(time.DateOnly, string(d))
	return t
}

// Valid tells whether it is a day of the calendar.
func (d Date) Valid() bool {
	_, err := time.Parse(time.DateOnly, string(d))
	return err == nil
}

// Format writes the day as Oct 1, 2026.
func (d Date) Format() string {
	if !d.Valid() {
		return string(d)
	}
	return d.Time().Format("Jan 2, 2006")
}

// Add is the day n days later.
func (d Date) Add(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// Month is the month of the day, as 2026-10.
func (d Date) Month() string {
	if len(d) < 7 {
		return ""
	}
	return string(d[:7])
}

// FormatMonth writes 2026-10 as October 2026.
func FormatMonth(m string) string {
	t, err := time.Parse("2006-01", m)
	if err != nil {
		return m
	}
	return t.Format("January 2006")
}

// Serial is the day as spreadsheets count it in the 1900 system.
func (d Date) Serial() float64 {
	return d.Time().Sub(epoch1900).Hours() / 24
}

var (
	epoch1900 = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	epoch1904 = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
)

// leapDay is the serial of the day that never was, in the 1900 system. Smaller ones
// are off by one.
const leapDay = 60

// SerialOfISO is the serial, in the 1900 system, of what files write out: a day, a
// time of day, or both, as 2012-10-15T14:30:00Z.
func SerialOfISO(s string) (serial float64, ok bool) {
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, strings.TrimSuffix(s, "Z")); err == nil {
			return t.Sub(epoch1900).Hours() / 24, true
		}
	}
	if t, err := time.Parse(time.TimeOnly, strings.TrimSuffix(s, "Z")); err == nil {
		return t.Sub(t.Truncate(24*time.Hour)).Hours() / 24, true
	}
	return 0, false
}

// DateOfSerial is the day of a spreadsheet's serial number (ECMA-376 part 1,
// 18.17.4.1); ok is false for a number that is no day between 1950 and 2199. In
// the 1900 system numbers up to 60 are off by the leap day that never was; they lie
// outside that range.
func DateOfSerial(n float64, date1904 bool) (Date, bool) {
	epoch := epoch1900
	if date1904 {
		epoch = epoch1904
	}
	if math.IsNaN(n) || n < 1 || n > 200000 {
		return "", false
	}
	t := epoch.AddDate(0, 0, int(math.Floor(n)))
	return DateOf(t), plausible(t)
}

func plausible(t time.Time) bool { return t.Year() >= 1950 && t.Year() < 2200 }

var (
	numericDate = regexp.MustCompile(`^(\d{1,4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,4})$`)
	timeOfDay   = regexp.MustCompile(`(?i)[T ](at )?\d{1,2}(:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]\.?m\.?)?Z?| ?[ap]\.?m\.?)$`)
	ordinal     = regexp.MustCompile(`(\d)(st|nd|rd|th)\b`)
)

// wordyDates are the layouts with a month in words, after commas and points
// have been dropped and white space has been squeezed.
var wordyDates = []string{"January 2 2006", "Jan 2 2006", "2 January 2006", "2 Jan 2006", "2-Jan-2006", "2-Jan-06", "Jan-2-2006", "2 Jan 06",
	"Jan 2 06", "January 2 06", "2 January 06", "2/Jan/2006", "2006 January 2", "2006 Jan 2", "2006-Jan-2", "Jan-2-06"}

// onWeekday is a day with the day of the week before it, in English or Spanish.
var onWeekday = regexp.MustCompile(`(?i)^(sun|mon|tue|wed|thu|fri|sat|domingo|lunes|martes|miércoles|jueves|viernes|sábado)(?:s?day|nesday|rsday|urday|s|rs?)?[.,]*\s+`)

// ParseDate reads a day typed as text, the American way: 10/1/2026 is the
// first of October. swapped tells that the first number can only be a day
// (31/3/2026).
func ParseDate(s string) (d Date, swapped, ok bool) {
	if d, swapped, ok = anyDate(s); ok && plausible(d.Time()) {
		return d, swapped, true
	}
	return "", false, false
}

// whyNoDate tells what keeps a text that looks like a day from being one.
func whyNoDate(s string) string {
	s = Squeeze(s)
	if d, _, ok := anyDate(s); ok {
		return "a day of the year " + d.Time().Format("2006")
	}
	if m := onWeekday.FindString(s); m != "" {
		if _, _, ok := anyDate(s[len(m):]); ok {
			return "another day of the week"
		}
	}
	for _, year := range []string{", 2028", "/2028"} { // it has a Feb 29
		if _, _, ok := anyDate(s + year); ok {
			return "a day without its year"
		}
	}
	if _, ok := ParseMonth(s); ok {
		return "a month without its day"
	}
	if numericDate.MatchString(s) {
		return "no day of the calendar"
	}
	return "not a date"
}

// anyDate is the day of any year that a text names.
func anyDate(s string) (d Date, swapped, ok bool) {
	const longest = 60
	if s = dayOnly(s); len(s) > longest {
		return "", false, false
	}
	if m := onWeekday.FindStringSubmatch(s); m != nil {
		d, swapped, ok = anyDate(s[len(m[0]):])
		return d, swapped, ok && fallsOn(d, m[1])
	}
	if m := numericDate.FindStringSubmatch(s); m != nil {
		return numeric(m[1], m[2], m[3])
	}
	words := ordinal.ReplaceAllString(strings.NewReplacer(",", " ", ".", " ", "'", "").Replace(s), "$1")
	words = strings.Replace(strings.Join(strings.Fields(words), " "), "Sept ", "Sep ", 1)
	for _, layout := range wordyDates {
		if t, err := time.Parse(layout, title(words)); err == nil {
			return DateOf(t), false, true
		}
	}
	return "", false, false
}

// dayOnly is a day without its time, and without the marks around it: of
// 2026-10-01T00:00:00, (10/1/2026) and 10/1/2026.* the day.
func dayOnly(s string) string {
	return timeOfDay.ReplaceAllString(strings.Trim(typed(Squeeze(s)), " .,;*()"), "")
}

// fallsOn tells whether a day has a day of the week, whose name is cut short or
// Spanish.
func fallsOn(d Date, weekday string) bool {
	names := []string{"sun domingo", "mon lunes", "tue martes", "wed miércoles", "thu jueves", "fri viernes", "sat sábado"}
	return strings.Contains(names[d.Time().Weekday()], strings.ToLower(weekday))
}

func numeric(a, b, c string) (d Date, swapped, ok bool) {
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	z, _ := strconv.Atoi(c)
	if len(a) == 4 && len(c) <= 2 {
		return civil(x, y, z)
	}
	if len(a) > 2 || len(c)%2 == 1 {
		return "", false, false
	}
	if z < 100 {
		z += 2000
	}
	if x > 12 {
		d, _, ok = civil(z, y, x)
		return d, true, ok
	}
	return civil(z, x, y)
}

// twoDays tells whether a text is one day for who puts the month first, and
// another for who puts the day first.
func twoDays(s string) bool {
	m := numericDate.FindStringSubmatch(onWeekday.ReplaceAllString(dayOnly(s), ""))
	if m == nil || len(m[1]) > 2 {
		return false
	}
	x, _ := strconv.Atoi(m[1])
	y, _ := strconv.Atoi(m[2])
	return x != y && max(x, y) <= 12
}

func civil(year, month, day int) (Date, bool, bool) {
	d := Date(fmt.Sprintf("%04d-%02d-%02d", year, month, day))
	return d, false, d.Valid()
}

// ParseMonth reads a month: 2026-10, 10/2026, October 2026, Oct 2026, or any
// day of it. The name of a month alone is none, because its year is not known.
func ParseMonth(s string) (month string, ok bool) {
	s = Squeeze(s)
	words := title(strings.Join(strings.Fields(strings.NewReplacer(",", " ", ".", " ").Replace(s)), " "))
	words = strings.Replace(words, "Sept ", "Sep ", 1)
	for _, layout := range []string{"2006-01", "2006-1", "1/2006", "01/2006", "January 2006", "Jan 2006", "January-2006", "Jan-2006", "Jan-06", "2006 January", "2006/1"} {
		if t, err := time.Parse(layout, words); err == nil && plausible(t) {
			return t.Format("2006-01"), true
		}
	}
	if d, _, ok := ParseDate(s); ok {
		return d.Month(), true
	}
	return "", false
}

// title writes the letters of every word but the first in lower case, as the
// names of months are in Go's layouts.
func title(s string) string {
	b := []byte(strings.ToLower(s))
	for i := range b {
		if b[i] >= 'a' && b[i] <= 'z' && (i == 0 || b[i-1] == ' ' || b[i-1] == '-') {
			b[i] -= 'a' - 'A'
		}
	}
	return string(b)
}

package spreadsheet

import (
	"strconv"
	"strings"
)

// quickFormula passes over a formula; q is behind "<f".
func (s *sheetScan) quickFormula(t string, q int) (next int) {
	var seen [8]string
	for n := 0; t[q] == ' ' && t[q+1] != '/'; n++ {
		name, _, next := quickAttribute(t, q)
		if next == 0 || n == len(seen) || strings.HasPrefix(name, "xml") || strings.IndexByte(name, ':') >= 0 {
			return 0
		}
		for _, other := range seen[:n] {
			if other == name {
				return 0
			}
		}
		seen[n], q = name, next
	}
	q, empty := quickTagEnd(t, q)
	if q == 0 || empty {
		return q
	}
	n := strings.IndexByte(t[q:], '<')
	if n < 0 || s.seen.amp && !validReferences(t[q:q+n]) || !strings.HasPrefix(t[q+n:], "</f>") {
		return 0
	}
	return q + n + len("</f>")
}

// quickValue reads what is in <v> up to its end tag, and answers where that is.
func (s *sheetScan) quickValue(t string, q int, kind byte, cell *Cell) (end int) {
	from := q
	switch kind {
	case 's':
		n := 0
		for ; t[q] >= '0' && t[q] <= '9' && n < len(s.table); q++ {
			n = n*10 + int(t[q]-'0')
		}
		if q == from || n >= len(s.table) {
			return 0
		}
		cell.Kind, cell.Text = Text, s.table[n]
		if s.struck != nil && s.struck[n] {
			cell.Struck = true
		}
		return q
	case 'n':
		if cell.Class.dated() {
			cell.Kind = Date
		}
		if cell.Number, q = quickNumber(t, q); q == 0 {
			return 0
		}
		cell.Text = s.keptText(t[from:q])
		return q
	case 'b':
		if t[q] != '0' && t[q] != '1' {
			return 0
		}
		cell.Kind, cell.Text = Bool, "0"
		if t[q] == '1' {
			cell.Text = "1"
		}
		return q + 1
	case 'S', 'i':
		var ok bool
		n := strings.IndexByte(t[q:], '<')
		if n < 0 {
			return 0
		}
		cell.Kind = Text
		if cell.Text, ok = s.quickDecode(t[q : q+n]); !ok {
			return 0
		}
		return q + n
	case 'e', 'd':
		for ; t[q] > ' ' && t[q] != '<' && t[q] != '&'; q++ {
		}
		if q == from {
			return 0
		}
		if cell.Kind = Error; kind == 'd' {
			cell.Kind = ISODate
		}
		cell.Text = s.keptText(t[from:q])
		return q
	}
	return 0
}

// quickText reads a text and its end tag; q is behind "<t".
func (x *scanner) quickText(t string, q int) (text string, next int, ok bool) {
	const preserve = ` xml:space="preserve"`
	if strings.HasPrefix(t[q:], preserve) {
		q += len(preserve)
	}
	q, empty := quickTagEnd(t, q)
	if q == 0 || empty {
		return "", q, empty
	}
	n := strings.IndexByte(t[q:], '<')
	if n < 0 || !strings.HasPrefix(t[q+n:], "</t>") {
		return "", 0, false
	}
	text, ok = x.quickDecode(t[q : q+n])
	return text, q + n + len("</t>"), ok
}

// quickDecode resolves references and escapes of a text that has no line ends to
// normalise.
func (x *scanner) quickDecode(text string) (string, bool) {
	if x.seen.cr && strings.IndexByte(text, '\r') >= 0 {
		return "", false
	}
	if x.seen.amp && strings.IndexByte(text, '&') >= 0 {
		text, ok := x.decoded.decode(text)
		return unescape(text), ok
	}
	if x.keep {
		text = x.decoded.add(text)
	}
	return unescape(text), true
}

// quickString takes one text of the shared ones.
func (x *scanner) quickString() (text string, ok bool) {
	t, q := x.z, x.pos
	if !strings.HasPrefix(t[q:], "<si><t") {
		return "", false
	}
	text, q, ok = x.quickText(t, q+len("<si><t"))
	if !ok || !strings.HasPrefix(t[q:], "</si>") {
		return "", false
	}
	x.pos = q + len("</si>")
	return text, true
}

// powers of ten that a float64 holds exactly, as far as quickNumber needs them.
var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// quickNumber reads a number; end is 0 if there is none. Up to fifteen digits and
// their power of ten are exact in a float64, so one division rounds as it should.
func quickNumber(t string, q int) (v float64, end int) {
	from := q
	if t[q] == '-' {
		q++
	}
	digits, fraction, n := 0, 0, int64(0)
	for ; t[q] >= '0' && t[q] <= '9' && digits <= 15; q++ {
		n = n*10 + int64(t[q]-'0')
		digits++
	}
	if t[q] == '.' {
		q++
		for ; t[q] >= '0' && t[q] <= '9' && digits <= 15; q++ {
			n = n*10 + int64(t[q]-'0')
			digits++
			fraction++
		}
	}
	if t[q] == '<' && digits > 0 && digits <= 15 {
		if v = float64(n) / powers[fraction]; t[from] == '-' {
			v = -v
		}
		return v, q
	}
	q = from
	for c := t[q]; c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E'; c = t[q] {
		q++
	}
	v, err := strconv.ParseFloat(t[from:q], 64)
	if err != nil {
		return 0, 0
	}
	return v, q
}

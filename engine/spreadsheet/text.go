package spreadsheet

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// isBlank tells XML's white space.
func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// trimLeft takes white space off the beginning, where there mostly is none.
func trimLeft(s string) string {
	for s != "" && isBlank(s[0]) {
		s = s[1:]
	}
	return s
}

// trim takes white space off both ends.
func trim(s string) string {
	s = trimLeft(s)
	for s != "" && isBlank(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

// nameByte tells where a byte may stand in an XML name: 1 inside, 2 also first.
// Letters beyond ASCII are accepted as they are; no name of ours has any.
var nameByte = func() (t [256]uint8) {
	for c := range t {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c == ':', c >= 0x80:
			t[c] = 2
		case c >= '0' && c <= '9', c == '-', c == '.':
			t[c] = 1
		}
	}
	return t
}()

// nameLen is the length of the XML name that s begins with; 0: none.
func nameLen(s string) int {
	if s == "" || nameByte[s[0]] != 2 {
		return 0
	}
	n := 1
	for n < len(s) && nameByte[s[n]] != 0 {
		n++
	}
	return n
}

// splitName parts a name at its one colon.
func splitName(name string) (prefix, local string, ok bool) {
	i := 0
	for i < len(name) && name[i] != ':' {
		i++
	}
	if i == len(name) {
		return "", name, true
	}
	prefix, local = name[:i], name[i+1:]
	return prefix, local, prefix != "" && nameLen(local) == len(local) && local != "" && strings.IndexByte(local, ':') < 0
}

// validReferences tells whether every & begins a reference that XML knows. There
// is no DOCTYPE, so there are five names and the numbers.
func validReferences(s string) bool {
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			return true
		}
		s = s[i+1:]
		_, n := reference(s)
		if n == 0 {
			return false
		}
		s = s[n:]
	}
}

// reference reads what follows an &, up to its semicolon; n is 0 if that is no
// reference to a character that XML allows.
func reference(s string) (r rune, n int) {
	switch {
	case strings.HasPrefix(s, "amp;"):
		return '&', len("amp;")
	case strings.HasPrefix(s, "lt;"):
		return '<', len("lt;")
	case strings.HasPrefix(s, "gt;"):
		return '>', len("gt;")
	case strings.HasPrefix(s, "quot;"):
		return '"', len("quot;")
	case strings.HasPrefix(s, "apos;"):
		return '\'', len("apos;")
	case strings.HasPrefix(s, "#x"):
		for n = len("#x"); n < len(s) && r <= unicode.MaxRune; n++ {
			d, ok := hexDigit(s[n])
			if !ok {
				return endReference(s, r, n)
			}
			r = r<<4 | d
		}
	case strings.HasPrefix(s, "#"):
		for n = len("#"); n < len(s) && r <= unicode.MaxRune; n++ {
			if s[n] < '0' || s[n] > '9' {
				return endReference(s, r, n)
			}
			r = r*10 + rune(s[n]-'0')
		}
	}
	return 0, 0
}

// endReference judges a number and what follows its digits. No digits are the
// number 0, which is no character.
func endReference(s string, r rune, n int) (rune, int) {
	if s[n] != ';' || !legalRune(r) {
		return 0, 0
	}
	return r, n + 1
}

// hexDigit reads a hexadecimal digit in either case.
func hexDigit(c byte) (rune, bool) {
	switch {
	case c >= '0' && c <= '9':
		return rune(c - '0'), true
	case c >= 'A' && c <= 'F':
		return rune(c - 'A' + 10), true
	case c >= 'a' && c <= 'f':
		return rune(c - 'a' + 10), true
	}
	return 0, false
}

// legalRune tells whether XML 1.0 allows the character.
func legalRune(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000 && r <= 0x10FFFF
}

// decodeText resolves references and line ends of character data.
func decodeText(s string, seen traits) string {
	s = normaliseLines(s, seen.cr) // before the references: &#13; is meant
	if !seen.amp {
		return s
	}
	return decode(s, false)
}

// normaliseLines makes every line end a line feed (XML 1.0, 2.11).
func normaliseLines(s string, cr bool) string {
	if !cr || strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// decode resolves the references, which are known to be valid. In an attribute
// white space becomes blanks (XML 1.0, 3.3.3).
func decode(s string, attribute bool) string {
	if attribute && hasBreak(s) {
		s = strings.NewReplacer("\r\n", " ", "\r", " ", "\n", " ", "\t", " ").Replace(s)
	}
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		r, n := reference(s[i+1:])
		b.WriteRune(r)
		s = s[i+1+n:]
	}
}

func hasBreak(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' {
			return true
		}
	}
	return false
}

// unescape resolves the _xHHHH_ by which SpreadsheetML writes characters that
// XML lacks (ECMA-376 Part 1, 22.9.2.19, ST_Xstring). Each is a UTF-16 unit; half of
// a pair alone stays as it is written, since no text can hold it.
func unescape(s string) string {
	if strings.IndexByte(s, '_') < 0 || !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for {
		i := strings.Index(s, "_x")
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		s = s[i:]
		u, ok := escape(s)
		n := escapeLen
		if ok && utf16.IsSurrogate(u) {
			low, _ := escape(s[n:])
			u = utf16.DecodeRune(u, low)
			ok, n = u != utf8.RuneError, 2*escapeLen
		}
		if !ok {
			b.WriteString("_x")
			s = s[2:]
			continue
		}
		b.WriteRune(u)
		s = s[n:]
	}
}

const escapeLen = len("_x0000_")

// escape reads one _xHHHH_ at the beginning of s.
func escape(s string) (rune, bool) {
	if len(s) < escapeLen || s[:2] != "_x" || s[escapeLen-1] != '_' {
		return 0, false
	}
	var v rune
	for i := 2; i < escapeLen-1; i++ {
		d, ok := hexDigit(s[i])
		if !ok {
			return 0, false
		}
		v = v<<4 | d
	}
	return v, true
}

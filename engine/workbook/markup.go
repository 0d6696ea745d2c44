package workbook

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// The parts of a workbook are written by appending to slices of bytes.

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// special marks the bytes that XML cannot hold as they are, or that may be the
// beginning of what it cannot hold.
var special = func() (t [256]bool) {
	for c := range ' ' {
		t[c] = true
	}
	for _, c := range "&<>\"_\x7f" {
		t[c] = true
	}
	t[nonCharacter[0]] = true
	return t
}()

// nonCharacter begins U+FFFE and U+FFFF, which no XML may have.
const nonCharacter = "\xef\xbf"

// appendText appends a text, between tags or in an attribute. Characters that
// XML cannot hold are left out, and what would be read as the escape of a
// character, _x0041_, is escaped itself.
func appendText(dst []byte, s string) []byte { return appendEscaped(dst, s, true) }

// appendFormula appends a formula or a name, which know no such escapes.
func appendFormula(dst []byte, s string) []byte { return appendEscaped(dst, s, false) }

func appendEscaped(dst []byte, s string, escapes bool) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		if !special[s[i]] {
			continue
		}
		with, n := "", 1
		switch c := s[i]; {
		case c == '&':
			with = "&amp;"
		case c == '<':
			with = "&lt;"
		case c == '>':
			with = "&gt;"
		case c == '"':
			with = "&quot;"
		case c == '\n':
			with = "&#10;"
		case c == '\t':
			with = "&#9;"
		case c == '\r':
			with = "&#13;"
		case c == '_' && escapes && isEscape(s[i:]):
			with = "_x005F_"
		case c == '_':
			continue
		case c == nonCharacter[0]:
			if len(s) < i+3 || s[i+1] != nonCharacter[1] || s[i+2] < 0xbe {
				continue
			}
			n = 3
		}
		dst = append(append(dst, s[from:i]...), with...)
		i += n - 1
		from = i + 1
	}
	return append(dst, s[from:]...)
}

// isEscape tells that a text begins as _x0041_ does.
func isEscape(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	for i := 2; i < 6; i++ {
		if c := s[i] | 0x20; (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

func appendInt(dst []byte, n int) []byte { return strconv.AppendInt(dst, int64(n), 10) }

func appendNumber(dst []byte, n float64) []byte {
	const figures = 1e15 // that a number tells exactly
	if whole := int64(n); float64(whole) == n && whole != 0 && n < figures && n > -figures {
		return strconv.AppendInt(dst, whole, 10) // as most are
	}
	return strconv.AppendFloat(dst, n, 'f', -1, 64)
}

// appendAttribute appends an attribute whose value is a text.
func appendAttribute(dst []byte, name, value string) []byte {
	dst = append(append(append(dst, ' '), name...), `="`...)
	return append(appendText(dst, value), '"')
}

// appendAddress appends B7.
func appendAddress(dst []byte, row, col int) []byte { return appendInt(appendColumn(dst, col), row) }

// appendColumn appends the letters of a column.
func appendColumn(dst []byte, col int) []byte {
	if col <= 26 {
		return append(dst, byte('A'-1+col))
	}
	at := len(dst)
	for ; col > 0; col = (col - 1) / 26 {
		dst = append(dst, byte('A'+(col-1)%26))
	}
	slices.Reverse(dst[at:])
	return dst
}

// sharedStrings are the texts of a workbook, each once, those of the forms
// first and then the others, in the order in which they are first used.
type sharedStrings struct {
	items       []byte
	plain, rich map[string]int
	count       int // different ones
	uses        int
	common      int // how many bytes of items are those of the forms
}

func (s *sharedStrings) reset() {
	if s.plain == nil {
		s.plain, s.rich = map[string]int{}, map[string]int{}
	}
	clear(s.plain)
	clear(s.rich)
	s.items, s.count, s.uses = s.items[:0], 0, 0
}

// text is the number of a text.
func (s *sharedStrings) text(t string) int {
	n, ok := s.plain[t]
	if !ok {
		n = s.count
		s.plain[t] = n
		s.items = append(s.items, "<si>"...)
		s.items = append(appendTextRun(s.items, t), "</si>"...)
		s.count++
	}
	return n
}

// richText is the number of a text in several runs, given as XML.
func (s *sharedStrings) richText(runs []byte) int {
	n, ok := s.rich[string(runs)]
	if !ok {
		n = s.count
		s.rich[string(runs)] = n
		s.items = append(append(append(s.items, "<si>"...), runs...), "</si>"...)
		s.count++
	}
	return n
}

// appendTextRun appends the t element of a text; blanks at its ends are kept.
func appendTextRun(dst []byte, t string) []byte {
	if t != "" && (isBlank(t[0]) || isBlank(t[len(t)-1])) {
		dst = append(dst, `<t xml:space="preserve">`...)
	} else {
		dst = append(dst, "<t>"...)
	}
	return append(appendText(dst, t), "</t>"...)
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c >= utf8.RuneSelf }

package value

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean is a text as spm keeps it: composed (NFC), without blanks at the ends
// of lines, without zero-width and control characters; line ends are \n.
func Clean(s string) string {
	if Simple(s) {
		return strings.Trim(s, " ")
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			return '\n'
		case r == '\t' || r == '\u00a0':
			return ' '
		case unicode.IsControl(r), r == '\u200b', r == '\ufeff', r == '\u2060':
			return -1
		}
		return r
	}, norm.NFC.String(strings.ReplaceAll(s, "\r\n", "\n")))
	if !strings.Contains(s, "\n") {
		return strings.TrimSpace(s)
	}
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// Visible is a text as it may be printed: a character that would command a
// terminal, or turn the direction of what follows it, is named instead, as
// ⟨U+001B⟩. Line ends and tabs stay.
func Visible(s string) string {
	if Simple(s) || !strings.ContainsFunc(s, Commands) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if Commands(r) {
			fmt.Fprintf(&b, "⟨%U⟩", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Commands tells whether a character does something where it is printed. It
// stands in no answer of a person; bytes that are no text count, too.
func Commands(r rune) bool {
	switch {
	case r == '\n', r == '\t':
		return false
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069': // embeddings, overrides and isolates
		return true
	}
	return unicode.IsControl(r) || r == utf8.RuneError
}

// Simple tells whether a text has only the letters, figures, marks and blanks
// of a typewriter: most cells have.
func Simple(s string) bool {
	const each, high = 0x0101010101010101, 0x8080808080808080
	for ; len(s) >= 8; s = s[8:] {
		x := binary.LittleEndian.Uint64([]byte(s[:8]))
		// The high bit shows in a byte above '~' or, after the subtraction, below a blank.
		if (x|(x+each)|(x-' '*each))&high != 0 {
			return false
		}
	}
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// Squeeze is a text on one line with single blanks.
func Squeeze(s string) string {
	if !strings.Contains(s, "  ") && (Simple(s) || printed(s)) {
		return strings.Trim(s, " ")
	}
	s = Clean(s)
	if squeezed(s) {
		return s
	}
	return strings.Join(strings.Fields(s), " ")
}

// printed tells whether a text has only what is on a typewriter, letters of
// western languages as one character each, and the marks of print: nothing that
// is written in several ways.
func printed(s string) bool {
	for _, r := range s {
		switch {
		case r >= ' ' && r <= '~', r >= '¡' && r <= 'ſ', r >= '‐' && r <= '‧':
		default:
			return false
		}
	}
	return true
}

// squeezed tells of a clean text that it has no blanks but single ones.
func squeezed(s string) bool {
	for i := range len(s) {
		if c := s[i]; c == '\n' || c >= utf8.RuneSelf || c == ' ' && s[i-1] == ' ' {
			return false
		}
	}
	return true
}

func squeezeLines(s string) string {
	s = Clean(s)
	if squeezed(s) {
		return s
	}
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.Join(strings.Fields(lines[i]), " ")
	}
	return strings.Join(lines, "\n")
}

// fold is a text for comparison: case, blanks, accents of punctuation and the
// point at the end do not matter.
func fold(s string) string {
	if folded, ok := foldSimple(s); ok {
		return folded
	}
	s = Squeeze(s)
	if !Simple(s) {
		s = strings.Map(plainMark, s)
	}
	return strings.TrimRight(strings.ToLower(s), " .:;*")
}

// foldSimple folds a simple text; ok is false for any other.
func foldSimple(s string) (folded string, ok bool) {
	asIs, before := true, byte(0)
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' {
			return "", false
		}
		asIs = asIs && (c < 'A' || c > 'Z') && (c != ' ' || before != ' ')
		before = c
	}
	s = strings.TrimRight(strings.TrimLeft(s, " "), " .:;*")
	if asIs {
		return s, true
	}
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		c := s[i]
		switch {
		case c == ' ' && s[i-1] == ' ': // the first is no blank
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return string(b), true
}

// plainMark is the mark of a typewriter for one of print.
func plainMark(r rune) rune {
	switch r {
	case '\u2019', '\u2018', '\u02bb':
		return '\''
	case '\u201c', '\u201d':
		return '"'
	case '\u2010', '\u2011', '\u2013', '\u2014', '\u2212':
		return '-'
	case '\ufe0f': // as a picture
		return -1
	}
	return r
}

// Fold is the form in which two labels, names or headings are compared.
func Fold(s string) string { return fold(s) }

// FoldsTo tells whether a text has a form that Fold has made, mostly without
// making it again.
func FoldsTo(s, folded string) bool {
	s = strings.TrimLeft(s, " ")
	at := 0 // in folded
	for i := range len(s) {
		c := s[i]
		switch {
		case c < ' ' || c > '~':
			return fold(s) == folded
		case c == ' ' && i > 0 && s[i-1] == ' ':
			continue
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		}
		if at == len(folded) || folded[at] != c {
			// What follows may be an accent of this letter, or all of it be marks that are left out.
			return (i+1 < len(s) && s[i+1] > '~' || strings.IndexByte(" .:;*", c) >= 0) && fold(s) == folded
		}
		at++
	}
	return at == len(folded)
}

func sorted(s []string) []string {
	s = slices.Clone(s)
	slices.Sort(s)
	return s
}

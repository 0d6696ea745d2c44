package value

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The replacers are built once: they are asked for every cell.
var (
	lineEnds   = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u00a0", " ", "\u2028", "\n", "\u2029", "\n")
	typography = strings.NewReplacer("\u2019", "'", "\u2018", "'", "\u02bb", "'", "\u201c", "\"", "\u201d", "\"", "\u2013", "-", "\u2014", "-", "\u2011", "-")
)

// Clean is a text as spm keeps it: composed (NFC), without blanks at the ends
// of lines, without zero-width and control characters; line ends are \n.
func Clean(s string) string {
	s = norm.NFC.String(lineEnds.Replace(s))
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), r == '\u200b', r == '\ufeff', r == '\u2060':
			return -1
		}
		return r
	}, s)
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// Squeeze is a text on one line with single blanks.
func Squeeze(s string) string { return strings.Join(strings.Fields(Clean(s)), " ") }

func squeezeLines(s string) string {
	lines := strings.Split(Clean(s), "\n")
	for i := range lines {
		lines[i] = strings.Join(strings.Fields(lines[i]), " ")
	}
	return strings.Join(lines, "\n")
}

// fold is a text for comparison: case, blanks, accents of punctuation and the
// point at the end do not matter.
func fold(s string) string {
	s = typography.Replace(Squeeze(s))
	return strings.TrimRight(strings.ToLower(s), " .:;*")
}

// Fold is the form in which two labels, names or headings are compared.
func Fold(s string) string { return fold(s) }

func sorted(s []string) []string {
	s = slices.Clone(s)
	slices.Sort(s)
	return s
}

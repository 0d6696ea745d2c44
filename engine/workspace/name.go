package workspace

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The longest name of a file. Linux counts bytes and allows 255.
const (
	longestFile      = 100 // characters
	longestFileBytes = 200
)

var (
	shortEnding = regexp.MustCompile(`\.[A-Za-z0-9]{1,5}$`)
	looseDot    = regexp.MustCompile(`[ .]+\.`)
	reserved    = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])$`)
)

// SafeName makes the name of a file, on Windows, macOS and Linux, from
// people's words. Letters of all languages stay; what no file name may hold
// becomes a hyphen. Equal words, however their accents are encoded, give equal
// names; SafeName of a safe name is that name.
func SafeName(s string) string {
	s = strings.Map(safeRune, norm.NFC.String(strings.ToValidUTF8(s, "-")))
	s = norm.NFC.String(s) // what was dropped may have parted a letter from its accent
	s = strings.Join(strings.Fields(s), " ")
	s = looseDot.ReplaceAllString(s, ".") // wherever the name is cut, what comes before an ending is then clean
	s = trimName(s)
	ending := shortEnding.FindString(s)
	stem := mark(strings.TrimSuffix(s, ending))
	stem = trimName(cut(stem, longestFile-len(ending), longestFileBytes-len(ending)))
	if stem == "" {
		stem = "file"
	}
	return mark(stem) + ending // cutting may have bared a reserved name
}

// mark puts an underscore after the name of a device: Windows takes CON.txt
// and CON.a.b for the console, too.
func mark(stem string) string {
	first, rest, dotted := strings.Cut(stem, ".")
	if !reserved.MatchString(strings.TrimSpace(first)) {
		return stem
	}
	if stem = strings.TrimSpace(first) + "_"; dotted {
		stem += "." + rest
	}
	return stem
}

// safeRune is the character that stands for r in a file name.
func safeRune(r rune) rune {
	switch {
	case strings.ContainsRune(`<>:"/\|?*`, r):
		return '-'
	case unicode.IsSpace(r):
		return ' '
	case r == '\u200c' || r == '\u200d': // letters of Persian and Indian scripts are joined and parted by them
		return r
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r == utf8.RuneError:
		return -1
	}
	return r
}

// trimName drops what hides a file, what Windows drops by itself, and what
// looks like an option or a lock file.
func trimName(s string) string {
	return strings.TrimLeft(strings.TrimRight(s, " ."), " .-~\u200c\u200d")
}

// cut shortens a text without parting a letter from its accents.
func cut(s string, runes, size int) string {
	at, n := 0, 0
	for i, r := range s {
		if n == runes || i+utf8.RuneLen(r) > size {
			if !unicode.Is(unicode.M, r) {
				at = i
			}
			return s[:at]
		}
		if !unicode.Is(unicode.M, r) {
			at = i
		}
		n++
	}
	return s
}

package value

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Months are the names of the twelve months in other languages than English,
// by language.
type Months [][]string

// English puts the English names for those of other languages, so that a day
// or a month that was typed in one of them is understood: "1 de octubre de
// 2026" becomes "1 October 2026". A name may be cut to three letters or more,
// where that leaves no doubt.
func (m Months) English(s string) string {
	if len(m) == 0 || strings.IndexFunc(s, unicode.IsLetter) < 0 {
		return s
	}
	words := strings.FieldsFunc(Squeeze(s), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",./-", r) })
	found, de := false, slices.Contains(words, "de")
	for i, w := range words {
		if n := m.number(w); n > 0 {
			words[i], found = time.Month(n).String(), true
		} else if de && isMonth(w) {
			found = true // 5 de oct. de 2026
		}
	}
	if !found {
		return s
	}
	const between = 3 // letters of the words that stand between: de, del, el
	var kept []string
	for _, w := range words {
		switch first, _ := utf8.DecodeRuneInString(w); {
		case unicode.IsDigit(first):
			kept = append(kept, strings.TrimRight(w, "ºªro")) // 1º, 1ro
		case isMonth(w), utf8.RuneCountInString(w) > between && !onWeekday.MatchString(w+" "):
			kept = append(kept, w) // “hasta” changes the meaning
		}
	}
	return strings.Join(kept, " ")
}

// number is the number of the month that a word names, from 1; 0 for none.
func (m Months) number(word string) (n int) {
	word = fold(word)
	if utf8.RuneCountInString(word) < 3 || isMonth(word) {
		return 0
	}
	for _, names := range m {
		for i, name := range names {
			if name = fold(name); name == word {
				return i + 1
			}
			if strings.HasPrefix(name, word) {
				if n > 0 && n != i+1 {
					return 0
				}
				n = i + 1
			}
		}
	}
	return n
}

// isMonth tells whether a word is the English name of a month, or its first
// three letters.
func isMonth(word string) bool {
	for n := time.January; n <= time.December; n++ {
		if strings.EqualFold(word, n.String()) || strings.EqualFold(word, n.String()[:3]) {
			return true
		}
	}
	return false
}

package value

import (
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// spelling is a text as it is compared with texts that are like it.
type spelling struct {
	words []string
	bare  string // all words, without blanks

	letters []rune // of bare
	bag     uint64 // which letters are in it, by their number modulo 64
}

// newSpelling keeps the letters, figures and symbols of a text. Between two
// figures the sign stays, too: S1.2 is not S12.
func newSpelling(text string) (s spelling) {
	in := []rune(norm.NFD.String(strings.ReplaceAll(fold(text), "&", " and ")))
	var b strings.Builder
	for i, r := range in {
		switch {
		case r >= 0x300 && r <= 0x36F, r == '\'': // accents; an apostrophe parts no words
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.IsSymbol(r), unicode.IsMark(r),
			i > 0 && i+1 < len(in) && unicode.IsNumber(in[i-1]) && unicode.IsNumber(in[i+1]) && r != ' ':
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	s.words = strings.Fields(b.String())
	s.bare = strings.Join(s.words, "")
	s.letters = []rune(s.bare)
	for _, r := range s.letters {
		s.bag |= 1 << (uint(r) % 64)
	}
	return s
}

func (t spelling) equal(s spelling) bool { return slices.Equal(t.words, s.words) }

func (t spelling) same(s spelling) bool { return t.bare == s.bare }

// shortens tells whether the text says every word of s, some of them cut short:
// “Math Dept.” of “Mathematics Department”.
func (t spelling) shortens(s spelling) bool {
	const start = 4 // letters of the only word of a text
	if len(t.words) != len(s.words) {
		return false
	}
	if len(t.words) == 1 {
		return len(t.letters) >= start && !hasFigure(s.bare) && strings.HasPrefix(s.bare, t.bare)
	}
	for i, w := range t.words {
		if w != s.words[i] && !contracts(w, s.words[i]) {
			return false
		}
	}
	return true
}

// contracts tells whether a word is the beginning of another or leaves letters
// out of it, as dept does of department.
func contracts(short, word string) bool {
	const least = 3
	x, y := []rune(short), []rune(word)
	if len(x) < least || len(x) >= len(y) || hasFigure(word) {
		return false
	}
	if strings.HasPrefix(word, short) {
		return true
	}
	if x[0] != y[0] || x[1] != y[1] {
		return false
	}
	n := 0
	for _, r := range y {
		if n < len(x) && x[n] == r {
			n++
		}
	}
	return n == len(x)
}

// mostSlips is the number of letters that slips of the keyboard may concern.
const mostSlips = 2

// slips tells whether a slip of the keyboard parts a text from s: a letter too
// many, too few, wrong or changed with its neighbour, two in a long text; never
// a figure and never the first letter, which change the meaning.
func (t spelling) slips(s spelling) bool {
	const short, long = 5, 12 // letters that leave room for one slip, and for two
	x, y := t.letters, s.letters
	n := min(len(x), len(y))
	if n < short || x[0] != y[0] || figures(t.bare) != figures(s.bare) {
		return false
	}
	limit := 1
	if n >= long {
		limit = mostSlips
	}
	return distance(t.letters, s.letters) <= limit
}

// far is how far s is from a text; ok is false where it is not like it.
func (t spelling) far(s spelling) (far int, ok bool) {
	const wordLetters = 3
	switch {
	case s.bare == "":
		return 0, false
	case t.same(s):
		return 0, true
	case t.shortens(s), strings.HasPrefix(s.bare, t.bare), strings.HasPrefix(t.bare, s.bare):
		return 1, true
	}
	if len(s.words) > 1 && len(t.words) == 1 && len(t.bare) >= wordLetters {
		for _, w := range s.words {
			if w == t.bare {
				return 2, true
			}
		}
	}
	limit := max(len(t.letters), len(s.letters)) / 3
	if t.beyond(s, limit) {
		return 0, false
	}
	far = distance(t.letters, s.letters)
	return far, far <= limit
}

// beyond tells at a glance, where it can, that more letters than a limit part
// two texts: each insertion, loss or change of a letter changes at most two of
// the letters that occur.
func (t spelling) beyond(s spelling, limit int) bool {
	x, y := len(t.letters), len(s.letters)
	return max(x-y, y-x) > limit || bits.OnesCount64(t.bag^s.bag) > 2*limit
}

func hasFigure(s string) bool { return strings.ContainsFunc(s, unicode.IsNumber) }

// figures are the figures of a text, in their order.
func figures(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsNumber(r) {
			return r
		}
		return -1
	}, s)
}

// distance is the number of letters to insert, drop, change or swap with their
// neighbours.
func distance(x, y []rune) int {
	two, one, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range one {
		one[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(one[j-1]+cost, one[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
		}
		two, one, row = one, row, two
	}
	return one[len(y)]
}

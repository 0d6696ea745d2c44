package workbook

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// oddText is a text of letters, and now and then of what is handled with care.
func oddText(r *rand.Rand) string {
	odd := []string{"  ", "\n", "\t", "\u00a0", "é", "\xff", "😀"}
	var b strings.Builder
	for range r.IntN(60) {
		switch {
		case r.IntN(12) == 0:
			b.WriteString(odd[r.IntN(len(odd))])
		case r.IntN(6) == 0:
			b.WriteByte(' ')
		default:
			b.WriteByte(byte('!' + r.IntN('~'-'!'+1)))
		}
	}
	return b.String()
}

// A text is wrapped line by line as it would be word by word.
func TestTextsAreWrappedAlike(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		s := oddText(r)
		width := 3 + r.Float64()*40
		want := 0
		for line := range strings.SplitSeq(s, "\n") {
			want += wordLines(line, lineRoom(width, fontSize))
		}
		if got := lineCount(s, width, fontSize); got != want {
			t.Fatalf("%q takes %d lines of width %v, want %d", s, got, width, want)
		}
	}
}

// Excel takes no longer text in a formula than 255 letters, and an emoji for two.
func TestLongTextInFormula(t *testing.T) {
	long := strings.Repeat("é", 254)
	for text, want := range map[string]string{
		"":                   `""`,
		`a "b"`:              `"a ""b"""`,
		long + "x":           `"` + long + `x"`,
		long + "xy":          `"` + long + `x"&"y"`,
		long + "\U0001F389y": `"` + long + `"&"🎉y"`,
	} {
		if got := formulaText(text); got != want {
			t.Errorf("%s became %s", text, got)
		}
	}
}

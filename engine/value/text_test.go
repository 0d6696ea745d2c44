package value_test

import (
	"testing"

	"spm/engine/value"
)

func TestVisible(t *testing.T) {
	for text, want := range map[string]string{
		"plain":              "plain",
		"two\nlines\tand é":  "two\nlines\tand é",
		"مرحبا\u200f, שלום":  "مرحبا\u200f, שלום", // a mark of direction that people type
		"\x1b[2Jgone":        "⟨U+001B⟩[2Jgone",
		"a\rb\x07\x7f":       "a⟨U+000D⟩b⟨U+0007⟩⟨U+007F⟩",
		"\u009b2J":           "⟨U+009B⟩2J",
		"\u202egnp.exe":      "⟨U+202E⟩gnp.exe",
		"\u2066a\u2069":      "⟨U+2066⟩a⟨U+2069⟩",
		"no text: \xff\xfe.": "no text: ⟨U+FFFD⟩⟨U+FFFD⟩.",
	} {
		if got := value.Visible(text); got != want {
			t.Errorf("%q is shown as %q, want %q", text, got, want)
		}
	}
}

// Comparing a text with a folded one tells what folding it would.
func FuzzFoldsTo(f *testing.F) {
	texts := []string{"", " ", "Goal", "goal:", "  Lead   unit. ", "Lead unit", "A: *", "Cafe\u0301", "Caf\u00e9", "e", "Unit\u00a01", "unit 1", "two\nlines", "two lines ", "“Yes”", `"yes"`, "K", "\u212a", "a\x01", ". a"}
	for _, a := range texts {
		for _, b := range texts {
			f.Add(a, b)
		}
	}
	f.Fuzz(func(t *testing.T, s, other string) {
		for _, folded := range []string{value.Fold(s), value.Fold(other)} {
			if got := value.FoldsTo(s, folded); got != (value.Fold(s) == folded) {
				t.Errorf("FoldsTo(%q, %q) is %v", s, folded, got)
			}
		}
	})
}

// A text that needs little is squeezed at once; with a letter that nobody sees,
// which is left out, the same text takes the long way.
func TestSqueeze(t *testing.T) {
	for text, want := range map[string]string{
		"":                         "",
		" two  words ":             "two words",
		"a longer – “text” é ":     "a longer – “text” é",
		"e\u0301":                  "é",
		"a\u00a0b":                 "a b",
		"one\ntwo":                 "one two",
		"seven b\ttab":             "seven b tab",
		"a bell\x07 and a del\x7f": "a bell and a del",
		"an ångstro\u0308m":        "an ångström",
	} {
		if got := value.Squeeze(text); got != want {
			t.Errorf("%q is squeezed to %q, want %q", text, got, want)
		}
		if got := value.Squeeze("\u200b" + text); got != want {
			t.Errorf("%q is squeezed to %q the long way, want %q", text, got, want)
		}
	}
}

func TestSimple(t *testing.T) {
	for c := range 256 {
		text := []byte("sixteen letters!")
		for at := range text {
			before := text[at]
			text[at] = byte(c)
			if got, want := value.Simple(string(text)), c >= ' ' && c <= '~'; got != want {
				t.Errorf("%q is simple: %v, want %v", text, got, want)
			}
			text[at] = before
		}
	}
}

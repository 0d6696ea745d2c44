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

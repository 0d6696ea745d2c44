package finding

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var codeForm = regexp.MustCompile(`^[A-Z]{2,6}-\d\d$`)

// TestCatalogue: every page is whole. Only a note may do without an act.
func TestCatalogue(t *testing.T) {
	seen := map[Code]bool{}
	for _, e := range slices.Concat(pages...) {
		if !codeForm.MatchString(string(e.Code)) {
			t.Errorf("%s is not of the form TOPIC-nn", e.Code)
		}
		if seen[e.Code] {
			t.Errorf("%s stands twice in the catalogue", e.Code)
		}
		seen[e.Code] = true
		for name, text := range map[string]string{"title": e.Title, "message": e.Message, "why": e.Why} {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s has no %s", e.Code, name)
			}
		}
		if e.Hint == "" && e.Severity != Note {
			t.Errorf("%s has no hint", e.Code)
		}
		if names := placeholders(e.Title + e.Why); names != nil {
			t.Errorf("%s: its title and why are printed as they stand, but name %v", e.Code, names)
		}
	}
}

// TestNewFills: New puts every word of a page in its place, and leaves no brace.
func TestNewFills(t *testing.T) {
	for _, e := range Catalogue() {
		var words []string
		names := placeholders(e.Message + e.Hint)
		for _, name := range names {
			words = append(words, name, "<"+name+">")
		}
		f := New(e.Code, Location{}, words...)
		if strings.ContainsAny(f.Message+f.Hint+f.Sender, "{}") {
			t.Errorf("%s: %q, %q, %q", e.Code, f.Message, f.Hint, f.Sender)
		}
		for _, name := range names {
			if !strings.Contains(f.Message+f.Hint, "<"+name+">") {
				t.Errorf("%s does not print the word %s", e.Code, name)
			}
		}
		if f.Severity != e.Severity || f.Code != e.Code {
			t.Errorf("%s became %s %s", e.Code, f.Severity, f.Code)
		}
	}
}

// TestNewPanics: a mistake of the program shows itself in the first test.
func TestNewPanics(t *testing.T) {
	odd := strings.Fields("goal")
	for name, make := range map[string]func(){
		"unknown code": func() { New("NONE-01", Location{}) },
		"missing word": func() { New("GOAL-03", Location{}, "goal", "G1") },
		"odd words":    func() { New("GOAL-06", Location{}, odd...) },
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("no panic")
				}
			}()
			make()
		})
	}
}

// TestNewTakesBraces: what people typed is never taken for a placeholder.
func TestNewTakesBraces(t *testing.T) {
	f := New("GOAL-03", Location{}, "goal", "G1", "text", "{goal} and {text}")
	if !strings.Contains(f.Message, "“{goal} and {text}”") {
		t.Errorf("%q", f.Message)
	}
}

func TestCatalogueSorted(t *testing.T) {
	all := Catalogue()
	if !slices.IsSortedFunc(all, func(a, b Entry) int { return strings.Compare(string(a.Code), string(b.Code)) }) {
		t.Error("the catalogue is not in the order of its codes")
	}
	for _, e := range all {
		if found, ok := Lookup(e.Code); !ok || found != e {
			t.Errorf("Lookup(%s) does not find its page", e.Code)
		}
	}
	if _, ok := Lookup("NONE-01"); ok {
		t.Error("Lookup finds a code that the catalogue lacks")
	}
}

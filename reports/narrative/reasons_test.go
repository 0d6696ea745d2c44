package narrative

import (
	"strings"
	"testing"

	"spm/engine/value"
)

// TestReasonsArePrinted: a question answered with a reason is printed in the
// reason's words, and counted in the notes on the data.
func TestReasonsArePrinted(t *testing.T) {
	s := district(t)
	s.say("action HR/A1.1-Y1-02 responsible", value.Value{Type: value.Ref, Reason: value.NotYet, Detail: "15 May"})
	s.say("organization contact", value.Value{Type: value.Text, Text: "n/a", Reason: value.NotApplicable})
	s.say("organization adopted_on", value.Value{Type: value.Day, Reason: value.Elsewhere, Detail: "the board's minutes"})
	s.say("organization return_to", value.Value{Type: value.Email, Reason: value.NotApplicable})
	text := dump(must(Annual(s.input()))(t))
	for _, want := range []string{
		"not yet known (by 15 May)",
		"responsible “not yet known (by 15 May)”", // in the list of sources
		"Questions answered with a reason",
		"2 answers are “not applicable”: contact and return to.",
		"One answer is “not yet known”: HR/A1.1-Y1-02 responsible (15 May).",
		"One answer is “reported elsewhere”: adopted on (the board's minutes).",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}

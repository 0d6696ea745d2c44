package value_test

import (
	"testing"

	"spm/engine/value"
)

// In a file of text every day is a text. It is told of where the day and the
// month may have changed places, and not where it can be only one day.
func TestParseDayOfATextFile(t *testing.T) {
	for typed, want := range map[string]string{
		"2026-10-01": "", "2026/10/01": "", "2026-10-01T00:00:00": "", "Oct 1, 2026": "", "1 October 2026": "", "10/10/2026": "", "10/15/2026": "", "Thu 10/15/2026": "",
		"10/1/2026": "CELL-20", "10.1.2026": "CELL-20", "10/1/26 9:30 pm": "CELL-20", "31/3/2026": "CELL-21",
	} {
		_, remarks, ok := value.Parse(value.Spec{Type: value.Day}, value.Raw{Text: typed})
		got := ""
		for _, m := range remarks {
			got += string(m.Code)
		}
		if !ok || got != want {
			t.Errorf("%s: %v %q, want %q", typed, ok, got, want)
		}
	}
}

package quality

import (
	"testing"

	"spm/engine/org"
)

func TestReturned(t *testing.T) {
	r := newReview(&org.Organization{}, Scope{Returned: Returns{
		{"R1", "U02", "2026-10"}: true,
		{"N", "U02", ""}:         true,
	}}, nil)
	for _, tc := range []struct {
		form, from, period string
		want               bool
	}{
		{"R1", "U02", "2026-10", true},
		{"R1", "U02", "2026-11", false},
		{"R1", "U02", "", true}, // in whatever month
		{"R1", "U01", "2026-10", false},
		{"N", "U02", "2027-28", true}, // a return without a period is one for every period
		{"E", "HR", "", false},
	} {
		if got := r.returned(tc.form, tc.from, tc.period); got != tc.want {
			t.Errorf("returned(%s, %s, %q) = %v", tc.form, tc.from, tc.period, got)
		}
	}
}

func TestPeriodOf(t *testing.T) {
	for form, want := range map[string]string{"R1": "2026-10", "L": "2026-27", "N": "2026-27", "R4": "2026-27", "A": "", "E": "", "H": "", "M": "", "Setup": ""} {
		if got := PeriodOf(form, "2026-27", "2026-10"); got != want {
			t.Errorf("PeriodOf(%s) = %q", form, got)
		}
	}
}

// TestSeenOperations: once Module B has come back, its forms are seen.
func TestSeenOperations(t *testing.T) {
	o, _, _ := scene(t, fixture{Base: "_operations"})
	seen := Seen(o)
	for _, form := range []string{"H", "I", "J", "K", "M"} {
		for _, branch := range []string{"HR", "SI"} {
			if !seen[Return{form, branch, ""}] {
				t.Errorf("not seen: %s of %s", form, branch)
			}
		}
	}
	if !seen[Return{"L", "HR", "2026-27"}] || seen[Return{"L", "HR", "2027-28"}] {
		t.Error("L is seen for the year of its meetings")
	}
}

// TestSeen: the returns that the sound plan shows.
func TestSeen(t *testing.T) {
	o, _, _ := scene(t, fixture{Base: "_review"})
	seen := Seen(o)
	for _, want := range []Return{
		{"Setup", "", ""}, {"A", "HR", ""}, {"E", "SI", ""}, {"F", "SI", ""}, {"L", "HR", "2026-27"}, {"N", "U03", "2026-27"},
		{"R1", "U01", "2026-09"}, {"R1", "U03", "2026-10"}, {"R4", "SI", "2026-27"},
	} {
		if !seen[want] {
			t.Errorf("not seen: %v", want)
		}
	}
	for _, not := range []Return{{"R1", "U01", "2026-11"}, {"L", "HR", "2027-28"}, {"R4", "HR", "2027-28"}} {
		if seen[not] {
			t.Errorf("seen: %v", not)
		}
	}
}

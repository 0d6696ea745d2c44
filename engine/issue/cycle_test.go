package issue_test

import (
	"testing"

	"spm/engine/value"
)

// A packet that looks back is of the month or the quarter that has ended,
// unless a month is named.
func TestWhenEnded(t *testing.T) {
	s := source(t, district)
	for _, tc := range []struct{ packet, month, day, want string }{
		{"monthly", "", "2026-11-05", "2026-11"},
		{"roll-up", "", "2026-11-05", "2026-10"},
		{"roll-up", "2026-08", "2026-11-05", "2026-08"},
		{"quarterly", "", "2026-10-07", "2026-27 Q1"},
		{"quarterly", "", "2026-09-28", "2026-27 Q1"},
		{"quarterly", "", "2027-07-06", "2026-27 Q4"},
		{"quarterly", "2027-06", "2027-06-04", "2026-27 Q4"},
	} {
		r := s.When(library.Packet(tc.packet), tc.month, value.Date(tc.day))
		if got := r.Month + r.Quarter; got != tc.want {
			t.Errorf("%s %s on %s is of %s, want %s", tc.packet, tc.month, tc.day, got, tc.want)
		}
	}
}

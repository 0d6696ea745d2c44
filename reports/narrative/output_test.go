package narrative

import "testing"

// The annual review names again what the months have named.
func TestRepeats(t *testing.T) {
	for _, c := range []struct {
		review, month string
		want          bool
	}{
		{"Findings memo", "Findings memo, September 29", true},
		{"findings  Memo.", "Findings memo", true},
		{"Data plan", "Database planning guide", false},
		{"Data plan", "Plan for the data", false},
		{"Trained mentors", "List of mentors", false},
		{"Board paper and purchase order", "Purchase order Present a recommendation to the Board", false},
		{"Recording in Diné Bizaad", "Family reading report Translate the reading report", false},
		{"", "Findings memo", false},
	} {
		if got := repeats(c.review, c.month); got != c.want {
			t.Errorf("%q repeats %q: %v", c.review, c.month, got)
		}
	}
}

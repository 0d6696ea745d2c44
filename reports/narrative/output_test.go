package narrative

import "testing"

// The annual review sums up what the months have named.
func TestRepeats(t *testing.T) {
	for _, c := range []struct {
		review, month string
		want          bool
	}{
		{"Findings memo", "Findings memo, September 29 Review the present evaluation process", true},
		{"Test report on forty volunteers", "Test report, nine pages Test the draft with forty volunteers", true},
		{"Trained mentors", "List of mentors Select and train twenty mentors", true},
		{"Board paper and purchase order", "Purchase order Present a recommendation to the Board", false},
		{"Recording in Diné Bizaad", "Family reading report Translate the reading report", false},
		{"", "Findings memo", false},
	} {
		if got := repeats(c.review, c.month); got != c.want {
			t.Errorf("%q repeats %q: %v", c.review, c.month, got)
		}
	}
}

package reconcile_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The decision workbook shows both sides; what is chosen there settles the
// claims that it showed, and no others.
func TestDecisionWorkbook(t *testing.T) {
	const subject = "client HR/C1 services"
	for _, tc := range []struct {
		name, edits, want, findings string
	}{
		{"the first side", "Decisions.decisions D1 choice = A", "Hiring", ""},
		{"the second side", "Decisions.decisions D1 choice = B", "Coaching", ""},
		{"a third answer", "Decisions.decisions D1 answer = Both", "Both", ""},
		{"nothing yet", "", "Hiring ≠ Coaching", "MERGE-01"},
		{"a side that is not there", "Decisions.decisions D1 choice = D", "Hiring ≠ Coaching", "MERGE-21 MERGE-01"},
		{"a side and another answer", "Decisions.decisions D1 choice = A\nDecisions.decisions D1 answer = Both", "Hiring ≠ Coaching", "MERGE-20 MERGE-01"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := newDesk(t, "client HR/C1 name = Schools")
			p := d.sends("direction", "HR", 1)
			d.says(centre, subject+" = Hiring")
			d.returned(p, "A.clients C1 services = Coaching")
			decisions := d.sends("decisions", "", 1)
			out := d.returned(decisions, tc.edits)
			found := codesOf(append(out.Findings, d.state().Findings...))
			if diff := cmp.Diff([]string{tc.want, words(tc.findings)}, []string{d.shows(subject), found}); diff != "" {
				t.Errorf("value, findings (-want +got):\n%s", diff)
			}
			if again := d.returned(decisions, tc.edits); len(again.Claims) > 0 {
				t.Errorf("the same workbook decides again: %v", claims(again))
			}
		})
	}
}

// The same choice between other answers is a decision anew.
func TestDecidedAgain(t *testing.T) {
	const subject = "client HR/C1 services"
	d := newDesk(t, "client HR/C1 name = Schools")
	p := d.sends("direction", "HR", 1)
	d.says(centre, subject+" = Hiring")
	d.returned(p, "A.clients C1 services = Coaching")
	d.returned(d.sends("decisions", "", 1), "Decisions.decisions D1 choice = A")
	d.returned(p, "A.clients C1 services = Mentoring")
	if diff := cmp.Diff("Hiring ≠ Mentoring", d.shows(subject)); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	d.returned(d.sends("decisions", "", 2), "Decisions.decisions D1 choice = A")
	if diff := cmp.Diff("Hiring", d.shows(subject)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

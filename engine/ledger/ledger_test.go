package ledger_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
)

func subject(kind org.Kind, key, attr, period string) org.Subject {
	return org.Subject{Kind: kind, Key: key, Attr: attr, Period: period}
}

func TestLedger(t *testing.T) {
	a, b := subject(org.KindGoal, "G1", "text", ""), subject(org.KindGoal, "G2", "text", "")
	l := ledger.Ledger{Claims: []ledger.Claim{{ID: 1, Subject: a}, {ID: 2, Subject: b}, {ID: 3, Subject: a}}}
	var about []int64
	for _, c := range l.About(a) {
		about = append(about, c.ID)
	}
	if diff := cmp.Diff([]int64{1, 3}, about); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for id, want := range map[int64]bool{0: false, 1: true, 3: true, 4: false, -1: false} {
		if c, ok := l.Claim(id); ok != want || ok && c.ID != id {
			t.Errorf("claim %d is %+v, %v", id, c, ok)
		}
	}
}

// Subjects come in the order of their codes, as people count.
func TestSubjectsInOrder(t *testing.T) {
	order := []org.Subject{
		subject(org.KindAction, "HR/A1.1-Y1-02", "text", ""),
		subject(org.KindAction, "HR/A1.1-Y1-10", "start", ""),
		subject(org.KindAction, "HR/A1.1-Y1-10", "text", ""),
		subject(org.KindGoal, "G1", "text", ""),
		subject(org.KindMeasure, "HR/S1.2-I1", "target", "2026-27"),
		subject(org.KindMeasure, "HR/S1.2-I1", "target", "2027-28"),
		subject(org.KindMeasure, "HR/S1.10-I1", "target", "2026-27"),
	}
	facts := ledger.Facts{}
	for _, s := range slices.Backward(order) {
		facts[s] = ledger.Fact{Subject: s}
	}
	var got []org.Subject
	for _, f := range facts.Sorted() {
		got = append(got, f.Subject)
	}
	if diff := cmp.Diff(order, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestDisputes(t *testing.T) {
	a, b := subject(org.KindGoal, "G1", "text", ""), subject(org.KindGoal, "G2", "text", "")
	facts := ledger.Facts{
		a: {Subject: a, Value: value.OfText("Grow")},
		b: {Subject: b, Disputed: []ledger.Side{{Value: value.OfText("Grow")}, {Value: value.OfText("Learn")}}},
	}
	if got := facts.Disputes(); len(got) != 1 || got[0].Subject != b {
		t.Errorf("the disputes are %+v", got)
	}
}

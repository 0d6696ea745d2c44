package quality

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// answered are the answers of a branch as lines, those of a list or all.
func answered(t *testing.T, f fixture, branch string, only ...string) (lines []string) {
	t.Helper()
	o, s, _ := scene(t, f)
	for _, a := range Answers(o, s) {
		for _, item := range only {
			if a.Branch == branch && a.Item == item {
				lines = append(lines, fmt.Sprintf("%s %s: %s", a.Item, a.Met, a.Text))
			}
		}
	}
	return lines
}

var everyItem = []string{"QC 1.1", "QC 1.2", "QC 1.3", "QC 4.8", "QC 5.1", "QC 5.3", "QC 5.5", "QC 5.6", "QC 8.1", "QC 9.1", "QC 9.2"}

func TestAnswers(t *testing.T) {
	for _, tc := range []struct {
		name, branch string
		f            fixture
		only         []string
		want         []string
	}{
		{name: "the sound plan", branch: "HR", only: everyItem, want: []string{
			"QC 1.1 yes: The mission is recorded; 2 of 2 goals recorded with explanation and measures",
			"QC 1.2 yes: 1 of 2 goals marked as relevant, 0 left open",
			"QC 1.3 yes: There is a purpose statement; it is linked to G1",
			"QC 4.8 yes: 1 of 1 strategy written as If … then … and …",
			"QC 5.1 yes: 1 of 1 strategy with complete performance measures",
			"QC 5.3 yes: 1 of 1 strategy with a milestone",
			"QC 5.5 yes: 1 of 1 strategy with a milestone for each of two years",
			"QC 5.6 yes: 2 of 2 pieces of current work in a milestone or decided on",
			"QC 8.1 yes: 2 of 2 milestones of Year 1 (2026-27) assigned to a lead unit",
			"QC 9.1 yes: 2 of 2 milestones of Year 1 (2026-27) with an action plan",
			"QC 9.2 yes: 6 of 6 actions complete with dates, resources, outputs and people",
		}},
		{name: "half done", branch: "HR", only: everyItem,
			f: fixture{Change: plan{
				"organization":          {"mission": nil},
				"relevance HR/G2":       {"relevant": nil},
				"relevance HR/G1":       {"linked": "no"},
				"strategy HR/S1.2":      {"if": "we greet each new employee"},
				"work HR/W02":           {"decision": nil},
				"milestone HR/M1.1-Y1c": {"text": "Open a desk for questions."},
				"action HR/A1.1-Y1-03":  {"end": nil},
			}},
			want: []string{
				"QC 1.1 partly: The mission is not recorded; 2 of 2 goals recorded with explanation and measures",
				"QC 1.2 partly: 1 of 2 goals marked as relevant, 1 left open",
				"QC 1.3 partly: There is a purpose statement; it is linked to no goal",
				"QC 4.8 partly: 1 of 2 strategies written as If … then … and …",
				"QC 5.1 partly: 1 of 2 strategies with complete performance measures",
				"QC 5.3 partly: 1 of 2 strategies with a milestone",
				"QC 5.5 partly: 1 of 2 strategies with a milestone for each of two years",
				"QC 5.6 partly: 1 of 2 pieces of current work in a milestone or decided on",
				"QC 8.1 partly: 2 of 3 milestones of Year 1 (2026-27) assigned to a lead unit",
				"QC 9.1 partly: 2 of 3 milestones of Year 1 (2026-27) with an action plan",
				"QC 9.2 partly: 5 of 6 actions complete with dates, resources, outputs and people",
			}},
		{name: "nothing there", branch: "SI", only: []string{"QC 1.2", "QC 1.3", "QC 5.1", "QC 5.6"},
			f: fixture{Change: plan{
				"relevance SI/G2":    {"relevant": "no"},
				"branch SI":          {"purpose": nil},
				"measure SI/S2.1-I1": nil,
			}},
			want: []string{
				"QC 1.2 no: 0 of 2 goals marked as relevant, 0 left open",
				"QC 1.3 no: There is no purpose statement",
				"QC 5.1 no: 0 of 1 strategy with complete performance measures",
				"QC 5.6 no: There are no pieces of current work yet",
			}},
		{name: "not asked yet", branch: "HR", only: everyItem, f: fixture{Branch: "SI"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, answered(t, tc.f, tc.branch, tc.only...)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// An item is answered only where its form has come back.
func TestAnswersAsked(t *testing.T) {
	o, s, _ := scene(t, fixture{})
	s.Returned = Returns{}
	s.Returned.Add("E", "HR", "2026-27")
	got := Answers(o, s)
	if len(got) != 2 || got[0].Item != "QC 4.7" || got[1].Item != "QC 4.8" || got[0].Branch != "HR" {
		t.Errorf("%v", got)
	}
}

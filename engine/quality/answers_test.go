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

var operationsItems = []string{
	"QC 6.1", "QC 6.2", "QC 6.3", "QC 7.1", "QC 7.2", "QC 7.3", "QC 7.4", "QC 7.5", "QC 7.6",
	"QC 8.2", "QC 8.3", "QC 8.4", "QC 9.3", "QC 9.4", "QC 9.5",
}

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
		{name: "Module B of a division", branch: "HR", only: operationsItems, f: fixture{Base: "_operations"}, want: []string{
			"QC 6.1 yes: 5 of 5 functions with a definition and minimum competencies",
			"QC 6.2 yes: 1 of 1 strategy with the functions that it needs",
			"QC 6.3 yes: No gap and no redundancy was found",
			"QC 7.1 yes: 2 of 2 units carrying out a function that a strategy needs",
			"QC 7.2 no: 0 of 6 questions of the structural analysis answered",
			"QC 7.3 yes: 4 of 4 filled positions with a person and the competencies of that person; 0 vacant, 0 to be filled",
			"QC 7.4 yes: 1 of 4 positions with a professional learning need; 1 of 1 competency gap met by learning or another change",
			"QC 7.5 no: No change is named yet",
			"QC 8.3 no: No other unit is named as needed for planning",
			"QC 8.4 yes: 2 of 2 lead units with a planning meeting that is set and communicated",
			"QC 9.3 yes: 2 of 2 collaborating units with a request that is logged",
		}},
		{name: "Module B of a strand", branch: "SI", only: operationsItems, f: fixture{Base: "_operations", Change: plan{
			"milestone SI/M2.1-Y1":     {"rigorous": "yes", "completes": "no", "planning_units": []any{"U02", "U01"}},
			"planning_meeting SI/PM01": {"participants": []any{"P05", "Yue Lü, for the schools"}},
			"structure SI":             {"procedures": nil},
			"structure_change SI/CH1":  {"change": "keep"},
		}}, want: []string{
			"QC 6.1 yes: 4 of 4 functions with a definition and minimum competencies",
			"QC 6.2 yes: 1 of 1 strategy with the functions that it needs",
			"QC 6.3 yes: No gap and no redundancy was found",
			"QC 7.1 yes: 1 of 1 unit carrying out a function that a strategy needs",
			"QC 7.2 no: 0 of 6 questions of the structural analysis answered",
			"QC 7.3 yes: 2 of 2 filled positions with a person and the competencies of that person; 0 vacant, 0 to be filled",
			"QC 7.4 no: No position has a professional learning need",
			"QC 7.5 yes: The structure stays as it is",
			"QC 7.6 partly: There are no procedures; 1 of 1 strand unit with members",
			"QC 8.2 yes: 1 of 1 division that takes part among the participants of planning meetings",
			"QC 8.3 partly: 1 of 2 other units needed for planning among the participants of the meeting",
			"QC 8.4 yes: 1 of 1 lead unit with a planning meeting that is set and communicated",
			"QC 9.3 yes: No action has a collaborating unit",
			"QC 9.4 yes: 1 of 1 action plan marked as rigorous, yet attainable",
			"QC 9.5 no: 0 of 1 action plan marked as completing the milestone",
		}},
		{name: "Module B half done", branch: "HR", only: operationsItems, f: fixture{Base: "_operations", Change: plan{
			"function HR/FN-SF-01":          {"definition": nil},
			"function_use HR/FN-MG-01:U02":  {"marked": "no"},
			"function_use HR/FN-SF-01:U02":  {"marked": "yes"},
			"function_use HR/FN-LA-01:U01":  {"marked": "yes"},
			"function_review HR/FN-SF-01":   {"solution": "It is required by law."},
			"function_review HR/FN-PD-01":   {"capacity_ok": "no"},
			"structure_answer HR/J2.1":      {"answer": "yes"},
			"position HR/K02":               {"status": "vacant", "person": nil, "change": "recruit"},
			"position HR/K04":               {"learning": nil, "change": "reassign", "change_state": "planned"},
			"structure_change HR/CH01":      {"change": "merge"},
			"planning_meeting HR/PM02":      {"communicated": "no"},
			"collaboration_request HR/CR02": nil,
		}}, want: []string{
			"QC 6.1 partly: 4 of 5 functions with a definition and minimum competencies",
			"QC 6.2 yes: 1 of 1 strategy with the functions that it needs",
			"QC 6.3 partly: 1 of 4 issues with a solution (1 gap, 1 redundancy, 1 function performed but not needed and 1 function short of capacity)",
			"QC 7.1 yes: 2 of 2 units carrying out a function that a strategy needs",
			"QC 7.2 partly: 1 of 6 questions of the structural analysis answered",
			"QC 7.3 yes: 3 of 3 filled positions with a person and the competencies of that person; 1 vacant, 0 to be filled",
			"QC 7.4 yes: 0 of 4 positions with a professional learning need; 1 of 1 competency gap met by learning or another change",
			"QC 7.5 partly: 1 of 3 changes made or planned",
			"QC 8.3 no: No other unit is named as needed for planning",
			"QC 8.4 partly: 1 of 2 lead units with a planning meeting that is set and communicated",
			"QC 9.3 partly: 1 of 2 collaborating units with a request that is logged",
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
	if len(got) != 1 || got[0].Item != "QC 4.8" || got[0].Branch != "HR" {
		t.Errorf("%v", got)
	}
}

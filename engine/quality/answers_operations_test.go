package quality

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

var operationsItems = []string{
	"QC 6.1", "QC 6.2", "QC 6.3", "QC 7.1", "QC 7.2", "QC 7.3", "QC 7.4", "QC 7.5", "QC 7.6",
	"QC 8.2", "QC 8.3", "QC 8.4", "QC 9.3", "QC 9.4", "QC 9.5",
}

// TestAnswersOfDivision: the answers to a sound Module B of a division.
func TestAnswersOfDivision(t *testing.T) {
	f := fixture{Base: "_operations"}
	want := []string{
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
	}
	if diff := cmp.Diff(want, answered(t, f, "HR", operationsItems...)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestAnswersOfStrand: a strand is asked for its units and for the divisions that take part.
func TestAnswersOfStrand(t *testing.T) {
	f := fixture{Base: "_operations", Change: plan{
		"milestone SI/M2.1-Y1":     {"rigorous": "yes", "completes": "no", "planning_units": []any{"U02", "U01"}},
		"planning_meeting SI/PM01": {"participants": []any{"P05", "Yue Lü, for the schools"}},
		"structure SI":             {"procedures": nil},
		"structure_change SI/CH1":  {"change": "keep"},
	}}
	want := []string{
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
	}
	if diff := cmp.Diff(want, answered(t, f, "SI", operationsItems...)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestAnswersHalfDone: each item counts what is there.
func TestAnswersHalfDone(t *testing.T) {
	f := fixture{Base: "_operations", Change: plan{
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
	}}
	want := []string{
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
	}
	if diff := cmp.Diff(want, answered(t, f, "HR", operationsItems...)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

package reconcile_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/reconcile"
)

// claims lists the claims of a return, a line each.
func claims(out reconcile.Outcome) (lines []string) {
	for _, c := range out.Claims {
		lines = append(lines, fmt.Sprintf("%s %s = %s", c.Subject.Kind, c.Subject, plain(c.Value)))
	}
	return lines
}

func codes(out reconcile.Outcome) (lines []string) {
	for _, printed := range slices.Sorted(maps.Keys(out.Codes)) {
		lines = append(lines, printed+" → "+out.Codes[printed])
	}
	return lines
}

const direction = `
	E.strategies NEW-S1 goal = G1
	E.strategies NEW-S1 if = we coach
	E.strategies NEW-S2 goal = G2
	E.strategies NEW-S2 if = we listen
	F.measures NEW-I1 indicator = Percent who stay
	F.measures NEW-I3 indicator = Percent who feel heard
	F.measures NEW-M1 milestone = Plan the coaching
	F.measures NEW-M2 milestone = Train the coaches
	F.measures NEW-M3 milestone = Coach everybody
	F.measures NEW-M5 milestone = Ask every family
	F.work NEW-W1 work = Mentor program
	F.work NEW-W1 milestones = NEW-M1; NEW-M5
	E.review NEW-S1 years = 3`

// New strategies, indicators and milestones of one workbook get codes that fit
// each other, and keep them when the workbook comes back again.
func TestNewRowsGetLastingCodes(t *testing.T) {
	d := newDesk(t, "")
	p := d.sends("direction", "HR", 1)
	out := d.returned(p, direction)
	if got := codesOf(out.Findings); got != "" {
		t.Errorf("findings: %v", out.Findings)
	}
	want := []string{
		"HR/NEW-I1 → HR/S1.1-I1", "HR/NEW-I3 → HR/S2.1-I1",
		"HR/NEW-M1 → HR/M1.1-Y1", "HR/NEW-M2 → HR/M1.1-Y1b", "HR/NEW-M3 → HR/M1.1-Y2", "HR/NEW-M5 → HR/M2.1-Y1",
		"HR/NEW-S1 → HR/S1.1", "HR/NEW-S2 → HR/S2.1", "HR/NEW-W1 → HR/W01",
	}
	if diff := cmp.Diff(want, codes(out)); diff != "" {
		t.Errorf("codes (-want +got):\n%s", diff)
	}
	for subject, want := range map[string]string{
		"work HR/W01 milestones":       "HR/M1.1-Y1; HR/M2.1-Y1",
		"strategy HR/S1.1 years":       "3",
		"milestone HR/M2.1-Y1 text":    "Ask every family",
		"measure HR/S2.1-I1 indicator": "Percent who feel heard",
	} {
		if got := d.shows(subject); got != want {
			t.Errorf("%s is %q, want %q", subject, got, want)
		}
	}

	again := d.returned(p, strings.Replace(direction, "Train the coaches", "Train all coaches", 1)+"\nF.measures NEW-M4 milestone = Check the coaching")
	if diff := cmp.Diff([]string{"HR/NEW-M4 → HR/M1.1-Y2b"}, codes(again)); diff != "" {
		t.Errorf("codes of the second return (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"milestone HR/M1.1-Y1b text = Train all coaches", "milestone HR/M1.1-Y2b text = Check the coaching"}, claims(again)); diff != "" {
		t.Errorf("claims of the second return (-want +got):\n%s", diff)
	}
}

// movedRows are edits that come back in a direction workbook without strategies.
var movedRows = []struct {
	name, edits, findings string
	codes                 []string
}{
	{
		name: "an indicator under a strategy that was not filled in", findings: "MERGE-04",
		edits: "F.measures NEW-I1 indicator = Percent who stay",
	}, {
		name: "a milestone whose strategy was typed in another row",
		edits: `
				E.strategies NEW-S2 goal = G2
				E.strategies NEW-S2 if = we listen
				F.measures NEW-M1 milestone = Ask every family
				F.measures NEW-M1 strategy_no = NEW-S2`,
		codes: []string{"HR/NEW-M1 → HR/M2.1-Y1", "HR/NEW-S2 → HR/S2.1"},
	}, {
		name: "the grey code of the strategy is gone",
		edits: `
				E.strategies NEW-S1 goal = G1
				E.strategies NEW-S1 if = we coach
				F.measures NEW-I1 indicator = Percent who stay
				F.measures NEW-I1 strategy_no =`,
		codes: []string{"HR/NEW-I1 → HR/S1.1-I1", "HR/NEW-S1 → HR/S1.1"},
	}, {
		name: "an inserted row under a strategy",
		edits: `
				E.strategies NEW-S1 goal = G1
				E.strategies NEW-S1 if = we coach
				F.measures +1 strategy_no = NEW-S1
				F.measures +1 year = Year 2
				F.measures +1 milestone = One more`,
		codes: []string{"HR/NEW-S1 → HR/S1.1", "NEW-F.measures.milestone#1 → HR/M1.1-Y2"},
	}, {
		name: "an inserted milestone without a year", findings: "MERGE-02",
		edits: `
				E.strategies NEW-S1 goal = G1
				E.strategies NEW-S1 if = we coach
				F.measures +1 strategy_no = NEW-S1
				F.measures +1 milestone = One more`,
		codes: []string{"HR/NEW-S1 → HR/S1.1"},
	}, {
		name: "an inserted row under no strategy", findings: "MERGE-02",
		edits: "F.measures +1 year = Year 2\nF.measures +1 milestone = One more",
	}, {
		name: "a strategy without a goal", findings: "MERGE-02",
		edits: "E.strategies NEW-S1 if = we coach",
	}, {
		name:  "a code that goes on where the printed ones end",
		edits: "A.clients +1 no = NEW-C12\nA.clients +1 client = Parents",
		codes: []string{"HR/NEW-C12 → HR/C1"},
	}, {
		name: "an inserted strategy with milestones of its own",
		edits: `
				E.strategies +1 no = NEW-S9
				E.strategies +1 goal = G2
				E.strategies +1 if = we listen
				F.measures +1 strategy_no = NEW-S9
				F.measures +1 year = Year 1
				F.measures +1 milestone = Ask every family`,
		codes: []string{"HR/NEW-S9 → HR/S2.1", "NEW-F.measures.milestone#1 → HR/M2.1-Y1"},
	}, {
		name: "a code that nobody knows", findings: "MERGE-08",
		edits: "A.clients NEW-C1 client = Parents\nA.clients NEW-C1 no = ABC",
	}, {
		name: "an indicator with an unknown strategy", findings: "MERGE-08",
		edits: "F.measures NEW-I1 indicator = Percent who stay\nF.measures NEW-I1 strategy_no = S9.9",
	}, {
		name: "a reference to an empty row", findings: "MERGE-04",
		edits: "F.work NEW-W1 work = Mentor program\nF.work NEW-W1 milestones = NEW-M1",
		codes: []string{"HR/NEW-W1 → HR/W01"},
	}, {
		name: "a duration for an empty strategy", findings: "MERGE-09",
		edits: "E.review NEW-S1 years = 3",
	},
}

func TestRowsThatStaffHaveMoved(t *testing.T) {
	for _, tc := range movedRows {
		t.Run(tc.name, func(t *testing.T) {
			d := newDesk(t, "")
			out := d.returned(d.sends("direction", "HR", 1), tc.edits)
			if diff := cmp.Diff(tc.findings, codesOf(out.Findings)); diff != "" {
				t.Errorf("findings (-want +got):\n%s%v", diff, out.Findings)
			}
			if diff := cmp.Diff(tc.codes, codes(out)); diff != "" {
				t.Errorf("codes (-want +got):\n%s", diff)
			}
		})
	}
}

// Sorting some columns of F brings codes of different rows together: each
// indicator and each milestone keeps its own code and what was issued with it.
func TestSortedColumns(t *testing.T) {
	d := newDesk(t, `
		strategy HR/S1.1 if = we coach
		strategy HR/S2.1 if = we listen
		measure HR/S1.1-I1 indicator = Percent who stay
		measure HR/S2.1-I1 indicator = Percent who feel heard
		milestone HR/M1.1-Y1 text = Plan the coaching
		milestone HR/M2.1-Y1 text = Ask every family`)
	p := d.sends("direction", "HR", 1)
	sub := d.records(p, "")
	var rows []int
	for i, r := range sub {
		if r.Section == "measures" && r.Form == "F" {
			rows = append(rows, i)
		}
	}
	// The indicators of the first rows of both strategies change places.
	a, b := &sub[rows[0]], &sub[rows[len(rows)-1]]
	for _, r := range rows {
		if sub[r].Codes["no"] == "S2.1-I1" {
			b = &sub[r]
		}
	}
	a.Codes["no"], b.Codes["no"] = b.Codes["no"], a.Codes["no"]
	for i := range a.Answers {
		switch a.Answers[i].Field {
		case "indicator", "source", "baseline", "target_y1", "target_y2":
			a.Answers[i], b.Answers[i] = b.Answers[i], a.Answers[i]
		}
	}
	out := d.classify(p, sub)
	if len(out.Claims) > 0 || len(out.Findings) > 0 {
		t.Errorf("sorting alone makes claims: %v %v", claims(out), out.Findings)
	}
	for i := range a.Answers {
		if a.Answers[i].Field == "indicator" {
			a.Answers[i].Value.Text = "Percent who say they are heard"
		}
	}
	if diff := cmp.Diff([]string{"measure HR/S2.1-I1 indicator = Percent who say they are heard"}, claims(d.classify(p, sub))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Milestones of one strategy share its grey code in L; each answer belongs to
// the milestone of its own row.
func TestRowsThatShareAGreyCode(t *testing.T) {
	d := newDesk(t, `
		strategy HR/S1.1 if = we coach
		milestone HR/M1.1-Y1 text = Plan the coaching
		milestone HR/M1.1-Y1b text = Train the coaches`)
	out := d.returned(d.sends("operations", "HR", 1), "L.assignments M1.1-Y1b lead = Recruitment")
	if diff := cmp.Diff([]string{"milestone HR/M1.1-Y1b lead_unit = U02"}, claims(out)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Every sheet of the action plan begins with NEW-A1.
func TestNewActionsOfSeveralMilestones(t *testing.T) {
	d := newDesk(t, entities+`
		milestone HR/M1.1-Y1b lead_unit = U01
		milestone HR/M1.1-Y1b text = Train the coaches`)
	p := d.sends("action-plan", "U01", 1)
	edits := "N.actions@HR/M1.1-Y1 NEW-A1 action = Find coaches\nN.actions@HR/M1.1-Y1b NEW-A1 action = Train them\nN.actions@HR/M1.1-Y1b +1 action = Thank them"
	out := d.returned(p, edits)
	want := []string{
		"action HR/A1.1-Y1-02 text = Find coaches",
		"action HR/A1.1-Y1b-01 text = Train them",
		"action HR/A1.1-Y1b-02 text = Thank them",
	}
	if diff := cmp.Diff(want, claims(out)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if again := d.returned(p, edits); len(again.Claims)+len(again.Codes) > 0 {
		t.Errorf("the same return says more: %v %v", claims(again), codes(again))
	}
}

// Inserted rows without a code are found again by what they say.
func TestInsertedRowsKeepTheirCodes(t *testing.T) {
	d := newDesk(t, "")
	p := d.sends("direction", "HR", 1)
	d.returned(p, "A.clients +1 client = Parents\nA.clients +1 services = Advice\nA.clients +2 client = Colleges")
	out := d.returned(p, "A.clients +1 client = Applicants\nA.clients +2 client = Parents\nA.clients +2 services = Advice\nA.clients +3 client = Colleges")
	if diff := cmp.Diff([]string{"client HR/C3 name = Applicants"}, claims(out)); diff != "" {
		t.Errorf("a row inserted above (-want +got):\n%s", diff)
	}
	out = d.returned(p, "A.clients +1 client = Applicants\nA.clients +2 client = Parents and families\nA.clients +2 services = Advice\nA.clients +3 client = Colleges")
	if diff := cmp.Diff([]string{"client HR/C1 name = Parents and families"}, claims(out)); diff != "" {
		t.Errorf("a row with other words (-want +got):\n%s", diff)
	}
}

// A row whose code was cleared after its first return is the row that said the
// same then: no second entity is born.
func TestClearedCodesMakeNoDuplicates(t *testing.T) {
	d := newDesk(t, "")
	p := d.sends("direction", "HR", 1)
	d.returned(p, "A.clients NEW-C1 client = Parents\nA.clients NEW-C2 client = Colleges\nC.inside@G1 G1-SW-S1 strength = Managers trust us")
	out := d.returned(p, "A.clients +1 client = Parents\nA.clients +1 services = Advice\nA.clients NEW-C2 client = Colleges\nA.clients +2 client = Employers\nC.inside@G1 +1 strength = Managers trust us\nC.inside@G1 +1 s_note = Since May")
	want := []string{"client HR/C1 services = Advice", "client HR/C3 name = Employers", "strength HR/G1-SW-S1 other.note = Since May"}
	if diff := cmp.Diff(want, claims(out)); diff != "" {
		t.Errorf("(-want +got):\n%s%v", diff, out.Findings)
	}
}

// A row that gets its code after the first return, or moves to another line, is
// the row that said the same then; what stays away is told, and kept.
func TestRowsThatMoveOrGo(t *testing.T) {
	d := newDesk(t, "")
	p := d.sends("direction", "HR", 1)
	d.returned(p, "A.clients +1 client = Parents\nA.clients NEW-C1 client = Colleges")
	for _, x := range []struct {
		edits, findings string
		claims          []string
	}{
		{"A.clients NEW-C2 client = Parents\nA.clients NEW-C2 services = Advice\nA.clients NEW-C4 client = Colleges", "MERGE-10 MERGE-10", []string{"client HR/C2 services = Advice"}},
		{"A.clients NEW-C2 client = Parents\nA.clients NEW-C4 client = Colleges\nA.clients +1 client = Employers", "MERGE-05", []string{"client HR/C3 name = Employers"}},
		{"A.clients NEW-C2 client = Families\nA.clients NEW-C2 services = Advice\nA.clients NEW-C4 client = Colleges", "MERGE-11", []string{"client HR/C2 name = Families"}},
	} {
		out := d.returned(p, x.edits)
		if diff := cmp.Diff(x.claims, claims(out)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", x.edits, diff)
		}
		if got := codesOf(out.Findings); got != x.findings {
			t.Errorf("%s: %v", x.edits, out.Findings)
		}
	}
}

// A sender who has read that NEW-C1 is C1 now may type the new code.
func TestLastingCodeTypedOverThePrintedOne(t *testing.T) {
	d := newDesk(t, "")
	p := d.sends("direction", "HR", 1)
	d.returned(p, "A.clients NEW-C1 client = Parents")
	out := d.returned(p, "A.clients NEW-C1 client = Families\nA.clients NEW-C1 no = C1")
	if diff := cmp.Diff([]string{"client HR/C1 name = Families"}, claims(out)); diff != "" {
		t.Errorf("(-want +got):\n%s%v", diff, out.Findings)
	}
}

// Staff choose the codes of branches and units; goals and people have theirs
// printed, and go on below the printed rows.
func TestOwnCodes(t *testing.T) {
	d := empty(t)
	p := d.sends("setup", "", 1)
	out := d.returned(p, `
		Setup.goals G1 goal = Each student grows
		Setup.branches +1 no = HR
		Setup.branches +1 name = Human Resources
		Setup.people +1 no = P77
		Setup.people +1 name = Zoë Núñez`)
	want := []string{"goal G1 text = Each student grows", "branch HR name = Human Resources", "person P77 name = Zoë Núñez"}
	if diff := cmp.Diff(want, claims(out)); diff != "" {
		t.Errorf("(-want +got):\n%s%v", diff, out.Findings)
	}
	out = d.returned(p, `
		Setup.goals G1 goal = Each student grows
		Setup.branches +1 no = hr
		Setup.branches +1 name = People and Culture
		Setup.people +1 no = p77
		Setup.people +1 name = Zoë Núñez`)
	if diff := cmp.Diff([]string{"branch HR name = People and Culture"}, claims(out)); diff != "" {
		t.Errorf("spelt otherwise (-want +got):\n%s%v", diff, out.Findings)
	}
}

// The lines of an analysis have lasting codes from the start, one for each
// goal. One that is typed below the grid goes on after them, and the links and
// strategies name them all.
func TestLinesOfAnAnalysis(t *testing.T) {
	d := newDesk(t, "")
	p := d.sends("direction", "HR", 1)
	edits := `
		C.inside@G1 G1-SW-S1 strength = Managers trust us
		C.inside@G2 G2-SW-S1 strength = Mentors want to go on
		C.inside@G1 +1 weakness = Four records of each employee
		C.links@G2 NEW-X1 how = Offer them a course
		C.links@G2 NEW-X1 inside = G2-SW-S1
		E.strategies NEW-S1 goal = G1
		E.strategies NEW-S1 if = we coach
		E.review NEW-S1 used = G1-SW-S1; G2-SW-S1`
	want := []string{
		"strength HR/G1-SW-S1 text = Managers trust us",
		"weakness HR/G1-SW-W6 text = Four records of each employee",
		"strength HR/G2-SW-S1 text = Mentors want to go on",
		"swot_link HR/G2-X1 how = Offer them a course",
		"swot_link HR/G2-X1 inside = HR/G2-SW-S1",
		"strategy HR/S1.1 goal = G1",
		"strategy HR/S1.1 if = we coach",
		"strategy HR/S1.1 swot_used = HR/G1-SW-S1; HR/G2-SW-S1",
	}
	if diff := cmp.Diff(want, claims(d.returned(p, edits))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	again := d.returned(p, edits+"\nC.inside@G1 G1-SW-W5 weakness = Late offers")
	if diff := cmp.Diff([]string{"weakness HR/G1-SW-W5 text = Late offers"}, claims(again)); diff != "" {
		t.Errorf("the second return (-want +got):\n%s", diff)
	}
}

// Somebody whom only attachment K names can be chosen in the action plan, and
// is known by name there, too.
func TestPeopleOfAttachmentK(t *testing.T) {
	d := newDesk(t, entities)
	d.returned(d.sends("operations", "HR", 1), "K.positions NEW-K1 unit = U01\nK.positions NEW-K1 title = Coach\nK.positions NEW-K1 person = Ana Ruiz")
	p := d.sends("action-plan", "U01", 1)
	if fits := p.Options["person.lead_unit"].Find("Ana Ruiz"); len(fits) != 1 {
		t.Errorf("Ana Ruiz is %d times among the people of the unit: %v", len(fits), p.Options["person.lead_unit"])
	}
	out := d.returned(p, "N.actions@HR/M1.1-Y1 NEW-A1 action = Find coaches\nN.actions@HR/M1.1-Y1 NEW-A1 lead = ?Ana Ruiz")
	if got := codesOf(out.Findings); got != "" {
		t.Errorf("findings: %v", out.Findings)
	}
	if got := d.shows("action HR/A1.1-Y1-02 responsible"); got != "Ana Ruiz" {
		t.Errorf("responsible is %q", got)
	}
}

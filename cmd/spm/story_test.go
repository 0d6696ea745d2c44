package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine"
	"spm/engine/finding"
	"spm/engine/org"
	"spm/engine/store"
	"spm/engine/value"
	"spm/engine/workbook/byhand"
	"spm/engine/workspace"
	"spm/testdata/cases"
)

// damage is every kind of damage in the sample district's year: the code and
// the place at which its sender is told, by the name of the file. Of the other
// files nothing is told but the codes of new entries.
var damage = map[string][]string{
	"HR direction FINAL.xlsx": {"note CELL-37 Goals (Rosa)", "note CELL-37 SWOT known and safe"},
	"Direction workbook - Teaching & Learning.xlsx": {
		"note CELL-36 D Conditions row 14", "error CELL-05 D Strategy Dev!D15", "error CELL-10 F Measures & Milestones!F16",
	},
	"SI_direction_v3.xlsx": {
		"note CELL-61 A Clients row 12", "note CELL-36 A Clients row 15", "note CELL-54 B Roles row 10", "note CELL-61 C G1 row 32", "note CELL-36 C G1 row 33",
	},
	"Direction workbook - Teaching & Learning corrected.xlsx": {"note MERGE-06", "note CELL-36 D Conditions row 14"},
	"HR operations.xlsx":                    {"note CELL-33 H Functions row 45", "note CELL-26 I Needed!D32"},
	"TL operations May.xlsx":                {"note CELL-54 H Functions row 20", "note CELL-60 I Current!C11"},
	"SI_operations.xlsx":                    {"note CELL-56 K Needs!E12:E13"},
	"Action plans Talent Development.xlsx":  {"note CELL-20 N M1.1-Y1!C20"},
	"Curriculum action plans 5-28.xlsx":     {"note CELL-60 N M1.1-Y1!E18"},
	"Action plans – Nguyễn.xlsx":            {"note CELL-35 N M3.1-Y1!B18"},
	"Riverbend setup adopted.xlsx":          {"note MERGE-06"},
	"SchoolSupports_2026_07.xlsx":           {"note CELL-20 R1 Monthly!C11"},
	"Sep 2026 monthly C&I.xlsx":             {"error CELL-05 R1 Monthly!F22"},
	"Sep 2026 monthly C&I corrected.xlsx":   {"note MERGE-06"},
	"R&S status 10-2026.xlsx":               {"error PKT-05 R1 Monthly!C10"},
	"Roll-up Oct - TL.xlsx":                 {"note CELL-20 R2 Roll-up!C11"},
	"R&S status 11-2026.xlsx":               {"note CELL-33 R1 Monthly row 21"},
	"December notes for Jo.xlsx":            {"error FILE-11"},
	"HR March roll-up.xlsx":                 {"error CELL-10 R2 Help!G11"},
	"HR March roll-up with the answer.xlsx": {"note MERGE-06"},
	"Q3 review SI.xlsx":                     {"error CELL-11 R3 Milestones!H11"},
	"Q3 review SI complete.xlsx":            {"note MERGE-06"},
	"TL quarterly review 4.xlsx":            {"note CELL-26 R3 Next Year!C11"},
	"TL annual review signed off.xlsx":      {"note CELL-25 R4 Strategy measures!F10"},
}

// The story runs as it is told, so the demo ends with exit status 0, and each
// damage is told in its file, sheet and cell. A file that was sent twice and a
// helper file leave no trace.
func TestStoryTellsDamage(t *testing.T) {
	st, err := store.Open(filepath.Join(demoDir(t), workspace.State))
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	returns, err := st.Returns()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, r := range returns {
		if r.File == "SchoolSupports_2026_08 (1).xlsx" || strings.HasPrefix(r.File, "~$") {
			t.Errorf("%s is %s", r.File, r.Status)
		}
		for _, f := range r.Findings {
			if f.Where.File != r.File {
				t.Errorf("%s tells of %s", r.File, f.Where)
			}
			if f.Code != "MERGE-03" {
				place := strings.TrimPrefix(strings.TrimPrefix(f.Where.String(), r.File), ": ")
				got[r.File] = append(got[r.File], strings.TrimSpace(fmt.Sprintf("%s %s %s", f.Severity, f.Code, place)))
			}
		}
	}
	if diff := cmp.Diff(damage, got); diff != "" {
		t.Errorf("to be told (-) and told (+):\n%s", diff)
	}
}

// What stood in damaged sheets has arrived as it was typed.
func TestStoryHeals(t *testing.T) {
	_, _, s := demoApp(t)
	c, err := cases.Load("riverbend")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ what, fill, sheet, milestone string }{
		{"a date as text", "fill/action-plan-U01.yaml", "N M1.1-Y1", "HR/M1.1-Y1"},
		{"a moved column", "fill/action-plan-U03.yaml", "N M1.1-Y1", "TL/M1.1-Y1"},
		{"a column of one's own", "fill/action-plan-U04.yaml", "N M3.1-Y1", "TL/M3.1-Y1"},
	} {
		t.Run(x.what, func(t *testing.T) { sameActions(t, s, c.Fills[x.fill].Sheets[x.sheet], x.milestone) })
	}
	for what, month := range map[string]string{"held, not recorded over September": "2026-09", "the right October": "2026-10", "sorted": "2026-11"} {
		t.Run(what, func(t *testing.T) {
			sameStatuses(t, s, c.Fills["fill/monthly/"+month+".yaml"].Units["U02"].Sheets["R1 Monthly"], "HR", month)
		})
	}
}

// sameActions compares the actions of a milestone with the rows that were typed.
func sameActions(t *testing.T, s *engine.State, typed byhand.Sheet, milestone string) {
	actions := org.Where(s.Org.Actions, func(a *org.Action) bool { return a.Milestone == milestone })
	var got, want []string
	for i, a := range actions {
		got = append(got, fmt.Sprintln(a.Text, a.Start, a.End, a.Resources, a.Outputs))
		v := typed.Rows[fmt.Sprintf("NEW-A%d", i+1)]
		start, _, _ := value.ParseDate(fmt.Sprint(v["start"]))
		end, _, _ := value.ParseDate(fmt.Sprint(v["end"]))
		outputs := strings.Split(strings.TrimSpace(fmt.Sprint(v["outputs"])), "\n")
		want = append(want, fmt.Sprintln(v["action"], start, end, v["resources"], outputs))
	}
	if diff := cmp.Diff(want, got); diff != "" || len(actions) == 0 {
		t.Errorf("%d actions; typed (-) and recorded (+):\n%s", len(actions), diff)
	}
}

// sameStatuses compares the statuses of a month with the rows that were typed.
func sameStatuses(t *testing.T, s *engine.State, typed byhand.Sheet, branch, month string) {
	ids := map[string]string{"On schedule": "on_schedule", "Behind schedule": "behind", "Complete": "complete", "Not started": "not_started", "Stopped": "stopped"}
	for code, v := range typed.Rows {
		got := s.Org.Status(org.Join(branch, code), month)
		if got == nil || got.Status != ids[fmt.Sprint(v["status"])] || v["progress"] != nil && got.Progress != v["progress"] {
			t.Errorf("%s in %s: typed %v, recorded %+v", code, month, v, got)
		}
	}
	if len(typed.Rows) == 0 {
		t.Errorf("nothing was typed in %s", month)
	}
}

// In the workbook as it goes out, the rows of I show the examples of H by name,
// also in a program that calculates nothing; the others say where to type.
func TestExamplesAreNamed(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(demoDir(t), "outbox", "operations 2026-27", "Human Resources - Operations 2026-27.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	book, err := byhand.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, sheet := range []string{"I Needed", "I Current", "I Comparison"} {
		for code, want := range map[string]string{"FN-LA-01": "Communication", "FN-LA-06": "Type FN-LA-06 in sheet “H Functions” first."} {
			if got, err := book.Shown(sheet, code, "name"); err != nil || got != want {
				t.Errorf("%s of %s is %q, want %q (%v)", code, sheet, got, want, err)
			}
		}
	}
}

// What was typed into the matrices, and into sheets that were sorted or whose
// cells were merged, has arrived: each mark in its own row and column.
func TestStoryOperations(t *testing.T) {
	_, _, s := demoApp(t)
	for _, x := range []struct {
		what      string
		got, want []string
	}{
		{"a mark with a blank, and a check mark", s.Org.NeededBy("HR/FN-PD-05"), []string{"HR/S1.1", "HR/S2.1"}},
		{"a mark with a blank behind it", s.Org.NeededBy("HR/FN-MG-07"), []string{"HR/S1.1"}},
		{"the unit that was moved", s.Org.PerformedBy("TL/FN-LA-01"), []string{"U04"}},
		{"the unit that it was moved before", s.Org.PerformedBy("TL/FN-MG-02"), []string{"U03"}},
		{"a function of two units", s.Org.PerformedBy("TL/FN-PD-05"), []string{"U03", "U04"}},
		{"the function that was deleted", s.Org.PerformedBy("TL/FN-MG-01"), nil},
	} {
		if diff := cmp.Diff(x.want, x.got); diff != "" {
			t.Errorf("%s: %s", x.what, diff)
		}
	}
	texts := map[string]string{}
	for _, f := range s.Org.Functions {
		texts[f.Key] = f.Definition
	}
	for _, p := range s.Org.Positions {
		texts[p.Key] = p.Learning
	}
	for _, r := range s.Org.CollaborationRequests {
		texts[r.Key] = r.Answer
	}
	for key, want := range map[string]string{
		"HR/FN-SF-07": "Helping teachers and aides to get and to keep their state certificates", // of the table that was sorted
		"SI/K02":      "The state's academy for leadership coaches, from September",
		"SI/K03":      "The state's academy for leadership coaches, from September",
		"SI/CR03":     "declined",
		"SI/CR02":     "accepted",
	} {
		if texts[key] != want {
			t.Errorf("%s is %q, want %q", key, texts[key], want)
		}
	}
	if _, known := texts["HR/FN-LA-04"]; known {
		t.Error("an example that nobody took up is a function of Human Resources")
	}
}

// Single answers that were healed, or mended after they were asked about.
func TestStoryAnswers(t *testing.T) {
	_, _, s := demoApp(t)
	var clients []string
	for _, c := range s.Org.Clients {
		if c.BranchKey() == "SI" {
			clients = append(clients, c.Name)
		}
	}
	if !slices.Contains(clients, "Families of students who are often absent") || len(clients) != 5 {
		t.Errorf("the clients of the strand are %q", clients)
	}
	for _, r := range s.Org.Relevances { // on the sheet that was renamed
		if r.Key == "HR/G3" && (r.Relevant != "no" || r.Linked != "no") || r.Key == "HR/G1" && !strings.HasPrefix(r.Why, "The strongest thing") {
			t.Errorf("%s is %+v", r.Key, r)
		}
	}
	for _, x := range []struct{ what, got, want string }{
		{"the actual that was text", s.Org.Measure("TL/S1.1-I1").Actual["2026-27"].Format(nil), "58%"},
		{"the status that was asked about", s.Org.Status("TL/A1.1-Y1b-02", "2026-09").Status, "on_schedule"},
		{"the status of the plan", s.Org.Profile.PlanStatus, "adopted"},
		{"the baseline that was decided", s.Org.GoalMeasure("G2-I2").Baseline.Format(nil), "58%"},
	} {
		if x.got != x.want {
			t.Errorf("%s is %q, want %q", x.what, x.got, x.want)
		}
	}
	storyDirection(t, s.Org)
	if !slices.ContainsFunc(s.Org.Measures, func(m *org.Measure) bool { return strings.HasPrefix(m.Source, "Literacy coaching log") }) {
		t.Error("the data source that was missing is missing still")
	}
	if !slices.ContainsFunc(s.Org.UnitMonths, func(m *org.UnitMonth) bool { return m.Meeting == "2026-07-30" }) {
		t.Error("the date of the meeting that was text is missing")
	}
}

// What was typed between and below the rows of the direction's new sheets has
// arrived, and a term that was struck out has not.
func storyDirection(t *testing.T, o *org.Organization) {
	if !slices.ContainsFunc(o.Threats, func(x *org.Threat) bool {
		return x.Key == "SI/G1-SW-T6" && strings.HasPrefix(x.Text, "The principal of Mesa View")
	}) {
		t.Error("the threat that was typed below the grid is missing")
	}
	if !slices.ContainsFunc(o.Barriers, func(x *org.Barrier) bool {
		return strings.HasPrefix(x.Key, "TL/PS1-01-B") && strings.HasPrefix(x.Text, "The high school") && x.Removable == "no"
	}) {
		t.Error("the barrier of the inserted row is missing")
	}
	if !slices.ContainsFunc(o.Possibilities, func(x *org.Possibility) bool { return x.Key == "TL/PS3-01" && x.Selected == "selected" }) {
		t.Error("the strategy that was marked with an X is not selected")
	}
	terms := map[string]bool{}
	for _, x := range o.Terms {
		if x.BranchKey() == "HR" {
			terms[x.Name] = true
		}
	}
	if !terms["Milestone"] || !terms["Growth plan"] || terms["Productivity"] {
		t.Errorf("the terms of Human Resources are %v", slices.Sorted(maps.Keys(terms)))
	}
}

// The cell of an expectation is that of its row and field in the file as it was
// read.
func TestBecameInItsCell(t *testing.T) {
	const file = "Action plans Talent Development.xlsx"
	data, err := os.ReadFile(filepath.Join(demoDir(t), "inbox-read", "2026-06-02", file))
	if err != nil {
		t.Fatal(err)
	}
	expect := cases.Expect{What: cases.Healed, Code: "CELL-20", Sheet: "N M1.1-Y1", Row: "NEW-A2", Field: "start"}
	for cell, met := range map[[2]int]bool{{20, 3}: true, {21, 3}: false, {20, 4}: false} {
		at := finding.Location{File: file, Sheet: "N M1.1-Y1", Row: cell[0], Col: cell[1], Judge: "N.actions.start"}
		found := finding.List{finding.New("CELL-20", at, "label", "Start", "typed", "5", "read", "5")}
		if _, err := became(engine.Read{File: file, Status: engine.Recorded, Findings: found}, expect, data); (err == nil) != met {
			t.Errorf("%s: %v", at, err)
		}
	}
}

// An expectation is met by its code in its own place only, and where the file
// had the fate that is told.
func TestBecame(t *testing.T) {
	at := finding.Location{File: "hr.xlsx", Sheet: "A Goals", Row: 4, Col: 3, Judge: "A.goals.why"}
	note := finding.New("CELL-25", at, "label", "Why", "typed", "5", "read", "5")
	read := func(status string, f finding.Finding) engine.Read {
		return engine.Read{File: "hr.xlsx", Status: status, Findings: finding.List{f}}
	}
	healed := cases.Expect{What: cases.Healed, Code: "CELL-25", Sheet: "A Goals", Field: "why"}
	other := func(change func(*cases.Expect)) cases.Expect {
		x := healed
		change(&x)
		return x
	}
	for _, tc := range []struct {
		name   string
		read   engine.Read
		expect cases.Expect
		met    bool
	}{
		{"as told", read(engine.Recorded, note), healed, true},
		{"another code", read(engine.Recorded, note), other(func(x *cases.Expect) { x.Code = "CELL-20" }), false},
		{"another sheet", read(engine.Recorded, note), other(func(x *cases.Expect) { x.Sheet = "A Clients" }), false},
		{"no sheet", read(engine.Recorded, note), other(func(x *cases.Expect) { x.Sheet = "" }), false},
		{"another field", read(engine.Recorded, note), other(func(x *cases.Expect) { x.Field = "linked" }), false},
		{"a row that cannot be found", read(engine.Recorded, note), other(func(x *cases.Expect) { x.Row = "G1" }), false},
		{"held", read(engine.Held, note), healed, false},
		{"healed, but as an error", read(engine.Recorded, note.As(finding.Error)), healed, false},
		{"to be mended, but a note", read(engine.Recorded, note), other(func(x *cases.Expect) { x.What = cases.Finding }), false},
		{"read, though it was to be passed over", read(engine.Recorded, note), cases.Expect{What: cases.PassedOver}, false},
	} {
		if _, err := became(tc.read, tc.expect, nil); (err == nil) != tc.met {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
}

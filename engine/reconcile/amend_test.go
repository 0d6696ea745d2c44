package reconcile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/reconcile"
	"spm/engine/value"
)

// plan is a branch with two units and their work.
const plan = `
	strategy HR/S1.1 if = coach new teachers
	milestone HR/M1.1-Y1 text = Plan the coaching.
	milestone HR/M1.1-Y1 lead_unit = U01
	milestone HR/M1.1-Y2 text = Pilot the coaching.
	unit U01 leader = Zoë Núñez
	unit U01 email = zoe@riverbend.example
	person P02 name = Ana Ruiz
	person P02 email = ana@riverbend.example
	person P02 unit = U02
	person P04 name = Kenji Sato
	action HR/A1.1-Y1-01 text = Draft the framework
	action HR/A1.1-Y1-01 end = 2026-11-30
	action HR/A1.1-Y1-01 responsible = P01
	action HR/A1.1-Y1-01 supports = P04; P01
	status HR/A1.1-Y1-01 status 2026-10 = on_schedule`

// on is what the plan says about a subject on a day.
func (d *desk) on(day value.Date, subject string) string {
	d.Helper()
	s, err := reconcile.FoldOn(library, &d.ledger, day)
	if err != nil {
		d.Fatal(err)
	}
	return show(s.Facts[subjectOf(subject)])
}

// A change counts from its day on; before it, the plan is what it was.
func TestChanges(t *testing.T) {
	const action, milestone = "action HR/A1.1-Y1-01 ", "milestone HR/M1.1-Y1 "
	for _, tc := range []struct {
		name, edits, subject, before, after string
	}{
		{"a person is replaced", person("P01", "P02", "Everything"), action + "responsible", "P01", "P02"},
		{"also in a list", person("P01", "P02", "Everything"), action + "supports", "P04; P01", "P04; P02"},
		{"and at the head of a unit, which is known by name", person("P01", "P02", "Everything"), "unit U01 leader", "Zoë Núñez", "Ana Ruiz"},
		{"whose letters go to the new leader", person("P01", "P02", "Everything"), "unit U01 email", "zoe@riverbend.example", "ana@riverbend.example"},
		{"a person is replaced in one part only", person("P01", "P02", "Supporting actions"), action + "responsible", "P01", "P01"},
		{"by somebody whom nobody knows yet", person("P01", "Lee Wong", "Everything"), action + "responsible", "P01", "Lee Wong"},
		{"a unit is renamed", unit("U01", "Renamed", "name = Talent"), "unit U01 name", "Talent Development", "Talent"},
		{"a unit is merged", unit("U01", "Merged", "successors = U02"), milestone + "lead_unit", "U01", "U02"},
		{"with its people", unit("U01", "Merged", "successors = U02"), "person P01 unit", "U01", "U02"},
		{"and is closed", unit("U01", "Merged", "successors = U02"), "unit U01 closed", "", "Jan 4, 2027"},
		{"a unit that is split goes on", unit("U01", "Split", "successors = U01; U02"), milestone + "lead_unit", "U01", "U01"},
		{"a goal is reworded", row("rewordings NEW-RW1", "about = G1", "words = Text of the goal", "text = Every student grows."), "goal G1 text", "Each student meets growth targets.", "Every student grows."},
		{"a strategy is reworded", row("rewordings NEW-RW1", "about = S1.1", "words = if", "text = coach all teachers"), "strategy HR/S1.1 if", "coach new teachers", "coach all teachers"},
		{"a milestone is moved", row("milestones NEW-MC1", "milestone = M1.1-Y1", "change = Moved", "year = Year 2"), milestone + "year", "", "y2"},
		{"a milestone is dropped", row("milestones NEW-MC1", "milestone = M1.1-Y1", "change = Dropped"), milestone + "dropped", "", "Jan 4, 2027"},
		{"an action is moved", row("actions NEW-AC1", "action = A1.1-Y1-01", "change = Moved", "end = 2027-03-31"), action + "end", "Nov 30, 2026", "Mar 31, 2027"},
		{"an action is dropped", row("actions NEW-AC1", "action = A1.1-Y1-01", "change = Dropped"), action + "dropped", "", "Jan 4, 2027"},
		{"an answer is taken back", row("answers NEW-TB1", "about = A1.1-Y1-01", "question = Anticipated end date"), action + "end", "Nov 30, 2026", ""},
		{"by the number of its question", row("answers NEW-TB1", "about = G1", "question = goal"), "goal G1 text", "Each student meets growth targets.", ""},
		{"a row that was a mistake changes nothing", row("actions NEW-AC1", "action = A1.1-Y1-01", "change = Dropped", "remove = Yes"), action + "dropped", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := newDesk(t, plan)
			d.returned(d.sends("changes", "HR", 1), tc.edits)
			if diff := cmp.Diff([]string{tc.before, tc.after}, []string{d.on("2027-01-03", tc.subject), d.on("2027-01-04", tc.subject)}); diff != "" {
				t.Errorf("the day before, and from the day on (-want +got):\n%s", diff)
			}
		})
	}
}

func row(at string, answers ...string) (edits string) {
	for _, a := range append(answers, "from = 2027-01-04") {
		edits += "Changes." + at + " " + a + "\n"
	}
	return edits
}

func person(who, by, part string) string {
	return row("people NEW-PC1", "person = "+who, "successor = "+by, "part = "+part)
}

func unit(which, change, answer string) string {
	return row("units NEW-UC1", "unit = "+which, "change = "+change, answer)
}

// What units and leaders adjust in their reports and reviews changes the plan
// in the same way.
func TestAdjustments(t *testing.T) {
	const action, milestone, next = "action HR/A1.1-Y1-01 ", "milestone HR/M1.1-Y1 ", "milestone HR/M1.1-Y2 "
	for _, tc := range []struct {
		name, says, subject string
		day                 value.Date // from which it counts
		before, after       string
	}{
		{"new dates in a month", "status HR/A1.1-Y1-01 new_end 2026-10 = 2027-03-31", action + "end", "2026-10-01", "Nov 30, 2026", "Mar 31, 2027"},
		{"new words in a month", "status HR/A1.1-Y1-01 new_text 2026-10 = Draft less", action + "text", "2026-10-01", "Draft the framework", "Draft less"},
		{"another person in a month", "status HR/A1.1-Y1-01 new_responsible 2026-10 = P04", action + "responsible", "2026-10-01", "P01", "P04"},
		{"a review narrows a milestone", "quarter_review HR on 2026-27 Q1 = 2026-10-14\nmilestone_quarter HR/M1.1-Y1 adjustment 2026-27 Q1 = narrow\nmilestone_quarter HR/M1.1-Y1 new_text 2026-27 Q1 = Plan less.",
			milestone + "text", "2026-10-14", "Plan the coaching.", "Plan less."},
		{"a review without a day counts from the end of its quarter", "milestone_quarter HR/M1.1-Y1 adjustment 2026-27 Q1 = drop", milestone + "dropped", "2026-09-30", "", "Sep 30, 2026"},
		{"a review moves a milestone to the next year", "milestone_quarter HR/M1.1-Y1 adjustment 2026-27 Q1 = move", milestone + "year", "2026-09-30", "", "y2"},
		{"Quarter 4 adjusts the next year", "milestone_quarter HR/M1.1-Y2 adjustment 2026-27 Q4 = reword\nmilestone_quarter HR/M1.1-Y2 new_text 2026-27 Q4 = Pilot it twice.",
			next + "text", "2027-06-30", "Pilot the coaching.", "Pilot it twice."},
		{"the annual review adjusts the next year", "milestone_result HR/M1.1-Y2 next_decision 2026-27 = adjusted\nmilestone_result HR/M1.1-Y2 next_text 2026-27 = Pilot it twice.",
			next + "text", "2027-06-30", "Pilot the coaching.", "Pilot it twice."},
		{"an unfinished action goes on in the new year", "carry HR/A1.1-Y1-01 decision 2027-28 = carry\ncarry HR/A1.1-Y1-01 end 2027-28 = 2027-10-29",
			action + "milestone", "2027-07-01", "", "HR/M1.1-Y2"},
		{"with a new end", "carry HR/A1.1-Y1-01 decision 2027-28 = carry\ncarry HR/A1.1-Y1-01 end 2027-28 = 2027-10-29",
			action + "end", "2027-07-01", "Nov 30, 2026", "Oct 29, 2027"},
		{"or is dropped with the old one", "carry HR/A1.1-Y1-01 decision 2027-28 = drop", action + "dropped", "2027-07-01", "", "Jul 1, 2027"},
		{"words without the decision change nothing", "milestone_result HR/M1.1-Y2 next_decision 2026-27 = confirmed\nmilestone_result HR/M1.1-Y2 next_text 2026-27 = Pilot it twice.",
			next + "text", "2027-06-30", "Pilot the coaching.", "Pilot the coaching."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := newDesk(t, plan)
			d.says(talent, tc.says)
			if diff := cmp.Diff([]string{tc.before, tc.after}, []string{d.on(tc.day.Add(-1), tc.subject), d.on(tc.day, tc.subject)}); diff != "" {
				t.Errorf("the day before, and from the day on (-want +got):\n%s", diff)
			}
		})
	}
}

// A change stands until somebody states the value anew; who was shown the
// changed value has seen what it was changed from.
func TestAfterAChange(t *testing.T) {
	const lead = "milestone HR/M1.1-Y1 lead_unit"
	d := newDesk(t, plan+"\nunit U03 name = Data\nunit U03 branch = HR")
	d.returned(d.sends("changes", "HR", 1), unit("U01", "Merged", "successors = U02"))
	operations := d.sends("operations", "HR", 1)
	d.returned(operations, "L.assignments M1.1-Y1 lead = U03")
	if diff := cmp.Diff([]string{"U03", ""}, []string{d.shows(lead), codesOf(d.state().Findings)}); diff != "" {
		t.Errorf("lead unit, findings (-want +got):\n%s", diff)
	}
}

// Nothing is lost: the fact rests on the change, and knows what was planned.
func TestChangeIsTraceable(t *testing.T) {
	d := newDesk(t, plan)
	d.returned(d.sends("changes", "HR", 1), row("actions NEW-AC1", "action = A1.1-Y1-01", "change = Moved", "end = 2027-03-31"))
	s := d.state()
	fact := s.Facts[subjectOf("action HR/A1.1-Y1-01 end")]
	now, _ := d.ledger.Claim(fact.Claims[0])
	was, _ := d.ledger.Claim(fact.Lost[0])
	if diff := cmp.Diff([]string{"Changes.actions.end", "said.xlsx", "Mar 31, 2027", "Nov 30, 2026"},
		[]string{now.Where.Judge, was.Where.File, plain(now.Value), plain(was.Value)}); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n := len(s.Org.Amendments); n != 1 {
		t.Errorf("%d amendments, want 1", n)
	}
}

// A change that names nothing known is told, and changes nothing.
func TestChangeOfNothing(t *testing.T) {
	for name, edits := range map[string]string{
		"no such answer":        row("answers NEW-TB1", "about = A1.1-Y1-01", "question = Colour"),
		"no such entity":        row("answers NEW-TB1", "about = A9.9-Y1-01", "question = Action"),
		"words that it has not": row("rewordings NEW-RW1", "about = G1", "words = if", "text = we do"),
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, plan)
			d.returned(d.sends("changes", "HR", 1), edits)
			if got := codesOf(d.state().Findings); got != "CHNG-01" {
				t.Errorf("findings %q, want CHNG-01", got)
			}
		})
	}
}

// Blank forms, and an old issue that is used again, print the same codes. A row
// about somebody else is another change; one about the same person corrects the first.
func TestSecondFormOfChanges(t *testing.T) {
	d := newDesk(t, plan+"\nperson P05 name = Lee Wong")
	p := d.sends("changes", "HR", 1)
	d.returned(p, person("P01", "P02", "Everything"))
	second := person("P04", "P05", "Everything")
	d.returned(p, second)
	if again := d.returned(p, second); len(again.Claims)+len(again.Codes) > 0 {
		t.Errorf("the same form says more: %v %v", claims(again), codes(again))
	}
	d.returned(p, person("P01", "P05", "Everything"))
	want := map[string]string{
		"HR/PC01 person": "P01", "HR/PC01 successor": "P05",
		"HR/PC02 person": "P04", "HR/PC02 successor": "P05",
	}
	got := map[string]string{}
	for subject := range want {
		got[subject] = d.shows("person_change " + subject)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Rows that were inserted have no code at all.
func TestInsertedRowsOfChanges(t *testing.T) {
	d := newDesk(t, plan)
	p := d.sends("changes", "HR", 1)
	d.returned(p, row("units +1", "unit = U01", "change = Renamed", "name = Talent"))
	d.returned(p, row("units +1", "unit = U02", "change = Renamed", "name = Staffing"))
	if diff := cmp.Diff([]string{"Talent", "Staffing"}, []string{d.on("2027-01-04", "unit U01 name"), d.on("2027-01-04", "unit U02 name")}); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A change that contradicts itself, another one, or the plan is told, and
// changes nothing.
func TestSenselessChanges(t *testing.T) {
	const lead, responsible = "milestone HR/M1.1-Y1 lead_unit", "action HR/A1.1-Y1-01 responsible"
	day := func(edits, day string) string { return strings.ReplaceAll(edits, "2027-01-04", day) }
	for _, tc := range []struct{ name, edits, findings, subject, want string }{
		{"a person replaced by herself", person("P01", "P01", "Everything"), "CHNG-02", "person P01 until", ""},
		{"also by her name", person("P01", "Zoë Núñez", "Everything"), "CHNG-02", responsible, "P01"},
		{"one person replaced by two", person("P01", "P02", "Everything") +
			day(strings.ReplaceAll(person("P01", "P04", "Everything"), "PC1", "PC2"), "2027-01-05"), "CHNG-02", responsible, "P02"},
		{"one in each part", person("P01", "P02", "Responsible for actions") +
			strings.ReplaceAll(person("P01", "P04", "Supporting actions"), "PC1", "PC2"), "", responsible, "P02"},
		{"one who came back", person("P01", "P02", "Everything") + day(strings.ReplaceAll(person("P02", "P01", "Everything"), "PC1", "PC2"), "2027-02-01") +
			day(strings.ReplaceAll(person("P01", "P04", "Everything"), "PC1", "PC3"), "2027-03-01"), "", responsible, "P04"},
		{"a unit merged into itself", unit("U01", "Merged", "successors = U01"), "CHNG-02", "unit U01 closed", ""},
		{"two units merged into each other", unit("U01", "Merged", "successors = U02") + strings.ReplaceAll(unit("U02", "Merged", "successors = U01"), "UC1", "UC2"),
			"CHNG-02 CHNG-02", lead, "U01"},
		{"a unit of another division", unit("U09", "Renamed", "name = Ours"), "CHNG-02", "unit U09 name", "Assessment"},
		{"a closed unit that leads a milestone", row("units NEW-UC1", "unit = U01", "change = Closed"), "CHNG-03", "unit U01 closed", "Jan 4, 2027"},
		{"whose milestone has a new lead", row("units NEW-UC1", "unit = U01", "change = Closed") +
			row("milestones NEW-MC1", "milestone = M1.1-Y1", "change = Another lead unit", "lead = U02"), "", lead, "U02"},
		{"a day before the plan", day(person("P01", "P02", "Everything"), "1999-01-04"), "CHNG-02", responsible, "P01"},
		{"a day after the plan", day(row("actions NEW-AC1", "action = A1.1-Y1-01", "change = Dropped"), "2199-01-04"), "CHNG-02", "action HR/A1.1-Y1-01 dropped", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := newDesk(t, plan+"\nunit U09 name = Assessment\nunit U09 branch = SI")
			d.returned(d.sends("changes", "HR", 1), tc.edits)
			if diff := cmp.Diff([]string{tc.findings, tc.want}, []string{codesOf(d.state().Findings), d.shows(tc.subject)}); diff != "" {
				t.Errorf("findings and %s (-want +got):\n%s", tc.subject, diff)
			}
		})
	}
}

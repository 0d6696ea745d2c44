package narrative

import (
	"os"
	"strings"
	"testing"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
)

// sample builds an organization claim by claim, as reconcile would.
type sample struct {
	t      testing.TB
	b      *org.Builder
	facts  ledger.Facts
	ledger ledger.Ledger
	from   ledger.Sender
	file   string
	sheet  string
	day    value.Date
	row    int
}

func newSample(t testing.TB) *sample {
	return &sample{t: t, b: org.NewBuilder(), facts: ledger.Facts{}}
}

// file begins the claims of a file.
func (s *sample) open(role ledger.Role, key, name, file, sheet string, day value.Date) {
	s.from, s.file, s.sheet, s.day, s.row = ledger.Sender{Role: role, Key: key, Name: name}, file, sheet, day, 5
}

func subject(text string) org.Subject {
	f := strings.Fields(text)
	sub := org.Subject{Kind: org.Kind(f[0])}
	switch {
	case sub.Kind == org.KindOrganization: // which has no key
		sub.Attr, sub.Period = f[1], strings.Join(f[2:], "")
	case len(f) == 3:
		sub.Key, sub.Attr = f[1], f[2]
	default:
		sub.Key, sub.Attr, sub.Period = f[1], f[2], f[3]
	}
	return sub
}

// claim appends a claim and answers its id.
func (s *sample) claim(sub org.Subject, v value.Value) int64 {
	s.row++
	c := ledger.Claim{
		ID: int64(len(s.ledger.Claims) + 1), Act: ledger.State, Sender: s.from, Subject: sub, Value: v, Received: s.day,
		Where: finding.Location{File: s.file, Sheet: s.sheet, Row: s.row, Col: 3},
	}
	s.ledger.Claims = append(s.ledger.Claims, c)
	return c.ID
}

// say states a value that wins; an earlier one of the same subject is lost.
func (s *sample) say(what string, v value.Value) {
	s.t.Helper()
	sub := subject(what)
	id := s.claim(sub, v)
	old := s.facts[sub]
	s.facts[sub] = ledger.Fact{Subject: sub, Value: v, Claims: []int64{id}, Lost: append(old.Lost, old.Claims...)}
	if err := s.b.Set(sub, v); err != nil {
		s.t.Fatal(err)
	}
}

func (s *sample) text(what, v string)   { s.say(what, value.OfText(v)) }
func (s *sample) choice(what, v string) { s.say(what, value.OfChoice(v)) }
func (s *sample) pct(what string, n float64) {
	s.say(what, value.OfMeasure(n, "%"))
}

// differ adds a second live value, so that the subject is in dispute.
func (s *sample) differ(what string, v value.Value) {
	sub := subject(what)
	id := s.claim(sub, v)
	f := s.facts[sub]
	f.Disputed = []ledger.Side{{Value: f.Value, Claims: f.Claims}, {Value: v, Claims: []int64{id}}}
	f.Value, f.Claims = value.Value{}, nil
	s.facts[sub] = f
	if err := s.b.Set(sub, value.Value{}); err != nil {
		s.t.Fatal(err)
	}
}

func (s *sample) input() Input {
	return Input{
		Org: s.b.Organization(), Facts: s.facts, Ledger: &s.ledger, Today: "2027-07-12", Year: 1,
		Labels: label, Templates: os.DirFS("../../templates"),
	}
}

// label reads the labels of the lists that ship with the program.
func label(list, id string) string {
	text, err := os.ReadFile("../../templates/lists/lists.csv")
	if err != nil {
		return id
	}
	for line := range strings.Lines(string(text)) {
		if f := strings.Split(line, ","); len(f) > 2 && f[0] == list && f[1] == id {
			return f[2]
		}
	}
	return id
}

// district is a year of a small district, told by its divisions and units.
func district(t testing.TB) *sample {
	s := newSample(t)
	s.open(ledger.Centre, "", "Central office", "setup.xlsx", "Setup", "2026-03-02")
	s.text("organization name", "Riverbend School District")
	s.text("organization leader", "Dr. Amara Okafor")
	s.text("organization mission", "We teach the children of the river valley from kindergarten to graduation.")
	s.say("organization plan_start", value.OfDate("2026-07-01"))
	s.choice("organization plan_status", "adopted")
	s.say("organization adopted_on", value.OfDate("2026-06-15"))
	s.choice("organization public", "public")
	s.say("organization recipients 2026-27", value.OfList("Board of Education", "All staff"))
	s.text("goal G1 text", "Each student will meet his or her annual growth targets and graduate ready.")
	s.text("goal G1 explanation", "Growth is the fairest measure we have of a school year.")
	s.text("goal G2 text", "All students will read, write, and speak with confidence, in one language or in several.")
	s.text("goal_measure G1-I1 indicator", "Percent of students who meet or exceed their annual growth target")
	s.text("goal_measure G1-I1 source", "State assessment")
	s.pct("goal_measure G1-I1 baseline", 67)
	s.pct("goal_measure G1-I1 target 2026-27", 73)
	s.pct("goal_measure G1-I1 target 2027-28", 77)
	s.text("goal_measure G2-I1 indicator", "Number of graduates who earn the State Seal of Biliteracy")
	s.text("goal_measure G2-I1 source", "Graduation records")
	s.say("goal_measure G2-I1 baseline", value.OfMeasure(6, "students"))
	s.say("goal_measure G2-I1 target 2026-27", value.OfMeasure(12, "students"))
	for _, b := range [][3]string{{"HR", "Human Resources", "Rosa Delgado"}, {"TL", "Teaching & Learning", "Desmond Whitfield"}} {
		s.text("branch "+b[0]+" name", b[1])
		s.text("branch "+b[0]+" leader", b[2])
	}
	for _, u := range [][3]string{{"U01", "Talent Development", "HR"}, {"U02", "Recruitment and Staffing", "HR"}, {"U03", "Literacy and Languages", "TL"}} {
		s.text("unit "+u[0]+" name", u[1])
		s.say("unit "+u[0]+" branch", value.OfRef(u[2]))
	}
	s.text("person P01 name", "Kenji Sato")
	s.text("person P02 name", "Zoë Núñez")
	directions(s)
	plans(s)
	months(s)
	review(s)
	return s
}

func directions(s *sample) {
	s.open(ledger.Branch, "HR", "Human Resources", "direction-HR.xlsx", "E Theory of Action", "2026-04-20")
	s.text("branch HR purpose", "We hire, develop, support, and retain a high-quality workforce.")
	s.text("strategy HR/S1.1 if", "we implement an employee evaluation process based on growth")
	s.text("strategy HR/S1.1 then", "more high-quality employees will serve our schools")
	s.text("strategy HR/S1.1 and", "each student will meet annual growth targets")
	s.text("measure HR/S1.1-I1 indicator", "Percent of clients who say that services were of high quality")
	s.text("measure HR/S1.1-I1 source", "Client satisfaction survey")
	s.pct("measure HR/S1.1-I1 baseline", 59)
	s.pct("measure HR/S1.1-I1 target 2026-27", 63)
	s.pct("measure HR/S1.1-I1 target 2027-28", 68)
	s.text("measure HR/S1.1-I2 indicator", "Days from a vacancy to an accepted offer")
	s.text("measure HR/S1.1-I2 source", "Staffing records")
	s.say("measure HR/S1.1-I2 baseline", value.OfMeasure(48, "days"))
	s.say("measure HR/S1.1-I2 target 2026-27", value.OfMeasure(40, "days"))
	s.choice("measure HR/S1.1-I2 direction", "down")
	s.text("milestone HR/M1.1-Y1 text", "Develop a professional growth plan process.")
	s.say("milestone HR/M1.1-Y1 lead_unit", value.OfRef("U01"))
	s.text("milestone HR/M1.1-Y2 text", "Pilot the professional growth plan process.")
	s.open(ledger.Branch, "TL", "Teaching & Learning", "direction-TL.xlsx", "E Theory of Action", "2026-04-22")
	s.text("strategy TL/S2.1 if", "We open a language pathway,")
	s.text("strategy TL/S2.1 then", "then teachers will build on the languages of home")
	s.text("strategy TL/S2.1 and", "all students will speak with confidence.")
	s.text("measure TL/S2.1-I1 indicator", "Percent of teachers who group their readers by screening results")
	s.say("measure TL/S2.1-I1 baseline", value.Value{Type: value.Measure, Text: "To be determined using 2026–27 data"})
	s.say("measure TL/S2.1-I1 target 2026-27", value.Value{Type: value.Measure, Text: "To be determined using the baseline"})
	s.text("milestone TL/M2.1-Y1 text", "Prepare a language pathway.")
	s.say("milestone TL/M2.1-Y1 lead_unit", value.OfRef("U03"))
}

func plans(s *sample) {
	action := func(key, text, start, end string, more func(string)) {
		s.text("action "+key+" text", text)
		s.say("action "+key+" start", value.OfDate(value.Date(start)))
		s.say("action "+key+" end", value.OfDate(value.Date(end)))
		if more != nil {
			more("action " + key)
		}
	}
	s.open(ledger.Unit, "U01", "Talent Development", "plan-U01.xlsx", "N M1.1-Y1", "2026-05-18")
	action("HR/A1.1-Y1-01", "Review the present evaluation process", "2026-07-13", "2026-09-30", func(a string) {
		s.say(a+" responsible", value.OfRef("P02"))
		s.say(a+" collaborators", value.Value{Type: value.Refs, Items: []string{"U02"}})
	})
	action("HR/A1.1-Y1-02", "Draft the growth plan form and a short guide", "2026-11-02", "2027-01-29", func(a string) {
		s.say(a+" responsible", value.Value{Type: value.Ref, Free: []string{"Pat Quill"}})
	})
	action("HR/A1.1-Y1-03", "Test the draft with forty volunteers", "2027-01-11", "2027-04-16", nil)
	s.open(ledger.Unit, "U03", "Literacy and Languages", "plan-U03.xlsx", "N M2.1-Y1", "2026-05-20")
	action("TL/A2.1-Y1-01", "Survey families about the languages they speak", "2026-09-01", "2026-11-25", nil)
}

func months(s *sample) {
	month := func(unit, name, m string, day value.Date) {
		s.open(ledger.Unit, unit, name, "monthly-"+unit+"-"+m+".xlsx", "R1 Monthly", day)
	}
	status := func(key, m, st string) { s.choice("status "+key+" status "+m, st) }
	month("U01", "Talent Development", "2026-09", "2026-10-02")
	status("HR/A1.1-Y1-01", "2026-09", "complete")
	s.say("status HR/A1.1-Y1-01 output 2026-09", value.OfList("Notes of eight listening sessions", "Findings memo"))
	month("U01", "Talent Development", "2026-12", "2027-01-04")
	s.say("unit_month U01 meeting 2026-12", value.OfDate("2026-12-14"))
	s.text("unit_month U01 ideas 2026-12", "Joint coaching visits with School Supports save a day each month.")
	status("HR/A1.1-Y1-02", "2026-12", "behind")
	s.text("status HR/A1.1-Y1-02 challenges 2026-12", "Two vacancies; the form is half written.")
	s.choice("status HR/A1.1-Y1-02 adjustment 2026-12", "dates")
	s.text("status HR/A1.1-Y1-02 adjustment_note 2026-12", "We moved the end to March 12.")
	s.text("status HR/A1.1-Y1-02 help_needed 2026-12", "Please approve a substitute writer.")
	s.say("action HR/A1.1-Y1-02 end", value.OfDate("2027-03-12"))
	month("U01", "Talent Development", "2027-03", "2027-04-02")
	status("HR/A1.1-Y1-02", "2027-03", "complete")
	s.say("status HR/A1.1-Y1-02 output 2027-03", value.OfList("Growth plan form"))
	status("HR/A1.1-Y1-03", "2027-03", "on_schedule")
	month("U03", "Literacy and Languages", "2026-11", "2026-12-03")
	status("TL/A2.1-Y1-01", "2026-11", "stopped")
}

func review(s *sample) {
	s.open(ledger.Branch, "HR", "Human Resources", "review-HR.xlsx", "R4 Milestones", "2027-06-28")
	s.choice("milestone_result HR/M1.1-Y1 met 2026-27", "partly")
	s.text("milestone_result HR/M1.1-Y1 reason 2026-27", "The test with volunteers ran late.")
	s.choice("milestone_result HR/M1.1-Y1 decision 2026-27", "carry")
	s.pct("measure HR/S1.1-I1 actual 2026-27", 66)
	s.text("measure HR/S1.1-I1 explanation 2026-27", "Phones are answered by people again.")
	s.choice("measure HR/S1.1-I1 target_decision 2027-28", "adjusted")
	s.pct("measure HR/S1.1-I1 adjusted_target 2027-28", 70)
	s.say("measure HR/S1.1-I2 actual 2026-27", value.OfMeasure(44, "days"))
	s.text("milestone HR/M1.1-Y3 text", "Bring the growth plan process to every department.")
	s.choice("strategy_review HR/S1.1 decision 2026-27", "proceed")
	s.text("strategy_review HR/S1.1 reason 2026-27", "Clients notice the difference.")
	s.text("story HR glance 2026-27", "A year of foundations.")
	s.text("story HR next 2026-27", "We need time for coaching.")
	s.pct("goal_measure G1-I1 actual 2026-27", 71)
	s.open(ledger.Branch, "TL", "Teaching & Learning", "review-TL.xlsx", "R4 Milestones", "2027-06-29")
	s.differ("goal_measure G1-I1 actual 2026-27", value.OfMeasure(72, "%"))
	s.pct("measure TL/S2.1-I1 actual 2026-27", 35)
	s.say("goal_measure G2-I1 actual 2026-27", value.OfMeasure(9, "students"))
}

var absent = []Missing{
	{Kind: "monthly", Unit: "U02", Period: "2027-03", Due: "2027-04-05"},
	{Kind: "annual-review", Branch: "TL", Period: "2026-27", Due: "2027-06-30"},
}

package reconcile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Returns, decisions and retractions in their order, a line each:
//
//	issue            the packet goes out
//	centre TEXT      the centre says it
//	HR TEXT          the packet that went out last comes back with it; HR/1 TEXT: the first one
//	decide TEXT      the central office settles all that counts now
//	back N           the centre takes claim N back, counted from 1 in the order of this list
//
// Each line shows what the services of HR's client C1 are then.
const histories = `
a later return supersedes the earlier
	centre Hiring   → Hiring
	issue           → Hiring
	HR Coaching     → Coaching
	HR Mentoring    → Mentoring
	HR Mentoring    → Mentoring

going back to what was issued takes the change back
	centre Hiring   → Hiring
	issue           → Hiring
	HR Coaching     → Coaching
	HR Mentoring    → Mentoring
	HR Hiring       → Hiring
	HR Coaching     → Coaching

going back leaves the centre's later change alone
	centre Hiring   → Hiring
	issue           → Hiring
	HR Coaching     → Coaching
	centre Advice   → Coaching ≠ Advice
	HR Hiring       → Advice

a cleared cell keeps the earlier return
	issue           →
	HR Coaching     → Coaching
	HR              → Coaching

the second issue shows the first return, and is left alone
	issue           →
	HR Coaching     → Coaching
	issue           → Coaching
	HR Coaching     → Coaching
	HR Mentoring    → Mentoring
	HR Coaching     → Coaching

an old file sent once more changes nothing
	issue           →
	HR Coaching     → Coaching
	issue           → Coaching
	HR Mentoring    → Mentoring
	HR/1 Coaching   → Mentoring
	HR/1 Advice     → Advice

a decision ends a dispute, and holds when nothing new is said
	centre Hiring   → Hiring
	issue           → Hiring
	HR Coaching     → Coaching
	centre Advice   → Coaching ≠ Advice
	decide Advice   → Advice
	HR Coaching     → Advice
	centre Advice   → Advice

a decision with a third answer
	issue           →
	centre Hiring   → Hiring
	HR Coaching     → Hiring ≠ Coaching
	decide Both     → Both
	HR Coaching     → Both

a decision is asked again when a side changes, and holds when it changes back
	issue           →
	centre Hiring   → Hiring
	HR Coaching     → Hiring ≠ Coaching
	decide Hiring   → Hiring
	HR Mentoring    → Hiring ≠ Mentoring
	HR Coaching     → Hiring

a decision is asked again, and decided again
	issue           →
	centre Hiring   → Hiring
	HR Coaching     → Hiring ≠ Coaching
	decide Hiring   → Hiring
	HR Mentoring    → Hiring ≠ Mentoring
	decide Mentoring → Mentoring
	HR Mentoring    → Mentoring
	centre Hiring   → Mentoring
	centre Advice   → Mentoring ≠ Advice

who was shown the decision and opposes it asks again
	issue           →
	centre Hiring   → Hiring
	HR Coaching     → Hiring ≠ Coaching
	decide Hiring   → Hiring
	issue           → Hiring
	HR Hiring       → Hiring
	HR Coaching     → Hiring ≠ Coaching

a decision taken back asks the question again
	issue           →
	centre Hiring   → Hiring
	HR Coaching     → Hiring ≠ Coaching
	decide Hiring   → Hiring
	back 3          → Hiring ≠ Coaching

a claim taken back gives way to what it had displaced
	centre Hiring   → Hiring
	issue           → Hiring
	HR Coaching     → Coaching
	back 2          → Hiring
	HR Coaching     → Hiring
	HR Mentoring    → Mentoring

a retraction taken back
	centre Hiring   → Hiring
	back 1          →
	back 2          → Hiring
`

func TestHistories(t *testing.T) {
	const cell, subject = "A.clients C1 services", "client HR/C1 services"
	for _, story := range strings.Split(strings.TrimSpace(histories), "\n\n") {
		lines := strings.Split(story, "\n")
		t.Run(lines[0], func(t *testing.T) {
			d := newDesk(t, "client HR/C1 name = Schools")
			issues := 0
			packets := map[int]func(string){}
			var said []int64 // ids of the claims of this story
			for _, line := range lines[1:] {
				act, want, _ := strings.Cut(strings.TrimSpace(line), "→")
				who, what, _ := strings.Cut(strings.TrimSpace(act), " ")
				before := len(d.ledger.Claims)
				switch {
				case who == "issue":
					issues++
					p := d.sends("direction", "HR", issues)
					packets[issues] = func(text string) { d.returned(p, cell+" = "+text) }
				case who == "centre":
					d.says(centre, subject+" = "+what)
				case who == "HR":
					packets[issues](what)
				case who == "HR/1":
					packets[1](what)
				case who == "decide":
					d.decides(subject+" = "+what, d.state().Facts[subjectOf(subject)].Claims...)
				case who == "back":
					d.takesBack(said[int(what[0]-'1')])
				}
				for id := before + 1; id <= len(d.ledger.Claims); id++ {
					said = append(said, int64(id))
				}
				if diff := cmp.Diff(strings.TrimSpace(want), d.shows(subject)); diff != "" {
					t.Fatalf("after %q (-want +got):\n%s", strings.TrimSpace(act), diff)
				}
			}
		})
	}
}

// Every claim that does not count stays in the fact, and a dispute names every
// side with its cell.
func TestFactsKeepTheLosers(t *testing.T) {
	d := newDesk(t, "client HR/C1 name = Schools")
	first := d.says(centre, "client HR/C1 services = Hiring")
	p := d.sends("direction", "HR", 1)
	d.returned(p, "A.clients C1 services = Coaching")
	d.returned(p, "A.clients C1 services = Mentoring")
	fact := d.state().Facts[subjectOf("client HR/C1 services")]
	if diff := cmp.Diff([]int64{first, first + 1}, fact.Lost); diff != "" {
		t.Errorf("lost (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int64{first + 2}, fact.Claims); diff != "" {
		t.Errorf("counting (-want +got):\n%s", diff)
	}
}

func TestConflictNamesEverySide(t *testing.T) {
	d := newDesk(t, "goal_measure G1-I1 baseline = 59%\ngoal_measure G1-I1 indicator = Growth")
	forHR, forSI := d.sends("direction", "HR", 1), d.sends("direction", "SI", 1)
	d.returned(forHR, "A.measures G1-I1 baseline = 60%")
	out := d.returned(forSI, "A.measures G1-I1 baseline = 61 %")
	if got := out.Findings[0].Message; !strings.Contains(got, "Human Resources has changed it to “60%”") {
		t.Errorf("MERGE-07 says %q", got)
	}
	found := d.state().Findings
	if len(found) != 1 || len(found[0].Also) != 1 {
		t.Fatalf("findings: %v", found)
	}
	want := "Baseline of G1-I1: Human Resources says “60%” (return.xlsx: A Measures!D1); School Improvement says “61 %” (return.xlsx: A Measures!D1)"
	if diff := cmp.Diff(want, found[0].Message); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// An entity all of whose claims were taken back is none.
func TestTakenBackEntityIsGone(t *testing.T) {
	d := newDesk(t, "")
	id := d.says(centre, "client HR/C1 name = Schools")
	d.takesBack(id)
	s := d.state()
	if len(s.Org.Clients) != 0 {
		t.Errorf("clients: %v", s.Org.Clients)
	}
	if f := s.Facts[subjectOf("client HR/C1 name")]; len(f.Lost) != 2 || !f.Value.Blank() {
		t.Errorf("the fact forgets what was said: %+v", f)
	}
}

// The setup workbook goes out before anybody has said when the plan begins.
func TestYearsBeforeThePlanHasAFirstDay(t *testing.T) {
	d := empty(t)
	p := d.sends("setup", "", 1)
	edits := `
		Setup.measures NEW-GI1 goal = G1
		Setup.measures NEW-GI1 indicator = Percent of students who grow
		Setup.measures NEW-GI1 target_y1 = 73%
		Setup.measures NEW-GI1 target_y2 = 77%`
	d.returned(p, "Setup.goals G1 goal = Each student grows\n"+edits)
	if got := d.shows("goal_measure G1-I1 target y1"); got != "73%" {
		t.Errorf("before the plan begins, y1 is %q", got)
	}
	out := d.returned(p, "Setup.plan . start = 2026-07-01\nSetup.goals G1 goal = Each student grows\n"+edits)
	if len(out.Claims) != 3 { // the first day, and how often reports are due, which the form proposes
		t.Errorf("the return repeats what it has said: %v", claimed(out))
	}
	got := d.shows("goal_measure G1-I1 target 2026-27") + ", " + d.shows("goal_measure G1-I1 target 2027-28")
	if diff := cmp.Diff("73%, 77%", got); diff != "" {
		t.Errorf("targets by school year (-want +got):\n%s", diff)
	}
	out = d.returned(p, "Setup.plan . start = 2026-07-01\nSetup.goals G1 goal = Each student grows\n"+strings.Replace(edits, "73%", "74%", 1))
	if diff := cmp.Diff("74%", claimed(out)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := d.shows("goal_measure G1-I1 target 2026-27"); got != "74%" {
		t.Errorf("a later return of the same sender gives %q", got)
	}
}

// A month's answers never touch another month's, and are never pre-filled.
func TestMonthsAreApart(t *testing.T) {
	d := newDesk(t, entities+"\naction HR/A1.1-Y1-01 start = 2026-07-01")
	sept, oct := d.sendsFor("monthly", "U01", "2026-09", 1), d.sendsFor("monthly", "U01", "2026-10", 1)
	d.returned(sept, "R1.status A1.1-Y1-01 status = On schedule")
	out := d.returned(oct, "R1.status A1.1-Y1-01 status = Behind schedule")
	if len(out.Findings) > 0 {
		t.Errorf("findings: %v", out.Findings)
	}
	got := d.shows("status HR/A1.1-Y1-01 status 2026-09") + ", " + d.shows("status HR/A1.1-Y1-01 status 2026-10")
	if diff := cmp.Diff("on_schedule, behind", got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	block, _ := d.sendsFor("monthly", "U01", "2026-09", 2).Block("R1", "", "status")
	if v, filled := block.Rows[0].Values["status"]; filled {
		t.Errorf("a fresh answer is pre-filled with %q", plain(v))
	}
}

// What a new issue leaves blank, because it is disputed, nobody has cleared.
func TestBlankInANewIssue(t *testing.T) {
	d := newDesk(t, entities)
	first := d.sends("direction", "HR", 1)
	const baseline = "A.measures G1-I1 baseline ="
	d.returned(first, baseline+" 61%")
	d.says(centre, "goal_measure G1-I1 baseline = 60%")
	second := d.sends("direction", "HR", 2)
	if block, _ := second.Block("A", "", "measures"); !block.Rows[0].Values["baseline"].Blank() {
		t.Fatal("the new issue shows one side of a dispute")
	}
	if out := d.returned(second, baseline); len(out.Findings) > 0 {
		t.Errorf("of the new issue: %v", out.Findings)
	}
	if out := d.returned(first, baseline); codesOf(out.Findings) != "MERGE-05" {
		t.Errorf("cleared in the first issue: %q", codesOf(out.Findings))
	}
}

package engine

import (
	"fmt"
	"testing"

	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/reconcile"
	"spm/engine/value"
	"spm/engine/workbook"
)

// BenchmarkGenerateBranchYear writes every packet that a division and its units
// get in a year, when all has been said in it.
func BenchmarkGenerateBranchYear(b *testing.B) {
	y := playedYear(b)
	benchmarkPackets(b, y.source(), func(s issue.Source, to packet.To) bool {
		unit := s.Org.Unit(to.Key)
		return to.Key == "HR" || unit != nil && unit.Branch == "HR"
	})
}

// BenchmarkGenerateOrganization40 writes every packet of an organization with
// four divisions of ten units.
func BenchmarkGenerateOrganization40(b *testing.B) {
	lib, l := modelLibrary(), organization40()
	state, err := reconcile.Fold(lib, l)
	must(b, err)
	s := issue.Source{Library: lib, Workspace: "test", Org: state.Org, Facts: state.Facts, Ledger: l}
	benchmarkPackets(b, s, func(issue.Source, packet.To) bool { return true })
}

func benchmarkPackets(b *testing.B, s issue.Source, gets func(issue.Source, packet.To) bool) {
	b.ReportAllocs()
	books := 0
	for b.Loop() {
		for _, kind := range s.Library.Packets {
			when := s.When(kind, playedMonth, playedDay)
			for _, when.To = range s.Recipients(kind, when.Year) {
				if !gets(s, when.To) {
					continue
				}
				p, err := s.Issue(when)
				must(b, err)
				_, err = workbook.Write(s.Library.For(p.Setting), p)
				must(b, err)
				books++
			}
		}
	}
	b.ReportMetric(float64(books)/float64(b.N), "workbooks/op")
}

// organization40 says what a plan of forty units holds: a strategy with two
// measures for each, two milestones a year, five actions a milestone.
func organization40() *ledger.Ledger {
	l := &ledger.Ledger{}
	say := func(kind org.Kind, key, attr string, v value.Value, period string) {
		s := org.Subject{Kind: kind, Key: key, Attr: attr, Period: period}
		l.Claims = append(l.Claims, ledger.Claim{ID: int64(len(l.Claims) + 1), Act: ledger.State, Subject: s, Value: v})
	}
	text := value.OfText
	say(org.KindOrganization, "", "name", text("Riverbend"), "")
	say(org.KindOrganization, "", "plan_start", value.OfDate("2026-07-01"), "")
	for g := 1; g <= 4; g++ {
		say(org.KindGoal, fmt.Sprint("G", g), "text", text("Each student graduates ready."), "")
		say(org.KindGoalMeasure, fmt.Sprintf("G%d-I1", g), "indicator", text("Percent who do"), "")
	}
	for u := range 40 {
		branch, unit := fmt.Sprint("B", u/10+1), fmt.Sprintf("U%02d", u+1)
		say(org.KindBranch, branch, "name", text("Division "+branch), "")
		say(org.KindBranch, branch, "type", value.OfChoice("division"), "")
		say(org.KindUnit, unit, "name", text("Unit "+unit), "")
		say(org.KindUnit, unit, "branch", value.OfRef(branch), "")
		for n := range 5 {
			person := fmt.Sprintf("P%03d", u*5+n)
			say(org.KindPerson, person, "name", text("Person "+person), "")
			say(org.KindPerson, person, "unit", value.OfRef(unit), "")
		}
		strategy := fmt.Sprintf("%d.%d", u%4+1, u%10+1)
		say(org.KindStrategy, branch+"/S"+strategy, "if", text("we coach every new teacher"), "")
		for n := 1; n <= 2; n++ {
			say(org.KindMeasure, fmt.Sprintf("%s/S%s-I%d", branch, strategy, n), "target", value.OfMeasure(63, "%"), "2026-27")
		}
		for _, year := range []string{"Y1", "Y1b", "Y2", "Y2b"} {
			milestone := branch + "/M" + strategy + "-" + year
			say(org.KindMilestone, milestone, "text", text("Plan the coaching"), "")
			say(org.KindMilestone, milestone, "lead_unit", value.OfRef(unit), "")
			for n := 1; n <= 5; n++ {
				action := fmt.Sprintf("%s/A%s-%s-%02d", branch, strategy, year, n)
				say(org.KindAction, action, "text", text("Draft the plan"), "")
				say(org.KindAction, action, "start", value.OfDate("2026-08-01"), "")
				say(org.KindStatus, action, "status", value.OfChoice("on_schedule"), playedMonth)
			}
		}
	}
	return l
}

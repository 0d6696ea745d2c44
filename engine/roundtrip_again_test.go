package engine

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
)

// later issues every packet of the year when all has been said; what is asked
// month by month for a month.
func (y *play) later(month string) (all []*packet.Packet) {
	y.Helper()
	s := y.source()
	for _, kind := range y.lib.Packets {
		when := s.When(kind, month, playedDay)
		when.Issue = 2
		for _, when.To = range s.Recipients(kind, when.Year) {
			p, err := s.Issue(when)
			must(y.TB, err)
			all = append(all, p)
		}
	}
	return all
}

// eachField goes through the cells of a packet that a form has declared.
func eachField(lib *form.Library, p *packet.Packet, do func(x *form.Section, row *packet.Row, f *form.Field)) {
	r := trip{lib: lib.For(p.Setting), packet: p}
	r.eachRow(func(_ *packet.Sheet, x *form.Section, row *packet.Row, _ int) {
		for i := range x.Fields {
			do(x, row, &x.Fields[i])
		}
	})
}

// What a packet has said stands in its next issue, unless it is asked anew each
// time.
func TestAnswersGoOutAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	y := playedYear(t)
	for _, r := range y.trips {
		said := map[org.Subject]ledger.Claim{}
		for _, c := range r.claims {
			if n := org.PlanYear(c.Subject.Period); n > 0 { // said before the plan had its first day
				c.Subject.Period = r.after.Org.SchoolYear(n)
			}
			if y.kept(c) && len(r.after.Facts[c.Subject].Disputed) == 0 {
				said[c.Subject] = c
			}
		}
		eachField(y.lib, r.again, func(x *form.Section, row *packet.Row, f *form.Field) {
			subject, ok := issue.Subject(r.after.Org, r.again, x, f, row.Keys)
			if now := r.after.Facts[subject].Value; ok && row.Values[f.ID].Equal(now) {
				delete(said, subject)
			}
		})
		for subject, c := range said {
			t.Errorf("%s: %s of %s was said to be %q (%s) and is not shown", r, subject, subject.Kind, c.Typed, c.Where)
		}
	}
}

// kept tells whether a claim answers a cell that its form fills in again: not
// one that is asked anew, nor a row for what other forms show (a new action).
func (y *play) kept(c ledger.Claim) bool {
	at := strings.SplitN(c.Where.Judge, ".", 3)
	if c.Subject.Kind == org.KindDecision || len(at) < 3 {
		return false
	}
	id, _, _ := strings.Cut(at[2], "@")
	s := y.lib.Form(at[0]).Section(at[1])
	return !s.Field(id).Fresh && (s.Rows != "none" || s.Seed != nil)
}

// seldom are grey columns that need more than the played year has.
var seldom = map[string]string{
	"decisions.c":      "a dispute of three sides",
	"decisions.d":      "a dispute of four sides",
	"consensus.spread": "two respondents of one group",
	"consensus.talk":   "two respondents of one group",
	"goals.branch":     "a goal measure belongs to no branch",
}

// Every grey column shows something in some packet of the year or after it.
func TestGivenColumnsAreFilled(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	y := playedYear(t)
	var packets []*packet.Packet
	for _, r := range y.trips {
		packets = append(packets, r.packet, r.again)
	}
	packets = append(packets, y.later("2026-10")...)
	packets = append(packets, y.later("2026-11")...)
	filled := map[string]bool{} // by column
	for _, p := range packets {
		eachField(y.lib, p, func(x *form.Section, row *packet.Row, f *form.Field) {
			if !f.Given {
				return
			}
			column := x.ID + "." + f.Declared()
			_, mirrored := row.Mirror[f.ID]
			filled[column] = filled[column] || mirrored || f.Formula != "" || row.Codes[f.ID] != "" || !row.Values[f.ID].Blank()
		})
	}
	for _, column := range slices.Sorted(maps.Keys(filled)) {
		if !filled[column] && seldom[column] == "" {
			t.Errorf("%s is blank in every packet", column)
		}
	}
}

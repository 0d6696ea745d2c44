package reconcile_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/reconcile"
	"spm/engine/value"
)

// Statements about one subject under each merge rule. "base ← " stands before
// the value that the sender was shown; a statement of a sender supersedes his
// earlier one.
const ruleCases = `
must_agree | centre 5                             | 5
must_agree | centre 5, HR 5, SI 5                 | 5
must_agree | centre 5, HR 6                       | 5 ≠ 6
must_agree | centre 5, HR 5 ← 6                   | 6
must_agree | centre 5, HR 5 ← 6, SI 5 ← 7         | 6 ≠ 7
must_agree | HR 5, HR 6                           | 6
latest     | centre 5, HR 6, SI 7                 | 7
latest     | centre 5, HR 6, SI 7, centre 8       | 8
latest     | centre 5, HR 5 ← 6                   | 6
sum        | HR 5, SI 7                           | 12
sum        | HR 5, SI 7, HR 6                     | 13
sum        | HR 5, SI 7, centre 12 ← 14           | 14
sum        | HR 5, SI TBD                         | 5 ≠ TBD
union      | HR a;b, SI b;c                       | a; b; c
union      | HR a;b, SI b;c, HR a                 | b; c; a
union      | HR a, SI b, centre a;b ← a           | a
union      | HR a, SI b                           | a; b
prefer     | centre 5, HR 6                       | 6
prefer     | HR 6, centre 5                       | 6
prefer     | centre 5, U01 7                      | 5
prefer     | U01 7, U02 8                         | 8
prefer     | HR 6, centre 6 ← 7                   | 6
prefer     | centre 5, HR 5 ← 6                   | 6
`

func TestMergeRules(t *testing.T) {
	rules := map[string]form.Rule{
		"must_agree": {Policy: form.MustAgree}, "latest": {Policy: form.Latest}, "sum": {Policy: form.Sum}, "union": {Policy: form.Union},
		"prefer": {Policy: form.Prefer, Order: []string{"branch", "centre"}},
	}
	for _, line := range nonblank(ruleCases) {
		col := strings.Split(line, "|")
		name, statements, want := strings.TrimSpace(col[0]), strings.TrimSpace(col[1]), strings.TrimSpace(col[2])
		t.Run(name+" "+statements, func(t *testing.T) {
			lib := &form.Library{Merge: map[string]form.Rule{"work.comments": rules[name]}}
			l := &ledger.Ledger{}
			subject := org.Subject{Kind: org.KindWork, Key: "W01", Attr: "comments"}
			for n, s := range strings.Split(statements, ", ") {
				who, said, _ := strings.Cut(s, " ")
				c := ledger.Claim{ID: int64(n + 1), Act: ledger.State, Sender: senderOf(who), Stream: who, Subject: subject, Where: finding.Location{File: who}}
				base, v, changes := strings.Cut(said, " ← ")
				if !changes {
					v = base
				} else {
					b := datum(base)
					c.Base = &b
				}
				c.Value = datum(v)
				l.Claims = append(l.Claims, c)
			}
			s, err := reconcile.Fold(lib, l)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, show(s.Facts[subject])); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func senderOf(name string) ledger.Sender {
	switch {
	case name == "centre":
		return centre
	case name[0] == 'U':
		return ledger.Sender{Role: ledger.Unit, Key: name}
	}
	return ledger.Sender{Role: ledger.Branch, Key: name}
}

// datum is a number, or else a list.
func datum(s string) value.Value {
	var n float64
	if _, err := fmt.Sscan(s, &n); err == nil {
		return value.OfNumber(n)
	}
	return value.OfList(strings.Split(s, ";")...)
}

// The same claims give the same organization, and claims about different
// subjects may come in any order.
func TestFoldKnowsNoOrderOfUnrelatedClaims(t *testing.T) {
	d := district9(t, 3)
	want := picture(d.state())
	if got := picture(d.state()); got != want {
		t.Fatal("the same claims fold differently")
	}
	for seed := range uint64(20) {
		shuffled := interleave(d.ledger.Claims, rand.New(rand.NewPCG(seed, 1)))
		s, err := reconcile.Fold(library, &ledger.Ledger{Claims: shuffled})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, picture(s)); diff != "" {
			t.Fatalf("seed %d (-in order +shuffled):\n%s", seed, diff)
		}
	}
}

// district9 is a desk with disputes, decisions, retractions and new rows.
func district9(t testing.TB, branches int) *desk {
	d := newDesk(t, entities+"\nclient HR/C1 services = Hiring\ngoal_measure G1-I1 baseline = 59%")
	for _, key := range []string{"HR", "SI"}[:min(branches, 2)] {
		p := d.sends("direction", key, 1)
		d.returned(p, fmt.Sprintf(`
			A.measures G1-I1 baseline = 6%d%%
			A.clients NEW-C1 client = Parents
			E.strategies NEW-S1 goal = G1
			E.strategies NEW-S1 if = we listen
			F.measures NEW-M1 milestone = Ask every family`, len(key+d.codesText())%10))
	}
	fact := d.state().Facts[subjectOf("goal_measure G1-I1 baseline")]
	d.decides("goal_measure G1-I1 baseline = 62%", fact.Claims...)
	d.takesBack(d.says(centre, "client HR/C1 needs = Faster hiring"))
	return d
}

func (d *desk) codesText() string { return fmt.Sprint(len(d.codes)) }

// interleave shuffles claims, but keeps those about one subject in their order.
func interleave(claims []ledger.Claim, r *rand.Rand) []ledger.Claim {
	order := r.Perm(len(claims))
	next := map[org.Subject][]ledger.Claim{}
	for _, c := range claims {
		next[c.Subject] = append(next[c.Subject], c)
	}
	renamed := map[int64]int64{}
	out := make([]ledger.Claim, len(claims))
	for i, n := range order {
		s := claims[n].Subject
		out[i], next[s] = next[s][0], next[s][1:]
		renamed[out[i].ID] = int64(i + 1)
	}
	for i := range out {
		out[i].ID = int64(i + 1)
		var settles []int64
		for _, id := range out[i].Settles {
			settles = append(settles, renamed[id])
		}
		out[i].Settles = settles
	}
	return out
}

// picture is all that a state says, but for the ids of its claims.
func picture(s *reconcile.State) string {
	var b strings.Builder
	for _, f := range s.Facts.Sorted() {
		fmt.Fprintf(&b, "%s %s = %s\n", f.Subject.Kind, f.Subject, show(f))
	}
	for _, f := range s.Findings {
		fmt.Fprintf(&b, "%s %s\n", f.Code, f.Message)
	}
	for _, x := range s.Org.Strategies {
		fmt.Fprintf(&b, "%+v\n", *x)
	}
	for _, x := range s.Org.Milestones {
		fmt.Fprintf(&b, "%+v\n", *x)
	}
	return b.String()
}

// BenchmarkFold100k folds 100,000 claims: 2,000 actions, their attributes and
// a year of monthly status, every tenth answer corrected once.
func BenchmarkFold100k(b *testing.B) {
	l := manyClaims(100_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := reconcile.Fold(library, l); err != nil {
			b.Fatal(err)
		}
	}
}

func manyClaims(n int) *ledger.Ledger {
	l := &ledger.Ledger{}
	say := func(stream string, s org.Subject, v value.Value) {
		l.Claims = append(l.Claims, ledger.Claim{ID: int64(len(l.Claims) + 1), Act: ledger.State, Sender: talent, Stream: stream, Subject: s, Value: v})
	}
	say("setup", org.Subject{Kind: org.KindOrganization, Attr: "plan_start"}, value.OfDate("2026-07-01"))
	for i := 0; len(l.Claims) < n; i++ {
		key := fmt.Sprintf("B%02d/A%d.%d-Y1-%02d", i%10, i/1000+1, i/100%10+1, i%100)
		for _, attr := range []string{"text", "resources", "responsible"} {
			say("plan", org.Subject{Kind: org.KindAction, Key: key, Attr: attr}, value.OfText(fmt.Sprint("Something to do ", i)))
		}
		for month := range 12 {
			for a, attr := range []string{"status", "progress", "challenges"} {
				s := org.Subject{Kind: org.KindStatus, Key: key, Attr: attr, Period: fmt.Sprintf("2026-%02d", month+1)}
				say("month", s, value.OfText("on schedule"))
				if (i+month+a)%10 == 0 {
					say("month", s, value.OfText("behind"))
				}
			}
		}
	}
	l.Claims = l.Claims[:n]
	return l
}

package engine

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/reconcile"
	"spm/engine/submission"
	"spm/engine/value"
)

func TestRoundTrip(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	for _, r := range playedYear(t).trips {
		t.Run(r.String(), func(t *testing.T) { r.expect(t, "returned.xlsx", r.filled) })
	}
}

// expect reads a file and compares it with what was typed, and its claims with
// what the typed cells speak about.
func (r *trip) expect(t testing.TB, file string, data []byte) {
	t.Helper()
	sub := r.read(t, file, data)
	got := map[string]string{}
	for i := range sub.Records {
		rec := &sub.Records[i]
		s := r.lib.Form(rec.Form).Section(rec.Section)
		for _, a := range rec.Answers {
			if f := s.Field(a.Field); f.Given || f.ShownPeriod || f.Type == value.Code || a.Value.Blank() {
				continue
			}
			place := r.place(rec.Form, rec.Scope, s, rec.Codes) + " " + a.Field
			if old, twice := got[place]; twice {
				got[place] = old + " AND " + said(a.Value)
				continue
			}
			got[place] = said(a.Value)
		}
	}
	if diff := cmp.Diff(r.want, got); diff != "" {
		t.Fatalf("typed (-) and read (+):\n%s", diff)
	}
	r.expectClaims(t, sub)
}

// expectClaims sees to it that each typed answer has become one claim, about
// what its cell speaks of.
func (r *trip) expectClaims(t testing.TB, sub *submission.Submission) {
	t.Helper()
	out := r.classify(sub)
	r.allow(t, out.Findings, "MERGE-03")
	claims := map[string][]ledger.Claim{}
	for _, c := range out.Claims {
		claims[c.Where.String()] = append(claims[c.Where.String()], c)
	}
	lasting := lasting{t: t, trip: r, out: out, keys: map[string]string{}}
	for i := range sub.Records {
		rec := &sub.Records[i]
		s := r.lib.Form(rec.Form).Section(rec.Section)
		for _, a := range rec.Answers {
			place := r.place(rec.Form, rec.Scope, s, rec.Codes) + " " + a.Field
			c := r.places[place]
			if c == nil || c.field.Type == value.Code {
				if found := claims[a.Where.String()]; len(found) > 0 {
					t.Errorf("%s was not typed and became a claim: %v", place, found[0].Subject)
				}
				continue
			}
			lasting.claim(place, c, claims[a.Where.String()])
		}
	}
}

// lasting compares the subjects of claims with what their cells speak of, and
// the codes that new rows have been given with where the rows stand.
type lasting struct {
	t    testing.TB
	trip *trip
	out  reconcile.Outcome
	keys map[string]string // printed key, with kind and scope → lasting key, and back
}

func (l *lasting) claim(place string, c *cell, found []ledger.Claim) {
	l.t.Helper()
	base := c.row.Values[c.field.ID]
	for _, id := range c.row.Seed {
		if id == c.field.ID {
			base = value.Value{}
		}
	}
	keys := maps.Clone(c.row.Keys)
	for id, code := range l.trip.own[c.row] {
		keys[c.section.Kind(c.section.Field(id))] = code
	}
	want, ok := issue.Subject(l.trip.source.Org, l.trip.packet, c.section, c.field, keys)
	if !ok {
		l.t.Errorf("%s speaks about nothing: %v", place, c.row.Keys)
		return
	}
	n := 0
	for _, claim := range found {
		if claim.Act == ledger.Decide {
			continue
		}
		n++
		l.subject(place, c, want, claim.Subject)
		for _, key := range append(claim.Value.Items, claim.Value.Text) {
			if issue.IsNew(key) && c.field.To != "" {
				l.t.Errorf("%s refers to %s, a code that does not last", place, key)
			}
		}
	}
	switch unchanged := c.value.Equal(base); {
	case unchanged && n > 0:
		l.t.Errorf("%s came back as it was sent and became %d claims", place, n)
	case !unchanged && n != 1:
		l.t.Errorf("%s became %d claims", place, n)
	}
}

func (l *lasting) subject(place string, c *cell, want, got org.Subject) {
	l.t.Helper()
	printed := want.Key
	kind := c.section.Kind(c.field)
	key := got.Key
	want.Key, got.Key = "", ""
	if want != got {
		l.t.Errorf("%s speaks about %+v and became a claim about %+v", place, want, got)
	}
	isNew := printed == "" && want.Kind != org.KindOrganization || issue.IsNew(printed)
	if !isNew {
		if key != printed {
			l.t.Errorf("%s speaks about %s and became a claim about %s", place, printed, key)
		}
		return
	}
	if issue.IsNew(key) || key == "" {
		l.t.Errorf("%s has got no code that lasts: %q", place, key)
	}
	for _, pair := range [][2]string{{kind + " " + c.sheet.Scope + " " + printed, key}, {kind + " is " + key, printed + "@" + c.sheet.Scope}} {
		if before, ok := l.keys[pair[0]]; ok && before != pair[1] {
			l.t.Errorf("%s: %s is %s and %s", place, pair[0], before, pair[1])
		}
		l.keys[pair[0]] = pair[1]
	}
	if parent := c.row.Keys[string(org.ParentOf(org.Kind(kind)))]; parent != "" && !issue.IsNew(parent) && org.ParentKey(key) != parent {
		l.t.Errorf("%s has got the code %s, which does not stand under %s", place, key, parent)
	}
}

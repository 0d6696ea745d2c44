package engine

import (
	"strings"
	"testing"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
)

// A column that stood for Year 1 has become one for Year 2: what was said in the
// old version, and is in the ledger already, is about the later year, too.
func TestClaimsFollowTheYearOfTheirField(t *testing.T) {
	d := newDesk(t)
	old := d.Library.Form("A")
	now := strings.NewReplacer(
		"\nversion: 1\n", "\nversion: 2\nupgrade:\n  - from: 1\n    fields: {measures.target_y1: measures.target_next}\n",
		"{id: target_y1, attr: target, period: y1,", "{id: target_next, attr: target, period: y2,",
		"{id: target_y2, attr: target, period: y2,", "{id: target_y2, attr: target, period: y3,",
	).Replace(string(old.Source))
	lib, err := d.Library.With([][]byte{[]byte(now)})
	must(t, err)
	must(t, d.store.SaveForms(map[string][]byte{old.Hash: old.Source}))
	e := &Engine{Workspace: d.Workspace, Library: lib, store: d.store}

	said := func(field, period string) ledger.Claim {
		return ledger.Claim{Act: ledger.State, Value: value.OfMeasure(73, "%"), Where: finding.Location{Judge: "A.measures." + field},
			Subject: org.Subject{Kind: org.KindGoalMeasure, Key: "G1.1", Attr: "target", Period: period}}
	}
	l := &ledger.Ledger{Claims: []ledger.Claim{said("target_y1", "2026-27"), said("target_y1", "y1"), said("target_y2", "2027-28")}}
	must(t, e.upgradeClaims(l))
	for n, want := range []string{"2027-28", "y2", "2027-28"} {
		if got := l.Claims[n].Subject.Period; got != want {
			t.Errorf("claim %d is about %s, want %s", n+1, got, want)
		}
	}
}

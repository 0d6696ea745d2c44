package quality

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"spm/engine/finding"
	"spm/engine/org"
)

// TestSound: nothing is found in the plans that the fixtures start from.
func TestSound(t *testing.T) {
	for _, base := range []string{"", "_operations", "_review"} {
		o, s, where := scene(t, fixture{Base: base})
		if found := Check(o, s, where); len(found) > 0 {
			t.Errorf("base %q: %v", base, wants(found))
		}
	}
}

// TestCodes: each fixture gives what it wants and nothing else, from all rules
// together and from its own rule alone; each rule has one.
func TestCodes(t *testing.T) {
	for _, rule := range Rules() {
		t.Run(string(rule.Code), func(t *testing.T) {
			hit := false
			for _, f := range load(t, string(rule.Code)) {
				o, s, where := scene(t, f)
				got := wants(Check(o, s, where))
				if diff := cmp.Diff(f.Want, got, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("%s: -want +got\n%s\n%v", f.Case, diff, got)
				}
				if diff := cmp.Diff(got, wants(rule.Check(o, s, where))); diff != "" {
					t.Errorf("%s: -all rules +this rule\n%s", f.Case, diff)
				}
				hit = hit || len(f.Want) > 0
			}
			if !hit {
				t.Errorf("%s.yaml holds no case that is found", rule.Code)
			}
		})
	}
}

// TestRulesAndCatalogue: every page of the guidebook's rules has its rule, in
// the catalogue's and in the rules' list once.
func TestRulesAndCatalogue(t *testing.T) {
	seen := map[finding.Code]bool{}
	for _, r := range Rules() {
		if seen[r.Code] {
			t.Errorf("%s stands twice in the rules", r.Code)
		}
		seen[r.Code] = true
		if _, ok := finding.Lookup(r.Code); !ok {
			t.Errorf("%s has no page in the catalogue", r.Code)
		}
		if _, err := os.Stat(filepath.Join(codes, string(r.Code)+".yaml")); err != nil {
			t.Errorf("%s has no fixture: %v", r.Code, err)
		}
	}
}

// TestNothingAsked: where no form has come back and nothing was written,
// nothing is missed; an empty organization alarms nobody.
func TestNothingAsked(t *testing.T) {
	o, s, where := scene(t, fixture{})
	s.Returned = nil
	bare := &org.Organization{Profile: o.Profile, Branches: o.Branches, Units: o.Units, People: o.People}
	bare.Profile.Mission = ""
	if found := Check(bare, s, where); len(found) > 0 {
		t.Errorf("%v", wants(found))
	}
	if found := Check(&org.Organization{}, Scope{}, nil); len(found) > 0 {
		t.Errorf("%v", wants(found))
	}
}

// TestBranch: a scope of one branch leaves the others and the organization out.
func TestBranch(t *testing.T) {
	f := fixture{Branch: "SI", Change: plan{
		"organization":     {"mission": nil},
		"goal G1":          {"explanation": nil},
		"strategy HR/S1.1": {"explanation": nil},
		"strategy SI/S2.1": {"explanation": nil},
	}}
	o, s, where := scene(t, f)
	found := Check(o, s, where)
	if len(found) != 1 || found[0].Subject != "SI/S2.1" {
		t.Errorf("%v", wants(found))
	}
}

package org_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/org"
	"spm/engine/value"
)

// analysed is a division of three units, and a strand that one of them is a
// member of. A mark is a line: function, then the strategies or units.
func analysed(t *testing.T) *org.Organization {
	t.Helper()
	b := org.NewBuilder()
	put := func(kind org.Kind, key, attr string, v value.Value) {
		t.Helper()
		if err := b.Set(org.Subject{Kind: kind, Key: key, Attr: attr}, v); err != nil {
			t.Fatal(err)
		}
	}
	text := func(kind org.Kind, key, attr, v string) { t.Helper(); put(kind, key, attr, value.OfText(v)) }
	text(org.KindBranch, "HR", "name", "Human Resources")
	text(org.KindBranch, "SI", "name", "School Improvement")
	put(org.KindBranch, "SI", "members", value.OfList("U02"))
	for unit, branch := range map[string]string{"U01": "HR", "U02": "HR", "U03": "HR", "U04": "SI"} {
		text(org.KindUnit, unit, "branch", branch)
	}
	for key, name := range map[string]string{
		"HR/FN-LA-01": "Communication", "HR/FN-MG-01": "Procurement", "HR/FN-PD-01": "Research",
		"HR/FN-PD-02": "Grant Writing", "HR/FN-SF-01": "Licensure", "SI/FN-LA-01": "communication",
	} {
		text(org.KindFunction, key, "name", name)
	}
	text(org.KindFunction, "HR/FN-LA-01", "competencies", "Writes plainly")
	text(org.KindFunction, "HR/FN-MG-01", "competencies", "Knows contracts")
	for kind, marks := range map[org.Kind]string{
		org.KindFunctionNeed: "HR/FN-LA-01:S1.1 HR/FN-LA-01:S1.2 HR/FN-MG-01:S1.1 HR/FN-PD-01:S1.1",
		org.KindFunctionUse:  "HR/FN-LA-01:U01 HR/FN-LA-01:U02 HR/FN-MG-01:U01 HR/FN-SF-01:U03 SI/FN-LA-01:U02",
	} {
		for key := range strings.FieldsSeq(marks) {
			text(kind, key, "marked", "yes")
		}
	}
	text(org.KindFunctionUse, "HR/FN-PD-01:U01", "marked", "no")
	return b.Organization()
}

func TestFindingOf(t *testing.T) {
	o := analysed(t)
	for function, want := range map[string]struct {
		finding     string
		by, through []string
	}{
		"HR/FN-LA-01": {"Redundancy", []string{"HR/S1.1", "HR/S1.2"}, []string{"U01", "U02"}},
		"HR/FN-MG-01": {"OK", []string{"HR/S1.1"}, []string{"U01"}},
		"HR/FN-PD-01": {"Gap", []string{"HR/S1.1"}, nil},
		"HR/FN-PD-02": {"Not used", nil, nil},
		"HR/FN-SF-01": {"Performed but not needed", nil, []string{"U03"}},
	} {
		if got := o.FindingOf(function); string(got) != want.finding {
			t.Errorf("%s: %s, want %s", function, got, want.finding)
		}
		if diff := cmp.Diff(want.by, o.NeededBy(function)); diff != "" {
			t.Errorf("%s needed by: -want +got\n%s", function, diff)
		}
		if diff := cmp.Diff(want.through, o.PerformedBy(function)); diff != "" {
			t.Errorf("%s performed by: -want +got\n%s", function, diff)
		}
	}
}

// The functions of a unit are those of the branch that looks at it.
func TestFunctionsOf(t *testing.T) {
	o := analysed(t)
	if got := o.FunctionsOf("HR", "U01"); !cmp.Equal(got, []string{"HR/FN-LA-01", "HR/FN-MG-01"}) {
		t.Errorf("U01 in HR: %v", got)
	}
	if got := o.FunctionsOf("SI", "U02"); !cmp.Equal(got, []string{"SI/FN-LA-01"}) {
		t.Errorf("U02 in SI: %v", got)
	}
	if got := o.CompetenciesOf("HR", "U01"); got != "Writes plainly\nKnows contracts" {
		t.Errorf("competencies of U01: %q", got)
	}
	o.Unit("U01").Competencies = "Its own"
	if got := o.CompetenciesOf("HR", "U01"); got != "Its own" {
		t.Errorf("stated competencies of U01: %q", got)
	}
}

func TestSharedWith(t *testing.T) {
	o := analysed(t)
	if got := o.SharedWith("HR/FN-LA-01"); !cmp.Equal(got, []string{"School Improvement"}) {
		t.Errorf("shared with %v", got)
	}
	o.FunctionReviews = []*org.FunctionReview{{Entity: org.Entity{Key: "HR/FN-LA-01"}, Others: "Finance and school improvement"}}
	if got := o.SharedWith("HR/FN-LA-01"); !cmp.Equal(got, []string{"Finance and school improvement"}) {
		t.Errorf("named and found, shared with %v", got)
	}
	if got := o.SharedWith("HR/FN-MG-01"); got != nil {
		t.Errorf("procurement is shared with %v", got)
	}
}

func TestUnitsOf(t *testing.T) {
	o := analysed(t)
	if got := o.UnitsOf("SI"); !cmp.Equal(got, []string{"U02", "U04"}) {
		t.Errorf("units of the strand: %v", got)
	}
}

func TestOverlap(t *testing.T) {
	o := analysed(t)
	for _, tc := range []struct{ strategy, unit, want string }{
		{"HR/S1.1", "U01", "2 of 3 functions, rank 1 of 3"},
		{"HR/S1.1", "U02", "1 of 3 functions, rank 2 of 3"},
		{"HR/S1.1", "U03", "0 of 3 functions, rank 3 of 3"},
		{"HR/S1.1", "U04", "0 of 3 functions, rank 3 of 4"}, // of another branch
		{"HR/S1.2", "U02", "1 of 1 function, rank 1 of 3"},  // a rank that it shares
		{"HR/S1.3", "U01", ""},
	} {
		if got := o.Overlap(tc.strategy, tc.unit).String(); got != tc.want {
			t.Errorf("%s in %s: %q, want %q", tc.unit, tc.strategy, got, tc.want)
		}
	}
	if got := o.Overlaps("HR/S1.1"); len(got) != 3 || got[1] != o.Overlap("HR/S1.1", "U02") {
		t.Errorf("%v", got)
	}
}

func TestDistribution(t *testing.T) {
	o := analysed(t)
	for i, lead := range []string{"U01", "U01", "U01", "U04", ""} {
		key := "HR/M1.1-Y1" + string(rune('a'+i))
		o.Milestones = append(o.Milestones, &org.Milestone{Entity: org.Entity{Key: key}, Year: "y1", Text: "Do it.", LeadUnit: lead})
	}
	var got []string
	for _, s := range o.Distribution("HR", 1) {
		got = append(got, s.Unit+": "+s.String())
	}
	want := []string{"U01: 3 of 4 (75%)", "U02: 0 of 4 (0%)", "U03: 0 of 4 (0%)", "U04: 1 of 4 (25%)"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if got := o.Distribution("HR", 2); len(got) != 3 || got[0].String() != "0" {
		t.Errorf("a year without milestones: %v", got)
	}
	if got := o.FunctionShares("HR"); len(got) != 3 || got[0].String() != "2 of 4 (50%)" {
		t.Errorf("marks of functions: %v", got)
	}
}

func TestCrowded(t *testing.T) {
	spread := func(counts ...int) (all []org.Share) {
		of := 0
		for _, n := range counts {
			of += n
		}
		for i, n := range counts {
			all = append(all, org.Share{Unit: string(rune('A' + i)), Count: n, Of: of})
		}
		return all
	}
	for _, tc := range []struct {
		counts []int
		want   string
	}{
		{[]int{1, 1, 1}, ""},  // as even as can be
		{[]int{0, 3, 1}, "B"}, // one unit has most
		{[]int{2, 2, 1, 0}, "AB"},
		{[]int{2, 2, 2, 1, 1}, ""},
		{[]int{5}, ""},
		{[]int{0, 0, 0}, ""},
		{nil, ""},
	} {
		got := ""
		for _, s := range org.Crowded(spread(tc.counts...), 0.5) {
			got += s.Unit
		}
		if got != tc.want {
			t.Errorf("%v: %q, want %q", tc.counts, got, tc.want)
		}
	}
}

package org_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/org"
	"spm/engine/value"
)

func TestParentKey(t *testing.T) {
	for key, want := range map[string]string{
		"G1": "", "G1-I2": "G1", "G12-I10": "G12",
		"HR/S1.2": "G1", "S3.10": "G3", "HR/S1.2-I1": "HR/S1.2",
		"HR/M1.2-Y1": "HR/S1.2", "HR/M1.2-Y1b": "HR/S1.2", "M1.2-Y3": "S1.2",
		"HR/A1.2-Y1-01": "HR/M1.2-Y1", "HR/A1.2-Y1b-12": "HR/M1.2-Y1b",
		"HR": "", "U01": "", "HR/NEW-M1": "", "HR/C1": "", "": "", "HR/M1.2": "",
	} {
		if got := org.ParentKey(key); got != want {
			t.Errorf("the parent of %s is %q, want %q", key, got, want)
		}
	}
}

func TestNextCode(t *testing.T) {
	for _, tc := range []struct {
		kind               org.Kind
		parent, year, want string
		taken              []string
	}{
		{kind: org.KindGoal, want: "G1"},
		{kind: org.KindGoal, taken: []string{"G1", "G3"}, want: "G2"},
		{kind: org.KindGoalMeasure, parent: "G1", want: "G1-I1"},
		{kind: org.KindStrategy, parent: "G2", taken: []string{"S2.1"}, want: "S2.2"},
		{kind: org.KindMeasure, parent: "HR/S1.2", want: "S1.2-I1"},
		{kind: org.KindMilestone, parent: "HR/S1.2", year: "y1", want: "M1.2-Y1"},
		{kind: org.KindMilestone, parent: "HR/S1.2", year: "y1", taken: []string{"M1.2-Y1", "M1.2-Y1b"}, want: "M1.2-Y1c"},
		{kind: org.KindMilestone, parent: "HR/S1.2", year: "y2", taken: []string{"M1.2-Y1"}, want: "M1.2-Y2"},
		{kind: org.KindAction, parent: "HR/M1.2-Y1b", taken: []string{"A1.2-Y1b-01"}, want: "A1.2-Y1b-02"},
		{kind: org.KindClient, want: "C1"},
		{kind: org.KindWork, want: "W01"},
		{kind: org.KindPerson, taken: []string{"P01"}, want: "P02"},
		{kind: org.KindUnit, want: "U01"},
		{kind: org.KindSchool, want: "SC1"},
		{kind: org.KindBranch, want: "B1"},
	} {
		code, err := org.NextCode(tc.kind, tc.parent, tc.year, func(c string) bool { return slices.Contains(tc.taken, c) })
		if code != tc.want || err != nil {
			t.Errorf("the next %s under %q is %q (%v), want %q", tc.kind, tc.parent, code, err, tc.want)
		}
		if tc.parent != "" {
			if got := org.ParentKey(org.Join(org.Scope(tc.parent), code)); got != tc.parent {
				t.Errorf("%s names the parent %q, want %q", code, got, tc.parent)
			}
		}
	}
	all := func(string) bool { return true }
	if code, err := org.NextCode(org.KindMilestone, "S1.1", "y1", all); err == nil {
		t.Errorf("a year holds no more than 26 milestones, yet there is %s", code)
	}
	if _, err := org.NextCode(org.KindStatus, "", "", all); err == nil {
		t.Error("a status has no code of its own")
	}
}

func TestCompareCodes(t *testing.T) {
	order := strings.Fields("G1 G1-I1 G1-I2 G1-I10 G2 HR HR/A1.1-Y1-01 HR/M1.1-Y1 HR/M1.1-Y1b HR/M1.1-Y2 HR/S1.2 HR/S1.10 HR/S2.1 HR/S99999999999999999999.1 P01 P1 P2 SI/S1.1")
	shuffled := slices.Clone(order)
	slices.Sort(shuffled)
	slices.Reverse(shuffled)
	slices.SortFunc(shuffled, org.CompareCodes)
	if diff := cmp.Diff(order, shuffled); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for i, a := range order {
		for j, b := range order {
			if got := org.CompareCodes(a, b); got*(i-j) < 0 || (got == 0) != (i == j) {
				t.Errorf("%s and %s compare as %d", a, b, got)
			}
		}
	}
}

func TestScopeAndCode(t *testing.T) {
	for key, want := range map[string][2]string{"HR/S1.2": {"HR", "S1.2"}, "G1": {"", "G1"}, "a/b/c": {"a/b", "c"}} {
		if got := [2]string{org.Scope(key), org.Code(key)}; got != want {
			t.Errorf("%s is %v, want %v", key, got, want)
		}
		if got := org.Join(want[0], want[1]); got != key {
			t.Errorf("joined again it is %s, want %s", got, key)
		}
	}
}

func TestYears(t *testing.T) {
	o := &org.Organization{Profile: org.Profile{PlanStart: "2026-07-01"}}
	for n, want := range map[int]string{1: "2026-27", 2: "2027-28", 74: "2099-00"} {
		if got := o.SchoolYear(n); got != want {
			t.Errorf("year %d is %s, want %s", n, got, want)
		}
	}
	for label, want := range map[string]int{"2026-27": 1, "2027-28": 2, "2025-26": 0, "": 0} {
		if got := o.YearNumber(label); got != want {
			t.Errorf("%s is year %d, want %d", label, got, want)
		}
	}
	for day, want := range map[value.Date]int{"2026-05-01": 1, "2026-07-01": 1, "2027-06-30": 1, "2027-07-01": 2, "2028-12-31": 3} {
		if got := o.YearOn(day); got != want {
			t.Errorf("%s lies in year %d, want %d", day, got, want)
		}
	}
	first, last := o.YearSpan(2)
	if first != "2027-07-01" || last != "2028-06-30" {
		t.Errorf("year 2 goes from %s to %s", first, last)
	}
	months := o.Months(1)
	if len(months) != 12 || months[0] != "2026-07" || months[11] != "2027-06" {
		t.Errorf("the months of year 1 are %v", months)
	}
	for _, day := range o.Months(1) {
		if o.YearOn(value.Date(day+"-01")) != 1 {
			t.Errorf("%s is not in its own year", day)
		}
	}
	empty := &org.Organization{}
	if empty.SchoolYear(1) != "" || empty.YearOn("2026-10-01") != 1 || empty.Months(1) != nil || empty.YearNumber("") != 0 {
		t.Error("a plan without a first day has no years yet")
	}
	for y, want := range map[string]int{"y1": 1, "Y3": 3, "y12": 12, "": 0, "2026-27": 0, "year": 0} {
		if got := org.PlanYear(y); got != want {
			t.Errorf("%q is plan year %d, want %d", y, got, want)
		}
	}
}

func TestQuarters(t *testing.T) {
	o := &org.Organization{Profile: org.Profile{PlanStart: "2026-07-01"}}
	for day, want := range map[value.Date]string{
		"2026-05-01": "2026-27 Q1", "2026-07-01": "2026-27 Q1", "2026-09-30": "2026-27 Q1", "2026-10-01": "2026-27 Q2",
		"2027-03-31": "2026-27 Q3", "2027-06-30": "2026-27 Q4", "2027-07-01": "2027-28 Q1",
	} {
		if got := o.QuarterOn(day); got != want {
			t.Errorf("%s lies in %s, want %s", day, got, want)
		}
	}
	if got := strings.Join(o.QuarterMonths("2027-28 Q2"), " "); got != "2027-10 2027-11 2027-12" {
		t.Errorf("the months of 2027-28 Q2 are %s", got)
	}
	if first, last := o.QuarterSpan("2026-27 Q3"); first != "2027-01-01" || last != "2027-03-31" {
		t.Errorf("2026-27 Q3 goes from %s to %s", first, last)
	}
	if year, quarter := o.Quarter("2027-28 Q4"); year != 2 || quarter != 4 {
		t.Errorf("2027-28 Q4 is quarter %d of year %d", quarter, year)
	}
	for _, label := range []string{"", "2026-27", "2026-27 Q0", "2026-27 Q5", "2025-26 Q1", "2026-10"} {
		if year, quarter := o.Quarter(label); year != 0 || quarter != 0 || o.QuarterMonths(label) != nil {
			t.Errorf("%q is taken for quarter %d of year %d", label, quarter, year)
		}
	}
	if o.QuarterLabel(1, 5) != "" || (&org.Organization{}).QuarterOn("2026-10-01") != "" {
		t.Error("a quarter that is none has a label")
	}
}

// What is set is got: every attribute of every kind holds every sort of value
// that its fields may have.
func TestSetAndGet(t *testing.T) {
	text := []value.Value{value.OfText("Some words"), {Type: value.Long, Text: "Two\nlines"}, value.OfDate("2026-10-01"), value.OfRef("U01"), value.OfChoice("y1"), {Type: value.YesNo, Text: "yes"}}
	samples := map[string][]value.Value{
		"text":   text,
		"list":   {value.OfList("One", "Two"), {Type: value.Refs, Items: []string{"U01", "U02"}}},
		"number": {value.OfNumber(3), value.OfNumber(2.5)},
		"any":    append([]value.Value{value.OfMeasure(59, "%"), value.OfMeasure(1250, "$"), {Type: value.Measure, Text: "TBD"}, value.OfList("One", "Two")}, text...),
	}
	b := org.NewBuilder()
	for _, a := range org.Attributes() {
		s := org.Subject{Kind: a.Kind, Key: "HR/X1", Attr: a.Name}
		if a.Kind == org.KindOrganization {
			s.Key = ""
		}
		if a.Yearly || org.Periodic(a.Kind) {
			s.Period = "2026-27"
		}
		set := func(v value.Value) value.Value {
			if err := b.Set(s, v); err != nil {
				t.Fatalf("%s of %s: %v", a.Name, a.Kind, err)
			}
			got := b.Get(s)
			got.Type = v.Type
			return got
		}
		nature := "text"
		switch {
		case set(value.OfMeasure(59, "%")).Unit == "%":
			nature = "any"
		case set(value.OfNumber(3)).Numeric:
			nature = "number"
		case len(set(value.OfList("One", "Two")).Items) == 2:
			nature = "list"
		}
		for _, v := range samples[nature] {
			if got := set(v); !got.Equal(v) {
				t.Errorf("%s of %s, which holds %s, is set to %+v and got as %+v", a.Name, a.Kind, nature, v, got)
			}
		}
	}
}

func TestPeriodsAreApart(t *testing.T) {
	b := org.NewBuilder()
	set := func(s org.Subject, text string) {
		if err := b.Set(s, value.OfText(text)); err != nil {
			t.Fatal(err)
		}
	}
	status := org.Subject{Kind: org.KindStatus, Key: "HR/A1.1-Y1-01", Attr: "status"}
	for _, month := range []string{"2026-10", "2026-09"} {
		status.Period = month
		set(status, "in "+month)
	}
	target := org.Subject{Kind: org.KindMeasure, Key: "HR/S1.1-I1", Attr: "target"}
	for _, year := range []string{"2026-27", "2027-28"} {
		target.Period = year
		set(target, "in "+year)
	}
	o := b.Organization()
	if len(o.Statuses) != 2 || o.Statuses[0].Period != "2026-09" || o.Status("HR/A1.1-Y1-01", "2026-10").Status != "in 2026-10" {
		t.Errorf("each month has its own status, in order: %+v", o.Statuses)
	}
	if len(o.Measures) != 1 || o.Measure("HR/S1.1-I1").Target["2027-28"].Text != "in 2027-28" {
		t.Errorf("a measure has a target for each year: %+v", o.Measures)
	}
}

func TestBuilder(t *testing.T) {
	b := org.NewBuilder()
	other := org.Subject{Kind: org.KindAction, Key: "HR/A1.1-Y1-01", Attr: "other.cost centre"}
	if err := b.Set(other, value.OfText("4711")); err != nil {
		t.Fatal(err)
	}
	if got := b.Get(other).Text; got != "4711" {
		t.Errorf("a column of the workspace's own is got as %q", got)
	}
	if err := b.Ensure(org.Subject{Kind: org.KindStrategy, Key: "HR/S1.10"}); err != nil {
		t.Fatal(err)
	}
	if err := b.Ensure(org.Subject{Kind: org.KindStrategy, Key: "HR/S1.2"}); err != nil {
		t.Fatal(err)
	}
	o := b.Organization()
	if o.Strategies[0].Key != "HR/S1.2" || o.Strategies[0].Goal != "G1" || o.Actions[0].Milestone != "HR/M1.1-Y1" {
		t.Errorf("entities are in order and know their parents: %+v, %+v", *o.Strategies[0], *o.Actions[0])
	}
	for _, s := range []org.Subject{{Kind: "building", Key: "B1", Attr: "name"}, {Kind: org.KindGoal, Key: "G1", Attr: "colour"}} {
		if err := b.Set(s, value.OfText("x")); err == nil {
			t.Errorf("%s is set, though the model lacks it", s)
		}
		if got := b.Get(s); !got.Blank() {
			t.Errorf("%s is got as %+v", s, got)
		}
	}
}

// The strategies of the guidebook (its pages on Human Resources and on School
// Improvement), as staff type them: with and without the words of the form.
func TestStatement(t *testing.T) {
	const (
		hrIf   = "we implement an employee evaluation process based on growth, rather than retribution, to build and retain high-quality employees"
		hrThen = "more high-quality employees will be providing exceptional services to districts, schools, partners, and other agencies to meet the needs of all students"
		and    = "each student will successfully meet his or her annual targets and graduate ready to pursue post-secondary study and/or a career"
		siIf   = "we implement a system of differentiated technical assistance and supports matched to district and school needs"
		siThen = "more districts and schools will have the capacity to implement high-quality education services to meet the needs of each student"
	)
	hr, si := "If "+hrIf+", then "+hrThen+", and "+and+".", "If "+siIf+", then "+siThen+", and "+and+"."
	for _, tc := range []struct{ name, if_, then, and, want string }{
		{"Human Resources", hrIf, hrThen, and, hr},
		{"School Improvement", siIf, siThen, and, si},
		{"with the words of the form", "If " + hrIf + ",", "then " + hrThen + ",", "and " + and + ".", hr},
		{"with capitals and dots", "IF " + siIf, "Then … " + siThen, "… and " + and + "…", si},
		{"with commas after the words", "If, " + siIf, "then, " + siThen, "and, " + and, si},
		{"on several lines", "If we\n" + siIf[len("we "):], "then\n" + siThen, "and\n" + and + "\n", si},
		{"without the and part", hrIf, hrThen, "", "If " + hrIf + ", then " + hrThen + "."},
		{"without then and and", hrIf, "", "", "If " + hrIf + "."},
		{"nothing yet", "", "", "", ""},
		{"words that only begin alike", "iffy plans end", "thenceforth we act", "andragogy grows", "If iffy plans end, then thenceforth we act, and andragogy grows."},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := org.Strategy{If: tc.if_, Then: tc.then, And: tc.and}
			if diff := cmp.Diff(tc.want, s.Statement()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// What was said for a year that a form counts in another way now is about the
// year that it counts.
func TestMoved(t *testing.T) {
	for _, tc := range []struct{ said, was, now, want string }{
		{"2026-27", "y1", "y1", "2026-27"}, {"2026-27", "y1", "y3", "2028-29"}, {"y2", "y2", "y1", "y1"}, {"2027-28", "next", "this", "2026-27"},
		{"", "", "y1", "y1"}, {"2026-27", "this", "y1", "2026-27"}, {"2026-10", "y1", "y2", "2026-10"}, {"1999-00", "this", "next", "2000-01"},
	} {
		if got := org.Moved(tc.said, tc.was, tc.now); got != tc.want {
			t.Errorf("%q of %q is %q for %q, want %q", tc.said, tc.was, got, tc.now, tc.want)
		}
	}
}

package narrative

import (
	"flag"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
	"spm/reports/document"
)

var update = flag.Bool("update", false, "rewrite the golden texts")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and read the diff", path)
	}
}

func must(d *document.Document, err error) func(testing.TB) *document.Document {
	return func(t testing.TB) *document.Document {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
}

func full(t testing.TB) Input {
	in := district(t).input()
	in.Missing = absent
	return in
}

func TestGoldens(t *testing.T) {
	month := full(t)
	month.Month, month.Today = "2026-12", "2027-01-08"
	branch := full(t)
	branch.Branch = "HR"
	golden(t, "annual.txt", dump(must(Annual(full(t)))(t)))
	golden(t, "annual-HR.txt", dump(must(Annual(branch))(t)))
	golden(t, "board.txt", dump(must(Board(month))(t)))
	golden(t, "monthly.txt", dump(must(Monthly(month))(t)))
}

func TestFromNothing(t *testing.T) {
	empty := newSample(t)
	in := empty.input()
	golden(t, "annual-empty.txt", dump(must(Annual(in))(t)))
	in.Month = "2026-10"
	must(Board(in))(t)
	must(Monthly(in))(t)
	empty.open(ledger.Centre, "", "", "setup.xlsx", "Setup", "2026-03-01")
	empty.text("branch HR name", "Human Resources")
	empty.text("unit U01 name", "Talent Development")
	empty.say("unit U01 branch", value.OfRef("HR"))
	in = empty.input()
	in.Month = "2026-10"
	in.Missing = []Missing{{Kind: "monthly", Unit: "U01", Period: "2026-10", Due: "2026-11-04"}}
	golden(t, "monthly-empty.txt", dump(must(Monthly(in))(t)))
}

// cases are reports of the district with one thing changed.
var cases = []struct {
	name    string
	change  func(s *sample)
	input   func(in *Input)
	want    []string
	without []string
}{
	{name: "missing", want: []string{
		"Recruitment and Staffing had not reported for March 2027, due Apr 5, 2027.",
		"Teaching & Learning had not returned the annual review for 2026-27, due Jun 30, 2027.",
	}},
	{name: "disputed", want: []string{"71% (Human Resources) or 72% (Teaching & Learning)", "Human Resources says 71% (review-HR.xlsx: R4 Milestones!C", "Disputed"}},
	{name: "small count", want: []string{"fewer than 10", "12 students", "To protect students"}, without: []string{"6 students", "9 students", "(9.00", "(6.00"}},
	{name: "small count of another size", input: func(in *Input) { in.SmallCount = 5 }, want: []string{"9 students"}, without: []string{"fewer than"}},
	{name: "small count told in words", change: func(s *sample) {
		s.say("goal_measure G2-I1 actual 2026-27", value.Value{Type: value.Measure, Text: "7 students so far"})
	}, want: []string{"fewer than 10 students so far"}, without: []string{"7 students"}},
	{name: "large count told in words", change: func(s *sample) {
		s.say("goal_measure G2-I1 actual 2026-27", value.Value{Type: value.Measure, Text: "1,005 students, 3.5 students a class, group A5 students"})
	}, want: []string{"1,005 students, 3.5 students a class, group A5 students"}},
	{name: "progress", change: func(s *sample) {
		s.text("status HR/A1.1-Y1-02 progress 2026-12", "Half of the form is written.")
		s.text("status HR/A1.1-Y1-02 progress 2027-03", "The form is in use; "+strings.Repeat("we showed it to a school, ", 16)+"and the rest.")
	}, want: []string{"Growth plan form. “The form is in use; we showed it", " …” (Talent Development, March 2027)"}, without: []string{"Half of the form", "and the rest"}},
	{name: "progress without a product", change: func(s *sample) {
		s.text("status HR/A1.1-Y1-03 progress 2027-03", "Ten have tried it.")
	}, want: []string{"| “Ten have tried it.” (Talent Development, March 2027)"}},
	{name: "drafts of a date", change: func(s *sample) {
		s.open(ledger.Unit, "U01", "Talent Development", "plan-U01.xlsx", "N", "2026-05-02")
		s.say("action HR/A1.1-Y1-03 end", value.OfDate("2026-10-31"))
		s.open(ledger.Unit, "U01", "Talent Development", "plan-U01.xlsx", "N", "2026-06-02")
		s.say("action HR/A1.1-Y1-03 end", value.OfDate("2026-11-30"))
		s.open(ledger.Unit, "U01", "Talent Development", "monthly-U01.xlsx", "N", "2026-10-02")
		s.say("action HR/A1.1-Y1-03 end", value.OfDate("2027-01-31"))
	}, want: []string{"Nov 30, 2026 | Jan 31, 2027"}, without: []string{"Oct 31, 2026 | Jan"}},
	{name: "promised after the plan began", change: func(s *sample) {
		s.open(ledger.Unit, "U01", "Talent Development", "plan-U01.xlsx", "N", "2026-08-02")
		s.say("action HR/A1.1-Y1-09 text", value.OfText("Train mentors"))
		s.say("action HR/A1.1-Y1-09 end", value.OfDate("2026-10-31"))
		s.open(ledger.Unit, "U01", "Talent Development", "monthly-U01.xlsx", "N", "2026-10-02")
		s.say("action HR/A1.1-Y1-09 end", value.OfDate("2027-01-31"))
	}, without: []string{"Oct 31, 2026 | Jan 31, 2027"}},
	{name: "small count in dispute", change: func(s *sample) { s.differ("goal_measure G2-I1 actual 2026-27", value.OfMeasure(14, "students")) },
		want: []string{"fewer than 10 or 14 students", "To protect students"}, without: []string{"9 students"}},
	{name: "adopted", without: []string{"draft: true"}},
	{name: "draft", change: func(s *sample) { s.choice("organization plan_status", "draft") }, want: []string{"draft: true", "The plan has not been adopted; its status is Draft."}},
	{name: "public", input: func(in *Input) { in.Public = true }, want: []string{"for the public"}, without: []string{"asks leadership for help"}},
	{name: "internal goal", change: func(s *sample) { s.choice("goal G2 public", "internal") }, input: func(in *Input) { in.Public = true },
		want: []string{"The words of goal G2 are for internal use", "then teachers will build on the languages of home."}, without: []string{"All students will read", "speak with confidence"}},
	{name: "internal mission", change: func(s *sample) { s.choice("organization public", "internal") }, input: func(in *Input) { in.Public = true },
		without: []string{"river valley", "annual growth targets and graduate"}},
	{name: "adjusted target", want: []string{"70% (first promised: 68%)"}},
	{name: "moved date", want: []string{"Jan 29, 2027 | Mar 12, 2027"}},
	{name: "characters", input: func(in *Input) {
		in.Characters = []Character{{Text: "ꓘ", Where: finding.Location{File: "plan-U01.xlsx", Sheet: "N", Row: 9, Col: 2}}}
	}, want: []string{"The character “ꓘ” in plan-U01.xlsx: N!B9 is in none of our fonts"}},
	{name: "reworded", change: func(s *sample) { s.text("milestone HR/M1.1-Y2 text", "Pilot the process in two departments.") },
		want: []string{"Pilot the process in two departments (first worded: Pilot the professional growth plan process)"}},
	{name: "unit differs", change: func(s *sample) { s.say("measure HR/S1.1-I1 actual 2026-27", value.OfMeasure(66, "points")) }, want: []string{"(To be determined)"}},
	{name: "no result", change: func(s *sample) { s.say("measure HR/S1.1-I1 actual 2026-27", value.Value{}) },
		want: []string{"No result for 2026-27 was stated for HR/S1.1-I1.", "(No data)"}},
	{name: "disputed status", change: func(s *sample) { s.differ("status HR/A1.1-Y1-03 status 2027-03", value.OfChoice("behind")) },
		want: []string{"On schedule (Talent Development) or Behind schedule (Teaching & Learning)"}},
	{name: "unknown name", want: []string{"(Pat Quill)"}},
	{name: "theory", want: []string{"The work was done in part", "Work and direct effect are both under way."}},
}

func TestCases(t *testing.T) {
	text := func(t *testing.T, in Input) string { return dump(must(Annual(in))(t)) }
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			s := district(t)
			if tc.change != nil {
				tc.change(s)
			}
			in := s.input()
			in.Missing = absent
			if tc.input != nil {
				tc.input(&in)
			}
			got := text(t, in)
			for _, want := range tc.want {
				if !strings.Contains(got, want) {
					t.Errorf("%q is not in the report", want)
				}
			}
			for _, without := range tc.without {
				if strings.Contains(got, without) {
					t.Errorf("%q is in the report", without)
				}
			}
		})
	}
}

func TestJudge(t *testing.T) {
	num := func(n float64, unit string) reading {
		return reading{said: literal("x"), number: n, unit: unit, numeric: true}
	}
	words := func(s string) reading { return reading{said: literal(s)} }
	for _, tc := range []struct {
		name                     string
		direction                string
		baseline, target, actual reading
		want                     string
	}{
		{"up", "up", num(59, "%"), num(63, "%"), num(66, "%"), "exceeded"},
		{"equal", "up", num(59, "%"), num(63, "%"), num(63, "%"), "met"},
		{"short", "", num(59, "%"), num(63, "%"), num(62.9, "%"), "not_met"},
		{"down", "down", num(24, "%"), num(20, "%"), num(19, "%"), "exceeded"},
		{"down, guessed", "", num(24, "%"), num(20, "%"), num(21, "%"), "not_met"},
		{"hold", "hold", num(95, "%"), num(95, "%"), num(95.2, "%"), "met"},
		{"hold, left", "hold", num(95, "%"), num(95, "%"), num(93, "%"), "not_met"},
		{"floating point", "up", num(0, ""), num(0.3, ""), num(0.1+0.2, ""), "met"},
		{"baseline set", "", words("To be determined"), words("To be determined"), num(35, "%"), "baseline_set"},
		{"neither stated", "", reading{}, reading{}, num(35, "%"), "undetermined"},
		{"target unknown", "", num(30, "%"), words("To be determined"), num(35, "%"), "undetermined"},
		{"units differ", "", num(30, "%"), num(40, "%"), num(35, "days"), "undetermined"},
		{"nothing", "", num(30, "%"), num(40, "%"), reading{}, "no_data"},
		{"no data", "", num(30, "%"), num(40, "%"), words("No data: survey cancelled"), "no_data"},
		{"later", "", num(30, "%"), num(40, "%"), words("To be determined in August"), "undetermined"},
	} {
		m := indicator{ind: &org.Indicator{Direction: tc.direction}, baseline: tc.baseline, target: tc.target, actual: tc.actual}
		if got := m.judge(); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, got, tc.want)
		}
	}
}

func TestMasked(t *testing.T) {
	w := must2(t, newSample(t).input())
	number := func(n float64, unit string) value.Value { return value.OfMeasure(n, unit) }
	told := func(s string) value.Value { return value.Value{Type: value.Measure, Text: s} }
	for _, tc := range []struct {
		name string
		v    value.Value
		want string
	}{
		{"Students suspended", number(7, ""), "fewer than 10"},
		{"Count of dropouts", number(7, ""), "fewer than 10"},
		{"Dropouts", number(7, ""), "fewer than 10"},
		{"Dropouts", number(17, ""), "17"},
		{"Students suspended", number(7, "%"), "7%"},
		{"Dollars spent on students", number(7, "$"), "$7"},
		{"Percent of students suspended", number(7, ""), "7"},
		{"Students per teacher", number(7.5, ""), "7.5"},
		{"Courses offered", number(7, ""), "7"},
		{"Courses offered", number(7, "students"), "fewer than 10"},
		{"Reading", told("1,005 students"), "1,005 students"},
		{"Reading", told("3.5 students"), "3.5 students"},
		{"Reading", told("about 9 pupils"), "about fewer than 10 pupils"},
		{"Reading", told("enrolled,7 students"), "enrolled,fewer than 10 students"},
		{"Reading", told("12 students"), "12 students"},
	} {
		if got, hidden := w.masked(&org.Indicator{Name: tc.name}, tc.v); got != tc.want || hidden != strings.Contains(tc.want, "fewer") {
			t.Errorf("%s: %q (%v), want %q", tc.name, got, hidden, tc.want)
		}
	}
}

// TestBarsOfOneUnit draws no number on the scale of another unit.
func TestBarsOfOneUnit(t *testing.T) {
	w := must2(t, newSample(t).input())
	num := func(n float64, unit string) reading {
		return reading{said: literal(value.FormatMeasure(n, unit)), number: n, unit: unit, numeric: true}
	}
	m := indicator{ind: &org.Indicator{}, baseline: num(480, "days"), target: num(40, "%"), actual: num(35, "%")}
	figures := w.bars(func(string) said { return literal("") }, []indicator{m})
	chart := figures[0].(document.Figure).Chart.(document.Bars)
	bar := chart.Bars[0]
	if !math.IsNaN(bar.Baseline.Number) || bar.Baseline.Text != "480 days" || bar.Target.Number != 40 || chart.Max != 100 {
		t.Errorf("%+v up to %v", bar, chart.Max)
	}
}

// TestBoardOfEarlierMonth leaves out what came after the month that followed.
func TestBoardOfEarlierMonth(t *testing.T) {
	s := district(t)
	board := func(month string) string {
		in := s.input()
		in.Month = month
		return dump(must(Board(in))(t))
	}
	s.open(ledger.Branch, "HR", "Human Resources", "review-HR.xlsx", "R4", "2027-01-31")
	s.pct("goal_measure G1-I1 actual 2026-27", 74)
	for month, want := range map[string]bool{"2026-11": false, "2026-12": true} {
		if got := board(month); strings.Contains(got, "74%") != want {
			t.Errorf("%s tells the result: %v", month, !want)
		}
	}
	review(s)
	for month, want := range map[string]bool{"2027-04": false, "2027-05": true} {
		if got := board(month); strings.Contains(got, "71% or 72%") != want || strings.Contains(got, "1 partly met") != want {
			t.Errorf("%s tells the review: %v\n%s", month, !want, got)
		}
	}
}

func TestNumbersOfThings(t *testing.T) {
	w := must2(t, newSample(t).input())
	three := words{"Total": count(""), "Complete": count(""), "Missing": count("")}
	for n, want := range []string{"None of the 2 planned actions has been completed.", "Of the 2 planned actions, 1 was completed.", "Both planned actions were completed."} {
		three["Total"] = count("", make([]said, 2)...)
		three["Complete"] = count("", make([]said, n)...)
		if got := w.tellN("did", three["Complete"], three).Text; got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
	if got := w.tellN("did", three["Complete"], three).Text; got != "Each of the 2 actions planned was completed." {
		t.Errorf("the second time: %q", got)
	}
	for want, items := range map[string][]string{"": nil, "a": {"a"}, "a and b": {"a", "b"}, "a, b, and c": {"a", "b", "c"}} {
		if got := series(items, "and"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func must2(t testing.TB, in Input) *writer {
	w, err := newWriter(in)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestSources sees to it that whatever prints a figure or a quotation says what
// it rests on, and that what is said to be claimed was claimed.
func TestSources(t *testing.T) {
	in := full(t)
	month := in
	month.Month = "2026-12"
	w := must2(t, in)
	for name, d := range map[string]*document.Document{
		"annual": must(Annual(in))(t), "board": must(Board(month))(t), "monthly": must(Monthly(month))(t),
	} {
		figure := regexp.MustCompile(`\d`)
		codes := regexp.MustCompile(`\b([A-Z]{2}/)?[GSMAIP]\d[-.\dYI a-z]*|\bYear \d|20\d\d-\d\d|(January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d`)
		prose(d, func(text string, sources []document.Source) {
			if figure.MatchString(codes.ReplaceAllString(text, "")) && len(sources) == 0 {
				t.Errorf("%s: %q has no source", name, text)
			}
		})
		d.Walk(func(text string, sources []document.Source) {
			for _, src := range sources {
				if src.Computed == "" && len(src.Claims) == 0 {
					t.Errorf("%s: a source of %q has neither claim nor rule", name, text)
				}
				for _, id := range src.Claims {
					c, ok := in.Ledger.Claim(id)
					if !ok {
						t.Errorf("%s: %q rests on claim %d, which is not there", name, text, id)
						continue
					}
					if printed, _ := w.format(c.Subject, c.Value); src.Computed == "" && printed != src.Value {
						t.Errorf("%s: %q rests on claim %d with %q, which says %q", name, text, id, src.Value, printed)
					}
				}
			}
		})
	}
}

// prose visits every text that states facts, without the annex and its numbers.
func prose(d *document.Document, visit func(string, []document.Source)) {
	short := *d
	short.Sections = nil
	for _, s := range d.Sections {
		if s.ID != "sources" {
			short.Sections = append(short.Sections, s)
		}
	}
	short.Walk(visit)
}

func TestBrokenTemplates(t *testing.T) {
	good, err := os.ReadFile("../../templates/narratives/glance.txt")
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct{ text, want string }{
		"syntax":   {"{{define \"a\"}}x{{end}}\n{{define \"b\"}}{{if}}{{end}}{{end}}", "narratives/x.txt:2"},
		"a word":   {string(good) + "\n{{define \"annual.title\"}}\n{{.Nothing}}{{end}}", "narratives/x.txt:"},
		"function": {"\n{{define \"a\"}}{{shout .N}}{{end}}", "narratives/x.txt:2"},
		"missing":  {"", `no file in narratives/ defines the sentence "annual.title"`},
	} {
		in := newSample(t).input()
		in.Templates = fstest.MapFS{"narratives/x.txt": {Data: []byte(tc.text)}}
		if _, err := Annual(in); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUnknownBranch(t *testing.T) {
	in := full(t)
	in.Branch = "XX"
	if _, err := Annual(in); err == nil || !strings.Contains(err.Error(), `"XX"`) {
		t.Error(err)
	}
}

func TestRepeatable(t *testing.T) {
	a, b := dump(must(Annual(full(t)))(t)), dump(must(Annual(full(t)))(t))
	if a != b {
		t.Error("equal input gives two texts")
	}
}

func BenchmarkAnnual(b *testing.B) {
	in := large(b).input()
	labels := map[string]string{}
	in.Labels = func(list, id string) string {
		k := list + " " + id
		if labels[k] == "" {
			labels[k] = label(list, id)
		}
		return labels[k]
	}
	for b.Loop() {
		must(Annual(in))(b)
	}
}

// TestEveryPhrase looks for the names of sentences in the source: each must
// stand in a file.
func TestEveryPhrase(t *testing.T) {
	w := must2(t, newSample(t).input())
	called := regexp.MustCompile(`w\.(tell|say|phrase|word|title|tellN|sayN|unitCaption)\("([^"]+)"[,)]|return "(theory\.[a-z_]+)"`)
	files, _ := filepath.Glob("*.go")
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range called.FindAllStringSubmatch(string(text), -1) {
			name := m[2] + m[3]
			if w.phrases.turns[name] == nil && w.phrases.turns[name+".many"] == nil {
				t.Errorf("%s: no file defines the sentence %q", file, name)
			}
		}
	}
	for _, answer := range []string{"met", "moved", "still", "short", "baseline", "disputed", "unknown"} {
		for _, part := range []string{"then", "and"} {
			if w.phrases.turns["theory."+part+"."+answer+".many"] == nil {
				t.Errorf("no sentence theory.%s.%s", part, answer)
			}
		}
	}
	for id := range outcomeTones {
		if w.phrases.turns["result."+id] == nil {
			t.Errorf("no word for the result %s", id)
		}
	}
}

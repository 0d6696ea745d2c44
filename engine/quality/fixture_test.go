package quality

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"spm/engine/finding"
	"spm/engine/org"
	"spm/engine/value"
)

const codes = "../../testdata/codes"

// plan is the model as a fixture writes it: entity → attribute → value.
type plan map[string]map[string]any

// fixture is one case of a code: what changes in the sound plan, and what
// must be found in it.
type fixture struct {
	Case     string     `yaml:"case"`
	Base     string     `yaml:"base"`  // laid over _plan.yaml before the change: _operations, _review
	Today    value.Date `yaml:"today"` // instead of the base's
	Year     int        `yaml:"year"`
	Branch   string     `yaml:"branch"`
	Returned []string   `yaml:"returned"` // forms beside those that the model shows: R4 HR 2026-27
	Plan     plan       `yaml:"plan"`     // of a base
	Change   plan       `yaml:"change"`
	Want     []want     `yaml:"want"`
}

// want is a finding as a fixture writes it.
type want struct {
	Code     string   `yaml:"code"`
	Severity string   `yaml:"severity"`
	Subject  string   `yaml:"subject"`
	At       []string `yaml:"at"` // the values that it points to
	Message  string   `yaml:"message"`
}

func (w want) String() string {
	return fmt.Sprintf("- code: %s\n  severity: %s\n  subject: %s\n  at: [%s]\n  message: %s\n", w.Code, w.Severity, w.Subject, strings.Join(w.At, ", "), w.Message)
}

// read holds the cases of files, which most tests lay over each other.
var read = map[string][]fixture{}

// load reads the cases of a file, one a YAML document.
func load(t *testing.T, name string) (cases []fixture) {
	t.Helper()
	if cases, ok := read[name]; ok {
		return cases
	}
	defer func() { read[name] = cases }()
	text, err := os.ReadFile(filepath.Join(codes, name+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	d := yaml.NewDecoder(bytes.NewReader(text), yaml.Strict())
	for {
		var f fixture
		if err := d.Decode(&f); errors.Is(err, io.EOF) {
			return cases
		} else if err != nil {
			t.Fatalf("%s.yaml: %v", name, err)
		}
		cases = append(cases, f)
	}
}

// scene is the organization of a fixture with what a rule needs to judge it.
func scene(t *testing.T, f fixture) (*org.Organization, Scope, func(org.Subject) []finding.Location) {
	t.Helper()
	base := load(t, "_plan")[0]
	model, today := plan{}, base.Today
	model.lay(t, base.Plan)
	if f.Base != "" {
		over := load(t, f.Base)[0]
		model.lay(t, over.Plan)
		today = over.Today
	}
	model.lay(t, f.Change)
	if f.Today != "" {
		today = f.Today
	}
	b := org.NewBuilder()
	for _, name := range slices.Sorted(maps.Keys(model)) {
		for attr, v := range model[name] {
			s := subject(t, name, attr)
			if err := b.Set(s, datum(s.Attr, v)); err != nil {
				t.Fatal(err)
			}
		}
	}
	o := b.Organization()
	returned := Seen(o)
	for _, form := range f.Returned {
		w := append(strings.SplitN(form, " ", 3), "", "")
		returned.Add(w[0], w[1], w[2])
	}
	where := func(s org.Subject) []finding.Location {
		if b.Get(s).Blank() {
			return nil
		}
		return []finding.Location{{File: string(s.Kind) + " " + s.String()}}
	}
	return o, Scope{Today: today, Year: f.Year, Branch: f.Branch, Returned: returned}, where
}

// lay lays changes over a plan; ~ takes away an entity or a value.
func (p plan) lay(t *testing.T, over plan) {
	t.Helper()
	for name, attrs := range over {
		if attrs == nil {
			if p[name] == nil {
				t.Fatalf("the plan has no %s to take away", name)
			}
			delete(p, name)
			continue
		}
		if p[name] == nil {
			p[name] = map[string]any{}
		}
		for attr, v := range attrs {
			if v == nil {
				delete(p[name], attr)
				continue
			}
			p[name][attr] = v
		}
	}
}

// known are the attributes of the model, with a period where they have one.
var known = func() map[org.Subject]bool {
	m := map[org.Subject]bool{}
	for _, a := range org.Attributes() {
		s := org.Subject{Kind: a.Kind, Attr: a.Name}
		if a.Yearly || org.Periodic(a.Kind) {
			s.Period = "period"
		}
		m[s] = true
	}
	return m
}()

// subject reads "measure HR/S1.1-I1" with "target 2026-27", and
// "quarter_review HR 2026-27 Q1" with "on".
func subject(t *testing.T, name, attr string) org.Subject {
	t.Helper()
	// The key of a check has a blank of its own: HR/QC 5.1.
	w := append(strings.SplitN(strings.Replace(name, "/QC ", "/QC_", 1), " ", 3), "", "")
	attr, period, _ := strings.Cut(attr, " ")
	s := org.Subject{Kind: org.Kind(w[0]), Key: strings.Replace(w[1], "/QC_", "/QC ", 1), Attr: attr, Period: w[2] + period}
	entry := org.Subject{Kind: s.Kind, Attr: attr}
	if s.Period != "" {
		entry.Period = "period"
	}
	if !known[entry] {
		t.Fatalf("the model has no %s of %s", attr, name)
	}
	return s
}

func datum(attr string, v any) value.Value {
	switch x := v.(type) {
	case []any:
		var items []string
		for _, i := range x {
			items = append(items, fmt.Sprint(i))
		}
		return value.OfList(items...)
	case uint64:
		return value.OfNumber(float64(x))
	case float64:
		return value.OfNumber(x)
	}
	text := fmt.Sprint(v)
	if slices.Contains([]string{"baseline", "target", "adjusted_target", "actual"}, attr) {
		m, _, _ := value.Parse(value.Spec{Type: value.Measure}, value.Raw{Text: text})
		return m
	}
	return value.OfText(text)
}

// wants are findings as a fixture writes them.
func wants(found finding.List) (all []want) {
	for _, f := range found {
		w := want{Code: string(f.Code), Severity: f.Severity.String(), Subject: f.Subject, Message: f.Message}
		for _, l := range append([]finding.Location{f.Where}, f.Also...) {
			if l.File != "" {
				w.At = append(w.At, l.File)
			}
		}
		all = append(all, w)
	}
	return all
}

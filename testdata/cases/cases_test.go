package cases

import (
	"slices"
	"strings"
	"testing"
)

func TestRiverbend(t *testing.T) {
	c, err := Load("riverbend")
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for i, s := range c.Story.Steps {
		if len(s.On) != len("2026-03-02") || s.Say == "" {
			t.Errorf("step %d: on %q, say %q", i+1, s.On, s.Say)
		}
		if s.Return == nil {
			continue
		}
		used[s.Return.Fill] = true
		if !strings.HasSuffix(s.Return.As, ".xlsx") {
			t.Errorf("step %d: saved as %q", i+1, s.Return.As)
		}
		for _, d := range s.Return.Damage {
			// What is understood as a matter of course is told to nobody, and has no expect.
			if d.Why == "" || d.Expect != nil && d.Expect.Words == "" {
				t.Errorf("step %d: damage without why, or an expect without words: %+v", i+1, d)
			}
		}
	}
	for name := range c.Fills {
		if !used[name] {
			t.Errorf("no step uses %s", name)
		}
	}
}

// The hand types 7/1/2026 as it comes from the keyboard; changes come last.
func TestTyped(t *testing.T) {
	c, err := Load("riverbend")
	if err != nil {
		t.Fatal(err)
	}
	setup := c.Fills["fill/setup.yaml"].Sheets["Setup"]
	if got := setup.Answers["S2.1"]; got != "7/1/2026" {
		t.Errorf("S2.1 is %T %v", got, got)
	}
	i := slices.IndexFunc(c.Story.Steps, func(s Step) bool { return s.Return != nil && s.Return.Changes != nil })
	fills, err := c.Typed(c.Story.Steps[i].Return)
	if err != nil {
		t.Fatal(err)
	}
	if len(fills) != 2 || fills[1].For != c.Story.Steps[i].Return.For {
		t.Errorf("a return with changes is typed as %d fills", len(fills))
	}
	_, err = c.Typed(&Return{Packet: "monthly", For: "U99", Period: "2026-07", Fill: "fill/monthly/2026-07.yaml"})
	if err == nil || !strings.Contains(err.Error(), "U99") {
		t.Errorf("a unit that fills nothing: %v", err)
	}
}

func TestLoadUnknown(t *testing.T) {
	if _, err := Load("atlantis"); err == nil {
		t.Error("a case that is not there was loaded")
	}
}

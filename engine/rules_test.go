package engine

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"spm/engine/quality"
	"spm/templates"
)

// TestRulesAsTheGuidebookHasThem: the file that comes with the program states
// every number, and says nothing else of a rule.
func TestRulesAsTheGuidebookHasThem(t *testing.T) {
	r, findings := readRules(templates.Embedded)
	if len(findings) > 0 || len(r.Changes) > 0 {
		t.Errorf("%v %v", findings, r.Changes)
	}
	if diff := cmp.Diff(quality.Defaults(), r.Thresholds); diff != "" {
		t.Errorf("-defaults +rules.yaml\n%s", diff)
	}
	bare := fstest.MapFS{rulesFile: &fstest.MapFile{Data: []byte("thresholds: {goals_max: 7}\n")}}
	want := quality.Defaults()
	want.GoalsMax = 7
	if r, _ := readRules(templates.Over(bare)); r.Thresholds != want {
		t.Errorf("what a file does not say: %+v", r.Thresholds)
	}
}

// TestRulesChecked: every mistake is told with its place, and what is sound counts.
func TestRulesChecked(t *testing.T) {
	text := `thresholds:
  goals_min: 6
  goal_max: 5
  swot_min: many
rules:
  GOAL-04: {off: "our goals carry the year, by board policy"}
  GOAL-44: {off: we do not know it}
  GOAL-03: {off: yes}
  ACTN-02: {severity: note, why: small units plan two}
  ACTN-03: {severity: note}
  ACTN-04: {severity: grave, why: ours}
  ACTN-05: {why: ours}
  ACTN-06: off
`
	r, findings := readRules(templates.Over(fstest.MapFS{rulesFile: &fstest.MapFile{Data: []byte(text)}}))
	var got []string
	for _, f := range findings {
		got = append(got, fmt.Sprintf("%s %s %s", f.Where, f.Code, f.Message))
	}
	want := []string{
		"rules.yaml:1:1 TMPL-03 “goals_max” should be at least as large as goals_min",
		"rules.yaml:3:3 TMPL-02 Nothing is called “goal_max” here",
		"rules.yaml:4:13 TMPL-03 “swot_min” should be a whole number",
		"rules.yaml:7:13 TMPL-08 rules.yaml names the rule “GOAL-44”, which does not exist",
		"rules.yaml:8:13 TMPL-03 “off” should be the reason why the rule is off, in words",
		"rules.yaml:10:13 TMPL-06 The severity of ACTN-03 has no why",
		"rules.yaml:11:13 TMPL-08 The rule ACTN-04 names the severity “grave”, which does not exist",
		"rules.yaml:12:13 TMPL-06 The rule ACTN-05 has no off or severity",
		"rules.yaml:13:12 TMPL-03 “ACTN-06” should be a group of keys",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if r.Changes["GOAL-04"].Off == "" || r.Changes["ACTN-02"].Why == "" || len(r.Changes) != 2 {
		t.Errorf("%v", r.Changes)
	}
}

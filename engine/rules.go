package engine

import (
	"io/fs"
	"maps"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/quality"
	"spm/engine/value"
	"spm/engine/workspace"
)

// rulesFile is where the settings of the guidebook's rules stand.
const rulesFile = "rules.yaml"

// Rules are the settings of the guidebook's rules: the numbers they measure
// by, and what a workspace says of a rule.
type Rules struct {
	Thresholds quality.Thresholds
	Changes    map[finding.Code]quality.Change
}

// scope is what the rules judge on a day.
func (r Rules) scope(day value.Date, returned quality.Returns) quality.Scope {
	return quality.Scope{Today: day, Returned: returned, Limits: r.Thresholds, Changes: r.Changes}
}

// RuleHere says how a workspace has changed a rule, and why; empty where it
// has not, or where there is no workspace.
func RuleHere(ws *workspace.Workspace, code finding.Code) string {
	rules, _ := readRules(filesOf(ws))
	switch change := rules.Changes[code]; {
	case change.Off != "":
		return "This rule is off here: " + change.Off
	case change.Severity != nil:
		return "Here it is told as " + change.Severity.String() + ": " + change.Why
	}
	return ""
}

// readRules loads and checks rules.yaml. What it does not say is as the
// guidebook has it.
func readRules(files fs.FS) (Rules, finding.List) {
	file := struct {
		At         finding.Location
		Thresholds quality.Thresholds     `yaml:"thresholds"`
		Rules      map[string]ruleSetting `yaml:"rules"`
	}{Thresholds: quality.Defaults()}
	_, findings := form.Read(files, rulesFile, &file)
	c := ruleCheck{at: file.At, findings: findings}
	c.thresholds(file.Thresholds)
	r := Rules{Thresholds: file.Thresholds, Changes: map[finding.Code]quality.Change{}}
	for _, code := range slices.Sorted(maps.Keys(file.Rules)) {
		if change, ok := c.rule(code, file.Rules[code]); ok {
			r.Changes[finding.Code(code)] = change
		}
	}
	c.findings.Sort()
	return r, c.findings
}

// ruleSetting is what rules.yaml says of a rule.
type ruleSetting struct {
	At       finding.Location
	Off      string `yaml:"off"`
	Severity string `yaml:"severity"`
	Why      string `yaml:"why"`
}

type ruleCheck struct {
	at       finding.Location // of the file's first key
	findings finding.List
}

// thresholds sees to it that a least number is not above its most.
func (c *ruleCheck) thresholds(t quality.Thresholds) {
	for _, x := range []struct {
		key         string
		least, most int
	}{{"goals", t.GoalsMin, t.GoalsMax}, {"swot", t.SwotMin, t.SwotMax}, {"actions", t.ActionsMin, t.ActionsMax}} {
		if x.least > x.most {
			c.findings.Add(finding.New("TMPL-03", c.at, "key", x.key+"_max", "want", "at least as large as "+x.key+"_min"))
		}
	}
}

// rule checks what is said of a rule; ok is false where it cannot be applied.
func (c *ruleCheck) rule(code string, s ruleSetting) (change quality.Change, ok bool) {
	at := s.At
	if at == (finding.Location{}) {
		return change, false // it is no group of keys, which has been told
	}
	fail := func(f finding.Finding) (quality.Change, bool) {
		c.findings.Add(f)
		return quality.Change{}, false
	}
	known := ruleCodes("")
	if !slices.Contains(known, code) {
		topic, _, _ := strings.Cut(code, "-")
		if same := ruleCodes(topic + "-"); same != nil {
			known = same
		}
		return fail(finding.New("TMPL-08", at, "field", rulesFile, "what", "rule", "name", code, "known", strings.Join(known, ", ")))
	}
	switch {
	case slices.Contains([]string{"true", "yes", "on", "1"}, strings.ToLower(s.Off)):
		return fail(finding.New("TMPL-03", at, "key", "off", "want", "the reason why the rule is off, in words"))
	case s.Off != "":
		return quality.Change{Off: s.Off}, true
	case s.Severity == "":
		return fail(finding.New("TMPL-06", at, "what", "The rule "+code, "key", "off or severity"))
	case s.Why == "":
		return fail(finding.New("TMPL-06", at, "what", "The severity of "+code, "key", "why"))
	}
	var severity finding.Severity
	if severity.UnmarshalText([]byte(s.Severity)) != nil {
		return fail(finding.New("TMPL-08", at, "field", "The rule "+code, "what", "severity", "name", s.Severity, "known", "error, warning, note"))
	}
	return quality.Change{Severity: &severity, Why: s.Why}, true
}

// ruleCodes are the codes of the guidebook's rules that begin so.
func ruleCodes(prefix string) (codes []string) {
	for _, r := range quality.Rules() {
		if strings.HasPrefix(string(r.Code), prefix) {
			codes = append(codes, string(r.Code))
		}
	}
	return codes
}

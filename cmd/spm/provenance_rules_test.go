package main

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"spm/engine"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
	"spm/reports/document"
)

// rules work out what a computed value must be, from claims and facts, without
// the code that printed it. A rule that is not here fails the test.
var rules map[string]func(*prover, document.Source) error

func init() {
	rules = map[string]func(*prover, document.Source) error{
		"": plain, "count": counted, "rate": share, "result": resulted, "way": way,
		"statement": statement, "union": union, "item": item, "small count": smallCount,
		"report": report, "missing report": missingReport, "not reported": notReported, "together": together,
		"at risk": atRisk, "theory of action": theory, "plan years": planYears,
		"excerpt":  excerpted,
		"reason":   reasoned,
		"amended":  amended,
		"planned":  wasPlanned,
		"since":    holdsSince,
		"file":     sourceOf(func(_ *prover, c ledger.Claim) string { return c.Where.File }),
		"sheet":    sourceOf(func(_ *prover, c ledger.Claim) string { return c.Where.Sheet }),
		"received": sourceOf(func(_ *prover, c ledger.Claim) string { return c.Received.Format() }),
		"sender":   sourceOf(sender),
	}
}

// holdsSince finds the change of the plan that holds from the day.
func holdsSince(p *prover, src document.Source) error {
	for _, a := range p.state.Org.Amendments {
		if a.Subject.String() == src.Subject && a.From.Format() == src.Value {
			return nil
		}
	}
	return fmt.Errorf("nothing was changed then")
}

// claims are those that a source names.
func (p *prover) claims(src document.Source) (all []ledger.Claim) {
	for _, id := range src.Claims {
		if c, ok := p.state.Ledger.Claim(id); ok {
			all = append(all, c)
		}
	}
	return all
}

// counted counts again: as many different things as the number says, and each
// of the sort that is counted.
func counted(p *prover, src document.Source) error {
	if want := value.FormatNumber(float64(len(src.Of))); src.Value != want {
		return fmt.Errorf("%s things were counted", want)
	}
	seen := map[string]bool{}
	for _, of := range src.Of {
		key := fmt.Sprint(of.Computed, of.Subject, of.Claims, of.Value)
		if seen[key] {
			return fmt.Errorf("%s was counted twice", key)
		}
		seen[key] = true
		if id := p.stateOf(of); slices.Contains(states, strings.Split(src.Subject, "|")[0]) && !slices.Contains(strings.Split(src.Subject, "|"), id) {
			return fmt.Errorf("%s %q was counted as %q", of.Subject, id, src.Subject)
		}
		if words, ok := strings.CutPrefix(src.Subject, "reason "); ok && !p.gives(of, words) {
			return fmt.Errorf("%s was counted as %q", of.Subject, words)
		}
	}
	return nil
}

// states are those that things are counted by.
var states = []string{
	"", "complete", "on_schedule", "behind", "not_started", "stopped", "disputed", "met", "partly", "not_met",
	"exceeded", "baseline_set", "no_data", "undetermined",
}

// stateOf is the state of an action, a milestone or an indicator, from the
// claim itself.
func (p *prover) stateOf(src document.Source) string {
	switch src.Computed {
	case "not reported":
		return ""
	case "result":
		return p.outcome(strings.Fields(src.Subject)[0])
	case "together":
		return "disputed"
	}
	if all := p.claims(src); len(all) > 0 {
		return all[0].Value.Text
	}
	return "?"
}

func share(p *prover, src document.Source) error {
	if len(src.Of) != 2 {
		return errors.New("a rate is made of a part and a whole")
	}
	part, whole := len(src.Of[0].Of), len(src.Of[1].Of)
	if want := fmt.Sprintf("%d%%", int(100*float64(part)/float64(whole)+1e-9)); src.Value != want {
		return fmt.Errorf("%d of %d is %s", part, whole, want)
	}
	return nil
}

// indicator is a measure of a goal or a strategy by its key.
func (p *prover) indicator(key string) (*org.Indicator, org.Kind) {
	for _, m := range p.state.Org.GoalMeasures {
		if m.Key == key {
			return &m.Indicator, org.KindGoalMeasure
		}
	}
	for _, m := range p.state.Org.Measures {
		if m.Key == key {
			return &m.Indicator, org.KindMeasure
		}
	}
	return nil, ""
}

// outcome judges an indicator of the report's year as the guidebook does.
func (p *prover) outcome(key string) string {
	ind, kind := p.indicator(key)
	if ind == nil {
		return "?"
	}
	year := p.year()
	disputed := func(attr, period string) bool {
		return len(p.state.Facts[org.Subject{Kind: kind, Key: key, Attr: attr, Period: period}].Disputed) > 1
	}
	target, actual := ind.Target[year], ind.Actual[year]
	if x := ind.AdjustedTarget[year]; !x.Blank() {
		target = x
	}
	if p.unknown(org.Subject{Kind: kind, Key: key, Attr: "actual", Period: year}) {
		return "no_data"
	}
	switch {
	case disputed("actual", year), disputed("target", year) && actual.Numeric:
		return "disputed"
	case !actual.Numeric && (actual.Blank() || regexp.MustCompile(`(?i)^no(ne| data)|^not `).MatchString(actual.Text)):
		return "no_data"
	case !actual.Numeric:
		return "undetermined"
	case !target.Numeric && !ind.Baseline.Numeric && !disputed("baseline", "") && strings.Contains(strings.ToLower(target.Text+ind.Baseline.Text), "to be determined"):
		return "baseline_set"
	case !target.Numeric || target.Unit != actual.Unit:
		return "undetermined"
	}
	down := ind.Direction == "down" || ind.Direction == "" && ind.Baseline.Numeric && target.Number < ind.Baseline.Number
	gain := actual.Number - target.Number
	if down {
		gain = -gain
	}
	switch {
	case math.Abs(gain) < 1e-9:
		return "met"
	case gain > 0 && ind.Direction != "hold":
		return "exceeded"
	}
	return "not_met"
}

// unknown tells whether a result came after the month that followed the one of
// the board's page.
func (p *prover) unknown(s org.Subject) bool {
	f := p.state.Facts[s]
	all := slices.Clone(f.Claims)
	for _, side := range f.Disputed {
		all = append(all, side.Claims...)
	}
	if !p.board || len(all) == 0 || s.Kind == org.KindStatus || s.Kind == org.KindUnitMonth {
		return false
	}
	first := value.Date("9999")
	for _, id := range all {
		c, _ := p.state.Ledger.Claim(id)
		first = min(first, c.Received)
	}
	return first >= value.DateOf(value.Date(p.in.Month+"-01").Time().AddDate(0, 2, 0))
}

func (p *prover) year() string {
	n := p.in.Year
	if n == 0 {
		n = p.state.Org.YearOn(value.Date(p.in.Month + "-28"))
	}
	return p.state.Org.SchoolYear(n)
}

// outcomes are the words of the reports, as the templates have them.
var outcomes = map[string]string{
	"met": "Met", "exceeded": "Exceeded", "not_met": "Not met", "baseline_set": "Baseline set", "no_data": "No data",
	"undetermined": "To be determined", "disputed": "Disputed",
}

func resulted(p *prover, src document.Source) error {
	key := strings.Fields(src.Subject)[0]
	if want := outcomes[p.outcome(key)]; want != src.Value {
		return fmt.Errorf("it is %s", want)
	}
	for _, c := range p.claims(src) {
		if c.Subject.Key != key || !slices.Contains([]string{"baseline", "target", "adjusted_target", "actual"}, c.Subject.Attr) {
			return fmt.Errorf("claim %d is about %s", c.ID, c.Subject)
		}
	}
	return nil
}

func way(p *prover, src document.Source) error {
	if len(src.Of) != 2 {
		return errors.New("a way leads from one value to another")
	}
	from, _, _ := p.number(src.Of[0])
	to, _, _ := p.number(src.Of[1])
	if src.Value != map[bool]string{true: "up", false: "down"}[to > from] || from == to {
		return fmt.Errorf("it leads from %v to %v", from, to)
	}
	return nil
}

// statement is the if, then and and of a strategy and no other word.
func statement(p *prover, src document.Source) error {
	rest := value.Fold(src.Value)
	for _, word := range []string{"if", "then", "and"} {
		at := slices.IndexFunc(p.claims(src), func(c ledger.Claim) bool { return c.Subject.Attr == word })
		if at < 0 {
			continue
		}
		part := strings.Trim(strings.TrimPrefix(value.Fold(p.claims(src)[at].Value.Text), word+" "), " .,")
		before, after, ok := strings.Cut(rest, part)
		if !ok || strings.Trim(before, " ,") != word {
			return fmt.Errorf("its %s is %q", word, part)
		}
		rest = after
	}
	if rest = strings.Trim(rest, " .,"); rest != "" {
		return fmt.Errorf("nobody said %q", rest)
	}
	return nil
}

// union is what its claims say together and nothing else.
func union(p *prover, src document.Source) error {
	rest := src.Value
	for _, c := range p.claims(src) {
		for _, part := range parts(p, c) {
			if !strings.Contains(src.Value, part) {
				return fmt.Errorf("claim %d says %q", c.ID, part)
			}
			rest = strings.Replace(rest, part, "", 1)
		}
	}
	if strings.Trim(rest, " ;,\n") != "" {
		return fmt.Errorf("nobody said %q", rest)
	}
	return nil
}

// amended is a value that a change of the plan, a report or a review has given:
// one of the claims behind it says that it is so.
func amended(p *prover, src document.Source) error {
	said := func(c ledger.Claim) bool {
		return value.Squeeze(p.print(c)) == value.Squeeze(src.Value) || strings.HasSuffix(string(c.Subject.Kind), "_change") || c.Subject.Attr == "adjustment"
	}
	if !slices.ContainsFunc(p.claims(src), said) {
		return fmt.Errorf("none of its claims %v says so", src.Claims)
	}
	return nil
}

// wasPlanned is what a value was before such a change.
func wasPlanned(p *prover, src document.Source) error {
	for _, c := range p.claims(src) {
		if p.about(c, src.Subject) && value.Squeeze(p.print(c)) == value.Squeeze(src.Value) && slices.Contains(p.state.Facts[p.subject(c)].Lost, c.ID) {
			return nil
		}
	}
	return errors.New("nobody had planned it")
}

// parts are the single things that a claim says.
func parts(p *prover, c ledger.Claim) []string {
	if len(c.Value.Items)+len(c.Value.Free) == 0 {
		return []string{p.print(c)}
	}
	var all []string
	for _, x := range c.Value.Items {
		one := c
		one.Value.Items, one.Value.Free = []string{x}, nil
		all = append(all, p.print(one))
	}
	return append(all, c.Value.Free...)
}

func item(p *prover, src document.Source) error {
	for _, c := range p.claims(src) {
		if slices.Contains(parts(p, c), src.Value) && p.about(c, src.Subject) {
			return nil
		}
	}
	return errors.New("no claim names it")
}

func smallCount(p *prover, src document.Source) error {
	for _, c := range p.claims(src) {
		if !strings.Contains(src.Value, "fewer than 10") || c.Value.Numeric && c.Value.Number >= 10 || !p.about(c, src.Subject) && src.Subject != "" {
			return fmt.Errorf("claim %d says %s", c.ID, p.print(c))
		}
	}
	return nil
}

// excerpted is the beginning of what a claim says.
func excerpted(p *prover, src document.Source) error {
	for _, c := range p.claims(src) {
		full := value.Squeeze(p.print(c))
		cut, short := strings.CutSuffix(src.Value, " …")
		if full != src.Value && !(short && strings.HasPrefix(full, cut)) && !(full == "" && src.Value == "Not stated") {
			return fmt.Errorf("claim %d says %q", c.ID, full)
		}
	}
	return nil
}

// sourceOf is what a claim says of itself.
func sourceOf(of func(*prover, ledger.Claim) string) func(*prover, document.Source) error {
	return func(p *prover, src document.Source) error {
		for _, c := range p.claims(src) {
			if got := of(p, c); got != src.Value {
				return fmt.Errorf("claim %d says %q", c.ID, got)
			}
		}
		return nil
	}
}

func sender(p *prover, c ledger.Claim) string {
	for _, x := range engine.Names(p.state.Org) {
		if x.Key == c.Sender.Key {
			return x.Label
		}
	}
	return "Central office"
}

// theory works out whether the work of a strategy was done, and whether its
// indicators, or its goal's, have moved.
func theory(p *prover, src document.Source) error {
	want := ""
	if slices.ContainsFunc(src.Of, func(s document.Source) bool { return s.Computed == "result" }) {
		want = p.progress(src)
	} else {
		n := map[string]int{}
		for _, of := range src.Of {
			n[p.stateOf(of)]++
		}
		switch all := len(src.Of); {
		case n[""]+n["disputed"] == all:
			want = "unknown"
		case n["met"] == all:
			want = "done"
		case n["met"]+n["partly"] > 0:
			want = "partly"
		default:
			want = "not"
		}
	}
	if want != src.Value {
		return fmt.Errorf("it is %q", want)
	}
	return nil
}

func (p *prover) progress(src document.Source) string {
	n, all := map[string]int{}, 0
	for _, of := range src.Of {
		if of.Computed != "result" {
			continue
		}
		all++
		key := strings.Fields(of.Subject)[0]
		ind, _ := p.indicator(key)
		b, a := ind.Baseline, ind.Actual[p.year()]
		gain := a.Number - b.Number
		if ind.Direction == "down" {
			gain = -gain
		}
		switch id := p.outcome(key); {
		case id == "met" || id == "exceeded":
			n["reached"]++
		case id == "not_met" && (!b.Numeric || b.Unit != a.Unit || p.hidden(b, ind) && p.hidden(a, ind)):
			n["short"]++
		case a.Numeric && b.Numeric && b.Unit == a.Unit && gain > 0:
			n["moved"]++
		case a.Numeric && b.Numeric && b.Unit == a.Unit:
			n["still"]++
		default:
			n[id]++
		}
	}
	switch {
	case all > 0 && n["reached"] == all:
		return "met"
	case n["reached"]+n["moved"] > 0:
		return "moved"
	}
	for _, x := range [][2]string{{"short", "short"}, {"still", "still"}, {"disputed", "disputed"}, {"baseline_set", "baseline"}} {
		if n[x[0]] > 0 {
			return x[1]
		}
	}
	return "unknown"
}

// hidden tells whether a number is a count of students too small to print.
func (p *prover) hidden(v value.Value, ind *org.Indicator) bool {
	names := regexp.MustCompile(`(?i)student|graduate|child|pupil|learner|senior|dropout|youth|grader`)
	return v.Number < 10 && (strings.HasPrefix(v.Unit, "student") || v.Unit == "" && names.MatchString(ind.Name) && !strings.Contains(ind.Name, "ercent"))
}

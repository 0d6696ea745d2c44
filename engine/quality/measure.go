package quality

import (
	"fmt"
	"slices"

	"spm/engine/org"
	"spm/engine/value"
)

// gauge is a measure of a goal or of a strategy.
type gauge struct {
	about  org.Subject
	branch string // empty: of a goal
	of     string // key of the goal or strategy
	*org.Indicator
}

// gauges are the measures in scope that have been given a name or a value.
func (r *review) gauges() (all []gauge) {
	for _, m := range r.o.GoalMeasures {
		if r.whole() {
			all = append(all, gauge{entity(org.KindGoalMeasure, m.Key), "", m.Goal, &m.Indicator})
		}
	}
	for _, m := range r.o.Measures {
		if r.judges(m.BranchKey()) {
			all = append(all, gauge{entity(org.KindMeasure, m.Key), m.BranchKey(), m.Strategy, &m.Indicator})
		}
	}
	return slices.DeleteFunc(all, func(g gauge) bool { return g.Name == "" })
}

func (g gauge) fault(attrs []string, words ...string) fault {
	return fault{about: g.about, at: values(g.about, attrs...), words: append([]string{"measure", g.about.Key, "text", clip(g.Name)}, words...)}
}

func goalMeasured(r *review) (faults []fault) {
	has := grouped(r.o.GoalMeasures, func(m *org.GoalMeasure) string { return m.Goal })
	for _, g := range r.judgedGoals() {
		if len(has[g.Key]) == 0 && r.returned(formSetup, "", "") {
			faults = append(faults, goalFault(g, []string{"text"}))
		}
	}
	return faults
}

func strategyMeasured(r *review) (faults []fault) {
	for _, s := range r.judgedStrategies() {
		if len(r.measures[s.Key]) == 0 && r.returned(formMeasures, s.BranchKey(), "") && !r.over(s.Key) {
			faults = append(faults, strategyFault(s, []string{"if"}))
		}
	}
	return faults
}

// measureComplete: data source, baseline and the targets of the years planned.
func measureComplete(r *review) (faults []fault) {
	for _, g := range r.gauges() {
		if !r.measureAsked(g) {
			continue
		}
		if missing, attrs := r.missing(g); len(missing) > 0 {
			faults = append(faults, g.fault(append(attrs, "indicator"), "missing", list(missing)))
		}
	}
	return faults
}

// measureAsked tells whether everybody who may complete a measure has had the
// form: the branch, or for a goal's measure every branch.
func (r *review) measureAsked(g gauge) bool {
	if g.branch != "" {
		return r.returned(formMeasures, g.branch, "") && !r.over(g.of)
	}
	return r.returned(formSetup, "", "") && !slices.ContainsFunc(r.o.Branches, func(b *org.Branch) bool {
		return !r.returned(formPurpose, b.Key, "")
	})
}

// missing lists what a measure lacks, in words and as attributes.
func (r *review) missing(g gauge) (what, attrs []string) {
	lack := func(blank bool, name, attr string) {
		if blank {
			what, attrs = append(what, name), append(attrs, attr)
		}
	}
	lack(g.Source == "", "its data source", "source")
	lack(g.Baseline.Blank(), "its baseline", "baseline")
	for _, n := range r.targetYears(g) {
		if year := r.o.SchoolYear(n); year != "" {
			lack(g.TargetFor(year).Blank(), fmt.Sprintf("its Year %d target", n), "target "+year)
		}
	}
	return what, attrs
}

// targetYears are the years that a measure needs targets for: its first two,
// and after each annual review the year after the next.
func (r *review) targetYears(g gauge) []int {
	first := r.begins(g)
	years := []int{first, first + 1}
	for n := first; n < r.year; n++ {
		if g.branch != "" && r.reviewed(g.branch, r.o.SchoolYear(n)) {
			years = append(years, n+2)
		}
	}
	return years
}

// begins is the plan's year in which a measure begins: that of its strategy;
// Year 1 for those of goals.
func (r *review) begins(g gauge) int {
	if g.branch == "" {
		return 1
	}
	return r.firstYear(g.of)
}

// measureConsistent: one unit, and targets that move the right way.
func measureConsistent(r *review) (faults []fault) {
	for _, g := range r.gauges() {
		judged := slices.Concat(r.points(g), r.results(g))
		what := twoUnits(judged)
		if what == "" {
			judged = r.points(g)
			what = inconsistent(judged, g.Direction)
		}
		attrs := []string{}
		for _, p := range judged {
			attrs = append(attrs, p.attr)
		}
		if what != "" {
			faults = append(faults, g.fault(attrs, "fault", what))
		}
	}
	return faults
}

// point is the baseline of a measure, or a target.
type point struct {
	name, attr string
	value      value.Value
}

func (p point) String() string { return p.name + " of " + p.value.Format(nil) }

// targetAttr is the attribute that holds the target in force for a school year.
func (g gauge) targetAttr(year string) string {
	if !g.AdjustedTarget[year].Blank() {
		return "adjusted_target " + year
	}
	return "target " + year
}

// points are the baseline and the targets that are numbers, in order of time.
func (r *review) points(g gauge) (all []point) {
	if g.Baseline.Numeric {
		all = append(all, point{"baseline", "baseline", g.Baseline})
	}
	for n := 1; n <= r.year+2; n++ {
		year := r.o.SchoolYear(n)
		if v := g.TargetFor(year); v.Numeric {
			all = append(all, point{fmt.Sprintf("Year %d target", n), g.targetAttr(year), v})
		}
	}
	return all
}

// results are the actual values of a measure that are numbers, in order of time.
func (r *review) results(g gauge) (all []point) {
	for n := 1; n <= r.year; n++ {
		year := r.o.SchoolYear(n)
		if v := g.Actual[year]; v.Numeric {
			all = append(all, point{fmt.Sprintf("Year %d result", n), "actual " + year, v})
		}
	}
	return all
}

// twoUnits names the first two values of a measure that are in different units.
func twoUnits(points []point) string {
	for _, p := range points {
		if first := points[0]; p.value.Unit != first.value.Unit {
			return fmt.Sprintf("has a %s and a %s: two units", first, p)
		}
	}
	return ""
}

// inconsistent says what is odd about the points of a measure, which are in
// one unit; empty if nothing is.
func inconsistent(points []point, direction string) string {
	if len(points) < 2 || direction == "hold" {
		return ""
	}
	first := points[0]
	way := map[string]float64{"up": 1, "down": -1}[direction]
	moved := false
	for i, p := range points[1:] {
		before := points[i]
		step := p.value.Number - before.value.Number
		moved = moved || step != 0
		switch {
		case way == 0:
			way = step // nobody said which way is better: the first step does
		case step*way < 0 && direction == "":
			return fmt.Sprintf("turns round: its %s comes after a %s", p, before)
		case step*way < 0:
			return fmt.Sprintf("is to go %s, but its %s comes after a %s", direction, p, before)
		}
	}
	if n := first.value; !moved && !(n.Unit == "%" && (n.Number == 100 || n.Number == 0)) {
		return fmt.Sprintf("does not move: its %s is also its target", first)
	}
	return ""
}

func measureOfThen(r *review) (faults []fault) {
	for _, g := range r.gauges() {
		s := r.strategy[g.of]
		if g.branch == "" || s == nil || s.Then == "" || akin(g.Name, s.Then) {
			continue
		}
		f := g.fault([]string{"indicator"}, "then", clip(s.Then))
		f.at = append(f.at, values(entity(org.KindStrategy, s.Key), "then")...)
		faults = append(faults, f)
	}
	return faults
}

// targetDecided: every annual review that came back confirms or adjusts the
// targets of the next year.
func targetDecided(r *review) (faults []fault) {
	for _, g := range r.gauges() {
		for n := r.begins(g); n <= r.year; n++ {
			year, next := r.o.SchoolYear(n), r.o.SchoolYear(n+1)
			if !r.targetReviewed(g, year) || g.Target[next].Blank() || g.TargetDecision[next] != "" {
				continue
			}
			faults = append(faults, g.fault([]string{"target_decision " + next, "target " + next}, "year", year, "next", next))
		}
	}
	return faults
}

// targetReviewed tells whether a review of the year had the measure in it: of
// goal measures a branch reviews those that it collects.
func (r *review) targetReviewed(g gauge, year string) bool {
	if g.branch != "" {
		return r.reviewed(g.branch, year) && r.ended[g.of] == 0
	}
	return slices.ContainsFunc(r.o.MeasureParts, func(p *org.MeasurePart) bool {
		return p.Collects == "yes" && org.Code(p.Key) == g.about.Key && r.reviewed(p.BranchKey(), year)
	})
}

// stillUndetermined: what was to be determined is known a year later. A
// baseline is due by the end of the measure's first year, a target by the end
// of its own year.
func stillUndetermined(r *review) (faults []fault) {
	now := r.o.YearOn(r.s.Today)
	for _, g := range r.gauges() {
		if r.over(g.of) {
			continue
		}
		first := r.begins(g)
		late := func(v value.Value, name, attr string) {
			if !v.Numeric && value.Undetermined(v.Text) {
				faults = append(faults, g.fault([]string{attr}, "value", name, "said", clip(v.Text)))
			}
		}
		if now > first {
			late(g.Baseline, "baseline", "baseline")
		}
		for n := first; n < now; n++ {
			year := r.o.SchoolYear(n)
			late(g.TargetFor(year), fmt.Sprintf("Year %d target", n), g.targetAttr(year))
		}
	}
	return faults
}

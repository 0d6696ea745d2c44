package quality

import (
	"cmp"
	"fmt"
	"slices"

	"spm/engine/org"
	"spm/engine/value"
)

func strategyFault(s *org.Strategy, attrs []string, words ...string) fault {
	about := entity(org.KindStrategy, s.Key)
	return fault{about: about, at: values(about, attrs...), words: append([]string{"strategy", s.Key, "text", clip(cmp.Or(s.If, s.Then, s.And, "…"))}, words...)}
}

// over tells whether an annual review ended a strategy before the year of work.
func (r *review) over(strategy string) bool {
	last := r.ended[strategy]
	return last > 0 && last < r.year
}

// firstYear is the plan's year in which a strategy begins: that of its first
// milestone, or the year of work.
func (r *review) firstYear(strategy string) int {
	first := r.year
	for _, m := range r.milestones[strategy] {
		if n := org.PlanYear(m.Year); n > 0 {
			first = min(first, n)
		}
	}
	return first
}

func strategyParts(r *review) (faults []fault) {
	for _, s := range r.judgedStrategies() {
		if !r.returned(formStrategies, s.BranchKey(), "") {
			continue
		}
		var missing, attrs []string
		for _, p := range []struct{ name, attr, text string }{{"If", "if", s.If}, {"then", "then", s.Then}, {"and", "and", s.And}} {
			if value.Squeeze(p.text) == "" {
				missing, attrs = append(missing, "the "+p.name+" part"), append(attrs, p.attr)
			}
		}
		if missing != nil {
			faults = append(faults, strategyFault(s, attrs, "missing", list(missing)))
		}
	}
	return faults
}

// strategyServesGoal: the and part speaks of what the goal speaks of. That
// both speak of students tells nothing.
func strategyServesGoal(r *review) (faults []fault) {
	for _, s := range r.judgedStrategies() {
		g := r.goals[s.Goal]
		if g == nil || g.Text == "" || s.And == "" || akin(s.And, g.Text, "student", "all") {
			continue
		}
		f := strategyFault(s, []string{"and"}, "and", clip(s.And), "goal", g.Key, "goaltext", clip(g.Text))
		f.at = append(f.at, values(entity(org.KindGoal, g.Key), "text")...)
		faults = append(faults, f)
	}
	return faults
}

func strategyCount(r *review) (faults []fault) {
	pursue := grouped(r.judgedStrategies(), func(s *org.Strategy) string { return s.BranchKey() + "\n" + s.Goal })
	for _, b := range r.judgedBranches() {
		for _, g := range r.o.Goals {
			all := org.Where(pursue[b.Key+"\n"+g.Key], func(s *org.Strategy) bool { return !r.over(s.Key) })
			if len(all) <= r.s.Limits.StrategiesPerGoal {
				continue
			}
			f := fault{about: entity(org.KindBranch, b.Key), words: []string{
				"branch", r.branchName(b.Key), "count", count(len(all), "strategy", "strategies"), "goal", g.Key, "text", clip(g.Text), "max", fmt.Sprint(r.s.Limits.StrategiesPerGoal),
			}}
			for _, s := range all {
				f.at = append(f.at, values(entity(org.KindStrategy, s.Key), "if")...)
			}
			faults = append(faults, f)
		}
	}
	return faults
}

func strategyYears(r *review) (faults []fault) {
	for _, s := range r.judgedStrategies() {
		if s.Years > 0 && s.Years < r.s.Limits.StrategyYears {
			years := value.FormatNumber(s.Years) + " years"
			if s.Years == 1 {
				years = "1 year"
			}
			faults = append(faults, strategyFault(s, []string{"years"}, "years", years, "min", value.FormatNumber(r.s.Limits.StrategyYears)))
		}
	}
	return faults
}

func strategyExplained(r *review) (faults []fault) {
	for _, s := range r.judgedStrategies() {
		if value.Squeeze(s.Explanation) == "" && r.returned(formStrategies, s.BranchKey(), "") {
			faults = append(faults, strategyFault(s, []string{"explanation"}))
		}
	}
	return faults
}

func strategyRole(r *review) (faults []fault) {
	for _, s := range r.judgedStrategies() {
		switch {
		case s.RoleCheck == "no":
			faults = append(faults, strategyFault(s, []string{"role_check"}, "fault", "is marked as outside the branch's own role"))
		case s.RoleCheck == "" && r.returned(formStrategies, s.BranchKey(), ""):
			faults = append(faults, strategyFault(s, []string{"role_check"}, "fault", "was not compared with the branch's own role"))
		}
	}
	return faults
}

// swotAnswered: the final review of the analysis finds that a strategy uses a
// strength or an opportunity, and addresses a weakness or a threat. It can be
// asked for only where there was an analysis.
func swotAnswered(r *review) (faults []fault) {
	for _, s := range r.judgedStrategies() {
		if !r.returned(formStrategies, s.BranchKey(), "") || !r.returned(formSwot, s.BranchKey(), "") {
			continue
		}
		var missing, attrs []string
		if !r.names(s.SwotUsed, org.KindStrength, org.KindOpportunity) {
			missing, attrs = append(missing, "uses no strength or opportunity"), append(attrs, "swot_used")
		}
		if !r.names(s.SwotMet, org.KindWeakness, org.KindThreat) {
			missing, attrs = append(missing, "addresses no weakness or threat"), append(attrs, "swot_addressed")
		}
		if missing != nil {
			faults = append(faults, strategyFault(s, attrs, "fault", list(missing)))
		}
	}
	return faults
}

// names tells whether one of the keys is an entry of one of the kinds, or a
// text that is no key at all: what it means is for people to judge.
func (r *review) names(keys []string, kinds ...org.Kind) bool {
	return slices.ContainsFunc(keys, func(key string) bool {
		kind, known := r.entryKind[key]
		return !known && key != "" || slices.Contains(kinds, kind)
	})
}

package quality

import (
	"slices"

	"spm/engine/org"
	"spm/engine/value"
)

func possibilityFault(p *org.Possibility, attrs []string, words ...string) fault {
	about := entity(org.KindPossibility, p.Key)
	return fault{about: about, at: values(about, attrs...), words: append([]string{"possibility", p.Key, "text", clip(p.Text)}, words...)}
}

// possibilitiesOf are the possible strategies of a branch that have a text;
// those for one goal where it is given.
func (r *review) possibilitiesOf(branch, goal string) []*org.Possibility {
	return org.Where(r.o.Possibilities, func(p *org.Possibility) bool {
		return p.BranchKey() == branch && (goal == "" || p.Goal == goal) && value.Squeeze(p.Text) != ""
	})
}

// judgedPossibilities are those of branches in scope, once form D is back.
func (r *review) judgedPossibilities() (all []*org.Possibility) {
	for _, b := range r.judgedBranches() {
		if r.returned(formPossibilities, b.Key, "") {
			all = append(all, r.possibilitiesOf(b.Key, "")...)
		}
	}
	return all
}

// possibilities: every relevant goal has at least one possible strategy.
func possibilities(r *review) (faults []fault) {
	r.relevantGoals(formPossibilities, func(b *org.Branch, g *org.Goal) {
		if len(r.possibilitiesOf(b.Key, g.Key)) == 0 {
			faults = append(faults, r.onGoal(org.KindRelevance, b, g, []string{"relevant"}))
		}
	})
	return faults
}

// conditioned tells whether a possible strategy has a minimum condition.
func (r *review) conditioned(p *org.Possibility) bool {
	return slices.ContainsFunc(r.conditions[p.Key], func(c *org.Condition) bool { return value.Squeeze(c.Text) != "" })
}

// barriers tells what is known of the barriers of a possible strategy: named is
// false where none is named and nobody said that there is none; open are those
// of which nobody said whether they can be removed.
func (r *review) barriersOf(p *org.Possibility) (named bool, open []*org.Barrier) {
	for _, b := range r.barriers[p.Key] {
		if value.Squeeze(b.Text) == "" {
			continue
		}
		named = true
		if b.Removable == "" && !saysNone(b.Text) {
			open = append(open, b)
		}
	}
	return named, open
}

// possibilityWeighed: a possible strategy has its minimum conditions and its
// barriers, each of them told to be removable or not.
func possibilityWeighed(r *review) (faults []fault) {
	for _, p := range r.judgedPossibilities() {
		if !r.conditioned(p) {
			faults = append(faults, possibilityFault(p, []string{"text"}, "fault", "has no minimum condition"))
		}
		named, open := r.barriersOf(p)
		if !named {
			faults = append(faults, possibilityFault(p, []string{"text"}, "fault", "names no barrier and does not say that there is none"))
		}
		for _, b := range open {
			f := possibilityFault(p, nil, "fault", "does not say whether a barrier can be removed: “"+clip(b.Text)+"”")
			f.at = values(entity(org.KindBarrier, b.Key), "removable", "text")
			faults = append(faults, f)
		}
	}
	return faults
}

// selected are the possible strategies that a branch has chosen.
func selected(p *org.Possibility) bool { return p.Selected == "selected" }

// unlit are the lenses that a possible strategy was not looked at through.
func unlit(p *org.Possibility) (names, attrs []string) {
	for _, l := range []struct{ name, attr, text string }{
		{"the productivity lens", "productivity", p.Productivity},
		{"the best practice lens", "best_practice", p.BestPractice},
		{"the innovation lens", "innovation", p.Innovation},
	} {
		if value.Squeeze(l.text) == "" {
			names, attrs = append(names, l.name), append(attrs, l.attr)
		}
	}
	return names, attrs
}

// selectedLit: what was selected was looked at through all three lenses.
func selectedLit(r *review) (faults []fault) {
	for _, p := range org.Where(r.judgedPossibilities(), selected) {
		if names, attrs := unlit(p); names != nil {
			faults = append(faults, possibilityFault(p, append(attrs, "selected"), "missing", alternatives(names)))
		}
	}
	return faults
}

// selectedPossible: what was selected has no condition that cannot be put in place.
func selectedPossible(r *review) (faults []fault) {
	for _, p := range org.Where(r.o.Possibilities, selected) {
		if !r.judges(p.BranchKey()) {
			continue
		}
		for _, c := range r.conditions[p.Key] {
			if c.State == "impossible" {
				f := possibilityFault(p, nil, "condition", clip(c.Text))
				f.at = append(values(entity(org.KindCondition, c.Key), "state"), values(f.about, "selected")...)
				faults = append(faults, f)
			}
		}
	}
	return faults
}

package issue

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"spm/engine/form"
	"spm/engine/org"
	"spm/engine/value"
)

// computed are what forms show and nobody states, by the name of the attribute.
// Analyses come from package org; here they are put in words for a cell.
var computed = map[string]func(i *issuer, f *form.Field, keys map[string]string) value.Value{
	"statement": func(i *issuer, _ *form.Field, keys map[string]string) value.Value {
		if x := i.Org.Strategy(keys[string(org.KindStrategy)]); x != nil {
			return value.OfText(x.Statement())
		}
		return value.Value{}
	},

	// The functional analysis (I3), the structure (J1) and the people (K1).
	"needed_by": ofFunction(func(i *issuer, key string) string { return i.shorts(i.Org.NeededBy(key)) }),
	"performed_by": ofFunction(func(i *issuer, key string) string {
		return strings.Join(i.unitNames(i.Org.PerformedBy(key)), ", ")
	}),
	"finding":     ofFunction(func(i *issuer, key string) string { return string(i.Org.FindingOf(key)) }),
	"shared_with": ofFunction(func(i *issuer, key string) string { return strings.Join(i.Org.SharedWith(key), ", ") }),
	"unit_functions": ofUnit(func(i *issuer, key string) string {
		return i.functionNames(i.Org.FunctionsOf(i.branch, key))
	}),
	"unit_positions": ofUnit(func(i *issuer, key string) string {
		return count(len(i.Org.PositionsOf(key)))
	}),
	"competencies_needed": func(i *issuer, _ *form.Field, keys map[string]string) value.Value {
		unit := i.Facts[org.Subject{Kind: "position", Key: keys["position"], Attr: "unit"}].Value.Text
		return value.OfText(i.Org.CompetenciesOf(i.branch, unit))
	},

	// The assignment of milestones (L1 and L2).
	"unit_fit": func(i *issuer, _ *form.Field, keys map[string]string) value.Value { return value.OfText(i.fit(keys)) },
	"unit_milestones": ofUnit(func(i *issuer, key string) string {
		return count(i.shareOf(key).Count)
	}),
	"unit_share": ofUnit(func(i *issuer, key string) string {
		if x := i.shareOf(key); x.Count > 0 {
			return x.String()
		}
		return ""
	}),

	// Who asks for people (M6): the branch, and the unit that leads the milestone.
	"asked_by": func(i *issuer, _ *form.Field, keys map[string]string) value.Value {
		var by []string
		if b := i.Org.Branch(org.Scope(keys[string(org.KindRequest)])); b != nil {
			by = append(by, b.Name)
		}
		if m := i.Org.Milestone(keys[string(org.KindMilestone)]); m != nil && m.LeadUnit != "" {
			by = append(by, i.unitNames([]string{m.LeadUnit})...)
		}
		return value.OfText(strings.Join(by, ", "))
	},

	// The organization's roll-up.
	"branch_units": ofBranch(func(i *issuer, key string) int { return len(i.Org.UnitsOf(key)) }),
	"branch_goals": ofBranch(func(i *issuer, key string) int {
		return len(org.Where(i.Org.Relevances, func(r *org.Relevance) bool { return r.BranchKey() == key && r.Relevant == "yes" }))
	}),
	"branch_strategies": ofBranch(func(i *issuer, key string) int {
		return len(org.Where(i.Org.Strategies, func(s *org.Strategy) bool { return s.BranchKey() == key }))
	}),
	"branch_milestones": ofBranch(func(i *issuer, key string) int {
		return len(i.milestonesWhere(func(b *org.Branch) bool { return b.Key == key }))
	}),
	"branch_actions":  ofBranch(func(i *issuer, key string) int { return len(i.branchActions(key)) }),
	"branch_behind":   ofBranch(func(i *issuer, key string) int { return i.tallyActions(i.branchActions(key)).behind }),
	"branch_complete": ofBranch(func(i *issuer, key string) int { return i.tallyActions(i.branchActions(key)).complete }),
	"lead_division": func(i *issuer, _ *form.Field, keys map[string]string) value.Value {
		if m := i.Org.Milestone(keys[string(org.KindMilestone)]); m != nil {
			if u := i.Org.Unit(m.LeadUnit); u != nil && i.Org.Branch(u.Branch) != nil {
				return value.OfText(i.Org.Branch(u.Branch).Name)
			}
		}
		return value.Value{}
	},

	// The self-assessment.
	"rating_of": func(i *issuer, f *form.Field, keys map[string]string) value.Value {
		return value.OfText(i.ratingWord(float64(i.ratingOf(f.Column, keys["assessment"]))))
	},
	"rating_median":  assessed(func(i *issuer, key string) string { return i.ratingWord(median(i.ratings(key))) }),
	"rating_flag":    assessed((*issuer).ratingFlag),
	"rating_spread":  assessed(func(i *issuer, key string) string { return spread(i.ratings(key)) }),
	"element_rated":  assessed(func(i *issuer, key string) string { return i.element(key).rated() }),
	"element_mean":   assessed(func(i *issuer, key string) string { return i.element(key).mean() }),
	"element_lowest": assessed(func(i *issuer, key string) string { return i.element(key).lowest }),

	// The turn of the year.
	"carried_to": func(i *issuer, _ *form.Field, keys map[string]string) value.Value {
		if a := i.Org.Action(keys[string(org.KindAction)]); a != nil {
			if m := i.Org.CarriedTo(a, i.Year); m != nil {
				return value.OfText(i.short(m.Key))
			}
		}
		return value.Value{}
	},
	"last_status": func(i *issuer, _ *form.Field, keys map[string]string) value.Value {
		last := ""
		for _, s := range i.Org.Statuses { // of an action they stand in the order of their months
			if s.Key == keys[string(org.KindAction)] && s.Status != "" {
				last = i.lib.Lists["action_status"].Label(s.Status) + ", " + i.lib.Month(s.Period)
			}
		}
		return value.OfText(last)
	},

	// The cycle (R1 to R3).
	"milestone_share": func(i *issuer, _ *form.Field, keys map[string]string) value.Value {
		return value.OfText(i.milestoneShare(keys[string(org.KindMilestone)]))
	},
	"milestone_forecast": func(i *issuer, _ *form.Field, keys map[string]string) value.Value {
		return choice(i.forecast(keys[string(org.KindMilestone)]))
	},
	"month_status": func(i *issuer, f *form.Field, keys map[string]string) value.Value {
		return choice(i.statusIn(keys[string(org.KindAction)], f.Column))
	},
	"reporting_rate": func(i *issuer, _ *form.Field, keys map[string]string) value.Value {
		return value.OfText(i.reportingRate(keys[string(org.KindBranch)]))
	},
	"month_report": ofUnit(func(i *issuer, key string) string {
		switch {
		case len(i.actions(key, i.Year)) == 0:
			return "none due"
		case i.reportedIn(key, i.Month):
			return "received"
		}
		return "not received"
	}),
	"month_on_schedule":   tallied(func(t tally) int { return t.onSchedule }),
	"month_behind":        tallied(func(t tally) int { return t.behind }),
	"month_complete":      completed,
	"month_at_risk":       tallied(func(t tally) int { return t.atRisk }),
	"month_help":          tallied(func(t tally) int { return t.help }),
	"quarter_on_schedule": tallied(func(t tally) int { return t.onSchedule }),
	"quarter_behind":      tallied(func(t tally) int { return t.behind }),
	"quarter_complete":    completed,
	"quarter_reports":     ofUnit(func(i *issuer, key string) string { return i.quarterReports(key) }),
	"quarter":             func(i *issuer, _ *form.Field, _ map[string]string) value.Value { return value.OfText(i.quarterWords()) },
	"last_answer": func(i *issuer, _ *form.Field, _ map[string]string) value.Value {
		return value.OfText(i.lastAnswer())
	},
	"leader_answer": func(i *issuer, _ *form.Field, keys map[string]string) value.Value {
		return i.Facts[org.Subject{Kind: "response", Key: keys[string(org.KindStatus)], Attr: "answer", Period: i.monthBefore()}].Value
	},
}

func ofFunction(say func(i *issuer, key string) string) func(*issuer, *form.Field, map[string]string) value.Value {
	return func(i *issuer, _ *form.Field, keys map[string]string) value.Value {
		return value.OfText(say(i, keys[string(org.KindFunction)]))
	}
}

func ofBranch(number func(i *issuer, key string) int) func(*issuer, *form.Field, map[string]string) value.Value {
	return func(i *issuer, _ *form.Field, keys map[string]string) value.Value {
		return value.OfNumber(float64(number(i, keys[string(org.KindBranch)])))
	}
}

func assessed(say func(i *issuer, key string) string) func(*issuer, *form.Field, map[string]string) value.Value {
	return func(i *issuer, _ *form.Field, keys map[string]string) value.Value {
		return value.OfText(say(i, keys["assessment"]))
	}
}

func ofUnit(say func(i *issuer, key string) string) func(*issuer, *form.Field, map[string]string) value.Value {
	return func(i *issuer, _ *form.Field, keys map[string]string) value.Value {
		return value.OfText(say(i, keys[string(org.KindUnit)]))
	}
}

// tallied is a count of a unit's reports: blank where none has come, which is
// something else than none behind.
func tallied(pick func(tally) int) func(*issuer, *form.Field, map[string]string) value.Value {
	return func(i *issuer, _ *form.Field, keys map[string]string) value.Value {
		t := i.tallyOf(keys[string(org.KindUnit)])
		if !t.reported {
			return value.Value{}
		}
		return value.OfNumber(float64(pick(t)))
	}
}

// completed is how many of a unit's actions are complete by now.
func completed(i *issuer, _ *form.Field, keys map[string]string) value.Value {
	unit := keys[string(org.KindUnit)]
	if len(i.actions(unit, i.Year)) == 0 {
		return value.Value{}
	}
	return value.OfNumber(float64(i.tallyOf(unit).complete))
}

// count is a number of things in a cell: blank for none.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// shorts are keys as the recipient's sheets show them, parted by commas.
func (i *issuer) shorts(keys []string) string {
	all := make([]string, len(keys))
	for n, key := range keys {
		all[n] = i.short(key)
	}
	return strings.Join(all, ", ")
}

func (i *issuer) unitNames(keys []string) (names []string) {
	for _, key := range keys {
		names = append(names, i.unitName(key))
	}
	return names
}

func (i *issuer) functionNames(keys []string) string {
	var names []string
	for _, key := range keys {
		names = append(names, i.Facts[org.Subject{Kind: org.KindFunction, Key: key, Attr: "name"}].Value.Text)
	}
	return strings.Join(names, "\n")
}

// fit are the units of the branch that carry out functions which a milestone's
// strategy needs, the best first.
func (i *issuer) fit(keys map[string]string) string {
	var lines []string
	all := i.Org.Overlaps(keys[string(org.KindStrategy)])
	slices.SortStableFunc(all, func(a, b org.Overlap) int { return cmp.Compare(a.Rank, b.Rank) })
	for _, x := range all {
		if x.Performed > 0 {
			lines = append(lines, fmt.Sprintf("%s: %d of %d", i.unitName(x.Unit), x.Performed, x.Needed))
		}
	}
	return strings.Join(lines, "\n")
}

func (i *issuer) shareOf(unit string) org.Share {
	all := i.Org.Distribution(i.branch, i.Year)
	if n := slices.IndexFunc(all, func(s org.Share) bool { return s.Unit == unit }); n >= 0 {
		return all[n]
	}
	return org.Share{}
}

// lastAnswer is what the leader answered to the unit's report of the month before.
func (i *issuer) lastAnswer() string {
	before := i.monthBefore()
	answer := i.Facts[org.Subject{Kind: "unit_response", Key: i.To.Key, Attr: "answer", Period: before}].Value.Text
	all := i.Facts[org.Subject{Kind: "branch_month", Key: i.branch, Attr: "message", Period: before}].Value.Text
	return strings.TrimSpace(answer + "\n" + all)
}

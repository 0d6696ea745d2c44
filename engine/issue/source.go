package issue

import (
	"strings"

	"spm/engine/form"
	"spm/engine/org"
	"spm/engine/value"
)

// sources pick the entities that a table prints, by the word that its form
// says under rows.
var sources = map[string]func(i *issuer, s *form.Section, kind org.Kind) []string{
	"ours":                   (*issuer).ours,
	"none":                   func(*issuer, *form.Section, org.Kind) []string { return nil },
	"relevant_goals":         func(i *issuer, _ *form.Section, _ org.Kind) []string { return i.relevantGoals() },
	"goal_measures_reported": func(i *issuer, _ *form.Section, _ org.Kind) []string { return i.reported() },
	"members":                func(i *issuer, _ *form.Section, _ org.Kind) []string { return i.units() },
	"milestones_this_year":   func(i *issuer, _ *form.Section, _ org.Kind) []string { return i.milestones(i.Year) },
	"milestones_next_year":   func(i *issuer, _ *form.Section, _ org.Kind) []string { return i.milestones(i.Year + 1) },
	"milestones_after":       func(i *issuer, _ *form.Section, _ org.Kind) []string { return i.milestones(i.Year + 2) },
	"milestones_led":         func(i *issuer, _ *form.Section, _ org.Kind) []string { return keysOf(i.led(i.To.Key, i.Year)) },
	"actions_of_month":       func(i *issuer, _ *form.Section, _ org.Kind) []string { return keysOf(i.due()) },
	"actions_carried":        func(i *issuer, _ *form.Section, _ org.Kind) []string { return i.carried() },
	"beyond_budget":          func(i *issuer, _ *form.Section, _ org.Kind) []string { return i.beyondBudget() },
	"actions_of_year":        func(i *issuer, _ *form.Section, _ org.Kind) []string { return i.actionsOfYear() },
	"help_asked":             func(i *issuer, _ *form.Section, _ org.Kind) []string { return i.helpAsked() },
	"all": func(i *issuer, _ *form.Section, kind org.Kind) []string {
		return i.Org.Keys(kind, periodOf(i.packet, kind))
	},
	"all_milestones_this_year": func(i *issuer, _ *form.Section, _ org.Kind) []string {
		return i.milestonesWhere(func(*org.Branch) bool { return true })
	},
	"strand_milestones_this_year": func(i *issuer, _ *form.Section, _ org.Kind) []string {
		return i.milestonesWhere(func(b *org.Branch) bool { return b.Type == "strand" })
	},
	"learning_needs": func(i *issuer, _ *form.Section, _ org.Kind) []string { return i.learningNeeds() },
	"glossary":       func(i *issuer, _ *form.Section, kind org.Kind) []string { return i.glossary() },
	"unit_requests":  func(i *issuer, _ *form.Section, _ org.Kind) []string { return keysOf(i.requests(i.To.Key)) },
}

// ours are the entities of a kind that belong to the recipient: those of the
// organization, of its branch, or its own.
func (i *issuer) ours(s *form.Section, kind org.Kind) (keys []string) {
	for _, key := range i.Org.Keys(kind, periodOf(i.packet, kind)) {
		if s != nil && SectionParent(s) != "" && !strings.HasPrefix(org.Code(key), s.New) {
			continue // of another section of attachment H
		}
		if org.HomeOf(kind) == org.OfOrganization || org.Scope(key) == i.home(kind) {
			keys = append(keys, key)
		}
	}
	return keys
}

// home is what stands before the codes of the entities of a kind on the sheet
// under way. A unit may lead a milestone of another branch: then what is on its
// sheet is that branch's.
func (i *issuer) home(kind org.Kind) string {
	if of := org.Scope(i.scope); of != "" && org.HomeOf(kind) == org.OfBranch {
		return of
	}
	return i.holder(kind)
}

// keyed is an entity with a key.
type keyed interface{ Ident() string }

func keysOf[T keyed](all []T) (keys []string) {
	for _, e := range all {
		keys = append(keys, e.Ident())
	}
	return keys
}

// relevantGoals are the goals that the recipient's branch has not called
// irrelevant: before it has answered, all of them.
func (i *issuer) relevantGoals() (keys []string) {
	for _, g := range i.Org.Goals {
		mark := i.Facts[org.Subject{Kind: org.KindRelevance, Key: org.Join(i.branch, g.Key), Attr: "relevant"}].Value.Text
		if mark != "no" {
			keys = append(keys, g.Key)
		}
	}
	return keys
}

// reported are the goal measures that the recipient's branch collects or
// reports; one that nobody has claimed goes to every branch its goal matters to.
func (i *issuer) reported() (keys []string) {
	for _, m := range i.Org.GoalMeasures {
		if i.reports(m) {
			keys = append(keys, m.Key)
		}
	}
	return keys
}

func (i *issuer) reports(m *org.GoalMeasure) bool {
	claimed := false
	for _, part := range i.Org.MeasureParts {
		if org.Code(part.Key) == m.Key && part.Collects == "yes" {
			if part.BranchKey() == i.branch {
				return true
			}
			claimed = true
		}
	}
	if claimed {
		return false
	}
	for _, r := range i.Org.Relevances {
		if r.Key == org.Join(i.branch, m.Goal) {
			return r.Relevant == "yes"
		}
	}
	return false
}

// units are those of the recipient's branch, and of a strand also those that
// it brings together from other branches.
func (i *issuer) units() []string { return i.Org.UnitsOf(i.branch) }

// milestones are those of the recipient's branch for a year of the plan.
func (i *issuer) milestones(year int) (keys []string) {
	for _, m := range i.Org.Milestones {
		if m.BranchKey() == i.branch && org.PlanYear(m.Year) == year && m.Dropped == "" {
			keys = append(keys, m.Key)
		}
	}
	return keys
}

// milestonesWhere are the milestones of the year of the branches that fulfil a condition.
func (i *issuer) milestonesWhere(ok func(*org.Branch) bool) (keys []string) {
	for _, m := range i.Org.Milestones {
		if b := i.Org.Branch(m.BranchKey()); b != nil && ok(b) && org.PlanYear(m.Year) == i.Year {
			keys = append(keys, m.Key)
		}
	}
	return keys
}

// due are the unit's actions that have started by the end of the month and
// were not finished before it.
func (i *issuer) due() []*org.Action {
	last := value.DateOf(value.Date(i.Month+"-01").Time().AddDate(0, 1, -1))
	return org.Where(i.actions(i.To.Key, i.Year), func(a *org.Action) bool {
		if a.Start > last {
			return false
		}
		for _, s := range i.Org.Statuses {
			if s.Key == a.Key && s.Period < i.Month && (s.Status == "complete" || s.Status == "stopped") {
				return false
			}
		}
		return true
	})
}

// actionsOfYear are the actions of the branch's milestones of the year.
func (i *issuer) actionsOfYear() (keys []string) {
	for _, a := range i.Org.Actions {
		if m := i.Org.Milestone(a.Milestone); m != nil && m.BranchKey() == i.branch && org.PlanYear(m.Year) == i.Year && m.Dropped == "" && a.Dropped == "" {
			keys = append(keys, a.Key)
		}
	}
	return keys
}

// carried are the actions that the year before has left unfinished and that
// would go on under a milestone of the unit, once the year has begun: those that
// it has not decided on, and those that it has.
func (i *issuer) carried() (keys []string) {
	if i.Year < 2 || !i.Org.Begun(i.Year, i.Day) {
		return nil
	}
	open := map[string]bool{}
	for _, a := range i.Org.Unfinished(i.Year - 1) {
		open[a.Key] = true
	}
	for _, c := range i.Org.Carries {
		open[c.Key] = open[c.Key] || c.Period == i.Org.SchoolYear(i.Year)
	}
	for _, a := range i.Org.Actions {
		if m := i.Org.CarriedTo(a, i.Year); open[a.Key] && m != nil && m.LeadUnit == i.To.Key {
			keys = append(keys, a.Key)
		}
	}
	return keys
}

// beyondBudget are the open actions of this and the next year that need more
// than the current budget: those of the branch, or for the central office all.
func (i *issuer) beyondBudget() (keys []string) {
	for _, year := range []int{i.Year, i.Year + 1} {
		for _, a := range i.Org.Unfinished(year) {
			if a.BeyondBudget == "yes" && (i.branch == "" || a.BranchKey() == i.branch) {
				keys = append(keys, a.Key)
			}
		}
	}
	return keys
}

// helpAsked are the branch's actions whose report of the month asks leadership
// for help or names an issue of collaboration.
func (i *issuer) helpAsked() (keys []string) {
	for _, key := range i.actionsOfYear() {
		if s := i.Org.Status(key, i.Month); s != nil && (s.HelpNeeded != "" || s.Collaboration != "") {
			keys = append(keys, key)
		}
	}
	return keys
}

// requests are the requests for people that are addressed to a unit.
func (s Source) requests(unit string) []*org.CollaborationRequest {
	return org.Where(s.Org.CollaborationRequests, func(r *org.CollaborationRequest) bool { return r.Unit == unit })
}

// learningNeeds are the branch's positions that name a need of professional learning.
func (i *issuer) learningNeeds() (keys []string) {
	for _, p := range i.Org.Positions {
		if p.BranchKey() == i.branch && p.Learning != "" {
			keys = append(keys, p.Key)
		}
	}
	return keys
}

// glossary are the terms of the recipient's branch. Who has no branch reads
// those of all, each name once.
func (i *issuer) glossary() (keys []string) {
	seen := map[string]bool{}
	for _, t := range i.Org.Terms {
		name := value.Fold(t.Name)
		if i.branch != "" && t.BranchKey() != i.branch || i.branch == "" && seen[name] {
			continue
		}
		seen[name] = true
		keys = append(keys, t.Key)
	}
	return keys
}

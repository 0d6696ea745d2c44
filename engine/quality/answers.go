package quality

import (
	"fmt"
	"strings"

	"spm/engine/org"
	"spm/engine/value"
)

// The answers to a quality-check item, by the ids of the list "met".
const (
	Yes    = "yes"
	Partly = "partly"
	No     = "no"
)

// ItemAnswer is what the model says to an item of a quality check. What a
// branch answered itself is a Check; its key is org.Join(Branch, Item).
type ItemAnswer struct {
	Item   string // QC 5.1
	Branch string // key
	Met    string // Yes, Partly or No
	Text   string // what was counted: 3 of 4 strategies have a milestone for each year
}

// items are the items that software can answer, each with the form whose box
// it stands in. That of N comes from units, not from the branch. An item that
// does not concern a branch, or that it was not asked for, has no text.
var items = []struct {
	item, form string
	answer     func(r *review, b *org.Branch) (met, text string)
}{
	{"QC 1.1", formPurpose, directionRecorded},
	{"QC 1.2", formPurpose, goalsMarked},
	{"QC 1.3", formPurpose, purposeLinked},
	{"QC 1.4", formPurpose, clientsServed},
	{"QC 2.1", formRoles, rolesTold},
	{"QC 2.2", formRoles, clientsHeard},
	{"QC 2.3", formRoles, gapsSettled},
	{"QC 3.1", formSwot, influencersUsed},
	{"QC 3.2", formSwot, sourcesSeveral},
	{"QC 3.3", formSwot, insideNamed},
	{"QC 3.4", formSwot, outsideNamed},
	{"QC 3.5", formSwot, swotCompared},
	{"QC 4.1", formPossibilities, standingMarked},
	{"QC 4.2", formPossibilities, possibilitiesNamed},
	{"QC 4.3", formPossibilities, conditionsNamed},
	{"QC 4.4", formPossibilities, barriersSplit},
	{"QC 4.5", formPossibilities, choiceReasoned},
	{"QC 4.6", formPossibilities, lensesUsed},
	{"QC 4.7", formStrategies, withinRole},
	{"QC 4.8", formStrategies, strategiesWorded},
	{"QC 5.1", formMeasures, measuresComplete},
	{"QC 5.3", formMeasures, strategiesWithMilestone},
	{"QC 5.5", formMeasures, strategiesWithYears},
	{"QC 5.6", formMeasures, workReviewed},
	{"QC 5.7", formMeasures, staffTold},
	{"QC 5.8", formGlossary, glossaryBegun},
	{"QC 6.1", formFunctions, functionsNamed},
	{"QC 6.2", formAnalysis, strategiesNeeds},
	{"QC 6.3", formAnalysis, issuesSolved},
	{"QC 7.1", formStructure, unitsServeStrategies},
	{"QC 7.2", formStructure, questionsAnswered},
	{"QC 7.3", formPeople, positionsMatched},
	{"QC 7.4", formPeople, learningNamed},
	{"QC 7.5", formStructure, changesPlanned},
	{"QC 7.6", formStructure, strandUnitsSet},
	{"QC 8.1", formAssignments, milestonesAssigned},
	{"QC 8.2", formAssignments, divisionsIncluded},
	{"QC 8.3", formAssignments, othersInvited},
	{"QC 8.4", formAssignments, meetingsSet},
	{"QC 9.1", formActionPlan, milestonesPlanned},
	{"QC 9.2", formActionPlan, actionsComplete},
	{"QC 9.3", formActionPlan, collaboratorsNamed},
	{"QC 9.4", formActionPlan, plansCalled("rigorous, yet attainable", func(m *org.Milestone) string { return m.Rigorous })},
	{"QC 9.5", formActionPlan, plansCalled("completing the milestone", func(m *org.Milestone) string { return m.Completes })},
}

// Answers answers the items of the quality checks that need no human
// judgement, for every branch in scope whose form has come back.
func Answers(o *org.Organization, s Scope) (all []ItemAnswer) {
	r := newReview(o, s, nil)
	for _, b := range r.judgedBranches() {
		for _, x := range items {
			if r.itemAsked(x.form, b.Key) {
				if met, text := x.answer(r, b); text != "" {
					all = append(all, ItemAnswer{Item: x.item, Branch: b.Key, Met: met, Text: text})
				}
			}
		}
	}
	return all
}

// itemAsked tells whether the form of an item has come back; of action plans
// one is enough.
func (r *review) itemAsked(form, branch string) bool {
	year := r.o.SchoolYear(r.year)
	switch form {
	case formActionPlan:
		for _, m := range r.milestonesOf(branch) {
			if m.LeadUnit != "" && r.returned(form, m.LeadUnit, year) {
				return true
			}
		}
		return false
	case formAssignments:
		return r.returned(form, branch, year)
	}
	return r.returned(form, branch, "")
}

// share answers by a count, and says it: "3 of 4 strategies have …". one and
// many begin the sentence, did ends it: "have a milestone".
func share(n, of int, one, many, did string) (met, text string) {
	switch {
	case of == 0:
		return No, "There are no " + many + " yet"
	case n == of:
		met = Yes
	case n == 0:
		met = No
	default:
		met = Partly
	}
	noun := many
	if of == 1 {
		noun = one
	}
	return met, fmt.Sprintf("%d of %d %s %s", n, of, noun, did)
}

// tally counts the entities that fulfil a condition.
func tally[T any](all []T, ok func(T) bool) int { return len(org.Where(all, ok)) }

func (r *review) strategiesOf(branch string) []*org.Strategy {
	return org.Where(r.o.Strategies, func(s *org.Strategy) bool { return s.BranchKey() == branch && !r.over(s.Key) })
}

// milestonesOf are the milestones of a branch in the year of work.
func (r *review) milestonesOf(branch string) []*org.Milestone {
	return org.Where(r.thisYear(), func(m *org.Milestone) bool { return m.BranchKey() == branch })
}

func directionRecorded(r *review, _ *org.Branch) (met, text string) {
	measured := grouped(r.o.GoalMeasures, func(m *org.GoalMeasure) string { return m.Goal })
	n := tally(r.o.Goals, func(g *org.Goal) bool { return g.Explanation != "" && len(measured[g.Key]) > 0 })
	met, text = share(n, len(r.o.Goals), "goal", "goals", "recorded with explanation and measures")
	switch {
	case r.o.Profile.Mission != "":
		return met, "The mission is recorded; " + lower(text)
	case met == Yes:
		met = Partly
	}
	return met, "The mission is not recorded; " + lower(text)
}

// lower begins a sentence that has become a part of one.
func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }

func goalsMarked(r *review, b *org.Branch) (met, text string) {
	marks := r.relevances(b.Key)
	answered := tally(marks, func(x *org.Relevance) bool { return x.Relevant != "" })
	relevant := tally(marks, func(x *org.Relevance) bool { return x.Relevant == "yes" })
	text = fmt.Sprintf("%d of %s marked as relevant, %d left open", relevant, count(len(r.o.Goals), "goal", "goals"), max(0, len(r.o.Goals)-answered))
	switch {
	case relevant == 0:
		return No, text
	case answered < len(r.o.Goals):
		return Partly, text
	}
	return Yes, text
}

// purposeLinked decides a part of its item: that a statement exists and is
// linked to goals. What the statement says is for people to judge.
func purposeLinked(r *review, b *org.Branch) (met, text string) {
	linked := r.linked(b.Key)
	switch {
	case b.Purpose == "":
		return No, "There is no purpose statement"
	case len(linked) == 0:
		return Partly, "There is a purpose statement; it is linked to no goal"
	}
	return Yes, "There is a purpose statement; it is linked to " + list(linked)
}

func strategiesWorded(r *review, b *org.Branch) (met, text string) {
	all := r.strategiesOf(b.Key)
	n := tally(all, func(s *org.Strategy) bool { return s.If != "" && s.Then != "" && s.And != "" })
	return share(n, len(all), "strategy", "strategies", "written as If … then … and …")
}

func measuresComplete(r *review, b *org.Branch) (met, text string) {
	complete := map[string]bool{} // by strategy: all of its measures are
	for _, g := range r.gauges() {
		if g.branch == b.Key {
			missing, _ := r.missing(g)
			before, seen := complete[g.of]
			complete[g.of] = len(missing) == 0 && (before || !seen)
		}
	}
	all := r.strategiesOf(b.Key)
	n := tally(all, func(s *org.Strategy) bool { return complete[s.Key] })
	return share(n, len(all), "strategy", "strategies", "with complete performance measures")
}

func strategiesWithMilestone(r *review, b *org.Branch) (met, text string) {
	all := r.strategiesOf(b.Key)
	n := tally(all, func(s *org.Strategy) bool {
		return tally(r.milestones[s.Key], func(m *org.Milestone) bool { return m.Text != "" }) > 0
	})
	return share(n, len(all), "strategy", "strategies", "with a milestone")
}

func strategiesWithYears(r *review, b *org.Branch) (met, text string) {
	all := r.strategiesOf(b.Key)
	n := tally(all, func(s *org.Strategy) bool {
		first := r.firstYear(s.Key)
		return r.hasMilestone(s.Key, first) && r.hasMilestone(s.Key, first+1)
	})
	return share(n, len(all), "strategy", "strategies", "with a milestone for each of two years")
}

func workReviewed(r *review, b *org.Branch) (met, text string) {
	all := org.Where(r.o.Works, func(w *org.Work) bool { return w.BranchKey() == b.Key && w.Text != "" })
	return share(tally(all, settled), len(all), "piece of current work", "pieces of current work", "in a milestone or decided on")
}

func milestonesAssigned(r *review, b *org.Branch) (met, text string) {
	all := r.milestonesOf(b.Key)
	n := tally(all, func(m *org.Milestone) bool { return m.LeadUnit != "" })
	return share(n, len(all), "milestone", "milestones", "of "+r.yearName(r.year)+" assigned to a lead unit")
}

func milestonesPlanned(r *review, b *org.Branch) (met, text string) {
	all := r.milestonesOf(b.Key)
	n := tally(all, func(m *org.Milestone) bool { return len(r.planOf(m.Key)) > 0 })
	return share(n, len(all), "milestone", "milestones", "of "+r.yearName(r.year)+" with an action plan")
}

func actionsComplete(r *review, b *org.Branch) (met, text string) {
	var all []*org.Action
	for _, m := range r.milestonesOf(b.Key) {
		all = append(all, r.planOf(m.Key)...)
	}
	n := tally(all, func(a *org.Action) bool {
		return dated(a) && value.Squeeze(a.Resources) != "" && len(a.Outputs) > 0 && a.Responsible != ""
	})
	return share(n, len(all), "action", "actions", "complete with dates, resources, outputs and people")
}

// Package quality judges the model by the guidebook's rules (section 7 of its
// reference) and answers the quality-check items that need no human judgement
// (section 6). A file holds a topic, a function a rule.
//
// It knows the organization and nothing else: no form, no cell and no clock.
// The day comes in with the Scope, and the places of values come in with a
// function. It changes nothing, and it demands nothing that nobody was asked
// for yet.
package quality

import (
	"spm/engine/finding"
	"spm/engine/org"
	"spm/engine/value"
)

// Scope says what is judged, and when.
//
// Rules are of two kinds. Those that judge what was written (a goal with a
// date in it) apply wherever something was written. Those that miss something
// (a strategy without a milestone) apply only where the form that asks for it
// has come back, so Returned decides how much may be missed; nil misses nothing.
type Scope struct {
	Today    value.Date
	Year     int        // the plan's year of work, from 1; 0: the year of Today
	Branch   string     // key of the branch to judge; empty: all of them, and the organization itself
	Returned Returns    // the forms that have come back; Seen reads them off the model
	Limits   Thresholds // the zero value stands for Defaults
}

// Check judges the organization by every rule. Findings come rule by rule, in
// the order of the entities' codes. where answers the cells that the value of a
// subject came from; nil knows none. A finding points to the cells of the
// values that it judges; where none is known, to the cell that names the entity.
func Check(o *org.Organization, s Scope, where func(org.Subject) []finding.Location) finding.List {
	r := newReview(o, s, where)
	var all finding.List
	for _, rule := range rules {
		all.Add(rule.apply(r)...)
	}
	return all
}

// Rule is one rule of the guidebook.
type Rule struct {
	Code  finding.Code
	judge func(*review) []fault
}

// Rules lists every rule in the order of the guidebook.
func Rules() []Rule { return append([]Rule(nil), rules...) }

// Check judges the organization by this rule alone.
func (rule Rule) Check(o *org.Organization, s Scope, where func(org.Subject) []finding.Location) finding.List {
	return rule.apply(newReview(o, s, where))
}

func (rule Rule) apply(r *review) (found finding.List) {
	for _, f := range rule.judge(r) {
		found.Add(r.finding(rule.Code, f))
	}
	return found
}

var rules = []Rule{
	{"GOAL-01", goalCount},
	{"GOAL-02", goalExplanation},
	{"GOAL-03", goalForAll},
	{"GOAL-04", goalTimeless},
	{"GOAL-05", goalRelevant},
	{"GOAL-06", mission},
	{"PURP-01", purpose},
	{"ROLE-01", rolesComplete},
	{"ROLE-02", rolesHeard},
	{"ROLE-03", gapsResolved},
	{"SWOT-01", swotCount},
	{"SWOT-02", swotSources},
	{"SWOT-03", swotLinked},
	{"SWOT-04", swotLenses},
	{"MEAS-01", goalMeasured},
	{"MEAS-02", strategyMeasured},
	{"MEAS-03", measureComplete},
	{"MEAS-04", measureConsistent},
	{"MEAS-05", measureOfThen},
	{"MEAS-06", targetDecided},
	{"MEAS-07", stillUndetermined},
	{"STRAT-01", possibilities},
	{"STRAT-02", possibilityWeighed},
	{"STRAT-03", strategyParts},
	{"STRAT-04", strategyServesGoal},
	{"STRAT-05", selectedLit},
	{"STRAT-06", selectedPossible},
	{"STRAT-07", strategyCount},
	{"STRAT-08", strategyYears},
	{"STRAT-09", strategyExplained},
	{"STRAT-10", swotAnswered},
	{"STRAT-11", strategyRole},
	{"MILE-01", milestoneYears},
	{"MILE-02", milestoneSpan},
	{"MILE-03", milestoneInWords},
	{"MILE-04", milestoneRepeated},
	{"WORK-01", workDecided},
	{"GLOS-01", glossaryKept},
	{"FUNC-01", functionDefined},
	{"FUNC-02", strategyNeeds},
	{"FUNC-03", unitPerforms},
	{"FUNC-04", functionSolved},
	{"FUNC-05", functionCoordinated},
	{"STRU-01", unitDescribed},
	{"STRU-02", functionRepeated},
	{"STRU-03", unitOfOne},
	{"STRU-04", functionShare},
	{"STRU-05", strandStructure},
	{"PEOP-01", positionFilled},
	{"PEOP-02", vacancyDecided},
	{"PEOP-03", gapMet},
	{"ASSI-01", leadUnit},
	{"ASSI-02", leadOverlap},
	{"ASSI-03", leadShare},
	{"ASSI-04", divisionsTakePart},
	{"LOGI-01", planningMeeting},
	{"COLL-01", procedureAgreed},
	{"COLL-02", collaboratorShare},
	{"COLL-03", requestReasoned},
	{"COLL-04", collaboratorAsked},
	{"ACTN-01", planned},
	{"ACTN-02", actionCount},
	{"ACTN-03", actionDuration},
	{"ACTN-04", actionVerb},
	{"ACTN-05", actionDates},
	{"ACTN-06", actionOutput},
	{"ACTN-07", actionResponsible},
	{"ACTN-08", actionSupports},
	{"ACTN-09", actionResources},
	{"ACTN-10", worksAlone},
	{"ACTN-11", workload},
	{"ACTN-12", actionRepeated},
	{"CYCL-01", monthReported},
	{"CYCL-02", leadershipReviews},
	{"CYCL-03", twoYearsPlanned},
	{"CYCL-04", nextYearReady},
	{"STORY-01", bothNarratives},
	{"STORY-02", sameRecipients},
	{"STORY-03", storyParts},
	{"QUAL-01", checksAgree},
}

// Thresholds are the numbers that rules measure by. The guidebook gives some
// and leaves the rest open; a workspace may set its own.
type Thresholds struct {
	GoalsMin, GoalsMax     int     // goals of the organization
	ExplanationParagraphs  int     // at most, for each goal
	SwotMin, SwotMax       int     // entries of each quadrant, for each relevant goal
	SwotSources            int     // different sources of the analysis of a goal, at least
	StrategiesPerGoal      int     // at most, of one branch
	StrategyYears          float64 // at least
	MilestoneDays          int     // that the actions of a milestone span at least
	MarkShare              float64 // of a branch's marks of functions, at most with one or two units
	LeadShare              float64 // of a branch's milestones, at most in one or two units
	CollaboratorShare      float64 // of all units, at most collaborating on one milestone
	ActionsMin, ActionsMax int     // for each milestone
	ResourcesLength        int     // characters, at most
	PersonShare            float64 // of a unit's actions, at most with one person
	PersonActions          int     // actions that nobody calls many
	ReportDay              int     // day of the next month on which a monthly report is due
	QuarterDays            int     // after a quarter's end until its review is due
	ReviewDays             int     // after the year's end until its review is due
}

// Defaults are the guidebook's numbers, and ours where it gives none.
func Defaults() Thresholds {
	return Thresholds{
		GoalsMin: 2, GoalsMax: 5,
		ExplanationParagraphs: 2,
		SwotMin:               3, SwotMax: 5,
		SwotSources:       2,
		StrategiesPerGoal: 3,
		StrategyYears:     2,
		MilestoneDays:     255, // "about nine months": eight and a half
		MarkShare:         0.5,
		LeadShare:         0.5,
		CollaboratorShare: 0.5,
		ActionsMin:        3, ActionsMax: 15,
		ResourcesLength: 200,
		PersonShare:     1.0 / 3,
		PersonActions:   3,
		ReportDay:       5,
		QuarterDays:     30,
		ReviewDays:      30,
	}
}

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
	Year     int                     // the plan's year of work, from 1; 0: the year of Today
	Branch   string                  // key of the branch to judge; empty: all of them, and the organization itself
	Returned Returns                 // the forms that have come back; Seen reads them off the model
	Limits   Thresholds              // the zero value stands for Defaults
	Changes  map[finding.Code]Change // what a workspace says of a rule
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
	change := r.s.Changes[rule.Code]
	if change.Off != "" {
		return nil
	}
	for _, f := range rule.judge(r) {
		if r.excused(f) {
			continue
		}
		x := r.finding(rule.Code, f)
		if change.Severity != nil {
			x = x.As(*change.Severity)
		}
		found.Add(x)
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

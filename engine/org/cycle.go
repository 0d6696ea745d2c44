package org

import "spm/engine/value"

// The entities of Modules C and D beside the action and its status: reviews,
// responses, results, and the self-assessment.

// PlanReview is a piece of feedback on an action plan (block N3).
type PlanReview struct {
	Entity
	Milestone string     `attr:"milestone"`
	From      string     `attr:"from"`
	Feedback  string     `attr:"feedback"`
	On        value.Date `attr:"on"`
	Change    string     `attr:"change"`
}

// MilestoneMonth is what a unit expects of a milestone in a month (block R1b);
// its key is the milestone's.
type MilestoneMonth struct {
	Entity
	Forecast string `attr:"forecast"` // will_meet, at_risk, will_not, met
	Note     string `attr:"note"`
}

// BranchMonth is a leader's word on a month of her branch (form R2); its key
// is the branch's.
type BranchMonth struct {
	Entity
	Seen    value.Date `attr:"seen"`
	Message string     `attr:"message"`
}

// UnitResponse is a leader's answer to a unit's report of a month (form R2);
// its key is the unit's.
type UnitResponse struct {
	Entity
	Answer string `attr:"answer"`
}

// Response is a leader's answer to a request for help (blocks R1d and R2); its
// key is the action's.
type Response struct {
	Entity
	Answer string     `attr:"answer"`
	By     string     `attr:"by"`
	On     value.Date `attr:"on"`
}

// QuarterReview is the leadership's review of a quarter (form R3); its key is
// the branch's, its period 2026-27 Q1.
type QuarterReview struct {
	Entity
	On           value.Date `attr:"on"`
	Participants []string   `attr:"participants"`
	Productivity string     `attr:"productivity"`
	BestPractice string     `attr:"best_practice"`
	Innovation   string     `attr:"innovation"`
}

// MilestoneQuarter is what the review of a quarter decides on a milestone
// (blocks R3b and R3f); its key is the milestone's.
type MilestoneQuarter struct {
	Entity
	Adjustment string `attr:"adjustment"` // none, reword, narrow, widen, move, drop
	Decision   string `attr:"decision"`
	NewText    string `attr:"new_text"`
	Reason     string `attr:"reason"`
	PlanReady  string `attr:"plan_ready"` // of next year's milestones, in Quarter 4: yes or no
}

// Recommendation is an adjustment of an action that a review recommends (block R3c).
type Recommendation struct {
	Entity
	Action string `attr:"action"`
	Text   string `attr:"text"`
	Data   string `attr:"data"`
	Answer string `attr:"answer"` // accepted, changed, declined
}

// CollaborationIssue is a matter between divisions that a review settles (block R3d).
type CollaborationIssue struct {
	Entity
	Issue      string     `attr:"issue"`
	Units      []string   `attr:"units"`
	Resolution string     `attr:"resolution"`
	Owner      string     `attr:"owner"`
	Due        value.Date `attr:"due"`
}

// StrategyReview is what the annual review decides on a strategy; its key is
// the strategy's.
type StrategyReview struct {
	Entity
	Decision string `attr:"decision"`
	Reason   string `attr:"reason"`
	Budget   string `attr:"budget"`
}

// Story is a branch's own text for the annual report; its key is the branch's.
type Story struct {
	Entity
	Glance         string `attr:"glance"`
	Implementation string `attr:"implementation"`
	Performance    string `attr:"performance"`
	Innovation     string `attr:"innovation"`
	Next           string `attr:"next"`
	Productivity   string `attr:"productivity"` // the lenses (block R4g)
	BestPractice   string `attr:"best_practice"`
	InnovationLens string `attr:"innovation_lens"`
}

// WorkReview is what the annual review decides on a piece of current work
// (block R4f); its key is the work's.
type WorkReview struct {
	Entity
	Decision string `attr:"decision"`
	Note     string `attr:"note"`
}

// Respondent is a group that answers the self-assessment.
type Respondent struct {
	Entity
	Name   string `attr:"name"`
	Group  string `attr:"group"` // agency, schools, stakeholders
	Person string `attr:"person"`
	Email  string `attr:"email"`

	Language string `attr:"language"` // of its packets; a school has that of the school
}

// Assessment is a respondent's rating of an indicator of the self-assessment;
// its key is R01/SA 1.1a.
type Assessment struct {
	Entity
	Rating   string `attr:"rating"` // 1 to 4: inadequate, emerging, strong, exemplary
	Evidence string `attr:"evidence"`
	Comment  string `attr:"comment"`
	NextStep string `attr:"next_step"`
}

// Priority is what a respondent wants to be worked on next.
type Priority struct {
	Entity
	Element string     `attr:"element"`
	Gap     string     `attr:"gap"`
	Why     string     `attr:"why"`
	Action  string     `attr:"action"`
	Owner   string     `attr:"owner"`
	Due     value.Date `attr:"due"`
}

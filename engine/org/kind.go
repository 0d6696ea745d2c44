package org

import (
	"fmt"
	"regexp"
	"strings"
)

// Kind names a sort of entity, as forms name it.
type Kind string

// The kinds that other packages speak of by name. The table below has all.
const (
	KindOrganization     Kind = "organization"
	KindGoal             Kind = "goal"
	KindGoalMeasure      Kind = "goal_measure"
	KindBranch           Kind = "branch"
	KindUnit             Kind = "unit"
	KindSchool           Kind = "school"
	KindPerson           Kind = "person"
	KindRespondent       Kind = "respondent"
	KindRelevance        Kind = "relevance"
	KindMeasurePart      Kind = "measure_part"
	KindClient           Kind = "client"
	KindRole             Kind = "role"
	KindConsultation     Kind = "consultation"
	KindStrength         Kind = "strength"
	KindWeakness         Kind = "weakness"
	KindOpportunity      Kind = "opportunity"
	KindThreat           Kind = "threat"
	KindSwotLink         Kind = "swot_link"
	KindSwotLens         Kind = "swot_lens"
	KindEvidence         Kind = "evidence"
	KindPossibility      Kind = "possibility"
	KindCondition        Kind = "condition"
	KindBarrier          Kind = "barrier"
	KindStrategy         Kind = "strategy"
	KindMeasure          Kind = "measure"
	KindMilestone        Kind = "milestone"
	KindWork             Kind = "work"
	KindTerm             Kind = "term"
	KindFunction         Kind = "function"
	KindFunctionNeed     Kind = "function_need"
	KindFunctionUse      Kind = "function_use"
	KindFunctionReview   Kind = "function_review"
	KindStructure        Kind = "structure"
	KindStructureAnswer  Kind = "structure_answer"
	KindMember           Kind = "member"
	KindPosition         Kind = "position"
	KindPlanningMeeting  Kind = "planning_meeting"
	KindCollaboration    Kind = "collaboration"
	KindAgreement        Kind = "agreement"
	KindRequest          Kind = "collaboration_request"
	KindAction           Kind = "action"
	KindUnitMonth        Kind = "unit_month"
	KindStatus           Kind = "status"
	KindQuarterReview    Kind = "quarter_review"
	KindMilestoneQuarter Kind = "milestone_quarter"
	KindMilestoneResult  Kind = "milestone_result"
	KindStrategyReview   Kind = "strategy_review"
	KindStory            Kind = "story"
	KindCheck            Kind = "check"
	KindDecision         Kind = "decision"
	KindPersonChange     Kind = "person_change"
	KindUnitChange       Kind = "unit_change"
	KindRewording        Kind = "rewording"
	KindMilestoneChange  Kind = "milestone_change"
	KindActionChange     Kind = "action_change"
	KindWithdrawal       Kind = "withdrawal"
	KindCarry            Kind = "carry"
	KindResource         Kind = "resource"
)

// Home is what the entities of a kind belong to: it stands before their code.
type Home string

const (
	OfOrganization Home = ""           // G1
	OfBranch       Home = "branch"     // HR/S1.2
	OfUnit         Home = "unit"       // U01/ID1
	OfRespondent   Home = "respondent" // R01/SA 1.1a
)

// Every is how often the entities of a kind are reported anew; the period is
// then part of their identity.
type Every string

const (
	Once      Every = ""
	Monthly   Every = "month"   // 2026-10
	Quarterly Every = "quarter" // 2026-27 Q1
	Yearly    Every = "year"    // 2026-27
)

// kindInfo declares a kind of entity.
type kindInfo struct {
	kind  Kind
	slice string // field of Organization that holds its entities
	home  Home
	every Every

	// under is the kind whose entity has the same code: the status of an action
	// is kept under the action's. Of a kind with across, the code is that of an
	// entity of under, a colon, and the code of one of across: a mark in a matrix.
	under, across Kind

	// parent is the kind whose code begins its codes. Staff may name another
	// parent in the attribute that is called after it.
	parent Kind

	// code is the pattern of its codes: %P is the parent's code, %p that code
	// without its letters at the start, and %d or %02d a number. A kind without
	// a pattern has the codes of under, or codes that a form prints.
	code string
}

// kinds declares every kind of entity. Who adds one adds its struct, a line
// here, and a form that asks for it.
var kinds = []kindInfo{
	{kind: KindOrganization, slice: "Profile"},
	{kind: KindGoal, slice: "Goals", code: "G%d"},
	{kind: KindGoalMeasure, slice: "GoalMeasures", parent: KindGoal, code: "%P-I%d"},
	{kind: KindBranch, slice: "Branches", code: "B%d"},
	{kind: KindUnit, slice: "Units", code: "U%02d"},
	{kind: KindSchool, slice: "Schools", code: "SC%d"},
	{kind: KindPerson, slice: "People", code: "P%02d"},
	{kind: KindRespondent, slice: "Respondents", code: "R%02d"},
	{kind: "task_member", slice: "TaskMembers", code: "TF%02d"},

	{kind: KindRelevance, slice: "Relevances", home: OfBranch, under: KindGoal},
	{kind: KindMeasurePart, slice: "MeasureParts", home: OfBranch, under: KindGoalMeasure},
	{kind: KindClient, slice: "Clients", home: OfBranch, code: "C%d"},
	{kind: KindRole, slice: "Roles", home: OfBranch, under: KindGoal},
	{kind: KindConsultation, slice: "Consultations", home: OfBranch, code: "CO%d"},
	{kind: KindStrength, slice: "Strengths", home: OfBranch, parent: KindGoal, code: "%P-SW-S%d"},
	{kind: KindWeakness, slice: "Weaknesses", home: OfBranch, parent: KindGoal, code: "%P-SW-W%d"},
	{kind: KindOpportunity, slice: "Opportunities", home: OfBranch, parent: KindGoal, code: "%P-SW-O%d"},
	{kind: KindThreat, slice: "Threats", home: OfBranch, parent: KindGoal, code: "%P-SW-T%d"},
	{kind: KindSwotLink, slice: "SwotLinks", home: OfBranch, parent: KindGoal, code: "%P-X%d"},
	{kind: KindSwotLens, slice: "SwotLenses", home: OfBranch, under: KindGoal},
	{kind: KindEvidence, slice: "Evidences", home: OfBranch, parent: KindGoal, code: "%P-E%d"},

	{kind: "standing_strategy", slice: "StandingStrategies", home: OfBranch, code: "OS%d"},
	{kind: KindPossibility, slice: "Possibilities", home: OfBranch, parent: KindGoal, code: "PS%p-%02d"},
	{kind: KindCondition, slice: "Conditions", home: OfBranch, parent: KindPossibility, code: "%P-C%d"},
	{kind: KindBarrier, slice: "Barriers", home: OfBranch, parent: KindPossibility, code: "%P-B%d"},
	{kind: KindStrategy, slice: "Strategies", home: OfBranch, parent: KindGoal, code: "S%p.%d"},
	{kind: KindMeasure, slice: "Measures", home: OfBranch, parent: KindStrategy, code: "%P-I%d"},
	{kind: KindMilestone, slice: "Milestones", home: OfBranch, parent: KindStrategy, code: "M%p-Y%d"},
	{kind: KindWork, slice: "Works", home: OfBranch, code: "W%02d"},
	{kind: "briefing", slice: "Briefings", home: OfBranch, code: "BR%d"},
	{kind: "feedback", slice: "Feedbacks", home: OfBranch, code: "FB%d"},
	{kind: KindTerm, slice: "Terms", home: OfBranch, code: "T%02d"},

	{kind: KindFunction, slice: "Functions", home: OfBranch, code: "FN-%P-%02d"},
	{kind: KindFunctionNeed, slice: "FunctionNeeds", home: OfBranch, under: KindFunction, across: KindStrategy},
	{kind: KindFunctionUse, slice: "FunctionUses", home: OfBranch, under: KindFunction, across: KindUnit},
	{kind: KindFunctionReview, slice: "FunctionReviews", home: OfBranch, under: KindFunction},
	{kind: KindStructure, slice: "Structures", under: KindBranch},
	{kind: KindStructureAnswer, slice: "StructureAnswers", home: OfBranch},
	{kind: "structure_change", slice: "StructureChanges", home: OfBranch, code: "CH%02d"},
	{kind: "transition", slice: "Transitions", home: OfBranch, code: "TR%02d"},
	{kind: KindMember, slice: "Members", home: OfBranch, code: "MB%02d"},
	{kind: KindPosition, slice: "Positions", home: OfBranch, code: "K%02d"},
	{kind: KindPlanningMeeting, slice: "PlanningMeetings", home: OfBranch, code: "PM%02d"},
	{kind: KindCollaboration, slice: "Collaborations", under: KindBranch},
	{kind: "collaboration_step", slice: "CollaborationSteps", home: OfBranch, code: "CS%d"},
	{kind: "expectation", slice: "Expectations", home: OfBranch, code: "CE%d"},
	{kind: KindAgreement, slice: "Agreements", home: OfBranch, code: "AG%02d"},
	{kind: KindRequest, slice: "CollaborationRequests", home: OfBranch, code: "CR%02d"},

	{kind: KindAction, slice: "Actions", home: OfBranch, parent: KindMilestone, code: "A%p-%02d"},
	{kind: "plan_review", slice: "PlanReviews", home: OfBranch, parent: KindMilestone, code: "%P-R%d"},
	{kind: KindUnitMonth, slice: "UnitMonths", every: Monthly, under: KindUnit},
	{kind: KindStatus, slice: "Statuses", home: OfBranch, every: Monthly, under: KindAction},
	{kind: "milestone_month", slice: "MilestoneMonths", home: OfBranch, every: Monthly, under: KindMilestone},
	{kind: "branch_month", slice: "BranchMonths", every: Monthly, under: KindBranch},
	{kind: "response", slice: "Responses", home: OfBranch, every: Monthly, under: KindAction},
	{kind: "unit_response", slice: "UnitResponses", every: Monthly, under: KindUnit},

	{kind: KindQuarterReview, slice: "QuarterReviews", every: Quarterly, under: KindBranch},
	{kind: KindMilestoneQuarter, slice: "MilestoneQuarters", home: OfBranch, every: Quarterly, under: KindMilestone},
	{kind: "recommendation", slice: "Recommendations", home: OfBranch, every: Quarterly, code: "RC%02d"},
	{kind: "collaboration_issue", slice: "CollaborationIssues", home: OfBranch, every: Quarterly, code: "CI%02d"},

	{kind: KindMilestoneResult, slice: "MilestoneResults", home: OfBranch, every: Yearly, under: KindMilestone},
	{kind: KindStrategyReview, slice: "StrategyReviews", home: OfBranch, every: Yearly, under: KindStrategy},
	{kind: "work_review", slice: "WorkReviews", home: OfBranch, every: Yearly, under: KindWork},
	{kind: KindStory, slice: "Stories", every: Yearly, under: KindBranch},
	{kind: KindCheck, slice: "Checks", every: Yearly},
	{kind: "assessment", slice: "Assessments", home: OfRespondent, every: Yearly},
	{kind: "priority", slice: "Priorities", home: OfRespondent, every: Yearly, code: "SP%02d"},
	{kind: KindDecision, slice: "Decisions"},

	{kind: KindPersonChange, slice: "PersonChanges", home: OfBranch, code: "PC%02d"},
	{kind: KindUnitChange, slice: "UnitChanges", home: OfBranch, code: "UC%02d"},
	{kind: KindRewording, slice: "Rewordings", home: OfBranch, code: "RW%02d"},
	{kind: KindMilestoneChange, slice: "MilestoneChanges", home: OfBranch, code: "MC%02d"},
	{kind: KindActionChange, slice: "ActionChanges", home: OfBranch, code: "AC%02d"},
	{kind: KindCarry, slice: "Carries", home: OfBranch, every: Yearly, under: KindAction},
	{kind: KindResource, slice: "Resources", home: OfBranch, every: Yearly, under: KindAction},
	{kind: KindWithdrawal, slice: "Withdrawals", home: OfBranch, code: "TB%02d"},
}

var infos = func() map[Kind]kindInfo {
	m := make(map[Kind]kindInfo, len(kinds))
	for _, k := range kinds {
		m[k.kind] = k
	}
	return m
}()

// infoOf is the declaration of a kind; that of an unknown kind is blank.
func infoOf(k Kind) kindInfo { return infos[k] }

// Kinds lists every kind of entity.
func Kinds() (all []Kind) {
	for _, k := range kinds {
		all = append(all, k.kind)
	}
	return all
}

// Periodic tells whether entities of the kind are reported for a period.
func Periodic(k Kind) bool { return infoOf(k).every != Once }

// EveryOf is how often the entities of a kind are reported anew.
func EveryOf(k Kind) Every { return infoOf(k).every }

// HomeOf is what the entities of a kind belong to.
func HomeOf(k Kind) Home { return infoOf(k).home }

// UnderOf is the kind whose entity has the same code as one of this kind: that
// of the action for the status of an action. Empty for a kind with codes of its own.
func UnderOf(k Kind) Kind { return infoOf(k).under }

// ParentOf is the kind whose codes begin the codes of a kind; empty for those
// that have no parent. The attribute that is called after it may name another.
func ParentOf(k Kind) Kind { return infoOf(k).parent }

// KeptUnder lists the kinds whose entities have the code of an entity of kind
// k, marks of matrices left out.
func KeptUnder(k Kind) (all []Kind) {
	for _, x := range kinds {
		if x.under == k && x.across == "" {
			all = append(all, x.kind)
		}
	}
	return all
}

// CrossKey is the key of the mark that a matrix has in the row of an entity, in
// the column of another: HR/FN-LA-01:S1.2.
func CrossKey(row, column string) string { return row + ":" + Code(column) }

// Crossed parts the key of a mark into the key of its row and the code of its column.
func Crossed(key string) (row, column string) {
	row, column, _ = strings.Cut(key, ":")
	return row, column
}

// codes are the patterns of every kind's codes; the group is the parent's code,
// or its end where the pattern leaves out the parent's letters.
var codes = func() map[Kind]*regexp.Regexp {
	m := map[Kind]*regexp.Regexp{}
	for _, k := range kinds {
		if k.code != "" {
			m[k.kind] = regexp.MustCompile("^" + codeExpr(k.kind, true) + "$")
		}
	}
	return m
}()

// letters are what a code begins with, before its numbers.
var letters = regexp.MustCompile(`^[A-Za-z]+`)

func codeExpr(k Kind, group bool) string {
	x := infoOf(k)
	expr := regexp.MustCompile(`%0?\d*d`).ReplaceAllLiteralString(regexp.QuoteMeta(x.code), `\d+`)
	if k == KindMilestone {
		expr += "[a-z]*" // several milestones of a year
	}
	parent := `[A-Z]+`
	if x.parent != "" {
		parent = codeExpr(x.parent, false)
	}
	if group {
		parent = "(" + parent + ")"
	}
	expr = strings.Replace(expr, "%P", parent, 1)
	if strings.Contains(expr, "%p") {
		lead := letters.FindString(infoOf(x.parent).code)
		expr = strings.Replace(expr, "%p", strings.Replace(parent, lead, "", 1), 1)
	}
	return expr
}

// parentCode is the code that a code of a kind names as its parent's.
func parentCode(k Kind, code string) string {
	x := infoOf(k)
	if x.parent == "" || codes[k] == nil {
		return ""
	}
	m := codes[k].FindStringSubmatch(code)
	switch {
	case m == nil:
		return ""
	case strings.Contains(x.code, "%p"):
		return letters.FindString(infoOf(x.parent).code) + m[1]
	}
	return m[1]
}

// ParentKey is the key that a code names as its parent's: HR/S1.2 for
// HR/M1.2-Y1, G1 for HR/S1.2. It is empty where the code names none.
func ParentKey(key string) string {
	scope, code := Scope(key), Code(key)
	for _, k := range kinds {
		parent := parentCode(k.kind, code)
		switch {
		case parent == "":
		case HomeOf(k.parent) == OfOrganization:
			return parent
		default:
			return Join(scope, parent)
		}
	}
	return ""
}

// NextCode is the first free code of a kind under a parent. year is that of a
// milestone: y1. A kind without codes of its own is an error, and so is a
// parent that has as many as there are codes.
func NextCode(kind Kind, parent, year string, taken func(code string) bool) (string, error) {
	_, code, err := NextCodeFrom(0, kind, parent, year, taken)
	return code, err
}

// NextCodeFrom is NextCode for a parent whose first codes are known to be taken,
// so many of them; it tells how many codes come before the next one, with it.
func NextCodeFrom(first int, kind Kind, parent, year string, taken func(code string) bool) (n int, code string, err error) {
	x, p := infoOf(kind), Code(parent)
	if x.code == "" {
		return 0, "", fmt.Errorf("no codes are assigned to a %s", kind)
	}
	pattern := strings.ReplaceAll(strings.ReplaceAll(x.code, "%p", letters.ReplaceAllString(p, "")), "%P", p)
	most := 999
	nth := func(n int) string { return fmt.Sprintf(pattern, n) }
	if kind == KindMilestone {
		most = 26
		nth = func(n int) string {
			c := strings.Replace(pattern, "Y%d", strings.ToUpper(year), 1)
			if n > 1 {
				c += string(rune('a' + n - 1))
			}
			return c
		}
	}
	for n := first + 1; n <= most; n++ {
		if c := nth(n); !taken(c) {
			return n, c, nil
		}
	}
	return 0, "", fmt.Errorf("%s has more than %d entities of kind %s", parent, most, kind)
}

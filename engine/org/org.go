// Package org is the model of an organization and its plan: goals, measures,
// strategies, milestones, actions, units, people and what is reported about
// them. It is plain data: it reads and writes no file, knows no cell and no
// form, and never decides between two statements (reconcile does).
//
// Every attribute of an entity is declared once, as the `attr` tag of a struct
// field; the list of attribute names that forms are checked against is read
// off these tags (attribute.go).
package org

import (
	"slices"
	"strings"

	"spm/engine/value"
)

// Organization is one organization with its plan, as folded from the claims.
// The slices are in the order of the entities' codes.
type Organization struct {
	Profile Profile

	Goals        []*Goal
	GoalMeasures []*GoalMeasure
	Branches     []*Branch
	Units        []*Unit
	Schools      []*School
	People       []*Person
	Respondents  []*Respondent
	TaskMembers  []*TaskMember

	// Module A: setting the direction.
	Relevances         []*Relevance
	MeasureParts       []*MeasurePart
	Clients            []*Client
	Roles              []*Role
	Consultations      []*Consultation
	Strengths          []*Strength
	Weaknesses         []*Weakness
	Opportunities      []*Opportunity
	Threats            []*Threat
	SwotLinks          []*SwotLink
	SwotLenses         []*SwotLens
	Evidences          []*Evidence
	StandingStrategies []*StandingStrategy
	Possibilities      []*Possibility
	Conditions         []*Condition
	Barriers           []*Barrier
	Strategies         []*Strategy
	Measures           []*Measure
	Milestones         []*Milestone
	Works              []*Work
	Briefings          []*Briefing
	Feedbacks          []*Feedback
	Terms              []*Term

	// Module B: operationalizing the direction.
	Functions             []*Function
	FunctionNeeds         []*FunctionNeed
	FunctionUses          []*FunctionUse
	FunctionReviews       []*FunctionReview
	Structures            []*Structure
	StructureAnswers      []*StructureAnswer
	StructureChanges      []*StructureChange
	Transitions           []*Transition
	Members               []*Member
	Positions             []*Position
	PlanningMeetings      []*PlanningMeeting
	Collaborations        []*Collaboration
	CollaborationSteps    []*CollaborationStep
	Expectations          []*Expectation
	Agreements            []*Agreement
	CollaborationRequests []*CollaborationRequest

	// Modules C and D: actions and the cycle.
	Actions             []*Action
	PlanReviews         []*PlanReview
	UnitMonths          []*UnitMonth
	Statuses            []*Status
	MilestoneMonths     []*MilestoneMonth
	BranchMonths        []*BranchMonth
	UnitResponses       []*UnitResponse
	Responses           []*Response
	QuarterReviews      []*QuarterReview
	MilestoneQuarters   []*MilestoneQuarter
	Recommendations     []*Recommendation
	CollaborationIssues []*CollaborationIssue
	MilestoneResults    []*MilestoneResult
	StrategyReviews     []*StrategyReview
	WorkReviews         []*WorkReview
	Stories             []*Story
	Checks              []*Check
	Assessments         []*Assessment
	Priorities          []*Priority
	Decisions           []*Decision

	// Changes of the plan in the course of the year (change.go).
	PersonChanges    []*PersonChange
	UnitChanges      []*UnitChange
	Rewordings       []*Rewording
	MilestoneChanges []*MilestoneChange
	ActionChanges    []*ActionChange
	Withdrawals      []*Withdrawal
	Carries          []*Carry
	Resources        []*Resource

	// Amendments are what these changes, and the adjustments in reports and
	// reviews, have made of the plan so far, in the order of their days.
	Amendments []Amendment
}

// Entity is what every entity has.
type Entity struct {
	Key    string                 // unique in its kind: G1, HR/S1.2, HR/A1.1-Y1-01
	Period string                 // month (2026-10) or school year (2026-27) of what is reported for a period; empty otherwise
	Other  map[string]value.Value // a workspace's own columns (attr: other.<name>), carried untouched

	// Reasons are the values that say why there is no answer, by attribute and
	// period ("target 2026-27"). An attribute of texts holds the words as well.
	Reasons map[string]value.Value
}

func (e *Entity) entity() *Entity { return e }

// Ident is the key, for those who know an entity by nothing else.
func (e *Entity) Ident() string { return e.Key }

// Code is the short code, without the branch: S1.2 of HR/S1.2.
func (e *Entity) Code() string { return Code(e.Key) }

// BranchKey is the branch in the key, HR of HR/S1.2; empty where the key has none.
func (e *Entity) BranchKey() string { return Scope(e.Key) }

// Profile is the organization itself (guidebook section 2.2, block A1).
type Profile struct {
	Entity
	Name            string     `attr:"name"`
	Type            string     `attr:"type"` // SEA or LEA
	Leader          string     `attr:"leader"`
	Vision          string     `attr:"vision"`
	Mission         string     `attr:"mission"`
	Values          []string   `attr:"values"`
	Public          string     `attr:"public"` // public or internal
	PlanStart       value.Date `attr:"plan_start"`
	PlanStatus      string     `attr:"plan_status"` // draft or adopted
	AdoptedOn       value.Date `attr:"adopted_on"`
	StatusFrequency string     `attr:"status_frequency"`
	ReviewFrequency string     `attr:"review_frequency"`
	ReturnTo        string     `attr:"return_to"`
	Contact         string     `attr:"contact"`
	Language        string     `attr:"language"`      // of packets, where the recipient has none of its own
	GapDirection    string     `attr:"gap_direction"` // the self-check of Part II: yes marks a sign of an incomplete system
	GapPurpose      string     `attr:"gap_purpose"`
	GapOperation    string     `attr:"gap_operation"`
	GapMilestones   string     `attr:"gap_milestones"`
	GapData         string     `attr:"gap_data"`

	// Recipients are those of the annual report, by school year (RecipientsIn).
	Recipients map[string][]string `attr:"recipients"`

	Started map[string]value.Date `attr:"started"` // days on which school years were made the year of work
	Adopted map[string]value.Date `attr:"adopted"` // days on which the plans of later school years were adopted
}

// Goal is a goal of the organization (block A2).
type Goal struct {
	Entity
	Text        string `attr:"text"`
	Explanation string `attr:"explanation"`
	Public      string `attr:"public"`
}

// GoalMeasure is an indicator of a goal (block A3) with its results by school year.
type GoalMeasure struct {
	Entity
	Goal      string `attr:"goal"`
	DefinedBy string `attr:"defined_by"` // organization or task_force
	Indicator
}

// Indicator is what measures of goals and of strategies have in common. Maps
// are keyed by school year (2026-27).
type Indicator struct {
	Name           string                 `attr:"indicator"`
	Source         string                 `attr:"source"`
	Baseline       value.Value            `attr:"baseline"`
	Target         map[string]value.Value `attr:"target"`          // as first promised
	AdjustedTarget map[string]value.Value `attr:"adjusted_target"` // as the review before the year changed it
	TargetDecision map[string]string      `attr:"target_decision"` // confirmed or adjusted
	Actual         map[string]value.Value `attr:"actual"`
	Explanation    map[string]string      `attr:"explanation"`
	Direction      string                 `attr:"direction"` // up, down, hold
}

// TargetFor is the target in force for a school year: the adjusted one first.
func (i *Indicator) TargetFor(year string) value.Value {
	if v, ok := i.AdjustedTarget[year]; ok && !v.Blank() {
		return v
	}
	return i.Target[year]
}

// Branch is a division or a strand with its purpose (block A5).
type Branch struct {
	Entity
	Name              string   `attr:"name"`
	Type              string   `attr:"type"` // division or strand
	Leader            string   `attr:"leader"`
	Email             string   `attr:"email"`
	Connection        string   `attr:"connection"`
	ExistingPurpose   string   `attr:"existing_purpose"`
	PurposeFitsNow    string   `attr:"purpose_fits_now"`
	PurposeFitsFuture string   `attr:"purpose_fits_future"`
	Purpose           string   `attr:"purpose"`
	Language          string   `attr:"language"` // of its packets
	Members           []string `attr:"members"`  // units of other branches that a strand brings together
}

// Unit is a unit of a division or a strand.
type Unit struct {
	Entity
	Name         string `attr:"name"`
	Branch       string `attr:"branch"`
	Leader       string `attr:"leader"`
	Email        string `attr:"email"`
	Purpose      string `attr:"purpose"`
	Language     string `attr:"language"`     // of its packets
	Competencies string `attr:"competencies"` // that its functions need
	Notes        string `attr:"notes"`

	Closed value.Date `attr:"closed"` // since when it has no work of its own: merged, split or closed
}

// School is a school of the organization.
type School struct {
	Entity
	Name      string `attr:"name"`
	Grades    string `attr:"grades"`
	Principal string `attr:"principal"`
	Email     string `attr:"email"`
	Language  string `attr:"language"` // of its packets
}

// Person is somebody who may be responsible for an action or support one.
type Person struct {
	Entity
	Name  string `attr:"name"`
	Unit  string `attr:"unit"`
	Role  string `attr:"role"`
	Email string `attr:"email"`

	Until value.Date `attr:"until"` // since when another stands in the person's place
}

// Relevance tells what a goal means to a branch; its key is HR/G1.
type Relevance struct {
	Entity
	Relevant string `attr:"relevant"` // yes or no
	Linked   string `attr:"linked"`   // in the purpose statement: yes or no
	Why      string `attr:"why"`
}

// MeasurePart tells which part a branch has in a goal measure; its key is HR/G1-I1.
type MeasurePart struct {
	Entity
	Collects string `attr:"collects"`
	How      string `attr:"how"`
}

// Client is somebody a branch serves (block A4).
type Client struct {
	Entity
	Name     string `attr:"name"`
	Place    string `attr:"place"` // internal or external
	Time     string `attr:"time"`  // current or future
	Services string `attr:"services"`
	Needs    string `attr:"needs"`
}

// Strategy is a theory of action for a goal (block E1).
type Strategy struct {
	Entity
	Goal        string   `attr:"goal"`
	If          string   `attr:"if"`
	Then        string   `attr:"then"`
	And         string   `attr:"and"`
	Explanation string   `attr:"explanation"`
	SwotUsed    []string `attr:"swot_used"`      // strengths and opportunities
	SwotMet     []string `attr:"swot_addressed"` // weaknesses and threats
	RoleCheck   string   `attr:"role_check"`
	RoleNote    string   `attr:"role_note"`
	Source      string   `attr:"source"` // organization or task_force
	Years       float64  `attr:"years"`
	Category    []string `attr:"category"` // domains and practices of the network: 1A … 4C
}

// Statement is the full sentence: If we …, then …, and …. It leaves out what
// was not written, and does not repeat the form's own if, then and and.
func (s *Strategy) Statement() string {
	if s.If == "" {
		return ""
	}
	text := "If " + clause(s.If, "if")
	if s.Then != "" {
		text += ", then " + clause(s.Then, "then")
	}
	if s.And != "" {
		text += ", and " + clause(s.And, "and")
	}
	return text + "."
}

// clause is a part of a strategy without the word of the form before it and
// the signs around it.
func clause(text, word string) string {
	text = strings.Trim(value.Squeeze(text), " .,;:…")
	first, rest, ok := strings.Cut(text, " ")
	if ok && strings.EqualFold(strings.TrimRight(first, ",.:…"), word) {
		return strings.TrimLeft(rest, " .,;:…")
	}
	return text
}

// Measure is an indicator of a strategy (block F1) with its results by school year.
type Measure struct {
	Entity
	Strategy string `attr:"strategy"`
	Indicator
}

// Milestone is the work to be completed for a strategy in one year (blocks F1
// and L1).
type Milestone struct {
	Entity
	Strategy       string   `attr:"strategy"`
	Year           string   `attr:"year"` // y1, y2, y3 …: the year since the plan began
	Text           string   `attr:"text"`
	Comment        string   `attr:"comment"`
	LeadUnit       string   `attr:"lead_unit"`
	PlanningUnits  []string `attr:"planning_units"`
	PlanningReason string   `attr:"planning_reason"`
	PlanningNote   string   `attr:"planning_note"`
	Rigorous       string   `attr:"rigorous"`  // its action plan, yet attainable: yes or no
	Completes      string   `attr:"completes"` // its actions together complete it: yes or no

	Dropped value.Date `attr:"dropped"` // since when it is no part of the plan any more
}

// Work is work already under way (block F2).
type Work struct {
	Entity
	Text       string   `attr:"text"`
	Milestones []string `attr:"milestones"`
	Decision   string   `attr:"decision"`
	Comments   string   `attr:"comments"`
}

// Action is a step towards a milestone (block N2). Responsible, Supports and
// Collaborators hold keys; a name that nobody knows stands there with a "?"
// before it.
type Action struct {
	Entity
	Milestone     string     `attr:"milestone"`
	Text          string     `attr:"text"`
	Start         value.Date `attr:"start"`
	End           value.Date `attr:"end"`
	Resources     string     `attr:"resources"`
	BeyondBudget  string     `attr:"beyond_budget"`
	Outputs       []string   `attr:"outputs"`
	Responsible   string     `attr:"responsible"`
	Supports      []string   `attr:"supports"`
	Collaborators []string   `attr:"collaborators"`
	Personnel     []string   `attr:"personnel"` // of the collaborating units, by name
	FromWork      string     `attr:"from_work"` // current work that it goes on with
	Dropped       value.Date `attr:"dropped"`   // since when it is no part of the plan any more
}

// UnitMonth is a unit's report of a month as a whole (form R1).
type UnitMonth struct {
	Entity
	Meeting       value.Date `attr:"meeting"`
	Ideas         string     `attr:"ideas"` // better ways (block R1c)
	IdeasGain     string     `attr:"ideas_gain"`
	IdeasDecision string     `attr:"ideas_decision"`
}

// Status is the status of an action in a month; its key is the action's.
type Status struct {
	Entity
	Status         string     `attr:"status"`
	Progress       string     `attr:"progress"`
	Output         []string   `attr:"output"`
	Challenges     string     `attr:"challenges"`
	Adjustment     string     `attr:"adjustment"`
	AdjustmentNote string     `attr:"adjustment_note"`
	NewEnd         value.Date `attr:"new_end"` // the end that a change of dates gives the action
	NewText        string     `attr:"new_text"`
	NewResponsible string     `attr:"new_responsible"`
	HelpNeeded     string     `attr:"help_needed"`
	Collaboration  string     `attr:"collaboration_issue"`
	NextMonth      string     `attr:"next_month"`
}

// MilestoneResult is what the annual review says of a milestone; its key is
// the milestone's.
type MilestoneResult struct {
	Entity
	Met          string   `attr:"met"` // met, partly, not_met
	Outputs      []string `attr:"outputs"`
	Reason       string   `attr:"reason"`
	Decision     string   `attr:"decision"`
	NextDecision string   `attr:"next_decision"` // of a milestone of the year after: confirmed or adjusted
	NextText     string   `attr:"next_text"`
	NextReason   string   `attr:"next_reason"`
}

// Check is an answer in a quality-check box; its key is HR/QC 1.1.
type Check struct {
	Entity
	Met  string `attr:"met"`
	Note string `attr:"note"`
}

// Decision is what the central office decided on answers that differed; its key
// names what they are about. The decision itself is a claim about that; this
// is its record.
type Decision struct {
	Entity
	Choice string `attr:"choice"` // a, b, c, d, or other
	Answer string `attr:"answer"`
	Why    string `attr:"why"`
}

// Code is the last part of a key: S1.2 of HR/S1.2.
func Code(key string) string { return key[strings.LastIndexByte(key, '/')+1:] }

// Scope is what stands before the code: HR of HR/S1.2, empty for G1.
func Scope(key string) string {
	if i := strings.LastIndexByte(key, '/'); i >= 0 {
		return key[:i]
	}
	return ""
}

// Join makes a key of a scope and a code.
func Join(scope, code string) string {
	if scope == "" {
		return code
	}
	return scope + "/" + code
}

// find is the entity of a key, or nil.
func find[T interface{ entity() *Entity }](all []T, key, period string) (none T) {
	for _, e := range all {
		if x := e.entity(); x.Key == key && x.Period == period {
			return e
		}
	}
	return none
}

// The finders below answer nil for a key that the organization lacks.

func (o *Organization) Goal(key string) *Goal               { return find(o.Goals, key, "") }
func (o *Organization) GoalMeasure(key string) *GoalMeasure { return find(o.GoalMeasures, key, "") }
func (o *Organization) Branch(key string) *Branch           { return find(o.Branches, key, "") }
func (o *Organization) Unit(key string) *Unit               { return find(o.Units, key, "") }
func (o *Organization) Person(key string) *Person           { return find(o.People, key, "") }
func (o *Organization) Strategy(key string) *Strategy       { return find(o.Strategies, key, "") }
func (o *Organization) Measure(key string) *Measure         { return find(o.Measures, key, "") }
func (o *Organization) Milestone(key string) *Milestone     { return find(o.Milestones, key, "") }
func (o *Organization) Action(key string) *Action           { return find(o.Actions, key, "") }

// Status is the status of an action in a month.
func (o *Organization) Status(action, month string) *Status {
	return find(o.Statuses, action, month)
}

// Result is the annual review's word on a milestone for a school year.
func (o *Organization) Result(milestone, year string) *MilestoneResult {
	return find(o.MilestoneResults, milestone, year)
}

// Where picks the entities that fulfil a condition, in their order.
func Where[T any](all []T, ok func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(all), func(e T) bool { return !ok(e) })
}

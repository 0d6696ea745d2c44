package org

import "spm/engine/value"

// The entities of Module B that attachments H to M give birth to.

// Function is work to be done to carry out strategies (block H1).
type Function struct {
	Entity
	Name         string `attr:"name"`
	Definition   string `attr:"definition"`
	Competencies string `attr:"competencies"`
}

// SectionCode is the section of attachment H that the code of a function names: LA of FN-LA-01.
func (f *Function) SectionCode() string {
	code := f.Code()
	if len(code) < 5 {
		return ""
	}
	return code[3:5]
}

// FunctionNeed marks that a strategy needs a function (block I1); its key is
// HR/FN-LA-01:S1.2.
type FunctionNeed struct {
	Entity
	Marked string `attr:"marked"` // yes or no
}

// FunctionUse marks that a unit carries out a function (block I2); its key is
// HR/FN-LA-01:U03.
type FunctionUse struct {
	Entity
	Marked string `attr:"marked"` // yes or no
}

// FunctionReview is what the analysis finds about a function (blocks I1 to I3);
// its key is the function's.
type FunctionReview struct {
	Entity
	CapacityNote string     `attr:"capacity_note"`
	Others       string     `attr:"others"`      // divisions and strands that carry it out too
	Coordinated  string     `attr:"coordinated"` // yes, no, na
	CapacityOK   string     `attr:"capacity_ok"` // yes or no
	Issue        string     `attr:"issue"`
	Solution     string     `attr:"solution"`
	Owner        string     `attr:"owner"`
	Due          value.Date `attr:"due"`
}

// Structure is what a branch says of its structure as a whole (blocks J5 and
// J6); its key is the branch's.
type Structure struct {
	Entity
	StrandLeader string   `attr:"strand_leader"`
	Team         []string `attr:"team"` // leadership team
	Consultants  []string `attr:"consultants"`
	Procedures   string   `attr:"procedures"` // for strand units and their members
	Productivity string   `attr:"productivity"`
	Innovation   string   `attr:"innovation"`
}

// StructureAnswer is the answer to one of the six questions of block J2; its
// key is HR/J2.1.
type StructureAnswer struct {
	Entity
	Answer   string   `attr:"answer"` // yes, partly, no
	Units    []string `attr:"units"`
	Decision string   `attr:"decision"`
}

// StructureChange is a new or revised unit (block J3).
type StructureChange struct {
	Entity
	Name         string   `attr:"name"`
	Change       string   `attr:"change"` // keep, new, merge, split, close, rename
	From         []string `attr:"from"`   // units
	Division     string   `attr:"division"`
	Purpose      string   `attr:"purpose"`
	Functions    []string `attr:"functions"`
	Competencies string   `attr:"competencies"`
}

// Transition is a phase on the way to the structure that is wanted (block J4).
type Transition struct {
	Entity
	Change   string     `attr:"change"` // in words
	On       value.Date `attr:"on"`
	Approval string     `attr:"approval"` // proposed, approved, made
	Note     string     `attr:"note"`
}

// Member is a member of a strand unit (block J5).
type Member struct {
	Entity
	Unit         string `attr:"unit"`
	Name         string `attr:"name"`
	HomeDivision string `attr:"home_division"`
	HomeUnit     string `attr:"home_unit"`
}

// Position is a position of a unit and who fills it (block K1).
type Position struct {
	Entity
	Unit             string     `attr:"unit"`
	Title            string     `attr:"title"`
	Status           string     `attr:"status"` // filled, to_be_filled, vacant
	Person           string     `attr:"person"`
	Home             string     `attr:"home"` // home division or unit of a strand's member
	Responsibilities string     `attr:"responsibilities"`
	Competencies     string     `attr:"competencies"`
	Gap              string     `attr:"gap"`
	Learning         string     `attr:"learning"`
	Change           string     `attr:"change"` // none, reassign, repurpose, recruit, partner
	ChangeState      string     `attr:"change_state"`
	ChangeOn         value.Date `attr:"change_on"`
	LearningDone     string     `attr:"learning_done"`
}

// PlanningMeeting is where a team plans its actions (block L3).
type PlanningMeeting struct {
	Entity
	Unit           string     `attr:"unit"`
	Milestones     []string   `attr:"milestones"`
	On             value.Date `attr:"on"`
	Time           string     `attr:"time"` // start and end
	Location       string     `attr:"location"`
	Facilitator    string     `attr:"facilitator"`
	Participants   []string   `attr:"participants"`
	Materials      string     `attr:"materials"`
	Communicated   string     `attr:"communicated"` // yes or no
	CommunicatedOn value.Date `attr:"communicated_on"`
}

// Collaboration is what a branch means by it (blocks M1 and M2); its key is
// the branch's.
type Collaboration struct {
	Entity
	HasProcess string   `attr:"has_process"` // yes or no
	Process    string   `attr:"process"`     // where it can be found
	Definition string   `attr:"definition"`
	LooksLike  []string `attr:"looks_like"`
	Excludes   []string `attr:"excludes"`
	RedFlags   []string `attr:"red_flags"`
}

// CollaborationStep is a step of the procedure (block M3).
type CollaborationStep struct {
	Entity
	Step string `attr:"step"`
	Who  string `attr:"who"`
	By   string `attr:"by"`
}

// Expectation is what partners expect of each other (block M4).
type Expectation struct {
	Entity
	Topic string `attr:"topic"`
	Text  string `attr:"text"`
}

// Agreement is somebody's consent to the procedure (block M5).
type Agreement struct {
	Entity
	Name   string     `attr:"name"`
	Branch string     `attr:"branch"`
	On     value.Date `attr:"on"`
}

// CollaborationRequest asks another unit for people (block M6).
type CollaborationRequest struct {
	Entity
	Milestone   string     `attr:"milestone"`
	Action      string     `attr:"action"` // in words
	Unit        string     `attr:"unit"`   // that is asked
	Competency  string     `attr:"competency"`
	Most        string     `attr:"most"` // needed for most of the work: yes or no
	RequestedOn value.Date `attr:"requested_on"`
	Answer      string     `attr:"answer"` // accepted, declined, pending
	Personnel   []string   `attr:"personnel"`
	Note        string     `attr:"note"`
}

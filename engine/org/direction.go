package org

import "spm/engine/value"

// The entities of Module A that attachments B, C, D, F3 and G give birth to.

// TaskMember is a member of a task force (guidebook section 2.2).
type TaskMember struct {
	Entity
	Force  string     `attr:"force"` // direction, operations, planning
	Branch string     `attr:"branch"`
	Person string     `attr:"person"`
	Role   string     `attr:"role"`
	From   value.Date `attr:"from"`
	To     value.Date `attr:"to"`
}

// Role tells who does what for a goal (block B1); its key is HR/G1.
type Role struct {
	Entity
	State      string `attr:"state"` // the state agency's part
	Districts  string `attr:"districts"`
	Schools    string `attr:"schools"`
	Own        string `attr:"own"`    // this division's or strand's part
	Others     string `attr:"others"` // other divisions and strands
	Gaps       string `attr:"gaps"`
	Resolution string `attr:"resolution"`
	GapState   string `attr:"gap_state"` // none, resolved, proposed
}

// Consultation is a client or partner who had a say in the roles (block B2).
type Consultation struct {
	Entity
	Who    string     `attr:"who"`
	Place  string     `attr:"place"`  // internal or external
	Sector string     `attr:"sector"` // district, school, other
	How    string     `attr:"how"`
	On     value.Date `attr:"on"`
}

// Swot is what strengths, weaknesses, opportunities and threats have in common.
type Swot struct {
	Goal     string   `attr:"goal"`
	Text     string   `attr:"text"`
	Evidence []string `attr:"evidence"` // data sources
}

// Strength lets the branch perform well for a goal (block C1).
type Strength struct {
	Entity
	Swot
}

// Weakness holds the branch's performance back.
type Weakness struct {
	Entity
	Swot
}

// Opportunity is a trend or force that the branch could use.
type Opportunity struct {
	Entity
	Swot
	Environment string `attr:"environment"`
}

// Threat is outside the branch's control and has to be planned for.
type Threat struct {
	Entity
	Swot
	Environment string `attr:"environment"`
}

// SwotLink relates a strength to an opportunity, or a weakness to a threat
// (block C2). Inside and Outside hold keys.
type SwotLink struct {
	Entity
	Goal    string `attr:"goal"`
	Inside  string `attr:"inside"`  // a strength or weakness
	Outside string `attr:"outside"` // an opportunity or threat
	How     string `attr:"how"`
}

// SwotLens is what the two lenses show of a goal's analysis (block C3); its
// key is HR/G1.
type SwotLens struct {
	Entity
	Productivity string `attr:"productivity"`
	Innovation   string `attr:"innovation"`
}

// Evidence is a source that the analysis of a goal used (block C4).
type Evidence struct {
	Entity
	Goal   string     `attr:"goal"`
	Source string     `attr:"source"`
	Sort   string     `attr:"sort"` // data, clients, partners, influencers, projected
	On     value.Date `attr:"on"`
}

// StandingStrategy is a strategy that the organization had already (block D0).
type StandingStrategy struct {
	Entity
	Text     string `attr:"text"`
	Goal     string `attr:"goal"`
	Relevant string `attr:"relevant"` // yes or no
	Restate  string `attr:"restate"`  // in If, then, and form: yes or no
}

// Possibility is a possible strategy (block D1).
type Possibility struct {
	Entity
	Goal         string  `attr:"goal"`
	Text         string  `attr:"text"`
	Productivity string  `attr:"productivity"` // the three lenses
	BestPractice string  `attr:"best_practice"`
	Innovation   string  `attr:"innovation"`
	WithinRole   string  `attr:"within_role"` // yes or no
	Years        float64 `attr:"years"`
	Selected     string  `attr:"selected"` // selected, not_selected, parked
	Reason       string  `attr:"reason"`
}

// Condition must hold for a possible strategy to become real.
type Condition struct {
	Entity
	Possibility string `attr:"possibility"`
	Text        string `attr:"text"`
	State       string `attr:"state"` // in_place, possible, impossible
}

// Barrier stands in the way of a possible strategy. Its text may be "None".
type Barrier struct {
	Entity
	Possibility string `attr:"possibility"`
	Text        string `attr:"text"`
	Removable   string `attr:"removable"` // yes or no
}

// Briefing is how staff were told of the direction (block F3).
type Briefing struct {
	Entity
	Audience string     `attr:"audience"`
	On       value.Date `attr:"on"`
	Means    string     `attr:"means"`
	Input    string     `attr:"input"`
	Used     string     `attr:"used"`
}

// Feedback is a comment of staff on a draft of the direction, with the answer.
type Feedback struct {
	Entity
	Audience string     `attr:"audience"`
	Comment  string     `attr:"comment"`
	Answer   string     `attr:"answer"`
	On       value.Date `attr:"on"`
}

// Term is a term of the glossary (attachment G).
type Term struct {
	Entity
	Name       string     `attr:"name"`
	Definition string     `attr:"definition"`
	Example    string     `attr:"example"`
	Module     string     `attr:"module"` // a, b, c, d
	On         value.Date `attr:"on"`
	Shared     string     `attr:"shared"` // with staff: yes or no
}

package org

import (
	"slices"

	"spm/engine/value"
)

// The changes of a plan that is alive: each is stated with the day from which it
// counts, and none overwrites what was planned first. The fold applies them.

// Change is what every change of the plan has.
type Change struct {
	Entity
	Effective value.Date `attr:"effective"`
	Why       string     `attr:"why"`
	Remove    string     `attr:"remove"` // yes: it was entered by mistake and does not count
}

// PersonChange puts one person in the place of another.
type PersonChange struct {
	Change
	Person    string `attr:"person"`
	Successor string `attr:"successor"`
	Part      string `attr:"part"` // all, responsible, supports, leads
}

// UnitChange renames, merges, splits or closes a unit.
type UnitChange struct {
	Change
	Unit       string   `attr:"unit"`
	Kind       string   `attr:"change"` // rename, merge, split, close
	Name       string   `attr:"name"`
	Successors []string `attr:"successors"`
}

// Rewording gives a goal or a strategy other words.
type Rewording struct {
	Change
	About string `attr:"about"`
	Words string `attr:"words"` // which of them: text, explanation, if, then, and
	Text  string `attr:"text"`
}

// MilestoneChange rewords, moves or drops a milestone, or gives it another lead unit.
type MilestoneChange struct {
	Change
	Milestone string `attr:"milestone"`
	Kind      string `attr:"change"` // reword, move, drop, lead
	Text      string `attr:"text"`
	Year      string `attr:"year"`
	LeadUnit  string `attr:"lead_unit"`
}

// ActionChange rewords, moves or drops an action. One that is added is an
// action like any other.
type ActionChange struct {
	Change
	Action string     `attr:"action"`
	Kind   string     `attr:"change"` // reword, move, drop
	Text   string     `attr:"text"`
	Start  value.Date `attr:"start"`
	End    value.Date `attr:"end"`
}

// Withdrawal takes an answer back.
type Withdrawal struct {
	Change
	About    string `attr:"about"`    // code of the entity
	Question string `attr:"question"` // what was answered, in the words of its form
	Of       string `attr:"of"`       // for which month or year, where there are several
}

// Carry is what a unit decides on an action that the year before has left
// unfinished; its key is the action's, its period the new school year.
type Carry struct {
	Entity
	Decision string     `attr:"decision"` // carry or drop
	End      value.Date `attr:"end"`
	Note     string     `attr:"note"`
}

// Resource is a leader's answer on an action that needs more than the current
// budget; its key is the action's, its period the school year.
type Resource struct {
	Entity
	Found string `attr:"found"` // yes, part, no, open
	Note  string `attr:"note"`
}

// CarriedTo is the milestone of the plan's year n under which an unfinished
// action goes on: the first of the same strategy; nil where there is none.
func (o *Organization) CarriedTo(a *Action, n int) *Milestone {
	strategy := ParentKey(a.Milestone)
	if m := o.Milestone(a.Milestone); m != nil {
		strategy = m.Strategy
	}
	for _, m := range o.Milestones {
		if m.Strategy == strategy && PlanYear(m.Year) == n && m.Dropped == "" && m.Text != "" {
			return m
		}
	}
	return nil
}

// Amendment is a change that has been applied: since From the value of Subject
// is another than was planned.
type Amendment struct {
	Subject Subject
	From    value.Date
	Was     value.Value
	Now     value.Value
	Why     Subject // where the reason is stated; its Attr is empty where none was asked for
}

// InForce is the organization without what is no part of its plan any more:
// dropped milestones with their actions, dropped actions, closed units.
func (o *Organization) InForce() *Organization {
	gone := map[string]bool{}
	for _, m := range o.Milestones {
		gone[m.Key] = m.Dropped != ""
	}
	now := *o
	now.Milestones = Where(o.Milestones, func(m *Milestone) bool { return m.Dropped == "" })
	now.Actions = Where(o.Actions, func(a *Action) bool { return a.Dropped == "" && !gone[a.Milestone] })
	now.Units = Where(o.Units, func(u *Unit) bool { return u.Closed == "" })
	if len(now.Milestones) == len(o.Milestones) && len(now.Actions) == len(o.Actions) && len(now.Units) == len(o.Units) {
		return o
	}
	return &now
}

// Successor is the unit that a closed one's work has gone to: the first of its
// successors, and so on; the unit itself where it is open or has none.
func (o *Organization) Successor(unit string) string {
	seen := map[string]bool{}
	for !seen[unit] {
		seen[unit] = true
		u := o.Unit(unit)
		if u == nil || u.Closed == "" {
			return unit
		}
		n := slices.IndexFunc(o.UnitChanges, func(c *UnitChange) bool {
			return c.Unit == unit && c.Remove != "yes" && len(c.Successors) > 0 && c.Effective <= u.Closed
		})
		if n < 0 {
			return unit
		}
		unit = o.UnitChanges[n].Successors[0]
	}
	return unit
}

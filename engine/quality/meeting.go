package quality

import (
	"slices"
	"strings"

	"spm/engine/org"
	"spm/engine/value"
)

// meetingsOf are a branch's planning meetings for the year of work: those for
// a milestone of the year, and those that name no milestone.
func (r *review) meetingsOf(branch string) []*org.PlanningMeeting {
	return org.Where(r.o.PlanningMeetings, func(m *org.PlanningMeeting) bool {
		return m.BranchKey() == branch && (len(m.Milestones) == 0 || slices.ContainsFunc(m.Milestones, func(key string) bool {
			return r.milestoneYear(key) == r.year
		}))
	})
}

// milestoneYear is the plan's year of a milestone.
func (r *review) milestoneYear(key string) int {
	if m := r.milestone[key]; m != nil {
		return org.PlanYear(m.Year)
	}
	return org.PlanYear(org.YearOf(key))
}

// leadUnits are the units that lead milestones of a branch in the year of
// work, each with the milestones.
func (r *review) leadUnits(branch string) (units []string, led map[string][]*org.Milestone) {
	led = grouped(r.milestonesOf(branch), func(m *org.Milestone) string { return m.LeadUnit })
	for _, u := range r.o.Units {
		if led[u.Key] != nil {
			units = append(units, u.Key)
		}
	}
	return units, led
}

// logisticsAsked tells whether a branch was asked for its planning meetings:
// attachment L asks for them with the rest of Module B. Alone, in its short
// form, it asks for the lead units only.
func (r *review) logisticsAsked(branch string) bool {
	moduleB := slices.ContainsFunc([]string{formFunctions, formAnalysis, formStructure, formPeople, formProcedure}, func(form string) bool {
		return r.returned(form, branch, "")
	})
	return moduleB && r.returned(formAssignments, branch, r.o.SchoolYear(r.year))
}

// planningMeeting: each lead unit has a planning meeting, with what people
// need to know to come, and they were told.
func planningMeeting(r *review) (faults []fault) {
	for _, b := range r.judgedBranches() {
		if !r.logisticsAsked(b.Key) {
			continue
		}
		meetings := r.meetingsOf(b.Key)
		units, led := r.leadUnits(b.Key)
		for _, u := range units {
			if slices.ContainsFunc(meetings, func(m *org.PlanningMeeting) bool { return m.Unit == u }) {
				continue
			}
			f := fault{about: entity(org.KindUnit, u), words: []string{
				"what", r.unitName(u), "fault", "has no planning meeting, but leads " + count(len(led[u]), "milestone", "milestones") + " of " + r.yearName(r.year),
			}}
			for _, m := range led[u] {
				f.at = append(f.at, values(entity(org.KindMilestone, m.Key), "lead_unit")...)
			}
			faults = append(faults, f)
		}
		for _, m := range meetings {
			if what := meetingLacks(m); what != "" {
				about := entity(org.KindPlanningMeeting, m.Key)
				faults = append(faults, fault{
					about: about, at: values(about, "communicated", "on", "location", "participants"),
					words: []string{"what", "Planning meeting " + m.Key + " of " + r.unitName(m.Unit), "fault", what},
				})
			}
		}
	}
	return faults
}

// meetingLacks says what is not settled about a planning meeting.
func meetingLacks(m *org.PlanningMeeting) string {
	var missing, faults []string
	if !m.On.Valid() {
		missing = append(missing, "a date")
	}
	if value.Squeeze(m.Location) == "" {
		missing = append(missing, "a location")
	}
	if len(m.Participants) == 0 {
		missing = append(missing, "participants")
	}
	if missing != nil {
		faults = append(faults, "lacks "+list(missing))
	}
	if m.Communicated != Yes {
		faults = append(faults, "is not marked as communicated to all")
	}
	return list(faults)
}

// divisionsTakePart: each division that takes part in a strand has somebody in
// a planning meeting. Where the branch of a participant cannot be told, nobody
// is missed.
func divisionsTakePart(r *review) (faults []fault) {
	for _, b := range r.judgedBranches() {
		if !r.strand(b.Key) || !r.logisticsAsked(b.Key) {
			continue
		}
		there, all, at := r.represented(b.Key)
		if !all {
			continue
		}
		for _, d := range r.involved(b.Key) {
			if !there[d] {
				faults = append(faults, fault{about: entity(org.KindBranch, b.Key), at: at, words: []string{
					"branch", r.branchName(b.Key), "year", r.yearName(r.year), "division", r.branchName(d),
				}})
			}
		}
	}
	return faults
}

// involved are the divisions that take part in a strand, with a unit or with a
// member of one of its units.
func (r *review) involved(strand string) []string {
	takes := map[string]bool{}
	if b := r.branches[strand]; b != nil {
		for _, u := range b.Members {
			if x := r.units[u]; x != nil {
				takes[x.Branch] = true
			}
		}
	}
	for _, m := range r.o.Members {
		if m.BranchKey() == strand {
			takes[r.branchOf(m.HomeDivision)] = true
		}
	}
	var divisions []string
	for _, b := range r.o.Branches {
		if b.Key != strand && takes[b.Key] {
			divisions = append(divisions, b.Key)
		}
	}
	return divisions
}

// represented are the branches that have a participant in a planning meeting
// of a branch; all tells that there is a participant, and that the branch of
// every participant is known.
func (r *review) represented(branch string) (there map[string]bool, all bool, at []org.Subject) {
	there, all = map[string]bool{}, true
	for _, m := range r.meetingsOf(branch) {
		at = append(at, values(entity(org.KindPlanningMeeting, m.Key), "participants")...)
		for _, name := range m.Participants {
			from := r.branchOf(name)
			there[from] = true
			all = all && from != ""
		}
	}
	return there, all && len(there) > 0, at
}

// branchOf is the branch that a person, a unit or a branch belongs to, by key
// or by a name that stands in the text; empty where none is known.
func (r *review) branchOf(who string) string {
	if p := r.people[who]; p != nil {
		who = p.Unit
	}
	if u := r.units[who]; u != nil {
		return u.Branch
	}
	if r.branches[who] != nil {
		return who
	}
	for _, b := range r.o.Branches {
		if names(who, b.Name) {
			return b.Key
		}
	}
	for _, u := range r.o.Units {
		if names(who, u.Name) {
			return u.Branch
		}
	}
	for _, p := range r.o.People {
		if u := r.units[p.Unit]; u != nil && names(who, p.Name) {
			return u.Branch
		}
	}
	return ""
}

// names tells whether a name stands in a text.
func names(text, name string) bool {
	return name != "" && strings.Contains(value.Fold(text), value.Fold(name))
}

// takesPart tells whether somebody of a unit is among the participants of a meeting.
func (r *review) takesPart(m *org.PlanningMeeting, unit string) bool {
	return slices.ContainsFunc(m.Participants, func(who string) bool {
		if p := r.people[who]; p != nil {
			return p.Unit == unit
		}
		return who == unit || names(who, r.unitName(unit)) || slices.ContainsFunc(r.o.People, func(p *org.Person) bool {
			return p.Unit == unit && names(who, p.Name)
		})
	})
}

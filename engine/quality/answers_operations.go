package quality

import (
	"fmt"
	"slices"

	"spm/engine/org"
	"spm/engine/value"
)

// The answers to the items of Steps 6 to 9. Where only people can judge, what
// they have answered elsewhere is counted.

func functionsNamed(r *review, b *org.Branch) (met, text string) {
	all := r.functionsOf(b.Key)
	n := tally(all, func(f *org.Function) bool { return undescribed(f) == nil })
	return share(n, len(all), "function", "functions", "with a definition and minimum competencies")
}

func strategiesNeeds(r *review, b *org.Branch) (met, text string) {
	all := r.strategiesOf(b.Key)
	n := tally(all, func(s *org.Strategy) bool { return len(r.o.FunctionsNeeded(s.Key)) > 0 })
	return share(n, len(all), "strategy", "strategies", "with the functions that "+verb(len(all), "it needs", "they need"))
}

// issuesSolved counts gaps, redundancies and functions that nothing needs, and
// lacks of capacity beside them.
func issuesSolved(r *review, b *org.Branch) (met, text string) {
	if !r.compared(b.Key) {
		return No, "Needed and current functions are not both marked yet"
	}
	reviews := r.functionReviews()
	found := map[org.FunctionFinding]int{}
	narrow, issues, solved := 0, 0, 0
	for _, f := range r.functionsOf(b.Key) {
		x := reviews[f.Key]
		finding := r.o.FindingOf(f.Key)
		short := x != nil && x.CapacityOK == No
		found[finding]++
		if short {
			narrow++
		}
		if finding.Issue() || short {
			issues++
			if x != nil && value.Squeeze(x.Solution) != "" {
				solved++
			}
		}
	}
	if issues == 0 {
		return Yes, "No gap and no redundancy was found"
	}
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{
		{found[org.FunctionGap], "gap", "gaps"},
		{found[org.FunctionRedundancy], "redundancy", "redundancies"},
		{found[org.FunctionUnneeded], "function performed but not needed", "functions performed but not needed"},
		{narrow, "function short of capacity", "functions short of capacity"},
	} {
		if p.n > 0 {
			parts = append(parts, count(p.n, p.one, p.many))
		}
	}
	met, text = share(solved, issues, "issue", "issues", "with a solution")
	return met, text + " (" + list(parts) + ")"
}

// unitsServeStrategies counts the units that carry out a function that some
// strategy needs. Whether the structure follows from it is for people to judge.
func unitsServeStrategies(r *review, b *org.Branch) (met, text string) {
	all := r.ownUnits(b.Key)
	n := tally(all, func(u *org.Unit) bool {
		return slices.ContainsFunc(r.o.FunctionsOf(b.Key, u.Key), func(f string) bool { return len(r.o.NeededBy(f)) > 0 })
	})
	return share(n, len(all), "unit", "units", "carrying out a function that a strategy needs")
}

func questionsAnswered(r *review, b *org.Branch) (met, text string) {
	n := 0
	for q := 1; q <= questions; q++ {
		if a := r.answerTo(b.Key, q); a != nil && a.Answer != "" {
			n++
		}
	}
	return share(n, questions, "question", "questions", "of the structural analysis answered")
}

func positionsMatched(r *review, b *org.Branch) (met, text string) {
	all := org.Where(r.o.Positions, func(p *org.Position) bool { return p.BranchKey() == b.Key && p.Title != "" })
	filled := org.Where(all, func(p *org.Position) bool { return p.Status == "filled" })
	n := tally(filled, func(p *org.Position) bool { return p.Person != "" && says(p.Competencies) })
	if len(all) == 0 {
		return No, "There are no positions yet"
	}
	met, text = share(n, len(filled), "filled position", "filled positions", "with a person and the competencies of that person")
	return met, fmt.Sprintf("%s; %d vacant, %d to be filled", text,
		tally(all, func(p *org.Position) bool { return p.Status == "vacant" }),
		tally(all, func(p *org.Position) bool { return p.Status == "to_be_filled" }))
}

func learningNamed(r *review, b *org.Branch) (met, text string) {
	all := org.Where(r.o.Positions, func(p *org.Position) bool { return p.BranchKey() == b.Key })
	needs := tally(all, func(p *org.Position) bool { return says(p.Learning) })
	gaps := org.Where(all, func(p *org.Position) bool { return says(p.Gap) })
	text = fmt.Sprintf("%d of %s with a professional learning need", needs, count(len(all), "position", "positions"))
	switch {
	case len(gaps) > 0:
		filled := ""
		met, filled = share(tally(gaps, r.met), len(gaps), "competency gap", "competency gaps", "met by learning or another change")
		return met, text + "; " + filled
	case needs > 0:
		return Yes, text
	}
	return No, "No position has a professional learning need"
}

// changesPlanned counts the changes of units and of positions that are made or
// stand in a plan. The phases of a plan are told in words, not unit by unit:
// one phase is taken for the plan.
func changesPlanned(r *review, b *org.Branch) (met, text string) {
	of := func(e interface{ BranchKey() string }) bool { return e.BranchKey() == b.Key }
	structure := org.Where(r.o.StructureChanges, func(c *org.StructureChange) bool { return of(c) && c.Change != "" && c.Change != "keep" })
	people := org.Where(r.o.Positions, func(p *org.Position) bool { return of(p) && changes(p) })
	phases := org.Where(r.o.Transitions, func(t *org.Transition) bool { return of(t) && (t.On.Valid() || t.Approval != "") })
	all := len(structure) + len(people)
	if all == 0 {
		if tally(r.o.StructureChanges, func(c *org.StructureChange) bool { return of(c) }) > 0 {
			return Yes, "The structure stays as it is"
		}
		return No, "No change is named yet"
	}
	n := tally(people, func(p *org.Position) bool { return p.ChangeState != "" })
	if len(phases) > 0 {
		n += len(structure)
	}
	return share(n, all, "change", "changes", "made or planned")
}

// strandUnitsSet is an item of strands only.
func strandUnitsSet(r *review, b *org.Branch) (met, text string) {
	if !r.strand(b.Key) {
		return "", ""
	}
	all := r.ownUnits(b.Key)
	met, text = share(len(r.staffed(b.Key)), len(all), "strand unit", "strand units", "with members")
	if slices.ContainsFunc(r.o.Structures, func(s *org.Structure) bool { return s.Key == b.Key && value.Squeeze(s.Procedures) != "" }) {
		return met, "There are procedures; " + lower(text)
	}
	if met == Yes {
		met = Partly
	}
	return met, "There are no procedures; " + lower(text)
}

// divisionsIncluded is an item of strands only.
func divisionsIncluded(r *review, b *org.Branch) (met, text string) {
	if !r.strand(b.Key) || !r.logisticsAsked(b.Key) {
		return "", ""
	}
	all := r.involved(b.Key)
	if len(all) == 0 {
		return No, "No division is named that takes part in the strand"
	}
	there, _, _ := r.represented(b.Key)
	n := tally(all, func(d string) bool { return there[d] })
	return share(n, len(all), "division that takes part", "divisions that take part", "among the participants of planning meetings")
}

// othersInvited counts the units that are needed for planning, and those of
// them from which somebody takes part in the meeting for the milestone.
func othersInvited(r *review, b *org.Branch) (met, text string) {
	if !r.logisticsAsked(b.Key) {
		return "", ""
	}
	named, invited := 0, 0
	meetings := r.meetingsOf(b.Key)
	for _, m := range r.milestonesOf(b.Key) {
		for _, u := range m.PlanningUnits {
			named++
			if slices.ContainsFunc(meetings, func(x *org.PlanningMeeting) bool {
				return slices.Contains(x.Milestones, m.Key) && r.takesPart(x, u)
			}) {
				invited++
			}
		}
	}
	if named == 0 {
		return No, "No other unit is named as needed for planning"
	}
	return share(invited, named, "other unit", "other units", "needed for planning among the participants of the meeting")
}

func meetingsSet(r *review, b *org.Branch) (met, text string) {
	if !r.logisticsAsked(b.Key) {
		return "", ""
	}
	units, _ := r.leadUnits(b.Key)
	meetings := r.meetingsOf(b.Key)
	n := tally(units, func(u string) bool {
		mine := org.Where(meetings, func(m *org.PlanningMeeting) bool { return m.Unit == u })
		return len(mine) > 0 && !slices.ContainsFunc(mine, func(m *org.PlanningMeeting) bool { return meetingLacks(m) != "" })
	})
	return share(n, len(units), "lead unit", "lead units", "with a planning meeting that is set and communicated")
}

// collaboratorsNamed counts the collaborating units that were asked in the way
// that the branch agreed on.
func collaboratorsNamed(r *review, b *org.Branch) (met, text string) {
	if !r.returned(formProcedure, b.Key, "") {
		return "", ""
	}
	named, asked := 0, 0
	for _, m := range r.milestonesOf(b.Key) {
		for _, a := range r.planOf(m.Key) {
			for _, u := range a.Collaborators {
				named++
				if r.notAsked(a, u) == "" {
					asked++
				}
			}
		}
	}
	if named == 0 {
		return Yes, "No action has a collaborating unit"
	}
	return share(asked, named, "collaborating unit", "collaborating units", "with a request that is logged")
}

// plansCalled counts what the lead units themselves say of their plans.
func plansCalled(what string, of func(*org.Milestone) string) func(*review, *org.Branch) (met, text string) {
	return func(r *review, b *org.Branch) (met, text string) {
		all := org.Where(r.milestonesOf(b.Key), func(m *org.Milestone) bool { return len(r.planOf(m.Key)) > 0 })
		if !slices.ContainsFunc(all, func(m *org.Milestone) bool { return of(m) != "" }) {
			return "", "" // a question of the plan review, which not every plan has
		}
		n := tally(all, func(m *org.Milestone) bool { return of(m) == Yes })
		return share(n, len(all), "action plan", "action plans", "marked as "+what)
	}
}

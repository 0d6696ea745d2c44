package quality

import (
	"fmt"
	"slices"

	"spm/engine/org"
	"spm/engine/value"
)

// procedureAgreed: a branch has said what it means by collaboration, and has
// agreed on it before it plans actions.
func procedureAgreed(r *review) (faults []fault) {
	collaborations := keyed(r.o.Collaborations, func(c *org.Collaboration) string { return c.Key })
	for _, b := range r.judgedBranches() {
		if !r.returned(formProcedure, b.Key, "") {
			continue
		}
		say := func(at []org.Subject, what string) {
			faults = append(faults, fault{about: entity(org.KindBranch, b.Key), at: at, words: []string{"branch", r.branchName(b.Key), "fault", what}})
		}
		about := entity(org.KindCollaboration, b.Key)
		if missing := r.procedureLacks(b.Key, collaborations[b.Key]); missing != nil {
			say(values(about, "definition", "looks_like"), "has not said "+list(missing))
		}
		began, agreed := r.planningBegan(b.Key), r.agreedOn(b.Key)
		switch {
		case began == "":
		case agreed == nil:
			say(values(about, "definition"), "plans actions since "+began.Format()+", but nobody has agreed to its procedure for collaboration")
		case agreed.On > began:
			say(values(entity(org.KindAgreement, agreed.Key), "on"),
				"agreed to its procedure for collaboration on "+agreed.On.Format()+", after it began to plan actions on "+began.Format())
		}
	}
	return faults
}

// procedureLacks is what a branch has not said of collaboration. One whose
// organization has a process follows that.
func (r *review) procedureLacks(branch string, c *org.Collaboration) (missing []string) {
	if c == nil {
		c = &org.Collaboration{}
	}
	steps := slices.ContainsFunc(r.o.CollaborationSteps, func(s *org.CollaborationStep) bool { return s.BranchKey() == branch && s.Step != "" })
	for _, part := range []struct {
		name  string
		there bool
	}{
		{"what collaboration means", value.Squeeze(c.Definition) != ""},
		{"what collaboration does not include", len(c.Excludes) > 0},
		{"which red flags show that it does not happen", len(c.RedFlags) > 0},
		{"by which steps teams are formed", steps || c.HasProcess == Yes},
	} {
		if !part.there {
			missing = append(missing, part.name)
		}
	}
	return missing
}

// planningBegan is the day on which a branch began to plan actions: that of
// its first planning meeting, or else the start of its first action.
func (r *review) planningBegan(branch string) (began value.Date) {
	first := func(d value.Date) {
		if d.Valid() && (began == "" || d < began) {
			began = d
		}
	}
	for _, m := range r.o.PlanningMeetings {
		if m.BranchKey() == branch {
			first(m.On)
		}
	}
	if began != "" {
		return began
	}
	for _, a := range r.o.Actions {
		if a.BranchKey() == branch {
			first(a.Start)
		}
	}
	return began
}

// agreedOn is the first agreement of a branch: who joins later agrees later.
// An agreement without a date is as good as one in time.
func (r *review) agreedOn(branch string) (first *org.Agreement) {
	for _, a := range r.o.Agreements {
		if a.BranchKey() == branch && a.Name != "" && (first == nil || a.On < first.On) {
			first = a
		}
	}
	return first
}

// collaboratorShare: the units that collaborate on a milestone are not most of
// the organization.
func collaboratorShare(r *review) (faults []fault) {
	for _, m := range r.judgedMilestones() {
		var units []string
		var at []org.Subject
		for _, a := range r.planOf(m.Key) {
			for _, u := range a.Collaborators {
				if u != m.LeadUnit && !slices.Contains(units, u) {
					units = append(units, u)
				}
			}
			if len(a.Collaborators) > 0 {
				at = append(at, values(entity(org.KindAction, a.Key), "collaborators")...)
			}
		}
		total := len(r.o.Units)
		if total <= 2 || float64(len(units)) <= r.s.Limits.CollaboratorShare*float64(total) {
			continue
		}
		slices.SortFunc(units, org.CompareCodes)
		f := milestoneFault(m, nil, "count", fmt.Sprint(len(units)), "total", count(total, "unit", "units"), "units", clip(list(r.unitNames(units))))
		f.at = at
		faults = append(faults, f)
	}
	return faults
}

// requestReasoned: a request says which competency it is about, and that most
// of the work takes it.
func requestReasoned(r *review) (faults []fault) {
	for _, x := range r.o.CollaborationRequests {
		if !r.judges(x.BranchKey()) || x.Unit == "" {
			continue
		}
		var said []string
		if !says(x.Competency) {
			said = append(said, "does not say which competency, skill or knowledge is needed")
		}
		switch x.Most {
		case No:
			said = append(said, "is for less than most of the work")
		case "":
			said = append(said, "does not say whether it is needed for most of the work")
		}
		if said == nil {
			continue
		}
		about := entity(org.KindRequest, x.Key)
		faults = append(faults, fault{
			about: about, at: values(about, "most", "competency"),
			words: []string{"request", "Request " + x.Key, "unit", r.unitName(x.Unit), "fault", list(said)},
		})
	}
	return faults
}

// collaboratorAsked: a unit that an action names as collaborating was asked,
// and its people are named. While it has not answered, nobody is missed.
func collaboratorAsked(r *review) (faults []fault) {
	for _, a := range r.judgedActions() {
		if !r.returned(formProcedure, a.BranchKey(), "") {
			continue
		}
		for _, u := range a.Collaborators {
			if what := r.notAsked(a, u); what != "" {
				faults = append(faults, actionFault(a, []string{"collaborators"}, "unit", r.unitName(u), "fault", what))
			}
		}
	}
	return faults
}

// notAsked says what is missing before people of a unit can be counted on for
// an action. A request that names no milestone may be for any.
func (r *review) notAsked(a *org.Action, unit string) string {
	requests := org.Where(r.o.CollaborationRequests, func(x *org.CollaborationRequest) bool {
		return x.BranchKey() == a.BranchKey() && x.Unit == unit && (x.Milestone == "" || x.Milestone == a.Milestone)
	})
	if len(requests) == 0 {
		return "no request to it is logged"
	}
	declined := 0
	for _, x := range requests {
		switch {
		case x.Answer == "declined":
			declined++
		case x.Answer == "pending", len(x.Personnel) > 0, len(a.Personnel) > 0:
			return ""
		}
	}
	if declined == len(requests) {
		return "it has declined the request"
	}
	return "nobody of it is named"
}

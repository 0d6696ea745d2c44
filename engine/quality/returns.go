package quality

import "spm/engine/org"

// The forms whose return lets a rule miss something, by the ids of the library.
const (
	formSetup         = "Setup"
	formPurpose       = "A"
	formRoles         = "B"
	formSwot          = "C"
	formPossibilities = "D"
	formStrategies    = "E"
	formMeasures      = "F"
	formGlossary      = "G"
	formFunctions     = "H"
	formAnalysis      = "I"
	formStructure     = "J"
	formPeople        = "K"
	formAssignments   = "L"
	formProcedure     = "M"
	formActionPlan    = "N"
	formMonthly       = "R1"
	formRollUp        = "R2"
	formQuarter       = "R3"
	formAnnualReview  = "R4"
)

// Return is a form that has come back: F of HR, R1 of U02 for 2026-10.
type Return struct {
	Form   string // id of the form: Setup, A to N, R1 to R4
	From   string // key of the branch or unit; empty: the central office
	Period string // month of R1 and R2, quarter of R3, school year of L, N and R4; empty: whatever period
}

// Returns are the forms that have come back.
type Returns map[Return]bool

// Add notes that a form has come back.
func (r Returns) Add(form, from, period string) { r[Return{form, from, period}] = true }

// Seen reads off the model which forms must have come back: a branch that has
// a strategy has answered E. It is for those who keep no packets; who keeps
// them knows better, since a form may come back without any answer.
func Seen(o *org.Organization) Returns {
	r := Returns{}
	if o.Profile.Name != "" || len(o.Goals) > 0 {
		r.Add(formSetup, "", "")
	}
	for _, b := range o.Branches {
		if b.Purpose != "" {
			r.Add(formPurpose, b.Key, "")
		}
	}
	for _, x := range o.Relevances {
		r.Add(formPurpose, x.BranchKey(), "")
	}
	for _, c := range o.Clients {
		r.Add(formPurpose, c.BranchKey(), "")
	}
	seenAnalysis(o, r)
	for _, s := range o.Strategies {
		r.Add(formStrategies, s.BranchKey(), "")
	}
	for _, m := range o.Measures {
		r.Add(formMeasures, m.BranchKey(), "")
	}
	seenOperations(o, r)
	lead := map[string]string{} // of a milestone
	for _, m := range o.Milestones {
		r.Add(formMeasures, m.BranchKey(), "")
		if m.LeadUnit != "" {
			lead[m.Key] = m.LeadUnit
			r.Add(formAssignments, m.BranchKey(), o.SchoolYear(org.PlanYear(m.Year)))
		}
	}
	seenCycle(o, r, lead)
	return r
}

// seenAnalysis is Seen for the forms between purpose and strategies, and for
// the glossary.
func seenAnalysis(o *org.Organization, r Returns) {
	seenIn(r, formRoles, o.Roles)
	seenIn(r, formRoles, o.Consultations)
	for _, x := range entriesOf(o) {
		r.Add(formSwot, org.Scope(x.about.Key), "")
	}
	seenIn(r, formPossibilities, o.Possibilities)
	seenIn(r, formGlossary, o.Terms)
}

// seenOperations adds the forms of Module B. Requests for collaboration tell
// nothing of attachment M: they come from whoever asks.
func seenOperations(o *org.Organization, r Returns) {
	seenIn(r, formFunctions, o.Functions)
	seenIn(r, formAnalysis, o.FunctionNeeds)
	seenIn(r, formAnalysis, o.FunctionUses)
	seenIn(r, formAnalysis, o.FunctionReviews)
	shared := map[string]bool{} // units that a strand may have described
	for _, b := range o.Branches {
		for _, u := range b.Members {
			shared[u] = true
		}
	}
	for _, u := range o.Units {
		if !shared[u.Key] && (u.Purpose != "" || u.Competencies != "") {
			r.Add(formStructure, u.Branch, "")
		}
	}
	for _, s := range o.Structures {
		r.Add(formStructure, s.Key, "")
	}
	seenIn(r, formStructure, o.StructureAnswers)
	seenIn(r, formStructure, o.StructureChanges)
	seenIn(r, formStructure, o.Transitions)
	seenIn(r, formStructure, o.Members)
	seenIn(r, formPeople, o.Positions)
	for _, m := range o.PlanningMeetings {
		for _, key := range m.Milestones {
			r.Add(formAssignments, m.BranchKey(), o.SchoolYear(org.PlanYear(org.YearOf(key))))
		}
	}
	for _, c := range o.Collaborations {
		r.Add(formProcedure, c.Key, "")
	}
	seenIn(r, formProcedure, o.CollaborationSteps)
	seenIn(r, formProcedure, o.Expectations)
	seenIn(r, formProcedure, o.Agreements)
}

// seenIn notes a form as returned from every branch that has an entity of it.
func seenIn[T interface{ BranchKey() string }](r Returns, form string, all []T) {
	for _, e := range all {
		r.Add(form, e.BranchKey(), "")
	}
}

func seenCycle(o *org.Organization, r Returns, lead map[string]string) {
	unitOf := map[string]string{} // of an action
	for _, a := range o.Actions {
		if unit := lead[a.Milestone]; unit != "" {
			unitOf[a.Key] = unit
			r.Add(formActionPlan, unit, o.SchoolYear(org.PlanYear(org.YearOf(a.Milestone))))
		}
	}
	for _, s := range o.Statuses {
		if unit := unitOf[s.Key]; unit != "" {
			r.Add(formMonthly, unit, s.Period)
		}
	}
	for _, m := range o.UnitMonths {
		r.Add(formMonthly, m.Key, m.Period)
	}
	for _, x := range o.BranchMonths {
		r.Add(formRollUp, x.Key, x.Period)
	}
	for _, x := range o.QuarterReviews {
		r.Add(formQuarter, x.Key, x.Period)
	}
	for _, x := range o.MilestoneQuarters {
		r.Add(formQuarter, x.BranchKey(), x.Period)
	}
	for _, x := range o.Recommendations {
		r.Add(formQuarter, x.BranchKey(), x.Period)
	}
	for _, m := range o.MilestoneResults {
		r.Add(formAnnualReview, m.BranchKey(), m.Period)
	}
	for _, s := range o.StrategyReviews {
		r.Add(formAnnualReview, s.BranchKey(), s.Period)
	}
	for _, s := range o.Stories {
		r.Add(formAnnualReview, s.Key, s.Period)
	}
}

// PeriodOf is the period under which the return of a form counts: the month or
// quarter of one that is asked so often, the school year of one that is asked
// every year, none of those whose answers stay.
func PeriodOf(form, year, period string) string {
	switch form {
	case formMonthly, formRollUp, formQuarter:
		return period
	case formAssignments, formActionPlan, formAnnualReview:
		return year
	}
	return ""
}

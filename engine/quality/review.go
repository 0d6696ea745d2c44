package quality

import (
	"fmt"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/org"
	"spm/engine/value"
)

// fault is what a rule has found: everything of a finding but its code.
type fault struct {
	about org.Subject   // the entity, without attribute
	at    []org.Subject // the values that are judged
	mild  bool          // the milder of the rule's two severities: a warning
	note  bool          // milder still: good to know
	words []string      // of the catalogue's message and hint, in pairs
}

// review is one pass of rules over an organization, with what they look up.
type review struct {
	o     *org.Organization
	s     Scope
	where func(org.Subject) []finding.Location

	year      int                // of work
	came      Returns            // the returns as given
	ever      map[[2]string]bool // form and sender, whatever the period
	goals     map[string]*org.Goal
	branches  map[string]*org.Branch
	units     map[string]*org.Unit
	people    map[string]*org.Person
	strategy  map[string]*org.Strategy
	milestone map[string]*org.Milestone

	measures   map[string][]*org.Measure   // by strategy
	milestones map[string][]*org.Milestone // by strategy
	actions    map[string][]*org.Action    // by milestone
	reasons    map[org.Subject]value.Value // why there is no answer
	ended      map[string]int              // strategy → last year, by the annual review
	statuses   map[[2]string]bool          // action and month

	roles      map[string]*org.Role        // by branch and goal
	lenses     map[string]*org.SwotLens    // by branch and goal
	entryKind  map[string]org.Kind         // of the analysis
	swot       map[string][]entry          // by branch and goal, quadrant by quadrant
	conditions map[string][]*org.Condition // by possible strategy
	barriers   map[string][]*org.Barrier   // by possible strategy
}

func newReview(o *org.Organization, s Scope, where func(org.Subject) []finding.Location) *review {
	if s.Limits == (Thresholds{}) {
		s.Limits = Defaults()
	}
	if where == nil {
		where = func(org.Subject) []finding.Location { return nil }
	}
	o = o.InForce()
	r := &review{
		o: o, s: s, where: where, year: s.Year, came: s.Returned, ever: map[[2]string]bool{},
		reasons: o.Reasons(), ended: map[string]int{}, entryKind: map[string]org.Kind{}, statuses: map[[2]string]bool{},
		goals:      keyed(o.Goals, func(e *org.Goal) string { return e.Key }),
		branches:   keyed(o.Branches, func(e *org.Branch) string { return e.Key }),
		units:      keyed(o.Units, func(e *org.Unit) string { return e.Key }),
		people:     keyed(o.People, func(e *org.Person) string { return e.Key }),
		strategy:   keyed(o.Strategies, func(e *org.Strategy) string { return e.Key }),
		milestone:  keyed(o.Milestones, func(e *org.Milestone) string { return e.Key }),
		measures:   grouped(o.Measures, func(e *org.Measure) string { return e.Strategy }),
		milestones: grouped(o.Milestones, func(e *org.Milestone) string { return e.Strategy }),
		actions:    grouped(o.Actions, func(e *org.Action) string { return e.Milestone }),
		roles:      keyed(o.Roles, func(e *org.Role) string { return e.Key }),
		lenses:     keyed(o.SwotLenses, func(e *org.SwotLens) string { return e.Key }),
		swot:       grouped(entriesOf(o), func(e entry) string { return org.Join(org.Scope(e.about.Key), e.Goal) }),
		conditions: grouped(o.Conditions, func(e *org.Condition) string { return e.Possibility }),
		barriers:   grouped(o.Barriers, func(e *org.Barrier) string { return e.Possibility }),
	}
	if r.year == 0 {
		r.year = o.YearOn(s.Today)
	}
	for x := range s.Returned {
		r.ever[[2]string{x.Form, x.From}] = true
	}
	for _, x := range o.Statuses {
		r.statuses[[2]string{x.Key, x.Period}] = true
	}
	for _, x := range entriesOf(o) {
		r.entryKind[x.about.Key] = x.about.Kind
	}
	for _, x := range o.StrategyReviews {
		if x.Decision == "end" {
			r.ended[x.Key] = o.YearNumber(x.Period)
		}
	}
	return r
}

func keyed[T any](all []T, key func(T) string) map[string]T {
	m := make(map[string]T, len(all))
	for _, e := range all {
		m[key(e)] = e
	}
	return m
}

func grouped[T any](all []T, key func(T) string) map[string][]T {
	m := map[string][]T{}
	for _, e := range all {
		m[key(e)] = append(m[key(e)], e)
	}
	return m
}

// returned tells whether a form has come back from a sender, for a period
// where one is given.
func (r *review) returned(form, from, period string) bool {
	if period == "" {
		return r.ever[[2]string{form, from}]
	}
	return r.came[Return{form, from, period}] || r.came[Return{form, from, ""}]
}

// whole tells whether the organization itself is judged, not one branch.
func (r *review) whole() bool { return r.s.Branch == "" }

// judges tells whether an entity is in scope, by the branch in its key.
func (r *review) judges(branch string) bool { return r.whole() || branch == r.s.Branch }

// The lists below hold what is in scope.

func (r *review) judgedBranches() []*org.Branch {
	return org.Where(r.o.Branches, func(b *org.Branch) bool { return r.judges(b.Key) })
}

func (r *review) judgedStrategies() []*org.Strategy {
	return org.Where(r.o.Strategies, func(s *org.Strategy) bool { return r.judges(s.BranchKey()) })
}

// judgedMilestones are those of the year of work and later: what is done is history.
func (r *review) judgedMilestones() []*org.Milestone {
	return org.Where(r.o.Milestones, func(m *org.Milestone) bool {
		return r.judges(m.BranchKey()) && org.PlanYear(m.Year) >= r.year && m.Text != ""
	})
}

// thisYear are the milestones of the year of work.
func (r *review) thisYear() []*org.Milestone {
	return org.Where(r.judgedMilestones(), func(m *org.Milestone) bool { return org.PlanYear(m.Year) == r.year })
}

// judgedActions are those of the judged milestones, with a text.
func (r *review) judgedActions() []*org.Action {
	return org.Where(r.o.Actions, func(a *org.Action) bool {
		return r.judges(a.BranchKey()) && a.Text != "" && r.yearOf(a) >= r.year
	})
}

// yearOf is the plan's year of an action's milestone.
func (r *review) yearOf(a *org.Action) int {
	if m := r.milestone[a.Milestone]; m != nil {
		return org.PlanYear(m.Year)
	}
	return org.PlanYear(org.YearOf(a.Milestone))
}

// leadOf is the lead unit of an action's milestone; empty if none is named.
func (r *review) leadOf(a *org.Action) string {
	if m := r.milestone[a.Milestone]; m != nil {
		return m.LeadUnit
	}
	return ""
}

// strand tells whether an entity belongs to a strand, which takes its people
// from several divisions.
func (r *review) strand(branch string) bool {
	b := r.branches[branch]
	return b != nil && b.Type == "strand"
}

// reviewed tells whether a branch's annual review of a school year has come back.
func (r *review) reviewed(branch, year string) bool {
	return year != "" && r.returned(formAnnualReview, branch, year)
}

// The names below are what people call things.

func (r *review) branchName(key string) string {
	if b := r.branches[key]; b != nil && b.Name != "" {
		return b.Name
	}
	return key
}

func (r *review) unitName(key string) string {
	if u := r.units[key]; u != nil && u.Name != "" {
		return u.Name
	}
	return strings.TrimPrefix(key, org.Unknown)
}

func (r *review) personName(key string) string {
	if p := r.people[key]; p != nil && p.Name != "" {
		return p.Name
	}
	return strings.TrimPrefix(key, org.Unknown)
}

// naming are the attributes that name an entity of a kind, in the form that
// the entity is planned in: a finding points to the first that has a cell when
// the judged value has none. What is missed of a branch, a unit or a person
// has no place: their names stand in the setup workbook, where nothing is to
// be mended.
var naming = map[org.Kind][]string{
	org.KindOrganization:    {"name"},
	org.KindGoal:            {"text"},
	org.KindGoalMeasure:     {"indicator"},
	org.KindStrategy:        {"if", "then", "and"},
	org.KindMeasure:         {"indicator"},
	org.KindMilestone:       {"text"},
	org.KindPossibility:     {"text"},
	org.KindWork:            {"text"},
	org.KindAction:          {"text"},
	org.KindFunction:        {"name"},
	org.KindStructure:       {"strand_leader", "procedures"},
	org.KindPosition:        {"title"},
	org.KindPlanningMeeting: {"on", "location", "time"},
	org.KindCollaboration:   {"definition"},
	org.KindRequest:         {"action", "competency"},
}

// entity is a subject without attribute.
func entity(kind org.Kind, key string) org.Subject { return org.Subject{Kind: kind, Key: key} }

// values are attributes of an entity; "target 2026-27" is that of a year.
func values(of org.Subject, attrs ...string) []org.Subject {
	all := make([]org.Subject, len(attrs))
	for i, a := range attrs {
		name, period, _ := strings.Cut(a, " ")
		all[i] = org.Subject{Kind: of.Kind, Key: of.Key, Attr: name, Period: of.Period + period}
	}
	return all
}

// excused tells whether what a fault judges, and misses, was answered with the
// reason why there is no answer.
func (r *review) excused(f fault) bool {
	return slices.ContainsFunc(f.at, func(s org.Subject) bool { return r.reasons[s].OnlyReason() })
}

func (r *review) finding(code finding.Code, f fault) finding.Finding {
	places := r.places(f.at)
	for _, name := range naming[f.about.Kind] {
		if len(places) > 0 {
			break
		}
		places = r.places(values(f.about, name))
	}
	var at finding.Location
	if len(places) > 0 {
		at, places = places[0], places[1:]
	}
	found := finding.New(code, at, f.words...).About(f.about.Key).With(places...)
	switch {
	case f.note:
		found = found.As(finding.Note)
	case f.mild:
		found = found.As(finding.Warning)
	}
	return found
}

// places are the known cells of subjects, each once.
func (r *review) places(at []org.Subject) (all []finding.Location) {
	seen := map[finding.Location]bool{}
	for _, s := range at {
		for _, l := range r.where(s) {
			if !seen[l] {
				seen[l] = true
				all = append(all, l)
			}
		}
	}
	return all
}

// yearName is the plan's year as people say it: Year 2 (2027-28).
func (r *review) yearName(n int) string {
	if label := r.o.SchoolYear(n); label != "" {
		return fmt.Sprintf("Year %d (%s)", n, label)
	}
	return fmt.Sprintf("Year %d", n)
}

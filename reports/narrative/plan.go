package narrative

import (
	"fmt"
	"slices"
	"strings"

	"spm/engine/org"
	"spm/reports/document"
)

// goals are those of the report, in their order: with a branch, the goals that
// it has strategies for. A goal that nobody entered still has its strategies.
func (w *writer) goals() (all []*org.Goal) {
	known := map[string]bool{}
	for _, g := range w.o.Goals {
		known[g.Key] = true
		if w.Branch == "" || len(w.index.strategies[g.Key]) > 0 {
			all = append(all, g)
		}
	}
	for _, s := range w.o.Strategies {
		if w.ours(s.Key) && !known[s.Goal] {
			known[s.Goal] = true
			all = append(all, &org.Goal{Entity: org.Entity{Key: s.Goal}})
		}
	}
	return all
}

// internal tells whether a goal's words must stay out of this report.
func (w *writer) internal(goal string) bool {
	if !w.Public {
		return false
	}
	if g := w.o.Goal(goal); g != nil && g.Public != "" {
		return g.Public == "internal"
	}
	return w.o.Profile.Public == "internal"
}

func (w *writer) goalText(g *org.Goal) said {
	if w.internal(g.Key) {
		return said{}
	}
	return w.fact(org.KindGoal, g.Key, "text", "", g.Text)
}

// statement is the sentence of a strategy, of those of its parts that exist.
// Its last part repeats the goal and is left out where the goal is internal.
func (w *writer) statement(s *org.Strategy) said {
	parts := []said{
		w.fact(org.KindStrategy, s.Key, "if", "", s.If), w.fact(org.KindStrategy, s.Key, "then", "", s.Then),
		w.fact(org.KindStrategy, s.Key, "and", "", s.And),
	}
	if w.internal(s.Goal) {
		parts[2] = said{}
	}
	for i := range parts {
		parts[i].text = withinSentence(parts[i].text)
	}
	full := org.Strategy{If: parts[0].text, Then: parts[1].text, And: parts[2].text}
	text := full.Statement()
	text = strings.TrimSuffix(text, ".")
	if full.And == "" {
		text = strings.TrimSuffix(text, ", and ")
	}
	if full.Then == "" {
		text = strings.Replace(text, ", then ", "", 1)
	}
	if text == "" {
		return said{}
	}
	return computed("statement", w.subject(s.Key, "statement", ""), text+".", parts...)
}

// openers are words that begin a sentence with a capital and no name does.
var openers = []string{"We", "Our", "The", "A", "An", "All", "Each", "Every", "More"}

// withinSentence writes a text as it stands after the first word of a sentence.
func withinSentence(s string) string {
	first, rest, _ := strings.Cut(strings.TrimSpace(s), " ")
	if slices.Contains(openers, first) {
		return strings.ToLower(first) + " " + rest
	}
	return s
}

// strategyTitle heads what is told of a strategy: its code, and its branch
// where the report is the whole organization's.
func (w *writer) strategyTitle(s *org.Strategy) said {
	return w.say("head.strategy", words{"Code": literal(s.Code()), "Branch": w.branchWord(s.BranchKey())})
}

// branchWord is the branch's name where the report spans branches.
func (w *writer) branchWord(branch string) said {
	if w.Branch != "" || branch == "" {
		return said{}
	}
	return w.named(branch)
}

// milestones of a strategy in a plan year.
func (w *writer) milestones(strategy string, year int) []*org.Milestone {
	return org.Where(w.index.milestones[strategy], func(m *org.Milestone) bool { return org.PlanYear(m.Year) == year })
}

// yearMilestones are all of a plan year, goal by goal.
func (w *writer) yearMilestones(year int) (all []*org.Milestone) {
	for _, g := range w.goals() {
		for _, s := range w.index.strategies[g.Key] {
			all = append(all, w.milestones(s.Key, year)...)
		}
	}
	return all
}

// yearActions are the actions of those milestones.
func (w *writer) yearActions(year int) (all []*org.Action) {
	for _, m := range w.yearMilestones(year) {
		all = append(all, w.index.actions[m.Key]...)
	}
	return all
}

func (w *writer) milestoneText(m *org.Milestone) said {
	return w.fact(org.KindMilestone, m.Key, "text", "", m.Text).or(w.code(org.KindMilestone, m.Key))
}

func (w *writer) actionText(a *org.Action) said {
	return w.fact(org.KindAction, a.Key, "text", "", a.Text).or(w.code(org.KindAction, a.Key))
}

// leadUnit is the unit of an action's milestone.
func (w *writer) leadUnit(action string) string {
	if a := w.index.action[action]; a != nil {
		if m := w.index.milestone[a.Milestone]; m != nil {
			return m.LeadUnit
		}
	}
	return ""
}

// state is the status of something: an id of its list, or "" where nobody has
// reported, or "disputed".
type state struct {
	id     string
	period string
	said
}

// stateIn is the status that an action had in a month.
func (w *writer) stateIn(a *org.Action, month string) state {
	for _, s := range w.index.statuses[a.Key] {
		if s.Period == month {
			return w.stateOf(s)
		}
	}
	return w.unreported(a.Key, month)
}

// unreported is the status of what nobody has told.
func (w *writer) unreported(key, period string) state {
	return state{said: computed("not reported", w.subject(key, "status", period), w.word("status.unreported"))}
}

func (w *writer) stateOf(s *org.Status) state {
	st := state{id: s.Status, period: s.Period, said: w.choice(org.KindStatus, s.Key, "status", s.Period, s.Status)}
	if w.isDisputed(org.KindStatus, s.Key, "status", s.Period) {
		st.id = "disputed"
	}
	return st
}

// latest is the newest status of an action, up to the report's last month.
func (w *writer) latest(a *org.Action) state {
	all := w.index.statuses[a.Key]
	for _, s := range slices.Backward(all) {
		if st := w.stateOf(s); s.Period <= w.last && (st.id != "" || !st.blank()) {
			return st
		}
	}
	return w.unreported(a.Key, "")
}

var statusTones = map[string]document.Tone{
	"not_started": document.Neutral, "on_schedule": document.Active, "behind": document.Warn, "complete": document.Good,
	"stopped": document.Bad, "disputed": document.Disputed, "": document.Missing,
	"met": document.Good, "partly": document.Warn, "not_met": document.Bad,
}

func (s state) tone() document.Tone {
	if t, ok := statusTones[s.id]; ok {
		return t
	}
	return document.Active // a status of the workspace's own
}

func (s state) status() document.Status {
	return document.Status{Tone: s.tone(), Word: s.text, Sources: s.sources}
}

// result is what the annual review says of a milestone.
func (w *writer) result(m *org.Milestone) state {
	r := w.index.results[m.Key]
	if r == nil {
		return w.unreported(m.Key, w.year)
	}
	st := state{id: r.Met, said: w.choice(org.KindMilestoneResult, m.Key, "met", w.year, r.Met)}
	if w.isDisputed(org.KindMilestoneResult, m.Key, "met", w.year) {
		st.id = "disputed"
	}
	if st.blank() {
		return w.unreported(m.Key, w.year)
	}
	return st
}

// tally counts things by their state.
type tally struct {
	all  []said
	byID map[string][]said
}

func (t *tally) add(s state) {
	if t.byID == nil {
		t.byID = map[string][]said{}
	}
	t.all = append(t.all, s.said)
	t.byID[s.id] = append(t.byID[s.id], s.said)
}

// of counts the things in one of several states.
func (t *tally) of(ids ...string) said {
	var parts []said
	for _, id := range ids {
		parts = append(parts, t.byID[id]...)
	}
	return count(strings.Join(ids, "|"), parts...)
}

func (t *tally) total() said { return count("all", t.all...) }

func (w *writer) tallyActions(actions []*org.Action) (t tally) {
	for _, a := range actions {
		t.add(w.latest(a))
	}
	return t
}

func (w *writer) tallyMilestones(milestones []*org.Milestone) (t tally) {
	for _, m := range milestones {
		t.add(w.result(m))
	}
	return t
}

func tallyIndicators(all []indicator) (t tally) {
	for _, m := range all {
		t.add(state{id: m.result.id, said: m.result.said})
	}
	return t
}

// actionWords are the counts of actions as words of a sentence.
func actionWords(t tally) words {
	return words{
		"Total": t.total(), "Complete": t.of("complete"), "OnSchedule": t.of("on_schedule"), "Behind": t.of("behind"),
		"NotStarted": t.of("not_started"), "Stopped": t.of("stopped"), "Missing": t.of(""), "Disputed": t.of("disputed"),
		"Open": t.of("on_schedule", "behind", "not_started"),
	}
}

func milestoneWords(t tally) words {
	return words{
		"Total": t.total(), "Met": t.of("met"), "Partly": t.of("partly"), "NotMet": t.of("not_met"),
		"Missing": t.of(""), "Disputed": t.of("disputed"),
	}
}

func indicatorWords(t tally) words {
	return words{
		"Total": t.total(), "Reached": t.of("met", "exceeded"), "Met": t.of("met"), "Exceeded": t.of("exceeded"),
		"NotMet": t.of("not_met"), "BaselineSet": t.of("baseline_set"), "NoData": t.of("no_data"),
		"Undetermined": t.of("undetermined"), "Disputed": t.of("disputed"),
	}
}

// reports counts the monthly reports that came and those that were due.
func (w *writer) reports(branch string) (came, due said) {
	seen := map[string][]said{}
	var order []string
	add := func(unit, period string, s said) {
		if unit == "" || period > w.last || (branch != "" && w.branchOf(unit) != branch) || (w.months != nil && !slices.Contains(w.months, period)) {
			return
		}
		k := unit + " " + period
		if seen[k] == nil {
			order = append(order, k)
		}
		seen[k] = append(seen[k], s)
	}
	for _, u := range w.o.UnitMonths {
		add(u.Key, u.Period, w.fact(org.KindUnitMonth, u.Key, "meeting", u.Period, u.Meeting.Format()).
			with(w.fact(org.KindUnitMonth, u.Key, "ideas", u.Period, u.Ideas)))
	}
	for _, a := range w.o.Actions {
		for _, s := range w.index.statuses[a.Key] {
			add(w.leadUnit(a.Key), s.Period, w.stateOf(s).said)
		}
	}
	var parts []said
	for _, k := range order {
		parts = append(parts, computed("report", k, "", seen[k]...))
	}
	came = count("reports", parts...)
	parts = append(parts, w.missing("monthly", branch)...)
	return came, count("reports due", parts...)
}

// branchOf is the branch of a unit.
func (w *writer) branchOf(unit string) string {
	if u := w.index.units[unit]; u != nil && u.Branch != "" {
		return u.Branch
	}
	return org.Scope(unit)
}

// rate is a share in whole percent.
func rate(part, whole said) said {
	if whole.n == 0 {
		return said{}
	}
	return computed("rate", "", fmt.Sprintf("%d%%", part.n*100/whole.n), part, whole)
}

package issue

import (
	"fmt"
	"strings"

	"spm/engine/form"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/value"
)

// NewPrefix begins the printed codes of rows whose final code spm assigns when
// they come back.
const NewPrefix = "NEW-"

// IsNew tells whether a key is that of a spare row.
func IsNew(key string) bool { return strings.HasPrefix(org.Code(key), NewPrefix) }

// entry is a row before it is filled: its main entity, and the code fields
// whose entity is new with the code that is printed.
type entry struct {
	kind  org.Kind
	key   string
	extra map[org.Kind]string    // more entities of the row
	codes map[string]string      // by field id, where the code is not that of the entity
	fixed map[string]value.Value // values by field id that the row has from the start
	spare bool
}

// rows makes the rows of a section.
func (i *issuer) rows(f *form.Form, s *form.Section, scope string) ([]packet.Row, error) {
	switch s.Shape {
	case form.Answers:
		return []packet.Row{i.answers(s, scope)}, nil
	case form.Checks:
		return i.checks(f, scope), nil
	}
	if s.Rows == "disputes" {
		return i.disputes(s), nil
	}
	entries, err := i.entries(f, s, scope)
	if err != nil {
		return nil, err
	}
	rows := make([]packet.Row, 0, len(entries))
	for _, e := range entries {
		rows = append(rows, i.row(s, e))
	}
	return rows, nil
}

// entries are the entities that a table prints, and its spare rows.
func (i *issuer) entries(f *form.Form, s *form.Section, scope string) (all []entry, err error) {
	one := func(kind org.Kind, key string) { all = append(all, entry{kind: kind, key: key}) }
	switch s.Rows {
	case "goals":
		each(i.Org.Goals, func(g *org.Goal) { one(org.KindGoal, g.Key) })
	case "goal_measures":
		each(i.Org.GoalMeasures, func(m *org.GoalMeasure) { one(org.KindGoalMeasure, m.Key) })
	case "goal_measures_reported":
		each(i.Org.GoalMeasures, func(m *org.GoalMeasure) {
			if i.reports(m) {
				one(org.KindGoalMeasure, m.Key)
			}
		})
	case "branches":
		each(i.Org.Branches, func(b *org.Branch) { one(org.KindBranch, b.Key) })
	case "units":
		each(i.Org.Units, func(u *org.Unit) { one(org.KindUnit, u.Key) })
	case "schools":
		each(i.Org.Schools, func(x *org.School) { one(org.KindSchool, x.Key) })
	case "people":
		each(i.Org.People, func(p *org.Person) { one(org.KindPerson, p.Key) })
	case "clients":
		each(i.Org.Clients, func(c *org.Client) { i.ours(&all, org.KindClient, c.Key) })
	case "strategies":
		each(i.Org.Strategies, func(x *org.Strategy) { i.ours(&all, org.KindStrategy, x.Key) })
	case "measures":
		each(i.Org.Measures, func(m *org.Measure) { i.ours(&all, org.KindMeasure, m.Key) })
	case "works":
		each(i.Org.Works, func(w *org.Work) { i.ours(&all, org.KindWork, w.Key) })
	case "milestones_this_year":
		all = i.milestones(i.Year)
	case "milestones_after":
		each(i.Org.Milestones, func(m *org.Milestone) {
			if org.PlanYear(m.Year) == i.Year+2 {
				i.ours(&all, org.KindMilestone, m.Key)
			}
		})
	case "strategy_slots":
		return i.slots(s), nil
	case "actions":
		each(i.Org.Actions, func(a *org.Action) {
			if a.Milestone == scope && scope != "" {
				one(org.KindAction, a.Key)
			}
		})
	case "actions_of_month":
		each(i.due(), func(a *org.Action) { one(org.KindAction, a.Key) })
	default:
		return nil, fmt.Errorf("section %s: rows: %s is not known", s.ID, s.Rows)
	}
	if i.Blank {
		all = nil
	}
	return append(all, i.spares(f, s, len(all), scope)...), nil
}

func each[T any](all []T, do func(T)) {
	for _, x := range all {
		do(x)
	}
}

// ours adds an entity of the recipient's branch.
func (i *issuer) ours(all *[]entry, kind org.Kind, key string) {
	if org.Scope(key) == i.branch {
		*all = append(*all, entry{kind: kind, key: key})
	}
}

// reports tells whether the recipient's branch collects or reports a goal
// measure; one that nobody has claimed goes to every branch its goal matters to.
func (i *issuer) reports(m *org.GoalMeasure) bool {
	claimed := false
	for _, part := range i.Org.MeasureParts {
		if org.Code(part.Key) == m.Key && part.Collects == "yes" {
			if part.BranchKey() == i.branch {
				return true
			}
			claimed = true
		}
	}
	if claimed {
		return false
	}
	for _, r := range i.Org.Relevances {
		if r.Key == org.Join(i.branch, m.Goal) {
			return r.Relevant == "yes"
		}
	}
	return false
}

// due are the unit's actions that have started by the end of the month and
// were not finished before it.
func (i *issuer) due() []*org.Action {
	last := value.DateOf(value.Date(i.Month+"-01").Time().AddDate(0, 1, -1))
	return org.Where(i.actions(i.To.Key, i.Year), func(a *org.Action) bool {
		if a.Start > last {
			return false
		}
		for _, s := range i.Org.Statuses {
			if s.Key == a.Key && s.Period < i.Month && (s.Status == "complete" || s.Status == "stopped") {
				return false
			}
		}
		return true
	})
}

// milestones are those of a plan year, and the new ones that attachment F of
// the same packet has room for.
func (i *issuer) milestones(year int) (all []entry) {
	each(i.Org.Milestones, func(m *org.Milestone) {
		if org.PlanYear(m.Year) == year {
			i.ours(&all, org.KindMilestone, m.Key)
		}
	})
	for _, s := range i.packet.Sheets {
		for _, b := range s.Blocks {
			x := i.Library.Form(s.Form).Section(b.Section)
			if x.Slots == nil {
				continue
			}
			for _, r := range b.Rows {
				key := r.Keys[string(org.KindMilestone)]
				if IsNew(key) && i.slotYear(x, r) == year {
					all = append(all, entry{kind: org.KindMilestone, key: key, spare: true,
						extra: map[org.Kind]string{org.KindStrategy: r.Keys[string(org.KindStrategy)]}})
				}
			}
		}
	}
	return all
}

// slotYear is the plan year that a row of attachment F is printed for.
func (i *issuer) slotYear(s *form.Section, r packet.Row) int {
	for n := range s.Fields {
		if f := &s.Fields[n]; f.Attr == "year" {
			return org.PlanYear(r.Values[f.ID].Text)
		}
	}
	return 0
}

// blankRows is how many rows of each table the empty guidebook form has at least.
const blankRows = 6

// spares are the blank rows below the entities. In the empty form they stand
// in the place of entities too, which are then written in by hand.
func (i *issuer) spares(f *form.Form, s *form.Section, there int, scope string) (all []entry) {
	n := s.Spare
	if i.Blank {
		n = max(n, blankRows)
	}
	for k := range n {
		e := entry{kind: org.Kind(s.Entity), spare: true}
		switch {
		case s.OwnCodes, s.New == "":
		case strings.HasPrefix(s.New, NewPrefix):
			e.key = org.Join(i.branch, i.newCode(s.New))
		default: // printed codes that are final: G4, P07
			e.key = i.final(s, there+k)
		}
		if scope != "" {
			e.extra = map[org.Kind]string{org.Kind(f.Repeat): scope}
		}
		all = append(all, e)
	}
	return all
}

func (i *issuer) newCode(prefix string) string {
	i.spare[prefix]++
	return fmt.Sprintf("%s%d", prefix, i.spare[prefix])
}

// final is a code that no entity has yet and that will stay.
func (i *issuer) final(s *form.Section, after int) string {
	taken := func(code string) bool {
		for _, kind := range []org.Kind{org.KindGoal, org.KindPerson} {
			if org.Kind(s.Entity) == kind && i.exists(kind, code) {
				return true
			}
		}
		return i.spare[s.New+code] > 0
	}
	code, err := org.NextCode(org.Kind(s.Entity), "", "", taken)
	if err != nil {
		return fmt.Sprintf("%s%d", s.New, after+1)
	}
	i.spare[s.New+code]++
	return code
}

func (i *issuer) exists(kind org.Kind, key string) bool {
	if kind == org.KindGoal {
		return i.Org.Goal(key) != nil
	}
	return i.Org.Person(key) != nil
}

// slots are the rows of attachment F: for each strategy of the branch, and for
// each that attachment E has room for, so many indicators and milestones side
// by side as the form declares, and more where there are more.
func (i *issuer) slots(s *form.Section) (all []entry) {
	var strategies []string
	if !i.Blank {
		each(i.Org.Strategies, func(x *org.Strategy) {
			if x.BranchKey() == i.branch {
				strategies = append(strategies, x.Key)
			}
		})
	}
	for _, sheet := range i.packet.Sheets {
		for _, b := range sheet.Blocks {
			x := i.Library.Form(sheet.Form).Section(b.Section)
			for _, r := range b.Rows {
				if key := r.Keys[string(org.KindStrategy)]; x.Entity == string(org.KindStrategy) && IsNew(key) {
					strategies = append(strategies, key)
				}
			}
		}
	}
	for len(strategies) < 3 && i.Blank {
		strategies = append(strategies, "")
	}
	for _, key := range strategies {
		all = append(all, i.strategySlots(s, key)...)
	}
	return all
}

func (i *issuer) strategySlots(s *form.Section, strategy string) (all []entry) {
	year, code := slotFields(s)
	measures := org.Where(i.Org.Measures, func(m *org.Measure) bool { return m.Strategy == strategy && strategy != "" })
	milestones := org.Where(i.Org.Milestones, func(m *org.Milestone) bool { return m.Strategy == strategy && strategy != "" })
	left := i.openYears(s.Slots.Milestone, milestones)
	n := max(s.Slots.Measure, len(measures), len(milestones)+len(left))
	for k := range n {
		e := entry{kind: org.KindStrategy, key: strategy, extra: map[org.Kind]string{}, codes: map[string]string{}, fixed: map[string]value.Value{}}
		switch {
		case k < len(measures):
			e.extra[org.KindMeasure] = measures[k].Key
		case k < s.Slots.Measure && !i.Blank:
			e.extra[org.KindMeasure] = org.Join(i.branch, i.newCode(s.New))
			e.spare = true
		}
		switch {
		case k < len(milestones):
			e.extra[org.KindMilestone] = milestones[k].Key
			e.fixed[year] = value.OfChoice(milestones[k].Year)
		case k-len(milestones) < len(left):
			e.fixed[year] = value.OfChoice(left[k-len(milestones)])
			if !i.Blank {
				e.extra[org.KindMilestone] = org.Join(i.branch, i.newCode(code.New))
				e.spare = true
			}
		}
		all = append(all, e)
	}
	return all
}

// openYears are the declared years minus those that milestones stand for.
func (i *issuer) openYears(declared []string, there []*org.Milestone) (open []string) {
	used := map[string]int{}
	for _, m := range there {
		used[m.Year]++
	}
	for _, y := range declared {
		if used[y] > 0 {
			used[y]--
			continue
		}
		open = append(open, y)
	}
	return open
}

// slotFields are the field of a milestone's year and that of its code.
func slotFields(s *form.Section) (year string, code *form.Field) {
	for n := range s.Fields {
		f := &s.Fields[n]
		if s.Kind(f) != string(org.KindMilestone) {
			continue
		}
		if f.Type == value.Code {
			code = f
		}
		if f.Attr == "year" {
			year = f.ID
		}
	}
	return year, code
}

package reconcile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/org"
	"spm/engine/value"
)

// counts tells whether a change is to be carried out: not one that was entered
// by mistake, nor one from a day on which there is no plan.
func (a *amender) counts(kind org.Kind, c *org.Change, about string) bool {
	if c.Remove == "yes" {
		return false
	}
	first, _ := a.Org.YearSpan(1)
	years := len(a.lib.Lists["plan_years"])
	if c.Effective == "" || first == "" || c.Effective >= first && a.Org.YearOn(c.Effective) <= years {
		return true
	}
	_, last := a.Org.YearSpan(years)
	a.senseless(kind, c.Key, "effective", fmt.Sprintf("%s is no day of the plan, which runs from %s to %s",
		c.Effective.Format(), first.Format(), last.Format()), about)
	return false
}

// senseless tells of a change that cannot be meant, and is not carried out.
func (a *amender) senseless(kind org.Kind, key, attr, problem, about string) {
	a.Findings.Add(finding.New("CHNG-02", a.whereSaid(kind, key, attr), "problem", problem, "about", about).About(key))
}

// whereSaid is the cell that an answer of a change was read from.
func (a *amender) whereSaid(kind org.Kind, key, attr string) (at finding.Location) {
	if by := a.value(kind, key, "", attr).Claims; len(by) > 0 {
		c, _ := a.ledger.Claim(by[0])
		at = c.Where
	}
	return at
}

// replacement is a change of people that can be carried out.
type replacement struct {
	*org.PersonChange
	was, now value.Value
	from     value.Date
	by       []int64
}

// replacements are the changes of people in the order of their days. Nobody is
// replaced by herself, nor by two others in the same part, unless she came back.
func (a *amender) replacements() (all []replacement) {
	const kind = org.KindPersonChange
	for _, c := range a.Org.PersonChanges {
		was, now := a.value(kind, c.Key, "", "person").Value, a.value(kind, c.Key, "", "successor").Value
		if was.Blank() || now.Blank() || !a.counts(kind, &c.Change, a.name(was)) {
			continue
		}
		if a.same(was, now) {
			a.senseless(kind, c.Key, "successor", "nobody is replaced by herself or himself", a.name(was))
			continue
		}
		from, by := a.day(&c.Change, kind, "person", "successor")
		all = append(all, replacement{c, was, now, from, by})
	}
	slices.SortStableFunc(all, func(x, y replacement) int {
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(newest(x.by), newest(y.by)))
	})
	var gone, good []replacement
	for _, c := range all {
		n := slices.IndexFunc(gone, func(g replacement) bool {
			return a.same(g.was, c.was) && !a.same(g.now, c.now) && (g.all() || c.all() || g.Part == c.Part)
		})
		if n >= 0 {
			a.senseless(kind, c.Key, "successor", fmt.Sprintf("%s has already taken over from %s (%s)",
				a.name(gone[n].now), gone[n].from.Format(), org.Code(gone[n].Key)), a.name(c.was))
			continue
		}
		gone = slices.DeleteFunc(gone, func(g replacement) bool { return a.same(g.was, c.now) })
		gone, good = append(gone, c), append(good, c)
	}
	return good
}

// all tells whether one person takes over everything of another.
func (r replacement) all() bool { return r.Part == "" || r.Part == "all" }

// same tells whether two references mean one person, by code or by name.
func (a *amender) same(v, w value.Value) bool {
	return v.Equal(w) || value.Fold(a.name(v)) == value.Fold(a.name(w))
}

func (a *amender) name(v value.Value) string {
	name, _ := a.person(v)
	return name
}

// sensible tells whether a change of a unit can be carried out.
func (a *amender) sensible(c *org.UnitChange) bool {
	const kind = org.KindUnitChange
	u := a.Org.Unit(c.Unit)
	if u == nil || !a.counts(kind, &c.Change, a.unitName(c.Unit)) {
		return false
	}
	branch := c.BranchKey()
	switch {
	case branch != "" && u.Branch != "" && u.Branch != branch && !slices.Contains(a.Org.UnitsOf(branch), u.Key):
		a.senseless(kind, c.Key, "unit", "the unit belongs to another division, which alone can change it", u.Name)
	case c.Kind != "rename" && c.Kind != "split" && slices.Contains(c.Successors, c.Unit):
		a.senseless(kind, c.Key, "successors", "no unit is its own successor", u.Name)
	case a.circular(c):
		a.senseless(kind, c.Key, "successors", "its work would come back to it, since its successor is to go into it as well", u.Name)
	default:
		return true
	}
	return false
}

func (a *amender) unitName(key string) string {
	if u := a.Org.Unit(key); u != nil {
		return cmp.Or(u.Name, key)
	}
	return key
}

// circular tells whether the first successors of a unit lead back to it.
func (a *amender) circular(c *org.UnitChange) bool {
	heir := map[string]string{}
	for _, x := range a.Org.UnitChanges {
		if x.Remove != "yes" && x.Kind != "rename" && len(x.Successors) > 0 && !slices.Contains(x.Successors, x.Unit) {
			heir[x.Unit] = x.Successors[0]
		}
	}
	if c.Kind == "rename" {
		return false
	}
	seen := map[string]bool{}
	for at := heir[c.Unit]; at != "" && !seen[at]; at = heir[at] {
		if at == c.Unit {
			return true
		}
		seen[at] = true
	}
	return false
}

// orphans tells of the milestones that a unit leads which is closed without a
// successor: nobody is asked for their actions and reports any more.
func (a *amender) orphans(c *org.UnitChange, from value.Date) {
	var left []string
	for _, m := range a.Org.Milestones {
		given := slices.ContainsFunc(a.Org.MilestoneChanges, func(x *org.MilestoneChange) bool {
			return x.Milestone == m.Key && x.Remove != "yes" && (x.Kind == "drop" || x.LeadUnit != "" && x.LeadUnit != c.Unit)
		})
		if y := org.PlanYear(m.Year); m.LeadUnit != c.Unit || given || m.Text == "" || y > 0 && y < a.Org.YearOn(from) {
			continue
		}
		n := 0
		for _, x := range a.Org.Actions {
			if x.Milestone == m.Key {
				n++
			}
		}
		text := org.Code(m.Key)
		if n == 1 {
			text += " (1 action)"
		} else if n > 1 {
			text += fmt.Sprintf(" (%d actions)", n)
		}
		left = append(left, text)
	}
	if len(left) > 0 {
		a.Findings.Add(finding.New("CHNG-03", a.whereSaid(org.KindUnitChange, c.Key, "change"),
			"unit", a.unitName(c.Unit), "milestones", strings.Join(left, ", ")).About(c.Key))
	}
}

package reconcile

import (
	"slices"

	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
)

// people puts those who come in the place of those who go.
func (a *amender) people() {
	const kind = org.KindPersonChange
	for _, c := range a.replacements() {
		was, now, from, by, all := c.was, c.now, c.from, c.by, c.all()
		why := whyOf(kind, c.Key)
		a.refer(org.KindPerson, was, now, from, by, why, func(s org.Subject) bool {
			return all || s.Kind == org.KindAction && s.Attr == c.Part
		})
		if all || c.Part == "leads" {
			a.leaders(was, now, from, by, why)
		}
		if all && was.Text != "" {
			a.end(org.KindPerson, was.Text, "until", from, by, why)
		}
	}
}

// leaders replaces a person who leads the organization, a branch or a unit.
// Forms ask for leaders by name.
func (a *amender) leaders(was, now value.Value, from value.Date, by []int64, why org.Subject) {
	name, email := a.person(now)
	old, _ := a.person(was)
	replace := func(kind org.Kind, key, leader string, hasEmail bool) {
		if leader == "" || value.Fold(leader) != value.Fold(old) {
			return
		}
		a.add(org.Subject{Kind: kind, Key: key, Attr: "leader"}, from, by, why, func(value.Value) value.Value { return value.OfText(name) })
		if hasEmail {
			// A letter to the one who has left reaches nobody.
			a.add(org.Subject{Kind: kind, Key: key, Attr: "email"}, from, by, why, func(value.Value) value.Value { return value.OfText(email) })
		}
	}
	replace(org.KindOrganization, "", a.Org.Profile.Leader, false)
	for _, b := range a.Org.Branches {
		replace(org.KindBranch, b.Key, b.Leader, true)
	}
	for _, u := range a.Org.Units {
		replace(org.KindUnit, u.Key, u.Leader, true)
	}
}

// person is the name of whom a reference means, and the e-mail address where
// the person is one of the list.
func (a *amender) person(v value.Value) (name, email string) {
	if p := a.Org.Person(v.Text); p != nil && v.Text != "" {
		return p.Name, p.Email
	}
	if len(v.Free) > 0 {
		return v.Free[0], ""
	}
	return v.Text, ""
}

// units carries out what becomes of units: another name, or their work in the
// hands of their successors.
func (a *amender) units() {
	const kind = org.KindUnitChange
	for _, c := range a.Org.UnitChanges {
		if !a.sensible(c) {
			continue
		}
		from, by := a.day(&c.Change, kind, "change", "successors")
		why := whyOf(kind, c.Key)
		if name := a.value(kind, c.Key, "", "name"); c.Kind == "rename" {
			a.set(org.KindUnit, c.Unit, "name", name, from, why)
			continue
		}
		heirs := without(c.Successors, c.Unit)
		if len(heirs) == len(c.Successors) {
			a.end(org.KindUnit, c.Unit, "closed", from, by, why)
		} // a unit that is among its own successors goes on
		if len(c.Successors) == 0 {
			a.orphans(c, from)
		}
		if len(heirs) == 0 || len(heirs) < len(c.Successors) {
			continue
		}
		was, now := value.OfRef(c.Unit), value.OfRef(heirs[0])
		a.refer(org.KindUnit, was, now, from, by, why, func(org.Subject) bool { return true })
	}
}

func without(all []string, one string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == one })
}

// refer lets every reference to one person or unit point to another. Reports
// of a period keep what they said, and so do the changes themselves.
func (a *amender) refer(to org.Kind, was, now value.Value, from value.Date, by []int64, why org.Subject, ok func(org.Subject) bool) {
	for _, s := range a.referring(to) {
		if !ok(s) {
			continue
		}
		a.add(s, from, by, why, func(v value.Value) value.Value { return swap(v, was, now) })
	}
}

// referring are the facts of the plan that refer to entities of a kind.
func (a *amender) referring(to org.Kind) []org.Subject {
	if a.pointers == nil {
		a.pointers = map[org.Kind][]org.Subject{}
		for s := range a.Facts {
			if at := org.Kind(a.refs[org.Subject{Kind: s.Kind, Attr: s.Attr}]); at != "" && !org.Periodic(s.Kind) && !isChange(s.Kind) {
				a.pointers[at] = append(a.pointers[at], s)
			}
		}
		for _, all := range a.pointers {
			slices.SortFunc(all, ledger.CompareSubjects)
		}
	}
	return a.pointers[to]
}

// isChange tells the kinds that state changes of the plan.
func isChange(k org.Kind) bool {
	switch k {
	case org.KindPersonChange, org.KindUnitChange, org.KindRewording, org.KindMilestoneChange, org.KindActionChange, org.KindWithdrawal:
		return true
	}
	return false
}

// swap puts one reference in the place of another, alone or in a list.
func swap(v, was, now value.Value) value.Value {
	isIt := func(key string, free bool) bool {
		if free {
			return len(was.Free) > 0 && value.Fold(was.Free[0]) == value.Fold(key)
		}
		return was.Text != "" && was.Text == key
	}
	if v.Type != value.Refs {
		if isIt(v.Text, false) || len(v.Free) == 1 && isIt(v.Free[0], true) {
			now.Type = v.Type
			return now
		}
		return v
	}
	out := value.Value{Type: v.Type}
	found := false
	for _, key := range v.Items {
		if isIt(key, false) {
			found = true
			continue
		}
		out.Items = append(out.Items, key)
	}
	for _, name := range v.Free {
		if isIt(name, true) {
			found = true
			continue
		}
		out.Free = append(out.Free, name)
	}
	if !found {
		return v
	}
	if now.Text != "" {
		out.Items = join(out.Items, []string{now.Text})
	}
	out.Free = join(out.Free, now.Free)
	return out
}

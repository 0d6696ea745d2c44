package issue

import (
	"cmp"

	"spm/engine/form"
	"spm/engine/org"
	"spm/engine/value"
)

// slots are the rows in which entities of several kinds stand side by side: for
// each parent so many of each kind as the form declares, and more where there
// are more. The parents are the entity that the sheet is about, or else all of
// theirs and those that earlier sheets of the packet have room for.
func (i *issuer) slots(f *form.Form, s *form.Section, scope string) (all []entry) {
	of := org.Kind(s.Slots.Of)
	var parents []string
	switch {
	case f.Repeat == s.Slots.Of:
		parents = []string{scope}
	default:
		parents = i.printedAndOurs(of)
	}
	for len(parents) < 3 && i.Blank && f.Repeat == "" {
		parents = append(parents, "") // written in by hand
	}
	for _, key := range parents {
		all = append(all, i.parentSlots(s, of, key)...)
	}
	return all
}

// printedAndOurs are the entities of a kind that the recipient has, and the new
// ones that earlier sheets have room for.
func (i *issuer) printedAndOurs(kind org.Kind) (keys []string) {
	for _, key := range i.Org.Keys(kind, "") {
		if org.Scope(key) == i.branch && !i.Blank {
			keys = append(keys, key)
		}
	}
	for _, o := range i.printedNew(kind) {
		keys = append(keys, o.Key)
	}
	return keys
}

// parentSlots are the rows of one parent; a blank key is a parent that is to be
// written in by hand.
func (i *issuer) parentSlots(s *form.Section, of org.Kind, parent string) (all []entry) {
	columns := make([][]entry, len(s.Slots.Kinds))
	rows := 0
	for n := range s.Slots.Kinds {
		columns[n] = i.slotColumn(s, &s.Slots.Kinds[n], parent)
		rows = max(rows, len(columns[n]))
	}
	for k := range rows {
		e := entry{kind: of, key: parent, extra: map[org.Kind]string{}, fixed: map[string]value.Value{}}
		for _, column := range columns {
			if k >= len(column) {
				continue
			}
			c := column[k]
			e.spare = e.spare || c.spare
			if c.key != "" {
				e.extra[c.kind] = c.key
			}
			for id, v := range c.fixed {
				e.fixed[id] = v
			}
		}
		all = append(all, e)
	}
	return all
}

// slotColumn are the entities of one kind under a parent, and the rows for new ones.
func (i *issuer) slotColumn(s *form.Section, slot *form.Slot, parent string) (all []entry) {
	kind := org.Kind(slot.Kind)
	year, code := slotFields(s, slot.Kind)
	open := append([]string(nil), slot.Years...)
	for _, key := range i.children(kind, parent) {
		e := entry{kind: kind, key: key, fixed: map[string]value.Value{}}
		if y := i.Facts[org.Subject{Kind: kind, Key: key, Attr: "year"}].Value.Text; year != "" {
			if y == "" {
				y = org.YearOf(key)
			}
			e.fixed[year] = value.OfChoice(y)
			open = without(open, y)
		}
		all = append(all, e)
	}
	more := slot.Rows - len(all)
	if year != "" {
		more = len(open)
	}
	for k := range more {
		e := entry{kind: kind, spare: !i.Blank, fixed: map[string]value.Value{}}
		if year != "" {
			e.fixed[year] = value.OfChoice(open[k])
		}
		switch prefix := cmp.Or(code.New, s.New); {
		case i.Blank:
		case prefix != "":
			e.key = org.Join(i.branch, i.newCode(prefix))
		default: // a printed code that is final: G1-SW-S3
			e.key = i.finalSlot(kind, parent)
		}
		all = append(all, e)
	}
	return all
}

// finalSlot is the next code under a parent that no entity has yet and that
// will stay.
func (i *issuer) finalSlot(kind org.Kind, parent string) string {
	code, err := org.NextCode(kind, parent, "", func(code string) bool {
		return i.spare[code] > 0 || i.exists(kind, org.Join(i.branch, code))
	})
	if err != nil {
		return "" // no room for more
	}
	i.spare[code]++
	return org.Join(i.branch, code)
}

// children are the entities of a kind under a parent.
func (i *issuer) children(kind org.Kind, parent string) (keys []string) {
	if parent == "" || i.Blank {
		return nil
	}
	for _, key := range i.Org.Keys(kind, "") {
		up := map[string]string{}
		i.climb(up, kind, key)
		if up[string(org.ParentOf(kind))] == parent && org.Scope(key) == i.branch {
			keys = append(keys, key)
		}
	}
	return keys
}

// without is a list of years less the first that is y.
func without(years []string, y string) []string {
	for n, x := range years {
		if x == y {
			return append(years[:n:n], years[n+1:]...)
		}
	}
	return years
}

// slotFields are the field of a kind's year, empty where it has none, and that
// of its code.
func slotFields(s *form.Section, kind string) (year string, code *form.Field) {
	for n := range s.Fields {
		f := &s.Fields[n]
		if s.Kind(f) != kind {
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

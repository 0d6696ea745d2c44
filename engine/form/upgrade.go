package form

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"spm/engine/finding"
)

// Upgrade says what has become of the fields of one version of a form in the
// next. Fields are named section.field; one that is not named is the same in
// both. Ids are never used again for something else.
type Upgrade struct {
	From    int                          `yaml:"from"`    // the version; the next is one higher
	Fields  map[string]string            `yaml:"fields"`  // old → new: the same question under another id
	Values  map[string]map[string]string `yaml:"values"`  // old field → ids of its list: old → new
	Dropped map[string]string            `yaml:"dropped"` // old field → why it is asked no more

	At finding.Location `yaml:"-"`
}

// Became is what a field of an older version has become: its name now, the ids
// of its list that have changed, and why it is asked no more where it is not.
type Became struct {
	Field   string            // section.field
	Values  map[string]string // old → new
	Dropped string
	Period  string // that the older version declared
}

// Now tells what has become of a field of an older version.
func (f *Form) Now(version int, field string) Became {
	b := Became{Field: field, Values: map[string]string{}}
	for _, u := range f.upgrades() {
		if u.From < version {
			continue
		}
		for old, id := range b.Values {
			b.Values[old] = cmp.Or(u.Values[b.Field][id], id)
		}
		for old, id := range u.Values[b.Field] {
			if _, known := b.Values[old]; !known {
				b.Values[old] = id
			}
		}
		if b.Dropped = u.Dropped[b.Field]; b.Dropped != "" {
			return b
		}
		b.Field = cmp.Or(u.Fields[b.Field], b.Field)
	}
	return b
}

// upgrades are those of the form, the oldest first.
func (f *Form) upgrades() []Upgrade {
	return slices.SortedFunc(slices.Values(f.Upgrade), func(a, b Upgrade) int { return cmp.Compare(a.From, b.From) })
}

// fieldNamed is a field by its name, section.field, with its section; nil where
// there is none.
func (f *Form) fieldNamed(name string) (*Section, *Field) {
	section, id, _ := strings.Cut(name, ".")
	if s := f.Section(section); s != nil {
		if x := s.Field(id); x != nil {
			return s, x
		}
	}
	return nil, nil
}

// follow lets the answers of an older version speak about what they speak about
// now. What is asked no more stays with the attribute that it had.
func (f *Form) follow(now *Form) {
	if now == nil || f.Version >= now.Version {
		return
	}
	for i := range f.Sheets {
		for j := range f.Sheets[i].Sections {
			s := &f.Sheets[i].Sections[j]
			for k := range s.Fields {
				x := &s.Fields[k]
				b := now.Now(f.Version, s.Key(x))
				b.Period = x.Period
				x.Became = b
				if t, y := now.fieldNamed(b.Field); y != nil && b.Dropped == "" && b.Field != s.Key(x) {
					x.Attr, x.Period = y.Attr, y.Period
					if kind := t.Kind(y); kind != s.Kind(x) {
						x.Entity = kind
					}
				}
			}
		}
	}
}

// News are the questions of a form that an older version did not ask, in their
// order.
func (f *Form) News(then *Form) (fields []*Field) {
	asked := map[string]bool{}
	for i := range then.Sheets {
		for j := range then.Sheets[i].Sections {
			s := &then.Sheets[i].Sections[j]
			for k := range s.Fields {
				asked[f.Now(then.Version, s.Key(&s.Fields[k])).Field] = true
			}
		}
	}
	for i := range f.Sheets {
		for j := range f.Sheets[i].Sections {
			s := &f.Sheets[i].Sections[j]
			for k := range s.Fields {
				if x := &s.Fields[k]; !x.Given && x.Column == "" && !asked[s.Key(x)] {
					fields = append(fields, x)
				}
			}
		}
	}
	return fields
}

// upgrade checks the declared upgrades of a form.
func (c *checker) upgrade(f *Form) {
	from := map[int]bool{}
	for i, u := range f.upgrades() {
		wrong := func(problem string) { c.add("TMPL-19", u.At, "form", f.ID, "problem", problem) }
		switch {
		case u.From < 1 || u.From >= f.Version:
			wrong("is from version " + strconv.Itoa(u.From) + ", which is not older than version " + strconv.Itoa(f.Version))
		case from[u.From]:
			wrong("is declared twice for version " + strconv.Itoa(u.From))
		}
		from[u.From] = true
		later := f.upgrades()[i+1:]
		for _, old := range slices.Sorted(maps.Keys(u.Fields)) {
			if _, x := f.fieldNamed(old); x != nil {
				wrong("renames " + old + ", which the form still has; ids are never used again")
			}
			c.leads(f, u, later, u.Fields[old])
		}
		for _, old := range slices.Sorted(maps.Keys(u.Dropped)) {
			if _, x := f.fieldNamed(old); x != nil {
				wrong("drops " + old + ", which the form still has; ids are never used again")
			}
			if u.Fields[old] != "" {
				wrong("both renames and drops " + old)
			}
		}
		for _, old := range slices.Sorted(maps.Keys(u.Values)) {
			c.upgradeValues(f, u, later, old)
		}
	}
	for v := 1; v < f.Version && len(from) > 0; v++ {
		if !from[v] {
			c.add("TMPL-19", f.Upgrade[0].At, "form", f.ID, "problem", "leaves out version "+strconv.Itoa(v)+"; say {from: "+strconv.Itoa(v)+"} even where nothing was renamed")
		}
	}
}

// leads sees to it that a new name is one of the form's, now or until a later
// upgrade.
func (c *checker) leads(f *Form, u Upgrade, later []Upgrade, name string) {
	if _, x := f.fieldNamed(name); x != nil {
		return
	}
	for _, l := range later {
		if l.Fields[name] != "" || l.Dropped[name] != "" {
			return
		}
	}
	var all []string
	for i := range f.Sheets {
		for j := range f.Sheets[i].Sections {
			s := &f.Sheets[i].Sections[j]
			for k := range s.Fields {
				all = append(all, s.Key(&s.Fields[k]))
			}
		}
	}
	c.known(u.At, "The upgrade of "+f.ID, "field", name, all)
}

// upgradeValues sees to it that new ids of a list are in the list that the field
// has now.
func (c *checker) upgradeValues(f *Form, u Upgrade, later []Upgrade, old string) {
	c.leads(f, u, later, cmp.Or(u.Fields[old], old))
	b := f.Now(u.From, old)
	_, x := f.fieldNamed(b.Field)
	if x == nil || c.unread["lists"] {
		return
	}
	var ids []string
	for _, o := range c.lib.Lists[x.List] {
		ids = append(ids, o.Key)
	}
	for _, id := range slices.Sorted(maps.Keys(b.Values)) {
		if u.Values[old][id] != "" {
			c.known(u.At, "The upgrade of "+f.ID+"."+b.Field, "value", b.Values[id], ids)
		}
	}
}

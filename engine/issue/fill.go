package issue

import (
	"slices"
	"strings"

	"spm/engine/form"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/value"
)

// row fills one row of a table.
func (i *issuer) row(s *form.Section, e entry) packet.Row {
	r := packet.Row{Keys: i.keys(e.kind, e.key), Codes: map[string]string{}, Values: map[string]value.Value{}, New: e.spare, Seed: e.seed}
	for kind, key := range e.extra {
		own := r.Keys[string(kind)]
		i.climb(r.Keys, kind, key)
		if own != "" {
			r.Keys[string(kind)] = own
		}
	}
	i.referred(s, e, r.Keys)
	for k, v := range e.fixed {
		if !v.Blank() {
			r.Values[k] = v
		}
	}
	for n := range s.Fields {
		f := &s.Fields[n]
		if f.Type == value.Code {
			if key := r.Keys[s.Kind(f)]; key != "" {
				r.Codes[f.ID] = i.short(key)
			}
			continue
		}
		if i.Blank {
			continue
		}
		if v := i.known(s, f, r.Keys); !v.Blank() {
			r.Values[f.ID] = v
		} else {
			i.mirrored(s, f, &r)
		}
	}
	r.Keys = spoken(s, r.Keys)
	return r
}

// referred adds to a row the entities that its own names in an attribute that is
// called after their kind, where the section shows something of them: the
// milestone of a request for people.
func (i *issuer) referred(s *form.Section, e entry, keys map[string]string) {
	for n := range s.Fields {
		kind := s.Kind(&s.Fields[n])
		if _, there := keys[kind]; !there && s.Fields[n].Given && e.key != "" {
			i.climb(keys, org.Kind(kind), i.Facts[org.Subject{Kind: e.kind, Key: e.key, Attr: kind}].Value.Text)
		}
	}
}

// answers fills an answers section.
func (i *issuer) answers(f *form.Form, s *form.Section, scope string) packet.Row {
	r := packet.Row{Keys: i.keys(org.Kind(f.Repeat), scope), Values: map[string]value.Value{}}
	if i.Blank {
		return r
	}
	for n := range s.Fields {
		f := &s.Fields[n]
		v := i.known(s, f, r.Keys)
		if v.Blank() && f.Default != "" {
			r.Seed = append(r.Seed, f.ID)
			v, _, _ = value.Parse(value.Spec{Type: f.Type, Options: i.lib.Lists[f.List]}, value.Raw{Text: f.Default})
		}
		if !v.Blank() {
			r.Values[f.ID] = v
		} else {
			i.mirrored(s, f, &r)
		}
	}
	r.Keys = spoken(s, r.Keys)
	return r
}

// checks fills a quality-check box with the items of its form. Answers are
// kept under the recipient, or under the entity that the sheet is about.
func (i *issuer) checks(f *form.Form, scope string) (rows []packet.Row) {
	holder := i.To.Key
	if scope != "" {
		if holder = scope; org.Scope(scope) == "" {
			holder = org.Join(i.branch, scope)
		}
	}
	s := &i.lib.Quality
	for _, c := range f.Checks {
		code := "QC " + c.ID
		keys := i.keys("", "")
		keys[string(org.KindCheck)] = org.Join(holder, code)
		r := packet.Row{Keys: keys, Codes: map[string]string{}, Values: map[string]value.Value{}}
		for n := range s.Fields {
			switch x := &s.Fields[n]; {
			case x.Type == value.Code:
				r.Codes[x.ID] = code
			case x.Attr == "item":
				r.Values[x.ID] = value.OfText(i.withCount(c.Text, org.Join(i.To.Key, code)))
			case !i.Blank:
				if v := i.known(s, x, keys); !v.Blank() {
					r.Values[x.ID] = v
				}
			}
		}
		r.Keys = spoken(s, r.Keys)
		rows = append(rows, r)
	}
	return rows
}

// withCount adds to an item of a quality check what can be counted to it. A
// unit's plan is a part of what is counted, so only a branch is shown it.
func (i *issuer) withCount(item, key string) string {
	counted := i.Counted[key]
	if i.Blank || counted == "" || i.To.Role != string(ledger.Branch) {
		return item
	}
	return item + "\n" + i.lib.Say(form.Counted, "counted", counted)
}

// mirrored lets a given cell that nobody knows yet show what is typed elsewhere.
func (i *issuer) mirrored(s *form.Section, f *form.Field, r *packet.Row) {
	m, ok := i.mirror(s, f, r.Keys)
	if !ok {
		return
	}
	if r.Mirror == nil {
		r.Mirror = map[string]packet.Mirror{}
	}
	r.Mirror[f.ID] = m
}

// mirror finds where a given cell's text is still to be typed: another sheet of
// the packet asks for what the cell shows, in a row that stands for its entity.
func (i *issuer) mirror(s *form.Section, f *form.Field, keys map[string]string) (packet.Mirror, bool) {
	if !f.Given {
		return packet.Mirror{}, false
	}
	kind := s.Kind(f)
	key, attr := keys[kind], f.Attr
	if key == "" && kind == string(org.KindGoal) {
		// The goal of a new strategy is chosen in the strategy's row.
		kind, key, attr = string(org.KindStrategy), keys[string(org.KindStrategy)], "goal"
	}
	if key == "" || !IsNew(key) && i.exists(org.Kind(kind), key) {
		return packet.Mirror{}, false
	}
	for _, sheet := range i.packet.Sheets {
		frm := i.lib.Form(sheet.Form)
		for _, b := range sheet.Blocks {
			x := frm.Section(b.Section)
			if x.Shape != form.Table || x == s || !slices.ContainsFunc(b.Rows, func(r packet.Row) bool { return r.Keys[kind] == key }) {
				continue
			}
			if fields := bornIn(x, kind, attr); fields != nil {
				return packet.Mirror{Form: sheet.Form, Section: x.ID, Code: org.Code(key), Fields: fields}, true
			}
		}
	}
	return packet.Mirror{}, false
}

// bornIn are the fields of a section in which an attribute of a new entity is
// typed; nil where the section asks for none.
func bornIn(s *form.Section, kind, attr string) (fields []string) {
	want := []string{attr}
	if attr == "statement" {
		want = []string{"if", "then", "and"}
	}
	for _, a := range want {
		for n := range s.Fields {
			if f := &s.Fields[n]; s.Kind(f) == kind && f.Attr == a && !f.Given {
				fields = append(fields, f.ID)
			}
		}
	}
	if len(fields) != len(want) {
		return nil
	}
	return fields
}

// options gives the packet what its choices and references may say. A list
// that only grey cells use holds no more than these show: a unit's monthly
// report does not carry everybody's name.
func (i *issuer) options() {
	asked, shown := map[string]*form.Field{}, map[string]*form.Field{}
	keys := map[string]bool{}
	i.named = map[string]bool{}
	for _, sheet := range i.packet.Sheets {
		for _, b := range sheet.Blocks {
			s := i.lib.Form(sheet.Form).Section(b.Section)
			for n := range s.Fields {
				f := &s.Fields[n]
				switch name := f.ListName(); {
				case name == "", i.Blank && f.List == "": // a blank form knows nobody
				case f.Given:
					shown[name] = f
					mention(keys, b.Rows, f.ID)
				default:
					asked[name] = f
					mention(i.named, b.Rows, f.ID)
				}
			}
		}
	}
	for name, f := range shown {
		if asked[name] == nil {
			i.packet.Options[name] = slices.DeleteFunc(i.optionsOf(f), func(o value.Option) bool { return f.List == "" && !keys[o.Key] })
		}
	}
	for name, f := range asked {
		i.packet.Options[name] = i.optionsOf(f)
	}
}

// mention notes the keys that a field of some rows shows.
func mention(keys map[string]bool, rows []packet.Row, field string) {
	for _, r := range rows {
		v := r.Values[field]
		keys[v.Text] = true
		for _, key := range v.Items {
			keys[key] = true
		}
	}
}

func (i *issuer) optionsOf(f *form.Field) value.Options {
	if f.List != "" {
		return slices.Clone(i.lib.Lists[f.List])
	}
	return i.entities(f.To, f.Scope)
}

// entities are the options of a reference; kinds are parted by |.
func (i *issuer) entities(kinds, scope string) (all value.Options) {
	for kind := range strings.SplitSeq(kinds, "|") {
		all = append(all, i.entitiesOf(org.Kind(kind), scope)...)
	}
	return all
}

func (i *issuer) entitiesOf(kind org.Kind, scope string) (all value.Options) {
	add := func(key, label, group string) {
		all = append(all, value.Option{Key: key, Label: label, Code: i.short(key), Group: group})
	}
	switch kind {
	case org.KindGoal:
		each(i.Org.Goals, func(g *org.Goal) { add(g.Key, g.Key, "") })
		if i.To.Role == string(ledger.Centre) {
			all = i.spareGoals(all)
		}
	case org.KindBranch:
		each(i.Org.Branches, func(b *org.Branch) { add(b.Key, b.Name, b.Key) })
		tellApart(all, func(key string) string { return key })
	case org.KindUnit:
		each(i.Org.Units, func(u *org.Unit) {
			if u.Closed == "" || i.named[u.Key] {
				add(u.Key, u.Name, u.Key)
			}
		})
		tellApart(all, func(key string) string { return key })
	case org.KindPerson:
		each(i.Org.People, func(p *org.Person) {
			if (p.Until == "" || i.named[p.Key]) && (scope != "lead_unit" || p.Unit == i.To.Key || i.holds(p.Key, i.To.Key)) {
				add(p.Key, p.Name, p.Unit)
				if p.Email != "" {
					all[len(all)-1].Also = []string{p.Email}
				}
			}
		})
		all = append(all, i.knownByName(scope)...)
		tellApart(all, i.unitName)
	case org.KindFunction:
		each(i.ours(nil, kind), func(key string) {
			add(key, i.Facts[org.Subject{Kind: kind, Key: key, Attr: "name"}].Value.Text, "")
		})
		all = append(all, i.printed(kind, func(key string) bool { return !i.exists(kind, key) })...)
	default:
		keys := i.ours(nil, kind)
		if i.To.Role == string(ledger.Centre) {
			keys = i.Org.Keys(kind, periodOf(i.packet, kind)) // it speaks about every branch's
		}
		each(keys, func(key string) { add(key, i.short(key), "") })
		all = append(all, i.printedNew(kind)...)
	}
	return all
}

// holds tells whether a person fills a position of a unit (attachment K).
func (i *issuer) holds(person, unit string) bool {
	return slices.ContainsFunc(i.Org.Positions, func(p *org.Position) bool { return p.Person == person && p.Unit == unit })
}

// knownByName are the people whom attachment K names and the setup does not
// know.
func (i *issuer) knownByName(scope string) (all value.Options) {
	for _, p := range i.Org.Positions {
		name, unknown := strings.CutPrefix(p.Person, org.Unknown)
		if unknown && (scope != "lead_unit" || p.Unit == i.To.Key) && !slices.ContainsFunc(all, func(o value.Option) bool { return o.Key == p.Person }) {
			all = append(all, value.Option{Key: p.Person, Label: name, Code: name, Group: p.Unit})
		}
	}
	return all
}

func each[T any](all []T, do func(T)) {
	for _, x := range all {
		do(x)
	}
}

// spareGoals are the goals that the setup workbook has room for.
func (i *issuer) spareGoals(all value.Options) value.Options {
	return append(all, i.printed(org.KindGoal, func(key string) bool { return i.Org.Goal(key) == nil })...)
}

// printedNew are the new entities that the packet's sheets have room for, so
// that other sheets can refer to them.
func (i *issuer) printedNew(kind org.Kind) value.Options {
	return i.printed(kind, func(key string) bool { return IsNew(key) || !i.exists(kind, key) })
}

func (i *issuer) printed(kind org.Kind, ok func(key string) bool) (all value.Options) {
	seen := map[string]bool{}
	for _, s := range i.packet.Sheets {
		for _, b := range s.Blocks {
			for _, r := range b.Rows {
				key := r.Keys[string(kind)]
				if key != "" && !seen[key] && ok(key) {
					seen[key] = true
					all = append(all, value.Option{Key: key, Label: org.Code(key), Code: org.Code(key)})
				}
			}
		}
	}
	return all
}

func (i *issuer) unitName(key string) string {
	if u := i.Org.Unit(key); u != nil {
		return u.Name
	}
	return key
}

// tellApart adds to names that several have what tells them apart: a person's
// unit, the code of a unit.
func tellApart(all value.Options, unit func(key string) string) {
	count := map[string]int{}
	for _, o := range all {
		count[strings.ToLower(o.Label)]++
	}
	for n, o := range all {
		if count[strings.ToLower(o.Label)] > 1 {
			all[n].Group = unit(o.Group)
			all[n].Label = o.Label + " (" + all[n].Group + ")"
			all[n].Also = append(all[n].Also, o.Label)
		} else {
			all[n].Group = ""
		}
	}
}

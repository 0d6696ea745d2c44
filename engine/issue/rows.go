package issue

import (
	"cmp"
	"fmt"
	"slices"
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
	fixed map[string]value.Value // values by field id that the row has from the start
	spare bool
	seed  []string // fields of fixed that are the form's own words
}

// rows makes the rows of a section.
func (i *issuer) rows(f *form.Form, s *form.Section, scope string) ([]packet.Row, error) {
	switch s.Shape {
	case form.Answers:
		return []packet.Row{i.answers(f, s, scope)}, nil
	case form.Checks:
		return i.checks(f, scope), nil
	}
	switch s.Rows {
	case "disputes":
		return i.disputes(s), nil
	case "calendar":
		return i.calendar(s), nil
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

// spoken leaves a row the entities that its section speaks about, and those
// that they belong to.
func spoken(s *form.Section, keys map[string]string) map[string]string {
	kept := map[string]string{}
	keep := func(k org.Kind) {
		for ; k != ""; k = org.ParentOf(k) {
			if key, ok := keys[string(k)]; ok {
				kept[string(k)] = key
			}
		}
	}
	for _, k := range []org.Kind{org.KindOrganization, org.KindBranch, org.KindUnit, org.Kind(s.Entity)} {
		keep(k)
	}
	for n := range s.Fields {
		k := org.Kind(s.Kind(&s.Fields[n]))
		keep(k)
		keep(org.UnderOf(k))
	}
	return kept
}

// entries are the entities that a table prints, its seeds, and its spare rows.
func (i *issuer) entries(f *form.Form, s *form.Section, scope string) (all []entry, err error) {
	if s.Rows == form.Slotted {
		return i.slots(f, s, scope), nil
	}
	pick := sources[s.Rows]
	if pick == nil {
		return nil, fmt.Errorf("section %s: rows: %s is not known", s.ID, s.Rows)
	}
	kind := rowKind(s)
	if !i.Blank {
		for _, key := range pick(i, s, kind) {
			if i.under(f, kind, key, scope) {
				all = append(all, entry{kind: kind, key: key, extra: i.beside(kind, key)})
			}
		}
		all = append(all, i.announced(s, kind, all)...)
	}
	all = append(all, i.seeds(f, s, scope, len(all))...)
	return append(all, i.spares(f, s, len(all), scope)...), nil
}

// beside are the entities that a row speaks about besides its own and those
// that its own belongs to: a request for people is made for a milestone.
func (i *issuer) beside(kind org.Kind, key string) map[org.Kind]string {
	milestone := i.Facts[org.Subject{Kind: kind, Key: key, Attr: string(org.KindMilestone)}].Value.Text
	if kind != org.KindRequest || i.Org.Milestone(milestone) == nil {
		return nil
	}
	return map[org.Kind]string{org.KindMilestone: milestone}
}

// rowKind is the kind of the entities that the rows of a table stand for: that
// whose code they show.
func rowKind(s *form.Section) org.Kind {
	return cmp.Or(org.UnderOf(org.Kind(s.Entity)), org.Kind(s.Entity))
}

// under tells whether an entity belongs on a sheet of a repeated form: it is
// that of the sheet, or belongs to it.
func (i *issuer) under(f *form.Form, kind org.Kind, key, scope string) bool {
	if scope == "" || org.ParentOf(kind) != org.Kind(f.Repeat) {
		return true
	}
	keys := map[string]string{}
	i.climb(keys, kind, key)
	return keys[f.Repeat] == scope
}

// announced are the entities that earlier sheets of the packet have room for,
// in a table that only shows entities and lets nobody add any.
func (i *issuer) announced(s *form.Section, kind org.Kind, there []entry) (all []entry) {
	code := codeField(s, kind)
	if code == nil || !code.Given || s.Rows != "ours" && s.Rows != "milestones_this_year" {
		return nil
	}
	seen := map[string]bool{}
	for _, e := range there {
		seen[e.key] = true
	}
	for _, sheet := range i.packet.Sheets {
		for _, b := range sheet.Blocks {
			x := i.lib.Form(sheet.Form).Section(b.Section)
			for _, r := range b.Rows {
				key := r.Keys[string(kind)]
				if born := codeField(x, kind); !r.New && r.Seed == nil || born == nil || born.Given || key == "" || seen[key] || i.exists(kind, key) {
					continue
				}
				if s.Rows == "milestones_this_year" && i.slotYear(x, r) != i.Year {
					continue
				}
				seen[key] = true
				e := entry{kind: kind, key: key, spare: true, extra: map[org.Kind]string{}}
				if parent := org.ParentOf(kind); parent != "" && r.Keys[string(parent)] != "" {
					e.extra[parent] = r.Keys[string(parent)]
				}
				all = append(all, e)
			}
		}
	}
	return all
}

// codeField is the field of a section that shows the codes of a kind, or nil.
func codeField(s *form.Section, kind org.Kind) *form.Field {
	for _, f := range s.Codes() {
		if s.Kind(f) == string(kind) {
			return f
		}
	}
	return nil
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

// seeds are the rows that a form prints from the start: those with a code of
// their own until the model has its entity, the others until it has any.
func (i *issuer) seeds(f *form.Form, s *form.Section, scope string, there int) (all []entry) {
	kind := rowKind(s)
	for _, seed := range s.Seed {
		if g := seed.For(); g != "" && !i.Blank && g != i.group {
			continue
		}
		e := entry{kind: kind, fixed: map[string]value.Value{}}
		known := false
		code := codeField(s, kind)
		switch printed := seed[fieldID(code)]; {
		case printed != "":
			if e.key = org.Join(i.holder(kind), printed); !i.Blank && i.exists(kind, e.key) {
				if there > 0 && s.Rows == "ours" {
					continue // printed above
				}
				known = true
			}
		case there > 0 && !i.Paper:
			continue
		case s.New != "":
			e.key, e.spare = org.Join(i.holder(kind), i.newCode(s.New)), true
		}
		for n := range s.Fields {
			x := &s.Fields[n]
			if text := seed[x.ID]; text != "" && x != code {
				if e.fixed[x.ID], _, _ = value.Parse(value.Spec{Type: x.Type, Options: i.lib.Lists[x.List]}, value.Raw{Text: text}); !x.Given && !known {
					e.seed = append(e.seed, x.ID)
				}
			}
		}
		if scope != "" {
			e.extra = map[org.Kind]string{org.Kind(f.Repeat): scope}
		}
		all = append(all, e)
	}
	return all
}

func fieldID(f *form.Field) string {
	if f == nil {
		return ""
	}
	return f.ID
}

// blankRows is how many rows of each table the empty guidebook form has at
// least; a matrix has a row for each function.
const blankRows, blankMatrixRows = 6, 24

// spares are the blank rows below the entities. In the empty form they stand
// in the place of entities too, which are then written in by hand.
func (i *issuer) spares(f *form.Form, s *form.Section, there int, scope string) (all []entry) {
	n := s.Spare
	if i.Blank && len(s.Seed) == 0 && slices.ContainsFunc(s.Fields, func(f form.Field) bool { return !f.Given }) {
		n = max(n, blankRows)
		if slices.ContainsFunc(s.Fields, func(f form.Field) bool { return f.Column != "" && !f.Given }) {
			n = blankMatrixRows
		}
	}
	for k := range n {
		e := entry{kind: org.Kind(s.Entity), spare: true}
		switch {
		case s.OwnCodes, s.New == "":
		case strings.HasPrefix(s.New, NewPrefix):
			e.key = org.Join(i.holder(e.kind), i.newCode(s.New))
		default: // printed codes that are final: G4, P07, FN-LA-06
			e.key = org.Join(i.holder(e.kind), i.final(s, there+k))
		}
		if scope != "" {
			e.extra = map[org.Kind]string{org.Kind(f.Repeat): scope}
		}
		all = append(all, e)
	}
	return all
}

// holder is what stands before the code of a new entity of a kind.
func (i *issuer) holder(kind org.Kind) string {
	switch org.HomeOf(kind) {
	case org.OfBranch:
		return i.branch
	case org.OfUnit, org.OfRespondent:
		return i.To.Key
	}
	return ""
}

func (i *issuer) newCode(prefix string) string {
	i.spare[prefix]++
	return fmt.Sprintf("%s%d", prefix, i.spare[prefix])
}

// final is a code that no entity has yet and that will stay.
func (i *issuer) final(s *form.Section, after int) string {
	kind := org.Kind(s.Entity)
	seeded := func(code string) bool {
		x := codeField(s, kind)
		return slices.ContainsFunc(s.Seed, func(seed form.Seed) bool { return seed[fieldID(x)] == code })
	}
	taken := func(code string) bool {
		return i.exists(kind, org.Join(i.holder(kind), code)) || seeded(code) || i.spare[s.New+code] > 0
	}
	code, err := org.NextCode(kind, SectionParent(s), "", taken)
	if err != nil {
		return fmt.Sprintf("%s%d", s.New, after+1)
	}
	i.spare[s.New+code]++
	return code
}

// SectionParent is what the codes of a section's new rows name in the place of
// a parent: the LA of FN-LA-06 in the section of leadership and advocacy.
func SectionParent(s *form.Section) string { return strings.ToUpper(s.Fixed["section"]) }

// exists tells whether the model has an entity, in the period of the packet.
func (i *issuer) exists(kind org.Kind, key string) bool {
	there, known := i.there[kind]
	if !known {
		there = map[string]bool{}
		for _, k := range i.Org.Keys(kind, periodOf(i.packet, kind)) {
			there[k] = true
		}
		if i.there == nil {
			i.there = map[org.Kind]map[string]bool{}
		}
		i.there[kind] = there
	}
	return there[key]
}

package issue

import (
	"cmp"

	"spm/engine/form"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/value"
)

// Subject is what a cell speaks about: the attribute of its field, of the
// entity that the row has for the field's kind, for the packet's period. ok is
// false where the row has no such entity.
func Subject(o *org.Organization, p *packet.Packet, s *form.Section, f *form.Field, keys map[string]string) (org.Subject, bool) {
	kind := org.Kind(s.Kind(f))
	key, ok := keys[string(kind)]
	if under := org.UnderOf(kind); f.Column != "" && under != "" {
		if key, ok = keys[string(under)]; ok {
			key = org.CrossKey(key, f.Column)
		}
	}
	if !ok && kind != org.KindOrganization {
		return org.Subject{}, false
	}
	x := org.Subject{Kind: kind, Key: key, Attr: f.Attr, Period: period(o, p, kind, f)}
	if x.Attr == "target" && p.Setting.Year > 1 && x.Period == p.Year && !f.Given {
		// A later year's target has been promised; who writes another adjusts it.
		x.Attr = "adjusted_target"
	}
	return x, true
}

// period is the month or the school year that a cell speaks about, where its
// entity or its attribute has periods.
func period(o *org.Organization, p *packet.Packet, kind org.Kind, f *form.Field) string {
	if f.Period == "" {
		return periodOf(p, kind)
	}
	if by, ok := org.YearsLater[f.Period]; ok {
		return o.SchoolYear(max(o.YearNumber(p.Year), 1) + by)
	}
	if n := org.PlanYear(f.Period); n > 0 {
		// The setup workbook goes out before the plan has a first day; its
		// years are then kept by their number.
		if label := o.SchoolYear(n); label != "" {
			return label
		}
	}
	return f.Period
}

// periodOf is the period of a packet under which entities of a kind are kept;
// empty for those that are not reported for periods.
func periodOf(p *packet.Packet, kind org.Kind) string {
	switch org.EveryOf(kind) {
	case org.Once:
		return ""
	case org.Yearly:
		return p.Year
	}
	return p.Period
}

// keys are the entities of a row: the one that is given, its parents, those
// that are kept under the same key, and the recipient's.
func (i *issuer) keys(kind org.Kind, key string) map[string]string {
	m := map[string]string{string(org.KindOrganization): ""}
	i.climb(m, org.KindBranch, i.branch)
	switch i.To.Role {
	case string(ledger.Unit):
		i.climb(m, org.KindUnit, i.To.Key)
	case string(ledger.Respondent):
		i.climb(m, org.KindRespondent, i.To.Key)
	}
	i.climb(m, kind, key)
	if home := org.Scope(key); i.branch == "" && i.Org.Branch(home) != nil {
		m[string(org.KindBranch)] = home // what the centre reads of several branches
	}
	return m
}

// climb adds an entity, what is kept under its key, and its parents.
func (i *issuer) climb(m map[string]string, kind org.Kind, key string) {
	if key == "" {
		return
	}
	m[string(kind)] = key
	for _, k := range org.KeptUnder(kind) {
		m[string(k)] = key
		if org.HomeOf(k) == org.OfBranch && org.Scope(key) == "" {
			m[string(k)] = org.Join(i.branch, key)
		}
	}
	if parent := org.ParentOf(kind); parent != "" {
		// What is stated about it counts, but for a parent that is in dispute.
		stated := i.Facts[org.Subject{Kind: kind, Key: key, Attr: string(parent)}].Value.Text
		i.climb(m, parent, cmp.Or(stated, org.ParentKey(key)))
	}
}

// known is the value of a cell as the model has it. Computed attributes are
// made here; nobody states them.
func (i *issuer) known(s *form.Section, f *form.Field, keys map[string]string) value.Value {
	if compute := computed[f.Attr]; compute != nil {
		// Of the entity of the row, also in a column of a matrix.
		if key, ok := keys[s.Kind(f)]; !ok || IsNew(key) {
			return value.Value{}
		}
		v := compute(i, f, keys)
		if v.Type == value.Text {
			v.Text = i.lib.Text(v.Text)
		}
		return v
	}
	subject, ok := Subject(i.Org, i.packet, s, f, keys)
	if !ok || IsNew(subject.Key) {
		return value.Value{}
	}
	switch {
	case f.ShownPeriod:
		return value.Value{Type: value.Month, Text: i.Month}
	case f.Type == value.Code:
		return value.Value{} // codes are printed from Row.Codes
	case f.Fresh && !i.again:
		return value.Value{}
	}
	if f.Period == "this" && f.Attr == "target" {
		adjusted := subject
		adjusted.Attr = "adjusted_target"
		if v := i.Facts[adjusted].Value; !v.Blank() {
			return v
		}
	}
	v := i.Facts[subject].Value
	if v.Blank() && subject.Attr == "adjusted_target" && f.Attr == "target" {
		subject.Attr = "target"
		v = i.Facts[subject].Value
	}
	return v
}

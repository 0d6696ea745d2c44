package issue

import (
	"cmp"

	"spm/engine/form"
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
	if !ok && kind != org.KindOrganization {
		return org.Subject{}, false
	}
	return org.Subject{Kind: kind, Key: key, Attr: f.Attr, Period: period(o, p, kind, f)}, true
}

// period is the month or the school year that a cell speaks about, where its
// entity or its attribute has periods.
func period(o *org.Organization, p *packet.Packet, kind org.Kind, f *form.Field) string {
	year := max(o.YearNumber(p.Year), 1)
	switch f.Period {
	case "":
		if !org.Periodic(kind) {
			return ""
		}
		if kind == org.KindStatus || kind == org.KindUnitMonth {
			return p.Period
		}
		return p.Year
	case "this":
		return o.SchoolYear(year)
	case "next":
		return o.SchoolYear(year + 1)
	case "after":
		return o.SchoolYear(year + 2)
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

// keys are the entities of a row: the one that is given, its parents, those
// that are kept under the same key, and the recipient's.
func (i *issuer) keys(kind org.Kind, key string) map[string]string {
	m := map[string]string{string(org.KindOrganization): ""}
	if i.branch != "" {
		m[string(org.KindBranch)] = i.branch
		m[string(org.KindStory)] = i.branch
	}
	if i.To.Role == "unit" {
		m[string(org.KindUnit)] = i.To.Key
		m[string(org.KindUnitMonth)] = i.To.Key
	}
	i.climb(m, kind, key)
	return m
}

// climb adds an entity and its parents.
func (i *issuer) climb(m map[string]string, kind org.Kind, key string) {
	if key == "" {
		return
	}
	m[string(kind)] = key
	switch kind {
	case org.KindGoal:
		m[string(org.KindRelevance)] = org.Join(i.branch, key)
	case org.KindGoalMeasure:
		m[string(org.KindMeasurePart)] = org.Join(i.branch, key)
		i.climb(m, org.KindGoal, org.ParentKey(key))
	case org.KindStrategy:
		m[string(org.KindStrategyReview)] = key
		goal := org.ParentKey(key)
		if s := i.Org.Strategy(key); s != nil {
			goal = cmp.Or(s.Goal, goal) // blank while it is disputed
		}
		i.climb(m, org.KindGoal, goal)
	case org.KindMeasure:
		i.climb(m, org.KindStrategy, org.ParentKey(key))
	case org.KindMilestone:
		m[string(org.KindMilestoneResult)] = key
		strategy := org.ParentKey(key)
		if x := i.Org.Milestone(key); x != nil {
			strategy = cmp.Or(x.Strategy, strategy)
		}
		i.climb(m, org.KindStrategy, strategy)
	case org.KindAction:
		m[string(org.KindStatus)] = key
		milestone := org.ParentKey(key)
		if a := i.Org.Action(key); a != nil {
			milestone = cmp.Or(a.Milestone, milestone)
		}
		i.climb(m, org.KindMilestone, milestone)
	}
}

// known is the value of a cell as the model has it. Computed attributes are
// made here; nobody states them.
func (i *issuer) known(s *form.Section, f *form.Field, keys map[string]string) value.Value {
	subject, ok := Subject(i.Org, i.packet, s, f, keys)
	if !ok || IsNew(subject.Key) {
		return value.Value{}
	}
	switch {
	case f.ShownPeriod:
		return value.Value{Type: value.Month, Text: i.Month}
	case f.Type == value.Code:
		return value.Value{} // codes are printed from Row.Codes
	case f.Attr == "statement":
		if x := i.Org.Strategy(subject.Key); x != nil {
			return value.OfText(x.Statement())
		}
		return value.Value{}
	case f.Fresh:
		return value.Value{}
	}
	if f.Period == "this" && f.Attr == "target" {
		adjusted := subject
		adjusted.Attr = "adjusted_target"
		if v := i.Facts[adjusted].Value; !v.Blank() {
			return v
		}
	}
	return i.Facts[subject].Value
}

package quality

import (
	"fmt"
	"slices"

	"spm/engine/org"
	"spm/engine/value"
)

// quadrant is one of the four parts of a SWOT analysis.
type quadrant struct {
	kind      org.Kind
	one, many string
}

var quadrants = []quadrant{
	{org.KindStrength, "strength", "strengths"},
	{org.KindWeakness, "weakness", "weaknesses"},
	{org.KindOpportunity, "opportunity", "opportunities"},
	{org.KindThreat, "threat", "threats"},
}

// entry is a line of a quadrant.
type entry struct {
	about org.Subject
	*org.Swot
}

// entriesOf gathers the entries that have a text, in the order of the
// quadrants and their codes.
func entriesOf(o *org.Organization) (all []entry) {
	add := func(kind org.Kind, key string, s *org.Swot) {
		if value.Squeeze(s.Text) != "" {
			all = append(all, entry{entity(kind, key), s})
		}
	}
	for _, x := range o.Strengths {
		add(org.KindStrength, x.Key, &x.Swot)
	}
	for _, x := range o.Weaknesses {
		add(org.KindWeakness, x.Key, &x.Swot)
	}
	for _, x := range o.Opportunities {
		add(org.KindOpportunity, x.Key, &x.Swot)
	}
	for _, x := range o.Threats {
		add(org.KindThreat, x.Key, &x.Swot)
	}
	return all
}

// swotOf are the entries of a branch for a goal.
func (r *review) swotOf(branch, goal string) []entry { return r.swot[org.Join(branch, goal)] }

// in are the entries of a quadrant.
func in(all []entry, q quadrant) []entry {
	return org.Where(all, func(e entry) bool { return e.about.Kind == q.kind })
}

// analysed calls tell for every relevant goal whose analysis has come back
// with entries: without any, swotCount says all there is to say.
func (r *review) analysed(tell func(b *org.Branch, g *org.Goal, all []entry)) {
	r.relevantGoals(formSwot, func(b *org.Branch, g *org.Goal) {
		if all := r.swotOf(b.Key, g.Key); len(all) > 0 {
			tell(b, g, all)
		}
	})
}

// swotCount: three to five entries in each quadrant of each relevant goal.
func swotCount(r *review) (faults []fault) {
	least, most := r.s.Limits.SwotMin, r.s.Limits.SwotMax
	r.relevantGoals(formSwot, func(b *org.Branch, g *org.Goal) {
		var none, odd []string
		var at []org.Subject
		for _, q := range quadrants {
			entries := in(r.swotOf(b.Key, g.Key), q)
			switch n := len(entries); {
			case n == 0:
				none = append(none, q.many)
			case n < least || n > most:
				odd = append(odd, count(n, q.one, q.many))
				for _, e := range entries {
					at = append(at, values(e.about, "text")...)
				}
			}
		}
		if none != nil {
			faults = append(faults, r.onGoal(org.KindSwotLens, b, g, nil, "fault", "names no "+alternatives(none)))
		}
		if odd != nil {
			f := r.onGoal(org.KindSwotLens, b, g, nil, "fault", fmt.Sprintf("names %s; %d to %d of each are advised", list(odd), least, most))
			f.mild, f.at = true, at
			faults = append(faults, f)
		}
	})
	return faults
}

// sourcesOf are the different sources that the analysis of a goal used.
func (r *review) sourcesOf(branch, goal string) (sources []string) {
	add := func(name string) {
		if name = value.Fold(name); name != "" && !slices.Contains(sources, name) {
			sources = append(sources, name)
		}
	}
	for _, e := range r.swotOf(branch, goal) {
		for _, s := range e.Evidence {
			add(s)
		}
	}
	for _, x := range r.o.Evidences {
		if x.BranchKey() == branch && x.Goal == goal {
			add(x.Source)
		}
	}
	return sources
}

// swotSources: the analysis of a goal rests on several sources.
func swotSources(r *review) (faults []fault) {
	r.analysed(func(b *org.Branch, g *org.Goal, all []entry) {
		n := len(r.sourcesOf(b.Key, g.Key))
		if n >= r.s.Limits.SwotSources {
			return
		}
		f := r.onGoal(org.KindSwotLens, b, g, nil, "count", count(n, "source", "sources"), "min", fmt.Sprint(r.s.Limits.SwotSources))
		for _, x := range r.o.Evidences {
			if x.BranchKey() == b.Key && x.Goal == g.Key {
				f.at = append(f.at, values(entity(org.KindEvidence, x.Key), "source")...)
			}
		}
		for _, e := range all {
			f.at = append(f.at, values(e.about, "evidence")...)
		}
		faults = append(faults, f)
	})
	return faults
}

// unlinked are the quadrants of a goal that no link of the cross analysis names.
func (r *review) unlinked(branch, goal string) (left []quadrant) {
	linked := map[string]bool{}
	for _, l := range r.o.SwotLinks {
		if l.BranchKey() == branch {
			linked[l.Inside], linked[l.Outside] = true, true
		}
	}
	for _, q := range quadrants {
		entries := in(r.swotOf(branch, goal), q)
		if len(entries) > 0 && !slices.ContainsFunc(entries, func(e entry) bool { return linked[e.about.Key] }) {
			left = append(left, q)
		}
	}
	return left
}

// swotLinked: each quadrant takes part in the cross analysis.
func swotLinked(r *review) (faults []fault) {
	r.analysed(func(b *org.Branch, g *org.Goal, all []entry) {
		var names []string
		var at []org.Subject
		for _, q := range r.unlinked(b.Key, g.Key) {
			names = append(names, q.one)
			for _, e := range in(all, q) {
				at = append(at, values(e.about, "text")...)
			}
		}
		if names != nil {
			f := r.onGoal(org.KindSwotLens, b, g, nil, "missing", alternatives(names))
			f.at = at
			faults = append(faults, f)
		}
	})
	return faults
}

// swotLenses: the analysis of a goal was looked at through both lenses.
func swotLenses(r *review) (faults []fault) {
	r.analysed(func(b *org.Branch, g *org.Goal, _ []entry) {
		x := r.lenses[org.Join(b.Key, g.Key)]
		if x == nil {
			x = &org.SwotLens{}
		}
		var names, attrs []string
		for _, l := range []struct{ name, attr, text string }{{"productivity", "productivity", x.Productivity}, {"innovation", "innovation", x.Innovation}} {
			if value.Squeeze(l.text) == "" {
				names, attrs = append(names, "the "+l.name+" lens"), append(attrs, l.attr)
			}
		}
		if names != nil {
			faults = append(faults, r.onGoal(org.KindSwotLens, b, g, append(attrs, "productivity", "innovation"), "missing", alternatives(names)))
		}
	})
	return faults
}

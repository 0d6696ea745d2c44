package quality

import (
	"fmt"
	"slices"

	"spm/engine/org"
	"spm/engine/value"
)

// The answers to the items of Steps 1 to 5 that are counted in attachments A
// to G. What a text is worth is for people to judge; that it exists, and for
// how many goals, is counted here.

// worked counts the relevant goals of a branch that fulfil a condition.
func (r *review) worked(b *org.Branch, did string, ok func(g *org.Goal) bool) (met, text string) {
	goals := r.relevant(b.Key)
	return share(tally(goals, ok), len(goals), "relevant goal", "relevant goals", did)
}

// graded is the answer to how much is there of what an item asks for.
func graded(have, of int) string {
	switch have {
	case 0:
		return No
	case of:
		return Yes
	}
	return Partly
}

// present counts what is there.
func present(all ...bool) (n int) {
	for _, ok := range all {
		if ok {
			n++
		}
	}
	return n
}

func clientsServed(r *review, b *org.Branch) (met, text string) {
	clients := func(place string) int {
		return tally(r.o.Clients, func(c *org.Client) bool { return c.BranchKey() == b.Key && c.Name != "" && c.Place == place })
	}
	inside, outside := clients("internal"), clients("external")
	text = fmt.Sprintf("purpose statement; clients named: %d inside, %d outside", inside, outside)
	if b.Purpose == "" {
		return No, "There is no " + text
	}
	return graded(present(true, inside > 0, outside > 0), 3), "There is a " + text
}

func rolesTold(r *review, b *org.Branch) (met, text string) {
	return r.worked(b, "with roles and responsibilities for all parties", func(g *org.Goal) bool {
		names, _ := r.withoutPart(b.Key, g.Key)
		return names == nil
	})
}

func clientsHeard(r *review, b *org.Branch) (met, text string) {
	inside, outside, district, school := r.voices(b.Key)
	text = fmt.Sprintf("Heard: %d inside and %d outside the organization; %s, %s among them", inside, outside,
		count(district, "district", "districts"), count(school, "school", "schools"))
	return graded(present(inside > 0, outside > 0, district > 0, school > 0), 4), text
}

func gapsSettled(r *review, b *org.Branch) (met, text string) {
	var named []*org.Role
	said := 0
	for _, g := range r.relevant(b.Key) {
		x := r.roles[org.Join(b.Key, g.Key)]
		switch {
		case x == nil:
		case gap(x):
			named = append(named, x)
		case x.GapState == "none" || x.Gaps != "":
			said++
		}
	}
	if len(named) == 0 {
		return r.noGap(b, said)
	}
	n := tally(named, func(x *org.Role) bool { return value.Squeeze(x.Resolution) != "" })
	return share(n, len(named), "goal with gaps or conflicts", "goals with gaps or conflicts", "with a resolution or a possible solution")
}

// noGap answers where no gap is named: that there is none has to be said.
func (r *review) noGap(b *org.Branch, said int) (met, text string) {
	goals := len(r.relevant(b.Key))
	return share(said, goals, "relevant goal", "relevant goals", "said to have no gap or conflict")
}

// sourceOf tells whether the analysis of a branch names a source of one of the sorts.
func (r *review) sourceOf(branch string, sorts ...string) bool {
	return slices.ContainsFunc(r.o.Evidences, func(x *org.Evidence) bool {
		return x.BranchKey() == branch && x.Source != "" && slices.Contains(sorts, x.Sort)
	})
}

func influencersUsed(r *review, b *org.Branch) (met, text string) {
	var used, not []string
	for _, s := range []struct{ sort, name string }{{"clients", "clients"}, {"partners", "partners"}, {"influencers", "other influencers"}} {
		if r.sourceOf(b.Key, s.sort) {
			used = append(used, s.name)
		} else {
			not = append(not, s.name)
		}
	}
	met = graded(len(used), 3)
	switch met {
	case Yes:
		return met, "Sources from " + list(used) + " are named"
	case No:
		return met, "No source from " + alternatives(not) + " is named"
	}
	return met, "Sources from " + list(used) + " are named, none from " + alternatives(not)
}

func sourcesSeveral(r *review, b *org.Branch) (met, text string) {
	return r.worked(b, "analyzed with several sources", func(g *org.Goal) bool {
		return len(r.sourcesOf(b.Key, g.Key)) >= r.s.Limits.SwotSources
	})
}

// bothNamed counts the goals whose analysis has entries in two quadrants.
func (r *review) bothNamed(b *org.Branch, one, other quadrant) (met, text string) {
	return r.worked(b, "with "+one.many+" and "+other.many, func(g *org.Goal) bool {
		all := r.swotOf(b.Key, g.Key)
		return len(in(all, one)) > 0 && len(in(all, other)) > 0
	})
}

func insideNamed(r *review, b *org.Branch) (met, text string) {
	return r.bothNamed(b, quadrants[0], quadrants[1])
}

// outsideNamed also tells which environments the entries speak of.
func outsideNamed(r *review, b *org.Branch) (met, text string) {
	met, text = r.bothNamed(b, quadrants[2], quadrants[3])
	var without []string
	for _, env := range []string{"community", "business", "financial", "technology"} {
		if !slices.ContainsFunc(r.o.Opportunities, func(x *org.Opportunity) bool { return x.BranchKey() == b.Key && x.Environment == env }) &&
			!slices.ContainsFunc(r.o.Threats, func(x *org.Threat) bool { return x.BranchKey() == b.Key && x.Environment == env }) {
			without = append(without, env)
		}
	}
	if met == No || without == nil {
		return met, text
	}
	return Partly, text + "; no entry of the " + alternatives(without) + " environment"
}

func swotCompared(r *review, b *org.Branch) (met, text string) {
	return r.worked(b, "with strengths compared with opportunities and weaknesses with threats", func(g *org.Goal) bool {
		all := r.swotOf(b.Key, g.Key)
		return len(r.unlinked(b.Key, g.Key)) == 0 &&
			!slices.ContainsFunc(quadrants, func(q quadrant) bool { return len(in(all, q)) == 0 })
	})
}

func standingMarked(r *review, b *org.Branch) (met, text string) {
	all := org.Where(r.o.StandingStrategies, func(s *org.StandingStrategy) bool { return s.BranchKey() == b.Key && s.Text != "" })
	n := tally(all, func(s *org.StandingStrategy) bool { return s.Relevant != "" })
	if len(all) == 0 {
		return Yes, "No strategy of the organization is listed"
	}
	return share(n, len(all), "strategy of the organization", "strategies of the organization", "marked as relevant or not")
}

func possibilitiesNamed(r *review, b *org.Branch) (met, text string) {
	return r.worked(b, "with a possible strategy", func(g *org.Goal) bool { return len(r.possibilitiesOf(b.Key, g.Key)) > 0 })
}

// weighed counts the possible strategies of a branch that fulfil a condition;
// only those selected where so is asked.
func (r *review) weighed(b *org.Branch, only func(*org.Possibility) bool, one, many, did string, ok func(*org.Possibility) bool) (met, text string) {
	all := org.Where(r.possibilitiesOf(b.Key, ""), only)
	return share(tally(all, ok), len(all), one, many, did)
}

func every(*org.Possibility) bool { return true }

func conditionsNamed(r *review, b *org.Branch) (met, text string) {
	return r.weighed(b, every, "possible strategy", "possible strategies", "with minimum conditions", r.conditioned)
}

func barriersSplit(r *review, b *org.Branch) (met, text string) {
	return r.weighed(b, every, "possible strategy", "possible strategies", "with barriers that are marked as removable or not", func(p *org.Possibility) bool {
		named, open := r.barriersOf(p)
		return named && open == nil
	})
}

func choiceReasoned(r *review, b *org.Branch) (met, text string) {
	return r.weighed(b, every, "possible strategy", "possible strategies", "decided on with a reason", func(p *org.Possibility) bool {
		return p.Selected != "" && value.Squeeze(p.Reason) != ""
	})
}

func lensesUsed(r *review, b *org.Branch) (met, text string) {
	return r.weighed(b, selected, "selected strategy", "selected strategies", "looked at through all three lenses", func(p *org.Possibility) bool {
		names, _ := unlit(p)
		return names == nil
	})
}

func withinRole(r *review, b *org.Branch) (met, text string) {
	all := r.strategiesOf(b.Key)
	n := tally(all, func(s *org.Strategy) bool { return s.RoleCheck == "yes" })
	return share(n, len(all), "strategy", "strategies", "within the branch's role")
}

func staffTold(r *review, b *org.Branch) (met, text string) {
	told := org.Where(r.o.Briefings, func(x *org.Briefing) bool { return x.BranchKey() == b.Key && x.Audience != "" })
	input := tally(told, func(x *org.Briefing) bool { return value.Squeeze(x.Input) != "" })
	used := tally(told, func(x *org.Briefing) bool { return value.Squeeze(x.Used) != "" })
	if len(told) == 0 {
		return No, "No occasion is recorded on which staff were told"
	}
	text = fmt.Sprintf("Staff were told on %s; %d brought input, %d say how it was used", count(len(told), "occasion", "occasions"), input, used)
	return graded(present(true, input > 0, used > 0), 3), text
}

func glossaryBegun(r *review, b *org.Branch) (met, text string) {
	all := r.termsOf(b.Key)
	n := tally(all, func(t *org.Term) bool { return value.Squeeze(t.Definition) != "" })
	return share(n, len(all), "term", "terms", "of the glossary defined")
}

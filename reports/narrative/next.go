package narrative

import (
	"slices"

	"spm/engine/org"
	"spm/reports/document"
)

// nextSection tells what comes: milestones, targets, decisions, and the
// support that is needed.
func (w *writer) nextSection() document.Section {
	s := document.Section{Title: w.word("head.next"), Level: 1, ID: "next"}
	s.Blocks = w.stories("next", func(x *org.Story) string { return x.Next })
	part := func(id string, title said, blocks []document.Block) {
		s.Sections = append(s.Sections, document.Section{Title: title.text, ID: "next-" + id, Blocks: blocks})
	}
	for _, ahead := range []int{1, 2} {
		year := w.Year + ahead
		with := words{"Year": number(year), "SchoolYear": literal(w.o.SchoolYear(year))}
		id := []string{"", "year", "after"}[ahead]
		part(id, w.say("head.next.milestones", with), w.milestonesAhead(year, with))
	}
	if t := w.carried(); len(t.Rows) > 0 {
		part("carried", literal(w.word("head.next.carried")), []document.Block{t})
	}
	part("targets", w.say("head.next.targets", words{"SchoolYear": literal(w.o.SchoolYear(w.Year + 1))}), []document.Block{w.targetsAhead()})
	if t := w.decisions(); len(t.Rows) > 0 {
		part("strategies", literal(w.word("head.next.strategies")), []document.Block{t})
	}
	if !w.Public {
		part("support", literal(w.word("head.next.support")), w.support())
	}
	return s
}

func (w *writer) milestonesAhead(year int, with words) []document.Block {
	milestones := w.yearMilestones(year)
	var parts []said
	t := document.Table{Columns: []document.Column{
		{Title: w.word("column.no"), Width: 0.9}, {Title: w.word("column.milestone"), Width: 3}, {Title: w.word("column.lead"), Width: 1.3}, {Title: w.word("column.comment"), Width: 1.6},
	}}
	for _, m := range milestones {
		text := w.milestoneText(m)
		parts = append(parts, text)
		if first, ok := w.firstPromise(org.Subject{Kind: org.KindMilestone, Key: m.Key, Attr: "text"}); ok && first.text != text.text {
			text = w.phrase("value.reworded", words{"Now": text, "First": first})
		}
		lead := w.ref(org.KindMilestone, m.Key, "lead_unit", m.LeadUnit).or(literal(w.word("value.unassigned")))
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			w.code(org.KindMilestone, m.Key).cell(), text.cell(), lead.cell(), w.fact(org.KindMilestone, m.Key, "comment", "", m.Comment).quoted(),
		}})
	}
	if !slices.ContainsFunc(milestones, func(m *org.Milestone) bool { return m.Comment != "" }) {
		dropColumn(&t, 3)
	}
	if !slices.ContainsFunc(milestones, func(m *org.Milestone) bool { return m.LeadUnit != "" }) {
		dropColumn(&t, 2)
	}
	blocks := paragraph(w.tellN("next.milestones", count("milestones", parts...), with))
	if len(t.Rows) > 0 {
		blocks = append(blocks, t)
	}
	return blocks
}

// dropColumn takes a column out that would say nothing.
func dropColumn(t *document.Table, at int) {
	t.Columns = slices.Delete(t.Columns, at, at+1)
	for i := range t.Rows {
		t.Rows[i].Cells = slices.Delete(t.Rows[i].Cells, at, at+1)
	}
}

// carried lists what the review decided on the year's milestones.
func (w *writer) carried() document.Table {
	t := document.Table{Caption: w.word("caption.carried"), Columns: []document.Column{
		{Title: w.word("column.milestone"), Width: 2.4}, {Title: w.word("column.result"), Width: 1}, {Title: w.word("column.decision"), Width: 1}, {Title: w.word("column.reason"), Width: 3},
	}}
	for _, m := range w.yearMilestones(w.Year) {
		r := w.index.results[m.Key]
		if r == nil {
			continue
		}
		decision := w.choice(org.KindMilestoneResult, m.Key, "decision", w.year, r.Decision)
		if decision.blank() {
			continue
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			w.phrase("grid.group", words{"Code": w.code(org.KindMilestone, m.Key), "Text": w.milestoneText(m)}).cell(),
			{Status: w.result(m).status()}, decision.cell(), w.fact(org.KindMilestoneResult, m.Key, "reason", w.year, r.Reason).quoted(),
		}})
	}
	return t
}

// targetsAhead sets the targets of the next two years side by side, with what
// the review decided.
func (w *writer) targetsAhead() document.Table {
	next, after := w.o.SchoolYear(w.Year+1), w.o.SchoolYear(w.Year+2)
	t := document.Table{Caption: w.word("caption.targets"), Columns: []document.Column{
		{Title: w.word("column.indicator"), Width: 2.6}, {Title: w.phrase("column.actual.year", words{"Year": literal(w.year)}).text},
		{Title: w.phrase("column.target.year", words{"Year": literal(next)}).text, Width: 1.3}, {Title: w.word("column.decision")},
		{Title: w.phrase("column.target.year", words{"Year": literal(after)}).text},
	}, Empty: w.word("table.indicators.empty")}
	add := func(all []indicator) {
		for _, m := range all {
			now := m
			now.target, now.promised = w.target(m, next)
			later, _ := w.target(m, after)
			decision := w.choice(m.kind, m.key, "target_decision", next, m.ind.TargetDecision[next])
			t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
				m.name.cell(), w.actualCell(m), w.targetCell(now), decision.or(literal(w.word("value.undecided"))).cell(), w.valueCell(later),
			}})
		}
	}
	for _, g := range w.goals() {
		t.Rows = append(t.Rows, document.Row{Band: document.Cell{Text: w.goalTitle(g)}})
		at := len(t.Rows)
		add(w.goalIndicators(g.Key))
		for _, st := range w.index.strategies[g.Key] {
			add(w.strategyIndicators(st.Key))
		}
		if len(t.Rows) == at {
			t.Rows = t.Rows[:at-1]
		}
	}
	return t
}

func (w *writer) decisions() document.Table {
	t := document.Table{Caption: w.word("caption.strategies"), Columns: []document.Column{
		{Title: w.word("column.strategy"), Width: 1.6}, {Title: w.word("column.decision"), Width: 1}, {Title: w.word("column.reason"), Width: 2}, {Title: w.word("column.budget"), Width: 1.6},
	}}
	for _, r := range w.o.StrategyReviews {
		st := w.o.Strategy(r.Key)
		if r.Period != w.year || !w.ours(r.Key) || st == nil {
			continue
		}
		of := func(attr, text string) said { return w.fact(org.KindStrategyReview, r.Key, attr, r.Period, text) }
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			w.strategyTitle(st).cell(), w.choice(org.KindStrategyReview, r.Key, "decision", r.Period, r.Decision).or(literal(w.word("value.undecided"))).cell(),
			of("reason", r.Reason).quoted(), of("budget", r.Budget).quoted(),
		}})
	}
	return t
}

// support is what open actions still ask of leadership.
func (w *writer) support() []document.Block {
	pleas := w.pleas(w.yearActions(w.Year), "")
	var parts, money []said
	for _, p := range pleas {
		parts = append(parts, p.text)
	}
	for _, a := range w.yearActions(w.Year + 1) {
		if a.BeyondBudget == "yes" {
			money = append(money, w.actionText(a).with(w.fact(org.KindAction, a.Key, "beyond_budget", "", w.word("value.yes"))))
		}
	}
	blocks := paragraph(w.tellN("support", count("help", parts...), nil), w.tellN("support.money", count("money", money...), nil))
	return append(blocks, w.pleaQuotes(pleas)...)
}

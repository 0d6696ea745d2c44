package narrative

import (
	"slices"
	"strings"

	"spm/engine/org"
	"spm/engine/value"
	"spm/reports/document"
)

// implementationSection tells of the work: goal by goal, strategy by strategy,
// milestone by milestone.
func (w *writer) implementationSection() document.Section {
	s := document.Section{Title: w.word("head.implementation"), Level: 1, ID: "implementation"}
	t := w.tallyMilestones(w.yearMilestones(w.Year))
	a := w.tallyActions(w.yearActions(w.Year))
	s.Blocks = paragraph(w.tellN("implementation.milestones", t.total(), milestoneWords(t)), w.tellN("implementation.actions", a.total(), actionWords(a)))
	s.Blocks = append(s.Blocks, w.stories("implementation", func(x *org.Story) string { return x.Implementation })...)
	for _, g := range w.goals() {
		sub := document.Section{Title: w.goalTitle(g), ID: "work-" + g.Key}
		if text := w.goalText(g); !text.blank() {
			sub.Blocks = paragraph(text.strong())
		}
		for _, st := range w.index.strategies[g.Key] {
			sub.Sections = append(sub.Sections, w.strategyWork(st))
		}
		if len(sub.Sections) == 0 {
			sub.Blocks = append(sub.Blocks, paragraph(w.tell("goal.nostrategy", words{"Goal": literal(g.Code())}))...)
		}
		s.Sections = append(s.Sections, sub)
	}
	return s
}

func (w *writer) goalTitle(g *org.Goal) string {
	return w.say("head.goal", words{"Code": literal(g.Code())}).text
}

// stories are the authors' own texts for a section, each under its branch.
func (w *writer) stories(attr string, text func(*org.Story) string) (blocks []document.Block) {
	for _, x := range w.o.Stories {
		if x.Period != w.year || !w.ours(x.Key) {
			continue
		}
		s := w.fact(org.KindStory, x.Key, attr, x.Period, text(x))
		if s.blank() {
			continue
		}
		by := w.phrase("by.branch", words{"Who": w.named(x.Key), "When": literal(x.Period)})
		label := ""
		if blocks == nil {
			label = w.word("label.story")
		}
		blocks = append(blocks, s.quote(label, by))
	}
	return blocks
}

func (w *writer) strategyWork(st *org.Strategy) document.Section {
	title := w.strategyTitle(st)
	s := document.Section{Title: title.text, Sources: title.sources, ID: "work-" + st.Key}
	s.Blocks = paragraph(w.strategyAct(st).sentence())
	milestones := w.milestones(st.Key, w.Year)
	if len(milestones) == 0 {
		s.Blocks = append(s.Blocks, paragraph(w.tell("strategy.nomilestone", words{"Code": literal(st.Code()), "Year": literal(value.FormatNumber(float64(w.Year)))}))...)
		return s
	}
	for _, m := range milestones {
		s.Sections = append(s.Sections, w.milestoneSection(m))
	}
	return s
}

// strategyAct is what a strategy says that is done; where that part is not
// written, the whole sentence.
func (w *writer) strategyAct(st *org.Strategy) said {
	act := w.fact(org.KindStrategy, st.Key, "if", "", st.If)
	if act.blank() {
		return w.statement(st)
	}
	return w.say("strategy.work", words{"If": act})
}

// grid is the status of each action of a milestone in each month.
func (w *writer) grid(m *org.Milestone) document.MonthGrid {
	g := document.MonthGrid{RowHeading: w.word("column.action")}
	for _, m := range w.months {
		name, _, _ := strings.Cut(value.FormatMonth(m), " ")
		g.Months = append(g.Months, name[:3])
	}
	if len(w.months) == 0 {
		return g
	}
	for _, a := range w.index.actions[m.Key] {
		label := w.actionText(a)
		row := document.GridRow{Code: a.Code(), Label: label.text, Sources: label.sources}
		done := false
		for _, month := range w.months {
			cell := document.GridCell{Planned: planned(a, month)}
			st := w.stateIn(a, month)
			switch {
			case st.id != "" || st.period != "":
				cell.Status = st.status()
				done = done || st.id == "complete" || st.id == "stopped"
			case cell.Planned && !done && month < w.Today.Month():
				cell.Status = st.status()
			}
			row.Months = append(row.Months, cell)
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// planned tells whether an action was to run in a month.
func planned(a *org.Action, month string) bool {
	return a.Start.Valid() && a.End.Valid() && a.Start.Month() <= month && month <= a.End.Month()
}

func (w *writer) milestoneSection(m *org.Milestone) document.Section {
	title := w.phrase("head.milestone", words{"Code": literal(m.Code()), "Text": w.milestoneText(m)})
	s := document.Section{Title: title.text, Sources: title.sources, ID: "work-" + m.Key}
	s.Blocks = slices.Concat(w.milestoneResult(m), w.did(m), w.voices(w.index.actions[m.Key], "", w.last))
	return s
}

// milestoneResult tells whether it was met, by whom, and with whom.
func (w *writer) milestoneResult(m *org.Milestone) []document.Block {
	res := w.result(m)
	with := words{"Result": res.said, "Lead": w.ref(org.KindMilestone, m.Key, "lead_unit", m.LeadUnit), "Year": literal(w.year)}
	name := map[string]string{"met": "milestone.met", "partly": "milestone.partly", "not_met": "milestone.notmet", "": "milestone.unreported"}[res.id]
	if name == "" {
		name = "milestone.other"
	}
	lines := []document.Sentence{w.tell(name, with)}
	lines[0].Strong = true
	if with["Lead"].blank() {
		lines = append(lines, w.tell("milestone.nolead", nil))
	} else {
		lines = append(lines, w.tell("milestone.lead", words{"Lead": with["Lead"], "With": w.partners(m)}))
	}
	blocks := paragraph(lines...)
	if r := w.index.results[m.Key]; r != nil {
		reason := w.fact(org.KindMilestoneResult, m.Key, "reason", w.year, r.Reason)
		if !reason.blank() {
			by := w.phrase("by.branch", words{"Who": w.named(m.BranchKey()), "When": literal(w.year)})
			blocks = append(blocks, reason.quote(w.word("label.reason"), by))
		}
	}
	return blocks
}

// partners are the units that worked with the lead unit.
func (w *writer) partners(m *org.Milestone) said {
	var all []said
	seen := map[string]bool{m.LeadUnit: true}
	for _, a := range w.index.actions[m.Key] {
		for _, u := range a.Collaborators {
			if !seen[u] {
				seen[u] = true
				all = append(all, w.item(org.KindAction, a.Key, "collaborators", "", w.name(u)).with(w.named(u)))
			}
		}
	}
	return list(all...)
}

// did tells which of the planned actions were completed, how the others
// stand, month by month, and what they produced.
func (w *writer) did(m *org.Milestone) []document.Block {
	actions := w.index.actions[m.Key]
	if len(actions) == 0 {
		return paragraph(w.tell("did.noaction", nil))
	}
	t := w.tallyActions(actions)
	all := w.outputs(m)
	intro := []document.Sentence{w.tellN("did", t.of("complete"), actionWords(t))}
	if len(all) == 0 {
		intro = append(intro, w.tell("produced.none", nil))
	}
	blocks := paragraph(intro...)
	code := words{"Code": literal(m.Code())}
	if grid := w.grid(m); len(grid.Rows) > 0 {
		blocks = append(blocks, document.Figure{Caption: w.phrase("caption.grid", code).text, Chart: grid})
	}
	table := document.Table{Caption: w.phrase("caption.did", code).text, Columns: []document.Column{
		{Title: w.word("column.action"), Width: 2.3}, {Title: w.word("column.status"), Width: 1.5}, {Title: w.word("column.produced"), Width: 3.4},
	}, Note: w.reviewOutputs(all)}
	for _, a := range actions {
		table.Rows = append(table.Rows, w.didRow(a, all))
	}
	return append(blocks, table)
}

func (w *writer) didRow(a *org.Action, all []output) document.Row {
	st := w.latest(a)
	when := w.month(st.period)
	if st.id == "complete" {
		when = w.month(w.firstIn(a, "complete"))
	} else if end := w.end(a); !end.blank() && st.id != "stopped" {
		when = w.phrase("did.due", words{"Due": end, "When": when})
	}
	var made []said
	for _, o := range all {
		if o.key == a.Key {
			made = append(made, o.text)
		}
	}
	progress, by := w.progress(a)
	status := when.cell()
	status.Status = st.status()
	return document.Row{Cells: []document.Cell{
		w.phrase("did.action", words{"Action": w.actionText(a), "Who": w.responsible(a)}).cell(),
		status, w.phrase("did.produced", words{"Output": list(made...), "Progress": progress, "By": by}).cell(),
	}}
}

// mostProgress is the length, in characters, to which a table cuts what a unit
// says of an action.
const mostProgress = 300

// progress is what the newest report that says so tells of the work on an
// action, in the words of the unit.
func (w *writer) progress(a *org.Action) (text, by said) {
	for _, s := range slices.Backward(w.index.statuses[a.Key]) {
		if s.Period > w.last {
			continue
		}
		if text = w.fact(org.KindStatus, s.Key, "progress", s.Period, s.Progress); !text.blank() {
			return excerpt(text, mostProgress), w.phrase("by.unit", words{"Who": w.unitOf(a, s), "When": w.month(s.Period)})
		}
	}
	return said{}, said{}
}

// reviewOutputs names what only the annual review says was produced.
func (w *writer) reviewOutputs(all []output) []document.Sentence {
	var only []said
	for _, o := range all {
		if o.key == "" {
			only = append(only, o.text)
		}
	}
	if only == nil {
		return nil
	}
	return []document.Sentence{w.tell("did.review", words{"Output": list(only...)})}
}

func (w *writer) responsible(a *org.Action) said {
	return w.ref(org.KindAction, a.Key, "responsible", a.Responsible)
}

// end is the day by which an action is to be complete.
func (w *writer) end(a *org.Action) said {
	printed := ""
	if a.End.Valid() {
		printed = a.End.Format()
	}
	return w.fact(org.KindAction, a.Key, "end", "", printed)
}

// firstIn is the first month in which an action had a status.
func (w *writer) firstIn(a *org.Action, id string) string {
	for _, s := range w.index.statuses[a.Key] {
		if s.Status == id {
			return s.Period
		}
	}
	return ""
}

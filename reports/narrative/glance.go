package narrative

import (
	"spm/engine/org"
	"spm/reports/document"
)

// figures of a year or of a branch, counted once.
type totals struct {
	milestones, actions, strategies, goals tally
	outputs                                []said
	came, due                              said
}

func (w *writer) totals() (t totals) {
	milestones := w.yearMilestones(w.Year)
	t.milestones = w.tallyMilestones(milestones)
	t.actions = w.tallyActions(w.yearActions(w.Year))
	for _, m := range milestones {
		for _, o := range w.outputs(m) {
			t.outputs = append(t.outputs, o.text)
		}
	}
	var direct, indirect []indicator
	for _, g := range w.goals() {
		indirect = append(indirect, w.goalIndicators(g.Key)...)
		for _, s := range w.index.strategies[g.Key] {
			direct = append(direct, w.strategyIndicators(s.Key)...)
		}
	}
	t.strategies, t.goals = tallyIndicators(direct), tallyIndicators(indirect)
	t.came, t.due = w.reports(w.Branch)
	return t
}

// glanceSection is the year on a page.
func (w *writer) glanceSection() document.Section {
	s := document.Section{Title: w.word("head.glance"), Level: 1, ID: "glance"}
	t := w.totals()
	s.Blocks = append(s.Blocks, w.keyFigures(t))
	s.Blocks = append(s.Blocks, paragraph(
		w.tellN("glance.milestones", t.milestones.total(), milestoneWords(t.milestones)),
		w.tellN("glance.actions", t.actions.total(), actionWords(t.actions)),
		w.tellN("glance.outputs", count("outputs", t.outputs...), nil),
	)...)
	s.Blocks = append(s.Blocks, paragraph(
		w.tellN("glance.strategies", t.strategies.total(), indicatorWords(t.strategies)),
		w.tellN("glance.goals", t.goals.total(), indicatorWords(t.goals)),
		w.tellN("glance.reports", t.due, words{"Came": t.came, "Due": t.due, "Rate": rate(t.came, t.due)}),
	)...)
	if w.Branch == "" && len(w.o.Branches) > 1 {
		s.Blocks = append(s.Blocks, w.branchTable())
	}
	s.Blocks = append(s.Blocks, w.goalLines()...)
	s.Blocks = append(s.Blocks, w.stories("glance", func(x *org.Story) string { return x.Glance })...)
	s.Blocks = append(s.Blocks, w.missingCallout("", w.Branch, 4)...)
	if len(w.disputes) > 0 {
		var parts []said
		for _, d := range w.disputes {
			parts = append(parts, d.with["Sides"])
		}
		n := count("disputes", parts...)
		s.Blocks = append(s.Blocks, document.Callout{Tone: document.Disputed, Title: w.word("disputed.title"), Sentences: []document.Sentence{w.tellN("disputed.callout", n, nil)}})
	}
	return s
}

// figure is a part of a whole, over its label.
func (w *writer) figure(name string, part, whole said, with words) document.KeyFigure {
	text := w.phrase("figure.of", words{"Part": part, "Whole": whole})
	detail := w.phrase("figure."+name+".detail", with)
	tone := document.Plain
	switch {
	case whole.n == 0:
		text = w.phrase("figure.none", words{"Whole": whole})
		detail = said{text: w.word("figure." + name + ".none")}
	case part.n == whole.n:
		tone = document.Good
	}
	return document.KeyFigure{
		Value: text.text, Label: w.word("figure." + name), Detail: detail.text, Tone: tone,
		Sources: distinct(append(text.sources, detail.sources...)),
	}
}

func (w *writer) keyFigures(t totals) document.KeyFigures {
	m, a, s, g := milestoneWords(t.milestones), actionWords(t.actions), indicatorWords(t.strategies), indicatorWords(t.goals)
	outputs := count("outputs", t.outputs...)
	produced := w.phrase("figure.count", words{"N": outputs})
	reported := w.figure("reports", t.came, t.due, words{"Came": t.came, "Due": t.due})
	if r := rate(t.came, t.due); !r.blank() {
		reported.Value, reported.Sources = r.text, distinct(append(r.sources, reported.Sources...))
	}
	return document.KeyFigures{Figures: []document.KeyFigure{
		w.figure("milestones", m["Met"], m["Total"], m),
		w.figure("actions", a["Complete"], a["Total"], a),
		{Value: produced.text, Label: w.word("figure.outputs"), Sources: outputs.sources},
		w.figure("strategies", s["Reached"], s["Total"], s),
		w.figure("goals", g["Reached"], g["Total"], g),
		reported,
	}}
}

// goalLines is a line for each indicator of a goal: from where, to where, and
// what was promised.
func (w *writer) goalLines() []document.Block {
	var items []document.Item
	for _, g := range w.goals() {
		for _, m := range w.goalIndicators(g.Key) {
			items = append(items, document.Item{Status: m.result.status(), Sentences: []document.Sentence{w.indicatorLine(g.Key, m)}})
		}
	}
	if items == nil {
		return nil
	}
	return append(paragraph(w.tell("glance.lines", nil)), document.List{Items: items})
}

func (w *writer) indicatorLine(goal string, m indicator) document.Sentence {
	name := "line.numbers"
	switch {
	case m.result.id == "no_data":
		name = "line.nodata"
	case m.baseline.disputed:
		name = "line.disputed"
	case m.baseline.blank() || m.target.blank() || m.baseline.text == m.actual.text:
		name = "line.some"
	}
	return w.tell(name, words{"Goal": literal(org.Code(goal)), "Indicator": m.name, "Way": m.way(),
		"Baseline": m.baseline.brief(), "Target": m.target.brief(), "Actual": m.actual.brief()})
}

// way is up or down, where an actual value stands to its baseline and both are printed.
func (m indicator) way() said {
	b, a := m.baseline, m.actual
	if !b.numeric || !a.numeric || b.unit != a.unit || b.hidden || a.hidden || b.number == a.number {
		return said{}
	}
	text := "up"
	if a.number < b.number {
		text = "down"
	}
	return computed("way", "", text, b.said, a.said)
}

// branchTable sets the branches side by side.
func (w *writer) branchTable() document.Table {
	t := document.Table{Caption: w.word("caption.branches"), Columns: []document.Column{
		{Title: w.word("column.branch"), Width: 1.6}, {Title: w.title("figure.milestones"), Align: document.Center},
		{Title: w.title("figure.actions"), Align: document.Center}, {Title: w.title("figure.strategies"), Align: document.Center},
		{Title: w.title("figure.reports"), Align: document.Center},
	}}
	of := func(part, whole said) document.Cell {
		if whole.n == 0 {
			return w.phrase("cell.none", words{"Whole": whole}).cell()
		}
		return w.phrase("figure.of", words{"Part": part, "Whole": whole}).cell()
	}
	all := w.yearMilestones(w.Year)
	for _, b := range w.o.Branches {
		mine := org.Where(all, func(m *org.Milestone) bool { return m.BranchKey() == b.Key })
		var actions []*org.Action
		for _, m := range mine {
			actions = append(actions, w.index.actions[m.Key]...)
		}
		var direct []indicator
		for _, s := range w.o.Strategies {
			if s.BranchKey() == b.Key {
				direct = append(direct, w.strategyIndicators(s.Key)...)
			}
		}
		mt, at, st := milestoneWords(w.tallyMilestones(mine)), actionWords(w.tallyActions(actions)), indicatorWords(tallyIndicators(direct))
		came, due := w.reports(b.Key)
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			w.named(b.Key).cell(), of(mt["Met"], mt["Total"]), of(at["Complete"], at["Total"]), of(st["Reached"], st["Total"]), of(came, due),
		}})
	}
	return t
}

package narrative

import (
	"spm/engine/org"
	"spm/engine/value"
	"spm/reports/document"
)

// Monthly is a page for the leader of each branch: how the month went, from
// whatever has arrived, also from nothing.
func Monthly(in Input) (*document.Document, error) {
	w, err := newWriter(in)
	if err != nil {
		return nil, err
	}
	w.last = min(w.last, w.Month)
	d := &document.Document{Title: w.word("monthly.title"), Period: value.FormatMonth(w.Month)}
	var branches []*org.Branch
	for _, b := range w.o.Branches {
		if w.ours(b.Key) {
			branches = append(branches, b)
		}
	}
	if len(branches) == 0 {
		d.Sections = []document.Section{{Title: w.word("monthly.title"), Level: 1, ID: "monthly", Blocks: paragraph(w.tell("monthly.nobranch", nil))}}
	}
	d.Compact = true
	for _, b := range branches {
		d.Sections = append(d.Sections, w.branchMonth(b))
	}
	return w.finish(d)
}

// branchMonth is the page of a branch.
func (w *writer) branchMonth(b *org.Branch) document.Section {
	name := w.named(b.Key)
	s := document.Section{Title: name.text, Sources: name.sources, Level: 1, Page: true, ID: "month-" + b.Key}
	var milestones []*org.Milestone
	var running []*org.Action
	for _, m := range w.yearMilestones(w.Year) {
		if m.BranchKey() != b.Key {
			continue
		}
		milestones = append(milestones, m)
		running = append(running, w.running(m)...)
	}
	s.Blocks = append(s.Blocks, w.monthFigures(b, running), w.unitTable(b, running))
	s.Blocks = append(s.Blocks, w.missingCallout("monthly", b.Key, 6)...)
	part := func(id string, blocks []document.Block) {
		if len(blocks) > 0 {
			s.Sections = append(s.Sections, document.Section{Title: w.word("head.month." + id), ID: id + "-" + b.Key, Blocks: blocks})
		}
	}
	part("risk", w.monthRisks(milestones))
	part("changed", w.changed(running))
	part("help", w.monthHelp(running))
	part("ideas", w.ideas(b.Key, w.Month, w.Month))
	return s
}

// running are the actions of a milestone that have begun by the month, and
// those that were reported in it.
func (w *writer) running(m *org.Milestone) []*org.Action {
	end := lastDay(w.Month)
	return org.Where(w.index.actions[m.Key], func(a *org.Action) bool {
		return (a.Start.Valid() && a.Start <= end) || w.stateIn(a, w.Month).period != ""
	})
}

// monthState is the status of an action in the month; one that was complete
// before stays so and needs no report.
func (w *writer) monthState(a *org.Action) state {
	st := w.stateIn(a, w.Month)
	if st.period == "" {
		if l := w.latest(a); l.id == "complete" || l.id == "stopped" {
			return l
		}
	}
	return st
}

func (w *writer) tallyMonth(actions []*org.Action) (t tally) {
	for _, a := range actions {
		t.add(w.monthState(a))
	}
	return t
}

// unitsReported are the units of a branch that sent a report of the month.
func (w *writer) unitsReported(b *org.Branch, running []*org.Action) (came, all []said) {
	for _, u := range w.o.Units {
		if w.branchOf(u.Key) != b.Key {
			continue
		}
		all = append(all, w.named(u.Key))
		if s, ok := w.unitReport(u, running); ok {
			came = append(came, s)
		}
	}
	return came, all
}

// unitReport is what shows that a unit reported the month.
func (w *writer) unitReport(u *org.Unit, running []*org.Action) (said, bool) {
	var parts []said
	for _, x := range w.o.UnitMonths {
		if x.Key == u.Key && x.Period == w.Month {
			parts = append(parts, w.fact(org.KindUnitMonth, u.Key, "meeting", x.Period, x.Meeting.Format()), w.fact(org.KindUnitMonth, u.Key, "ideas", x.Period, x.Ideas))
		}
	}
	for _, a := range running {
		if st := w.stateIn(a, w.Month); st.period != "" && w.leadUnit(a.Key) == u.Key {
			parts = append(parts, st.said)
		}
	}
	return computed("report", w.subject(u.Key, "", w.Month), w.word("report.came"), parts...), len(parts) > 0
}

func (w *writer) monthFigures(b *org.Branch, running []*org.Action) document.KeyFigures {
	t := actionWords(w.tallyMonth(running))
	came, all := w.unitsReported(b, running)
	one := func(name, id string, tone document.Tone) document.KeyFigure {
		f := w.phrase("figure.count", words{"N": t[id]})
		if t[id].n == 0 {
			tone = document.Plain
		}
		return document.KeyFigure{Value: f.text, Label: w.word("figure.month." + name), Tone: tone, Sources: f.sources}
	}
	reports := w.figure("units", count("units reported", came...), count("units", all...), nil)
	return document.KeyFigures{Figures: []document.KeyFigure{
		reports, one("on_schedule", "OnSchedule", document.Active), one("behind", "Behind", document.Warn), one("missing", "Missing", document.Missing),
	}}
}

// unitTable is a row for each unit: has it reported, and how do its actions stand.
func (w *writer) unitTable(b *org.Branch, running []*org.Action) document.Table {
	t := document.Table{Caption: w.phrase("caption.units", words{"Month": w.month(w.Month)}).text, Empty: w.word("table.units.empty"), Columns: []document.Column{
		{Title: w.word("column.unit"), Width: 2}, {Title: w.word("column.report"), Width: 1.6},
	}}
	forms := []string{"OnSchedule", "Behind", "Complete", "NotStarted", "Stopped", "Missing"}
	for _, f := range forms {
		t.Columns = append(t.Columns, document.Column{Title: w.word("column." + f), Align: document.Center})
	}
	for _, u := range w.o.Units {
		if w.branchOf(u.Key) != b.Key {
			continue
		}
		mine := org.Where(running, func(a *org.Action) bool { return w.leadUnit(a.Key) == u.Key })
		report, ok := w.unitReport(u, mine)
		cell := document.Cell{Status: document.Status{Tone: document.Good, Word: report.text, Sources: report.sources}}
		if !ok {
			cell.Status = w.unreported(u.Key, w.Month).status()
		}
		row := document.Row{Cells: []document.Cell{w.named(u.Key).cell(), cell}}
		counts := actionWords(w.tallyMonth(mine))
		for _, f := range forms {
			row.Cells = append(row.Cells, w.phrase("figure.count", words{"N": counts[f]}).cell())
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (w *writer) monthRisks(milestones []*org.Milestone) []document.Block {
	risks := w.risks(milestones, w.Month)
	if len(risks) == 0 {
		return paragraph(w.tell("risk.none", nil))
	}
	var items []document.Item
	for _, r := range risks {
		items = append(items, document.Item{Status: document.Status{Tone: document.Warn, Word: w.word("status.risk"), Sources: w.riskBasis(r)}, Sentences: []document.Sentence{w.riskText(r, 300)}})
	}
	return []document.Block{document.List{Items: items}}
}

// changed tells which actions changed their status since the month before, and
// quotes what the units say of it.
func (w *writer) changed(running []*org.Action) []document.Block {
	before := previousMonth(w.Month)
	var items []document.Item
	for _, a := range running {
		was, now := w.stateIn(a, before), w.stateIn(a, w.Month)
		if now.id == "" || was.id == now.id {
			continue
		}
		name := "changed"
		switch {
		case was.id == "" && a.Start.Valid() && a.Start.Month() > before:
			name = "changed.begun"
		case was.id == "":
			name = "changed.new"
		}
		items = append(items, document.Item{Status: now.status(), Sentences: []document.Sentence{w.tell(name, words{
			"Code": literal(a.Code()), "Action": w.actionText(a), "Was": was.said, "Now": now.said, "Month": w.month(before)})}})
	}
	var blocks []document.Block
	if items != nil {
		blocks = append(blocks, document.List{Items: items})
	} else {
		blocks = paragraph(w.tell("changed.none", words{"Month": w.month(w.Month)}))
	}
	return append(blocks, w.voices(running, w.Month, w.Month)...)
}

func (w *writer) monthHelp(running []*org.Action) []document.Block {
	pleas := w.pleas(running, w.Month)
	if len(pleas) == 0 {
		return paragraph(w.tell("help.none", nil))
	}
	return w.pleaQuotes(pleas)
}

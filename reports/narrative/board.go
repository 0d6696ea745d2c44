package narrative

import (
	"cmp"
	"maps"
	"slices"

	"spm/engine/org"
	"spm/engine/value"
	"spm/reports/document"
)

// The most lines of each part, so that the board's page stays a page.
const (
	mostAttention = 3
	mostPleas     = 2
	mostMissing   = 3
	mostDeadlines = 3
)

// Board is the page for tomorrow's meeting: numbers, goals, what needs the
// board, who has not reported, and what is due next.
func Board(in Input) (*document.Document, error) {
	w, err := newWriter(in)
	if err != nil {
		return nil, err
	}
	w.last = min(w.last, w.Month)
	w.knownUntil(lastDay(nextMonth(w.Month)))
	d := &document.Document{Title: w.word("board.title"), Period: value.FormatMonth(w.Month), Compact: true}
	t := w.totals()
	d.Sections = []document.Section{
		{Title: w.word("head.board.year"), Level: 1, ID: "year", Blocks: []document.Block{w.boardFigures(t)}},
		{Title: w.word("head.board.goals"), Level: 1, ID: "goals", Blocks: w.boardGoals()},
		{Title: w.word("head.board.attention"), Level: 1, ID: "attention", Blocks: w.attention()},
		{Title: w.word("head.board.deadlines"), Level: 1, ID: "deadlines", Blocks: w.deadlines()},
	}
	return w.finish(d)
}

// knownUntil leaves out the results of the year that came after a day: the page
// of an earlier month tells what that month's board could know.
func (w *writer) knownUntil(day value.Date) {
	w.until = day
	maps.DeleteFunc(w.index.results, func(key string, _ *org.MilestoneResult) bool {
		return w.cameLate(org.KindMilestoneResult, key, "met")
	})
}

// cameLate tells whether all that was stated of an attribute for the year came
// after the day until which results count.
func (w *writer) cameLate(kind org.Kind, key, attr string) bool {
	f := w.Facts[org.Subject{Kind: kind, Key: key, Attr: attr, Period: w.year}]
	claims := slices.Clone(f.Claims)
	for _, side := range f.Disputed {
		claims = append(claims, side.Claims...)
	}
	if w.until == "" || w.Ledger == nil || len(claims) == 0 {
		return false
	}
	return !slices.ContainsFunc(claims, func(id int64) bool {
		c, ok := w.Ledger.Claim(id)
		return !ok || c.Received <= w.until
	})
}

func (w *writer) boardFigures(t totals) document.KeyFigures {
	a := actionWords(t.actions)
	all := w.keyFigures(t)
	figures := []document.KeyFigure{all.Figures[1]}
	behind := w.figure("behind", a["Behind"], a["Total"], a)
	behind.Tone = document.Plain
	if a["Behind"].n > 0 {
		behind.Tone = document.Warn
	}
	figures = append(figures, behind, all.Figures[4], all.Figures[5])
	if len(t.milestones.byID[""]) < len(t.milestones.all) {
		figures = append([]document.KeyFigure{all.Figures[0]}, figures[0], figures[1], figures[3])
	}
	return document.KeyFigures{Figures: figures}
}

// boardGoals is a line for each goal and a bar for each of its measures. Only
// one unit is drawn, so that the page stays a page; the others are told.
func (w *writer) boardGoals() []document.Block {
	var lines []document.Item
	var all []indicator
	for _, g := range w.goals() {
		indicators := w.goalIndicators(g.Key)
		var actions []*org.Action
		for _, st := range w.index.strategies[g.Key] {
			for _, m := range w.milestones(st.Key, w.Year) {
				actions = append(actions, w.index.actions[m.Key]...)
			}
		}
		t, a := tallyIndicators(indicators), w.tallyActions(actions)
		with := actionWords(a)
		with["Goal"], with["Text"], with["Reached"], with["Indicators"] = literal(g.Code()), excerpt(w.goalText(g), 90), t.of("met", "exceeded"), t.total()
		with["NoData"] = t.of("no_data")
		lines = append(lines, document.Item{Sentences: []document.Sentence{w.tellN("board.goal", a.total(), with)}})
		for _, m := range indicators {
			m.name.text = w.phrase("board.bar", words{"Goal": literal(g.Code()), "Indicator": m.name}).text
			all = append(all, m)
		}
	}
	if lines == nil {
		return paragraph(w.tell("direction.none", nil))
	}
	drawn, told := commonUnit(all)
	if !slices.ContainsFunc(all, func(m indicator) bool { return !m.actual.blank() }) {
		// Before the first result a chart would show promises only.
		return []document.Block{document.List{Items: lines}}
	}
	for _, m := range told {
		lines = append(lines, document.Item{Status: m.result.status(), Sentences: []document.Sentence{w.boardLine(m)}})
	}
	blocks := []document.Block{document.List{Items: lines}}
	return append(blocks, w.bars(func(unit string) said { return w.unitCaption("caption.board.bars", unit, nil) }, drawn)...)
}

// commonUnit parts the indicators of the most frequent unit from the others.
func commonUnit(all []indicator) (drawn, told []indicator) {
	n := map[string]int{}
	most := ""
	for _, m := range all {
		if unit, ok := m.unit(); ok {
			if n[unit]++; n[unit] > n[most] || n[most] == 0 {
				most = unit
			}
		}
	}
	for _, m := range all {
		if unit, ok := m.unit(); ok && unit == most {
			drawn = append(drawn, m)
		} else {
			told = append(told, m)
		}
	}
	return drawn, told
}

func (w *writer) boardLine(m indicator) document.Sentence {
	return w.tell("board.line", words{"Indicator": m.name, "Baseline": m.baseline.said, "Target": m.target.said, "Actual": m.actual.said})
}

// excerpt cuts a long text at a word; its sources stay.
func excerpt(s said, longest int) said {
	s.text = shorten(s.text, longest)
	return s
}

// risk is a milestone that needs a look: its late actions and why.
type risk struct {
	milestone *org.Milestone
	byState   map[string][]said // behind, stopped, disputed, over (past their end)
	all       []said
}

// risks are the milestones with actions behind schedule, stopped, disputed, or
// past their end; the worst first.
func (w *writer) risks(milestones []*org.Milestone, month string) (all []risk) {
	end := lastDay(month)
	for _, m := range milestones {
		r := risk{milestone: m, byState: map[string][]said{}}
		for _, a := range w.index.actions[m.Key] {
			st := w.latest(a)
			switch {
			case st.id == "behind" || st.id == "stopped" || st.id == "disputed":
				r.byState[st.id] = append(r.byState[st.id], st.said)
			case st.id != "complete" && a.End.Valid() && a.End <= end:
				r.byState["over"] = append(r.byState["over"], w.end(a).with(st.said))
			}
		}
		for _, id := range []string{"behind", "stopped", "disputed", "over"} {
			r.all = append(r.all, r.byState[id]...)
		}
		if len(r.all) > 0 {
			all = append(all, r)
		}
	}
	slices.SortStableFunc(all, func(a, b risk) int { return cmp.Compare(len(b.all), len(a.all)) })
	return all
}

// lastDay is the last day of a month.
func lastDay(month string) value.Date {
	d := value.Date(month + "-01")
	if !d.Valid() {
		return ""
	}
	return value.DateOf(d.Time().AddDate(0, 1, -1))
}

func (w *writer) riskText(r risk, longest int) document.Sentence {
	m := r.milestone
	var actions []said
	for _, a := range w.index.actions[m.Key] {
		actions = append(actions, w.latest(a).said)
	}
	return w.tell("risk", words{
		"Code": w.code(org.KindMilestone, m.Key), "Text": excerpt(w.milestoneText(m), longest), "Lead": w.ref(org.KindMilestone, m.Key, "lead_unit", m.LeadUnit),
		"Behind": count("behind", r.byState["behind"]...), "Stopped": count("stopped", r.byState["stopped"]...),
		"Disputed": count("disputed", r.byState["disputed"]...), "Over": count("over", r.byState["over"]...), "Total": count("all", actions...),
	})
}

// attention is what the board should speak about.
func (w *writer) attention() (blocks []document.Block) {
	var items []document.Item
	risks := w.risks(w.yearMilestones(w.Year), w.Month)
	for i, r := range risks {
		if i == mostAttention {
			var rest []said
			for _, x := range risks[i:] {
				rest = append(rest, said{sources: w.riskBasis(x)})
			}
			items = append(items, document.Item{Sentences: []document.Sentence{w.tellN("risk.more", count("at risk", rest...), nil)}})
			break
		}
		items = append(items, document.Item{Status: document.Status{Tone: document.Warn, Word: w.word("status.risk"), Sources: w.riskBasis(r)}, Sentences: []document.Sentence{w.riskText(r, 75)}})
	}
	if len(items) == 0 {
		blocks = paragraph(w.tell("risk.none", nil))
	}
	pleas := w.pleas(w.yearActions(w.Year), w.Month)
	for _, p := range pleas[:min(len(pleas), mostPleas)] {
		items = append(items, document.Item{Status: document.Status{Tone: document.Active, Word: w.word("label.help")},
			Sentences: []document.Sentence{w.tell("board.plea", words{"Text": excerpt(p.text, 200), "By": p.by})}})
	}
	if rest := pleas[min(len(pleas), mostPleas):]; len(rest) > 0 {
		var parts []said
		for _, p := range rest {
			parts = append(parts, p.text)
		}
		items = append(items, document.Item{Sentences: []document.Sentence{w.tellN("pleas.more", count("help", parts...), nil)}})
	}
	if items != nil {
		blocks = append(blocks, document.List{Items: items})
	}
	return append(blocks, w.missingCallout("", w.Branch, mostMissing)...)
}

func (w *writer) riskBasis(r risk) []document.Source {
	return computed("at risk", w.subject(r.milestone.Key, "", ""), w.word("status.risk"), r.all...).sources
}

// deadlines are the actions to be completed in the month after the report's.
func (w *writer) deadlines() []document.Block {
	next := nextMonth(w.Month)
	var due []*org.Action
	for _, a := range w.o.Actions {
		if w.ours(a.Key) && a.End.Month() == next && w.latest(a).id != "complete" && w.latest(a).id != "stopped" {
			due = append(due, a)
		}
	}
	slices.SortStableFunc(due, func(a, b *org.Action) int { return cmp.Compare(a.End, b.End) })
	var parts []said
	var items []document.Item
	for _, a := range due {
		end := w.end(a)
		parts = append(parts, end)
		if len(parts) <= mostDeadlines {
			items = append(items, document.Item{Sentences: []document.Sentence{w.tell("deadline", words{
				"Date": end, "Action": w.actionText(a), "Unit": w.ref(org.KindMilestone, a.Milestone, "lead_unit", w.leadUnit(a.Key))})}})
		}
	}
	blocks := paragraph(w.tellN("deadlines", count("due", parts...), words{"Month": w.month(next)}))
	if items != nil {
		blocks = append(blocks, document.List{Items: items})
	}
	if n := len(parts) - mostDeadlines; n > 0 {
		blocks = append(blocks, paragraph(w.tellN("deadlines.more", count("due", parts[mostDeadlines:]...), nil))...)
	}
	return blocks
}

func nextMonth(month string) string {
	d := value.Date(month + "-01")
	if !d.Valid() {
		return ""
	}
	return value.DateOf(d.Time().AddDate(0, 1, 0)).Month()
}

func previousMonth(month string) string {
	d := value.Date(month + "-01")
	if !d.Valid() {
		return ""
	}
	return value.DateOf(d.Time().AddDate(0, -1, 0)).Month()
}

package narrative

import (
	"spm/engine/org"
	"spm/reports/document"
)

// performanceSection tells of the results: the direct impact of each strategy,
// the indirect impact on students, and whether the theory of action held.
func (w *writer) performanceSection() document.Section {
	s := document.Section{Title: w.word("head.performance"), Level: 1, ID: "performance"}
	t := w.totals()
	s.Blocks = paragraph(w.tell("performance.intro", nil),
		w.tellN("performance.strategies", t.strategies.total(), indicatorWords(t.strategies)),
		w.tellN("performance.goals", t.goals.total(), indicatorWords(t.goals)))
	s.Blocks = append(s.Blocks, w.stories("performance", func(x *org.Story) string { return x.Performance })...)
	for _, g := range w.goals() {
		s.Sections = append(s.Sections, w.goalPerformance(g))
	}
	return s
}

func (w *writer) goalPerformance(g *org.Goal) document.Section {
	s := document.Section{Title: w.goalTitle(g), ID: "results-" + g.Key}
	if text := w.goalText(g); !text.blank() {
		s.Blocks = paragraph(text.strong())
	}
	indirect := w.goalIndicators(g.Key)
	for _, st := range w.index.strategies[g.Key] {
		s.Sections = append(s.Sections, w.strategyPerformance(st, indirect))
	}
	sub := document.Section{Title: w.word("head.indirect"), ID: "indirect-" + g.Key}
	code := words{"Code": literal(g.Code())}
	sub.Blocks = append(sub.Blocks, w.table(w.phrase("caption.indirect", code), indirect))
	sub.Blocks = append(sub.Blocks, w.bars(func(unit string) said { return w.unitCaption("caption.indirect.bars", unit, code) }, indirect)...)
	s.Sections = append(s.Sections, sub)
	return s
}

func (w *writer) unitCaption(name, unit string, with words) said {
	with = words{"Code": with["Code"], "Branch": with["Branch"], "Unit": literal(unit)}
	return w.phrase(name, with)
}

func (w *writer) strategyPerformance(st *org.Strategy, indirect []indicator) document.Section {
	title := w.strategyTitle(st)
	s := document.Section{Title: title.text, Sources: title.sources, ID: "results-" + st.Key}
	s.Blocks = paragraph(w.statement(st).sentence())
	direct := w.strategyIndicators(st.Key)
	code := words{"Code": literal(st.Code()), "Branch": w.branchWord(st.BranchKey())}
	s.Blocks = append(s.Blocks, w.table(w.phrase("caption.direct", code), direct))
	s.Blocks = append(s.Blocks, w.bars(func(unit string) said { return w.unitCaption("caption.direct.bars", unit, code) }, direct)...)
	s.Blocks = append(s.Blocks, w.theory(st, direct, indirect)...)
	return s
}

// theory ties work and results together, if by then by and, and says what the
// year can and cannot tell of the strategy.
func (w *writer) theory(st *org.Strategy, direct, indirect []indicator) []document.Block {
	work, milestones := w.workDone(st)
	then, and := progress(direct), progress(indirect)
	d, a := tallyIndicators(direct), tallyIndicators(indirect)
	doubt := conclusion(work, then, and)
	answer := w.tell(doubt, words{"Work": computed("theory of action", "", work, milestones.all...), "Then": basis(then, direct), "And": basis(and, indirect)})
	return paragraph(
		w.tellN("theory.work."+work, milestones.total(), milestoneWords(milestones)),
		w.tellN("theory.then."+then, d.total(), indicatorWords(d)),
		w.tellN("theory.and."+and, a.total(), indicatorWords(a)),
		answer,
	)
}

func basis(verdict string, all []indicator) said {
	var parts []said
	for _, m := range all {
		parts = append(parts, m.result.said, m.actual.said, m.baseline.said)
	}
	return computed("theory of action", "", verdict, parts...)
}

// workDone tells whether a strategy's milestones of the year were met: done,
// partly, not, or unknown.
func (w *writer) workDone(st *org.Strategy) (string, tally) {
	t := w.tallyMilestones(w.milestones(st.Key, w.Year))
	met, unknown := len(t.byID["met"]), len(t.byID[""])+len(t.byID["disputed"])
	switch {
	case len(t.all) == unknown:
		return "unknown", t
	case met == len(t.all):
		return "done", t
	case met > 0 || len(t.byID["partly"]) > 0:
		return "partly", t
	}
	return "not", t
}

// conclusion names the sentence that ties the three answers together.
func conclusion(work, then, and string) string {
	rose := then == "met" || then == "moved"
	switch {
	case work == "unknown" || then == "unknown" || then == "baseline" || then == "disputed" || then == "short":
		return "theory.open"
	case work == "not" && rose:
		return "theory.then_without_work"
	case work == "partly" && rose:
		return "theory.under_way"
	case !rose && work != "done":
		return "theory.neither"
	case !rose:
		return "theory.work_without_then"
	case and == "met" || and == "moved":
		return "theory.holds"
	case and == "still":
		return "theory.then_without_and"
	}
	return "theory.and_open"
}

// progress tells how indicators did together: met (each target reached), moved
// (some reached, or better than their baselines), still, short (not reached,
// and no more can be told), baseline (first numbers only), disputed, or unknown.
func progress(all []indicator) string {
	n := map[string]int{}
	for _, m := range all {
		direction, ok := m.moved()
		switch {
		case m.result.reached():
			n["reached"]++
		case ok && direction > 0:
			n["moved"]++
		case ok:
			n["still"]++
		case m.result.id == "not_met":
			n["short"]++
		default:
			n[m.result.id]++
		}
	}
	switch {
	case len(all) > 0 && n["reached"] == len(all):
		return "met"
	case n["reached"]+n["moved"] > 0:
		return "moved"
	}
	for _, answer := range [][2]string{{"short", "short"}, {"still", "still"}, {"disputed", "disputed"}, {"baseline_set", "baseline"}} {
		if n[answer[0]] > 0 {
			return answer[1]
		}
	}
	return "unknown"
}

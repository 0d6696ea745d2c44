package narrative

import (
	"cmp"

	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
	"spm/reports/document"
)

// innovationSection tells what was changed on the way, what was tried, and
// what stopped.
func (w *writer) innovationSection() document.Section {
	s := document.Section{Title: w.word("head.innovation"), Level: 1, ID: "innovation"}
	s.Blocks = paragraph(w.adjustments()...)
	s.Blocks = append(s.Blocks, w.stories("innovation", func(x *org.Story) string { return x.Innovation })...)
	if t := w.movedDates(); len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	if t := w.changes(); len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	s.Blocks = append(s.Blocks, w.ideas(w.Branch, "", w.last)...)
	if stopped := w.stopped(); len(stopped) > 0 {
		s.Blocks = append(s.Blocks, paragraph(w.tell("stopped.intro", nil))...)
		s.Blocks = append(s.Blocks, document.List{Items: stopped})
	}
	return s
}

// adjustments counts the changes of course that units reported, by kind.
func (w *writer) adjustments() []document.Sentence {
	byKind := map[string][]said{}
	var all []said
	for _, a := range w.yearActions(w.Year) {
		for _, s := range w.index.statuses[a.Key] {
			if s.Adjustment != "" && s.Adjustment != "none" && s.Period <= w.last {
				c := w.choice(org.KindStatus, s.Key, "adjustment", s.Period, s.Adjustment)
				byKind[s.Adjustment], all = append(byKind[s.Adjustment], c), append(all, c)
			}
		}
	}
	return []document.Sentence{w.tellN("adjustments", count("adjustments", all...), words{
		"People": count("people", byKind["people"]...), "Resources": count("resources", byKind["resources"]...),
		"Dates": count("dates", byKind["dates"]...), "Reworded": count("reworded", byKind["reworded"]...),
	})}
}

// movedDates lists the actions whose end was moved after the plan began: the
// first promise stays beside the revised one.
func (w *writer) movedDates() document.Table {
	t := document.Table{Caption: w.word("caption.dates"), Columns: []document.Column{
		{Title: w.word("column.action"), Width: 3}, {Title: w.word("column.first"), Width: 1}, {Title: w.word("column.now"), Width: 1}, {Title: w.word("column.by"), Width: 1.3},
	}}
	for _, a := range w.yearActions(w.Year) {
		first, ok := w.firstPromise(org.Subject{Kind: org.KindAction, Key: a.Key, Attr: "end"})
		if !ok || !a.End.Valid() || first.text == a.End.Format() {
			continue
		}
		by := w.sender(last(w.Facts[org.Subject{Kind: org.KindAction, Key: a.Key, Attr: "end"}].Claims))
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{w.actionText(a).cell(), first.cell(), w.end(a).cell(), by.cell()}})
	}
	return t
}

// sender is who made a claim.
func (w *writer) sender(id int64) said {
	name := w.senderOf(id)
	if name == "" {
		return said{}
	}
	return said{text: name, sources: []document.Source{{Claims: []int64{id}, Value: name, Computed: "sender"}}}
}

func last(ids []int64) int64 {
	if len(ids) == 0 {
		return 0
	}
	return ids[len(ids)-1]
}

// firstPromise is the value of a subject that stood when the plan began, where
// a later one superseded it. Earlier changes are drafting and tell nothing.
func (w *writer) firstPromise(s org.Subject) (said, bool) {
	f, ok := w.Facts[s]
	if !ok || w.Ledger == nil || len(f.Lost) == 0 || len(f.Claims) == 0 {
		return said{}, false
	}
	now, _ := w.Ledger.Claim(last(f.Claims))
	begun := cmp.Or(w.o.Profile.AdoptedOn, w.o.Profile.PlanStart)
	if now.Received <= begun || now.Act == ledger.Decide {
		return said{}, false
	}
	var first ledger.Claim
	for _, id := range f.Lost {
		if c, ok := w.Ledger.Claim(id); ok && c.Act == ledger.State && c.Received <= begun && cmp.Or(cmp.Compare(c.Received, first.Received), cmp.Compare(c.ID, first.ID)) > 0 {
			first = c
		}
	}
	if first.ID == 0 {
		return said{}, false
	}
	text, rule := w.format(s, first.Value)
	return said{text: text, sources: []document.Source{{Claims: []int64{first.ID}, Subject: s.String(), Value: text, Computed: rule}}}, true
}

// ideas quotes the better ways that the units of a branch found in some months.
func (w *writer) ideas(branch, from, upTo string) (blocks []document.Block) {
	t := document.Table{Caption: w.word("caption.ideas"), Columns: []document.Column{
		{Title: w.word("column.idea"), Width: 3}, {Title: w.word("column.who"), Width: 2},
	}}
	for _, u := range w.o.UnitMonths {
		if u.Period < from || u.Period > upTo || (branch != "" && w.branchOf(u.Key) != branch) || !w.inYear(u.Period) {
			continue
		}
		if idea := w.fact(org.KindUnitMonth, u.Key, "ideas", u.Period, u.Ideas); !idea.blank() {
			by := w.phrase("by.unit", words{"Who": w.named(u.Key), "When": w.month(u.Period)})
			blocks = append(blocks, idea.quote(w.word("label.idea"), by))
			t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{idea.quoted(), by.cell()}})
		}
	}
	if len(blocks) > fewVoices {
		return []document.Block{t}
	}
	return blocks
}

func (w *writer) inYear(period string) bool {
	if len(w.months) == 0 {
		return true
	}
	return period >= w.months[0] && period <= w.months[len(w.months)-1]
}

// stopped lists actions that were stopped, milestones that were dropped,
// strategies that end, and current work that is phased out.
func (w *writer) stopped() (all []document.Item) {
	add := func(name string, with words) {
		all = append(all, document.Item{Sentences: []document.Sentence{w.tell(name, with)}})
	}
	for _, a := range w.yearActions(w.Year) {
		if st := w.latest(a); st.id == "stopped" {
			add("stopped.action", words{"Code": literal(a.Code()), "Text": w.actionText(a), "Status": st.said, "When": w.month(st.period)})
		}
	}
	for _, m := range w.yearMilestones(w.Year) {
		if r := w.index.results[m.Key]; r != nil && r.Decision == "drop" {
			add("stopped.milestone", words{"Code": literal(m.Code()), "Text": w.milestoneText(m), "Decision": w.choice(org.KindMilestoneResult, m.Key, "decision", w.year, r.Decision)})
		}
	}
	for _, x := range w.o.Works {
		if x.Decision == "stop" && w.ours(x.Key) {
			text := w.fact(org.KindWork, x.Key, "text", "", x.Text)
			add("stopped.work", words{"Text": text, "Decision": w.choice(org.KindWork, x.Key, "decision", "", x.Decision),
				"Branch": w.branchWord(x.BranchKey()), "Comment": w.fact(org.KindWork, x.Key, "comments", "", x.Comments)})
		}
	}
	return all
}

// number is a plan year as a word of a sentence.
func number(n int) said { return literal(value.FormatNumber(float64(n))) }

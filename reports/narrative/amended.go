package narrative

import (
	"slices"

	"spm/engine/org"
	"spm/reports/document"
)

// amendedAttrs are the changes of the plan that reports tell of in a table of
// their own. Ends that were moved have theirs; e-mail addresses and the like
// are nobody's story.
var amendedAttrs = map[org.Kind][]string{
	org.KindGoal:      {"text", "explanation"},
	org.KindStrategy:  {"if", "then", "and", "explanation"},
	org.KindMilestone: {"text", "year", "lead_unit", "dropped"},
	org.KindAction:    {"text", "start", "responsible", "dropped"},
	org.KindBranch:    {"leader"},
	org.KindUnit:      {"name", "leader", "closed"},
}

// changes lists what was changed in the plan while it was worked on: what was
// planned first, what holds now, since when, and why.
func (w *writer) changes() document.Table {
	t := document.Table{Caption: w.word("caption.changes"), Columns: []document.Column{
		{Title: w.word("column.what"), Width: 1.5}, {Title: w.word("column.first"), Width: 2}, {Title: w.word("column.now"), Width: 2},
		{Title: w.word("column.since"), Width: 1}, {Title: w.word("column.comment"), Width: 1.6},
	}}
	told := map[org.Subject]bool{}
	for _, a := range slices.Backward(w.o.Amendments) { // the last of several holds
		s := a.Subject
		if told[s] || !slices.Contains(amendedAttrs[s.Kind], s.Attr) || !w.inYear(a.From.Month()) || !w.concerns(s) {
			continue
		}
		told[s] = true
		what := w.phrase("change.what", words{"Code": w.code(s.Kind, s.Key), "What": literal(w.word("attr." + s.Attr))})
		why := w.fact(a.Why.Kind, a.Why.Key, a.Why.Attr, a.Why.Period, w.Facts[a.Why].Value.Format(nil))
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			what.with(w.planned(s)).cell(), w.planned(s).cell(), w.amended(a).cell(), since(a).cell(), why.quoted(),
		}})
	}
	slices.Reverse(t.Rows)
	return t
}

// since is the day from which a change holds.
func since(a org.Amendment) said {
	day := a.From.Format()
	return said{text: day, sources: []document.Source{{Subject: a.Subject.String(), Value: day, Computed: "since"}}}
}

// concerns tells whether a change is part of this report's story.
func (w *writer) concerns(s org.Subject) bool {
	switch s.Kind {
	case org.KindGoal:
		return !w.internal(s.Key)
	case org.KindUnit:
		return w.Branch == "" || w.branchOf(s.Key) == w.Branch
	}
	return w.ours(s.Key)
}

// planned is what a changed value was planned to be, with the claims that
// stated it.
func (w *writer) planned(s org.Subject) said {
	first := w.Facts[s].Amended
	if len(first) == 0 || w.Ledger == nil {
		return said{}
	}
	c, ok := w.Ledger.Claim(first[0])
	if !ok {
		return said{}
	}
	text, _ := w.format(s, c.Value)
	return said{text: text, sources: []document.Source{{Claims: first[:1], Subject: s.String(), Value: text, Computed: "planned"}}}
}

// amended is the value that a change has given. What is no part of the plan any
// more is told in a word.
func (w *writer) amended(a org.Amendment) said {
	s := a.Subject
	text, _ := w.format(s, a.Now)
	switch s.Attr {
	case "dropped", "closed":
		text = w.word("attr." + s.Attr)
	case "year":
		text = w.Labels("plan_years", a.Now.Text)
	}
	return w.fact(s.Kind, s.Key, s.Attr, "", text)
}

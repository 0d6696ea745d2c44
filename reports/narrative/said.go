package narrative

import (
	"maps"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
	"spm/reports/document"
)

// said is a text with what it rests on. It is the only way from the model to a
// document: whatever is made of a said carries its sources along. A count is a
// said too, and so is a list.
type said struct {
	text    string
	n       int  // of a count
	counted bool // n holds
	items   []string
	short   string // of a dispute: the values without their senders
	sources []document.Source
}

func (s said) blank() bool { return s.text == "" }

// brief is the text as it stands in a narrow cell or a chart.
func (s said) brief() said {
	if s.short != "" {
		s.text = s.short
	}
	return s
}

func (s said) sentence() document.Sentence {
	return document.Sentence{Text: value.Squeeze(s.text), Sources: s.sources}
}

func (s said) strong() document.Sentence {
	t := s.sentence()
	t.Strong = true
	return t
}

func (s said) cell() document.Cell {
	return document.Cell{Text: value.Squeeze(s.text), Sources: s.sources}
}

// quoted is a cell with staff's own words; a blank one stays blank.
func (s said) quoted() document.Cell {
	c := s.cell()
	c.Quoted = c.Text != ""
	return c
}

func (s said) quote(label string, by said) document.Quote {
	return document.Quote{Label: label, Text: s.text, By: by.text, Sources: slices.Concat(s.sources, by.sources)}
}

// with is the same text resting on more.
func (s said) with(more ...said) said {
	s.sources = slices.Clone(s.sources)
	for _, m := range more {
		s.sources = append(s.sources, m.sources...)
	}
	return s
}

// or is s, or the other text where s is blank.
func (s said) or(other said) said {
	if s.blank() {
		return other
	}
	return s
}

// literal is a text that states no fact of anybody's: a heading, a code.
func literal(text string) said { return said{text: text} }

// computed is a text that a rule makes of other texts.
func computed(rule, subject, text string, parts ...said) said {
	var of []document.Source
	for _, p := range parts {
		of = append(of, p.sources...)
	}
	return made(rule, subject, text, of)
}

// made is a text that a rule makes of what has these sources.
func made(rule, subject, text string, of []document.Source) said {
	claims := map[int64]bool{}
	for _, s := range of {
		for _, c := range s.Claims {
			claims[c] = true
		}
	}
	return said{text: text, sources: []document.Source{{
		Claims: slices.Sorted(maps.Keys(claims)), Subject: subject, Value: text, Computed: rule, Of: of,
	}}}
}

// count is the number of parts, resting on each of them. what tells which
// things are counted.
func count(what string, parts ...said) said {
	of := make([]document.Source, len(parts))
	for i, p := range parts {
		if of[i] = made("together", "", p.text, p.sources).sources[0]; len(p.sources) == 1 {
			of[i] = p.sources[0]
		}
	}
	s := made("count", what, value.FormatNumber(float64(len(parts))), of)
	s.n, s.counted = len(parts), true
	return s
}

// list is several texts as one word of a sentence.
func list(parts ...said) said {
	s := said{items: []string{}}
	for _, p := range parts {
		if !p.blank() {
			s.items = append(s.items, p.text)
			s.sources = append(s.sources, p.sources...)
		}
	}
	s.text = series(s.items, "and")
	return s
}

// series joins texts as a sentence does: a, b, and c.
func series(items []string, word string) string {
	switch n := len(items); n {
	case 0:
		return ""
	case 1:
		return items[0]
	case 2:
		return items[0] + " " + word + " " + items[1]
	default:
		return strings.Join(items[:n-1], ", ") + ", " + word + " " + items[n-1]
	}
}

// fact is what was stated of an attribute. printed is how the model's value
// reads; where senders differ, both values are told instead.
func (w *writer) fact(kind org.Kind, key, attr, period, printed string) said {
	s := org.Subject{Kind: kind, Key: key, Attr: attr, Period: period}
	f, ok := w.Facts[s]
	if !ok {
		return said{text: printed}
	}
	if len(f.Disputed) > 1 {
		return w.disputed(s)
	}
	if f.Value.Reason != "" && (printed == "" || printed == f.Value.Text) {
		printed = f.Value.ReasonText()
	}
	if printed == "" {
		return said{}
	}
	return said{text: printed, sources: []document.Source{{
		Claims: f.Claims, Subject: s.String(), Value: printed, Computed: w.basis(s, f, printed),
	}}}
}

// basis is the rule by which a fact follows from its claims: none where they
// state it as it is. A reason is printed in spm's words, whatever was typed.
func (w *writer) basis(s org.Subject, f ledger.Fact, printed string) string {
	if w.Ledger != nil && slices.ContainsFunc(f.Claims, func(id int64) bool {
		c, ok := w.Ledger.Claim(id)
		return ok && c.Subject.Kind != s.Kind
	}) {
		return "amended"
	}
	if f.Value.Reason != "" && printed == f.Value.ReasonText() {
		return "reason"
	}
	return w.union(f.Claims, f.Value)
}

// union tells the rule where a value is more than each of its claims says.
func (w *writer) union(claims []int64, v value.Value) string {
	if w.Ledger == nil || len(claims) < 2 {
		return ""
	}
	for _, id := range claims {
		if c, ok := w.Ledger.Claim(id); ok && !c.Value.Equal(v) {
			return "union"
		}
	}
	return ""
}

func (w *writer) isDisputed(kind org.Kind, key, attr, period string) bool {
	return len(w.Facts[org.Subject{Kind: kind, Key: key, Attr: attr, Period: period}].Disputed) > 1
}

// disputed tells every value of a dispute with who says it: 12 (Human
// Resources) or 14 (Data and Evidence).
func (w *writer) disputed(s org.Subject) said {
	var out said
	var values []string
	for _, side := range w.Facts[s].Disputed {
		text, rule := w.format(s, side.Value)
		if rule == "small count" {
			w.small[s.Key] = w.code(s.Kind, s.Key)
		}
		if text == "" {
			text = w.word("value.blank")
		}
		var who []string
		for _, id := range side.Claims {
			if name := w.senderOf(id); name != "" && !slices.Contains(who, name) {
				who = append(who, name)
			}
		}
		item := text
		if len(who) > 0 {
			item += " (" + series(who, "and") + ")"
		}
		values, out.items = append(values, text), append(out.items, item)
		out.sources = append(out.sources, document.Source{Claims: side.Claims, Subject: s.String(), Value: text, Computed: rule})
	}
	out.text, out.short = series(out.items, "or"), series(values, "or")
	w.noteDispute(s, out)
	return out
}

// item is one entry of a list attribute.
func (w *writer) item(kind org.Kind, key, attr, period, text string) said {
	s := w.fact(kind, key, attr, period, text)
	for i := range s.sources {
		s.sources[i].Computed = "item"
	}
	return s
}

// senderOf is the name of who made a claim.
func (w *writer) senderOf(id int64) string {
	if w.Ledger == nil {
		return ""
	}
	c, ok := w.Ledger.Claim(id)
	switch {
	case !ok:
		return ""
	case c.Sender.Name != "":
		return c.Sender.Name
	case c.Sender.Key != "":
		return w.name(c.Sender.Key)
	}
	return w.word("sender.centre")
}

func (w *writer) whereOf(id int64) finding.Location {
	if w.Ledger == nil {
		return finding.Location{}
	}
	c, _ := w.Ledger.Claim(id)
	return c.Where
}

// choiceLists names the list of each attribute that holds a choice.
var choiceLists = map[org.Kind]map[string]string{
	org.KindOrganization:    {"type": "organization_type", "public": "public", "plan_status": "plan_status"},
	org.KindGoal:            {"public": "public"},
	org.KindBranch:          {"type": "branch_type"},
	org.KindGoalMeasure:     {"direction": "direction", "target_decision": "target_decision"},
	org.KindMeasure:         {"direction": "direction", "target_decision": "target_decision"},
	org.KindMilestone:       {"year": "plan_years", "planning_reason": "planning_reason"},
	org.KindWork:            {"decision": "work_decision"},
	org.KindStatus:          {"status": "action_status", "adjustment": "adjustment"},
	org.KindMilestoneResult: {"met": "milestone_met", "decision": "milestone_decision"},
	org.KindStrategyReview:  {"decision": "strategy_decision"},
}

// choice is a stated choice by its label.
func (w *writer) choice(kind org.Kind, key, attr, period, id string) said {
	label := ""
	if id != "" {
		label = w.Labels(choiceLists[kind][attr], id)
	}
	return w.fact(kind, key, attr, period, label)
}

// format is any value of a subject as people read it. rule is "small count"
// where a number was withheld.
func (w *writer) format(s org.Subject, v value.Value) (text, rule string) {
	if ind := w.index.indicatorByID[s.Key]; ind != nil && isReading(s.Attr) {
		text, hidden := w.masked(ind, v)
		if hidden {
			return text, "small count"
		}
		return text, ""
	}
	names := func(keys, free []string) string {
		var all []string
		for _, k := range keys {
			all = append(all, w.name(k))
		}
		return strings.Join(append(all, free...), ", ")
	}
	switch {
	case v.OnlyReason():
		return v.ReasonText(), ""
	case v.Type == value.Choice && choiceLists[s.Kind][s.Attr] != "":
		return w.Labels(choiceLists[s.Kind][s.Attr], v.Text), ""
	case v.Type == value.Ref && v.Text != "":
		return w.name(v.Text), ""
	case v.Type == value.List:
		return strings.Join(v.Items, "; "), ""
	case v.Type == value.Ref || v.Type == value.Refs:
		return names(v.Items, v.Free), ""
	}
	return v.Format(nil), ""
}

// name is what people call an entity; its code where it has no name.
func (w *writer) name(key string) string {
	if free, ok := strings.CutPrefix(key, org.Unknown); ok {
		return free
	}
	if u := w.index.units[key]; u != nil && u.Name != "" {
		return u.Name
	}
	if b := w.index.branches[key]; b != nil && b.Name != "" {
		return b.Name
	}
	if p := w.index.people[key]; p != nil && p.Name != "" {
		return p.Name
	}
	return org.Code(key)
}

// named is the name of an entity with the claim that states it.
func (w *writer) named(key string) said {
	switch {
	case w.index.units[key] != nil:
		return w.fact(org.KindUnit, key, "name", "", w.index.units[key].Name).or(literal(org.Code(key)))
	case w.index.branches[key] != nil:
		return w.fact(org.KindBranch, key, "name", "", w.index.branches[key].Name).or(literal(org.Code(key)))
	case w.index.people[key] != nil:
		return w.fact(org.KindPerson, key, "name", "", w.index.people[key].Name).or(literal(org.Code(key)))
	}
	return literal(w.name(key))
}

// ref is the name of the entity that an attribute refers to.
func (w *writer) ref(kind org.Kind, key, attr, target string) said {
	if target == "" {
		return w.fact(kind, key, attr, "", "")
	}
	return w.fact(kind, key, attr, "", w.name(target)).with(w.named(target))
}

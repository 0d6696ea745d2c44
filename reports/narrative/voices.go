package narrative

import (
	"slices"

	"spm/engine/org"
	"spm/reports/document"
)

// voice is what a unit said of an action: a challenge, and what it changed.
type voice struct {
	action, challenge, adjustment said
	unit                          said
	months                        []string
}

// fewVoices is how many are printed as quotations; more stand in a table.
const fewVoices = 2

// voices quotes the challenges and adjustments of some months in staff's own words.
func (w *writer) voices(actions []*org.Action, from, upTo string) []document.Block {
	var all []voice
	for _, a := range actions {
		for _, s := range w.index.statuses[a.Key] {
			if from <= s.Period && s.Period <= upTo {
				all = w.addVoice(all, a, s)
			}
		}
	}
	if len(all) == 0 {
		return nil
	}
	if len(all) > fewVoices {
		return w.voiceTables(all)
	}
	var blocks []document.Block
	for _, v := range all {
		by := w.phrase("by.action", words{"Who": v.unit, "When": w.monthsOf(v.months), "Action": v.action})
		if !v.challenge.blank() {
			blocks = append(blocks, v.challenge.quote(w.word("label.challenge"), by))
		}
		if !v.adjustment.blank() {
			blocks = append(blocks, v.adjustment.quote(w.word("label.adjustment"), by))
		}
	}
	return blocks
}

// addVoice adds what a status says; the same words in a later month only add
// the month.
func (w *writer) addVoice(all []voice, a *org.Action, s *org.Status) []voice {
	v := voice{
		action:     w.actionText(a),
		challenge:  w.fact(org.KindStatus, s.Key, "challenges", s.Period, s.Challenges),
		adjustment: w.fact(org.KindStatus, s.Key, "adjustment_note", s.Period, s.AdjustmentNote),
		unit:       w.unitOf(a, s),
		months:     []string{s.Period},
	}
	if v.adjustment.blank() && s.Adjustment != "" && s.Adjustment != "none" {
		v.adjustment = w.choice(org.KindStatus, s.Key, "adjustment", s.Period, s.Adjustment)
	}
	if v.challenge.blank() && v.adjustment.blank() {
		return all
	}
	for i, o := range all {
		if o.action.text == v.action.text && foldKey(o.challenge.text) == foldKey(v.challenge.text) && foldKey(o.adjustment.text) == foldKey(v.adjustment.text) {
			all[i].months = append(all[i].months, s.Period)
			all[i].challenge, all[i].adjustment = o.challenge.with(v.challenge), o.adjustment.with(v.adjustment)
			return all
		}
	}
	return append(all, v)
}

// unitOf is the unit that reported: the lead unit, or whoever sent the claim.
func (w *writer) unitOf(a *org.Action, s *org.Status) said {
	if u := w.leadUnit(a.Key); u != "" {
		return w.named(u)
	}
	for _, attr := range []string{"status", "progress", "challenges", "help_needed", "adjustment_note"} {
		f := w.Facts[org.Subject{Kind: org.KindStatus, Key: s.Key, Attr: attr, Period: s.Period}]
		for _, id := range f.Claims {
			if name := w.senderOf(id); name != "" {
				return literal(name)
			}
		}
	}
	return w.named(a.BranchKey())
}

func (w *writer) monthsOf(months []string) said {
	var all []said
	for _, m := range slices.Compact(months) {
		all = append(all, w.month(m))
	}
	return literal(list(all...).text)
}

// voiceTables set what the units say, each unit in a table of its own.
func (w *writer) voiceTables(all []voice) (tables []document.Block) {
	for len(all) > 0 {
		unit := all[0].unit.text
		var mine, rest []voice
		for _, v := range all {
			if v.unit.text == unit {
				mine = append(mine, v)
			} else {
				rest = append(rest, v)
			}
		}
		tables = append(tables, w.voiceTable(mine))
		all = rest
	}
	return tables
}

func (w *writer) voiceTable(all []voice) document.Table {
	caption := w.phrase("caption.voices", words{"Who": all[0].unit})
	t := document.Table{Caption: caption.text, Sources: caption.sources, Columns: []document.Column{
		{Title: w.word("column.action"), Width: 2}, {Title: w.word("label.challenge"), Width: 2.2}, {Title: w.word("label.adjustment"), Width: 2.2}, {Title: w.word("column.when"), Width: 1},
	}}
	for _, v := range all {
		when := w.monthsOf(v.months).cell()
		when.Sources = v.unit.sources
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{v.action.cell(), v.challenge.quoted(), v.adjustment.quoted(), when}})
	}
	return t
}

// plea is a request for help to leadership.
type plea struct {
	text, by said
	key      string
}

// pleas are the requests of one month; "" stands for the newest report of each
// action that is still open.
func (w *writer) pleas(actions []*org.Action, month string) (all []plea) {
	if w.Public {
		return nil
	}
	for _, a := range actions {
		statuses := org.Where(w.index.statuses[a.Key], func(s *org.Status) bool {
			return s.Period <= w.last && (month == "" || s.Period == month)
		})
		if len(statuses) == 0 {
			continue
		}
		s := statuses[len(statuses)-1]
		text := w.fact(org.KindStatus, s.Key, "help_needed", s.Period, s.HelpNeeded)
		if text.blank() || (month == "" && (s.Status == "complete" || s.Status == "stopped")) {
			continue
		}
		by := w.phrase("by.action", words{"Who": w.unitOf(a, s), "When": w.month(s.Period), "Action": w.actionText(a)})
		all = append(all, plea{text: text, by: by, key: s.Key})
	}
	return all
}

func (w *writer) pleaQuotes(all []plea) (blocks []document.Block) {
	for _, p := range all {
		blocks = append(blocks, p.text.quote(w.word("label.help"), p.by))
	}
	return blocks
}

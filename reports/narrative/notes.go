package narrative

import (
	"cmp"
	"slices"
	"strings"

	"spm/engine/org"
	"spm/engine/value"
	"spm/reports/document"
)

// note is a thing that the reader of the data must know.
type note struct {
	name string // of the sentence that tells it, or the key of an indicator
	with words
}

// noteOnce remembers a note for the data notes, each once.
func (w *writer) noteOnce(into *[]note, key, name string, with words) {
	if w.noted[key] {
		return
	}
	w.noted[key] = true
	*into = append(*into, note{name, with})
}

// noteOpen remembers a value that is told in words.
func (w *writer) noteOpen(m indicator, attr, period string, s said) {
	w.noteOnce(&w.open, w.subject(m.key, attr, period), m.key, words{
		"Code": w.code(m.kind, m.key), "Indicator": w.fact(m.kind, m.key, "indicator", "", m.ind.Name),
		"Value": w.phrase("note.open", words{"What": literal(w.word("attr." + attr)), "Period": literal(period), "Value": s}),
	})
}

// openNotes tell the values in words, those of an indicator together.
func (w *writer) openNotes() []document.Item {
	var order []string
	values := map[string][]said{}
	with := map[string]words{}
	for _, n := range w.open {
		if with[n.name] == nil {
			order, with[n.name] = append(order, n.name), n.with
		}
		values[n.name] = append(values[n.name], n.with["Value"])
	}
	var all []said
	for _, key := range order {
		with := with[key]
		all = append(all, w.say("note.undetermined", words{"Code": with["Code"], "Indicator": with["Indicator"], "Value": list(values[key]...)}))
	}
	return items(all...)
}

// noteUnstated remembers a value of the year that nobody has stated.
func (w *writer) noteUnstated(m indicator, attr string) {
	code := w.code(m.kind, m.key).with(w.fact(m.kind, m.key, "indicator", "", m.ind.Name))
	if !w.noted["unstated "+attr+m.key] {
		w.noted["unstated "+attr+m.key] = true
		w.unstated[attr] = append(w.unstated[attr], code)
	}
}

// unstatedNotes name the indicators without a baseline, a target, or a result.
func (w *writer) unstatedNotes() []document.Item {
	var all []said
	for _, attr := range []string{"baseline", "target", "actual"} {
		codes := w.unstated[attr]
		if len(codes) == 0 {
			continue
		}
		period := w.year
		if attr == "baseline" {
			period = ""
		}
		all = append(all, w.sayN("note.unstated", count("unstated", codes...), words{
			"What": literal(w.word("attr." + attr)), "Period": literal(period), "Codes": list(codes...)}))
	}
	return items(all...)
}

func (w *writer) noteDispute(s org.Subject, sides said) {
	var all said
	for _, src := range sides.sources {
		where, who := "", w.word("sender.unknown")
		if len(src.Claims) > 0 {
			where = w.whereOf(src.Claims[0]).String()
			who = cmp.Or(w.senderOf(src.Claims[0]), who)
		}
		side := w.phrase("note.side", words{"Value": {text: src.Value, sources: []document.Source{src}}, "Who": literal(who), "Where": literal(where)})
		all.items, all.sources = append(all.items, side.text), append(all.sources, side.sources...)
	}
	all.text = strings.Join(all.items, "; ")
	w.noteOnce(&w.disputes, "dispute "+s.String(), "note.disputed", words{
		"Code": w.code(s.Kind, cmp.Or(s.Key, string(s.Kind))), "What": literal(strings.ReplaceAll(s.Attr, "_", " ")),
		"Period": literal(w.period(s.Period)), "Sides": all,
	})
}

// period is a month or a school year as people read it.
func (w *writer) period(p string) string { return value.FormatMonth(p) }

func (w *writer) month(p string) said { return literal(value.FormatMonth(p)) }

func foldKey(s string) string { return value.Fold(s) }

// missing are the reports that have not come, each as a text that names who,
// for when, and since when it is due. kind "" stands for every kind.
func (w *writer) missing(kind, branch string) (all []said) {
	for _, m := range w.missingOf(kind, branch) {
		all = append(all, w.missingText("missing", m))
	}
	return all
}

func (w *writer) missingOf(kind, branch string) (all []Missing) {
	for _, m := range w.Missing {
		b := cmp.Or(m.Branch, w.branchOf(m.Unit))
		if w.index.branches[b] == nil && w.index.units[m.Unit] == nil && m.Name != "" {
			continue // the central office's own desk is nothing that a reader waits for
		}
		if (m.Due.Valid() && m.Due > w.Today) || (m.Kind == "monthly" && m.Period > w.last) {
			continue // not due yet, or of a later month than the report's
		}
		if (kind == "" || m.Kind == kind) && (branch == "" || b == branch) {
			all = append(all, m)
		}
	}
	slices.SortStableFunc(all, func(a, b Missing) int {
		return cmp.Or(cmp.Compare(a.Period, b.Period), cmp.Compare(w.missingName(a), w.missingName(b)), cmp.Compare(a.Kind, b.Kind))
	})
	return all
}

func (w *writer) missingName(m Missing) string {
	return cmp.Or(m.Name, w.name(cmp.Or(m.Unit, m.Branch)))
}

func (w *writer) missingText(sentence string, m Missing) said {
	name := w.missingName(m)
	fact := computed("missing report", strings.TrimSpace(cmp.Or(m.Unit, m.Branch)+" "+m.Kind+" "+m.Period), name)
	due := ""
	if m.Due.Valid() {
		due = m.Due.Format()
	}
	if m.Kind != "monthly" && w.phrases.turns[sentence+".other"] != nil {
		sentence += ".other"
	}
	return w.say(sentence, words{"Who": fact, "Period": w.month(m.Period), "Due": literal(due), "Kind": literal(strings.ReplaceAll(m.Kind, "-", " "))})
}

// missingCallout frames who has not reported: names and dates of a few, the
// number of the rest.
func (w *writer) missingCallout(kind, branch string, most int) []document.Block {
	all := w.missing(kind, branch)
	if len(all) == 0 {
		return nil
	}
	title := w.sayN("missing.title", count("missing", all...), nil)
	var shown []document.Sentence
	for i, s := range all {
		if i == most && len(all) > most+1 {
			shown = append(shown, w.tellN("missing.more", count("missing", all[i:]...), nil))
			break
		}
		shown = append(shown, s.sentence())
	}
	return []document.Block{document.Callout{Tone: document.Missing, Title: title.text, Sources: title.sources, Sentences: shown}}
}

// notesSection is what the reader must know of the data.
func (w *writer) notesSection() document.Section {
	s := document.Section{Title: w.word("head.notes"), Level: 1, ID: "notes"}
	s.Blocks = paragraph(w.tell("notes.method", nil))
	part := func(id string, items []document.Item) {
		if len(items) > 0 {
			s.Sections = append(s.Sections, document.Section{
				Title: w.word("head.notes." + id), ID: "notes-" + id, Blocks: []document.Block{document.List{Items: items}},
			})
		}
	}
	part("plan", w.planNotes())
	part("missing", items(w.missing("", w.Branch)...))
	part("disputed", w.notesOf(w.disputes))
	part("open", append(w.openNotes(), w.unstatedNotes()...))
	part("reasons", w.reasonNotes())
	part("small", w.smallNotes())
	part("gaps", w.gapNotes())
	part("characters", w.characterNotes())
	if len(s.Sections) == 0 {
		s.Blocks = append(s.Blocks, paragraph(w.tell("notes.none", nil))...)
	}
	return s
}

func items(texts ...said) (all []document.Item) {
	for _, t := range texts {
		if !t.blank() {
			all = append(all, document.Item{Sentences: []document.Sentence{t.sentence()}})
		}
	}
	return all
}

func (w *writer) notesOf(notes []note) []document.Item {
	var all []said
	for _, n := range notes {
		all = append(all, w.say(n.name, n.with))
	}
	return items(all...)
}

func (w *writer) planNotes() []document.Item {
	var all []said
	status := w.choice(org.KindOrganization, "", "plan_status", "", w.o.Profile.PlanStatus)
	if w.Year > 1 {
		status = said{} // that of the first plan
	}
	if !w.o.Adopted(w.Year) {
		all = append(all, w.say("note.draft", words{"Status": status}))
	}
	if w.Public {
		all = append(all, w.say("note.public", nil))
	}
	return items(all...)
}

func (w *writer) smallNotes() []document.Item {
	var keys []string
	for k := range w.small {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, org.CompareCodes)
	var codes []said
	for _, k := range keys {
		codes = append(codes, w.small[k])
	}
	if len(codes) == 0 {
		return nil
	}
	return items(w.sayN("note.small", count("small", codes...), words{
		"Codes": list(codes...), "Least": literal(value.FormatNumber(float64(w.SmallCount))),
	}))
}

// gapNotes tell of completed actions that name no output and of actions that
// nobody has reported on.
func (w *writer) gapNotes() []document.Item {
	var silent, bare []said
	for _, a := range w.yearActions(w.Year) {
		st := w.latest(a)
		code := w.code(org.KindAction, a.Key).with(st.said)
		if st.id == "" {
			silent = append(silent, code)
		}
		if st.id == "complete" && !w.namesOutput(a) {
			bare = append(bare, code)
		}
	}
	var all []said
	if len(silent) > 0 {
		all = append(all, w.sayN("note.silent", count("not reported", silent...), words{"Codes": list(silent...)}))
	}
	if len(bare) > 0 {
		all = append(all, w.sayN("note.bare", count("without output", bare...), words{"Codes": list(bare...)}))
	}
	return items(all...)
}

// namesOutput tells whether a report names an output of the action.
func (w *writer) namesOutput(a *org.Action) bool {
	return slices.ContainsFunc(w.index.statuses[a.Key], func(s *org.Status) bool { return len(s.Output) > 0 })
}

func (w *writer) characterNotes() []document.Item {
	var all []said
	for _, c := range w.Characters {
		fact := computed("character", c.Where.String(), c.Text)
		all = append(all, w.say("note.character", words{"Text": fact, "Where": literal(c.Where.String())}))
	}
	return items(all...)
}

package narrative

import (
	"spm/engine/org"
	"spm/engine/value"
	"spm/reports/document"
)

// Annual tells the story of a year: what was done, what came of it, and what
// comes next (guidebook section 10).
func Annual(in Input) (*document.Document, error) {
	w, err := newWriter(in)
	if err != nil {
		return nil, err
	}
	d := &document.Document{Title: w.word("annual.title"), Subtitle: w.word("annual.subtitle"), Period: w.span()}
	w.cover(d)
	d.Sections = []document.Section{
		{}, w.directionSection(), w.implementationSection(), w.performanceSection(),
		w.innovationSection(), w.nextSection(),
	}
	d.Sections[0] = w.glanceSection() // last, since it counts the disputes that the others met
	d.Sections = append(d.Sections, w.notesSection())
	d.Sections = append(d.Sections, w.sourcesSection(d))
	return w.finish(d)
}

// span is the year of the report as its cover shows it.
func (w *writer) span() string {
	if len(w.months) == 0 {
		return ""
	}
	return value.FormatMonth(w.months[0]) + " – " + value.FormatMonth(w.months[len(w.months)-1])
}

func (w *writer) cover(d *document.Document) {
	p := &w.o.Profile
	if b := w.index.branches[w.Branch]; b != nil {
		d.Statement = w.fact(org.KindBranch, b.Key, "purpose", "", b.Purpose).sentence()
		if leader := w.fact(org.KindBranch, b.Key, "leader", "", b.Leader); !leader.blank() {
			d.Authors = []document.Sentence{leader.sentence()}
		}
	} else if !(w.Public && p.Public == "internal") {
		d.Statement = w.fact(org.KindOrganization, "", "mission", "", p.Mission).sentence()
	}
	if w.Branch == "" && p.Leader != "" {
		d.Authors = []document.Sentence{w.fact(org.KindOrganization, "", "leader", "", p.Leader).sentence()}
	}
	recipients, year := w.o.RecipientsIn(w.Year)
	for _, r := range recipients {
		d.Recipients = append(d.Recipients, w.item(org.KindOrganization, "", "recipients", year, r).sentence())
	}
	fact := func(label string, v said) {
		if !v.blank() {
			d.Facts = append(d.Facts, document.Fact{Label: w.word(label), Value: v.sentence()})
		}
	}
	fact("cover.year", w.placeInPlan())
	status := w.choice(org.KindOrganization, "", "plan_status", "", p.PlanStatus)
	adopted := said{}
	if w.Year > 1 {
		status = literal(w.Labels("plan_status", map[bool]string{true: "adopted", false: "draft"}[w.o.Adopted(w.Year)]))
		if day := p.Adopted[w.year]; day.Valid() {
			adopted = w.fact(org.KindOrganization, "", "adopted", w.year, day.Format())
		}
	} else if p.AdoptedOn.Valid() {
		adopted = w.fact(org.KindOrganization, "", "adopted_on", "", p.AdoptedOn.Format())
	}
	if !status.blank() {
		fact("cover.plan", w.say("cover.status", words{"Status": status, "On": adopted}))
	}
	if w.Public {
		fact("cover.version", literal(w.word("cover.public")))
	} else {
		fact("cover.version", literal(w.word("cover.internal")))
	}
}

// placeInPlan is Year 1 of the years that have milestones.
func (w *writer) placeInPlan() said {
	most, parts := w.Year, []said{}
	for _, m := range w.o.Milestones {
		if y := org.PlanYear(m.Year); w.ours(m.Key) && y > most {
			most = y
		}
	}
	start := said{}
	if s := w.o.Profile.PlanStart; s.Valid() {
		start = w.fact(org.KindOrganization, "", "plan_start", "", s.Format())
		parts = append(parts, start)
	}
	years := computed("plan years", "", value.FormatNumber(float64(most)), parts...)
	return w.say("cover.place", words{"Year": number(w.Year), "SchoolYear": literal(w.year), "Years": years, "Start": start})
}

// directionSection tells where the organization wants to go and how.
func (w *writer) directionSection() document.Section {
	s := document.Section{Title: w.word("head.direction"), Level: 1, ID: "direction"}
	p := &w.o.Profile
	titled := func(id string, text said) {
		if !text.blank() {
			s.Sections = append(s.Sections, document.Section{Title: w.word("head." + id), ID: id, Blocks: paragraph(text.sentence())})
		}
	}
	if w.Public && p.Public == "internal" {
		s.Blocks = append(s.Blocks, paragraph(w.tell("direction.internal", nil))...)
	} else {
		titled("vision", w.fact(org.KindOrganization, "", "vision", "", p.Vision))
		titled("mission", w.fact(org.KindOrganization, "", "mission", "", p.Mission))
	}
	purposes := document.Section{Title: w.word("head.purpose"), ID: "purpose"}
	for _, b := range w.o.Branches {
		if !w.ours(b.Key) {
			continue
		}
		name, purpose := w.named(b.Key), w.fact(org.KindBranch, b.Key, "purpose", "", b.Purpose)
		if purpose.blank() {
			purposes.Blocks = append(purposes.Blocks, paragraph(w.tell("purpose.none", words{"Branch": name}))...)
			continue
		}
		lead := w.tell("purpose", words{"Branch": name})
		lead.Strong = true
		purposes.Blocks = append(purposes.Blocks, paragraph(lead, purpose.sentence())...)
	}
	if purposes.Blocks != nil {
		s.Sections = append(s.Sections, purposes)
	}
	for _, g := range w.goals() {
		s.Sections = append(s.Sections, w.goalDirection(g))
	}
	if len(s.Sections)+len(s.Blocks) == 0 {
		s.Blocks = paragraph(w.tell("direction.none", nil))
	}
	return s
}

func (w *writer) goalDirection(g *org.Goal) document.Section {
	s := document.Section{Title: w.goalTitle(g), ID: "goal-" + g.Key}
	text := w.goalText(g)
	switch {
	case !text.blank():
		s.Blocks = paragraph(text.strong())
		s.Blocks = append(s.Blocks, paragraph(w.fact(org.KindGoal, g.Key, "explanation", "", g.Explanation).sentence())...)
	case w.internal(g.Key):
		s.Blocks = paragraph(w.tell("goal.internal", words{"Goal": literal(g.Code())}))
	default:
		s.Blocks = paragraph(w.tell("goal.unstated", words{"Goal": literal(g.Code())}))
	}
	strategies := w.index.strategies[g.Key]
	var list document.List
	for _, st := range strategies {
		statement := w.statement(st)
		name := w.tell("strategy.name", words{"Code": literal(st.Code()), "Branch": w.branchWord(st.BranchKey())})
		name.Strong = true
		if statement.blank() {
			statement = w.say("strategy.unstated", words{"Code": literal(st.Code())})
		}
		list.Items = append(list.Items, document.Item{Sentences: []document.Sentence{name, statement.sentence()}})
	}
	var parts []said
	for _, st := range strategies {
		parts = append(parts, w.statement(st))
	}
	s.Blocks = append(s.Blocks, paragraph(w.tellN("goal.strategies", count("strategies", parts...), words{"Goal": literal(g.Code())}))...)
	if list.Items != nil {
		s.Blocks = append(s.Blocks, list)
	}
	return s
}

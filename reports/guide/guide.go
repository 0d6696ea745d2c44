// Package guide makes the field guide of the forms: for each form what it is,
// who fills it in, and what to write into each of its fields, as a document that
// can be printed or written as Markdown.
//
// It says what the forms declare, in the language of their library, and nothing
// about any organization.
package guide

import (
	"slices"
	"strconv"
	"strings"

	"spm/engine/form"
	"spm/engine/value"
	"spm/reports/document"
)

// Of is the guide of some forms of a library; of all where none are named. The
// guide of one form has no cover.
func Of(lib *form.Library, ids []string) *document.Document {
	g := guide{lib}
	d := &document.Document{
		Title: lib.Say(form.GuideTitle), Subtitle: lib.Say(form.GuideSubtitle), Language: lib.Locale(), Words: Words(lib),
		Statement: document.Sentence{Text: lib.Say(form.GuideStatement)}, Compact: len(ids) == 1,
	}
	forms := g.forms(ids)
	if len(forms) > 1 {
		d.Sections = append(d.Sections, g.glance(forms))
	}
	for _, f := range forms {
		d.Sections = append(d.Sections, g.form(f))
	}
	return d
}

// forms are the forms in the order in which people meet them: that of the packets.
func (g guide) forms(ids []string) (forms []*form.Form) {
	add := func(f *form.Form) {
		if f != nil && (len(ids) == 0 || slices.Contains(ids, f.ID)) && !slices.Contains(forms, f) {
			forms = append(forms, f)
		}
	}
	for _, p := range g.lib.Packets {
		for _, id := range p.Forms {
			add(g.lib.Form(id))
		}
	}
	for _, f := range g.lib.Forms {
		add(f)
	}
	return forms
}

// glance lists the forms: who fills them in, and with which packet they come.
func (g guide) glance(forms []*form.Form) document.Section {
	t := document.Table{Columns: []document.Column{
		{Title: g.say(form.GuideForm), Width: 44}, {Title: g.say(form.WhoFills), Width: 26}, {Title: g.say(form.GuidePackets), Width: 30},
	}}
	for _, f := range forms {
		var packets []string
		for _, p := range g.packets(f) {
			packets = append(packets, p.Title+", "+g.lib.Frequency(p))
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			{Text: g.lib.Heading(f), Strong: true}, {Text: f.FilledBy}, {Text: strings.Join(packets, "\n")},
		}})
	}
	return document.Section{Title: g.say(form.GuideGlance), Level: 1, ID: "glance", Blocks: []document.Block{t}}
}

// packets are those in which a form travels.
func (g guide) packets(f *form.Form) (packets []*form.Packet) {
	for _, p := range g.lib.Packets {
		if slices.Contains(p.Forms, f.ID) {
			packets = append(packets, p)
		}
	}
	return packets
}

type guide struct{ lib *form.Library }

func (g guide) say(w form.Word, pairs ...string) string { return g.lib.Say(w, pairs...) }

// Words are what the printer itself says in the language of a library.
func Words(lib *form.Library) document.Words {
	page := lib.Say(form.PageOf, "page", "%d", "pages", "%d")
	return document.Words{
		Contents: lib.Say(form.GuideContents), PageOf: page, Continued: lib.Say(form.GuideContinued),
		Page: lib.Say(form.GuidePage, "page", "%d"), Cover: lib.Say(form.GuideCover),
	}
}

func paragraph(sentences ...string) document.Paragraph {
	var p document.Paragraph
	for _, s := range sentences {
		if s = value.Squeeze(s); s != "" {
			p.Sentences = append(p.Sentences, document.Sentence{Text: s})
		}
	}
	return p
}

// form is the chapter of a form.
func (g guide) form(f *form.Form) document.Section {
	s := document.Section{Title: g.lib.Heading(f), Level: 1, ID: f.ID, Blocks: []document.Block{paragraph(f.Instruction), document.List{Items: g.facts(f)}}}
	for i := range f.Sheets {
		sheet := g.sheet(f, &f.Sheets[i])
		if len(f.Sheets) == 1 { // then it needs no heading of its own
			s.Blocks = append(s.Blocks, sheet.Blocks...)
			s.Sections = append(s.Sections, sheet.Sections...)
			continue
		}
		s.Sections = append(s.Sections, sheet)
	}
	if len(f.Checks) > 0 {
		s.Sections = append(s.Sections, g.checks(f))
	}
	return s
}

// facts are what there is to know of a form before anybody opens it.
func (g guide) facts(f *form.Form) (facts []document.Item) {
	add := func(label, text string) {
		if text != "" {
			facts = append(facts, document.Item{Sentences: []document.Sentence{{Text: label + ":", Strong: true}, {Text: text}}})
		}
	}
	step := ""
	if f.Step > 0 {
		step = g.say(form.StepNo, "step", strconv.Itoa(f.Step))
	}
	add(g.say(form.GuideStep), joined(" · ", step, f.Module))
	add(g.say(form.WhoFills), f.FilledBy)
	for _, p := range g.packets(f) {
		add(g.say(form.GuideComes), g.say(form.GuideInPacket, "packet", p.Title, "to", g.lib.Recipient(p), "when", g.lib.Frequency(p)))
	}
	switch f.Repeat {
	case "milestone":
		add(g.say(form.GuideSheets), g.say(form.GuideEachMilestone))
	case "goal":
		add(g.say(form.GuideSheets), g.say(form.GuideEachGoal))
	}
	return facts
}

func (g guide) sheet(f *form.Form, sheet *form.Sheet) document.Section {
	s := document.Section{Title: g.say(form.GuideSheet, "sheet", sheet.Name), ID: f.ID + " " + sheet.Name}
	if only := g.only(sheet.Only); only != "" {
		s.Blocks = append(s.Blocks, paragraph(only))
	}
	for i := range sheet.Sections {
		if x := &sheet.Sections[i]; x.Shape != form.Checks {
			s.Sections = append(s.Sections, g.section(f, x))
		}
	}
	if len(s.Sections) == 0 {
		s.Blocks = append(s.Blocks, paragraph(g.say(form.GuideChecksOnly)))
	}
	return s
}

// only says for whom a part of a form is, where it is not for everybody.
func (g guide) only(branch string) string {
	switch branch {
	case "division":
		return g.say(form.OnlyDivision)
	case "strand":
		return g.say(form.OnlyStrand)
	case "quarter_4":
		return g.say(form.OnlyQuarter4)
	}
	return ""
}

func (g guide) section(f *form.Form, x *form.Section) document.Section {
	s := document.Section{Title: joined(" ", x.No, x.Title), ID: f.ID + "." + x.ID}
	s.Blocks = append(s.Blocks, paragraph(x.Help, g.only(x.Only), g.rows(x)))
	var given []string
	t := document.Table{Columns: []document.Column{
		{Title: g.say(form.GuideField), Width: 23}, {Title: g.say(form.GuideWrite), Width: 43},
		{Title: g.say(form.GuideNeeded), Width: 16}, {Title: g.say(form.GuideExample), Width: 18},
	}}
	group := ""
	for i := range x.Fields {
		field := &x.Fields[i]
		if field.Given || field.ShownPeriod || field.Type == value.Code && x.Shape != form.Answers && !x.OwnCodes {
			if !slices.Contains(given, field.Label) {
				given = append(given, field.Label)
			}
			continue
		}
		if field.Group != group && field.Group != "" {
			t.Rows = append(t.Rows, document.Row{Band: document.Cell{Text: field.Group}})
		}
		group = field.Group
		t.Rows = append(t.Rows, g.field(x, field))
	}
	if len(given) > 0 {
		s.Blocks = append(s.Blocks, paragraph(g.say(form.GuideGiven, "fields", strings.Join(given, ", "))))
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	return s
}

// rows says what the rows of a table are.
func (g guide) rows(x *form.Section) string {
	if x.Shape == form.Answers {
		return ""
	}
	var said []string
	if n := len(x.Seed); n > 0 {
		said = append(said, g.say(form.GuideSeeded, "n", strconv.Itoa(n)))
	}
	switch {
	case x.OwnCodes:
		said = append(said, g.say(form.GuideOwnCodes))
	case x.Spare > 0:
		said = append(said, g.say(form.GuideSpare, "n", strconv.Itoa(x.Spare), "code", x.New+"1"))
	}
	return strings.Join(said, " ")
}

// checks is the quality check of a form's step.
func (g guide) checks(f *form.Form) document.Section {
	var list document.List
	for _, c := range f.Checks {
		list.Items = append(list.Items, document.Item{Sentences: []document.Sentence{{Text: c.ID, Strong: true}, {Text: value.Squeeze(c.Text)}}})
	}
	return document.Section{Title: g.say(form.GuideChecks), ID: f.ID + " checks", Blocks: []document.Block{paragraph(g.say(form.GuideChecksHow)), list}}
}

func joined(by string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), by)
}

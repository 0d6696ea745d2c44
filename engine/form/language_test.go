package form_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"spm/engine/form"
	"spm/engine/org"
	"spm/engine/value"
	"spm/templates"
)

// loaded is the library with some files laid over the templates.
func loaded(t *testing.T, files map[string]string) *form.Library {
	t.Helper()
	top := fstest.MapFS{}
	for name, text := range files {
		top[name] = &fstest.MapFile{Data: []byte(text)}
	}
	lib, findings := form.Load(templates.Over(top), model(), org.Computed...)
	for _, f := range findings {
		t.Fatalf("%s: %s %s", f.Where, f.Code, f.Message)
	}
	return lib
}

// A workspace's translations are laid over ours text by text; the library in
// another language has other words and the same ids, and every form is known by
// the words of all languages.
func TestLanguages(t *testing.T) {
	lib := loaded(t, map[string]string{"languages/es.yaml": "forms:\n  N.actions: {title: Nuestras acciones}\n  N.actions.action: {label: Qué haremos}\nwords: {return_by: \"Antes del {day}\"}\n"})
	es := lib.In("es")
	action := func(l *form.Library) *form.Field { return l.Form("N").Section("actions").Field("action") }
	if got := action(es).Label; got != "Qué haremos" {
		t.Errorf("the workspace calls the action %q", got)
	}
	if got := es.Say(form.Attachment, "id", "N", "title", "Acciones"); got != "Anexo N: Acciones" {
		t.Errorf("what the workspace leaves out is ours: %q", got)
	}
	if got := es.Say(form.ReturnBy, "day", es.Day("2026-10-01")); got != "Antes del 1 de octubre de 2026" {
		t.Errorf("a fixed text with a day is %q", got)
	}
	if got := es.Month("2026-10"); got != "octubre de 2026" {
		t.Errorf("a month is %q", got)
	}
	if got := lib.Say(form.ReturnBy, "day", lib.Day("2026-10-01")); got != "Please return by Oct 1, 2026" {
		t.Errorf("English is left alone: %q", got)
	}
	if action(lib).Label != "Action" || !slices.Contains(action(lib).Was, "Qué haremos") || !slices.Contains(action(es).Was, "Action") {
		t.Errorf("each language knows the labels of the other: %+v, %+v", action(lib), action(es))
	}
	if !slices.Contains(lib.Form("N").Section("actions").Was, "Nuestras acciones") {
		t.Error("sections are known by their titles in all languages")
	}
	if es.In("en") != lib || lib.In("xx") != lib || es.In("es") != es {
		t.Error("languages lead to each other, and one that is not there is English")
	}
	if es.Form("N").Hash != lib.Form("N").Hash {
		t.Error("it is the same form")
	}
	yes := value.Value{Type: value.YesNo, Text: "yes"}
	if got := es.Lists[form.YesNoList].Label(yes.Text); got != "Sí" {
		t.Errorf("yes is %q", got)
	}
	if o := lib.Lists[form.LanguageList]; o.Label("es") != "Spanish" || len(o.Find("español")) != 1 {
		t.Errorf("the languages are %v", o)
	}
}

// What spm puts into cells itself is translated with its numbers, in values and
// in the formulas that show the same.
func TestTextsInAnotherLanguage(t *testing.T) {
	lib := loaded(t, map[string]string{"languages/es.yaml": "computed: {\"{1} of {2} ({3}%)\": \"{1} de {2} ({3}%)\", Gap: Vacío}\n"})
	es := lib.In("es")
	for english, want := range map[string]string{"3 of 8 (38%)": "3 de 8 (38%)", "1,250 of 2,000 (62.5%)": "1,250 de 2,000 (62.5%)", "Gap": "Vacío", "something else": "something else"} {
		if got := es.Text(english); got != want {
			t.Errorf("%q is said %q, want %q", english, got, want)
		}
		if got := lib.Text(english); got != english {
			t.Errorf("in English %q is said %q", english, got)
		}
	}
	finding := es.Form("I").Section("comparison").Field("finding")
	if !strings.Contains(finding.Formula, `"Vacío"`) || strings.Contains(finding.Formula, `"Gap"`) {
		t.Errorf("the formula says %s", finding.Formula)
	}
	if got := es.ShortMonth("2026-10") + " " + lib.ShortMonth("2026-10"); got != "oct Oct" {
		t.Errorf("October is %q in a heading", got)
	}
}

// A form as issued is said in the language of its packet, too.
func TestWithFormsInALanguage(t *testing.T) {
	lib := loaded(t, map[string]string{"languages/es.yaml": "shared: {Action: Acción}\n"})
	then, err := lib.With([][]byte{lib.Form("N").Source})
	if err != nil {
		t.Fatal(err)
	}
	for name, l := range map[string]*form.Library{"first the form": then.In("es")} {
		if got := l.Form("N").Section("actions").Field("action").Label; got != "Acción" {
			t.Errorf("%s: the label is %q", name, got)
		}
	}
	in, err := lib.In("es").With([][]byte{lib.Form("N").Source})
	if err != nil || in.Form("N").Section("actions").Field("action").Label != "Acción" {
		t.Errorf("first the language: %v", err)
	}
}

// A hidden field is neither printed nor expected; its column goes with it.
func TestHidden(t *testing.T) {
	const text = `
id: X
title: Extra
version: 1
sheets:
  - name: X
    columns: [10, 30, 20]
    sections:
      - id: one
        title: One
        shape: table
        rows: ours
        entity: goal
        fields:
          - {id: no, attr: code, label: No., type: code, given: true}
          - {id: a, attr: other.a, label: A, type: text, example: a, hidden: true}
          - {id: b, attr: other.b, label: B, type: text, example: b}
      - {id: two, title: Two, shape: answers, entity: organization, hidden: true, fields: [{id: c, no: X1, attr: other.c, label: C, type: text, example: c}]}
`
	f := loaded(t, map[string]string{"attachments/x.yaml": text}).Form("X")
	s := f.Section("one")
	if s.Field("a") != nil || s.Field("b") == nil || f.Section("two") != nil {
		t.Errorf("the form has %+v", f.Sheets[0].Sections)
	}
	if got := f.Sheets[0].Columns; !slices.Equal(got, []float64{10, 20}) {
		t.Errorf("the columns are %v wide", got)
	}
}

// What a language leaves in English is counted: nothing in ours, nearly all in
// one that a district begins.
func TestUntranslated(t *testing.T) {
	ours := loaded(t, nil)
	if left, _ := ours.Untranslated(ours.Languages[0]); len(left) > 0 {
		t.Errorf("not in Spanish: %q", left)
	}
	lib := loaded(t, map[string]string{"languages/fr.yaml": `name: français
english: French
locale: fr-FR
months: [janvier, février, mars, avril, mai, juin, juillet, août, septembre, octobre, novembre, décembre]
day: "{day} {month} {year}"
month: "{month} {year}"
date: "d mmm yyyy"
words: {attachment: "Annexe {id} : {title}"}
`})
	fr := lib.Languages[slices.IndexFunc(lib.Languages, func(l *form.Language) bool { return l.ID == "fr" })]
	left, of := lib.Untranslated(fr)
	if len(left) == 0 || len(left) >= of || !slices.IsSorted(left) {
		t.Errorf("%d of %d texts are left", len(left), of)
	}
	if slices.Contains(left, "words.attachment") {
		t.Error("what is translated is not left")
	}
}

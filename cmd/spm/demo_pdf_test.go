package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"spm/engine/value"
	"spm/reports/document"
	"spm/reports/uacheck"
	"spm/testdata/cases"
	"spm/testdata/programs"
)

func TestDemoReportsAreAccessible(t *testing.T) {
	for name, data := range pdfs(t, demoDir(t)) {
		fails, err := uacheck.Check(data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, f := range fails {
			t.Errorf("%s: %s", name, f)
		}
	}
}

func TestDemoReportsAreSound(t *testing.T) {
	for name := range pdfs(t, demoDir(t)) {
		programs.Output(t, "qpdf", "--check", filepath.Join(demoDir(t), "reports", name))
	}
}

// TestDemoPages counts pages: the board's is one, the branch
// leaders' one each, and the annual report must stay a thing that people read.
func TestDemoPages(t *testing.T) {
	for name := range pdfs(t, demoDir(t)) {
		most := map[string]int{"Board": 1, "Monthly": 3, "Annual": 50}[strings.Fields(name)[0]]
		if strings.Contains(name, "TL") && most == 3 {
			most = 1
		}
		n := 0
		for line := range strings.Lines(programs.Output(t, "pdfinfo", filepath.Join(demoDir(t), "reports", name))) {
			fmt.Sscanf(line, "Pages: %d", &n)
		}
		if n == 0 || n > most {
			t.Errorf("%s has %d pages, not %d or fewer", name, n, most)
		}
	}
}

// What a screen reader reads of a report are the texts of the document, all of
// them, in their order. poppler needs minutes for a long report, so it is the
// annual report of a branch that is read.
func TestDemoReadingOrder(t *testing.T) {
	a, e, s := demoApp(t)
	for _, o := range []reportOptions{{kind: "annual", branch: "SI"}, {kind: "board", period: "2027-06"}, {kind: "monthly", period: "2026-10"}} {
		in, _, err := a.input(e, s, o)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := makers[o.kind](in)
		if err != nil {
			t.Fatal(err)
		}
		o.file = filepath.Join(t.TempDir(), "report.pdf")
		if _, _, err := a.makeReport(e, o); err != nil {
			t.Fatal(err)
		}
		heard := bare(programs.Output(t, "pdfinfo", "-struct-text", o.file))
		at := 0
		for _, text := range spoken(doc) {
			i := strings.Index(heard[at:], bare(text))
			if i < 0 {
				t.Fatalf("%s: %q is not read, or out of order", o.kind, text)
			}
			at += i + len(bare(text))
		}
	}
}

// bare is a text without the blanks and marks that setting it adds or moves.
func bare(s string) string {
	return strings.NewReplacer(" ", "", "\n", "", "\"", "", "“", "", "”", "", "\f", "").Replace(s)
}

// spoken are the texts of a document's sections in reading order; charts speak
// through their alternatives.
func spoken(d *document.Document) (texts []string) {
	var section func(document.Section)
	section = func(s document.Section) {
		texts = append(texts, s.Title)
		for _, b := range s.Blocks {
			if f, ok := b.(document.Figure); ok {
				texts = append(texts, f.Caption)
				continue
			}
			part := document.Document{Sections: []document.Section{{Blocks: []document.Block{b}}}}
			part.Walk(func(text string, _ []document.Source) { texts = append(texts, ordered(b, text)) })
		}
		for _, k := range s.Sections {
			section(k)
		}
	}
	for _, s := range d.Sections {
		section(s)
	}
	return texts
}

// ordered leaves out what Walk tells in another order than it is printed: the
// word of a status stands before the text of its cell.
func ordered(b document.Block, text string) string {
	if t, ok := b.(document.Table); ok {
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				if c.Text == text && c.Status.Word != "" {
					return ""
				}
			}
		}
	}
	return text
}

// Names in the languages of the district are printed as they are written.
func TestDemoNames(t *testing.T) {
	text := programs.Output(t, "pdftotext", filepath.Join(demoDir(t), "reports", "Annual report 2026-27.pdf"), "-")
	flat := bare(text)
	for _, name := range []string{"Zoë Núñez", "Hồng Hạnh Nguyễn", "Quốc Bảo Trần", "Keʻala Kahananui", "Małgorzata Wiśniewska", "Nanibaaʼ Tsosie", "Diné Bizaad"} {
		if !strings.Contains(flat, bare(name)) {
			t.Errorf("%s is not in the report", name)
		}
	}
	if strings.ContainsAny(text, "\uFFFD\u25A1") {
		t.Error("a character has no glyph")
	}
}

// A plan that is not adopted yet says Draft on every page of every report.
func TestDraftOnEveryPage(t *testing.T) {
	a, e := playedUntil(t, filepath.Join(t.TempDir(), "draft"), func(s *cases.Step) bool { return s.On >= "2026-06-10" })
	a.day = value.Date("2026-06-10")
	for _, kind := range []string{"annual", "board", "monthly"} {
		file := filepath.Join(t.TempDir(), kind+".pdf")
		if _, _, err := a.makeReport(e, reportOptions{kind: kind, file: file}); err != nil {
			t.Fatal(err)
		}
		pages := strings.Split(strings.TrimRight(programs.Output(t, "pdftotext", "-layout", file, "-"), "\f"), "\f")
		for i, page := range pages {
			if !strings.Contains(page, "Draft") {
				t.Errorf("%s: page %d of %d does not say Draft", kind, i+1, len(pages))
			}
		}
	}
}

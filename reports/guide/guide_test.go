package guide_test

import (
	"bytes"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/form"
	"spm/reports"
	"spm/reports/guide"
	"spm/reports/uacheck"
	"spm/templates"
)

var update = flag.Bool("update", false, "write the guides in testdata anew")

func library(t *testing.T) *form.Library {
	t.Helper()
	lib, findings := form.Load(templates.Embedded, nil)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	return lib
}

// The guide of a form, as somebody who fills it in would read it.
func TestGuideOfOneForm(t *testing.T) {
	for name, language := range map[string]string{"n.md": form.English, "n-es.md": "es"} {
		got := guide.Of(library(t).In(language), []string{"N"}).Markdown()
		file := "testdata/" + name
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("-update writes %s anew (-want +got):\n%s", file, diff)
		}
	}
}

// Every form, section and field that people fill in has its place in the guide.
func TestGuideIsComplete(t *testing.T) {
	lib := library(t)
	text := strings.Join(strings.Fields(guide.Of(lib, nil).Markdown()), " ")
	text = strings.NewReplacer(`\`, "", "<br>", " ").Replace(text)
	for _, f := range lib.Forms {
		if !strings.Contains(text, strings.Join(strings.Fields(f.Title), " ")) {
			t.Errorf("the guide lacks %s", f.ID)
		}
		for i := range f.Sheets {
			for _, s := range f.Sheets[i].Sections {
				for _, x := range s.Fields {
					if label := strings.Join(strings.Fields(x.Label), " "); s.Shape != form.Checks && !strings.Contains(text, label) {
						t.Errorf("the guide lacks %s.%s.%s, %q", f.ID, s.ID, x.ID, x.Label)
					}
				}
			}
		}
		for _, c := range f.Checks {
			if !strings.Contains(text, "**"+c.ID+"**") {
				t.Errorf("the guide lacks the check %s", c.ID)
			}
		}
	}
}

// As PDF it is accessible, in both languages, and the same each time.
func TestGuideAsPDF(t *testing.T) {
	for _, language := range []string{form.English, "es"} {
		print := func() []byte {
			pdf, missing, err := reports.Print(*guide.Of(library(t).In(language), nil), reports.DefaultTheme, reports.Options{})
			if err != nil || len(missing) > 0 {
				t.Fatalf("%v, without glyphs for %v", err, missing)
			}
			return pdf
		}
		pdf := print()
		if !bytes.Equal(pdf, print()) {
			t.Errorf("%s: the second time it has other bytes", language)
		}
		fails, err := uacheck.Check(pdf)
		if err != nil {
			t.Fatal(err)
		}
		if slices.Sort(fails); len(fails) > 0 {
			t.Errorf("%s: %s", language, strings.Join(fails, "\n"))
		}
	}
}

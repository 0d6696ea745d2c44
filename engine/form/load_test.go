package form_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/org"
	"spm/templates"
)

func model() (all []form.Attribute) {
	for _, a := range org.Attributes() {
		all = append(all, form.Attribute{Kind: string(a.Kind), Name: a.Name, Yearly: a.Yearly})
	}
	return all
}

// The templates that come with the program have no mistake.
func TestEmbeddedTemplatesAreSound(t *testing.T) {
	lib, findings := form.Load(templates.Embedded, model(), org.Computed...)
	for _, f := range findings {
		t.Errorf("%s: %s %s. %s", f.Where, f.Code, f.Message, f.Hint)
	}
	if len(lib.Forms) < 8 {
		t.Errorf("%d forms, want the eight of the first thread", len(lib.Forms))
	}
}

// Everybody who opens a workbook is told what it is and what to do.
func TestPacketsSayWhatTheyAre(t *testing.T) {
	lib, _ := form.Load(templates.Embedded, nil)
	for _, p := range lib.Packets {
		if p.About == "" || len(p.How) == 0 {
			t.Errorf("packets.yaml: %s has no about or no how", p.ID)
		}
	}
	if lib.SendBack.Text == "" || len(lib.SendBack.Programs) < 4 {
		t.Error("packets.yaml: send_back leaves out a program")
	}
}

// Each fixture lays a few files over the templates; its last file, want, lists
// every finding as place, code, and a part of the message that names the case.
func TestTemplateCodes(t *testing.T) {
	for _, page := range finding.Catalogue() {
		code := string(page.Code)
		if !strings.HasPrefix(code, "TMPL-") {
			continue
		}
		t.Run(code, func(t *testing.T) {
			archive, err := txtar.ParseFile(filepath.Join("..", "..", "testdata", "codes", code+".txtar"))
			if err != nil {
				t.Fatalf("every code needs its fixture: %v", err)
			}
			files := fstest.MapFS{}
			var want []string
			for _, f := range archive.Files {
				if f.Name == "want" {
					want = strings.Split(strings.TrimSpace(string(f.Data)), "\n")
					continue
				}
				files[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			_, findings := form.Load(templates.Over(files), model(), org.Computed...)
			var got []string
			hit := false
			for _, f := range findings {
				hit = hit || f.Code == page.Code
				got = append(got, line(f, want))
			}
			slices.Sort(want)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if !hit {
				t.Errorf("the fixture does not show %s", code)
			}
		})
	}
}

// line is a finding as fixtures write it: with what its line says of the
// message where that is true, else with the whole message.
func line(f finding.Finding, want []string) string {
	place := fmt.Sprintf("%s %s", f.Where, f.Code)
	for _, w := range want {
		rest, ok := strings.CutPrefix(w, place)
		if ok && strings.Contains(f.Message, strings.TrimSpace(rest)) {
			return w
		}
	}
	return place + " " + f.Message
}

func TestRuleFor(t *testing.T) {
	lib, _ := form.Load(templates.Over(fstest.MapFS{"merge.yaml": &fstest.MapFile{Data: []byte("rules:\n  goal.text: [branch, centre]\n  goal.public: latest\n")}}), nil)
	for attr, want := range map[string]form.Policy{"text": form.Prefer, "public": form.Latest, "explanation": form.MustAgree} {
		if got := lib.RuleFor("goal", attr).Policy; got != want {
			t.Errorf("goal.%s is settled by %s, want %s", attr, got, want)
		}
	}
	if diff := cmp.Diff([]string{"branch", "centre"}, lib.RuleFor("goal", "text").Order); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

// An overlay replaces whole files and adds others; the hash of a form changes
// with its text, so that an edit without a new version number is noticed.
func TestOverlay(t *testing.T) {
	old, _ := form.Load(templates.Embedded, model(), org.Computed...)
	data, err := templates.Embedded.ReadFile("attachments/e-theory-of-action.yaml")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(data), "title: Strategy Theory of Action", "title: Our Strategies", 1)
	lib, findings := form.Load(templates.Over(fstest.MapFS{"attachments/e-theory-of-action.yaml": &fstest.MapFile{Data: []byte(text)}}), model(), org.Computed...)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	if got := lib.Form("E").Title; got != "Our Strategies" {
		t.Errorf("the title is %q", got)
	}
	if len(lib.Forms) != len(old.Forms) || lib.Form("E").Hash == old.Form("E").Hash || lib.Form("F").Hash != old.Form("F").Hash {
		t.Error("the overlay should change form E only")
	}
}

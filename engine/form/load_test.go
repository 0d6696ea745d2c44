package form_test

import (
	"testing"

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

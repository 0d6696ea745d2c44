package form_test

import (
	"bytes"
	"testing"

	"spm/engine/form"
	"spm/engine/org"
	"spm/templates"
)

// A form that has changed since is understood as it was issued; the others,
// and the library itself, stay as they are.
func TestWithFormsAsIssued(t *testing.T) {
	now, _ := form.Load(templates.Embedded, model(), org.Computed...)
	then := bytes.Replace(now.Form("N").Source, []byte("label: Supports,"), []byte("label: Helpers,"), 1)
	lib, err := now.With([][]byte{then})
	if err != nil {
		t.Fatal(err)
	}
	label := func(l *form.Library) string { return l.Form("N").Section("actions").Field("supports").Label }
	if got := label(lib); got != "Helpers" {
		t.Errorf("as issued the field is called %q", got)
	}
	if got := label(now); got != "Supports" {
		t.Errorf("the library of today calls the field %q", got)
	}
	if lib.Form("N").Hash == now.Form("N").Hash || lib.Form("F") != now.Form("F") {
		t.Error("the form as issued has its own hash, and the others are the same")
	}
	if checks := lib.Form("N").Section("checks"); checks == nil || len(checks.Fields) == 0 {
		t.Error("the quality-check box of the form as issued has no columns")
	}
}

// Nothing was kept where nothing has changed.
func TestWithNothing(t *testing.T) {
	now, _ := form.Load(templates.Embedded, model(), org.Computed...)
	if lib, err := now.With(nil); err != nil || lib != now {
		t.Errorf("%p, %v, want the library itself", lib, err)
	}
}

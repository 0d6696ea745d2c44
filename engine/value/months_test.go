package value_test

import (
	"testing"

	"spm/engine/value"
)

var spanish = value.Months{{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}}

// What is typed in Spanish into a form is understood as what is typed in
// English; ✕ is refused.
func TestReadingsInSpanish(t *testing.T) {
	met := value.Options{{Key: "yes", Label: "Sí", Also: []string{"Yes"}}, {Key: "no", Label: "No"}}
	for _, c := range []struct {
		kind        value.Type
		typed, want string
	}{
		{value.Day, "1 de octubre de 2026", "2026-10-01"},
		{value.Day, "1º de octubre del 2026", "2026-10-01"},
		{value.Day, "1 oct 2026", "2026-10-01"},
		{value.Day, "3-ene-2027", "2027-01-03"},
		{value.Day, "jueves, 1 de octubre de 2026", "2026-10-01"},
		{value.Day, "October 1, 2026", "2026-10-01"},
		{value.Day, "Sept. 3, 2026", "2026-09-03"},
		{value.Day, "10/1/2026", "2026-10-01"},
		{value.Day, "1 de brumario de 2026", "✕"},
		{value.Day, "1 de j 2026", "✕"},
		{value.Month, "octubre de 2026", "2026-10"},
		{value.Month, "Dic. 2026", "2026-12"},
		{value.Month, "October 2026", "2026-10"},
		{value.Month, "ju 2026", "✕"},
		{value.YesNo, "Sí", "yes"},
		{value.YesNo, "si", "yes"},
		{value.YesNo, "Yes", "yes"},
		{value.YesNo, "no", "no"},
		{value.Number, "1,250", "1,250"},
		{value.Percent, "67 por ciento", "67%"},
		{value.Measure, "67.5 %", "67.5%"},
		{value.Measure, "12 días", "12 días"},
	} {
		v, _, ok := value.Parse(value.Spec{Type: c.kind, Months: spanish, Options: met}, value.Raw{Text: c.typed})
		got := v.Text
		if v.Numeric {
			got = v.Format(nil)
		}
		if !ok {
			got = "✕"
		}
		if got != c.want {
			t.Errorf("%s %q is understood as %q, want %q", c.kind, c.typed, got, c.want)
		}
	}
	for typed, want := range map[string]bool{"Por determinar con los datos de 2018–19": true, "Sin datos": true, "alto": false} {
		if got := value.Undetermined(typed); got != want {
			t.Errorf("%q is undetermined: %v, want %v", typed, got, want)
		}
	}
}

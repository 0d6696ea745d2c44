package form_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/finding"
)

// What is told to a Spanish-speaking office is Spanish but for what somebody
// has typed and for what nobody has translated.
func TestTold(t *testing.T) {
	es := loaded(t, nil).In("es")
	new := func(code finding.Code, words ...string) finding.Finding {
		return finding.New(code, finding.Location{}, words...)
	}
	for _, tc := range []struct {
		told finding.Finding
		want []string // message, what is asked for, what was read
	}{
		{new("CELL-10", "label", "Estado"), []string{"Estado: está en blanco, y hace falta una respuesta", "Complete la celda y envíe el archivo otra vez; todo lo demás quedó registrado", ""}},
		{new("CELL-05", "label", "Estado", "typed", "Jan 2, 2026", "near", "Did you mean “Hecho” or “No hecho”? ", "choices", "Hecho, No hecho"),
			[]string{"Estado es “Jan 2, 2026”, que no está en su lista", "¿Quiso decir “Hecho” o “No hecho”? Elija una de estas: Hecho, No hecho", ""}},
		{new("CELL-20", "label", "Inicio", "typed", "1/2/2026", "read", "Jan 2, 2026"),
			[]string{"Inicio: “1/2/2026” no se escribió como fecha; se leyó como 2 de enero de 2026", "No hace falta hacer nada si es correcto", "2 de enero de 2026"}},
		{new("CELL-32", "code", "M1.2-Y1", "rows", "5, 7 to 9 and 12"),
			[]string{"M1.2-Y1 está en las filas 5, 7 a 9 y 12 con respuestas distintas; ninguna se registró", "Deje la fila que vale y borre el código de la otra; sin código se lee como fila nueva", ""}},
		{new("CELL-60", "columns", "The columns “Inicio”, “Fin” of “Acciones” stand"),
			[]string{"Las columnas “Inicio”, “Fin” de “Acciones” están en otro lugar que cuando enviamos el formulario; cada respuesta se leyó donde está ahora", "No hace falta hacer nada", ""}},
		{new("CELL-35", "heading", "Column K", "first", "; the first text in it is “ask Jo”"),
			[]string{"La columna K no es parte del formulario y su contenido no se leyó; el primer texto en ella es “ask Jo”", "No hace falta hacer nada si es para usted; lo que sea para nosotros va en una de las celdas del formulario", ""}},
		{new("CELL-36", "table", "“Acciones”", "rows", "20 rows with no code (“Llamar” to “Escribir”) were", "as", "new ones, of M1.1-Y1 like the row above"),
			[]string{"“Acciones”: 20 filas sin código (“Llamar” a “Escribir”) se leyeron como nuevas, de M1.1-Y1 como la fila de arriba", "No hace falta hacer nada; el código se le asigna después", ""}},
		{new("CELL-16", "label", "Acción", "chars", "the characters “ا”, “ب”, “ح”, “ر”, “ع” and 3 more"),
			[]string{"Acción tiene los caracteres “ا”, “ب”, “ح”, “ر”, “ع” y 3 más, que el informe impreso no puede mostrar", "Escríbalo de otra manera, o déjelo así: en su lugar el informe muestra un cuadrito", ""}},
		{new("PKT-05", "shown", "October 2026", "period", "September 2026", "file", "a.xlsx", "wants", "2026-10"),
			[]string{"Las hojas dicen octubre de 2026, pero este libro se envió para septiembre de 2026; no se registró nada", "Si es el informe de octubre de 2026, complete el libro de octubre de 2026. Si es el de septiembre de 2026, corrija el mes y envíelo otra vez", ""}},
		{new("FILE-12", "kind", "a thing that has no word yet"), []string{"Este archivo es a thing that has no word yet, no un libro", "Envíe el libro de Excel mismo", ""}},
		{new("ASSI-01", "milestone", "M1", "text", "Publish", "fault", "has no lead unit"), nil}, // no sender is told of the plan's rules
	} {
		got := es.Told(finding.List{tc.told})[0]
		if tc.want == nil {
			tc.want = []string{tc.told.Message, tc.told.Ask(), ""}
		}
		if diff := cmp.Diff(tc.want, []string{got.Message, got.Ask(), got.Read}); diff != "" {
			t.Errorf("%s: %s", tc.told.Code, diff)
		}
	}
	if english := es.In("en").Told(finding.List{new("CELL-10", "label", "Status")}); english[0].Message != "Status is blank, and it is required" {
		t.Errorf("in English: %s", english[0].Message)
	}
}

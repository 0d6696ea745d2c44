package workbook_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"spm/engine/form"
	"spm/engine/spreadsheet"
	"spm/engine/workbook"
	"spm/engine/workbook/byhand"
	"spm/testdata/programs"
)

func spanish(t *testing.T) *form.Library {
	t.Helper()
	lib := library(t).In("es")
	if lib.Language == nil {
		t.Fatal("the templates speak no Spanish")
	}
	return lib
}

// Every form in Spanish stands what it stands in English; answers of lists are
// typed in English and in Spanish.
func TestRoundTripInSpanish(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	lib := spanish(t)
	for _, f := range lib.Forms {
		t.Run(f.ID, func(t *testing.T) {
			r := newTrip(t, lib, f)
			r.expect(t, "returned.xlsx", r.through(t))
			r.expect(t, "returned.xlsx", r.through(t, byhand.Together...))
		})
	}
}

// The action plan of a Spanish-speaking unit comes back without a word to say,
// also from LibreOffice, and its sheets say nothing in English.
func TestActionPlanInSpanish(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	lib := spanish(t)
	r := newTrip(t, lib, lib.Form("N"))
	filled := r.through(t)
	r.quiet(t, filled)

	f, err := excelize.OpenReader(bytes.NewReader(r.issued))
	must(t, err)
	var all []string
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		must(t, err)
		for _, row := range rows {
			all = append(all, row...)
		}
		asks, err := f.GetDataValidations(sheet)
		must(t, err)
		for _, a := range asks {
			if a.Prompt != nil {
				all = append(all, *a.Prompt)
			}
		}
	}
	text := strings.Join(all, "\n")
	for _, want := range []string{"Anexo N: Plantilla de planificación de acciones", "Empiece aquí", "Fecha de inicio", "Elija Sí o No.", "Año del plan 2026–27", "a más tardar el 5 de noviembre de 2026"} {
		if !strings.Contains(text, want) {
			t.Errorf("no sheet says %q", want)
		}
	}
	for _, english := range []string{"Action", "Milestone", "Please", "Choose", "Plan year", "Quality", "required answers", "Yes"} {
		if strings.Contains(strings.ReplaceAll(text, "Start here · ", ""), english) {
			t.Errorf("a sheet says %q: %.40q", english, text[strings.Index(text, english):])
		}
	}

	file := filepath.Join(t.TempDir(), "plan.xlsx")
	must(t, os.WriteFile(file, filled, 0o600))
	data, err := os.ReadFile(filepath.Join(programs.Save(t, programs.LibreOffice, []string{file}), "plan.xlsx"))
	must(t, err)
	r.quiet(t, data)
}

// A workbook in one language is known in the other by its headings, when
// its lines and keys are gone.
func TestKnownInTheOtherLanguage(t *testing.T) {
	english, es := library(t), spanish(t)
	r := newTrip(t, es, es.Form("N"))
	book := r.filled(t)
	for _, sheet := range book.Sheets() {
		if strings.HasPrefix(sheet, "N") {
			must(t, book.DeleteKeyRow(sheet))
		}
	}
	data, err := book.Save()
	must(t, err)
	opened, _ := spreadsheet.Open("returned.xlsx", data)
	sub, _ := workbook.Read(english, opened, "returned.xlsx", nil, r.packet.Options)
	answers := 0
	for _, rec := range sub.Records {
		if rec.Section == "actions" {
			answers += len(rec.Answers)
		}
	}
	if answers < 10 {
		t.Errorf("%d answers are read with the English forms", answers)
	}
}

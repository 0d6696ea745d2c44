package engine

import (
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/value"
	"spm/engine/workbook/byhand"
)

// hazard is what people do to a sheet.
type hazard struct {
	name string
	do   func(r *trip, b *byhand.Book, s *packet.Sheet) error
}

// together are the hazards that one workbook meets one after the other; sheets
// are renamed last, for the others go by their names.
var together = []hazard{sorted, rowInserted, columnInserted, titled, renamed}

var (
	renamed = hazard{"sheets renamed and reordered", func(_ *trip, b *byhand.Book, s *packet.Sheet) error {
		if err := b.RenameSheet(s.Name, "My "+s.Form+strconv.Itoa(s.Sheet)+" "+strings.ReplaceAll(s.Scope, "/", " ")); err != nil {
			return err
		}
		names := b.Sheets()
		return b.ReorderSheets(names[len(names)-1])
	}}
	sorted = hazard{"rows sorted", func(r *trip, b *byhand.Book, s *packet.Sheet) error {
		return r.tables(s, func(x *form.Section, _ []packet.Row) error { return b.SortRows(s.Name, "-"+x.Key(free(x))) })
	}}
	rowInserted = hazard{"row inserted", func(r *trip, b *byhand.Book, s *packet.Sheet) error {
		return r.tables(s, func(x *form.Section, rows []packet.Row) error {
			return b.InsertRow(s.Name, r.rowName(x, &rows[1], 1), nil)
		})
	}}
	columnInserted = hazard{"column inserted", func(r *trip, b *byhand.Book, s *packet.Sheet) error {
		return r.table(s, func(x *form.Section, _ []packet.Row) error {
			return b.InsertColumn(s.Name, x.Key(free(x)), "Our notes")
		})
	}}
	titled = hazard{"title row on top", func(_ *trip, b *byhand.Book, s *packet.Sheet) error { return b.TitleRow(s.Name, "Table 1") }}
)

var hazards = []hazard{
	renamed, sorted, rowInserted, columnInserted, titled,
	{"rows sorted without their ids", func(r *trip, b *byhand.Book, s *packet.Sheet) error {
		return r.tables(s, func(x *form.Section, _ []packet.Row) error { return b.SortVisible(s.Name, "-"+x.Key(free(x))) })
	}},
	{"column moved", func(r *trip, b *byhand.Book, s *packet.Sheet) error {
		return r.table(s, func(x *form.Section, _ []packet.Row) error {
			if to := r.answersEnd(s); len(x.Fields) > to+2 {
				return b.MoveColumn(s.Name, x.Key(&x.Fields[len(x.Fields)-1]), x.Key(&x.Fields[to]))
			}
			return nil
		})
	}},
	{"names moved before the codes", func(r *trip, b *byhand.Book, s *packet.Sheet) error {
		return r.table(s, func(x *form.Section, _ []packet.Row) error {
			if x.Shape == form.Checks || len(x.Fields) < 3 || r.answersEnd(s) > 0 {
				return nil
			}
			return b.MoveColumn(s.Name, x.Key(&x.Fields[1]), x.Key(&x.Fields[0]))
		})
	}},
	{"sheet copied", func(_ *trip, b *byhand.Book, s *packet.Sheet) error {
		_, err := b.DuplicateSheet(s.Name)
		return err
	}},
	{"keys deleted", func(r *trip, b *byhand.Book, s *packet.Sheet) error {
		return r.table(s, func(*form.Section, []packet.Row) error { return b.DeleteKeyRow(s.Name) })
	}},
}

// tables does something to each table of a sheet that has several rows.
func (r *trip) tables(s *packet.Sheet, do func(x *form.Section, rows []packet.Row) error) error {
	var failed error
	for i := range s.Blocks {
		x := r.lib.Form(s.Form).Section(s.Blocks[i].Section)
		if x.Shape != form.Answers && len(s.Blocks[i].Rows) > 1 {
			failed = errors.Join(failed, do(x, s.Blocks[i].Rows))
		}
	}
	return failed
}

// table does something to the first table of a sheet, if it has one.
func (r *trip) table(s *packet.Sheet, do func(x *form.Section, rows []packet.Row) error) error {
	done := false
	return r.tables(s, func(x *form.Section, rows []packet.Row) error {
		if done {
			return nil
		}
		done = true
		return do(x, rows)
	})
}

// answersEnd is the number of columns that the questions of a sheet need.
func (r *trip) answersEnd(s *packet.Sheet) int {
	for _, b := range s.Blocks {
		if r.lib.Form(s.Form).Section(b.Section).Shape == form.Answers {
			return 4
		}
	}
	return 0
}

// free is a field of words that staff fill in.
func free(s *form.Section) *form.Field {
	for i := range s.Fields {
		if f := &s.Fields[i]; !f.Given && (f.Type == value.Long || f.Type == value.Text) {
			return f
		}
	}
	return &s.Fields[len(s.Fields)-1]
}

// through is the filled workbook after some hazards on each of its sheets.
func (r *trip) through(t testing.TB, some ...hazard) []byte {
	t.Helper()
	book, err := byhand.Open(r.filled)
	must(t, err)
	for i := range r.packet.Sheets {
		for _, h := range some {
			if err := h.do(r, book, &r.packet.Sheets[i]); err != nil {
				t.Fatalf("%s: %s: %v", r, h.name, err)
			}
		}
	}
	data, err := book.Save()
	must(t, err)
	return data
}

// What people do to a workbook changes no answer and no claim. Everything
// happens to every workbook; each alone to one of a kind.
func TestRoundTripHazards(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	seen := map[string]bool{}
	for _, r := range playedYear(t).trips {
		for _, h := range hazards {
			if !seen[r.packet.Kind] {
				t.Run(r.String()+"/"+h.name, func(t *testing.T) { r.expect(t, "returned.xlsx", r.through(t, h)) })
			}
		}
		seen[r.packet.Kind] = true
		t.Run(r.String()+"/all together", func(t *testing.T) { r.expect(t, "returned.xlsx", r.through(t, together...)) })
	}
}

// The same after LibreOffice has opened and saved the files, and the files to
// which everything happened.
func TestRoundTripLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	soffice := libreOffice(t)
	dir, out := t.TempDir(), t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(t.TempDir()), "--headless", "--convert-to", "xlsx", "--outdir", out}
	trips := map[string]*trip{}
	for _, r := range playedYear(t).trips {
		for name, some := range map[string][]hazard{r.String(): nil, r.String() + " all together": together} {
			file := filepath.Join(dir, name+".xlsx")
			must(t, os.WriteFile(file, r.through(t, some...), 0o600))
			trips[name], args = r, append(args, file)
		}
	}
	if said, err := exec.CommandContext(t.Context(), soffice, args...).CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	for _, name := range slices.Sorted(maps.Keys(trips)) {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(out, name+".xlsx"))
			must(t, err)
			trips[name].expect(t, name+".xlsx", data)
		})
	}
}

// libreOffice is the program; a machine that runs the checks of every change has it.
func libreOffice(t testing.TB) string {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil && os.Getenv("CI") != "" {
		t.Fatal("soffice is missing: install LibreOffice Calc")
	}
	if err != nil {
		t.Skip("soffice is missing: install LibreOffice Calc to run this test")
	}
	return soffice
}

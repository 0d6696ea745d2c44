package engine

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"spm/engine/workbook/byhand"
	"spm/testdata/programs"
)

// through is the filled workbook after some edits of each of its sheets.
func (r *trip) through(t testing.TB, edits ...string) []byte {
	t.Helper()
	desk := &byhand.Desk{}
	var err error
	desk.Book, err = byhand.Open(r.filled)
	must(t, err)
	if err := desk.DoAll(edits...); err != nil {
		t.Fatalf("%s: %v", r, err)
	}
	data, err := desk.Book.Save()
	must(t, err)
	return data
}

// What people do to a workbook changes no answer and no claim. Every workbook
// meets several edits together; each edit that changes nothing meets one.
func TestRoundTripEdits(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	trips := playedYear(t).trips
	for _, r := range trips {
		t.Run(r.String()+"/all together", func(t *testing.T) { r.expect(t, "returned.xlsx", r.through(t, byhand.Together...)) })
	}
	for i, e := range byhand.Edits {
		if r := trips[i%len(trips)]; e.Heals && !slices.Contains(unlike, e.Name) {
			t.Run(r.String()+"/"+e.Name, func(t *testing.T) { r.expect(t, "returned.xlsx", r.through(t, e.Name)) })
		}
	}
}

// unlike are the edits that are more when they are done to every sheet.
var unlike = []string{"sheet copied into a new workbook", "sheet hidden", "column hidden", "rows hidden by a filter"}

// The same after LibreOffice has opened and saved the files, and the files to
// which everything happened.
func TestRoundTripLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	dir := t.TempDir()
	trips := map[string]*trip{}
	var files []string
	for _, r := range playedYear(t).trips {
		for name, some := range map[string][]string{r.String(): nil, r.String() + " all together": byhand.Together} {
			file := filepath.Join(dir, name+".xlsx")
			must(t, os.WriteFile(file, r.through(t, some...), 0o600))
			trips[name], files = r, append(files, file)
		}
	}
	out := programs.Save(t, programs.LibreOffice, files)
	for _, name := range slices.Sorted(maps.Keys(trips)) {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(out, name+".xlsx"))
			must(t, err)
			trips[name].expect(t, name+".xlsx", data)
		})
	}
}

package workbook_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"spm/engine/spreadsheet"
	"spm/engine/workbook"
	"spm/engine/workbook/byhand"
)

// alone are the edits that take the sheet from the others: what would come after
// them has nothing to find.
var alone = []string{"sheet copied into a new workbook", "sheet deleted", "sheet of another unit's workbook pasted over"}

// A person pastes, drags and retypes, in any order: whatever five edits of a form
// do, no answer is lost or moved to another row without a word.
func TestEditsInAnyOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	seeds := 150
	if n, err := strconv.Atoi(os.Getenv("SPM_EDIT_SEEDS")); err == nil {
		seeds = n // for a longer search
	}
	lib := matrixLibrary(t).For(matrixSetting(4))
	some := slices.Clone(shapes)
	for _, f := range lib.Forms {
		n := rand.New(rand.NewPCG(uint64(len(some)), 2)).IntN(len(f.Sheets))
		some = append(some, shape{name: f.Sheets[n].Name, form: f.ID, sheet: f.Sheets[n].Name, known: n%2 > 0})
	}
	all := editedSheets(t, lib, some)
	for seed := range uint64(seeds) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(seed, 9))
			x := &all[r.IntN(len(all))]
			d := x.desk(t)
			done, blind, merged := []string{x.name}, false, false
			for range 1 + r.IntN(5) {
				e := byhand.Edits[r.IntN(len(byhand.Edits))]
				if merged && (strings.Contains(e.Name, "sorted") || strings.Contains(e.Name, "moved")) {
					continue // no program sorts or moves a part of merged cells
				}
				merged = merged || strings.Contains(e.Name, "merged")
				if slices.Contains(alone, e.Name) || !slices.Contains(d.Book.Sheets(), x.sheet) {
					continue
				}
				if err := e.Do(d, x.sheet); err != nil {
					if !errors.Is(err, byhand.ErrNothing) {
						t.Fatalf("%v: %s: %v", done, e.Name, err) // the hand has lost its way
					}
					continue
				}
				done, blind = append(done, e.Name), blind || e.Blind
			}
			x.survives(t, strings.Join(done, ", "), saved(t, d.Book), blind)
		})
	}
}

func (x *edited) survives(t *testing.T, what string, data []byte, blind bool) {
	t.Helper()
	book, found := spreadsheet.Open("returned.xlsx", data)
	if book == nil {
		t.Fatalf("%s: the file is refused: %v", what, found)
	}
	sub, more := workbook.Read(x.lib, book, "returned.xlsx", x.packet, nil)
	x.account(t, what, book, sub, append(found, more...), blind)
}

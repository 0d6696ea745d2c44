package engine

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/spreadsheet"
	"spm/engine/value"
	"spm/engine/workbook"
)

// Rows in any order and sheets in any order give the same claims, with the same
// lasting codes.
func TestOrderChangesNoClaim(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	for _, r := range playedYear(t).trips {
		want := r.claimsOf(t, r.open(t))
		for seed := range uint64(3) {
			random := rand.New(rand.NewPCG(seed, 1))
			book := r.open(t)
			random.Shuffle(len(book.Sheets), func(i, j int) { book.Sheets[i], book.Sheets[j] = book.Sheets[j], book.Sheets[i] })
			for _, sheet := range book.Sheets {
				r.shuffleRows(random, sheet)
			}
			if diff := cmp.Diff(want, r.claimsOf(t, book)); diff != "" {
				t.Errorf("%s, seed %d: in order (-) and shuffled (+):\n%s", r, seed, diff)
			}
		}
	}
}

func (r *trip) open(t testing.TB) *spreadsheet.Book {
	t.Helper()
	book, found := spreadsheet.Open("returned.xlsx", r.filled)
	if book == nil {
		t.Fatalf("%s: %v", r, found)
	}
	return book
}

// claimsOf are the claims of a workbook, a line each, whatever their order.
func (r *trip) claimsOf(t testing.TB, book *spreadsheet.Book) (lines []string) {
	t.Helper()
	sub, found := workbook.Read(r.lib, book, "returned.xlsx", r.packet, nil)
	out := r.classify(sub)
	for _, f := range append(found, out.Findings...) {
		if f.Severity == finding.Error {
			t.Errorf("%s: %v", r, f)
		}
	}
	for _, c := range out.Claims {
		lines = append(lines, fmt.Sprintf("%s %s = %s", c.Subject.Kind, c.Subject, said(c.Value)))
	}
	slices.Sort(lines)
	return lines
}

// shuffleRows changes the order of each run of rows that have a code.
func (r *trip) shuffleRows(random *rand.Rand, s *spreadsheet.Sheet) {
	codes := map[string]bool{}
	r.eachRow(func(_ *packet.Sheet, _ *form.Section, row *packet.Row, _ int) {
		for _, code := range r.codes(row) {
			codes[value.Fold(code)] = code != ""
		}
	})
	coded := func(row spreadsheet.Row) bool {
		return slices.ContainsFunc(row.Cells, func(c spreadsheet.Cell) bool {
			return codes[value.Fold(c.Text)] && !strings.HasPrefix(c.Text, "#")
		})
	}
	for i := 0; i < len(s.Rows); i++ {
		j := i
		for j < len(s.Rows) && coded(s.Rows[j]) && (j == i || s.Rows[j].Index == s.Rows[j-1].Index+1) {
			j++
		}
		shuffle(random, s.Rows[i:j])
		i = max(i, j-1)
	}
}

func shuffle(random *rand.Rand, rows []spreadsheet.Row) {
	at := make([]int, len(rows))
	for k := range rows {
		at[k] = rows[k].Index
	}
	random.Shuffle(len(rows), func(x, y int) { rows[x], rows[y] = rows[y], rows[x] })
	for k := range rows {
		rows[k].Index = at[k]
		for n := range rows[k].Cells {
			rows[k].Cells[n].Row = at[k]
		}
	}
}

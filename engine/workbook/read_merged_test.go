package workbook

import (
	"math/rand/v2"
	"slices"
	"testing"

	"spm/engine/spreadsheet"
)

// Every place is found in the merged cell that it lies in, and in no other.
func TestMergedCellsAreFound(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 0))
		var all []spreadsheet.Range
		for range r.IntN(12) {
			row, col := 1+r.IntN(12), 1+r.IntN(8)
			all = append(all, spreadsheet.Range{FirstRow: row, FirstCol: col, LastRow: row + r.IntN(5), LastCol: col + r.IntN(4)})
		}
		m := newMerged(all)
		for row := range 20 {
			for col := range 14 {
				got, ok := m.at(row, col)
				want := slices.ContainsFunc(all, func(x spreadsheet.Range) bool { return x.Contains(row, col) })
				if ok != want || ok && (!got.Contains(row, col) || !slices.Contains(all, got)) {
					t.Fatalf("seed %d: row %d, column %d: %v %v in %v", seed, row, col, got, ok, all)
				}
			}
		}
	}
}

package workbook

import (
	"cmp"
	"slices"

	"spm/engine/spreadsheet"
)

// merged finds the merged cell in which a place lies, whatever the number of merged
// cells and of questions about them. Rows between two edges of merged cells are a
// band; the bands are the leaves of a tree, and each merged cell stands at the few
// nodes of which all bands are its own.
type merged struct {
	bands []int // first row of each, ascending
	nodes []mergedNode
}

// mergedNode are merged cells that go through the same bands, by column.
type mergedNode struct {
	cells []spreadsheet.Range
	reach []int // the last column of each and of those before it
}

func newMerged(all []spreadsheet.Range) *merged {
	m := &merged{}
	for _, r := range all {
		m.bands = append(m.bands, r.FirstRow, r.LastRow+1)
	}
	slices.Sort(m.bands)
	m.bands = slices.Compact(m.bands)
	n := len(m.bands)
	m.nodes = make([]mergedNode, 2*n)
	for _, r := range all {
		for from, to := n+m.band(r.FirstRow), n+m.band(r.LastRow+1); from < to; from, to = from/2, to/2 {
			if from%2 == 1 {
				m.nodes[from].cells = append(m.nodes[from].cells, r)
				from++
			}
			if to%2 == 1 {
				to--
				m.nodes[to].cells = append(m.nodes[to].cells, r)
			}
		}
	}
	for i := range m.nodes {
		m.nodes[i].sort()
	}
	return m
}

func (x *mergedNode) sort() {
	slices.SortStableFunc(x.cells, func(a, b spreadsheet.Range) int { return cmp.Compare(a.FirstCol, b.FirstCol) })
	far := 0
	for _, r := range x.cells {
		far = max(far, r.LastCol)
		x.reach = append(x.reach, far)
	}
}

// band is the last band that begins at a row or above it; below 0 there is none.
func (m *merged) band(row int) int {
	i, found := slices.BinarySearch(m.bands, row)
	if !found {
		i--
	}
	return i
}

// at is the merged cell in which a place lies.
func (m *merged) at(row, col int) (spreadsheet.Range, bool) {
	band := m.band(row)
	if band < 0 {
		return spreadsheet.Range{}, false
	}
	for i := len(m.bands) + band; i > 0; i /= 2 {
		x := &m.nodes[i]
		n, _ := slices.BinarySearchFunc(x.cells, col, func(r spreadsheet.Range, col int) int {
			if r.FirstCol <= col {
				return -1
			}
			return 1
		})
		for n--; n >= 0 && x.reach[n] >= col; n-- { // several steps only where merged cells overlap
			if x.cells[n].Contains(row, col) {
				return x.cells[n], true
			}
		}
	}
	return spreadsheet.Range{}, false
}

package workbook

import "slices"

// introducesOther tells whether a row introduces another part than a, one that
// shares its columns.
func (l *locator) introducesOther(row int, a *area) bool {
	sections := l.seen[row]
	return len(sections) > 0 && !slices.Contains(sections, a.section.ID) && slices.ContainsFunc(l.areas, func(b *area) bool {
		return !b.apart(a) && slices.Contains(sections, b.section.ID)
	})
}

// apart tells whether two parts stand beside each other, each in its own columns.
func (a *area) apart(b *area) bool {
	return a.right > 0 && a.right < b.left || b.right > 0 && b.right < a.left
}

// putBeside gives tables that somebody has put beside other parts their own
// columns, so that each row is read for both: from the first key to what stands
// on the right.
func (l *locator) putBeside() {
	for _, b := range l.areas {
		for _, a := range l.areas {
			if a != b && b.keys > 0 && l.meets(a, b) {
				first, _ := b.span()
				b.left = first
				if a.right == 0 || first <= a.right {
					a.right = first - 1
				}
			}
		}
	}
	for _, a := range l.areas {
		if a.left == 0 && a.right == 0 {
			continue
		}
		right := a.right
		if right == 0 {
			right = l.widest()
		}
		a.left, a.right = max(a.left, 1), right
		a.view = l.columns(a.left, a.right)
		a.ids = 0
		if line := a.line(a.keys); line != nil {
			for _, p := range line.spots {
				if p.text == rowIDKey {
					a.ids = p.Col
				}
			}
		}
	}
}

// meets tells whether the rows of a part reach those of a table that stands
// right of all its columns.
func (l *locator) meets(a, b *area) bool {
	first, last := b.span()
	if a.keys > 0 {
		from, to := a.span()
		return to < first && a.keys <= l.filled(b.keys, first, last) && b.keys <= l.filled(a.keys, from, to)
	}
	return slices.ContainsFunc(l.questionsOf(a), func(q question) bool {
		m, merged := l.cover(q.row, q.label+1)
		return q.label+1 < first && (!merged || m.LastCol < first) && b.keys <= q.row && q.row <= l.filled(b.keys, first, last)
	})
}

// questionsOf are the questions of a part that were found.
func (l *locator) questionsOf(a *area) (all []question) {
	for _, qs := range a.questions {
		all = append(all, qs...)
	}
	return all
}

// span are the first and the last column of a table that have keys.
func (a *area) span() (first, last int) {
	first = a.keyed[0].col
	for _, k := range a.keyed {
		first, last = min(first, k.col), max(last, k.col)
	}
	return first, last
}

// filled is the last row from one on, down to the first that is blank in some columns.
func (l *locator) filled(row, first, last int) int {
	for {
		line := l.line(row + 1)
		if line == nil || !slices.ContainsFunc(line.spots, func(p *spot) bool { return first <= p.Col && p.Col <= last }) {
			return row
		}
		row++
	}
}

// widest is the last column of a sheet with something in it.
func (l *locator) widest() (last int) {
	for i := range l.lines {
		spots := l.lines[i].spots
		last = max(last, spots[len(spots)-1].Col)
	}
	return last
}

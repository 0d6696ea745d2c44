package reconcile

import (
	"cmp"
	"slices"

	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/submission"
	"spm/engine/value"
)

// rank is where a record stood in the packet.
type rank struct {
	section int // in the order of the forms, wherever staff have put the sheets
	row     int // in the order as printed, however staff have sorted; new ones after them
}

// ordered are the records in the order of the packet, so that a strategy has
// its code before its milestones ask for theirs, and codes do not depend on how
// a table was sorted.
func (c *classifier) ordered(records []submission.Record) []submission.Record {
	records = slices.Clone(records)
	ranks := map[*submission.Record]rank{}
	order := make([]*submission.Record, len(records))
	for i := range records {
		order[i] = &records[i]
		ranks[order[i]] = c.rank(order[i])
	}
	slices.SortStableFunc(order, func(a, b *submission.Record) int {
		x, y := ranks[a], ranks[b]
		return cmp.Or(cmp.Compare(x.section, y.section), cmp.Compare(x.row, y.row))
	})
	sorted := make([]submission.Record, len(order))
	for i, r := range order {
		sorted[i] = *r
	}
	return sorted
}

// cellCode is a code in the column of a block.
type cellCode struct {
	block       *packet.Block
	field, code string
}

// indexPacket finds the rows of the packet by their codes, the first of those
// that share one, and the keys under which rows went out.
func (c *classifier) indexPacket() {
	rows := 0
	for i := range c.Packet.Sheets {
		for j := range c.Packet.Sheets[i].Blocks {
			rows += len(c.Packet.Sheets[i].Blocks[j].Rows)
		}
	}
	c.printedRows, c.printedKeys = make(map[cellCode]int, 2*rows), make(map[org.Subject]bool, 2*rows)
	for i := range c.Packet.Sheets {
		for j := range c.Packet.Sheets[i].Blocks {
			b := &c.Packet.Sheets[i].Blocks[j]
			for n := range b.Rows {
				for field, code := range b.Rows[n].Codes {
					at := cellCode{b, field, value.Fold(code)}
					if _, there := c.printedRows[at]; !there {
						c.printedRows[at] = n
					}
				}
				for kind, key := range b.Rows[n].Keys {
					c.printedKeys[org.Subject{Kind: org.Kind(kind), Key: key}] = true
				}
			}
		}
	}
}

func (c *classifier) rank(r *submission.Record) rank {
	n := 0
	for i := range c.Packet.Sheets {
		s := &c.Packet.Sheets[i]
		for j := range s.Blocks {
			b := &s.Blocks[j]
			if n++; s.Form != r.Form || s.Scope != r.Scope || b.Section != r.Section {
				continue
			}
			row := -1
			for field, code := range r.Codes { // the code of a parent stands in several rows: the last row counts
				if at, ok := c.printedRows[cellCode{b, field, value.Fold(code)}]; ok {
					row = max(row, at)
				}
			}
			if row < 0 {
				row = len(b.Rows)
			}
			return rank{n, row}
		}
	}
	return rank{section: n + 1}
}

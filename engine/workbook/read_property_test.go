package workbook

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/finding"
	"spm/engine/spreadsheet"
	"spm/engine/submission"
	"spm/engine/value"
)

// fullBook is a workbook with every form, filled in.
const fullBook = sheetT + `
== P Pairs
Form P · v1 · HR · 4F7K-2Q

P1 | Pairs
#pairs.s | #pairs.strategy | #pairs.no | #pairs.indicator | #pairs.base | #pairs.m | #pairs.year | #pairs.milestone | #pairs.lead | row_id
Strategies | | Measures | | | Milestones
No. | Strategy | No. | Indicator | Baseline | No. | Year | Milestone | Lead
S1 | If we coach | S1-I1 | Stay longer | %0.61 | NEW-M1 | Year 1 | Plan | Talent\nU02 | p1
S1 | If we coach | NEW-I1 | Grow | 12 days | NEW-M2 | Year 2 | Do | | p2
== M Month
Form M · v1 · HR · 4F7K-2Q
M1 | The report
M1.1 | Month | @2026-10-01
M1.2 | Met on | @2026-10-02

M2 | Our actions
#ours.no | #ours.action | #ours.status | #ours.note | row_id
No. | Action | Status | Note
A1 | Draft the framework | On schedule | | m1
A2 | Try it out | Behind | Rain | m2
A3 | Tell everybody | Behind | | m3
== M Others
Form M · v1 · HR · 4F7K-2Q
M3 | Actions of others
#others.no | #others.action | #others.status | #others.note | row_id
No. | Action | Status | Note
B1 | Lend a room | Behind | | o1
== N m1
Form N · v1 · HR · HR/m1 · 4F7K-2Q
N1 | The milestone
N1.1 | Milestone | Milestone HR/m1
N2 | Actions
#actions.no | #actions.action | #actions.lead | row_id
No. | Action | Lead
NEW-A1 | Draft | Rosa | n1m1
NEW-A2 | Print | | n2m1
== N m2
Form N · v1 · HR · HR/m2 · 4F7K-2Q
N1 | The milestone
N1.1 | Milestone | Milestone HR/m2
N2 | Actions
#actions.no | #actions.action | #actions.lead | row_id
No. | Action | Lead
NEW-A1 | Tell | Kenji | n1m2
`

// What people do to sheets while they fill them in changes no answer.
func TestReadIsBlindToPlaces(t *testing.T) {
	lib, p := toolLibrary(), toolPacket()
	sub, found := Read(lib, bookOf(t, fullBook), "back.xlsx", p, nil)
	if len(found) > 0 {
		t.Fatalf("findings before anything was changed:\n%s", places(found))
	}
	want := sortedLines(told(sub))
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		book := bookOf(t, fullBook)
		var done []string
		for range 1 + r.IntN(5) {
			e := edits[r.IntN(len(edits))]
			done = append(done, e.name)
			e.do(r, book)
		}
		sub, found := Read(lib, book, "back.xlsx", p, nil)
		if diff := cmp.Diff(want, sortedLines(told(sub))); diff != "" || found.Count(finding.Error) > 0 {
			t.Errorf("seed %d: %v: wanted (-) and read (+):\n%s\n%s", seed, done, diff, places(found))
			if t.Failed() && seed > 20 {
				return
			}
		}
	}
}

func sortedLines(s string) string {
	lines := strings.Split(trimmed(s), "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// edits are what people do to a workbook.
var edits = []struct {
	name string
	do   func(r *rand.Rand, b *spreadsheet.Book)
}{
	{"rename a sheet", func(r *rand.Rand, b *spreadsheet.Book) { pick(r, b).Name = fmt.Sprint("Sheet", r.IntN(1000)) }},
	{"reorder the sheets", func(r *rand.Rand, b *spreadsheet.Book) {
		r.Shuffle(len(b.Sheets), func(i, j int) { b.Sheets[i], b.Sheets[j] = b.Sheets[j], b.Sheets[i] })
	}},
	{"insert a row", func(r *rand.Rand, b *spreadsheet.Book) {
		s := pick(r, b)
		insertRow(s, 1+r.IntN(last(s)))
	}},
	{"insert a column", func(r *rand.Rand, b *spreadsheet.Book) {
		s := pick(r, b)
		moveColumns(s, func(c int, at int) int {
			if c >= at {
				return c + 1
			}
			return c
		}, 1+r.IntN(6))
	}},
	{"insert a column with a remark", func(r *rand.Rand, b *spreadsheet.Book) {
		s := pick(r, b)
		at := 1 + r.IntN(6)
		moveColumns(s, func(c int, at int) int {
			if c >= at {
				return c + 1
			}
			return c
		}, at)
		row := &s.Rows[len(s.Rows)-1]
		row.Cells = append(row.Cells, spreadsheet.Cell{Row: row.Index, Col: at, Kind: spreadsheet.Text, Text: "look again", Stored: true})
		sortCells(row)
	}},
	{"swap two columns", func(r *rand.Rand, b *spreadsheet.Book) {
		from, to := 1+r.IntN(5), 1+r.IntN(5)
		moveColumns(pick(r, b), func(c int, _ int) int {
			switch c {
			case from:
				return to
			case to:
				return from
			}
			return c
		}, 0)
	}},
	{"sort rows", func(r *rand.Rand, b *spreadsheet.Book) { shuffleRows(r, pick(r, b)) }},
	{"title on top", func(r *rand.Rand, b *spreadsheet.Book) {
		s := pick(r, b)
		insertRow(s, 1)
		s.Rows = append([]spreadsheet.Row{{Index: 1, Cells: []spreadsheet.Cell{{Row: 1, Col: 1, Kind: spreadsheet.Text, Text: "Table 1", Stored: true}}}}, s.Rows...)
	}},
	{"copy a sheet", func(r *rand.Rand, b *spreadsheet.Book) {
		c := *pick(r, b)
		c.Name += " (2)"
		b.Sheets = append(b.Sheets, &c)
	}},
}

// pick is any sheet, with rows of its own: a copied sheet shares its rows.
func pick(r *rand.Rand, b *spreadsheet.Book) *spreadsheet.Sheet {
	s := b.Sheets[r.IntN(len(b.Sheets))]
	s.Rows = slices.Clone(s.Rows)
	for i := range s.Rows {
		s.Rows[i].Cells = slices.Clone(s.Rows[i].Cells)
	}
	return s
}

func last(s *spreadsheet.Sheet) int { return s.Rows[len(s.Rows)-1].Index }

func insertRow(s *spreadsheet.Sheet, at int) {
	for i := range s.Rows {
		if s.Rows[i].Index >= at {
			setRow(&s.Rows[i], s.Rows[i].Index+1)
		}
	}
}

func setRow(r *spreadsheet.Row, index int) {
	r.Index = index
	for i := range r.Cells {
		r.Cells[i].Row = index
	}
}

func moveColumns(s *spreadsheet.Sheet, to func(col, at int) int, at int) {
	for i := range s.Rows {
		for j := range s.Rows[i].Cells {
			s.Rows[i].Cells[j].Col = to(s.Rows[i].Cells[j].Col, at)
		}
		sortCells(&s.Rows[i])
	}
}

func sortCells(r *spreadsheet.Row) {
	slices.SortFunc(r.Cells, func(a, b spreadsheet.Cell) int { return a.Col - b.Col })
}

// shuffleRows changes the order of each run of rows that have a code.
func shuffleRows(r *rand.Rand, s *spreadsheet.Sheet) {
	codes := map[string]bool{}
	for _, sheet := range toolPacket().Sheets {
		for _, b := range sheet.Blocks {
			for _, row := range b.Rows {
				for _, c := range row.Codes {
					codes[value.Fold(c)] = true
				}
			}
		}
	}
	coded := func(row spreadsheet.Row) bool {
		return slices.ContainsFunc(row.Cells, func(c spreadsheet.Cell) bool { return codes[value.Fold(c.Text)] })
	}
	for i := 0; i < len(s.Rows); i++ {
		j := i
		for j < len(s.Rows) && coded(s.Rows[j]) {
			j++
		}
		run := s.Rows[i:j]
		at := make([]int, len(run))
		for k := range run {
			at[k] = run[k].Index
		}
		r.Shuffle(len(run), func(x, y int) { run[x], run[y] = run[y], run[x] })
		for k := range run {
			setRow(&run[k], at[k])
		}
		i = max(i, j-1)
	}
}

func BenchmarkRead(b *testing.B) {
	lib, p, book := toolLibrary(), toolPacket(), bookOf(b, fullBook)
	for b.Loop() {
		Read(lib, book, "back.xlsx", p, nil)
	}
}

// Whatever stands in a workbook, reading it ends well.
func FuzzRead(f *testing.F) {
	f.Add([]byte("\x00"))
	f.Add([]byte("the quick brown fox jumps over the lazy dog"))
	for seed := range byte(20) {
		f.Add(slices.Repeat([]byte{seed, seed * 7, seed * 13, 255 - seed, seed}, 12))
	}
	texts := []string{"", "T1.2", "No.", "#tools.tool", "#tools.no", "#pairs.no", "row_id", "NEW-T1", "T01", "t1", "Total", "T2", "Our tools", "Tool", "Story",
		"Form T · v2 · HR · 4F7K-2Q", "Form P · v9 · blank", "A line or two.", "Yes", "no", "10/1/2026", "x\ny", "QC 1.1", "Strategies", "\u00a0", "S1", "packet", "Mission"}
	f.Fuzz(func(t *testing.T, data []byte) {
		book := bookOf(t, fullBook)
		at := 0
		next := func(n int) int {
			if at++; at > len(data) || n < 1 {
				return 0
			}
			return int(data[at-1]) % n
		}
		for at < len(data) {
			s := book.Sheets[next(len(book.Sheets))]
			row := &s.Rows[next(len(s.Rows))]
			cell := &row.Cells[next(len(row.Cells))]
			switch next(9) {
			case 0, 1, 2:
				cell.Text, cell.Kind = texts[next(len(texts))], spreadsheet.Text
			case 3:
				cell.Kind, cell.Number = spreadsheet.Kind(next(6)), float64(next(255))*700-999
			case 4:
				cell.Formula, cell.Stored = true, next(2) == 0
			case 5:
				row.Hidden = true
			case 6:
				m := spreadsheet.Range{FirstRow: row.Index, FirstCol: cell.Col}
				m.LastRow, m.LastCol = m.FirstRow+next(5), m.FirstCol+next(5)
				s.Merges = append(s.Merges, m)
			case 7:
				moveColumns(s, func(c, at int) int { return c + next(2) }, 0)
				for i := range s.Rows {
					s.Rows[i].Cells = slices.CompactFunc(s.Rows[i].Cells, func(a, b spreadsheet.Cell) bool { return a.Col == b.Col })
				}
			case 8:
				if c := *s; len(book.Sheets) < 12 {
					book.Sheets = append(book.Sheets, &c)
				}
			}
		}
		Identify(toolLibrary(), book)
		for _, p := range []bool{true, false} {
			pk := toolPacket()
			if !p {
				pk = nil
			}
			sub, found := Read(toolLibrary(), book, "back.xlsx", pk, nil)
			for _, r := range sub.Records {
				if len(r.Answers) == 0 && !lacksColumns(found, r) {
					t.Errorf("%s has no answers", r.Section)
				}
			}
			_ = found.Merge()
		}
	})
}

// lacksColumns tells whether columns of a record's table were told to be missing, or
// to be there twice.
func lacksColumns(found finding.List, r submission.Record) bool {
	return slices.ContainsFunc(found, func(f finding.Finding) bool {
		return (f.Code == "CELL-31" || f.Code == "CELL-55") && strings.HasPrefix(f.Where.Judge, r.Form+"."+r.Section+".")
	})
}

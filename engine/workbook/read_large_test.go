package workbook

import (
	"runtime"
	"strconv"
	"strings"
	"testing"

	"spm/engine/spreadsheet"
	"spm/testdata/cputime"
)

// large are sheets of ours that have grown, by accident or by intent: a unit of
// lines that stands there many thousand times.
var large = []struct {
	name, head, unit string
	merges           func(rows int) []spreadsheet.Range
}{
	{name: "a row copied down", head: toolHead, unit: "T01 | Survey | Kenji Sato | @2026-10-01 | %0.6 | %0.7 | Yes"},
	{name: "new rows", head: toolHead, unit: "NEW-T{n} | Survey | Kenji Sato | 10/1/2026 | .6 | 70 | maybe"},
	{name: "remarks below the table", head: toolHead, unit: "| | | | | | | | | a remark"},
	{name: "rows of which half lost a code", head: pairHead, unit: "S1 | If we coach | | Stay longer | 61% | NEW-M1 | Year 1 | Plan | Talent"},
	{name: "a question repeated", head: "== T\nForm T · v2 · HR · 4F7K-2Q\nT1 | About us", unit: "T1.2 | Our name | We\nT1.4 | Story | Long ago"},
	{name: "a question all over the row", head: "== T\nForm T · v2 · HR · 4F7K-2Q\nT1 | About us", unit: strings.Repeat("T1.2 | ", 300) + "Our name | We"},
	{name: "keys and headings repeated", head: toolHead, unit: "#tools.no | #tools.tool | #tools.start | row_id\nNo. | Tool | Start"},
	{name: "headings without keys", head: "== U\nForm U · v1 · HR · 4F7K-2Q", unit: "Code | Name\nHR | Human Resources\nCode | Name | Branch\nU1 | Talent | HR"},
	{name: "two tables side by side", head: "== U\nForm U · v1 · HR · 4F7K-2Q", unit: "#branches.no | #branches.name | #units.no | #units.name | #units.branch\nCode | Name | Code | Name | Branch\nHR | Human Resources | U1 | Talent | HR"},
	{name: "a hidden row each", head: toolHead, unit: "~NEW-T{n} | Survey | Kenji Sato | @2026-10-01"},
	{name: "merged cells", head: toolHead, unit: "NEW-T{n} | Survey | Kenji Sato | @2026-10-01", merges: func(rows int) (all []spreadsheet.Range) {
		for n := range 5_000 {
			all = append(all, spreadsheet.Range{FirstRow: rows - 2*n, FirstCol: 20, LastRow: rows - 2*n, LastCol: 21})
		}
		return all
	}},
}

const (
	toolHead = "== T\nForm T · v2 · HR · 4F7K-2Q\nT2 | Our tools\n#tools.no | #tools.tool | #tools.owner | #tools.start | #tools.base | #tools.target | #tools.safe | #tools.why | row_id\nNo. | Tool | Owner | Start | Baseline | Target | Safe? | Why not"
	pairHead = "== P\nForm P · v1 · HR · 4F7K-2Q\nP1 | Pairs\n#pairs.s | #pairs.strategy | #pairs.no | #pairs.indicator | #pairs.base | #pairs.m | #pairs.year | #pairs.milestone | #pairs.lead | row_id\nNo. | Strategy | No. | Indicator | Baseline | No. | Year | Milestone | Lead"
)

// A sheet costs what its size does, whatever stands in it.
func TestLargeSheets(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes some seconds; the full pass runs it")
	}
	const cells, most = 200_000, 12 // seconds of a processor: a multiple of what it takes
	lib, p := toolLibrary(), toolPacket()
	for _, c := range large {
		t.Run(c.name, func(t *testing.T) {
			n := cells / (1 + strings.Count(c.unit, "|"))
			var rows strings.Builder
			for i := range n {
				rows.WriteString("\n" + strings.ReplaceAll(c.unit, "{n}", strconv.Itoa(i)))
			}
			book := bookOf(t, c.head+rows.String())
			if c.merges != nil {
				book.Sheets[0].Merges = c.merges(len(book.Sheets[0].Rows))
			}
			start := cputime.Seconds()
			sub, found := Read(lib, book, "back.xlsx", p, nil)
			spent := cputime.Seconds() - start
			t.Logf("%d rows, %d records, %d findings, %.2f s", len(book.Sheets[0].Rows), len(sub.Records), len(found), spent)
			if spent > most {
				t.Errorf("it took %.1f s", spent)
			}
		})
	}
}

// Keys of many sections on many sheets cost what the cells do: four times as many
// sheets make about four times the work, which is counted in bytes.
func TestManyKeyedSheets(t *testing.T) {
	lib := toolLibrary()
	work := func(sheets int) float64 {
		book := &spreadsheet.Book{}
		for i := range sheets {
			s := &spreadsheet.Sheet{Name: "S" + strconv.Itoa(i), Rows: []spreadsheet.Row{{Index: 1}}}
			for c := range 500 {
				s.Rows[0].Cells = append(s.Rows[0].Cells, spreadsheet.Cell{Row: 1, Col: c + 1, Kind: spreadsheet.Text, Stored: true, Text: "#s" + strconv.Itoa(500*i+c) + ".x"})
			}
			book.Sheets = append(book.Sheets, s)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		Read(lib, book, "back.xlsx", nil, nil)
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	work(1) // what is made once
	if few, many := work(10), work(40); many > 6*few {
		t.Errorf("four times as many sheets make %.1f times the work", many/few)
	}
}

// A sheet that is far longer than forms are is not read; the others are.
func TestOvergrownSheet(t *testing.T) {
	long := toolHead + strings.Repeat("\nNEW-T1 | Survey", 100)
	looked := Look(toolLibrary(), bookOf(t, fullBook+long), "back.xlsx")
	looked.Rows = 90
	sub, found := looked.Read(toolLibrary(), only(toolPacket(), "P", "M", "N"), nil)
	if got := places(found); got != "FILE-33 T\n" || len(sub.Records) < 9 {
		t.Errorf("%d records; %s", len(sub.Records), got)
	}
}

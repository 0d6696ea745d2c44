package workbook

import (
	"strconv"
	"strings"
	"testing"
)

func rowsCases() []readCase {
	table := func(rows string) string {
		return "== T Tools\n" + lineT + "\n" + aboutT + barT + "\n" + keysT + "\n" + headsT + "\n" + strings.Trim(rows, "\n") + "\n" + checksT
	}
	read := func(rows string) string {
		return "about [] name=HR kind=str story=Long ago\n" + rows + "\nchecks [QC 1.1] met=yes"
	}
	return []readCase{
		{"sorted whole", "T", table("NEW-T1 | Mailbox | | | | | | | t2\nT01 | Survey | | | | | | | t1"),
			read("tools [NEW-T1] tool=Mailbox\ntools [T01] tool=Survey"), `CELL-33 T Tools row 11`},
		{"sorted whole, without any hidden ids", "T", table("T01 | Survey\nNEW-T2 | Poll\nNEW-T1 | Mailbox"),
			read("tools [T01] tool=Survey\ntools [NEW-T2] tool=Poll\ntools [NEW-T1] tool=Mailbox"), `CELL-33 T Tools row 12`},
		{"some spare rows left out", "T", table("T01 | Survey | | | | | | | t1\nNEW-T1 | | | | | | | | t2\nNEW-T2 | Poll | | | | | | | t3\nNEW-T3 | | | | | | | | t4"),
			read("tools [T01] tool=Survey\ntools [NEW-T2] tool=Poll"), ``},
		{"blank rows", "T", table("~\nT01 | Survey | | | | | | | t1\n\n\nNEW-T1 | Mailbox | | | | | | | t2\n\nNEW-T2 | | | | | | | | t3\n"),
			read("tools [T01] tool=Survey\ntools [NEW-T1] tool=Mailbox"), `CELL-61 T Tools row 11`},
		{"cells merged over blank rows", "T", table("T01 | Survey\n\nNEW-T1 | Mailbox\n:merge B11:B12"), read("tools [T01] tool=Survey\ntools [NEW-T1] tool=Mailbox"), ``},
		{"sorted without the hidden column", "T", table("NEW-T1 | Mailbox | | | | | | | t1\nT01 | Survey | | | | | | | t2"),
			read("tools [NEW-T1] tool=Mailbox\ntools [T01] tool=Survey"), `CELL-33 T Tools row 11`},
		{"pasted from another workbook", "T", table("T01 | Survey | | | | | | | t1\nNEW-T1 | Mailbox | | | | | | | zz\nNEW-T2 | Van | | | | | | | zy"),
			read("tools [T01] tool=Survey\ntools [NEW-T1] tool=Mailbox\ntools [NEW-T2] tool=Van"), `CELL-34 T Tools row 12`},
		{"inserted rows", "T", table("T01 | Survey | | | | | | | t1\n\n | Van\n? | Bus\nNEW-T4 | Tram\nNEW-T1 | | | | | | | | t2"),
			read("tools [T01] tool=Survey\ntools [] tool=Van\ntools [] tool=Bus\ntools [NEW-T4] tool=Tram"), "CELL-61 T Tools row 12\nCELL-36 T Tools row 13\nCELL-36 T Tools row 14"},
		{"a code was cleared", "T", table("T01 | Survey | | | | | | | t1\n | Mailbox | | | | | | | t2\nNEW-T2 | | | | | | | | t3"),
			read("tools [T01] tool=Survey\ntools [NEW-T1] tool=Mailbox"), `CELL-58 T Tools row 10`},
		{"a row is missing", "T", table("NEW-T1 | Mailbox | | | | | | | t2"), read("tools [NEW-T1] tool=Mailbox"), `CELL-54 T Tools row 10`},
		{"a code twice, the same", "T", table("T01 | Survey\nT01 | Survey"), read("tools [T01] tool=Survey"), `CELL-53 T Tools!A11`},
		{"a code twice, one blank", "T", table("T01\nT01 | Poll"), read("tools [T01] tool=Poll"), `CELL-53 T Tools!A12`},
		{"a code twice, different", "T", table("T01 | Poll\nNEW-T1\nT01 | Vote"), read(""), `CELL-32 T Tools!A13 +A11`},
		{"a spare row copied for another", "T", table("T01 | Survey\nNEW-T1 | Mailbox\nNEW-T1 | Van"),
			read("tools [T01] tool=Survey\ntools [NEW-T1] tool=Mailbox\ntools [] tool=Van"), `CELL-53 T Tools!A12`},
		{"totals and remarks", "T", table("T01 | Survey\nNEW-T1 | Mailbox | | | +4\n | Total | | | =4\nTotal: | | | | 9\nNote: ask Jo"),
			read("tools [T01] tool=Survey\ntools [NEW-T1] tool=Mailbox base=4"), "CELL-41 T Tools row 13\nCELL-41 T Tools row 14\nCELL-45 note T Tools!A15"},
		{"totals in spare rows", "T", table("T01 | Survey\nNEW-T1 | Mailbox | | | +4\nNEW-T2 | TOTAL: | | | $ 1,200.50 | | | | t3\nNEW-T3 | Sum | | | =4 | | | | t4\nNEW-T4 | Total recall | | | +4\nNEW-T5 | Sum | Jo | | +4"),
			read("tools [T01] tool=Survey\ntools [NEW-T1] tool=Mailbox base=4\ntools [NEW-T4] tool=Total recall base=4\ntools [NEW-T5] tool=Sum owner=Jo base=4"), "CELL-41 T Tools row 13\nCELL-41 T Tools row 14\nCELL-24 T Tools!C16"},
		{"a table of one's own below", "T", table("T01 | Survey\nNEW-T1\n\n\n\n | Budget | | | +4\n | Van | | | +5"),
			read("tools [T01] tool=Survey"), "CELL-45 T Tools!B16\nCELL-45 T Tools!B17"},
		{"an answer among the codes", "T", table("T01 | Survey | | | | | | | t1\nWe have a good van driver | | | | | | | | t2\nNEW-T2 | | | | | | | | t3\nNEW-T3 | | | | | | | | t4"),
			read("tools [T01] tool=Survey"), "CELL-45 T Tools!A12"},
		{"codes typed by heart", "T", table("T 01 | Survey\nnew t1 | Mailbox\nNEWT2 | Van\nNEW T7 | Bus"),
			read("tools [T01] tool=Survey\ntools [NEW-T1] tool=Mailbox\ntools [NEW-T2] tool=Van\ntools [NEW-T7] tool=Bus"), `CELL-65 T Tools!A11`},
		{"headings repeated on page two", "T", table("T01 | Survey\n" + keysT + "\n" + headsT + "\nNEW-T1 | Mailbox"), read("tools [T01] tool=Survey\ntools [NEW-T1] tool=Mailbox"), ``},
	}
}

func givenCases() []readCase {
	month := func(rows string) string {
		return "== M Month\nForm M · v1 · HR · 4F7K-2Q\nM1 | The report\nM1.1 | Month | @2026-10-01\nM1.2 | Met on | @2026-10-02\n" +
			"M2 | Our actions\n#ours.no | #ours.action | #ours.status | #ours.note | row_id\nNo. | Action | Status | Note\n" + rows +
			"\n== M Others\nForm M · v1 · HR · 4F7K-2Q\n#others.no | #others.action | #others.status | #others.note | row_id\nNo. | Action | Status | Note\nB1 | Lend a room | Behind"
	}
	const rest = "others [B1] status=late\nmonth 2026-10"
	return []readCase{
		{"the shown month is no answer", "M", month("A1 | Draft the framework | On schedule\nA2 | Try it out | Behind | Rain\nA3 | =Tell all | Behind"),
			"header [] met=Oct 2, 2026\nours [A1] status=ok\nours [A2] status=late note=Rain\nours [A3] status=late\n" + rest, ``},
		{"another word of the list", "M", month("A1 | Draft the framework | on  SCHEDULE\nA2 | Try it out | Delayed\nA3 | Tell everybody | late"),
			"header [] met=Oct 2, 2026\nours [A1] status=ok\nours [A2] status=late\nours [A3] status=late\n" + rest, `CELL-26 M Month!C9`},
		{"given text changed", "M", month("A1 | Draft  the framework. | On schedule\nA2 | Try it twice | Behind\nA3 | Tell everybody | Behind"),
			"header [] met=Oct 2, 2026\nours [A1] status=ok\nours [A2] status=late\nours [A3] status=late\n" + rest, `CELL-15 M Month!B9`},
		{"codes and texts sorted apart", "M", month("A1 | Tell everybody | On schedule\nA2 | Try it out | Behind\nA3 | Draft the framework | Behind"),
			"header [] met=Oct 2, 2026\nours [A2] status=late\n" + rest, `CELL-48 M Month row 8 +row 10`},
		{"sorted without the codes, marks and texts together", "M", month("A1 | Tell everybody | On schedule | | m3\nA2 | Try it out | Behind | | m2\nA3 | Draft the framework | Behind | | m1"),
			"header [] met=Oct 2, 2026\nours [A3] status=ok\nours [A2] status=late\nours [A1] status=late\n" + rest, `CELL-67 M Month row 8 +row 10`},
		{"codes and marks cleared", "M", month(" | Draft the framework | On schedule\nA2 | Try it out | Behind\n? | Tell everybody. | Behind"),
			"header [] met=Oct 2, 2026\nours [A1] status=ok\nours [A2] status=late\nours [A3] status=late\n" + rest, `CELL-66 M Month row 8 +row 10`},
		{"no room for new rows", "M", month("A1 | Draft the framework | On schedule\nA2 | Try it out | Behind\nA3 | Tell everybody | Behind\n | Sing | Behind"),
			"header [] met=Oct 2, 2026\nours [A1] status=ok\nours [A2] status=late\nours [A3] status=late\nours [] status=late\n" + rest, `CELL-49 M Month row 11`},
		{"a code twice among rows that exist", "M", month("A1 | Draft the framework | On schedule\nA1 | Draft the framework | Behind\nA2 | Try it out | Behind\nA3 | Tell everybody | Behind"),
			"header [] met=Oct 2, 2026\nours [A2] status=late\nours [A3] status=late\n" + rest, `CELL-32 M Month!A9 +A8`},
	}
}

func pairsCases() []readCase {
	pairs := func(rows string) string {
		return "== P Pairs\nForm P · v1 · HR · 4F7K-2Q\nP1 | Pairs\n#pairs.s | #pairs.strategy | #pairs.no | #pairs.indicator | #pairs.base | #pairs.m | #pairs.year | #pairs.milestone | #pairs.lead | row_id\n" +
			"Strategies | | Measures | | | Milestones\nNo. | Strategy | No. | Indicator | Baseline | No. | Year | Milestone | Lead\n" + rows
	}
	const first = "S1 | If we coach | S1-I1 | Stay | %0.59 | NEW-M1 | Year 1 | Plan | Talent\\nU02 | p1\n"
	return []readCase{
		{"one part filled in", "P", pairs(first + "S1 | If we coach | NEW-I1 | | | NEW-M2 | Year 2 | Do | | p2"),
			"pairs [NEW-M1 S1 S1-I1] indicator=Stay base=59% year=y1 milestone=Plan lead=HR/U01/HR/U02\npairs [NEW-I1 NEW-M2 S1] year=y2 milestone=Do", ``},
		{"the year alone is no answer", "P", pairs(first + "S1 | If we coach | NEW-I1 | | | NEW-M2 | Year 2 | | | p2"),
			"pairs [NEW-M1 S1 S1-I1] indicator=Stay base=59% year=y1 milestone=Plan lead=HR/U01/HR/U02", ``},
		{"one of two codes cleared", "P", pairs(first + "S1 | If we coach | NEW-I1 | Grow | 5 days | | Year 2 | Do | | p2"),
			"pairs [NEW-M1 S1 S1-I1] indicator=Stay base=59% year=y1 milestone=Plan lead=HR/U01/HR/U02\npairs [NEW-I1 NEW-M2 S1] indicator=Grow base=5 days year=y2 milestone=Do", `CELL-58 P Pairs row 5`},
		{"a percentage without its sign", "P", pairs(first + "S1 | If we coach | NEW-I1 | Percent who stay | 63"),
			"pairs [NEW-M1 S1 S1-I1] indicator=Stay base=59% year=y1 milestone=Plan lead=HR/U01/HR/U02\npairs [NEW-I1 S1] indicator=Percent who stay base=63%", `CELL-25 P Pairs!E7`},
		{"a percentage that may be a fraction", "P", pairs(first + "S1 | If we coach | NEW-I1 | Porcentaje que sigue | 0.63"),
			"pairs [NEW-M1 S1 S1-I1] indicator=Stay base=59% year=y1 milestone=Plan lead=HR/U01/HR/U02\npairs [NEW-I1 S1] indicator=Porcentaje que sigue base=63%", `CELL-22 P Pairs!E7`},
		{"half a part", "P", pairs(first + "S1 | If we coach | NEW-I1 | Grow | | NEW-M2 | Year 2 | | Archives | p2"),
			"pairs [NEW-M1 S1 S1-I1] indicator=Stay base=59% year=y1 milestone=Plan lead=HR/U01/HR/U02\npairs [NEW-I1 NEW-M2 S1] indicator=Grow year=y2 lead=!",
			"CELL-10 P Pairs!E7\nCELL-10 P Pairs!H7\nCELL-05 P Pairs!I7"},
		{"an inserted row belongs to the row above", "P", pairs(first + " | | | Grow | 5 days\nS1 | If we coach | NEW-I1 | | | NEW-M2 | Year 2 | | | p2"),
			"pairs [NEW-M1 S1 S1-I1] indicator=Stay base=59% year=y1 milestone=Plan lead=HR/U01/HR/U02\npairs [S1] indicator=Grow base=5 days", `CELL-36 P Pairs row 7`},
		{"a remark under what is given", "P", pairs(first + "\n | PS: we are moving"), "pairs [NEW-M1 S1 S1-I1] indicator=Stay base=59% year=y1 milestone=Plan lead=HR/U01/HR/U02", `CELL-45 note P Pairs!B8`},
		{"a row copied for another milestone", "P", pairs(first + "S1 | If we coach | S1-I1 | Stay | %0.59 | NEW-M1 | Year 1 | Check\nS1 | If we coach | NEW-I1"),
			"pairs [NEW-M1 S1 S1-I1] indicator=Stay base=59% year=y1 milestone=Plan lead=HR/U01/HR/U02\npairs [S1] year=y1 milestone=Check",
			"CELL-53 P Pairs!C6\nCELL-53 P Pairs!F6"},
		{"a given code changed", "P", pairs(strings.Replace(first, "S1 |", "S2 |", 1)),
			"pairs [NEW-M1 S1 S1-I1] indicator=Stay base=59% year=y1 milestone=Plan lead=HR/U01/HR/U02", `CELL-15 P Pairs!A6`},
		{"no keys: equal headings by their groups", "P", strings.Replace(pairs(first), "#pairs.s | #pairs.strategy | #pairs.no | #pairs.indicator | #pairs.base | #pairs.m | #pairs.year | #pairs.milestone | #pairs.lead | row_id", "", 1),
			"pairs [NEW-M1 S1 S1-I1] indicator=Stay base=59% year=y1 milestone=Plan lead=HR/U01/HR/U02", `CELL-30 P Pairs row 5`},
	}
}

// A message names the first of many things, and their number.
func TestLongListsAreCut(t *testing.T) {
	var rows []int
	var words []string
	for n := range 30 {
		rows, words = append(rows, 2*n+1), append(words, "S"+strconv.Itoa(n))
	}
	for got, want := range map[string]string{
		rowList(rows[:3]): "1, 3 and 5", rowList(rows): "1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31, 33, 35, 37, 39 … (+10)",
		listed(words[:2], "; "): "S0; S1", listed(words[:21], ", "): strings.Join(words[:20], ", ") + " … (+1)",
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// Two tables beside each other whose heading somebody has repeated further down
// go on below it, both of them.
func TestSideBySideRepeated(t *testing.T) {
	keys := "#branches.no | #branches.name | #units.no | #units.name | #units.branch\nCode | Name | Code | Name | Branch\n"
	text := "== U\nForm U · v1 · HR · 4F7K-2Q\n" + keys + "HR | Human Resources | U1 | Talent | HR\n" + keys + "FN | Finance | U2 | Budget | FN\n"
	for range 20 { // whatever is looked at first
		sub, _ := Read(toolLibrary(), bookOf(t, text), "back.xlsx", nil, nil)
		if got := told(sub); strings.Count(got, "Finance") != 1 || strings.Count(got, "Budget") != 1 {
			t.Fatalf("read was\n%s", got)
		}
	}
}

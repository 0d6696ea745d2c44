package workbook

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/finding"
	"spm/engine/packet"
	"spm/engine/submission"
	"spm/engine/value"
)

// readCase is a returned workbook, and what must be understood of it.
type readCase struct {
	name   string
	forms  string // of the packet; "-" for a blank form
	book   string
	want   string // records
	places string // findings
}

// blankN are the forms of a packet that was made for a plan printed blank.
const blankN = "N "

// readCases are the cases by what they are about.
func readCases() map[string][]readCase {
	return map[string][]readCase{
		"sheets": sheetsCases(), "scopes": scopesCases(), "columns": columnsCases(), "two tables": twoTablesCases(),
		"rows": rowsCases(), "given": givenCases(), "pairs": pairsCases(), "answers": answersCases(), "cells": cellsCases(),
	}
}

func (tc *readCase) read(t *testing.T) (*submission.Submission, finding.List) {
	var p *packet.Packet
	if tc.forms != "-" {
		p = only(toolPacket(), strings.Fields(tc.forms)...)
	}
	if tc.forms == blankN {
		p.Unfilled()
		p.Options[packet.ScopesOf("N")] = value.Options{{Key: "HR/m1", Label: "Use the framework", Code: "m1"}, {Key: "HR/m2", Label: "Try it in two schools", Code: "m2"}}
	}
	return Read(toolLibrary(), bookOf(t, tc.book), "back.xlsx", p, nil)
}

func TestRead(t *testing.T) {
	for about, cases := range readCases() {
		for _, tc := range cases {
			t.Run(about+"/"+tc.name, func(t *testing.T) {
				sub, found := tc.read(t)
				if diff := cmp.Diff(trimmed(tc.want), trimmed(told(sub))); diff != "" {
					t.Errorf("records, wanted (-) and read (+):\n%s", diff)
				}
				if diff := cmp.Diff(trimmed(tc.places), trimmed(places(found))); diff != "" {
					t.Errorf("findings, wanted (-) and told (+):\n%s", diff)
					for _, f := range found {
						t.Logf("%s %s: %s. %s", f.Code, f.Where, f.Message, f.Hint)
					}
				}
			})
		}
	}
}

// Every code about sheets, columns and rows is told by a case.
func TestReadTellsEveryCode(t *testing.T) {
	told := map[finding.Code]bool{}
	for _, cases := range readCases() {
		for _, tc := range cases {
			_, found := tc.read(t)
			for _, f := range found {
				told[f.Code] = true
			}
		}
	}
	for _, e := range finding.Catalogue() {
		if e.Code >= "CELL-30" && e.Code <= "CELL-79" && !slices.Contains(elsewhere, e.Code) && !told[e.Code] {
			t.Errorf("%s (%s) is told by no case", e.Code, e.Title)
		}
	}
}

// elsewhere are told by those who know what was issued: by reconcile, and by the
// engine for a form that has changed; or of whole files, in the table of edits.
var elsewhere = []finding.Code{"CELL-63", "CELL-68", "CELL-69", "CELL-73", "CELL-75", "CELL-76"}

const (
	lineT  = "Form T · v2 · HR · 4F7K-2Q"
	aboutT = `
T1   | About us
T1.1 | Mission    | We teach.
T1.2 | Our name * | HR
T1.3 | Kind       | Strand | Choose one.
T1.4 | Story      | Long ago | A line or two.
`
	barT   = "T2 | Our tools"
	keysT  = "#tools.no | #tools.tool | #tools.owner | #tools.start | #tools.base | #tools.target | #tools.safe | #tools.why | row_id"
	headsT = "No. | Tool * | Owner | Start | Baseline | Target | Safe? | Why not"
	rowsT  = `
T01    | Survey  | Zoë Núñez  |             | %0.59 | +67 | Yes |      | t1
NEW-T1 | Mailbox | Kenji Sato | @2026-08-01 |       |     | No  | Open | t2
NEW-T2 |         |            |             |       |     |     |      | t3
NEW-T3 |         |            |             |       |     |     |      | t4
`
	toolsT = barT + "\n" + keysT + "\n" + headsT + rowsT
	readT  = `
about [] name=HR kind=str story=Long ago
tools [T01] tool=Survey owner=P01 base=59% target=67% safe=Yes
tools [NEW-T1] tool=Mailbox owner=P02 start=Aug 1, 2026 safe=No why=Open
checks [QC 1.1] met=yes
`
	checksT = `
QC | Quality check
#checks.no | #checks.check | #checks.met | #checks.note | | | | | row_id
No. | Check | Met? | Evidence
QC 1.1 | All listed. | Yes | | | | | | q1
`
	sheetT = "== T Tools\n" + lineT + "\n" + aboutT + toolsT + checksT
)

func sheetsCases() []readCase {
	without := func(s string, lines ...string) string {
		for _, l := range lines {
			s = strings.Replace(s, l+"\n", "", 1)
		}
		return s
	}
	renamed := strings.Replace(sheetT, "== T Tools", "== Goals (2)", 1)
	copied := strings.Replace(sheetT, "== T Tools", "== T Tools (2)", 1)
	blankT := strings.NewReplacer("HR\n", "\n", "Strand", "", "%0.59", "", "+67", "", "Yes", "", "Zoë Núñez", "", "Kenji Sato", "", "@2026-08-01", "", "No  | Open", "|",
		"Survey", "Survey", "Mailbox", "").Replace(copied)
	return []readCase{
		{"as it was sent", "T", sheetT, readT, ``},
		{"a title on top and another name", "T", strings.Replace(renamed, lineT, "Table 1\n\n"+lineT, 1), readT, `CELL-37 Goals (2)`},
		{"a remark on top", "T", strings.Replace(sheetT, lineT, "Draft 2, please look at the owners\n\n"+lineT, 1), readT, `CELL-45 note T Tools!A1`},
		{"no line at all", "T", without(renamed, lineT), readT, `CELL-37 Goals (2)`},
		{"a sheet of notes", "T", sheetT + "\n== Notes\nCall Rosa | Monday", readT, `CELL-38 Notes`},
		{"lists and meta are ours", "T", sheetT + "\n== Lists\nkind | year\n:hidden\n== m\npacket | 4F7K-2Q\nkind | test\nto | HR\nperiod\n:hidden", readT, ``},
		{"copied, nothing changed", "T", copied + "\n" + sheetT, readT, `CELL-44 T Tools (2) +`},
		{"copied, the copy untouched", "T", blankT + "\n" + sheetT, readT, `CELL-44 T Tools (2) +`},
		{"copied, the original untouched", "T", strings.Replace(blankT, "T Tools (2)", "T Tools", 1) + "\n" + copied, readT, "CELL-44 T Tools +\nCELL-37 T Tools (2)"},
		{"copied, half of the copy filled in", "T", strings.NewReplacer("Kenji Sato", "", "+67", "").Replace(copied) + "\n" + sheetT, readT, `CELL-44 T Tools (2) +`},
		{"copied, half of the original filled in", "T", copied + "\n" + strings.NewReplacer("Kenji Sato", "", "+67", "").Replace(sheetT), readT, "CELL-44 T Tools +\nCELL-37 T Tools (2)"},
		{"copied, what we sent deleted in one", "T", strings.Replace(copied, "Survey", "", 1) + "\n" + sheetT, ``, `CELL-40 T Tools (2) +`},
		{"copied and both filled in", "T", strings.Replace(copied, "Mailbox", "Post box", 1) + "\n" + sheetT, ``, `CELL-40 T Tools (2) +`},
		{"a sheet is missing", "T M", sheetT, readT, "CELL-42 back.xlsx\nCELL-42 back.xlsx"},
		{"of another workbook", "T P", sheetT + "\n== P Pairs\nForm P · v1 · HR · 9999-ZZ\n#pairs.no | #pairs.indicator\nNo. | Indicator\nNEW-I1 | Stolen", readT, "CELL-42 back.xlsx\nCELL-47 P Pairs"},
		{"an older version", "T", strings.Replace(strings.Replace(sheetT, "v2", "v1", 1), "Tool *", "Instrument", 1), readT, `CELL-43 note T Tools`},
		{"a newer version", "T", strings.Replace(sheetT, "v2", "v3", 1), readT, `CELL-43 T Tools`},
		{"hidden", "T", sheetT + "\n:hidden", readT, `CELL-59 T Tools`},
		{"a form that nobody knows", "T", sheetT + "\n== Z\nForm Z · v1 · HR · 4F7K-2Q\nx", readT, `CELL-57 Z`},
		{"a line and nothing else", "T", "== T Tools\n" + lineT + "\nhello", ``, "CELL-50 T Tools"},
		{"the hidden marks of another workbook", "T", sheetT + "\n== _meta\npacket | 7777-7A\nworkspace | riverbend\nkind | test", readT, `CELL-72 T Tools`},
		{"the table above the questions", "T", "== T Tools\n" + lineT + "\n" + toolsT + "\n" + aboutT + checksT, readT, "CELL-74 T Tools row 4"},
		{"a table that cannot be found", "T", without(sheetT, keysT, headsT), "about [] name=HR kind=str story=Long ago\nchecks [QC 1.1] met=yes", `CELL-50 T Tools row 8`},
	}
}

func scopesCases() []readCase {
	sheet := func(name, line, milestone, id string, rows string) string {
		return "== " + name + "\n" + line + "\nN1 | The milestone\nN1.1 | Milestone | " + milestone + "\nN2 | Actions\n#actions.no | #actions.action | #actions.lead | row_id\nNo. | Action | Lead\n" + rows + "\n"
	}
	one := sheet("N M1", "Form N · v1 · HR · HR/m1 · 4F7K-2Q", "Milestone HR/m1", "", "NEW-A1 | Draft | Rosa | n1m1\nNEW-A2")
	two := sheet("N M2", "Form N · v1 · HR · HR/m2 · 4F7K-2Q", "Milestone HR/m2", "", "NEW-A1 | Tell | Kenji | n1m2\nNEW-A2")
	want := "actions(HR/m1) [NEW-A1] action=Draft lead=Rosa\nactions(HR/m2) [NEW-A1] action=Tell lead=Kenji"
	blank := func(name, milestone string) string {
		return sheet(name, "Form N · v1 · blank", milestone, "", "NEW-A1 | Draft\nNEW-A2")
	}
	return []readCase{
		{"by the line", "N", one + two, want, ``},
		{"by the given text", "N", sheet("X", "", "Milestone HR/m1", "", "NEW-A1 | Draft | Rosa") + sheet("Y", "", "Milestone HR/m2", "", "NEW-A1 | Tell | Kenji"), want, "CELL-37 X\nCELL-37 Y"},
		{"a blank form says what it is about", "-", sheet("N", "Form N · v1 · blank", "M7", "", "NEW-A1 | Draft | Rosa") + sheet("N (2)", "Form N · v1 · blank", "M8", "", "NEW-A1 | Tell | Kenji"),
			"actions(M7) [NEW-A1] action=Draft lead=Rosa\nactions(M8) [NEW-A1] action=Tell lead=Kenji", ``},
		{"a blank form, about what the packet has", blankN, blank("N", "use the framework") + blank("N (2)", "M2: whatever"),
			"actions(HR/m1) [NEW-A1] action=Draft\nactions(HR/m2) [NEW-A1] action=Draft", "CELL-37 N\nCELL-37 N (2)"},
		{"a blank form, told by its name", blankN, blank("N", "m2") + blank("N m1", ""),
			"actions(HR/m2) [NEW-A1] action=Draft\nactions(HR/m1) [NEW-A1] action=Draft", "CELL-37 N"},
		{"a blank form that does not say", blankN, blank("N", "") + blank("N m2", ""), "actions(HR/m2) [NEW-A1] action=Draft", "CELL-62 N"},
	}
}

func columnsCases() []readCase {
	table := func(text string) string { return "== T Tools\n" + lineT + "\n" + aboutT + text + checksT }
	noKeys := strings.Replace(toolsT, keysT+"\n", "", 1)
	grouped := strings.Replace(noKeys, headsT, " | | | | Use\n"+headsT, 1)
	twice := strings.NewReplacer("#tools.why | row_id", "#tools.why | #tools.tool", "| t1", "| Poll", "| t2", "| Letter", "| t3", "", "| t4", "").Replace(toolsT)
	return []readCase{
		{"no keys", "T", table(noKeys), readT, `CELL-30 T Tools row 9`},
		{"no keys, two rows of headings", "T", table(grouped), readT, `CELL-30 T Tools row 10`},
		{"one key gone", "T", table(strings.Replace(toolsT, "#tools.start", "", 1)), readT, `CELL-30 T Tools row 10`},
		{"a heading reworded", "T", table(strings.Replace(toolsT, "| Start |", "| Since when |", 1)), readT, `CELL-71 T Tools!D10`},
		{"a column of one's own", "T", table(`
			T2 | Our tools
			#tools.no | | #tools.tool | #tools.owner | #tools.start | #tools.base | #tools.target | #tools.safe | #tools.why | row_id
			No. | Our notes | Tool * | Owner | Start | Baseline | Target | Safe? | Why not
			T01    | ask Jo | Survey  | Zoë Núñez  |             | %0.59 | +67 | Yes |      | t1
			NEW-T1 | soon | Mailbox | Kenji Sato | @2026-08-01 |       |     | No  | Open | t2
		`), readT, `CELL-35 T Tools!B12`},
		{"columns of one's own, hardly begun", "T", table(`
			T2 | Our tools
			#tools.no | | #tools.tool | #tools.owner | #tools.start | #tools.base | #tools.target | | #tools.safe | #tools.why | row_id
			No. | Our notes | Tool * | Owner | Start | Baseline | Target | | Safe? | Why not | | Ask
			T01    | | Survey  | Zoë Núñez  |             | %0.59 | +67 | | Yes |      | t1
			NEW-T1 | | Mailbox | Kenji Sato | @2026-08-01 |       |     | | No  | Open | t2
		`), readT, "CELL-35 T Tools!B11\nCELL-35 T Tools!L11"},
		{"a column moved", "T", table(`
			T2 | Our tools
			#tools.no | #tools.target | #tools.tool | #tools.owner | #tools.start | #tools.base | #tools.safe | #tools.why | row_id
			No. | Target | Tool * | Owner | Start | Baseline | Safe? | Why not
			T01    | +67 | Survey  | Zoë Núñez  |             | %0.59 | Yes |      | t1
			NEW-T1 |     | Mailbox | Kenji Sato | @2026-08-01 |       | No  | Open | t2
		`), readT, `CELL-60 T Tools!B11`},
		{"columns moved, their keys deleted", "T", table(`
			T2 | Our tools
			Why not | No. | Tool * | Safe? | Owner | Start | Baseline | Target | | |
			 | T01    | Survey  | Yes | Zoë Núñez  |             | %0.59 | +67 | t1
			Open | NEW-T1 | Mailbox | No | Kenji Sato | @2026-08-01 |    |     | t2
		`), readT, "CELL-30 T Tools row 10\nCELL-60 T Tools!D10 +A10"},
		{"an older version had another order", "T", strings.Replace(table(`
			T2 | Our tools
			#tools.no | #tools.owner | #tools.tool | #tools.start | #tools.base | #tools.target | #tools.safe | #tools.why | row_id
			No. | Owner | Tool | Start | Baseline | Target | Safe? | Why not
			T01    | Zoë Núñez | Survey   |             | %0.59 | +67 | Yes |      | t1
			NEW-T1 | Kenji Sato | Mailbox | @2026-08-01 |       |     | No  | Open | t2
		`), "v2", "v1", 1), readT, `CELL-43 note T Tools`},
		{"a column is missing", "T", table(strings.NewReplacer("#tools.owner", "", "Owner", "", "Zoë Núñez", "", "Kenji Sato", "").Replace(toolsT)),
			strings.NewReplacer(" owner=P01", "", " owner=P02", "").Replace(readT), `CELL-31 T Tools row 10`},
		{"a column twice, the same", "T", table(`
			T2 | Our tools
			#tools.no | #tools.tool | #tools.tool
			No. | Tool | Tool
			T01 | Survey | Survey
		`), "about [] name=HR kind=str story=Long ago\ntools [T01] tool=Survey\nchecks [QC 1.1] met=yes",
			"CELL-70 T Tools!C10\n" + strings.Repeat("CELL-31 T Tools row 11\n", 6)},
		{"headings and answers moved, keys left", "T", table(strings.NewReplacer(
			headsT, "No. | Owner | Tool | Start | Baseline | Target | Safe? | Why not",
			"Survey  | Zoë Núñez", "Zoë Núñez | Survey", "Mailbox | Kenji Sato", "Kenji Sato | Mailbox").Replace(toolsT)),
			readT, "CELL-46 T Tools!B10\nCELL-46 T Tools!C10"},
		{"a column twice, different", "T", table(twice), strings.NewReplacer(" tool=Survey", "", " tool=Mailbox", "").Replace(readT), `CELL-55 T Tools!I9 +B9`},
	}
}

func twoTablesCases() []readCase {
	return []readCase{
		{"own codes and references within the workbook", "-", `
			== U Units
			Form U · v1 · blank
			U1 | Branches
			#branches.no | #branches.name
			Code | Name
			HR | Human Resources
			TL | Teaching
			 | Nameless code
			FN
			Total
			our remark on branches
			U2 | Units
			#units.no | #units.name | #units.branch
			Code | Name | Branch
			U01 | Talent | Human Resources
			U02 | Math | TL
			U03 | Lost | Finance
		`, `
			branches [HR] name=Human Resources
			branches [TL] name=Teaching
			branches [] name=Nameless code
			branches [FN]
			units [U01] name=Talent branch=HR
			units [U02] name=Math branch=TL
			units [U03] name=Lost branch=!
		`, "CELL-10 U Units!A7\nCELL-10 U Units!B8\nCELL-41 U Units row 9\nCELL-45 note U Units!A10\nCELL-05 U Units!C16"},
		{"no keys, a bar each", "-", `
			== U Units
			U1 | Branches
			Code | Name
			HR | Human Resources
			Units | U2
			Code | Name | Branch
			U01 | Talent | HR
		`, "branches [HR] name=Human Resources\nunits [U01] name=Talent branch=HR", "CELL-30 U Units row 2\nCELL-30 U Units row 5"},
		{"equal headings, told apart by their bars", "M", `
			== Sheet1
			M3 | Actions of others
			No. | Action | Status | Note
			B1 | Lend a room | Behind
			== Sheet2
			M2 | Our actions
			No. | Action | Status | Note
			A1 | Draft the framework | On schedule
			A2 | Try it out | Behind
			A3 | Tell everybody | Behind | Soon
		`, "others [B1] status=late\nours [A1] status=ok\nours [A2] status=late\nours [A3] status=late note=Soon",
			"CELL-37 Sheet1\nCELL-30 Sheet1 row 2\nCELL-50 Sheet2\nCELL-37 Sheet2\nCELL-30 Sheet2 row 2"},
	}
}

package workbook

import "strings"

func answersCases() []readCase {
	about := func(rows string) string {
		return "== T Tools\n" + lineT + "\n" + strings.Trim(rows, "\n") + "\n" + toolsT + checksT
	}
	rest := strings.SplitN(strings.TrimSpace(readT), "\n", 2)[1]
	const want = "about [] name=HR kind=str story=Long ago\n"
	return []readCase{
		{"a column inserted before the answers", "T", about(`
			T1.1 | Mission | | We teach.
			T1.2 | Our name * | ask Jo | HR
			T1.3 | Kind | | Strand | Choose one.
			T1.4 | Story | | Long ago | A line or two.
		`), want + rest, `CELL-35 T Tools!C3`},
		{"a column inserted, and nothing of ours in it", "-", about(`
			T1.2 | Our name * | | HR
			T1.3 | Kind | | Strand
			T1.4 | Story
		`), strings.Replace(want, " story=Long ago", "", 1) + strings.NewReplacer("P01", "Zoë Núñez", "P02", "Kenji Sato").Replace(rest), "CELL-24 T Tools!C9\nCELL-24 T Tools!C10"},
		{"answers moved to the left", "T", about(`
			We teach. | T1.1 | Mission
			HR | T1.2 | Our name *
			Strand | T1.3 | Kind | Choose one.
			Long ago | T1.4 | Story | A line or two.
		`), want + rest, `CELL-60 T Tools!A2`},
		{"a label reworded, a hint below another", "T", about(`
			T1.1 | Mission | We teach.
			T1.2 | What we are called | HR
			T1.3 | Kind *\nChoose one. | Strand
			T1.4 | Story\nA line or two. | Long ago
		`), want + rest, `CELL-71 T Tools!A3`},
		{"a code was lost", "T", about("T1.1 | Mission | We teach.\n | Our name | HR\nT1.3 | Kind | Strand\nT1.4 | Story | Long ago"), want + rest, `CELL-71 T Tools!A3`},
		{"all codes were lost", "T", about("Mission | We teach.\nOur name | HR\nKind | Strand\nStory | Long ago"), want + rest, `CELL-71 T Tools row 3 +row 4 +row 5`},
		{"codes that stayed behind", "T", about("T1.1 | Mission | We teach.\nT1.2 | Kind * | Strand\nT1.3 | Our name | HR\nT1.4 | Story | Long ago"), want + rest, `CELL-71 T Tools!A4 +A3`},
		{"words that went on without their code", "T", about("T1.1 | Mission | We teach.\nT1.2 | Our name | HR\nT1.3 | Kind | Strand\nT1.4\n | Story | Long ago"), want + rest, `CELL-71 T Tools!A6`},
		{"a question is gone", "T", about("T1.1 | Mission | We teach.\nT1.4 | Story | Long ago"), "about [] story=Long ago\n" + rest, "CELL-52 T Tools row 2\nCELL-52 note T Tools row 2"},
		{"typed over the hint", "T", about("T1.1 | Mission | We teach.\nT1.2 | Our name | HR\nT1.3 | Kind | | Strand\nT1.4 | Story | Long ago | A line or two."),
			"about [] name=HR story=Long ago\n" + rest, `CELL-51 warning T Tools!D4`},
		{"a required answer beside its cell", "T", about("T1.1 | Mission | We teach.\nT1.2 | Our name | | HR\nT1.3 | Kind | Strand\nT1.4 | Story | Long ago"),
			"about [] kind=str story=Long ago\n" + rest, `CELL-51 T Tools!D3`},
		{"a question twice", "T", about("T1.1 | Mission | We teach.\nT1.2 | Our name | HR\nT1.2 | Our name | Human\nT1.3 | Kind | Strand\nT1.4 | Story | Long ago"),
			"about [] name=! kind=str story=Long ago\n" + rest, `CELL-32 T Tools!C4 +C3`},
		{"given text changed, a remark of one's own", "T", about("T1.1 | Mission | We learn.\nT1.2 | Our name | HR | | soon\nT1.3 | Kind | Strand | Choose one.\nT1.4 | Story | Long ago"),
			want + rest, "CELL-15 T Tools!C2\nCELL-35 T Tools!E3"},
		{"a merged answer", "T", about("T1.1 | Mission | We teach.\nT1.2 | Our name | HR\n:merge C3:E3\nT1.3 | Kind | | Strand\n:merge B4:C4\nT1.4 | Story | Long ago"),
			want + rest, ``},
		{"a sheet that nobody filled in", "T", about("T1.1 | Mission | We teach.\nT1.2 | Our name\nT1.3 | Kind\nT1.4 | Story | Long ago")[:len("== T Tools\n")] + lineT +
			"\nT1.1 | Mission | We teach.\nT1.2 | Our name\nT1.3 | Kind\nT1.4 | Story\n" + keysT + "\n" + headsT + "\nT01 | | | | | | | | t1\nNEW-T1",
			"about []\ntools [T01]", "CELL-39 T Tools\nCELL-50 T Tools"},
		{"a sheet that we filled in but for one answer", "T", "== T Tools\n" + lineT +
			"\nT1.1 | Mission | We teach.\nT1.2 | Our name\nT1.3 | Kind\nT1.4 | Story | Long ago\n" + keysT + "\n" + headsT + "\nT01 | Survey | | | %0.59 | | | | t1\nNEW-T1",
			"about [] story=Long ago\ntools [T01] tool=Survey base=59%", "CELL-50 T Tools\nCELL-10 T Tools!C3"},
	}
}

func cellsCases() []readCase {
	table := func(rows string) string {
		return "== T Tools\n" + lineT + "\n" + aboutT + barT + "\n" + keysT + "\n" + headsT + "\n" + strings.Trim(rows, "\n") + "\n" + checksT
	}
	read := func(rows string) string {
		return "about [] name=HR kind=str story=Long ago\n" + rows + "\nchecks [QC 1.1] met=yes"
	}
	return []readCase{
		{"formulas and errors", "T", table("T01 | =Survey | =? | !#N/A"), read("tools [T01] tool=Survey owner=! start=!"), "CELL-12 T Tools!C11\nCELL-08 T Tools!D11"},
		{"doubtful values", "T", table("T01 | Survey | Jo Ng | 10/1/2026 | 0.7 | many"), read("tools [T01] tool=Survey owner=Jo Ng start=Oct 1, 2026 base=70% target=many"),
			"CELL-24 T Tools!C11\nCELL-20 T Tools!D11\nCELL-22 T Tools!E11\nCELL-23 T Tools!F11"},
		{"numbers typed as text", "T", table("T01 | Survey | | | 58 % | 67%\nNEW-T1 | Mailbox | | | $1,250 | 12 days\nNEW-T2 | Van | | | +4 | 1,300\nNEW-T3 | Bus | | | %0.5 | To be determined"),
			read("tools [T01] tool=Survey base=58% target=67%\ntools [NEW-T1] tool=Mailbox base=$1,250 target=12 days\n" +
				"tools [NEW-T2] tool=Van base=4 target=1,300\ntools [NEW-T3] tool=Bus base=50% target=To be determined"),
			"CELL-25 T Tools!E11\nCELL-25 T Tools!F11\nCELL-25 T Tools!E12\nCELL-25 T Tools!F13"},
		{"percent without its format", "T", table("T01 | Percent of schools that answer | | | 0.5 | 67\nNEW-T1 | Van | | | 0.5 | 67\nNEW-T2 | Share of staff, in % | | | 5 days | TBD"),
			read("tools [T01] tool=Percent of schools that answer base=50% target=67%\ntools [NEW-T1] tool=Van base=0.5 target=67\n" +
				"tools [NEW-T2] tool=Share of staff, in % base=5 days target=TBD"), "CELL-22 T Tools!E11\nCELL-25 T Tools!F11\nCELL-25 T Tools!E12\nCELL-25 T Tools!F12"},
		{"a text that we wrote ourselves", "T", table("T01 | Survey | | | 59%"), read("tools [T01] tool=Survey base=59%"), ``},
		{"required, and asked for by another answer", "T", table("T01 | | | | | | No\nNEW-T1 | | Kenji Sato"), read("tools [T01] safe=No\ntools [NEW-T1] owner=P02"),
			"CELL-11 T Tools!H11\nCELL-10 T Tools!B12"},
		{"hidden rows and columns", "T", table("T01 | Survey\n~NEW-T1 | Mailbox | Kenji Sato\n~NEW-T2"), read("tools [T01] tool=Survey\ntools [NEW-T1] tool=Mailbox owner=P02"), `CELL-14 T Tools!B12 +C12`},
		{"merged down", "T", table("T01 | Survey | Kenji Sato\nNEW-T1 | Mailbox\nNEW-T2\n:merge C11:C13"),
			read("tools [T01] tool=Survey owner=P02\ntools [NEW-T1] tool=Mailbox owner=P02\ntools [NEW-T2] owner=P02"), "CELL-56 T Tools!C11:C13\nCELL-10 T Tools!B13"},
		{"something under a merged cell", "T", table("T01 | Survey | Kenji Sato\nNEW-T1 | Mailbox | Zoë Núñez\n:merge C11:C12"),
			read("tools [T01] tool=Survey owner=P02\ntools [NEW-T1] tool=Mailbox owner=P02"), "CELL-56 T Tools!C11:C12\nCELL-14 T Tools!C12"},
		{"merged across", "T", table("T01 | Survey\nNEW-T1 | Mailbox\n:merge B12:D12"), read("tools [T01] tool=Survey\ntools [NEW-T1] tool=Mailbox"), `CELL-64 T Tools!B12`},
		{"a code in other letters", "T", table("t01 | Survey\nnew–t1 | Mailbox"), read("tools [T01] tool=Survey\ntools [NEW-T1] tool=Mailbox"), ``},
	}
}

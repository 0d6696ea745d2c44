package reconcile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/reconcile"
)

// The three-way comparison, cell by cell (DESIGN.md section 7): what was
// issued, what the centre says since, what came back; and what follows.
//
//	issued       as the packet showed it; empty: the cell was blank
//	centre since = nothing changed; ✕ taken back; else the new value
//	came back    = as it was sent; ✕ cleared; else what was typed
//	claim        value ← the issued value that it changes; ✕ none
//	findings     of the return, then of the fold
//	value after  of the organization; the sides of a dispute are parted by ≠
const cellCases = `
text | Hiring             | =             | =                  | ✕                             |                    | Hiring
text | Hiring             | =             | Coaching           | Coaching ← Hiring             |                    | Coaching
text | Hiring             | Advice        | =                  | ✕                             |                    | Advice
text | Hiring             | Advice        | Advice             | Advice ← Hiring               |                    | Advice
text | Hiring             | Advice        | Coaching           | Coaching ← Hiring             | MERGE-07, MERGE-01 | Advice ≠ Coaching
text | Hiring             | =             | ✕                  | ✕                             | CELL-13            | Hiring
text | Hiring             | Advice        | ✕                  | ✕                             | CELL-13            | Advice
text | Hiring             | ✕             | =                  | ✕                             |                    |
text | Hiring             | ✕             | Coaching           | Coaching ← Hiring             | MERGE-07           | Coaching
text | Hiring             | ✕             | ✕                  | ✕                             | CELL-13            |
text | Hiring             | Hiring        | Coaching           | Coaching ← Hiring             |                    | Coaching
text |                    | =             | =                  | ✕                             |                    |
text |                    | =             | Coaching           | Coaching                      |                    | Coaching
text |                    | Advice        | =                  | ✕                             |                    | Advice
text |                    | Advice        | Advice             | Advice                        |                    | Advice
text |                    | Advice        | Coaching           | Coaching                      | MERGE-01           | Advice ≠ Coaching
text | Hiring and advice  | =             |  Hiring  and advice| ✕                             |                    | Hiring and advice
text | Hiring             | =             | hiring             | hiring ← Hiring               |                    | hiring

measure | 59%             | =             | =                  | ✕                             |                    | 59%
measure | 59%             | =             | 59 %               | ✕                             |                    | 59%
measure | 59%             | =             | 61%                | 61% ← 59%                     |                    | 61%
measure | 59%             | 60%           | =                  | ✕                             |                    | 60%
measure | 59%             | 60%           | 60.0%              | 60% ← 59%                     |                    | 60%
measure | 59%             | 60%           | 61%                | 61% ← 59%                     | MERGE-07, MERGE-01 | 60% ≠ 61%
measure | 59%             | =             | ✕                  | ✕                             | CELL-13            | 59%
measure | 59%             | =             | TBD using surveys  | TBD using surveys ← 59%       |                    | TBD using surveys
measure | TBD using surveys | =           | 59%                | 59% ← TBD using surveys       |                    | 59%
measure | TBD using surveys | 60%         | 59%                | 59% ← TBD using surveys       | MERGE-07, MERGE-01 | 60% ≠ 59%
measure |                 | 60%           | 0.6 points         | 0.6 points                    | MERGE-01           | 60% ≠ 0.6 points

list | Guide; Memo        | =             | =                  | ✕                             |                    | Guide; Memo
list | Guide; Memo        | =             | Memo; Guide        | ✕                             |                    | Guide; Memo
list | Guide; Memo        | =             | Guide; Memo; Plan  | Guide; Memo; Plan ← Guide; Memo |                  | Guide; Memo; Plan
list | Guide; Memo        | =             | Guide              | Guide ← Guide; Memo           |                    | Guide
list | Guide; Memo        | Guide         | =                  | ✕                             |                    | Guide
list | Guide; Memo        | Guide; Plan   | Plan; Guide        | Plan; Guide ← Guide; Memo     |                    | Guide; Plan
list | Guide; Memo        | Guide         | Guide; Memo; Plan  | Guide; Memo; Plan ← Guide; Memo | MERGE-07, MERGE-01 | Guide ≠ Guide; Memo; Plan
list | Guide; Memo        | =             | ✕                  | ✕                             | CELL-13            | Guide; Memo

date | 2026-08-01         | =             | Aug 1, 2026        | ✕                             |                    | Aug 1, 2026
date | 2026-08-01         | =             | 9/1/2026           | Sep 1, 2026 ← Aug 1, 2026     |                    | Sep 1, 2026
date | 2026-08-01         | 2026-08-15    | 9/1/2026           | Sep 1, 2026 ← Aug 1, 2026     | MERGE-07, MERGE-01 | Aug 15, 2026 ≠ Sep 1, 2026

refs | U01; U02           | =             | Recruitment; Talent Development | ✕                |                    | U01; U02
refs | U01                | =             | Talent Development; Recruitment | U01; U02 ← U01   |                    | U01; U02
refs | U01                | U02           | Talent Development; Recruitment | U01; U02 ← U01   | MERGE-07, MERGE-01 | U02 ≠ U01; U02
`

// cells are the kinds of cells of the table: in which packet, where, and what
// they speak about.
var cells = map[string]struct{ packet, to, cell, subject string }{
	"text":    {"direction", "HR", "A.clients C1 services", "client HR/C1 services"},
	"measure": {"direction", "HR", "A.measures G1-I1 baseline", "goal_measure G1-I1 baseline"},
	"list":    {"action-plan", "U01", "N.actions@HR/M1.1-Y1 A1.1-Y1-01 outputs", "action HR/A1.1-Y1-01 outputs"},
	"date":    {"action-plan", "U01", "N.actions@HR/M1.1-Y1 A1.1-Y1-01 start", "action HR/A1.1-Y1-01 start"},
	"refs":    {"action-plan", "U01", "N.actions@HR/M1.1-Y1 A1.1-Y1-01 units", "action HR/A1.1-Y1-01 collaborators"},
}

// entities give every cell of the table its row.
const entities = `
	client HR/C1 name = Schools
	goal_measure G1-I1 indicator = Percent of students who grow
	strategy HR/S1.1 if = we coach
	milestone HR/M1.1-Y1 lead_unit = U01
	milestone HR/M1.1-Y1 text = Coach every new teacher
	action HR/A1.1-Y1-01 text = Draft the plan`

func TestThreeWayCells(t *testing.T) {
	for _, line := range nonblank(cellCases) {
		col := strings.Split(line+" ", "|")
		for i := range col {
			col[i] = strings.TrimSpace(col[i])
		}
		issued, since, back, want := col[1], col[2], col[3], col[4:]
		t.Run(strings.Join(col[:4], ", "), func(t *testing.T) {
			cell := cells[col[0]]
			d := newDesk(t, entities)
			first := int64(0)
			if issued != "" {
				first = d.says(centre, cell.subject+" = "+issued)
			}
			p := d.sends(cell.packet, cell.to, 1)
			switch since {
			case "=":
			case "✕":
				d.takesBack(first)
			default:
				d.says(centre, cell.subject+" = "+since)
			}
			var out reconcile.Outcome
			switch back {
			case "=":
				out = d.returned(p, "")
			case "✕":
				out = d.returned(p, cell.cell+" =")
			default:
				out = d.returned(p, cell.cell+" = "+strings.TrimSpace(back))
			}
			said := strings.Fields(codesOf(out.Findings) + " " + codesOf(d.state().Findings))
			got := []string{claimed(out), strings.Join(said, ", "), d.shows(cell.subject)}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("claim, findings, value after (-want +got):\n%s", diff)
			}
		})
	}
}

// claimed are the claims of a return: value ← the issued value that it changes.
func claimed(out reconcile.Outcome) string {
	var all []string
	for _, c := range out.Claims {
		text := plain(c.Value)
		switch {
		case c.Act == ledger.Retract:
			text = "back to " + text
		case c.Base != nil:
			text += " ← " + plain(*c.Base)
		}
		all = append(all, text)
	}
	if all == nil {
		return "✕"
	}
	return strings.Join(all, ", ")
}

// Rows: added or removed by either side, or by both.
func TestThreeWayRows(t *testing.T) {
	none := func(*desk) {}
	addsC3 := func(d *desk) { d.says(centre, "client HR/C3 name = Families") }
	removesC2 := func(d *desk) { d.takesAllBack(org.KindClient, "HR/C2") }
	changesC2 := func(d *desk) { d.says(centre, "client HR/C2 name = Staff") }
	for _, tc := range []struct {
		name     string
		since    func(*desk)
		back     string // the edits of the return
		claims   string
		findings string
		rows     string // the clients after
	}{
		{"nobody changes a row", none, "", "✕", "", "C1 Schools, C2 Colleges"},
		{"the sender adds one", none, "A.clients NEW-C1 client = Parents", "Parents", "", "C1 Schools, C2 Colleges, C3 Parents"},
		{"the sender inserts one without a code", none, "A.clients +1 client = Parents", "Parents", "", "C1 Schools, C2 Colleges, C3 Parents"},
		{"the centre adds one", addsC3, "", "✕", "", "C1 Schools, C2 Colleges, C3 Families"},
		{"both add one", addsC3, "A.clients NEW-C1 client = Parents", "Parents", "", "C1 Schools, C2 Colleges, C3 Families, C4 Parents"},
		{"the sender leaves one out", none, "A.clients C2 -", "✕", "", "C1 Schools, C2 Colleges"},
		{"the centre takes one back", removesC2, "", "✕", "", "C1 Schools"},
		{"both remove one", removesC2, "A.clients C2 -", "✕", "", "C1 Schools"},
		{"the sender leaves out what the centre changes", changesC2, "A.clients C2 -", "✕", "", "C1 Schools, C2 Staff"},
		{"the sender changes what the centre takes back", removesC2, "A.clients C2 client = Universities", "Universities ← Colleges", "MERGE-07", "C1 Schools, C2 Universities"},
		{"both change one", changesC2, "A.clients C2 client = Universities", "Universities ← Colleges", "MERGE-07 MERGE-01", "C1 Schools, C2 Staff ≠ Universities"},
		{"the sender clears one", none, "A.clients C2 client =", "✕", "CELL-13", "C1 Schools, C2 Colleges"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			d := newDesk(t, "client HR/C1 name = Schools\nclient HR/C2 name = Colleges")
			p := d.sends("direction", "HR", 1)
			tc.since(d)
			out := d.returned(p, tc.back)
			s := d.state()
			var rows []string
			for _, c := range s.Org.Clients {
				rows = append(rows, c.Code()+" "+show(s.Facts[org.Subject{Kind: org.KindClient, Key: c.Key, Attr: "name"}]))
			}
			got := []string{claimed(out), strings.TrimSpace(codesOf(out.Findings) + " " + codesOf(s.Findings)), strings.Join(rows, ", ")}
			if diff := cmp.Diff([]string{tc.claims, tc.findings, tc.rows}, got); diff != "" {
				t.Errorf("claims, findings, rows after (-want +got):\n%s", diff)
			}
		})
	}
}

package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"spm/engine"
	"spm/reports/uacheck"
)

// fullReceipt is one with much more to tell than a page holds.
func fullReceipt(t testing.TB, language string, n int) engine.Receipt {
	t.Helper()
	lib, findings := engine.Templates(nil)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	r := engine.Receipt{
		Library: lib.In(language), Title: "Receipt: Organizational structure, roles and the long name of a packet", Organization: "Riverbend School District",
		From: "Talent Development", File: "structure – final, with the changes of May.xlsx", Day: "Jun 5, 2026",
		Opening: []string{"Thank you. We have read your workbook: 1,206 answers.", "12 of them differ from your last return.", "340 more came back as we had filled them in."},
		Closing: "Send it back to plan@riverbend.example. Questions: Jo Ng, 555-0100.", More: "and {n} more; the e-mail has them all",
	}
	long := "Staff!B%d: Responsible person: nobody is listed as “Rosa Delgada”; the name was kept as it was typed. If the name is right, ask the central office to add the person to the setup workbook."
	counts := engine.ReceiptPart{Title: "What we read", Head: []string{"Form", "Your answers", "New rows", "As we sent it"}}
	look, notes := engine.ReceiptPart{Title: "Please look at"}, engine.ReceiptPart{Title: "Good to know"}
	doubts := engine.ReceiptPart{Title: "How we understood some cells", Head: []string{"Cell", "What stands there", "How we read it"}, After: "If one of these is wrong, correct the cell and send the workbook again."}
	for i := range n {
		row := []string{fmt.Sprintf("N%d Action Planning Template of a long name", i), "106", "11", "3"}
		counts.Rows, counts.Lines = append(counts.Rows, row), append(counts.Lines, strings.Join(row, " "))
		look.Lines, notes.Lines = append(look.Lines, fmt.Sprintf(long, i)), append(notes.Lines, fmt.Sprintf(long, i))
		row = []string{fmt.Sprintf("N M1.1-Y1!D%d", i), strings.Repeat("October thirty, ", 4), strings.Repeat("Oct 30 ", 6)}
		doubts.Rows, doubts.Lines = append(doubts.Rows, row), append(doubts.Lines, strings.Join(row, " "))
	}
	r.Parts = []engine.ReceiptPart{counts, look, doubts, notes}
	return r
}

// A receipt is one page, however much there is to tell, and tagged as every
// PDF of ours is.
func TestReceiptIsOnePage(t *testing.T) {
	for _, n := range []int{1, 3, 7, 40, 400} {
		for _, language := range []string{"en", "es"} {
			r := fullReceipt(t, language, n)
			pdf, err := printReceipt(r)
			if err != nil {
				t.Fatal(err)
			}
			again, err := printReceipt(r)
			if err != nil || !bytes.Equal(pdf, again) {
				t.Errorf("%d lines: the same receipt gave other bytes (%v)", n, err)
			}
			pages, err := uacheck.Pages(pdf)
			if err != nil || pages != 1 {
				t.Errorf("%d lines in %s: %d pages (%v)", n, language, pages, err)
			}
			if fails, err := uacheck.Check(pdf); err != nil || len(fails) > 0 {
				t.Errorf("%d lines in %s: %v %v", n, language, fails, err)
			}
		}
	}
}

func BenchmarkReceipt(b *testing.B) {
	r := fullReceipt(b, "en", 3)
	for b.Loop() {
		if _, err := printReceipt(r); err != nil {
			b.Fatal(err)
		}
	}
}

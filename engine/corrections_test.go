package engine

import (
	"strconv"
	"strings"
	"testing"

	"spm/engine/finding"
	"spm/engine/packet"
	"spm/engine/spreadsheet"
)

// A workbook to be corrected has its word once, in the language of its sender,
// however often it comes back.
func TestCorrectionsName(t *testing.T) {
	lib, findings := Templates(nil)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	workbook := opened{}
	packed := opened{whole: &spreadsheet.Book{Format: spreadsheet.OpenDocument}, data: []byte("PK\x03\x04")}
	flat := opened{whole: packed.whole, data: []byte("<?xml version='1.0'?>")}
	for _, tc := range []struct {
		file, language, want string
		is                   opened
	}{
		{"Action plans.xlsx", "en", "Action plans - to correct.xlsx", workbook},
		{"Action plans - to correct.xlsx", "en", "Action plans - to correct.xlsx", workbook},
		{"Action plans - to correct.xlsx", "es", "Action plans - para corregir.xlsx", workbook},
		{"Planes.XLSM", "es", "Planes - para corregir.xlsm", workbook},
		{"Planes.xls", "es", "Planes - para corregir.xlsx", workbook},
		{"Planes", "en", "Planes - to correct.xlsx", workbook},
		{"Planes.ots", "en", "Planes - to correct.ots", packed},
		{"Planes - to correct.xlsx", "en", "Planes - to correct.ods", packed},
		{"Planes.xml", "en", "Planes - to correct.fods", flat},
	} {
		in := &intake{named: map[string]int{}}
		if got := correctionsName(lib, lib.In(tc.language), in.replyName(&Read{File: tc.file}), tc.file, tc.is.endings()); got != tc.want {
			t.Errorf("%s in %s: %q, want %q", tc.file, tc.language, got, tc.want)
		}
	}
}

// A receipt is in the language of its reader as far as it is ours to say, asks
// her for what she can do, and tells each cell once.
func TestReceiptText(t *testing.T) {
	lib, _ := Templates(nil)
	in := &intake{Engine: &Engine{Library: lib}, IngestOptions: IngestOptions{Day: "2026-06-05"}}
	at := finding.Location{File: "a.xlsx", Sheet: "Staff", Row: 2, Col: 1}
	month := finding.New("PKT-05", at, "shown", "October 2026", "period", "September 2026", "file", "a.xlsx", "wants", "2026-10")
	doubt := finding.New("CELL-22", at, "label", "Share", "typed", "0.5", "read", "50%")
	below := at
	below.Row++
	told := finding.New("CELL-25", below, "label", "Share", "typed", "50 pct", "read", "50%")
	p := &packet.Packet{Kind: "monthly", Title: "Monthly status", Organization: "Riverbend", Contact: "Jo Ng", ReturnTo: "plan@riverbend.example"}
	held := in.receiptOf(&Read{File: "a.xlsx", Status: Held, From: "Data", Findings: finding.List{month}}, p, lib).Text()
	if !strings.Contains(held, "please fill in the workbook of October 2026") || strings.Contains(held, "spm ingest") {
		t.Errorf("the sender is asked for what the office does:\n%s", held)
	}
	clean := in.receiptOf(&Read{File: "a.xlsx", Status: Recorded, From: "Data", Answered: 1, Findings: finding.List{doubt, told}}, p, lib.In("es")).Text()
	for _, want := range []string{"Acuse de recibo: ", "Hemos leído su libro: 1 respuesta.", "Staff!A2: Share: “0.5” se leyó como 50%. Si quiere decir",
		"Cómo entendimos algunas celdas:", "Staff!A3: “50 pct” → 50%", "Preguntas: Jo Ng."} {
		if !strings.Contains(clean, want) {
			t.Errorf("the receipt lacks %q:\n%s", want, clean)
		}
	}
	if strings.Count(clean, "Staff!A2") != 1 {
		t.Errorf("a cell is told twice:\n%s", clean)
	}
}

// Beside a workbook in which every fault is marked, a letter with a thousand of
// them is no book: it has the first, how many there are, and all that no cell
// shows. Alone it has them all.
func TestReceiptBesideWorkbook(t *testing.T) {
	lib, _ := Templates(nil)
	in := &intake{Engine: &Engine{Library: lib}, IngestOptions: IngestOptions{Day: "2026-06-05"}}
	var found finding.List
	for n := range 1000 {
		at := finding.Location{File: "a.xlsx", Sheet: "Staff", Row: 2 + n, Col: 1}
		found.Add(finding.New("CELL-03", at, "label", "Staff", "typed", "some "+strconv.Itoa(n), "near", ""))
	}
	found.Add(finding.New("PKT-05", finding.Location{File: "a.xlsx"}, "shown", "October 2026", "period", "September 2026", "file", "a.xlsx", "wants", "2026-10"))
	alone := in.receiptOf(&Read{File: "a.xlsx", Status: Held, Findings: found}, nil, lib).Text()
	beside := in.receiptOf(&Read{File: "a.xlsx", Status: Held, Findings: found, Corrections: "a - to correct.xlsx"}, nil, lib).Text()
	if n := strings.Count(alone, "which is not a number"); n != 1000 {
		t.Errorf("the letter alone has %d of 1,000 faults", n)
	}
	if n := strings.Count(beside, "which is not a number"); n != mostBeside-1 || !strings.Contains(beside, "There are 901 more like these; they are marked in the sheets.") {
		t.Errorf("the letter beside the workbook has %d faults:\n%.3000s", n, beside)
	}
	for _, letter := range []string{alone, beside} {
		if !strings.Contains(letter, "October 2026") {
			t.Errorf("what no cell shows is left out:\n%.3000s", letter)
		}
	}
}

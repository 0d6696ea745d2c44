package spreadsheet

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"
	"testing"
)

func TestTables(t *testing.T) {
	const want = `A1 text "No."; B1 text "Goal"; A2 text "G1"; B2 text "Every learner thrives."`
	for _, c := range []struct{ name, file, text, want, found string }{
		{"commas", "a.csv", "No.,Goal\r\nG1,Every learner thrives.\r\n", want, ""},
		{"semicolons", "a.csv", "No.;Goal\nG1;Every learner thrives.", want, ""},
		{"tabs", "a.tsv", "No.\tGoal\nG1\tEvery learner thrives.\n", want, ""},
		{"upright lines", "a.txt", "No.|Goal\nG1|Every learner thrives.\n", want, ""},
		{"line ends of an old Mac", "a.csv", "No.,Goal\rG1,Every learner thrives.\r", want, ""},
		{"a mark", "a.csv", "\ufeffNo.,Goal\nG1,Every learner thrives.\n", want, ""},
		{"quotation marks", "a.csv", `"No.","Goal"` + "\n" + `"G1","Every learner thrives."`, want, ""},
		{"UTF-16 with a mark", "a.txt", utf16Text("No.\tGoal\nG1\tEvery learner thrives.", binary.LittleEndian), want, ""},
		{"UTF-16 the other way", "a.txt", utf16Text("No.\tGoal\nG1\tEvery learner thrives.", binary.BigEndian), want, ""},
		{"UTF-16 without a mark", "a.txt", utf16Text("No.\tGoal\nG1\tEvery learner thrives.", binary.LittleEndian)[2:], want, ""},
		{"the end of a file in DOS", "a.csv", "No.,Goal\nG1,Every learner thrives.\n\x1a", want, ""},
		{"a heading that begins as SYLK does", "a.csv", "ID;Priority\nE;High\n", `A1 text "ID"; B1 text "Priority"; A2 text "E"; B2 text "High"`, ""},
		{"a text about web pages", "a.csv", "No.,Goal\nG1,learn what <table> means\n", `A1 text "No."; B1 text "Goal"; A2 text "G1"; B2 text "learn what <table> means"`, ""},
		{"a line for Excel", "a.csv", "sep=|\r\nNo.|Goal\r\nG1|Every learner thrives.", want, ""},
		{"quotes, commas and lines in values", "a.csv", "\"a \"\"b\"\", c\",\"one\r\ntwo\n\"\n\"\",x\n", `A1 text "a \"b\", c"; B1 text "one\ntwo\n"; B2 text "x"`, ""},
		{"a quotation mark inside a value", "a.csv", "5\" pipe,a\nb,\"\"\"c\"\n", `A1 text "5\" pipe"; B1 text "a"; A2 text "b"; B2 text "\"c"`, ""},
		{"blanks", "a.csv", ",\n\n,x,\ny,,\n", `B3 text "x"; A4 text "y"`, ""},
		{"semicolons, with commas in the texts", "a.csv", "No.;Goal;Why\nG1;one, two, three;b, c\nG2;four, five, six;d, e\n", `A1 text "No."; B1 text "Goal"; C1 text "Why"; A2 text "G1"; B2 text "one, two, three"; C2 text "b, c"; A3 text "G2"; B3 text "four, five, six"; C3 text "d, e"`, ""},
		{"what looks like a formula", "a.csv", "=1+1,@a\n-2,+3\n", `A1 text "=1+1"; B1 text "@a"; A2 text "-2"; B2 text "+3"`, ""},
		{"the letters of Windows", "a.csv", "Caf\xe9,\x93so\x94\na,b\n", `A1 text "Café"; B1 text "“so”"; A2 text "a"; B2 text "b"`, "FILE-43"},
		{"named as a workbook", "a.xlsx", "No.,Goal\nG1,Every learner thrives.\n", want, "FILE-42"},
		{"no ending", "a", "No.,Goal\nG1,Every learner thrives.\n", want, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			book, found := Open("x/"+c.file, []byte(c.text))
			if book == nil || codes(found) != c.found {
				t.Fatalf("found %s", codes(found))
			}
			if got := dump(book.Sheets[0]); got != c.want {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
			if book.Format != Table || len(book.Sheets) != 1 || book.Sheets[0].Name != "a" {
				t.Errorf("%+v", book)
			}
			judge(t, book, found)
		})
	}
}

func TestRefusedTables(t *testing.T) {
	var wide strings.Builder
	for range 3 {
		wide.WriteString("x,y" + strings.Repeat(",", 16_500) + "\n")
	}
	for _, c := range []struct{ name, text, want string }{
		{"a quotation mark that is never closed", "a,b\nc,d\ne,\"f\ng,h\n", "FILE-35 :3:1"},
		{"the only line has one", "a,\"b\n", "FILE-35 :1:1"},
		{"text behind a closing mark", "a,b\nc,d\ne,\"f\"g\n", "FILE-35 :3:1"},
		{"lines inside values are counted", "\"a\n1\",b\nc,\"d\n\"\ne,\"f\"g\n", "FILE-35 :5:1"},
		{"too wide", wide.String(), "FILE-33"},
		{"a text that no cell can hold", "a,b\nc," + strings.Repeat("d", 40_000), "FILE-34"},
		{"bytes", "a,b\nc,\x00\n", "FILE-15"},
		{"SYLK", "ID;PWXL;N;E\nP;PGeneral\n", "FILE-11"},
		{"DIF", "TABLE\n0,1\n", "FILE-11"},
	} {
		t.Run(c.name, func(t *testing.T) {
			book, found := Open("a.csv", []byte(c.text))
			if got := codes(found); book != nil || got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	l := Default
	l.Cells = 3
	if _, found := l.Open("a.csv", []byte("a,b\nc,d\n")); codes(found) != "FILE-33" {
		t.Error(codes(found))
	}
}

// However long a table is, reading it takes little time.
func TestLongTables(t *testing.T) {
	var b bytes.Buffer
	for i := range 200_000 {
		b.WriteString("\"G" + strconv.Itoa(i) + "\",some \"\"words,\n")
	}
	book := mustOpen(t, b.Bytes())
	if n := len(book.Sheets[0].Rows); n != 200_000 {
		t.Error(n)
	}
}

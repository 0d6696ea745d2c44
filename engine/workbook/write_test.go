package workbook

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"spm/engine/packet"
	"spm/engine/spreadsheet"
	"spm/engine/value"
)

var (
	keep = flag.String("keep", "", "folder to write the sample workbooks to, to be looked at")
)

var sampleKinds = []string{"setup", "direction", "action-plan", "monthly", "annual"}

func TestWriteIsTheSameTwice(t *testing.T) {
	lib := library(t)
	for _, kind := range sampleKinds {
		for _, blank := range []bool{false, true} {
			p := samplePacket(t, lib, kind, blank)
			var wg sync.WaitGroup
			var files [2][]byte
			for i := range files {
				wg.Go(func() {
					b, err := Write(lib, p)
					if err != nil {
						t.Error(err)
					}
					files[i] = b
				})
			}
			wg.Wait()
			if !bytes.Equal(files[0], files[1]) {
				t.Errorf("%s, blank %v: two runs gave different bytes", kind, blank)
			}
			if *keep != "" {
				name := fmt.Sprintf("%s%s.xlsx", kind, map[bool]string{true: "-blank"}[blank])
				if err := os.WriteFile(filepath.Join(*keep, name), files[0], 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// A workbook is the same whatever was written before it, on whichever goroutine.
func TestWriteIsTheSameAfterOthers(t *testing.T) {
	lib := library(t)
	write := func(kind string, blank bool) []byte {
		b, err := Write(lib, samplePacket(t, lib, kind, blank))
		if err != nil {
			t.Error(err)
		}
		return b
	}
	first := map[string][]byte{}
	for _, kind := range sampleKinds {
		first[kind] = write(kind, false)
	}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 2 * len(sampleKinds) {
				kind := sampleKinds[(i*3+j)%len(sampleKinds)]
				write(kind, true)
				if !bytes.Equal(write(kind, false), first[kind]) {
					t.Errorf("%s: other bytes after other workbooks", kind)
				}
			}
		})
	}
	wg.Wait()
}

// Whatever people have typed is in the cell as they typed it, or as near as a
// cell comes to it.
func TestOddTextsAreWritten(t *testing.T) {
	lib := library(t)
	p := samplePacket(t, lib, "action-plan", false)
	texts := []string{
		" blanks at both ends ", "two\nlines", "tab\there", "<b> & \"quotes\" 'all'", "_x0041_ is no escape", "_x00", "x_x005F_y", "]]>", "&amp;",
		"\U0001F600 beyond the plane", "東京 مرحبا", "\u00a0no-break\u00a0", "bell\a and \x7f", "no character \ufffe", "broken \xff byte", "carriage\r\nreturn",
	}
	for i := range p.Sheets {
		for j := range p.Sheets[i].Blocks {
			if b := &p.Sheets[i].Blocks[j]; b.Section == "actions" {
				b.Rows = nil
				for _, text := range texts {
					b.Rows = append(b.Rows, packet.Row{Values: map[string]value.Value{"action": value.OfText(text)}})
				}
			}
		}
	}
	l, err := Plan(lib, p)
	if err != nil {
		t.Fatal(err)
	}
	b, err := Write(lib, p)
	if err != nil {
		t.Fatal(err)
	}
	book, found := spreadsheet.Open("a.xlsx", b)
	if book == nil || len(found) > 0 {
		t.Fatalf("our reader says %v", found)
	}
	seen := map[string]bool{}
	for i, s := range l.all() {
		for _, c := range s.Cells {
			if c.Text == "" || c.Star || c.Note != "" {
				continue
			}
			if got, _ := book.Sheets[i].At(c.Row, c.Col); got.Text != c.Text {
				t.Errorf("%s!%s is %q, want %q", s.Name, address(c.Row, c.Col), got.Text, c.Text)
			}
			seen[c.Text] = true
		}
	}
	for _, text := range texts {
		if !seen[safeText(text)] {
			t.Errorf("%q stands nowhere", text)
		}
	}
}

// A row is never higher than programs allow, however long its text is.
func TestVeryLongTextIsWritten(t *testing.T) {
	lib := library(t)
	p := samplePacket(t, lib, "action-plan", false)
	for i := range p.Sheets {
		for _, b := range p.Sheets[i].Blocks {
			for _, r := range b.Rows {
				for id, v := range r.Values {
					if v.Text != "" && v.Type == value.Text {
						v.Text = strings.Repeat("many words and ", 400)
						r.Values[id] = v
					}
				}
			}
		}
	}
	b, err := Write(lib, p)
	if err != nil {
		t.Fatal(err)
	}
	highest := 0.0
	for name, part := range contents(t, b) {
		for _, m := range regexp.MustCompile(` ht="([\d.]+)"`).FindAllStringSubmatch(part, -1) {
			if h, err := strconv.ParseFloat(m[1], 64); err != nil || h > 409 {
				t.Errorf("%s has a row that is %s points high", name, m[1])
			} else {
				highest = max(highest, h)
			}
		}
	}
	if highest != 409 {
		t.Errorf("the highest row has %g points", highest)
	}
}

// What is planned is what another program finds in the file.
func TestWrittenCellsReadBack(t *testing.T) {
	lib := library(t)
	for _, kind := range sampleKinds {
		p := samplePacket(t, lib, kind, false)
		l, err := Plan(lib, p)
		if err != nil {
			t.Fatal(err)
		}
		b, err := Write(lib, p)
		if err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range l.all() {
			sameCells(t, f, s)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}

func sameCells(t *testing.T, f *excelize.File, s *SheetLayout) {
	t.Helper()
	for _, c := range s.Cells {
		at := address(c.Row, c.Col)
		got, err := f.GetCellValue(s.Name, at, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		want := c.Text
		if c.Star {
			want += star
		}
		if c.Note != "" {
			want += "\n" + c.Note
		}
		if c.Numeric {
			want = strings.TrimSuffix(fmt.Sprintf("%v", c.Number), ".0")
		}
		if got != want {
			t.Errorf("%s!%s is %q, want %q", s.Name, at, got, want)
		}
	}
}

// What is typed into E shows in F, wherever sorting has put it.
func TestMirrorsShowWhatIsTypedElsewhere(t *testing.T) {
	lib := library(t)
	p := samplePacket(t, lib, "direction", false)
	b, err := Write(lib, p)
	if err != nil {
		t.Fatal(err)
	}
	l, _ := Plan(lib, p)
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	const sheet, typed = "F Measures & Milestones", "NEW-S1"
	mirror := ""
	for i := range l.Sheets {
		for _, c := range l.Sheets[i].Cells {
			if c.Formula != "" && c.Field.ID == "strategy" && mirror == "" {
				mirror = address(c.Row, c.Col)
			}
		}
	}
	show := func(want string) {
		t.Helper()
		if got, err := f.CalcCellValue(sheet, mirror); err != nil || got != want {
			t.Errorf("shows %q (%v), want %q", got, err, want)
		}
	}
	show("Type NEW-S1 in sheet “E Theory of Action” first.")
	first, _ := l.Answer("E", "", "strategies", typed, "if")
	last, _ := l.Answer("E", "", "strategies", "NEW-S4", "if")
	set := func(row, col int, s string) {
		if err := f.SetCellStr(first.Sheet, address(row, col), s); err != nil {
			t.Fatal(err)
		}
	}
	// Sorted: the last row carries the code now.
	set(first.Row, 1, "NEW-S4")
	set(last.Row, 1, typed)
	for i, s := range []string{"If we coach", "teachers stay", "and each student grows"} {
		set(last.Row, last.Col+i, s)
	}
	show("If we coach, then teachers stay, and each student grows")
}

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
	for name, part := range contents(t, b) {
		for _, m := range regexp.MustCompile(` ht="([\d.]+)"`).FindAllStringSubmatch(part, -1) {
			if h, err := strconv.ParseFloat(m[1], 64); err != nil || h > 409 {
				t.Errorf("%s has a row that is %s points high", name, m[1])
			}
		}
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

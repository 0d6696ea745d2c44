package engine

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/spreadsheet"
	"spm/engine/workbook/byhand"
	"spm/engine/workspace"
)

// typed is a workbook with something typed into one answer, or row.
func typed(t *testing.T, file string, change func(*byhand.Book) error) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	must(t, err)
	book, err := byhand.Open(data)
	must(t, err)
	must(t, change(book))
	data, err = book.Save()
	must(t, err)
	return data
}

// An older issue that turns up after a newer one takes nothing back: what it
// says otherwise is told, what only it says is recorded, and the newest
// workbook goes on from what the newer one has said.
func TestOldIssueAfterNewer(t *testing.T) {
	d := newDesk(t)
	d.ingest("2026-03-20", d.send("setup", "2026-03-20")...)
	first := d.send("direction", "2026-03-23")[0]
	setup := d.send("setup", "2026-03-25")[0] // the second issue: filled in again, as it was
	d.ingest("2026-03-25", d.lay("setup again.xlsx", typed(t, setup, func(b *byhand.Book) error { return b.Answer("Setup", "S1.3", "Somebody else") })))
	second := d.send("direction", "2026-03-26")[0]
	baseline := func(text string) func(*byhand.Book) error {
		return func(b *byhand.Book) error { return b.Type("A Measures", "G1-I1", "baseline", text) }
	}
	newer := d.lay("newer.xlsx", typed(t, second, baseline("41%")))
	older := d.lay("older.xlsx", typed(t, first, baseline("42%")))
	d.ingest("2026-05-05", newer)
	before := d.claims()
	reads := d.ingest("2026-05-06", older)
	var told []string
	for _, f := range reads[0].Findings {
		if f.Code == "PKT-20" || f.Code == "MERGE-06" {
			told = append(told, string(f.Code)+" "+f.Where.Cell()+" "+f.Message)
		}
	}
	want := []string{"PKT-20 D11 Baseline is “42%” in this workbook, which is issue 1; issue 2 has come back before it with “41%”, which stands"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Error(diff)
	}
	subject := org.Subject{Kind: org.KindGoalMeasure, Key: "G1-I1", Attr: "baseline"}
	for _, c := range d.claims()[len(before):] {
		if c.Subject.Key == subject.Key && c.Subject.Attr == subject.Attr {
			t.Errorf("the old answer became a claim: %+v", c)
		}
	}
	if again := d.ingest("2026-05-07", d.lay("newest.xlsx", typed(t, second, baseline("43%")))); again[0].Changed == 0 {
		t.Error("a later return of the newer issue changes nothing")
	}
}

// What was recorded under a wrong name is taken back by the same file, and
// counts as what it is: the plan is that of whoever had said so at once.
func TestRecordedAnewAsAtOnce(t *testing.T) {
	wrong, right := newDesk(t), newDesk(t)
	var blank string
	for _, d := range []*desk{wrong, right} {
		d.ingest("2026-03-20", d.send("setup", "2026-03-20")...)
		issued, _, err := d.Generate(GenerateOptions{Packet: "direction", Blank: true, Day: "2026-05-05"})
		must(t, err)
		if blank == "" {
			data, err := os.ReadFile(d.Workspace.Path(issued[0].File))
			must(t, err)
			blank = d.lay("typed.xlsx", data)
			must(t, os.WriteFile(blank, typed(t, blank, func(b *byhand.Book) error {
				if err := b.Type("E Theory of Action", "NEW-S1", "goal", "G1"); err != nil {
					return err
				}
				return b.Type("E Theory of Action", "NEW-S1", "if", "we train mentors")
			}), 0o644))
		}
	}
	ingest := func(d *desk, to string) Read {
		reads, findings, err := d.Ingest(IngestOptions{Paths: []string{blank}, For: to, Day: "2026-05-05"})
		must(t, err)
		if len(reads) != 1 || reads[0].Status != Recorded {
			t.Fatalf("%+v, %v", reads, findings)
		}
		return reads[0]
	}
	ingest(wrong, "SI")
	ingest(wrong, "HR")
	ingest(right, "HR")
	facts := func(d *desk) map[org.Subject]string {
		state, err := d.State()
		must(t, err)
		all := map[org.Subject]string{}
		for s, f := range state.Facts {
			if len(f.Claims) > 0 {
				all[s] = f.Value.Format(nil)
			}
		}
		return all
	}
	if diff := cmp.Diff(facts(right), facts(wrong)); diff != "" {
		t.Error(diff)
	}
	retracted := 0
	for _, c := range wrong.claims() {
		if c.Act == ledger.Retract {
			retracted++
		}
	}
	if retracted == 0 || len(wrong.claims()) != len(right.claims())+2*retracted {
		t.Errorf("%d claims and %d retractions, at once %d claims", len(wrong.claims()), retracted, len(right.claims()))
	}
}

// The same bytes are opened once, whatever their names: in a run, and in the
// next one where they were recorded.
func TestSameBytesAreOpenedOnce(t *testing.T) {
	d := newDesk(t)
	setup := d.send("setup", "2026-03-20")[0]
	data, err := os.ReadFile(setup)
	must(t, err)
	letter := []byte("an e-mail")
	paths := []string{setup, d.lay("copy.xlsx", data), d.lay("letter.xlsx", letter), d.lay("letter again.xlsx", letter)}
	for n, path := range paths { // in this order
		day := time.Date(2026, 3, 20, 8, n, 0, 0, time.UTC)
		must(t, os.Chtimes(path, day, day))
	}
	opened := openings(t)
	var got []string
	for _, r := range d.ingest("2026-03-20", paths...) {
		got = append(got, r.File+" "+r.Status)
		for _, f := range r.Findings {
			if f.Where.File != r.File {
				t.Errorf("%s is told of %s: %v", f.Code, f.Where.File, f.Message)
			}
		}
	}
	want := []string{filepath.Base(setup) + " recorded", "copy.xlsx known", "letter.xlsx refused", "letter again.xlsx refused"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := opened.Load(); n != 2 {
		t.Errorf("%d files were opened, want the two that differ", n)
	}
	replies, err := os.ReadDir(d.Workspace.Path(workspace.Returned))
	must(t, err)
	if len(replies) != 3 { // the copy of what was recorded needs none
		t.Errorf("replies: %v", replies)
	}
	opened.Store(0)
	d.ingest("2026-03-21", setup, paths[1])
	if n := opened.Load(); n != 0 {
		t.Errorf("%d files were opened that had been recorded", n)
	}
}

// openings counts the workbooks that are opened from now on.
func openings(t *testing.T) *atomic.Int32 {
	n := &atomic.Int32{}
	open := openBook
	openBook = func(l spreadsheet.Limits, name string, data []byte) (*spreadsheet.Book, finding.List) {
		n.Add(1)
		return open(l, name, data)
	}
	t.Cleanup(func() { openBook = open })
	return n
}

// However many files there are, no more are held in memory than there are
// processors.
func TestFewFilesAtOnce(t *testing.T) {
	var held, most atomic.Int32
	files := make([]workspace.File, 500)
	for i := range files {
		files[i].Name = strings.Repeat("x", i)
	}
	var order []int
	err := inOrder(files,
		func(f workspace.File) opened {
			for n := held.Add(1); n > most.Load(); n = held.Load() {
				most.Store(n)
			}
			return opened{file: f}
		},
		func(x *opened) {
			if len(x.file.Name)%7 == 0 {
				time.Sleep(time.Millisecond)
			}
		},
		func(n int, x opened) error {
			order = append(order, len(x.file.Name))
			held.Add(-1)
			return nil
		})
	must(t, err)
	if !slices.IsSorted(order) || len(order) != len(files) {
		t.Errorf("taken in the order %v", order)
	}
	if limit := int32(runtime.GOMAXPROCS(0)); most.Load() > limit {
		t.Errorf("%d files were held at once, want at most %d", most.Load(), limit)
	}
}

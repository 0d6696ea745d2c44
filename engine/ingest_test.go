package engine

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/finding"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/packet"
	"spm/engine/store"
	"spm/engine/value"
	"spm/engine/workbook/byhand"
	"spm/engine/workspace"
	"spm/testdata/cases"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// desk is a workspace with the files that its staff have sent.
type desk struct {
	testing.TB
	*Engine
	story *cases.Case
	sent  string // folder
}

func newDesk(t testing.TB) *desk {
	dir := filepath.Join(t.TempDir(), "plan")
	_, _, err := workspace.Create(dir, "riverbend")
	must(t, err)
	e, findings, err := Open(dir)
	must(t, err)
	if e == nil {
		t.Fatal(findings)
	}
	t.Cleanup(func() { e.Close() })
	story, err := cases.Load("riverbend")
	must(t, err)
	return &desk{t, e, story, t.TempDir()}
}

// send issues a packet and fills each of its workbooks in as the sample
// district does; a fill that the district does not have stays empty.
func (d *desk) send(kind string, day value.Date) (files []string) {
	d.Helper()
	issued, findings, err := d.Generate(GenerateOptions{Packet: kind, Day: day})
	must(d.TB, err)
	if len(findings) > 0 || len(issued) == 0 {
		d.Fatalf("%s: %d workbooks, %v", kind, len(issued), findings)
	}
	for _, x := range issued {
		data, err := os.ReadFile(d.Workspace.Path(x.File))
		must(d.TB, err)
		name := strings.TrimSuffix("fill/"+kind+"-"+x.To.Key, "-") + ".yaml"
		if fill, ok := d.story.Fills[name]; ok {
			book, err := byhand.Open(data)
			must(d.TB, err)
			must(d.TB, byhand.Apply(book, fill))
			data, err = book.Save()
			must(d.TB, err)
		}
		files = append(files, d.lay(filepath.Base(x.File), data))
	}
	return files
}

func (d *desk) lay(name string, data []byte) string {
	file := filepath.Join(d.sent, name)
	must(d.TB, os.MkdirAll(filepath.Dir(file), 0o755))
	must(d.TB, os.WriteFile(file, data, 0o644))
	return file
}

func (d *desk) ingest(day value.Date, paths ...string) []Read {
	d.Helper()
	reads, _, err := d.Ingest(IngestOptions{Paths: paths, Day: day})
	must(d.TB, err)
	if len(reads) == 0 {
		d.Fatalf("nothing was read of %v", paths)
	}
	return reads
}

func (d *desk) claims() []ledger.Claim {
	l, err := d.store.Ledger()
	must(d.TB, err)
	return l.Claims
}

// Files that are read together see each other as files that are read one after
// another do, though the ledger is not read and folded anew for each.
func TestIngestTogetherAsOneByOne(t *testing.T) {
	together, apart := newDesk(t), newDesk(t)
	for _, step := range []struct {
		kind string
		day  value.Date
	}{{"setup", "2026-03-20"}, {"direction", "2026-05-05"}, {"operations", "2026-05-11"}, {"action-plan", "2026-06-02"}} {
		want := apart.send(step.kind, step.day)
		var one []Read
		for _, file := range want {
			one = append(one, apart.ingest(step.day, file)...)
		}
		all := together.ingest(step.day, together.send(step.kind, step.day)...)
		if diff := cmp.Diff(told(one), told(all)); diff != "" {
			t.Errorf("%s: %s", step.kind, diff)
		}
	}
	if diff := cmp.Diff(apart.claims(), together.claims()); diff != "" {
		t.Error(diff)
	}
	if len(together.claims()) < 900 {
		t.Errorf("only %d claims", len(together.claims()))
	}
}

// A file that answers a question which the file before it has answered too is
// compared with that answer.
func TestIngestSeesTheFileBefore(t *testing.T) {
	d := newDesk(t)
	first := d.send("setup", "2026-03-20")[0]
	data, err := os.ReadFile(first)
	must(t, err)
	book, err := byhand.Open(data)
	must(t, err)
	must(t, book.Answer("Setup", "S1.3", "Somebody else"))
	data, err = book.Save()
	must(t, err)
	reads := d.ingest("2026-03-21", first, d.lay("setup corrected.xlsx", data))
	if len(reads) != 2 || reads[1].Changed != 1 || !slices.Contains(told(reads), "setup corrected.xlsx recorded MERGE-06 ") {
		t.Errorf("%v", told(reads))
	}
}

// What two senders change in the same hour is told to the second.
func TestIngestSeesWhatOthersChanged(t *testing.T) {
	d := newDesk(t)
	d.ingest("2026-03-20", d.send("setup", "2026-03-20")...)
	files := d.send("direction", "2026-05-05")
	for n, baseline := range []string{"41%", "42%"} {
		data, err := os.ReadFile(files[n])
		must(t, err)
		book, err := byhand.Open(data)
		must(t, err)
		must(t, book.Type("A Measures", "G1-I1", "baseline", baseline))
		data, err = book.Save()
		must(t, err)
		must(t, os.WriteFile(files[n], data, 0o644))
	}
	var at []string
	for _, r := range d.ingest("2026-05-05", files...) {
		for _, f := range r.Findings {
			if f.Code == "MERGE-07" {
				at = append(at, f.Where.String())
			}
		}
	}
	if diff := cmp.Diff([]string{filepath.Base(files[1]) + ": A Measures!D11"}, at); diff != "" {
		t.Error(diff)
	}
}

// told is what became of files, and every finding about them.
func told(reads []Read) (all []string) {
	for _, r := range reads {
		all = append(all, strings.Join([]string{r.File, r.Status, r.Packet}, " "))
		for _, f := range r.Findings {
			place := f.Where
			place.File = ""
			all = append(all, strings.Join([]string{r.File, r.Status, string(f.Code), place.String()}, " "))
		}
	}
	return all
}

// Every file has its receipt, also when several have one name, and the same
// when it is read again.
func TestReceiptsOfOneName(t *testing.T) {
	d := newDesk(t)
	a := d.lay("a/Status.xlsx", []byte("an e-mail"))
	b := d.lay("b/status.xlsx", []byte("another"))
	for range 2 {
		d.ingest("2026-03-20", a, b)
		entries, err := os.ReadDir(d.Workspace.Path(workspace.Returned))
		must(t, err)
		if len(entries) != 2 {
			t.Errorf("receipts: %v", entries)
		}
	}
}

// A file that was recorded has its receipt, also when its spm was killed
// between the two: the receipt is written first. When the file cannot be
// recorded, nothing thanks for it.
func TestNoReceiptWithoutRecord(t *testing.T) {
	d := newDesk(t)
	file := d.send("setup", "2026-03-20")[0]
	blocked := d.Workspace.Path(workspace.State, "originals")
	must(t, os.RemoveAll(blocked))
	must(t, os.WriteFile(blocked, nil, 0o644))
	if _, _, err := d.Ingest(IngestOptions{Paths: []string{file}, Day: "2026-03-20"}); err == nil {
		t.Fatal("recorded without a place for the original")
	}
	if left, _ := os.ReadDir(d.Workspace.Path(workspace.Returned)); len(left) > 0 {
		t.Errorf("receipts: %v", left)
	}
}

// A workbook that comes back empty takes nothing back, and the answers that
// came before it still stand in the status.
func TestEmptyCopyInStatus(t *testing.T) {
	d := newDesk(t)
	filled := d.send("setup", "2026-03-20")[0]
	issued, _, err := d.Generate(GenerateOptions{Packet: "setup", Day: "2026-03-20"})
	must(t, err)
	d.ingest("2026-03-20", filled)
	reads := d.ingest("2026-03-21", d.Workspace.Path(issued[0].File))
	for _, f := range reads[0].Findings {
		if f.Code == "MERGE-06" {
			t.Errorf("an empty copy is told to replace the return: %v", f.Message)
		}
	}
	standing, err := d.Status("2026-03-22")
	must(t, err)
	if len(standing) != 1 || standing[0].State != Returned || standing[0].Returned != "2026-03-20" {
		t.Errorf("%+v", standing)
	}
}

// A workbook that cannot be made stops the issue before anything is in the
// outbox; what is there is known when it comes back.
func TestOutboxIsKnown(t *testing.T) {
	d := newDesk(t)
	outbox := d.Workspace.Path(workspace.Outbox)
	must(t, os.RemoveAll(outbox))
	must(t, os.WriteFile(outbox, nil, 0o644))
	if _, _, err := d.Generate(GenerateOptions{Packet: "setup", Day: "2026-03-20"}); err == nil {
		t.Fatal("written over a file")
	}
	packets, err := d.store.Packets()
	must(t, err)
	if len(packets) != 1 {
		t.Errorf("%d packets are known, want the one whose workbook may have been written", len(packets))
	}
}

func TestPacketByItsName(t *testing.T) {
	d := newDesk(t)
	for _, name := range []string{"setup", "Setup", "setting up the plan"} {
		if issued, findings, err := d.Generate(GenerateOptions{Packet: name, Day: "2026-03-20"}); err != nil || len(issued) != 1 {
			t.Errorf("%s: %d workbooks, %v, %v", name, len(issued), findings, err)
		}
	}
	if _, findings, _ := d.Generate(GenerateOptions{Packet: "set", Day: "2026-03-20"}); findings.Count(finding.Error) != 1 {
		t.Errorf("part of a name: %v", findings)
	}
}

// Recipients of one name get files of two names.
func TestNamesakes(t *testing.T) {
	d := newDesk(t)
	all := []packet.To{{Key: "U01", Name: "Art/Music"}, {Key: "U02", Name: "art-music"}, {Key: "U03", Name: "Art"}}
	var names []string
	for _, to := range all {
		names = append(names, fileName(d.Library, &packet.Packet{Title: "Action plans", To: to}, namesake(to, all)))
	}
	want := []string{"Art-Music (U01) - Action plans.xlsx", "art-music (U02) - Action plans.xlsx", "Art - Action plans.xlsx"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
}

// A failure of ours ends the reading of one file, with a finding; the files
// after it are read, and the failed one can be sent again.
func TestIngestOutlivesFailure(t *testing.T) {
	d := newDesk(t)
	d.ingest("2026-03-20", d.send("setup", "2026-03-02")...)
	files := d.send("direction", "2026-03-23")
	failed := false
	reads, _, err := d.Ingest(IngestOptions{Paths: files, Day: "2026-05-05", Unprintable: func(string) []rune {
		if !failed {
			failed = true
			panic("planted")
		}
		return nil
	}})
	must(t, err)
	var got []string
	for _, r := range reads {
		got = append(got, r.Status)
	}
	if diff := cmp.Diff([]string{Refused, Recorded, Recorded}, got); diff != "" {
		t.Error(diff)
	}
	if f := reads[0].Findings; len(f) != 1 || f[0].Code != "FILE-39" {
		t.Errorf("the failure was told as %v", f)
	}
	if again := d.ingest("2026-05-05", files[0]); again[0].Status != Recorded {
		t.Errorf("sent again it is %s", again[0].Status)
	}
}

// Where a failure of ours strikes the telling of it, too, the run goes on.
func TestFailureWhileTelling(t *testing.T) {
	d := newDesk(t)
	in := &intake{Engine: d.Engine, IngestOptions: IngestOptions{Day: "2026-05-05"}}
	must(t, in.load())
	data := []byte("no workbook")
	r, err := in.failed(opened{id: store.Hash(data), data: data}, "planted") // nothing can be written without a group
	if err != nil || r.Status != Refused || len(r.Findings) != 1 || r.Findings[0].Code != "FILE-39" {
		t.Errorf("%+v, %v", r, err)
	}
}

// Blank forms count down from 0, so that what was sent keeps its numbers, and
// the same plan on another day is the same packet.
func TestBlankPacketsCountDown(t *testing.T) {
	d := newDesk(t)
	d.ingest("2026-03-20", d.send("setup", "2026-03-20")...)
	in := &intake{Engine: d.Engine, IngestOptions: IngestOptions{Day: "2026-05-05"}}
	must(t, in.load())
	kind := in.kindOf([]string{"A"})
	issued := func(day value.Date) *packet.Packet {
		p, err := in.unused(issue.Request{Packet: kind, To: packet.To{Role: "branch", Key: "HR"}, Year: 1, Day: day}, in.Library)
		must(t, err)
		must(t, in.keep([]*packet.Packet{p}))
		return p
	}
	first, later := issued("2026-05-05"), issued("2026-05-12")
	if first.Issue != 0 || first.Due != "" || later.Code != first.Code {
		t.Errorf("%s (%d, due %s) became %s", first.Code, first.Issue, first.Due, later.Code)
	}
	in.state.Org.Profile.Contact = "Somebody else"
	if other := issued("2026-05-12"); other.Issue != -1 || other.Code == first.Code || other.Stream() != first.Stream() {
		t.Errorf("another plan has %s (%d)", other.Code, other.Issue)
	}
	if last, err := d.store.LastIssue(first.Stream()); last != 0 || err != nil {
		t.Errorf("the last issue is %d (%v)", last, err)
	}
}

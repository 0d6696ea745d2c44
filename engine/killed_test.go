package engine

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"spm/engine/store"
	"spm/engine/workbook/byhand"
	"spm/engine/workspace"
)

const (
	killedWorkspace = "SPM_TEST_INGEST_INTO"
	killedFiles     = "SPM_TEST_INGEST_FROM"
)

// ingestUntilKilled is the child of TestKilledIngest: it ingests a folder, and
// says when it begins and when it has ended.
func ingestUntilKilled(dir string) error {
	e, findings, err := Open(dir)
	if err != nil || e == nil {
		return fmt.Errorf("%v %w", findings, err)
	}
	together = 2 // so that kills strike between groups, and in the middle of each
	fmt.Println("begin")
	if _, _, err := e.Ingest(IngestOptions{Paths: []string{os.Getenv(killedFiles)}, Day: "2026-05-05"}); err != nil {
		return err
	}
	fmt.Println("end")
	return e.Close()
}

// TestKilledIngest kills an ingest of several files at many moments, and then
// lets it run again: nothing is lost, nothing is there twice, nothing is left
// half done, as if it had never been killed.
func TestKilledIngest(t *testing.T) {
	kills := 60
	if testing.Short() {
		kills = 4
	}
	base, sent := killedDesk(t)
	whole := base.copied(t)
	took := runUntil(t, whole.dir, sent, time.Hour)
	want := whole.outcome(t)
	if len(want.Returns) < 6 || len(want.Claims) < 900 || len(want.Files) < 10 {
		t.Fatalf("the undisturbed run has %d returns, %d claims and %d files", len(want.Returns), len(want.Claims), len(want.Files))
	}

	before := base.returns(t)
	var inside atomic.Int32 // kills after which something was done and something was not
	limit := make(chan struct{}, runtime.GOMAXPROCS(0))
	var wait sync.WaitGroup
	for n := range kills {
		limit <- struct{}{}
		wait.Go(func() {
			defer func() { <-limit }()
			x := base.copied(t)
			runUntil(t, x.dir, sent, took*time.Duration(n)/time.Duration(kills))
			if left := x.returns(t); left > before && left < len(want.Returns) {
				inside.Add(1)
			}
			x.ingest(t, sent)
			if diff := cmp.Diff(want, x.outcome(t)); diff != "" {
				t.Errorf("killed after %d of %d parts of the run: %s", n, kills, diff)
			}
			os.RemoveAll(x.dir)
		})
	}
	wait.Wait()
	t.Logf("%d kills in a run of %v; %d between the first file and the last", kills, took, inside.Load())
	if !testing.Short() && inside.Load() == 0 { // on a busy machine one run may take many times as long as another
		t.Error("no kill struck inside the run: the test proves nothing")
	}
}

// killed is a workspace in a folder, without its lock.
type killed struct {
	dir    string
	engine *Engine // for its library
}

// killedDesk is a workspace that waits for returns, and a folder of files: three
// that are recorded, one of them twice, one with mistakes, a letter and a copy
// of it.
func killedDesk(t *testing.T) (base *killed, sent string) {
	d := newDesk(t)
	d.ingest("2026-03-20", d.send("setup", "2026-03-20")...)
	files := d.send("direction", "2026-03-23")
	d.lay("direction/wrong.xlsx", typed(t, files[0], func(b *byhand.Book) error { return b.Type("D Strategy Dev", "NEW-PS1", "years", "soon") }))
	for n, file := range files {
		data, err := os.ReadFile(file)
		must(t, err)
		d.lay(fmt.Sprintf("direction/%d.xlsx", n), data)
		if n == 0 {
			d.lay("direction/0 again.xlsx", data)
		}
	}
	d.lay("direction/letter.xlsx", []byte("an e-mail"))
	d.lay("direction/letter again.xlsx", []byte("an e-mail"))
	sent = filepath.Join(d.sent, "direction")
	n := 0
	must(t, filepath.WalkDir(sent, func(path string, e fs.DirEntry, err error) error {
		n++
		day := time.Date(2026, 5, 1, 8, n, 0, 0, time.UTC) // in the order of their names
		return os.Chtimes(path, day, day)
	}))
	must(t, d.Close())
	return &killed{d.Workspace.Path(), d.Engine}, sent
}

func (k *killed) copied(t *testing.T) *killed {
	dir, err := os.MkdirTemp(filepath.Dir(k.dir), "killed-")
	must(t, err)
	must(t, os.CopyFS(dir, os.DirFS(k.dir)))
	return &killed{dir, k.engine}
}

// open opens the workspace with the templates that were read once.
func (k *killed) open(t *testing.T) *Engine {
	ws, _, err := workspace.Open(k.dir)
	must(t, err)
	st, err := store.Open(ws.Path(workspace.State))
	must(t, err)
	return &Engine{Workspace: ws, Library: k.engine.Library, Rules: k.engine.Rules, store: st}
}

func (k *killed) ingest(t *testing.T, sent string) {
	e := k.open(t)
	defer e.Close()
	_, _, err := e.Ingest(IngestOptions{Paths: []string{sent}, Day: "2026-05-05"})
	must(t, err)
}

// returns counts the files that have come back.
func (k *killed) returns(t *testing.T) int {
	st, err := store.Open(filepath.Join(k.dir, workspace.State))
	must(t, err)
	defer st.Close()
	all, err := st.Returns()
	must(t, err)
	return len(all)
}

// outcome is everything that an ingest leaves: claims and returns as text, and
// the files of the workspace, without those of the database, with their hashes.
type outcome struct {
	Claims, Returns []string
	Files           map[string]string
}

func (k *killed) outcome(t *testing.T) (o outcome) {
	e := k.open(t)
	defer e.Close()
	l, err := e.store.Ledger()
	must(t, err)
	for _, c := range l.Claims {
		o.Claims = append(o.Claims, asText(t, c))
	}
	returns, err := e.store.Returns()
	must(t, err)
	for _, r := range returns {
		o.Returns = append(o.Returns, asText(t, r))
		_, err := e.Original(r.ID)
		must(t, err)
	}
	o.Files = map[string]string{}
	must(t, filepath.WalkDir(k.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), "spm.db") {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(k.dir, path)
		o.Files[filepath.ToSlash(name)] = store.Hash(data)
		return err
	}))
	return o
}

func asText(t *testing.T, v any) string {
	data, err := json.Marshal(v)
	must(t, err)
	return string(data)
}

// runUntil ingests in a child that is killed so long after it has begun, and
// tells how long it ran.
func runUntil(t *testing.T, dir, sent string, wait time.Duration) time.Duration {
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), killedWorkspace+"="+dir, killedFiles+"="+sent)
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	var began time.Time
	for lines := bufio.NewScanner(out); lines.Scan(); {
		switch line := lines.Text(); {
		case line == "begin":
			began = time.Now()
			timer := time.AfterFunc(wait, func() { child.Process.Kill() })
			defer timer.Stop()
		case strings.HasPrefix(line, "error"):
			t.Errorf("the child says %s", line)
		}
	}
	took := time.Since(began)
	child.Wait()
	return took
}

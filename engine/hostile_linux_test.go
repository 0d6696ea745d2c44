package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"spm/testdata/hostile"
)

// What a run of ingest may use for the files that harm: the memory of a small
// machine, and seconds of a processor. Twice the memory is where the system ends
// it: Go asks for more than it touches. Wall time says little on a busy machine;
// it only ends what sleeps for ever.
const (
	hostileMemory  = 512 << 20
	hostileSeconds = 20
	hostileWall    = 3 * time.Minute
)

// A file that harms ends in its finding, within bounded memory and time, and the
// good files beside it are recorded all the same. Each run is a process of its
// own, with a few of the files and two good ones.
func TestHostileFiles(t *testing.T) {
	plan, good := hostilePlan(t)
	const together = 12
	files := hostile.Files()
	if testing.Short() {
		files = slices.DeleteFunc(files, func(f hostile.File) bool { return f.Heavy || !strings.HasPrefix(f.Name, "zip-") })
	}
	for len(files) > 0 {
		n := min(together, len(files))
		batch := files[:n]
		files = files[n:]
		t.Run(batch[0].Name, func(t *testing.T) { ingestHostile(t, plan, good, batch) })
	}
}

// hostilePlan is a workspace that waits for two returns, and those.
func hostilePlan(t *testing.T) (dir string, good map[string][]byte) {
	d := newDesk(t)
	d.ingest("2026-03-20", d.send("setup", "2026-03-02")...)
	good = map[string][]byte{}
	for i, file := range d.send("direction", "2026-03-23")[:2] {
		data, err := os.ReadFile(file)
		must(t, err)
		good[[]string{"_first.xlsx", "zz last.xlsx"}[i]] = data
	}
	must(t, d.Close())
	return d.Workspace.Path(), good
}

func ingestHostile(t *testing.T, plan string, good map[string][]byte, batch []hostile.File) {
	dir := t.TempDir()
	must(t, os.CopyFS(filepath.Join(dir, "plan"), os.DirFS(plan)))
	inbox := filepath.Join(dir, "plan", "inbox")
	for name, data := range good {
		must(t, os.WriteFile(filepath.Join(inbox, name), data, 0o644))
	}
	for _, f := range batch {
		must(t, os.WriteFile(filepath.Join(inbox, f.Name), f.Data(), 0o644))
	}
	ended, peak, spent := ingestInChild(t, dir)
	t.Logf("%d files, %d MB, %v", len(batch), peak>>20, spent.Round(time.Millisecond))
	if peak > hostileMemory {
		t.Errorf("it took %d MB", peak>>20)
	}
	for name := range good {
		if ended[name].Status != Recorded {
			t.Errorf("%s: %+v", name, ended[name])
		}
	}
	for _, f := range batch {
		end := ended[f.Name]
		if end.Status != Refused || !slices.Contains(end.Codes, f.Want) || slices.Contains(end.Codes, "FILE-39") {
			t.Errorf("%s (%s): %+v, want %s", f.Name, f.Class, end, f.Want)
		}
	}
}

// ending is what became of a file.
type ending struct {
	Status string
	Codes  []string
}

const hostileDir = "SPM_HOSTILE_DIR"

// ingestInChild ingests the inbox of dir/plan in a process with limits.
func ingestInChild(t *testing.T, dir string) (ended map[string]ending, peak int64, spent time.Duration) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), hostileWall)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Env = append(os.Environ(), hostileDir+"="+dir, fmt.Sprintf("GOMEMLIMIT=%d", hostileMemory*3/4))
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said[:min(len(said), 4000)])
	}
	var told report
	data, err := os.ReadFile(filepath.Join(dir, "ended.json"))
	must(t, err)
	must(t, json.Unmarshal(data, &told))
	return told.Ended, told.Peak, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// report is what the process says at its end.
type report struct {
	Ended map[string]ending
	Peak  int64 // of its memory, in bytes
}

// peakMemory is the most that this process has had of memory. What the system
// tells of a child counts the memory of its parent, too.
func peakMemory() (bytes int64, err error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	var kilobytes int64
	_, err = fmt.Sscan(after, &kilobytes)
	return kilobytes << 10, err
}

func init() { children[hostileDir] = ingestWithin }

// ingestWithin is the process of ingestInChild.
func ingestWithin(dir string) error {
	err := errors.Join(
		syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: 2 * hostileMemory, Max: 2 * hostileMemory}),
		syscall.Setrlimit(syscall.RLIMIT_CPU, &syscall.Rlimit{Cur: hostileSeconds, Max: hostileSeconds}))
	if err != nil {
		return err
	}
	e, findings, err := Open(filepath.Join(dir, "plan"))
	if err != nil || e == nil {
		return fmt.Errorf("%v %w", findings, err)
	}
	defer e.Close()
	reads, findings, err := e.Ingest(IngestOptions{Day: "2026-05-05"})
	if err != nil {
		return err
	}
	ended := map[string]ending{}
	for _, r := range reads {
		end := ending{Status: r.Status}
		for _, f := range r.Findings {
			end.Codes = append(end.Codes, string(f.Code))
		}
		ended[r.File] = end
	}
	for _, f := range findings { // of files that were not even opened
		name := filepath.Base(f.Where.File)
		if _, read := ended[name]; !read {
			ended[name] = ending{Refused, []string{string(f.Code)}}
		}
	}
	peak, err := peakMemory()
	if err != nil {
		return err
	}
	data, err := json.Marshal(report{ended, peak})
	return errors.Join(err, os.WriteFile(filepath.Join(dir, "ended.json"), data, 0o644))
}

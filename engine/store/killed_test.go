package store

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

const killedDir = "SPM_TEST_RECORD_INTO"

// sizeOf is how many claims the n-th return has. Every fifth is large: with
// the small page cache of the child some kills find the database file itself
// half rewritten.
func sizeOf(n int) int {
	if n%5 == 4 {
		return 3000
	}
	return 40
}

func TestMain(m *testing.M) {
	if dir := os.Getenv(killedDir); dir != "" {
		fmt.Println("error", recordUntilKilled(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// recordUntilKilled is the child of TestKilled: it records one return after
// another, says each one that is kept, and never ends by itself.
func recordUntilKilled(dir string) error {
	s, err := Open(dir)
	if err != nil {
		return err
	}
	done, err := s.Returns()
	if err != nil {
		return err
	}
	s.db.Exec("PRAGMA cache_size = 10")
	for n := len(done); ; n++ {
		r, original, claims := ret(strconv.Itoa(n), sizeOf(n))
		fmt.Println("begin", n)
		if err := s.Record(r, original, claims, map[string]string{fmt.Sprint("HR/NEW-", n): fmt.Sprint("HR/S1.", n)}); err != nil {
			return err
		}
		fmt.Println("kept", n)
	}
}

// TestKilled kills a process that records returns, at many moments, and finds
// after each that every return it had said was kept is there whole, and that
// nothing else is there in part.
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("takes some seconds")
	}
	dir := t.TempDir()
	kept, unfinished := -1, 0
	const rounds, most = 24, 500 // more than rounds only until one strikes inside
	for round := 0; round < rounds || unfinished == 0 && round < most; round++ {
		stopAt := kept + 1 + round%6
		kept = recordAndKill(t, dir, kept, stopAt, time.Duration(round%rounds*3)*time.Millisecond)
		if hot(filepath.Join(dir, "spm.db-journal")) {
			unfinished++
		}
		kept = checkWhole(t, dir, kept)
	}
	t.Logf("%d returns kept; %d kills struck inside a transaction", kept+1, unfinished)
	if unfinished == 0 {
		t.Error("no kill struck inside a transaction: the test proves nothing")
	}
}

// While another process has the store, Open says so; when that one is killed,
// its lock is gone.
func TestSecondProcessWaits(t *testing.T) {
	defer func(d time.Duration) { patience = d }(patience)
	dir := t.TempDir()
	child, out := startChild(t, dir)
	defer child.Wait()
	defer child.Process.Kill()
	for line := ""; line != "begin 1"; line = out.Text() {
		if !out.Scan() {
			t.Fatal("the child has ended")
		}
	}
	patience = 100 * time.Millisecond
	_, err := Open(dir)
	expect(t, err, filepath.Join(dir, databaseName), "in use by another spm")
	patience = time.Minute // on a busy machine a moment is long
	time.AfterFunc(100*time.Millisecond, func() { child.Process.Kill() })
	go func() { // a full pipe would stop the child
		for out.Scan() {
		}
	}()
	must(t, open(t, dir).Close())
}

func startChild(t *testing.T, dir string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), killedDir+"="+dir)
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	return child, bufio.NewScanner(out)
}

// recordAndKill starts the child, lets it begin the return stopAt, waits a
// little more and kills it. It tells the last return that the child has kept.
func recordAndKill(t *testing.T, dir string, kept, stopAt int, wait time.Duration) int {
	t.Helper()
	child, lines := startChild(t, dir)
	for lines.Scan() {
		var n int
		switch line := lines.Text(); {
		case scan(line, "begin %d", &n) && n == stopAt:
			time.AfterFunc(wait, func() { child.Process.Kill() })
		case scan(line, "kept %d", &n):
			kept = n
		case !scan(line, "begin %d", &n):
			t.Errorf("the child says %s", line)
			child.Process.Kill()
		}
	}
	child.Wait()
	return kept
}

// hot tells whether a journal holds what must be rolled back; after a commit
// its header is zero.
func hot(journal string) bool {
	data, err := os.ReadFile(journal)
	return err == nil && len(data) > 0 && data[0] != 0
}

func scan(line, format string, n *int) bool {
	_, err := fmt.Sscanf(line, format, n)
	return err == nil
}

// checkWhole looks at everything in the store after a kill. The return that
// was under way may be there, whole, or not; it tells the last one.
func checkWhole(t *testing.T, dir string, kept int) int {
	t.Helper()
	s, err := Open(dir)
	must(t, err)
	defer s.Close()
	all, err := s.Returns()
	must(t, err)
	if len(all) != kept+1 && len(all) != kept+2 {
		t.Fatalf("%d returns are there, but %d were kept", len(all), kept+1)
	}
	l, err := s.Ledger()
	must(t, err)
	claims := map[string]int{}
	for _, c := range l.Claims {
		claims[c.Submission]++
	}
	codes, err := s.Codes("4F7K-2Q")
	must(t, err)
	if len(codes) != len(all) {
		t.Errorf("%d codes for %d returns", len(codes), len(all))
	}
	for n, r := range all {
		want, original, _ := ret(strconv.Itoa(n), 0)
		size := sizeOf(n)
		got, err := s.Original(r.ID)
		if err != nil || string(got) != string(original) {
			t.Errorf("the original of return %d: %q, %v", n, got, err)
		}
		if r.ID != want.ID || r.Claims != size || claims[r.ID] != size || codes[fmt.Sprint("HR/NEW-", n)] == "" {
			t.Errorf("return %d has %d claims of %d", n, claims[r.ID], size)
		}
	}
	var verdict string
	must(t, s.db.QueryRow("PRAGMA integrity_check").Scan(&verdict))
	if verdict != "ok" {
		t.Errorf("integrity check: %s", verdict)
	}
	return len(all) - 1
}

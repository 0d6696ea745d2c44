package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A second store in the same process; TestSecondProcessWaits has another process.
func TestSecondStoreWaits(t *testing.T) {
	defer func(d time.Duration) { patience = d }(patience)
	dir := filepath.Join(t.TempDir(), "a folder? with #odd% signs, é", ".spm")
	patience = 100 * time.Millisecond
	s := open(t, dir)
	if _, err := s.Ledger(); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	_, err := Open(dir)
	expect(t, err, filepath.Join(dir, "spm.db"), "in use by another spm")
	if took := time.Since(began); took < patience || took > time.Minute {
		t.Errorf("gave up after %v", took)
	}

	patience = time.Minute // on a busy machine a moment is long
	time.AfterFunc(200*time.Millisecond, func() { s.Close() })
	open(t, dir)
}

// expect wants an error that names the file, says the problem and an act.
func expect(t *testing.T, err error, file, problem string) {
	t.Helper()
	var e *Error
	switch {
	case !errors.As(err, &e):
		t.Errorf("error is %v, want one that says %q", err, problem)
	case e.File != file || !strings.Contains(e.Problem, problem) || e.Remedy == "" || strings.ContainsAny(e.Error(), "\n"):
		t.Errorf("error is %q, want %q about %s", e, problem, file)
	}
}

func TestDamage(t *testing.T) {
	big := func(t *testing.T, dir string) {
		s := open(t, dir)
		for _, name := range []string{"hr", "it"} {
			r, original, claims := ret(name, 500)
			must(t, s.Record(r, original, claims, nil))
		}
		must(t, s.Close())
	}
	sql := func(query string) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			s := open(t, dir)
			_, err := s.db.Exec(query)
			must(t, err)
			must(t, s.Close())
		}
	}
	change := func(f func([]byte) []byte) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			file := filepath.Join(dir, databaseName)
			data, err := os.ReadFile(file)
			must(t, err)
			must(t, os.WriteFile(file, f(data), 0o644))
		}
	}
	for name, tc := range map[string]struct {
		spoil   func(*testing.T, string)
		problem string
	}{
		"not a database": {change(func([]byte) []byte { return []byte(strings.Repeat("not a database at all ", 100)) }), "is damaged"},
		"cut off":        {change(func(b []byte) []byte { return b[:len(b)/2] }), "is damaged"},
		"overwritten": {change(func(b []byte) []byte {
			for i := 4096; i < len(b); i++ {
				b[i] = 'x'
			}
			return b
		}), "is damaged"},
		"emptied":     {change(func([]byte) []byte { return nil }), "is missing or empty"},
		"removed":     {func(t *testing.T, dir string) { must(t, os.Remove(filepath.Join(dir, databaseName))) }, "is missing or empty"},
		"a bad block": {sql("DROP TRIGGER claims_stay; UPDATE claims SET data = substr(data, 1, length(data) - 1)"), "is damaged"},
		"a gap":       {sql("DROP TRIGGER claims_last; DELETE FROM claims WHERE first = 1"), "is damaged"},
		"newer":       {sql("PRAGMA user_version = 99"), "newer version"},
		"not ours":    {sql("PRAGMA application_id = 1"), "another program"},
		"not a file": {func(t *testing.T, dir string) {
			must(t, os.Remove(filepath.Join(dir, databaseName)))
			must(t, os.Mkdir(filepath.Join(dir, databaseName), 0o755))
		}, "is a folder"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			big(t, dir)
			tc.spoil(t, dir)
			s, err := Open(dir)
			if err == nil {
				defer s.Close()
				_, err = s.Ledger()
			}
			expect(t, err, filepath.Join(dir, databaseName), tc.problem)
		})
	}
}

func TestClaimsAreNeverChanged(t *testing.T) {
	s := open(t, t.TempDir())
	r, original, claims := ret("hr", 1)
	must(t, s.Record(r, original, claims, nil))
	for _, query := range []string{"UPDATE claims SET key = 'x'", "DELETE FROM claims", "DELETE FROM returns", "INSERT INTO claims VALUES (9, 1, 99, x'00')"} {
		if _, err := s.db.Exec(query); err == nil {
			t.Errorf("%s: no error", query)
		}
	}
}

func TestDamagedOriginal(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	r, original, claims := ret("hr", 1)
	must(t, s.Record(r, original, claims, nil))
	path := filepath.Join(dir, "originals", r.ID[:2], r.ID+".xlsx")
	must(t, os.WriteFile(path, []byte("other"), 0o644))
	_, err := s.Original(r.ID)
	expect(t, err, path, "is damaged")
	must(t, os.Remove(path))
	_, err = s.Original(r.ID)
	expect(t, err, path, "is missing")
	if _, err := s.Original("../../etc"); err == nil {
		t.Error("an id that is a path")
	}
}

// A file where the folder should be.
func TestFileForFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o644))
	_, err := Open(file)
	expect(t, err, file, "is a file, where a folder should be")
}

// What SQLite says of a file that may only be read, whoever runs the test.
func TestReadOnlyDatabase(t *testing.T) {
	s := open(t, t.TempDir())
	_, err := s.db.Exec("PRAGMA query_only = 1")
	must(t, err)
	r, original, claims := ret("hr", 1)
	expect(t, s.Record(r, original, claims, nil), s.file, "cannot be written")
}

func TestOpenLeavesTheFileAlone(t *testing.T) {
	dir := t.TempDir()
	must(t, open(t, dir).Close())
	must(t, os.WriteFile(filepath.Join(dir, tempDir, "left"), nil, 0o644))
	file := filepath.Join(dir, databaseName)
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	must(t, os.Chtimes(file, old, old))
	must(t, open(t, dir).Close())
	info, err := os.Stat(file)
	must(t, err)
	if !info.ModTime().Equal(old) {
		t.Error("opening and closing wrote into the database")
	}
	if left, _ := os.ReadDir(filepath.Join(dir, tempDir)); len(left) > 0 {
		t.Error("a file that a killed process left was not removed")
	}
}

// Package store keeps the ledger, the packets as issued and the returns in one
// SQLite database, and the original files beside it by the hash of their
// content. A return is kept whole or not at all, also when the program is
// killed in between; nothing that was kept is ever overwritten.
//
// It alone imports a SQL driver. It decides nothing about what it keeps.
package store

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite"
)

const (
	databaseName = "spm.db"
	originalsDir = "originals"
	tempDir      = "tmp" // files on their way to originals; swept when the store opens
)

// patience is how long Open waits for another spm in the same workspace.
var patience = 10 * time.Second

// Store is the open store of a workspace. Its methods may be called from
// several goroutines.
type Store struct {
	dir  string
	file string // the database
	db   *sql.DB

	statements statements
	group      atomic.Pointer[Group] // that is open; nil: each change lasts by itself
	kept       sync.Map              // *keeping of the originals that this process has kept, by id
}

// Open opens the store in the .spm folder of a workspace and makes it where
// there is none. Until Close the store belongs to this process: a second spm
// waits ten seconds and then gives up with an error that says so. Two of them
// at once could give the same code to two new rows.
func Open(dir string) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	s := &Store{dir: dir, file: filepath.Join(dir, databaseName)}
	if err := s.folders(); err != nil {
		return nil, err
	}
	if err := s.present(); err != nil {
		return nil, err
	}
	if s.db, err = sql.Open("sqlite", source(s.file)); err != nil {
		return nil, s.explain(err)
	}
	// The lock belongs to the connection, so there is one, and it stays.
	s.db.SetMaxOpenConns(1)
	s.db.SetMaxIdleConns(1)
	if err := s.prepare(); err != nil {
		s.db.Close()
		return nil, s.explain(err)
	}
	s.sweep()
	return s, nil
}

// Close lets the next spm in.
func (s *Store) Close() error { return s.explain(s.db.Close()) }

// source is the name under which the driver opens the database.
//
// A rollback journal, not a write-ahead log: WAL needs memory shared between
// processes, which network drives do not have, and it leaves new data in a
// second file that is forgotten when somebody copies the first.
func source(file string) string {
	p := filepath.ToSlash(file)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/…
	}
	q := url.Values{
		"_txlock":       {"immediate"},
		"_busy_timeout": {fmt.Sprint(patience.Milliseconds())},
		"_dqs":          {"0"},
		"_pragma": {
			"locking_mode(EXCLUSIVE)", "journal_mode(DELETE)", "synchronous(FULL)",
			"foreign_keys(1)", "temp_store(MEMORY)", "cache_size(-16000)",
		},
	}
	return (&url.URL{Scheme: "file", Path: p, RawQuery: q.Encode()}).String()
}

func (s *Store) folders() error {
	for _, d := range []string{s.dir, filepath.Join(s.dir, originalsDir), filepath.Join(s.dir, tempDir)} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			return s.explain(err)
		}
	}
	return nil
}

// present refuses to begin anew beside originals that are still there: the
// database was lost, and a new one would hide that.
func (s *Store) present() error {
	info, err := os.Stat(s.file)
	switch {
	case err == nil && info.IsDir():
		return &Error{File: s.file, Problem: "is a folder, where the database should be", Remedy: "move it away"}
	case err == nil && info.Size() > 0:
		return nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return s.explain(err)
	}
	kept, err := os.ReadDir(filepath.Join(s.dir, originalsDir))
	if err != nil {
		return s.explain(err)
	}
	if len(kept) == 0 {
		return nil
	}
	return &Error{File: s.file,
		Problem: "is missing or empty, although workbooks were recorded here before",
		Remedy:  "put it back from a backup; to begin anew on purpose, move the folder " + s.dir + " away"}
}

// prepare takes the lock and brings the schema up to date.
func (s *Store) prepare() error {
	tx, err := s.db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var id, version, tables int
	err = tx.QueryRow(`SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&id, &version, &tables)
	if err != nil {
		return err
	}
	switch {
	case tables > 0 && id != applicationID:
		return &Error{File: s.file, Problem: "is a database of another program", Remedy: "move it away, or use another folder as the workspace"}
	case version > len(schema):
		return &Error{File: s.file, Problem: "was written by a newer version of spm", Remedy: "update spm on this computer"}
	}
	for ; version < len(schema); version++ {
		if err := schema[version].take(tx, version+1); err != nil {
			return fmt.Errorf("bringing the database to version %d: %w", version+1, err)
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	return s.lock()
}

// lock takes the exclusive lock, which the locking mode then keeps, and begins
// a change that it takes back: a database that may only be read opens without
// a word, and would fail in the middle of the work.
func (s *Store) lock() error {
	_, err := s.db.Exec("BEGIN EXCLUSIVE; PRAGMA user_version = 0; ROLLBACK")
	return err
}

// sweep removes what a killed process left half written. It may fail.
func (s *Store) sweep() {
	left, _ := os.ReadDir(filepath.Join(s.dir, tempDir))
	for _, f := range left {
		os.Remove(filepath.Join(s.dir, tempDir, f.Name()))
	}
}

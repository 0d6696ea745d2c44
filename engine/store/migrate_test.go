package store

import (
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/ledger"
)

// oldStore makes a database of the second version, which had a row for each
// claim, and tells what it holds.
func oldStore(t *testing.T, dir string) (claims []ledger.Claim, returns []Return) {
	t.Helper()
	must(t, os.MkdirAll(dir, 0o755))
	db, err := sql.Open("sqlite", source(filepath.Join(dir, databaseName)))
	must(t, err)
	defer db.Close()
	tx, err := db.Begin()
	must(t, err)
	for n, s := range schema[:2] {
		must(t, s.take(tx, n+1))
	}
	for n, size := range []int{3, 0, 40, 1} {
		r, _, said := ret(string(rune('a'+n)), size)
		if size > 0 {
			said[0].Base, said[0].Settles, said[0].Value.Items = &said[0].Value, []int64{1}, []string{"x", "y"}
		}
		_, err := tx.Exec("INSERT INTO returns ("+returnColumns+", submission) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'null', x'00')",
			r.ID, r.File, r.Packet, r.Stream, string(r.Received), r.Status, r.Answered, r.Untouched, r.Changed, size)
		must(t, err)
		for _, c := range said {
			c.ID = int64(len(claims)) + 1
			text, err := json.Marshal(rest{c.Act, c.Sender, c.Value, c.Base, c.Settles, c.Where, c.Typed, c.Received})
			must(t, err)
			_, err = tx.Exec("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?)", c.ID, n+1, c.Stream, string(c.Subject.Kind), c.Subject.Key, c.Subject.Attr, c.Subject.Period, string(text))
			must(t, err)
			claims = append(claims, c)
		}
		r.Claims = size
		returns = append(returns, r)
	}
	must(t, tx.Commit())
	return claims, returns
}

// A database of an earlier spm opens, has every claim in its order, and goes on.
func TestOldDatabase(t *testing.T) {
	dir := t.TempDir()
	claims, returns := oldStore(t, dir)
	for range 2 { // brought up to date, and opened again
		s := open(t, dir)
		l, err := s.Ledger()
		must(t, err)
		all, err := s.Returns()
		must(t, err)
		if diff := cmp.Diff(claims, l.Claims) + cmp.Diff(returns, all); diff != "" {
			t.Fatal(diff)
		}
		must(t, s.Close())
	}
	s := open(t, dir)
	r, original, more := ret("later", 2)
	must(t, s.Record(r, original, more, nil))
	l, err := s.Ledger()
	must(t, err)
	if diff := cmp.Diff(append(claims, more...), l.Claims); diff != "" || more[0].ID != 45 {
		t.Error(diff)
	}
}

// A block that was cut or changed anywhere is told, and never read wrongly
// beyond its texts.
func TestBrokenBlock(t *testing.T) {
	_, _, claims := ret("hr", 20)
	data, err := writeBlock(claims)
	must(t, err)
	for n := range data {
		if _, err := readBlock(data[:n]); err == nil {
			t.Fatalf("the first %d bytes of %d are read as a block", n, len(data))
		}
		spoilt := append([]byte(nil), data...)
		spoilt[n] = 0xff
		_, _ = readBlock(spoilt) // no panic, no endless work
	}
}

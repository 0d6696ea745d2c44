package store

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/ledger"
	"spm/engine/packet"
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
	var z bytes.Buffer
	w := gzip.NewWriter(&z)
	must(t, json.NewEncoder(w).Encode(oldPacket()))
	must(t, w.Close())
	_, err = tx.Exec("INSERT INTO packets VALUES ('A', 's', 1, '2026-09-01', ?)", z.Bytes())
	must(t, err)
	must(t, tx.Commit())
	return claims, returns
}

func oldPacket() *packet.Packet {
	p := filled[packet.Packet]()
	p.Code = "A"
	return &p
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
	p, ok, err := s.Packet("A")
	if diff := cmp.Diff(oldPacket(), p); diff != "" || !ok || err != nil {
		t.Errorf("%v, %v: %s", ok, err, diff)
	}
	must(t, s.SavePackets([]*packet.Packet{oldPacket()})) // issued again, it is the same
	short, err := s.Packets()
	if err != nil || len(short) != 1 || short[0].Title != oldPacket().Title || short[0].Sheets != nil {
		t.Errorf("%+v, %v", short, err)
	}
	r, original, more := ret("later", 2)
	must(t, s.Record(r, original, more, nil))
	l, err := s.Ledger()
	must(t, err)
	if diff := cmp.Diff(append(claims, more...), l.Claims); diff != "" || more[0].ID != 45 {
		t.Error(diff)
	}
}

// What was cut is told; what was changed anywhere neither panics nor takes all
// memory.
func TestBrokenPacks(t *testing.T) {
	_, _, claims := ret("hr", 20)
	block, err := writeBlock(claims)
	must(t, err)
	issued, err := writePacket(oldPacket())
	must(t, err)
	for _, x := range []struct {
		data []byte
		read func([]byte) error
	}{
		{block, func(data []byte) error { _, err := readBlock(data); return err }},
		{issued, func(data []byte) error { _, err := readPacket(data, false); return err }},
	} {
		for n := range x.data {
			if x.read(x.data[:n]) == nil {
				t.Fatalf("the first %d bytes of %d are read as the whole", n, len(x.data))
			}
			spoilt := append([]byte(nil), x.data...)
			spoilt[n] = 0xff
			_ = x.read(spoilt)
		}
	}
}

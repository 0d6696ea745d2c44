package store

import (
	"database/sql"
	"fmt"
	"runtime"
	"sync"

	"spm/engine/ledger"
)

const (
	nextClaim = "SELECT coalesce(max(first + count), 1) FROM claims"
	addClaims = "INSERT INTO claims (first, count, submission, data) VALUES (?, ?, ?, ?)"
)

// appendClaims adds claims to the end of the ledger as one block and tells the
// id of the first.
func appendClaims(tx *transaction, arrival int64, claims []ledger.Claim) (first int64, err error) {
	if err := tx.QueryRow(nextClaim).Scan(&first); err != nil || len(claims) == 0 {
		return first, err
	}
	data, err := writeBlock(claims)
	if err != nil {
		return 0, err
	}
	_, err = tx.Exec(addClaims, first, len(claims), arrival, data)
	return first, err
}

// block is what one return has said.
type block struct {
	first, count int64
	submission   string
	data         []byte
}

// Ledger is every claim in its order; ids run from 1 without gaps.
func (s *Store) Ledger() (*ledger.Ledger, error) {
	var blocks []block
	next := int64(1)
	err := s.each("SELECT first, count, returns.id, data FROM claims JOIN returns ON arrival = claims.submission ORDER BY first", nil, func(row *sql.Rows) error {
		var b block
		if err := row.Scan(&b.first, &b.count, &b.submission, &b.data); err != nil {
			return err
		}
		if b.first != next {
			return s.damaged(fmt.Errorf("claim %d stands where %d should be", b.first, next))
		}
		next += b.count
		blocks = append(blocks, b)
		return nil
	})
	if err != nil {
		return nil, err
	}
	l := &ledger.Ledger{Claims: make([]ledger.Claim, next-1)}
	if err := readBlocks(blocks, l.Claims); err != nil {
		return nil, s.damaged(err)
	}
	return l, nil
}

// readBlocks unpacks blocks on all processors.
func readBlocks(blocks []block, into []ledger.Claim) error {
	workers := min(runtime.GOMAXPROCS(0), len(blocks))
	errs := make([]error, workers)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(blocks) && errs[w] == nil; i += workers {
				errs[w] = blocks[i].read(into)
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// read puts the claims of a block in their places of the ledger.
func (b *block) read(into []ledger.Claim) error {
	claims, err := readBlock(b.data)
	if err == nil && int64(len(claims)) != b.count {
		err = errPacked
	}
	if err != nil {
		return fmt.Errorf("claim %d: %w", b.first, err)
	}
	for i := range claims {
		claims[i].ID, claims[i].Submission = b.first+int64(i), b.submission
	}
	copy(into[b.first-1:], claims)
	return nil
}

// Given are the keys that codes were given to, of whatever kind: codes of
// different kinds never look alike.
func (s *Store) Given() (map[string]bool, error) {
	given := map[string]bool{}
	err := s.each("SELECT DISTINCT key FROM codes", nil, func(row *sql.Rows) error {
		var key string
		err := row.Scan(&key)
		given[key] = true
		return err
	})
	return given, err
}

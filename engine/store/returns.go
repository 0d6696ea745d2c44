package store

import (
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/value"
)

// What became of a return.
const (
	Recorded = "recorded" // its claims are in the ledger
	Held     = "held"     // somebody must answer a question first; no claim of it counts yet
	Refused  = "refused"  // it could not be read
)

// Return is one file that came in, and what became of it.
type Return struct {
	ID       string // SHA-256 of the file, in hex
	File     string // name as it arrived
	Packet   string // code of the packet; empty for a blank form
	Stream   string // of the packet
	Received value.Date
	Status   string // Recorded, Held or Refused

	Answered, Untouched, Changed int
	Claims                       int // set by Record

	Findings finding.List
}

const (
	returnColumns = "id, file, packet, stream, received, status, answered, untouched, changed, claims, findings"

	standing  = "SELECT status, stream FROM returns WHERE id = ?"
	addReturn = `INSERT INTO returns (` + returnColumns + `) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET file = excluded.file, packet = excluded.packet, stream = excluded.stream,
			received = excluded.received, status = excluded.status, answered = excluded.answered,
			untouched = excluded.untouched, changed = excluded.changed, claims = excluded.claims,
			findings = excluded.findings
		RETURNING arrival`
	addCodes = "INSERT INTO codes (packet, printed, key, given) SELECT ?, key, value, ? FROM json_each(?)"
	codesOf  = "SELECT printed, key FROM codes WHERE packet = ?"
)

// Return is the return of an id; ok is false where there is none.
func (s *Store) Return(id string) (r Return, ok bool, err error) {
	err = s.each("SELECT "+returnColumns+" FROM returns WHERE id = ?", []any{id}, func(row *sql.Rows) error {
		r, err = s.scanReturn(row)
		ok = true
		return err
	})
	return r, ok, err
}

// Returns lists every return in the order of arrival.
func (s *Store) Returns() (all []Return, err error) {
	err = s.each("SELECT "+returnColumns+" FROM returns ORDER BY arrival", nil, func(row *sql.Rows) error {
		r, err := s.scanReturn(row)
		all = append(all, r)
		return err
	})
	return all, err
}

func (s *Store) scanReturn(row *sql.Rows) (r Return, err error) {
	var received string
	var findings []byte
	if err := row.Scan(&r.ID, &r.File, &r.Packet, &r.Stream, &received, &r.Status, &r.Answered, &r.Untouched, &r.Changed, &r.Claims, &findings); err != nil {
		return r, err
	}
	r.Received = value.Date(received)
	if err := json.Unmarshal(findings, &r.Findings); err != nil {
		return r, s.damaged(err)
	}
	return r, nil
}

// Record keeps a return whole or not at all: the bytes of the file, the
// return itself, its claims, and the lasting keys of its new rows by their
// printed keys. The claims are given their ids, continuing those of the
// ledger, also in the slice of the caller.
//
// A return that is already recorded in its stream changes nothing, and its
// claims get no ids; in another stream it moves there, and its claims are added
// to those that it has. One that was held or refused keeps its place in the order of arrival
// when it is recorded, or held again, later.
func (s *Store) Record(r Return, original []byte, claims []ledger.Claim, codes map[string]string) error {
	if err := checkReturn(r, original, claims, codes); err != nil {
		return fmt.Errorf("recording %s: %w", r.File, err)
	}
	r.Claims = len(claims)
	first := int64(0)
	err := s.change(func(tx *transaction) error {
		var status, stream string
		err := tx.QueryRow(standing, r.ID).Scan(&status, &stream)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if status == Recorded && (r.Status != Recorded || stream == r.Stream) {
			return nil
		}
		// Before the commit: a return without its original would be half a
		// return; an original without its return is only a file too many.
		if err := s.first(func() error { return s.keepOriginal(r.ID, original) }); err != nil {
			return err
		}
		arrival, err := saveReturn(tx, r)
		if err != nil {
			return err
		}
		if first, err = appendClaims(tx, arrival, claims); err != nil {
			return err
		}
		return saveCodes(tx, arrival, r.Packet, codes)
	}, standing, addReturn, nextClaim, addClaims, codesOf, addCodes)
	if err != nil || first == 0 {
		return err
	}
	for i := range claims {
		claims[i].ID = first + int64(i)
	}
	return nil
}

// checkReturn finds mistakes of the caller.
func checkReturn(r Return, original []byte, claims []ledger.Claim, codes map[string]string) error {
	switch {
	case r.ID != Hash(original):
		return fmt.Errorf("its id %q is not the hash of its content", r.ID)
	case !slices.Contains([]string{Recorded, Held, Refused}, r.Status):
		return fmt.Errorf("there is no status %q", r.Status)
	case r.Status != Recorded && len(claims)+len(codes) > 0:
		return fmt.Errorf("it is %s, so it can neither claim anything nor name new rows", r.Status)
	}
	for _, c := range claims {
		if c.Submission != r.ID {
			return fmt.Errorf("the claim about %s belongs to another submission, %q", c.Subject, c.Submission)
		}
	}
	return nil
}

// Hash is the id of a return: the SHA-256 of its file, in hex.
func Hash(original []byte) string {
	sum := sha256.Sum256(original)
	return hex.EncodeToString(sum[:])
}

func saveReturn(tx *transaction, r Return) (arrival int64, err error) {
	findings, err := json.Marshal(r.Findings)
	if err != nil {
		return 0, err
	}
	err = tx.QueryRow(addReturn,
		r.ID, r.File, r.Packet, r.Stream, string(r.Received), r.Status, r.Answered, r.Untouched, r.Changed, r.Claims, string(findings),
	).Scan(&arrival)
	return arrival, err
}

// saveCodes adds the codes that a return was given. Those that its packet has
// already must be the same.
func saveCodes(tx *transaction, arrival int64, packet string, codes map[string]string) error {
	if len(codes) == 0 {
		return nil
	}
	rows, err := tx.Query(codesOf, packet)
	if err != nil {
		return err
	}
	kept, err := scanCodes(rows)
	if err != nil {
		return err
	}
	added := maps.Clone(codes)
	for _, printed := range slices.Sorted(maps.Keys(kept)) {
		if key, ok := codes[printed]; ok && key != kept[printed] {
			return fmt.Errorf("the row %s of packet %s is %s already and cannot become %s", printed, packet, kept[printed], key)
		}
		delete(added, printed)
	}
	if len(added) == 0 {
		return nil
	}
	text, err := json.Marshal(added)
	if err != nil {
		return err
	}
	_, err = tx.Exec(addCodes, packet, arrival, string(text))
	return err
}

// Codes are the lasting keys of a packet's new rows by their printed keys.
func (s *Store) Codes(packet string) (map[string]string, error) {
	stmt, err := s.statement(codesOf)
	if err != nil {
		return nil, s.explain(err)
	}
	rows, err := stmt.Query(packet)
	if err != nil {
		return nil, s.explain(err)
	}
	codes, err := scanCodes(rows)
	return codes, s.explain(err)
}

func scanCodes(rows *sql.Rows) (map[string]string, error) {
	defer rows.Close()
	codes := map[string]string{}
	for rows.Next() {
		var printed, key string
		if err := rows.Scan(&printed, &key); err != nil {
			return nil, err
		}
		codes[printed] = key
	}
	return codes, rows.Err()
}

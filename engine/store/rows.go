package store

import (
	"database/sql"
	"encoding/json"
	"fmt"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/value"
)

// take takes a step of the schema, and notes that it was taken.
func (s step) take(tx *sql.Tx, version int) error {
	if _, err := tx.Exec(s.sql); err != nil {
		return err
	}
	if s.after != nil {
		if err := s.after(tx); err != nil {
			return err
		}
	}
	_, err := tx.Exec(fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, version))
	return err
}

// rest is what a claim says besides the columns of its table, as the first
// versions of the database kept it: a row for each.
type rest struct {
	Act      ledger.Act       `json:"act"`
	Sender   ledger.Sender    `json:"sender"`
	Value    value.Value      `json:"value"`
	Base     *value.Value     `json:"base,omitempty"`
	Settles  []int64          `json:"settles,omitempty"`
	Where    finding.Location `json:"where"`
	Typed    string           `json:"typed,omitempty"`
	Received value.Date       `json:"received"`
}

// packRows packs the claims of a database that has a row for each into blocks,
// one for the claims that a return has said together.
func packRows(tx *sql.Tx) error {
	rows, err := tx.Query("SELECT seq, submission, stream, kind, key, attr, period, rest FROM claims_by_row ORDER BY seq")
	if err != nil {
		return err
	}
	defer rows.Close()
	var claims []ledger.Claim
	var arrivals []int64
	for rows.Next() {
		var c ledger.Claim
		var arrival int64
		var text string
		if err := rows.Scan(&c.ID, &arrival, &c.Stream, &c.Subject.Kind, &c.Subject.Key, &c.Subject.Attr, &c.Subject.Period, &text); err != nil {
			return err
		}
		var r rest
		if err := json.Unmarshal([]byte(text), &r); err != nil {
			return fmt.Errorf("claim %d: %w", c.ID, err)
		}
		if c.ID != int64(len(claims))+1 {
			return fmt.Errorf("claim %d stands where %d should be", c.ID, len(claims)+1)
		}
		c.Act, c.Sender, c.Value, c.Base, c.Settles = r.Act, r.Sender, r.Value, r.Base, r.Settles
		c.Where, c.Typed, c.Received = r.Where, r.Typed, r.Received
		claims, arrivals = append(claims, c), append(arrivals, arrival)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for begin := 0; begin < len(claims); {
		end := begin + 1
		for end < len(claims) && arrivals[end] == arrivals[begin] {
			end++
		}
		if _, err := appendClaims(&transaction{asked: tx}, arrivals[begin], claims[begin:end]); err != nil {
			return err
		}
		begin = end
	}
	_, err = tx.Exec("DROP TABLE claims_by_row")
	return err
}

package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"runtime"
	"sync"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
)

// rest is what a claim says besides the columns of its table.
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

// appendClaims adds claims to the end of the ledger and tells the id of the first.
func appendClaims(tx *sql.Tx, arrival int64, claims []ledger.Claim) (first int64, err error) {
	if err := tx.QueryRow("SELECT coalesce(max(seq), 0) + 1 FROM claims").Scan(&first); err != nil {
		return 0, err
	}
	insert, err := tx.Prepare("INSERT INTO claims (seq, submission, stream, kind, key, attr, period, rest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
	if err != nil {
		return 0, err
	}
	defer insert.Close()
	for i, c := range claims {
		text, err := json.Marshal(rest{c.Act, c.Sender, c.Value, c.Base, c.Settles, c.Where, c.Typed, c.Received})
		if err != nil {
			return 0, fmt.Errorf("the claim about %s: %w", c.Subject, err)
		}
		_, err = insert.Exec(first+int64(i), arrival, c.Stream, string(c.Subject.Kind), c.Subject.Key, c.Subject.Attr, c.Subject.Period, string(text))
		if err != nil {
			return 0, err
		}
	}
	return first, nil
}

// Ledger is every claim in its order; ids run from 1 without gaps.
func (s *Store) Ledger() (*ledger.Ledger, error) {
	ids, err := s.returnIDs()
	if err != nil {
		return nil, err
	}
	var count int
	if err := s.db.QueryRow("SELECT count(*) FROM claims").Scan(&count); err != nil {
		return nil, s.explain(err)
	}
	l := &ledger.Ledger{Claims: make([]ledger.Claim, 0, count)}
	words, texts := words{}, make([]string, 0, count)
	err = s.each("SELECT seq, submission, stream, kind, key, attr, period, rest FROM claims ORDER BY seq", nil, func(row *sql.Rows) error {
		var c ledger.Claim
		var arrival int64
		var stream, kind, key, attr, period sql.RawBytes
		var text string
		if err := row.Scan(&c.ID, &arrival, &stream, &kind, &key, &attr, &period, &text); err != nil {
			return err
		}
		if c.ID != int64(len(l.Claims))+1 {
			return s.damaged(fmt.Errorf("claim %d stands where %d should be", c.ID, len(l.Claims)+1))
		}
		c.Submission, c.Stream = ids[arrival], words.of(stream)
		c.Subject = org.Subject{Kind: org.Kind(words.of(kind)), Key: words.of(key), Attr: words.of(attr), Period: words.of(period)}
		l.Claims, texts = append(l.Claims, c), append(texts, text)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := readRest(l.Claims, texts); err != nil {
		return nil, s.damaged(err)
	}
	return l, nil
}

func (s *Store) returnIDs() (map[int64]string, error) {
	ids := map[int64]string{}
	err := s.each("SELECT arrival, id FROM returns", nil, func(row *sql.Rows) error {
		var arrival int64
		var id string
		err := row.Scan(&arrival, &id)
		ids[arrival] = id
		return err
	})
	return ids, err
}

// words keeps each text once: the ledger repeats few.
type words map[string]string

func (w words) of(b []byte) string {
	if s, ok := w[string(b)]; ok {
		return s
	}
	s := string(b)
	w[s] = s
	return s
}

// readRest reads the JSON of claims on all processors.
func readRest(claims []ledger.Claim, texts []string) error {
	workers := min(runtime.GOMAXPROCS(0), len(claims)/1000+1)
	errs := make([]error, workers)
	var wait sync.WaitGroup
	for w := range workers {
		wait.Go(func() {
			for i := w * len(claims) / workers; i < (w+1)*len(claims)/workers && errs[w] == nil; i++ {
				errs[w] = claimRest(&claims[i], texts[i])
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

func claimRest(c *ledger.Claim, text string) error {
	var r rest
	if err := json.Unmarshal([]byte(text), &r); err != nil {
		return fmt.Errorf("claim %d: %w", c.ID, err)
	}
	c.Act, c.Sender, c.Value, c.Base, c.Settles = r.Act, r.Sender, r.Value, r.Base, r.Settles
	c.Where, c.Typed, c.Received = r.Where, r.Typed, r.Received
	return nil
}

// Taken tells every entity that a claim or a code ever named; only Kind and
// Key of a subject are set. A code does not tell its kind, so its key is taken
// for every kind: codes of different kinds never look alike.
func (s *Store) Taken() (map[org.Subject]bool, error) {
	taken := map[org.Subject]bool{}
	err := s.each("SELECT DISTINCT kind, key FROM claims", nil, func(row *sql.Rows) error {
		var kind, key string
		err := row.Scan(&kind, &key)
		taken[org.Subject{Kind: org.Kind(kind), Key: key}] = true
		return err
	})
	if err != nil {
		return nil, err
	}
	kinds := org.Kinds()
	err = s.each("SELECT DISTINCT key FROM codes", nil, func(row *sql.Rows) error {
		var key string
		err := row.Scan(&key)
		for _, k := range kinds {
			taken[org.Subject{Kind: k, Key: key}] = true
		}
		return err
	})
	return taken, err
}

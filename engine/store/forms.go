package store

import (
	"database/sql"
)

// SaveForms keeps the texts of forms by their hashes, as packets were issued
// from them.
func (s *Store) SaveForms(sources map[string][]byte) error {
	return s.change(func(tx *transaction) error {
		for hash, source := range sources {
			if _, err := tx.Exec("INSERT INTO forms (hash, source) VALUES (?, ?) ON CONFLICT DO NOTHING", hash, source); err != nil {
				return err
			}
		}
		return nil
	})
}

// Forms are the texts of all forms that were kept, in the order of their hashes.
func (s *Store) Forms() (sources [][]byte, err error) {
	err = s.each("SELECT source FROM forms ORDER BY hash", nil, func(row *sql.Rows) error {
		var source []byte
		err := row.Scan(&source)
		sources = append(sources, source)
		return err
	})
	return sources, err
}

// Form is the text of a form by its hash; ok is false where none was kept.
func (s *Store) Form(hash string) (source []byte, ok bool, err error) {
	err = s.each("SELECT source FROM forms WHERE hash = ?", []any{hash}, func(row *sql.Rows) error {
		ok = true
		return row.Scan(&source)
	})
	return source, ok, err
}

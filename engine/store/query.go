package store

import "database/sql"

// change runs a function in a transaction: all of it counts, or none.
func (s *Store) change(f func(tx *sql.Tx) error) error {
	tx, err := s.db.Begin()
	if err != nil {
		return s.explain(err)
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return s.explain(err)
	}
	return s.explain(tx.Commit())
}

// each calls a function for every row of a query. The function must not ask
// the store anything: there is one connection, and the rows hold it.
func (s *Store) each(query string, args []any, f func(row *sql.Rows) error) error {
	rows, err := s.db.Query(query, args...)
	if err != nil {
		return s.explain(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return s.explain(err)
		}
	}
	return s.explain(rows.Err())
}

package store

import (
	"database/sql"
	"sync"
)

// statements are the queries that were asked before, ready to be asked again:
// understanding one takes longer than answering it.
type statements struct {
	sync.Mutex
	ready map[string]*sql.Stmt
}

// statement is a query made ready. It must not be asked for inside of a
// transaction: there is one connection, and the transaction holds it.
func (s *Store) statement(query string) (*sql.Stmt, error) {
	s.statements.Lock()
	defer s.statements.Unlock()
	if stmt := s.statements.ready[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := s.db.Prepare(query)
	if err != nil {
		return nil, err
	}
	if s.statements.ready == nil {
		s.statements.ready = map[string]*sql.Stmt{}
	}
	s.statements.ready[query] = stmt
	return stmt, nil
}

// transaction asks its queries in statements that are ready, where they are.
type transaction struct {
	asked
	ready map[string]*sql.Stmt
}

// asked is a transaction of its own, or the connection on which a group is open.
type asked interface {
	Exec(query string, args ...any) (sql.Result, error)
	Query(query string, args ...any) (*sql.Rows, error)
	QueryRow(query string, args ...any) *sql.Row
}

func (t *transaction) Exec(query string, args ...any) (sql.Result, error) {
	if stmt := t.ready[query]; stmt != nil {
		return stmt.Exec(args...)
	}
	return t.asked.Exec(query, args...)
}

func (t *transaction) QueryRow(query string, args ...any) *sql.Row {
	if stmt := t.ready[query]; stmt != nil {
		return stmt.QueryRow(args...)
	}
	return t.asked.QueryRow(query, args...)
}

func (t *transaction) Query(query string, args ...any) (*sql.Rows, error) {
	if stmt := t.ready[query]; stmt != nil {
		return stmt.Query(args...)
	}
	return t.asked.Query(query, args...)
}

// change runs a function in a transaction, or in a part of the group that is
// open: all of it counts, or none. The queries named are asked for every file
// and stay ready.
func (s *Store) change(f func(tx *transaction) error, often ...string) error {
	ready := map[string]*sql.Stmt{}
	for _, query := range often {
		stmt, err := s.statement(query)
		if err != nil {
			return s.explain(err)
		}
		ready[query] = stmt
	}
	if s.group.Load() != nil {
		return s.explain(s.part(&transaction{s.db, ready}, f))
	}
	tx, err := s.db.Begin()
	if err != nil {
		return s.explain(err)
	}
	defer tx.Rollback()
	for query, stmt := range ready {
		ready[query] = tx.Stmt(stmt)
	}
	if err := f(&transaction{tx, ready}); err != nil {
		return s.explain(err)
	}
	return s.explain(tx.Commit())
}

// part runs a function in the group that is open. What it does when it fails
// is taken back alone.
func (s *Store) part(tx *transaction, f func(tx *transaction) error) error {
	if _, err := s.db.Exec("SAVEPOINT part"); err != nil {
		return err
	}
	done := false
	defer func() {
		if !done {
			s.db.Exec("ROLLBACK TO part; RELEASE part")
		}
	}()
	if err := f(tx); err != nil {
		return err
	}
	_, err := s.db.Exec("RELEASE part")
	done = err == nil
	return err
}

// each calls a function for every row of a query. The function must not ask
// the store anything: there is one connection, and the rows hold it.
func (s *Store) each(query string, args []any, f func(row *sql.Rows) error) error {
	stmt, err := s.statement(query)
	if err != nil {
		return s.explain(err)
	}
	rows, err := stmt.Query(args...)
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

package store

import (
	"errors"
	"sync"
)

// Group is a run of changes that last together, or not at all: what takes time
// in recording a file is waiting for the disk, and a group waits once for all
// its files. Until Commit every method of the store sees its changes; a killed
// process takes them along.
type Group struct {
	store *Store
	work  sync.WaitGroup
	slots chan bool // for what is written side by side

	mu  sync.Mutex
	err error // of what was written side by side
}

// Group begins a group. There is one at a time, and who begins it alone makes
// changes until it has ended.
func (s *Store) Group() (*Group, error) {
	// Not a transaction of package sql, which would keep the only connection to
	// itself: the connection stays where all methods find it.
	if _, err := s.db.Exec("BEGIN IMMEDIATE"); err != nil {
		return nil, s.explain(err)
	}
	const most = 16 // files that are written at once; the disk takes them together
	g := &Group{store: s, slots: make(chan bool, most)}
	s.group.Store(g)
	return g, nil
}

// Go writes something beside that must last before the changes of the group do.
func (g *Group) Go(write func() error) {
	g.slots <- true
	g.work.Go(func() {
		defer func() { <-g.slots }()
		if err := write(); err != nil {
			g.mu.Lock()
			g.err = errors.Join(g.err, err)
			g.mu.Unlock()
		}
	})
}

// first writes what must last before a change does: at once, or beside the
// other changes of the group that is open.
func (s *Store) first(write func() error) error {
	g := s.group.Load()
	if g == nil {
		return write()
	}
	g.Go(write)
	return nil
}

// Wait waits for all that is written beside, and tells what has failed of it.
func (g *Group) Wait() error {
	g.work.Wait()
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.err
}

// Commit ends the group: its changes last from now on or, where it fails, were
// never made.
func (g *Group) Commit() error {
	err := g.Wait()
	g.store.group.Store(nil)
	if err == nil {
		if _, err = g.store.db.Exec("COMMIT"); err == nil {
			return nil
		}
	}
	g.store.db.Exec("ROLLBACK") // where SQLite has not done so itself
	return g.store.explain(err)
}

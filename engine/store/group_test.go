package store

import (
	"errors"
	"os"
	"testing"
)

// What is recorded in a group is seen at once and lasts when it has ended; a
// return that cannot be kept leaves those beside it alone.
func TestGroup(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir)
	must(t, err)
	g, err := s.Group()
	must(t, err)
	codes := map[string]string{"HR/NEW-S1": "HR/S1.1"}
	record := func(name string, codes map[string]string) error {
		r, original, claims := ret(name, 3)
		return s.Record(r, original, claims, codes)
	}
	must(t, record("a", codes))
	if err := record("b", map[string]string{"HR/NEW-S1": "HR/S1.2"}); err == nil {
		t.Error("a row has two codes")
	}
	must(t, record("c", nil))
	if got := returned(t, s); got != "a.xlsx c.xlsx " {
		t.Errorf("in the group are %s", got)
	}
	must(t, g.Commit())
	must(t, s.Close())

	s, err = Open(dir)
	must(t, err)
	defer s.Close()
	if got := returned(t, s); got != "a.xlsx c.xlsx " {
		t.Errorf("after the group are %s", got)
	}
	r, _, _ := ret("c", 3)
	if _, err := s.Original(r.ID); err != nil {
		t.Error(err)
	}
}

// A group with something that could not be written was never there.
func TestGroupThatFails(t *testing.T) {
	s, err := Open(t.TempDir())
	must(t, err)
	defer s.Close()
	g, err := s.Group()
	must(t, err)
	r, original, claims := ret("a", 3)
	must(t, s.Record(r, original, claims, nil))
	full := errors.New("the disk is full")
	g.Go(func() error { return full })
	if err := g.Commit(); !errors.Is(err, full) {
		t.Errorf("the group says %v", err)
	}
	if got := returned(t, s); got != "" {
		t.Errorf("there are %s", got)
	}
	must(t, s.Record(r, original, claims, nil)) // as if it had never been tried
	if claims[0].ID != 1 {
		t.Errorf("the first claim is number %d", claims[0].ID)
	}
}

// A program that is killed in a group takes it along, and nothing before it.
func TestGroupKilled(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(dir)
	must(t, err)
	g, err := s.Group()
	must(t, err)
	r, original, claims := ret("a", 3)
	must(t, s.Record(r, original, claims, nil))
	must(t, g.Commit())
	_, err = s.Group()
	must(t, err)
	r, original, claims = ret("b", 3)
	must(t, s.Record(r, original, claims, nil))
	copied := t.TempDir() // as the disk is at this moment
	must(t, os.CopyFS(copied, os.DirFS(dir)))
	must(t, s.Close())

	s, err = Open(copied)
	must(t, err)
	defer s.Close()
	if got := returned(t, s); got != "a.xlsx " {
		t.Errorf("after the kill are %s", got)
	}
}

func returned(t *testing.T, s *Store) (names string) {
	t.Helper()
	all, err := s.Returns()
	must(t, err)
	for _, r := range all {
		names += r.File + " "
	}
	return names
}

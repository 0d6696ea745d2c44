package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"
)

func (s *Store) originals() string { return filepath.Join(s.dir, originalsDir) }

// originalPath is where the file of a return is kept.
func (s *Store) originalPath(id string) string {
	return filepath.Join(s.originals(), id[:2], id+".xlsx")
}

// Original is the file of a return as it arrived, byte by byte.
func (s *Store) Original(id string) ([]byte, error) {
	if len(id) != len(Hash(nil)) || filepath.Base(id) != id {
		return nil, errors.New("no return has the id " + id)
	}
	path := s.originalPath(id)
	data, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &Error{File: path, Problem: "is missing", Remedy: "put it back from a backup", Err: err}
	case err != nil:
		return nil, s.explain(err)
	case Hash(data) != id:
		return nil, &Error{File: path, Problem: "is damaged or was changed", Remedy: "put it back from a backup"}
	}
	return data, nil
}

// keeping is an original on its way to its place.
type keeping struct {
	once sync.Once
	err  error
}

// keepOriginal writes the file of a return once, whoever asks for it.
func (s *Store) keepOriginal(id string, data []byte) error {
	x, _ := s.kept.LoadOrStore(id, &keeping{})
	k := x.(*keeping)
	k.once.Do(func() { k.err = s.writeOriginal(id, data) })
	if k.err != nil {
		s.kept.Delete(id)
	}
	return k.err
}

// writeOriginal writes the file of a return, safe from a power cut, and never
// leaves half of it under its name.
func (s *Store) writeOriginal(id string, data []byte) error {
	path := s.originalPath(id)
	if kept, err := os.ReadFile(path); err == nil && Hash(kept) == id {
		return nil
	}
	synced := []string{filepath.Dir(path)}
	switch err := os.Mkdir(filepath.Dir(path), 0o755); {
	case err == nil:
		synced = append(synced, s.originals())
	case !errors.Is(err, fs.ErrExist):
		return err
	}
	temp := filepath.Join(s.dir, tempDir, id)
	if err := writeSynced(temp, data); err != nil {
		os.Remove(temp)
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		os.Remove(temp)
		return err
	}
	for _, dir := range synced {
		if err := syncDir(dir); err != nil {
			return err
		}
	}
	return nil
}

func writeSynced(path string, data []byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return f.Close()
}

// syncDir makes new names in a folder last. Windows and some network drives
// know no such thing.
func syncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

// notFolder tells that a part of a path is a file.
func notFolder(err error) bool { return errors.Is(err, syscall.ENOTDIR) || errors.Is(err, fs.ErrExist) }

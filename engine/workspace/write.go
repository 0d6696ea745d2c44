package workspace

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// Write writes a file of the workspace, whole or not at all, and makes the
// folders it needs. A file that has this content already is left alone, with
// its date.
func (w *Workspace) Write(data []byte, parts ...string) (changed bool, err error) {
	path, err := w.inside(parts)
	if err != nil || same(path, data) {
		return false, err
	}
	if err := put(path, data, true); err != nil {
		return false, err
	}
	syncDir(filepath.Dir(path))
	return true, nil
}

// WriteSoon writes a file at once, and answers how to make it last through a
// power cut: whoever writes many can wait for all of them together.
func (w *Workspace) WriteSoon(data []byte, parts ...string) (last func() error, err error) {
	path, err := w.inside(parts)
	if err != nil {
		return nil, err
	}
	if !same(path, data) {
		if err := put(path, data, false); err != nil {
			return nil, err
		}
	}
	return func() error {
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return nil // somebody has opened it already
		}
		defer f.Close()
		if err := f.Sync(); err != nil {
			return explainWrite(path, err)
		}
		syncDir(filepath.Dir(path))
		return nil
	}, nil
}

// put writes a file whole, in the place of what was there.
func put(path string, data []byte, synced bool) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return explainWrite(filepath.Dir(path), err)
	}
	temp := tempName(path)
	err := write(temp, data, synced)
	if err == nil {
		err = rename(temp, path)
	}
	if err != nil {
		os.Remove(temp)
		return explainWrite(path, err)
	}
	return nil
}

// Remove removes a file of the workspace; one that is not there is no error.
func (w *Workspace) Remove(parts ...string) error {
	path, err := w.inside(parts)
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !missing(err) {
		return explainWrite(path, err)
	}
	return nil
}

// inside is the path of a file, which must lie in the workspace.
func (w *Workspace) inside(parts []string) (string, error) {
	rel := filepath.Join(parts...)
	if !filepath.IsLocal(rel) || rel == "." {
		return "", fmt.Errorf("%q is no file of the workspace", rel)
	}
	return w.Path(rel), nil
}

func same(path string, data []byte) bool {
	info, err := os.Stat(path)
	if err != nil || info.Size() != int64(len(data)) {
		return false
	}
	there, err := os.ReadFile(path)
	return err == nil && bytes.Equal(there, data)
}

// tempName is a hidden name beside the file, the same every time, so that
// what a killed process has left is overwritten by the next.
func tempName(path string) string {
	sum := sha256.Sum256([]byte(filepath.Base(path)))
	return filepath.Join(filepath.Dir(path), ".spm-"+hex.EncodeToString(sum[:6])+".tmp")
}

func write(path string, data []byte, synced bool) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if _, err := f.Write(data); err != nil {
		return err
	}
	if synced {
		if err := f.Sync(); err != nil {
			return err
		}
	}
	return f.Close()
}

// syncDir makes a new name last through a power cut where the system can.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		d.Sync()
		d.Close()
	}
}

// rename tries again for a moment: on Windows virus scanners and sync
// programs hold new files for some milliseconds.
func rename(from, to string) (err error) {
	for wait := 10 * time.Millisecond; ; wait *= 2 {
		err = os.Rename(from, to)
		if err == nil || !held(runtime.GOOS, err) || wait > 500*time.Millisecond {
			return err
		}
		time.Sleep(wait)
	}
}

// held tells that a file cannot be replaced because a program has it open;
// Windows then says that access is denied, as it does for other reasons.
func held(system string, err error) bool {
	var code syscall.Errno
	return inUse(system, err) || system == "windows" && errors.As(err, &code) && code == windowsAccessDenied
}

// explainWrite says in people's words why a file could not be written.
func explainWrite(path string, err error) error { return explainWriteOn(runtime.GOOS, path, err) }

func explainWriteOn(system, path string, err error) error {
	say := func(text string) error { return &writeError{path + " " + text, err} }
	switch {
	case held(system, err):
		return say("cannot be replaced: it seems to be open in Excel or another program; close it there, then run this again")
	case errors.Is(err, fs.ErrPermission):
		return say("cannot be written: you may not write there; ask for permission, or move the workspace to a place where you may")
	case errors.Is(err, syscall.ENOSPC):
		return say("could not be written: the disk is full; make room, then run this again")
	case errors.Is(err, syscall.EROFS):
		return say("cannot be written: the disk is read-only; move the workspace to a place where you may write")
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, syscall.EISDIR), errors.Is(err, fs.ErrExist):
		return say("cannot be written: a file stands where a folder should be, or a folder where a file should be; move it away, then run this again")
	}
	return say("could not be written (" + reason(err) + "); check the disk or the network drive, then run this again")
}

// writeError is a failure to write in people's words, with what the system said.
type writeError struct {
	text string
	err  error
}

func (e *writeError) Error() string { return e.text }
func (e *writeError) Unwrap() error { return e.err }

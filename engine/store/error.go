package store

import (
	"errors"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
)

// Error says what is wrong with a file of the store, and what to do.
type Error struct {
	File    string
	Problem string
	Remedy  string
	Err     error // what the system or SQLite said; may be nil
}

func (e *Error) Error() string { return e.File + " " + e.Problem + "; " + e.Remedy }
func (e *Error) Unwrap() error { return e.Err }

// Primary result codes of SQLite (sqlite.org/rescode.html).
const (
	codePerm     = 3
	codeBusy     = 5
	codeLocked   = 6
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotDB    = 26
)

// explain puts an error of SQLite or of the file system into people's words.
func (s *Store) explain(err error) error {
	var known *Error
	if err == nil || errors.As(err, &known) {
		return err
	}
	e := &Error{File: s.file, Err: err}
	var fault *sqlite.Error
	if !errors.As(err, &fault) {
		return s.explainFile(err)
	}
	switch fault.Code() & 0xff {
	case codeBusy, codeLocked:
		e.Problem, e.Remedy = "is in use by another spm", "wait until that one has finished, then run this again"
	case codeCorrupt, codeNotDB:
		return s.damaged(err)
	case codeReadOnly, codePerm, codeCantOpen:
		e.Problem, e.Remedy = "cannot be written", "allow writing to the folder "+s.dir+", or move the workspace to a place where you may write"
	case codeFull:
		e.Problem, e.Remedy = "could not grow: the disk is full", "make room, then run this again; nothing was lost"
	case codeIO:
		e.Problem, e.Remedy = "could not be read or written ("+fault.Error()+")", "check the disk or the network drive, then run this again; nothing was lost"
	default:
		e.Problem, e.Remedy = "refused the work ("+fault.Error()+")", "report this: it is a mistake of spm"
	}
	return e
}

func (s *Store) explainFile(err error) error {
	var at *fs.PathError
	if !errors.As(err, &at) {
		return err
	}
	e := &Error{File: at.Path, Problem: "could not be used (" + at.Err.Error() + ")", Remedy: "check the disk or the network drive, then run this again", Err: err}
	switch {
	case errors.Is(err, fs.ErrPermission):
		e.Problem, e.Remedy = "cannot be written", "allow writing to the folder "+s.dir+", or move the workspace to a place where you may write"
	case errors.Is(err, syscall.ENOSPC):
		e.Problem, e.Remedy = "could not be written: the disk is full", "make room, then run this again; nothing was lost"
	case errors.Is(err, syscall.EROFS):
		e.Problem, e.Remedy = "cannot be written: the disk is read-only", "move the workspace to a place where you may write"
	case notFolder(err):
		e.Problem, e.Remedy = "is a file, where a folder should be", "move it away, or use another folder as the workspace"
	}
	return e
}

// damaged is about a database that does not hold together.
func (s *Store) damaged(err error) error {
	return &Error{File: s.file, Problem: "is damaged", Err: err,
		Remedy: "put it back from a backup; every workbook ingested since then is kept in " + s.originals() + " and can be ingested again"}
}

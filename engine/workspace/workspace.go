// Package workspace is the folder a central office works in: its settings,
// the files that came in, and the files that go out. What it writes is there
// whole or not at all, and it never overwrites what it did not make.
//
// It opens no workbook and does not know the ledger; the folder .spm belongs
// to the store.
package workspace

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"spm/engine/finding"
)

// What a workspace consists of.
const (
	Inbox        = "inbox"     // completed workbooks, put there by people
	Outbox       = "outbox"    // workbooks to send
	Returned     = "returned"  // receipts and corrections
	Reports      = "reports"   // printed reports
	Templates    = "templates" // the user's own templates; may be missing
	State        = ".spm"      // the store
	SettingsFile = "spm.yaml"
)

// The cases of the catalogue that this package finds.
const (
	fileTooLarge   finding.Code = "FILE-20"
	noWorkspace    finding.Code = "FILE-90"
	alreadyThere   finding.Code = "FILE-91"
	placeTaken     finding.Code = "FILE-92"
	badSettings    finding.Code = "FILE-93"
	unknownSetting finding.Code = "FILE-94"
	badSetting     finding.Code = "FILE-95"
	nothingThere   finding.Code = "FILE-96"
	cannotOpen     finding.Code = "FILE-97"
	emptyFolder    finding.Code = "FILE-98"
	passedOver     finding.Code = "FILE-99"
)

// Workspace is an open workspace.
type Workspace struct {
	Settings Settings
	dir      string // as typed, so that paths read as people type them
}

// Create makes a workspace in a folder, which it makes too where it is
// missing, and opens it. It overwrites nothing: a workspace that is there
// already is opened and its missing folders are made. Other files in the
// folder do no harm unless they stand where the workspace writes. The
// workspace is nil when a finding is an error. An empty name becomes that of
// the folder.
func Create(dir, name string) (*Workspace, finding.List, error) {
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, finding.List{taken(dir, filepath.Base(dir), "is a file", "Name another folder")}, nil
	}
	if info, err := os.Stat(filepath.Join(dir, SettingsFile)); err == nil && !info.IsDir() {
		return reopen(dir)
	}
	findings, err := collisions(dir)
	if err != nil || findings.Actionable() {
		return nil, findings, err
	}
	w := &Workspace{Settings: defaults(), dir: dir}
	if w.Settings.Name, err = nameOf(dir, name); err != nil {
		return nil, nil, err
	}
	if err := w.folders(); err != nil {
		return nil, nil, err
	}
	// The settings come last: a folder is a workspace when it has them.
	_, err = w.Write(w.Settings.text(), SettingsFile)
	return w, findings, err
}

func reopen(dir string) (*Workspace, finding.List, error) {
	w, findings, err := Open(dir)
	if err != nil || w == nil {
		return nil, findings, err
	}
	findings.Add(finding.New(alreadyThere, finding.Location{File: dir}))
	return w, findings, w.folders()
}

func (w *Workspace) folders() error {
	for _, name := range []string{Inbox, Outbox, Returned, Reports, State} {
		if err := os.MkdirAll(w.Path(name), 0o755); err != nil {
			return explainWrite(w.Path(name), err)
		}
	}
	return nil
}

// collisions tells what stands where a new workspace would write.
func collisions(dir string) (findings finding.List, err error) {
	for _, name := range []string{SettingsFile, Inbox, Outbox, Returned, Reports, Templates, State} {
		path := filepath.Join(dir, name)
		info, err := os.Stat(path)
		switch {
		case missing(err):
			continue
		case err != nil:
			return nil, err
		case name == SettingsFile:
			findings.Add(taken(dir, name, "is a folder", "Move it away, or name another folder"))
			continue
		case !info.IsDir():
			findings.Add(taken(dir, name, "is a file", "Move it away, or name another folder"))
			continue
		}
		entries, err := os.ReadDir(path)
		if err != nil {
			return nil, err
		}
		entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return name != State && helper(e.Name()) })
		switch {
		case len(entries) == 0 || name == Inbox || name == Templates:
			// People may have put their files there beforehand.
		case name == State:
			findings.Add(taken(dir, name, "holds the data of a workspace whose "+SettingsFile+" is gone",
				"Put "+SettingsFile+" back from a backup; or name another folder"))
		default:
			findings.Add(taken(dir, name, "has files in it that are not spm's", "Move it away, or name another folder"))
		}
	}
	return findings, nil
}

func taken(dir, name, problem, todo string) finding.Finding {
	return finding.New(placeTaken, finding.Location{File: dir}, "name", name, "problem", problem, "todo", todo)
}

// Open opens the workspace in a folder, and looks nowhere else for one. The
// workspace is nil when a finding is an error.
func Open(dir string) (*Workspace, finding.List, error) {
	path := filepath.Join(dir, SettingsFile)
	data, err := os.ReadFile(path)
	switch {
	case missing(err) || errors.Is(err, syscall.EISDIR):
		return nil, finding.List{finding.New(noWorkspace, finding.Location{File: dir})}, nil
	case err != nil:
		return nil, nil, fmt.Errorf("opening the workspace: %w", err)
	}
	w := &Workspace{dir: dir}
	var findings finding.List
	if w.Settings, findings = readSettings(path, data); findings.Count(finding.Error) > 0 {
		return nil, findings, nil
	}
	return w, findings, nil
}

// Path is a place in the workspace: Path(Outbox, "HR.xlsx"). Without parts it
// is the workspace itself.
func (w *Workspace) Path(parts ...string) string {
	return filepath.Join(append([]string{w.dir}, parts...)...)
}

// Templates is the folder of the user's own templates; nil where there is none.
func (w *Workspace) Templates() fs.FS {
	info, err := os.Stat(w.Path(Templates))
	if err != nil || !info.IsDir() {
		return nil
	}
	return os.DirFS(w.Path(Templates))
}

// missing tells that a path leads nowhere, also because a part of it is a file.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

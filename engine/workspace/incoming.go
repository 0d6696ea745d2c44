package workspace

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	"spm/engine/finding"
)

// File is a file that came in.
type File struct {
	Path string // as typed, or below the folder that was typed
	Name string // the last part of Path, on one line; with its folder where others of the run have the same

	saved time.Time // when it was last written
	most  int64     // bytes that are read
}

// Problem is a finding that ends the reading of a file.
type Problem struct{ Finding finding.Finding }

func (p *Problem) Error() string {
	return fmt.Sprintf("%s: %s; %s", p.Finding.Where, p.Finding.Message, p.Finding.Hint)
}

// Data reads the file. Every error is a *Problem, whose finding can be shown;
// Incoming has told most of them before.
func (f File) Data() ([]byte, error) {
	in, err := os.Open(f.Path)
	if err != nil {
		return nil, &Problem{unopened(f.Path, err)}
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, f.most+1))
	switch {
	case err != nil:
		return nil, &Problem{unopened(f.Path, err)}
	case int64(len(data)) > f.most:
		return nil, &Problem{tooLarge(f.Path, f.most)}
	}
	return data, nil
}

// Incoming lists the files to read: those typed, and those in the folders
// typed and below them; without paths those in the inbox. They come in the
// order in which they were saved, so that of two returns of one packet the
// later one counts, and by name where that is the same. What cannot be read is a finding each. In folders it passes over
// lock files and hidden files in silence, and says when it passes over the
// folders of the workspace that hold what spm wrote itself.
func (w *Workspace) Incoming(paths []string) ([]File, finding.List) {
	if len(paths) == 0 {
		paths = []string{w.Path(Inbox)}
	}
	s := search{seen: map[string]bool{}, most: w.Settings.Limits.FileBytes}
	for _, name := range []string{Outbox, Returned, Reports, Templates, SettingsFile} {
		if info, err := os.Stat(w.Path(name)); err == nil {
			s.ours = append(s.ours, info)
		}
	}
	for _, p := range paths {
		s.typed(p)
	}
	slices.SortStableFunc(s.files, func(a, b File) int {
		return cmp.Or(a.saved.Compare(b.saved), strings.Compare(a.Path, b.Path))
	})
	apart(s.files)
	return s.files, s.findings
}

// apart gives files of one name the folder before it: what is told of a file
// is told by its name.
func apart(files []File) {
	for _, named := range []func(path string) string{
		func(path string) string { return filepath.Join(filepath.Base(filepath.Dir(path)), filepath.Base(path)) },
		func(path string) string { return path },
	} {
		times := map[string]int{}
		for _, f := range files {
			times[strings.ToLower(f.Name)]++
		}
		for i, f := range files {
			if times[strings.ToLower(f.Name)] > 1 {
				files[i].Name = oneLine(filepath.ToSlash(named(f.Path)))
			}
		}
	}
}

// oneLine keeps a name with line breaks from looking like several.
func oneLine(name string) string {
	return strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ").Replace(name)
}

type search struct {
	ours     []fs.FileInfo // of the workspace, what is no return and holds none
	seen     map[string]bool
	most     int64 // bytes of a file
	files    []File
	findings finding.List
}

func (s *search) typed(path string) {
	info, err := os.Stat(path)
	switch {
	case missing(err):
		s.pattern(path)
	case err != nil:
		s.findings.Add(unopened(path, err))
	case info.IsDir():
		before := len(s.seen) + len(s.findings)
		s.folder(path)
		if len(s.seen)+len(s.findings) == before {
			s.findings.Add(finding.New(emptyFolder, finding.Location{File: path}))
		}
	default:
		s.file(path, info)
	}
}

// pattern reads *.xlsx where the shell has left it as it is: Windows does.
func (s *search) pattern(path string) {
	var found []string
	if strings.ContainsAny(path, "*?") {
		found, _ = filepath.Glob(path)
	}
	if len(found) == 0 {
		s.findings.Add(finding.New(nothingThere, finding.Location{File: path}))
	}
	for _, p := range found {
		if info, err := os.Stat(p); err == nil && !helper(filepath.Base(p)) {
			if info.IsDir() {
				s.folder(p)
			} else {
				s.file(p, info)
			}
		}
	}
}

func (s *search) folder(path string) {
	entries, err := os.ReadDir(path) // in order of name
	if err != nil {
		s.findings.Add(unopened(path, err))
	}
	for _, e := range entries {
		if helper(e.Name()) {
			continue
		}
		s.entry(filepath.Join(path, e.Name()), e)
	}
}

func (s *search) entry(path string, e fs.DirEntry) {
	info, err := os.Stat(path)
	switch {
	case missing(err) && e.Type()&fs.ModeSymlink != 0:
		s.passOver(path, "it is a link that leads nowhere")
	case missing(err): // removed since
	case err != nil:
		s.findings.Add(unopened(path, err))
	case info.IsDir() && !e.IsDir():
		s.passOver(path, "it is a link to another folder")
	case info.IsDir() && s.isOurs(info):
		s.passOver(path, "spm itself keeps files there")
	case info.IsDir():
		s.folder(path)
	case s.isOurs(info): // the settings
	case !info.Mode().IsRegular():
		s.passOver(path, "it is not a file")
	default:
		s.file(path, info)
	}
}

func (s *search) isOurs(info fs.FileInfo) bool {
	for _, o := range s.ours {
		if os.SameFile(o, info) {
			return true
		}
	}
	return false
}

func (s *search) passOver(path, reason string) {
	s.findings.Add(finding.New(passedOver, finding.Location{File: path}, "reason", reason))
}

// file adds a file once, however often it was named, if it can be opened.
func (s *search) file(path string, info fs.FileInfo) {
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = path
	}
	if s.seen[abs] {
		return
	}
	s.seen[abs] = true
	switch {
	case !info.Mode().IsRegular():
		s.findings.Add(finding.New(cannotOpen, finding.Location{File: path}, "problem", "it is neither a file nor a folder", "todo", "Name the workbook itself"))
		return
	case info.Size() > s.most:
		s.findings.Add(tooLarge(path, s.most))
		return
	}
	f, err := os.Open(path)
	if err != nil {
		s.findings.Add(unopened(path, err))
		return
	}
	f.Close()
	s.files = append(s.files, File{Path: path, Name: oneLine(filepath.Base(path)), saved: info.ModTime(), most: s.most})
}

// helper tells files that programs and systems keep beside the real ones:
// locks of Office and LibreOffice, hidden files, thumbnails.
func helper(name string) bool {
	switch strings.ToLower(name) {
	case "thumbs.db", "desktop.ini", "__macosx":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")
}

func tooLarge(path string, most int64) finding.Finding {
	return finding.New(fileTooLarge, finding.Location{File: path}, "limit", fmt.Sprintf("%d MB", most>>20))
}

// unopened says why a file or folder cannot be read.
func unopened(path string, err error) finding.Finding {
	problem, todo := reason(err), "Copy it to this computer again, then run this once more"
	switch {
	case inUse(runtime.GOOS, err):
		problem, todo = "another program has it open", "Close it there, then run this again"
	case errors.Is(err, fs.ErrPermission):
		problem, todo = "you may not read it", "Ask its owner for permission to read it, or for a copy"
	case missing(err):
		problem, todo = "it has just been moved or removed", "Put it back, then run this again"
	}
	return finding.New(cannotOpen, finding.Location{File: path}, "problem", problem, "todo", todo)
}

// reason is what the system says, without the path.
func reason(err error) string {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err.Error()
	}
	return err.Error()
}

// Errors of Windows about files that another program keeps to itself.
const (
	windowsAccessDenied     = syscall.Errno(5)
	windowsSharingViolation = syscall.Errno(32)
	windowsLockViolation    = syscall.Errno(33)
)

// inUse tells that another program has the file open. Only Windows minds.
func inUse(system string, err error) bool {
	var code syscall.Errno
	return system == "windows" && errors.As(err, &code) && (code == windowsSharingViolation || code == windowsLockViolation)
}

package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"spm/engine/finding"
	"spm/engine/spreadsheet"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// saved is when every file of lay was written.
var saved = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// lay makes files, and folders where a name ends in a slash.
func lay(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if strings.HasSuffix(name, "/") {
			must(t, os.MkdirAll(path, 0o755))
			continue
		}
		must(t, os.MkdirAll(filepath.Dir(path), 0o755))
		must(t, os.WriteFile(path, []byte(name), 0o644))
		must(t, os.Chtimes(path, saved, saved))
	}
}

func create(t *testing.T, dir string) *Workspace {
	t.Helper()
	w, findings, err := Create(dir, "hamilton")
	must(t, err)
	if len(findings) > 0 {
		t.Fatalf("findings: %v", findings)
	}
	return w
}

// told are the codes of findings with their places, from a folder on.
func told(dir string, l finding.List) (all []string) {
	for _, f := range l {
		place := f.Where.String()
		if rel, err := filepath.Rel(dir, f.Where.File); err == nil && f.Where.Line == 0 {
			place = filepath.ToSlash(rel)
		}
		all = append(all, string(f.Code)+" "+place)
	}
	return all
}

func TestCreateAndOpen(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "plan")
	made := create(t, dir)
	for _, name := range []string{Inbox, Outbox, Returned, Reports, State} {
		if info, err := os.Stat(made.Path(name)); err != nil || !info.IsDir() {
			t.Errorf("no folder %s", name)
		}
	}
	opened, findings, err := Open(dir)
	must(t, err)
	want := Settings{Name: "hamilton", SmallCount: 10, Limits: spreadsheet.Default}
	if made.Settings != want || opened.Settings != want || len(findings) > 0 {
		t.Errorf("settings %+v and %+v, want %+v; %v", made.Settings, opened.Settings, want, findings)
	}
	if opened.Templates() != nil {
		t.Error("templates without a folder")
	}
	lay(t, dir, "templates/theme.yaml")
	if data, err := fs.ReadFile(opened.Templates(), "theme.yaml"); err != nil || len(data) == 0 {
		t.Errorf("templates: %v", err)
	}
}

func TestCreateTwice(t *testing.T) {
	dir := t.TempDir()
	create(t, dir)
	lay(t, dir, "outbox/HR.xlsx", ".spm/spm.db")
	must(t, os.Remove(filepath.Join(dir, Reports)))
	before, err := os.ReadFile(filepath.Join(dir, SettingsFile))
	must(t, err)
	w, findings, err := Create(dir, "other")
	must(t, err)
	if diff := cmp.Diff([]string{"FILE-91 ."}, told(dir, findings)); diff != "" || w == nil || w.Settings.Name != "hamilton" {
		t.Errorf("%s %+v", diff, w)
	}
	after, err := os.ReadFile(filepath.Join(dir, SettingsFile))
	must(t, err)
	if string(before) != string(after) {
		t.Error("the settings were overwritten")
	}
	if _, err := os.Stat(w.Path(Reports)); err != nil {
		t.Error("the missing folder was not made")
	}
}

func TestCreateInAFolderInUse(t *testing.T) {
	for name, tc := range map[string]struct{ there, want []string }{
		"foreign files":       {[]string{"letter.docx", "photos/1.jpg"}, nil},
		"files laid ready":    {[]string{"inbox/hr.xlsx", "templates/theme.yaml"}, nil},
		"killed half-way":     {[]string{"inbox/", "outbox/", "returned/", ".spm/"}, nil},
		"system files only":   {[]string{"reports/.DS_Store", "reports/Thumbs.db"}, nil},
		"files where we work": {[]string{"reports/2019.pdf", "outbox/x"}, []string{"outbox", "reports"}},
		"a file for a folder": {[]string{"inbox"}, []string{"inbox"}},
		"a folder for a file": {[]string{"spm.yaml/"}, []string{"spm.yaml"}},
		"settings gone":       {[]string{".spm/spm.db"}, []string{".spm"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			lay(t, dir, tc.there...)
			w, findings, err := Create(dir, "hamilton")
			must(t, err)
			var got []string
			for _, f := range findings {
				if _, name, ok := strings.Cut(f.Message, "“"); ok && f.Code == "FILE-92" {
					name, _, _ = strings.Cut(name, "”")
					got = append(got, name)
				}
			}
			if diff := cmp.Diff(tc.want, got); diff != "" || (w == nil) != (tc.want != nil) || len(got) != len(findings) {
				t.Errorf("%s %v", diff, findings)
			}
			if _, err := os.Stat(filepath.Join(dir, SettingsFile)); tc.want != nil && err == nil && name != "a folder for a file" {
				t.Error("settings were written all the same")
			}
		})
	}
	file := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(file, nil, 0o644))
	if w, findings, err := Create(file, ""); w != nil || err != nil || len(findings) != 1 || findings[0].Code != "FILE-92" {
		t.Errorf("a file as the folder: %v, %v", findings, err)
	}
	if w, _, err := Create(filepath.Join(file, "plan"), ""); w != nil || err == nil || !strings.Contains(err.Error(), "a file stands where a folder should be") {
		t.Errorf("a folder below a file: %v", err)
	}
}

func TestName(t *testing.T) {
	for name, want := range map[string]string{
		"":                                 "plan 2026",
		"  Hamilton \t Schools\n":          "Hamilton Schools",
		`"quoted": #1 'é' \`:               `"quoted": #1 'é' \`,
		strings.Repeat("Öffentliche ", 20): strings.Repeat("Öffentliche ", 8) + "Öffe",
	} {
		dir := filepath.Join(t.TempDir(), "plan 2026")
		w, _, err := Create(dir, name)
		must(t, err)
		again, findings, err := Open(dir)
		must(t, err)
		if again == nil || w.Settings != again.Settings || again.Settings.Name != want {
			t.Errorf("name %q became %q, want %q; %v", name, w.Settings.Name, want, findings)
		}
	}
}

func TestOpenWithoutWorkspace(t *testing.T) {
	dir := t.TempDir()
	create(t, dir)
	lay(t, dir, "spm.yaml/../file", "folder/spm.yaml/")
	for _, where := range []string{"inbox", "nowhere", "file", "folder"} {
		w, findings, err := Open(filepath.Join(dir, where))
		if diff := cmp.Diff([]string{"FILE-90 " + where}, told(dir, findings)); w != nil || err != nil || diff != "" {
			t.Errorf("%s: %v %s", where, err, diff)
		}
	}
}

func TestSettings(t *testing.T) {
	larger := spreadsheet.Default
	larger.FileBytes, larger.Sheets = 40<<20, 200
	for name, tc := range map[string]struct {
		yaml string
		want Settings
		told []string
	}{
		"all": {"name: x\nsmall_count: 5\npaper: a4\n",
			Settings{"x", 5, "A4", spreadsheet.Default}, nil},
		"defaults, byte order mark, Windows lines": {"\ufeff# comment\r\nname: x\r\n", Settings{Name: "x", SmallCount: 10, Limits: spreadsheet.Default}, nil},
		"a name of digits":                         {"name: 2026\n", Settings{Name: "2026", SmallCount: 10, Limits: spreadsheet.Default}, nil},
		"every mistake at once": {"name: x\nsmal_count: 5\nsmall_count: 1800\n\npaper: Legal\n", Settings{},
			[]string{"FILE-94 :2:1", "FILE-95 :3:14", "FILE-95 :5:8"}},
		"limits":    {"name: x\nlimits:\n  file_mb: 40 # scans\n  sheets: 200\n", Settings{Name: "x", SmallCount: 10, Limits: larger}, nil},
		"no limits": {"name: x\nlimits:\n", Settings{Name: "x", SmallCount: 10, Limits: spreadsheet.Default}, nil},
		"limits that cannot be": {"name: x\nlimits:\n  file_mb: none\n  sheets: 0\n  rows: 9999999\n  colour: red\n", Settings{},
			[]string{"FILE-95 :3:12", "FILE-95 :4:11", "FILE-95 :5:9", "FILE-94 :6:3"}},
		"a limit twice":      {"name: x\nlimits:\n  cells: 5\n  cells: 6\n", Settings{}, []string{"FILE-93 :4:3"}},
		"limits in one word": {"name: x\nlimits: none\n", Settings{}, []string{"FILE-95 :2:9"}},
		"no number":          {"name: x\nsmall_count: ten\n", Settings{}, []string{"FILE-95 :2:14"}},
		"a list of papers":   {"name: x\npaper: [A4]\n", Settings{}, []string{"FILE-95 :2:8"}},
		"twice":              {"name: x\nname: y\n", Settings{}, []string{"FILE-93 :2:1"}},
		"no name":            {"small_count: 5\n", Settings{}, []string{"FILE-95 :1:1"}},
		"empty name":         {"name:\nsmall_count: 5\n", Settings{}, []string{"FILE-95 :1:6"}},
		"empty":              {"", Settings{}, []string{"FILE-95 :1:1"}},
		"a list":             {"- name\n", Settings{}, []string{"FILE-93 :1:1"}},
		"a word":             {"hello\n", Settings{}, []string{"FILE-93 :1:1"}},
		"no YAML":            {"name: x\nlanguage: \"en\npaper: A4\n", Settings{}, []string{"FILE-93 :2:11"}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, SettingsFile)
			must(t, os.WriteFile(file, []byte(tc.yaml), 0o644))
			w, findings, err := Open(dir)
			must(t, err)
			var got []string
			for _, f := range findings {
				got = append(got, string(f.Code)+" "+strings.TrimPrefix(f.Where.String(), file))
			}
			if diff := cmp.Diff(tc.told, got); diff != "" || (w == nil) != (tc.told != nil) {
				t.Errorf("%s %v", diff, findings)
			}
			if w != nil && w.Settings != tc.want {
				t.Errorf("settings %+v, want %+v", w.Settings, tc.want)
			}
		})
	}
}

func paths(dir string, files []File) (all []string) {
	for _, f := range files {
		rel, _ := filepath.Rel(dir, f.Path)
		all = append(all, filepath.ToSlash(rel))
	}
	return all
}

// Files come in the order in which they were saved, so that a corrected file
// counts more than the one before it, whatever its name.
func TestIncomingInOrderOfSaving(t *testing.T) {
	dir := t.TempDir()
	w := create(t, dir)
	lay(t, dir, "inbox/HR corrected.xlsx", "inbox/HR.xlsx")
	later := saved.Add(time.Hour)
	must(t, os.Chtimes(w.Path(Inbox, "HR corrected.xlsx"), later, later))
	files, _ := w.Incoming(nil)
	if diff := cmp.Diff([]string{"inbox/HR.xlsx", "inbox/HR corrected.xlsx"}, paths(dir, files)); diff != "" {
		t.Error(diff)
	}
}

func TestIncoming(t *testing.T) {
	dir := t.TempDir()
	w := create(t, dir)
	lay(t, dir, "inbox/HR.xlsx", "inbox/b/2.xlsx", "inbox/b/1.xlsx", "inbox/a.xlsx", "inbox/~$HR.xlsx", "inbox/.~lock.HR.xlsx#",
		"inbox/.hidden/x.xlsx", "inbox/Thumbs.db", "inbox/desktop.ini", "inbox/__MACOSX/x.xlsx", "inbox/notes.txt",
		"outbox/HR.xlsx", "reports/r.pdf", "elsewhere/x.xlsx", "none/.DS_Store", "inbox/outbox/deep.xlsx", "~$typed.xlsx")
	big := filepath.Join(dir, "elsewhere", "big.xlsx")
	must(t, os.WriteFile(big, nil, 0o644))
	must(t, os.Truncate(big, spreadsheet.Default.FileBytes+1))
	inbox := []string{"inbox/HR.xlsx", "inbox/a.xlsx", "inbox/b/1.xlsx", "inbox/b/2.xlsx", "inbox/notes.txt", "inbox/outbox/deep.xlsx"}
	for name, tc := range map[string]struct{ typed, files, told []string }{
		"inbox":          {nil, inbox, nil},
		"a file, twice":  {[]string{"elsewhere/x.xlsx", "elsewhere/../elsewhere/x.xlsx", "inbox/a.xlsx"}, []string{"elsewhere/x.xlsx", "inbox/a.xlsx"}, nil},
		"missing":        {[]string{"nowhere.xlsx", "inbox/a.xlsx/b", "inbox/a.xlsx"}, []string{"inbox/a.xlsx"}, []string{"FILE-96 nowhere.xlsx", "FILE-96 inbox/a.xlsx/b"}},
		"too large":      {[]string{"elsewhere"}, []string{"elsewhere/x.xlsx"}, []string{"FILE-20 elsewhere/big.xlsx"}},
		"nothing there":  {[]string{"none"}, nil, []string{"FILE-98 none"}},
		"typed lock":     {[]string{"~$typed.xlsx"}, []string{"~$typed.xlsx"}, nil},
		"typed outbox":   {[]string{"outbox"}, []string{"outbox/HR.xlsx"}, nil},
		"pattern":        {[]string{"inbox/*.xlsx"}, []string{"inbox/HR.xlsx", "inbox/a.xlsx"}, nil},
		"empty pattern":  {[]string{"inbox/*.ods"}, nil, []string{"FILE-96 inbox/*.ods"}},
		"the whole room": {[]string{"."}, append([]string{"elsewhere/x.xlsx"}, inbox...), []string{"FILE-20 elsewhere/big.xlsx", "FILE-99 outbox", "FILE-99 reports", "FILE-99 returned"}},
	} {
		t.Run(name, func(t *testing.T) {
			var typed []string
			for _, p := range tc.typed {
				typed = append(typed, dir+string(filepath.Separator)+filepath.FromSlash(p)) // not cleaned: as people type
			}
			files, findings := w.Incoming(typed)
			if diff := cmp.Diff(tc.files, paths(dir, files)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(tc.told, told(dir, findings)); diff != "" {
				t.Error(diff)
			}
		})
	}

	must(t, os.RemoveAll(w.Path(Inbox)))
	if _, findings := w.Incoming(nil); len(findings) != 1 || findings[0].Code != "FILE-96" {
		t.Errorf("an inbox that is gone: %v", findings)
	}
}

func TestData(t *testing.T) {
	dir := t.TempDir()
	w := create(t, dir)
	lay(t, dir, "inbox/a.xlsx", "inbox/b.xlsx", "inbox/c.xlsx")
	files, _ := w.Incoming(nil)
	must(t, os.Remove(files[1].Path))
	must(t, os.Truncate(files[2].Path, spreadsheet.Default.FileBytes+1)) // grown since
	want := []string{"", "FILE-97", "FILE-20"}
	for i, f := range files {
		data, err := f.Data()
		var p *Problem
		if errors.As(err, &p) != (want[i] != "") || p != nil && string(p.Finding.Code) != want[i] {
			t.Errorf("%s: %v", f.Name, err)
		}
		if err == nil && string(data) != "inbox/a.xlsx" {
			t.Errorf("%s holds %q", f.Name, data)
		}
	}
	must(t, os.Truncate(files[0].Path, spreadsheet.Default.FileBytes))
	if data, err := files[0].Data(); err != nil || int64(len(data)) != spreadsheet.Default.FileBytes {
		t.Errorf("a file of the largest size: %d bytes, %v", len(data), err)
	}
}

func TestIncomingNames(t *testing.T) {
	dir := t.TempDir()
	w := create(t, dir)
	lay(t, dir, "inbox/a/plan.xlsx", "inbox/b/Plan.xlsx", "inbox/other.xlsx", "inbox/a/x/deep.xlsx", "inbox/b/x/deep.xlsx")
	want := []string{"a/plan.xlsx", "dir/inbox/a/x/deep.xlsx", "b/Plan.xlsx", "dir/inbox/b/x/deep.xlsx", "other.xlsx"}
	if runtime.GOOS != "windows" { // which has no such names
		lay(t, dir, "inbox/two\nlines.xlsx")
		want = append(want, "two lines.xlsx")
	}
	files, _ := w.Incoming(nil)
	var got []string
	for _, f := range files {
		got = append(got, strings.Replace(f.Name, filepath.ToSlash(dir), "dir", 1))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestIncomingLinks(t *testing.T) {
	dir := t.TempDir()
	w := create(t, dir)
	lay(t, dir, "real/x.xlsx")
	for link, to := range map[string]string{"file.xlsx": "../real/x.xlsx", "folder": "../real", "gone": "../nowhere", "loop": "."} {
		if err := os.Symlink(to, w.Path(Inbox, link)); err != nil {
			t.Skip("this system makes no links: ", err)
		}
	}
	files, findings := w.Incoming(nil)
	if diff := cmp.Diff([]string{"inbox/file.xlsx"}, paths(dir, files)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"FILE-99 inbox/folder", "FILE-99 inbox/gone", "FILE-99 inbox/loop"}, told(dir, findings)); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsSaid(t *testing.T) {
	at := func(err error) error { return &fs.PathError{Op: "open", Path: "x", Err: err} }
	if f := unopened("x", at(fs.ErrPermission)); !strings.Contains(f.Message, "may not read") || f.Where.File != "x" {
		t.Errorf("without permission: %v", f)
	}
	if f := unopened("x", at(syscall.EIO)); strings.Contains(f.Message, "open x") {
		t.Errorf("the system's words repeat the path: %v", f)
	}
	for _, tc := range []struct {
		system string
		err    error
		want   string
	}{
		{"windows", windowsSharingViolation, "open in Excel"},
		{"windows", windowsAccessDenied, "open in Excel"},
		{"linux", syscall.EACCES, "may not write"},
		{"linux", syscall.EPIPE, "could not be written"}, // 32, which is no sharing violation here
		{"linux", syscall.ENOSPC, "disk is full"},
		{"linux", syscall.EROFS, "read-only"},
		{"linux", syscall.ENOTDIR, "a file stands where a folder should be"},
	} {
		if runtime.GOOS == "windows" && tc.system != "windows" {
			continue // the numbers mean other things
		}
		err := explainWriteOn(tc.system, "HR.xlsx", at(tc.err))
		if !strings.Contains(err.Error(), tc.want) || !strings.HasPrefix(err.Error(), "HR.xlsx ") || !errors.Is(err, tc.err) {
			t.Errorf("%s %v: %v, want %q", tc.system, tc.err, err, tc.want)
		}
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	w := create(t, dir)
	write := func(text string, want bool) {
		t.Helper()
		changed, err := w.Write([]byte(text), Outbox, "2026-10", "HR.xlsx")
		must(t, err)
		data, err := os.ReadFile(w.Path(Outbox, "2026-10", "HR.xlsx"))
		must(t, err)
		if changed != want || string(data) != text {
			t.Errorf("changed %v, want %v; content %q", changed, want, data)
		}
	}
	write("one", true)
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	must(t, os.Chtimes(w.Path(Outbox, "2026-10", "HR.xlsx"), old, old))
	write("one", false)
	if info, _ := os.Stat(w.Path(Outbox, "2026-10", "HR.xlsx")); !info.ModTime().Equal(old) {
		t.Error("an unchanged file was written again")
	}
	must(t, os.WriteFile(tempName(w.Path(Outbox, "2026-10", "HR.xlsx")), []byte("left by a killed process"), 0o644))
	write("two", true)
	entries, err := os.ReadDir(w.Path(Outbox, "2026-10"))
	must(t, err)
	if len(entries) != 1 {
		t.Errorf("%d files are left in the folder, want one", len(entries))
	}

	must(t, w.Remove(Outbox, "2026-10", "HR.xlsx"))
	must(t, w.Remove(Outbox, "2026-10", "HR.xlsx"))
	must(t, w.Remove(Outbox, "nowhere", "HR.xlsx"))
	write("three", true)

	// A folder in the way of a file, and a file in the way of a folder.
	for _, parts := range [][]string{{Outbox, "2026-10"}, {Outbox, "2026-10", "HR.xlsx", "x"}} {
		if _, err := w.Write(nil, parts...); err == nil || !strings.HasPrefix(err.Error(), dir) || strings.Contains(err.Error(), ".tmp") {
			t.Errorf("%v: %v", parts, err)
		}
	}
	for _, parts := range [][]string{{"..", "x"}, {"/etc/x"}, {Outbox, "../../x"}, {}, {"."}} {
		if _, err := w.Write(nil, parts...); err == nil && !(len(parts) == 1 && parts[0] == "/etc/x") {
			t.Errorf("%v lies outside the workspace and was written", parts)
		}
	}
}

func TestSafeName(t *testing.T) {
	for words, want := range map[string]string{
		"HR Monthly 2026-10.xlsx":     "HR Monthly 2026-10.xlsx",
		"Curriculum/Instruction: K-2": "Curriculum-Instruction- K-2",
		"Educación Física ñ":          "Educación Física ñ",
		"Educacio\u0301n":             "Educación",
		"学校計画 2026":                   "学校計画 2026",
		"مدرسة":                       "مدرسة",
		"می\u200cخواهم":               "می\u200cخواهم",
		"CON":                         "CON_",
		"con.xlsx":                    "con_.xlsx",
		"Lpt1.old.txt":                "Lpt1_.old.txt",
		"Conan":                       "Conan",
		"plan. . ":                    "plan",
		"..":                          "file",
		"":                            "file",
		"???":                         "file",
		".hidden":                     "hidden",
		"~$HR.xlsx":                   "$HR.xlsx",
		"--help":                      "help",
		"a\tb\nc\u00a0d":              "a b c d",
		"a\x00b\u202ecod.exe":         "abcod.exe",
		"bad\xff\xfebytes":            "bad-bytes",
		"Plan .xlsx":                  "Plan.xlsx",
		"Plan. .old ..xlsx":           "Plan.old.xlsx",
	} {
		if got := SafeName(words); got != want {
			t.Errorf("%q became %q, want %q", words, got, want)
		}
	}
	long := SafeName(strings.Repeat("長い", 90) + ".xlsx")
	if utf8.RuneCountInString(long) > longestFile || len(long) > longestFileBytes || !strings.HasSuffix(long, ".xlsx") {
		t.Errorf("a long name became %q of %d bytes", long, len(long))
	}
	if got := SafeName(strings.Repeat("x", 94) + "e\u0301\u0323.xlsx"); !strings.HasSuffix(got, "x.xlsx") {
		t.Errorf("a letter was parted from its accents: %q", got)
	}
}

func FuzzSafeName(f *testing.F) {
	for _, s := range []string{"CON.a", "<\u0338", strings.Repeat("e\u0301\u200d", 70), ". .x", "con .txt", "a\u202e\u0301", "aux." + strings.Repeat("y", 200), strings.Repeat("y", 96) + " .zip, old", strings.Repeat("y", 96) + "..zip, old"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		name := SafeName(s)
		first, _, _ := strings.Cut(name, ".")
		switch {
		case name == "" || name != filepath.Base(name) || !filepath.IsLocal(name) || !utf8.ValidString(name):
			t.Errorf("%q became %q, which is no name", s, name)
		case strings.ContainsAny(name, "<>:\"/\\|?*\x00\r\n") || strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") || helper(name) && !strings.EqualFold(name, s):
			t.Errorf("%q became %q, which Windows does not take", s, name)
		case reserved.MatchString(strings.TrimSpace(first)):
			t.Errorf("%q became %q, which is a device", s, name)
		case utf8.RuneCountInString(name) > longestFile || len(name) > longestFileBytes:
			t.Errorf("%q became %q, which is too long", s, name)
		case SafeName(name) != name:
			t.Errorf("%q became %q, and that %q", s, name, SafeName(name))
		}
	})
}

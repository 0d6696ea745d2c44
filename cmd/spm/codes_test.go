package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"

	"spm/engine/finding"
)

const codesDir = "../../testdata/codes"

// ours are the families whose fixtures are scripts; the guidebook's rules are
// fixtures of engine/quality, those of the templates of engine/form.
var ours = regexp.MustCompile(`^(FILE|CELL|PKT|MERGE|CHNG|YEAR|RPT)-\d\d$`)

// unmade are the codes without a fixture, and why.
var unmade = map[finding.Code]string{
	"FILE-39":  "only a mistake of ours makes it; engine/spreadsheet tests it with one",
	"MERGE-08": "the reader takes a row with such a code for a new one; engine/reconcile tests it",
}

// TestCodes plays the fixture of each code: the least that makes spm tell it.
// The last line of a fixture is
//
//	want CODE [PLACE…]     the JSON that spm has just printed tells CODE at these places (Sheet!B7, Sheet row 7,
//	                       Sheet, or file.yaml:3:1; none: the whole file), nowhere else, and no other error or warning
//
// unless, before it,
//
//	also CODE…             names the codes of others.
//
// See [codeCmds] for what makes odd files.
func TestCodes(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	files, err := filepath.Glob(filepath.Join(codesDir, "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	files = slices.DeleteFunc(files, func(f string) bool { return !ours.MatchString(codeOf(f)) })
	if len(files) == 0 {
		t.Fatal("there are no fixtures")
	}
	testscript.Run(t, testscript.Params{Files: files, RequireExplicitExec: true, Setup: setup, Cmds: scriptCmds()})
}

// TestEveryCode: every code of the catalogue has its fixture, every fixture a
// code, and each ends with what it wants.
func TestEveryCode(t *testing.T) {
	entries, err := os.ReadDir(codesDir)
	if err != nil {
		t.Fatal(err)
	}
	made := map[finding.Code]bool{}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), "_") {
			continue
		}
		code := codeOf(e.Name())
		if _, ok := finding.Lookup(finding.Code(code)); !ok {
			t.Errorf("%s: the catalogue has no code %s", e.Name(), code)
		}
		made[finding.Code(code)] = true
		if ours.MatchString(code) {
			if last := lastLine(t, e.Name()); !strings.HasPrefix(last+" ", "want "+code+" ") {
				t.Errorf("%s ends with %q, not with want %s", e.Name(), last, code)
			}
		}
	}
	for _, e := range finding.Catalogue() {
		switch why, excused := unmade[e.Code]; {
		case excused && made[e.Code]:
			t.Errorf("%s has a fixture, though %s", e.Code, why)
		case !excused && !made[e.Code]:
			t.Errorf("%s has no fixture in testdata/codes", e.Code)
		}
	}
}

func codeOf(file string) string {
	base := filepath.Base(file)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

func lastLine(t *testing.T, name string) string {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join(codesDir, name))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(a.Comment)), "\n")
	return lines[len(lines)-1]
}

// codeCmds make odd files and look at what is told of them:
//
//	plain DIR             the parts of a small sound workbook
//	pack FILE DIR         zips the files of a folder, without compression
//	patch FILE PART OLD NEW   puts NEW in the place of OLD in a part of a workbook
//	swap FILE OLD NEW     puts NEW wherever OLD stands in a file; \x00 and \n are understood
//	write FILE TEXT [N]   writes a text N times; \x00 and \n are understood, {n} is 1, 2, 3 …
//	add FILE TEXT [N]     the same at the end of a file
//	flood DIR N           N small files in a folder
//	cut FILE N            takes the last N bytes away
//	also CODE…            codes that may be told beside the next
//	want CODE [PLACE…]    the JSON just printed tells CODE at these places and nothing else
var codeCmds = map[string]command{
	"plain": plainCmd, "pack": packCmd, "patch": patchCmd, "swap": swapCmd, "write": writeCmd, "add": addCmd, "flood": floodCmd, "cut": cutCmd,
	"also": alsoCmd, "want": wantCmd,
}

// expected is the key of the codes that also has named.
type expected struct{}

func alsoCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) > 0, "also CODE…")
	all := ts.Value(expected{}).(*[]string)
	*all = append(*all, args...)
}

func wantCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) > 0, "want CODE [PLACE…]")
	var printed struct{ Findings []told }
	if err := json.Unmarshal([]byte(ts.ReadFile("stdout")), &printed); err != nil {
		ts.Fatalf("what was printed is not what --json prints: %v", err)
	}
	also := ts.Value(expected{}).(*[]string)
	var want, got []string
	for _, p := range args[1:] {
		want = append(want, strings.TrimSpace(args[0]+" "+p)) // a finding about no place in particular: ''
	}
	if len(want) == 0 {
		want = []string{args[0]}
	}
	for _, f := range printed.Findings {
		switch code := string(f.Code); {
		case code == args[0], f.Severity != finding.Note && !slices.Contains(*also, code):
			got = append(got, strings.TrimSpace(code+" "+toldAt(f)))
		}
		if f.Message == "" || f.Hint == "" && f.Severity != finding.Note {
			ts.Fatalf("%s lacks words: %+v", f.Code, f)
		}
	}
	*also = nil
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(want, got) {
		ts.Fatalf("told:\n\t%s\nwant:\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// toldAt is the place of a finding without the name of its workbook.
func toldAt(f told) string {
	switch {
	case f.Line > 0:
		return fmt.Sprintf("%s:%d:%d", filepath.ToSlash(f.File), f.Line, f.Column)
	case f.Cell != "":
		return f.Sheet + "!" + f.Cell
	case f.Row > 0:
		return fmt.Sprintf("%s row %d", f.Sheet, f.Row)
	}
	return f.Sheet
}

func plainCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 1, "plain DIR")
	a, err := txtar.ParseFile(filepath.Join(codesDir, "_plain.txtar"))
	ts.Check(err)
	for _, f := range a.Files {
		name := ts.MkAbs(filepath.Join(args[0], f.Name))
		ts.Check(os.MkdirAll(filepath.Dir(name), 0o755))
		ts.Check(os.WriteFile(name, bytes.TrimSpace(f.Data), 0o644))
	}
}

func packCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 2, "pack FILE DIR")
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	folder := os.DirFS(ts.MkAbs(args[1]))
	ts.Check(fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return err
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			return err
		}
		_, err = w.Write(data)
		return err
	}))
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}

func patchCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 4, "patch FILE PART OLD NEW")
	data := ts.ReadFile(args[0])
	r, err := zip.NewReader(strings.NewReader(data), int64(len(data)))
	ts.Check(err)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range r.File {
		if f.Name != args[1] {
			ts.Check(z.Copy(f))
			continue
		}
		text, err := fs.ReadFile(r, f.Name)
		ts.Check(err)
		if !bytes.Contains(text, []byte(args[2])) {
			ts.Fatalf("%s of %s does not hold %q", args[1], args[0], args[2])
		}
		w, err := z.Create(f.Name)
		ts.Check(err)
		_, err = w.Write(bytes.ReplaceAll(text, []byte(args[2]), []byte(args[3])))
		ts.Check(err)
	}
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}

func swapCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 3, "swap FILE OLD NEW")
	data, old := ts.ReadFile(args[0]), escaped(ts, args[1])
	if !strings.Contains(data, old) {
		ts.Fatalf("%s does not hold %q", args[0], old)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.ReplaceAll(data, old, escaped(ts, args[2]))), 0o644))
}

func writeCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 2 || len(args) == 3, "write FILE TEXT [N]")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), repeated(ts, args[1:]), 0o644))
}

func addCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 2 || len(args) == 3, "add FILE TEXT [N]")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), append([]byte(ts.ReadFile(args[0])), repeated(ts, args[1:])...), 0o644))
}

func repeated(ts *testscript.TestScript, args []string) []byte {
	text, n := escaped(ts, args[0]), 1
	if len(args) == 2 {
		n = number(ts, args[1])
	}
	var b bytes.Buffer
	for i := range n {
		b.WriteString(strings.ReplaceAll(text, "{n}", strconv.Itoa(i+1)))
	}
	return b.Bytes()
}

func floodCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 2, "flood DIR N")
	ts.Check(os.MkdirAll(ts.MkAbs(args[0]), 0o755))
	for i := range number(ts, args[1]) {
		ts.Check(os.WriteFile(ts.MkAbs(filepath.Join(args[0], strconv.Itoa(i+1)+".xml")), []byte("<x/>"), 0o644))
	}
}

func cutCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 2, "cut FILE N")
	data := ts.ReadFile(args[0])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(data[:len(data)-number(ts, args[1])]), 0o644))
}

func number(ts *testscript.TestScript, s string) int {
	n, err := strconv.Atoi(s)
	ts.Check(err)
	return n
}

func escaped(ts *testscript.TestScript, s string) string {
	text, err := strconv.Unquote(`"` + strings.ReplaceAll(s, `"`, `\"`) + `"`)
	ts.Check(err)
	return text
}

package main_test

import (
	"errors"
	"go/build"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const root = "../.."

// imports point one way. Each package with those of ours that it may know;
// tests may know more.
const imports = `
engine/finding:
engine/value:            finding
engine/org:              finding value
engine/form:             finding value
engine/submission:       finding value
engine/packet:           form value
engine/ledger:           finding org value
engine/quality:          finding org value
engine/issue:            finding form ledger org packet value
engine/reconcile:        finding form issue ledger org packet submission value
engine/spreadsheet:      finding
engine/correction:       finding spreadsheet
engine/workbook:         finding form packet spreadsheet submission value
engine/workbook/byhand:
engine/store:            finding ledger org packet submission value
engine/workspace:        finding spreadsheet value
engine:                  correction finding form issue ledger org packet quality reconcile spreadsheet store submission value workbook workspace templates

reports/document:        finding value
reports/narrative:       finding ledger org value reports/document
reports/guide:           form value reports/document
reports/typeface:
reports/tagpdf:          reports/typeface
reports/layout:          reports/document reports/tagpdf reports/typeface
reports/chart:           reports/document reports/layout reports/tagpdf reports/typeface
reports/uacheck:
reports:                 reports/chart reports/document reports/layout reports/narrative reports/tagpdf reports/typeface finding form ledger org value

templates:
testdata/cases:          workbook/byhand
testdata/hostile:
testdata/cputime:
testdata/programs:
testdata/unprivileged:
cmd/spm:                 engine finding form ledger org value workspace workbook/byhand reports reports/document reports/guide reports/narrative reports/typeface templates testdata/cases
`

// others are the modules of other people, and the packages of the standard
// library that have their place, with the folders that may import them.
const others = `
github.com/xuri/excelize/v2:     engine/workbook
github.com/jung-kurt/gofpdf:     reports/tagpdf
github.com/spf13/cobra:          cmd
github.com/schollz/progressbar:  cmd
golang.org/x/term:               cmd
database/sql:                    engine/store
modernc.org/sqlite:              engine/store
github.com/jackc/pgx:            engine/store
github.com/goccy/go-yaml:        engine/form engine/workspace engine/workbook/byhand testdata/cases
github.com/klauspost/compress:   engine/spreadsheet engine/workbook
github.com/pdfcpu/pdfcpu:        reports/uacheck
codeberg.org/go-fonts/dejavu:    reports/typeface
eliasnaur.com/font:              reports/typeface
golang.org/x/image:              reports
golang.org/x/text:               engine reports cmd
`

// table reads lines of a name, a colon and words.
func table(text string) map[string][]string {
	m := map[string][]string{}
	for line := range strings.SplitSeq(text, "\n") {
		if name, words, ok := strings.Cut(line, ":"); ok {
			m[strings.TrimSpace(name)] = strings.Fields(words)
		}
	}
	return m
}

// packages are the imports of every package of the repository, tests left out.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if name := d.Name(); path != root && strings.HasPrefix(name, ".") {
			return filepath.SkipDir
		}
		p, err := build.ImportDir(path, 0)
		if none := (*build.NoGoError)(nil); errors.As(err, &none) {
			return nil
		}
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		all[filepath.ToSlash(name)] = p.Imports
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestImportsPointOneWay(t *testing.T) {
	allowed := table(imports)
	for name, imported := range packages(t) {
		may, known := allowed[name]
		if !known {
			if len(imported) > 0 {
				t.Errorf("the table lacks the package %s", name)
			}
			continue
		}
		for _, path := range imported {
			ours, isOurs := strings.CutPrefix(path, "spm/")
			if isOurs && !slices.Contains(may, ours) && !slices.Contains(may, strings.TrimPrefix(ours, "engine/")) {
				t.Errorf("%s imports %s", name, ours)
			}
		}
	}
}

// No package of the table may be reached from itself.
func TestTableHasNoCircle(t *testing.T) {
	allowed := table(imports)
	var visit func(name string, way []string)
	visit = func(name string, way []string) {
		if slices.Contains(way, name) {
			t.Fatalf("the table goes round: %v", append(way, name))
		}
		for _, next := range allowed[name] {
			if _, ok := allowed[next]; !ok {
				next = "engine/" + next
			}
			if _, ok := allowed[next]; !ok {
				t.Errorf("%s may know %s, which the table lacks", name, next)
			}
			visit(next, append(slices.Clone(way), name))
		}
	}
	for name := range allowed {
		visit(name, nil)
	}
}

func TestOtherPeoplesModulesHaveTheirPlace(t *testing.T) {
	places := table(others)
	for name, imported := range packages(t) {
		for _, path := range imported {
			first, _, _ := strings.Cut(path, "/")
			foreign := strings.Contains(first, ".")
			for module, folders := range places {
				if path != module && !strings.HasPrefix(path, module+"/") {
					continue
				}
				foreign = false
				if !slices.ContainsFunc(folders, func(f string) bool { return name == f || strings.HasPrefix(name, f+"/") }) {
					t.Errorf("%s imports %s, which belongs in %s", name, path, strings.Join(folders, ", "))
				}
			}
			if foreign {
				t.Errorf("%s imports %s, which has no place yet", name, path)
			}
		}
	}
}

// The visible top level is fixed.
func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			names = append(names, e.Name())
		}
	}
	want := []string{"README.md", "cmd", "engine", "go.mod", "go.sum", "reports", "templates", "testdata"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

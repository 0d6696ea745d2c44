package main_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A column that the model knows is one line of its form's YAML and one field of a
// struct: the principal of a school is named in these two places and nowhere else,
// and still goes out, comes back, and can be traced (testdata/scripts/templates.txtar).
// Its translation is a line of the language's file.
func TestColumnOfTheModelHasTwoPlaces(t *testing.T) {
	named := regexp.MustCompile(`\bPrincipal\b|\battr: principal\b|"principal"`)
	var places []string
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := filepath.ToSlash(strings.TrimPrefix(path, root+string(filepath.Separator)))
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".git") || name == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(name, "templates/languages/") {
			return nil
		}
		text, err := os.ReadFile(path)
		if err == nil && named.Match(text) {
			places = append(places, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(places)
	if diff := cmp.Diff([]string{"engine/org/org.go", "templates/attachments/setup.yaml"}, places); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

package reports

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The printing half knows no organization, and gofpdf stays behind tagpdf.
func TestImports(t *testing.T) {
	allowed := map[string]string{ // package -> what it may import of ours, and gofpdf
		"document": "", "typeface": "", "tagpdf": "gofpdf",
		"layout": "document typeface tagpdf", "chart": "document layout tagpdf",
		".": "chart document layout tagpdf typeface",
	}
	for pkg, list := range allowed {
		files, err := filepath.Glob(filepath.Join(pkg, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(pkg, err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
			if err != nil {
				t.Fatal(err)
			}
			for _, i := range f.Imports {
				path, err := strconv.Unquote(i.Path.Value)
				if err != nil {
					t.Fatal(err)
				}
				ours, is := strings.CutPrefix(path, "spm/")
				ours = strings.TrimPrefix(ours, "reports/")
				if path == "github.com/jung-kurt/gofpdf" {
					ours, is = "gofpdf", true
				}
				if is && !strings.Contains(" "+list+" ", " "+ours+" ") {
					t.Errorf("%s imports %s", name, path)
				}
				if pkg == "document" && strings.Contains(path, ".") {
					t.Errorf("%s imports %s: document needs the standard library only", name, path)
				}
			}
		}
	}
}

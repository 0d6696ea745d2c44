package reports

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"spm/reports/document"
	"spm/reports/typeface"
	"spm/testdata/programs"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func mustPrint(t testing.TB, d document.Document, th Theme, o Options) []byte {
	t.Helper()
	o.Created = created
	b, _, err := Print(d, th, o)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// compact is a report of one sheet.
func compact() document.Document {
	d := sample(1)
	d.Compact, d.Draft = true, true
	d.Sections = d.Sections[:1]
	return d
}

func TestReportsAreAccessible(t *testing.T) {
	logo := DefaultTheme
	logo.Logo, logo.Paper = sampleLogo(t), "A4"
	draft, wide, spanish := sample(1), sample(1), sample(1)
	draft.Draft, wide.Landscape, spanish.Language = true, true, "es"
	for _, c := range []struct {
		name  string
		doc   document.Document
		theme Theme
	}{
		{"sample", sample(1), DefaultTheme},
		{"four chapters", sample(4), DefaultTheme},
		{"draft with a logo on A4", draft, logo},
		{"landscape", wide, Theme{}},
		{"compact", compact(), DefaultTheme},
		{"Spanish", spanish, DefaultTheme},
		{"nothing but a title", document.Document{Title: "Report"}, Theme{}},
		{"edge cases", edge(), logo},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := mustPrint(t, c.doc, c.theme, Options{Plain: true})
			accessible(t, b)
			for _, bad := range []string{"NaN", "+Inf", "-Inf"} {
				if bytes.Contains(b, []byte(bad)) {
					t.Errorf("the file holds %s", bad)
				}
			}
			packed := mustPrint(t, c.doc, c.theme, Options{})
			accessible(t, packed)
			if len(packed) >= len(b) {
				t.Errorf("packed %d, unpacked %d bytes", len(packed), len(b))
			}
		})
	}
}

// Equal arguments give equal bytes, whatever else is printed at the time.
func TestBytesAreEqual(t *testing.T) { // run with -race
	const parallel = 4
	var mu sync.Mutex
	var wg sync.WaitGroup
	files := map[string]int{}
	theme := DefaultTheme
	theme.Logo = sampleLogo(t)
	for range parallel {
		wg.Go(func() {
			one, _, err1 := Print(sample(1), theme, Options{Created: created})
			two, _, err2 := Print(edge(), theme, Options{Created: created})
			if err1 != nil || err2 != nil {
				t.Error(err1, err2)
			}
			mu.Lock()
			defer mu.Unlock()
			files[string(one)+string(two)]++
		})
	}
	wg.Wait()
	if len(files) != 1 {
		t.Errorf("%d different files from one document", len(files))
	}
}

func file(t *testing.T, b []byte) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(p, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// What a screen reader reads, in its order; poppler shows it. Read the difference
// after -update.
func TestReadingOrder(t *testing.T) {
	draft := sample(1)
	draft.Draft = true
	for name, d := range map[string]document.Document{"sample": draft, "compact": compact()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // poppler takes its time
			got := programs.Output(t, "pdfinfo", "-struct-text", file(t, mustPrint(t, d, DefaultTheme, Options{})))
			golden := filepath.Join("testdata", "reading", name+".txt")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if line, ok := differ(got, string(want)); ok {
				t.Errorf("the reading order changed at line %d; look at it, then go test -update", line)
			}
		})
	}
}

// differ returns the first line where two texts differ.
func differ(a, b string) (line int, ok bool) {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range max(len(x), len(y)) {
		if i >= len(x) || i >= len(y) || x[i] != y[i] {
			return i + 1, true
		}
	}
	return 0, false
}

func TestQPDFFindsNothing(t *testing.T) {
	for _, d := range map[string]document.Document{"sample": sample(2), "edge": edge()} {
		for _, plain := range []bool{true, false} {
			programs.Output(t, "qpdf", "--check", file(t, mustPrint(t, d, DefaultTheme, Options{Plain: plain})))
		}
	}
}

// Bookmarks, labels and the word on each page as poppler sees them.
func TestPages(t *testing.T) {
	d := sample(1)
	d.Draft = true
	out := programs.Output(t, "pdftotext", "-layout", file(t, mustPrint(t, d, DefaultTheme, Options{})), "-")
	pages := strings.Split(strings.TrimRight(out, "\f"), "\f")
	body := len(pages) - 2
	for i, p := range pages {
		if !strings.Contains(p, "Draft") {
			t.Errorf("page %d does not say Draft", i+1)
		}
		if want := fmt.Sprintf("Page %d of %d", i-1, body); i >= 2 && !strings.Contains(p, want) {
			t.Errorf("page %d does not say %q", i+1, want)
		}
	}
}

func TestMissingCharacters(t *testing.T) {
	_, missing, err := Print(edge(), DefaultTheme, Options{Created: created})
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, m := range missing {
		got.WriteRune(m.Rune)
	}
	for _, r := range "🎉👩🏫مدرسةשלום学校ᏣᎳᎩ" {
		if !strings.ContainsRune(got.String(), r) {
			t.Errorf("%c is not listed", r)
		}
	}
	if _, missing, _ = Print(sample(1), DefaultTheme, Options{Created: created}); len(missing) > 0 {
		t.Errorf("another document has %v", missing)
	}
}

// strange is a block that nobody knows how to print.
type strange struct{ document.Paragraph }

func TestMistakesAreErrors(t *testing.T) {
	with := func(b document.Block) document.Document {
		return document.Document{Title: "Report", Sections: []document.Section{{Title: "One", Blocks: []document.Block{b}}}}
	}
	chart := func(c document.Chart) document.Document { return with(document.Figure{Caption: "x", Chart: c}) }
	for _, c := range []struct {
		name  string
		doc   document.Document
		theme Theme
		want  string
	}{
		{"no title", document.Document{}, Theme{}, "no title"},
		{"unknown paper", document.Document{Title: "x"}, Theme{Paper: "Tabloid"}, `paper is "Tabloid"`},
		{"bad logo", document.Document{Title: "x"}, Theme{Logo: []byte("GIF89a")}, "logo"},
		{"long row", with(document.Table{Caption: "T", Columns: make([]document.Column, 1), Rows: []document.Row{{Cells: make([]document.Cell, 2)}}}), Theme{}, "row 1 of the table \"T\" has 2 cells for 1 columns"},
		{"unknown block", with(strange{}), Theme{}, "strange"},
		{"a pointer", with(&document.Table{}), Theme{}, "*document.Table"},
		{"nil block", with(nil), Theme{}, "block 1"},
		{"nil chart", chart(nil), Theme{}, "cannot be drawn"},
		{"long grid", chart(document.MonthGrid{Rows: []document.GridRow{{Label: "A", Months: make([]document.GridCell, 1)}}}), Theme{}, `"A" has 1 months`},
		{"long series", chart(document.Lines{Series: []document.Series{{Name: "A", Points: make([]document.Datum, 1)}}}), Theme{}, `"A" has 1 points`},
		{"a panic", document.Document{Title: "x"}, Theme{Faces: &typeface.Set{}}, "printing \"x\""},
		{"no time", chart(document.Timeline{}), Theme{}, "timeline from"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, _, err := Print(c.doc, c.theme, Options{})
			if err == nil || b != nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q in it", err, c.want)
			}
		})
	}
}

// A report of about 40 pages.
func BenchmarkPrint(b *testing.B) {
	d := sample(5)
	b.ReportAllocs()
	for b.Loop() {
		mustPrint(b, d, DefaultTheme, Options{})
	}
}

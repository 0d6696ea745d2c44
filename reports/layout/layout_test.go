package layout

import (
	"math"
	"strings"
	"testing"

	"spm/reports/document"
	"spm/reports/tagpdf"
	"spm/reports/typeface"
)

func newFlow(t *testing.T) *Flow {
	t.Helper()
	set, err := typeface.Roboto()
	if err != nil {
		t.Fatal(err)
	}
	s := tagpdf.Setup{Width: 612, Height: 792, Plain: true}
	for _, f := range set.Faces() {
		s.Fonts = append(s.Fonts, tagpdf.Font{Name: f.Name, Family: f.Family, Style: f.Style, Data: f.Bytes()})
	}
	return New(Pen{Doc: tagpdf.New(s), Type: typeface.NewCompositor(set)}, document.English, "en-US")
}

// Lines keep within the width and lose nothing but where a line ends.
func TestLines(t *testing.T) {
	f := newFlow(t)
	st := f.Style(10, 14)
	for name, s := range map[string]string{
		"prose":   strings.TrimSpace(strings.Repeat("The instructional leadership team met every other week. ", 9)),
		"address": "see https://example.org/" + strings.Repeat("segment", 20) + " there",
		"marks":   strings.Repeat("Ǫ\u0301", 60),
		"wide":    strings.Repeat("W", 300),
	} {
		const width = 165
		var b strings.Builder
		for _, l := range breakLines(f.Type, []Span{{Text: s, Style: st}}, width) {
			if l.w > width+0.01 {
				t.Errorf("%s: a line is %.1f wide", name, l.w)
			}
			if strings.HasPrefix(l.text(), "\u0301") {
				t.Errorf("%s: a mark was cut from its letter", name)
			}
			b.WriteString(l.raw())
		}
		if b.String() != s {
			t.Errorf("%s: the lines hold %q", name, b.String())
		}
	}
	if l := breakLines(f.Type, []Span{{Text: "narrow", Style: st}}, 1); len(l) != 6 {
		t.Errorf("%d lines in a column that is too narrow", len(l))
	}
}

// Two spans without a space between them are one word.
func TestSpansJoin(t *testing.T) {
	f := newFlow(t)
	st := f.Style(10, 14)
	var got []string
	for _, p := range cutPieces(f.Type, []Span{{Text: "a b", Style: st}, {Text: "c d", Style: st}, {Text: " e", Style: st}}) {
		s := ""
		for _, fr := range p.frags {
			s += fr.text
		}
		got = append(got, s)
	}
	if strings.Join(got, "|") != "a|bc|d|e" {
		t.Error(got)
	}
}

func TestBreakable(t *testing.T) {
	for word, want := range map[string]string{
		"":                       "",
		"word":                   "word",
		"multi-tiered":           "multi-|tiered",
		"and/or":                 "and/|or",
		"input/output":           "input/|output",
		"2026–27":                "2026–27",
		"M1.2-Y1":                "M1.2-Y1",
		"2026–June":              "2026–|June",
		"hard-to-staff":          "hard-|to-|staff",
		"e-mail":                 "e-mail",
		"-":                      "-",
		"https://example.org/ab": "https://example.org/|ab",
	} {
		if got := strings.Join(breakable(word), "|"); got != want {
			t.Errorf("%q breaks as %q, want %q", word, got, want)
		}
	}
}

// The widths sum up to the whole, and each is at least its least if that can be.
func TestShare(t *testing.T) {
	for _, c := range []struct {
		name          string
		wanted, least []float64
		want          []float64
	}{
		{"in proportion", []float64{1, 3}, []float64{0, 0}, []float64{25, 75}},
		{"one too narrow", []float64{1, 9}, []float64{30, 10}, []float64{30, 70}},
		{"one after the other", []float64{1, 5, 4}, []float64{40, 40, 0}, []float64{40, 40, 20}},
		{"no room", []float64{1, 1}, []float64{150, 50}, []float64{75, 25}},
		{"nothing wanted", []float64{0, 0}, []float64{0, 0}, []float64{50, 50}},
	} {
		got := share(100, c.wanted, c.least)
		for i := range got {
			if math.Abs(got[i]-c.want[i]) > 1e-9 {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
				break
			}
		}
	}
}

// page texts: what slabs of these names and heights make of pages 644 high.
func TestPaginate(t *testing.T) {
	f := newFlow(t)
	type s struct {
		name string
		h    float64
		keep bool
	}
	for _, c := range []struct {
		name  string
		slabs []s
		want  string
	}{
		{"nothing", nil, ""},
		{"all on one", []s{{"a", 300, false}, {"b", 300, false}}, "ab"},
		{"a break", []s{{"a", 300, false}, {"b", 300, false}, {"c", 100, false}}, "ab|c"},
		{"kept together", []s{{"a", 600, false}, {"b", 20, true}, {"c", 100, false}}, "a|bc"},
		{"a group higher than a page", []s{{"a", 10, true}, {"b", 400, true}, {"c", 400, true}, {"d", 10, false}}, "ab|cd"},
		{"a slab higher than a page", []s{{"a", 10, false}, {"b", 900, false}, {"c", 10, false}}, "a|b|c"},
		{"kept to nothing", []s{{"a", 10, true}}, "a"},
	} {
		var slabs []slab
		for _, x := range c.slabs {
			slabs = append(slabs, slab{h: x.h, keep: x.keep, dest: x.name, paint: func(x, y float64) {}})
		}
		var pages []string
		for _, p := range f.paginate(slabs).pages {
			names := ""
			for _, x := range p {
				names += x.dest
				if x.h < 700 && x.y+x.h > f.height-f.bottom+0.01 {
					t.Errorf("%s: %s runs off the page", c.name, x.dest)
				}
			}
			pages = append(pages, names)
		}
		if got := strings.Join(pages, "|"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A table's head stands again on each of its pages.
func TestHeadIsRepeated(t *testing.T) {
	f := newFlow(t)
	b := document.Table{Caption: "Long", Columns: []document.Column{{Title: "A"}, {Title: "B"}}}
	for range 100 {
		b.Rows = append(b.Rows, document.Row{Cells: []document.Cell{{Text: "x"}, {Text: "y"}}})
	}
	if err := f.Add(b); err != nil {
		t.Fatal(err)
	}
	pages := f.paginate(f.body).pages
	if len(pages) < 3 {
		t.Fatalf("%d pages", len(pages))
	}
	head := f.body[len(f.body)-2].header
	for i, p := range pages[1:] {
		if head == nil || p[0].h != head.h || p[0].y != f.top {
			t.Errorf("page %d begins without the head", i+2)
		}
	}
}

func TestHeadingLevelsDoNotSkip(t *testing.T) {
	f := newFlow(t)
	for _, l := range []int{3, 4, 1, 9, 0} {
		f.Heading(l, "x", "")
	}
	f.Heading(1, "  ", "")
	var got []int
	for _, h := range f.heads {
		got = append(got, h.level)
	}
	if want := []int{1, 2, 1, 2, 1}; len(got) != len(want) || got[0] != 1 || got[1] != 2 || got[3] != 2 || got[4] != 1 {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestShorten(t *testing.T) {
	f := newFlow(t)
	st := f.Style(10, 12)
	for _, s := range []string{"", "short", strings.Repeat("long ", 50), "🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉🎉"} {
		if got := f.Shorten(st, s, 60, false); f.Measure(st, got) > 60 {
			t.Errorf("%q is %.1f wide", got, f.Measure(st, got))
		}
	}
	if got := f.Wrap(st, strings.Repeat("many words ", 20), 60, 2); len(got) != 2 || !strings.HasSuffix(got[1], "…") {
		t.Errorf("%q", got)
	}
}

func TestRoman(t *testing.T) {
	for n, want := range map[int]string{1: "i", 4: "iv", 9: "ix", 14: "xiv", 49: "xlix", 90: "xc"} {
		if got := roman(n); got != want {
			t.Errorf("%d is %s", n, got)
		}
	}
}

// A chapter whose last lines would stand alone on a page is set closer.
func TestTightened(t *testing.T) {
	f := newFlow(t)
	chapter := func(lines int) (slabs []slab) {
		for i := range lines {
			slabs = append(slabs, slab{before: 10, h: 20, newPage: i == 0, paint: func(x, y float64) {}})
		}
		return slabs
	}
	whole := int((f.depth() + 10) / 30) // lines of a full page
	for _, c := range []struct{ lines, loose, tight int }{{whole, 1, 1}, {whole + 2, 2, 1}, {whole + whole/2, 2, 2}} {
		both := append(chapter(c.lines), chapter(1)...)
		if n := len(f.paginate(both).pages); n != c.loose+1 {
			t.Fatalf("%d lines take %d pages", c.lines, n-1)
		}
		if n := len(f.paginate(f.tightened(both)).pages); n != c.tight+1 {
			t.Errorf("%d lines take %d pages, not %d", c.lines, n-1, c.tight)
		}
	}
}

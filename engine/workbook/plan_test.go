package workbook

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"spm/engine/packet"
	"spm/engine/value"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The layouts of whole packets, as text: where everything stands and how.
func TestPlanLayouts(t *testing.T) {
	lib := library(t)
	for _, tc := range []struct {
		kind  string
		blank bool
	}{{"direction", false}, {"action-plan", false}, {"monthly", false}, {"monthly", true}} {
		name := tc.kind + map[bool]string{true: "-blank"}[tc.blank]
		t.Run(name, func(t *testing.T) {
			l, err := Plan(lib, samplePacket(t, lib, tc.kind, tc.blank))
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", "layout-"+name+".txt")
			got := dump(l)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("the layout differs from %s; run with -update and read the difference\n%s", file, firstDifference(string(want), got))
			}
		})
	}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\n  want %s\n  got  %s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("want %d lines, got %d", len(w), len(g))
}

// dump writes a layout as text.
func dump(l *Layout) string {
	var b strings.Builder
	for _, s := range l.all() {
		fmt.Fprintf(&b, "== %s (%s)\nwidths %v; row ids in column %d; %d rows, %d in sight, %v repeated\n", s.Name, s.Sheet.Orientation, s.Widths, s.RowID, s.Rows, s.Freeze, s.Repeat)
		if len(s.Breaks) > 0 {
			fmt.Fprintf(&b, "pages begin at rows %v\n", s.Breaks)
		}
		for _, c := range s.Cells {
			dumpCell(&b, s, &c)
		}
		for _, a := range s.Asks {
			fmt.Fprintf(&b, "ask %s: %s", a.Cells, a.Kind)
			if a.List != "" {
				fmt.Fprintf(&b, " of %s", a.List)
			}
			if a.Warn {
				b.WriteString(", may be overruled")
			}
			fmt.Fprintf(&b, "; %q %q %q\n", a.Title, a.Prompt, a.Error)
		}
		for _, r := range s.Rules {
			fmt.Fprintf(&b, "%s %s: %s\n", r.Tone, r.Cells, r.Formula)
		}
		b.WriteByte('\n')
	}
	for _, x := range l.Lists {
		fmt.Fprintf(&b, "%s: %s\n", x.Name, strings.Join(x.Labels, " | "))
	}
	return b.String()
}

// all are the sheets in the order of the workbook.
func (l *Layout) all() (sheets []*SheetLayout) {
	sheets = append(sheets, l.Start)
	for i := range l.Sheets {
		sheets = append(sheets, &l.Sheets[i])
	}
	return sheets
}

func dumpCell(b *strings.Builder, s *SheetLayout, c *Cell) {
	at := address(c.Row, c.Col)
	if c.Merged {
		at += ":" + address(c.Row, c.End)
	}
	fmt.Fprintf(b, "%-8s %s", at, c.Role)
	if h := s.Heights[c.Row]; c.Col == 1 {
		fmt.Fprintf(b, " (%g pt%s)", h.Points, map[bool]string{true: ", fixed"}[h.Fixed])
	}
	if c.Format != "" && c.Format != formatText {
		fmt.Fprintf(b, " [%s]", c.Format)
	}
	switch {
	case c.Numeric:
		fmt.Fprintf(b, " %v", c.Number)
	case c.Text != "":
		fmt.Fprintf(b, " %q", c.Text)
	}
	if c.Star {
		b.WriteString(" *")
	}
	if c.Note != "" {
		fmt.Fprintf(b, " note %q", c.Note)
	}
	if c.Formula != "" {
		fmt.Fprintf(b, " =%s", c.Formula)
	}
	if c.Link != "" {
		fmt.Fprintf(b, " -> %s", c.Link)
	}
	b.WriteByte('\n')
}

func TestPlanIsPure(t *testing.T) {
	lib := library(t)
	p := samplePacket(t, lib, "direction", false)
	one, err := Plan(lib, p)
	if err != nil {
		t.Fatal(err)
	}
	two, _ := Plan(lib, p)
	if !reflect.DeepEqual(one, two) {
		t.Error("two plans of the same packet differ")
	}
	if !reflect.DeepEqual(p, samplePacket(t, lib, "direction", false)) {
		t.Error("planning has changed the packet")
	}
}

func TestAnswerFindsCells(t *testing.T) {
	lib := library(t)
	l, err := Plan(lib, samplePacket(t, lib, "direction", false))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ form, section, code, field, sheet string }{
		{"A", "purpose", "", "purpose", "A Purpose"},
		{"E", "strategies", "NEW-S2", "then", "E Theory of Action"},
		{"F", "measures", "NEW-M3", "milestone", "F Measures & Milestones"},
		{"F", "checks", "QC 5.2", "note", "F Communication"},
	} {
		at, ok := l.Answer(tc.form, "", tc.section, tc.code, tc.field)
		if !ok || at.Sheet != tc.sheet {
			t.Errorf("%v: %v, found %v", tc, at, ok)
			continue
		}
		for i := range l.Sheets {
			for _, c := range l.Sheets[i].Cells {
				if l.Sheets[i].Name == at.Sheet && c.Row == at.Row && c.Col == at.Col && (c.Role != RoleInput || c.Field.ID != tc.field) {
					t.Errorf("%v: at %s stands %s of %v", tc, at, c.Role, c.Field)
				}
			}
		}
	}
	if _, ok := l.Answer("E", "", "strategies", "NEW-S9", "then"); ok {
		t.Error("found a row that is not there")
	}
}

// Nothing may overlap, and no prompt may be longer than Excel allows.
func TestPlanIsSound(t *testing.T) {
	lib := library(t)
	for _, kind := range sampleKinds {
		for _, blank := range []bool{false, true} {
			l, err := Plan(lib, samplePacket(t, lib, kind, blank))
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range l.all() {
				sound(t, s)
			}
		}
	}
}

func sound(t *testing.T, s *SheetLayout) {
	t.Helper()
	taken := map[[2]int]Role{}
	for _, c := range s.Cells {
		for col := c.Col; col <= c.End; col++ {
			if r, ok := taken[[2]int{c.Row, col}]; ok {
				t.Errorf("%s!%s: %s over %s", s.Name, address(c.Row, col), c.Role, r)
			}
			taken[[2]int{c.Row, col}] = c.Role
		}
		if c.Row > s.Rows || c.End > len(s.Widths)+s.Hidden {
			t.Errorf("%s!%s: %s stands outside the sheet", s.Name, address(c.Row, c.Col), c.Role)
		}
		if s.Heights[c.Row].Points == 0 || s.Heights[c.Row].Points > 409 {
			t.Errorf("%s: row %d is %g points high", s.Name, c.Row, s.Heights[c.Row].Points)
		}
	}
	for _, a := range s.Asks {
		if len([]rune(a.Title)) > 32 || len([]rune(a.Prompt)) > 255 || len([]rune(a.Error)) > 225 {
			t.Errorf("%s: the prompt of %q is too long", s.Name, a.Title)
		}
	}
}

func TestPlanRefuses(t *testing.T) {
	lib := library(t)
	for name, spoil := range map[string]func(*packet.Packet){
		"no sheets":       func(p *packet.Packet) { p.Sheets = nil },
		"unknown form":    func(p *packet.Packet) { p.Sheets[0].Form = "Z" },
		"unknown sheet":   func(p *packet.Packet) { p.Sheets[0].Sheet = 9 },
		"blocks missing":  func(p *packet.Packet) { p.Sheets[0].Blocks = p.Sheets[0].Blocks[1:] },
		"wrong block":     func(p *packet.Packet) { p.Sheets[0].Blocks[0].Section = "x" },
		"name too long":   func(p *packet.Packet) { p.Sheets[0].Name = strings.Repeat("x", 32) },
		"name twice":      func(p *packet.Packet) { p.Sheets[1].Name = strings.ToUpper(p.Sheets[0].Name) },
		"name of ours":    func(p *packet.Packet) { p.Sheets[0].Name = "lists" },
		"first sheet":     func(p *packet.Packet) { p.Sheets[0].Name = "start Here" },
		"slash in a name": func(p *packet.Packet) { p.Sheets[0].Name = "K/5" },
		"answers twice": func(p *packet.Packet) {
			p.Sheets[0].Blocks[0].Rows = append(p.Sheets[0].Blocks[0].Rows, packet.Row{})
		},
	} {
		p := samplePacket(t, lib, "direction", false)
		spoil(p)
		if _, err := Plan(lib, p); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestHomonymsAreToldApart(t *testing.T) {
	got := distinct(value.Options{{Key: "1", Label: "Sam Lee", Code: "P03"}, {Key: "2", Label: "sam lee", Code: "P04"}, {Key: "3", Label: "Jo Ng", Code: "P05"}})
	want := []string{"Sam Lee (P03)", "sam lee (P04)", "Jo Ng"}
	for i := range want {
		if got[i].Label != want[i] {
			t.Errorf("label %d is %q, want %q", i, got[i].Label, want[i])
		}
		if fits := got.Find(want[i]); len(fits) != 1 || fits[0].Key != got[i].Key {
			t.Errorf("%q finds %v", want[i], fits)
		}
	}
}

func TestSafeText(t *testing.T) {
	for in, want := range map[string]string{
		"a\x00b\x1fc\n\td": "abc\n\td",
		"bad \xff byte":    "bad � byte",
		"=1+1":             "=1+1",
	} {
		if got := safeText(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
	long := safeText(strings.Repeat("😀", 20000))
	if n := 2 * strings.Count(long, "😀"); n > maxText || !strings.HasSuffix(long, "…") {
		t.Errorf("a long text kept %d units and ends in %q", n, long[len(long)-3:])
	}
}

package typeface

import (
	"os"
	"strings"
	"testing"

	"golang.org/x/image/font/sfnt"
)

func roboto(t *testing.T) *Set {
	t.Helper()
	s, err := Roboto()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestFigures(t *testing.T) {
	f := roboto(t).Bold
	for _, p := range []string{"AV", "To", "P."} {
		if k := f.Kern(rune(p[0]), rune(p[1])); k > -30 {
			t.Errorf("%s is kerned by %d/1000 em", p, k)
		}
	}
	for _, r := range "123456789" {
		if f.Width(string(r)) != f.Width("0") {
			t.Errorf("figure %c is not as wide as 0", r)
		}
	}
}

func TestCoverage(t *testing.T) {
	s := roboto(t)
	for _, r := range "✓☐→≥□" {
		if !s.Regular.Has(r) && !s.Fallback.Has(r) {
			t.Errorf("no face has %c", r)
		}
	}
	for _, r := range "ʻāŋńłǫęŠŽạữЄії“”–—•…\u00A0" {
		if !s.Regular.Has(r) {
			t.Errorf("Roboto lacks %c", r)
		}
	}
}

// Each font file names the licence whose text lies in this folder.
func TestLicences(t *testing.T) {
	s := roboto(t)
	for _, c := range []struct {
		face             *Face
		says, file, text string
	}{
		{s.Regular, "Apache License, Version 2.0", "LICENSE-Roboto.txt", "Apache License"},
		{s.Fallback, "Bitstream", "LICENSE-DejaVu.txt", "Bitstream Vera"},
	} {
		if got, err := c.face.font.Name(nil, sfnt.NameIDLicense); err != nil || !strings.Contains(got, c.says) {
			t.Errorf("%s: %.120q %v", c.face.Name, got, err)
		}
		b, err := os.ReadFile(c.file)
		if err != nil || !strings.Contains(string(b), c.text) {
			t.Errorf("%s: %v", c.file, err)
		}
	}
	b, err := os.ReadFile("NOTICE.txt")
	for _, f := range s.Faces() {
		if family := strings.SplitN(f.Name, "-", 2)[0]; err != nil || !strings.Contains(strings.ReplaceAll(string(b), " ", ""), family) {
			t.Errorf("NOTICE.txt does not name %s (%v)", family, err)
		}
	}
}

func TestClean(t *testing.T) {
	for _, c := range []struct{ name, in, want, missing string }{
		{"plain", "plain", "plain", ""},
		{"white space", "a\tb\nc\u2003d\u2028e", "a b c d e", ""},
		{"no-break spaces", "5\u202F%", "5\u00A0%", ""},
		{"cut character", "cut \xe2\x80", "cut \uFFFD", ""},
		{"Latin-1", "ni\xf1o", "ni\uFFFDo", ""},
		{"controls", "\x00\x07bell\u200B\u00AD", "bell", ""},
		{"byte order mark", "\uFEFFbom", "bom", ""},
		{"emoji", "\U0001F469\U0001F3FD\u200D\U0001F3EB ok", "□□ ok", "\U0001F3EB\U0001F469"},
		{"hyphen", "e\u2011mail", "e-mail", ""},
		{"ʻokina", "Ka\u02BBiulani", "Ka\u02BBiulani", ""},
		{"composed", "E\u0301cole n\u0303", "École ñ", ""},
		{"Arabic", "\u0645\u062F", "□□", "\u062F\u0645"},
		{"Hebrew", "\u200F\u05E9\u05DC", "□□", "\u05DC\u05E9"},
		{"Chinese", "学校", "□□", "学校"},
		{"Hindi", "क", "□", "क"},
		{"checks stay", "✓☐", "✓☐", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := NewCompositor(roboto(t))
			if got := k.Clean(c.in); got != c.want {
				t.Errorf("Clean(%q) = %q, want %q", c.in, got, c.want)
			}
			var miss strings.Builder
			for _, m := range k.Missing() {
				miss.WriteRune(m.Rune)
				if !strings.ContainsRune(m.Text, m.Rune) {
					t.Errorf("%q is not in %q", m.Rune, m.Text)
				}
			}
			if miss.String() != c.missing {
				t.Errorf("missing %q, want %q", miss.String(), c.missing)
			}
		})
	}
}

// Every character of every run has a glyph in its face, whatever the text.
func FuzzRuns(f *testing.F) {
	f.Add("ok ✓ Ǫ\u0301 \U0001F389 q\u0323\u20E3")
	f.Add("\u0301alone ض\u0651")
	f.Fuzz(func(t *testing.T, s string) {
		k := NewCompositor(roboto(t))
		for _, run := range k.Runs(k.Set.Bold, k.Clean(s)) {
			for _, r := range run.Text {
				if !run.Face.Has(r) {
					t.Errorf("%s has no %U", run.Face.Name, r)
				}
			}
		}
	})
}

func TestRunsKeepMarksWithTheirLetter(t *testing.T) {
	k := NewCompositor(roboto(t))
	runs := k.Runs(k.Set.Regular, "ok ✓ Ǫ\u0301")
	if len(runs) != 3 || runs[1].Face != k.Set.Fallback || runs[2].Text != " Ǫ\u0301" {
		t.Error(runs)
	}
}

func TestLoadRefusesOtherFiles(t *testing.T) {
	if _, err := Load(Files{Regular: []byte("OTTO............")}); err == nil {
		t.Error("an OpenType file with PostScript outlines was taken")
	}
}

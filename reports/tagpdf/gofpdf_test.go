package tagpdf

// The tests of this file pin what gofpdf v1.16.2 gets wrong and what this package
// works around. One that fails after a change of the library tells that a
// workaround may go.

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"eliasnaur.com/font/roboto/robotobold"
	"eliasnaur.com/font/roboto/robotoregular"
	"github.com/jung-kurt/gofpdf"
)

// plainDoc is set up so that its bytes do not change from run to run. It owns its
// copy of the font.
func plainDoc() *gofpdf.Fpdf { return plainDocWith(bytes.Clone(robotoregular.TTF)) }

func plainDocWith(ttf []byte) *gofpdf.Fpdf {
	f := gofpdf.New("P", "pt", "Letter", "")
	at := time.Unix(0, 0)
	f.SetCreationDate(at)
	f.SetModificationDate(at)
	f.SetCatalogSort(true)
	f.SetCompression(false)
	f.AddUTF8FontFromBytes("b", "", ttf)
	f.SetFont("b", "", 12)
	return f
}

var errPanic = errors.New("panic")

// try returns the error of fn, or one that wraps errPanic.
func try(fn func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errPanic, r)
		}
	}()
	return fn()
}

func output(f *gofpdf.Fpdf) ([]byte, error) {
	var b bytes.Buffer
	err := f.Output(&b)
	return b.Bytes(), err
}

func mustOutput(t *testing.T, f *gofpdf.Fpdf) []byte {
	t.Helper()
	b, err := output(f)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func drawn(s string) func() error {
	return func() error {
		f := plainDoc()
		f.AddPage()
		f.Text(10, 20, s)
		_, err := output(f)
		return err
	}
}

// Text that a user can type stops the process, unless it is cleaned first.
func TestTextThatPanics(t *testing.T) {
	for name, fn := range map[string]func() error{
		"emoji in Text":           drawn("ok \U0001F389"),
		"cut UTF-8 sequence":      drawn("abc\xe2\x80"),
		"GetStringWidth, U+10000": func() error { plainDoc().GetStringWidth("\U00010000"); return nil },
		"emoji in CellFormat": func() error {
			f := plainDoc()
			f.AddPage()
			f.CellFormat(100, 10, "ok \U0001F389", "", 0, "L", false, 0, "")
			_, err := output(f)
			return err
		},
	} {
		if err := try(fn); !errors.Is(err, errPanic) {
			t.Errorf("%s: want a panic, got %v", name, err)
		}
	}
	// MultiCell sets an error instead.
	err := try(func() error {
		f := plainDoc()
		f.AddPage()
		f.MultiCell(100, 10, "ok \U0001F389", "", "L", false)
		_, err := output(f)
		return err
	})
	if err == nil || errors.Is(err, errPanic) {
		t.Errorf("emoji in MultiCell: want an error, got %v", err)
	}
}

// A Latin-1 byte takes the two characters after it along, without an error.
func TestLatin1SwallowsNeighbours(t *testing.T) {
	f := plainDoc()
	f.AddPage()
	f.Text(10, 20, "ni\xf1o y")
	b := mustOutput(t, f)
	m := regexp.MustCompile(`(?s)\(([^)]*)\) Tj`).FindSubmatch(b)
	if m == nil || bytes.Contains(m[1], []byte("\x00o")) || !bytes.Contains(m[1], []byte("\x00y")) {
		t.Errorf("page has %q", m)
	}
}

// The error comes at SetFont only; what went wrong is printed to stdout.
func TestUnreadableFont(t *testing.T) {
	err := try(func() error {
		f := gofpdf.New("P", "pt", "Letter", "")
		f.AddUTF8FontFromBytes("x", "", []byte("OTTO........................"))
		if f.Error() != nil {
			t.Error("AddUTF8FontFromBytes set an error:", f.Error())
		}
		f.SetFont("x", "", 9)
		return f.Error()
	})
	if err == nil || !strings.Contains(err.Error(), "undefined font") {
		t.Error(err)
	}
}

func TestXMPIsNotReferred(t *testing.T) {
	f := plainDoc()
	f.AddPage()
	f.SetXmpMetadata([]byte("<x/>"))
	b := mustOutput(t, f)
	if !bytes.Contains(b, []byte("/Type /Metadata")) || regexp.MustCompile(`/Metadata \d+ 0 R`).Match(b) {
		t.Error("the catalog refers to the metadata now")
	}
}

// glyph is the glyph that the file's only font gives for c.
func glyph(t *testing.T, b []byte, c rune) int {
	m := regexp.MustCompile(`/CIDToGIDMap (\d+) 0 R`).FindSubmatch(b)
	if m == nil {
		t.Fatal("no CIDToGIDMap")
	}
	s := b[bytes.Index(b, []byte("\n"+string(m[1])+" 0 obj")):]
	r, err := zlib.NewReader(bytes.NewReader(s[bytes.Index(s, []byte("stream\n"))+7:]))
	if err != nil {
		t.Fatal(err)
	}
	g, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return int(g[2*c])<<8 | int(g[2*c+1])
}

// The number of pages is put into the page but not into the font subset.
func TestAliasNbPagesHasNoDigits(t *testing.T) {
	f := plainDoc()
	f.AliasNbPages("")
	f.AddPage()
	f.Text(10, 20, "pages: {nb}")
	b := mustOutput(t, f)
	if !bytes.Contains(b, []byte("\x00:\x00 \x001) Tj")) {
		t.Error("{nb} is not replaced")
	}
	if glyph(t, b, 'p') == 0 || glyph(t, b, '1') != 0 {
		t.Error("the digit is in the subset now")
	}
}

func TestSetPageCutsTheFile(t *testing.T) {
	f := plainDoc()
	f.AddPage()
	f.AddPage()
	f.AddPage()
	f.SetPage(1)
	m := regexp.MustCompile(`/Count (\d+)`).FindSubmatch(mustOutput(t, f))
	if n, _ := strconv.Atoi(string(m[1])); n != 1 {
		t.Errorf("%d pages", n)
	}
}

// What Finish of tagpdf has to rewrite.
func TestFileForm(t *testing.T) {
	f := plainDoc()
	f.AddPage()
	f.Text(10, 20, "x")
	b := mustOutput(t, f)
	if !bytes.HasPrefix(b, []byte("%PDF-1.3\n3 0 obj")) {
		t.Errorf("header %.30q", b)
	}
	if bytes.Contains(b, []byte("/ID")) && regexp.MustCompile(`/ID ?\[`).Match(b) {
		t.Error("there is an ID")
	}
	if m := regexp.MustCompile(`(?s)beginbfrange(.*?)endbfrange`).FindSubmatch(b); m == nil || string(m[1]) != "\n<0000> <FFFF> <0000>\n" {
		t.Errorf("ToUnicode %q", m)
	}
	if !regexp.MustCompile(`/EmbeddedFiles << /Names \[\s*\]`).Match(b) {
		t.Error("no empty EmbeddedFiles")
	}
}

func picture(c color.Color, w, h int) []byte {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for i := 0; i < w; i++ {
		m.Set(i, 0, c)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// Bytes are stable with SetCatalogSort and both dates, except that pictures of
// the same width come out in the order of a map.
func TestDeterminism(t *testing.T) {
	build := func(sorted, images bool) string {
		f := plainDoc()
		f.SetCatalogSort(sorted)
		f.AddUTF8FontFromBytes("c", "", bytes.Clone(robotobold.TTF))
		f.AddPage()
		f.Text(10, 20, "x")
		f.SetFont("c", "", 10)
		f.Text(10, 40, "y")
		for i := 0; images && i < 4; i++ {
			n := fmt.Sprint("im", i)
			o := gofpdf.ImageOptions{ImageType: "PNG"}
			f.RegisterImageOptionsReader(n, o, bytes.NewReader(picture(color.NRGBA{uint8(i * 50), 9, 9, 255}, 20, 20)))
			f.ImageOptions(n, 10, float64(50+i*30), 0, 0, false, o, 0, "")
		}
		return string(mustOutput(t, f))
	}
	for _, c := range []struct {
		sorted, images, stable bool
		tries                  int
	}{{false, false, false, 300}, {true, false, true, 20}, {true, true, false, 300}} {
		first, differs := build(c.sorted, c.images), false
		for k := 0; k < c.tries && !differs; k++ {
			differs = build(c.sorted, c.images) != first
		}
		if differs == c.stable {
			t.Errorf("catalogSort=%v sameWidthImages=%v: stable=%v", c.sorted, c.images, !differs)
		}
	}
}

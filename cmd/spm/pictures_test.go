package main

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"spm/testdata/programs"
)

var pictures = flag.Bool("pictures", false, "draw the pictures of the README anew, from the sample story")

// TestPictures draws a page of a form as a division filled it in, and a page
// of the annual report; with -pictures into testdata/pictures, for the README:
//
//	go test ./cmd/spm -run TestPictures -pictures
func TestPictures(t *testing.T) {
	into := t.TempDir()
	if *pictures {
		into = filepath.Join("..", "..", "testdata", "pictures")
	}
	form := filepath.Join(demoDir(t), "inbox-read", "2026-05-05", "HR direction FINAL.xlsx")
	printed := filepath.Join(programs.SaveAs(t, programs.LibreOffice, "pdf", []string{form}), "HR direction FINAL.pdf")
	report := filepath.Join(demoDir(t), "reports", "Annual report 2026-27.pdf")
	picture(t, printed, "Attachment F: Strategy Performance", filepath.Join(into, "form.png"))
	picture(t, report, "Status by month, M1.1-Y1b", filepath.Join(into, "report.png"))
}

// picture draws the first page of a file that holds a text, without its margins.
func picture(t *testing.T, file, text, into string) {
	t.Helper()
	pages := strings.Split(programs.Output(t, "pdftotext", file, "-"), "\f")
	page := 0
	for i, p := range pages {
		if page == 0 && strings.Contains(strings.Join(strings.Fields(p), " "), text) {
			page = i + 1
		}
	}
	if page == 0 {
		t.Fatalf("no page of %s says %q", filepath.Base(file), text)
	}
	at := strconv.Itoa(page)
	raw := filepath.Join(t.TempDir(), "page")
	programs.Output(t, "pdftoppm", "-r", "110", "-png", "-singlefile", "-f", at, "-l", at, file, raw)
	data, err := os.ReadFile(raw + ".png")
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, fewColours(drawn, inked(drawn))); err != nil {
		t.Fatal(err)
	}
	if out.Len() > 200_000 {
		t.Errorf("%s has %d bytes", into, out.Len())
	}
	if err := os.WriteFile(into, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// inked is the part of a page that is not white, with a little margin.
func inked(m image.Image) image.Rectangle {
	var box image.Rectangle
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			if r, g, b, _ := m.At(x, y).RGBA(); r+g+b < 3*0xf000 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box.Inset(-16).Intersect(m.Bounds())
}

// fewColours is a part of a picture in steps of colour that a small file holds.
func fewColours(m image.Image, part image.Rectangle) image.Image {
	step := func(v uint32) uint8 { return uint8(min(255, (v>>8+8)/17*17)) }
	out := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
	for y := range part.Dy() {
		for x := range part.Dx() {
			r, g, b, _ := m.At(part.Min.X+x, part.Min.Y+y).RGBA()
			out.SetRGBA(x, y, color.RGBA{step(r), step(g), step(b), 255})
		}
	}
	return out
}

package workbook_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/xuri/excelize/v2"

	"spm/engine/spreadsheet"
	"spm/engine/workbook"
)

// picture is a small logo as a file.
func picture(t *testing.T, kind string) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 120, 48))
	for x := range 120 {
		m.Set(x, x%48, color.NRGBA{R: 20, G: 110, B: 80, A: 255})
	}
	var b bytes.Buffer
	if kind == "jpeg" {
		must(t, jpeg.Encode(&b, m, nil))
	} else {
		must(t, png.Encode(&b, m))
	}
	return b.Bytes()
}

// A logo stands above the title of the first sheet of the packet and of each
// form, and what comes back is read as without it.
func TestLogo(t *testing.T) {
	for _, kind := range []string{"png", "jpeg"} {
		t.Run(kind, func(t *testing.T) {
			lib := library(t)
			lib.Theme.Picture = picture(t, kind)
			r := newTrip(t, lib, lib.Form("A"))
			r.quiet(t, r.through(t))
			again, err := workbook.Write(lib, r.packet)
			must(t, err)
			if !bytes.Equal(r.issued, again) {
				t.Error("the same packet gives other bytes")
			}
			f, err := excelize.OpenReader(bytes.NewReader(r.issued))
			must(t, err)
			for i, sheet := range f.GetSheetList() {
				pictures, err := f.GetPictures(sheet, "A1")
				must(t, err)
				if want := i < 2; (len(pictures) == 1) != want {
					t.Errorf("%s has %d pictures", sheet, len(pictures))
				}
			}
			if _, findings := spreadsheet.Open("issued.xlsx", r.issued); len(findings) > 0 {
				t.Errorf("what we write gives reason to say %v", findings)
			}
		})
	}
}

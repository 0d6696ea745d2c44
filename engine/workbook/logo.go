package workbook

import (
	"bytes"
	"cmp"
	"image"
	_ "image/jpeg" // the kinds of pictures that a theme may have
	_ "image/png"
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// logoHeight is the height of the row of the logo, and of the picture in it, in points.
const (
	logoRow     = 44
	logoHeight  = 38.0
	logoWidth   = 190.0 // at most
	pointsPixel = 0.75  // a pixel of a picture as spreadsheets count it
)

// logo keeps a row above the title for the theme's picture, on the first sheet
// of the packet and of each form.
func (x *planner) logo() {
	if len(x.lib.Theme.Picture) == 0 || x.Issued.Sheet > 0 {
		return
	}
	x.Logo = x.take()
	x.fix(x.Logo, logoRow)
}

// logo puts the theme's picture into its row.
func (w *writer) logo(s *SheetLayout) error {
	if s.Logo == 0 {
		return nil
	}
	data := w.l.Theme.Picture
	size, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return err
	}
	k := min(logoHeight/float64(size.Height), logoWidth/float64(size.Width)) / pointsPixel
	alt := w.l.Theme.LogoAlt
	if alt == "" {
		alt = cmp.Or(w.l.Packet.Organization, "Logo")
	}
	return w.f.AddPictureFromBytes(s.Name, address(s.Logo, 1), &excelize.Picture{
		Extension: "." + kind, File: data,
		Format: &excelize.GraphicOptions{ScaleX: k, ScaleY: k, OffsetX: 3, OffsetY: 4, AltText: safeText(alt), Positioning: "oneCell"},
	})
}

var defaultType = regexp.MustCompile(`<Default Extension="([^"]*)"[^>]*></Default>`)

// contentTypes puts the kinds of parts in order and leaves out pictures that
// there are none of: excelize names every kind as soon as there is one, each
// time in another order.
func contentTypes(b []byte) []byte {
	var kept []string
	at := defaultType.FindAllSubmatchIndex(b, -1)
	if len(at) == 0 {
		return b
	}
	for _, m := range at {
		if kind := string(b[m[2]:m[3]]); slices.Contains([]string{"rels", "xml", "png", "jpeg"}, kind) {
			kept = append(kept, string(b[m[0]:m[1]]))
		}
	}
	slices.Sort(kept)
	return slices.Concat(b[:at[0][0]], []byte(strings.Join(kept, "")), b[at[len(at)-1][1]:])
}

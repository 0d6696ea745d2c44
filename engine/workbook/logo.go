package workbook

import (
	"bytes"
	"cmp"
	"image"
	_ "image/jpeg" // the kinds of pictures that a theme may have
	_ "image/png"
	"strconv"
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

// logo keeps the first row for the theme's picture, on the first sheet
// of the packet and of each form.
func (x *planner) logo() {
	if len(x.lib.Theme.Picture) == 0 || x.Issued.Sheet > 0 {
		return
	}
	x.Logo = x.take()
	x.fix(x.Logo, logoRow)
}

// picture is the logo as it stands in workbooks.
type picture struct {
	data []byte
	alt  string // what it shows
}

func logoOf(l *Layout) *picture {
	return &picture{l.Theme.Picture, safeText(cmp.Or(l.Theme.LogoAlt, l.Packet.Organization, "Logo"))}
}

// put draws the picture into the first row of a sheet, and says what kind it is. It is as large wherever it stands, however wide the columns are.
func (p *picture) put(f *excelize.File, sheet string) (kind string, err error) {
	size, kind, err := image.DecodeConfig(bytes.NewReader(p.data))
	if err != nil {
		return "", err
	}
	k := min(logoHeight/float64(size.Height), logoWidth/float64(size.Width)) / pointsPixel
	return kind, f.AddPictureFromBytes(sheet, "A1", &excelize.Picture{
		Extension: "." + kind, File: p.data,
		Format: &excelize.GraphicOptions{ScaleX: k, ScaleY: k, OffsetX: 3, OffsetY: 4, AltText: p.alt, Positioning: "oneCell"},
	})
}

// pictures is how many sheets have the logo.
func (w *writer) pictures() (n int) {
	for _, s := range w.sheets {
		n += btoi(s.Logo > 0)
	}
	return n
}

func drawingPart(n int) string { return "xl/drawings/drawing" + strconv.Itoa(n+1) + ".xml" }

// logoRelations lead from each sheet with a logo to a drawing of its own.
func (w *writer) logoRelations() {
	n := 0
	for i, s := range w.sheets {
		if s.Logo == 0 {
			continue
		}
		n++
		w.common("xl/worksheets/_rels/sheet"+strconv.Itoa(i+1)+".xml.rels", func() {
			w.put(relationsHead)
			w.relation(1, relationSpace, "/drawing", "../drawings/drawing"+strconv.Itoa(n)+".xml")
			w.put("</Relationships>")
		})
	}
}

// packDrawings copies the drawing that excelize has made for each sheet with a
// logo.
func (w *writer) packDrawings() error {
	for n := range w.pictures() {
		for _, x := range w.prepared.drawing {
			if err := w.zip.copy(x, strings.Replace(x.name, "drawing1.xml", "drawing"+strconv.Itoa(n+1)+".xml", 1)); err != nil {
				return err
			}
		}
	}
	return nil
}

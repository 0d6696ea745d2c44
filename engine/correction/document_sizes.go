package correction

import (
	"regexp"
	"strconv"
)

// LibreOffice lays a note where its file says, and makes it narrow where that
// says nothing. So the notes say it, as far as the sizes of rows and columns are
// known.

var length = regexp.MustCompile(`^(\d+(?:\.\d+)?)(pt|in|cm|mm)$`)

// inPoints is a length in points; 0 of what is none.
func inPoints(text string) float64 {
	found := length.FindStringSubmatch(text)
	if found == nil {
		return 0
	}
	n, _ := strconv.ParseFloat(found[1], 64)
	return n * map[string]float64{"pt": 1, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4}[found[2]]
}

// sized is a style of columns or of rows, which may have the same name.
type sized struct{ family, name string }

// size takes the width of a column or the height of a row from its style.
func (s *documentStyles) size(text []byte, family, name string) {
	_, kids := children(text)
	for _, k := range kids {
		for _, what := range []string{"style:column-width", "style:row-height"} {
			if n := inPoints(k.value(text, what)); n > 0 {
				s.sizes[sized{family, name}] = n
			}
		}
	}
}

// extent is the size of a row or column; false where it is not known.
func (t *tabling) extent(x tag) (float64, bool) {
	if seen := x.value(t.data, "table:visibility"); seen == "collapse" || seen == "filter" {
		return 0, true
	}
	size, ok := t.looks.sizes[sized{x.name, x.value(t.data, cellStyle)}]
	return size, ok
}

// beside is the place to the right of a cell.
func (t *tabling) beside(at address) (x, y float64, ok bool) {
	if !t.sized || at.row < t.first || at.row > t.row {
		return 0, 0, false
	}
	col, last := t.sheet.until(at), 0
	for _, c := range t.columns {
		if !c.sized {
			return 0, 0, false
		}
		x += float64(min(c.last, col)-last) * c.width
		if last = c.last; last >= col {
			return x, t.top + float64(at.row-t.first)*t.high, true
		}
	}
	return 0, 0, false
}

// noteLook is how a note looks: as those of LibreOffice do.
const noteLook = `<style:graphic-properties draw:stroke="solid" svg:stroke-width="0in" svg:stroke-color="#000000" draw:fill="solid" draw:fill-color="#ffffc0" draw:textarea-horizontal-align="justify" draw:textarea-vertical-align="top" draw:auto-grow-height="true" draw:auto-grow-width="false" fo:padding="0.04in" draw:shadow="visible" draw:shadow-offset-x="0.04in" draw:shadow-offset-y="0.04in" draw:shadow-color="#b3b3b3" draw:caption-escape-direction="auto"/>`

// noteLines is how its lines look.
const noteLines = `<style:paragraph-properties fo:text-align="start"/><style:text-properties fo:font-family="Arial" fo:font-size="10pt"/>`

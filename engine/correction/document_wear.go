package correction

import (
	"cmp"
	"regexp"
	"strings"
)

// A workbook that was marked as one kind of file may come back saved as the
// other. What its list says was under the marks is translated then, as far as
// both know it: a plain colour, and lines around the cell.

var (
	solid = regexp.MustCompile(`patternType="solid".*<fgColor rgb="(?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})"`)
	side  = regexp.MustCompile(`[\w:-]+="[^"]*"`)
	line  = regexp.MustCompile(`^(\d+(?:\.\d+)?)(pt|in|cm|mm) (solid|dashed|dotted|double) #([0-9a-fA-F]{6})$`)
)

var sides = []string{"left", "right", "top", "bottom"}

// documentLines are the lines of Excel as OpenDocument draws them.
var documentLines = map[string]string{
	"thin": "0.74pt solid", "hair": "0.05pt solid", "medium": "1.76pt solid", "thick": "2.49pt solid",
	"dashed": "0.74pt dashed", "dotted": "0.74pt dotted", "double": "2.49pt double",
}

// asDocument is what was under a mark, as an OpenDocument says it.
func (w wear) asDocument() (wear, bool) {
	if w.isDocument() {
		return w, true
	}
	if !whole(w.fill, "fill") || !whole(w.border, "border") {
		return wear{}, false
	}
	x := wear{fill: transparent}
	if found := solid.FindStringSubmatch(w.fill); found != nil {
		x.fill = "#" + strings.ToLower(found[1])
	}
	data := []byte(w.border)
	_, all := children(data)
	for _, e := range all {
		_, inside := children(data[e.start:e.close])
		colour := "000000"
		for _, c := range inside {
			if rgb := c.value(data[e.start:e.close], "rgb"); len(rgb) >= 6 {
				colour = strings.ToLower(rgb[len(rgb)-6:])
			}
		}
		if drawn := documentLines[e.value(data, "style")]; drawn != "" {
			x.border += ` fo:border-` + e.name + `="` + drawn + ` #` + colour + `"`
		}
	}
	if x.border = strings.TrimSpace(x.border); x.border == "" {
		x.border = unframed
	}
	return x, x.isDocument()
}

// asWorkbook is what was under a mark, as an Excel workbook says it.
func (w wear) asWorkbook() (wear, bool) {
	if whole(w.fill, "fill") && whole(w.border, "border") {
		return w, true
	}
	if !w.isDocument() {
		return wear{}, false
	}
	x := wear{fill: plainest["fills"], border: `<border>`}
	if w.fill != transparent {
		x.fill = `<fill><patternFill patternType="solid"><fgColor rgb="FF` + strings.ToUpper(w.fill[1:]) + `"/><bgColor indexed="64"/></patternFill></fill>`
	}
	drawn := map[string]string{}
	for _, s := range side.FindAllString(w.border, -1) {
		name, said, _ := strings.Cut(s, "=")
		said = workbookLine(strings.Trim(said, `"`))
		for _, at := range sides {
			if name == "fo:border" && drawn[at] == "" || name == "fo:border-"+at {
				drawn[at] = said
			}
		}
	}
	for _, at := range sides {
		x.border += `<` + at + cmp.Or(drawn[at], ">") + `</` + at + `>`
	}
	x.border += `<diagonal/></border>`
	return x, true
}

// workbookLine is a line of an OpenDocument as Excel draws it: the rest of the
// element for its side.
func workbookLine(said string) string {
	found := line.FindStringSubmatch(said)
	if found == nil {
		return `>`
	}
	points, style := inPoints(found[1]+found[2]), found[3]
	switch {
	case style == "solid" && points < 1.2:
		style = "thin"
	case style == "solid" && points < 2.2:
		style = "medium"
	case style == "solid":
		style = "thick"
	}
	return ` style="` + style + `"><color rgb="FF` + strings.ToUpper(found[4]) + `"/>`
}

package correction_test

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"
	"testing"
)

// The vocabularies of an OpenDocument. It is read here in the plainest way, so
// that what is seen can be trusted.
const (
	odfOffice = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
	odfTable  = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
	odfStyle  = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
)

// viewed is what a cell of an OpenDocument shows, however it is stored.
type viewed struct{ Text, Fill, Frame, Format, Note, Rule string }

// view is a spreadsheet with every repeated row and cell written out, as far as
// row 60 and column 40.
type view struct {
	sheets []string
	cells  map[string]map[[2]int]viewed
	rules  map[string]string // conditions by name
	links  []string
}

// node is an element with everything in it.
type node struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Kids    []node     `xml:",any"`
}

func (n node) attr(space, name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name && (space == "" || a.Name.Space == space) {
			return a.Value
		}
	}
	return ""
}

func (n node) is(space, name string) bool { return n.XMLName.Space == space && n.XMLName.Local == name }

// walk visits an element and all in it.
func (n node) walk(visit func(node)) {
	visit(n)
	for _, k := range n.Kids {
		k.walk(visit)
	}
}

// lines are the texts of the paragraphs right in an element.
func (n node) lines() string {
	var all []string
	for _, k := range n.Kids {
		if k.XMLName.Local == "p" {
			text := ""
			k.walk(func(x node) { text += x.Text })
			all = append(all, text)
		}
	}
	return strings.Join(all, "\n")
}

func (n node) times(name string) int {
	if v, err := strconv.Atoi(n.attr(odfTable, name)); err == nil {
		return v
	}
	return 1
}

// viewOf reads a spreadsheet, packed or flat.
func viewOf(t testing.TB, data []byte) view {
	t.Helper()
	var texts []string
	if strings.HasPrefix(string(data), "PK") {
		parts, _ := unpack(t, data)
		texts = []string{parts["styles.xml"], parts["content.xml"]}
	} else {
		texts = []string{string(data)}
	}
	v := view{cells: map[string]map[[2]int]viewed{}, rules: map[string]string{}}
	styles := map[string]node{}
	for _, text := range texts {
		var root node
		if err := xml.NewDecoder(strings.NewReader(text)).Decode(&root); err == io.EOF {
			continue
		} else if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		root.walk(func(n node) {
			switch {
			case n.is(odfStyle, "style") && n.attr(odfStyle, "family") == "table-cell":
				styles[n.attr(odfStyle, "name")] = n
			case n.is(odfTable, "content-validation"):
				v.rules[n.attr(odfTable, "name")] = n.attr(odfTable, "condition")
			case n.XMLName.Local == "a":
				v.links = append(v.links, n.attr("", "href"))
			}
		})
		for _, n := range find(root, odfOffice, "spreadsheet") {
			for _, k := range n.Kids {
				if k.is(odfTable, "table") {
					v.sheet(k, styles)
				}
			}
		}
	}
	return v
}

func find(n node, space, name string) (all []node) {
	n.walk(func(x node) {
		if x.is(space, name) {
			all = append(all, x)
		}
	})
	return all
}

func (v *view) sheet(n node, styles map[string]node) {
	name := n.attr(odfTable, "name")
	v.sheets = append(v.sheets, name)
	cells := map[[2]int]viewed{}
	v.cells[name] = cells
	var columns []string
	row := 0
	var pass func(n node)
	pass = func(n node) {
		for _, k := range n.Kids {
			switch {
			case k.is(odfTable, "table-column"):
				for range min(k.times("number-columns-repeated"), 40) {
					columns = append(columns, k.attr(odfTable, "default-cell-style-name"))
				}
			case k.is(odfTable, "table-row"):
				for range k.times("number-rows-repeated") {
					if row++; row <= 60 {
						viewRow(k, row, columns, styles, cells)
					}
				}
			case strings.HasPrefix(k.XMLName.Local, "table-"):
				pass(k)
			}
		}
	}
	pass(n)
	for row < 60 {
		row++
		viewRow(node{}, row, columns, styles, cells)
	}
}

// blank are the cells behind the last of a row, none of which is stored.
var blank = node{Attrs: []xml.Attr{{Name: xml.Name{Space: odfTable, Local: "number-columns-repeated"}, Value: "40"}}}

func viewRow(n node, row int, columns []string, styles map[string]node, cells map[[2]int]viewed) {
	col := 0
	for _, k := range append(n.Kids[:len(n.Kids):len(n.Kids)], blank) {
		for range k.times("number-columns-repeated") {
			if col++; col > 40 {
				break
			}
			style := k.attr(odfTable, "style-name")
			if style == "" {
				style = n.attr(odfTable, "default-cell-style-name")
			}
			if style == "" && col <= len(columns) {
				style = columns[col-1]
			}
			x := viewed{Text: k.lines(), Rule: k.attr(odfTable, "content-validation-name")}
			x.Fill, x.Frame, x.Format = worn(styles, style, "background-color"), worn(styles, style, "border"), worn(styles, style, "data-style-name")
			for _, a := range k.Kids {
				if a.is(odfOffice, "annotation") {
					x.Note = a.lines()
				}
			}
			cells[[2]int{row, col}] = x
		}
	}
}

// worn is what a style says, or one of those after which it takes.
func worn(styles map[string]node, name, what string) string {
	for range 9 {
		n := styles[name]
		for _, k := range append([]node{n}, n.Kids...) {
			if said := k.attr("", what); said != "" {
				return said
			}
		}
		name = n.attr(odfStyle, "parent-style-name")
	}
	return ""
}

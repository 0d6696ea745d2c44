package workbook

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// meaning is what a workbook says, by place: two files that say the same have
// the same, however their XML is written. A cell stands with its whole style and
// its text, a conditional format with its colours.
func meaning(t *testing.T, data []byte) map[string]string {
	t.Helper()
	parts := contents(t, data)
	m := &meant{said: map[string]string{}, styles: parse(t, parts["xl/styles.xml"])}
	for _, si := range parse(t, parts["xl/sharedStrings.xml"]).children {
		m.strings = append(m.strings, si.inside())
	}
	for name, part := range parts {
		switch root := parse(t, part); {
		case strings.HasPrefix(name, "xl/worksheets/sheet"):
			m.sheet(name, root)
		case name == "xl/workbook.xml":
			for _, n := range root.all("definedName") {
				m.said["name "+n.attrs["name"]+" "+n.attrs["localSheetId"]] = n.text
			}
			for i, n := range root.all("sheet") {
				m.said[fmt.Sprint("tab ", i)] = n.attrs["name"] + " " + n.attrs["state"]
			}
		case strings.HasPrefix(name, "docProps/"):
			for _, n := range root.children {
				m.said[name+" "+n.name+n.attrs["name"]] = n.inside()
			}
		case strings.HasPrefix(name, "xl/drawings/drawing"):
			m.said[name] = root.inside()
		case strings.HasPrefix(name, "xl/media/"):
			m.said[name] = part
		}
	}
	return m.said
}

type meant struct {
	said    map[string]string
	styles  *node
	strings []string
}

func (m *meant) sheet(name string, root *node) {
	for _, n := range root.children {
		switch n.name {
		case "sheetData":
			for _, row := range n.children {
				m.said[name+" row "+row.attrs["r"]] = row.attrs["ht"] + " " + row.attrs["customHeight"]
				for _, c := range row.children {
					m.said[name+" "+c.attrs["r"]] = m.cell(c)
				}
			}
		case "cols":
			for _, c := range n.children {
				first, _ := strconv.Atoi(c.attrs["min"])
				last, _ := strconv.Atoi(c.attrs["max"])
				for col := first; col <= last; col++ {
					m.said[fmt.Sprint(name, " column ", col)] = c.attrs["width"] + " " + c.attrs["hidden"]
				}
			}
		case "conditionalFormatting":
			for _, r := range n.children {
				dxf, _ := strconv.Atoi(r.attrs["dxfId"])
				m.said[name+" rule "+r.attrs["priority"]] = n.attrs["sqref"] + r.inside() + m.styles.all("dxfs")[0].children[dxf].inside()
			}
		case "dataValidations":
			for _, v := range n.children {
				m.said[name+" ask "+v.attrs["sqref"]] = v.String()
			}
		case "colBreaks": // empty
		default:
			m.said[name+" "+n.name] = n.String()
		}
	}
}

// cell is what a cell shows, and how.
func (m *meant) cell(c *node) string {
	id, _ := strconv.Atoi(c.attrs["s"])
	xf := m.styles.all("cellXfs")[0].children[id]
	part := func(list, attr string) string {
		i, _ := strconv.Atoi(xf.attrs[attr])
		return m.styles.all(list)[0].children[i].inside()
	}
	format := xf.attrs["numFmtId"]
	for _, f := range m.styles.all("numFmt") {
		if f.attrs["numFmtId"] == format {
			format = f.attrs["formatCode"]
			break
		}
	}
	style := part("fonts", "fontId") + part("fills", "fillId") + part("borders", "borderId") + xf.inside() + " as " + format
	value := ""
	for _, v := range c.all("v") {
		value = v.text
	}
	if c.attrs["t"] == "s" {
		i, _ := strconv.Atoi(value)
		value = m.strings[i]
	}
	for _, f := range c.all("f") {
		value += " =" + f.text
	}
	return value + " in " + style
}

// node is an element of XML.
type node struct {
	name     string
	attrs    map[string]string
	text     string
	children []*node
}

func parse(t *testing.T, part string) *node {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(part))
	root := &node{}
	open := []*node{root}
	for {
		token, err := d.Token()
		if err == io.EOF || part == "" {
			break
		}
		if err != nil {
			return root // a picture
		}
		at := open[len(open)-1]
		switch x := token.(type) {
		case xml.StartElement:
			n := &node{name: x.Name.Local, attrs: map[string]string{}}
			for _, a := range x.Attr {
				if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
					n.attrs[a.Name.Local] = plainTruth(a.Value)
				}
			}
			at.children = append(at.children, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			at.text += string(x)
		}
	}
	if len(root.children) == 0 {
		return root
	}
	return root.children[0]
}

// plainTruth is true and false as 1 and 0.
func plainTruth(s string) string {
	switch s {
	case "true":
		return "1"
	case "false":
		return "0"
	}
	return s
}

// all are the elements of a name, at any depth.
func (n *node) all(name string) (found []*node) {
	for _, c := range n.children {
		if c.name == name {
			found = append(found, c)
		}
		found = append(found, c.all(name)...)
	}
	return found
}

// usual are attributes that say what holds without them.
var usual = []string{`operator="between"`, `val="1"`, `space="preserve"`, `val="single"`}

// String is the element in one way of writing.
func (n *node) String() string {
	var attrs []string
	for k, v := range n.attrs {
		if a := fmt.Sprintf("%s=%q", k, v); !slices.Contains(usual, a) {
			attrs = append(attrs, a)
		}
	}
	slices.Sort(attrs)
	return "<" + strings.Join(append([]string{n.name}, attrs...), " ") + ">" + n.inside()
}

// inside is what stands in the element.
func (n *node) inside() string {
	s := n.text
	for _, c := range n.children {
		s += c.String()
	}
	return s
}

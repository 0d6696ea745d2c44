package uacheck

import (
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

func (c *checker) numberTree(d types.Dict, out map[int]types.Object) {
	a := c.array(d["Nums"])
	for i := 0; i+1 < len(a); i += 2 {
		if n, ok := a[i].(types.Integer); ok {
			out[int(n)] = a[i+1]
		}
	}
	for _, k := range c.array(d["Kids"]) {
		c.numberTree(c.dict(k), out)
	}
}

const standard = "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 " +
	"L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot " +
	"Ruby Warichu RB RT RP WT WP Figure Formula Form"

var parentsOf = map[string]string{
	"TR": "Table THead TBody TFoot", "TH": "TR", "TD": "TR", "THead": "Table", "TBody": "Table", "TFoot": "Table",
	"LI": "L", "LBody": "LI", "TOCI": "TOC",
}

var kidsOf = map[string]string{
	"Table": "TR THead TBody TFoot Caption", "TR": "TH TD", "L": "L LI Caption", "LI": "Lbl LBody",
	"TOC": "TOC TOCI Caption", "THead": "TR", "TBody": "TR",
}

func in(s, list string) bool { return strings.Contains(" "+list+" ", " "+s+" ") }

// role is the standard role of an element.
func (c *checker) role(d types.Dict) string {
	s := name(d, "S")
	for i := 0; i < 5 && !in(s, standard); i++ {
		if c.roles[s] == "" {
			c.fail("7.1-5", "role %s", s)
			return s
		}
		s = c.roles[s]
	}
	return s
}

// element checks a structure element and those below it.
func (c *checker) element(o types.Object, parent string, page int) {
	d := c.dict(o)
	if d == nil {
		for _, k := range c.array(o) {
			c.element(k, parent, page)
		}
		return
	}
	s := c.role(d)
	if list, ok := parentsOf[s]; ok && !in(parent, list) {
		c.fail("7.2-nest", "%s in %s", s, parent)
	}
	if list, ok := kidsOf[parent]; ok && !in(s, list) {
		c.fail("7.2-nest", "%s in %s", s, parent)
	}
	c.alone(s, d)
	if p := c.pages[object(d["Pg"])]; p > 0 {
		page = p
	}
	if !c.kids(d, s, object(o), page) && s == "Link" {
		c.fail("7.18.5-1", "Link without annotation")
	}
}

// alone checks what an element has to have whatever is around it.
func (c *checker) alone(s string, d types.Dict) {
	if len(s) == 2 && s[0] == 'H' && s[1] >= '1' && s[1] <= '6' {
		level := int(s[1] - '0')
		if level > c.heading+1 {
			c.fail("7.4.2-1", "%s after H%d", s, c.heading)
		}
		c.heading = level
	}
	if (s == "Figure" || s == "Formula") && !has(d, "Alt") && !has(d, "ActualText") {
		c.fail("7.3-1", "%s without Alt", s)
	}
	if s == "TH" && name(c.dict(d["A"]), "Scope") == "" {
		c.fail("7.5-1", "TH without Scope")
	}
}

// kids checks what an element holds and tells whether that is a link annotation.
func (c *checker) kids(d types.Dict, role string, elem, page int) (annotation bool) {
	if !has(d, "K") {
		return false
	}
	list := c.array(d["K"])
	if list == nil {
		list = types.Array{d["K"]}
	}
	for _, k := range list {
		if n, ok := k.(types.Integer); ok {
			c.own(mark{page, int(n)}, elem)
			continue
		}
		kd := c.dict(k)
		switch name(kd, "Type") {
		case "MCR":
			p := page
			if has(kd, "Pg") {
				p = c.pages[object(kd["Pg"])]
			}
			if m := kd.IntEntry("MCID"); m != nil {
				c.own(mark{p, *m}, elem)
			}
		case "OBJR":
			annotation = true
			c.linked[object(kd["Obj"])] = true
		default:
			c.element(k, role, page)
		}
	}
	return annotation
}

func (c *checker) own(m mark, elem int) {
	if c.owner[m] != 0 {
		c.fail("tree", "MCID %d of page %d belongs to two elements", m.mcid, m.page)
	}
	c.owner[m] = elem
}

package uacheck

import (
	"fmt"
	"maps"
	"regexp"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// fonts checks that every character drawn has a glyph and a meaning.
func (c *checker) fonts() {
	d, _, inherited, err := c.ctx.PageDict(1, false)
	if err != nil {
		c.fail("file", "%v", err)
		return
	}
	res := c.dict(d["Resources"])
	if res == nil && inherited != nil {
		res = inherited.Resources
	}
	list := c.dict(res["Font"])
	for _, k := range slices.Sorted(maps.Keys(list)) {
		c.font(c.dict(list[k]), c.chars["/"+k])
	}
}

func (c *checker) font(f types.Dict, chars map[int]bool) {
	base := name(f, "BaseFont")
	kids := c.array(f["DescendantFonts"])
	if name(f, "Subtype") != "Type0" || len(kids) == 0 {
		c.fail("7.21.4.1-1", "font %s is not embedded", base)
		return
	}
	cid := c.dict(kids[0])
	if c.stream(c.dict(cid["FontDescriptor"])["FontFile2"]) == nil {
		c.fail("7.21.4.1-1", "font %s is not embedded", base)
	}
	glyphs := c.stream(cid["CIDToGIDMap"])
	known := c.toUnicode(base, f)
	for code := range chars {
		if !known[code] {
			c.fail("7.21.7-1", "%s: U+%04X has no Unicode", base, code)
		}
		if 2*code+1 >= len(glyphs) || glyphs[2*code] == 0 && glyphs[2*code+1] == 0 {
			c.fail("7.21.8-1", "%s: U+%04X has no glyph", base, code)
		}
	}
}

var bfrange = regexp.MustCompile(`<(\w{4})> <(\w{4})> <(\w{4})>`)

// toUnicode is the set of codes that a font gives a character for.
func (c *checker) toUnicode(base string, f types.Dict) map[int]bool {
	known := map[int]bool{}
	for _, m := range bfrange.FindAllStringSubmatch(string(c.stream(f["ToUnicode"])), -1) {
		var lo, hi, u int
		if _, err := fmt.Sscanf(m[1]+" "+m[2]+" "+m[3], "%x %x %x", &lo, &hi, &u); err != nil {
			continue
		}
		if lo>>8 != hi>>8 {
			c.fail("7.21.7-1", "bfrange crosses a row in %s", base)
			continue
		}
		for v := lo; v <= hi; v++ {
			known[v] = u > 0
		}
	}
	return known
}

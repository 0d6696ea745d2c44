package tagpdf

import (
	"bytes"
	"crypto/md5"
	"errors"
	"fmt"
	"regexp"
)

var (
	reBaseFont    = regexp.MustCompile(`/BaseFont /utf8(\S+)`)
	reFontName    = regexp.MustCompile(`/FontName /utf8\S+`)
	reToUnicode   = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	reDescendants = regexp.MustCompile(`/DescendantFonts \[(\d+) 0 R\]`)
	reDescriptor  = regexp.MustCompile(`/FontDescriptor (\d+) 0 R`)
	reGlyphs      = regexp.MustCompile(`/CIDToGIDMap (\d+) 0 R`)
)

// repairFonts replaces gofpdf's ToUnicode map, whose one range 0000-FFFF is not
// legal, by the characters really used, cuts the glyph map after the last of them,
// and gives the fonts proper subset names.
func (d *Doc) repairFonts(f *file) error {
	for n := 1; n < len(f.objs); n++ {
		b := f.objs[n]
		if !bytes.HasPrefix(b, []byte("<</Type /Font")) || !bytes.Contains(b, []byte("/Subtype /Type0")) {
			continue
		}
		m := reBaseFont.FindSubmatch(b)
		child, unicode := number(reDescendants, b), number(reToUnicode, b)
		glyphs, descriptor := number(reGlyphs, f.body(child)), number(reDescriptor, f.body(child))
		if m == nil || f.body(child) == nil || f.body(unicode) == nil || f.body(descriptor) == nil {
			return errors.New("tagpdf: gofpdf wrote a font in an unknown form")
		}
		gids, err := inflate(f.body(glyphs))
		if err != nil {
			return err
		}
		var used []int
		last := 0
		for c := 1; c < len(gids)/2; c++ {
			if gids[2*c] != 0 || gids[2*c+1] != 0 {
				used = append(used, c)
				last = c
			}
		}
		f.objs[glyphs] = deflated("", gids[:min(2*last+2, len(gids))])
		f.objs[unicode] = deflated("", toUnicode(used))

		name := d.subsetName(string(m[1]), used)
		f.objs[n] = reBaseFont.ReplaceAll(b, []byte("/BaseFont /"+name))
		f.objs[child] = reBaseFont.ReplaceAll(f.objs[child], []byte("/BaseFont /"+name))
		f.objs[descriptor] = reFontName.ReplaceAll(f.objs[descriptor], []byte("/FontName /"+name))
	}
	return nil
}

// subsetName is the PostScript name after six letters that stand for the subset.
func (d *Doc) subsetName(key string, used []int) string {
	name := d.names[key]
	if name == "" {
		name = key
	}
	sum := md5.Sum(fmt.Append(nil, key, used))
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag) + "+" + name
}

// toUnicode is the map from codes, which are UTF-16 units here, to characters.
func toUnicode(used []int) []byte {
	type span struct{ from, to int }
	var spans []span
	for _, c := range used {
		// A range may not cross a change of the high byte.
		if k := len(spans) - 1; k >= 0 && spans[k].to+1 == c && c&0xFF != 0 {
			spans[k].to = c
		} else {
			spans = append(spans, span{c, c})
		}
	}
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const most = 100 // ranges in one section
	for len(spans) > 0 {
		n := min(len(spans), most)
		fmt.Fprintf(&b, "%d beginbfrange\n", n)
		for _, s := range spans[:n] {
			fmt.Fprintf(&b, "<%04X> <%04X> <%04X>\n", s.from, s.to, s.from)
		}
		b.WriteString("endbfrange\n")
		spans = spans[n:]
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}

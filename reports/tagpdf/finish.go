package tagpdf

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
)

const producer = "spm"

// Options of Finish.
type Options struct {
	Meta   Meta
	Unpack bool // no object streams: larger, for tests that break files
}

// Finish returns the tagged file. The document cannot be drawn on afterwards.
func (d *Doc) Finish(o Options) ([]byte, error) {
	d.close()
	if d.err != nil {
		return nil, d.err
	}
	if d.Page() == 0 {
		return nil, errNoPages
	}
	var raw bytes.Buffer
	if err := d.f.Output(&raw); err != nil {
		return nil, fmt.Errorf("tagpdf: %w", err)
	}
	f, err := split(raw.Bytes())
	if err != nil {
		return nil, err
	}
	if err := d.repairFonts(f); err != nil {
		return nil, err
	}
	pages := f.pages()
	for len(d.perPage) < len(pages) {
		d.perPage = append(d.perPage, nil)
	}
	if err := d.addLinks(f, pages); err != nil {
		return nil, err
	}
	tree := d.addTree(f, pages)
	outlines, err := d.addOutlines(f, pages)
	if err != nil {
		return nil, err
	}
	f.objs[f.root] = []byte(d.catalog(f, o.Meta, tree, outlines))
	f.objs[f.info] = []byte(o.Meta.info())
	if o.Unpack {
		return f.write(), nil
	}
	return f.writePacked(), nil
}

// catalog is the document's root object.
func (d *Doc) catalog(f *file, m Meta, tree, outlines int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type/Catalog/Version/1.7/Pages 1 0 R/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/ViewerPreferences<</DisplayDocTitle true>>",
		text(m.Lang), tree)
	fmt.Fprintf(&b, "/Metadata %d 0 R", f.add(string(stream("/Type/Metadata/Subtype/XML", m.xmp()))))
	profile := f.add(string(deflated("/N 3/Alternate/DeviceRGB", sRGB())))
	fmt.Fprintf(&b, "/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/RegistryName(http://www.color.org)/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>]", profile)
	if outlines > 0 {
		fmt.Fprintf(&b, "/Outlines %d 0 R/PageMode/UseOutlines", outlines)
	}
	if len(d.labels) > 0 {
		b.WriteString("/PageLabels<</Nums[")
		for _, l := range d.labels {
			fmt.Fprintf(&b, "%d<<", l.page-1)
			if l.style != "" {
				b.WriteString("/S/" + l.style)
			}
			if l.prefix != "" {
				b.WriteString("/P" + text(l.prefix))
			}
			if l.start > 1 {
				fmt.Fprintf(&b, "/St %d", l.start)
			}
			b.WriteString(">>")
		}
		b.WriteString("]>>")
	}
	b.WriteString(">>")
	return b.String()
}

// text returns s as a PDF text string.
func text(s string) string {
	for _, r := range s {
		if r < ' ' || r > '~' {
			var b strings.Builder
			b.WriteString("<FEFF")
			for _, u := range utf16.Encode([]rune(s)) {
				fmt.Fprintf(&b, "%04X", u)
			}
			return b.String() + ">"
		}
	}
	return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
}

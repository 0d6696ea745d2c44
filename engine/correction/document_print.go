package correction

import (
	"regexp"
	"strconv"
)

// masterName is that of the page on which the list is printed; a later round
// knows it again.
const masterName = "spm_fix_list"

// printing adds a page on which the list fits across, on the paper of the other
// sheets, and answers its name; empty where the styles are built unusually.
func (d *document) printing() (master string, err error) {
	data := d.data
	if d.packing != nil {
		if !d.has(stylesPart) {
			return "", nil
		}
		if data, err = d.read(stylesPart); err != nil {
			return "", err
		}
	}
	root, all := children(data)
	for _, prefix := range []string{"office", "style", "fo"} {
		if said, ours := vocabularyOf(root.value(data, "xmlns:"+prefix)); !ours || said != prefix {
			return "", nil
		}
	}
	var pages *element
	for i, e := range all {
		if e.is("office:master-styles") {
			pages = &all[i]
		}
	}
	if pages == nil {
		return "", nil
	}
	part := data[pages.start:pages.close]
	_, known := children(part)
	for _, p := range known {
		if p.value(part, "style:name") == masterName {
			return masterName, nil
		}
	}
	layout := d.looks.free()
	page := pages.fill(data, `<style:master-page style:name="`+masterName+`" style:page-layout-name="`+layout+`"><style:header style:display="false"/><style:footer style:display="false"/></style:master-page>`)
	text := `<style:page-layout style:name="` + layout + `"><style:page-layout-properties ` + landscape(data) +
		` style:print-orientation="landscape" fo:margin-top="0.5in" fo:margin-bottom="0.6in" fo:margin-left="0.5in" fo:margin-right="0.5in" style:scale-to-X="1" style:table-centering="horizontal"/></style:page-layout>`
	if d.packing == nil {
		d.looks.added = append(d.looks.added, text)
		d.edits = append(d.edits, page)
		return masterName, nil
	}
	layouts := insert(data, documentOrder, "automatic-styles", `<office:automatic-styles>`+text+`</office:automatic-styles>`)
	for _, e := range all {
		if e.is("office:automatic-styles") {
			layouts = e.fill(data, text)
		}
	}
	return masterName, d.edit(stylesPart, layouts, page)
}

var paper = regexp.MustCompile(`fo:page-(width|height)="(\d+(?:\.\d+)?)(in|cm|mm|pt)"`)

// landscape is the paper of the first page that tells its size, laid across;
// without one it is that of our forms.
func landscape(data []byte) string {
	w := walker{data: data}
	for w.next() {
		if !w.is("style:page-layout-properties") {
			continue
		}
		size := paper.FindAllSubmatch(data[w.start:w.end], -1)
		if len(size) != 2 || string(size[0][1]) == string(size[1][1]) || string(size[0][3]) != string(size[1][3]) {
			continue
		}
		long, short := string(size[0][2]), string(size[1][2])
		a, _ := strconv.ParseFloat(long, 64)
		if b, _ := strconv.ParseFloat(short, 64); b > a {
			long, short = short, long
		}
		unit := string(size[0][3])
		return `fo:page-width="` + long + unit + `" fo:page-height="` + short + unit + `"`
	}
	return `fo:page-width="11in" fo:page-height="8.5in"`
}

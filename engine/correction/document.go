package correction

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"spm/engine/finding"
)

// document is the marking of an OpenDocument spreadsheet (OASIS OpenDocument
// 1.3, part 3). Its sheets, their styles and notes stand in one text, which is
// a part of a package or, in a flat file, all of it.
type document struct {
	*packing // nil of a flat file
	*round

	data   []byte // the text, as it was
	edits  []edit
	body   element   // of the sheets
	tables []element // the sheets, in their order
	looks  *documentStyles
	rules  documentRules
	copied int // bytes of rows and cells that were written out
}

const contentPart, settingsPart = "content.xml", "settings.xml"

// vocabularies are the prefixes that every program writes, and what they stand
// for. A text that uses them otherwise is not spliced.
var vocabularies = [][2]string{
	{"office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"},
	{"table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"},
	{"text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"},
	{"style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"},
	{"number", "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"},
	{"fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"},
	{"svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"},
	{"draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"},
	{"dc", "http://purl.org/dc/elements/1.1/"},
	{"xlink", "http://www.w3.org/1999/xlink"},
	{"of", "urn:oasis:names:tc:opendocument:xmlns:of:1.2"},
}

// document marks an OpenDocument spreadsheet.
func (r *round) document(data []byte, findings finding.List) ([]byte, error) {
	d := &document{round: r, data: data}
	if err := d.open(); err != nil {
		return nil, err
	}
	d.listed = d.list(findings)
	d.gather(findings)
	if d.former == nil {
		var names []string
		for _, s := range d.sheets {
			names = append(names, s.name)
		}
		d.nameList(names)
	}
	d.offer()
	for i, s := range d.sheets {
		if s.name == d.fixName {
			continue
		}
		if err := d.mark(s, d.tables[i]); err != nil {
			return nil, err
		}
	}
	if err := d.front(); err != nil {
		return nil, err
	}
	d.edits = append(d.edits, d.looks.edit())
	d.edits = slices.Insert(d.edits, 0, d.rules.edit(d)) // they stand before the list
	return d.save()
}

// open finds the sheets and their styles, and what an earlier round has left.
func (d *document) open() error {
	if bytes.HasPrefix(d.data, []byte("PK")) {
		p, err := openPacking(d.data)
		if err != nil {
			return err
		}
		d.packing = p
		if d.data, err = p.read(contentPart); err != nil {
			return err
		}
	} else if !utf8.Valid(d.data) {
		return odd("its encoding")
	}
	if err := d.vocabulary(); err != nil {
		return err
	}
	if err := d.content(); err != nil {
		return err
	}
	if len(d.tables) != len(d.book.Sheets) {
		return odd("the list of its sheets")
	}
	for i, s := range d.book.Sheets {
		d.sheets = append(d.sheets, &sheet{name: s.Name, at: i, merges: s.Merges})
	}
	d.findFormer(wear.asDocument)
	d.rules.open(d)
	return d.openStyles()
}

// vocabulary sees to it that each prefix means what it should everywhere in the
// text; those that are missing are added.
func (d *document) vocabulary() error {
	w := walker{data: d.data}
	if !w.next() || w.closes || w.empty || w.prefix != "office:" || !strings.HasPrefix(w.name, "document") {
		return odd("its vocabularies")
	}
	root, missing := w.tag, ""
	for _, v := range vocabularies {
		switch means, _, _, ok := root.attribute(d.data, "xmlns:"+v[0]); {
		case !ok:
			missing += ` xmlns:` + v[0] + `="` + v[1] + `"`
		case means != v[1]:
			return odd("its vocabularies")
		}
	}
	for at := range attributes(d.data, root) {
		if v, ours := vocabularyOf(string(d.data[at.start:at.end])); ours && at.name != "xmlns:"+v {
			return odd("its vocabularies")
		}
	}
	for w.next() {
		if w.closes || !bytes.Contains(d.data[w.start:w.end], []byte("xmlns")) {
			continue
		}
		for at := range attributes(d.data, w.tag) {
			prefix, binds := strings.CutPrefix(at.name, "xmlns:")
			v, ours := vocabularyOf(string(d.data[at.start:at.end]))
			known := slices.ContainsFunc(vocabularies, func(v [2]string) bool { return v[0] == prefix })
			if binds && (known || ours) && prefix != v || at.name == "xmlns" && ours {
				return odd("its vocabularies")
			}
		}
	}
	if missing != "" {
		at := root.start + 1 + len(root.prefix) + len(root.name)
		d.edits = append(d.edits, edit{at, at, missing})
	}
	return nil
}

// vocabularyOf is the prefix of a vocabulary that we write in.
func vocabularyOf(means string) (prefix string, ok bool) {
	for _, v := range vocabularies {
		if v[1] == means {
			return v[0], true
		}
	}
	return "", false
}

// content finds the sheets and the rules of cells.
func (d *document) content() error {
	w := walker{data: d.data}
	w.next()
	return w.each(func() error {
		if !w.is("office:body") {
			return nil
		}
		return w.each(func() error {
			if !w.is("office:spreadsheet") || d.body.close > 0 {
				return nil
			}
			d.body.tag = w.tag
			err := w.each(func() error { return d.inBody(&w) })
			d.body.inner, d.body.close = w.start, w.end
			return err
		})
	})
}

// inBody takes what stands beside the sheets.
func (d *document) inBody(w *walker) error {
	if w.prefix != "table:" {
		return nil
	}
	switch w.name {
	case "tracked-changes": // which knows sheets by their numbers
		return odd("a record of changes")
	case "content-validations", "label-ranges", "table":
	default:
		return nil
	}
	e, err := w.pass()
	switch {
	case err != nil:
		return err
	case e.name == "content-validations":
		d.rules.found(e)
		return nil
	case d.rules.at == 0:
		d.rules.at = e.start
	}
	// What is kept of other workbooks looks like a sheet of theirs.
	name := e.value(d.data, "table:name")
	if e.name == "table" && !(strings.HasPrefix(name, "'") && strings.Contains(name, "'#")) {
		d.tables = append(d.tables, e)
	}
	return nil
}

// front puts the list before all sheets and shows it first.
func (d *document) front() error {
	master, err := d.printing()
	if err != nil {
		return err
	}
	at := d.tables[0]
	at.close = at.start
	for i, s := range d.sheets {
		if s.name == d.fixName {
			at = d.tables[i]
		}
	}
	d.edits = append(d.edits, edit{at.start, at.close, d.listTable(master)})
	return nil
}

// save is the file with its edits.
func (d *document) save() ([]byte, error) {
	if d.packing == nil {
		d.edits = append(d.edits, d.showFirst(d.data)...)
		return splice(d.data, d.edits), nil
	}
	d.write(contentPart, splice(d.data, d.edits))
	if d.has(settingsPart) {
		settings, err := d.read(settingsPart)
		if err != nil {
			return nil, err
		}
		if err := d.edit(settingsPart, d.showFirst(settings)...); err != nil {
			return nil, err
		}
	}
	return d.bytes()
}

// showFirst makes the list the sheet that the program shows, with its headings
// always in view.
func (d *document) showFirst(settings []byte) (edits []edit) {
	const config = "config:config-item-map-"
	w := walker{data: settings}
	for w.next() {
		switch name := w.value(settings, "config:name"); {
		case w.is("config:config-item") && name == "ActiveTable" && !w.empty:
			start := w.end
			if w.next() {
				edits = append(edits, edit{start, w.start, escape(d.fixName)})
			}
		case w.is(config+"named") && name == "Tables" && !w.empty:
			at, known := w.end, false
			err := w.each(func() error {
				known = known || w.value(settings, "config:name") == d.fixName
				return nil
			})
			if err == nil && !known {
				edits = append(edits, edit{at, at, listView(d.fixName)})
			}
		}
	}
	return edits
}

package spreadsheet

import (
	"strconv"
	"strings"
	"unicode"
)

// openDocument reads the parts of an OpenDocument spreadsheet (OASIS
// OpenDocument 1.3, part 3), packed or as one flat text.
type openDocument struct {
	lim    *Limits
	r      reading
	book   *Book
	styles odfStyles
	total  totals
	tables int             // seen so far
	names  map[string]bool // of sheets, folded
}

// Names of parts in people's words.
const (
	odfCells  = "the sheets"
	odfLooks  = "the list of formats"
	odfAbout  = "the document properties"
	odfListed = "the list of its parts"
)

func newOpenDocument(lim *Limits, r reading) *openDocument {
	return &openDocument{
		lim: lim, r: r, book: &Book{Format: OpenDocument, Properties: map[string]string{}},
		styles: newODFStyles(), names: map[string]bool{},
	}
}

// isOpenDocument tells an OpenDocument package from its parts.
func (c *container) isOpenDocument() bool {
	return c.has("content.xml") && (c.has("mimetype") || c.has("META-INF/manifest.xml")) ||
		c.has("mimetype") && c.has("encrypted-package")
}

// openDocument reads a packed spreadsheet. How it looks comes first: the cells
// refer to it.
func (c *container) openDocument(r reading) (*Book, []*fault) {
	d := newOpenDocument(c.lim, r)
	bad := c.openDocumentKind()
	if bad == nil {
		bad = c.openDocumentLock()
	}
	for _, part := range [][2]string{{"styles.xml", odfLooks}, {"meta.xml", odfAbout}, {"content.xml", odfCells}} {
		if bad != nil || !c.has(part[0]) {
			continue
		}
		var x *scanner
		if x, bad = c.scan(part[0], part[1]); bad == nil {
			bad = d.document(x)
		}
		if bad != nil {
			bad.in(part[1])
		}
	}
	d.book.Macros = d.book.Macros || c.odfMacros()
	return d.finish(bad)
}

// flatDocument reads a spreadsheet that is one XML text.
func flatDocument(data []byte, lim *Limits, r reading) (*Book, []*fault) {
	d := newOpenDocument(lim, r)
	text, seen, bad := decodePart(append([]byte(nil), data...)) // the texts of the book lie in it
	if bad == nil {
		bad = d.document(newScanner(text, seen, lim))
	}
	if bad != nil {
		bad.in(odfCells)
	}
	return d.finish(bad)
}

func (d *openDocument) finish(bad *fault) (*Book, []*fault) {
	if bad == nil && d.tables == 0 {
		bad = refuse(noSheets)
	}
	if bad != nil {
		return nil, []*fault{bad}
	}
	return d.book, nil
}

// openDocumentKind refuses the packages of other programs of the family.
func (c *container) openDocumentKind() *fault {
	if !c.has("mimetype") {
		return nil // the body will tell
	}
	mime, bad := c.read("mimetype", odfListed)
	kind := string(mime)
	switch {
	case bad != nil:
		return bad
	case strings.Contains(kind, "opendocument.spreadsheet"):
		return nil
	case strings.Contains(kind, "opendocument.text"):
		return refuse(otherDocument, "kind", "a text document")
	case strings.Contains(kind, "opendocument.presentation"):
		return refuse(otherDocument, "kind", "a presentation")
	case strings.Contains(kind, "opendocument.graphics"):
		return refuse(otherDocument, "kind", "a drawing")
	}
	return refuse(otherOpenDocument)
}

// openDocumentLock refuses what a password locks: either the parts are
// scrambled, which their list says, or there is only one scrambled part.
func (c *container) openDocumentLock() *fault {
	const manifest = "META-INF/manifest.xml"
	if c.has("encrypted-package") {
		return refuse(passwordFile)
	}
	if !c.has(manifest) {
		return nil
	}
	return c.walk(manifest, odfListed, "manifest", func(x *scanner, _ []string) *fault {
		if x.name == "encryption-data" {
			return refuse(passwordFile)
		}
		return nil
	})
}

// odfMacros tells whether the package has modules of macros. The empty library
// that LibreOffice writes is none.
func (c *container) odfMacros() bool {
	for name := range c.parts {
		if strings.HasPrefix(name, "scripts/") && !strings.HasSuffix(name, "/") ||
			strings.HasPrefix(name, "basic/") && strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, "/script-lb.xml") && !strings.HasSuffix(name, "/script-lc.xml") {
			return true
		}
	}
	return false
}

// document reads one XML document: the content, the styles, the properties, or
// a flat file with all of them.
func (d *openDocument) document(x *scanner) *fault {
	for {
		switch x.next() {
		case tokStart:
			if x.depth() == 1 {
				if x.space != spaceOffice || !strings.HasPrefix(x.name, "document") {
					return otherPart()
				}
				continue
			}
			if bad := d.section(x); bad != nil {
				return bad
			}
		case tokFault:
			return x.fault
		case tokEOF:
			return nil
		}
	}
}

// section reads one part of a document, whose start tag was just read.
func (d *openDocument) section(x *scanner) *fault {
	if x.space == spaceOffice {
		switch x.name {
		case "styles", "automatic-styles":
			return d.styles.read(x)
		case "meta":
			return d.meta(x)
		case "scripts":
			return d.scripts(x)
		case "body":
			return d.body(x)
		}
	}
	return skipped(x)
}

// skipped passes over the element whose start tag was just read.
func skipped(x *scanner) *fault {
	if !x.skip() {
		return x.fault
	}
	return nil
}

// children calls start for each element directly inside the one whose start tag
// was just read; start reads the element to its end.
func children(x *scanner, start func() *fault) *fault {
	for depth := x.depth(); ; {
		switch x.next() {
		case tokStart:
			if bad := start(); bad != nil {
				return bad
			}
		case tokEnd:
			if x.depth() < depth {
				return nil
			}
		case tokEOF, tokFault:
			return x.fault
		}
	}
}

// body knows by its first element what kind of document it is.
func (d *openDocument) body(x *scanner) *fault {
	return children(x, func() *fault {
		switch {
		case x.space != spaceOffice:
			return skipped(x)
		case x.name == "spreadsheet":
			return d.spreadsheet(x)
		case x.name == "text":
			return refuse(otherDocument, "kind", "a text document")
		case x.name == "presentation":
			return refuse(otherDocument, "kind", "a presentation")
		case x.name == "drawing":
			return refuse(otherDocument, "kind", "a drawing")
		}
		return refuse(otherOpenDocument)
	})
}

// spreadsheet reads the sheets. What was changed and by whom, and what other
// programs have told by DDE, holds tables that are no sheets: they are passed over.
func (d *openDocument) spreadsheet(x *scanner) *fault {
	return children(x, func() *fault {
		if x.space != spaceTable {
			return skipped(x)
		}
		switch x.name {
		case "table":
			return d.sheet(x)
		case "content-validations":
			return d.counted(x, "drop-down rules", d.lim.Validations)
		case "named-expressions":
			return d.counted(x, "names", d.lim.Names)
		case "calculation-settings":
			return d.calendar(x)
		case "dde-links":
			d.book.ExternalLinks = true
		}
		return skipped(x)
	})
}

// counted passes over a list that has a limit.
func (d *openDocument) counted(x *scanner, things string, limit int) *fault {
	n := 0
	return children(x, func() *fault {
		if n++; n > limit {
			return refuse(tooManyInSheet, "things", things, "limit", strconv.Itoa(limit))
		}
		return skipped(x)
	})
}

// calendar reads from which day on days are counted.
func (d *openDocument) calendar(x *scanner) *fault {
	return children(x, func() *fault {
		if x.space == spaceTable && x.name == "null-date" {
			switch day, ok := x.attrIn(spaceTable, "date-value"); {
			case !ok || strings.HasPrefix(day, "1899-12-30"):
			case strings.HasPrefix(day, "1904-01-01"):
				d.book.Date1904 = true
			default:
				return refuse(contradiction, "reason", "its calendar is unclear")
			}
		}
		return skipped(x)
	})
}

// meta reads the properties that users and programs have added.
func (d *openDocument) meta(x *scanner) *fault {
	return children(x, func() *fault {
		if x.space != spaceMeta || x.name != "user-defined" {
			return skipped(x)
		}
		name, _ := x.attrIn(spaceMeta, "name")
		value, ok := x.content()
		if !ok {
			return x.fault
		}
		if _, twice := d.book.Properties[name]; !twice && len(d.book.Properties) < d.lim.Names {
			d.book.Properties[name] = value
		}
		return nil
	})
}

// scripts tells whether a flat file has macros.
func (d *openDocument) scripts(x *scanner) *fault {
	for depth := x.depth(); ; {
		switch x.next() {
		case tokStart:
			d.book.Macros = d.book.Macros || x.name == "module"
		case tokEnd:
			if x.depth() < depth {
				return nil
			}
		case tokEOF, tokFault:
			return x.fault
		}
	}
}

// begin takes the name of a sheet and tells whether it is one: what is kept of
// other workbooks looks like a sheet of theirs.
func (d *openDocument) begin(x *scanner) (s *Sheet, bad *fault) {
	if d.tables++; d.tables > d.lim.Sheets {
		return nil, refuse(tooManyInSheet, "things", "sheets", "limit", strconv.Itoa(d.lim.Sheets))
	}
	name, ok := x.attrIn(spaceTable, "name")
	if !ok {
		name = "Sheet" + strconv.Itoa(d.tables)
	}
	if strings.HasPrefix(name, "'") && strings.Contains(name, "'#") {
		d.book.ExternalLinks = true
		d.tables--
		return nil, nil
	}
	if strings.ContainsFunc(name, unicode.IsControl) {
		return nil, refuse(unusualBuild, "reason", "a sheet has a name that cannot be shown")
	}
	if key := strings.ToLower(name); d.names[key] {
		return nil, refuse(sameName, "name", name)
	} else {
		d.names[key] = true
	}
	s = &Sheet{Name: name}
	if style, _ := x.attrIn(spaceTable, "style-name"); d.styles.hidden[style] {
		s.Visibility = Hidden
	}
	return s, nil
}

// attrIn answers the value of an attribute of a namespace; absent: "", false.
func (x *scanner) attrIn(sp space, name string) (string, bool) {
	for i := range x.attrs {
		if a := &x.attrs[i]; a.name == name && x.of(a, sp) {
			return decode(a.raw, true), true
		}
	}
	return "", false
}

// of tells whether an attribute is of a namespace.
func (x *scanner) of(a *attribute, sp space) bool {
	if a.prefix == "" {
		return false // an attribute without a prefix has no namespace
	}
	found, _ := x.lookup(a.prefix)
	return found == sp
}

package spreadsheet

import (
	"strings"
)

// token is what the XML scanner stands on.
type token uint8

const (
	tokEnd   token = iota // an end tag, or the end of an empty element
	tokStart              // a start tag
	tokText               // characters, in or outside CDATA
	tokEOF                // the document is over and was well-formed
	tokFault              // see scanner.fault
)

// space is the namespace of an element, as far as we care.
type space uint8

const (
	spaceOther space = iota
	spaceMain        // SpreadsheetML, transitional or strict, or no namespace at all
	spaceRelationships
	spaceXML

	// Of OpenDocument.
	spaceOffice
	spaceTable
	spaceText
	spaceStyle
	spaceNumber
	spaceMeta
	spaceCalc // what LibreOffice adds
)

// spaces maps names of namespaces (ECMA-376 Part 1, Annex A, and Part 4 for
// the transitional ones).
var spaces = map[string]space{
	"": spaceMain,
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main":            spaceMain,
	"http://purl.oclc.org/ooxml/spreadsheetml/main":                        spaceMain,
	"http://schemas.openxmlformats.org/officeDocument/2006/relationships":  spaceRelationships,
	"http://purl.oclc.org/ooxml/officeDocument/relationships":              spaceRelationships,
	"http://www.w3.org/XML/1998/namespace":                                 spaceXML,
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":                     spaceOffice,
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":                      spaceTable,
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":                       spaceText,
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":                      spaceStyle,
	"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0":                  spaceNumber,
	"urn:oasis:names:tc:opendocument:xmlns:meta:1.0":                       spaceMeta,
	"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": spaceCalc,
}

type attribute struct {
	prefix, name string
	raw          string // between the quotes, as written
}

type element struct {
	tag   string // as written, with its prefix
	local string
	space space
	binds int // length of scanner.bound before it
}

type binding struct {
	prefix string
	space  space
}

// scanner walks over one XML document and checks on its way that the document
// is well-formed, XML 1.0 with namespaces, from the first byte to the last. It
// accepts no DOCTYPE.
type scanner struct {
	s    string // legal characters of valid UTF-8 only; see decodePart
	z    string // s and a zero byte, by which a loop over bytes knows the end
	pos  int
	seen traits
	lim  *Limits

	decoded *arena // where the quick way puts texts that are written with references
	keep    bool   // texts of cells must outlast the part

	open  []element
	bound []binding
	plain space // of elements without a prefix: what bound says, kept at hand
	done  bool  // the root element is closed
	ends  bool  // the start tag just given was empty: its end is next

	// The token.
	name  string // local name of an element
	space space
	attrs []attribute
	text  string // raw unless cdata
	cdata bool
	fault *fault
}

// traits say what a part holds anywhere, so that the scan need not look again.
type traits struct {
	cr       bool // a carriage return: line ends are to be normalised
	brackets bool // "]]>", which may only end CDATA
	amp      bool // a reference
}

func newScanner(z string, seen traits, lim *Limits) *scanner {
	x := &scanner{}
	x.start(z, seen, lim)
	return x
}

// start begins with what decodePart answers. The scanner may have been used
// before.
func (x *scanner) start(z string, seen traits, lim *Limits) {
	*x = scanner{s: z[:len(z)-1], z: z, seen: seen, lim: lim, plain: spaceMain,
		open: x.open[:0], attrs: x.attrs[:0], bound: append(x.bound[:0], binding{"xml", spaceXML})}
}

// forget leaves no text in the scanner's memory.
func (x *scanner) forget() {
	clear(x.open[:cap(x.open)])
	clear(x.attrs[:cap(x.attrs)])
	clear(x.bound[:cap(x.bound)])
	x.start("\x00", traits{}, nil)
}

func (x *scanner) fail(f *fault) token {
	if x.fault == nil {
		x.fault = f
	}
	return tokFault
}

func (x *scanner) malformed() token { return x.fail(refuse(damagedInside)) }

// is tells whether the token is the start of this SpreadsheetML element.
func (x *scanner) is(name string) bool { return x.name == name && x.space == spaceMain }

// depth is the number of elements that are open; a start tag counts itself, an
// end tag no longer.
func (x *scanner) depth() int { return len(x.open) }

// next goes to the next token. Comments and processing instructions are
// checked and passed over.
func (x *scanner) next() token {
	if x.fault != nil {
		return tokFault
	}
	if x.ends {
		x.ends = false
		return x.closeElement()
	}
	for x.pos < len(x.s) {
		if x.s[x.pos] != '<' {
			if len(x.open) > 0 {
				return x.characters()
			}
			if !isBlank(x.s[x.pos]) {
				return x.malformed()
			}
			x.pos++
			continue
		}
		rest := x.s[x.pos+1:]
		switch {
		case rest == "":
			return x.malformed()
		case rest[0] == '/':
			return x.endTag()
		case rest[0] == '?':
			if !x.instruction() {
				return x.malformed()
			}
		case rest[0] != '!':
			return x.startTag()
		case strings.HasPrefix(rest, "!--"):
			if !x.comment() {
				return x.malformed()
			}
		case strings.HasPrefix(rest, "![CDATA["):
			return x.cdataSection()
		case strings.HasPrefix(rest, "!DOCTYPE"):
			return x.fail(refuse(unsafeContent, "reason", "a document type"))
		default:
			return x.malformed()
		}
	}
	if !x.done || len(x.open) > 0 {
		return x.malformed()
	}
	return tokEOF
}

func (x *scanner) characters() token {
	text := x.s[x.pos:]
	if n := strings.IndexByte(text, '<'); n >= 0 {
		text = text[:n]
	}
	x.pos += len(text)
	if x.seen.brackets && strings.Contains(text, "]]>") || x.seen.amp && !validReferences(text) {
		return x.malformed()
	}
	x.text, x.cdata = text, false
	return tokText
}

func (x *scanner) cdataSection() token {
	body, _, ok := strings.Cut(x.s[x.pos+len("<![CDATA["):], "]]>")
	if !ok || len(x.open) == 0 {
		return x.malformed()
	}
	x.pos += len("<![CDATA[") + len(body) + len("]]>")
	x.text, x.cdata = body, true
	return tokText
}

func (x *scanner) comment() bool {
	body, _, ok := strings.Cut(x.s[x.pos+len("<!--"):], "--")
	end := x.pos + len("<!--") + len(body) + len("--")
	if !ok || end >= len(x.s) || x.s[end] != '>' {
		return false
	}
	x.pos = end + 1
	return true
}

func (x *scanner) instruction() bool {
	body, _, ok := strings.Cut(x.s[x.pos+len("<?"):], "?>")
	n := nameLen(body)
	if !ok || n == 0 || strings.EqualFold(body[:n], "xml") || n < len(body) && !isBlank(body[n]) {
		return false
	}
	x.pos += len("<?") + len(body) + len("?>")
	return true
}

func (x *scanner) endTag() token {
	if len(x.open) == 0 {
		return x.malformed()
	}
	rest, ok := strings.CutPrefix(x.s[x.pos+len("</"):], x.open[len(x.open)-1].tag)
	if !ok {
		return x.malformed()
	}
	if rest = trimLeft(rest); rest == "" || rest[0] != '>' {
		return x.malformed()
	}
	x.pos = len(x.s) - len(rest) + 1
	return x.closeElement()
}

func (x *scanner) closeElement() token {
	last := len(x.open) - 1
	e := &x.open[last]
	x.name, x.space = e.local, e.space
	if e.binds < len(x.bound) {
		x.bound = x.bound[:e.binds]
		x.plain = x.lookupPlain()
	}
	x.open = x.open[:last]
	x.done = last == 0
	return tokEnd
}

func (x *scanner) startTag() token {
	n := nameLen(x.s[x.pos+1:])
	if n == 0 || x.done {
		return x.malformed()
	}
	tag := x.s[x.pos+1 : x.pos+1+n]
	x.pos += 1 + n
	if len(x.open) >= x.lim.Depth {
		return x.fail(refuse(unsafeContent, "reason", "far too many levels"))
	}
	x.open = append(x.open, element{tag: tag, binds: len(x.bound)})
	if !x.attributes() {
		return x.malformed() // unless a narrower fault is known
	}
	var ok bool
	if x.name, x.space, ok = x.resolve(tag); !ok {
		return x.malformed()
	}
	e := &x.open[len(x.open)-1]
	e.local, e.space = x.name, x.space
	return tokStart
}

// attributes reads up to the end of a start tag, binds the namespaces declared
// there and checks the prefixes used.
func (x *scanner) attributes() bool {
	x.attrs = x.attrs[:0]
	for {
		start := x.pos
		for x.pos < len(x.s) && isBlank(x.s[x.pos]) {
			x.pos++
		}
		if x.pos == len(x.s) {
			return false
		}
		switch x.s[x.pos] {
		case '>':
			x.pos++
			return x.checkAttributes()
		case '/':
			x.pos += 2
			x.ends = true
			return x.pos <= len(x.s) && x.s[x.pos-1] == '>' && x.checkAttributes()
		}
		if start == x.pos || !x.attribute() {
			return false
		}
	}
}

func (x *scanner) attribute() bool {
	n := nameLen(x.s[x.pos:])
	if n == 0 {
		return false
	}
	name := x.s[x.pos : x.pos+n]
	rest := trimLeft(x.s[x.pos+n:])
	if rest == "" || rest[0] != '=' {
		return false
	}
	rest = trimLeft(rest[1:])
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return false
	}
	end := strings.IndexByte(rest[1:], rest[0])
	if end < 0 {
		return false
	}
	raw := rest[1 : 1+end]
	x.pos = len(x.s) - len(rest) + end + 2
	if end > x.lim.AttrBytes || len(x.attrs) >= x.lim.Attributes {
		x.fail(refuse(unsafeContent, "reason", "far too many or too long properties"))
		return false
	}
	if strings.IndexByte(raw, '<') >= 0 || x.seen.amp && !validReferences(raw) {
		return false
	}
	prefix, local, ok := splitName(name)
	if !ok {
		return false
	}
	for _, a := range x.attrs {
		if a.name == local && a.prefix == prefix {
			return false
		}
	}
	x.attrs = append(x.attrs, attribute{prefix, local, raw})
	return true
}

func (x *scanner) checkAttributes() bool {
	for _, a := range x.attrs {
		switch {
		case a.prefix == "xmlns":
			x.bound = append(x.bound, binding{a.name, spaces[decode(a.raw, true)]})
		case a.prefix == "" && a.name == "xmlns":
			x.plain = spaces[decode(a.raw, true)]
			x.bound = append(x.bound, binding{"", x.plain})
		}
	}
	if len(x.bound) > x.lim.Attributes {
		x.fail(refuse(unsafeContent, "reason", "far too many namespaces"))
		return false
	}
	for _, a := range x.attrs {
		if a.prefix != "" && a.prefix != "xmlns" {
			if _, ok := x.lookup(a.prefix); !ok {
				return false
			}
		}
	}
	return true
}

// lookup finds the namespace of a prefix.
func (x *scanner) lookup(prefix string) (space, bool) {
	if prefix == "" {
		return x.plain, true
	}
	for i := len(x.bound) - 1; i >= 0; i-- {
		if x.bound[i].prefix == prefix {
			return x.bound[i].space, true
		}
	}
	return spaceOther, false
}

// lookupPlain finds the namespace of elements without a prefix; without a
// declaration that is none, which we take for SpreadsheetML's.
func (x *scanner) lookupPlain() space {
	for i := len(x.bound) - 1; i >= 0; i-- {
		if x.bound[i].prefix == "" {
			return x.bound[i].space
		}
	}
	return spaceMain
}

func (x *scanner) resolve(tag string) (local string, sp space, ok bool) {
	prefix, local, ok := splitName(tag)
	if !ok {
		return "", 0, false
	}
	sp, ok = x.lookup(prefix)
	return local, sp, ok
}

// attr answers the value of an attribute without a prefix; absent: "", false.
func (x *scanner) attr(name string) (string, bool) {
	for _, a := range x.attrs {
		if a.name == name && a.prefix == "" {
			return decode(a.raw, true), true
		}
	}
	return "", false
}

// relation answers the relationship that the element names as r:id.
func (x *scanner) relation() string {
	for _, a := range x.attrs {
		if a.name == "id" && a.prefix != "" {
			if sp, _ := x.lookup(a.prefix); sp == spaceRelationships {
				return decode(a.raw, true)
			}
		}
	}
	return ""
}

// skip passes over the rest of the element whose start tag was just read.
func (x *scanner) skip() bool {
	for depth := x.depth(); ; {
		switch x.next() {
		case tokEnd:
			if x.depth() < depth {
				return true
			}
		case tokEOF, tokFault:
			return false
		}
	}
}

// content reads the text of the element whose start tag was just read, up to
// its end tag. Elements inside it are damage.
func (x *scanner) content() (string, bool) {
	text, whole := "", true // whole: text is one piece
	var b strings.Builder
	for {
		switch x.next() {
		case tokText:
			piece := x.text
			if x.cdata {
				piece = normaliseLines(piece, x.seen.cr)
			} else {
				piece = decodeText(piece, x.seen)
			}
			if whole && text == "" {
				text = piece
				continue
			}
			if whole {
				whole = false
				b.WriteString(text)
			}
			b.WriteString(piece)
		case tokEnd:
			if whole {
				return text, true
			}
			return b.String(), true
		case tokStart:
			x.malformed()
			return "", false
		default:
			return "", false
		}
	}
}

package spreadsheet

import (
	"cmp"
	"net/url"
	"path"
	"slices"
	"strings"
)

// scan opens a part for scanning, which ends that of the part before; what names
// it in a fault, in people's words.
func (c *container) scan(name, what string) (*scanner, *fault) {
	part, bad := c.read(name, what)
	if bad != nil {
		return nil, bad
	}
	return c.scanPart(part, what)
}

func (c *container) scanPart(part []byte, what string) (*scanner, *fault) {
	text, seen, bad := decodePart(part)
	if bad != nil {
		return nil, bad.in(what)
	}
	c.scanner.start(text, seen, c.lim)
	return &c.scanner, nil
}

// walk calls start for every start tag of a part; at holds the local names of
// the elements around it and its own, the first of which must be root. The whole
// part is read, so that a fault anywhere in it is seen.
func (c *container) walk(name, what, root string, start func(x *scanner, at []string) *fault) *fault {
	x, bad := c.scan(name, what)
	if bad != nil {
		return bad
	}
	var at []string
	for {
		switch x.next() {
		case tokStart:
			at = append(at[:x.depth()-1], x.name)
			if at[0] != root {
				return otherPart()
			}
			if bad := start(x, at); bad != nil {
				return bad.in(what)
			}
		case tokFault:
			return x.fault.in(what)
		case tokEOF:
			return nil
		}
	}
}

// wayTo is how an element is reached, such as workbook/sheets/sheet; empty for one
// that is deeper, or has a longer name on its way, than any that is looked for. It is
// asked for every element of a part, and a crafted part has millions of them below
// names of a megabyte.
func wayTo(at []string) string {
	const deepest, longest = 4, len("definedNames")
	if len(at) > deepest || slices.ContainsFunc(at, func(name string) bool { return len(name) > longest }) {
		return ""
	}
	return strings.Join(at, "/")
}

// otherPart is the fault of a part whose first element is another than what leads
// to it promises.
func otherPart() *fault {
	return refuse(unusualBuild, "reason", "one of its parts is not what it is listed as")
}

// relationship leads from one part to another (ECMA-376 Part 2, 6.5).
type relationship struct {
	id     string
	kind   string // the last word of its type, the same in transitional and strict files
	target string // name of a part; empty if it lies outside the file
}

// relationships reads the relationships of a part, as they are listed; "" is the
// file itself. A part without any has none.
func (c *container) relationships(of string) (all []relationship, bad *fault) {
	dir, base := path.Split(of)
	name := dir + "_rels/" + base + ".rels"
	if !c.has(name) {
		return nil, nil
	}
	seen := map[string]bool{}
	bad = c.walk(name, "the list of its parts", "Relationships", func(x *scanner, at []string) *fault {
		if len(at) != 2 || x.name != "Relationship" {
			return nil
		}
		id, _ := x.attr("Id")
		kind, _ := x.attr("Type")
		target, _ := x.attr("Target")
		r := relationship{id: id, kind: kind[strings.LastIndexByte(kind, '/')+1:]}
		if mode, _ := x.attr("TargetMode"); mode != "External" {
			r.target = c.resolve(dir, target)
		}
		if seen[id] {
			return refuse(contradiction, "reason", "two of its parts are listed as one")
		}
		seen[id] = true
		all = append(all, r)
		return nil
	})
	return all, bad
}

// only takes a part of which a workbook has one; of two, each program would take
// another.
func only(part *string, target, what string) *fault {
	if *part != "" && fold(*part) != fold(target) {
		return refuse(unusualBuild, "reason", "it holds two "+what)
	}
	*part = target
	return nil
}

// resolve makes the name of a part from a target, which is a relative or
// absolute URI. Some programs write it unescaped.
func (c *container) resolve(dir, target string) string {
	clean := func(t string) string {
		t = strings.ReplaceAll(t, `\`, "/")
		if !strings.HasPrefix(t, "/") {
			t = dir + t
		}
		return strings.TrimPrefix(path.Clean("/"+t), "/")
	}
	name := clean(target)
	if plain, err := url.PathUnescape(target); err == nil && !c.has(name) && c.has(clean(plain)) {
		return clean(plain)
	}
	return name
}

// office knows the packages that are built like a workbook and are none, and the
// zip files that hold something else, from the names of the parts.
func (c *container) office() *fault {
	switch {
	case c.has("Index/Document.iwa"), c.has("Index.zip"):
		return refuse(appleNumbers)
	case c.has("[Content_Types].xml"), c.has("_rels/.rels"):
		return nil
	}
	return refuse(packedFolder)
}

// mainPart finds the workbook and refuses what is another kind of document.
func (c *container) mainPart() (name string, macros bool, properties string, bad *fault) {
	rels, bad := c.relationships("")
	if bad != nil {
		return "", false, "", bad
	}
	for _, r := range rels {
		switch r.kind {
		case "officeDocument":
			bad = only(&name, r.target, "workbooks")
		case "custom-properties", "customProperties":
			properties = cmp.Or(properties, r.target) // no value needs them
		}
		if bad != nil {
			return "", false, "", bad
		}
	}
	if name == "" && c.has("xl/workbook.xml") {
		name = "xl/workbook.xml"
	}
	if name == "" && (c.has("Documents/1/FixedDocument.fdoc") || c.has("FixedDocSeq.fdseq")) {
		return "", false, "", refuse(otherDocument, "kind", "an XPS document")
	}
	if name == "" {
		return "", false, "", refuse(partMissing, "what", "the list of its sheets")
	}
	kind, bad := c.contentType(name)
	switch {
	case bad != nil:
		return "", false, "", bad
	case strings.Contains(kind, "sheet.binary"), strings.HasSuffix(fold(name), ".bin"):
		return "", false, "", refuse(binaryWorkbook)
	case strings.Contains(kind, "wordprocessingml"), strings.Contains(kind, "ms-word"):
		return "", false, "", refuse(otherDocument, "kind", "a Word document")
	case strings.Contains(kind, "presentationml"), strings.Contains(kind, "ms-powerpoint"):
		return "", false, "", refuse(otherDocument, "kind", "a PowerPoint presentation")
	case strings.Contains(kind, "visio"):
		return "", false, "", refuse(otherDocument, "kind", "a drawing")
	}
	return name, strings.Contains(strings.ToLower(kind), "macroenabled"), properties, nil
}

// contentType answers what the package says a part is; "" if it says nothing.
func (c *container) contentType(part string) (kind string, bad *fault) {
	const types = "[Content_Types].xml"
	if !c.has(types) {
		return "", nil
	}
	byDefault := ""
	bad = c.walk(types, "the list of its parts", "Types", func(x *scanner, _ []string) *fault {
		is, _ := x.attr("ContentType")
		if name, _ := x.attr("PartName"); x.name == "Override" && fold(name) == fold(part) {
			kind = is
		}
		if ext, _ := x.attr("Extension"); x.name == "Default" && strings.EqualFold("."+ext, path.Ext(part)) {
			byDefault = is
		}
		return nil
	})
	if kind == "" {
		kind = byDefault
	}
	return kind, bad
}

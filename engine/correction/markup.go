package correction

import (
	"bytes"
	"cmp"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// tag is a tag of a part, with its place in the bytes. Parts with cells have passed
// the strict reader, so their tags are well formed; nothing else is taken for granted.
type tag struct {
	start, end   int
	prefix, name string // prefix with its colon
	closes       bool   // </name>
	empty        bool   // <name/>
	depth        int    // of its element; the root has 1
}

// walker goes from tag to tag through the bytes of a part.
type walker struct {
	data []byte
	at   int
	open int
	tag
}

// next moves to the next tag; false at the end of the part.
func (w *walker) next() bool {
	if w.end > 0 && !w.closes && !w.empty {
		w.open++
	}
	for {
		i := bytes.IndexByte(w.data[w.at:], '<')
		if i < 0 {
			return false
		}
		start := w.at + i
		rest := w.data[start:]
		switch {
		case bytes.HasPrefix(rest, []byte("<!--")):
			w.skip(start, "-->")
		case bytes.HasPrefix(rest, []byte("<![CDATA[")):
			w.skip(start, "]]>")
		case bytes.HasPrefix(rest, []byte("<?")):
			w.skip(start, "?>")
		case bytes.HasPrefix(rest, []byte("<!")):
			w.skip(start, ">")
		default:
			return w.take(start)
		}
	}
}

func (w *walker) skip(start int, until string) {
	w.at = len(w.data)
	if i := bytes.Index(w.data[start:], []byte(until)); i >= 0 {
		w.at = start + i + len(until)
	}
}

// take reads the tag that begins at start.
func (w *walker) take(start int) bool {
	end := start + 1
	for quote := byte(0); ; end++ {
		if end >= len(w.data) {
			return false
		}
		switch c := w.data[end]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
			continue
		case c == '"' || c == '\'':
			quote = c
			continue
		case c != '>':
			continue
		}
		break
	}
	text := w.data[start+1 : end]
	w.tag = tag{start: start, end: end + 1, closes: bytes.HasPrefix(text, []byte("/")), empty: bytes.HasSuffix(text, []byte("/"))}
	text = bytes.TrimPrefix(text, []byte("/"))
	if i := bytes.IndexAny(text, " \t\r\n/"); i >= 0 {
		text = text[:i]
	}
	name := string(text)
	if i := strings.IndexByte(name, ':'); i >= 0 {
		w.prefix, name = name[:i+1], name[i+1:]
	}
	w.name = name
	if w.closes {
		w.open--
	}
	w.depth = w.open + 1
	w.at = w.end
	return true
}

// each visits the elements right below the one whose tag was just read. A visit
// may go on to the end of its element; what it leaves is passed over.
func (w *walker) each(visit func() error) error {
	if w.empty {
		return nil
	}
	for depth := w.depth; w.next(); {
		switch {
		case w.depth == depth && w.closes:
			return nil
		case w.depth == depth+1 && !w.closes:
			if err := visit(); err != nil {
				return err
			}
		}
	}
	return odd("its elements")
}

// pass goes to the end of the element whose tag was just read, and answers it.
func (w *walker) pass() (element, error) {
	e := element{tag: w.tag, inner: w.end, close: w.end}
	err := w.each(func() error { return nil })
	if !e.empty {
		e.inner, e.close = w.start, w.end
	}
	return e, err
}

// is tells whether the tag begins an element of a name, which has its prefix.
func (t tag) is(name string) bool {
	prefix, found := strings.CutSuffix(name, t.name)
	return found && !t.closes && prefix == t.prefix
}

// opens tells whether the tag begins an element of a name.
func (t tag) opens(name string) bool { return !t.closes && t.name == name }

// attribute finds an attribute of a tag by its name, with its prefix: its value
// and where that stands in the bytes.
func (t tag) attribute(data []byte, name string) (value string, start, end int, ok bool) {
	for at := range attributes(data, t) {
		if at.name == name {
			return html.UnescapeString(string(data[at.start:at.end])), at.start, at.end, true
		}
	}
	return "", 0, 0, false
}

// value is the value of an attribute; empty where there is none.
func (t tag) value(data []byte, name string) string {
	v, _, _, _ := t.attribute(data, name)
	return v
}

// qualified is the value of an attribute with a prefix, whatever that is.
func (t tag) qualified(data []byte, local string) string {
	for at := range attributes(data, t) {
		if strings.HasSuffix(at.name, ":"+local) {
			return html.UnescapeString(string(data[at.start:at.end]))
		}
	}
	return ""
}

// place is an attribute, with the place of its value.
type place struct {
	name       string
	from       int // of the blank before it
	start, end int
}

func attributes(data []byte, t tag) func(yield func(place) bool) {
	return func(yield func(place) bool) {
		i := t.start + 1 + len(t.prefix) + len(t.name)
		for i < t.end {
			eq := bytes.IndexByte(data[i:t.end], '=')
			if eq < 0 {
				return
			}
			from, name := i, strings.TrimSpace(string(data[i:i+eq]))
			i += eq + 1
			for i < t.end && data[i] != '"' && data[i] != '\'' {
				i++
			}
			if i >= t.end {
				return
			}
			length := bytes.IndexByte(data[i+1:t.end], data[i])
			if length < 0 || !yield(place{name, from, i + 1, i + 1 + length}) {
				return
			}
			i += length + 2
		}
	}
}

// element is an element of a part: its first tag, and where it ends.
type element struct {
	tag
	inner int // where its last tag begins; the end of the tag where it is empty
	close int // behind its last tag
}

// children are the elements right below an element of a part; the root's where
// of is empty.
func children(data []byte, of ...string) (parent element, all []element) {
	w := walker{data: data}
	depth, found := max(1, len(of)), false
	for w.next() {
		switch {
		case !found && !w.closes && w.depth == depth && (len(of) == 0 || w.name == of[depth-1]):
			parent, found = element{tag: w.tag, inner: w.end, close: w.end}, true
			if w.empty {
				return parent, nil
			}
		case found && w.closes && w.depth == depth:
			parent.inner, parent.close = w.start, w.end
			return parent, all
		case found && !w.closes && w.depth == depth+1:
			all = append(all, element{tag: w.tag, inner: w.end, close: w.end})
		case found && w.closes && w.depth == depth+1:
			all[len(all)-1].inner, all[len(all)-1].close = w.start, w.end
		}
	}
	return parent, all
}

// edit puts a text in place of some bytes of a part.
type edit struct {
	start, end int
	text       string
}

// splice is the part with its edits; the bytes between them stay as they are.
func splice(data []byte, edits []edit) []byte {
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	var b bytes.Buffer
	size := len(data)
	for _, e := range edits {
		size += len(e.text)
	}
	b.Grow(size)
	at := 0
	for _, e := range edits {
		b.Write(data[at:e.start])
		b.WriteString(e.text)
		at = e.end
	}
	b.Write(data[at:])
	return b.Bytes()
}

// set gives an attribute of a tag a value.
func set(data []byte, t tag, name, value string) edit {
	if _, start, end, ok := t.attribute(data, name); ok {
		return edit{start, end, escape(value)}
	}
	at := t.start + 1 + len(t.prefix) + len(t.name)
	return edit{at, at, " " + name + `="` + escape(value) + `"`}
}

// drop takes an attribute out of a tag, with the blank before it.
func drop(data []byte, t tag, name string) (edit, bool) {
	for at := range attributes(data, t) {
		if at.name == name {
			return edit{at.from, at.end + 1, ""}, true
		}
	}
	return edit{}, false
}

// fill puts a text at the end of an element.
func (e element) fill(data []byte, text string) edit {
	if !e.empty {
		return edit{e.inner, e.inner, text}
	}
	slash := bytes.LastIndexByte(data[e.start:e.end], '/') + e.start
	return edit{slash, e.end, ">" + text + "</" + e.prefix + e.name + ">"}
}

// insert puts a child into a root element where its schema wants it: order
// names the children in their order.
func insert(data []byte, order []string, name, text string) edit {
	rank := slices.Index(order, name)
	root, all := children(data)
	if root.empty {
		return root.fill(data, text)
	}
	at := root.end
	for _, c := range all {
		if r := slices.Index(order, c.name); r >= 0 && r <= rank {
			at = c.close
		}
	}
	return edit{at, at, text}
}

// letterCode is what a program takes for a character by its code (ECMA-376
// Part 1, 22.9.2.19).
var letterCode = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// cellText is a text for an element: what looks like the code of a character
// stays what it is.
func cellText(s string) string {
	return escape(letterCode.ReplaceAllStringFunc(s, func(m string) string { return "_x005F" + m }))
}

// escape makes a text safe for an element or an attribute.
func escape(s string) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&quot;")
		case r < ' ' && r != '\n' && r != '\t', r == 0xFFFE, r == 0xFFFF:
		case r < ' ' || r > '~': // whatever encoding the part says it has
			b.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// prefixed gives the elements of a text without prefixes another prefix.
func prefixed(text, prefix string) string {
	if prefix == "" {
		return text
	}
	var edits []edit
	w := walker{data: []byte(text)}
	for w.next() {
		at := w.start + 1
		if w.closes {
			at++
		}
		edits = append(edits, edit{at, at + len(w.prefix), prefix})
	}
	return string(splice([]byte(text), edits))
}

// bare takes the prefixes off the elements of a text.
func bare(text string) string {
	var edits []edit
	w := walker{data: []byte(text)}
	for w.next() {
		at := w.start + 1
		if w.closes {
			at++
		}
		edits = append(edits, edit{at, at + len(w.prefix), ""})
	}
	return string(splice([]byte(text), edits))
}

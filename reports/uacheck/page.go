package uacheck

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

func (c *checker) page(p int, parents map[int]types.Object) {
	d, _, _, err := c.ctx.PageDict(p, false)
	if err != nil {
		c.fail("file", "%v", err)
		return
	}
	c.annotations(p, d, parents)
	var back types.Array // from MCID to element
	if sp := d.IntEntry("StructParents"); sp == nil {
		c.fail("tree", "page %d without StructParents", p)
	} else {
		back = c.array(parents[*sp])
	}
	r := &reader{c: c, page: p, back: back}
	for _, t := range tokens(c.stream(d["Contents"])) {
		r.token(t)
	}
	if len(r.open) > 0 {
		c.fail("marks", "open mark at the end of page %d", p)
	}
}

func (c *checker) annotations(p int, page types.Dict, parents map[int]types.Object) {
	list := c.array(page["Annots"])
	if len(list) > 0 && name(page, "Tabs") != "S" {
		c.fail("7.18.3-1", "page %d Tabs", p)
	}
	for _, a := range list {
		d := c.dict(a)
		key := d.IntEntry("StructParent")
		if !c.linked[object(a)] || key == nil || parents[*key] == nil {
			c.fail("7.18.1-1", "annotation outside the tree on page %d", p)
		}
		if !has(d, "Contents") {
			c.fail("7.18.5-2", "link without Contents on page %d", p)
		}
	}
}

// reader follows the content of a page.
type reader struct {
	c        *checker
	page     int
	back     types.Array
	open     []string // marked sequences: content, artifact or "?"
	operands []string
	font     string
	path     bool // a path that is not painted yet
}

const (
	content  = "real"
	artifact = "/Artifact"
)

func (r *reader) token(t string) {
	switch t {
	case "BDC", "BMC":
		r.begin(t == "BDC")
	case "EMC":
		if len(r.open) == 0 {
			r.c.fail("marks", "EMC too many on page %d", r.page)
		} else {
			r.open = r.open[:len(r.open)-1]
		}
	case "Tf":
		if len(r.operands) >= 2 {
			r.font = r.operands[len(r.operands)-2]
		}
	case "Tj", "TJ":
		r.paint("text")
		r.text()
	case "S", "s", "f", "F", "f*", "B", "B*", "b", "b*":
		if r.path {
			r.paint("path")
		}
		r.path = false
	case "n":
		r.path = false
	case "m", "re":
		r.path = true
	case "Do", "sh":
		r.paint(t)
	default:
		r.operands = append(r.operands, t)
		return
	}
	r.operands = r.operands[:0]
}

var mcid = regexp.MustCompile(`/MCID (\d+)`)

// begin opens a marked sequence.
func (r *reader) begin(withDict bool) {
	tag := "?"
	if n := len(r.operands); n >= 2 && withDict {
		tag = r.operands[n-2]
		if m := mcid.FindStringSubmatch(r.operands[n-1]); m != nil {
			r.claim(m[1])
			tag = content
		} else if tag != artifact {
			tag = "?"
		}
	}
	for _, s := range r.open {
		if s == content && tag == artifact {
			r.c.fail("7.1-1", "artifact in content on page %d", r.page)
		}
		if s == artifact && tag == content {
			r.c.fail("7.1-2", "content in artifact on page %d", r.page)
		}
	}
	r.open = append(r.open, tag)
}

// claim checks that a marked sequence and the structure know each other.
func (r *reader) claim(digits string) {
	var n int
	if _, err := fmt.Sscan(digits, &n); err != nil {
		r.c.fail("marks", "MCID %s on page %d", digits, r.page)
		return
	}
	m := mark{r.page, n}
	if r.c.drawn[m] {
		r.c.fail("tree", "MCID %d twice on page %d", n, r.page)
	}
	r.c.drawn[m] = true
	elem := r.c.owner[m]
	if elem == 0 {
		r.c.fail("7.1-3", "MCID %d of page %d in no element", n, r.page)
	}
	if n >= len(r.back) {
		r.c.fail("tree", "MCID %d of page %d not in the parent tree", n, r.page)
	} else if object(r.back[n]) != elem {
		r.c.fail("tree", "parent tree and K differ at page %d MCID %d", r.page, n)
	}
}

func (r *reader) paint(what string) {
	for _, s := range r.open {
		if s == content || s == artifact {
			return
		}
	}
	r.c.fail("7.1-3", "unmarked %s on page %d", what, r.page)
}

// text notes the codes that are drawn, which have two bytes.
func (r *reader) text() {
	used := r.c.chars[r.font]
	if used == nil {
		used = map[int]bool{}
		r.c.chars[r.font] = used
	}
	for _, o := range r.operands {
		if s, ok := strings.CutPrefix(o, "("); ok {
			for i := 0; i+1 < len(s); i += 2 {
				used[int(s[i])<<8|int(s[i+1])] = true
			}
		}
	}
}

// tokens splits a content stream; strings come out decoded, after a "(".
func tokens(b []byte) (out []string) {
	for i := 0; i < len(b); {
		switch ch := b[i]; {
		case ch <= ' ' || ch == '[' || ch == ']':
			i++
		case ch == '(':
			var s string
			s, i = literal(b, i+1)
			out = append(out, "("+s)
		case ch == '<' && i+1 < len(b) && b[i+1] == '<':
			j := bytes.Index(b[i:], []byte(">>"))
			if j < 0 {
				return out
			}
			out = append(out, string(b[i:i+j+2]))
			i += j + 2
		case ch == '<':
			j := bytes.IndexByte(b[i:], '>')
			if j < 0 {
				return out
			}
			h, _ := hex.DecodeString(string(b[i+1 : i+j])) // a bad one is drawn as what could be read
			out = append(out, "("+string(h))
			i += j + 1
		default:
			j := i + 1
			for j < len(b) && b[j] > ' ' && !strings.ContainsRune("()<>[]/", rune(b[j])) {
				j++
			}
			out = append(out, string(b[i:j]))
			i = j
		}
	}
	return out
}

// literal reads a string from after its "(" and returns where it ends.
func literal(b []byte, i int) (string, int) {
	var s []byte
	for depth := 1; i < len(b); i++ {
		switch b[i] {
		case '\\':
			if i++; i < len(b) {
				s = append(s, unescape(b[i]))
			}
			continue
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return string(s), i + 1
			}
		}
		s = append(s, b[i])
	}
	return string(s), i
}

func unescape(ch byte) byte {
	switch ch {
	case 'r':
		return '\r'
	case 'n':
		return '\n'
	}
	return ch
}

package spreadsheet

import (
	"strings"
	"unicode/utf8"
	"unsafe"
)

// arena holds texts, one behind the other in few long blocks.
type arena struct {
	block []byte
	again bool // older texts need not last: a full block is used again
}

// reserve makes room for n bytes.
func (a *arena) reserve(n int) {
	switch {
	case n <= cap(a.block)-len(a.block):
	case a.again && n <= cap(a.block):
		a.block = a.block[:0]
	default:
		a.block = make([]byte, 0, max(n, 8<<10))
	}
}

// since is the text behind from.
func (a *arena) since(from int) string {
	return unsafe.String(unsafe.SliceData(a.block[from:]), len(a.block)-from)
}

func (a *arena) add(s string) string {
	a.reserve(len(s))
	from := len(a.block)
	a.block = append(a.block, s...)
	return a.since(from)
}

// decode resolves the references of a text, which is never longer then; ok is
// false if one of them is none.
func (a *arena) decode(s string) (text string, ok bool) {
	a.reserve(len(s))
	from := len(a.block)
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			a.block = append(a.block, s...)
			return a.since(from), true
		}
		a.block = append(a.block, s[:i]...)
		r, n := reference(s[i+1:])
		if n == 0 {
			a.block = a.block[:from]
			return "", false
		}
		a.block = utf8.AppendRune(a.block, r)
		s = s[i+1+n:]
	}
}

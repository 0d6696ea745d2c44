package tagpdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// file is a PDF in pieces. Object numbers are indexes; 0 is unused. A body is
// what stands between "n 0 obj" and "endobj".
type file struct {
	objs       [][]byte
	root, info int
}

var (
	reRoot = regexp.MustCompile(`/Root (\d+) 0 R`)
	reInfo = regexp.MustCompile(`/Info (\d+) 0 R`)
)

// split takes apart what gofpdf wrote. It relies on gofpdf's fixed layout: one
// classic cross-reference table, objects numbered from 1, each at its offset.
func split(b []byte) (*file, error) {
	offsets, table, err := crossReference(b)
	if err != nil {
		return nil, err
	}
	f := &file{objs: make([][]byte, len(offsets))}
	order := make([]int, 0, len(offsets))
	for n := 1; n < len(offsets); n++ {
		order = append(order, n)
	}
	sort.Slice(order, func(i, j int) bool { return offsets[order[i]] < offsets[order[j]] })
	for i, n := range order {
		end := table
		if i+1 < len(order) {
			end = offsets[order[i+1]]
		}
		head := fmt.Sprintf("%d 0 obj\n", n)
		if offsets[n] > end || end > len(b) || !bytes.HasPrefix(b[offsets[n]:end], []byte(head)) {
			return nil, fmt.Errorf("tagpdf: object %d is not at its offset", n)
		}
		body := b[offsets[n]+len(head) : end]
		j := bytes.LastIndex(body, []byte("endobj"))
		if j < 0 {
			return nil, fmt.Errorf("tagpdf: object %d has no end", n)
		}
		f.objs[n] = bytes.TrimRight(body[:j], "\n")
	}
	f.root, f.info = number(reRoot, b[table:]), number(reInfo, b[table:])
	if f.root <= 0 || f.root >= len(f.objs) || f.info <= 0 || f.info >= len(f.objs) {
		return nil, errors.New("tagpdf: the trailer names no catalog")
	}
	return f, nil
}

// crossReference returns the offset of each object, and where the table begins.
func crossReference(b []byte) (offsets []int, table int, err error) {
	const mark = "startxref\n"
	i := bytes.LastIndex(b, []byte(mark))
	if i < 0 {
		return nil, 0, errors.New("tagpdf: no startxref")
	}
	at, _, _ := strings.Cut(string(b[i+len(mark):]), "\n")
	table, err = strconv.Atoi(strings.TrimSpace(at))
	if err != nil || table < 0 || table >= i {
		return nil, 0, fmt.Errorf("tagpdf: startxref is %q", at)
	}
	lines := strings.Split(string(b[table:i]), "\n")
	var n int
	if len(lines) < 2 {
		return nil, 0, errors.New("tagpdf: the cross-reference table is cut")
	}
	if _, err := fmt.Sscanf(lines[1], "0 %d", &n); err != nil || n < 1 || len(lines) < 2+n {
		return nil, 0, errors.New("tagpdf: the cross-reference table is cut")
	}
	offsets = make([]int, n)
	for k := 1; k < n; k++ {
		field, _, _ := strings.Cut(lines[2+k], " ")
		if offsets[k], err = strconv.Atoi(field); err != nil {
			return nil, 0, fmt.Errorf("tagpdf: cross-reference %d: %w", k, err)
		}
	}
	return offsets, table, nil
}

// number returns what the first group of re matches in b, 0 for none.
func number(re *regexp.Regexp, b []byte) int {
	m := re.FindSubmatch(b)
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(string(m[1]))
	if err != nil {
		return 0
	}
	return n
}

// reserve takes an object number whose body comes later.
func (f *file) reserve() int { return f.add("") }

func (f *file) add(body string) int {
	f.objs = append(f.objs, []byte(body))
	return len(f.objs) - 1
}

// body returns an object by number, nil when there is none.
func (f *file) body(n int) []byte {
	if n <= 0 || n >= len(f.objs) {
		return nil
	}
	return f.objs[n]
}

// pages lists the page objects. gofpdf numbers them in their order.
func (f *file) pages() (nums []int) {
	for n := 1; n < len(f.objs); n++ {
		if bytes.HasPrefix(f.objs[n], []byte(pageHead)) {
			nums = append(nums, n)
		}
	}
	return nums
}

const pageHead = "<</Type /Page\n"

// deflated returns a compressed stream object; dict is what stands in its
// dictionary beside length and filter.
func deflated(dict string, data []byte) []byte {
	var z bytes.Buffer
	w, err := zlib.NewWriterLevel(&z, zlib.BestCompression)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil { // not into memory
		return stream(dict, data)
	}
	return stream(dict+"/Filter/FlateDecode", z.Bytes())
}

func stream(dict string, data []byte) []byte {
	var o bytes.Buffer
	fmt.Fprintf(&o, "<<%s/Length %d>>\nstream\n", dict, len(data))
	o.Write(data)
	o.WriteString("\nendstream")
	return o.Bytes()
}

// inflate returns the data of a stream that gofpdf compressed.
func inflate(body []byte) ([]byte, error) {
	const head, tail = "stream\n", "\nendstream"
	i, j := bytes.Index(body, []byte(head)), bytes.LastIndex(body, []byte(tail))
	if i < 0 || j < i+len(head) {
		return nil, errors.New("tagpdf: a stream is missing")
	}
	r, err := zlib.NewReader(bytes.NewReader(body[i+len(head) : j]))
	if err != nil {
		return nil, fmt.Errorf("tagpdf: %w", err)
	}
	return io.ReadAll(r)
}

package tagpdf

import (
	"bytes"
	"crypto/md5"
	"fmt"
)

// The comment of bytes above 127 tells programs that the file is binary.
const fileHead = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

// trailer is what the trailer says beside the size. The file's identifier is
// taken from its objects: the same content has the same one.
func (f *file) trailer() string {
	sum := md5.New()
	for _, b := range f.objs[1:] {
		sum.Write(b)
	}
	id := fmt.Sprintf("%X", sum.Sum(nil))
	return fmt.Sprintf("/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]", f.root, f.info, id, id)
}

func putObject(o *bytes.Buffer, n int, body []byte) (offset int) {
	offset = o.Len()
	fmt.Fprintf(o, "%d 0 obj\n", n)
	o.Write(body)
	o.WriteString("\nendobj\n")
	return offset
}

// write returns the file with a classic cross-reference table.
func (f *file) write() []byte {
	var o, table bytes.Buffer
	o.WriteString(fileHead)
	for n, body := range f.objs {
		if n > 0 {
			fmt.Fprintf(&table, "%010d 00000 n \n", putObject(&o, n, body))
		}
	}
	at := o.Len()
	fmt.Fprintf(&o, "xref\n0 %d\n0000000000 65535 f \n", len(f.objs))
	o.Write(table.Bytes())
	fmt.Fprintf(&o, "trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n", len(f.objs), f.trailer(), at)
	return o.Bytes()
}

// entry of a cross-reference stream: kind 0 free, 1 at an offset, 2 in an object
// stream.
type entry struct{ kind, a, b int }

// writePacked returns the file with its dictionaries in object streams: a third
// smaller.
func (f *file) writePacked() []byte {
	var o bytes.Buffer
	o.WriteString(fileHead)
	entries := make([]entry, len(f.objs))
	entries[0] = entry{0, 0, 65535}
	var packed []int
	for n := 1; n < len(f.objs); n++ {
		if bytes.Contains(f.objs[n], []byte("stream\n")) {
			entries[n] = entry{1, putObject(&o, n, f.objs[n]), 0}
		} else {
			packed = append(packed, n)
		}
	}
	const most = 200 // objects in a stream
	for len(packed) > 0 {
		k := min(most, len(packed))
		var head, body bytes.Buffer
		for i, n := range packed[:k] {
			fmt.Fprintf(&head, "%d %d ", n, body.Len())
			body.Write(f.objs[n])
			body.WriteByte('\n')
			entries[n] = entry{2, len(entries), i}
		}
		dict := fmt.Sprintf("/Type/ObjStm/N %d/First %d", k, head.Len())
		at := putObject(&o, len(entries), deflated(dict, append(head.Bytes(), body.Bytes()...)))
		entries = append(entries, entry{1, at, 0})
		packed = packed[k:]
	}
	at := o.Len()
	entries = append(entries, entry{1, at, 0})
	var x bytes.Buffer
	for _, e := range entries {
		x.Write([]byte{byte(e.kind), byte(e.a >> 24), byte(e.a >> 16), byte(e.a >> 8), byte(e.a), byte(e.b >> 8), byte(e.b)})
	}
	dict := fmt.Sprintf("/Type/XRef/Size %d/W[1 4 2]%s", len(entries), f.trailer())
	putObject(&o, len(entries)-1, deflated(dict, x.Bytes()))
	fmt.Fprintf(&o, "startxref\n%d\n%%%%EOF\n", at)
	return o.Bytes()
}

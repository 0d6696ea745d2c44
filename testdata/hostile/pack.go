package hostile

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"strings"
	"sync"
)

// stream is a text that may be far too long to be written out.
type stream struct {
	head, unit string
	times      int // of unit
	tail       string
}

func text(s string) stream { return stream{head: s} }

// part is a part of a zip file, with what is said wrongly of it.
type part struct {
	name   string
	text   stream
	stored bool                  // not deflated
	lie    func(*zip.FileHeader) // told of it in the file
	spoil  func(packed []byte)
}

type parts []part

// zip packs the parts. Each header says the truth unless its part lies.
func (p parts) zip() []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range p {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		data, size, sum := e.text.deflate()
		if e.stored {
			data, h.Method = []byte(e.text.head+strings.Repeat(e.text.unit, e.text.times)+e.text.tail), zip.Store
		}
		h.CRC32, h.CompressedSize64, h.UncompressedSize64 = sum, uint64(len(data)), size
		if e.lie != nil {
			e.lie(h)
		}
		if e.spoil != nil {
			e.spoil(data)
		}
		w, err := z.CreateRaw(h)
		must(err)
		_, err = w.Write(data)
		must(err)
	}
	must(z.Close())
	return b.Bytes()
}

// deflate packs a stream. A block that refers to nothing before itself may be
// repeated as it is, so that gigabytes take no time to pack.
func (s stream) deflate() (data []byte, size uint64, sum uint32) {
	const block = 1 << 20
	each := 1
	if s.unit != "" {
		each = max(1, min(block/len(s.unit), s.times))
	}
	var b bytes.Buffer
	add := func(text string, times int, last bool) {
		var one bytes.Buffer
		w := packers.Get().(*flate.Writer)
		defer packers.Put(w)
		w.Reset(&one)
		_, err := w.Write([]byte(text))
		must(err)
		if last {
			must(w.Close())
		} else {
			must(w.Flush())
		}
		raw := []byte(text)
		for range times {
			b.Write(one.Bytes())
			size += uint64(len(text))
			sum = crc32.Update(sum, crc32.IEEETable, raw)
		}
	}
	add(s.head, 1, false)
	if s.times > 0 {
		add(strings.Repeat(s.unit, each), s.times/each, false)
		add(strings.Repeat(s.unit, s.times%each), 1, false)
	}
	add(s.tail, 1, true)
	return b.Bytes(), size, sum
}

// packers are kept: each takes a megabyte, and some files have ten thousand parts.
var packers = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, flate.BestCompression)
	must(err)
	return w
}}

// must guards what cannot fail in memory.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// patch changes the packed file at the last place where mark stands, n bytes on.
func patch(data []byte, mark string, n int, with ...byte) []byte {
	copy(data[bytes.LastIndex(data, []byte(mark))+n:], with)
	return data
}

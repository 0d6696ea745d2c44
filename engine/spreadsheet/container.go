package spreadsheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/klauspost/compress/flate"
)

// container is the zip file around a workbook. Its directory is checked as a
// whole before any part is read; each part is read to its end and compared with
// its checksum.
type container struct {
	data  []byte
	parts map[string]*entry // by folded name
	lim   *Limits
	*memory
}

type entry struct {
	*zip.File
	start int64 // of its bytes in data
}

// memory is what reading one file needs and the next can use again.
type memory struct {
	in      bytes.Reader
	z       io.ReadCloser // inflates in
	scanner scanner

	// What Scan hands on lies here, and what Open does not keep.
	sheet, texts []byte   // parts
	table        []string // shared texts
	decoded      [2]arena // of the shared texts, and of those in cells
}

func (m *memory) size() int {
	return cap(m.sheet) + cap(m.texts) + 16*cap(m.table) + cap(m.decoded[0].block) + cap(m.decoded[1].block)
}

// keepMemory is how many bytes are worth keeping for the next file.
const keepMemory = 16 << 20

var memories = sync.Pool{New: func() any { return new(memory) }}

// close ends the use of the memory, and of all that lies in it.
func (c *container) close() {
	if c.memory.size() <= keepMemory {
		c.scanner.forget()
		c.in.Reset(nil)
		memories.Put(c.memory)
	}
	c.memory = nil
}

// maxRatio is the most that deflate can make of a byte.
const maxRatio = 1032

// fold makes one name of all spellings that programs take for one part: names
// differ neither in letter case nor in the kind of slash (ECMA-376 Part 2, 6.2.2.3).
func fold(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// Unpacked is how many bytes a file promises to hold when it is unpacked: what
// reading it asks of memory. Nothing is unpacked for that.
func Unpacked(data []byte) (size int64) {
	size = int64(len(data))
	zr, err := zip.NewReader(bytes.NewReader(data), size)
	if err != nil {
		return size
	}
	for _, f := range zr.File {
		if size += int64(f.UncompressedSize64); size < 0 || f.UncompressedSize64 > math.MaxInt64 {
			return math.MaxInt64
		}
	}
	return size
}

func openContainer(data []byte, lim *Limits) (*container, *fault) {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		// The directory is the last thing in the file: without its mark the end is missing.
		if !bytes.Contains(data[max(0, len(data)-(1<<16+22)):], []byte("PK\x05\x06")) {
			return nil, refuse(cutOff)
		}
		return nil, refuse(fileDamaged)
	}
	if len(zr.File) > lim.Parts {
		return nil, refuse(tooMuchInside, "things", "parts", "count", strconv.Itoa(len(zr.File)), "limit", strconv.Itoa(lim.Parts))
	}
	c := &container{data: data, parts: make(map[string]*entry, len(zr.File)), lim: lim, memory: memories.Get().(*memory)}
	total := uint64(0)
	for _, f := range zr.File {
		name := fold(f.Name)
		if bad := c.checkEntry(f, name); bad != nil {
			return nil, bad
		}
		c.parts[name] = &entry{File: f}
		total += f.UncompressedSize64 // no overflow: checkEntry
	}
	if total > uint64(lim.TotalBytes) {
		return nil, refuse(tooMuchInside, "things", "data", "count", megabytes(total), "limit", megabytes(uint64(lim.TotalBytes)))
	}
	return c, c.checkOverlap()
}

func megabytes(n uint64) string { return fmt.Sprintf("%d MB", (n+1<<20-1)>>20) }

func tooLargePart(size uint64, limit int64) *fault {
	return refuse(tooMuchInside, "things", "data in one part", "count", megabytes(size), "limit", megabytes(uint64(limit)))
}

// checkEntry judges one entry of the directory.
func (c *container) checkEntry(f *zip.File, name string) *fault {
	odd := func(reason string) *fault { return refuse(oddlyPacked, "reason", reason) }
	switch {
	case name == "" || strings.ContainsRune(name, 0) || strings.Contains(name, ":") ||
		slices.Contains(strings.Split(name, "/"), ".."):
		return odd("a part has a name that leads out of the file")
	case c.parts[name] != nil:
		return odd("it holds the same part twice")
	case f.Flags&1 != 0:
		return odd("a part is locked")
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return odd("a part is packed in a rare way")
	case f.Mode()&os.ModeSymlink != 0:
		return odd("a part only points to another file")
	case f.UncompressedSize64 > uint64(max(c.lim.PartBytes, c.lim.SheetBytes)): // before any sum of sizes
		return tooLargePart(f.UncompressedSize64, max(c.lim.PartBytes, c.lim.SheetBytes))
	case f.CompressedSize64 > uint64(len(c.data)), f.UncompressedSize64 > maxRatio*f.CompressedSize64:
		return refuse(fileDamaged)
	}
	return nil
}

// checkOverlap refuses parts that share bytes or run past the end.
func (c *container) checkOverlap() *fault {
	type extent struct{ start, end int64 }
	var all []extent
	for _, f := range c.parts {
		var err error
		if f.start, err = f.DataOffset(); err != nil {
			return refuse(fileDamaged)
		}
		end := f.start + int64(f.CompressedSize64)
		if f.start < 0 || end > int64(len(c.data)) {
			return refuse(fileDamaged)
		}
		all = append(all, extent{f.start, end})
	}
	slices.SortFunc(all, func(a, b extent) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	for i := 1; i < len(all); i++ {
		if all[i].start < all[i-1].end {
			return refuse(oddlyPacked, "reason", "two parts lie in the same place")
		}
	}
	return nil
}

func (c *container) has(name string) bool { return c.parts[fold(name)] != nil }

// read answers the bytes of a part, in memory of their own; what names the part
// in people's words, in case it is missing.
func (c *container) read(name, what string) ([]byte, *fault) {
	var own []byte
	return c.readInto(&own, name, what, c.lim.PartBytes)
}

// readInto is read into memory that is used again, and made larger if need be. A
// byte behind the part is free.
func (c *container) readInto(buf *[]byte, name, what string, limit int64) ([]byte, *fault) {
	f := c.parts[fold(name)]
	if f == nil {
		return nil, refuse(partMissing, "what", what)
	}
	if f.UncompressedSize64 > uint64(limit) {
		return nil, tooLargePart(f.UncompressedSize64, limit).in(what)
	}
	size := int(f.UncompressedSize64)
	if cap(*buf) <= size {
		*buf = make([]byte, size+1)
	}
	part := (*buf)[:size]
	src := c.data[f.start : f.start+int64(f.CompressedSize64)] // in range: checkOverlap
	switch {
	case f.Method == zip.Store && len(src) == len(part):
		copy(part, src)
	case f.Method == zip.Store || !c.inflate(part, src):
		return nil, refuse(fileDamaged)
	}
	if crc32.ChecksumIEEE(part) != f.CRC32 {
		return nil, refuse(fileDamaged)
	}
	return part, nil
}

// inflate fills dst exactly; more or less data than the directory promises is
// damage, and so are bytes behind the data.
func (c *container) inflate(dst, src []byte) bool {
	c.in.Reset(src)
	if c.z == nil {
		c.z = flate.NewReader(&c.in)
	} else if err := c.z.(flate.Resetter).Reset(&c.in, nil); err != nil {
		return false
	}
	if _, err := io.ReadFull(c.z, dst); err != nil {
		return false
	}
	var more [1]byte
	n, err := c.z.Read(more[:])
	return n == 0 && err == io.EOF && c.in.Len() == 0
}

package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"

	"github.com/klauspost/compress/flate"
)

// level is how hard parts are compressed: more costs much and saves little.
const level = 5

// packed is a part of a workbook as it lies in its zip file.
type packed struct {
	name string
	data []byte // deflated
	crc  uint32
	size int // inflated
}

// packer writes the zip file of a workbook. Equal parts in equal order give
// equal bytes: nothing in it tells the time.
type packer struct {
	out      bytes.Buffer
	zip      *zip.Writer
	deflated bytes.Buffer
	deflater *flate.Writer
}

func (p *packer) reset() {
	p.out.Reset()
	p.zip = zip.NewWriter(&p.out)
}

// deflate compresses a part; its data lasts until the next call.
func (p *packer) deflate(name string, content []byte) (packed, error) {
	p.deflated.Reset()
	if err := p.compress(content, (*flate.Writer).Close); err != nil {
		return packed{}, fmt.Errorf("packing %s: %w", name, err)
	}
	return packed{name, p.deflated.Bytes(), crc32.ChecksumIEEE(content), len(content)}, nil
}

// compress appends what it makes of some content, ended in one of two ways: the
// part is complete, or more of it follows.
func (p *packer) compress(content []byte, end func(*flate.Writer) error) error {
	if p.deflater == nil {
		var err error
		if p.deflater, err = flate.NewWriter(nil, level); err != nil {
			return err
		}
	}
	p.deflater.Reset(&p.deflated)
	if _, err := p.deflater.Write(content); err != nil {
		return err
	}
	return end(p.deflater)
}

// commonPieces are what many workbooks have alike, compressed, by what they are.
var commonPieces = newShelf[[]byte](64)

// add packs a part. What many workbooks have alike in it is compressed once for
// all; what stands before that is short, and stored as it is.
func (p *packer) add(name string, before, common, after []byte) error {
	if len(common) == 0 {
		x, err := p.deflate(name, after)
		if err != nil {
			return err
		}
		return p.copy(x, name)
	}
	piece, err := commonPieces.get(string(common), func() ([]byte, error) {
		p.deflated.Reset()
		err := p.compress(common, (*flate.Writer).Flush)
		return bytes.Clone(p.deflated.Bytes()), err
	})
	if err == nil {
		p.deflated.Reset()
		p.store(before)
		p.deflated.Write(piece)
		err = p.compress(after, (*flate.Writer).Close)
	}
	if err != nil {
		return fmt.Errorf("packing %s: %w", name, err)
	}
	sum := crc32.ChecksumIEEE(before)
	sum = crc32.Update(sum, crc32.IEEETable, common)
	sum = crc32.Update(sum, crc32.IEEETable, after)
	return p.copy(packed{name, p.deflated.Bytes(), sum, len(before) + len(common) + len(after)}, name)
}

// store appends a block of at most 65,535 bytes that is not compressed.
func (p *packer) store(content []byte) {
	if len(content) == 0 {
		return
	}
	n := uint16(len(content))
	p.deflated.Write([]byte{0, byte(n), byte(n >> 8), ^byte(n), ^byte(n >> 8)})
	p.deflated.Write(content)
}

// copy adds a part that is packed already, under a name.
func (p *packer) copy(x packed, name string) error {
	w, err := p.zip.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Deflate, CRC32: x.crc,
		CompressedSize64: uint64(len(x.data)), UncompressedSize64: uint64(x.size),
	})
	if err != nil {
		return fmt.Errorf("packing %s: %w", name, err)
	}
	if _, err := w.Write(x.data); err != nil {
		return fmt.Errorf("packing %s: %w", name, err)
	}
	return nil
}

// close is the finished file.
func (p *packer) close() ([]byte, error) {
	if err := p.zip.Close(); err != nil {
		return nil, fmt.Errorf("packing: %w", err)
	}
	return bytes.Clone(p.out.Bytes()), nil
}

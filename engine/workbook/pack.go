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
	if p.deflater == nil {
		var err error
		if p.deflater, err = flate.NewWriter(nil, level); err != nil {
			return packed{}, fmt.Errorf("packing %s: %w", name, err)
		}
	}
	p.deflater.Reset(&p.deflated)
	if _, err := p.deflater.Write(content); err != nil {
		return packed{}, fmt.Errorf("packing %s: %w", name, err)
	}
	if err := p.deflater.Close(); err != nil {
		return packed{}, fmt.Errorf("packing %s: %w", name, err)
	}
	return packed{name, p.deflated.Bytes(), crc32.ChecksumIEEE(content), len(content)}, nil
}

// add packs a part.
func (p *packer) add(name string, content []byte) error {
	x, err := p.deflate(name, content)
	if err != nil {
		return err
	}
	return p.copy(x, name)
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

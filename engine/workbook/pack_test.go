package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
)

// A part whose middle is packed once for many workbooks unpacks to what was put
// in, whoever packed the middle first.
func TestCommonPiecesUnpack(t *testing.T) {
	common := strings.Repeat("what every recipient reads. ", 100)
	parts := [][3]string{
		{"", "", "alone"}, {"", "", ""}, {"<sst>", common, "HR</sst>"}, {"<sst count=\"2\">", common, ""}, {"", common, "U01"}, {"", common, ""},
	}
	var before []byte
	for range 2 {
		var p packer
		p.reset()
		for i, x := range parts {
			check(p.add(fmt.Sprint(i), []byte(x[0]), []byte(x[1]), []byte(x[2])))
		}
		data, err := p.close()
		check(err)
		if before != nil && !bytes.Equal(before, data) {
			t.Error("a second packer packs the same parts to other bytes")
		}
		before = data
		for i, x := range parts {
			if got := unpacked(t, data, i); got != strings.Join(x[:], "") {
				t.Errorf("part %d is unpacked to %q", i, got)
			}
		}
	}
}

func unpacked(t *testing.T, data []byte, i int) string {
	t.Helper()
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := zr.File[i].Open()
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r) // checks the sum, too
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

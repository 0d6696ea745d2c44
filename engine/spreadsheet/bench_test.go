package spreadsheet

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// BenchmarkOpen reads every value of a workbook of 16 forms. Each pass is timed
// beside one of the floor (inflating the parts that hold values and finding
// every tag), so that other work on the machine strikes both alike: x-floor is
// the median of the ratios.
func BenchmarkOpen(b *testing.B) {
	data := forms(16, 100, false)
	floor := func() { inflateParts(data, true) }
	for _, c := range []struct {
		name string
		pass func()
	}{
		{"spreadsheet", func() {
			if book, found := Open("a.xlsx", data); book == nil {
				b.Fatal(found)
			}
		}},
		{"inflate only", func() { inflateParts(data, false) }},
		{"excelize raw GetRows", func() { excelizeRows(data) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			c.pass()
			floor()
			var ratios []float64
			for b.Loop() {
				start := time.Now()
				floor()
				between := time.Now()
				c.pass()
				ratios = append(ratios, float64(time.Since(between))/float64(between.Sub(start)))
			}
			slices.Sort(ratios)
			b.ReportMetric(ratios[len(ratios)/2], "x-floor")
		})
	}
}

func excelizeRows(data []byte) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	check(err)
	for _, name := range f.GetSheetList() {
		_, err := f.GetRows(name)
		check(err)
	}
	check(f.Close())
}

// inflateParts unpacks the parts with values, and finds the tags if asked to.
func inflateParts(data []byte, tags bool) (n int) {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	check(err)
	var in bytes.Reader
	z := flate.NewReader(&in)
	for _, f := range zr.File {
		if !strings.HasPrefix(f.Name, "xl/worksheets/sheet") && f.Name != stringPart && f.Name != stylePart && f.Name != bookPart {
			continue
		}
		start, err := f.DataOffset()
		check(err)
		in.Reset(data[start : start+int64(f.CompressedSize64)])
		check(z.(flate.Resetter).Reset(&in, nil))
		part := make([]byte, f.UncompressedSize64)
		_, err = io.ReadFull(z, part)
		check(err)
		for rest := part; tags; n++ {
			i := bytes.IndexByte(rest, '<')
			if i < 0 {
				break
			}
			rest = rest[i+1:]
			rest = rest[bytes.IndexByte(rest, '>')+1:]
		}
	}
	return n
}

package spreadsheet

import (
	"archive/zip"
	"bytes"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"

	"spm/testdata/cputime"
)

// candidate is one way to read a file.
type candidate struct {
	name string
	read func(data []byte) (values int)
}

// The ways to read every value of a file that the benchmarks compare. Their
// limit is to inflate the parts that hold values and to find every tag in them.
var (
	candidateScan   = candidate{"scan", scanValues}
	candidateOpen   = candidate{"open", openValues}
	candidateLimit  = candidate{"limit", func(data []byte) int { return limit.read(data, true) }}
	candidateRows   = candidate{"excelize Rows raw", func(data []byte) int { return excelizeValues(data, excelizeRows) }}
	candidateGet    = candidate{"excelize GetRows raw", func(data []byte) int { return excelizeValues(data, excelizeGetRows) }}
	candidateOpened = candidate{"excelize OpenReader", func(data []byte) int { return excelizeValues(data, nil) }}
)

// BenchmarkRead reads packets of 16 forms. x-limit is the CPU time beside that of
// the limit, x-faster beside excelize's: medians of rounds in which all three were
// timed in turn, so that other work on the machine strikes them alike.
func BenchmarkRead(b *testing.B) {
	var files [][]byte
	for seed := range uint64(4) {
		files = append(files, sample(seed))
	}
	for _, c := range []candidate{candidateScan, candidateOpen, candidateLimit, candidateOpened, candidateGet} {
		b.Run(c.name, func(b *testing.B) { compare(b, files, c, candidateGet) })
	}
}

// compare times a candidate beside the limit and a rival, file by file.
func compare(b *testing.B, files [][]byte, c, rival candidate) {
	var limits, faster, spent []float64
	var own cost
	for b.Loop() {
		own = cost{}
		var limit, other cost
		for _, data := range files {
			if rival.name != c.name {
				other.read(rival, data)
				runtime.GC()
				c.read(data) // the first work after another's is not the measure
			}
			limit.read(candidateLimit, data)
			own.read(c, data)
		}
		limits, spent = append(limits, own.seconds/limit.seconds), append(spent, own.seconds)
		faster = append(faster, other.seconds/own.seconds)
	}
	per := float64(len(files))
	b.ReportMetric(0, "ns/op") // holds the others' time, too
	b.ReportMetric(median(limits), "x-limit")
	if rival.name != c.name {
		b.ReportMetric(median(faster), "x-faster")
	}
	b.ReportMetric(1000*median(spent)/per, "ms/file")
	b.ReportMetric(float64(own.bytes)/per/1e6, "MB/file")
	b.ReportMetric(float64(own.values)/per, "values/file")
}

// cost is the CPU time and the memory that reading files takes.
type cost struct {
	seconds float64
	bytes   uint64 // allocated
	values  int
}

func (c *cost) read(by candidate, data []byte) {
	before, start := allocated(), cputime.Seconds()
	c.values += by.read(data)
	c.seconds += cputime.Seconds() - start
	c.bytes += allocated() - before
}

func median(x []float64) float64 {
	slices.Sort(x)
	return (x[(len(x)-1)/2] + x[len(x)/2]) / 2
}

func scanValues(data []byte) (n int) {
	book, found := Scan("a.xlsx", data, Visitor{Cell: func(c Cell) {
		if c.Text != "" {
			n++
		}
	}})
	if book == nil {
		panic(codes(found))
	}
	return n
}

func openValues(data []byte) (n int) {
	book, found := Open("a.xlsx", data)
	if book == nil {
		panic(codes(found))
	}
	for _, s := range book.Sheets {
		for _, r := range s.Rows {
			for _, c := range r.Cells {
				if c.Text != "" {
					n++
				}
			}
		}
	}
	return n
}

func excelizeValues(data []byte, sheet func(f *excelize.File, name string) int) (n int) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	check(err)
	if sheet != nil {
		for _, name := range f.GetSheetList() {
			n += sheet(f, name)
		}
	}
	check(f.Close())
	return n
}

func excelizeGetRows(f *excelize.File, name string) (n int) {
	rows, err := f.GetRows(name)
	check(err)
	for _, r := range rows {
		n += filled(r)
	}
	return n
}

func excelizeRows(f *excelize.File, name string) (n int) {
	rows, err := f.Rows(name)
	check(err)
	for rows.Next() {
		r, err := rows.Columns()
		check(err)
		n += filled(r)
	}
	check(rows.Close())
	return n
}

func filled(row []string) (n int) {
	for _, v := range row {
		if v != "" {
			n++
		}
	}
	return n
}

// limit unpacks into one buffer with one inflater.
var limit limitReader

type limitReader struct {
	in  bytes.Reader
	z   io.ReadCloser
	buf []byte
}

func (l *limitReader) read(data []byte, tags bool) (n int) {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	check(err)
	for _, f := range zr.File {
		if !strings.HasPrefix(f.Name, "xl/worksheets/sheet") && f.Name != stringPart && f.Name != stylePart && f.Name != bookPart && f.Name != bookRels {
			continue
		}
		part := l.unpack(f, data)
		for tags {
			i := bytes.IndexByte(part, '<')
			if i < 0 {
				break
			}
			part = part[i+1:]
			part = part[bytes.IndexByte(part, '>')+1:]
			n++
		}
	}
	return n
}

func (l *limitReader) unpack(f *zip.File, data []byte) []byte {
	start, err := f.DataOffset()
	check(err)
	l.in.Reset(data[start : start+int64(f.CompressedSize64)])
	if l.z == nil {
		l.z = flate.NewReader(&l.in)
	}
	check(l.z.(flate.Resetter).Reset(&l.in, nil))
	if size := int(f.UncompressedSize64); cap(l.buf) < size {
		l.buf = make([]byte, size+size/4)
	}
	_, err = io.ReadFull(l.z, l.buf[:f.UncompressedSize64])
	check(err)
	return l.buf[:f.UncompressedSize64]
}

package workbook

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/klauspost/compress/flate"
)

// BenchmarkWrite writes a packet of 18 sheets. Each pass is timed beside one of
// the limit, deflating the finished parts and nothing else, so that other work
// on the machine strikes both alike: x-limit is the median of the ratios.
func BenchmarkWrite(b *testing.B) {
	lib := library(b)
	p := samplePacket(b, lib, "direction", false)
	l, err := Plan(lib, p)
	check(err)
	data, err := l.write(lib)
	check(err)
	limit := deflating(data)
	for _, c := range []struct {
		name string
		pass func()
	}{
		{"deflate only", limit},
		{"plan", func() { _, err = Plan(lib, p) }},
		{"splice", func() { _, err = l.write(lib) }},
		{"plan and splice", func() { _, err = Write(lib, p) }},
		{"excelize", func() { byExcelize(l, lib) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			c.pass()
			limit()
			var ratios []float64
			for b.Loop() {
				start := time.Now()
				limit()
				between := time.Now()
				c.pass()
				ratios = append(ratios, float64(time.Since(between))/float64(between.Sub(start)))
				check(err)
			}
			slices.Sort(ratios)
			b.ReportMetric(ratios[len(ratios)/2], "x-limit")
		})
	}
}

// deflating is what compresses the parts of a workbook again, and nothing else.
func deflating(data []byte) func() {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	check(err)
	var parts [][]byte
	for _, f := range zr.File {
		r, err := f.Open()
		check(err)
		part, err := io.ReadAll(r)
		check(err)
		parts = append(parts, part)
	}
	var out bytes.Buffer
	z, err := flate.NewWriter(&out, level)
	check(err)
	return func() {
		for _, part := range parts {
			out.Reset()
			z.Reset(&out)
			_, err := z.Write(part)
			check(err)
			check(z.Close())
		}
	}
}

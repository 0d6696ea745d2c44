package workbook

import (
	"archive/zip"
	"bytes"
	"io"
	"slices"
	"testing"

	"github.com/klauspost/compress/flate"

	"spm/testdata/cputime"
)

// BenchmarkWrite writes a packet of 18 sheets. x-limit is the CPU time beside that
// of the limit, deflating the finished parts and nothing else: the median of
// rounds in which both were timed in turn, so that other work on the machine
// strikes them alike.
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
		{"limit", limit},
		{"plan", func() {
			r := rooms.Get().(*room)
			r.clear()
			_, err = planInto(r, lib, p)
			rooms.Put(r)
		}},
		{"splice", func() { _, err = l.write(lib) }},
		{"plan and splice", func() { _, err = Write(lib, p) }},
		{"excelize", func() { byExcelize(l, lib) }},
	} {
		b.Run(c.name, func(b *testing.B) { beside(b, limit, c.pass) })
		check(err)
	}
}

// beside times some passes of the limit and some of another work in each round.
func beside(b *testing.B, limit, pass func()) {
	const passes = 5
	times := func(do func()) float64 {
		start := cputime.Seconds()
		for range passes {
			do()
		}
		return (cputime.Seconds() - start) / passes
	}
	pass()
	var ratios, spent []float64
	for b.Loop() {
		floor := times(limit)
		spent = append(spent, times(pass))
		ratios = append(ratios, spent[len(spent)-1]/floor)
	}
	slices.Sort(ratios)
	slices.Sort(spent)
	b.ReportMetric(0, "ns/op") // holds the limit's time, too
	b.ReportMetric(ratios[len(ratios)/2], "x-limit")
	b.ReportMetric(1000*spent[len(spent)/2], "ms/file")
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

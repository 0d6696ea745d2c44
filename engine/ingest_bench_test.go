//go:build unix

package engine

import (
	"fmt"
	"os"
	"runtime/debug"
	"slices"
	"syscall"
	"testing"
	"time"

	"spm/engine/spreadsheet"
	"spm/engine/store"
	"spm/engine/workbook"
)

// used is the processor time that this process has taken, on all cores and with
// the collection of its garbage: what waits for a disk costs nothing.
func used() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkIngestStages takes a filled direction packet in again and again,
// stage by stage, each beside the reading of the file alone in the same round,
// so that other work on the machine strikes both alike. x-read is the median of
// the ratios of processor time: what a stage costs, in readings.
func BenchmarkIngestStages(b *testing.B) {
	d := newDesk(b)
	d.ingest("2026-03-20", d.send("setup", "2026-03-20")...)
	file := d.send("direction", "2026-05-05")[0]
	data, err := os.ReadFile(file)
	must(b, err)
	incoming, _ := d.Workspace.Incoming([]string{file})
	in := &intake{Engine: d.Engine, IngestOptions: IngestOptions{Day: "2026-05-05"}}
	must(b, in.load())

	in.group, err = in.store.Group()
	must(b, err)
	defer func() { must(b, in.group.Commit()) }()
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as spm does
	ratios := map[string][]float64{}
	round, share := 0, time.Duration(0) // of a file in what ending a group costs
	for b.Loop() {
		last := used()
		spent := func() time.Duration {
			now := used()
			took := now - last
			last = now
			return took
		}
		spreadsheet.Open(file, data)
		read := spent()
		note := func(stage string, took time.Duration) {
			ratios[stage] = append(ratios[stage], float64(took)/float64(read))
		}
		last = used()

		x := in.fetch(incoming[0])
		x.id = store.Hash(append(data, byte(round), byte(round>>8))) // as if it were another
		x.data = append(slices.Clip(x.data), byte(round), byte(round>>8))
		x.book, _ = spreadsheet.Open(x.file.Name, data)
		total := spent()
		note("read", total)

		x.looked = workbook.Look(in.Library, x.book, x.file.Name)
		x.ids = x.looked.Identify(in.Library)
		p, _, err := in.packetOf(x)
		must(b, err)
		took := spent()
		total += took
		note("identify", took)

		x.reading, err = in.readAs(&x, p)
		must(b, err)
		x.reading.submission.ID = x.id
		took = spent()
		total += took
		note("match", took)

		out := in.classify(x.reading, map[string]string{})
		took = spent()
		total += took
		note("classify", took)

		r := Read{File: x.file.Name, Status: Recorded, Packet: fmt.Sprint("round ", round), Findings: slices.Concat(x.reading.findings, out.Findings)}
		must(b, in.reply(x, &r, p))
		must(b, in.store.Record(in.entry(x, &r, fmt.Sprint("round ", round)), x.data, out.Claims, out.Codes))
		must(b, in.group.Wait())
		took = spent()
		if round++; round%together == 0 {
			must(b, in.group.Commit())
			in.group, err = in.store.Group()
			must(b, err)
			share = spent() / time.Duration(together)
		}
		if took += share; share > 0 {
			note("store", took)
			note("total", total+took)
		}
		if len(out.Claims) < 100 {
			b.Fatalf("%d claims", len(out.Claims))
		}
	}
	for stage, all := range ratios {
		slices.Sort(all)
		b.ReportMetric(all[len(all)/2], stage+"-x-read")
	}
}

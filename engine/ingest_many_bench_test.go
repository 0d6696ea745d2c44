//go:build unix

package engine

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"testing"
	"time"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/spreadsheet"
	"spm/engine/store"
	"spm/engine/value"
	"spm/engine/workbook/byhand"
)

// BenchmarkIngestMany takes the monthly reports of forty units in: of one month,
// and of a year and more. x-read is the processor time beside that of reading
// the same files alone; peak-MB the most memory in use, beyond what the plan
// itself takes.
func BenchmarkIngestMany(b *testing.B) {
	for _, months := range []int{1, 13} {
		b.Run(fmt.Sprint(months*40, " files"), func(b *testing.B) { benchmarkMany(b, months) })
	}
}

func benchmarkMany(b *testing.B, months int) {
	d := newDesk(b)
	d.tell(organization40())
	var files []string
	for n := range months {
		month := value.Date(playedMonth+"-01").Time().AddDate(0, n, 0)
		files = append(files, d.reports(value.DateOf(month).Month(), value.DateOf(month.AddDate(0, 0, 25)))...)
	}
	dir := d.Workspace.Path()
	must(b, d.Close())

	defer debug.SetGCPercent(debug.SetGCPercent(400)) // as spm does
	for b.Loop() {
		b.StopTimer()
		before := used()
		for _, file := range files {
			data, err := os.ReadFile(file)
			must(b, err)
			if book, _ := spreadsheet.Open(file, data); book == nil {
				b.Fatal(file)
			}
		}
		read := used() - before
		copied := filepath.Join(b.TempDir(), "plan")
		must(b, os.CopyFS(copied, os.DirFS(dir)))
		e, _, err := Open(copied)
		must(b, err)
		runtime.GC()
		peak := watchHeap()
		before = used()
		b.StartTimer()
		reads, _, err := e.Ingest(IngestOptions{Paths: files, Day: "2027-12-01"})
		b.StopTimer()
		must(b, err)
		spent := used() - before
		for _, r := range reads {
			if r.Status != Recorded || r.Answered < 10 || r.Findings.Count(finding.Error) > 0 {
				b.Fatalf("%+v", r)
			}
		}
		b.ReportMetric(float64(peak())/(1<<20), "peak-MB")
		b.ReportMetric(float64(spent)/float64(read), "x-read")
		b.ReportMetric(float64(spent.Milliseconds())/float64(len(files)), "cpu-ms/file")
		must(b, e.Close())
		b.StartTimer()
	}
	b.ReportMetric(float64(len(files))*float64(b.N)/b.Elapsed().Seconds(), "files/s")
}

// tell puts claims into the ledger, as if somebody had sent them.
func (d *desk) tell(l *ledger.Ledger) {
	d.Helper()
	data := []byte("told")
	for i := range l.Claims {
		l.Claims[i].Submission = store.Hash(data)
	}
	must(d.TB, d.store.Record(store.Return{ID: store.Hash(data), File: "told.xlsx", Stream: "told", Received: "2026-06-01", Status: Recorded}, data, l.Claims, nil))
}

// reports sends out the reports of a month and fills them in.
func (d *desk) reports(month string, day value.Date) []string {
	d.Helper()
	issued, findings, err := d.Generate(GenerateOptions{Packet: "monthly", Month: month, Day: day})
	must(d.TB, err)
	if len(issued) != 40 {
		d.Fatalf("%s: %d reports, %v", month, len(issued), findings)
	}
	files := make([]string, len(issued))
	var wait sync.WaitGroup
	for part := range 2 {
		wait.Go(func() {
			for n := part; n < len(issued); n += 2 {
				files[n] = d.reported(d.Workspace.Path(issued[n].File), month)
			}
		})
	}
	wait.Wait()
	return files
}

// reported fills in a report: each of its actions is on schedule.
func (d *desk) reported(file, month string) string {
	data, err := os.ReadFile(file)
	must(d.TB, err)
	book, err := byhand.Open(data)
	must(d.TB, err)
	codes, err := book.Codes("R1 Monthly", "no")
	must(d.TB, err)
	for _, code := range codes {
		must(d.TB, book.Type("R1 Monthly", code, "status", "On schedule"))
		must(d.TB, book.Type("R1 Monthly", code, "progress", "We met twice and wrote the first draft of "+code))
	}
	milestones, err := book.Codes("R1 Outlook", "forecast")
	must(d.TB, err)
	for _, code := range milestones {
		must(d.TB, book.Type("R1 Outlook", code, "forecast", "Will be met by year end"))
	}
	data, err = book.Save()
	must(d.TB, err)
	return d.lay(month+" "+filepath.Base(file), data)
}

// watchHeap watches how much memory is in use until it is asked for the most
// that it has seen beyond what there was.
func watchHeap() (most func() uint64) {
	in := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	begin, stop, peak := in(), make(chan bool), make(chan uint64)
	go func() {
		most := begin
		for tick := time.NewTicker(5 * time.Millisecond); ; {
			select {
			case <-tick.C:
				most = max(most, in())
			case <-stop:
				tick.Stop()
				peak <- most - begin
				return
			}
		}
	}()
	return func() uint64 { close(stop); return <-peak }
}

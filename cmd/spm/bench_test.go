package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"spm/engine"
	"spm/engine/spreadsheet"
	"spm/testdata/cases"
)

// BenchmarkGenerate makes a direction packet for one division, end to end: from
// the ledger to the workbook in the outbox.
func BenchmarkGenerate(b *testing.B) {
	_, e := playedUntil(b, filepath.Join(b.TempDir(), "plan"), func(s *cases.Step) bool { return s.Generate != nil && s.Generate.Packet == "direction" })
	for b.Loop() {
		issued, _, err := e.Generate(engine.GenerateOptions{Packet: "direction", For: "HR", Day: "2026-03-23"})
		if err != nil || len(issued) != 1 {
			b.Fatal(len(issued), err)
		}
	}
}

// BenchmarkIngest takes a filled direction packet in, end to end: read, match,
// check, claim, store. %open is the share of it that opening the workbook takes.
func BenchmarkIngest(b *testing.B) {
	returned := 0
	dir := filepath.Join(b.TempDir(), "plan")
	_, e := playedUntil(b, dir, func(s *cases.Step) bool {
		if s.Return != nil && s.Return.Packet == "direction" {
			returned++
		}
		return s.Ingest != nil && returned > 0
	})
	if err := e.Close(); err != nil {
		b.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "inbox", "*.xlsx"))
	if err != nil || len(files) == 0 {
		b.Fatal("the inbox is empty", err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		b.Fatal(err)
	}
	var open, whole time.Duration
	b.ResetTimer()
	for range b.N {
		b.StopTimer()
		copied := b.TempDir()
		if err := os.CopyFS(copied, os.DirFS(dir)); err != nil {
			b.Fatal(err)
		}
		e, _, err := engine.Open(copied)
		if err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		spreadsheet.Open(files[0], data)
		open += time.Since(start)
		b.StartTimer()
		start = time.Now()
		reads, _, err := e.Ingest(engine.IngestOptions{Paths: files[:1], Day: "2026-05-05"})
		whole += time.Since(start)
		b.StopTimer()
		if err != nil || len(reads) != 1 || reads[0].Status != engine.Recorded {
			b.Fatalf("%+v %v", reads, err)
		}
		if err := e.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(100*float64(open)/float64(whole), "%open")
}

// BenchmarkPrintAnnual tells the sample district's year and prints it.
func BenchmarkPrintAnnual(b *testing.B) {
	a, e, _ := demoApp(b)
	file := filepath.Join(b.TempDir(), "annual.pdf")
	for b.Loop() {
		if _, _, err := a.makeReport(e, reportOptions{kind: "annual", file: file}); err != nil {
			b.Fatal(err)
		}
	}
	if data, err := os.ReadFile(file); err != nil || !bytes.HasPrefix(data, []byte("%PDF")) {
		b.Fatal("no report", err)
	}
}

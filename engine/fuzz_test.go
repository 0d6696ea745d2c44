package engine

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spm/engine/finding"
	"spm/engine/spreadsheet"
	"spm/engine/store"
	"spm/engine/workspace"
	"spm/testdata/cputime"
)

// FuzzIngest ingests any bytes into a workspace that waits for its setup: as a
// file as it is, or as a sheet of the workbook that was sent out. It is read to
// the end: recorded, held or refused, in little time, and every finding has its
// place and, where people must act, says how. Each file comes into a workspace of its
// own: what those before it have said would make it take ever longer, and what was
// found could not be found again.
func FuzzIngest(f *testing.F) {
	d := newDesk(f)
	file := d.send("setup", "2026-03-02")[0]
	data, err := os.ReadFile(file)
	must(f, err)
	book, _ := spreadsheet.Open(file, data)
	for _, s := range book.Sheets {
		if s.Visibility == spreadsheet.Visible {
			f.Add(false, sheetAsCSV(f, s))
		}
	}
	f.Add(false, data)
	f.Add(true, partOf(f, data, fuzzedSheet))
	f.Add(true, []byte(`<worksheet><sheetData><row><c t="str"><v>Form SETUP</v></c></row></sheetData></worksheet>`))
	must(f, d.Close())
	plan := d.Workspace.Path()
	f.Fuzz(func(t *testing.T, sheet bool, fuzzed []byte) {
		e := d.copied(t, plan)
		defer e.Close()
		if sheet {
			fuzzed = withPart(t, data, fuzzedSheet, fuzzed)
		}
		path := filepath.Join(t.TempDir(), "back.xlsx")
		must(t, os.WriteFile(path, fuzzed, 0o600))
		start := cputime.Seconds()
		reads, found, err := e.Ingest(IngestOptions{Paths: []string{path}, Day: "2026-05-05"})
		must(t, err)
		if spent := cputime.Seconds() - start; spent > 10 {
			t.Errorf("it took %.1f s", spent)
		}
		if len(reads) != 1 || reads[0].Status == "" {
			t.Errorf("%+v", reads)
		}
		for _, x := range found {
			if x.Code == "FILE-39" || x.Where.File == "" || x.Message == "" || x.Severity != finding.Note && x.Hint == "" {
				t.Errorf("%+v", x)
			}
		}
	})
}

// copied is an engine at work in a copy of a workspace.
func (d *desk) copied(t *testing.T, plan string) *Engine {
	dir := filepath.Join(t.TempDir(), "plan")
	must(t, os.CopyFS(dir, os.DirFS(plan)))
	ws, _, err := workspace.Open(dir)
	must(t, err)
	st, err := store.Open(ws.Path(workspace.State))
	must(t, err)
	return &Engine{Workspace: ws, Library: d.Library, Rules: d.Rules, store: st}
}

// fuzzedSheet is a sheet with a form, behind the one that begins a packet.
const fuzzedSheet = "xl/worksheets/sheet2.xml"

// sheetAsCSV is a sheet as a person saves it as text.
func sheetAsCSV(t testing.TB, s *spreadsheet.Sheet) []byte {
	t.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	width, at := 0, 0
	for _, r := range s.Rows {
		width = max(width, r.Cells[len(r.Cells)-1].Col)
	}
	for _, r := range s.Rows {
		for at++; at < r.Index; at++ {
			must(t, w.Write(make([]string, width)))
		}
		record := make([]string, width)
		for _, c := range r.Cells {
			record[c.Col-1] = c.Text
		}
		must(t, w.Write(record))
	}
	w.Flush()
	return b.Bytes()
}

// partOf is what lies in a part of a workbook.
func partOf(t testing.TB, data []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	r, err := z.Open(name)
	must(t, err)
	part, err := io.ReadAll(r)
	must(t, err)
	return part
}

// withPart is a workbook with another part in the place of one of its own.
func withPart(t testing.TB, data []byte, name string, part []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(t, err)
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range z.File {
		if !strings.EqualFold(f.Name, name) {
			must(t, out.Copy(f))
			continue
		}
		method := zip.Store // the quickest
		if len(part) > 1<<20 {
			method = zip.Deflate
		}
		w, err := out.CreateHeader(&zip.FileHeader{Name: f.Name, Method: method})
		must(t, err)
		_, err = w.Write(part)
		must(t, err)
	}
	must(t, out.Close())
	return b.Bytes()
}

//go:build unix

package engine

import (
	"bytes"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"spm/engine/finding"
)

// A setup with ten times the people takes ten times as long, and not a hundred
// times: nobody is looked for among all others.
func TestManyPeople(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures")
	}
	few, many := peopled(t, 300), peopled(t, 3000)
	t.Logf("300 people take %v, 3,000 take %v", few, many)
	if many > 30*few {
		t.Errorf("300 people take %v of the processor, 3,000 take %v", few, many)
	}
}

// peopled ingests a setup with so many people, and tells what it cost.
func peopled(t *testing.T, people int) time.Duration {
	d := newDesk(t)
	file := d.send("setup", "2026-03-20")[0]
	data, err := os.ReadFile(file)
	must(t, err)
	must(t, os.WriteFile(file, peopledBook(t, data, people), 0o644))
	before := used()
	reads := d.ingest("2026-03-20", file)
	spent := used() - before
	if n := reads[0].Findings.Count(finding.Error); reads[0].Status != Recorded || reads[0].Answered < 2*people || n > 0 {
		t.Fatalf("%s: %d answers, %d errors: %v", reads[0].Status, reads[0].Answered, n, reads[0].Findings[0])
	}
	return spent
}

// peopledBook types people below those that the setup has.
func peopledBook(t *testing.T, data []byte, people int) []byte {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		at, err := f.SearchSheet(sheet, "P40")
		must(t, err)
		if len(at) == 0 {
			continue
		}
		col, row, err := excelize.CellNameToCoordinates(at[0])
		must(t, err)
		for n := 41; n <= people; n++ {
			cell, err := excelize.CoordinatesToCellName(col, row+n-40)
			must(t, err)
			must(t, f.SetSheetRow(sheet, cell, &[]any{fmt.Sprintf("P%02d", n), fmt.Sprintf("Person %d of the district", n), "U01"}))
		}
		out, err := f.WriteToBuffer()
		must(t, err)
		return out.Bytes()
	}
	t.Fatal("the setup has no list of people")
	return nil
}

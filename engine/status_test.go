package engine

import (
	"os"
	"path/filepath"
	"testing"
)

// A workbook that comes back untouched is no answer: whoever sent it is still
// missing, in reports too.
func TestUntouchedReturnIsMissing(t *testing.T) {
	d := newDesk(t)
	d.ingest("2026-03-20", d.send("setup", "2026-03-02")...)
	d.ingest("2026-05-05", d.send("direction", "2026-03-23")...)
	d.ingest("2026-05-11", d.send("operations", "2026-05-08")...)
	d.ingest("2026-06-02", d.send("action-plan", "2026-05-11")...)
	issued, _, err := d.Generate(GenerateOptions{Packet: "monthly", Month: "2026-07", For: "U01", Day: "2026-07-24"})
	must(t, err)
	data, err := os.ReadFile(d.Workspace.Path(issued[0].File))
	must(t, err)
	d.ingest("2026-08-03", d.lay(filepath.Base(issued[0].File), data))
	s, err := d.State()
	must(t, err)
	missing, err := d.Missing(s, "2026-08-10")
	must(t, err)
	if len(missing) != 1 || missing[0].Unit != "U01" || missing[0].For() != "2026-07" {
		t.Errorf("missing are %+v", missing)
	}
}

// A workspace that was renamed while senders disagree says so; there is nowhere
// to send the decision workbook from.
func TestReconcileOfRenamedWorkspace(t *testing.T) {
	d := newDesk(t)
	d.ingest("2026-03-20", d.send("setup", "2026-03-02")...)
	d.ingest("2026-05-05", d.send("direction", "2026-03-23")...)
	d.Workspace.Settings.Name = "another"
	s, findings, err := d.Reconcile("2026-05-08")
	must(t, err)
	if s.Decisions != "" {
		t.Errorf("a decision workbook was written: %s", s.Decisions)
	}
	told := false
	for _, f := range findings {
		told = told || f.Code == "PKT-15"
	}
	if !told {
		t.Errorf("nothing was said of the name: %v", findings)
	}
}

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"

	"spm/engine"
	"spm/engine/value"
	"spm/engine/workbook/byhand"
	"spm/testdata/cases"
)

// stage is a moment in the year of the sample district: a packet has gone out
// and has been filled in, and nothing of it has been ingested.
type stage struct {
	name   string
	packet string
	period string // of a monthly packet
	fill   string // path in the case, with %s for the recipient
	out    value.Date
	back   value.Date // the day that scripts of the stage play on
}

var stages = []stage{
	{"setup", "setup", "", "fill/setup.yaml", "2026-03-02", "2026-03-20"},
	{"direction", "direction", "", "fill/direction-%s.yaml", "2026-03-23", "2026-05-05"},
	{"operations", "operations", "", "fill/operations-%s.yaml", "2026-05-06", "2026-05-09"},
	{"actions", "action-plan", "", "fill/action-plan-%s.yaml", "2026-05-11", "2026-06-02"},
	{"july", "monthly", "2026-07", "fill/monthly/2026-07.yaml", "2026-07-24", "2026-08-03"},
	{"august", "monthly", "2026-08", "fill/monthly/2026-08.yaml", "2026-08-25", "2026-09-01"},
	{"year", "annual", "", "fill/annual-%s.yaml", "2027-06-28", "2027-07-12"},
}

// shared is the folder of the workspaces that are built once and copied.
var shared = sync.OnceValue(func() string {
	dir, err := os.MkdirTemp("", "spm-scripts-")
	if err != nil {
		panic(err)
	}
	return dir
})

// built are the folders of the stages that have been built, each once, out of
// the one before.
var built struct {
	sync.Mutex
	dirs []string
}

// stageDir answers a folder that holds the workspace plan/ and, beside it, the
// workbooks of the stage as they come back: direction-HR.xlsx.
func stageDir(i int) (string, error) {
	built.Lock()
	defer built.Unlock()
	for n := len(built.dirs); n <= i; n++ {
		dir, err := build(n)
		if err != nil {
			return "", err
		}
		built.dirs = append(built.dirs, dir)
	}
	return built.dirs[i], nil
}

func build(i int) (string, error) {
	s, dir := stages[i], filepath.Join(shared(), stages[i].name)
	plan := filepath.Join(dir, "plan")
	if i == 0 {
		if err := play(s.out, "init", plan, "--name", "riverbend"); err != nil {
			return "", err
		}
	} else {
		before := built.dirs[i-1]
		if err := os.CopyFS(plan, os.DirFS(filepath.Join(before, "plan"))); err != nil {
			return "", err
		}
		returned, err := filepath.Glob(filepath.Join(before, "*.xlsx"))
		if err != nil {
			return "", err
		}
		if err := play(stages[i-1].back, append([]string{"ingest", "-w", plan}, returned...)...); err != nil {
			return "", err
		}
	}
	return dir, s.issue(dir, plan)
}

// play runs spm; findings are part of the story.
func play(day value.Date, args ...string) error {
	var out bytes.Buffer
	if run(args, &out, &out, day) == exitFailed {
		return fmt.Errorf("spm %s: %s", strings.Join(args, " "), &out)
	}
	return nil
}

// issue sends the packet of a stage out and fills the workbooks in.
func (s *stage) issue(dir, plan string) error {
	c, err := cases.Load("riverbend")
	if err != nil {
		return err
	}
	e, findings, err := engine.Open(plan)
	if err != nil || e == nil {
		return fmt.Errorf("opening the plan: %v %v", findings, err)
	}
	defer e.Close()
	issued, _, err := e.Generate(engine.GenerateOptions{Packet: s.packet, Month: s.period, Day: s.out})
	if err != nil {
		return err
	}
	for _, x := range issued {
		name, fill := s.packet, s.fill
		if x.To.Key != "" {
			name += "-" + x.To.Key
		}
		if strings.Contains(fill, "%s") {
			fill = fmt.Sprintf(fill, x.To.Key)
		}
		fills := c.Fills[fill].Each()
		at := slices.IndexFunc(fills, func(f byhand.Fill) bool { return f.For == x.To.Key })
		if at < 0 {
			continue // it does not answer in this month
		}
		data, err := os.ReadFile(e.Workspace.Path(x.File))
		if err != nil {
			return err
		}
		if data, err = typed(data, fills[at]); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, name+".xlsx"), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// typed is a workbook with a fill typed into it.
func typed(data []byte, f byhand.Fill) ([]byte, error) {
	book, err := byhand.Open(data)
	if err != nil {
		return nil, err
	}
	if err := byhand.Apply(book, f); err != nil {
		return nil, err
	}
	return book.Save()
}

// planCmd copies the workspace of a stage and its workbooks into the script's
// folder, or a folder in it, and makes its day today.
func planCmd(ts *testscript.TestScript, neg bool, args []string) {
	var names []string
	for _, s := range stages {
		names = append(names, s.name)
	}
	how := "plan " + strings.Join(names, "|") + " [DIR]"
	usage(ts, neg, len(args) == 1 || len(args) == 2, how)
	i := slices.Index(names, args[0])
	usage(ts, neg, i >= 0, how)
	dir, err := stageDir(i)
	ts.Check(err)
	ts.Check(os.CopyFS(ts.MkAbs(strings.Join(args[1:], "")), os.DirFS(dir)))
	ts.Setenv("TODAY", string(stages[i].back))
}

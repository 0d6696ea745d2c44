package main

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"spm/engine/value"
)

// today is the day of every script that names no other with --today or TODAY.
const today = value.Date("2026-03-02")

func TestMain(m *testing.M) {
	testscript.Main(tidy{m}, map[string]func(){
		"spm": func() {
			os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, value.Date(cmp.Or(os.Getenv("TODAY"), string(today)))))
		},
	})
}

// tidy runs the tests and takes away the workspaces that scripts have shared.
type tidy struct{ *testing.M }

func (t tidy) Run() int {
	defer os.RemoveAll(shared())
	return t.M.Run()
}

// TestScripts plays the sessions of testdata/scripts: what a user types, and
// what she sees. Besides the usual commands they know
//
//	status N spm …               runs spm and asserts its exit status
//	plan STAGE [DIR]             a workspace of the sample district in plan/, with the filled-in workbooks of the stage
//	fill FILE.xlsx FILL.yaml     types a fill into a workbook, as staff do
//	case FILE.xlsx PATH [UNIT]   types a fill of the sample district into it
//	logo FILE.png                draws a logo
//	do FILE.xlsx DEED.yaml       does something to it: inserts, sorts, renames …
//	alter FILE.xlsx VERB PLACE   does something to a cell, row, column or sheet of it: see alterCmd
//	office [KIND] FILE.xlsx…     opens and saves workbooks in LibreOffice, as another kind beside them: see officeFilters
//	listed FILE.xlsx             prints the Fix list in front of a marked workbook
//	keep DIR                     remembers the files of a folder
//	same DIR                     asserts that a folder holds the files that keep has seen, byte by byte
//
// and those of [codeCmds]. The condition [office] says that LibreOffice is there,
// or must be.
func TestScripts(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/scripts",
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Setup:               setup,
		Condition:           condition,
		Cmds:                scriptCmds(),
	})
}

type command = func(ts *testscript.TestScript, neg bool, args []string)

func scriptCmds() map[string]command {
	all := map[string]command{
		"status": statusCmd, "plan": planCmd, "fill": fillCmd, "logo": logoCmd, "case": caseCmd, "do": deedCmd, "alter": alterCmd,
		"office": officeCmd, "keep": keepCmd, "same": sameCmd, "listed": listedCmd,
	}
	maps.Copy(all, codeCmds)
	return all
}

func setup(e *testscript.Env) error {
	e.Values[expected{}] = new([]string)
	e.Values[kept{}] = map[string]map[string]string{}
	return nil
}

func condition(cond string) (bool, error) {
	if cond != "office" {
		return false, fmt.Errorf("no condition is called %s", cond)
	}
	_, err := exec.LookPath("soffice")
	return err == nil || os.Getenv("CI") != "", nil
}

func usage(ts *testscript.TestScript, neg bool, ok bool, how string) {
	if neg || !ok {
		ts.Fatalf("usage: %s", how)
	}
}

func statusCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) >= 2, "status N spm …")
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

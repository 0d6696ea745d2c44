package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"spm/engine/value"
	"spm/engine/workbook/byhand"
	"spm/testdata/cases"
)

// today is the day of every script that names no other with --today.
const today = value.Date("2026-03-02")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"spm": func() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr, today)) },
	})
}

// TestScripts plays the sessions of testdata/scripts: what a user types, and
// what she sees. Besides the usual commands they know
//
//	fill FILE.xlsx FILL.yaml     types a fill into a workbook, as staff do
//	case FILE.xlsx PATH          types a fill of the sample district into it
//	do FILE.xlsx DEED.yaml       does something to it: inserts, sorts, renames …
//	office FILE.xlsx…            opens and saves workbooks in LibreOffice
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/scripts",
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"fill": fillCmd, "case": caseCmd, "do": deedCmd, "office": officeCmd,
		},
	})
}

// edit opens a workbook of a script, changes it by hand and saves it.
func edit(ts *testscript.TestScript, file string, change func(*byhand.Book) error) {
	book, err := byhand.Open([]byte(ts.ReadFile(file)))
	ts.Check(err)
	ts.Check(change(book))
	data, err := book.Save()
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(file), data, 0o644))
}

func usage(ts *testscript.TestScript, neg bool, ok bool, how string) {
	if neg || !ok {
		ts.Fatalf("usage: %s", how)
	}
}

func fillCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 2, "fill FILE.xlsx FILL.yaml")
	f, err := byhand.ReadFill(args[1], []byte(ts.ReadFile(args[1])))
	ts.Check(err)
	edit(ts, args[0], func(b *byhand.Book) error { return byhand.Apply(b, f) })
}

func caseCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 2 || len(args) == 3, "case FILE.xlsx PATH [UNIT]")
	c, err := cases.Load("riverbend")
	ts.Check(err)
	f, ok := c.Fills[args[1]]
	if !ok {
		ts.Fatalf("the sample district has no fill %s", args[1])
	}
	if len(args) == 3 {
		for _, x := range f.Each() {
			if x.For == args[2] {
				f = x
			}
		}
	}
	edit(ts, args[0], func(b *byhand.Book) error { return byhand.Apply(b, f) })
}

func deedCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 2, "do FILE.xlsx DEED.yaml")
	var d byhand.Deed
	ts.Check(byhand.Decode(args[1], []byte(ts.ReadFile(args[1])), &d))
	edit(ts, args[0], d.Do)
}

func officeCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) > 0, "office FILE.xlsx…")
	if _, err := exec.LookPath("soffice"); err != nil {
		if os.Getenv("CI") != "" {
			ts.Fatalf("LibreOffice must be there in CI")
		}
		ts.Logf("LibreOffice is not installed: the workbooks stay as they are")
		return
	}
	out := ts.MkAbs("office-saved")
	cmd := exec.Command("soffice", append([]string{"--headless", "-env:UserInstallation=file://" + ts.MkAbs("office-profile"),
		"--convert-to", "xlsx", "--outdir", out}, abs(ts, args)...)...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		ts.Fatalf("LibreOffice: %v\n%s", err, &said)
	}
	for _, a := range args {
		data, err := os.ReadFile(filepath.Join(out, filepath.Base(a)))
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(a), data, 0o644))
	}
}

func abs(ts *testscript.TestScript, names []string) (all []string) {
	for _, n := range names {
		all = append(all, ts.MkAbs(n))
	}
	return all
}

package main

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"spm/engine"
	"spm/engine/finding"
	"spm/engine/value"
)

// Exit statuses, as the commands' help states them.
const (
	exitDone   = 0 // done, nobody has to act
	exitAct    = 1 // done, and people must act on findings
	exitFailed = 2 // could not run
)

// errAct ends a command that ran, with findings that people must act on. They
// have been printed.
var errAct = errors.New("people must act on the findings")

// errStop ends a command that could not run; its findings, which have been
// printed, say why.
var errStop = errors.New("could not run")

// app is what every command has: where it works, how it prints, which day it is.
type app struct {
	dir   string // -w
	json  bool   // --json
	today string // --today
	day   value.Date
	out   io.Writer // shows what would command a terminal
	data  io.Writer // the same place, for programs
	errs  io.Writer
}

// run executes a command line and answers its exit status.
func run(args []string, out, errs io.Writer, day value.Date) int {
	a := &app{out: shown{out, value.Visible}, data: shown{out, jsonVisible}, errs: errs, day: day}
	root := a.root()
	root.SetArgs(args)
	root.SetOut(a.out)
	root.SetErr(shown{errs, value.Visible})
	err := root.Execute()
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errAct):
		return exitAct
	case !errors.Is(err, errStop):
		fmt.Fprintf(shown{errs, value.Visible}, "spm: %s\n", sentence(err.Error()))
	}
	return exitFailed
}

func sentence(s string) string { return strings.TrimRight(s, ".\n") }

func (a *app) root() *cobra.Command {
	c := &cobra.Command{
		Use:   "spm",
		Short: "Workbooks out, answers in, one plan, printed reports",
		Long: `spm sends out the workbooks of Strategic Performance Management, takes the
completed ones back, merges them into one plan and prints its reports.

The usual round:
  spm init plan                     a workspace in the folder plan
  spm generate setup -w plan        the setup workbook, into plan/outbox
  spm ingest -w plan                reads what lies in plan/inbox
  spm generate direction -w plan    workbooks for the divisions and strands
  spm reconcile -w plan             merges, names conflicts, checks the plan
  spm report annual -w plan         the annual report as PDF
  spm year start 2027-28 -w plan    the next year becomes the year of work

Exit status: 0 done; 1 done, and people must act on findings; 2 could not run.`,
		Version:       version(),
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			return a.setDay()
		},
	}
	onlyCommands(c)
	c.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return fmt.Errorf("%w; %s --help lists what it knows", err, c.CommandPath())
	})
	c.PersistentFlags().StringVarP(&a.dir, "workspace", "w", ".", "folder of the workspace")
	c.PersistentFlags().BoolVar(&a.json, "json", false, "print the result for programs, as JSON")
	c.PersistentFlags().StringVar(&a.today, "today", "", "take this day for today (2026-10-05)")
	_ = c.PersistentFlags().MarkHidden("today") // for rehearsals and tests
	c.AddCommand(
		a.demoCmd(), a.initCmd(), a.generateCmd(), a.ingestCmd(), a.reconcileCmd(), a.statusCmd(),
		a.reportCmd(), a.traceCmd(), a.yearCmd(), a.templateCmd(), a.explainCmd(),
	)
	return c
}

func (a *app) setDay() error {
	if a.today == "" {
		return nil
	}
	d, _, ok := value.ParseDate(a.today)
	if !ok {
		return fmt.Errorf("--today %s is not a day; write it as 2026-10-05", a.today)
	}
	a.day = d
	return nil
}

// open opens the workspace; what stands in the way is printed.
func (a *app) open() (*engine.Engine, error) {
	e, findings, err := engine.Open(a.dir)
	if err != nil {
		return nil, err
	}
	if e == nil {
		if err := a.print(result{Findings: findings}); err != nil {
			return nil, err
		}
		return nil, errStop
	}
	if len(findings) > 0 && !a.json {
		a.tell(shown{a.errs, value.Visible}, findings)
	}
	return e, nil
}

// verdict answers errStop where the findings say that nothing could be done, as
// without a setup, and otherwise whether people must act.
func verdict(findings finding.List) error {
	for _, f := range findings {
		switch f.Code {
		case "PKT-07", "PKT-10", "PKT-12", "PKT-13", "PKT-15", "PKT-16", "YEAR-01":
			return errStop
		}
	}
	if findings.Actionable() {
		return errAct
	}
	return nil
}

// version is that of the module, or the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) > 12 {
			return s.Value[:12]
		}
	}
	return info.Main.Version
}

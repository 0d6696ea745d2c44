package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"spm/engine"
)

func (a *app) yearCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "year",
		Short: "Turn the plan to a new year",
		Long:  `The plan covers two years at any time. When one ends, the next becomes the year of work and another opens.`,
	}
	onlyCommands(c)
	var o engine.StartOptions
	start := &cobra.Command{
		Use:   "start YEAR",
		Short: "Make a planned year the year of work, and open the one after it",
		Long: `Make a planned year the year of work. Milestones and targets are those that were planned
for it, adjusted ones first; their codes stay (M1.1-Y2). The year after it opens for
planning. Actions that are not finished are proposed to the units that lead this
year's milestones: they carry them on or drop them in the action-plan workbook. The
history is kept.

Whatever is missing is named and nothing is done, unless --anyway says so. A year
can be started from the last quarter of the year before it; in that quarter its
plans can be made with spm generate action-plan --year YEAR. Running it again does nothing.`,
		Example: "  spm year start 2027-28\n  spm year start 2027-28 --anyway",
		Args:    oneArg("the school year that begins, such as: spm year start 2027-28"),
		RunE: func(_ *cobra.Command, args []string) error {
			o.Year = args[0]
			return a.yearStart(o)
		},
	}
	start.Flags().BoolVar(&o.Anyway, "anyway", false, "also where something is missing")
	c.AddCommand(start)
	return c
}

func (a *app) yearStart(o engine.StartOptions) error {
	e, err := a.open()
	if err != nil {
		return err
	}
	defer e.Close()
	o.Day = a.day
	started, findings, err := e.StartYear(o)
	if err != nil {
		return err
	}
	r := result{Findings: findings, Data: map[string]any{"started": started}}
	switch {
	case started.Already:
		r.Lines = []string{started.Year + " has been started before; nothing was done."}
	case started.Done:
		r.Lines = []string{
			fmt.Sprintf("%s is the year of work: %s, %s adjusted.", started.Year, plural(started.Planned, "milestone"), plural(started.Adjusted, "target")),
			fmt.Sprintf("%s proposed to the lead units, to carry on or to drop.", plural(len(started.Carried), "unfinished action")),
		}
		r.After = []string{
			"Next: spm generate action-plan --year " + started.Year + "   (N, with the unfinished actions)",
			"      spm generate direction --year " + started.Year + "     (F for " + started.Year + " and " + started.Next + ")",
		}
	}
	if err := a.print(r); err != nil {
		return err
	}
	if !started.Done && len(findings) > 0 {
		return errStop
	}
	return verdict(findings)
}

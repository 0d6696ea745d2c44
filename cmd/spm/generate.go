package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"spm/engine"
	"spm/engine/finding"
	"spm/engine/value"
)

func parseMonth(s string) (string, bool) { return value.ParseMonth(s) }

func (a *app) generateCmd() *cobra.Command {
	o := engine.GenerateOptions{}
	c := &cobra.Command{
		Use:   "generate [PACKET]",
		Short: "Write workbooks into outbox/, pre-filled with all that is known",
		Long: `Write workbooks into outbox/, pre-filled with all that the plan knows, with a
mailing list and a message for each recipient. Without PACKET, every packet that
can go out now. Running it again gives the same files unless the plan has changed.

The packets of a year, in their order: setup (central office), direction (A to G) and
operations (H to M, to divisions and strands), requests (to units that are asked for
people), action-plan (N, to lead units), monthly (R1, to units), roll-up (R2) and
quarterly (R3, to division and strand leaders), annual (R4), self-assessment (to its
respondents), overview (the organization at a glance). In any month, changes (to
divisions and strands) and central-changes (to the central office) take in people who
are replaced and units, words, milestones and actions that change. spm template list
names them all with their forms.

The next year is planned while this one still reports: --year names the school year of
a direction, an operations or an action-plan packet, and of the annual review of a year
that has ended.`,
		Example:   "  spm generate setup\n  spm generate direction --for HR\n  spm generate monthly --period 2026-10\n  spm generate action-plan --year 2027-28\n  spm generate --blank",
		Args:      atMostOne("the packet, such as: spm generate direction"),
		ValidArgs: []string{"setup", "direction", "operations", "requests", "action-plan", "monthly", "roll-up", "quarterly", "annual", "changes", "central-changes", "self-assessment", "overview"},
		RunE: func(_ *cobra.Command, args []string) (err error) {
			if len(args) == 1 {
				o.Packet = args[0]
			}
			if o.Month, err = monthFlag(o.Month); err != nil {
				return err
			}
			if o.Language != "" && !o.Blank {
				return errors.New("--language is for --blank; the language of a packet stands in the setup workbook, beside its recipient")
			}
			return a.generate(o)
		},
	}
	c.Flags().StringVar(&o.For, "for", "", "only for this division, strand or unit (code or name)")
	c.Flags().StringVar(&o.Month, "period", "", "month of a monthly packet, or one of a quarter, such as 2026-10 (default: this month; for roll-up and quarterly the last that has ended)")
	c.Flags().StringVar(&o.Year, "year", "", "school year of a yearly packet, such as 2027-28 (default: this year)")
	c.Flags().BoolVar(&o.Blank, "blank", false, "the empty guidebook forms, to print and fill by hand")
	c.Flags().StringVar(&o.Language, "language", "", "of blank forms, such as es; other packets have that of their recipient")
	return c
}

func (a *app) generate(o engine.GenerateOptions) error {
	e, err := a.open()
	if err != nil {
		return err
	}
	defer e.Close()
	o.Day = a.day
	var done func()
	o.Progress, done = a.progress("writing workbooks")
	issued, findings, err := e.Generate(o)
	done()
	if err != nil {
		return err
	}
	r := result{Findings: findings, Data: map[string]any{"issued": issued}}
	for _, x := range issued {
		line := x.File
		if x.Due != "" {
			line += ", due " + x.Due.Format()
		}
		if !x.New {
			line += " (unchanged)"
		}
		r.Lines = append(r.Lines, line)
	}
	if len(issued) > 0 {
		r.After = append(r.After, fmt.Sprintf("%s in outbox/.", plural(len(issued), "workbook")))
		if !o.Blank {
			r.After[0] += " The folders hold a mailing list and a message for each."
		}
	} else if len(findings) == 0 {
		r.Findings = finding.List{finding.New("PKT-07", finding.Location{})}
	}
	if err := a.print(r); err != nil {
		return err
	}
	return verdict(r.Findings)
}

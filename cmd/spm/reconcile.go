package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"spm/engine"
	"spm/engine/finding"
	"spm/engine/org"
	"spm/engine/value"
	"spm/engine/workspace"
)

func (a *app) reconcileCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "reconcile",
		Short: "Merge all answers into one plan, name conflicts, check the plan",
		Long: `Merge the answers of all senders into one plan by the rules of merge.yaml, name every
conflict with its cells, and check the plan by the guidebook's rules.`,
		Example: "  spm reconcile\n  spm reconcile --json",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return a.reconcile() },
	}
}

func (a *app) reconcile() error {
	e, err := a.open()
	if err != nil {
		return err
	}
	defer e.Close()
	s, findings, err := e.Reconcile(a.day)
	if err != nil {
		return err
	}
	if err := a.saveFindings(e, findings); err != nil {
		return err
	}
	r := result{Lines: planLines(s.Org, len(s.Ledger.Claims)), Findings: findings, Data: map[string]any{"claims": len(s.Ledger.Claims)}}
	if s.Decisions != "" {
		r.After = []string{"Settle the conflicts in " + s.Decisions + " and ingest it."}
		r.Data["decisions"] = s.Decisions
	}
	if err := a.print(r); err != nil {
		return err
	}
	return verdict(findings)
}

// saveFindings keeps the list for the people who work it off.
func (a *app) saveFindings(e *engine.Engine, findings finding.List) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, "What is to be looked at, %s\n\n", a.day.Format())
	a.tell(shown{&b, value.Visible}, findings)
	_, err := e.Workspace.Write(b.Bytes(), workspace.Reports, "findings.txt")
	return err
}

// planLines say in two lines what the plan holds.
func planLines(o *org.Organization, claims int) []string {
	if o.Profile.Name == "" {
		return nil
	}
	return []string{
		fmt.Sprintf("%s: %s, %s, %s, %s.", o.Profile.Name, plural(len(o.Goals), "goal"),
			branches(len(o.Branches)), plural(len(o.Units), "unit"), people(len(o.People))),
		fmt.Sprintf("%s, %s, %s, %s; %s.", strategies(len(o.Strategies)), plural(len(o.Measures)+len(o.GoalMeasures), "measure"),
			plural(len(o.Milestones), "milestone"), plural(len(o.Actions), "action"), plural(claims, "answer")+" in the ledger"),
	}
}

func branches(n int) string {
	if n == 1 {
		return "1 division or strand"
	}
	return fmt.Sprintf("%d divisions and strands", n)
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}

func strategies(n int) string {
	if n == 1 {
		return "1 strategy"
	}
	return fmt.Sprintf("%d strategies", n)
}

package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"spm/engine"
	"spm/engine/ledger"
	"spm/engine/value"
)

func (a *app) traceCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "trace SUBJECT",
		Short: "Where a value came from: cells, files, senders, dates, and what lost",
		Long: `Tell where the values of something came from: the cell, the file, the sender and the
date, and the answers that lost. SUBJECT is a code (G1-I1, HR/S1.1), with a word after
it to narrow it down, or a cell, for what depends on it.`,
		Example: "  spm trace G1-I1\n  spm trace HR/S1.1-I1 target 2026-27\n  spm trace \"F Measures & Milestones!F12\"",
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fmt.Errorf("trace takes what is to be traced, such as: spm trace G1-I1")
			}
			return a.trace(strings.Join(args, " "))
		},
	}
}

func (a *app) trace(question string) error {
	e, err := a.open()
	if err != nil {
		return err
	}
	defer e.Close()
	all, err := e.Trace(question, a.day)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return fmt.Errorf("nothing is known about %q; codes look like G1-I1 or HR/S1.1, cells like \"F Measures & Milestones!F12\"", question)
	}
	r := result{Data: map[string]any{"facts": all}}
	key := ""
	for _, t := range all {
		if k := string(t.Subject.Kind) + " " + t.Subject.Key; k != key {
			key = k
			r.Lines = append(r.Lines, strings.TrimSpace(strings.ReplaceAll(k, "_", " ")))
		}
		r.Lines = append(r.Lines, tracedLines(t)...)
	}
	return a.print(r)
}

func tracedLines(t engine.Traced) (lines []string) {
	label := t.Label
	if p := t.Subject.Period; p != "" && !strings.Contains(label, p) {
		label += ", " + value.FormatMonth(p)
	}
	shown := strings.ReplaceAll(t.Value, "\n", "; ")
	if t.Dispute {
		shown = "disputed"
	}
	lines = append(lines, fmt.Sprintf("  %s: %s", label, shown))
	for _, c := range t.Claims {
		lines = append(lines, "    "+claimLine(c, ""))
	}
	for _, c := range t.Lost {
		lines = append(lines, "    "+claimLine(c, "was: "))
	}
	return lines
}

func claimLine(c ledger.Claim, lost string) string {
	typed := strings.ReplaceAll(cut(c.Typed, 60), "\n", "; ")
	return fmt.Sprintf("%s“%s”, %s (%s, %s)", lost, typed, c.Where, c.Sender.Who(), c.Received.Format())
}

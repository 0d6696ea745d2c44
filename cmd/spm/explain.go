package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"spm/engine"
	"spm/engine/finding"
)

func (a *app) explainCmd() *cobra.Command {
	return &cobra.Command{
		Use:     "explain CODE",
		Short:   "What a finding means, why it matters, what to do",
		Long:    "Print the page of a code. Without CODE, list all of them.",
		Example: "  spm explain CELL-10\n  spm explain",
		Args:    atMostOne("the code, such as: spm explain CELL-10"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listCodes()
			}
			return a.explain(args[0])
		},
	}
}

func (a *app) listCodes() error {
	r := result{Data: map[string]any{"codes": finding.Catalogue()}}
	for _, e := range finding.Catalogue() {
		r.Lines = append(r.Lines, fmt.Sprintf("%-9s %-8s %s", e.Code, e.Severity, e.Title))
	}
	return a.print(r)
}

func (a *app) explain(code string) error {
	e, ok := finding.Lookup(finding.Code(strings.ToUpper(code)))
	if !ok {
		return fmt.Errorf("there is no code %q; spm explain lists all of them", code)
	}
	r := result{
		Data: map[string]any{"code": e},
		Lines: []string{
			fmt.Sprintf("%s (%s): %s", e.Code, e.Severity, e.Title), "",
			strings.TrimRight(wrap("What   ", e.Message+"."), "\n"),
			strings.TrimRight(wrap("Act    ", e.Hint+"."), "\n"),
			strings.TrimRight(wrap("Why    ", e.Why), "\n"),
		},
	}
	if here := engine.RuleHere(a.here(), e.Code); here != "" {
		r.Lines = append(r.Lines, "", strings.TrimRight(wrap("Here   ", here+"."), "\n"))
		r.Data["here"] = here
	}
	return a.print(r)
}

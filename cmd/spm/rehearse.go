package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"spm/engine"
	"spm/engine/finding"
)

func (a *app) rehearseCmd() *cobra.Command {
	var with string
	c := &cobra.Command{
		Use:   "rehearse --with DIR",
		Short: "Try changed templates on everything that has come back, and change nothing",
		Long: `Lay the templates of a folder (rules.yaml, forms, lists …) over those in force, judge the plan and
every last return by them, and print by sender and file what they find that is not found now, what is
no longer found, and what is said in other words. Nothing is changed; copy the folder's files into the
workspace's templates/ folder when you are content.`,
		Example: "  spm template rehearse --with next",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return a.rehearse(with) },
	}
	c.Flags().StringVar(&with, "with", "", "folder with the changed templates")
	if err := c.MarkFlagRequired("with"); err != nil {
		panic(err) // the flag stands one line above
	}
	return c
}

func (a *app) rehearse(with string) error {
	e, err := a.open()
	if err != nil {
		return err
	}
	defer e.Close()
	rehearsed, mistakes, err := e.Rehearse(with, a.day)
	if err != nil {
		return err
	}
	r := result{Findings: mistakes}
	if rehearsed != nil {
		r.Lines = rehearsalLines(rehearsed)
		r.Data = map[string]any{"returns": rehearsed.Returns, "rules": rehearsed.Rules, "changes": rehearsed.Changes}
	}
	if err := a.print(r); err != nil {
		return err
	}
	return verdict(mistakes)
}

// rehearsalLines tell by sender and file what would be found.
func rehearsalLines(r *engine.Rehearsal) []string {
	added, gone, otherwise := 0, 0, 0
	var lines []string
	from, file := "", ""
	for _, x := range r.Changes {
		if x.From != from || x.File != file || len(lines) == 0 {
			from, file = x.From, x.File
			lines = append(lines, "", strings.TrimSuffix(from+", "+file, ", "))
		}
		switch {
		case x.Before == nil:
			added++
			lines = append(lines, rehearsalLine("new ", x.After))
		case x.After == nil:
			gone++
			lines = append(lines, rehearsalLine("gone", x.Before))
		default:
			otherwise++
			lines = append(lines, rehearsalLine("was ", x.Before), rehearsalLine("now ", x.After))
		}
	}
	head := fmt.Sprintf("Judged %s and the plan by %s: %s, %d gone, %d told otherwise. Nothing was changed.",
		plural(r.Returns, "return"), plural(r.Rules, "rule"), plural(added, "new finding"), gone, otherwise)
	return append([]string{head}, lines...)
}

func rehearsalLine(how string, f *finding.Finding) string {
	place := f.Where
	place.File, place.Judge = "", ""
	text := f.Message + "."
	if at := place.String(); at != "" {
		text = at + ": " + text
	}
	return strings.TrimRight(wrap(fmt.Sprintf("  %s  %-7s  %s  ", how, f.Severity, f.Code), text), "\n")
}

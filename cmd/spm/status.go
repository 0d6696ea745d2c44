package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"spm/engine"
	"spm/engine/value"
)

func (a *app) statusCmd() *cobra.Command {
	return &cobra.Command{
		Use:     "status",
		Short:   "Who has sent what; what is late, untouched, held or to be mended",
		Example: "  spm status\n  spm status --json",
		Args:    cobra.NoArgs,
		RunE:    func(*cobra.Command, []string) error { return a.status() },
	}
}

func (a *app) status() error {
	e, err := a.open()
	if err != nil {
		return err
	}
	defer e.Close()
	all, err := e.Status(a.day)
	if err != nil {
		return err
	}
	s, err := e.State()
	if err != nil {
		return err
	}
	r := result{Data: map[string]any{"packets": all}, Findings: s.Findings}
	r.Lines = append(planLines(s.Org, len(s.Ledger.Claims)), statusLines(all)...)
	if len(all) == 0 {
		r.Lines = append(r.Lines, "Nothing has been sent out yet. Next: spm generate setup")
	}
	if slices.ContainsFunc(all, func(x engine.Standing) bool { return x.State == engine.ToMend || x.State == engine.OnHold }) {
		r.After = append(r.After, "What has to be mended or answered lies in returned/, ready to be sent back.")
	}
	if err := a.print(r); err != nil {
		return err
	}
	return verdict(s.Findings)
}

// statusLines is a table, packet by packet, with the words first that ask for
// something.
func statusLines(all []engine.Standing) (lines []string) {
	head := ""
	for _, s := range all {
		if h := packetHead(s); h != head {
			head = h
			lines = append(lines, "", head)
		}
		lines = append(lines, fmt.Sprintf("  %-10s %-30s %s", s.State, cut(s.To.Name, 30), standing(s)))
	}
	return lines
}

func packetHead(s engine.Standing) string {
	switch {
	case s.Period != "":
		return s.Title + ", " + value.FormatMonth(s.Period)
	case s.Year != "":
		return s.Title + " " + s.Year
	}
	return s.Title
}

func standing(s engine.Standing) string {
	var words []string
	switch s.State {
	case engine.Waiting, engine.Late:
		words = append(words, "due "+s.Due.Format())
	default:
		if s.Returned != "" {
			words = append(words, s.Returned.Format(), plural(s.Answered, "answer"))
		}
		if s.Errors > 0 {
			words = append(words, fmt.Sprintf("%d to mend", s.Errors))
		}
		words = append(words, s.File)
	}
	return strings.Join(words, ", ")
}

func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

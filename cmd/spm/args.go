package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// oneArg asks for exactly one argument, in words.
func oneArg(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) != 1 {
			return fmt.Errorf("%s takes one argument: %s", c.Name(), what)
		}
		return nil
	}
}

// atMostOne allows no argument or one.
func atMostOne(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) > 1 {
			return fmt.Errorf("%s takes one argument at most: %s", c.Name(), what)
		}
		return nil
	}
}

// onlyCommands makes a command that stands for others refuse what is none of
// them; alone it prints its help.
func onlyCommands(c *cobra.Command) {
	c.Args = func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		hint := c.CommandPath() + " --help lists them"
		c.SuggestionsMinimumDistance = 2 // letters
		if near := c.SuggestionsFor(args[0]); len(near) > 0 {
			hint = "did you mean " + strings.Join(near, " or ") + "?"
		}
		return fmt.Errorf("there is no command %s %s; %s", c.CommandPath(), args[0], hint)
	}
	c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
}

// monthFlag understands --period; an empty one is fine.
func monthFlag(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	m, ok := parseMonth(s)
	if !ok {
		return "", fmt.Errorf("--period %s is not a month; write it as 2026-10 or \"October 2026\"", s)
	}
	return m, nil
}

package main

import (
	"fmt"

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

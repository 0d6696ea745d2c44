package main

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"spm/engine/workspace"
)

func (a *app) initCmd() *cobra.Command {
	var name string
	c := &cobra.Command{
		Use:   "init DIR",
		Short: "Make a workspace: the folder that a central office works in",
		Long: `Make a workspace in DIR: spm.yaml with its settings, inbox/ for what comes back,
outbox/ for what goes out, returned/ for receipts and reports/ for PDFs.
Nothing that is there already is overwritten.`,
		Example: "  spm init plan\n  spm init plan --name \"Riverbend School District\"",
		Args:    oneArg("the folder of the new workspace, such as: spm init plan"),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.init(args[0], name)
		},
	}
	c.Flags().StringVar(&name, "name", "", "name of the workspace (default: the folder's name)")
	return c
}

func (a *app) init(dir, name string) error {
	if name == "" {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return err
		}
		name = filepath.Base(abs)
	}
	ws, findings, err := workspace.Create(dir, name)
	if err != nil {
		return err
	}
	r := result{Findings: findings, Data: map[string]any{"workspace": dir}}
	if ws != nil {
		r.Lines = []string{"The workspace is " + dir + "."}
		r.After = []string{"Next: spm generate setup -w " + dir}
	}
	if err := a.print(r); err != nil {
		return err
	}
	if ws == nil {
		return errStop
	}
	return nil
}

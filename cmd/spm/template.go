package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"spm/engine"
	"spm/engine/form"
	"spm/engine/workspace"
	"spm/templates"
)

func (a *app) templateCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "template",
		Short: "The forms, lists, rules and sentences that a workspace may change",
		Long: `The forms, lists, merge rules, report sentences, languages and colours stand in text files.
A file at the same place in the workspace's templates/ folder replaces the one in the
program; that of a language is laid over it text by text.`,
	}
	onlyCommands(c)
	c.AddCommand(
		&cobra.Command{
			Use: "list", Short: "List the forms, packets and languages", Args: cobra.NoArgs,
			Example: "  spm template list",
			RunE:    func(*cobra.Command, []string) error { return a.templateList() },
		},
		&cobra.Command{
			Use: "export [FILE…]", Short: "Copy template files into the workspace's templates/ folder, to change them",
			Example: "  spm template export attachments/n-action-plan.yaml\n  spm template export",
			RunE:    func(_ *cobra.Command, args []string) error { return a.templateExport(args) },
		},
		&cobra.Command{
			Use: "check", Short: "Check the templates; every mistake with file, line and column", Args: cobra.NoArgs,
			Example: "  spm template check",
			RunE:    func(*cobra.Command, []string) error { return a.templateCheck() },
		},
	)
	c.AddCommand(a.rehearseCmd(), a.guideCmd())
	return c
}

// here is the workspace where there is one; the templates of the program serve
// without.
func (a *app) here() *workspace.Workspace {
	ws, _, err := workspace.Open(a.dir)
	if err != nil {
		return nil
	}
	return ws
}

func (a *app) templateList() error {
	lib, findings := engine.Templates(a.here())
	r := result{Findings: findings}
	var forms, packets, languages []map[string]any
	wide := 0 // letters of the longest id
	for _, p := range lib.Packets {
		wide = max(wide, len(p.ID))
	}
	for _, f := range lib.Forms {
		r.Lines = append(r.Lines, fmt.Sprintf("%-*s v%d  %s", wide, f.ID, f.Version, f.Title))
		forms = append(forms, map[string]any{"id": f.ID, "version": f.Version, "title": f.Title, "step": f.Step})
	}
	r.Lines = append(r.Lines, "")
	for _, p := range lib.Packets {
		packets = append(packets, map[string]any{"id": p.ID, "title": p.Title, "forms": p.Forms, "to": p.To, "every": p.Every})
		r.Lines = append(r.Lines, fmt.Sprintf("%-*s %s: %s, %s", wide, p.ID, strings.Join(p.Forms, ", "), lib.Recipient(p), lib.Frequency(p)))
	}
	r.Lines = append(r.Lines, "")
	for _, o := range lib.Lists[form.LanguageList] {
		r.Lines = append(r.Lines, fmt.Sprintf("%-*s %s", wide, o.Key, o.Label))
		languages = append(languages, map[string]any{"id": o.Key, "name": o.Label})
	}
	r.Data = map[string]any{"forms": forms, "packets": packets, "languages": languages}
	if err := a.print(r); err != nil {
		return err
	}
	return verdict(findings)
}

func (a *app) templateCheck() error {
	lib, findings := engine.Templates(a.here())
	r := result{Findings: findings}
	if len(findings) == 0 {
		r.Lines = []string{fmt.Sprintf("%s and %s are in order.", plural(len(lib.Forms), "form"), plural(len(lib.Packets), "packet"))}
	}
	left := map[string][]string{}
	for _, t := range lib.Languages {
		ids, of := lib.Untranslated(t)
		if len(ids) > 0 {
			left[t.ID] = ids
			r.After = append(r.After, untranslated(t, ids, of))
		}
	}
	if len(left) > 0 {
		r.Data = map[string]any{"untranslated": left}
	}
	if err := a.print(r); err != nil {
		return err
	}
	return verdict(findings)
}

// untranslated says what a language leaves in English.
func untranslated(t *form.Language, ids []string, of int) string {
	const most = 3
	named := strings.Join(ids[:min(most, len(ids))], ", ")
	if len(ids) > most {
		named += " …"
	}
	return fmt.Sprintf("%s (%s): %d of %s are not translated and stay in English: %s", t.Name, t.ID, len(ids), plural(of, "text"), named)
}

// templateExport copies files of the program into the workspace; it never
// overwrites one that is there.
func (a *app) templateExport(names []string) error {
	e, err := a.open()
	if err != nil {
		return err
	}
	defer e.Close()
	if len(names) == 0 {
		err := fs.WalkDir(templates.Embedded, ".", func(p string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				names = append(names, p)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	r := result{}
	for _, name := range names {
		data, err := fs.ReadFile(templates.Embedded, filepath.ToSlash(name))
		if err != nil {
			return fmt.Errorf("there is no template %s; spm template export without a name copies all of them", name)
		}
		if _, err := os.Stat(e.Workspace.Path(workspace.Templates, name)); err == nil {
			r.Lines = append(r.Lines, name+": is there already, left as it is")
			continue
		}
		if _, err := e.Workspace.Write(data, workspace.Templates, name); err != nil {
			return err
		}
		r.Lines = append(r.Lines, workspace.Templates+"/"+name)
	}
	r.Data = map[string]any{"files": names}
	return a.print(r)
}

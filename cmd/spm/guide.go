package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"spm/engine"
	"spm/engine/finding"
	"spm/engine/form"
	"spm/reports"
	"spm/reports/document"
	"spm/reports/guide"
)

type guideOptions struct {
	forms    []string
	file     string // -o
	language string
}

func (a *app) guideCmd() *cobra.Command {
	o := guideOptions{}
	c := &cobra.Command{
		Use:   "guide [FORM…]",
		Short: "Write the field guide: what each form is for, and what to write into each field",
		Long: `Write the field guide of the forms, as the workspace has them: what each form is for,
who fills it in, and what to write into each field. As PDF where -o names a .pdf file,
otherwise as Markdown.`,
		Example: "  spm template guide N\n  spm template guide -o guide.pdf\n  spm template guide A F --language es -o guia.pdf",
		RunE: func(_ *cobra.Command, args []string) error {
			o.forms = args
			return a.guide(o)
		},
	}
	c.Flags().StringVarP(&o.file, "output", "o", "", "file to write, .pdf or .md (default: Markdown, printed)")
	c.Flags().StringVar(&o.language, "language", form.English, "language of the guide, such as es")
	return c
}

func (a *app) guide(o guideOptions) error {
	lib, findings := engine.Templates(a.here())
	if findings.Count(finding.Error) > 0 {
		if err := a.print(result{Findings: findings}); err != nil {
			return err
		}
		return errStop
	}
	language, err := lib.Speaks(o.language)
	if err != nil {
		return err
	}
	lib = lib.In(language)
	ids, err := formsNamed(lib, o.forms)
	if err != nil {
		return err
	}
	doc := guide.Of(lib, ids)
	if ending := strings.ToLower(filepath.Ext(o.file)); o.file == "" || ending == ".md" {
		return a.writeGuide(o.file, []byte(doc.Markdown()))
	} else if ending != ".pdf" {
		return fmt.Errorf("-o %s ends neither in .pdf nor in .md", o.file)
	}
	pdf, err := printedGuide(doc, lib)
	if err != nil {
		return err
	}
	return a.writeGuide(o.file, pdf)
}

// printedGuide is the same for the same forms, whatever the day.
func printedGuide(doc *document.Document, lib *form.Library) ([]byte, error) {
	pdf, _, err := reports.Print(*doc, theme(lib), reports.Options{Created: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)})
	return pdf, err
}

func (a *app) writeGuide(file string, data []byte) error {
	if file == "" {
		_, err := a.out.Write(data)
		return err
	}
	if err := writeFile(file, data); err != nil {
		return err
	}
	return a.print(result{Lines: []string{file}, Data: map[string]any{"file": file}})
}

// formsNamed are the ids of the forms that are named, in whatever case.
func formsNamed(lib *form.Library, names []string) (ids []string, err error) {
	var known []string
	for _, f := range lib.Forms {
		known = append(known, f.ID)
	}
	for _, name := range names {
		at := slices.IndexFunc(known, func(id string) bool { return strings.EqualFold(id, name) })
		if at < 0 {
			return nil, fmt.Errorf("there is no form %s; there are %s", name, strings.Join(known, ", "))
		}
		ids = append(ids, known[at])
	}
	return ids, nil
}

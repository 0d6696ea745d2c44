package main

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"spm/engine"
	"spm/reports/typeface"
)

func (a *app) ingestCmd() *cobra.Command {
	o := engine.IngestOptions{}
	c := &cobra.Command{
		Use:   "ingest [PATH…]",
		Short: "Read completed workbooks (default: inbox/)",
		Long: `Read completed workbooks, files or folders; without PATH the inbox. Every finding of
a file comes in one pass; what is sound is recorded. Ready to be sent back, returned/
receives a receipt of each file, as a text and, of a clean one, as a page; and of a file
with something to mend the sender's own workbook, marked, with a list of it in front.
A file that was read before changes nothing.`,
		Example: "  spm ingest\n  spm ingest \"HR direction.xlsx\"\n  spm ingest typed.xlsx --for U01 --period 2026-10 --entered-by \"Jo Ng\"",
		RunE: func(_ *cobra.Command, args []string) (err error) {
			o.Paths = args
			if o.Period, err = monthFlag(o.Period); err != nil {
				return err
			}
			return a.ingest(o)
		},
	}
	c.Flags().StringVar(&o.For, "for", "", "whose a blank form is: code or name of a division, strand or unit")
	c.Flags().BoolVar(&o.PrintAll, "pages", false, "print the receipt of every clean file as a page (PDF), in a run of more than 25 files, too")
	c.Flags().StringVar(&o.EnteredBy, "entered-by", "", "who typed the answers in from paper; it is kept with every answer")
	c.Flags().StringVar(&o.Period, "period", "", "the month that a report is for, such as 2026-10")
	return c
}

func (a *app) ingest(o engine.IngestOptions) error {
	e, err := a.open()
	if err != nil {
		return err
	}
	defer e.Close()
	o.Day, o.Unprintable, o.PrintReceipt = a.day, unprintable, printReceipt
	var done func()
	o.Progress, done = a.progress("reading workbooks")
	reads, findings, err := e.Ingest(o)
	done()
	if err != nil {
		return err
	}
	r := result{Findings: findings, Data: map[string]any{"files": reads}}
	known := 0
	for _, x := range reads {
		if x.Status == engine.Known {
			known++
			continue
		}
		r.Lines = append(r.Lines, readLine(x))
	}
	r.known(reads, known)
	switch {
	case len(reads) == 0 && len(findings) == 0:
		r.Lines = append(r.Lines, "There is nothing to read in the inbox.")
	case len(reads) > known:
		r.After = append(r.After, replies(reads)...)
	}
	if err := a.print(r); err != nil {
		return err
	}
	return verdict(findings)
}

// replies tells where lies what goes back to the senders.
func replies(reads []engine.Read) []string {
	const few = 5
	var marked []string
	for _, x := range reads {
		if x.Corrections != "" {
			marked = append(marked, x.Corrections)
		}
	}
	said := []string{"Receipts are in returned/. Next: spm reconcile"}
	switch n := len(marked); {
	case n > few:
		return append([]string{fmt.Sprintf("%d workbooks to be corrected are in returned/: send each back to its sender.", n)}, said...)
	case n > 0:
		for i := range marked {
			marked[i] = "To send back for correction: returned/" + marked[i]
		}
	}
	return append(marked, said...)
}

// known tells files that were read before: by name, or only their number where
// an inbox is full of them.
func (r *result) known(reads []engine.Read, n int) {
	const few = 5
	if n > few {
		r.Lines = append(r.Lines, fmt.Sprintf("%d files were read before; nothing was changed.", n))
		r.Quiet = append(r.Quiet, "PKT-04")
		return
	}
	for _, x := range reads {
		if x.Status == engine.Known {
			r.Lines = append(r.Lines, readLine(x))
		}
	}
}

// unprintable names the characters of a text that no font of the reports has.
func unprintable(text string) (chars []rune) {
	if !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxLatin1 }) {
		return nil // every font has these
	}
	faces, err := typeface.Roboto()
	if err != nil {
		return nil
	}
	c := typeface.NewCompositor(faces)
	c.Clean(text)
	for _, m := range c.Missing() {
		chars = append(chars, m.Rune)
	}
	return chars
}

// readLine says what became of a file.
func readLine(x engine.Read) string {
	switch x.Status {
	case engine.Recorded:
		line := fmt.Sprintf("%s: %s from %s, %s", x.File, x.Title, x.From, plural(x.Answered, "answer"))
		if x.Changed > 0 {
			line += fmt.Sprintf(", %d changed since the last return", x.Changed)
		}
		return line
	case engine.Known:
		if x.Findings.Actionable() {
			return x.File + ": read before, and still to be mended"
		}
		return x.File + ": read before, nothing to do"
	case engine.Held:
		return x.File + ": held, see below"
	}
	return x.File + ": not recorded, see below"
}

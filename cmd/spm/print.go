package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"spm/engine/finding"
)

// result is what a command prints: lines for people, or all of it for
// programs.
type result struct {
	Lines    []string       // for people, before the findings
	Findings finding.List   // told to both
	Quiet    []finding.Code // told to programs only, because a line has told it to people
	After    []string       // for people, after the findings
	Data     map[string]any
}

// print writes a result as --json asks, or as text.
func (a *app) print(r result) error {
	if a.json {
		return a.printJSON(r)
	}
	for _, l := range r.Lines {
		fmt.Fprintln(a.out, l)
	}
	a.tell(a.out, slices.DeleteFunc(slices.Clone(r.Findings), func(f finding.Finding) bool { return slices.Contains(r.Quiet, f.Code) }))
	for _, l := range r.After {
		fmt.Fprintln(a.out, l)
	}
	return nil
}

// told is a finding as programs read it.
type told struct {
	Code     finding.Code       `json:"code"`
	Severity finding.Severity   `json:"severity"`
	File     string             `json:"file,omitempty"`
	Sheet    string             `json:"sheet,omitempty"`
	Cell     string             `json:"cell,omitempty"`
	Row      int                `json:"row,omitempty"` // of a finding about a whole row
	Line     int                `json:"line,omitempty"`
	Column   int                `json:"column,omitempty"`
	Subject  string             `json:"subject,omitempty"`
	Message  string             `json:"message"`
	Hint     string             `json:"hint,omitempty"`
	Options  []string           `json:"options,omitempty"`
	Also     []finding.Location `json:"also,omitempty"`
}

func (a *app) printJSON(r result) error {
	list := make([]told, 0, len(r.Findings))
	for _, f := range r.Findings {
		t := told{
			Code: f.Code, Severity: f.Severity, File: f.Where.File, Sheet: f.Where.Sheet, Cell: f.Where.Cell(),
			Line: f.Where.Line, Column: f.Where.Column, Subject: f.Subject, Message: f.Message, Hint: f.Hint, Options: f.Options, Also: f.Also,
		}
		if t.Cell == "" {
			t.Row = f.Where.Row
		}
		list = append(list, t)
	}
	all := map[string]any{"findings": list}
	for k, v := range r.Data {
		all[k] = v
	}
	enc := json.NewEncoder(a.data)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(all)
}

// tell prints findings file by file, the gravest first, and counts them.
func (a *app) tell(w io.Writer, findings finding.List) {
	merged := findings.Merge()
	for _, s := range []finding.Severity{finding.Error, finding.Warning, finding.Note} {
		for _, f := range merged {
			if f.Severity == s {
				fmt.Fprint(w, findingText(f))
			}
		}
	}
	if n := len(findings); n > 1 {
		fmt.Fprintf(w, "%s, %s, %s. spm explain CODE says more about a code.\n",
			plural(findings.Count(finding.Error), "error"), plural(findings.Count(finding.Warning), "warning"), plural(findings.Count(finding.Note), "note"))
	}
}

func findingText(f finding.Finding) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-7s %s", f.Severity, f.Code)
	if at := f.Where.String(); at != "" {
		fmt.Fprintf(&b, "  %s", at)
	}
	b.WriteString("\n")
	b.WriteString(wrap("        ", strings.TrimSuffix(f.Message, ".")+"."))
	if f.Hint != "" && f.Severity != finding.Note {
		b.WriteString(wrap("        > ", strings.TrimSuffix(f.Hint, ".")+"."))
	}
	return b.String()
}

// wrap breaks a text into lines that a terminal shows whole.
func wrap(indent, text string) string {
	const width = 100
	var b strings.Builder
	line := indent
	next := strings.Repeat(" ", len(indent))
	for _, word := range strings.Fields(text) {
		if len([]rune(line))+len([]rune(word)) > width && line != next && line != indent {
			b.WriteString(strings.TrimRight(line, " ") + "\n")
			line = next
		}
		line += word + " "
	}
	b.WriteString(strings.TrimRight(line, " ") + "\n")
	return b.String()
}

func plural(n int, what string) string {
	switch n {
	case 0:
		return "no " + what + "s"
	case 1:
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// progress shows a bar on a terminal and nothing in a pipe.
func (a *app) progress(title string) (step func(done, total int, name string), stop func()) {
	f, ok := a.errs.(*os.File)
	if !ok || a.json || !term.IsTerminal(int(f.Fd())) {
		return nil, func() {}
	}
	var bar *progressbar.ProgressBar
	return func(done, total int, name string) {
			if bar == nil {
				bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(title),
					progressbar.OptionClearOnFinish(), progressbar.OptionShowCount())
			}
			_ = bar.Set(done)
		}, func() {
			if bar != nil {
				_ = bar.Finish()
			}
		}
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"spm/engine"
	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/org"
	"spm/engine/value"
	"spm/engine/workspace"
	"spm/reports"
	"spm/reports/document"
	"spm/reports/narrative"
	"spm/templates"
)

type reportOptions struct {
	kind   string // annual, board, monthly
	branch string // --for
	period string // month of board and monthly; school year of annual
	public bool
	file   string // -o
}

func (a *app) reportCmd() *cobra.Command {
	o := reportOptions{}
	c := &cobra.Command{
		Use:   "report annual|board|monthly",
		Short: "Print a report as PDF",
		Long: `Print a report as tagged PDF into reports/:

  annual    the year's story: the work done and the results, with its sources
  board     one sheet for the board, from whatever has arrived
  monthly   a page for each branch leader, from whatever has arrived

Reports say who has not reported, print disputed values as such, and a draft plan says
Draft on every page.`,
		Example:   "  spm report annual\n  spm report annual --for HR -o hr.pdf\n  spm report board\n  spm report monthly --period 2026-10",
		Args:      oneArg("annual, board or monthly"),
		ValidArgs: []string{"annual", "board", "monthly"},
		RunE: func(_ *cobra.Command, args []string) error {
			o.kind = args[0]
			return a.report(o)
		},
	}
	c.Flags().StringVar(&o.branch, "for", "", "only this division or strand (code or name)")
	c.Flags().StringVar(&o.period, "period", "", "month of a monthly or board report (2026-10), or school year of an annual one (2026-27)")
	c.Flags().BoolVar(&o.public, "public", false, "leave internal-only text out")
	c.Flags().StringVarP(&o.file, "output", "o", "", "file to write (default: a file in reports/)")
	return c
}

// makers make the document of a kind of report.
var makers = map[string]func(narrative.Input) (*document.Document, error){
	"annual": narrative.Annual, "board": narrative.Board, "monthly": narrative.Monthly,
}

func (a *app) report(o reportOptions) error {
	if makers[o.kind] == nil {
		return fmt.Errorf("there is no report %q; there are annual, board and monthly", o.kind)
	}
	e, err := a.open()
	if err != nil {
		return err
	}
	defer e.Close()
	file, findings, err := a.makeReport(e, o)
	if err != nil {
		return err
	}
	r := result{Findings: findings, Data: map[string]any{"file": file}}
	if file != "" {
		r.Lines = []string{file}
	}
	if err := a.print(r); err != nil {
		return err
	}
	return verdict(findings)
}

// makeReport prints one report and answers its file.
func (a *app) makeReport(e *engine.Engine, o reportOptions) (file string, findings finding.List, err error) {
	s, err := e.StateOn(a.day)
	if err != nil {
		return "", nil, err
	}
	if s.Org.Profile.Name == "" {
		return "", finding.List{finding.New("PKT-07", finding.Location{})}, nil
	}
	in, findings, err := a.input(e, s, o)
	if err != nil || findings != nil {
		return "", findings, err
	}
	pdf, findings, err := printed(in, o, theme(e.Library), a.day)
	if err != nil {
		return "", findings, err
	}
	if o.file != "" {
		return o.file, findings, writeFile(o.file, pdf)
	}
	name := workspace.SafeName(reportName(in, o)) + ".pdf"
	if _, err := e.Workspace.Write(pdf, workspace.Reports, name); err != nil {
		return "", findings, err
	}
	return workspace.Reports + "/" + name, findings, nil
}

// printed makes the document and prints it. Characters that no font has are
// told in the document's own data notes, so it is made again when there are any.
func printed(in narrative.Input, o reportOptions, look reports.Theme, day value.Date) ([]byte, finding.List, error) {
	opts := reports.Options{Created: day.Time()}
	doc, err := makers[o.kind](in)
	if err != nil {
		return nil, nil, err
	}
	pdf, missing, err := reports.Print(*doc, look, opts)
	if err != nil || len(missing) == 0 {
		return pdf, nil, err
	}
	var findings finding.List
	for _, m := range missing {
		in.Characters = append(in.Characters, narrative.Character{Text: string(m.Rune)})
		findings.Add(finding.New("RPT-01", finding.Location{}, "char", fmt.Sprintf("%c (U+%04X)", m.Rune, m.Rune)))
	}
	if doc, err = makers[o.kind](in); err != nil {
		return nil, findings, err
	}
	pdf, _, err = reports.Print(*doc, look, opts)
	return pdf, findings, err
}

// input is what the report is made from.
func (a *app) input(e *engine.Engine, s *engine.State, o reportOptions) (narrative.Input, finding.List, error) {
	in := narrative.Input{
		Org: s.Org, Facts: s.Facts, Ledger: s.Ledger, Today: a.day, Public: o.public,
		SmallCount: e.Workspace.Settings.SmallCount,
		Labels:     func(list, id string) string { return e.Library.Lists[list].Label(id) },
		Templates:  templates.Over(e.Workspace.Templates()),
	}
	if o.branch != "" {
		key, unknown := e.Branch(s, o.branch)
		if unknown != nil {
			return in, unknown, nil
		}
		in.Branch = key
	}
	if o.period != "" {
		if n := s.Org.YearNumber(o.period); n > 0 {
			in.Year = n
		} else if month, ok := parseMonth(o.period); ok && planned(s.Org, month) {
			in.Month = month
		} else {
			return in, nil, fmt.Errorf("--period %s is neither a month nor a school year of the plan; they look like %s and %s", o.period, s.Org.Profile.PlanStart.Month(), s.Org.SchoolYear(1))
		}
	} else {
		in.Year, in.Month = reportedYear(s.Org, a.day)
	}
	missing, err := e.Missing(s, a.day)
	if err != nil {
		return in, nil, err
	}
	for _, m := range missing {
		in.Missing = append(in.Missing, narrative.Missing{Kind: m.Packet, Unit: m.Unit, Branch: m.Branch, Name: m.To.Name, Period: m.For(), Due: m.Due})
	}
	then, err := e.At(s, closing(in))
	if err != nil {
		return in, nil, err
	}
	in.Org, in.Facts = then.Org, then.Facts
	return in, nil, nil
}

// closing is the day whose plan a report shows: the last of its month or year,
// or today where that is still to come.
func closing(in narrative.Input) value.Date {
	_, last := in.Org.YearSpan(in.Year)
	if first := value.Date(in.Month + "-01"); in.Month != "" && first.Valid() {
		last = value.DateOf(first.Time().AddDate(0, 1, -1))
	}
	if last == "" || last > in.Today {
		return in.Today
	}
	return last
}

// planned tells whether a month lies in a year of the plan that has milestones.
func planned(o *org.Organization, month string) bool {
	year := o.YearOn(value.Date(month + "-01"))
	return slices.Contains(o.Months(year), month) &&
		(year == 1 || slices.ContainsFunc(o.Milestones, func(m *org.Milestone) bool { return org.PlanYear(m.Year) == year }))
}

// reportedYear is the year that a report is about when nobody says it: that of
// the day, or the one before while nothing has been reported in it yet. Then
// its last month is the month of the report.
func reportedYear(o *org.Organization, day value.Date) (year int, month string) {
	year = o.YearOn(day)
	months := o.Months(year)
	begun := slices.ContainsFunc(o.Statuses, func(s *org.Status) bool { return slices.Contains(months, s.Period) })
	if year == 1 || begun || len(months) == 0 {
		return year, ""
	}
	months = o.Months(year - 1)
	return year - 1, months[len(months)-1]
}

func reportName(in narrative.Input, o reportOptions) string {
	title := map[string]string{"annual": "Annual report", "board": "Board page", "monthly": "Monthly page"}[o.kind]
	if in.Branch != "" {
		title += " " + in.Branch
	}
	if o.kind != "annual" && in.Month != "" {
		return title + " " + in.Month
	}
	year := in.Year
	if year == 0 {
		year = in.Org.YearOn(in.Today)
	}
	return title + " " + in.Org.SchoolYear(year)
}

// theme lays the workspace's colours and its logo over the reports'.
func theme(lib *form.Library) reports.Theme {
	look := reports.DefaultTheme
	t := lib.Theme
	if slices.Contains([]string{"Letter", "A4"}, t.Paper) {
		look.Paper = t.Paper
	}
	for name, into := range map[string]*reports.Colour{"banner": &look.Accent, "text": &look.Ink, "quiet": &look.Muted, "alert": &look.Bad} {
		if c, err := reports.ParseColour(t.Colours[name]); err == nil {
			*into = c
		}
	}
	look.Logo, look.LogoAlt = t.Picture, t.LogoAlt
	return look
}

// writeFile writes whole files only: a reader never sees half a report.
func writeFile(name string, data []byte) error {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder; name a file after -o, such as %s", name, filepath.Join(name, "report.pdf"))
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), ".spm-*")
	if err != nil {
		return fmt.Errorf("%s cannot be written: %s is not a folder that spm may write in; name another place after -o", name, filepath.Dir(name))
	}
	defer os.Remove(tmp.Name())
	if _, err := tmp.Write(data); err != nil {
		tmp.Close()
		return err
	}
	if err := tmp.Chmod(0o644); err != nil {
		tmp.Close()
		return err
	}
	if err := tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), name)
}

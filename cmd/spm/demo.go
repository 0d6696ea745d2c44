package main

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"spm/engine"
	"spm/engine/finding"
	"spm/engine/value"
	"spm/engine/workbook/byhand"
	"spm/engine/workspace"
	"spm/testdata/cases"
)

func (a *app) demoCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "demo DIR",
		Short: "A sample district and its year in DIR, from the setup to the printed report",
		Long: `Play the year of an invented school district in DIR: workbooks go out, are filled in as
staff fill them in, with all that people really do to workbooks, come back, are merged,
and the reports are printed. Everything stays in DIR to be opened.

Exit status 0 says that the story ran as it is told.`,
		Example: "  spm demo demo",
		Args:    oneArg("the folder of the demo, such as: spm demo demo"),
		RunE:    func(_ *cobra.Command, args []string) error { return a.demo(args[0]) },
	}
}

func (a *app) demo(dir string) error {
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return fmt.Errorf("the folder %s is not empty; name another for the demo, or delete it", dir)
	}
	c, err := cases.Load("riverbend")
	if err != nil {
		return err
	}
	if _, findings, err := workspace.Create(dir, "riverbend"); err != nil || findings.Actionable() {
		return errors.Join(err, a.print(result{Findings: findings}))
	}
	a.dir = dir
	e, err := a.open()
	if err != nil {
		return err
	}
	defer e.Close()
	p := &player{app: a, Case: c, engine: e, files: map[string]string{}, sent: map[string][]byte{}, awaited: map[string][]cases.Expect{}}
	for i := range c.Story.Steps {
		s := &c.Story.Steps[i]
		if err := p.play(s); err != nil {
			return fmt.Errorf("step %d of the story (%s, %q): %w", i+1, s.On, s.Say, err)
		}
	}
	return p.close()
}

// player plays a story in a workspace.
type player struct {
	*app
	*cases.Case
	engine  *engine.Engine
	files   map[string]string         // issued workbooks by packet, recipient and period
	sent    map[string][]byte         // what came back, by the same
	awaited map[string][]cases.Expect // what must become of a file, by its name in the inbox
	usual   []*cases.Step             // monthly returns that have come since the last step, with nothing to tell
	off     []string                  // where the story did not run as told
	read    int                       // files
	printed []string                  // reports
}

// play plays one step and prints a line. Monthly returns with nothing to tell
// share one.
func (p *player) play(s *cases.Step) error {
	p.day = value.Date(s.On)
	if r := s.Return; r != nil && r.Packet == "monthly" && r.Damage == nil && r.Changes == nil && r.Expect == nil {
		p.usual = append(p.usual, s)
		return p.returnStep(r)
	}
	if s.Return == nil && s.Drop == nil {
		p.tellUsual()
	}
	p.tellStep(s)
	switch {
	case s.Generate != nil:
		return p.generateStep(s.Generate)
	case s.Return != nil:
		return p.returnStep(s.Return)
	case s.Drop != nil:
		if s.Drop.Expect != nil {
			p.awaited[s.Drop.Name] = append(p.awaited[s.Drop.Name], *s.Drop.Expect)
		}
		_, err := p.engine.Workspace.Write([]byte(s.Drop.Text), workspace.Inbox, s.Drop.Name)
		return err
	case s.Ingest != nil:
		return p.ingestStep()
	case s.Reconcile != nil:
		return p.reconcileStep()
	case s.Year != nil:
		return p.yearStep(s.Year)
	}
	file, _, err := p.makeReport(p.engine, reportOptions{kind: s.Report.Kind, branch: s.Report.For, period: s.Report.Period})
	p.printed = append(p.printed, file)
	p.say("%s", file)
	return err
}

func (p *player) tellStep(s *cases.Step) {
	if s.Say != "" && !p.json {
		fmt.Fprintf(p.out, "%s  %s\n", value.Date(s.On).Format(), s.Say)
	}
}

// tellUsual sums up the returns that need no line of their own.
func (p *player) tellUsual() {
	if n := len(p.usual); n == 1 {
		p.tellStep(p.usual[0])
	} else if n > 1 {
		p.tellStep(&cases.Step{On: p.usual[n-1].On, Say: fmt.Sprintf("%d status forms come back, as usual.", n)})
	}
	p.usual = nil
}

func (p *player) say(format string, args ...any) {
	if !p.json {
		fmt.Fprintf(p.out, "              "+format+"\n", args...)
	}
}

func fileKey(packet, to, period string) string { return packet + "|" + to + "|" + period }

func (p *player) generateStep(g *cases.Generate) error {
	issued, findings, err := p.engine.Generate(engine.GenerateOptions{Packet: g.Packet, For: g.For, Month: g.Period, Year: g.Year, Day: p.day})
	if err != nil {
		return err
	}
	for _, x := range issued {
		p.files[fileKey(x.Packet, x.To.Key, g.Period)] = x.File
	}
	if findings.Actionable() {
		return fmt.Errorf("%s: %s", findings[0].Code, findings[0].Message)
	}
	p.say("%s in %s", plural(len(issued), "workbook"), filepath.ToSlash(filepath.Dir(issued[0].File)))
	return nil
}

// returnStep fills in the workbook that was issued, damages it as the story
// tells, and puts it into the inbox.
func (p *player) returnStep(r *cases.Return) error {
	key := fileKey(r.Packet, r.For, r.Period)
	data := p.sent[key]
	if !r.Again {
		var err error
		if data, err = p.filledIn(r, key); err != nil {
			return err
		}
		p.sent[key] = data
	}
	if r.Expect != nil {
		p.awaited[r.As] = append(p.awaited[r.As], *r.Expect)
	}
	_, err := p.engine.Workspace.Write(data, workspace.Inbox, r.As)
	return err
}

func (p *player) filledIn(r *cases.Return, key string) ([]byte, error) {
	issued, ok := p.files[key]
	if !ok {
		return nil, fmt.Errorf("no workbook %s was issued to %s for %s", r.Packet, r.For, r.Period)
	}
	data, err := os.ReadFile(p.engine.Workspace.Path(issued))
	if err != nil {
		return nil, err
	}
	book, err := byhand.Open(data)
	if err != nil {
		return nil, err
	}
	fills, err := p.Typed(r)
	if err != nil {
		return nil, err
	}
	for _, f := range fills {
		if err := byhand.Apply(book, f); err != nil {
			return nil, err
		}
	}
	for _, d := range r.Damage {
		if err := d.Do(book); err != nil {
			return nil, err
		}
		if d.Expect != nil {
			p.awaited[r.As] = append(p.awaited[r.As], *d.Expect)
		}
	}
	return book.Save()
}

// ingestStep reads the inbox, as the central office would, and files away what
// was recorded, so that the next reading begins with an empty tray.
func (p *player) ingestStep() error {
	reads, findings, err := p.engine.Ingest(engine.IngestOptions{Day: p.day, Unprintable: unprintable})
	if err != nil {
		return err
	}
	answers := 0
	for _, r := range reads {
		answers += r.Answered
	}
	p.read += len(reads)
	p.say("%s read, %s; %s, %s, %s", plural(len(reads), "file"), plural(answers, "answer"),
		plural(findings.Count(finding.Error), "error"), plural(findings.Count(finding.Warning), "warning"), plural(findings.Count(finding.Note), "note"))
	for _, r := range reads {
		if err := p.check(r); err != nil {
			return err
		}
		if err := p.file(r); err != nil {
			return err
		}
	}
	p.checkPassedOver()
	return nil
}

// file moves a file that was dealt with to inbox-read/, and one that somebody
// has to be asked about to inbox-aside/.
func (p *player) file(r engine.Read) error {
	tray := "inbox-read"
	if r.Status == engine.Held || r.Status == engine.Refused {
		tray = "inbox-aside"
	}
	to := p.engine.Workspace.Path(tray, string(p.day))
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	return os.Rename(p.engine.Workspace.Path(workspace.Inbox, r.File), filepath.Join(to, r.File))
}

func (p *player) reconcileStep() error {
	s, findings, err := p.engine.Reconcile(p.day)
	if err != nil {
		return err
	}
	if s.Decisions != "" {
		p.files[fileKey("decisions", "", "")] = s.Decisions
	}
	if err := p.saveFindings(p.engine, findings); err != nil {
		return err
	}
	p.say("%s, %s, %s", plural(findings.Count(finding.Error), "error"), plural(findings.Count(finding.Warning), "warning"), plural(findings.Count(finding.Note), "note"))
	return nil
}

func (p *player) yearStep(y *cases.Year) error {
	started, findings, err := p.engine.StartYear(engine.StartOptions{Year: y.Start, Anyway: y.Anyway, Day: p.day})
	if err != nil {
		return err
	}
	if !started.Done {
		return fmt.Errorf("%s: %s", findings[0].Code, findings[0].Message)
	}
	p.say("%s in %s, %s carried on or dropped by their lead units", plural(started.Planned, "milestone"), started.Year, plural(len(started.Carried), "unfinished action"))
	return nil
}

// close says where to look, and whether the story ran as told.
func (p *player) close() error {
	for _, name := range slices.Sorted(maps.Keys(p.awaited)) {
		p.off = append(p.off, name+": the story says what must become of it, but it was never read")
	}
	s, err := p.engine.State()
	if err != nil {
		return err
	}
	r := result{Data: map[string]any{"files": p.read, "claims": len(s.Ledger.Claims), "reports": p.printed, "off": p.off}}
	r.Lines = append(append([]string{""}, planLines(s.Org, len(s.Ledger.Claims))...),
		"", "Look at:",
		"  "+p.dir+"/reports      the annual report, the board's page, the branch leaders' pages",
		"  "+p.dir+"/outbox       the workbooks as they went out, with mailing lists and messages",
		"  "+p.dir+"/inbox-read   the workbooks as staff sent them back; inbox-aside: what had to be asked about",
		"  "+p.dir+"/returned     what each sender was told",
		"  "+p.dir+"/reports/findings.txt   what the central office has to look at",
		"Try:  spm status -w "+p.dir+"    spm trace G2-I2 -w "+p.dir)
	for _, off := range p.off {
		r.After = append(r.After, "Not as told: "+off)
	}
	if err := p.print(r); err != nil {
		return err
	}
	if len(p.off) > 0 {
		return errAct
	}
	return nil
}

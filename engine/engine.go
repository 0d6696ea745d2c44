// Package engine is the map of the program: Generate, Ingest, Reconcile, and
// what they leave behind to be asked for. Each calls its stages in order and
// has no logic of its own:
//
//	Generate   model → issue (what goes to whom) → workbook.Write → outbox
//	Ingest     file → spreadsheet.Open → workbook.Read → reconcile.Classify → store
//	Reconcile  claims → reconcile.Fold → organization → quality.Check
//
// Time comes in as a day; the package reads no clock.
package engine

import (
	"fmt"
	"io/fs"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/quality"
	"spm/engine/reconcile"
	"spm/engine/store"
	"spm/engine/value"
	"spm/engine/workspace"
	"spm/templates"
)

// Engine works in one workspace. It is for one goroutine at a time.
type Engine struct {
	Workspace *workspace.Workspace
	Library   *form.Library
	Rules     Rules
	store     *store.Store
	editions  editions
}

// Open opens a workspace. The engine is nil when a finding is an error: the
// folder is no workspace, or its templates have mistakes.
func Open(dir string) (*Engine, finding.List, error) {
	ws, findings, err := workspace.Open(dir)
	if err != nil || ws == nil {
		return nil, findings, err
	}
	t, mistakes := readTemplates(filesOf(ws))
	findings.Add(mistakes...)
	if findings.Count(finding.Error) > 0 {
		return nil, findings, nil
	}
	if ws.Settings.Paper != "" {
		t.Library.Theme.Paper = ws.Settings.Paper
	}
	st, err := store.Open(ws.Path(workspace.State))
	if err != nil {
		return nil, findings, err
	}
	return &Engine{Workspace: ws, Library: t.Library, Rules: t.Rules, store: st}, findings, nil
}

// Close gives the workspace's files back.
func (e *Engine) Close() error { return e.store.Close() }

// Templates loads and checks the templates of a workspace; nil stands for
// those that come with the program.
func Templates(ws *workspace.Workspace) (*form.Library, finding.List) {
	t, findings := readTemplates(filesOf(ws))
	return t.Library, findings
}

// filesOf are the templates of a workspace, laid over those of the program.
func filesOf(ws *workspace.Workspace) fs.FS {
	if ws == nil {
		return templates.Over(nil)
	}
	return templates.Over(ws.Templates())
}

// ruled is everything that templates say: the library of forms, and the
// settings of the guidebook's rules.
type ruled struct {
	Library *form.Library
	Rules   Rules
}

func readTemplates(files fs.FS) (t ruled, findings finding.List) {
	t.Library, findings = form.Load(files, Attributes(), org.Computed...)
	rules, mistakes := readRules(files)
	t.Rules = rules
	return t, append(findings, mistakes...)
}

// Attributes are those of the model, as forms are checked against them.
func Attributes() (all []form.Attribute) {
	for _, a := range org.Attributes() {
		all = append(all, form.Attribute{Kind: string(a.Kind), Name: a.Name, Yearly: a.Yearly})
	}
	return all
}

// State is what the workspace knows: the organization, the facts it is made
// of, and every claim.
type State struct {
	*reconcile.State
	Ledger    *ledger.Ledger
	Day       value.Date // on which the plan is like this; blank: with every change that is known
	Decisions string     // the decision workbook that Reconcile has written; empty where nothing is in dispute
}

// State folds the claims of the workspace, with every change of the plan that
// is known.
func (e *Engine) State() (*State, error) { return e.StateOn("") }

// StateOn is the plan as it is on a day: changes that count from a later one
// are left out.
func (e *Engine) StateOn(day value.Date) (*State, error) {
	l, err := e.store.Ledger()
	if err != nil {
		return nil, err
	}
	if err := e.upgradeClaims(l); err != nil {
		return nil, err
	}
	return e.on(l, day)
}

func (e *Engine) on(l *ledger.Ledger, day value.Date) (*State, error) {
	folded, err := reconcile.FoldOn(e.Library, l, day)
	if err != nil {
		return nil, err
	}
	return &State{State: folded, Ledger: l, Day: day}, nil
}

// At is the same plan on another day.
func (e *Engine) At(s *State, day value.Date) (*State, error) {
	if s.Day == day || s.Day != "" && day != "" && s.Same(s.Day, day) {
		return s, nil
	}
	return e.on(s.Ledger, day)
}

// source is what packets are filled from.
func (e *Engine) source(s *State) issue.Source {
	return issue.Source{
		Library: e.Library, Workspace: e.Workspace.Settings.Name, Org: s.Org, Facts: s.Facts, Ledger: s.Ledger,
		Counted: quality.Counted(s.Org, quality.Scope{Returned: quality.Seen(s.Org)}),
	}
}

// decisions is the packet in which the central office settles conflicts.
const decisions = "decisions"

// Reconcile folds the claims, names every conflict, puts the decision workbook
// into the outbox where there is one, and judges the plan by the guidebook's
// rules.
func (e *Engine) Reconcile(day value.Date) (*State, finding.List, error) {
	s, err := e.StateOn(day)
	if err != nil {
		return nil, nil, err
	}
	findings := append(finding.List(nil), s.Findings...)
	if s.Org.Profile.Name == "" {
		findings.Add(finding.New("PKT-07", finding.Location{}))
		return s, findings, nil
	}
	returned, err := e.returned(s)
	if err != nil {
		return nil, nil, err
	}
	if len(s.Facts.Disputes()) > 0 {
		asked, told, err := e.Generate(GenerateOptions{Packet: decisions, Day: day})
		if err != nil {
			return nil, nil, err
		}
		findings.Add(told...)
		for _, x := range asked {
			s.Decisions = x.File
		}
	}
	judged, err := reconcile.Judged(s.Facts)
	if err != nil {
		return nil, nil, err
	}
	findings.Add(quality.Check(judged, e.Rules.scope(day, returned), s.where)...)
	return s, findings, nil
}

// where are the cells that a value came from.
func (s *State) where(subject org.Subject) (cells []finding.Location) {
	fact := s.Facts[subject]
	for _, id := range fact.Claims {
		if c, ok := s.Ledger.Claim(id); ok {
			cells = append(cells, c.Where)
		}
	}
	return cells
}

// needSetup is the finding for whoever wants something that only the setup can give.
func needSetup(s *State) finding.List {
	if s.Org.Profile.Name != "" {
		return nil
	}
	return finding.List{finding.New("PKT-07", finding.Location{})}
}

// branchOrUnit is the branch or unit that a code or a name means.
func (e *Engine) branchOrUnit(s *State, name string) (role ledger.Role, key string, findings finding.List) {
	options := value.Options{}
	for _, b := range s.Org.Branches {
		options = append(options, value.Option{Key: "b:" + b.Key, Label: b.Name, Code: b.Key})
	}
	for _, u := range s.Org.Units {
		options = append(options, value.Option{Key: "u:" + u.Key, Label: u.Name, Code: u.Key})
	}
	fits := options.Find(name)
	if len(fits) != 1 {
		known := ""
		for i, o := range options {
			if i > 0 {
				known += ", "
			}
			known += fmt.Sprintf("%s (%s)", o.Code, o.Label)
		}
		return "", "", finding.List{finding.New("PKT-10", finding.Location{}, "name", name, "known", known).Offering(value.NewIndex(options).Near(name))}
	}
	if fits[0].Key[0] == 'b' {
		return ledger.Branch, fits[0].Code, nil
	}
	return ledger.Unit, fits[0].Code, nil
}

// Branch is the key of the division or strand that a code or a name means.
func (e *Engine) Branch(s *State, name string) (string, finding.List) {
	role, key, unknown := e.branchOrUnit(s, name)
	if unknown == nil && role == ledger.Branch {
		return key, nil
	}
	known := make([]string, len(s.Org.Branches))
	for i, b := range s.Org.Branches {
		known[i] = b.Key + " (" + b.Name + ")"
	}
	return "", finding.List{finding.New("PKT-10", finding.Location{}, "name", name, "known", strings.Join(known, ", "))}
}

// Package narrative tells an organization's year in words: it turns the model
// and the facts behind it into a document, for the annual report, for the
// board's page and for the monthly page of a branch.
//
// Its sentences are templates that people may edit (narratives/*.txt). A
// sentence prints only where its values exist, and nothing reaches a document
// without the claims it rests on: see said. The package reads no clock and no
// workbook, and equal input gives an equal document.
package narrative

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
	"spm/reports/document"
)

// Input is what a report is made from.
type Input struct {
	Org        *org.Organization
	Facts      ledger.Facts
	Ledger     *ledger.Ledger // for file, sheet, cell, sender and date of a claim; nil: no annex of sources
	Today      value.Date     // the date shown
	Year       int            // of the plan, 1-based; 0: the year of Month or of Today
	Month      string         // of a monthly or board report, 2026-10; blank: the month of Today
	Branch     string         // key of the branch; blank: the organization
	Public     bool           // leaves internal-only text out
	Missing    []Missing      // who has not reported
	Characters []Character    // characters that no font has
	SmallCount int            // counts of students below it are not printed; 0: 10
	Labels     func(list, id string) string
	Templates  fs.FS // holds narratives/*.txt
}

// Missing is a report that was due and has not come.
type Missing struct {
	Kind   string // packet: "monthly", "annual-review" …
	Unit   string // key; blank where a branch owes the report
	Branch string // key
	Name   string // of the unit or branch; blank: as the model names it
	Period string // month or school year
	Due    value.Date
}

// Character is a character that no font has, printed as a visible substitute.
type Character struct {
	Text  string
	Where finding.Location
}

// writer makes one report.
type writer struct {
	Input
	o        *org.Organization
	year     string     // school year of the report: 2026-27
	months   []string   // of that year; nil where the plan has no first day
	last     string     // latest month that counts
	until    value.Date // results that came later are left out; blank: none is
	phrases  *phrases
	used     map[string]int // how often each sentence was told, for its variants
	err      error          // the first template that broke
	index    index
	small    map[string]said   // indicators with a count that is not printed, by key
	open     []note            // values told in words
	unstated map[string][]said // codes of indicators, by the attribute that nobody stated
	disputes []note
	noted    map[string]bool
}

// index finds the entities below an entity.
type index struct {
	branches      map[string]*org.Branch
	units         map[string]*org.Unit
	people        map[string]*org.Person
	strategies    map[string][]*org.Strategy // by goal
	measures      map[string][]*org.Measure  // by strategy
	goalMeasures  map[string][]*org.GoalMeasure
	milestones    map[string][]*org.Milestone // by strategy
	milestone     map[string]*org.Milestone
	actions       map[string][]*org.Action // by milestone
	action        map[string]*org.Action
	statuses      map[string][]*org.Status // by action, month by month
	results       map[string]*org.MilestoneResult
	indicatorByID map[string]*org.Indicator
}

func newWriter(in Input) (*writer, error) {
	p, err := loadPhrases(in.Templates)
	if err != nil {
		return nil, err
	}
	if in.SmallCount == 0 {
		in.SmallCount = 10
	}
	if in.Labels == nil {
		in.Labels = func(list, id string) string { return id }
	}
	if in.Org == nil {
		in.Org = &org.Organization{}
	}
	in.Month = cmp.Or(in.Month, in.Today.Month())
	if in.Year == 0 {
		in.Year = in.Org.YearOn(cmp.Or(value.Date(in.Month+"-28"), in.Today))
	}
	w := &writer{
		Input: in, o: in.Org, year: in.Org.SchoolYear(in.Year), months: in.Org.Months(in.Year),
		phrases: p, used: map[string]int{}, small: map[string]said{}, unstated: map[string][]said{}, noted: map[string]bool{},
	}
	w.last = "9999"
	if len(w.months) > 0 {
		w.last = w.months[len(w.months)-1]
	}
	w.buildIndex()
	if w.Branch != "" && w.index.branches[w.Branch] == nil {
		return nil, fmt.Errorf("no division or strand has the code %q", w.Branch)
	}
	return w, nil
}

// ours tells whether a key belongs to the report's branch.
func (w *writer) ours(key string) bool {
	return w.Branch == "" || key == w.Branch || org.Scope(key) == w.Branch
}

func (w *writer) buildIndex() {
	x := &w.index
	x.branches, x.units, x.people = map[string]*org.Branch{}, map[string]*org.Unit{}, map[string]*org.Person{}
	x.strategies, x.measures, x.goalMeasures = map[string][]*org.Strategy{}, map[string][]*org.Measure{}, map[string][]*org.GoalMeasure{}
	x.milestones, x.milestone = map[string][]*org.Milestone{}, map[string]*org.Milestone{}
	x.action = map[string]*org.Action{}
	x.actions, x.statuses = map[string][]*org.Action{}, map[string][]*org.Status{}
	x.results, x.indicatorByID = map[string]*org.MilestoneResult{}, map[string]*org.Indicator{}
	for _, b := range w.o.Branches {
		x.branches[b.Key] = b
	}
	for _, u := range w.o.Units {
		x.units[u.Key] = u
	}
	for _, p := range w.o.People {
		x.people[p.Key] = p
	}
	for _, g := range w.o.GoalMeasures {
		x.goalMeasures[g.Goal] = append(x.goalMeasures[g.Goal], g)
		x.indicatorByID[g.Key] = &g.Indicator
	}
	for _, s := range w.o.Strategies {
		if w.ours(s.Key) {
			x.strategies[s.Goal] = append(x.strategies[s.Goal], s)
		}
	}
	for _, m := range w.o.Measures {
		x.measures[m.Strategy] = append(x.measures[m.Strategy], m)
		x.indicatorByID[m.Key] = &m.Indicator
	}
	for _, m := range w.o.Milestones {
		if x.milestone[m.Key] = m; m.Dropped == "" {
			x.milestones[m.Strategy] = append(x.milestones[m.Strategy], m)
		}
	}
	for _, a := range w.o.Actions {
		if x.action[a.Key] = a; a.Dropped == "" {
			x.actions[a.Milestone] = append(x.actions[a.Milestone], a)
		}
	}
	for _, s := range w.o.Statuses {
		if w.months == nil || slices.Contains(w.months, s.Period) {
			x.statuses[s.Key] = append(x.statuses[s.Key], s)
		}
	}
	for _, r := range w.o.MilestoneResults {
		if r.Period == w.year {
			x.results[r.Key] = r
		}
	}
}

// finish gives the document its common parts and tells of a broken template.
func (w *writer) finish(d *document.Document) (*document.Document, error) {
	p := &w.o.Profile
	d.Organization = p.Name
	d.Date = w.Today.Format()
	d.Language = "en-US"
	d.Draft = !w.o.Adopted(w.Year)
	if w.Branch != "" {
		d.Branch = w.name(w.Branch)
	}
	if w.err != nil {
		return nil, w.err
	}
	return d, nil
}

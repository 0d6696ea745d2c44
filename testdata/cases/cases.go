// Package cases holds whole cases as text: what the people of an invented
// district type into the workbooks they receive, and the story of their year in
// order. The demo plays a story, and a test plays it too.
//
// The package reads and checks the texts; it writes no workbook and runs nothing.
package cases

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"spm/engine/workbook/byhand"
)

//go:embed riverbend
var files embed.FS

// Case is a story with everything that is typed in it.
type Case struct {
	Name  string
	Story Story
	Fills map[string]byhand.Fill // by path in the folder of the case, as steps name them
}

// Story is a sequence of steps.
type Story struct {
	Title string `yaml:"title"`
	Steps []Step `yaml:"steps"`
}

// Step is one thing that happens: exactly one of its pointers is set.
type Step struct {
	On        string    `yaml:"on"` // day, 2026-03-02
	Say       string    `yaml:"say"`
	Generate  *Generate `yaml:"generate"`
	Return    *Return   `yaml:"return"`
	Drop      *Drop     `yaml:"drop"`
	Ingest    *struct{} `yaml:"ingest"`
	Reconcile *struct{} `yaml:"reconcile"`
	Report    *Report   `yaml:"report"`
	Year      *Year     `yaml:"year"`
}

// Generate issues a packet, to everybody or to one.
type Generate struct {
	Packet string `yaml:"packet"`
	For    string `yaml:"for"`
	Period string `yaml:"period"`
	Year   string `yaml:"year"`
}

// Year makes a planned year the year of work.
type Year struct {
	Start  string `yaml:"start"`
	Anyway bool   `yaml:"anyway"` // although something is missing
}

// Return is a workbook that comes back: the one issued for packet, for and
// period, with the fill typed into it, the changes typed over that, and the
// damage done to it, saved under a name.
type Return struct {
	Packet  string   `yaml:"packet"`
	For     string   `yaml:"for"`
	Period  string   `yaml:"period"`
	Fill    string   `yaml:"fill"` // path in the folder of the case
	Changes *Changes `yaml:"changes"`
	Damage  []Damage `yaml:"damage"`
	As      string   `yaml:"as"`
	Again   bool     `yaml:"again"` // the very file that was sent before
	Expect  *Expect  `yaml:"expect"`
}

// Changes are typed over a fill.
type Changes struct {
	Sheets map[string]byhand.Sheet `yaml:"sheets"`
}

// Damage is what somebody, or a program, did to a workbook.
type Damage struct {
	byhand.Deed `yaml:",inline"`
	Why         string  `yaml:"why"`
	Expect      *Expect `yaml:"expect"`
}

// Drop is another file that lands in the inbox.
type Drop struct {
	Name   string  `yaml:"name"`
	Text   string  `yaml:"text"`
	Why    string  `yaml:"why"`
	Expect *Expect `yaml:"expect"`
}

// Expect says what must become of a file. Sheet, row and field say where: row
// and field together are a cell, row alone a row, field alone a column.
type Expect struct {
	What  Outcome `yaml:"what"`
	Code  string  `yaml:"code"` // of the finding that tells it; a file that is passed over has none
	Sheet string  `yaml:"sheet"`
	Row   string  `yaml:"row"` // its code, or another text in it
	Field string  `yaml:"field"`
	Words string  `yaml:"words"` // what a person is told, by its meaning
}

// Outcome is what becomes of a file.
type Outcome string

const (
	Healed  Outcome = "healed"  // read rightly, and said
	Finding Outcome = "finding" // a person is asked to mend it
	Held    Outcome = "held"    // the file waits for a decision
	Known   Outcome = "known"   // recorded before: nothing happens twice

	PassedOver Outcome = "passed over" // not read at all: the lock file of a program
)

// Report prints a report.
type Report struct {
	Kind   string `yaml:"kind"`
	For    string `yaml:"for"`
	Period string `yaml:"period"`
}

// Load reads a case: its story and its fills. An unknown key, or a step that
// names a fill that is not there, is an error with its file; the errors of the
// YAML have line and column too.
func Load(name string) (*Case, error) {
	c := &Case{Name: name, Fills: map[string]byhand.Fill{}}
	story := path.Join(name, "story.yaml")
	data, err := files.ReadFile(story)
	if err != nil {
		return nil, fmt.Errorf("there is no case %q: %w", name, err)
	}
	if err := byhand.Decode(story, data, &c.Story); err != nil {
		return nil, err
	}
	if err := c.loadFills(); err != nil {
		return nil, err
	}
	return c, c.check(story)
}

func (c *Case) loadFills() error {
	return fs.WalkDir(files, path.Join(c.Name, "fill"), func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(file) != ".yaml" {
			return err
		}
		data, err := files.ReadFile(file)
		if err != nil {
			return err
		}
		fill, err := byhand.ReadFill(file, data)
		c.Fills[file[len(c.Name)+1:]] = fill
		return err
	})
}

// check tells every step that cannot be played.
func (c *Case) check(file string) error {
	var wrong []error
	for i := range c.Story.Steps {
		if err := c.checkStep(&c.Story.Steps[i]); err != nil {
			wrong = append(wrong, fmt.Errorf("%s: step %d (%s, %q): %w", file, i+1, c.Story.Steps[i].On, c.Story.Steps[i].Say, err))
		}
	}
	return errors.Join(wrong...)
}

func (c *Case) checkStep(s *Step) error {
	var acts int
	for _, set := range []bool{s.Generate != nil, s.Return != nil, s.Drop != nil, s.Ingest != nil, s.Reconcile != nil, s.Report != nil, s.Year != nil} {
		if set {
			acts++
		}
	}
	if acts != 1 {
		return fmt.Errorf("it does %d things where one belongs", acts)
	}
	if s.Drop != nil {
		return s.Drop.Expect.check()
	}
	if s.Return == nil {
		return nil
	}
	for _, d := range s.Return.Damage {
		if err := d.Check(); err != nil {
			return fmt.Errorf("damage: %w", err)
		}
		if err := d.Expect.check(); err != nil {
			return err
		}
	}
	if err := s.Return.Expect.check(); err != nil {
		return err
	}
	_, err := c.Typed(s.Return)
	return err
}

func (e *Expect) check() error {
	switch {
	case e == nil:
		return nil
	case !slices.Contains([]Outcome{Healed, Finding, Held, Known, PassedOver}, e.What):
		return fmt.Errorf("expect: %q is none of healed, finding, held, known, passed over", e.What)
	case (e.Code == "") != (e.What == PassedOver):
		return fmt.Errorf("expect: %s with the code %q", e.What, e.Code)
	}
	return nil
}

// Typed are the fills of a returned workbook, one typed after the other: that
// of its sender, and the changes.
func (c *Case) Typed(r *Return) ([]byhand.Fill, error) {
	fill, ok := c.Fills[r.Fill]
	if !ok {
		return nil, fmt.Errorf("there is no fill %q", r.Fill)
	}
	for _, f := range fill.Each() {
		if f.For != r.For {
			continue
		}
		if f.Packet != r.Packet || f.Period != r.Period {
			return nil, fmt.Errorf("%s fills packet %s of %q, not %s of %q", f.File, f.Packet, f.Period, r.Packet, r.Period)
		}
		if r.Changes == nil {
			return []byhand.Fill{f}, nil
		}
		changes := f
		changes.Sheets = r.Changes.Sheets
		return []byhand.Fill{f, changes}, nil
	}
	return nil, fmt.Errorf("%s fills nothing for %q", r.Fill, r.For)
}

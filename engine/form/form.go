// Package form says what can be declared in a form's YAML, loads the library
// of forms, lists, packets and merge rules, and checks the declarations against
// each other and against the attributes of the model. A mistake in a file is a
// finding with file, line and column; every mistake is told in one pass.
//
// A form is the only place where a column is named. The package writes and
// reads no workbook and makes no addresses (workbook does).
package form

import (
	"slices"

	"spm/engine/finding"
	"spm/engine/value"
)

// Form declares an attachment of the guidebook or a form of the cycle.
type Form struct {
	ID          string  `yaml:"id"`
	Title       string  `yaml:"title"`
	Version     int     `yaml:"version"`
	Step        int     `yaml:"step"` // of the guidebook; 0: none
	Module      string  `yaml:"module"`
	FilledBy    string  `yaml:"filled_by"`
	Repeat      string  `yaml:"repeat"`    // entity that the form is repeated for: a sheet for each milestone
	AsNeeded    bool    `yaml:"as_needed"` // nobody misses a sheet of it that comes back blank
	Instruction string  `yaml:"instruction"`
	Checks      []Check `yaml:"checks"` // the quality check of the step
	Sheets      []Sheet `yaml:"sheets"`

	// Upgrade says, for each older version that may still come back, what has
	// become of its fields.
	Upgrade []Upgrade `yaml:"upgrade"`

	// OptionalIf names answers on other sheets of the workbook that make a row
	// or a sheet about the same entity one that need not be filled in:
	// form.section.field → the answers. Who calls a goal irrelevant is not asked
	// for her part in it.
	OptionalIf Condition `yaml:"optional_if"`

	Hash   string           `yaml:"-"` // of the file, in hex
	Source []byte           `yaml:"-"` // the file itself, as it is kept with what was issued
	At     finding.Location `yaml:"-"`
}

// Check is an item of a quality-check box.
type Check struct {
	ID   string `yaml:"id"` // step.item
	Text string `yaml:"text"`
	Only string `yaml:"only"` // division or strand: asked of these branches alone
}

// Sheet is one sheet of a form.
type Sheet struct {
	Name        string    `yaml:"name"`
	Orientation string    `yaml:"orientation"` // portrait or landscape
	Columns     []float64 `yaml:"columns"`     // widths in characters; a field across several has one
	Only        string    `yaml:"only"`        // division or strand: printed for these branches alone; quarter_4: in the last quarter alone
	Sections    []Section `yaml:"sections"`

	At finding.Location `yaml:"-"`
}

// Shape is how a section is laid out.
type Shape string

const (
	Answers Shape = "answers" // question and answer, a row each
	Table   Shape = "table"   // one row an entity
	Checks  Shape = "checks"  // the quality-check box; its columns stand in parts/quality-check.yaml
)

// RowSources are what the rows of a table may be: package issue prints them.
// "ours" are the entities of the section's kind that belong to the recipient,
// and of a kind of the organization all; "none" prints blank rows and seeds
// alone. The others are narrower.
var RowSources = []string{
	"ours", "none", Slotted, "relevant_goals", "goal_measures_reported", "members", "milestones_this_year", "milestones_next_year",
	"milestones_after", "milestones_led", "actions_of_month", "beyond_budget", "actions_carried", "actions_of_year", "unit_requests", "help_asked", "learning_needs", "glossary", "all", "all_milestones_this_year", "strand_milestones_this_year", "calendar", "disputes",
}

// Slotted are the rows that Slots describes.
const Slotted = "slots"

// Repeats are the kinds of entity that a form may be repeated for.
var Repeats = []string{"goal", "milestone"}

// Section is a part of a sheet.
type Section struct {
	ID       string            `yaml:"id"`
	No       string            `yaml:"no"` // printed before the title: A2
	Title    string            `yaml:"title"`
	Was      []string          `yaml:"was"` // titles of earlier versions, and in other languages
	Help     string            `yaml:"help"`
	Hidden   bool              `yaml:"hidden"` // left out of the form in this workspace
	Shape    Shape             `yaml:"shape"`
	Entity   string            `yaml:"entity"`    // kind that the fields speak about, unless they name another
	Rows     string            `yaml:"rows"`      // which entities a table prints: one of RowSources
	Spare    int               `yaml:"spare"`     // blank rows after them
	New      string            `yaml:"new"`       // what the codes of spare rows begin with
	OwnCodes bool              `yaml:"own_codes"` // staff type the codes of new rows themselves
	Subject  []string          `yaml:"subject"`   // ids of the fields that say what a new row is about: back with other answers there it is another row
	Slots    *Slots            `yaml:"slots"`     // rows in which entities of several kinds stand side by side
	Fixed    map[string]string `yaml:"fixed"`     // attributes that every new row has without being asked
	Seed     []Seed            `yaml:"seed"`      // rows that are there from the start, until the model has them
	SeedOf   string            `yaml:"seed_of"`   // form.section whose seeded rows this section has too, whoever they are for
	Only     string            `yaml:"only"`      // division or strand: printed for these branches alone
	Fields   []Field           `yaml:"fields"`

	At finding.Location `yaml:"-"`
}

// Slots says how many entities of each kind a table prints for each parent,
// side by side: two indicators and four milestones for a strategy (F), five
// strengths and five weaknesses for a goal (C).
type Slots struct {
	Of    string `yaml:"of"`    // kind of the parents; those that other sheets of the packet have room for count too
	Kinds []Slot `yaml:"kinds"` // in the order of their code columns
}

// Slot is how many entities of a kind there is room for: a number, or of
// milestones one for each year named.
type Slot struct {
	Kind  string   `yaml:"kind"`
	Rows  int      `yaml:"rows"`
	Years []string `yaml:"years"`
}

// Seed is a row that a form prints from the start: field id → text. A row that
// has a code is always that of the code; one without is a new row until it has
// come back. What it says counts as the sender's own when she has added to the
// row, or when it leaves nothing open that is required.
type Seed map[string]string

// Field is a question, or a column of a table.
type Field struct {
	ID          string     `yaml:"id"`
	No          string     `yaml:"no"`     // visible code of a question: A5.1
	Entity      string     `yaml:"entity"` // kind it speaks about, where it is not the section's
	Attr        string     `yaml:"attr"`   // attribute of the model, or other.<name>
	Period      string     `yaml:"period"` // of a yearly attribute: y1, y2, this, next, after
	Label       string     `yaml:"label"`
	Was         []string   `yaml:"was"`   // labels of earlier versions, and in other languages
	Group       string     `yaml:"group"` // heading over several columns
	Type        value.Type `yaml:"type"`
	List        string     `yaml:"list"`  // of a choice
	To          string     `yaml:"to"`    // kind that a reference points to
	Scope       string     `yaml:"scope"` // narrows the drop-down of a reference: lead_unit
	Open        bool       `yaml:"open"`  // a reference may be a name that nobody knows
	Among       string     `yaml:"among"` // of a text: section.field whose seeded texts it should be one of
	Required    bool       `yaml:"required"`
	Hidden      bool       `yaml:"hidden"` // left out of the form in this workspace
	Width       float64    `yaml:"width"`  // of the column of a table, where the sheet's columns have none for it
	RequiredIf  Condition  `yaml:"required_if"`
	Parent      bool       `yaml:"parent"`       // tells where a new entity belongs, and so its code
	New         string     `yaml:"new"`          // of a code field for another entity of the row: what new codes begin with
	Across      string     `yaml:"across"`       // of a matrix: a column for each of these, one of Acrosses
	Only        string     `yaml:"only"`         // division or strand: asked of these branches alone
	Own         string     `yaml:"own"`          // SEA or LEA: the heading says so where that is the recipient's organization
	Given       bool       `yaml:"given"`        // filled in by us, in grey; never an answer
	Formula     string     `yaml:"formula"`      // of a given field: shows what follows from other cells, see Formula
	Fresh       bool       `yaml:"fresh"`        // never pre-filled: asked anew each time
	ShownPeriod bool       `yaml:"shown_period"` // shows the packet's month and is compared with it
	Default     string     `yaml:"default"`
	Help        string     `yaml:"help"`
	Example     string     `yaml:"example"`

	Became Became           `yaml:"-"` // of a field of an older version, what it is now
	Column string           `yaml:"-"` // code of the matrix column that Library.For made it for
	At     finding.Location `yaml:"-"`
}

// Condition makes a field required when another field of the row has an
// answer: field id → the answers (ids of choices, yes, no), or * for any.
type Condition map[string]Any

// Any is one text or a list of texts in YAML.
type Any []string

// Packet declares which forms travel together.
type Packet struct {
	ID    string   `yaml:"id"`
	Title string   `yaml:"title"`
	About string   `yaml:"about"` // what this is, in plain words, on the first sheet
	How   []string `yaml:"how"`   // what to do, step by step
	To    string   `yaml:"to"`    // centre, branch, lead_unit, unit, asked_unit, respondent
	Every string   `yaml:"every"` // once, year, quarter, month
	Needs string   `yaml:"needs"` // kind of which the recipient must have an entity before the packet makes sense
	Ended bool     `yaml:"ended"` // it looks back: unless a month is named, it is of the last period that has ended
	Forms []string `yaml:"forms"`
	Due   Due      `yaml:"due"`

	At finding.Location `yaml:"-"`
}

// Asks tells whether a packet of these forms asks anything: one that does not
// is for reading, and nobody waits for it.
func (l *Library) Asks(p *Packet) bool {
	return slices.ContainsFunc(p.Forms, func(id string) bool {
		f := l.Form(id)
		return f != nil && f.Asks()
	})
}

// Asks tells whether a form asks anything.
func (f *Form) Asks() bool {
	for _, sheet := range f.Sheets {
		for _, s := range sheet.Sections {
			if slices.ContainsFunc(s.Fields, func(x Field) bool { return !x.Given && x.Type != value.Code && !x.ShownPeriod }) {
				return true
			}
		}
	}
	return false
}

// Due says when a packet is due: so many days after its issue, or on a day of
// the month after its period.
type Due struct {
	Days     int `yaml:"days"`
	DayAfter int `yaml:"day_after"`
}

// SendBack says, on the first sheet of every packet, how it comes back.
type SendBack struct {
	Text     string    `yaml:"text"`     // whatever the program
	Programs []Program `yaml:"programs"` // and in each of these
}

// Program is a spreadsheet program, and how a workbook is sent from it.
type Program struct {
	Name string `yaml:"name"`
	How  string `yaml:"how"`
}

// Theme is the look of workbooks and reports.
type Theme struct {
	Paper   string            `yaml:"paper"` // Letter or A4
	Colours map[string]string `yaml:"colours"`
	Logo    Phrase            `yaml:"logo"`     // a PNG or JPEG file beside theme.yaml
	LogoAlt string            `yaml:"logo_alt"` // what it shows; blank: the organization's name
	Picture []byte            `yaml:"-"`        // of the logo
}

// Library is everything declared, loaded and checked.
type Library struct {
	Forms    []*Form // in the order of the guidebook
	Lists    map[string]value.Options
	Packets  []*Packet
	SendBack SendBack
	Merge    map[string]Rule // by entity.attribute
	Theme    Theme
	Quality  Section // the columns of the quality-check box

	Language  *Language   // that its texts are in; nil: English
	Languages []*Language // that it can be had in, see In
	declared  *Library    // what a translated one was made from
	spoken    map[string]*Library
}

// Form is the form of an id, or nil.
func (l *Library) Form(id string) *Form {
	for _, f := range l.Forms {
		if f.ID == id {
			return f
		}
	}
	return nil
}

// Packet is the packet of an id, or nil.
func (l *Library) Packet(id string) *Packet {
	for _, p := range l.Packets {
		if p.ID == id {
			return p
		}
	}
	return nil
}

// TitleOf is the title of a packet of a kind; otherwise where there is none of
// that kind.
func (l *Library) TitleOf(kind, otherwise string) string {
	if p := l.Packet(kind); p != nil {
		return p.Title
	}
	return otherwise
}

// Heading is what the sheets of a form have at their top, the guidebook's title:
// attachments are called by their letter.
func (l *Library) Heading(f *Form) string {
	if len(f.ID) == 1 {
		return l.Say(Attachment, "id", f.ID, "title", f.Title)
	}
	return f.Title
}

// Section is a section of a form, or nil.
func (f *Form) Section(id string) *Section {
	for i := range f.Sheets {
		for j := range f.Sheets[i].Sections {
			if s := &f.Sheets[i].Sections[j]; s.ID == id {
				return s
			}
		}
	}
	return nil
}

// Field is a field of a section, or nil.
func (s *Section) Field(id string) *Field {
	for i := range s.Fields {
		if s.Fields[i].ID == id {
			return &s.Fields[i]
		}
	}
	return nil
}

// ids are those of the fields, in their order.
func (s *Section) ids() (ids []string) {
	for i := range s.Fields {
		ids = append(ids, s.Fields[i].ID)
	}
	return ids
}

// Kind is the kind of entity that a field speaks about.
func (s *Section) Kind(f *Field) string {
	if f.Entity != "" {
		return f.Entity
	}
	return s.Entity
}

// Codes lists the fields that hold the codes of the row's entities.
func (s *Section) Codes() (codes []*Field) {
	for i := range s.Fields {
		if s.Fields[i].Type == value.Code {
			codes = append(codes, &s.Fields[i])
		}
	}
	return codes
}

// Key is the machine key of a field, as the grey row above the headings shows
// it: strategies.if. It is unique in a form.
func (s *Section) Key(f *Field) string { return s.ID + "." + f.ID }

// ListName is the name under which a packet carries the options of a field;
// empty where it has none.
func (f *Field) ListName() string {
	switch {
	case f.List != "":
		return f.List
	case f.To != "" && f.Scope != "":
		return f.To + "." + f.Scope
	}
	return f.To
}

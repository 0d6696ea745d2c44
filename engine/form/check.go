package form

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/value"
)

// check looks at the declarations as a whole.
func check(l *loader, attributes []Attribute, computed []string) {
	c := checker{lib: l.lib, computed: computed, findings: &l.findings, unread: l.unread, fed: map[string][]string{}}
	if attributes != nil {
		c.model = map[string]map[string]bool{}
		for _, a := range attributes {
			if c.model[a.Kind] == nil {
				c.model[a.Kind] = map[string]bool{}
			}
			c.model[a.Kind][a.Name] = a.Yearly
		}
	}
	for _, f := range c.lib.Forms {
		c.form(f)
	}
	c.packets()
	c.merge()
	c.languages()
	c.oneOf(finding.Location{File: "theme.yaml", Line: 1, Column: 1}, "The theme", "paper", c.lib.Theme.Paper, []string{"Letter", "A4"})
}

// planYear is a year of the plan by its number: y1, y2 …
var planYear = regexp.MustCompile(`^y[1-9]\d*$`)

type checker struct {
	lib      *Library
	model    map[string]map[string]bool // kind → attribute → yearly; nil: not checked
	computed []string
	findings *finding.List
	unread   map[string]bool     // files and folders that could not be read
	fed      map[string][]string // kind.attribute → the forms that ask for it
}

func (c *checker) add(code finding.Code, at finding.Location, words ...string) {
	c.findings.Add(finding.New(code, at, words...))
}

// need tells that a part lacks a key.
func (c *checker) need(ok bool, at finding.Location, what, key string) {
	if !ok {
		c.add("TMPL-06", at, "what", what, "key", key)
	}
}

func (c *checker) form(f *Form) {
	what := "The form " + f.ID
	c.need(f.ID != "", f.At, "The form", "id")
	c.need(f.Title != "", f.At, what, "title")
	c.need(f.Version > 0, f.At, what, "version")
	c.need(len(f.Sheets) > 0, f.At, what, "sheets")
	c.oneOf(f.At, what, "repetition", f.Repeat, Repeats)
	c.upgrade(f)
	for _, name := range slices.Sorted(maps.Keys(f.OptionalIf)) {
		c.known(f.At, what, "field", name, c.fields())
	}
	ids := map[string]bool{}
	for i := range f.Sheets {
		s := &f.Sheets[i]
		if s.At.File == "" {
			continue // no group of keys, which was said
		}
		c.need(s.Name != "", s.At, "A sheet of "+f.ID, "name")
		c.oneOf(s.At, "The sheet "+s.Name, "orientation", s.Orientation, []string{"portrait", "landscape"})
		c.oneOf(s.At, "The sheet "+s.Name, "only", s.Only, Onlys)
		for j := range s.Sections {
			x := &s.Sections[j]
			if x.At.File == "" {
				continue
			}
			if ids[x.ID] {
				c.add("TMPL-07", x.At, "id", x.ID, "where", "the sections of "+f.ID)
			}
			ids[x.ID] = true
			c.section(f, s, x)
		}
	}
}

func (c *checker) section(f *Form, sheet *Sheet, s *Section) {
	what := "The section " + f.ID + "." + s.ID
	c.need(s.ID != "", s.At, "A section of "+f.ID, "id")
	c.need(s.Title != "" || c.unread["parts/quality-check.yaml"], s.At, what, "title")
	c.known(s.At, what, "shape", string(s.Shape), []string{string(Answers), string(Table), string(Checks)})
	if s.Shape == Table {
		c.table(s, what)
	}
	if need := c.columns(s); len(sheet.Columns) < need {
		c.add("TMPL-12", s.At, "sheet", sheet.Name, "have", value.FormatNumber(float64(len(sheet.Columns))), "section", s.ID, "need", value.FormatNumber(float64(need)))
	}
	ids := map[string]bool{}
	for i := range s.Fields {
		x := &s.Fields[i]
		if x.At.File == "" {
			continue
		}
		if ids[x.ID] {
			c.add("TMPL-07", x.At, "id", x.ID, "where", what)
		}
		ids[x.ID] = true
		c.field(f, s, x)
	}
	for i := range s.Fields {
		c.condition(f, s, &s.Fields[i])
		c.formula(f, s, &s.Fields[i])
	}
	c.hideable(f, s)
}

// table checks what tables alone have: which rows they print.
func (c *checker) table(s *Section, what string) {
	c.need(s.Rows != "", s.At, what, "rows")
	c.oneOf(s.At, what, "sort of rows", s.Rows, RowSources)
	c.need(s.Rows != Slotted || s.Slots != nil, s.At, what, "slots")
	if s.SeedOf != "" && c.lib.sectionOf(s.SeedOf) == nil {
		c.known(s.At, what, "section", s.SeedOf, c.sections())
	}
	c.need(s.Spare == 0 || s.OwnCodes || s.New != "", s.At, what, "new, which begins the codes of spare rows")
	for _, id := range s.Subject {
		c.known(s.At, what, "field", id, s.ids())
	}
}

// sections are the names of all sections: SA.ratings.
func (c *checker) sections() (names []string) {
	for _, f := range c.lib.Forms {
		for i := range f.Sheets {
			for _, s := range f.Sheets[i].Sections {
				names = append(names, f.ID+"."+s.ID)
			}
		}
	}
	return names
}

// fields are the names of all fields: A.goals.relevant.
func (c *checker) fields() (names []string) {
	for _, f := range c.lib.Forms {
		for i := range f.Sheets {
			for j := range f.Sheets[i].Sections {
				s := &f.Sheets[i].Sections[j]
				for k := range s.Fields {
					names = append(names, f.ID+"."+s.Key(&s.Fields[k]))
				}
			}
		}
	}
	return names
}

// condition checks that a field can ever be required by another's answer.
func (c *checker) condition(f *Form, s *Section, x *Field) {
	name := f.ID + "." + s.Key(x)
	for _, id := range slices.Sorted(maps.Keys(x.RequiredIf)) {
		other := s.Field(id)
		if other == nil {
			c.known(x.At, name, "field", id, s.ids())
			continue
		}
		answers := []string{"*"}
		switch other.Type {
		case value.YesNo:
			answers = append(answers, "yes", "no")
		case value.Choice:
			if c.unread["lists"] {
				continue
			}
			for _, o := range c.lib.Lists[other.List] {
				answers = append(answers, o.Key)
			}
		}
		for _, a := range x.RequiredIf[id] {
			c.known(x.At, name, "answer of "+id, a, answers)
		}
	}
}

// columns is how many columns a section needs: code, question and answer, or
// one a field.
func (c *checker) columns(s *Section) int {
	switch s.Shape {
	case Answers:
		return 3
	case Checks:
		return 3 // the box makes do with the columns there are
	}
	return len(s.Fields)
}

func (c *checker) field(f *Form, s *Section, x *Field) {
	name := f.ID + "." + s.Key(x)
	c.need(x.ID != "", x.At, "A field of "+f.ID+"."+s.ID, "id")
	c.need(x.Label != "", x.At, name, "label")
	c.need(s.Shape != Answers || x.No != "", x.At, name, "no, the code of the question")
	if !slices.Contains(value.Types, x.Type) {
		types := make([]string, len(value.Types))
		for i, t := range value.Types {
			types[i] = string(t)
		}
		c.add("TMPL-05", x.At, "field", name, "type", string(x.Type), "known", strings.Join(types, ", "))
		return
	}
	if x.Type == value.Choice && !c.unread["lists"] {
		c.known(x.At, name, "list", x.List, slices.Sorted(maps.Keys(c.lib.Lists)))
	}
	if (x.Type == value.Ref || x.Type == value.Refs) && c.model != nil {
		for kind := range strings.SplitSeq(x.To, "|") {
			c.known(x.At, name, "kind", kind, slices.Sorted(maps.Keys(c.model)))
		}
	}
	if x.Period != "" && !planYear.MatchString(x.Period) {
		c.known(x.At, name, "period", x.Period, []string{"y1", "y2", "this", "next", "after"})
	}
	if x.Among != "" {
		var all []string
		for i := range f.Sheets {
			for j := range f.Sheets[i].Sections {
				for k := range f.Sheets[i].Sections[j].Fields {
					all = append(all, f.Sheets[i].Sections[j].Key(&f.Sheets[i].Sections[j].Fields[k]))
				}
			}
		}
		c.known(x.At, name, "field", x.Among, all)
	}
	c.attribute(f, s, x, name)
	c.example(s, x, name)
}

// attribute checks a field against the model and remembers what it feeds.
func (c *checker) attribute(f *Form, s *Section, x *Field, name string) {
	if x.Attr == "" {
		c.need(false, x.At, name, "attr")
		return
	}
	kind := s.Kind(x)
	if c.model == nil || strings.HasPrefix(x.Attr, "other.") || x.ShownPeriod {
		return
	}
	if slices.Contains(c.computed, x.Attr) && (x.Given || x.Type == value.Code) {
		return
	}
	known, ok := c.model[kind]
	if !ok {
		c.known(x.At, name, "kind", kind, slices.Sorted(maps.Keys(c.model)))
		return
	}
	yearly, ok := known[x.Attr]
	if !ok {
		c.add("TMPL-04", x.At, "field", name, "attr", x.Attr, "kind", kind, "known", strings.Join(slices.Sorted(maps.Keys(known)), ", "))
		return
	}
	c.need(!yearly || x.Period != "", x.At, name, "period, which its attribute asks for")
	if !x.Given && !slices.Contains(c.fed[kind+"."+x.Attr], f.ID) {
		c.fed[kind+"."+x.Attr] = append(c.fed[kind+"."+x.Attr], f.ID)
	}
}

// example sees to it that a person could type the example.
func (c *checker) example(s *Section, x *Field, name string) {
	if x.Given || x.ShownPeriod || s.Shape == Checks {
		return
	}
	c.need(x.Example != "", x.At, name, "example")
	if x.Example == "" || x.Type == value.Ref || x.Type == value.Refs || x.Type == value.Choice && c.lib.Lists[x.List] == nil {
		return // entities stand in the model, not in the library; a list that is not there has been missed already
	}
	if _, _, ok := value.Parse(value.Spec{Type: x.Type, Options: c.lib.Lists[x.List]}, value.Raw{Text: x.Example}); !ok {
		c.add("TMPL-09", x.At, "example", x.Example, "field", name, "type", string(x.Type))
	}
}

// oneOf is known for what may be left out.
func (c *checker) oneOf(at finding.Location, field, what, name string, all []string) {
	if name != "" {
		c.known(at, field, what, name, all)
	}
}

// known tells that a name is none of those there are.
func (c *checker) known(at finding.Location, field, what, name string, all []string) {
	if !slices.Contains(all, name) {
		c.add("TMPL-08", at, "field", field, "what", what, "name", name, "known", strings.Join(all, ", "))
	}
}

func (c *checker) packets() {
	var forms []string
	for _, f := range c.lib.Forms {
		forms = append(forms, f.ID)
	}
	for _, p := range c.lib.Packets {
		if p == nil || p.At.File == "" {
			continue
		}
		what := "The packet " + p.ID
		c.need(p.ID != "", p.At, "A packet", "id")
		c.need(p.Title != "", p.At, what, "title")
		c.known(p.At, what, "recipient", p.To, []string{"centre", "branch", "lead_unit", "unit", "asked_unit", "respondent"})
		c.known(p.At, what, "frequency", p.Every, []string{"once", "year", "quarter", "month"})
		if p.Needs != "" && c.model != nil {
			c.known(p.At, what, "kind", p.Needs, slices.Sorted(maps.Keys(c.model)))
		}
		for _, f := range p.Forms {
			if !c.unread["attachments"] && !c.unread["cycle"] {
				c.known(p.At, what, "form", f, forms)
			}
		}
	}
}

// merge asks for a rule where two forms feed one attribute.
func (c *checker) merge() {
	at := finding.Location{File: "merge.yaml", Line: 1, Column: 1}
	for _, attr := range slices.Sorted(maps.Keys(c.fed)) {
		if _, ok := c.lib.Merge[attr]; !ok && len(c.fed[attr]) > 1 && !c.unread["merge.yaml"] {
			c.add("TMPL-10", at, "attr", attr, "forms", strings.Join(c.fed[attr], ", "))
		}
	}
	if c.model == nil {
		return
	}
	for _, attr := range slices.Sorted(maps.Keys(c.lib.Merge)) {
		kind, name, _ := strings.Cut(attr, ".")
		at := c.lib.Merge[attr].At
		known, ok := c.model[kind]
		if !ok {
			c.known(at, "merge.yaml", "kind", kind, slices.Sorted(maps.Keys(c.model)))
			continue
		}
		if _, ok := known[name]; !ok {
			c.add("TMPL-04", at, "field", "merge.yaml", "attr", name, "kind", kind, "known", strings.Join(slices.Sorted(maps.Keys(known)), ", "))
		}
	}
}

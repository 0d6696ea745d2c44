package reconcile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/submission"
	"spm/engine/value"
)

// renew gives the new entities of a row their lasting codes. Entities of rows
// that came back empty get none.
func (c *classifier) renew(s *form.Section, at *place, r *submission.Record) {
	if key := at.keys[s.Entity]; key != "" {
		at.keys[s.Entity] = c.another(s, key, r)
	}
	c.know(at, r.Scope)
	for _, code := range s.Codes() {
		kind := s.Kind(code)
		key := at.keys[kind]
		switch {
		case at.unknown[kind]:
		case code.Given, !c.begun(s, kind, r):
			if issue.IsNew(key) {
				drop(at, kind)
			}
		case key == "" || issue.IsNew(key):
			c.lasting(s, kind, at, r)
			c.know(at, r.Scope)
		}
	}
}

// drop takes a new entity that nobody has filled in out of a row, with all
// that is kept under its key.
func drop(at *place, kind string) {
	at.empty[kind] = org.Code(at.keys[kind])
	for k := range at.keys {
		if k == kind || string(org.UnderOf(org.Kind(k))) == kind {
			delete(at.keys, k)
		}
	}
}

// lasting gives one new entity of a row its code.
func (c *classifier) lasting(s *form.Section, kind string, at *place, r *submission.Record) {
	printed := at.keys[kind]
	if printed == "" {
		printed = c.another(s, c.loose[looseRow{r, kind}], r)
	}
	if printed != "" && !issue.IsNew(printed) {
		at.keys[kind] = printed // its row was printed with a code that lasts
		return
	}
	if known := c.code(printed, r.Scope); known != "" {
		at.keys[kind] = known
		return
	}
	if key := c.moved(s, kind, r); key != "" {
		c.out.Codes[scoped(printed, r.Scope)], at.keys[kind] = key, key
		c.given[key] = true
		c.out.Findings.Add(finding.New("MERGE-10", r.Where, "row", shorten(title(s, kind, r)), "code", org.Code(key)))
		return
	}
	key, ok := c.assign(s, org.Kind(kind), at, r)
	if !ok {
		delete(at.keys, kind)
		return
	}
	c.out.Codes[scoped(printed, r.Scope)], at.keys[kind] = key, key
	c.given[key] = true
	c.coded(r, org.Code(key), title(s, kind, r))
}

// codedRows are the new rows of a table with the codes they were given.
type codedRows struct {
	where finding.Location // the sheet
	codes []string         // each with the beginning of its text
}

// coded notes the lasting code of a new row. The rows of a table are told together.
func (c *classifier) coded(r *submission.Record, code, text string) {
	c.tally(r.Form).Rows++
	told := fmt.Sprintf("%s (“%s”)", code, shortenTo(text, 30))
	if n := len(c.codes) - 1; n >= 0 && c.codes[n].where.Sheet == r.Where.Sheet {
		c.codes[n].codes = append(c.codes[n].codes, told)
		return
	}
	c.codes = append(c.codes, codedRows{finding.Location{File: r.Where.File, Sheet: r.Where.Sheet}, []string{told}})
}

// tellCodes tells the codes table by table.
func (c *classifier) tellCodes() {
	for _, t := range c.codes {
		rows := "1 new row has its code"
		if n := len(t.codes); n > 1 {
			rows = fmt.Sprintf("%d new rows have their codes", n)
		}
		const most = 8
		if n := len(t.codes); n > most+1 {
			t.codes = append(t.codes[:most:most], fmt.Sprintf("and %d more", n-most))
		}
		c.out.Findings.Add(finding.New("MERGE-03", t.where, "rows", rows, "codes", strings.Join(t.codes, ", ")))
	}
}

// know puts lasting codes in the place of printed ones that already have them,
// with the goal that a new strategy has turned out to pursue.
func (c *classifier) know(at *place, scope string) {
	for kind, key := range at.keys {
		known := c.code(key, scope)
		if !issue.IsNew(key) || known == "" {
			continue
		}
		at.keys[kind] = known
		if goal := org.ParentKey(known); kind == string(org.KindStrategy) && goal != "" {
			at.keys[string(org.KindGoal)] = goal
		}
	}
}

// scoped is a printed key as it is kept: each sheet of a repeated form begins
// its new codes anew, so that NEW-A1 stands on the sheet of every milestone.
func scoped(printed, scope string) string {
	if scope == "" {
		return printed
	}
	return printed + "@" + scope
}

// code is the lasting key of a printed one; empty where it has none yet.
func (c *classifier) code(printed, scope string) string {
	own := scoped(printed, scope)
	return cmp.Or(c.out.Codes[own], c.Codes[own], c.out.Codes[printed], c.Codes[printed])
}

// begun tells whether a row says anything about its entity of a kind. A value
// that the row was printed with, such as the year of a milestone, is no answer.
func (c *classifier) begun(s *form.Section, kind string, r *submission.Record) bool {
	for i := range s.Fields {
		f := &s.Fields[i]
		if s.Kind(f) != kind || !answerable(f) || f.Parent && f.Attr == "year" {
			continue
		}
		if a, ok := r.Answer(f.ID); ok && (a.Faulty || !a.Value.Blank()) {
			return true
		}
	}
	return false
}

// assign finds the next code under the row's parent.
func (c *classifier) assign(s *form.Section, kind org.Kind, at *place, r *submission.Record) (string, bool) {
	up := org.ParentOf(kind)
	needs := up != ""
	lacks := func(what, field string) (string, bool) {
		row := "This row"
		if text := title(s, string(kind), r); text != untitled {
			row = "The row with “" + shorten(text) + "”"
		}
		c.out.Findings.Add(finding.New("MERGE-02", blankParent(s, kind, r), "row", row, "parent", what, "field", field))
		return "", false
	}
	parent, year, field := c.parent(s, kind, up, at, r)
	switch {
	case needs && at.unknown[string(up)]:
		return "", false // its code was faulted already
	case needs && at.empty[string(up)] != "":
		c.tellEmpty("“"+shorten(title(s, string(kind), r))+"”", at.empty[string(up)], r.Where)
		return "", false
	case needs && (parent == "" || issue.IsNew(parent)):
		return lacks(string(up), "“"+field+"”")
	case kind == org.KindMilestone && year == "":
		return lacks("year", "“Year”")
	}
	scope := cmp.Or(org.Scope(parent), c.scopeOf(kind))
	parent = cmp.Or(parent, issue.SectionParent(s))
	// What is taken stays so: the search goes on where the last one has ended.
	series := codeSeries{kind, scope, parent, year}
	n, code, err := org.NextCodeFrom(c.last[series], kind, parent, year, func(code string) bool {
		key := org.Join(scope, code)
		// Until a row that went out under a key comes back, nobody else may have it.
		return c.given[key] || c.Taken(kind, key) || c.printedKeys[org.Subject{Kind: kind, Key: key}]
	})
	if err != nil {
		return lacks("place", "the code")
	}
	c.last[series] = n
	return org.Join(scope, code), true
}

// codeSeries are the codes of a kind under one parent.
type codeSeries struct {
	kind                org.Kind
	scope, parent, year string
}

// blankParent is the cell in which a row should say where its new entity
// belongs; the row itself where it has none, or where the cell is filled.
func blankParent(s *form.Section, kind org.Kind, r *submission.Record) finding.Location {
	for i := range s.Fields {
		f := &s.Fields[i]
		if a, ok := r.Answer(f.ID); ok && f.Parent && s.Kind(f) == string(kind) && a.Value.Blank() && a.Where.Col > 0 {
			return a.Where
		}
	}
	return r.Where
}

// tellEmpty says, once at a place, that it names a row that is not filled in,
// and on which sheet that row is.
func (c *classifier) tellEmpty(label, code string, at finding.Location) {
	words := []string{"label", label, "code", code, "on", c.printedOn(code, at.Sheet)}
	f := finding.New("MERGE-04", at, words...)
	if !slices.ContainsFunc(c.out.Findings, func(g finding.Finding) bool { return g.Code == f.Code && g.Where == at && g.Hint == f.Hint }) {
		c.out.Findings.Add(f)
	}
}

// printedOn names the sheet on which a new row was printed, where it is another.
func (c *classifier) printedOn(code, sheet string) string {
	for _, s := range c.Packet.Sheets {
		f := c.Library.Form(s.Form)
		for _, b := range s.Blocks {
			if f == nil || f.Section(b.Section) == nil {
				continue
			}
			kind := f.Section(b.Section).Entity
			if slices.ContainsFunc(b.Rows, func(r packet.Row) bool { return r.New && org.Code(r.Keys[kind]) == code }) {
				if s.Name == sheet {
					return ""
				}
				return " on sheet “" + s.Name + "”"
			}
		}
	}
	return ""
}

// parent is where a new entity belongs, and in which year: what its row says,
// or else where the row stands. field is the column that says it.
func (c *classifier) parent(s *form.Section, kind, up org.Kind, at *place, r *submission.Record) (parent, year, field string) {
	parent = at.keys[string(up)]
	for i := range s.Fields {
		f := &s.Fields[i]
		if s.Kind(f) == string(up) && field == "" {
			field = f.Label
		}
		if !f.Parent || s.Kind(f) != string(kind) {
			continue
		}
		a, ok := r.Answer(f.ID)
		said := ok && a.Value.Text != ""
		if f.Attr == "year" {
			year = at.issued[f.ID].Text
			if said {
				year = a.Value.Text
			}
			continue
		}
		field = f.Label
		if said {
			parent = c.references(f, a.Value, r.Scope, nil).Text
		}
	}
	if s.Fixed["year"] == "after" && kind == org.KindMilestone {
		year = "y" + value.FormatNumber(float64(max(c.Org.YearNumber(c.Packet.Year), 1)+2))
	}
	return parent, year, field
}

// titles are the fields that say in words what an entity of a kind is.
func titles(s *form.Section, kind string) (fields []*form.Field) {
	for i := range s.Fields {
		if f := &s.Fields[i]; s.Kind(f) == kind && answerable(f) && !f.Parent {
			fields = append(fields, f)
		}
	}
	return fields
}

// title is what a person would call a new row: its first answer in words.
func title(s *form.Section, kind string, r *submission.Record) string {
	for _, f := range titles(s, kind) {
		if a, ok := r.Answer(f.ID); ok && a.Typed != "" {
			return a.Typed
		}
	}
	return untitled
}

const untitled = "…"

// shorten cuts a text at a word for a message.
func shorten(s string) string { return shortenTo(s, 60) }

func shortenTo(s string, most int) string {
	s = value.Squeeze(s)
	if r := []rune(s); len(r) > most {
		s = string(r[:most])
		if i := strings.LastIndexByte(s, ' '); i > most/2 {
			s = s[:i]
		}
		s += " …"
	}
	return s
}

package main

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"spm/engine"
	"spm/engine/form"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/spreadsheet"
	"spm/engine/value"
	"spm/reports/document"
	"spm/reports/narrative"
)

// TestProvenance follows every text of the sample district's reports back to
// the cells that staff have typed: each claim to the cell of the original file,
// each plain value to its claims, each computed one through its rule, which is
// worked out here a second time.
func TestProvenance(t *testing.T) {
	a, e, s := demoApp(t)
	for _, o := range []reportOptions{
		{kind: "annual"}, {kind: "annual", branch: "HR"}, {kind: "annual", branch: "TL"}, {kind: "annual", branch: "SI"}, {kind: "annual", public: true},
		{kind: "board"}, {kind: "board", period: "2026-12"}, {kind: "board", period: "2027-06"},
		{kind: "monthly", period: "2026-10"}, {kind: "monthly", period: "2027-03"}, {kind: "monthly", period: "2027-06"},
	} {
		t.Run(strings.Trim(strings.Join([]string{o.kind, o.branch, o.period}, " "), " "), func(t *testing.T) {
			in, _, err := a.input(e, s, o)
			if err != nil {
				t.Fatal(err)
			}
			doc, err := makers[o.kind](in)
			if err != nil {
				t.Fatal(err)
			}
			then, err := e.At(s, closing(in)) // the plan that the report shows
			if err != nil {
				t.Fatal(err)
			}
			p := newProver(t, e, then, in)
			p.board = o.kind == "board"
			texts, sources := 0, 0
			doc.Walk(func(text string, from []document.Source) {
				texts++
				sources += len(from)
				for _, src := range from {
					p.source(text, src)
				}
				p.covered(text, from)
			})
			if o.kind == "annual" {
				p.headline(doc)
				p.reasons(doc)
			}
			t.Logf("%d texts, %d sources, %d claims in cells", texts, sources, len(p.proven))
			if texts < 20 || len(p.proven) < 20 {
				t.Error("too few to mean anything")
			}
		})
	}
}

// headline counts the big numbers of the annual report again, from the
// organization: nothing may have been left out of them.
func (p *prover) headline(doc *document.Document) {
	year, ours := p.year(), func(key string) bool { return p.in.Branch == "" || org.Scope(key) == p.in.Branch }
	n := map[string]int{}
	o := p.state.Org
	for _, m := range o.Milestones {
		if ours(m.Key) && o.SchoolYear(org.PlanYear(m.Year)) == year {
			n["milestones"]++
			for _, a := range o.Actions {
				if a.Milestone == m.Key {
					n["actions"]++
					n["action "+p.last(a.Key)]++
				}
			}
		}
	}
	for _, r := range o.MilestoneResults {
		if ours(r.Key) && r.Period == year {
			n["milestone "+r.Met]++
		}
	}
	for _, m := range o.Measures {
		if ours(m.Key) {
			n["strategy indicators"]++
			n["strategy "+p.outcome(m.Key)]++
		}
	}
	want := []string{
		fmt.Sprintf("%d of %d", n["milestone met"], n["milestones"]), fmt.Sprintf("%d of %d", n["action complete"], n["actions"]), "",
		fmt.Sprintf("%d of %d", n["strategy met"]+n["strategy exceeded"], n["strategy indicators"]),
	}
	figures := doc.Sections[0].Blocks[0].(document.KeyFigures).Figures
	for i, w := range want {
		if got := figures[i]; w != "" && got.Value != w {
			p.Errorf("the report says %s %s; there are %s", got.Value, got.Label, w)
		}
	}
}

// last is the newest status of an action.
func (p *prover) last(key string) (status string) {
	month := ""
	for _, s := range p.state.Org.Statuses {
		if s.Key == key && s.Period >= month && s.Status != "" {
			status, month = s.Status, s.Period
		}
	}
	return status
}

// prover proves the sources of one report.
type prover struct {
	*testing.T
	engine *engine.Engine
	state  *engine.State
	in     narrative.Input
	board  bool                         // the report is the board's page
	books  map[string]*spreadsheet.Book // originals by submission
	proven map[int64]bool               // claims whose cells hold them
	names  []string                     // of people, units, divisions and strands
}

func newProver(t *testing.T, e *engine.Engine, s *engine.State, in narrative.Input) *prover {
	p := &prover{T: t, engine: e, state: s, in: in, books: map[string]*spreadsheet.Book{}, proven: map[int64]bool{}}
	for _, x := range engine.Names(s.Org) {
		p.names = append(p.names, x.Label)
	}
	return p
}

// claim proves that the cell of a claim holds what the claim says.
func (p *prover) claim(id int64) (ledger.Claim, bool) {
	c, ok := p.state.Ledger.Claim(id)
	if !ok {
		p.Errorf("there is no claim %d", id)
		return c, false
	}
	if p.proven[id] {
		return c, true
	}
	p.proven[id] = true
	raw, ok := p.cell(c)
	if !ok {
		return c, true
	}
	if typed := strings.TrimSpace(raw.Typed()); typed != c.Typed {
		p.Errorf("claim %d says that %q stands in %s, where %q stands", id, c.Typed, c.Where, typed)
	}
	if c.Act == ledger.Decide {
		p.decision(c, raw)
		return c, true
	}
	f := p.field(c)
	if f == nil {
		p.Errorf("claim %d was judged by %q, which no form declares", id, c.Where.Judge)
		return c, true
	}
	if v, ok := p.read(f, raw, c.Value.Unit); !ok || !v.Equal(c.Value) {
		p.Errorf("claim %d: %q in %s reads as %+v, and the claim says %+v", id, c.Typed, c.Where, v, c.Value)
	}
	return c, true
}

// decision proves that the central office chose one of the values in dispute,
// or typed the one that the claim says.
func (p *prover) decision(c ledger.Claim, raw value.Raw) {
	for _, id := range c.Settles {
		if side, ok := p.claim(id); ok && side.Value.Equal(c.Value) {
			return
		}
	}
	if typed := strings.TrimSpace(raw.Typed()); typed != p.print(c) {
		p.Errorf("claim %d decides for %s, which nobody said; %q stands in %s", c.ID, p.print(c), typed, c.Where)
	}
}

// cell is what the original file holds where a claim points.
func (p *prover) cell(c ledger.Claim) (value.Raw, bool) {
	book := p.books[c.Submission]
	if book == nil {
		data, err := p.engine.Original(c.Submission)
		if err != nil {
			p.Errorf("claim %d: %v", c.ID, err)
			return value.Raw{}, false
		}
		if book, _ = spreadsheet.Open(c.Where.File, data); book == nil {
			p.Errorf("claim %d: the original of %s cannot be opened", c.ID, c.Where.File)
			return value.Raw{}, false
		}
		p.books[c.Submission] = book
	}
	at := slices.IndexFunc(book.Sheets, func(s *spreadsheet.Sheet) bool { return s.Name == c.Where.Sheet })
	if at < 0 {
		p.Errorf("claim %d: %s has no sheet %q", c.ID, c.Where.File, c.Where.Sheet)
		return value.Raw{}, false
	}
	row, col := c.Where.Row, c.Where.Col
	for _, m := range book.Sheets[at].Merges {
		if m.Contains(row, col) {
			row, col = m.FirstRow, m.FirstCol
		}
	}
	cell, ok := book.Sheets[at].At(row, col)
	if !ok && c.Act != ledger.Retract {
		p.Errorf("claim %d: %s is empty", c.ID, c.Where)
		return value.Raw{}, false
	}
	return rawOf(cell, book.Date1904), ok
}

func rawOf(c spreadsheet.Cell, date1904 bool) value.Raw {
	r := value.Raw{Text: c.Text, Number: c.Number, Date1904: date1904}
	switch c.Kind {
	case spreadsheet.Number:
		r.Kind, r.Percent, r.Dollars = value.RawNumber, c.Class == spreadsheet.Percent, c.Class == spreadsheet.Dollars
	case spreadsheet.Date:
		r.Kind, r.Date = value.RawNumber, true
	case spreadsheet.Bool:
		r.Kind = value.RawBool
	case spreadsheet.Error:
		r.Kind = value.RawError
	}
	return r
}

// field is the declaration that judged a claim's cell.
func (p *prover) field(c ledger.Claim) *form.Field {
	if c.Act == ledger.Decide && len(c.Settles) > 0 { // a letter stands there; its value is of the field in dispute
		c, _ = p.state.Ledger.Claim(c.Settles[0])
	}
	parts := strings.SplitN(c.Where.Judge, ".", 3)
	if len(parts) != 3 || p.engine.Library.Form(parts[0]) == nil {
		return nil
	}
	if s := p.engine.Library.Form(parts[0]).Section(parts[1]); s != nil {
		return s.Field(parts[2])
	}
	return nil
}

// read understands a cell, with all names and codes of the organization.
func (p *prover) read(f *form.Field, raw value.Raw, unit string) (value.Value, bool) {
	spec := value.Spec{Type: f.Type, Open: f.Open, Unit: unit}
	switch {
	case f.List != "":
		spec.Options = p.engine.Library.Lists[f.List]
	case f.To != "":
		spec.Options = p.entities(org.Kind(f.To))
	}
	v, _, ok := value.Parse(spec, raw)
	return v, ok
}

// entities are those of a kind with their codes and names.
func (p *prover) entities(kind org.Kind) (all value.Options) {
	o := p.state.Org
	add := func(key, name string) { all = append(all, value.Option{Key: key, Code: org.Code(key), Label: name}) }
	switch kind {
	case org.KindPerson:
		for _, x := range o.People {
			add(x.Key, x.Name)
		}
	case org.KindUnit:
		for _, x := range o.Units {
			add(x.Key, x.Name)
		}
	case org.KindBranch:
		for _, x := range o.Branches {
			add(x.Key, x.Name)
		}
	case org.KindStrategy:
		for _, x := range o.Strategies {
			add(x.Key, x.Key)
		}
	case org.KindMilestone:
		for _, x := range o.Milestones {
			add(x.Key, x.Key)
		}
	case org.KindGoal:
		for _, x := range o.Goals {
			add(x.Key, x.Key)
		}
	}
	return all
}

// source proves one source: its claims, and its value by its rule.
func (p *prover) source(text string, src document.Source) {
	for _, id := range src.Claims {
		p.claim(id)
	}
	prove, known := rules[src.Computed]
	if !known {
		p.Errorf("%q rests on the rule %q, which nobody has worked out here", text, src.Computed)
		return
	}
	for _, of := range src.Of {
		p.source(text, of)
		for _, id := range of.Claims {
			if !slices.Contains(src.Claims, id) {
				p.Errorf("%q: the %s %q was made of claim %d and does not name it", text, src.Computed, src.Value, id)
			}
		}
	}
	if err := prove(p, src); err != nil {
		p.Errorf("%q: %q (%s %s): %v", text, src.Value, src.Subject, src.Computed, err)
	}
}

// print is a claim's value as people read it.
func (p *prover) print(c ledger.Claim) string {
	f := p.field(c)
	v := c.Value
	name := func(key string) string {
		for _, x := range engine.Names(p.state.Org) {
			if x.Key == key {
				return x.Label
			}
		}
		return strings.TrimPrefix(key, org.Unknown)
	}
	switch {
	case v.OnlyReason():
		return v.ReasonText()
	case f != nil && f.List != "":
		return p.engine.Library.Lists[f.List].Label(v.Text)
	case v.Type == value.Ref && v.Text != "":
		return name(v.Text)
	case v.Type == value.Ref || v.Type == value.Refs:
		var all []string
		for _, k := range v.Items {
			all = append(all, name(k))
		}
		return strings.Join(append(all, v.Free...), ", ")
	case v.Type == value.List:
		return strings.Join(v.Items, "; ")
	case v.Numeric && v.Type == value.Measure:
		return value.FormatMeasure(v.Number, v.Unit)
	}
	return v.Format(nil)
}

// plain proves a value that was claimed as it is printed.
func plain(p *prover, src document.Source) error {
	if len(src.Claims) == 0 {
		return fmt.Errorf("it has no claim")
	}
	for _, id := range src.Claims {
		c, _ := p.state.Ledger.Claim(id)
		if printed := p.print(c); value.Squeeze(printed) != value.Squeeze(src.Value) {
			return fmt.Errorf("claim %d at %s says %q", id, c.Where, printed)
		}
		if !p.about(c, src.Subject) {
			return fmt.Errorf("claim %d is about %s", id, c.Subject)
		}
		if !p.counts(c) {
			return fmt.Errorf("claim %d does not count any more", id)
		}
	}
	return nil
}

// about tells whether a claim speaks of a subject; the years of the setup are
// called y1, y2 until the plan has a first day.
func (p *prover) about(c ledger.Claim, subject string) bool {
	return p.subject(c).String() == subject
}

func (p *prover) subject(c ledger.Claim) org.Subject {
	s := c.Subject
	if strings.HasPrefix(s.Period, "y") {
		s.Period = p.state.Org.SchoolYear(org.PlanYear(s.Period))
	}
	return s
}

// counts tells whether a claim stands, or is told as the first promise beside
// the value that replaced it.
func (p *prover) counts(c ledger.Claim) bool {
	f := p.state.Facts[p.subject(c)]
	if slices.Contains(f.Claims, c.ID) {
		return true
	}
	for _, side := range f.Disputed {
		if slices.Contains(side.Claims, c.ID) {
			return true
		}
	}
	return slices.Contains(f.Lost, c.ID) && len(f.Claims) > 0 && p.isFirst(c, f)
}

// isFirst tells whether a claim stood on the day that the plan began, and the
// one that counts now came later.
func (p *prover) isFirst(c ledger.Claim, f ledger.Fact) bool {
	now, _ := p.state.Ledger.Claim(f.Claims[len(f.Claims)-1])
	begun := p.state.Org.Profile.AdoptedOn
	if begun == "" {
		begun = p.state.Org.Profile.PlanStart
	}
	newer := slices.ContainsFunc(f.Lost, func(id int64) bool {
		x, _ := p.state.Ledger.Claim(id)
		return x.Act == ledger.State && x.Received <= begun && (x.Received > c.Received || x.Received == c.Received && x.ID > c.ID)
	})
	return c.Received <= begun && now.Received > begun && !newer
}

// number is the number of the one claim or the sides behind a reading.
func (p *prover) number(src document.Source) (n float64, unit string, ok bool) {
	for _, id := range src.Claims {
		c, _ := p.state.Ledger.Claim(id)
		if c.Value.Numeric {
			return c.Value.Number, c.Value.Unit, true
		}
	}
	return math.NaN(), "", false
}

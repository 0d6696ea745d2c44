// Package issue makes packets: it decides which sheets go to whom, which rows
// they hold, and fills in all that the model knows at that moment. It also
// says what each cell of a packet speaks about (Subject), so that what comes
// back can be told apart from what was sent.
//
// It writes no workbook and keeps nothing.
package issue

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"spm/engine/form"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/value"
)

// Request names one packet.
type Request struct {
	Packet  *form.Packet
	To      packet.To
	Year    int    // of the plan, from 1
	Month   string // of a monthly packet, 2026-10
	Quarter string // of a quarterly packet, 2026-27 Q1
	Issue   int    // from 1
	Day     value.Date
	First   value.Date // a day of the month or quarter that the packet looks back on; empty for other packets
	Blank   bool       // the empty guidebook form
	Paper   bool       // the packet that a form printed blank would have come in: its rows are those of the blank form

	Again    []string // forms that come again in a new version: what was answered in them is filled in, even what is asked anew each time
	Language string   // empty: that of the recipient
}

// When is the request for a packet that goes out on a day: for the year, the
// month or the quarter that the day lies in, or that a month lies in which
// somebody has named.
func (s Source) When(p *form.Packet, month string, day value.Date) Request {
	return s.WhenYear(p, month, 0, day)
}

// WhenYear is When for a year of the plan that somebody has named: the next
// year is planned while this one still reports, and looked back on when the
// next has begun. 0 names none; packets of a month or quarter have theirs.
func (s Source) WhenYear(p *form.Packet, month string, year int, day value.Date) Request {
	r := Request{Packet: p, Day: day}
	on := day
	switch {
	case month != "":
		on = value.Date(month + "-01")
	case p.Ended:
		on = value.DateOf(value.Date(day.Month()+"-01").Time().AddDate(0, -1, 0))
	}
	switch p.Every {
	case "month":
		r.Month = on.Month()
		r.First = value.Date(r.Month + "-01")
	case "quarter":
		r.Quarter, r.First = s.Org.QuarterOn(on), on
	default:
		on = day
	}
	if r.Year = s.Org.YearOn(on); year > 0 && r.First == "" {
		r.Year = year
	}
	return r
}

// Source is what packets are filled from.
type Source struct {
	Library   *form.Library
	Workspace string // name of the workspace; part of every packet's code
	Org       *org.Organization
	Today     *org.Organization // as it is on the day of issue, where Org is that of an earlier month; nil: Org
	Facts     ledger.Facts
	Ledger    *ledger.Ledger    // who said what, for the decision workbook
	Counted   map[string]string // what can be counted to an item of a quality check, by the key of its answer: HR/QC 5.1
}

// Recipients lists who receives a packet, in the order of their codes: the
// centre, the branches, the units that lead a milestone of the year, those that
// have an action in it, those that are asked for people, or the respondents of
// the self-assessment.
func (s Source) Recipients(p *form.Packet, year int) (all []packet.To) {
	switch p.To {
	case "centre":
		if s.asksDisputes(p) && len(s.Facts.Disputes()) == 0 || !s.has(p.Needs, "") {
			return nil
		}
		return []packet.To{{Role: string(ledger.Centre), Name: "Central office", Email: s.Org.Profile.ReturnTo}}
	case "branch":
		for _, b := range s.Org.Branches {
			if !s.has(p.Needs, b.Key) {
				continue
			}
			if s.Today != nil && s.Today.Branch(b.Key) != nil {
				b = &org.Branch{Entity: b.Entity, Name: b.Name, Leader: s.Today.Branch(b.Key).Leader, Email: s.Today.Branch(b.Key).Email}
			}
			all = append(all, packet.To{Role: string(ledger.Branch), Key: b.Key, Name: b.Name, Person: b.Leader, Email: b.Email})
		}
		return all
	case "respondent":
		for _, r := range s.Org.Respondents {
			all = append(all, packet.To{Role: string(ledger.Respondent), Key: r.Key, Name: r.Name, Person: r.Person, Email: r.Email})
		}
		return all
	}
	for _, u := range s.Org.Units {
		if !s.receives(p.To, u.Key, year) {
			continue
		}
		leader := s.leaderOf(u)
		all = append(all, packet.To{Role: string(ledger.Unit), Key: u.Key, Name: u.Name, Person: leader.Leader, Email: leader.Email})
	}
	return all
}

// has tells whether there is an entity of a kind, of a branch where one is
// named. Nothing is needed of a blank kind.
func (s Source) has(kind, branch string) bool {
	if kind == "" {
		return true
	}
	for subject := range s.Facts {
		if subject.Kind == org.Kind(kind) && (branch == "" || org.Scope(subject.Key) == branch) && len(s.Facts[subject].Claims) > 0 {
			return true
		}
	}
	return false
}

// leaderOf is the unit whose leader answers for a unit today: itself, or, for a
// month in which it was still open, the one that its work has gone to.
func (s Source) leaderOf(u *org.Unit) *org.Unit {
	if s.Today == nil {
		return u
	}
	if now := s.Today.Unit(s.Today.Successor(u.Key)); now != nil {
		return now
	}
	return u
}

// receives tells whether a unit gets the packets that go to units of a sort.
func (s Source) receives(to, unit string, year int) bool {
	switch to {
	case "lead_unit":
		return len(s.led(unit, year)) > 0
	case "asked_unit":
		return len(s.requests(unit)) > 0
	}
	return len(s.actions(unit, year)) > 0
}

// asksDisputes tells the packet in which the central office settles conflicts.
func (s Source) asksDisputes(p *form.Packet) bool {
	for _, id := range p.Forms {
		f := s.Library.Form(id)
		for n := range f.Sheets {
			if slices.ContainsFunc(f.Sheets[n].Sections, func(x form.Section) bool { return x.Rows == "disputes" }) {
				return true
			}
		}
	}
	return false
}

// led are the milestones of a year that a unit leads.
func (s Source) led(unit string, year int) []*org.Milestone {
	return org.Where(s.Org.Milestones, func(m *org.Milestone) bool {
		return m.LeadUnit == unit && org.PlanYear(m.Year) == year && m.Dropped == ""
	})
}

// actions are the actions of the milestones that a unit leads in a year.
func (s Source) actions(unit string, year int) (all []*org.Action) {
	for _, m := range s.led(unit, year) {
		all = append(all, org.Where(s.Org.Actions, func(a *org.Action) bool { return a.Milestone == m.Key && a.Dropped == "" })...)
	}
	return all
}

// Issue makes a packet.
func (s Source) Issue(r Request) (*packet.Packet, error) {
	i := &issuer{Source: s, Request: r}
	i.branch, i.group = i.branchOf(r.To), i.groupOf(r.To)
	setting := i.setting()
	i.lib = s.Library.For(setting)
	period := cmp.Or(r.Month, r.Quarter)
	if period == "" && r.Packet.Every != "once" {
		period = s.Org.SchoolYear(r.Year)
	}
	p := &packet.Packet{
		Kind: r.Packet.ID, Title: r.Packet.Title, To: r.To, Period: cmp.Or(r.Month, r.Quarter), Issue: r.Issue, Issued: r.Day, Blank: r.Blank,
		Setting:      setting,
		Organization: s.Org.Profile.Name, ReturnTo: s.Org.Profile.ReturnTo, Contact: s.Org.Profile.Contact,
		Options: map[string]value.Options{},
	}
	if r.Packet.Every != "once" {
		p.Year = s.Org.SchoolYear(r.Year)
	}
	if !r.Blank {
		p.Code = packet.CodeOf(s.Workspace, p.Kind, r.To.Key, period, r.Issue)
		if s.Library.Asks(r.Packet) {
			p.Due = due(r.Packet.Due, r, s.lastDay(r))
		} else {
			p.ReturnTo = "" // it is for reading
		}
	}
	i.packet = p
	for _, id := range r.Packet.Forms {
		f := i.lib.Form(id)
		if f == nil {
			return nil, fmt.Errorf("packet %s: there is no form %s", p.Kind, id)
		}
		for _, scope := range i.scopes(f) {
			if err := i.form(f, scope); err != nil {
				return nil, fmt.Errorf("packet %s, form %s: %w", p.Kind, id, err)
			}
		}
	}
	i.options()
	i.ids()
	return p, nil
}

// Closing is the last day of the month or quarter that a packet looks back on;
// blank for every other packet.
func (s Source) Closing(r Request) value.Date {
	if r.Month == "" {
		return s.lastDay(r)
	}
	return value.DateOf(value.Date(r.Month+"-01").Time().AddDate(0, 1, -1))
}

// lastDay is the last day of the period that a packet looks back on.
func (s Source) lastDay(r Request) value.Date {
	if r.Quarter != "" {
		_, last := s.Org.QuarterSpan(r.Quarter)
		return last
	}
	if r.Month != "" {
		return value.Date(r.Month + "-01")
	}
	return ""
}

// due is so many days after the issue, or a day of the month after the period
// that ends on last.
func due(d form.Due, r Request, last value.Date) value.Date {
	if d == (form.Due{}) {
		return "" // it may come back at any time
	}
	if d.DayAfter > 0 && last != "" {
		first := value.Date(last.Month()+"-01").Time().AddDate(0, 1, d.DayAfter-1)
		return value.DateOf(first)
	}
	return r.Day.Add(d.Days)
}

// issuer makes one packet.
type issuer struct {
	Source
	Request
	lib    *form.Library // as the packet has it
	branch string        // key of the recipient's branch; empty for the centre
	group  string        // of a respondent: agency, schools, stakeholders
	packet *packet.Packet
	spare  map[string]int               // how many new codes of each prefix were printed
	scope  string                       // of the sheet under way
	again  bool                         // its form comes again in a new version
	there  map[org.Kind]map[string]bool // keys that the model has, as they are asked for

	named map[string]bool // keys that answers of the packet name; they stay to choose, whatever has become of them
}

func (i *issuer) branchOf(to packet.To) string {
	switch ledger.Role(to.Role) {
	case ledger.Branch:
		return to.Key
	case ledger.Unit:
		if u := i.Org.Unit(to.Key); u != nil {
			return u.Branch
		}
	}
	return ""
}

// groupOf is the group of a respondent.
func (i *issuer) groupOf(to packet.To) string {
	for _, r := range i.Org.Respondents {
		if to.Role == string(ledger.Respondent) && r.Key == to.Key {
			return r.Group
		}
	}
	return ""
}

// scopes are the entities that a form is repeated for; one empty scope for a
// form that is not.
func (i *issuer) scopes(f *form.Form) (scopes []string) {
	if f.Repeat == "" || i.Blank {
		return []string{""}
	}
	if f.Repeat == string(org.KindGoal) {
		return i.relevantGoals()
	}
	return keysOf(i.led(i.To.Key, i.Year))
}

func (i *issuer) form(f *form.Form, scope string) error {
	i.spare, i.scope, i.again = map[string]int{}, scope, slices.Contains(i.Again, f.ID)
	defer func() { i.scope, i.again = "", false }()
	for n := range f.Sheets {
		s := &f.Sheets[n]
		sheet := packet.Sheet{Form: f.ID, Version: f.Version, Hash: f.Hash, Sheet: n, Name: s.Name, Scope: scope}
		if scope != "" {
			sheet.Name = sheetName(s.Name + " " + i.short(scope))
		}
		for j := range s.Sections {
			x := &s.Sections[j]
			rows, err := i.rows(f, x, scope)
			if err != nil {
				return err
			}
			sheet.Blocks = append(sheet.Blocks, packet.Block{Section: x.ID, Rows: rows})
		}
		if !slices.ContainsFunc(sheet.Blocks, func(b packet.Block) bool { return len(b.Rows) > 0 }) {
			continue // there is nothing to answer or to read on it
		}
		i.packet.Sheets = append(i.packet.Sheets, sheet)
	}
	return nil
}

// sheetName is a text that programs take for a sheet's name: at most 31
// characters, none of those that stand for something else in formulas.
func sheetName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) {
			return ' '
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 31 {
		s = string(r[:31])
	}
	return strings.TrimSpace(s)
}

// short is a key as the recipient's sheets show it: without the branch, unless
// the recipient's entities come from several.
func (i *issuer) short(key string) string {
	if scope := org.Scope(key); scope == i.branch || scope == i.To.Key {
		return org.Code(key)
	}
	return key
}

// ids gives every row of a table its hidden id.
func (i *issuer) ids() {
	if i.Blank {
		return
	}
	for _, s := range i.packet.Sheets {
		for _, b := range s.Blocks {
			for n := range b.Rows {
				r := &b.Rows[n]
				code := ""
				for _, f := range slices.Sorted(maps.Keys(r.Codes)) {
					code += "|" + r.Codes[f]
				}
				r.ID = packet.RowID(i.packet.Code, s.Form+s.Scope, b.Section, fmt.Sprint(code, "#", n))
			}
		}
	}
}

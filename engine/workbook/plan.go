package workbook

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
)

// Layout says where everything of a packet stands in its workbook, and how it
// looks. It knows no spreadsheet library: Write only carries it out.
type Layout struct {
	Packet *packet.Packet
	Theme  form.Theme
	Start  *SheetLayout // the first sheet, which belongs to no form
	Sheets []SheetLayout
	Lists  []ListLayout // drop-downs, in the order of their first use
}

// SheetLayout is one visible sheet. Rows and columns are 1-based, as Excel
// shows them.
type SheetLayout struct {
	Name     string
	Form     *form.Form
	Sheet    *form.Sheet
	Issued   *packet.Sheet
	Identity Identity
	Widths   []float64 // of the visible columns, in characters
	RowID    int       // hidden column of the row ids, right of the visible ones; 0: no table here
	Hidden   int       // how many columns right of the visible ones nobody sees
	Sections []SectionLayout
	Cells    []Cell   // in the order they are written
	Heights  []Height // by row, from 1
	Rows     int      // last row
	Freeze   int      // rows 1 to Freeze stay in sight
	Repeat   [2]int   // first and last row that every printed page repeats
	Asks     []Ask    // validations and prompts
	Rules    []Rule   // conditional formats
	Progress Progress
	Footer   string // tells where a loose page belongs
	Logo     int    // row of the theme's picture; 0: none
	OnePage  bool   // it prints on a single page
	Breaks   []int  // rows at which a printed page begins
}

// Height is the height of a row.
type Height struct {
	Points float64
	Fixed  bool // it stays when somebody types into the row
}

// SectionLayout is one section of a sheet. A row that it does not have is 0.
type SectionLayout struct {
	Section *form.Section
	Block   *packet.Block
	Bar     int // number and title
	Help    int
	Keys    int // machine keys of a table, "#measures.no"
	Groups  int // headings over several columns
	Heads   int
	First   int // first row of a table, or of the questions
	Last    int
	Spans   []Span // columns of each field; of an answers section: code, label, answer and hint
}

// Span is a run of columns.
type Span struct{ Col, End int }

// The spans of an answers section.
const (
	spanCode = iota
	spanLabel
	spanAnswer
	spanHint // Col 0: the hint stands under the label
)

// Place is the cell of field i in the n-th row of the section, both 0-based.
// The questions of an answers section stand one below the other.
func (s *SectionLayout) Place(n, i int) (row, col int) {
	if s.Section.Shape == form.Answers {
		return s.First + i, s.Spans[spanAnswer].Col
	}
	return s.First + n, s.Spans[i].Col
}

// Answer finds the cell of an answer: by the printed code of its row and its
// field id, and in an answers section by its field id alone.
func (l *Layout) Answer(formID, scope, section, code, field string) (finding.Location, bool) {
	for i := range l.Sheets {
		s := &l.Sheets[i]
		if s.Form.ID != formID || s.Issued.Scope != scope {
			continue
		}
		for j := range s.Sections {
			x := &s.Sections[j]
			at := fieldIndex(x.Section, field)
			if x.Section.ID != section || at < 0 {
				continue
			}
			if n := rowOf(x, code); n >= 0 {
				row, col := x.Place(n, at)
				return finding.Location{Sheet: s.Name, Row: row, Col: col}, true
			}
		}
	}
	return finding.Location{}, false
}

func fieldIndex(s *form.Section, id string) int {
	for i := range s.Fields {
		if s.Fields[i].ID == id {
			return i
		}
	}
	return -1
}

// rowOf is the index of the row that prints a code: as its own rather than as
// that of something it belongs to, which several rows may print.
func rowOf(s *SectionLayout, code string) int {
	if s.Section.Shape == form.Answers {
		return 0
	}
	for _, given := range []bool{false, true} {
		for n := range s.Block.Rows {
			for _, f := range s.Section.Codes() {
				if f.Given == given && code != "" && s.Block.Rows[n].Codes[f.ID] == code {
					return n
				}
			}
		}
	}
	return -1
}

// Plan says where every sheet, section, field, row and answer of a packet
// stands. It is pure: equal declarations and packets give equal layouts.
func Plan(lib *form.Library, p *packet.Packet) (*Layout, error) { return planInto(&room{}, lib, p) }

// planInto plans in a room: the layout's cells lie in it.
func planInto(r *room, lib *form.Library, p *packet.Packet) (*Layout, error) {
	l := &Layout{Packet: p, Theme: lib.Theme, Sheets: make([]SheetLayout, 0, len(p.Sheets))}
	if len(p.Sheets) == 0 {
		return nil, fmt.Errorf("the packet %s has no sheets", p.Code)
	}
	tabs := map[string]bool{strings.ToLower(metaSheet): true, strings.ToLower(listsSheet): true, strings.ToLower(startTab(lib)): true}
	plan := newPacketPlan(lib, p)
	plan.room = r
	for i := range p.Sheets {
		s := &p.Sheets[i]
		if err := checkTab(s.Name, tabs); err != nil {
			return nil, err
		}
		sheet, err := plan.sheet(s)
		if err != nil {
			return nil, fmt.Errorf("sheet %q: %w", s.Name, err)
		}
		l.Sheets = append(l.Sheets, *sheet)
	}
	l.Lists = plan.lists.used
	l.mirrors(lib)
	l.formulas(lib)
	l.Start = plan.start(l)
	return l, nil
}

// checkTab refuses what Excel would refuse or rename.
func checkTab(name string, taken map[string]bool) error {
	switch low := strings.ToLower(name); {
	case name == "" || utf8.RuneCountInString(name) > 31:
		return fmt.Errorf("the sheet name %q is empty or longer than 31 characters", name)
	case strings.ContainsAny(name, `[]:*?/\`) || strings.HasPrefix(name, "'") || strings.HasSuffix(name, "'"):
		return fmt.Errorf("the sheet name %q has a character that Excel does not allow", name)
	case taken[low]:
		return fmt.Errorf("two sheets are called %q", name)
	default:
		taken[low] = true
	}
	return nil
}

// packetPlan is what the sheets of a packet have in common.
type packetPlan struct {
	lib   *form.Library
	p     *packet.Packet
	lists *lists
	to    string // whom the packet is for, as every sheet says
	due   string // when and where it comes back
	notes        // that each section uses again
	*room
}

func newPacketPlan(lib *form.Library, p *packet.Packet) *packetPlan {
	return &packetPlan{lib: lib, p: p, lists: newLists(lib, p), to: recipient(lib, p), due: due(lib, p)}
}

// planner lays out one sheet from the top to the bottom.
type planner struct {
	*SheetLayout
	*packetPlan
	row int // last row that is taken
}

// notes are what is remembered while a section is laid out.
type notes struct {
	columns []column // by field
	codes   []int    // fields that are codes
	places  []int    // in Cells: row by row, each field's answer
	picked  []*Cell  // see cellsOf
	opens   [][]int  // see open
	openOf  []int
	parted  parted
}

func (plan *packetPlan) sheet(s *packet.Sheet) (*SheetLayout, error) {
	lib, p := plan.lib, plan.p
	f := lib.Form(s.Form)
	if f == nil {
		return nil, fmt.Errorf("there is no form %q", s.Form)
	}
	if s.Sheet < 0 || s.Sheet >= len(f.Sheets) {
		return nil, fmt.Errorf("the form %s has no sheet %d", f.ID, s.Sheet)
	}
	sheet := &f.Sheets[s.Sheet]
	if len(s.Blocks) != len(sheet.Sections) {
		return nil, fmt.Errorf("%d blocks for the %d sections of form %s", len(s.Blocks), len(sheet.Sections), f.ID)
	}
	x := &planner{
		SheetLayout: &SheetLayout{
			Name: s.Name, Form: f, Sheet: sheet, Issued: s, Identity: identityOf(p, s),
			Widths: widths(sheet), Heights: append(plan.heights.take(rowCount(sheet, s)), Height{}), Cells: plan.cells.take(cellCount(sheet, s)),
			Footer: identityOf(p, s).String(), Sections: make([]SectionLayout, 0, len(sheet.Sections)),
			Asks: plan.asks.take(fieldCount(sheet)), Rules: plan.rules.take(fieldCount(sheet)),
		},
		packetPlan: plan,
	}
	for i := range sheet.Sections {
		if sheet.Sections[i].Shape != form.Answers {
			x.RowID, x.Hidden = len(x.Widths)+1, 1
		}
	}
	x.band()
	for i := range sheet.Sections {
		if s.Blocks[i].Section != sheet.Sections[i].ID {
			return nil, fmt.Errorf("block %q stands where section %q belongs", s.Blocks[i].Section, sheet.Sections[i].ID)
		}
		if err := x.section(&sheet.Sections[i], &s.Blocks[i]); err != nil {
			return nil, err
		}
	}
	x.Rows = x.row
	x.inSight()
	if p.Blank {
		x.paginate(lib.Theme.Paper)
	}
	return x.SheetLayout, nil
}

// room is where a layout is planned. Who has done with one may plan the next in
// its room.
type room struct {
	cells   arena[Cell]
	heights arena[Height]
	asks    arena[Ask]
	rules   arena[Rule]
}

// clear takes the room back.
func (r *room) clear() {
	r.cells.clear()
	r.heights.clear()
	r.asks.clear()
	r.rules.clear()
}

// arena gives room for the parts of a layout from one large piece, which is as
// large as the layouts before have wanted.
type arena[T any] struct {
	all  []T
	free []T
	want int
}

// take is room for about n.
func (a *arena[T]) take(n int) []T {
	a.want += n
	if len(a.free) < n {
		return make([]T, 0, n)
	}
	some := a.free[:0:n]
	a.free = a.free[n:]
	return some
}

func (a *arena[T]) clear() {
	if len(a.all) < a.want {
		a.all = make([]T, a.want)
	}
	a.free, a.want = a.all, 0
}

func fieldCount(sheet *form.Sheet) (n int) {
	for i := range sheet.Sections {
		n += len(sheet.Sections[i].Fields)
	}
	return n
}

// rowCount is about how many rows a sheet has.
func rowCount(sheet *form.Sheet, s *packet.Sheet) int {
	const band, head = 10, 6
	n := band
	for i := range sheet.Sections {
		n += head
		if x := &sheet.Sections[i]; x.Shape == form.Answers {
			n += len(x.Fields)
		} else {
			n += len(s.Blocks[i].Rows)
		}
	}
	return n
}

// cellCount is about how many cells a sheet has.
func cellCount(sheet *form.Sheet, s *packet.Sheet) int {
	const band, head = 10, 4
	n := band
	for i := range sheet.Sections {
		x := &sheet.Sections[i]
		if x.Shape == form.Answers {
			n += head + 4*len(x.Fields)
			continue
		}
		n += head + (len(s.Blocks[i].Rows)+3)*(len(x.Fields)+1)
	}
	return n
}

func identityOf(p *packet.Packet, s *packet.Sheet) Identity {
	id := Identity{Form: s.Form, Version: s.Version, To: p.To.Key, Scope: s.Scope, Packet: p.Code}
	if id.To == "" {
		id.To = "centre"
	}
	if p.Blank {
		id.Packet = ""
	}
	return id
}

// inSight decides what stays in sight on the screen and what every printed
// page repeats: the headings of the table where the sheet has one only,
// otherwise title and recipient, as the band says.
func (x *planner) inSight() {
	var tables []*SectionLayout
	for i := range x.Sections {
		if x.Sections[i].Section.Shape == form.Table {
			tables = append(tables, &x.Sections[i])
		}
	}
	if len(tables) != 1 {
		return
	}
	x.Repeat = [2]int{tables[0].Bar, tables[0].Heads}
	// Below other sections the headings stand too far down to be frozen.
	if tables[0] == &x.Sections[0] {
		x.Freeze = tables[0].Heads
	}
}

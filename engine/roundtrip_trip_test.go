package engine

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/reconcile"
	"spm/engine/value"
	"spm/engine/workbook"
	"spm/engine/workbook/byhand"
)

// newRows is how many of the spare rows of a table are filled in.
const newRows = 2

// trip is a packet on its way: out as package issue makes it, back with every
// example typed in.
type trip struct {
	lib    *form.Library // as the packet has it
	packet *packet.Packet
	source issue.Source
	filled []byte
	cells  []*cell          // that were filled
	places map[string]*cell // by place
	want   map[string]string
	before reconcile.Intake // what was known when it came back
	claims []ledger.Claim   // what it said
	again  *packet.Packet   // its next issue
	after  *reconcile.State // what that was filled from

	unborn map[entity]bool                   // entities that have a row of their own which is not filled in
	born   map[string]value.Options          // by kind: entities that the workbook names first
	own    map[*packet.Row]map[string]string // codes that staff type
}

// entity is one by the key that is printed.
type entity struct{ kind, key string }

// cell is an answer that is typed in.
type cell struct {
	sheet   *packet.Sheet
	section *form.Section
	row     *packet.Row
	field   *form.Field
	n       int // of the row in its section, from 0
	typed   string
	value   value.Value
}

func newTrip(t testing.TB, lib *form.Library, s issue.Source, p *packet.Packet) *trip {
	t.Helper()
	r := &trip{
		lib: lib.For(p.Setting), packet: p, source: s, places: map[string]*cell{}, want: map[string]string{},
		unborn: map[entity]bool{}, born: map[string]value.Options{}, own: map[*packet.Row]map[string]string{},
	}
	r.choose()
	for _, c := range r.cells {
		r.example(t, c)
	}
	r.issuedToo()
	data, err := workbook.Write(r.lib, p)
	must(t, err)
	book, err := byhand.Open(data)
	must(t, err)
	for _, c := range r.cells {
		if err := r.enter(book, c); err != nil {
			t.Fatalf("%s: %v", r, err)
		}
	}
	r.filled, err = book.Save()
	must(t, err)
	return r
}

// eachRow goes through the rows of the packet.
func (r *trip) eachRow(do func(s *packet.Sheet, x *form.Section, row *packet.Row, n int)) {
	for i := range r.packet.Sheets {
		s := &r.packet.Sheets[i]
		for j := range s.Blocks {
			x := r.lib.Form(s.Form).Section(s.Blocks[j].Section)
			for n := range s.Blocks[j].Rows {
				do(s, x, &s.Blocks[j].Rows[n], n)
			}
		}
	}
}

// choose picks the cells that are filled in: every row that is there, and a few
// of those for what is new.
func (r *trip) choose() {
	spare := map[string]int{} // by table
	r.eachRow(func(s *packet.Sheet, x *form.Section, row *packet.Row, n int) {
		fill, fresh := true, false
		for _, code := range x.Codes() {
			e := entity{x.Kind(code), row.Keys[x.Kind(code)]}
			if code.Given {
				fill = fill && !r.unborn[e]
				continue
			}
			if row.New || row.Seed != nil {
				fresh = true
				r.unborn[e] = e.key != "" && !slices.Contains(r.source.Org.Keys(org.Kind(e.kind), r.packet.Period), e.key)
			}
		}
		if fresh && row.Seed == nil && x.Slots == nil {
			table := s.Form + s.Scope + x.ID
			fill = fill && spare[table] < newRows
			spare[table]++
		}
		if fill {
			r.row(s, x, row, n)
		}
	})
}

// row fills a row in.
func (r *trip) row(s *packet.Sheet, x *form.Section, row *packet.Row, n int) {
	for k := range x.Fields {
		f := &x.Fields[k]
		c := &cell{sheet: s, section: x, row: row, field: f, n: n}
		switch {
		case f.Type == value.Code && !f.Given && x.Shape != form.Answers:
			r.name(c)
			if x.OwnCodes && row.Codes[f.ID] == "" {
				c.typed = counted(f.Example, n)
				r.own[row] = map[string]string{f.ID: c.typed}
				r.cells = append(r.cells, c)
			}
		case row.Keys[x.Kind(codeOf(x, f))] == "" && x.Shape != form.Answers && !x.OwnCodes:
			// no entity of the kind stands in this row
		case f.Given, f.ShownPeriod, f.Type == value.Code, f.Parent && f.Attr == "year", row.Dispute != nil && f.Attr == "answer":
			// not asked, or answered by the row's place
		default:
			r.cells = append(r.cells, c)
		}
	}
	for _, c := range r.cells {
		if c.row == row {
			r.places[r.place(s.Form, s.Scope, x, r.codes(row))+" "+c.field.ID] = c
		}
	}
}

// codeOf is the code field by which the entity of a field is known; the field
// itself where there is none.
func codeOf(x *form.Section, f *form.Field) *form.Field {
	for _, code := range x.Codes() {
		if kind := x.Kind(f); x.Kind(code) == kind || x.Kind(code) == string(org.UnderOf(org.Kind(kind))) {
			return code
		}
	}
	return f
}

// name makes the new entity of a code cell known to the references of the workbook.
func (r *trip) name(c *cell) {
	kind := c.section.Kind(c.field)
	delete(r.unborn, entity{kind, c.row.Keys[kind]})
	code := cmp.Or(c.row.Codes[c.field.ID], counted(c.field.Example, c.n))
	o := value.Option{Key: cmp.Or(c.row.Keys[kind], code), Label: code, Code: code}
	for k := range c.section.Fields {
		if f := &c.section.Fields[k]; f.Attr == "name" && c.section.Kind(f) == kind {
			o.Label = varied(f.Example, c.n)
		}
	}
	r.born[kind] = append(r.born[kind], o)
}

// codes are the codes by which a filled row is known.
func (r *trip) codes(row *packet.Row) map[string]string {
	codes := maps.Clone(row.Codes)
	maps.Copy(codes, r.own[row])
	return codes
}

func (r *trip) place(form, scope string, x *form.Section, codes map[string]string) string {
	at := []string{form, scope, x.ID}
	for _, id := range slices.Sorted(maps.Keys(codes)) {
		if codes[id] != "" {
			at = append(at, codes[id])
		}
	}
	return strings.Join(at, " ")
}

var lastNumber = regexp.MustCompile(`\d+$`)

// counted is the code of row n: the example counted up.
func counted(example string, n int) string {
	if !lastNumber.MatchString(example) {
		return example + strings.Repeat("X", n)
	}
	return lastNumber.ReplaceAllStringFunc(example, func(d string) string {
		i, _ := strconv.Atoi(d)
		return fmt.Sprintf("%0*d", len(d), i+n)
	})
}

// varied is the text of row n: no row can be taken for another.
func varied(example string, n int) string {
	if n == 0 {
		return example
	}
	return example + " " + strconv.Itoa(n+1)
}

// example decides what is typed into a cell, and what it means.
func (r *trip) example(t testing.TB, c *cell) {
	t.Helper()
	f := c.field
	options := r.options(f)
	switch {
	case f.Type == value.Code:
		return
	case f.Example == "":
		t.Errorf("%v: %s has no example", f.At, f.ID)
		return
	case f.Type == value.Choice:
		at := slices.IndexFunc(options, func(o value.Option) bool {
			return len(options.Find(f.Example)) > 0 && o.Key == options.Find(f.Example)[0].Key
		})
		if at < 0 {
			t.Errorf("%v: the example %q of %s is none of its list", f.At, f.Example, f.ID)
			return
		}
		c.typed = options[(at+c.n)%len(options)].Label
	case f.Type == value.Ref || f.Type == value.Refs:
		switch c.typed = f.Example; {
		case c.n == 0 && len(options.Find(f.Example)) == 1:
		case len(options) > 0:
			c.typed = options[c.n%len(options)].Label
		case !f.Open:
			t.Errorf("%s: %v: there is nothing that %s could name", r, f.At, f.ID)
			return
		}
	case f.Type == value.Text, f.Type == value.Long, f.Type == value.List:
		c.typed = varied(f.Example, c.n)
	default:
		c.typed = f.Example
	}
	v, _, ok := value.Parse(value.Spec{Type: f.Type, Options: options, Open: f.Open}, value.Raw{Text: c.typed})
	if !ok {
		t.Errorf("%v: the example %q is not understood", f.At, c.typed)
	}
	c.value = v
	r.want[r.place(c.sheet.Form, c.sheet.Scope, c.section, r.codes(c.row))+" "+f.ID] = said(v)
}

// options are what a choice or a reference may say: of what is new, what the
// workbook itself names.
func (r *trip) options(f *form.Field) value.Options {
	if f.Type == value.Choice {
		return r.packet.Options[f.List]
	}
	options := slices.DeleteFunc(slices.Clone(r.packet.Options[f.ListName()]), func(o value.Option) bool {
		for kind := range strings.SplitSeq(f.To, "|") {
			if r.unborn[entity{kind, o.Key}] {
				return true
			}
		}
		return false
	})
	if len(options) == 0 {
		options = r.born[f.To]
	}
	return options
}

// issuedToo expects what was filled in before the packet went out.
func (r *trip) issuedToo() {
	filled := map[*packet.Row]bool{}
	for _, c := range r.cells {
		filled[c.row] = true
	}
	r.eachRow(func(s *packet.Sheet, x *form.Section, row *packet.Row, _ int) {
		if row.New && !filled[row] {
			return // a spare row that nobody has touched says nothing
		}
		for id, v := range row.Values {
			f := x.Field(id)
			at := r.place(s.Form, s.Scope, x, r.codes(row)) + " " + id
			if _, typed := r.want[at]; !typed && !f.Given && !f.ShownPeriod {
				r.want[at] = said(v)
			}
		}
	})
}

// enter types a cell.
func (r *trip) enter(book *byhand.Book, c *cell) error {
	if c.section.Shape == form.Answers {
		return book.Answer(c.sheet.Name, c.field.No, c.typed)
	}
	return book.Type(c.sheet.Name, r.rowName(c.section, c.row, c.n), c.field.ID, c.typed)
}

// rowName is how a person tells the row of a table: by a code that no other
// row of it has.
func (r *trip) rowName(x *form.Section, row *packet.Row, n int) string {
	for _, code := range slices.Backward(x.Codes()) {
		if c := row.Codes[code.ID]; c != "" && !code.Given {
			return x.ID + " " + c
		}
	}
	for _, code := range x.Codes() {
		if c := row.Codes[code.ID]; c != "" {
			return x.ID + " " + c
		}
	}
	return x.ID + " +" + strconv.Itoa(n+1)
}

// said writes a value so that equal ones are equal: Squeeze undoes what
// programs may do to white space.
func said(v value.Value) string {
	return value.Squeeze(fmt.Sprintf("%s %s %v %q %q", v.Text, value.FormatNumber(v.Number)+v.Unit, v.Numeric, v.Items, v.Free))
}

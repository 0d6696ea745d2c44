package workbook

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/value"
)

// recognise tells which sheets are forms of ours. A sheet is known by its
// line, or else by its keys, question codes and headings; its name decides
// nothing.
func (r *reader) recognise(views []*view) (sheets []*returned) {
	ours := slices.ContainsFunc(views, func(v *view) bool { return r.packet != nil && v.id.Packet == r.packet.Code && v.named })
	for _, v := range views {
		if len(v.lines) == 0 || v.start || v.meta() != nil || !v.named && strings.EqualFold(v.sheet.Name, listsSheet) {
			continue
		}
		if ours && v.named && v.id.Packet != "" && v.id.Packet != r.packet.Code {
			r.found.Add(finding.New("CELL-47", v.where(0, 0, ""), "sheet", v.sheet.Name, "other", v.id.Packet, "packet", r.packet.Code))
			continue
		}
		s := r.identify(v)
		if s == nil {
			r.foreign(v)
			continue
		}
		if !r.fits(s) || !r.place(s) {
			r.left = append(r.left, s)
			continue
		}
		r.nameSheet(s)
		sheets = append(sheets, s)
	}
	for _, s := range sheets {
		for _, a := range s.areas {
			if a.section.Shape != form.Answers {
				r.columns(s, a)
				r.tableRows(s, a)
				r.strangers(s, a)
			}
		}
	}
	r.versions(sheets)
	return sheets
}

// fits tells whether a sheet is not far longer than forms are. What an accident puts
// into one costs much more to read as answers than as cells.
func (r *reader) fits(s *returned) bool {
	if r.rows += len(s.lines); r.most == 0 || r.rows <= r.most {
		return true
	}
	s.areas = nil
	r.found.Add(finding.New("FILE-33", s.where(0, 0, ""), "things", "rows with something in them", "place", "sheet “"+s.sheet.Name+"”", "limit", strconv.Itoa(r.most)))
	return false
}

// identify finds the form of a sheet and where its sections stand; nil when it
// is none of ours.
func (r *reader) identify(v *view) *returned {
	const enough = 4 // keys, codes or headings that no other sheet has by chance
	if f := r.formNamed(v.id.Form); v.named && f != nil {
		return &returned{view: v, form: f, areas: r.locate(v, f)}
	}
	var best *returned
	var weight float64
	for _, f := range r.lib.Forms {
		s := &returned{view: v, form: f, areas: r.locate(v, f)}
		var w float64
		for _, a := range s.areas {
			w += a.weight()
		}
		if w >= enough && r.packet != nil && slices.ContainsFunc(r.packet.Sheets, func(p packet.Sheet) bool { return p.Form == f.ID }) {
			w++ // of forms that look alike, one that we sent
		}
		if w >= enough && w > weight {
			best, weight = s, w
		}
	}
	return best
}

func (r *reader) formNamed(id string) *form.Form {
	for _, f := range r.lib.Forms {
		if strings.EqualFold(f.ID, id) {
			return f
		}
	}
	return nil
}

// foreign tells of a sheet that is none of ours, where somebody might expect it
// to be read.
func (r *reader) foreign(v *view) {
	if v.named {
		r.found.Add(finding.New("CELL-57", v.where(0, 0, ""), "sheet", v.sheet.Name, "form", v.id.Form))
		return
	}
	r.found.Add(finding.New("CELL-38", v.where(0, 0, ""), "sheet", v.sheet.Name))
}

// place finds the sheet of the packet that a sheet is, and with it what its
// rows held when we sent them. It answers false where nobody can tell what a
// blank sheet of a repeated form is about; nothing is read of it then.
func (r *reader) place(s *returned) bool {
	s.scope = s.id.Scope
	var offered value.Options
	if r.packet != nil && s.scope == "" && s.form.Repeat != "" {
		offered = r.packet.Options[packet.ScopesOf(s.form.ID)]
	}
	if offered != nil {
		if s.scope = s.offeredScope(offered); s.scope == "" {
			r.unplaced(s, offered)
			return false
		}
		s.because = "it is about that " + s.form.Repeat
	}
	if r.packet != nil {
		best := 0
		named := s.id.Scope != "" && slices.ContainsFunc(r.packet.Sheets, func(p packet.Sheet) bool { return p.Form == s.form.ID && p.Scope == s.id.Scope })
		for i := range r.packet.Sheets {
			p := &r.packet.Sheets[i]
			if p.Form != s.form.ID || offered != nil && p.Scope != s.scope || named && p.Scope != s.id.Scope {
				continue
			}
			if n := s.likeness(p); n > best {
				s.issued, best = p, n
			}
		}
		if s.issued != nil {
			s.scope = s.issued.Scope
		}
	}
	if r.packet == nil && s.scope == "" && s.form.Repeat != "" {
		s.scope = s.typedScope()
	}
	for _, a := range s.areas {
		a.scope, a.older = s.scope, s.version() < s.form.Version
		if r.packet != nil {
			a.block, _ = r.packet.Block(s.form.ID, s.scope, a.section.ID)
		}
	}
	return true
}

// unplaced tells of a blank sheet that could be about several things.
func (r *reader) unplaced(s *returned, offered value.Options) {
	label := s.form.Repeat
	if x := s.aboutField(); x != nil {
		label = x.field.Label
	}
	s.areas = nil
	known := make([]string, len(offered))
	for i, o := range offered {
		known[i] = o.Code
	}
	r.found.Add(finding.New("CELL-62", s.where(0, 0, ""), "sheet", s.sheet.Name, "kind", s.form.Repeat, "label", label, "known", listed(known, ", ")).
		Offering(value.NewIndex(offered).Near(s.typedScope())))
}

// likeness tells how well a sheet of the packet fits: it has the sections that
// were found, the scope of the line, the hidden ids, the given texts, the name.
func (s *returned) likeness(p *packet.Sheet) (n int) {
	if s.id.Scope != "" && s.id.Scope == p.Scope {
		n += 1000
	}
	if value.Fold(p.Name) == value.Fold(s.sheet.Name) {
		n += 2
	}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		at := slices.IndexFunc(s.areas, func(a *area) bool { return a.section.ID == b.Section })
		if at < 0 {
			continue
		}
		n += 20
		if s.form.Repeat == "" || s.id.Scope != "" && s.id.Scope == p.Scope {
			continue
		}
		texts := map[string]bool{}
		for _, row := range b.Rows {
			texts[row.ID] = row.ID != ""
			for _, v := range row.Values {
				if v.Type == value.Text || v.Type == value.Long || v.Type == "" {
					texts[value.Fold(v.Text)] = v.Text != ""
				}
			}
		}
		for _, line := range s.areas[at].within() {
			for _, spot := range line.spots {
				if texts[spot.folded()] {
					n++
				}
			}
		}
	}
	return n
}

// within are the lines of an area.
func (a *area) within() []line {
	if a.questions == nil {
		return a.between(a.first, a.last)
	}
	first, last := firstRow(a), 0
	for _, qs := range a.questions {
		for _, q := range qs {
			last = max(last, q.row)
		}
	}
	return a.between(first, last)
}

// typedScope is what somebody wrote into a blank form to say what the sheet is
// about; the sheet's name where nobody did.
func (s *returned) typedScope() string {
	if x := s.aboutField(); x != nil {
		if p := x.at(x.row, x.label+1); p != nil {
			return value.Squeeze(p.text)
		}
	}
	return s.sheet.Name
}

// aboutField is the question of a repeated form that says what it is about.
func (s *returned) aboutField() *asked {
	for _, x := range s.asked() {
		if x.field.Given && x.section.Kind(x.field) == s.form.Repeat {
			return &x
		}
	}
	return nil
}

// offeredScope is what a blank sheet is about, of what its packet has: by what
// was typed into it, or else by its name; empty where that does not tell.
func (s *returned) offeredScope(offered value.Options) string {
	for _, typed := range []string{s.typedScope(), s.sheet.Name} {
		fits := offered.Find(typed)
		if len(fits) == 0 {
			fits = offered.Find(strings.TrimPrefix(value.Squeeze(typed), s.form.ID+" "))
		}
		if len(fits) == 1 {
			return fits[0].Key
		}
	}
	if len(offered) == 1 {
		return offered[0].Key
	}
	return ""
}

// nameSheet says so when a sheet was recognised under another name, or is hidden.
func (r *reader) nameSheet(s *returned) {
	if s.sheet.Visibility > 0 {
		s.found.Add(finding.New("CELL-59", s.where(0, 0, ""), "sheet", s.sheet.Name))
	}
	name := s.expectedName()
	if len(s.areas) == 0 || name == "" || value.Fold(name) == value.Fold(s.sheet.Name) {
		return
	}
	because := "its headings match"
	switch {
	case s.because != "":
		because = s.because
	case s.named:
		because = "its first lines say so"
	}
	s.found.Add(finding.New("CELL-37", s.where(0, 0, ""), "sheet", s.sheet.Name, "name", name, "because", because))
}

// expectedName is the name that the sheet was sent with; empty: not known.
func (s *returned) expectedName() string {
	if s.issued != nil {
		return s.issued.Name
	}
	if s.form.Repeat != "" {
		return ""
	}
	for i := range s.form.Sheets {
		x := &s.form.Sheets[i]
		if slices.ContainsFunc(x.Sections, func(y form.Section) bool { return len(s.areas) > 0 && y.ID == s.areas[0].section.ID }) {
			return x.Name
		}
	}
	return ""
}

// version is the version of the form that was filled in.
func (s *returned) version() int {
	switch {
	case s.named && s.id.Version > 0:
		return s.id.Version
	case s.issued != nil && s.issued.Version > 0:
		return s.issued.Version
	}
	return s.form.Version
}

func (r *reader) otherVersion(s *returned) bool { return s.version() != s.form.Version }

// versions says once for each form that another version came back. An older
// one is read by the labels that it had.
func (r *reader) versions(sheets []*returned) {
	told := map[string]bool{}
	for _, s := range sheets {
		if !r.otherVersion(s) || told[s.form.ID] {
			continue
		}
		told[s.form.ID] = true
		f := finding.New("CELL-43", s.where(0, 0, ""), "form", s.form.ID, "version", strconv.Itoa(s.version()), "current", strconv.Itoa(s.form.Version))
		if s.version() < s.form.Version {
			f = f.As(finding.Note)
		}
		r.found.Add(f)
	}
}

// readSheet reads every section that was found on a sheet.
func (r *reader) readSheet(s *returned) {
	r.readAnswers(s)
	for _, a := range s.areas {
		if a.questions == nil {
			r.readTable(s, a)
		}
		r.unseen(s, a)
		r.struckOut(s, a)
	}
}

// settleCopies lets every section count once. A copy that says nothing else than
// the other is left out with a note; copies that differ are asked about and none
// of them is recorded.
func (r *reader) settleCopies(sheets []*returned) (kept []*returned) {
	order := slices.Clone(sheets)
	slices.SortStableFunc(order, func(a, b *returned) int { return cmp.Compare(b.origin(), a.origin()) })
	out := map[*returned]bool{}
	for i, s := range order {
		for _, t := range order[:i] {
			if out[s] || out[t] || !s.copies(t) {
				continue
			}
			switch {
			case addsNothing(s, t) || !r.touched(s) || !s.known() && t.known():
				out[s] = true
				r.tellCopy(t, s)
			case addsNothing(t, s) || !r.touched(t):
				out[t] = true
				r.tellCopy(s, t)
			default:
				out[s], out[t] = true, true
				r.found.Add(finding.New("CELL-40", s.where(0, 0, ""), "sheet", s.sheet.Name, "other", t.sheet.Name).With(t.where(0, 0, "")))
			}
		}
	}
	for _, s := range sheets {
		if out[s] {
			r.left = append(r.left, s)
		} else {
			kept = append(kept, s)
		}
	}
	return kept
}

// known tells whether a sheet shows by itself that it is ours, not by headings alone.
func (s *returned) known() bool {
	return s.named || slices.ContainsFunc(s.areas, func(a *area) bool { return a.keys > 0 || len(a.questions) > 0 })
}

// origin ranks sheets: the one that was sent before its copies.
func (s *returned) origin() (n int) {
	if s.known() {
		n += 2
	}
	if value.Fold(s.sheet.Name) == value.Fold(s.expectedName()) {
		n++
	}
	return n
}

// copies tells whether two sheets hold the same section.
func (s *returned) copies(t *returned) bool {
	return s.form == t.form && s.scope == t.scope && slices.ContainsFunc(s.areas, func(a *area) bool {
		return a.asks() && slices.ContainsFunc(t.areas, func(b *area) bool { return b.section.ID == a.section.ID })
	})
}

func (r *reader) tellCopy(read, left *returned) {
	r.found.Add(finding.New("CELL-44", left.where(0, 0, ""), "sheet", left.sheet.Name, "other", read.sheet.Name).With(read.where(0, 0, "")))
}

// touched tells whether somebody answered anything on a sheet.
func (r *reader) touched(s *returned) bool {
	for _, a := range s.areas {
		for _, row := range a.rows {
			if row.record != nil && (r.anyFilled(row) || row.named()) {
				return true
			}
		}
	}
	return false
}

// addsNothing tells whether a sheet holds some of the answers of another, in the
// same rows, and nothing else. What we sent and one of them has lost may have
// been deleted there.
func addsNothing(s, to *returned) bool {
	x, y := s.answersByRow(), to.answersByRow()
	for key, a := range x {
		if b, ok := y[key]; !ok || !a.Equal(b.Value) {
			return false
		}
	}
	for key, b := range y {
		if _, ok := x[key]; !ok && b.sent {
			return false
		}
	}
	return true
}

// standing is an answer on a sheet.
type standing struct {
	value.Value
	sent bool // it stands as it was sent out
}

// answersByRow are the answers of a sheet under section, codes and field; rows
// without a code count from the top.
func (s *returned) answersByRow() map[string]standing {
	all := map[string]standing{}
	for _, a := range s.areas {
		plain := 0
		for _, row := range a.rows {
			if row.record == nil {
				continue
			}
			key := a.section.ID
			for _, f := range a.codes {
				key += "|" + value.Fold(row.codes[f.ID])
			}
			if !row.coded(a) {
				plain++
				key += "#" + strconv.Itoa(plain)
			}
			for _, answer := range row.record.Answers {
				v := answer.Value
				if answer.Faulty {
					v = value.OfText("faulty: " + answer.Typed)
				}
				if !v.Blank() {
					sent := row.issued != nil && row.issued.Values[answer.Field].Equal(v)
					all[key+"|"+answer.Field] = standing{v, sent}
				}
			}
		}
	}
	return all
}

package engine

import (
	"cmp"
	"os"
	"slices"

	"spm/engine/correction"
	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/quality"
	"spm/engine/reconcile"
	"spm/engine/spreadsheet"
	"spm/engine/store"
	"spm/engine/value"
	"spm/engine/workbook"
	"spm/templates"
)

// Rehearsal is what changed templates would find in everything that has come
// back, compared with the templates in force.
type Rehearsal struct {
	Returns int         // files that were read again
	Rules   int         // rules of the guidebook that are applied under the changed templates
	Changes []Rehearsed // sender by sender, file by file
}

// Rehearsed is a finding that the changed templates add, take away, or tell
// otherwise.
type Rehearsed struct {
	From   string           `json:"from"`
	File   string           `json:"file,omitempty"`
	Before *finding.Finding `json:"before,omitempty"` // nil: it is new
	After  *finding.Finding `json:"after,omitempty"`  // nil: it is gone
}

// shapes are the findings about sheets, columns and rows that are not there:
// a form that has got a column cannot be judged by a sheet printed without it.
var shapes = []finding.Code{"CELL-31", "CELL-42", "CELL-43", "CELL-54"}

// Rehearse tries the templates of a folder, laid over those in force, on what
// every sender has returned last. It changes nothing. The rehearsal is nil when
// the templates have mistakes, which the findings tell.
func (e *Engine) Rehearse(dir string, day value.Date) (*Rehearsal, finding.List, error) {
	if _, err := os.Stat(dir); err != nil {
		return nil, nil, err
	}
	t, mistakes := readTemplates(templates.Layer(os.DirFS(dir), filesOf(e.Workspace)))
	if mistakes.Count(finding.Error) > 0 {
		return nil, mistakes, nil
	}
	r := &rehearsal{Engine: e, with: t, from: map[string]string{}}
	if err := r.rules(day); err != nil {
		return nil, mistakes, err
	}
	if err := r.forms(); err != nil {
		return nil, mistakes, err
	}
	r.sort()
	r.out.Rules = len(quality.Rules())
	for _, c := range t.Rules.Changes {
		if c.Off != "" {
			r.out.Rules--
		}
	}
	return &r.out, mistakes, nil
}

type rehearsal struct {
	*Engine
	with ruled
	org  *org.Organization
	from map[string]string // sender of a file
	out  Rehearsal
}

// rules compares what the guidebook's rules find in the plan.
func (r *rehearsal) rules(day value.Date) error {
	s, err := r.State()
	if err != nil {
		return err
	}
	r.org = s.Org
	returned, err := r.returned(s)
	if err != nil {
		return err
	}
	judged, err := reconcile.Judged(s.Facts)
	if err != nil {
		return err
	}
	for _, c := range s.Ledger.Claims {
		r.from[c.Where.File] = c.Sender.Name
	}
	before := quality.Check(judged, r.Rules.scope(day, returned), s.where)
	after := quality.Check(judged, r.with.Rules.scope(day, returned), s.where)
	r.compare(before, after)
	return nil
}

// forms reads again every last return that has a sheet of a changed form.
func (r *rehearsal) forms() error {
	returns, err := r.store.Returns()
	if err != nil {
		return err
	}
	last := map[string]store.Return{}
	for _, x := range returns {
		if x.Status == Recorded {
			last[x.Stream] = x
		}
	}
	for _, x := range returns { // in the order of arrival
		if last[x.Stream].ID != x.ID {
			continue
		}
		p, ok, err := r.store.Packet(x.Packet)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		r.from[x.File] = p.To.Name
		r.out.Returns++
		if err := r.reread(p, x); err != nil {
			return err
		}
	}
	return nil
}

// reread compares what is found in a file by the forms in force and by the
// changed ones. Forms that did not change are those that it was printed from.
func (r *rehearsal) reread(p *packet.Packet, x store.Return) error {
	changed := r.changed(p)
	if changed == nil {
		return nil
	}
	data, err := r.store.Original(x.ID)
	if err != nil {
		return err
	}
	book, _ := r.Workspace.Settings.Limits.Open(x.File, data)
	book = correction.Answers(book)
	if book == nil {
		return nil
	}
	before, err := r.judge(p, x, book, r.Library, changed)
	if err != nil {
		return err
	}
	after, err := r.judge(p, x, book, r.with.Library, changed)
	if err != nil {
		return err
	}
	r.compare(before, after)
	return nil
}

// changed are the forms of a packet that the changed templates declare
// otherwise, in themselves or in a list of answers that they offer.
func (r *rehearsal) changed(p *packet.Packet) (ids []string) {
	for _, s := range p.Sheets {
		now, then := r.Library.Form(s.Form), r.with.Library.Form(s.Form)
		if now == nil || then == nil || slices.Contains(ids, s.Form) {
			continue
		}
		if now.Hash != then.Hash || r.listsDiffer(then) {
			ids = append(ids, s.Form)
		}
	}
	return ids
}

func (r *rehearsal) listsDiffer(f *form.Form) bool {
	for i := range f.Sheets {
		for j := range f.Sheets[i].Sections {
			for _, field := range f.Sheets[i].Sections[j].Fields {
				if field.List != "" && !slices.EqualFunc(r.Library.Lists[field.List], r.with.Library.Lists[field.List], sameOption) {
					return true
				}
			}
		}
	}
	return false
}

func sameOption(a, b value.Option) bool {
	return a.Key == b.Key && a.Label == b.Label && a.Code == b.Code && slices.Equal(a.Also, b.Also)
}

// judge reads a file by a library; forms that are not among the changed ones
// are as they were issued.
func (r *rehearsal) judge(p *packet.Packet, x store.Return, book *spreadsheet.Book, lib *form.Library, changed []string) (finding.List, error) {
	var sources [][]byte
	var seen []string
	for _, s := range p.Sheets {
		now := lib.Form(s.Form)
		if slices.Contains(changed, s.Form) || slices.Contains(seen, s.Form) || now != nil && now.Hash == s.Hash {
			continue
		}
		seen = append(seen, s.Form)
		source, ok, err := r.store.Form(s.Hash)
		if err != nil {
			return nil, err
		}
		if ok {
			sources = append(sources, source)
		}
	}
	lib, err := lib.With(sources)
	if err != nil {
		return nil, err
	}
	_, findings := workbook.Read(lib.For(p.Setting), book, x.File, p, nil)
	return slices.DeleteFunc(findings, func(f finding.Finding) bool { return slices.Contains(shapes, f.Code) }), nil
}

// compare notes what one list has that the other lacks. Two findings of a code
// about the same thing in the same place are one that is told otherwise.
func (r *rehearsal) compare(before, after finding.List) {
	same := func(a, b finding.Finding) bool {
		return about(a, b) && a.Message == b.Message && a.Severity == b.Severity
	}
	gone := lacking(before, after, same)
	for _, f := range lacking(after, before, same) {
		x := Rehearsed{After: &f}
		if i := slices.IndexFunc(gone, func(g finding.Finding) bool { return about(f, g) }); i >= 0 {
			was := gone[i]
			gone, x.Before = slices.Delete(gone, i, i+1), &was
		}
		r.note(x, f)
	}
	for _, f := range gone {
		r.note(Rehearsed{Before: &f}, f)
	}
}

// about tells whether two findings are about the same thing.
func about(a, b finding.Finding) bool {
	place := func(f finding.Finding) finding.Location {
		f.Where.Judge = ""
		return f.Where
	}
	return a.Code == b.Code && a.Subject == b.Subject && place(a) == place(b)
}

// lacking are the findings of a list that have no equal in another, each of
// which stands for one only.
func lacking(list, other finding.List, same func(a, b finding.Finding) bool) (left finding.List) {
	other = slices.Clone(other)
	for _, f := range list {
		if i := slices.IndexFunc(other, func(o finding.Finding) bool { return same(f, o) }); i >= 0 {
			other = slices.Delete(other, i, i+1)
			continue
		}
		left.Add(f)
	}
	return left
}

// note keeps a change with whom it is for: who sent the file, or else the
// branch that the finding is about.
func (r *rehearsal) note(x Rehearsed, f finding.Finding) {
	x.File, x.From = f.Where.File, r.from[f.Where.File]
	if x.From == "" {
		x.From = r.owner(f.Subject)
	}
	r.out.Changes = append(r.out.Changes, x)
}

// owner is the branch or unit that an entity belongs to; the organization for
// all others.
func (r *rehearsal) owner(subject string) string {
	key := cmp.Or(org.Scope(subject), subject)
	if b := r.org.Branch(key); b != nil {
		return b.Name
	}
	if u := r.org.Unit(key); u != nil {
		return u.Name
	}
	return r.org.Profile.Name
}

// sort orders the changes by sender and file; those of a file stay as they are.
func (r *rehearsal) sort() {
	slices.SortStableFunc(r.out.Changes, func(a, b Rehearsed) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.File, b.File))
	})
}

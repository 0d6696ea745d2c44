package engine

import (
	"cmp"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/submission"
	"spm/engine/value"
)

// upgradeClaims lets what was said in older versions of a form speak about what
// it speaks about in the form of today. The claims in the store stay as they
// were said.
func (e *Engine) upgradeClaims(l *ledger.Ledger) error {
	lib := e.Library
	periods, err := e.olderPeriods()
	if err != nil {
		return err
	}
	for i := range l.Claims {
		c := &l.Claims[i]
		id, name, _ := strings.Cut(c.Where.Judge, ".")
		f := lib.Form(id)
		if f == nil || len(f.Upgrade) == 0 {
			continue
		}
		name, _, _ = strings.Cut(name, "@") // a column of a matrix
		now := f.Now(1, name)
		section, field, _ := strings.Cut(now.Field, ".")
		s := f.Section(section)
		if s == nil || s.Field(field) == nil || now.Dropped != "" {
			continue
		}
		x := s.Field(field)
		if now.Field != name && org.Kind(s.Kind(x)) == c.Subject.Kind {
			c.Subject.Attr = x.Attr
			if was, known := periods[id+"."+name]; known {
				c.Subject.Period = org.Moved(c.Subject.Period, was, x.Period)
			}
		}
		renamed := func(v *value.Value) {
			if _, current := find(lib.Lists[x.List], v.Text); !current {
				v.Text = cmp.Or(now.Values[v.Text], v.Text)
			}
		}
		if x.Type == value.Choice {
			renamed(&c.Value)
			if c.Base != nil {
				base := *c.Base
				renamed(&base)
				c.Base = &base
			}
		}
	}
	return nil
}

// olderPeriods are the periods that fields had in older versions of forms which
// have changed since, by form, section and field.
func (e *Engine) olderPeriods() (map[string]string, error) {
	if !slices.ContainsFunc(e.Library.Forms, func(f *form.Form) bool { return len(f.Upgrade) > 0 }) {
		return nil, nil
	}
	kept, err := e.store.Forms()
	if err != nil {
		return nil, err
	}
	periods := map[string]string{}
	for _, source := range kept {
		id, version := form.VersionOf(source)
		if now := e.Library.Form(id); now == nil || len(now.Upgrade) == 0 || version >= now.Version {
			continue
		}
		then, err := e.Library.With([][]byte{source})
		if err != nil {
			return nil, err
		}
		for _, sheet := range then.Form(id).Sheets {
			for _, s := range sheet.Sections {
				for i := range s.Fields {
					periods[id+"."+s.Key(&s.Fields[i])] = s.Fields[i].Became.Period
				}
			}
		}
	}
	return periods, nil
}

func find(o value.Options, key string) (value.Option, bool) {
	i := slices.IndexFunc(o, func(x value.Option) bool { return x.Key == key })
	if i < 0 {
		return value.Option{}, false
	}
	return o[i], true
}

// upgraded puts the ids that lists have today into what was read of an older
// version, and into a copy of the packet that it is compared with. It tells of
// answers to questions that are asked no more; they are kept as they were said.
func upgraded(lib *form.Library, p *packet.Packet, s *submission.Submission) (*packet.Packet, finding.List) {
	var found finding.List
	for i := range s.Records {
		r := &s.Records[i]
		section := lib.Form(r.Form).Section(r.Section)
		b, _ := p.Block(r.Form, r.Scope, r.Section)
		for j := range r.Answers {
			a := &r.Answers[j]
			f := section.Field(a.Field)
			if why := f.Became.Dropped; why != "" && !a.Value.Blank() && !asSent(b, r, a) {
				found.Add(finding.New("CELL-68", a.Where, "label", f.Label, "why", strings.TrimSuffix(why, "."), "typed", a.Typed))
			}
			a.Value.Text = cmp.Or(f.Became.Values[a.Value.Text], a.Value.Text)
		}
	}
	now := *p
	now.Sheets = slices.Clone(p.Sheets)
	for i := range now.Sheets {
		now.Sheets[i].Blocks = slices.Clone(now.Sheets[i].Blocks)
		for j := range now.Sheets[i].Blocks {
			b := &now.Sheets[i].Blocks[j]
			section := lib.Form(now.Sheets[i].Form).Section(b.Section)
			if section != nil && slices.ContainsFunc(section.Fields, func(f form.Field) bool { return len(f.Became.Values) > 0 }) {
				b.Rows = upgradedRows(section, b.Rows)
			}
		}
	}
	return &now, found
}

// asSent tells whether an answer is what its cell was sent with.
func asSent(b *packet.Block, r *submission.Record, a *submission.Answer) bool {
	return b != nil && slices.ContainsFunc(b.Rows, func(row packet.Row) bool {
		for field, code := range r.Codes {
			if row.Codes[field] != code {
				return false
			}
		}
		return row.Values[a.Field].Equal(a.Value)
	})
}

func upgradedRows(s *form.Section, rows []packet.Row) []packet.Row {
	rows = slices.Clone(rows)
	for i := range rows {
		values := make(map[string]value.Value, len(rows[i].Values))
		for field, v := range rows[i].Values {
			v.Text = cmp.Or(s.Field(field).Became.Values[v.Text], v.Text)
			values[field] = v
		}
		rows[i].Values = values
	}
	return rows
}

// newForm is a form of which a packet's recipient had an older version.
type newForm struct {
	form      string
	questions []string // that the older one did not ask, as labels
	answered  bool     // it came back filled in
}

// newForms are the forms of a packet of which its recipient was sent an older
// version before, and the labels of what is new in them.
func (e *Engine) newForms(p *packet.Packet, earlier []*packet.Packet, returned map[string]bool) (all []newForm, err error) {
	for _, s := range p.Sheets {
		if slices.ContainsFunc(all, func(n newForm) bool { return n.form == s.Form }) {
			continue
		}
		var before *packet.Sheet
		answered, last := false, 0
		for _, q := range earlier {
			i := slices.IndexFunc(q.Sheets, func(x packet.Sheet) bool { return x.Form == s.Form })
			if i < 0 || q.Issue >= p.Issue {
				continue
			}
			answered = answered || returned[q.Code]
			if q.Issue > last {
				before, last = &q.Sheets[i], q.Issue
			}
		}
		if before == nil || before.Version >= s.Version {
			continue
		}
		n := newForm{form: s.Form, answered: answered}
		if n.questions, err = e.news(s.Form, before.Hash, p.Setting); err != nil {
			return nil, err
		}
		all = append(all, n)
	}
	return all, nil
}

// news are the labels of what a form asks and an older version of it did not.
func (e *Engine) news(id, hash string, setting form.Setting) (labels []string, err error) {
	now := e.Library.For(setting).Form(id)
	source, ok, err := e.store.Form(hash)
	if err != nil || !ok || now == nil {
		return nil, err
	}
	then, err := e.Library.With([][]byte{source})
	if err != nil {
		return nil, err
	}
	for _, f := range now.News(then.Form(id)) {
		labels = append(labels, f.Label)
	}
	return labels, nil
}

// quoted is “A”, “B” and “C”.
func quoted(labels []string) string {
	quoted := make([]string, len(labels))
	for i, label := range labels {
		quoted[i] = "“" + label + "”"
	}
	return strings.Join(quoted, ", ")
}

// remember notes which packets came back.
func (g *generator) remember() error {
	returns, err := g.store.Returns()
	for _, r := range returns {
		g.returned[r.Packet] = g.returned[r.Packet] || r.Status == Recorded
	}
	return err
}

// again are the forms of which a recipient has returned an older version: the
// new one comes with all that she has answered.
func (g *generator) again(r issue.Request, to packet.To) (forms []string, err error) {
	stream := (&packet.Packet{Kind: r.Packet.ID, To: to, Period: cmp.Or(r.Month, r.Quarter)}).Stream()
	if r.Month == "" && r.Quarter == "" && r.Packet.Every != "once" {
		stream = (&packet.Packet{Kind: r.Packet.ID, To: to, Year: g.state.Org.SchoolYear(r.Year)}).Stream()
	}
	before, err := g.before(stream, r.Packet.Forms)
	for _, p := range before {
		for _, s := range p.Sheets {
			if f := g.Library.Form(s.Form); g.returned[p.Code] && f != nil && s.Version < f.Version && !slices.Contains(forms, s.Form) {
				forms = append(forms, s.Form)
			}
		}
	}
	return forms, err
}

// before are the packets of a stream that were issued already, where one of its
// forms has ever changed.
func (g *generator) before(stream string, forms []string) (all []*packet.Packet, err error) {
	if !slices.ContainsFunc(forms, func(id string) bool { f := g.Library.Form(id); return f != nil && f.Version > 1 }) {
		return nil, nil
	}
	for _, head := range g.earlier {
		if head.Stream() != stream {
			continue
		}
		p, ok, err := g.store.Packet(head.Code)
		if err != nil {
			return nil, err
		}
		if ok {
			all = append(all, p)
		}
	}
	return all, nil
}

package workbook

import (
	"slices"
	"strings"

	"spm/engine/form"
	"spm/engine/value"
)

// foreignTo tells whether a text is none of those that a field should be one of, and
// which is most like it. A text may be named by the number that it begins with.
func (r *reader) foreignTo(a *area, f *form.Field, v value.Value) (near string, foreign bool) {
	section, field, ok := strings.Cut(f.Among, ".")
	s := a.form.Section(section)
	if !ok || s == nil || v.Text == "" {
		return "", false
	}
	var known value.Options
	for _, seed := range s.Seed {
		no, words, _ := strings.Cut(seed[field], " ")
		if !slices.ContainsFunc(known, func(o value.Option) bool { return o.Key == seed[field] }) {
			known = append(known, value.Option{Key: seed[field], Label: words, Code: no})
		}
	}
	number, _, _ := strings.Cut(v.Text, " ") // who gives the number may shorten the words
	if len(known) == 0 || len(known.Find(v.Text)) > 0 || len(known.Find(number)) == 1 {
		return "", false
	}
	return known.Nearest(v.Text), true
}

// declare lets the answers of a workbook refer to what the same workbook names
// for the first time: a unit to its division, current work to a milestone.
func (r *reader) declare(sheets []*returned) {
	defer clear(r.specs) // there are more options now
	for _, s := range sheets {
		for _, a := range s.areas {
			for _, p := range a.parts {
				if p.code != nil && !p.code.Given {
					r.declareRows(a, p)
				}
			}
		}
	}
}

func (r *reader) declareRows(a *area, p part) {
	kind := a.section.Kind(p.code)
	lists := r.lexicon.lists[kind]
	name := slices.IndexFunc(p.fields, func(f *form.Field) bool { return f.Attr == "name" })
	for _, row := range a.rows {
		code := row.codes[p.code.ID]
		if code == "" || row.line == nil {
			continue
		}
		o := value.Option{Key: code, Label: code, Code: code}
		if row.issued != nil && row.issued.Keys[kind] != "" && row.issued.Codes[p.code.ID] == code {
			o.Key = row.issued.Keys[kind]
		}
		if name >= 0 {
			if spot := row.line.at(a.cols[p.fields[name].ID]); a.cols[p.fields[name].ID] > 0 && spot != nil {
				o.Label = value.Squeeze(spot.text)
			}
		}
		for _, list := range lists {
			r.declareOption(list, o)
		}
	}
}

// declareOption adds an option unless its code or name is known already. The
// packet's own lists are left alone.
func (r *reader) declareOption(list string, o value.Option) {
	known := r.index(list)
	if known.Knows(o.Key) || known.Knows(o.Code) {
		return
	}
	if known.Knows(o.Label) && o.Label != o.Code {
		o.Also = []string{o.Label} // whoever types the name alone is asked which is meant
		o.Label += " (" + o.Code + ")"
	}
	if known == r.lexicon.known[list] { // that of every reader
		known = value.NewIndex(known.Options())
		r.known[list] = known
	}
	known.Add(o)
	r.options[list] = known.Options()
}

// index is that of a list, made when it is first asked for.
func (r *reader) index(list string) *value.Index {
	known := r.known[list]
	if known == nil {
		known = value.NewIndex(r.options[list])
		r.known[list] = known
	}
	return known
}

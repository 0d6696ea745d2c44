package workbook

import (
	"slices"

	"spm/engine/form"
	"spm/engine/value"
)

// declare lets the answers of a workbook refer to what the same workbook names
// for the first time: a unit to its division, current work to a milestone.
func (r *reader) declare(sheets []*returned) {
	for _, s := range sheets {
		for _, a := range s.areas {
			for _, p := range a.parts() {
				if p.code != nil && !p.code.Given {
					r.declareRows(a, p)
				}
			}
		}
	}
}

func (r *reader) declareRows(a *area, p part) {
	kind := a.section.Kind(p.code)
	lists := r.listsOf(kind)
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

// listsOf are the names of the lists from which references to a kind choose.
// A list narrowed to a scope is left as it is.
func (r *reader) listsOf(kind string) (names []string) {
	for _, f := range r.lib.Forms {
		for i := range f.Sheets {
			for _, s := range f.Sheets[i].Sections {
				for n := range s.Fields {
					if g := &s.Fields[n]; g.To == kind && g.Scope == "" && !slices.Contains(names, g.ListName()) {
						names = append(names, g.ListName())
					}
				}
			}
		}
	}
	return names
}

// declareOption adds an option unless its code or name is known already. The
// packet's own lists are left alone.
func (r *reader) declareOption(list string, o value.Option) {
	names := r.spellings(list)
	if names[value.Fold(o.Key)] || names[value.Fold(o.Code)] {
		return
	}
	if names[value.Fold(o.Label)] && o.Label != o.Code {
		o.Also = []string{o.Label} // whoever types the name alone is asked which is meant
		o.Label += " (" + o.Code + ")"
	}
	r.options[list] = append(slices.Clip(r.options[list]), o)
	names[value.Fold(o.Key)], names[value.Fold(o.Code)], names[value.Fold(o.Label)] = true, true, true
}

// spellings are the names by which the options of a list are known, so that a
// setup of thousands of people is not compared name by name.
func (r *reader) spellings(list string) map[string]bool {
	if names, ok := r.known[list]; ok {
		return names
	}
	names := map[string]bool{}
	for _, o := range r.options[list] {
		for _, s := range append([]string{o.Key, o.Code, o.Label}, o.Also...) {
			if s != "" {
				names[value.Fold(s)] = true
			}
		}
	}
	if r.known == nil {
		r.known = map[string]map[string]bool{}
	}
	r.known[list] = names
	return names
}

package value

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
)

var (
	yes = []string{"yes", "y", "x", "true", "1", "✓", "✔", "☑", "sí", "si", "ok"}
	no  = []string{"no", "n", "false", "0", "-", "✗", "✘", "☐", "none", "ninguno", "ninguna"}
)

// parseYesNo knows yes and no in the words of the options, too: those of other
// languages.
func parseYesNo(spec Spec, typed string) (Value, []Remark, bool) {
	if fits := spec.find(typed); len(fits) == 1 {
		return Value{Type: YesNo, Text: fits[0].Key}, nil, true
	}
	switch f := fold(typed); {
	case slices.Contains(yes, f):
		return Value{Type: YesNo, Text: "yes"}, nil, true
	case slices.Contains(no, f):
		return Value{Type: YesNo, Text: "no"}, nil, true
	}
	return Value{}, offering(labels(spec.Options), "CELL-04"), false
}

func parseOne(spec Spec, typed string) (Value, []Remark, bool) {
	fits := spec.find(typed)
	switch {
	case len(fits) == 1:
		return Value{Type: spec.Type, Text: fits[0].Key}, nil, true
	case len(fits) > 1:
		return Value{}, offering(labels(fits), "CELL-06", "choices", choices(fits)), false
	}
	if x, ok := spec.repaired(typed); ok {
		return Value{Type: spec.Type, Text: x.Key}, remark("CELL-80", "read", x.Label), true
	}
	if several := spec.several(typed); len(several) > 1 {
		return Value{}, offering(labels(several), "CELL-95", "choices", choices(several)), false
	}
	near, likely := spec.index().Near(typed), spec.index().meant(typed)
	if spec.Open {
		return Value{Type: spec.Type, Free: []string{Squeeze(typed)}}, offering(near, "CELL-24", "near", likely), true
	}
	return Value{}, offering(near, "CELL-05", "near", likely, "choices", allowed(spec.Options)), false
}

var between = regexp.MustCompile(`[;,/&+\n]|\s(and|or|y|o)\s`)

// several are the options that a text names side by side; none where a part of
// it is no option.
func (s Spec) several(typed string) (named []Option) {
	for _, part := range between.Split(typed, -1) {
		fits := s.find(part)
		if len(fits) != 1 {
			return nil
		}
		if !slices.ContainsFunc(named, func(o Option) bool { return o.Key == fits[0].Key }) {
			named = append(named, fits[0])
		}
	}
	return named
}

// turned is a name that was typed with the family's name first: Sato, Kenji.
func (s Spec) turned(typed string) (Option, bool) {
	last, first, ok := strings.Cut(typed, ",")
	if !ok || !s.People {
		return Option{}, false
	}
	fits := s.find(Squeeze(first + " " + last))
	return append(fits, Option{})[0], len(fits) == 1
}

// repaired is the option that is certainly meant by a text that is none.
func (s Spec) repaired(typed string) (Option, bool) {
	if x, ok := s.index().Same(typed); ok {
		return x, true
	}
	if x, ok := s.turned(typed); ok {
		return x, true
	}
	if s.Open || s.People {
		return Option{}, false
	}
	return s.index().Repair(typed)
}

// parseRefs reads one entity a line; a single line may also hold several,
// parted by semicolons or, where the whole line is no name, by commas.
func parseRefs(spec Spec, typed string) (Value, []Remark, bool) {
	v, remarks, ok := Value{Type: Refs}, []Remark(nil), true
	for _, item := range refItems(spec, typed) {
		one, said, fine := parseOne(Spec{Type: Ref, Options: spec.Options, Index: spec.Index, Open: spec.Open, People: spec.People}, item)
		for i := range said {
			said[i].Words = append(said[i].Words, "item", item)
		}
		remarks = append(remarks, said...)
		ok = ok && fine
		if one.Text != "" && !slices.Contains(v.Items, one.Text) {
			v.Items = append(v.Items, one.Text)
		}
		v.Free = append(v.Free, one.Free...)
	}
	if !ok {
		return Value{}, remarks, false
	}
	return v, remarks, true
}

func refItems(spec Spec, typed string) (items []string) {
	for _, line := range lines(strings.ReplaceAll(typed, ";", "\n")) {
		if _, turned := spec.turned(line); !turned && len(spec.find(line)) == 0 && strings.Contains(line, ",") {
			items = append(items, lines(strings.ReplaceAll(line, ",", "\n"))...)
			continue
		}
		items = append(items, line)
	}
	return items
}

func choices(o []Option) string {
	var s []string
	for _, x := range o {
		label := x.Label
		alike := slices.ContainsFunc(o, func(y Option) bool { return y.Key != x.Key && y.Label == x.Label })
		switch {
		case x.Group != "":
			label += " (" + x.Group + ")"
		case alike:
			label += " (" + cmp.Or(x.Code, x.Key) + ")"
		}
		s = append(s, label)
	}
	return strings.Join(s, ", ")
}

// allowed is the list of labels for a hint, cut where it would be a page.
func allowed(o Options) string {
	const most = 8
	if len(o) > most {
		return choices(o[:most]) + " …"
	}
	return choices(o)
}

func labels(o []Option) (all []string) {
	for _, x := range o {
		all = append(all, x.Label)
	}
	return all
}

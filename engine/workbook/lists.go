package workbook

import (
	"strings"

	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/value"
)

// ListLayout is one column of the hidden sheet of lists; drop-downs refer to
// it by its name.
type ListLayout struct {
	Name   string // defined name: list_person_lead_unit
	List   string // name of the list in the packet
	Labels []string
}

// lists knows the options of every field, and remembers which lists are used.
type lists struct {
	lib  *form.Library
	p    *packet.Packet
	seen map[string]value.Options
	at   map[string]string // list → defined name
	used []ListLayout
}

func newLists(lib *form.Library, p *packet.Packet) *lists {
	return &lists{lib: lib, p: p, seen: map[string]value.Options{}, at: map[string]string{}}
}

// options are what a field may say, with labels that tell homonyms apart.
func (l *lists) options(f *form.Field) value.Options {
	name := f.ListName()
	if f.Type == value.YesNo {
		name = form.YesNoList
	}
	if o, ok := l.seen[name]; ok {
		return o
	}
	o, ok := l.p.Options[name]
	switch {
	case name == form.YesNoList:
		o = l.lib.YesNo()
	case !ok && f.List != "":
		o = l.lib.Lists[f.List]
	case !ok && f.To != "":
		o = l.p.Options[f.To]
	}
	o = distinct(o)
	l.seen[name] = o
	return o
}

// distinct adds the code to labels that occur twice.
func distinct(o value.Options) value.Options {
	count := map[string]int{}
	for _, x := range o {
		count[value.Fold(x.Label)]++
	}
	out := make(value.Options, len(o))
	for i, x := range o {
		if count[value.Fold(x.Label)] > 1 && x.Code != "" {
			x.Label += " (" + x.Code + ")"
		}
		x.Label = safeText(x.Label)
		out[i] = x
	}
	return out
}

// name is the defined name of a field's drop-down; empty where there is
// nothing to choose from.
func (l *lists) name(f *form.Field) string {
	o := l.options(f)
	if len(o) == 0 {
		return ""
	}
	list := f.ListName()
	if f.Type == value.YesNo {
		list = form.YesNoList
	}
	if name, ok := l.at[list]; ok {
		return name
	}
	x := ListLayout{Name: "list_" + nameSafe(list), List: list}
	for _, option := range o {
		if option.Label != "" {
			x.Labels = append(x.Labels, option.Label)
		}
	}
	l.at[list] = x.Name
	l.used = append(l.used, x)
	return x.Name
}

// nameSafe keeps what a defined name may hold.
func nameSafe(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return '_'
	}, s)
}

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
	seen map[string]*list
	used []ListLayout
}

// list is what some fields may say.
type list struct {
	id      string        // in the packet
	options value.Options // with labels that tell homonyms apart
	name    string        // of its drop-down; empty: none yet
}

func newLists(lib *form.Library, p *packet.Packet) *lists {
	return &lists{lib: lib, p: p, seen: map[string]*list{}}
}

// list is the list of a field.
func (l *lists) list(f *form.Field) *list {
	name := f.ListName()
	if f.Type == value.YesNo {
		name = form.YesNoList
	}
	x, ok := l.seen[name]
	if !ok {
		o, ok := l.p.Options[name]
		switch {
		case name == form.YesNoList:
			o = l.lib.YesNo()
		case !ok && f.List != "":
			o = l.lib.Lists[f.List]
		case !ok && f.To != "":
			o = l.p.Options[f.To]
		}
		x = &list{id: name, options: distinct(o)}
		l.seen[name] = x
	}
	return x
}

// options are what a field may say.
func (l *lists) options(f *form.Field) value.Options { return l.list(f).options }

// distinct adds the code to labels that occur twice.
func distinct(o value.Options) value.Options {
	folded := make([]string, len(o))
	count := make(map[string]int, len(o))
	for i := range o {
		folded[i] = value.Fold(o[i].Label)
		count[folded[i]]++
	}
	out := make(value.Options, len(o))
	for i, x := range o {
		if count[folded[i]] > 1 && x.Code != "" {
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
	list := l.list(f)
	if list.name != "" || len(list.options) == 0 {
		return list.name
	}
	list.name = "list_" + nameSafe(list.id)
	x := ListLayout{Name: list.name, List: list.id, Labels: make([]string, 0, len(list.options))}
	for _, option := range list.options {
		if option.Label != "" {
			x.Labels = append(x.Labels, option.Label)
		}
	}
	l.used = append(l.used, x)
	return list.name
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

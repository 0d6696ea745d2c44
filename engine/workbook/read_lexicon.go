package workbook

import (
	"regexp"
	"slices"
	"sync"

	"spm/engine/form"
	"spm/engine/value"
)

// lexicon is what readers have to know of a library, made once for all files
// that are read with it: no two of its texts are folded for each of them anew.
// Several readers use it at the same time, and none changes it.
type lexicon struct {
	sections map[*form.Form][]*learned // in the order of the form
	heads    map[string]bool           // headings of the first sheet, see startSays
	years    *regexp.Regexp            // see yearLines
	lists    map[string][]string       // by the kind that is referred to, see listsByKind
	known    map[string]*value.Index   // of the library's own lists
}

// learned is a section of a form as a reader looks for it.
type learned struct {
	section *form.Section // with its fields, see expanded
	codes   []*form.Field
	tells   []*form.Field // those of the codes that tell the rows apart, see identifying
	parts   []part        // of a row
	words   *vocabulary
	judges  map[string]string // see judge
}

func newLexicon(lib *form.Library) *lexicon {
	x := &lexicon{sections: map[*form.Form][]*learned{}, heads: startSays(lib), years: yearLines(lib), lists: listsByKind(lib), known: map[string]*value.Index{}}
	for _, f := range lib.Forms {
		for i := range f.Sheets {
			for j := range f.Sheets[i].Sections {
				x.sections[f] = append(x.sections[f], learn(lib, f, &f.Sheets[i].Sections[j]))
			}
		}
	}
	for name, o := range lib.Lists {
		x.known[name] = value.NewIndex(o).Whole()
	}
	return x
}

// section is a section of a form by its id, or nil.
func (l *lexicon) section(f *form.Form, id string) *learned {
	for _, x := range l.sections[f] {
		if x.section.ID == id {
			return x
		}
	}
	return nil
}

func learn(lib *form.Library, f *form.Form, s *form.Section) *learned {
	s = expanded(lib, s)
	x := &learned{section: s, codes: s.Codes(), tells: identifying(s), words: newVocabulary(s), judges: map[string]string{}}
	x.parts = partsOf(s, x.tells)
	for _, o := range lib.YesNo() {
		x.words.answers[o.Label] = !slices.ContainsFunc(s.Fields, func(f form.Field) bool { return slices.Contains(labels(&f), o.Label) })
	}
	for i := range s.Fields {
		x.judges[s.Fields[i].ID] = f.ID + "." + s.ID + "." + s.Fields[i].ID
	}
	return x
}

// listsByKind are the names of the lists from which references to a kind choose.
// A list narrowed to a scope is left as it is.
func listsByKind(lib *form.Library) map[string][]string {
	names := map[string][]string{}
	for _, f := range lib.Forms {
		for i := range f.Sheets {
			for _, s := range f.Sheets[i].Sections {
				for n := range s.Fields {
					if g := &s.Fields[n]; g.To != "" && g.Scope == "" && !slices.Contains(names[g.To], g.ListName()) {
						names[g.To] = append(names[g.To], g.ListName())
					}
				}
			}
		}
	}
	return names
}

// lexicons keeps those of the libraries that were used last: a run of many files
// reads nearly all of them with a few.
var lexicons = dictionary{made: map[*form.Library]*lexicon{}}

type dictionary struct {
	mu    sync.Mutex
	made  map[*form.Library]*lexicon
	order []*form.Library
}

// of is the lexicon of a library, which must not change any more.
func (d *dictionary) of(lib *form.Library) *lexicon {
	const most = 16
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.made[lib] == nil {
		if len(d.order) == most {
			delete(d.made, d.order[0])
			d.order = d.order[1:]
		}
		d.made[lib], d.order = newLexicon(lib), append(d.order, lib)
	}
	return d.made[lib]
}

package form

import (
	"strconv"

	"spm/engine/finding"
	"spm/engine/value"
)

// quality is the identity of the quality-check box, whose columns stand in a
// part of their own.
const quality = "quality"

// visitor is shown every text that can be translated, with its identity.
type visitor = func(of, key string, text *string)

// texts visits the texts of a form.
func (f *Form) texts(visit visitor) {
	visit(f.ID, "title", &f.Title)
	visit(f.ID, "module", &f.Module)
	visit(f.ID, "filled_by", &f.FilledBy)
	visit(f.ID, "instruction", &f.Instruction)
	for i := range f.Checks {
		visit("checks", f.Checks[i].ID, &f.Checks[i].Text)
	}
	for i := range f.Sheets {
		s := &f.Sheets[i]
		visit("sheets", s.Name, &s.Name)
		for j := range s.Sections {
			x := &s.Sections[j]
			of := f.ID + "." + x.ID
			if x.Shape == Checks {
				of = quality
			}
			x.texts(of, visit)
		}
	}
}

// eachField visits every field of a form.
func (f *Form) eachField(visit func(*Field)) {
	for i := range f.Sheets {
		for j := range f.Sheets[i].Sections {
			for k := range f.Sheets[i].Sections[j].Fields {
				visit(&f.Sheets[i].Sections[j].Fields[k])
			}
		}
	}
}

// texts visits the texts of a section, which is known by what it is of.
func (s *Section) texts(of string, visit visitor) {
	visit(of, "title", &s.Title)
	visit(of, "help", &s.Help)
	for i := range s.Fields {
		f := &s.Fields[i]
		id := of + "." + f.ID
		visit(id, "label", &f.Label)
		visit(id, "help", &f.Help)
		visit(id, "group", &f.Group)
		if wordy(f) {
			visit(id, "example", &f.Example)
		}
	}
	for n, seed := range s.Seed {
		for i := range s.Fields {
			f := &s.Fields[i]
			text := seed[f.ID]
			if !wordy(f) {
				continue
			}
			if visit(of, "row"+strconv.Itoa(n+1)+"."+f.ID, &text); text != seed[f.ID] {
				seed[f.ID] = text
			}
		}
	}
}

// wordy tells whether the answers of a field are texts of a language.
func wordy(f *Field) bool {
	return f.Type == value.Text || f.Type == value.Long || f.Type == value.List
}

func (p *Packet) texts(visit visitor) {
	of := "packets." + p.ID
	visit(of, "title", &p.Title)
	visit(of, "about", &p.About)
	for i := range p.How {
		visit(of, "how"+strconv.Itoa(i+1), &p.How[i])
	}
}

func (s *SendBack) texts(visit visitor) {
	const of = "send_back"
	visit(of, "text", &s.Text)
	for i := range s.Programs {
		visit(of, s.Programs[i].Name, &s.Programs[i].How)
	}
}

// texts visits every text of the library once. What a visitor writes into the
// labels of lists is lost.
func (l *Library) texts(visit visitor) {
	seen := map[textID]bool{}
	once := func(of, key string, text *string) {
		if id := (textID{of, key}); *text != "" && !seen[id] {
			seen[id] = true
			visit(of, key, text)
		}
	}
	for w, text := range english {
		once("words", string(w), &text)
	}
	for _, e := range finding.ForSenders() {
		e.Texts(func(key string, text *string) { once(told+string(e.Code), key, text) })
	}
	for _, f := range l.Forms {
		f.texts(once)
	}
	l.Quality.texts(quality, once)
	for _, p := range l.Packets {
		if p != nil {
			p.texts(once)
		}
	}
	l.SendBack.texts(once)
	for name, options := range l.Lists {
		for _, o := range options {
			label := o.Label
			once("lists."+name, o.Key, &label)
		}
	}
}

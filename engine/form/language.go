package form

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/value"
)

// English is the language that forms are declared in.
const English = "en"

// YesNoList and LanguageList are the names of lists that every library has.
const (
	YesNoList    = "yesno"
	LanguageList = "languages"
)

// Language says the texts of forms, lists, packets and sheets in a language.
// Its file translates what it wants to; the rest stays in English.
type Language struct {
	ID      string   `yaml:"-"`       // name of the file: es
	Name    string   `yaml:"name"`    // as its speakers say it: español
	English string   `yaml:"english"` // and in English: Spanish
	Locale  string   `yaml:"locale"`  // es-US
	Months  []string `yaml:"months"`
	Day     string   `yaml:"day"`   // {day} de {month} de {year}
	Month   string   `yaml:"month"` // {month} de {year}
	Date    string   `yaml:"date"`  // number format of days in cells: [$-540A]d mmm yyyy

	Shared   map[string]Phrase            `yaml:"shared"` // English text → translation, wherever it stands
	Words    map[string]Phrase            `yaml:"words"`  // fixed texts of sheets, by Word
	Sheets   map[string]Phrase            `yaml:"sheets"` // tabs, by their English names
	Checks   map[string]Phrase            `yaml:"checks"` // items of quality checks, by number
	SendBack map[string]Phrase            `yaml:"send_back"`
	Computed map[string]Phrase            `yaml:"computed"` // what spm itself puts into grey cells, see Library.Text
	Lists    map[string]map[string]Phrase `yaml:"lists"`    // list → id → label
	Packets  map[string]map[string]Phrase `yaml:"packets"`  // packet → title, about, how1, how2 …
	Findings map[string]map[string]Phrase `yaml:"findings"` // CELL-01 → message, hint, sender
	Forms    map[string]map[string]Phrase `yaml:"forms"`    // N, N.actions, N.actions.action → label, help …

	At    finding.Location `yaml:"-"`
	texts map[textID]Phrase
}

// Phrase is a text of a file with its place: that of its key where it stands
// in a group.
type Phrase struct {
	Text string
	At   finding.Location
}

// textID is the identity of a text that can be translated: N.actions.action and
// label; lists.met and yes; words and return_by.
type textID struct{ of, key string }

func (id textID) String() string { return id.of + "." + id.key }

// layered are templates laid over others. Translations are laid over each other
// text by text: a workspace translates its own column and keeps the rest.
type layered interface {
	Beneath() fs.FS
	Has(name string) bool // whether a file is the workspace's own
}

// languages reads languages/*.yaml. What lies beneath the workspace's files was
// checked with the forms that it translates, which the workspace may have changed.
func (l *loader) languages() {
	const folder = "languages"
	if under, ok := l.files.(layered); ok {
		below := loader{files: under.Beneath(), lib: &Library{}, unread: map[string]bool{}}
		below.languages()
		l.lib.Languages = below.lib.Languages
		for _, t := range l.lib.Languages {
			t.forget()
		}
	}
	entries, err := fs.ReadDir(l.files, folder)
	if err != nil {
		return // none but English
	}
	for _, e := range entries {
		if name := path.Join(folder, e.Name()); path.Ext(name) == ".yaml" && !l.beneath(name) {
			l.language(name)
		}
	}
	slices.SortFunc(l.lib.Languages, func(a, b *Language) int { return strings.Compare(a.ID, b.ID) })
}

// beneath tells whether a file is one of those that the templates are laid over.
func (l *loader) beneath(name string) bool {
	over, ok := l.files.(layered)
	return ok && !over.Has(name)
}

func (l *loader) language(name string) {
	data, ok := l.read(name)
	t := &Language{}
	if !ok || !decode(name, data, t, &l.findings) {
		return
	}
	t.ID = strings.TrimSuffix(path.Base(name), ".yaml")
	t.index()
	if at := slices.IndexFunc(l.lib.Languages, func(x *Language) bool { return x.ID == t.ID }); at >= 0 {
		t.over(l.lib.Languages[at])
		l.lib.Languages[at] = t
		return
	}
	l.lib.Languages = append(l.lib.Languages, t)
}

// index gathers the texts by their identities.
func (t *Language) index() {
	t.texts = map[textID]Phrase{}
	for of, texts := range map[string]map[string]Phrase{"shared": t.Shared, "words": t.Words, "sheets": t.Sheets, "checks": t.Checks, "send_back": t.SendBack, "computed": t.Computed} {
		for key, p := range texts {
			t.texts[textID{of, key}] = p
		}
	}
	for before, groups := range map[string]map[string]map[string]Phrase{"lists.": t.Lists, "packets.": t.Packets, told: t.Findings, "": t.Forms} {
		for of, texts := range groups {
			for key, p := range texts {
				t.texts[textID{before + of, key}] = p
			}
		}
	}
}

// forget drops the places of texts: nobody who works in the workspace can mend
// what stands there.
func (t *Language) forget() {
	for id, p := range t.texts {
		t.texts[id] = Phrase{Text: p.Text}
	}
	t.At = finding.Location{}
}

// over fills what t leaves out from the language below it.
func (t *Language) over(below *Language) {
	for _, x := range []struct {
		mine  *string
		below string
	}{{&t.Name, below.Name}, {&t.English, below.English}, {&t.Locale, below.Locale}, {&t.Day, below.Day}, {&t.Month, below.Month}, {&t.Date, below.Date}} {
		if *x.mine == "" {
			*x.mine = x.below
		}
	}
	if len(t.Months) == 0 {
		t.Months = below.Months
	}
	for id, p := range below.texts {
		if _, mine := t.texts[id]; !mine {
			t.texts[id] = p
		}
	}
}

// said is a text in the library's language.
func (l *Library) said(of, key string) (string, bool) {
	if l.Language == nil {
		return "", false
	}
	p, ok := l.Language.texts[textID{of, key}]
	return p.Text, ok && p.Text != ""
}

// translation is what a language says for a text; ok is false where it says
// nothing.
func (t *Language) translation(id textID, text string) (string, bool) {
	if p, ok := t.texts[id]; ok && p.Text != "" {
		return p.Text, true
	}
	p, ok := t.texts[textID{"shared", text}]
	return p.Text, ok && p.Text != ""
}

// say puts the translation for a text.
func (t *Language) say(of, key string, text *string) {
	if s, ok := t.translation(textID{of, key}, *text); ok {
		*text = s
	}
}

// In is the library in a language: the same forms with other words. A language
// that there is no file for is English.
func (l *Library) In(language string) *Library {
	if l.Language != nil {
		if l.Language.ID == language {
			return l
		}
		return l.declared.In(language)
	}
	if in, ok := l.spoken[language]; ok {
		return in
	}
	for _, t := range l.Languages {
		if t.ID == language {
			return l.translated(t)
		}
	}
	return l
}

// Speaks looks a language up by its id or its name; otherwise it says which
// there are.
func (l *Library) Speaks(name string) (id string, err error) {
	options := l.Lists[LanguageList]
	if fits := options.Find(name); len(fits) == 1 {
		return fits[0].Key, nil
	}
	var known []string
	for _, o := range options {
		known = append(known, o.Key+" ("+o.Label+")")
	}
	return "", fmt.Errorf("there is no language %s; there are %s", name, strings.Join(known, ", "))
}

// translated is the library in the words of t.
func (l *Library) translated(t *Language) *Library {
	say := t.say
	x := *l
	x.Language, x.declared, x.spoken = t, l, nil
	x.Forms = make([]*Form, len(l.Forms))
	for i, f := range l.Forms {
		x.Forms[i] = f.translated(say)
		x.Forms[i].eachField(func(f *Field) { f.Formula = x.formula(f.Formula) })
	}
	x.Quality = *l.Quality.translated(func(of, key string, text *string) { say(quality+of, key, text) })
	x.Packets = make([]*Packet, len(l.Packets))
	for i, p := range l.Packets {
		p := *p
		p.How = slices.Clone(p.How)
		p.texts(say)
		x.Packets[i] = &p
	}
	x.SendBack.Programs = slices.Clone(l.SendBack.Programs)
	x.SendBack.texts(say)
	x.Lists = map[string]value.Options{}
	for name, options := range l.Lists {
		options = slices.Clone(options)
		for i := range options {
			o := &options[i]
			label := o.Label
			say("lists."+name, o.Key, &o.Label)
			if label != o.Label {
				o.Also = append(slices.Clip(o.Also), label)
			}
		}
		x.Lists[name] = options
	}
	return &x
}

// translated is a copy of the form in other words.
func (f *Form) translated(say func(of, key string, text *string)) *Form {
	x := *f
	x.Checks = slices.Clone(f.Checks)
	x.Sheets = slices.Clone(f.Sheets)
	for i := range x.Sheets {
		s := &x.Sheets[i]
		s.Sections = slices.Clone(s.Sections)
		for j := range s.Sections {
			s.Sections[j] = *s.Sections[j].copied()
		}
	}
	x.texts(say)
	for i := range x.Sheets {
		for j := range x.Sheets[i].Sections {
			x.Sheets[i].Sections[j].remember(&f.Sheets[i].Sections[j])
		}
	}
	return &x
}

func (s *Section) copied() *Section {
	x := *s
	x.Fields = slices.Clone(s.Fields)
	x.Seed = slices.Clone(s.Seed)
	for i := range x.Seed {
		x.Seed[i] = maps.Clone(x.Seed[i])
	}
	return &x
}

func (s *Section) translated(say func(of, key string, text *string)) *Section {
	x := s.copied()
	x.texts("", say)
	x.remember(s)
	return x
}

// remember keeps the words of another language among those that the reader knows
// a section by.
func (s *Section) remember(other *Section) {
	add := func(was []string, label, theirs string) []string {
		if theirs == "" || theirs == label || slices.Contains(was, theirs) {
			return was
		}
		return append(slices.Clip(was), theirs)
	}
	s.Was = add(s.Was, s.Title, other.Title)
	for i := range s.Fields {
		f, g := &s.Fields[i], &other.Fields[i]
		f.Was = add(f.Was, f.Label, g.Label)
	}
}

// spell makes the forms and lists known by the words of every language.
func (l *Library) spell(forms []*Form) {
	for _, t := range l.Languages {
		for _, f := range forms {
			x := f.translated(t.say)
			for i := range f.Sheets {
				for j := range f.Sheets[i].Sections {
					f.Sheets[i].Sections[j].remember(&x.Sheets[i].Sections[j])
				}
			}
		}
	}
}

// spellLists adds to every option its labels in all languages.
func (l *Library) spellLists() {
	for name, options := range l.Lists {
		for i := range options {
			o := &options[i]
			for _, t := range l.Languages {
				if s, ok := t.translation(textID{"lists." + name, o.Key}, o.Label); ok && s != o.Label && !slices.Contains(o.Also, s) {
					o.Also = append(o.Also, s)
				}
			}
		}
	}
}

// YesNo are the two answers of a question that asks for them.
func (l *Library) YesNo() value.Options {
	if o := l.Lists[YesNoList]; o != nil {
		return o
	}
	return value.Options{{Key: "yes", Label: "Yes"}, {Key: "no", Label: "No"}}
}

// ownLists are the lists that no file has to declare.
func (l *Library) ownLists() {
	l.Lists[YesNoList] = l.YesNo()
	languages := value.Options{{Key: English, Label: "English"}}
	for _, t := range l.Languages {
		if t.ID == English {
			continue
		}
		o := value.Option{Key: t.ID, Label: t.English}
		if o.Label == "" {
			o.Label = t.Name
		}
		if t.Name != o.Label {
			o.Also = []string{t.Name}
		}
		languages = append(languages, o)
	}
	l.Lists[LanguageList] = languages
}

package form

import (
	"cmp"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/value"
)

// Attribute is an attribute of the model that a field may speak about.
type Attribute struct {
	Kind   string
	Name   string
	Yearly bool // it has a value for each school year, so a field names its period
}

// Load reads and checks every template. attributes are those of the model, and
// computed names what may be shown without being stated; without attributes
// the fields are not checked against the model. The library is usable only
// when no finding is an error.
func Load(files fs.FS, attributes []Attribute, computed ...string) (*Library, finding.List) {
	l := loader{files: files, lib: &Library{Lists: map[string]value.Options{}, Merge: map[string]Rule{}}, unread: map[string]bool{}}
	l.forms("attachments")
	l.forms("cycle")
	l.yaml("parts/quality-check.yaml", &l.lib.Quality)
	l.lists("lists")
	l.languages()
	l.lib.ownLists()
	l.packets()
	l.merge()
	l.theme()
	expandChecks(l.lib.Forms, &l.lib.Quality)
	shareSeeds(l.lib)
	slices.SortStableFunc(l.lib.Forms, func(a, b *Form) int {
		return cmp.Or(cmp.Compare(a.Step, b.Step), cmp.Compare(a.ID, b.ID))
	})
	check(&l, attributes, computed)
	l.findings.Sort()
	l.lib.finish()
	return l.lib, l.findings
}

// finish makes the library ready for use: without what is hidden, and known by
// the words of every language.
func (l *Library) finish() {
	for _, f := range l.Forms {
		f.hide()
	}
	l.spell(l.Forms)
	l.spellLists()
	l.spoken = map[string]*Library{}
	for _, t := range l.Languages {
		l.spoken[t.ID] = l.translated(t)
	}
}

type loader struct {
	files    fs.FS
	lib      *Library
	findings finding.List
	unread   map[string]bool // files and folders that could not be read; what they would have declared is not missed
}

// read is a file's text; a file that is not there is a finding.
func (l *loader) read(name string) ([]byte, bool) {
	data, err := fs.ReadFile(l.files, name)
	if err != nil {
		l.miss(name)
		l.findings.Add(finding.New("TMPL-13", finding.Location{File: name, Line: 1, Column: 1}, "what", "readable file "+name))
	}
	return data, err == nil
}

// miss notes that a file and its folder are incomplete.
func (l *loader) miss(name string) { l.unread[name], l.unread[path.Dir(name)] = true, true }

func (l *loader) yaml(name string, into any) {
	if data, ok := l.read(name); ok && !decode(name, data, into, &l.findings) {
		l.miss(name)
	}
}

// names lists the files of a folder with an ending, in order.
func (l *loader) names(folder, ending string) (names []string) {
	entries, err := fs.ReadDir(l.files, folder)
	if err != nil {
		l.unread[folder] = true
		l.findings.Add(finding.New("TMPL-13", finding.Location{File: folder, Line: 1, Column: 1}, "what", "folder "+folder))
	}
	for _, e := range entries {
		if path.Ext(e.Name()) == ending {
			names = append(names, path.Join(folder, e.Name()))
		}
	}
	return names
}

func (l *loader) forms(folder string) {
	for _, name := range l.names(folder, ".yaml") {
		data, ok := l.read(name)
		if !ok {
			continue
		}
		f := &Form{At: finding.Location{File: name, Line: 1, Column: 1}}
		if !decode(name, data, f, &l.findings) {
			l.miss(name)
			continue
		}
		if f.ID != "" && l.lib.Form(f.ID) != nil {
			l.findings.Add(finding.New("TMPL-07", f.At, "id", f.ID, "where", "the forms"))
			continue
		}
		f.Hash, f.Source = hashOf(data), data
		f.fit()
		l.lib.Forms = append(l.lib.Forms, f)
	}
}

// expandChecks gives every quality-check box its columns.
func expandChecks(forms []*Form, quality *Section) {
	for _, f := range forms {
		for i := range f.Sheets {
			for j := range f.Sheets[i].Sections {
				s := &f.Sheets[i].Sections[j]
				if s.Shape != Checks {
					continue
				}
				at := s.At
				*s = *quality
				s.ID, s.Shape, s.At = "checks", Checks, at
			}
		}
	}
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// lists reads lists/*.csv: the list, the id and the label of a value, and other
// spellings that are understood, parted by |.
func (l *loader) lists(folder string) {
	for _, name := range l.names(folder, ".csv") {
		data, ok := l.read(name)
		if !ok {
			continue
		}
		r := csv.NewReader(strings.NewReader(string(data)))
		r.FieldsPerRecord = 4
		r.Comment = '#'
		for first := true; ; first = false {
			row, err := r.Read()
			if errors.Is(err, io.EOF) {
				break
			}
			var bad *csv.ParseError
			if errors.As(err, &bad) {
				l.miss(name)
				l.findings.Add(finding.New("TMPL-01", finding.Location{File: name, Line: bad.Line, Column: max(bad.Column, 1)}, "problem", bad.Err.Error()))
				continue
			}
			if !first { // list,id,label,also
				line, col := r.FieldPos(0)
				l.listValue(row, finding.Location{File: name, Line: line, Column: col})
			}
		}
	}
}

// listValue adds one value to its list.
func (l *loader) listValue(row []string, at finding.Location) {
	list, o := row[0], value.Option{Key: row[1], Label: row[2]}
	for i, key := range []string{"list", "id", "label"} {
		if row[i] == "" {
			l.findings.Add(finding.New("TMPL-06", at, "what", "The line “"+strings.Join(row, ",")+"”", "key", key))
			return
		}
	}
	if slices.ContainsFunc(l.lib.Lists[list], func(x value.Option) bool { return x.Key == o.Key }) {
		l.findings.Add(finding.New("TMPL-07", at, "id", o.Key, "where", "the list "+list))
		return
	}
	if row[3] != "" {
		o.Also = strings.Split(row[3], "|")
	}
	l.lib.Lists[list] = append(l.lib.Lists[list], o)
}

func (l *loader) packets() {
	var file struct {
		Packets  []*Packet `yaml:"packets"`
		SendBack SendBack  `yaml:"send_back"`
	}
	l.yaml("packets.yaml", &file)
	l.lib.Packets, l.lib.SendBack = file.Packets, file.SendBack
}

func (l *loader) merge() {
	const name = "merge.yaml"
	var file struct {
		Rules map[string]ruleText `yaml:"rules"`
	}
	l.yaml(name, &file)
	for attr, text := range file.Rules {
		rule, ok := text.rule()
		if !ok {
			l.findings.Add(finding.New("TMPL-11", finding.Location{File: name, Line: text.At.Line, Column: text.At.Column}, "rule", strings.Join(text.Words, " "), "attr", attr))
			rule = Rule{Policy: MustAgree} // stands in, so that no rule is missed too
		}
		rule.At = text.At
		l.lib.Merge[attr] = rule
	}
}

// Read fills a struct from a template that is no form; what it cannot
// understand is told with its place. ok is false when nothing could be read.
func Read(files fs.FS, name string, into any) (ok bool, findings finding.List) {
	l := loader{files: files, unread: map[string]bool{}}
	l.yaml(name, into)
	return !l.unread[name], l.findings
}

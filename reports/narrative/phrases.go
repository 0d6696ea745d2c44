package narrative

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"unicode"
	"unicode/utf8"

	"spm/engine/value"
	"spm/reports/document"
)

// phrases are the sentences of narratives/*.txt by name. A sentence may have
// the variants name.zero, name.one and name.many, told by number, and each of
// these the variants +2, +3 …, told in turn.
type phrases struct {
	turns map[string][]*template.Template
}

// loadPhrases reads every sentence. A mistake is told with its file and line.
func loadPhrases(fsys fs.FS) (*phrases, error) {
	if fsys == nil {
		return nil, fmt.Errorf("no templates were given for the sentences of the report")
	}
	files, err := fs.Glob(fsys, "narratives/*.txt")
	if err != nil {
		return nil, err
	}
	set := template.New("").Funcs(functions).Option("missingkey=error")
	for _, file := range files {
		text, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		if _, err := set.New(file).Parse(string(text)); err != nil {
			return nil, fmt.Errorf("reading sentences: %w", err)
		}
	}
	p := &phrases{turns: map[string][]*template.Template{}}
	for _, t := range set.Templates() {
		if name, turn, _ := strings.Cut(t.Name(), "+"); turn == "" {
			p.turns[name] = append(p.turns[name], t)
			for n := 2; set.Lookup(name+"+"+strconv.Itoa(n)) != nil; n++ {
				p.turns[name] = append(p.turns[name], set.Lookup(name+"+"+strconv.Itoa(n)))
			}
		}
	}
	return p, nil
}

// functions are what a sentence may call.
var functions = template.FuncMap{
	// count .N "action" "actions": no actions, 1 action, 2 actions.
	"count": func(n int, one, many string) string {
		switch n {
		case 0:
			return "no " + many
		case 1:
			return "1 " + one
		}
		return value.FormatNumber(float64(n)) + " " + many
	},
	// some .N "is open" "are open": 1 is open, 2 are open; nothing where N is 0.
	// One text serves every number.
	"some": func(n int, texts ...string) string {
		if n == 0 || len(texts) == 0 {
			return ""
		}
		text := texts[0]
		if n > 1 {
			text = texts[len(texts)-1]
		}
		return value.FormatNumber(float64(n)) + " " + text
	},
	// commas joins what is not blank: a, b, c. series writes a, b, and c.
	"commas":  func(parts ...string) string { return strings.Join(filled(parts), ", ") },
	"series":  func(parts ...string) string { return series(filled(parts), "and") },
	"and_all": func(items []string) string { return series(items, "and") },
	"or_all":  func(items []string) string { return series(items, "or") },
	// was .N: was or were.
	"was": func(n int) string {
		if n == 1 {
			return "was"
		}
		return "were"
	},
	// all .N: both, all 3.
	"all": func(n int) string {
		if n == 2 {
			return "both"
		}
		return "all " + value.FormatNumber(float64(n))
	},
	"join": func(between string, items []string) string { return strings.Join(items, between) },
	// due .Date: due Oct 1, 2026; nothing without a date.
	"due": func(date string) string {
		if date == "" {
			return ""
		}
		return "due " + date
	},
	// clause is a text without the stop at its end, to stand within a sentence.
	"clause": func(s string) string { return strings.TrimRight(value.Squeeze(s), " .;,") },
	"quote":  func(s string) string { return "“" + value.Squeeze(s) + "”" },
}

func filled(parts []string) []string {
	return slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return s == "" })
}

// words are what a sentence may say. The sentence rests on all of them, also
// on one that only decided how it is told.
type words map[string]said

// tell is the sentence of a name. A template that prints nothing gives a blank
// sentence, which no block prints.
func (w *writer) tell(name string, with words) document.Sentence {
	return w.say(name, with).sentence()
}

// tellN is the sentence of a name for the number n.
func (w *writer) tellN(name string, n said, with words) document.Sentence {
	return w.sayN(name, n, with).sentence()
}

func (w *writer) sayN(name string, n said, with words) said {
	with = maps.Clone(with)
	if with == nil {
		with = words{}
	}
	with["N"] = n
	form := "many"
	switch n.n {
	case 0:
		form = "zero"
	case 1:
		form = "one"
	}
	for _, f := range []string{form, "many"} {
		if w.phrases.turns[name+"."+f] != nil {
			return w.say(name+"."+f, with)
		}
	}
	return w.say(name, with)
}

func (w *writer) say(name string, with words) said {
	s := w.phrase(name, with)
	s.text = upperFirst(s.text)
	return s
}

// phrase is a part of a sentence: it begins as its template does.
func (w *writer) phrase(name string, with words) said {
	turns := w.phrases.turns[name]
	if turns == nil {
		w.fail(fmt.Errorf("no file in narratives/ defines the sentence %q", name))
		return said{}
	}
	t := turns[w.used[name]%len(turns)]
	w.used[name]++
	data := map[string]any{}
	var out said
	for _, k := range slices.Sorted(maps.Keys(with)) {
		v := with[k]
		switch {
		case v.counted:
			data[k] = v.n
		case v.items != nil:
			data[k] = v.text
			data[k+"s"] = v.items
		default:
			data[k] = v.text
		}
		out.sources = append(out.sources, v.sources...)
	}
	out.sources = distinct(out.sources)
	var b strings.Builder
	if err := t.Execute(&b, data); err != nil {
		w.fail(fmt.Errorf("telling %q: %w", name, err))
		return said{}
	}
	out.text = value.Squeeze(b.String())
	return out
}

// word is a heading, a title or a label: a phrase without facts.
func (w *writer) word(name string) string {
	return w.phrase(name, nil).text
}

// title is a word as it heads a column.
func (w *writer) title(name string) string { return upperFirst(w.word(name)) }

// distinct drops sources that are told twice.
func distinct(all []document.Source) (kept []document.Source) {
	for _, s := range all {
		same := func(o document.Source) bool {
			return o.Computed == s.Computed && o.Subject == s.Subject && o.Value == s.Value && slices.Equal(o.Claims, s.Claims)
		}
		if !slices.ContainsFunc(kept, same) {
			kept = append(kept, s)
		}
	}
	return kept
}

func (w *writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// upperFirst begins a sentence; codes and names stay as they are.
func upperFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 || !unicode.IsLower(r) {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// paragraph keeps the sentences that say something.
func paragraph(sentences ...document.Sentence) []document.Block {
	var kept []document.Sentence
	for _, s := range sentences {
		if s.Text != "" {
			kept = append(kept, s)
		}
	}
	if kept == nil {
		return nil
	}
	return []document.Block{document.Paragraph{Sentences: kept}}
}

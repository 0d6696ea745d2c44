package form

import (
	"cmp"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"spm/engine/finding"
	"spm/engine/value"
)

var (
	placeholder = regexp.MustCompile(`\{[a-z]+\}`)
	dateFormat  = regexp.MustCompile(`^(\[\$-[0-9A-Fa-f]{3,8}\])?[dmy][dmy ,./-]*[dmy]$`)
	localeTag   = regexp.MustCompile(`^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$`)
)

// languages checks the translations that stand in this workspace's files
// against what there is to be translated.
func (c *checker) languages() {
	if len(c.unread) > 0 {
		return // what could not be read is not there to be translated
	}
	texts, shared := map[textID]string{}, map[string]bool{}
	c.lib.texts(func(of, key string, text *string) {
		texts[textID{of, key}] = *text
		shared[*text] = true
	})
	for _, t := range c.lib.Languages {
		if t.At.File != "" {
			c.language(t)
		}
		ids := slices.SortedFunc(maps.Keys(t.texts), func(a, b textID) int {
			return cmp.Or(strings.Compare(a.of, b.of), strings.Compare(a.key, b.key))
		})
		for _, id := range ids {
			p := t.texts[id]
			english, known := texts[id]
			switch {
			case p.At.File == "" || id.of == "computed":
			case id.of == "shared" && shared[id.key]:
			case !known:
				c.stranger(id, p, texts)
			default:
				c.usable(t, id, p, english)
			}
		}
		c.ambiguous(t)
	}
}

// language checks what a language's file says of the language itself.
func (c *checker) language(t *Language) {
	what := "The language " + t.ID
	c.need(t.Name != "", t.At, what, "name")
	bad := func(key, problem string) {
		c.add("TMPL-15", t.At, "text", key, "problem", problem)
	}
	if !localeTag.MatchString(t.Locale) {
		bad("locale", "it is no tag such as es-US")
	}
	if t.Date != "" && !dateFormat.MatchString(t.Date) {
		bad("date", "it is no number format of a day such as d mmm yyyy")
	}
	if n := len(t.Months); n != 12 && (n > 0 || t.Day != "" || t.Month != "") {
		bad("months", "it names "+strconv.Itoa(n)+" months")
	}
	for _, x := range []struct{ key, text, wants string }{{"day", t.Day, "{day}{month}{year}"}, {"month", t.Month, "{month}{year}"}} {
		if lacks := lacking(x.text, x.wants); x.text != "" && lacks != "" {
			bad(x.key, "it lacks "+lacks)
		}
	}
}

// lacking are the names in braces that a translation has lost.
func lacking(text, english string) string {
	var lost []string
	for _, name := range placeholder.FindAllString(english, -1) {
		if !strings.Contains(text, name) {
			lost = append(lost, name)
		}
	}
	return strings.Join(lost, " and ")
}

// stranger tells of a translation of something that is not there.
func (c *checker) stranger(id textID, p Phrase, texts map[textID]string) {
	var options value.Options
	for known, text := range texts {
		label := known.String()
		if id.of == "shared" {
			label = text
		}
		options = append(options, value.Option{Key: label, Label: label})
	}
	name, near := id.String(), ""
	if id.of == "shared" {
		name = id.key
	}
	if n := options.Nearest(name); n != "" {
		near = ". Did you mean “" + n + "”?"
	}
	c.add("TMPL-14", p.At, "text", name, "near", near)
}

// usable tells of translations that could not be printed.
func (c *checker) usable(t *Language, id textID, p Phrase, english string) {
	bad := func(problem string) { c.add("TMPL-15", p.At, "text", id.String(), "problem", problem) }
	switch {
	case p.Text == "":
		return
	case id.of == "words" || strings.HasPrefix(id.of, told):
		if lacks := lacking(p.Text, english); lacks != "" {
			bad("it lacks " + lacks)
		}
	case id.of == "sheets":
		if problem := t.tab(id.key, p.Text); problem != "" {
			bad(problem)
		}
	}
}

// tab is why a translation cannot be the name of a sheet.
func (t *Language) tab(english, name string) string {
	switch {
	case utf8.RuneCountInString(name) > 31:
		return "the name of a sheet has at most 31 letters"
	case strings.ContainsAny(name, `[]:*?/\'`):
		return `the name of a sheet has none of [ ] : * ? / \ '`
	}
	for id, p := range t.texts {
		if id.of == "sheets" && id.key != english && strings.EqualFold(p.Text, name) {
			return "“" + id.key + "” has the same name"
		}
	}
	return ""
}

// ambiguous tells of answers that could mean two things: the label of one
// option is that of another in this language.
func (c *checker) ambiguous(t *Language) {
	for _, list := range slices.Sorted(maps.Keys(c.lib.Lists)) {
		options := slices.Clone(c.lib.Lists[list])
		for i := range options {
			t.say("lists."+list, options[i].Key, &options[i].Label)
		}
		for _, o := range options {
			p := t.texts[textID{"lists." + list, o.Key}]
			if fits := options.Find(o.Label); len(fits) > 1 && p.At != (finding.Location{}) {
				c.add("TMPL-15", p.At, "text", "lists."+list+"."+o.Key, "problem", "“"+o.Label+"” is understood as "+other(fits, o.Key)+", too")
			}
		}
	}
}

func other(fits []value.Option, key string) string {
	for _, o := range fits {
		if o.Key != key {
			return o.Key
		}
	}
	return key
}

// Untranslated are the texts that a language leaves in English, by their
// identities in order, and of how many they are.
func (l *Library) Untranslated(t *Language) (left []string, of int) {
	l.In(English).texts(func(kind, key string, text *string) {
		of++
		id := textID{kind, key}
		if _, ok := t.translation(id, *text); !ok {
			left = append(left, id.String())
		}
	})
	slices.Sort(left)
	return left, of
}

package value

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

var (
	yes = []string{"yes", "y", "x", "true", "verdadero", "1", "✓", "✔", "☑", "√", "✅", "sí", "si", "ok"}
	no  = []string{"no", "n", "false", "falso", "0", "-", "✗", "✘", "❌", "☐", "none", "ninguno", "ninguna"}

	// fillers mean no, or that nobody has thought about it.
	fillers = []string{"-", "none", "ninguno", "ninguna"}
)

// parseYesNo knows yes and no in the words of the options, too: those of other
// languages.
func parseYesNo(spec Spec, typed string) (Value, []Remark, bool) {
	if key := spec.yesOrNo(typed); key != "" {
		v := Value{Type: YesNo, Text: key}
		if slices.Contains(fillers, fold(typed)) {
			return v, remark("CELL-26", "read", spec.label(v)), true
		}
		return v, nil, true
	}
	if said, behind := parted(typed); behind != "" {
		if key := spec.yesOrNo(said); key != "" && !limits.MatchString(behind) && spec.yesOrNo(behind) == "" {
			v := Value{Type: YesNo, Text: key}
			return v, remark("CELL-85", "read", spec.label(v)), true
		}
	}
	return Value{}, offering(labels(spec.Options), "CELL-04"), false
}

// label is a yes or a no in the words of the options, where there are any.
func (s Spec) label(v Value) string {
	if said := s.Options.Label(v.Text); said != v.Text {
		return said
	}
	return v.Format(nil)
}

// yesOrNo is the key of what a text says; empty where it says neither, or asks.
func (s Spec) yesOrNo(typed string) string {
	if fits := s.find(typed); len(fits) == 1 {
		return fits[0].Key
	}
	f := fold(typed)
	if !slices.Contains(no, f) && !strings.Contains(f, "?") {
		f = cmp.Or(newSpelling(f).bare, f) // “yes!”
	}
	switch {
	case slices.Contains(yes, f):
		return "yes"
	case slices.Contains(no, f):
		return "no"
	}
	return ""
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
	said, behind := parted(typed)
	several := spec.several(typed)
	if len(several) == 0 && behind != "" {
		several = spec.several(said + "\n" + behind)
	}
	if len(several) > 1 {
		return Value{}, offering(labels(several), "CELL-95", "choices", choices(several)), false
	}
	if fits := spec.find(said); len(fits) == 1 && behind != "" && !limits.MatchString(behind) {
		return Value{Type: spec.Type, Text: fits[0].Key}, remark("CELL-85", "read", fits[0].Label), true
	}
	near, likely := spec.meant(typed)
	if spec.Open {
		return Value{Type: spec.Type, Free: []string{Squeeze(typed)}}, offering(near, "CELL-24", "near", likely), true
	}
	return Value{}, offering(near, "CELL-05", "near", likely, "choices", allowed(spec.Options)), false
}

// meant are the options that are near to a text, and a question for the nearest.
// People are looked for by their family's name, too, and by what stands before
// the @ of an address: all of an office share the rest.
func (s Spec) meant(typed string) (near []string, likely string) {
	if s.many {
		return nil, ""
	}
	x, local := s.index(), typed
	if s.People {
		local, _, _ = strings.Cut(typed, "@")
	}
	near, likely = x.Near(local), x.meant(local)
	if family := familyName(local); likely == "" && s.People && family != "" {
		near, likely = x.Near(family), x.meant(family)
	}
	return near, likely
}

var (
	remarkBehind = regexp.MustCompile(`(?s)^(.+?)\s*(?:[(\[](.*)[)\]]\.?|(?:\s[-–—]\s?|[-–—]\s|\.\s)(.*)|[;:\n]\s*(\S.*))$`)

	// limits are words that take something back of the answer before them.
	limits = regexp.MustCompile(`(?i)^\s*(?:not|never|almost|nearly|part\pL*|mostly|mainly|but|except\pL*|if|casi|parcial\pL*|en parte|pero|excepto|salvo|solo|only|todavía no|aún no|\d{1,2} ?%)(?:\PL|$)|^\s*no\W*$`)
)

// parted parts an answer from what stands behind it in brackets, after a dash, a
// colon, a semicolon or a full stop, or on another line; empty where nothing does.
func parted(typed string) (said, behind string) {
	m := remarkBehind.FindStringSubmatch(typed)
	if m == nil {
		return typed, ""
	}
	return m[1], strings.TrimSpace(m[2] + m[3] + m[4])
}

var between = regexp.MustCompile(`[;,/&+\n]|\s(and|or|y|o)\s`)

// several are the options that a text names side by side; none where a part of
// it is no option.
func (s Spec) several(typed string) (named []Option) {
	for _, part := range between.Split(typed, -1) {
		if strings.TrimSpace(part) == "" {
			continue // two signs: a comma and its “and”
		}
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
	if !ok || !s.People || strings.TrimSpace(first) == "" {
		return Option{}, false
	}
	fits := s.find(Squeeze(first + " " + last))
	return append(fits, Option{})[0], len(fits) == 1
}

var (
	titleBefore = regexp.MustCompile(`^(?:\pL{2,5}\.\s*)+`)                                                // Dr., Prof. Dr., Sra.
	titleBehind = regexp.MustCompile(`,?\s+(?:(?:\pL{1,3}\.){2,}|\pL{1,3}\.\pL{1,2}|\p{Lu}\p{Ll}{1,2}D)$`) // Ph.D., M.A., PhD
	bracketed   = regexp.MustCompile(`\s*[(\[].*$`)
)

// untitled is a name without the titles that stand before and behind it.
func untitled(name string) string {
	return titleBefore.ReplaceAllString(titleBehind.ReplaceAllString(Squeeze(name), ""), "")
}

// writesFrom are the people with the address that a text names, unless the name
// beside it is another's: Kenji Sato <kenji@riverbend.example>.
func (s Spec) writesFrom(typed string) []Option {
	address, _, ok := parseEmail(typed)
	if !ok {
		return nil
	}
	fits := s.find(address.Text)
	name := strings.Trim(typed[:max(0, strings.IndexAny(typed, "<(["))], ` "'`)
	if name == "" || len(fits) == 1 && slices.ContainsFunc(s.find(untitled(name)), func(o Option) bool { return o.Key == fits[0].Key }) {
		return fits
	}
	return nil
}

// familyName is the name by which a person may be looked for whose first name is
// a letter or missing: of K. Sato, Dr. Sato, Sato (HR), and Sato, K.
func familyName(name string) string {
	const least = 3
	name, _, _ = strings.Cut(bracketed.ReplaceAllString(untitled(name), ""), ",")
	words := strings.Fields(name)
	if len(words) == 0 || utf8.RuneCountInString(words[len(words)-1]) < least {
		return ""
	}
	return words[len(words)-1]
}

// repaired is the option that is certainly meant by a text that is none.
func (s Spec) repaired(typed string) (Option, bool) {
	if x, ok := s.index().Same(typed); ok {
		return x, true
	}
	if x, ok := s.turned(typed); ok {
		return x, true
	}
	if s.People {
		fits := s.find(untitled(typed))
		if len(fits) == 0 {
			fits = s.writesFrom(typed)
		}
		return append(fits, Option{})[0], len(fits) == 1
	}
	if s.Open {
		return Option{}, false
	}
	return s.index().Repair(typed)
}

// parseRefs reads one entity a line; a single line may also hold several, parted
// by semicolons or, where the whole line is no name, by commas and other signs.
func parseRefs(spec Spec, typed string) (Value, []Remark, bool) {
	const most = 50 // names for which what is near is looked for
	items := refItems(spec, typed)
	if v, ok := spec.onlyReason(items); ok {
		return v, nil, true
	}
	v, remarks, ok := Value{Type: Refs}, []Remark(nil), true
	for _, item := range items {
		one, said, fine := parseOne(Spec{Type: Ref, Options: spec.Options, Index: spec.Index, Open: spec.Open, People: spec.People, many: len(remarks) >= most}, item)
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

var (
	numbering = regexp.MustCompile(`^\(?\d{1,2}[.)]\s+`)
	comma     = regexp.MustCompile(`,`)
	joined    = regexp.MustCompile(`[/&+]|(?:^|\s)(?:and|y)\s`)
	anySign   = regexp.MustCompile(comma.String() + `|` + joined.String())
)

// refItems are the names in a text. A name may itself have what stands between
// names, as “Supports, Grades K–5” has; “and” and its like part only what is
// known by its parts.
func refItems(spec Spec, typed string) (items []string) {
	for _, line := range lines(strings.ReplaceAll(typed, ";", "\n")) {
		line = spec.unmarked(line)
		if parts, _ := spec.apart(line, anySign); !slices.ContainsFunc(parts, spec.unnamed) {
			items = append(items, parts...)
			continue
		}
		parts, _ := spec.apart(line, comma)
		for _, part := range parts {
			if _, fine := spec.repaired(part); !fine && spec.unnamed(part) {
				if names, known := spec.apart(part, joined); known || len(names) == 0 {
					items = append(items, names...)
					continue
				}
			}
			items = append(items, part)
		}
	}
	return items
}

// names tells whether a text is the name of an option, or of several.
func (s Spec) names(text string) bool {
	if _, turned := s.turned(text); turned {
		return true
	}
	return len(s.find(text)) > 0 || s.People && len(s.find(untitled(text))) > 0
}

func (s Spec) unnamed(text string) bool { return !s.names(text) }

// unmarked is an item without the bullets and numbers before it, unless they are
// a part of its name.
func (s Spec) unmarked(item string) string {
	for s.unnamed(item) {
		bare := strings.TrimSpace(bullets.ReplaceAllString(numbering.ReplaceAllString(item, ""), ""))
		if bare == item {
			break
		}
		item = bare
	}
	return item
}

// apart parts a line at a sign, unless a name has it. known tells that one of the
// parts is a name.
func (s Spec) apart(line string, sign *regexp.Regexp) (parts []string, known bool) {
	const most = 4 // parts of a name
	gaps := append(sign.FindAllStringIndex(line, -1), []int{len(line), len(line)})
	for i, from := 0, 0; i < len(gaps); i++ {
		end := i
		for j := min(i+most, len(gaps)) - 1; j >= i; j-- {
			if s.names(line[from:gaps[j][0]]) {
				end, known = j, true
				break
			}
		}
		for _, part := range lines(line[from:gaps[end][0]]) {
			if part = s.unmarked(part); part != "" {
				parts = append(parts, part)
			}
		}
		i, from = end, gaps[end][1]
	}
	return parts, known
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

package narrative

import (
	"slices"
	"strings"
	"unicode"

	"spm/engine/org"
)

// output is a product of the work as a report names it.
type output struct {
	text said
	key  string // of the action that it came of; blank: only the annual review names it
}

// outputs are what the monthly reports of a milestone's actions name as
// produced and, after them, what only the annual review names. What it repeats
// rests on both.
func (w *writer) outputs(m *org.Milestone) (all []output) {
	add := func(o output) {
		same := slices.IndexFunc(all, func(x output) bool { return foldKey(x.text.text) == foldKey(o.text.text) })
		switch {
		case o.text.blank():
		case same >= 0:
			all[same].text = all[same].text.with(o.text)
		default:
			all = append(all, o)
		}
	}
	texts := map[string]string{}
	for _, a := range w.index.actions[m.Key] {
		texts[a.Key] = a.Text
		for _, s := range w.index.statuses[a.Key] {
			for _, item := range s.Output {
				if s.Period <= w.last {
					add(output{w.item(org.KindStatus, s.Key, "output", s.Period, item), a.Key})
				}
			}
		}
	}
	monthly := len(all)
	if r := w.index.results[m.Key]; r != nil {
		for _, item := range r.Outputs {
			text := w.item(org.KindMilestoneResult, m.Key, "outputs", w.year, item)
			repeated := slices.IndexFunc(all[:monthly], func(x output) bool { return repeats(item, x.text.text+" "+texts[x.key]) })
			if repeated >= 0 {
				all[repeated].text = all[repeated].text.with(text)
				continue
			}
			add(output{text: text})
		}
	}
	return all
}

// repeats tells whether each word of a name that carries meaning stands in a
// longer text, in one form or another: the review of a year sums up what the
// months have named.
func repeats(name, text string) bool {
	stems := stemsOf(text)
	words := stemsOf(name)
	for _, word := range words {
		if !slices.ContainsFunc(stems, func(s string) bool { return strings.HasPrefix(s, word) || strings.HasPrefix(word, s) }) {
			return false
		}
	}
	return len(words) > 0
}

// stemsOf are the first letters of the words that carry meaning.
func stemsOf(text string) (stems []string) {
	const most, least = 5, 3
	for _, word := range strings.FieldsFunc(foldKey(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		r := []rune(word)
		if len(r) >= least && !slices.Contains(particles, word) {
			stems = append(stems, string(r[:min(len(r), most)]))
		}
	}
	return stems
}

// particles are the words of three letters and more that carry no meaning of
// their own.
var particles = []string{"and", "the", "for", "from", "with", "our", "all", "its", "their", "that", "this", "into", "upon"}

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
	for _, a := range w.index.actions[m.Key] {
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
			repeated := slices.IndexFunc(all[:monthly], func(x output) bool { return repeats(item, x.text.text) })
			if repeated >= 0 {
				all[repeated].text = all[repeated].text.with(text)
				continue
			}
			add(output{text: text})
		}
	}
	return all
}

// repeats tells whether the words of a name stand, whole and in their order, in
// a longer text: the review of a year names again what the months have named.
func repeats(name, text string) bool {
	words, all := wordsOf(name), wordsOf(text)
	for at := 0; at+len(words) <= len(all); at++ {
		if len(words) > 0 && slices.Equal(words, all[at:at+len(words)]) {
			return true
		}
	}
	return false
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(foldKey(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r)
	})
}

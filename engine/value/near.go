package value

import (
	"cmp"
	"slices"
	"strings"
)

// mostNear is how many options are offered in place of a text that is none.
const mostNear = 6

// Nearest is Index.Nearest of a list that is asked once.
func (o Options) Nearest(typed string) string { return NewIndex(o).Nearest(typed) }

// Nearest is the label of the option that is most like a typed text, for a
// hint; empty when nothing is like it, or when several are equally so.
func (x *Index) Nearest(typed string) string {
	all := x.ranked(typed)
	if len(all) == 0 || len(all) > 1 && all[0].far == all[1].far {
		return ""
	}
	return all[0].Label
}

// Near are the labels of the options that may be meant by a text that is none,
// the likeliest first and no more than a few. Of a short list that is all of it.
func (x *Index) Near(typed string) (labels []string) {
	for _, r := range x.ranked(typed) {
		labels = append(labels, r.Label)
	}
	if len(x.options) <= mostNear {
		for _, o := range x.options {
			if !slices.Contains(labels, o.Label) {
				labels = append(labels, o.Label)
			}
		}
	}
	return labels[:min(len(labels), mostNear)]
}

// Same is the only option with the letters and figures of a text: it differs
// from it in case, blanks, accents or punctuation.
func (x *Index) Same(typed string) (Option, bool) {
	return x.only(newSpelling(typed), spelling.same)
}

// Repair is the option that is certainly meant by a text that is none: the only
// one whose words the text cuts short (“Math Dept.”), or the one from which a
// slip of the keyboard parts it, with no other anywhere near. Names of people
// are not to be repaired: Ann Lee may be somebody else than Anna Lee.
func (x *Index) Repair(typed string) (Option, bool) {
	t := newSpelling(typed)
	if o, ok := x.only(t, spelling.shortens); ok {
		return o, true
	}
	return x.slip(t)
}

// only is the one option that has a spelling which fits.
func (x *Index) only(t spelling, fits func(t, s spelling) bool) (found Option, ok bool) {
	if t.bare == "" {
		return Option{}, false
	}
	for i, all := range x.likes() {
		if !slices.ContainsFunc(all, func(s spelling) bool { return fits(t, s) }) {
			continue
		}
		if ok && x.options[i].Key != found.Key {
			return Option{}, false
		}
		found, ok = x.options[i], true
	}
	return found, ok
}

// slip is the option from which a slip of the keyboard parts a text.
func (x *Index) slip(t spelling) (Option, bool) {
	const clear = 2 // letters by which every other option is farther
	best, at, second := -1, -1, -1
	for i, all := range x.likes() {
		far := -1
		for _, s := range all {
			if t.beyond(s, mostSlips+clear) {
				continue
			}
			if d := distance(t.letters, s.letters); far < 0 || d < far {
				far = d
			}
		}
		switch {
		case far < 0:
		case at < 0 || far < at:
			best, at, second = i, far, at
		case second < 0 || far < second:
			second = far
		}
	}
	if at < 0 || second >= 0 && second < at+clear {
		return Option{}, false
	}
	o := x.options[best]
	for _, s := range append([]string{o.Label}, o.Also...) {
		if t.slips(newSpelling(s)) {
			return o, true
		}
	}
	return Option{}, false
}

// Whole is the index with all that is otherwise made when it is first asked
// for: then several may ask it at the same time.
func (x *Index) Whole() *Index {
	x.loosen()
	x.likes()
	return x
}

// likes are the spellings of each option as they are compared with what is
// like them, made when the first text is none of them.
func (x *Index) likes() [][]spelling {
	for i := len(x.like); i < len(x.options); i++ {
		var all []spelling
		for _, text := range x.options[i].spellings() {
			if s := newSpelling(text); s.bare != "" && !slices.ContainsFunc(all, s.equal) {
				all = append(all, s)
			}
		}
		x.like = append(x.like, all)
	}
	return x.like
}

// ranked is an option with its distance from a typed text.
type ranked struct {
	Option
	far int
}

// ranked are the options that are like a typed text, the nearest first.
func (x *Index) ranked(typed string) (all []ranked) {
	t := newSpelling(typed)
	if t.bare == "" {
		return nil
	}
	for i, spelt := range x.likes() {
		best, like := 0, false
		for _, s := range spelt {
			if far, ok := t.far(s); ok && (!like || far < best) {
				best, like = far, true
			}
		}
		o := x.options[i]
		if like && !slices.ContainsFunc(all, func(r ranked) bool { return r.Label == o.Label }) {
			all = append(all, ranked{o, best})
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return cmp.Compare(a.far, b.far) })
	return all
}

// meant asks for one of the nearest options; empty where none is near.
func (x *Index) meant(typed string) string {
	const few = 3
	all := x.ranked(typed)
	if len(all) == 0 || len(all) > few {
		return ""
	}
	var said []string
	for _, r := range all {
		if r.far > all[0].far {
			break
		}
		said = append(said, "“"+r.Label+"”")
	}
	return "Did you mean " + strings.Join(said, " or ") + "? "
}

package value

import (
	"slices"
	"strings"
)

// Index finds the options of a list by their spellings. Each is folded once: a
// list of thousands of people is asked for every cell.
type Index struct {
	options Options
	spelt   map[string][]int // folded label, code, key or other spelling → options
	coded   map[string][]int // folded code → options
	told    map[string][]int // folded "code label" and "label (code)" → options
	loose   int              // how many options are in these two; see loosen
	like    [][]spelling     // of the options; see likes
}

// NewIndex is the index of a list.
func NewIndex(o Options) *Index {
	x := &Index{spelt: make(map[string][]int, 2*len(o)), options: slices.Clip(o)} // what is added stays ours
	for i := range o {
		x.file(i)
	}
	return x
}

// Add puts an option at the end of the list.
func (x *Index) Add(o Option) {
	x.options = append(x.options, o)
	x.file(len(x.options) - 1)
}

// Options are the options of the list in their order.
func (x *Index) Options() Options { return x.options }

// Knows tells whether an option has a spelling, case and blanks apart.
func (x *Index) Knows(spelling string) bool {
	s := fold(spelling)
	return s != "" && len(x.spelt[s]) > 0
}

// Find looks a typed text up: by label, code, key or another spelling, blind to
// case and blanks; also "U01 Talent Development" and "Talent Development (U01)".
// It answers every option that fits exactly or, where none does, every one that
// fits loosely, in the order of the list.
func (x *Index) Find(typed string) (fits []Option) {
	if len(x.options) == 0 {
		return nil
	}
	t := fold(typed)
	if t == "" {
		return nil
	}
	at := x.spelt[t]
	if at == nil {
		at = x.loosely(t)
	}
	for _, i := range at {
		fits = append(fits, x.options[i])
	}
	return fits
}

// loosely are the options whose code and label a text says together, or with
// whose code it begins: "U01 - Talent". Where the words behind the code are those
// of another option, both fit.
func (x *Index) loosely(t string) []int {
	x.loosen()
	at := slices.Clone(x.told[t])
	for i := range len(t) {
		if rest := t[i:]; strings.HasPrefix(rest, " - ") || strings.HasPrefix(rest, ": ") {
			if coded := x.coded[t[:i]]; len(coded) > 0 {
				at = append(append(at, coded...), x.spelt[strings.TrimSpace(rest[2:])]...)
			}
		}
	}
	slices.Sort(at)
	return slices.Compact(at)
}

func (x *Index) file(i int) {
	for _, s := range x.options[i].spellings() {
		put(x.spelt, fold(s), i)
	}
}

// loosen files what tells code and label together, when the first text is none
// of the spellings.
func (x *Index) loosen() {
	if x.told == nil {
		x.coded, x.told = make(map[string][]int, len(x.options)), make(map[string][]int, 2*len(x.options))
	}
	for ; x.loose < len(x.options); x.loose++ {
		o := &x.options[x.loose]
		code, label := fold(o.Code), fold(o.Label)
		if code != "" {
			put(x.coded, code, x.loose)
			put(x.told, code+" "+label, x.loose)
			put(x.told, label+" ("+code+")", x.loose)
		}
	}
}

func put(at map[string][]int, key string, i int) {
	if all := at[key]; key != "" && (len(all) == 0 || all[len(all)-1] != i) {
		at[key] = append(all, i)
	}
}

package value

import "strings"

// Option is one thing that a choice or a reference may say.
type Option struct {
	Key   string   `json:"key"`             // the id of a list value, the key of an entity
	Label string   `json:"label"`           // as the drop-down shows it
	Code  string   `json:"code,omitempty"`  // the short code of an entity, as forms show it
	Also  []string `json:"also,omitempty"`  // other spellings that are understood
	Group string   `json:"group,omitempty"` // what tells homonyms apart: a person's unit
}

// Options are what a field may say, in the order of its drop-down.
type Options []Option

// Label is the label of a key, or the key where no option has it.
func (o Options) Label(key string) string {
	for _, x := range o {
		if x.Key == key {
			return x.Label
		}
	}
	return key
}

// Find looks a typed text up, as Index.Find does.
func (o Options) Find(typed string) []Option { return NewIndex(o).Find(typed) }

func (x Option) spellings() []string {
	return append([]string{x.Label, x.Code, x.Key}, x.Also...)
}

// Nearest is the label of the option that is most like a typed text, for a
// hint; empty when nothing is like it, or when several are equally so.
func (o Options) Nearest(typed string) string {
	best, at, tied := "", 0, false
	t := fold(typed)
	if t == "" {
		return ""
	}
	for _, x := range o {
		for _, s := range x.spellings() {
			s = fold(s)
			if s == "" {
				continue
			}
			d, limit := distance(t, s), max(len([]rune(t)), len([]rune(s)))/3
			if strings.HasPrefix(s, t) || strings.HasPrefix(t, s) {
				d = min(d, 1)
				limit = max(limit, 1)
			}
			switch {
			case d > limit:
			case best == "" || d < at:
				best, at, tied = x.Label, d, false
			case d == at && x.Label != best:
				tied = true
			}
		}
	}
	if tied {
		return ""
	}
	return best
}

// distance is the number of letters to insert, drop or change (Levenshtein).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(x); i++ {
		prev := row[0]
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := prev
			if x[i-1] != y[j-1] {
				cost++
			}
			prev, row[j] = row[j], min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(y)]
}

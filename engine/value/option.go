package value

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

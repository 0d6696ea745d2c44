package issue

import (
	"spm/engine/form"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/value"
)

// computed are what forms show and nobody states, by the name of the attribute.
var computed = map[string]func(i *issuer, keys map[string]string) value.Value{
	"statement": func(i *issuer, keys map[string]string) value.Value {
		if x := i.Org.Strategy(keys[string(org.KindStrategy)]); x != nil {
			return value.OfText(x.Statement())
		}
		return value.Value{}
	},
}

// calendar are the dates of the cycle in a year of the plan (R6).
func (i *issuer) calendar(s *form.Section) (rows []packet.Row) { return nil }

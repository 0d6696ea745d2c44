package value

import (
	"regexp"
	"strings"
)

var (
	// addressed is a text with one address: alone, in brackets behind the name of
	// its owner, or with a word in brackets behind it. Without brackets nobody can
	// tell a name from the first part of an address with a blank in it.
	addressed = regexp.MustCompile(`^(?:[^@]*[<(\[])?\s*([^\s@<>()\[\],;:"]+@[^\s@<>()\[\],;:"]+)(?:\s*[<>()\[\]][^@]*)?$`)
	address   = regexp.MustCompile(`^[^.@]+(?:\.[^.@]+)*@[\pL\pN](?:[\pL\pN-]*[\pL\pN])?(?:\.[\pL\pN](?:[\pL\pN-]*[\pL\pN])?)*\.\pL[\pL\pN-]*[\pL\pN]$`)
	mailTo    = regexp.MustCompile(`(?i)\bmailto:\s*`)
)

func parseEmail(text string) (Value, []Remark, bool) {
	s := strings.Trim(mailTo.ReplaceAllString(typed(Squeeze(text)), ""), ` .,;:'"?!/`)
	m := addressed.FindStringSubmatch(s)
	if m == nil {
		return Value{}, remark("CELL-07"), false
	}
	if s = strings.Trim(m[1], "'.?!/"); !address.MatchString(s) {
		return Value{}, remark("CELL-07"), false
	}
	return Value{Type: Email, Text: s}, nil, true
}

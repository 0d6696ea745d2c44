package value

import (
	"regexp"
	"strings"
)

var address = regexp.MustCompile(`^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$`)

func parseEmail(typed string) (Value, []Remark, bool) {
	s := Squeeze(typed)
	if i := strings.LastIndexByte(s, '<'); i >= 0 && strings.HasSuffix(s, ">") {
		s = s[i+1 : len(s)-1] // Rosa Delgado <rosa@…>
	}
	s = strings.TrimPrefix(s, "mailto:")
	if !address.MatchString(s) {
		return Value{}, remark("CELL-07"), false
	}
	return Value{Type: Email, Text: s}, nil, true
}

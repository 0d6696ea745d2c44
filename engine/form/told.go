package form

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"spm/engine/finding"
	"spm/engine/value"
)

// told is before the code of a finding in the identity of its texts.
const told = "findings."

// Told are findings in the library's language. What the sender typed, and what
// nobody has translated, stays as it is.
func (l *Library) Told(all finding.List) finding.List {
	if l.Language == nil {
		return all
	}
	out := make(finding.List, len(all))
	for i, f := range all {
		out[i] = f.Retold(func(key, english string) string {
			l.Language.say(told+string(f.Code), key, &english)
			return english
		}, l.fragment)
	}
	return out
}

// fixed are the pieces of a text of ours that are no words of a language: quoted
// texts, codes and columns, and numbers, each with others of its kind after it.
var fixed = regexp.MustCompile(`“[^”]*”((, | or )“[^”]*”)*|\b[A-Z][A-Z0-9]*([-./][A-Z0-9]+)*\b|\d+((, | and | to )\d+)*`)

// fragment is a piece of a message in the library's language: a day, a month, or
// words of ours around what somebody has typed. Translations have {1}, {2} for
// quoted texts, codes and numbers.
func (l *Library) fragment(s string) string {
	if day, err := time.Parse("Jan 2, 2006", s); err == nil {
		return l.Day(value.DateOf(day))
	}
	if month, err := time.Parse("January 2006", s); err == nil {
		return l.Month(month.Format("2006-01"))
	}
	body := strings.TrimSpace(s)
	before, after, _ := strings.Cut(s, body)
	var found []string
	pattern := fixed.ReplaceAllStringFunc(body, func(x string) string {
		found = append(found, x)
		return "{" + strconv.Itoa(len(found)) + "}"
	})
	text, ok := l.said("computed", pattern)
	if !ok && pattern != "{1}" { // a list of rows needs no words around it
		return s
	}
	if !ok {
		text = pattern
	}
	for i, x := range found {
		text = strings.ReplaceAll(text, "{"+strconv.Itoa(i+1)+"}", l.listed(x))
	}
	return before + text + after
}

// listed is a list, such as 5, 7 to 9 and 12, in the library's language.
func (l *Library) listed(s string) string {
	if s[0] < '0' || s[0] > '9' {
		return strings.ReplaceAll(s, "” or “", "” "+l.Say(ListOr)+" “")
	}
	return strings.NewReplacer(" and ", " "+l.Say(ListAnd)+" ", " to ", " "+l.Say(ListTo)+" ").Replace(s)
}

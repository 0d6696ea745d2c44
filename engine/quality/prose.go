package quality

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"spm/engine/value"
)

// clip is the beginning of a text, cut between words, for a message.
func clip(text string) string {
	const most = 80
	text = value.Squeeze(text)
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	cut := string([]rune(text)[:most])
	if at := strings.LastIndexByte(cut, ' '); at > most/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " ,;:.") + " …"
}

// count is a number with its noun: 1 goal, 3 goals, no goals.
func count(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// list joins words as people do: a, b and c.
func list(words []string) string { return join(words, " and ") }

// alternatives joins words as people do after a no: a, b or c.
func alternatives(words []string) string { return join(words, " or ") }

func join(words []string, last string) string {
	n := len(words)
	if n < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:n-1], ", ") + last + words[n-1]
}

// verb agrees with a number: it needs, they need.
func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

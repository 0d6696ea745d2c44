package value

import (
	"regexp"
	"strings"
)

var bullets = regexp.MustCompile(`^(?:[•·*▪◦\s\p{Z}]|-[\s\p{Z}])+`)

// lines are the items of a list: one a line, bullets dropped.
func lines(s string) (items []string) {
	for line := range strings.SplitSeq(Clean(s), "\n") {
		if line = strings.TrimSpace(bullets.ReplaceAllString(line, "")); line != "" {
			items = append(items, line)
		}
	}
	return items
}

package org

import (
	"cmp"
	"regexp"
	"strings"
)

// The codes of the plan (guidebook section 2.1) say where an entity belongs:
// HR/M1.2-Y1b is the second milestone of Year 1 of HR's strategy S1.2, which
// pursues goal G1. Codes are never reused. Their patterns stand in kind.go.

// milestoneYear is the year that a milestone's code names.
var milestoneYear = regexp.MustCompile(`^M\d+\.\d+-(Y\d+)[a-z]*$`)

// YearOf is the year that a milestone's key names, such as y1; empty if none.
func YearOf(key string) string {
	if m := milestoneYear.FindStringSubmatch(Code(key)); m != nil {
		return strings.ToLower(m[1])
	}
	return ""
}

// CompareCodes orders keys as people count: S1.2 before S1.10, text by text
// and number by number.
func CompareCodes(a, b string) int {
	for a != "" && b != "" {
		x, ra := chunk(a)
		y, rb := chunk(b)
		if digit(x[0]) && digit(y[0]) {
			m, n := strings.TrimLeft(x, "0"), strings.TrimLeft(y, "0")
			if c := cmp.Or(cmp.Compare(len(m), len(n)), strings.Compare(m, n)); c != 0 {
				return c
			}
		}
		if c := strings.Compare(x, y); c != 0 {
			return c
		}
		a, b = ra, rb
	}
	return cmp.Compare(len(a), len(b))
}

func digit(b byte) bool { return b >= '0' && b <= '9' }

// chunk cuts a run of digits, or of anything else, off a text.
func chunk(s string) (head, rest string) {
	i := 1
	for i < len(s) && digit(s[i]) == digit(s[0]) {
		i++
	}
	return s[:i], s[i:]
}

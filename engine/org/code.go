package org

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
)

// The codes of the plan (guidebook section 2.1). A code says where its entity
// belongs: HR/M1.2-Y1b is the second milestone of Year 1 of HR's strategy
// S1.2, which pursues goal G1. Codes are never reused.
var (
	goalMeasureCode = regexp.MustCompile(`^(G\d+)-I\d+$`)
	strategyCode    = regexp.MustCompile(`^S(\d+)\.\d+$`)
	measureCode     = regexp.MustCompile(`^(S\d+\.\d+)-I\d+$`)
	milestoneCode   = regexp.MustCompile(`^M(\d+\.\d+)-(Y\d+)[a-z]*$`)
	actionCode      = regexp.MustCompile(`^A(\d+\.\d+-Y\d+[a-z]*)-\d+$`)
)

// ParentKey is the key of the entity that a key's code names as its parent: the
// goal of a strategy, the strategy of a milestone, the milestone of an action.
// Empty where the code names none.
func ParentKey(key string) string {
	scope, code := Scope(key), Code(key)
	if m := actionCode.FindStringSubmatch(code); m != nil {
		return Join(scope, "M"+m[1])
	}
	if m := milestoneCode.FindStringSubmatch(code); m != nil {
		return Join(scope, "S"+m[1])
	}
	if m := measureCode.FindStringSubmatch(code); m != nil {
		return Join(scope, m[1])
	}
	if m := strategyCode.FindStringSubmatch(code); m != nil {
		return "G" + m[1]
	}
	if m := goalMeasureCode.FindStringSubmatch(code); m != nil {
		return m[1]
	}
	return ""
}

// YearOf is the year that a milestone's key names, such as y1; empty if none.
func YearOf(key string) string {
	if m := milestoneCode.FindStringSubmatch(Code(key)); m != nil {
		return strings.ToLower(m[2])
	}
	return ""
}

// parents gives a new entity the parents that its code names. A statement of
// its own may still say otherwise.
func parents(entity any) {
	switch e := entity.(type) {
	case *GoalMeasure:
		e.Goal = ParentKey(e.Key)
	case *Strategy:
		e.Goal = ParentKey(e.Key)
	case *Measure:
		e.Strategy = ParentKey(e.Key)
	case *Milestone:
		e.Strategy, e.Year = ParentKey(e.Key), YearOf(e.Key)
	case *Action:
		e.Milestone = ParentKey(e.Key)
	}
}

// NextCode is the first code of a kind under a parent that taken does not
// know. parent is a key; year counts for milestones only (y1, y2 …).
func NextCode(kind Kind, parent, year string, taken func(code string) bool) (string, error) {
	p := Code(parent)
	var form func(n int) string
	switch kind {
	case KindGoalMeasure, KindMeasure:
		form = func(n int) string { return fmt.Sprintf("%s-I%d", p, n) }
	case KindStrategy:
		form = func(n int) string { return fmt.Sprintf("S%s.%d", strings.TrimPrefix(p, "G"), n) }
	case KindMilestone:
		form = func(n int) string {
			code := "M" + strings.TrimPrefix(p, "S") + "-" + strings.ToUpper(year)
			if n > 1 {
				code += string(rune('a' + n - 1))
			}
			return code
		}
	case KindAction:
		form = func(n int) string { return fmt.Sprintf("A%s-%02d", strings.TrimPrefix(p, "M"), n) }
	case KindClient:
		form = func(n int) string { return fmt.Sprintf("C%d", n) }
	case KindWork:
		form = func(n int) string { return fmt.Sprintf("W%02d", n) }
	case KindGoal:
		form = func(n int) string { return fmt.Sprintf("G%d", n) }
	case KindPerson:
		form = func(n int) string { return fmt.Sprintf("P%02d", n) }
	case KindUnit:
		form = func(n int) string { return fmt.Sprintf("U%02d", n) }
	case KindSchool:
		form = func(n int) string { return fmt.Sprintf("SC%d", n) }
	case KindBranch:
		form = func(n int) string { return fmt.Sprintf("B%d", n) }
	default:
		return "", fmt.Errorf("no codes are assigned to a %s", kind)
	}
	most := 999
	if kind == KindMilestone {
		most = 26
	}
	for n := 1; n <= most; n++ {
		if code := form(n); !taken(code) {
			return code, nil
		}
	}
	return "", fmt.Errorf("%s has more than %d entities of kind %s", parent, most, kind)
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

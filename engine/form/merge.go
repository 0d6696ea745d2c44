package form

import (
	"slices"

	"spm/engine/finding"
)

// Policy is how an attribute is settled when several senders speak about it.
type Policy string

const (
	MustAgree Policy = "must_agree" // different values are a conflict
	Latest    Policy = "latest"     // the newest answer counts
	Union     Policy = "union"      // lists and texts are joined
	Sum       Policy = "sum"        // numbers are added
	Prefer    Policy = "prefer"     // the first sender in Order that has answered counts
)

// Rule is the merge rule of an attribute.
type Rule struct {
	Policy Policy
	Order  []string // of Prefer: centre, branch, unit

	At finding.Location
}

// RuleFor is the rule of an attribute; must_agree where merge.yaml names none.
func (l *Library) RuleFor(kind, attr string) Rule {
	if r, ok := l.Merge[kind+"."+attr]; ok {
		return r
	}
	return Rule{Policy: MustAgree}
}

// ruleText is a rule as merge.yaml writes it: one word, or the list of senders
// to prefer in their order.
type ruleText struct {
	Words Any
	At    finding.Location
}

var senders = []string{"centre", "branch", "unit"}

func (t ruleText) rule() (Rule, bool) {
	if len(t.Words) == 1 {
		p := Policy(t.Words[0])
		return Rule{Policy: p}, slices.Contains([]Policy{MustAgree, Latest, Union, Sum}, p)
	}
	for _, s := range t.Words {
		if !slices.Contains(senders, s) {
			return Rule{}, false
		}
	}
	return Rule{Policy: Prefer, Order: t.Words}, len(t.Words) > 1
}

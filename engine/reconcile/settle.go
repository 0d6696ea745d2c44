package reconcile

import (
	"slices"
	"strings"

	"spm/engine/form"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
)

// settle lets the claims about one subject count.
func settle(s org.Subject, claims []*ledger.Claim, rule form.Rule) ledger.Fact {
	live, lost := alive(claims, rule)
	fact := ledger.Fact{Subject: s, Lost: ids(lost)}
	slices.Sort(fact.Lost)
	if len(live) == 0 {
		return fact
	}
	policy := rule.Policy
	if policy == form.Sum && !summable(live) {
		policy = form.MustAgree // words, or numbers of different units, have no sum
	}
	switch policy {
	case form.Latest:
		win(&fact, live, len(live)-1)
	case form.Union:
		fact.Value, fact.Claims = union(live), ids(live)
	case form.Sum:
		fact.Value, fact.Claims = sum(live), ids(live)
	case form.Prefer:
		win(&fact, live, preferred(live, rule.Order))
	default:
		fact.Value, fact.Claims = live[0].Value, ids(live)
		if sides := sidesOf(live); len(sides) > 1 {
			fact.Value, fact.Disputed = value.Value{}, sides
		}
	}
	return fact
}

// summable tells whether claims are numbers of one unit.
func summable(live []*ledger.Claim) bool {
	return !slices.ContainsFunc(live, func(c *ledger.Claim) bool {
		return !c.Value.Numeric || c.Value.Unit != live[0].Value.Unit
	})
}

// win lets one of the live claims count alone.
func win(fact *ledger.Fact, live []*ledger.Claim, at int) {
	fact.Value, fact.Claims = live[at].Value, []int64{live[at].ID}
	for i, c := range live {
		if i != at {
			fact.Lost = append(fact.Lost, c.ID)
		}
	}
	slices.Sort(fact.Lost)
}

// alive tells which claims about one subject still stand: not taken back, not
// superseded by a later one of the same stream, not changed by somebody who
// had seen them, not settled by a decision.
func alive(claims []*ledger.Claim, rule form.Rule) (live, lost []*ledger.Claim) {
	gone := retracted(claims)
	var decisions []decision
	for _, c := range claims {
		if gone[c.ID] || c.Act == ledger.Retract {
			lost = append(lost, c)
			continue
		}
		if c.Act == ledger.Decide {
			decisions = append(decisions, decisionOf(c, claims))
		}
		over := overrules(c, live, rule)
		kept := live[:0:0]
		for _, x := range live {
			if over(x) {
				lost = append(lost, x)
			} else {
				kept = append(kept, x)
			}
		}
		if live = kept; replayed(decisions, c) {
			lost = append(lost, c)
		} else {
			live = append(live, c)
		}
	}
	return live, lost
}

// retracted are the claims that were taken back. A retraction can be taken
// back too, so the last ones speak first.
func retracted(claims []*ledger.Claim) (gone map[int64]bool) {
	for i := len(claims) - 1; i >= 0; i-- {
		if c := claims[i]; c.Act == ledger.Retract && !gone[c.ID] {
			if gone == nil {
				gone = map[int64]bool{}
			}
			for _, id := range c.Settles {
				gone[id] = true
			}
		}
	}
	return gone
}

// overrules tells which of the claims that stood so far a new one displaces.
func overrules(c *ledger.Claim, live []*ledger.Claim, rule form.Rule) func(*ledger.Claim) bool {
	if c.Act == ledger.Decide {
		return func(x *ledger.Claim) bool {
			return slices.Contains(c.Settles, x.ID) || x.Act == ledger.Decide && x.Stream == c.Stream
		}
	}
	// Who was shown a value and changed it has seen the claims behind it. Where
	// one sender is preferred, the others may see his answer, not replace it.
	seen := func(*ledger.Claim) bool { return false }
	if c.Base != nil && !c.Base.Blank() && rule.Policy != form.Prefer {
		all := shows(live, rule, *c.Base)
		// A decision of the central office is changed by the office alone; where
		// one of the parties opposes it, it is asked again.
		bound := rule.Policy == form.MustAgree && c.Sender.Role != ledger.Centre
		seen = func(x *ledger.Claim) bool {
			return (all || x.Value.Equal(*c.Base)) && !(bound && x.Act == ledger.Decide)
		}
	}
	return func(x *ledger.Claim) bool {
		return x.Act == ledger.State && x.Stream == c.Stream || slices.Contains(c.Settles, x.ID) || seen(x)
	}
}

// shows tells whether the live claims together gave a value, as a union or a
// sum of several may.
func shows(live []*ledger.Claim, rule form.Rule, v value.Value) bool {
	switch {
	case len(live) == 0:
	case rule.Policy == form.Union:
		return union(live).Equal(v)
	case rule.Policy == form.Sum:
		return sum(live).Equal(v)
	}
	return false
}

// decision is a choice of the central office with what it has seen each stream say.
type decision struct {
	value value.Value
	seen  map[string]value.Value
}

func decisionOf(c *ledger.Claim, claims []*ledger.Claim) decision {
	d := decision{c.Value, map[string]value.Value{}}
	for _, x := range claims {
		if x.Act == ledger.State && slices.Contains(c.Settles, x.ID) {
			d.seen[x.Stream] = x.Value
		}
	}
	return d
}

// replayed tells whether the last decision on a stream's answer has settled a
// claim already: the stream says once more what the decision has seen it say.
// Who was shown the decided value and goes back to the old one opposes it.
func replayed(decisions []decision, c *ledger.Claim) bool {
	if c.Act != ledger.State {
		return false
	}
	for i := len(decisions) - 1; i >= 0; i-- {
		d := decisions[i]
		if said, ok := d.seen[c.Stream]; ok {
			return said.Equal(c.Value) && (c.Base == nil || !c.Base.Equal(d.value))
		}
	}
	return false
}

// sidesOf groups the claims by what they say.
func sidesOf(live []*ledger.Claim) (sides []ledger.Side) {
next:
	for _, c := range live {
		for i := range sides {
			if sides[i].Value.Equal(c.Value) {
				sides[i].Claims = append(sides[i].Claims, c.ID)
				continue next
			}
		}
		sides = append(sides, ledger.Side{Value: c.Value, Claims: []int64{c.ID}})
	}
	return sides
}

// union joins lists item by item, and texts line by line.
func union(live []*ledger.Claim) value.Value {
	first := live[0].Value
	out := value.Value{Type: first.Type}
	var texts []string
	for _, c := range live {
		out.Items = join(out.Items, c.Value.Items)
		out.Free = join(out.Free, c.Value.Free)
		if c.Value.Text != "" {
			texts = join(texts, []string{c.Value.Text})
		}
	}
	out.Text = strings.Join(texts, "\n")
	if out.Blank() {
		return first
	}
	return out
}

func join(all, more []string) []string {
	for _, x := range more {
		if !slices.Contains(all, x) {
			all = append(all, x)
		}
	}
	return all
}

func sum(live []*ledger.Claim) value.Value {
	out := live[0].Value
	for _, c := range live[1:] {
		out.Number += c.Value.Number
	}
	return out
}

// preferred is the last claim of the first sender in the order who has answered.
func preferred(live []*ledger.Claim, order []string) int {
	for _, role := range order {
		for i := len(live) - 1; i >= 0; i-- {
			if string(live[i].Sender.Role) == role {
				return i
			}
		}
	}
	return len(live) - 1
}

func ids(claims []*ledger.Claim) (all []int64) {
	for _, c := range claims {
		all = append(all, c.ID)
	}
	return all
}

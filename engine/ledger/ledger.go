// Package ledger holds what was said: claims, in the order in which they
// came, and the facts that the fold draws from them. Nothing in it is ever
// overwritten: a later claim supersedes, a retraction takes back, a decision
// outranks, and all of them stay.
//
// It does not decide which claim counts (reconcile does) and does not store
// itself (store does).
package ledger

import (
	"cmp"
	"maps"
	"slices"

	"spm/engine/finding"
	"spm/engine/org"
	"spm/engine/value"
)

// Act is what a claim does.
type Act string

const (
	State   Act = "state"   // somebody says that an attribute has a value
	Decide  Act = "decide"  // the central office settles a conflict; Settles names the claims it has seen
	Retract Act = "retract" // earlier claims are taken back, as if they had not been made; Settles names them
)

// Role is the place of a sender in the organization.
type Role string

const (
	Centre     Role = "centre"
	Branch     Role = "branch"
	Unit       Role = "unit"
	Respondent Role = "respondent" // a group that answers the self-assessment
)

// Sender is who said something.
type Sender struct {
	Role      Role   `json:"role"`
	Key       string `json:"key,omitempty"` // of the branch or unit; empty for the centre
	Name      string `json:"name,omitempty"`
	EnteredBy string `json:"entered_by,omitempty"` // who typed the answers in from paper; empty: the sender
}

// Who names the sender as people do, with whoever has typed the answers in.
func (s Sender) Who() string {
	who := cmp.Or(s.Name, string(s.Role))
	if s.EnteredBy != "" {
		who += ", entered from paper by " + s.EnteredBy
	}
	return who
}

// Claim is one statement: Sender says in Submission that Subject is Value, at
// that cell of that file.
type Claim struct {
	ID         int64            `json:"id"` // position in the ledger, from 1
	Submission string           `json:"submission"`
	Stream     string           `json:"stream"` // one sender's returns of a packet for a period, all issues of it: a later claim of a stream supersedes its earlier one about the same subject
	Act        Act              `json:"act"`
	Sender     Sender           `json:"sender"`
	Subject    org.Subject      `json:"subject"`
	Value      value.Value      `json:"value"`
	Base       *value.Value     `json:"base,omitempty"`    // what the packet showed when it was issued; nil: the cell was not pre-filled
	Settles    []int64          `json:"settles,omitempty"` // of a statement: those that the value shown had been amended from
	Where      finding.Location `json:"where"`
	Typed      string           `json:"typed,omitempty"` // what stands in the cell
	Received   value.Date       `json:"received"`
}

// Ledger is the claims in their order.
type Ledger struct {
	Claims []Claim
}

// Claim is the claim of an id; ok is false where there is none.
func (l *Ledger) Claim(id int64) (Claim, bool) {
	if id < 1 || id > int64(len(l.Claims)) {
		return Claim{}, false
	}
	return l.Claims[id-1], true
}

// About lists every claim about a subject, the losing ones too, oldest first.
func (l *Ledger) About(s org.Subject) (all []Claim) {
	for _, c := range l.Claims {
		if c.Subject == s {
			all = append(all, c)
		}
	}
	return all
}

// Fact is what the fold makes of the claims about a subject.
type Fact struct {
	Subject  org.Subject
	Value    value.Value
	Claims   []int64 // the claims that it rests on: one, or several for a union, a sum, or senders who agree
	Lost     []int64 // claims that were superseded, overruled or outvoted
	Disputed []Side  // two or more: the live claims differ and nobody has decided; Value is blank then
	Amended  []int64 // claims of the plan that a change has put out of force; they are among Lost
}

// Side is one value of a dispute with the claims that state it.
type Side struct {
	Value  value.Value
	Claims []int64
}

// Facts are the facts of an organization by subject.
type Facts map[org.Subject]Fact

// Disputes lists the facts on which senders differ, in the order of their subjects.
func (f Facts) Disputes() (all []Fact) {
	for _, fact := range f.Sorted() {
		if len(fact.Disputed) > 1 {
			all = append(all, fact)
		}
	}
	return all
}

// Sorted lists the facts in the order of their subjects.
func (f Facts) Sorted() []Fact {
	keys := slices.SortedFunc(maps.Keys(f), CompareSubjects)
	all := make([]Fact, len(keys))
	for i, k := range keys {
		all[i] = f[k]
	}
	return all
}

// CompareSubjects orders subjects by kind, key, attribute and period.
func CompareSubjects(a, b org.Subject) int {
	for _, c := range []int{
		compare(string(a.Kind), string(b.Kind)), org.CompareCodes(a.Key, b.Key),
		compare(a.Attr, b.Attr), compare(a.Period, b.Period),
	} {
		if c != 0 {
			return c
		}
	}
	return 0
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

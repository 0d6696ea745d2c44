package quality

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"spm/engine/org"
)

// several finds the words and signs that join the names of two people.
var several = regexp.MustCompile(`\n|;|/| & | and `)

// actionResponsible: exactly one person answers for an action, and belongs to
// the lead unit; in a strand perhaps to another. A name that nobody knows was
// told when it came in; whether it is of the unit cannot be said.
func actionResponsible(r *review) (faults []fault) {
	for _, a := range r.judgedActions() {
		say := func(mild bool, what string) {
			f := actionFault(a, []string{"responsible"}, "fault", what)
			f.mild = mild
			faults = append(faults, f)
		}
		name := strings.TrimPrefix(a.Responsible, org.Unknown)
		known, lead := r.people[a.Responsible], r.leadOf(a)
		switch {
		case name == "":
			if r.planCame(a) {
				say(false, "has no responsible person")
			}
		case known == nil && several.MatchString(name):
			say(false, "names more than one responsible person: "+strings.Join(strings.Split(name, "\n"), ", "))
		case r.outsider(known, a):
			say(r.strand(a.BranchKey()), fmt.Sprintf("is the responsibility of %s, who is in %s and not in the lead unit, %s",
				r.personName(a.Responsible), r.unitName(known.Unit), r.unitName(lead)))
		}
	}
	return faults
}

// outsider tells whether a person is known to be of another unit than the one
// that leads an action's milestone, or those that do.
func (r *review) outsider(p *org.Person, a *org.Action) bool {
	leads := r.leads(r.leadOf(a))
	return p != nil && p.Unit != "" && leads != nil && !slices.Contains(leads, p.Unit)
}

func actionSupports(r *review) (faults []fault) {
	for _, a := range r.judgedActions() {
		say := func(what string) {
			faults = append(faults, actionFault(a, []string{"supports"}, "fault", what))
		}
		lead := r.leadOf(a)
		for _, key := range a.Supports {
			p := r.people[key]
			switch {
			case key == a.Responsible:
				say(fmt.Sprintf("names %s as responsible and as support", r.personName(key)))
			case r.outsider(p, a) && !r.strand(a.BranchKey()):
				say(fmt.Sprintf("is supported by %s, who is in %s and not in the lead unit, %s", r.personName(key), r.unitName(p.Unit), r.unitName(lead)))
			}
		}
	}
	return faults
}

// worksAlone: the responsible person of an action shares the work. A plan in
// which nobody does is worth a look.
func worksAlone(r *review) (faults []fault) {
	for _, m := range r.judgedMilestones() {
		plan := r.planOf(m.Key)
		if len(plan) < 2 || slices.ContainsFunc(plan, func(a *org.Action) bool { return len(a.Supports)+len(a.Collaborators) > 0 }) {
			continue
		}
		f := milestoneFault(m, nil, "count", fmt.Sprint(len(plan)))
		for _, a := range plan {
			f.at = append(f.at, values(entity(org.KindAction, a.Key), "responsible")...)
		}
		faults = append(faults, f)
	}
	return faults
}

// workload: nobody answers for a large part of a unit's actions of a year.
func workload(r *review) (faults []fault) {
	type plan struct {
		unit string
		year int
	}
	var order []plan
	of := map[plan][]*org.Action{}
	for _, a := range r.judgedActions() {
		p := plan{r.leadOf(a), r.yearOf(a)}
		if p.unit == "" || a.Responsible == "" {
			continue
		}
		if of[p] == nil {
			order = append(order, p)
		}
		of[p] = append(of[p], a)
	}
	for _, p := range order {
		mine := grouped(of[p], func(a *org.Action) string { return a.Responsible })
		for _, a := range of[p] {
			n := len(mine[a.Responsible])
			if mine[a.Responsible][0] != a || n <= r.s.Limits.PersonActions || float64(n) <= r.s.Limits.PersonShare*float64(len(of[p])) {
				continue
			}
			f := fault{about: entity(org.KindPerson, a.Responsible), words: []string{
				"person", r.personName(a.Responsible), "count", fmt.Sprint(n), "total", count(len(of[p]), "action", "actions"), "unit", r.unitName(p.unit),
			}}
			for _, x := range mine[a.Responsible] {
				f.at = append(f.at, values(entity(org.KindAction, x.Key), "responsible")...)
			}
			faults = append(faults, f)
		}
	}
	return faults
}

package quality

import (
	"slices"
	"strings"

	"spm/engine/org"
	"spm/engine/value"
)

// nothing are the answers that say that there is nothing to say.
var nothing = lines("none")

// says tells whether a text says something, and not that there is nothing to say.
func says(text string) bool {
	text = strings.TrimRight(value.Fold(strings.TrimPrefix(text, org.Unknown)), ".! ")
	return text != "" && !slices.Contains(nothing, text)
}

func (r *review) positionFault(p *org.Position, attrs []string, words ...string) fault {
	about := entity(org.KindPosition, p.Key)
	return fault{about: about, at: values(about, attrs...), words: append([]string{
		"position", p.Key, "title", clip(p.Title), "unit", r.unitName(p.Unit),
	}, words...)}
}

func (r *review) judgedPositions() []*org.Position {
	return org.Where(r.o.Positions, func(p *org.Position) bool { return r.judges(p.BranchKey()) })
}

// positionFilled: somebody has a filled position, nobody a vacant one. One
// that is to be filled may have a name already.
func positionFilled(r *review) (faults []fault) {
	for _, p := range r.judgedPositions() {
		switch {
		case p.Status == "filled" && p.Person == "" && r.returned(formPeople, p.BranchKey(), ""):
			faults = append(faults, r.positionFault(p, []string{"status"}, "fault", "is filled, but by nobody"))
		case p.Status == "vacant" && says(p.Person):
			faults = append(faults, r.positionFault(p, []string{"status", "person"}, "fault", "is vacant, but has a person: "+r.personName(p.Person)))
		}
	}
	return faults
}

// vacancyDecided: it is decided whether a vacant position is needed still or
// gets another purpose, in its row or under question 6.
func vacancyDecided(r *review) (faults []fault) {
	for _, p := range r.judgedPositions() {
		if p.Status == "vacant" && !changes(p) && !r.decided(p.BranchKey(), vacancies, p.Unit) && r.returned(formPeople, p.BranchKey(), "") {
			faults = append(faults, r.positionFault(p, []string{"status"}))
		}
	}
	return faults
}

// changes tells whether a change of a position is named.
func changes(p *org.Position) bool { return p.Change != "" && p.Change != "none" }

// gapMet: a competency gap is met by learning, by a change of the position, or
// under question 5.
func gapMet(r *review) (faults []fault) {
	for _, p := range r.judgedPositions() {
		if says(p.Gap) && !r.met(p) && r.returned(formPeople, p.BranchKey(), "") {
			faults = append(faults, r.positionFault(p, []string{"gap"}, "gap", clip(p.Gap)))
		}
	}
	return faults
}

func (r *review) met(p *org.Position) bool {
	return says(p.Learning) || changes(p) || r.decided(p.BranchKey(), openGaps, p.Unit)
}

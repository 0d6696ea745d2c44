package quality

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"spm/engine/org"
	"spm/engine/value"
)

// profile is the organization itself as a subject.
var profile = entity(org.KindOrganization, "")

// judgedGoals are the goals where the organization itself is judged.
func (r *review) judgedGoals() []*org.Goal {
	return org.Where(r.o.Goals, func(g *org.Goal) bool { return r.whole() && g.Text != "" })
}

func goalFault(g *org.Goal, attrs []string, words ...string) fault {
	about := entity(org.KindGoal, g.Key)
	return fault{about: about, at: values(about, attrs...), words: append([]string{"goal", g.Key, "text", clip(g.Text)}, words...)}
}

// goalCount: two to five goals. An organization that drafts its goals for this
// plan (connection option 3) is asked for that many; of any other it is advice.
func goalCount(r *review) []fault {
	n := len(r.judgedGoals())
	if !r.whole() || !r.returned(formSetup, "", "") || n >= r.s.Limits.GoalsMin && n <= r.s.Limits.GoalsMax {
		return nil
	}
	drafting := slices.ContainsFunc(r.o.Branches, func(b *org.Branch) bool { return b.Connection == "draft" })
	asked := "are advised"
	if drafting {
		asked = "are what a drafted direction asks for"
	}
	f := fault{about: profile, mild: !drafting, words: []string{
		"count", count(n, "goal", "goals"), "min", fmt.Sprint(r.s.Limits.GoalsMin), "max", fmt.Sprint(r.s.Limits.GoalsMax), "asked", asked,
	}}
	for _, g := range r.judgedGoals() {
		f.at = append(f.at, values(entity(org.KindGoal, g.Key), "text")...)
	}
	return []fault{f}
}

func goalExplanation(r *review) (faults []fault) {
	most := r.s.Limits.ExplanationParagraphs
	for _, g := range r.judgedGoals() {
		n := paragraphs(g.Explanation)
		switch {
		case n == 0 && r.returned(formSetup, "", ""):
			faults = append(faults, goalFault(g, []string{"explanation"}, "fault", "has no explanation"))
		case n > most:
			f := goalFault(g, []string{"explanation"}, "fault", fmt.Sprintf("has an explanation of %d paragraphs, and %d are the most that is advised", n, most))
			f.mild = true
			faults = append(faults, f)
		}
	}
	return faults
}

// paragraphs counts them: parted by blank lines, or by line ends where a text
// has no blank line.
func paragraphs(text string) (n int) {
	text = value.Clean(text)
	sep := "\n"
	if strings.Contains(text, "\n\n") {
		sep = "\n\n"
	}
	for p := range strings.SplitSeq(text, sep) {
		if strings.TrimSpace(p) != "" {
			n++
		}
	}
	return n
}

func goalForAll(r *review) (faults []fault) {
	for _, g := range r.judgedGoals() {
		text := " " + strings.Join(tokens(g.Text), " ") + " "
		if !slices.ContainsFunc(everyone, func(phrase string) bool { return strings.Contains(text, " "+phrase+" ") }) {
			faults = append(faults, goalFault(g, []string{"text"}))
		}
	}
	return faults
}

// aTime finds a year, a numeric date, or a day or year beside the name of a month.
var aTime = regexp.MustCompile(`(?i)\b(?:(?:in|by|before|until|since|from|after|through) )?(?:` +
	`\d{1,2}/\d{1,2}/\d{2,4}` +
	`|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,4}(?:, \d{4})?` +
	`|(?:19|20)\d\d(?:[-–/]\d{2,4})?)\b`)

func goalTimeless(r *review) (faults []fault) {
	for _, g := range r.judgedGoals() {
		if time := aTime.FindString(value.Squeeze(g.Text)); time != "" {
			faults = append(faults, goalFault(g, []string{"text"}, "time", time))
		}
	}
	return faults
}

func goalRelevant(r *review) (faults []fault) {
	if len(r.o.Goals) == 0 {
		return nil
	}
	for _, b := range r.judgedBranches() {
		if !r.returned(formPurpose, b.Key, "") {
			continue
		}
		marks := r.relevances(b.Key)
		if slices.ContainsFunc(marks, func(x *org.Relevance) bool { return x.Relevant == "yes" }) {
			continue
		}
		f := fault{about: entity(org.KindBranch, b.Key), words: []string{"branch", r.branchName(b.Key)}}
		for _, x := range marks {
			f.at = append(f.at, values(entity(org.KindRelevance, x.Key), "relevant")...)
		}
		faults = append(faults, f)
	}
	return faults
}

// relevances are what a branch says about the goals.
func (r *review) relevances(branch string) []*org.Relevance {
	return org.Where(r.o.Relevances, func(x *org.Relevance) bool { return x.BranchKey() == branch })
}

func mission(r *review) []fault {
	if !r.whole() || !r.returned(formSetup, "", "") || strings.TrimSpace(r.o.Profile.Mission) != "" {
		return nil
	}
	return []fault{{about: profile, at: values(profile, "mission")}}
}

package quality

import (
	"slices"
	"strings"

	"spm/engine/org"
	"spm/engine/value"
)

// sections are the sections of attachment H, as the codes of functions name them.
var sections = []struct{ id, title string }{
	{"la", "Leadership and Advocacy"},
	{"mg", "Management"},
	{"pd", "Program and Product Development"},
	{"sf", "Service to Field"},
}

func functionFault(f *org.Function, attrs []string, words ...string) fault {
	about := entity(org.KindFunction, f.Key)
	return fault{about: about, at: values(about, attrs...), words: append([]string{"function", f.Key, "name", clip(f.Name)}, words...)}
}

// functionsOf are the functions of a branch that have a name.
func (r *review) functionsOf(branch string) []*org.Function {
	return org.Where(r.o.Functions, func(f *org.Function) bool { return f.BranchKey() == branch && value.Squeeze(f.Name) != "" })
}

// undescribed is what the list of functions does not say of one.
func undescribed(f *org.Function) (missing []string) {
	if value.Squeeze(f.Definition) == "" {
		missing = append(missing, "a definition")
	}
	if value.Squeeze(f.Competencies) == "" {
		missing = append(missing, "minimum competencies")
	}
	return missing
}

// functionDefined: each function has its definition and its competencies, and
// each section a function.
func functionDefined(r *review) (faults []fault) {
	for _, b := range r.judgedBranches() {
		if !r.returned(formFunctions, b.Key, "") {
			continue
		}
		filled := map[string]bool{}
		for _, f := range r.functionsOf(b.Key) {
			filled[strings.ToLower(f.SectionCode())] = true
			if missing := undescribed(f); missing != nil {
				faults = append(faults, fault{
					about: entity(org.KindFunction, f.Key), at: values(entity(org.KindFunction, f.Key), "name"),
					words: []string{"what", f.Key + " “" + clip(f.Name) + "”", "fault", "lacks " + list(missing)},
				})
			}
		}
		var empty []string
		for _, s := range sections {
			if !filled[s.id] {
				empty = append(empty, s.title)
			}
		}
		if empty != nil {
			faults = append(faults, fault{about: entity(org.KindBranch, b.Key), mild: true, words: []string{
				"what", r.branchName(b.Key), "fault", "names no function under " + list(empty),
			}})
		}
	}
	return faults
}

// strategyNeeds: each strategy needs a function. Without any function named
// there is nothing to mark, and that was told already.
func strategyNeeds(r *review) (faults []fault) {
	for _, s := range r.judgedStrategies() {
		branch := s.BranchKey()
		if r.over(s.Key) || !r.returned(formAnalysis, branch, "") || len(r.functionsOf(branch)) == 0 {
			continue
		}
		if len(r.o.FunctionsNeeded(s.Key)) == 0 {
			faults = append(faults, strategyFault(s, []string{"if"}))
		}
	}
	return faults
}

// unitPerforms: each unit carries out a function. Of the branch's own units
// the structural analysis asks the same, and more of it (unitDescribed).
func unitPerforms(r *review) (faults []fault) {
	for _, b := range r.judgedBranches() {
		if !r.returned(formAnalysis, b.Key, "") || len(r.functionsOf(b.Key)) == 0 {
			continue
		}
		for _, key := range r.o.UnitsOf(b.Key) {
			told := r.units[key].Branch == b.Key && r.returned(formStructure, b.Key, "")
			if !told && len(r.o.FunctionsOf(b.Key, key)) == 0 {
				faults = append(faults, fault{about: entity(org.KindUnit, key), words: []string{"unit", r.unitName(key), "branch", r.branchName(b.Key)}})
			}
		}
	}
	return faults
}

// functionSolved: each gap, each redundancy and each function that nothing
// needs has a solution. Where a side of the comparison is blank it finds
// nothing but that blank.
func functionSolved(r *review) (faults []fault) {
	reviews := r.functionReviews()
	for _, b := range r.judgedBranches() {
		if !r.returned(formAnalysis, b.Key, "") || !r.compared(b.Key) {
			continue
		}
		for _, f := range r.functionsOf(b.Key) {
			finding := r.o.FindingOf(f.Key)
			if x := reviews[f.Key]; !finding.Issue() || x != nil && value.Squeeze(x.Solution) != "" {
				continue
			}
			if finding == org.FunctionUnneeded && !r.needsMarked(b.Key) {
				continue
			}
			faults = append(faults, r.unsolved(f, finding))
		}
	}
	return faults
}

func (r *review) functionReviews() map[string]*org.FunctionReview {
	return keyed(r.o.FunctionReviews, func(x *org.FunctionReview) string { return x.Key })
}

// compared tells whether a branch has marked both needed and current functions.
func (r *review) compared(branch string) bool {
	fs := r.functionsOf(branch)
	return slices.ContainsFunc(fs, func(f *org.Function) bool { return len(r.o.NeededBy(f.Key)) > 0 }) &&
		slices.ContainsFunc(fs, func(f *org.Function) bool { return len(r.o.PerformedBy(f.Key)) > 0 })
}

// needsMarked tells whether every strategy of a branch has its functions
// marked: only then nothing needs a function that is not marked.
func (r *review) needsMarked(branch string) bool {
	return !slices.ContainsFunc(r.strategiesOf(branch), func(s *org.Strategy) bool { return len(r.o.FunctionsNeeded(s.Key)) == 0 })
}

// unsolved is the fault of an issue without a solution; it points to the marks.
func (r *review) unsolved(f *org.Function, finding org.FunctionFinding) fault {
	needed, units := r.o.NeededBy(f.Key), r.o.PerformedBy(f.Key)
	var what string
	switch finding {
	case org.FunctionGap:
		what = "is a gap: " + list(needed) + " " + verb(len(needed), "needs", "need") + " it, and no unit carries it out"
	case org.FunctionRedundancy:
		what = "is a redundancy: " + list(r.unitNames(units)) + " carry it out"
	default:
		what = "is performed but not needed: " + list(r.unitNames(units)) + " " + verb(len(units), "carries", "carry") + " it out, and no strategy needs it"
	}
	x := functionFault(f, nil, "fault", what)
	for _, s := range needed {
		x.at = append(x.at, values(entity(org.KindFunctionNeed, org.CrossKey(f.Key, s)), "marked")...)
	}
	x.at = append(x.at, uses(f.Key, units)...)
	return x
}

// uses are the marks of a function for units.
func uses(function string, units []string) (at []org.Subject) {
	for _, u := range units {
		at = append(at, values(entity(org.KindFunctionUse, org.CrossKey(function, u)), "marked")...)
	}
	return at
}

func (r *review) unitNames(keys []string) (names []string) {
	for _, k := range keys {
		names = append(names, r.unitName(k))
	}
	return names
}

// functionCoordinated: a function that others carry out too is coordinated
// with them.
func functionCoordinated(r *review) (faults []fault) {
	reviews := r.functionReviews()
	for _, f := range r.o.Functions {
		x := reviews[f.Key]
		if !r.judges(f.BranchKey()) || x == nil || x.Coordinated != No {
			continue
		}
		if others := r.o.SharedWith(f.Key); others != nil {
			faults = append(faults, fault{
				about: entity(org.KindFunction, f.Key), at: values(entity(org.KindFunctionReview, f.Key), "coordinated", "others"),
				words: []string{"function", f.Key, "name", clip(f.Name), "others", clip(list(others))},
			})
		}
	}
	return faults
}

package quality

import (
	"slices"

	"spm/engine/org"
	"spm/engine/value"
)

// told is what the annual report of a branch can tell of a year.
type told struct {
	own                                     *org.Story // the branch's own words, or nil
	done, products, challenges, adjustments bool
	measured                                bool
}

func (t told) implementation() bool {
	return t.own != nil && t.own.Implementation != "" || t.done || t.products || t.challenges
}

func (t told) performance() bool { return t.own != nil && t.own.Performance != "" || t.measured }

// storyOf gathers what was reported of a branch's year: every month of it, and
// its annual review.
func (r *review) storyOf(branch string, n int) (t told) {
	year, months := r.o.SchoolYear(n), r.o.Months(n)
	for _, s := range r.o.Stories {
		if s.Key == branch && s.Period == year {
			t.own = s
		}
	}
	for _, s := range r.o.Statuses {
		if s.BranchKey() != branch || !slices.Contains(months, s.Period) {
			continue
		}
		t.done = t.done || s.Progress != "" || s.Status == "complete"
		t.products = t.products || len(s.Output) > 0
		t.challenges = t.challenges || value.Squeeze(s.Challenges) != ""
		// "None" is an answer too.
		t.adjustments = t.adjustments || s.Adjustment != "" || s.AdjustmentNote != ""
	}
	for _, m := range r.o.MilestoneResults {
		if m.BranchKey() == branch && m.Period == year {
			t.done = t.done || m.Met == "met" || m.Met == "partly"
			t.products = t.products || len(m.Outputs) > 0
			t.challenges = t.challenges || m.Reason != ""
			t.adjustments = t.adjustments || m.Decision != ""
		}
	}
	for _, m := range r.o.Measures {
		t.measured = t.measured || m.BranchKey() == branch && !m.Actual[year].Blank()
	}
	return t
}

// stories calls tell for every branch and year whose annual review has come
// back: only then is the annual report due.
func (r *review) stories(tell func(b *org.Branch, year string, t told)) {
	for _, b := range r.judgedBranches() {
		for _, n := range r.yearsAtWork() {
			if year := r.o.SchoolYear(n); r.reviewed(b.Key, year) {
				tell(b, year, r.storyOf(b.Key, n))
			}
		}
	}
}

func storyFault(r *review, b *org.Branch, year string, words ...string) fault {
	return fault{about: entity(org.KindBranch, b.Key), words: append([]string{"branch", r.branchName(b.Key), "year", year}, words...)}
}

// bothNarratives: the annual report tells of the work and of its results.
func bothNarratives(r *review) (faults []fault) {
	r.stories(func(b *org.Branch, year string, t told) {
		if !t.implementation() {
			faults = append(faults, storyFault(r, b, year, "narrative", "implementation", "lacking", "no progress, output or challenge"))
		}
		if !t.performance() {
			faults = append(faults, storyFault(r, b, year, "narrative", "performance", "lacking", "no result of a strategy measure"))
		}
	})
	return faults
}

// storyParts: the implementation narrative names four things. Where the branch
// wrote the narrative in its own words, people have to judge that.
func storyParts(r *review) (faults []fault) {
	r.stories(func(b *org.Branch, year string, t told) {
		if !t.implementation() || t.own != nil && t.own.Implementation != "" {
			return
		}
		var missing []string
		for _, p := range []struct {
			name  string
			there bool
		}{{"what was done", t.done}, {"products", t.products}, {"challenges", t.challenges}, {"adjustments", t.adjustments}} {
			if !p.there {
				missing = append(missing, p.name)
			}
		}
		if missing != nil {
			faults = append(faults, storyFault(r, b, year, "missing", list(missing)))
		}
	})
	return faults
}

// sameRecipients: the same people receive the annual report each year.
func sameRecipients(r *review) (faults []fault) {
	for n := 2; r.whole() && n <= r.year+1; n++ {
		year := r.o.SchoolYear(n)
		now := r.o.Profile.Recipients[year]
		then, before := r.o.RecipientsIn(n - 1)
		if len(now) == 0 || len(then) == 0 {
			continue
		}
		var what []string
		if gone := without(then, now); gone != nil {
			what = append(what, "leaves out "+list(gone))
		}
		if added := without(now, then); added != nil {
			what = append(what, "adds "+list(added))
		}
		if what != nil {
			faults = append(faults, fault{about: profile, at: values(profile, "recipients "+year, "recipients "+before), words: []string{
				"year", year, "fault", list(what), "before", before,
			}})
		}
	}
	return faults
}

// without are the names of a list that another lacks, however they are spelled.
func without(all, other []string) (left []string) {
	for _, name := range all {
		if !slices.ContainsFunc(other, func(o string) bool { return value.Fold(o) == value.Fold(name) }) {
			left = append(left, name)
		}
	}
	return left
}

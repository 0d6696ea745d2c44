package quality

import "spm/engine/org"

// workDecided: work already under way belongs to a milestone, or somebody has
// decided what becomes of it.
func workDecided(r *review) (faults []fault) {
	for _, w := range r.o.Works {
		if !r.judges(w.BranchKey()) || w.Text == "" || settled(w) {
			continue
		}
		about := entity(org.KindWork, w.Key)
		faults = append(faults, fault{
			about: about, at: values(about, "decision", "text"),
			words: []string{"work", w.Key, "text", clip(w.Text)},
		})
	}
	return faults
}

func settled(w *org.Work) bool { return len(w.Milestones) > 0 || w.Decision != "" }

package quality

import "spm/engine/org"

// Counted is what the model says to the items that software can answer, by the
// key of the branch's own answer: HR/QC 5.1. It stands beside the item where
// the branch answers it.
func Counted(o *org.Organization, s Scope) map[string]string {
	all := map[string]string{}
	for _, x := range Answers(o, s) {
		all[org.Join(x.Branch, x.Item)] = x.Text
	}
	return all
}

// checksAgree: what a branch answers with yes is not counted otherwise.
func checksAgree(r *review) (faults []fault) {
	own := keyed(org.Where(r.o.Checks, func(c *org.Check) bool { return c.Period == r.o.SchoolYear(r.year) }), func(c *org.Check) string { return c.Key })
	for _, b := range r.judgedBranches() {
		for _, x := range items {
			if !r.itemAsked(x.form, b.Key) {
				continue
			}
			met, text := x.answer(r, b)
			c := own[org.Join(b.Key, x.item)]
			if c == nil || c.Met != Yes || text == "" || met == Yes {
				continue
			}
			about := org.Subject{Kind: org.KindCheck, Key: c.Key, Period: c.Period}
			faults = append(faults, fault{
				about: about, at: values(about, "met"),
				words: []string{"branch", b.Name, "item", x.item, "counted", lower(text)},
			})
		}
	}
	return faults
}

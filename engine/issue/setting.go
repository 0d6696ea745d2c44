package issue

import (
	"fmt"

	"spm/engine/form"
)

// setting is what makes the declared forms those of the recipient: whether it
// is a division or a strand, its strategies, and its units.
func (i *issuer) setting() form.Setting {
	b := i.Org.Branch(i.branch)
	if b == nil {
		return form.Setting{Columns: blankColumns(i.Blank)}
	}
	s := form.Setting{Branch: b.Type, Columns: map[string][]form.Column{}}
	for _, x := range i.Org.Strategies {
		if x.BranchKey() == i.branch {
			s.Columns["strategies"] = append(s.Columns["strategies"], form.Column{Code: x.Code(), Label: x.Code()})
		}
	}
	for _, key := range i.units() {
		u := i.Org.Unit(key)
		c := form.Column{Code: key, Label: u.Name}
		if home := i.Org.Branch(u.Branch); b.Type == "strand" && home != nil {
			c.Group = home.Name
		}
		s.Columns["units"] = append(s.Columns["units"], c)
	}
	return s
}

// blankColumns are the columns of a matrix whose headings are written in by hand.
func blankColumns(blank bool) map[string][]form.Column {
	if !blank {
		return nil
	}
	const most = 6
	all := map[string][]form.Column{}
	for _, across := range form.Acrosses {
		for n := range most {
			all[across] = append(all[across], form.Column{Code: fmt.Sprint(n + 1), Label: "…"})
		}
	}
	return all
}

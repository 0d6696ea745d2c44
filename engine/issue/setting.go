package issue

import (
	"cmp"
	"fmt"

	"spm/engine/form"
	"spm/engine/ledger"
	"spm/engine/value"
)

// setting is what makes the declared forms those of the recipient: whether it
// is a division or a strand, its strategies, and its units.
func (i *issuer) setting() form.Setting {
	b := i.Org.Branch(i.branch)
	_, quarter := i.Org.Quarter(i.Quarter)
	if b == nil {
		s := form.Setting{Language: i.language(), Quarter: quarter, Columns: blankColumns(i.Blank)}
		if i.To.Role == string(ledger.Centre) && !i.Blank {
			s.Columns = map[string][]form.Column{"respondents": i.respondents()}
		}
		return s
	}
	s := form.Setting{Language: i.language(), Branch: b.Type, Organization: i.Org.Profile.Type, Quarter: quarter, Columns: map[string][]form.Column{}}
	said := i.Library.For(form.Setting{Language: s.Language})
	if i.Year > 1 && i.Packet.Every != "once" {
		s.Year = i.Year
	}
	for _, m := range i.Org.Months(i.Year) {
		s.Columns["months"] = append(s.Columns["months"], form.Column{Code: m, Label: said.ShortMonth(m)})
	}
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

// respondents are the columns of a table that shows what each of them answered.
func (i *issuer) respondents() (columns []form.Column) {
	for _, r := range i.Org.Respondents {
		columns = append(columns, form.Column{Code: r.Key, Label: r.Name})
	}
	return columns
}

// language is that of the recipient, or of those above it. English, in which the
// forms are declared, needs no mention.
func (i *issuer) language() string {
	own := i.Request.Language
	switch ledger.Role(i.To.Role) {
	case ledger.Unit:
		if u := i.Org.Unit(i.To.Key); u != nil {
			own = cmp.Or(own, u.Language)
		}
	case ledger.Respondent:
		own = cmp.Or(own, i.respondentLanguage())
	}
	if b := i.Org.Branch(i.branch); b != nil {
		own = cmp.Or(own, b.Language)
	}
	if own = cmp.Or(own, i.Org.Profile.Language); own == form.English {
		return ""
	}
	return own
}

// respondentLanguage is that of a respondent, or of the school that it is.
func (i *issuer) respondentLanguage() string {
	for _, r := range i.Org.Respondents {
		if r.Key != i.To.Key {
			continue
		}
		for _, s := range i.Org.Schools {
			if r.Language == "" && value.Fold(s.Name) == value.Fold(r.Name) {
				return s.Language
			}
		}
		return r.Language
	}
	return ""
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

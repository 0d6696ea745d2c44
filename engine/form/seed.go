package form

import (
	"maps"
	"strings"
)

// shareSeeds gives the sections that name another's seeded rows these rows,
// without saying for whom they are. Sections that name none there is are left
// as they are; check tells them.
func shareSeeds(l *Library) {
	for _, f := range l.Forms {
		for i := range f.Sheets {
			for j := range f.Sheets[i].Sections {
				s := &f.Sheets[i].Sections[j]
				from := l.sectionOf(s.SeedOf)
				if from == nil {
					continue
				}
				s.Seed = nil
				for _, seed := range from.Seed {
					own := maps.Clone(seed)
					delete(own, seedFor)
					s.Seed = append(s.Seed, own)
				}
			}
		}
	}
}

// seedFor is the key of a seed that says which group of recipients it is for.
const seedFor = "for"

// sectionOf is the section of a name such as SA.ratings, or nil.
func (l *Library) sectionOf(name string) *Section {
	id, section, ok := strings.Cut(name, ".")
	if f := l.Form(id); ok && f != nil {
		return f.Section(section)
	}
	return nil
}

// For is the group of recipients that a seeded row is for; empty: everybody.
func (s Seed) For() string { return s[seedFor] }

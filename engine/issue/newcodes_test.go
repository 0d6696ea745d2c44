package issue_test

import (
	"testing"

	"spm/engine/org"
)

// The new codes of a packet tell the kind of their entities, on whichever sheet
// they are named: what a beginning stands for is the same on all of them.
func TestNewCodesTellTheirKind(t *testing.T) {
	for _, p := range library.Packets {
		kinds := map[string]string{}
		for _, id := range p.Forms {
			f := library.Form(id)
			for i := range f.Sheets {
				for j := range f.Sheets[i].Sections {
					s := &f.Sheets[i].Sections[j]
					for _, code := range s.Codes() {
						begins := code.New
						if begins == "" && s.Kind(code) == s.Entity && !s.OwnCodes {
							begins = s.New
						}
						kind := s.Kind(code)
						if before := kinds[begins]; begins != "" && before != "" && before != kind {
							t.Errorf("packet %s: %s begins the new codes of a %s and of a %s", p.ID, begins, before, kind)
						}
						kinds[begins] = kind
					}
				}
			}
		}
	}
}

// No computed column has the name of an attribute that somebody states: it
// would be shown in the place of what was said.
func TestComputedNamesAreTheirOwn(t *testing.T) {
	stated := map[string]org.Kind{}
	for _, a := range org.Attributes() {
		stated[a.Name] = a.Kind
	}
	for _, name := range org.Computed {
		// These two no packet computes: the element of an indicator and the subject of a dispute are printed with their rows.
		if kind := stated[name]; kind != "" && name != "element" && name != "about" {
			t.Errorf("%s is computed, and an attribute of a %s", name, kind)
		}
	}
}

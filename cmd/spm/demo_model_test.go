package main

import (
	"testing"

	"spm/engine/org"
)

// The played year of the sample district fills every kind of entity that the
// model has.
func TestDemoFillsEveryKind(t *testing.T) {
	_, _, s := demoApp(t)
	filled := map[org.Kind]bool{}
	for subject, fact := range s.Facts {
		filled[subject.Kind] = filled[subject.Kind] || !fact.Value.Blank() || len(fact.Disputed) > 0
	}
	for _, kind := range org.Kinds() {
		if !filled[kind] {
			t.Errorf("nobody says anything about a %s", kind)
		}
	}
}

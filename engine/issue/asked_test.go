package issue_test

import (
	"testing"

	"spm/engine/issue"
	"spm/engine/org"
)

// folded are the attributes that the fold gives an entity when changes of the
// plan have come to count, and the day on which a command has started a year.
var folded = map[string]bool{"closed": true, "until": true, "dropped": true, "started": true}

// Nothing stands in the model that no form asks for.
func TestEveryAttributeIsAsked(t *testing.T) {
	asked := map[org.Kind]bool{}
	for _, a := range org.Attributes() {
		if issue.FieldOf(library, org.Subject{Kind: a.Kind, Attr: a.Name}) != nil {
			asked[a.Kind] = true
			continue
		}
		parent := a.Name == string(org.ParentOf(a.Kind)) // its code tells
		if !parent && !folded[a.Name] {
			t.Errorf("no form asks for %s of a %s", a.Name, a.Kind)
		}
	}
	for _, k := range org.Kinds() {
		if !asked[k] {
			t.Errorf("no form asks for anything of a %s", k)
		}
	}
}

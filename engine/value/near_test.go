package value_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/value"
)

func options(labels ...string) (all value.Options) {
	for _, l := range labels {
		all = append(all, value.Option{Key: l, Label: l})
	}
	return all
}

// A wrong repair is a wrong figure: only what can mean nothing else is repaired.
func TestRepair(t *testing.T) {
	for _, tc := range []struct{ list, typed, want string }{
		{"Mathematics Department, Science Department", "Math Dept.", "Mathematics Department"},
		{"Mathematics Department, Science Department", "Mathmatics Department", "Mathematics Department"},
		{"Mathematics Department, Mathematics Development", "Math Dept.", ""},
		{"Mathematics Department, Mathematics Deputies", "Math Dep.", ""},
		{"Mathematics Department, Science Department", "Department", ""},
		{"Mathematics Department, Science Department", "Mathematics", ""},
		{"Mathematics Department, Science Department", "Math Department Office", ""},
		{"On track, Off track", "On trck", "On track"},
		{"On track, Off track", "Of track", ""},
		{"On-track, Off-track", "on track", "On-track"},
		{"Matemáticas, Ciencias", "MATEMATICAS", "Matemáticas"},
		{"Health & Safety, Finance", "Health and Safety", "Health & Safety"},
		{"Increase, Decrease", "Increse", "Increase"},
		{"Likely, Unlikely", "Likley", "Likely"},
		{"Likely, Unlikely", "Nlikely", ""},
		{"Informal, Other", "Formal", ""},
		{"Ineffectively, Other", "effectively", ""},
		{"Grade 10, Grade 12", "Grade 1O", ""},
		{"Grade 10, Kindergarten", "Grade 11", ""},
		{"S1.2, S2.1", "s 1.2", "S1.2"},
		{"S1.2, S2.1", "S12", ""},
		{"S1.2, S2.1", "S1-2", ""},
		{"Yes, No", "Ye", ""},
		{"Recruitment, Retention", "recruitmnet", "Recruitment"},
		{"Recruitment, Retention", "", ""},
		{"Recruitment, Retention", "...", ""},
		{"प्रगति, पूर्ण", "पर्ण", ""},
	} {
		list := value.NewIndex(options(strings.Split(tc.list, ", ")...))
		x, ok := list.Same(tc.typed)
		if !ok {
			x, ok = list.Repair(tc.typed)
		}
		if got := x.Label; ok && got != tc.want || !ok && tc.want != "" {
			t.Errorf("%q among %s: repaired to %q (%v), want %q", tc.typed, tc.list, got, ok, tc.want)
		}
	}
}

// People are known by their very names; only case, blanks and signs may differ,
// and the family's name may come first.
func TestPeopleAreNotRepaired(t *testing.T) {
	spec := value.Spec{Type: value.Ref, Options: options("Anna Lee", "Rosa Delgado-Ruiz"), People: true}
	for typed, want := range map[string]string{"Ann Lee": "", "Rosa Delgado Ruiz": "Rosa Delgado-Ruiz", "DELGADO-RUIZ, Rosa": "Rosa Delgado-Ruiz", "Lee, Ann": "", "Lee, Anna, Rosa": ""} {
		if v, _, _ := value.Parse(spec, value.Raw{Text: typed}); v.Text != want {
			t.Errorf("%s was read as %q, want %q", typed, v.Text, want)
		}
	}
}

func TestPeopleOfOneCell(t *testing.T) {
	spec := value.Spec{Type: value.Refs, Options: options("Anna Lee", "Rosa Delgado-Ruiz", "Li Wei"), People: true}
	for typed, want := range map[string][]string{
		"Lee, Anna\nWei, Li":      {"Anna Lee", "Li Wei"},
		"Lee, Anna; Li Wei":       {"Anna Lee", "Li Wei"},
		"Anna Lee, Li Wei":        {"Anna Lee", "Li Wei"},
		"Li Wei, Delgado-Ruiz, A": nil,
	} {
		if v, _, _ := value.Parse(spec, value.Raw{Text: typed}); !slices.Equal(v.Items, want) {
			t.Errorf("%q was read as %q, want %q", typed, v.Items, want)
		}
	}
}

// What is offered in place of a text begins with what is nearest to it.
func TestNear(t *testing.T) {
	long := value.NewIndex(options("Mathematics", "Science", "Reading", "Writing", "Music", "Art", "Mathematics Coaching"))
	for typed, want := range map[string][]string{
		"Mathmatics": {"Mathematics"},
		"Math":       {"Mathematics", "Mathematics Coaching"},
		"Chemistry":  nil,
	} {
		if diff := cmp.Diff(want, long.Near(typed)); diff != "" {
			t.Errorf("%s: %s", typed, diff)
		}
	}
	if got := value.NewIndex(options("Yes", "No")).Near("Nope"); !slices.Equal(got, []string{"No", "Yes"}) {
		t.Errorf("of a short list is offered %v", got)
	}
}

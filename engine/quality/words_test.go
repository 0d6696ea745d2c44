package quality

import "testing"

func TestImperative(t *testing.T) {
	for text, want := range map[string]bool{
		"Draft the framework":                     true,
		"draft":                                   true,
		"2) Carefully review every plan":          true,
		"Re-design the hiring year":               true,
		"Reorganize the files":                    true,
		"Organise a fair":                         true,
		"Analyse the survey":                      true,
		"Think of better ways":                    true,
		"Bring schools together":                  true,
		"Apply for the grant":                     true,
		"Screen every student in fall and spring": true,
		"Developing a plan":                       false,
		"To develop a plan":                       false,
		"Development of a plan":                   false,
		"Developed a plan":                        false,
		"Survey of families":                      false,
		"Teachers will be trained":                false,
		"Mentor handbook":                         true, // a noun that is also a verb: nobody can tell
		"":                                        false,
		"15":                                      false,
	} {
		if _, ok := imperative(text); ok != want {
			t.Errorf("imperative(%q) = %v", text, ok)
		}
	}
}

// The published examples of the guidebook (sections 8.2, 8.3 and 8.5 of its
// reference), by which the rules of shared words are measured.
func TestAkin(t *testing.T) {
	const (
		goal    = "Each student will meet his or her annual growth targets and graduate ready to pursue post-secondary study and/or a career."
		and     = "each student will successfully meet his or her annual targets and graduate ready to pursue post-secondary study and/or a career"
		school  = "Each student in grades 3–8 will meet or exceed his/her math and ELA growth targets each year"
		schoolA = "all of our students will meet or exceed their math and ELA growth projections"
	)
	for _, tc := range []struct {
		name, a, b string
		but        []string
		want       bool
	}{
		{"and part and goal", and, goal, []string{"student", "all"}, true},
		{"School A", schoolA, school, []string{"student", "all"}, true},
		{"Human Resources: indicator and then part",
			"Percent of clients (districts, schools, partners, and other agencies) indicating services were of high quality",
			"more high-quality employees will be providing exceptional services to districts, schools, partners, and other agencies to meet the needs of all students", nil, true},
		{"School Improvement: indicator and then part",
			"Percent of districts and schools indicating increased capacity as a result of technical assistance",
			"more districts and schools will have the capacity to implement high-quality education services to meet the needs of each student", nil, true},
		{"only students", "all students will enjoy art", goal, []string{"student", "all"}, false},
		{"another word of the family", "Percent of teachers who stay", "teaching will be better", nil, true},
		{"safe and safety", "Students who report on safety", "schools will be safe", nil, true},
		{"nothing", "Percent of posts filled", "more teachers stay", nil, false},
	} {
		if got := akin(tc.a, tc.b, tc.but...); got != tc.want {
			t.Errorf("%s: %v; %v and %v", tc.name, got, content(tc.a), content(tc.b))
		}
	}
}

func TestClip(t *testing.T) {
	long := "Develop a professional growth plan process, and make it a part of our employee evaluation system."
	if got, want := clip(long), "Develop a professional growth plan process, and make it a part of our employee …"; got != want {
		t.Errorf("%q", got)
	}
	if got := clip(" two\n words "); got != "two words" {
		t.Errorf("%q", got)
	}
}

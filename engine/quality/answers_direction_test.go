package quality

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

var directionItems = []string{
	"QC 1.4", "QC 2.1", "QC 2.2", "QC 2.3", "QC 3.1", "QC 3.2", "QC 3.3", "QC 3.4", "QC 3.5",
	"QC 4.1", "QC 4.2", "QC 4.3", "QC 4.4", "QC 4.5", "QC 4.6", "QC 4.7", "QC 5.7", "QC 5.8",
}

// TestAnswersOfDirection: the answers to the items of Steps 1 to 5.
func TestAnswersOfDirection(t *testing.T) {
	for _, tc := range []struct {
		name, branch string
		f            fixture
		want         []string
	}{
		{"the sound plan", "HR", fixture{}, []string{
			"QC 1.4 yes: There is a purpose statement; clients named: 1 inside, 1 outside",
			"QC 2.1 yes: 1 of 1 relevant goal with roles and responsibilities for all parties",
			"QC 2.2 yes: Heard: 1 inside and 2 outside the organization; 1 district, 1 school among them",
			"QC 2.3 yes: 1 of 1 goal with gaps or conflicts with a resolution or a possible solution",
			"QC 3.1 partly: Sources from clients are named, none from partners or other influencers",
			"QC 3.2 yes: 1 of 1 relevant goal analyzed with several sources",
			"QC 3.3 yes: 1 of 1 relevant goal with strengths and weaknesses",
			"QC 3.4 partly: 1 of 1 relevant goal with opportunities and threats; no entry of the business or technology environment",
			"QC 3.5 yes: 1 of 1 relevant goal with strengths compared with opportunities and weaknesses with threats",
			"QC 4.1 yes: No strategy of the organization is listed",
			"QC 4.2 yes: 1 of 1 relevant goal with a possible strategy",
			"QC 4.3 yes: 2 of 2 possible strategies with minimum conditions",
			"QC 4.4 yes: 2 of 2 possible strategies with barriers that are marked as removable or not",
			"QC 4.5 yes: 2 of 2 possible strategies decided on with a reason",
			"QC 4.6 yes: 1 of 1 selected strategy looked at through all three lenses",
			"QC 4.7 yes: 1 of 1 strategy within the branch's role",
			"QC 5.7 no: No occasion is recorded on which staff were told",
			"QC 5.8 yes: 3 of 3 terms of the glossary defined",
		}},
		{"half done", "HR", fixture{Change: plan{
			"client HR/C2":             nil,
			"role HR/G1":               {"schools": nil, "resolution": nil},
			"consultation HR/CO3":      nil,
			"evidence HR/G1-E1":        {"sort": "partners"},
			"swot_link HR/G1-X2":       nil,
			"opportunity HR/G1-SW-O1":  {"environment": "business"},
			"opportunity HR/G1-SW-O3":  {"environment": "technology"},
			"standing_strategy HR/OS1": {"text": "Teach reading first", "relevant": "yes"},
			"standing_strategy HR/OS2": {"text": "Open the schools at seven"},
			"condition HR/PS1-02-C1":   nil,
			"barrier HR/PS1-02-B1":     {"removable": nil},
			"possibility HR/PS1-02":    {"reason": nil},
			"possibility HR/PS1-01":    {"innovation": nil},
			"strategy HR/S1.1":         {"role_check": "no"},
			"briefing HR/BR1":          {"audience": "Offices", "input": "The survey is too long."},
			"briefing HR/BR2":          {"audience": "Principals"},
			"term HR/T03":              {"definition": nil},
		}}, []string{
			"QC 1.4 partly: There is a purpose statement; clients named: 1 inside, 0 outside",
			"QC 2.1 no: 0 of 1 relevant goal with roles and responsibilities for all parties",
			"QC 2.2 partly: Heard: 1 inside and 1 outside the organization; no districts, 1 school among them",
			"QC 2.3 no: 0 of 1 goal with gaps or conflicts with a resolution or a possible solution",
			"QC 3.1 partly: Sources from clients and partners are named, none from other influencers",
			"QC 3.2 yes: 1 of 1 relevant goal analyzed with several sources",
			"QC 3.3 yes: 1 of 1 relevant goal with strengths and weaknesses",
			"QC 3.4 yes: 1 of 1 relevant goal with opportunities and threats",
			"QC 3.5 no: 0 of 1 relevant goal with strengths compared with opportunities and weaknesses with threats",
			"QC 4.1 partly: 1 of 2 strategies of the organization marked as relevant or not",
			"QC 4.2 yes: 1 of 1 relevant goal with a possible strategy",
			"QC 4.3 partly: 1 of 2 possible strategies with minimum conditions",
			"QC 4.4 partly: 1 of 2 possible strategies with barriers that are marked as removable or not",
			"QC 4.5 partly: 1 of 2 possible strategies decided on with a reason",
			"QC 4.6 no: 0 of 1 selected strategy looked at through all three lenses",
			"QC 4.7 no: 0 of 1 strategy within the branch's role",
			"QC 5.7 partly: Staff were told on 2 occasions; 1 brought input, 0 say how it was used",
			"QC 5.8 partly: 2 of 3 terms of the glossary defined",
		}},
		{"nothing there", "SI", fixture{
			Returned: []string{"B SI", "C SI", "D SI", "G SI"},
			Change: plan{
				"branch SI": {"purpose": nil}, "client SI/C1": nil, "client SI/C2": nil, "role SI/G2": nil,
				"consultation SI/CO1": nil, "consultation SI/CO2": nil, "consultation SI/CO3": nil, "evidence SI/G2-E1": nil,
				"strength SI/G2-SW-S1": nil, "strength SI/G2-SW-S2": nil, "strength SI/G2-SW-S3": nil,
				"threat SI/G2-SW-T1": nil, "threat SI/G2-SW-T2": nil, "threat SI/G2-SW-T3": nil,
				"possibility SI/PS2-01": nil, "strategy SI/S2.1": nil, "term SI/T01": nil, "term SI/T02": nil, "term SI/T03": nil,
			},
		}, []string{
			"QC 1.4 no: There is no purpose statement; clients named: 0 inside, 0 outside",
			"QC 2.1 no: 0 of 1 relevant goal with roles and responsibilities for all parties",
			"QC 2.2 no: Heard: 0 inside and 0 outside the organization; no districts, no schools among them",
			"QC 2.3 no: 0 of 1 relevant goal said to have no gap or conflict",
			"QC 3.1 no: No source from clients, partners or other influencers is named",
			"QC 3.2 no: 0 of 1 relevant goal analyzed with several sources",
			"QC 3.3 no: 0 of 1 relevant goal with strengths and weaknesses",
			"QC 3.4 no: 0 of 1 relevant goal with opportunities and threats",
			"QC 3.5 no: 0 of 1 relevant goal with strengths compared with opportunities and weaknesses with threats",
			"QC 4.1 yes: No strategy of the organization is listed",
			"QC 4.2 no: 0 of 1 relevant goal with a possible strategy",
			"QC 4.3 no: There are no possible strategies yet",
			"QC 4.4 no: There are no possible strategies yet",
			"QC 4.5 no: There are no possible strategies yet",
			"QC 4.6 no: There are no selected strategies yet",
			"QC 5.7 no: No occasion is recorded on which staff were told",
			"QC 5.8 no: There are no terms yet",
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, answered(t, tc.f, tc.branch, directionItems...)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

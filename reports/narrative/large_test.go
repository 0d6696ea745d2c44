package narrative

import (
	"fmt"
	"testing"

	"spm/engine/ledger"
	"spm/engine/value"
)

// large is a district of three branches with a whole year of reports: 12
// strategies, 24 milestones, 96 actions, 1,152 statuses.
func large(t testing.TB) *sample {
	s := district(t)
	for i, b := range []string{"HR", "TL", "SI"} {
		for g := 1; g <= 2; g++ {
			for n := 2; n <= 3; n++ {
				s.open(ledger.Branch, b, b+" leadership", "direction-"+b+".xlsx", "F Measures", "2026-04-20")
				strategy := fmt.Sprintf("%s/S%d.%d", b, g, n)
				s.text("strategy "+strategy+" if", "we coach every new teacher for two years")
				s.text("strategy "+strategy+" then", "more teachers will stay and teach well")
				s.text("strategy "+strategy+" and", "each student will meet annual growth targets")
				for m := 1; m <= 2; m++ {
					measure := fmt.Sprintf("measure %s-I%d", strategy, m)
					s.text(measure+" indicator", fmt.Sprintf("Percent of teachers who stay for %d years or more", m+1))
					s.text(measure+" source", "Staff records")
					s.pct(measure+" baseline", float64(50+3*m+i))
					s.pct(measure+" target 2026-27", float64(55+3*m+n))
					s.pct(measure+" actual 2026-27", float64(52+3*m+2*g+i))
				}
				largeWork(s, b, g, n)
			}
		}
	}
	return s
}

func largeWork(s *sample, b string, g, n int) {
	statuses := []string{"on_schedule", "on_schedule", "behind", "on_schedule", "complete"}
	for m := 1; m <= 2; m++ {
		code := fmt.Sprintf("%d.%d-Y1", g, n)
		if m == 2 {
			code += "b"
		}
		unit := fmt.Sprintf("U%02d", 10+m+2*n)
		s.text("unit "+unit+b+" name", "Unit "+unit+" of "+b)
		s.say("unit "+unit+b+" branch", value.OfRef(b))
		s.text("milestone "+b+"/M"+code+" text", "Develop and agree on a coaching plan for the first two years of each new employee.")
		s.say("milestone "+b+"/M"+code+" lead_unit", value.OfRef(unit+b))
		s.choice("milestone_result "+b+"/M"+code+" met 2026-27", []string{"met", "partly"}[(m+n)%2])
		for a := 1; a <= 4; a++ {
			key := fmt.Sprintf("%s/A%s-%02d", b, code, a)
			s.text("action "+key+" text", fmt.Sprintf("Write part %d of the handbook for mentors in English and Spanish", a))
			s.say("action "+key+" start", value.OfDate(value.Date(fmt.Sprintf("2026-%02d-10", 6+a))))
			s.say("action "+key+" end", value.OfDate(value.Date(fmt.Sprintf("2027-%02d-20", 1+a))))
			for i, month := range s.b.Organization().Months(1) {
				s.open(ledger.Unit, unit+b, "Unit "+unit, "monthly-"+unit+b+"-"+month+".xlsx", "R1 Monthly", value.Date(month+"-28"))
				s.choice("status "+key+" status "+month, statuses[min((i+a)/3, len(statuses)-1)])
				if (i+a)%5 == 0 {
					s.text("status "+key+" challenges "+month, "Two vacancies slowed us down in part "+fmt.Sprint(a)+".")
					s.text("status "+key+" adjustment_note "+month, "We asked a neighbor unit to help.")
					s.choice("status "+key+" adjustment "+month, "people")
				}
				if (i+a)/3 >= 4 && i == 11 {
					s.say("status "+key+" output "+month, value.OfList(fmt.Sprintf("Handbook, part %d", a)))
				}
			}
		}
	}
}

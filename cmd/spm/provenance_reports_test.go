package main

import (
	"errors"
	"fmt"
	"strings"

	"spm/engine/org"
	"spm/reports/document"
)

// report is one unit's report of one month.
func report(p *prover, src document.Source) error {
	at := strings.Fields(src.Subject)
	if len(at) != 2 || len(src.Claims) == 0 {
		return errors.New("no unit or no claim")
	}
	for _, c := range p.claims(src) {
		unit := c.Subject.Key
		if c.Subject.Kind == org.KindStatus {
			unit = ""
			for _, x := range p.state.Org.Actions {
				if m := p.state.Org.Milestone(x.Milestone); x.Key == c.Subject.Key && m != nil {
					unit = m.LeadUnit
				}
			}
		}
		if unit != at[0] && c.Subject.Kind != org.KindUnit || c.Subject.Period != at[1] && c.Subject.Period != "" {
			return fmt.Errorf("claim %d is about %s", c.ID, c.Subject)
		}
	}
	return nil
}

func missingReport(p *prover, src document.Source) error {
	for _, m := range p.in.Missing {
		who := m.Unit
		if who == "" {
			who = m.Branch
		}
		if strings.TrimSpace(who+" "+m.Kind+" "+m.Period) == src.Subject {
			return nil
		}
	}
	return errors.New("nothing of the sort is missing")
}

// notReported looks for what somebody has reported after all.
func notReported(p *prover, src document.Source) error {
	at := strings.Fields(src.Subject)
	period := ""
	if len(at) > 2 {
		period = at[2]
	}
	for s, f := range p.state.Facts {
		told := s.Kind == org.KindStatus && s.Attr == "status" || s.Kind == org.KindMilestoneResult && s.Attr == "met" || s.Kind == org.KindUnitMonth
		late := p.in.Month != "" && s.Kind == org.KindStatus && s.Period > p.in.Month
		if told && s.Key == at[0] && (period == "" || s.Period == period) && !f.Value.Blank() && !late && !p.unknown(s) {
			return fmt.Errorf("%s is %s", s, f.Value.Text)
		}
	}
	return nil
}

func together(_ *prover, src document.Source) error {
	if len(src.Of) == 0 {
		return errors.New("it rests on nothing")
	}
	return nil
}

// atRisk is a milestone with an action behind schedule, stopped or disputed, or
// past its end.
func atRisk(p *prover, src document.Source) error {
	for _, c := range p.claims(src) {
		state := c.Value.Text
		bad := c.Subject.Attr == "status" && state != "complete" || c.Subject.Attr == "end" && c.Value.Date() <= p.in.Today
		if !bad {
			return fmt.Errorf("claim %d says %s", c.ID, p.print(c))
		}
	}
	return together(p, src)
}

func planYears(p *prover, src document.Source) error {
	most := p.in.Year
	for _, m := range p.state.Org.Milestones {
		most = max(most, org.PlanYear(m.Year))
	}
	if src.Value != fmt.Sprint(most) {
		return fmt.Errorf("there are %d", most)
	}
	return nil
}

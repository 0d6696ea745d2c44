package engine

import (
	"fmt"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/store"
	"spm/engine/value"
)

// StartOptions name the year of the plan that begins.
type StartOptions struct {
	Year   string // 2027-28
	Anyway bool   // although something is missing
	Day    value.Date
}

// Started is a year that has become the year of work.
type Started struct {
	Year     string   `json:"year"`
	Next     string   `json:"next"`     // the year that opens for planning
	Already  bool     `json:"already"`  // it had been started before; nothing was done
	Done     bool     `json:"done"`     // false: something is missing
	Carried  []string `json:"carried"`  // unfinished actions, which the lead units take over or drop
	Planned  int      `json:"planned"`  // milestones of the year
	Adjusted int      `json:"adjusted"` // targets of the year that the review has adjusted
}

// StartYear turns the plan to a year: what was planned for it becomes the year
// of work, with adjusted targets and words first, the year after it opens, and
// unfinished actions are proposed to their lead units. Nothing is moved or
// renumbered, so the history stays; what is missing is named, and only Anyway
// goes on without it. A year that was started is not started again.
func (e *Engine) StartYear(o StartOptions) (Started, finding.List, error) {
	s, err := e.StateOn(o.Day)
	if err != nil {
		return Started{}, nil, err
	}
	if missing := needSetup(s); missing != nil {
		return Started{}, missing, nil
	}
	n := s.Org.YearNumber(o.Year)
	if n < 2 {
		return Started{}, finding.List{yearUnknown(s.Org, o.Year)}, nil
	}
	out := Started{Year: o.Year, Next: s.Org.SchoolYear(n + 1)}
	turn := turn{Organization: s.Org.InForce(), year: n}
	for _, a := range turn.Unfinished(n - 1) {
		out.Carried = append(out.Carried, a.Key)
	}
	out.Planned, out.Adjusted = len(turn.milestones(n)), turn.adjusted()
	if s.Org.Profile.Started[o.Year] != "" {
		out.Already, out.Done = true, true
		return out, nil, nil
	}
	findings := turn.tooEarly(o.Day)
	if findings != nil {
		return out, findings, nil
	}
	if findings = turn.missing(); len(findings) > 0 && !o.Anyway {
		return out, findings, nil
	}
	for i := range findings {
		findings[i] = findings[i].As(finding.Warning)
	}
	out.Done = true
	return out, findings, e.recordStart(o)
}

// recordStart notes the day on which a year was started.
func (e *Engine) recordStart(o StartOptions) error {
	text := []byte("spm year start " + o.Year + "\n")
	id := store.Hash(text)
	claim := ledger.Claim{
		Submission: id, Stream: "year//" + o.Year, Act: ledger.State, Sender: ledger.Sender{Role: ledger.Centre, Name: "Central office"},
		Subject: org.Subject{Kind: org.KindOrganization, Attr: "started", Period: o.Year}, Value: value.OfDate(o.Day),
		Where: finding.Location{File: strings.TrimSpace(string(text))}, Typed: string(o.Day), Received: o.Day,
	}
	return e.store.Record(store.Return{ID: id, File: claim.Where.File, Stream: claim.Stream, Received: o.Day, Status: Recorded, Answered: 1}, text, []ledger.Claim{claim}, nil)
}

// yearUnknown tells that a year is none that the command can be about.
func yearUnknown(o *org.Organization, year string) finding.Finding {
	return finding.New("YEAR-01", finding.Location{}, "year", year, "first", o.SchoolYear(1), "example", o.SchoolYear(2))
}

// turn looks at what the turn to a year needs.
type turn struct {
	*org.Organization
	year int
}

func (t turn) milestones(year int) []*org.Milestone {
	return org.Where(t.Milestones, func(m *org.Milestone) bool { return org.PlanYear(m.Year) == year && m.Text != "" })
}

// adjusted counts the targets of the year that a review has changed.
func (t turn) adjusted() (n int) {
	year := t.SchoolYear(t.year)
	for _, m := range t.GoalMeasures {
		if !m.AdjustedTarget[year].Blank() {
			n++
		}
	}
	for _, m := range t.Measures {
		if !m.AdjustedTarget[year].Blank() {
			n++
		}
	}
	return n
}

// tooEarly refuses a year before the last quarter of the one before it.
func (t turn) tooEarly(day value.Date) finding.List {
	if day.Valid() && t.YearOn(day) < t.year {
		begins, _ := t.QuarterSpan(t.QuarterLabel(t.year-1, 4))
		if begins != "" && day < begins {
			return finding.List{finding.New("YEAR-02", finding.Location{}, "year", t.SchoolYear(t.year), "day", begins.Format())}
		}
	}
	return nil
}

// missing names what has to be there before a year of work begins: the review
// of the year before it, a milestone for every strategy that goes on, and the
// word of the review on every target.
func (t turn) missing() (all finding.List) {
	year, before := t.SchoolYear(t.year), t.SchoolYear(t.year-1)
	for _, b := range t.Branches {
		add := func(what, todo string) {
			all.Add(finding.New("YEAR-03", finding.Location{}, "who", b.Name, "year", year, "what", what, "todo", todo).About(b.Key))
		}
		ours := func(key string) bool { return org.Scope(key) == b.Key }
		if open := t.unreviewed(ours); len(open) > 0 {
			add("the annual review of "+before+" says nothing about "+list(open),
				"Ingest its annual review; spm generate annual --year "+before+" --for "+b.Key+" writes the workbook")
		}
		if bare := t.bare(ours); len(bare) > 0 {
			add("there is no milestone for "+list(bare), "Plan one in the direction workbook of "+year+", or end the strategy in the annual review")
		}
		if unled := t.unled(ours); len(unled) > 0 {
			add("no unit leads "+list(unled), "Ingest the operations workbook of "+year+"; spm generate operations --year "+year+" --for "+b.Key+" writes it")
		}
		if loose := t.undecided(ours); len(loose) > 0 {
			add("nobody has confirmed or adjusted the target of "+list(loose), "Say it in the annual review of "+before)
		}
	}
	return all
}

// unreviewed are the milestones of the ending year on which no annual review
// has said whether they were met.
func (t turn) unreviewed(ours func(string) bool) (codes []string) {
	for _, m := range t.milestones(t.year - 1) {
		if r := t.Result(m.Key, t.SchoolYear(t.year-1)); ours(m.Key) && (r == nil || r.Met == "") {
			codes = append(codes, m.Code())
		}
	}
	return codes
}

// bare are the strategies that go on without a milestone in the year.
func (t turn) bare(ours func(string) bool) (codes []string) {
	planned := t.milestones(t.year)
	for _, s := range t.Strategies {
		ended := slices.ContainsFunc(t.StrategyReviews, func(r *org.StrategyReview) bool { return r.Key == s.Key && r.Decision == "end" })
		has := slices.ContainsFunc(planned, func(m *org.Milestone) bool { return m.Strategy == s.Key })
		if ours(s.Key) && !ended && !has {
			codes = append(codes, s.Code())
		}
	}
	return codes
}

// unled are the milestones of the year that no unit leads.
func (t turn) unled(ours func(string) bool) (codes []string) {
	for _, m := range t.milestones(t.year) {
		if ours(m.Key) && m.LeadUnit == "" {
			codes = append(codes, m.Code())
		}
	}
	return codes
}

// undecided are the measures of strategies whose target of the year the review
// has neither confirmed nor adjusted.
func (t turn) undecided(ours func(string) bool) (codes []string) {
	for _, m := range t.Measures {
		if ours(m.Key) && m.TargetDecision[t.SchoolYear(t.year)] == "" {
			codes = append(codes, m.Code())
		}
	}
	return codes
}

// list names a few codes and counts the others.
func list(codes []string) string {
	const most = 5
	if len(codes) <= most {
		return strings.Join(codes, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(codes[:most], ", "), len(codes)-most)
}

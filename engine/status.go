package engine

import (
	"spm/engine/finding"
	"spm/engine/packet"
	"spm/engine/quality"
	"spm/engine/store"
	"spm/engine/value"
)

// Standing is how a packet stands: who has it, and what came back.
type Standing struct {
	Packet   string     `json:"packet"`
	Title    string     `json:"title"`
	Code     string     `json:"code"`
	To       packet.To  `json:"to"`
	Year     string     `json:"year,omitempty"`
	Period   string     `json:"period,omitempty"`
	Issued   value.Date `json:"issued"`
	Due      value.Date `json:"due,omitempty"`
	Returned value.Date `json:"returned,omitempty"` // of the last return; empty: nothing came
	File     string     `json:"file,omitempty"`
	Answered int        `json:"answered"`
	State    string     `json:"state"` // waiting, late, returned, untouched, to mend, held
	Errors   int        `json:"errors,omitempty"`
}

// States of a packet.
const (
	Waiting   = "waiting"   // sent, not yet due
	Late      = "late"      // due, and nothing came back
	Returned  = "returned"  // recorded, nothing to mend
	Untouched = "untouched" // came back without an answer
	ToMend    = "to mend"   // recorded, but some answers were not understood or are missing
	OnHold    = "held"      // a file came that somebody has to decide on
	ToRead    = "to read"   // it asks nothing, and nobody waits for it
)

// Status tells for every packet who has it and what came back, in the order
// in which they were issued; of several issues of a packet the last counts.
func (e *Engine) Status(day value.Date) ([]Standing, error) {
	packets, err := e.store.Packets()
	if err != nil {
		return nil, err
	}
	returns, err := e.store.Returns()
	if err != nil {
		return nil, err
	}
	last := map[string]store.Return{}
	held := map[string]store.Return{}
	for _, r := range returns {
		if before, ok := last[r.Stream]; r.Status == Recorded && (!ok || r.Answered+r.Claims > 0 || before.Answered == 0) {
			last[r.Stream] = r // an empty copy takes nothing back
		} else if r.Status == Held {
			held[r.Packet] = r
		}
	}
	var all []Standing
	at := map[string]int{}
	for _, p := range packets {
		s := Standing{Packet: p.Kind, Title: p.Title, Code: p.Code, To: p.To, Year: p.Year, Period: p.Period, Issued: p.Issued, Due: p.Due}
		s.judge(last[p.Stream()], held[p.Code], day)
		if kind := e.Library.Packet(p.Kind); kind != nil && !e.Library.Asks(kind) {
			s.State = ToRead
		}
		if i, ok := at[p.Stream()]; ok {
			all[i] = s
			continue
		}
		at[p.Stream()] = len(all)
		all = append(all, s)
	}
	return all, nil
}

// judge says how a packet stands by its last return and a file held for it.
func (s *Standing) judge(r, held store.Return, day value.Date) {
	switch {
	case r.ID != "":
		s.Returned, s.File, s.Answered, s.Errors = r.Received, r.File, r.Answered, r.Findings.Count(finding.Error)
		switch {
		case s.Errors > 0:
			s.State = ToMend
		case r.Answered == 0 && r.Claims == 0:
			s.State = Untouched
		default:
			s.State = Returned
		}
	case held.ID != "":
		s.State, s.File = OnHold, held.File
	case s.Due != "" && s.Due < day:
		s.State = Late
	default:
		s.State = Waiting
	}
}

// returned are the forms that have come back, for the rules that miss something.
func (e *Engine) returned(s *State) (quality.Returns, error) {
	seen := quality.Seen(s.Org)
	packets, err := e.store.Packets()
	if err != nil {
		return nil, err
	}
	returns, err := e.store.Returns()
	if err != nil {
		return nil, err
	}
	byCode := map[string]*packet.Packet{}
	for _, p := range packets {
		byCode[p.Code] = p
	}
	for _, r := range returns {
		p := byCode[r.Packet]
		if p == nil || r.Status != Recorded || r.Answered+r.Claims == 0 {
			continue // an untouched workbook is no answer
		}
		kind := e.Library.Packet(p.Kind)
		if kind == nil {
			continue
		}
		for _, f := range kind.Forms {
			seen.Add(f, p.To.Key, quality.PeriodOf(f, p.Year, p.Period))
		}
	}
	return seen, nil
}

// Overdue is a packet that was due and has not come back.
type Overdue struct {
	Standing
	Unit   string // key; empty where a branch owes it
	Branch string
}

// For is the month or school year of what is overdue.
func (o Overdue) For() string {
	if o.Period != "" {
		return o.Period
	}
	return o.Year
}

// Missing lists what was due by a day and has not come back.
func (e *Engine) Missing(s *State, day value.Date) (all []Overdue, err error) {
	standings, err := e.Status(day)
	if err != nil {
		return nil, err
	}
	for _, x := range standings {
		if x.Answered > 0 || x.Due == "" || x.Due >= day {
			continue // an untouched workbook is no answer
		}
		o := Overdue{Standing: x, Branch: x.To.Key}
		if u := s.Org.Unit(x.To.Key); x.To.Role == "unit" && u != nil {
			o.Unit, o.Branch = u.Key, u.Branch
		}
		all = append(all, o)
	}
	return all, nil
}

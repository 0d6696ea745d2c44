package workbook

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/value"
	"spm/templates"
)

func library(t testing.TB) *form.Library {
	t.Helper()
	lib, findings := form.Load(templates.Embedded, nil)
	for _, f := range findings {
		t.Errorf("%s: %s %s", f.Where, f.Code, f.Message)
	}
	return lib
}

// The people, units and goals of an invented district.
var sampleOptions = map[string]value.Options{
	"goal":     {{Key: "G1", Label: "G1", Code: "G1"}, {Key: "G2", Label: "G2", Code: "G2"}},
	"branch":   {{Key: "HR", Label: "Human Resources", Code: "HR"}, {Key: "TL", Label: "Teaching and Learning", Code: "TL"}},
	"unit":     {{Key: "HR/U01", Label: "Talent Development", Code: "U01"}, {Key: "HR/U02", Label: "Recruitment", Code: "U02"}, {Key: "HR/U03", Label: "Employee Records", Code: "U03"}},
	"strategy": {{Key: "HR/S1.1", Label: "S1.1", Code: "S1.1"}, {Key: "HR/S2.1", Label: "S2.1", Code: "S2.1"}},
	"person.lead_unit": {
		{Key: "P01", Label: "Zoë Núñez", Code: "P01"}, {Key: "P02", Label: "Kenji Sato", Code: "P02"},
		{Key: "P03", Label: "Sam Lee", Code: "P03"}, {Key: "P04", Label: "Sam Lee", Code: "P04"},
	},
	"person":    {{Key: "P01", Label: "Zoë Núñez", Code: "P01"}, {Key: "P02", Label: "Kenji Sato", Code: "P02"}},
	"milestone": {{Key: "HR/M1.1-Y1", Label: "M1.1-Y1", Code: "M1.1-Y1"}},
}

var sampleTexts = map[string]string{
	"goal":        "Each student meets his or her annual growth targets in reading and mathematics.",
	"explanation": "Growth, not a single score, tells whether our teaching works for each student. We look at every student's path from fall to spring, so that those who start behind catch up and those who start ahead keep moving. The goal covers every grade and every school, and it includes students with disabilities and students who are learning English.",
	"statement":   "If we implement an employee evaluation process based on growth, rather than retribution, to build and retain high-quality employees, then more high-quality employees will be providing exceptional services to students, families, schools, and partners, and each student will successfully meet his or her annual growth targets and graduate ready to pursue post-secondary study, a career, or both.",
	"strategy":    "If we hire earlier in the year and give every new teacher a trained mentor for two years, then schools will open fully staffed, and every student will learn in a school where he or she is known.",
	"milestone":   "The evaluation framework is drafted with teachers and principals, adopted by the Board, and explained in every school.",
	"indicator":   "Percent of clients (schools, departments, families, and partners) who say that our services were of high quality",
	"action":      "Draft the framework with a team of teachers and principals and try it in three schools.",
	"mission":     "We teach every child well, in safe schools, together with families.",
	"vision":      "Every learner thrives.",
	"check":       "At least the organization's mission, its goals, and their explanations and measures are recorded.",
}

// samplePacket prints the forms with rows of every kind: some that exist, some
// spare, given texts of usual length, and a few answers.
func samplePacket(t testing.TB, lib *form.Library, kind string, blank bool) *packet.Packet {
	t.Helper()
	decl := lib.Packet(kind)
	p := &packet.Packet{
		Code: "4F7K-2Q", Kind: kind, Title: decl.Title, Year: "2026-27", Issue: 1, Issued: "2026-09-28", Due: "2026-10-05", Blank: blank,
		To:           packet.To{Role: "branch", Key: "HR", Name: "Human Resources Division"},
		Organization: "Riverbend School District", ReturnTo: "plan@riverbend.example", Contact: "Jo Ng, 555-0100",
		Options: sampleOptions,
	}
	switch decl.To {
	case "centre":
		p.To = packet.To{Role: "centre", Name: "Central office"}
	case "unit", "lead_unit":
		p.To = packet.To{Role: "unit", Key: "HR/U01", Name: "Talent Development"}
	}
	if decl.Every == "month" {
		p.Period = "2026-10"
	}
	if blank {
		p.Code, p.Due, p.Organization, p.To.Key, p.To.Name = "", "", "", "", ""
	}
	for _, id := range decl.Forms {
		f := lib.Form(id)
		for i := range f.Sheets {
			p.Sheets = append(p.Sheets, sampleSheet(p, f, i))
		}
	}
	return p
}

func sampleSheet(p *packet.Packet, f *form.Form, i int) packet.Sheet {
	s := packet.Sheet{Form: f.ID, Version: f.Version, Hash: f.Hash, Sheet: i, Name: f.Sheets[i].Name}
	if f.Repeat != "" {
		s.Name, s.Scope = f.ID+" M1.1-Y1", "HR/M1.1-Y1"
	}
	for j := range f.Sheets[i].Sections {
		x := &f.Sheets[i].Sections[j]
		b := packet.Block{Section: x.ID}
		switch {
		case x.Shape == form.Answers:
			b.Rows = []packet.Row{sampleRow(p, f, x, 0, "")}
		case x.Shape == form.Checks:
			for n, c := range f.Checks {
				r := packet.Row{Codes: map[string]string{"no": "QC " + c.ID}, Values: map[string]value.Value{"check": value.OfText(c.Text)}, ID: packet.RowID(p.Code, f.ID, x.ID, c.ID)}
				if n == 1 {
					r.Values["met"] = value.OfChoice("partly")
				}
				b.Rows = append(b.Rows, r)
			}
		case x.Slots != nil:
			b.Rows = sampleSlots(p, f, x)
		default:
			b.Rows = sampleRows(p, f, x)
		}
		s.Blocks = append(s.Blocks, b)
	}
	return s
}

func sampleRows(p *packet.Packet, f *form.Form, x *form.Section) (rows []packet.Row) {
	existing := 3
	if x.Spare > 0 {
		existing = 1
	}
	if p.Blank && x.Spare > 0 {
		existing = 0
	}
	for n := range existing {
		rows = append(rows, sampleRow(p, f, x, n, ""))
	}
	for n := range x.Spare {
		code := "NEW-" + strconv.Itoa(n+1)
		if x.New != "" {
			code = x.New + strconv.Itoa(n+1)
		}
		if x.OwnCodes {
			code = ""
		}
		r := packet.Row{ID: packet.RowID(p.Code, f.ID, x.ID, fmt.Sprint(code, n)), New: true, Codes: map[string]string{}}
		if code != "" {
			r.Codes["no"] = code
		}
		rows = append(rows, r)
	}
	return rows
}

// sampleRow is a row about something that exists: given cells are filled, and
// every other row has its answers.
func sampleRow(p *packet.Packet, f *form.Form, x *form.Section, n int, code string) packet.Row {
	r := packet.Row{Codes: map[string]string{}, Values: map[string]value.Value{}}
	if x.Shape != form.Answers {
		r.ID = packet.RowID(p.Code, f.ID, x.ID, fmt.Sprint(code, n))
	}
	for i := range x.Fields {
		q := &x.Fields[i]
		switch {
		case q.Type == value.Code:
			r.Codes[q.ID] = map[string]string{"action": "M1.1-Y1-A", "milestone": "M1.1-Y", "measure": "S1.1-I", "goal_measure": "G1-I", "strategy": "S1.", "goal": "G"}[x.Kind(q)] + strconv.Itoa(n+1)
		case q.ShownPeriod && p.Period != "":
			r.Values[q.ID] = value.Value{Type: value.Month, Text: p.Period}
		case p.Blank:
		case q.Given:
			r.Values[q.ID] = sampleGiven(q)
		case n == 1 || !q.Fresh && x.Shape != form.Answers:
			if v, _, ok := value.Parse(value.Spec{Type: q.Type, Options: p.Options[q.ListName()], Open: true}, value.Raw{Text: q.Example}); ok && q.List == "" {
				r.Values[q.ID] = v
			}
			if q.List != "" {
				r.Values[q.ID] = value.OfChoice(sampleChoice[q.List])
			}
		}
	}
	return r
}

var sampleChoice = map[string]string{
	"action_status": "behind", "milestone_met": "met", "public": "public", "direction": "up", "branch_type": "division",
	"client_place": "internal", "client_time": "current", "work_decision": "action", "planning_reason": "information",
	"adjustment": "dates", "milestone_decision": "carry", "target_decision": "confirmed", "strategy_decision": "proceed",
}

func sampleGiven(q *form.Field) value.Value {
	switch q.Type {
	case value.Measure:
		return value.OfMeasure(67.5, "%")
	case value.Day:
		return value.OfDate("2026-08-01")
	case value.Ref:
		return value.OfRef(map[string]string{"unit": "HR/U01", "person": "P01"}[q.To])
	case value.List:
		return value.OfList("Respect", "Curiosity")
	case value.Choice:
		return value.OfChoice("public")
	}
	for _, key := range []string{q.ID, q.Attr} {
		if s := sampleTexts[key]; s != "" {
			return value.Value{Type: q.Type, Text: s}
		}
	}
	return value.Value{Type: q.Type, Text: "Talent Development"}
}

// sampleSlots are the rows of F for a strategy that exists and for one that is
// still to be typed into E.
func sampleSlots(p *packet.Packet, f *form.Form, x *form.Section) (rows []packet.Row) {
	for n, strategy := range []string{"S1.1", "NEW-S1"} {
		for k, year := range x.Slots.Kinds[1].Years {
			r := packet.Row{
				ID: packet.RowID(p.Code, f.ID, x.ID, fmt.Sprint(n, k)), New: true,
				Codes:  map[string]string{"strategy_no": strategy, "milestone_no": "NEW-M" + strconv.Itoa(4*n+k+1)},
				Values: map[string]value.Value{"year": value.OfChoice(year)},
			}
			if k < x.Slots.Kinds[0].Rows {
				r.Codes["no"] = "NEW-I" + strconv.Itoa(2*n+k+1)
			}
			switch {
			case strings.HasPrefix(strategy, "NEW"):
				r.Mirror = map[string]packet.Mirror{
					"goal":     {Form: "E", Section: "strategies", Code: strategy, Fields: []string{"goal"}},
					"strategy": {Form: "E", Section: "strategies", Code: strategy, Fields: []string{"if", "then", "and"}},
				}
			case !p.Blank:
				r.Values["goal"], r.Values["strategy"] = value.OfText(sampleTexts["goal"]), value.OfText(sampleTexts["statement"])
			}
			rows = append(rows, r)
		}
	}
	return rows
}

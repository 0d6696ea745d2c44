package issue_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/reconcile"
	"spm/engine/value"
	"spm/templates"
)

var update = flag.Bool("update", false, "write the packets in testdata anew")

// district is a small organization: what its setup and first returns have said.
const district = `
	organization . name = Riverbend School District
	organization . mission = We teach every child well.
	organization . plan_start = 2026-07-01
	organization . return_to = plan@riverbend.example
	goal G1 text = Each student meets growth targets.
	goal G1 explanation = We mean every student.
	goal G2 text = Each student graduates ready.
	goal_measure G1-I1 indicator = Percent of students who grow
	goal_measure G1-I1 baseline = 67%
	goal_measure G1-I1 target 2026-27 = 73%
	goal_measure G2-I1 indicator = Percent who graduate
	goal_measure G2-I1 baseline = To be determined using 2026 data
	branch HR name = Human Resources
	branch HR leader = Rosa Delgado
	branch HR email = rosa@riverbend.example
	branch SI name = School Improvement
	unit U01 name = Talent Development
	unit U01 branch = HR
	unit U01 leader = Kenji Sato
	unit U02 name = Recruitment
	unit U02 branch = HR
	person P01 name = Jo Ng
	person P01 unit = U01
	person P02 name = Jo Ng
	person P02 unit = U02
	person P03 name = Zoë Núñez
	person P03 unit = U01
	relevance HR/G1 relevant = yes
	measure_part HR/G1-I1 collects = yes
	relevance SI/G2 relevant = yes
	strategy HR/S1.1 if = we coach every new teacher
	strategy HR/S1.1 then = more teachers will stay
	strategy HR/S1.1 and = each student will meet targets
	strategy HR/S1.1 goal = G1
	measure HR/S1.1-I1 indicator = Percent who stay
	measure HR/S1.1-I1 target 2026-27 = 63%
	measure HR/S1.1-I1 adjusted_target 2026-27 = 62%
	milestone HR/M1.1-Y1 text = Plan the coaching
	milestone HR/M1.1-Y1 lead_unit = U01
	milestone HR/M1.1-Y1b text = Train the coaches
	milestone HR/M1.1-Y1b lead_unit = U01
	milestone HR/M1.1-Y2 text = Coach everybody
	milestone HR/M1.1-Y3 text = Extend the coaching
	work HR/W01 text = Mentor program
	work HR/W01 milestones = HR/M1.1-Y1
	action HR/A1.1-Y1-01 text = Draft the plan
	action HR/A1.1-Y1-01 start = 2026-07-01
	action HR/A1.1-Y1-01 responsible = P03
	action HR/A1.1-Y1-02 text = Find coaches
	action HR/A1.1-Y1-02 start = 2026-11-01
	action HR/A1.1-Y1-03 text = Ask other districts
	action HR/A1.1-Y1-03 start = 2026-07-01
	status HR/A1.1-Y1-03 status 2026-09 = complete
	action HR/A1.1-Y1b-01 text = Hold the training
	action HR/A1.1-Y1b-01 start = 2026-10-31
	client HR/C1 name = Schools`

var library = func() *form.Library {
	var model []form.Attribute
	for _, a := range org.Attributes() {
		model = append(model, form.Attribute{Kind: string(a.Kind), Name: a.Name, Yearly: a.Yearly})
	}
	lib, findings := form.Load(templates.Embedded, model, org.Computed...)
	if len(findings) > 0 {
		panic(fmt.Sprint(findings))
	}
	return lib
}()

// source is what packets are filled from after some statements, a line each:
// kind key attribute [period] = value.
func source(t *testing.T, statements string) issue.Source {
	t.Helper()
	l := &ledger.Ledger{}
	for line := range strings.SplitSeq(strings.TrimSpace(statements), "\n") {
		left, text, ok := strings.Cut(strings.TrimSpace(line), " = ")
		if !ok {
			continue
		}
		w := append(strings.Fields(left), "")
		s := org.Subject{Kind: org.Kind(w[0]), Key: strings.Trim(w[1], "."), Attr: w[2], Period: w[3]}
		l.Claims = append(l.Claims, ledger.Claim{ID: int64(len(l.Claims) + 1), Act: ledger.State, Subject: s, Value: read(t, s, text)})
	}
	state, err := reconcile.Fold(library, l)
	if err != nil {
		t.Fatal(err)
	}
	return issue.Source{Library: library, Workspace: "test", Org: state.Org, Facts: state.Facts, Ledger: l}
}

// read understands a text as the form does that asks for the attribute.
func read(t *testing.T, s org.Subject, text string) value.Value {
	t.Helper()
	f := issue.FieldOf(library, s)
	switch {
	case f == nil:
		t.Fatalf("no form asks for %s of %s", s.Attr, s.Kind)
	case f.Type == value.Ref:
		return value.OfRef(text)
	case f.Type == value.Refs:
		return value.Value{Type: value.Refs, Items: strings.Split(text, "; ")}
	}
	v, _, ok := value.Parse(value.Spec{Type: f.Type, Options: library.Lists[f.List]}, value.Raw{Text: text})
	if !ok {
		t.Fatalf("%q is no %s", text, f.Type)
	}
	return v
}

func send(t *testing.T, s issue.Source, kind, to, month string) *packet.Packet {
	t.Helper()
	r := s.When(library.Packet(kind), month, "2026-05-01")
	r.Issue = 1
	return request(t, s, r, to)
}

func request(t *testing.T, s issue.Source, r issue.Request, to string) *packet.Packet {
	t.Helper()
	for _, x := range s.Recipients(r.Packet, r.Year) {
		if x.Key == to {
			r.To = x
			p, err := s.Issue(r)
			if err != nil {
				t.Fatal(err)
			}
			return p
		}
	}
	t.Fatalf("%s has no recipient %q", r.Packet.ID, to)
	return nil
}

// The packets of the district, as text.
func TestPackets(t *testing.T) {
	s := source(t, district)
	for name, p := range map[string]*packet.Packet{
		"setup-first":        send(t, source(t, ""), "setup", "", ""),
		"setup-later":        send(t, s, "setup", "", ""),
		"direction-HR":       send(t, s, "direction", "HR", ""),
		"direction-SI":       send(t, s, "direction", "SI", ""),
		"action-plan-U01":    send(t, s, "action-plan", "U01", ""),
		"monthly-U01-oct":    send(t, s, "monthly", "U01", "2026-10"),
		"annual-HR":          send(t, s, "annual", "HR", ""),
		"operations-HR":      send(t, s, "operations", "HR", ""),
		"operations-blank":   blank(t, s, "operations"),
		"roll-up-HR-oct":     send(t, s, "roll-up", "HR", "2026-10"),
		"quarterly-HR-q2":    send(t, s, "quarterly", "HR", "2026-10"),
		"quarterly-HR-q4":    send(t, s, "quarterly", "HR", "2027-06"),
		"direction-blank":    blank(t, s, "direction"),
		"action-plan-blank":  blank(t, s, "action-plan"),
		"direction-unfilled": unfilled(send(t, s, "direction", "HR", "")),
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", name+".txt")
			got := dump(p)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-update writes it anew (-want +got):\n%s", diff)
			}
		})
	}
}

func blank(t *testing.T, s issue.Source, kind string) *packet.Packet {
	p, err := s.Issue(issue.Request{Packet: library.Packet(kind), To: packet.To{Role: "branch"}, Year: 1, Day: "2026-05-01", Blank: true})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func unfilled(p *packet.Packet) *packet.Packet {
	p.Unfilled()
	return p
}

// dump is a packet as text: every row with its codes, entities, values and
// mirrors; spare rows that have codes only are told together.
func dump(p *packet.Packet) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s to %s %s %q, year %s, period %s, issue %d of %s, due %s, stream %s\n",
		p.Kind, p.Code, p.To.Role, p.To.Key, p.To.Name, p.Year, p.Period, p.Issue, p.Issued, p.Due, p.Stream())
	for _, sheet := range p.Sheets {
		fmt.Fprintf(&b, "\nSheet %q: form %s v%d", sheet.Name, sheet.Form, sheet.Version)
		if sheet.Scope != "" {
			fmt.Fprintf(&b, " for %s", sheet.Scope)
		}
		b.WriteByte('\n')
		for _, block := range sheet.Blocks {
			fmt.Fprintf(&b, "  %s\n", block.Section)
			rows(&b, block.Rows)
		}
	}
	b.WriteString("\nOptions\n")
	for _, name := range slices.Sorted(maps.Keys(p.Options)) {
		var all []string
		for _, o := range p.Options[name] {
			all = append(all, o.Key+" “"+o.Label+"”")
		}
		fmt.Fprintf(&b, "  %s: %s\n", name, strings.Join(all, ", "))
	}
	return b.String()
}

func rows(b *strings.Builder, rows []packet.Row) {
	for n := 0; n < len(rows); n++ {
		r := rows[n]
		last := n
		for bare(r) && last+1 < len(rows) && bare(rows[last+1]) {
			last++
		}
		if last > n+1 {
			fmt.Fprintf(b, "    %s … %s: %d spare rows\n", pairs(r.Codes), pairs(rows[last].Codes), last-n+1)
			n = last
			continue
		}
		spare := ""
		if r.New {
			spare = " (new)"
		}
		fmt.Fprintf(b, "    %s%s of %s\n", pairs(r.Codes), spare, pairs(r.Keys))
		for _, f := range slices.Sorted(maps.Keys(r.Values)) {
			fmt.Fprintf(b, "      %s: %s\n", f, strings.ReplaceAll(r.Values[f].Format(nil), "\n", " ⏎ "))
		}
		for _, f := range slices.Sorted(maps.Keys(r.Mirror)) {
			m := r.Mirror[f]
			fmt.Fprintf(b, "      %s shows %s of %s.%s %s\n", f, strings.Join(m.Fields, "+"), m.Form, m.Section, m.Code)
		}
	}
}

// bare tells whether a row has nothing but its codes.
func bare(r packet.Row) bool { return r.New && len(r.Values)+len(r.Mirror) == 0 }

func pairs(m map[string]string) string {
	var all []string
	for _, k := range slices.Sorted(maps.Keys(m)) {
		if m[k] != "" {
			all = append(all, k+" "+m[k])
		}
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// The same organization gives the same packet; another issue has another code.
func TestSameInputSamePacket(t *testing.T) {
	a, b := source(t, district), source(t, district)
	for _, kind := range []string{"direction", "annual"} {
		p, q := send(t, a, kind, "HR", ""), send(t, b, kind, "HR", "")
		if !p.Equal(q) {
			t.Errorf("%s differs:\n%s", kind, cmp.Diff(dump(p), dump(q)))
		}
		r := request(t, a, issue.Request{Packet: library.Packet(kind), Year: 1, Issue: 2, Day: "2026-05-01"}, "HR")
		if p.Code == r.Code || p.Equal(r) || p.Stream() != r.Stream() {
			t.Errorf("issue 2 of %s has the code %s and the stream %s", kind, r.Code, r.Stream())
		}
	}
	if p, q := send(t, a, "direction", "HR", ""), send(t, a, "direction", "SI", ""); p.Code == q.Code || p.Sheets[0].Blocks[0].Rows[0].ID == q.Sheets[0].Blocks[0].Rows[0].ID {
		t.Error("two branches have the same codes")
	}
}

// Every code of a packet is found in every section that shows its entity, and
// no two rows of a table that are told apart by a code share it.
func TestCodesOfAPacketFit(t *testing.T) {
	for _, branch := range []string{"HR", "SI"} {
		p := send(t, source(t, district), "direction", branch, "")
		shown := map[string]map[string]bool{}
		for _, s := range p.Sheets {
			for _, b := range s.Blocks {
				section := library.Form(s.Form).Section(b.Section)
				own := map[string]bool{}
				for _, r := range b.Rows {
					for _, f := range section.Codes() {
						place := s.Form + "." + section.Key(f)
						if shown[place] == nil {
							shown[place] = map[string]bool{}
						}
						code := r.Codes[f.ID]
						shown[place][code] = true
						if code == "" || f.Given {
							continue
						}
						if own[f.ID+code] {
							t.Errorf("%s: %s prints %s twice", branch, place, code)
						}
						own[f.ID+code] = true
					}
				}
			}
		}
		for _, chain := range [][2]string{{"F.measures.strategy_no", "E.strategies.no"}, {"E.review.no", "E.strategies.no"}, {"D.conditions.strategy_no", "D.possibilities.no"}} {
			for code := range shown[chain[0]] {
				if code != "" && !shown[chain[1]][code] {
					t.Errorf("%s: %s prints %s, which %s does not", branch, chain[0], code, chain[1])
				}
			}
		}
		for _, o := range p.Options["milestone"] {
			if !shown["F.measures.milestone_no"][org.Code(o.Key)] {
				t.Errorf("%s: F2 offers the milestone %s, which F1 does not print", branch, o.Key)
			}
		}
	}
}

// The month's actions have started by its end and were not finished before it.
func TestActionsOfAMonth(t *testing.T) {
	s := source(t, district)
	for month, want := range map[string]string{
		"2026-06": "",
		"2026-07": "A1.1-Y1-01 A1.1-Y1-03",
		"2026-09": "A1.1-Y1-01 A1.1-Y1-03",
		"2026-10": "A1.1-Y1-01 A1.1-Y1b-01",
		"2026-11": "A1.1-Y1-01 A1.1-Y1-02 A1.1-Y1b-01",
	} {
		block, _ := send(t, s, "monthly", "U01", month).Block("R1", "", "status")
		var codes []string
		for _, r := range block.Rows {
			codes = append(codes, r.Codes["no"])
		}
		if diff := cmp.Diff(want, strings.Join(codes, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", month, diff)
		}
	}
}

func TestRecipients(t *testing.T) {
	s := source(t, district)
	for kind, want := range map[string]string{"setup": "", "direction": "HR SI", "action-plan": "U01", "monthly": "U01", "annual": "HR SI"} {
		var keys []string
		for _, to := range s.Recipients(library.Packet(kind), 1) {
			keys = append(keys, to.Key)
		}
		if diff := cmp.Diff(want, strings.Join(keys, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", kind, diff)
		}
	}
	if got := s.Recipients(library.Packet("action-plan"), 2); len(got) > 0 {
		t.Errorf("nobody leads a milestone of Year 2, yet it goes to %v", got)
	}
}

func TestDue(t *testing.T) {
	s := source(t, district)
	for kind, want := range map[string]value.Date{"direction": "2026-06-15", "annual": "2026-05-31"} {
		if got := send(t, s, kind, "HR", "").Due; got != want {
			t.Errorf("%s is due %s, want %s", kind, got, want)
		}
	}
	if got := send(t, s, "monthly", "U01", "2026-12").Due; got != "2027-01-05" {
		t.Errorf("the report of December is due %s", got)
	}
}

// Every sort of rows that a form may declare can be printed.
func TestRowSources(t *testing.T) {
	s := source(t, district)
	for _, rows := range form.RowSources {
		lib := *library
		section := form.Section{ID: "x", Shape: form.Table, Rows: rows, Entity: "goal", Fields: []form.Field{{ID: "no", Attr: "code", Type: value.Code}}}
		if rows == form.Slotted {
			section = *library.Form("F").Section("measures")
		}
		lib.Forms = append(slices.Clone(lib.Forms), &form.Form{ID: "X", Sheets: []form.Sheet{{Sections: []form.Section{section}}}})
		s.Library = &lib
		_, err := s.Issue(issue.Request{Packet: &form.Packet{ID: "x", Every: "month", Forms: []string{"X"}}, To: packet.To{Role: "branch", Key: "HR"}, Year: 1, Month: "2026-10", Day: "2026-05-01"})
		if err != nil {
			t.Errorf("rows: %s: %v", rows, err)
		}
	}
}

// A printed new code names one kind of entity in all forms of its packet: by
// it a later row, or another sheet, says which entity it means.
func TestNewCodesNameOneKind(t *testing.T) {
	for _, p := range library.Packets {
		kinds := map[string]string{}
		for _, id := range p.Forms {
			f := library.Form(id)
			for n := range f.Sheets {
				for j := range f.Sheets[n].Sections {
					s := &f.Sheets[n].Sections[j]
					for _, code := range s.Codes() {
						prefix := code.New
						if prefix == "" && s.Kind(code) == s.Entity {
							prefix = s.New
						}
						if was := kinds[prefix]; prefix != "" && was != "" && was != s.Kind(code) {
							t.Errorf("the packet %s prints %s for a %s and for a %s", p.ID, prefix, was, s.Kind(code))
						}
						kinds[prefix] = s.Kind(code)
					}
				}
			}
		}
	}
}

package reconcile_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/reconcile"
	"spm/engine/submission"
	"spm/engine/value"
	"spm/templates"
)

// desk is a central office: a ledger, packets that go out, and workbooks that
// come back, without any file.
type desk struct {
	testing.TB
	ledger ledger.Ledger
	codes  map[string]map[string]string // by packet
	sent   map[string]string            // packet of each return
}

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

// district is what the setup workbook has said before every test.
const district = `
	organization . name = Riverbend
	organization . plan_start = 2026-07-01
	goal G1 text = Each student meets growth targets.
	goal G2 text = Each student graduates ready.
	branch HR name = Human Resources
	branch SI name = School Improvement
	unit U01 name = Talent Development
	unit U01 branch = HR
	unit U02 name = Recruitment
	unit U02 branch = HR
	person P01 name = Zoë Núñez
	person P01 unit = U01`

var (
	centre = ledger.Sender{Role: ledger.Centre}
	talent = ledger.Sender{Role: ledger.Unit, Key: "U01", Name: "Talent Development"}
)

func newDesk(t testing.TB, more string) *desk {
	d := &desk{TB: t, codes: map[string]map[string]string{}, sent: map[string]string{}}
	d.says(centre, district)
	d.says(centre, more)
	return d
}

// empty is a desk before anything was said.
func empty(t testing.TB) *desk {
	return &desk{TB: t, codes: map[string]map[string]string{}, sent: map[string]string{}}
}

func (d *desk) add(c ledger.Claim) int64 {
	c.ID = int64(len(d.ledger.Claims) + 1)
	d.ledger.Claims = append(d.ledger.Claims, c)
	return c.ID
}

// says adds statements, a line each: kind key attribute [period] = value. The
// last one's id is returned.
func (d *desk) says(who ledger.Sender, lines string) (last int64) {
	d.Helper()
	for _, line := range nonblank(lines) {
		s, text, _ := strings.Cut(line, " = ")
		subject := subjectOf(s)
		last = d.add(ledger.Claim{
			Act: ledger.State, Sender: who, Stream: string(who.Role) + "/" + who.Key, Subject: subject,
			Value: d.value(subject, text), Typed: text, Where: finding.Location{File: "said.xlsx"},
		})
	}
	return last
}

// takesBack retracts claims.
func (d *desk) takesBack(settles ...int64) int64 {
	c, _ := d.ledger.Claim(settles[0])
	return d.add(ledger.Claim{Act: ledger.Retract, Sender: centre, Subject: c.Subject, Settles: settles})
}

// takesAllBack retracts every claim about an entity.
func (d *desk) takesAllBack(kind org.Kind, key string) {
	for _, c := range slices.Clone(d.ledger.Claims) {
		if c.Subject.Kind == kind && c.Subject.Key == key {
			d.takesBack(c.ID)
		}
	}
}

// decides settles claims with a value.
func (d *desk) decides(line string, settles ...int64) int64 {
	s, text, _ := strings.Cut(line, " = ")
	subject := subjectOf(s)
	return d.add(ledger.Claim{Act: ledger.Decide, Sender: centre, Stream: "decisions", Subject: subject, Value: d.value(subject, text), Settles: settles})
}

func (d *desk) state() *reconcile.State {
	d.Helper()
	s, err := reconcile.Fold(library, &d.ledger)
	if err != nil {
		d.Fatal(err)
	}
	return s
}

// shows is what the organization says about a subject: a value, or the sides
// of a dispute parted by ≠.
func (d *desk) shows(subject string) string {
	d.Helper()
	return show(d.state().Facts[subjectOf(subject)])
}

func show(f ledger.Fact) string {
	if len(f.Disputed) > 1 {
		var sides []string
		for _, s := range f.Disputed {
			sides = append(sides, plain(s.Value))
		}
		return strings.Join(sides, " ≠ ")
	}
	return plain(f.Value)
}

// plain is a value on one line, the items of a list parted by semicolons.
func plain(v value.Value) string { return strings.ReplaceAll(v.Format(nil), "\n", "; ") }

func nonblank(text string) (lines []string) {
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// subjectOf reads: kind key attribute [period], with a point for no key.
func subjectOf(text string) org.Subject {
	w := strings.Fields(text)
	return org.Subject{Kind: org.Kind(w[0]), Key: strings.Trim(w[1], "."), Attr: w[2], Period: strings.Join(w[3:], " ")}
}

// value reads a text as the type that the forms give to the attribute.
func (d *desk) value(s org.Subject, text string) value.Value {
	d.Helper()
	for _, f := range library.Forms {
		for i := range f.Sheets {
			for j := range f.Sheets[i].Sections {
				x := &f.Sheets[i].Sections[j]
				for k := range x.Fields {
					if y := &x.Fields[k]; x.Kind(y) == string(s.Kind) && y.Attr == s.Attr && !y.Given {
						return d.parse(y, library.Lists[y.List], text)
					}
				}
			}
		}
	}
	d.Fatalf("no form asks for %s of %s", s.Attr, s.Kind)
	return value.Value{}
}

func (d *desk) parse(f *form.Field, options value.Options, text string) value.Value {
	d.Helper()
	if options == nil && f.Type == value.Ref {
		return value.OfRef(text)
	}
	if options == nil && f.Type == value.Refs {
		return value.Value{Type: value.Refs, Items: strings.Split(text, "; ")}
	}
	spec := value.Spec{Type: f.Type, Options: options, Open: f.Open}
	v, remarks, ok := value.Parse(spec, value.Raw{Text: strings.ReplaceAll(text, "; ", "\n")})
	if !ok {
		d.Fatalf("%s: %q is no %s: %v", f.ID, text, f.Type, remarks)
	}
	return v
}

// sends issues a packet to a branch or unit; "" is the centre.
func (d *desk) sends(kind, to string, issued int) *packet.Packet {
	d.Helper()
	return d.sendsFor(kind, to, "", issued)
}

func (d *desk) sendsFor(kind, to, month string, issued int) *packet.Packet {
	d.Helper()
	s := d.state()
	source := issue.Source{Library: library, Workspace: "test", Org: s.Org, Facts: s.Facts, Ledger: &d.ledger}
	p := library.Packet(kind)
	for _, r := range source.Recipients(p, 1) {
		if r.Key == to {
			x, err := source.Issue(issue.Request{Packet: p, To: r, Year: 1, Month: month, Issue: issued, Day: "2026-05-01"})
			if err != nil {
				d.Fatal(err)
			}
			return x
		}
	}
	d.Fatalf("%s has no recipient %s", kind, to)
	return nil
}

// returned takes a packet back with edits, a line each:
//
//	A.clients C1 services = Coaching      an answer
//	A.clients C1 services =               a cleared cell
//	A.clients +1 client = Families        an answer in an inserted row without a code
//	A.clients C1 -                        a row that is not there any more
//	F.measures NEW-I1 strategy_no = S1.2  another code in the row
//	N.actions@HR/M1.1-Y1 NEW-A1 action =  a sheet of a repeated form
//	Setup.organization . name = Lakeside  an answers section
func (d *desk) returned(p *packet.Packet, edits string) reconcile.Outcome {
	d.Helper()
	out := d.classify(p, d.records(p, edits))
	for i := range out.Claims {
		d.sent[out.Claims[i].Submission] = p.Code
		out.Claims[i].ID = d.add(out.Claims[i])
	}
	if d.codes[p.Code] == nil {
		d.codes[p.Code] = map[string]string{}
	}
	for printed, key := range out.Codes {
		if was := d.codes[p.Code][printed]; was != "" && was != key {
			d.Errorf("the row %s was %s and is %s now", printed, was, key)
		}
		d.codes[p.Code][printed] = key
	}
	return out
}

// classify compares records with their packet and records nothing.
func (d *desk) classify(p *packet.Packet, records []submission.Record) reconcile.Outcome {
	d.Helper()
	s := d.state()
	taken := map[org.Subject]bool{}
	for _, c := range d.ledger.Claims {
		taken[org.Subject{Kind: c.Subject.Kind, Key: c.Subject.Key}] = true
	}
	return reconcile.Classify(reconcile.Intake{
		Library: library, Org: s.Org, Facts: s.Facts, Ledger: &d.ledger, Packet: p, Packets: d.sent, Codes: d.codes[p.Code],
		Submission: &submission.Submission{ID: fmt.Sprint("return ", len(d.ledger.Claims)), Packet: p.Code, Received: "2026-06-01", Records: records},
		Sender:     ledger.Sender{Role: ledger.Role(p.To.Role), Key: p.To.Key, Name: p.To.Name},
		Taken:      func(kind org.Kind, key string) bool { return taken[org.Subject{Kind: kind, Key: key}] },
	})
}

// edit is one line of the edits of a return.
type edit struct{ form, scope, section, row, field, text string }

func parseEdits(text string) (all []edit) {
	for _, line := range nonblank(text) {
		left, right, _ := strings.Cut(line, " =")
		w := strings.Fields(left)
		place, scope, _ := strings.Cut(w[0], "@")
		f, s, _ := strings.Cut(place, ".")
		field := w[len(w)-1]
		all = append(all, edit{f, scope, s, strings.Join(w[1:len(w)-1], " "), field, strings.TrimSpace(right)})
	}
	return all
}

// records are what the reader of workbooks makes of a packet with edits: every
// row that has answers, and every row that was printed with some.
func (d *desk) records(p *packet.Packet, text string) (all []submission.Record) {
	d.Helper()
	edits := parseEdits(text)
	used := 0
	for _, sheet := range p.Sheets {
		for _, block := range sheet.Blocks {
			s := library.Form(sheet.Form).Section(block.Section)
			mine := slices.DeleteFunc(slices.Clone(edits), func(e edit) bool {
				return e.form != sheet.Form || e.scope != sheet.Scope || e.section != block.Section
			})
			rows := slices.Clone(block.Rows)
			var inserted []string
			for _, e := range mine {
				if strings.HasPrefix(e.row, "+") && !slices.Contains(inserted, e.row) {
					inserted = append(inserted, e.row)
					rows = append(rows, packet.Row{New: true})
				}
			}
			for n, row := range rows {
				name := ""
				if k := n - len(block.Rows); k >= 0 {
					name = inserted[k]
				}
				rec, touched := d.record(p, sheet, s, row, name, n+1, mine)
				used += touched
				if rec != nil {
					all = append(all, *rec)
				}
			}
		}
	}
	if used != len(edits) {
		d.Fatalf("%d of %d edits found their cell:\n%s", used, len(edits), text)
	}
	return all
}

func (d *desk) record(p *packet.Packet, sheet packet.Sheet, s *form.Section, row packet.Row, name string, n int, edits []edit) (*submission.Record, int) {
	d.Helper()
	at := finding.Location{File: "return.xlsx", Sheet: sheet.Name, Row: n}
	rec := &submission.Record{Form: sheet.Form, Version: 1, Section: s.ID, Scope: sheet.Scope, Codes: map[string]string{}, Where: at}
	for field, code := range row.Codes {
		rec.Codes[field] = code
	}
	var mine []edit
	for _, e := range edits {
		if name == e.row && name != "" || s.Shape == form.Answers || slices.ContainsFunc(s.Codes(), func(f *form.Field) bool { return row.Codes[f.ID] == e.row }) {
			if f := s.Codes(); name == "" && len(f) > 1 && !owns(s, row, e.row) {
				continue // a grey code that several rows share
			}
			mine = append(mine, e)
		}
	}
	touched := 0
	for i := range s.Fields {
		f := &s.Fields[i]
		a := submission.Answer{Field: f.ID, Value: row.Values[f.ID], Typed: plain(row.Values[f.ID]), Where: at}
		a.Where.Col, a.Where.Judge = i+1, sheet.Form+"."+s.ID+"."+f.ID
		for _, e := range mine {
			if e.field != f.ID {
				continue
			}
			touched++
			if f.Type == value.Code {
				rec.Codes[f.ID] = e.text
				if e.text == "" {
					delete(rec.Codes, f.ID)
				}
				continue
			}
			a.Typed = e.text
			a.Value = d.parse(f, optionsOf(p, f), e.text)
		}
		if f.Type != value.Code && !f.Given {
			rec.Answers = append(rec.Answers, a)
		}
	}
	if slices.ContainsFunc(mine, func(e edit) bool { return e.field == "-" }) {
		return nil, 1
	}
	if row.New && touched == 0 {
		return nil, 0
	}
	return rec, touched
}

// owns tells whether a code is that of the row's own entities, or the first
// code of a row that has grey ones only.
func owns(s *form.Section, row packet.Row, code string) bool {
	for n, f := range s.Codes() {
		if row.Codes[f.ID] == code && (!f.Given || n == 0 && s.Codes()[len(s.Codes())-1].Given) {
			return true
		}
	}
	return false
}

func optionsOf(p *packet.Packet, f *form.Field) value.Options {
	return p.Options[f.ListName()]
}

// codesOf are the codes of findings, those of new rows left out.
func codesOf(list finding.List) string {
	var codes []string
	for _, f := range list {
		if f.Code != "MERGE-03" {
			codes = append(codes, string(f.Code))
		}
	}
	slices.Sort(codes)
	return strings.Join(codes, " ")
}

// words are codes in their order.
func words(codes string) string {
	all := strings.Fields(codes)
	slices.Sort(all)
	return strings.Join(all, " ")
}

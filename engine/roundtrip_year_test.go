package engine

import (
	"cmp"
	"maps"
	"slices"
	"sync"
	"testing"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/reconcile"
	"spm/engine/spreadsheet"
	"spm/engine/submission"
	"spm/engine/workbook"
	"spm/templates"
)

// The round trip of every form. A year is played with nothing but the examples
// that the forms declare: each packet goes out filled with what the examples of
// the packets before it have said, to a division and to a strand, to units and
// respondents; its own examples are typed in, and it comes back.

// The days of the year that is played. The examples lie around them.
const (
	playedDay   = "2026-05-01"
	playedMonth = "2026-10"
)

// modelLibrary is the embedded library, checked against the model.
var modelLibrary = sync.OnceValue(func() *form.Library {
	lib, found := form.Load(templates.Embedded, Attributes(), org.Computed...)
	if found.Count(finding.Error) > 0 {
		panic(found)
	}
	return lib
})

// play is a year under way.
type play struct {
	testing.TB
	lib    *form.Library
	ledger *ledger.Ledger
	state  *reconcile.State
	taken  map[org.Subject]bool
	trips  []*trip // each packet with what the examples say in it
}

// played is the year once it has been played: what is done to its workbooks
// changes none of them.
var played *play

// playedYear plays the whole year.
func playedYear(t testing.TB) *play {
	t.Helper()
	if played == nil {
		y := &play{TB: t, lib: modelLibrary(), ledger: &ledger.Ledger{}, taken: map[org.Subject]bool{}}
		y.fold()
		for _, kind := range y.lib.Packets {
			y.packet(kind)
		}
		played = y
	}
	y := *played
	y.TB = t
	return &y
}

func (y *play) fold() {
	y.Helper()
	state, err := reconcile.Fold(y.lib, y.ledger)
	must(y.TB, err)
	y.state = state
}

func (y *play) source() issue.Source {
	return issue.Source{Library: y.lib, Workspace: "test", Org: y.state.Org, Facts: y.state.Facts, Ledger: y.ledger}
}

// packet sends a packet to everybody who gets it, and takes it back filled in.
func (y *play) packet(kind *form.Packet) {
	y.Helper()
	s := y.source()
	when := s.When(kind, playedMonth, playedDay)
	when.Issue = 1
	to := s.Recipients(kind, when.Year)
	if len(to) == 0 {
		y.dispute()
		s = y.source()
		to = s.Recipients(kind, when.Year)
	}
	if len(to) == 0 {
		y.Fatalf("nobody gets the packet %s: what do the examples before it lack?", kind.ID)
	}
	var sent []*trip
	for _, when.To = range to {
		p, err := s.Issue(when)
		must(y.TB, err)
		sent = append(sent, newTrip(y.TB, y.lib, s, p))
	}
	for _, r := range sent {
		y.back(r)
	}
	s = y.source()
	for _, r := range sent {
		when.To, when.Issue = r.packet.To, 2
		p, err := s.Issue(when)
		must(y.TB, err)
		r.again, r.after = p, y.state
	}
	y.trips = append(y.trips, sent...)
}

// back takes a filled packet in, as Ingest does.
func (y *play) back(r *trip) {
	y.Helper()
	sub := r.read(y.TB, "returned.xlsx", r.filled)
	r.before = y.intake()
	out := r.classify(sub)
	r.claims = out.Claims
	for _, c := range out.Claims {
		c.ID = int64(len(y.ledger.Claims) + 1)
		y.ledger.Claims = append(y.ledger.Claims, c)
		y.taken[org.Subject{Kind: c.Subject.Kind, Key: c.Subject.Key}] = true
	}
	y.fold()
}

// intake is what is known at this moment.
func (y *play) intake() reconcile.Intake {
	taken := maps.Clone(y.taken)
	l := *y.ledger
	return reconcile.Intake{
		Org: y.state.Org, Facts: y.state.Facts, Ledger: &l,
		Taken: func(kind org.Kind, key string) bool { return taken[org.Subject{Kind: kind, Key: key}] },
	}
}

// dispute lets somebody contradict a goal measure, for the decision workbook.
func (y *play) dispute() {
	for _, c := range y.ledger.Claims {
		if c.Subject.Kind == org.KindGoalMeasure && c.Subject.Attr == "source" {
			c.ID, c.Stream = int64(len(y.ledger.Claims)+1), "other"
			c.Sender = ledger.Sender{Role: ledger.Branch, Key: "X", Name: "Somebody else"}
			c.Value.Text += " of another year"
			y.ledger.Claims = append(y.ledger.Claims, c)
			y.fold()
			return
		}
	}
}

// read reads a returned file.
func (r *trip) read(t testing.TB, file string, data []byte) *submission.Submission {
	t.Helper()
	book, found := spreadsheet.Open(file, data)
	if book == nil {
		t.Fatalf("%s: the file is refused: %v", r, found)
	}
	sub, more := workbook.Read(r.lib, book, file, r.packet, nil)
	r.allow(t, append(found, more...))
	sub.File, sub.Received, sub.Packet = file, playedDay, r.packet.Code
	return sub
}

// classify makes claims of what was read, with what was known when the packet
// came back.
func (r *trip) classify(sub *submission.Submission) reconcile.Outcome {
	in := r.before
	in.Library, in.Packet, in.Submission = r.lib, r.packet, sub
	in.Sender = ledger.Sender{Role: ledger.Role(r.packet.To.Role), Key: r.packet.To.Key, Name: r.packet.To.Name}
	return reconcile.Classify(in)
}

// allow complains of every finding that the examples do not deserve.
func (r *trip) allow(t testing.TB, found finding.List, codes ...finding.Code) {
	t.Helper()
	for _, f := range found {
		if f.Severity != finding.Note && !slices.Contains(codes, f.Code) {
			t.Errorf("%s: %v", r, f)
		}
	}
}

// String names a trip: direction HR.
func (r *trip) String() string {
	return r.packet.Kind + " " + cmp.Or(r.packet.To.Key, r.packet.To.Role)
}

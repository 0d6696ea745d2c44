package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"

	"spm/engine/correction"
	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/reconcile"
	"spm/engine/spreadsheet"
	"spm/engine/store"
	"spm/engine/submission"
	"spm/engine/value"
	"spm/engine/workbook"
	"spm/engine/workspace"
)

// IngestOptions say what is to be read.
type IngestOptions struct {
	Paths     []string // files and folders; none: the inbox
	For       string   // whose a blank form is: code or name of a branch or unit
	EnteredBy string   // who typed the answers in from paper; empty: the sender did
	Period    string   // the month that a report is for, where its sheets and its packet disagree: 2026-10
	Day       value.Date
	Progress  func(done, total int, name string)
	// Unprintable names the characters of a text that no font of the reports
	// has; nil: nobody asks.
	Unprintable func(text string) []rune
}

// Statuses of a returned file.
const (
	Recorded = "recorded" // its answers are in the ledger
	Known    = "known"    // the very file was recorded before
	Held     = "held"     // nothing was recorded; somebody has to say what it is
	Refused  = "refused"  // it is no workbook of this plan, or cannot be read
)

// Read is what became of a file.
type Read struct {
	File      string       `json:"file"`
	Status    string       `json:"status"`
	Packet    string       `json:"packet,omitempty"` // code
	From      string       `json:"from,omitempty"`
	Title     string       `json:"title,omitempty"`
	Answered  int          `json:"answered"`
	Untouched int          `json:"untouched"`
	Changed   int          `json:"changed"`
	Replies   []string     `json:"replies,omitempty"` // files in returned/ for its sender: the receipt, the workbook to correct
	Findings  finding.List `json:"-"`                 // told with those of all files
}

// Ingest reads completed workbooks. Every finding of a file comes in one pass;
// what is sound is recorded whole or not at all; a file that was recorded
// before changes nothing; one bad file never stops the others.
func (e *Engine) Ingest(o IngestOptions) ([]Read, finding.List, error) {
	files, findings := e.Workspace.Incoming(o.Paths)
	in := &intake{Engine: e, IngestOptions: o}
	if err := in.load(); err != nil {
		return nil, findings, err
	}
	if o.For != "" {
		role, key, unknown := e.branchOrUnit(in.state, o.For)
		if unknown != nil {
			return nil, append(findings, unknown...), nil
		}
		in.role, in.key = role, key
	}
	var reads []Read
	err := inOrder(files, in.open, func(n int, x opened) error {
		r, err := in.guarded(x)
		if err != nil {
			return err
		}
		reads = append(reads, r)
		findings.Add(r.Findings...)
		if o.Progress != nil {
			o.Progress(n+1, len(files), x.file.Name)
		}
		return nil
	})
	return reads, findings, err
}

// inOrder opens files side by side, no more at once than there are cores, and
// takes them one by one in their order, so that codes and claims do not depend
// on which was read first.
func inOrder(files []workspace.File, open func(workspace.File) opened, take func(int, opened) error) error {
	type slot chan opened
	slots := make(chan slot, runtime.GOMAXPROCS(0))
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		defer close(slots)
		for _, f := range files {
			s := make(slot, 1)
			select {
			case slots <- s:
				go func() { s <- open(f) }()
			case <-stop:
				return
			}
		}
	}()
	n := 0
	for s := range slots {
		if err := take(n, <-s); err != nil {
			return err
		}
		n++
	}
	return nil
}

// opened is a file before anybody has asked what it means.
type opened struct {
	file     workspace.File
	id       string // SHA-256 of its bytes, in hex
	data     []byte
	book     *spreadsheet.Book
	whole    *spreadsheet.Book // with the lists that we have put into it
	findings finding.List
}

// open reads a file's bytes and cells. It touches nothing that other files use.
func (in *intake) open(f workspace.File) opened {
	x := opened{file: f}
	data, err := f.Data()
	var problem *workspace.Problem
	if errors.As(err, &problem) {
		x.findings.Add(problem.Finding)
	}
	if err != nil {
		return x
	}
	sum := sha256.Sum256(data)
	x.id, x.data = hex.EncodeToString(sum[:]), data
	book, findings := in.Workspace.Settings.Limits.Open(f.Name, data)
	if book != nil {
		x.book, x.whole = correction.Answers(book), book
	}
	x.findings.Add(findings...)
	return x
}

// intake takes files one by one; each sees what the files before it have said.
type intake struct {
	*Engine
	IngestOptions
	state *State      // its ledger has every claim; the fold may wait, see fold
	role  ledger.Role // of For
	key   string

	since   map[org.Subject]bool  // what was said since the fold, without its period
	moved   bool                  // since the fold the plan's calendar or a unit was spoken of
	taken   map[org.Subject]bool  // entities that were ever named
	last    map[string]value.Date // of the last recorded return, by stream
	packets map[string]string     // codes of the packets that recorded returns are of, by return
	named   map[string]int        // how many files of this run have a receipt of a name
}

// load gathers what files are compared with.
func (in *intake) load() (err error) {
	if in.state, err = in.State(); err != nil {
		return err
	}
	if in.taken, err = in.store.Taken(); err != nil {
		return err
	}
	returns, err := in.store.Returns()
	in.since, in.last, in.packets, in.named = map[org.Subject]bool{}, map[string]value.Date{}, map[string]string{}, map[string]int{}
	for _, r := range returns {
		if r.Status == Recorded {
			in.last[r.Stream] = r.Received
			in.packets[r.ID] = r.Packet
		}
	}
	return err
}

// fold makes the organization anew where something was said since.
func (in *intake) fold() error {
	if len(in.since) == 0 {
		return nil
	}
	folded, err := reconcile.Fold(in.Library, in.state.Ledger)
	if err != nil {
		return err
	}
	in.state.State, in.since, in.moved = folded, map[org.Subject]bool{}, false
	return nil
}

// stale tells whether a file was compared with a fold that is too old for it:
// what it says was spoken of since. Five hundred reports, each about its own
// actions, need one fold and not five hundred.
func (in *intake) stale(out reconcile.Outcome) bool {
	return in.moved || slices.ContainsFunc(out.Claims, func(c ledger.Claim) bool { return in.since[anyPeriod(c.Subject)] })
}

// anyPeriod is a subject in all its periods: a year has two names until the
// plan has its first day.
func anyPeriod(s org.Subject) org.Subject {
	s.Period = ""
	return s
}

// remember lets the next file see what this one has said. The claims have
// their ids.
func (in *intake) remember(p *packet.Packet, out reconcile.Outcome) {
	in.state.Ledger.Claims = append(in.state.Ledger.Claims, out.Claims...)
	for _, c := range out.Claims {
		in.packets[c.Submission] = p.Code
		in.since[anyPeriod(c.Subject)] = true
		in.taken[org.Subject{Kind: c.Subject.Kind, Key: c.Subject.Key}] = true
		in.moved = in.moved || c.Subject.Kind == org.KindOrganization || c.Subject.Kind == org.KindUnit
	}
	for _, key := range out.Codes {
		for _, kind := range org.Kinds() {
			in.taken[org.Subject{Kind: kind, Key: key}] = true
		}
	}
	in.last[p.Stream()] = in.Day
}

// guarded takes a file and makes a finding of a failure of ours, so that it
// never stops the files after it.
func (in *intake) guarded(x opened) (r Read, err error) {
	defer func() {
		if failure := recover(); failure != nil {
			_, _ = in.Workspace.Write(fmt.Appendf(nil, "%s\n%v\n\n%s", x.file.Name, failure, debug.Stack()), workspace.State, "last failure.txt") // for whoever is told of it
			r = Read{File: x.file.Name, Status: Refused, Findings: finding.List{finding.New("FILE-39", finding.Location{File: x.file.Name})}}
			err = in.leave(x, &r, nil, nil)
		}
	}()
	return in.take(x)
}

func (in *intake) take(x opened) (Read, error) {
	r := Read{File: x.file.Name, Status: Refused, Findings: x.findings}
	if x.id != "" {
		before, ok, err := in.store.Return(x.id)
		if err != nil {
			return r, err
		}
		if ok && before.Status == Recorded {
			r.Status, r.Packet, r.Findings = Known, before.Packet, nil
			in.replyName(&r) // its receipt keeps its name
			r.Findings.Add(finding.New("PKT-04", finding.Location{File: x.file.Name}, "day", before.Received.Format(), "before", before.File))
			return r, nil
		}
	}
	if x.book == nil {
		return r, in.leave(x, &r, nil, nil)
	}
	p, findings, err := in.packetOf(x)
	r.Findings.Add(findings...)
	if err != nil {
		return r, err
	}
	if p == nil {
		return r, in.leave(x, &r, nil, nil)
	}
	r.Packet, r.From, r.Title = p.Code, p.To.Name, p.Title
	return r, in.read(x, p, &r)
}

// read understands a file as a return of a packet, and records it.
func (in *intake) read(x opened, p *packet.Packet, r *Read) error {
	lib, told, err := in.libraryOf(p, finding.Location{File: x.file.Name})
	if err != nil {
		return err
	}
	r.Findings.Add(told...)
	s, findings := workbook.Read(lib, x.book, x.file.Name, p, nil)
	s.ID, s.File, s.Received, s.Packet = x.id, x.file.Name, in.Day, p.Code
	if p.Issue <= 0 { // nothing was sent, so nothing can be missing
		findings = slices.DeleteFunc(findings, func(f finding.Finding) bool { return f.Code == "CELL-42" || f.Code == "CELL-54" })
	}
	if held := in.held(x, p, s, findings); held != nil {
		r.Status, r.Findings = Held, append(r.Findings, held...)
		return in.leave(x, r, p, s)
	}
	codes, err := in.codes(p)
	if err != nil {
		return err
	}
	out := in.classify(lib, p, s, codes)
	if in.stale(out) {
		if err := in.fold(); err != nil {
			return err
		}
		out = in.classify(lib, p, s, codes)
	}
	r.Findings.Add(homeless(findings, out.Findings)...)
	r.Findings.Add(in.boxes(s, lib)...)
	r.Findings.Add(out.Findings...)
	if err := in.history(p, &out, r); err != nil {
		return err
	}
	if out.Answered == 0 && r.Findings.Count(finding.Error) == 0 {
		r.Findings.Add(finding.New("PKT-09", finding.Location{File: x.file.Name}))
	}
	r.Findings.Sort()
	r.Status, r.Answered, r.Untouched, r.Changed = Recorded, out.Answered, out.Untouched, out.Changed
	// The receipt comes first: a file that is recorded is not read again, and a
	// receipt that is missing then would never be written.
	if err := in.reply(x, r, p); err != nil {
		return err
	}
	if err := in.store.Record(in.entry(x, r, s, p.Stream(), len(out.Claims)), x.data, out.Claims, out.Codes); err != nil {
		return errors.Join(err, in.takeBack(r))
	}
	in.remember(p, out)
	return nil
}

// classify compares a submission with its packet and with what is known today.
func (in *intake) classify(lib *form.Library, p *packet.Packet, s *submission.Submission, codes map[string]string) reconcile.Outcome {
	return reconcile.Classify(reconcile.Intake{
		Library: lib, Org: in.state.Org, Facts: in.state.Facts, Ledger: in.state.Ledger,
		Packet: p, Submission: s, Codes: codes, Packets: in.packets,
		Sender: ledger.Sender{Role: ledger.Role(p.To.Role), Key: p.To.Key, Name: p.To.Name, EnteredBy: value.Squeeze(in.EnteredBy)},
		Taken:  func(kind org.Kind, key string) bool { return in.taken[org.Subject{Kind: kind, Key: key}] },
	})
}

// homeless drops the question for a blank cell that a row cannot be placed
// without: that has been told, with what it means for the row.
func homeless(findings, placing finding.List) finding.List {
	return slices.DeleteFunc(findings, func(f finding.Finding) bool {
		return f.Code == "CELL-10" && slices.ContainsFunc(placing, func(p finding.Finding) bool {
			return p.Code == "MERGE-02" && p.Where == f.Where
		})
	})
}

// boxes are the characters that a printed report can show only as a box, each
// with its cell, so that it can be typed otherwise in time.
func (in *intake) boxes(s *submission.Submission, lib *form.Library) (found finding.List) {
	if in.Unprintable == nil {
		return nil
	}
	for i := range s.Records {
		for _, a := range s.Records[i].Answers {
			for _, char := range in.Unprintable(a.Typed) {
				label := lib.Form(s.Records[i].Form).Section(s.Records[i].Section).Field(a.Field).Label
				found.Add(finding.New("CELL-16", a.Where, "label", label, "char", fmt.Sprintf("“%c” (U+%04X)", char, char)))
			}
		}
	}
	return found
}

// held keeps a file back whose sheets show another month or year than its
// packet, or a month that nobody can read.
func (in *intake) held(x opened, p *packet.Packet, s *submission.Submission, findings finding.List) finding.List {
	if s.Shown != "" && p.Period != "" && s.Shown != p.Period && in.Period != p.Period {
		if _, ok := value.ParseMonth(s.Shown); !ok { // that it is no month has been told
			return slices.DeleteFunc(slices.Clone(findings), func(f finding.Finding) bool { return f.Where != s.ShownAt })
		}
		return finding.List{finding.New("PKT-05", s.ShownAt, "shown", value.FormatMonth(s.Shown),
			"period", value.FormatMonth(p.Period), "file", x.file.Path, "wants", s.Shown)}
	}
	for _, sheet := range workbook.Identify(in.Library, x.book).Sheets {
		if sheet.Identity.Packet == p.Code && sheet.Year != "" && p.Year != "" && sheet.Year != p.Year {
			at := sheet.YearAt
			at.File = x.file.Name
			return finding.List{finding.New("PKT-17", at, "shown", sheet.Year, "period", p.Year)}
		}
	}
	return nil
}

// history tells that a return replaces an earlier one, or belongs to an older issue.
func (in *intake) history(p *packet.Packet, out *reconcile.Outcome, r *Read) error {
	at := finding.Location{File: r.File}
	if day, ok := in.last[p.Stream()]; ok && out.Answered > 0 {
		added := ""
		if out.New > 0 {
			added = ", and " + isOrAre(out.New) + " new"
		}
		r.Findings.Add(finding.New("MERGE-06", at, "day", day.Format(), "changed", count(out.Changed, "answer"), "added", added))
	}
	last, err := in.store.LastIssue(p.Stream())
	if err == nil && last > p.Issue && p.Issue > 0 {
		r.Findings.Add(finding.New("PKT-11", at, "theirs", value.FormatNumber(float64(p.Issue)), "ours", value.FormatNumber(float64(last))))
	}
	return err
}

func isOrAre(n int) string {
	if n == 1 {
		return "1 is"
	}
	return strconv.Itoa(n) + " are"
}

func count(n int, what string) string {
	switch n {
	case 0:
		return "no " + what + "s"
	case 1:
		return "1 " + what
	}
	return value.FormatNumber(float64(n)) + " " + what + "s"
}

// leave notes a file that was not recorded; it stays where it is.
func (in *intake) leave(x opened, r *Read, p *packet.Packet, s *submission.Submission) error {
	r.Findings.Sort()
	if x.id == "" {
		return nil
	}
	if err := in.store.Record(in.entry(x, r, s, "", 0), x.data, nil, nil); err != nil {
		return err
	}
	return in.reply(x, r, p)
}

func (in *intake) entry(x opened, r *Read, s *submission.Submission, stream string, claims int) store.Return {
	return store.Return{
		ID: x.id, File: x.file.Name, Packet: r.Packet, Stream: stream, Received: in.Day, Status: r.Status,
		Answered: r.Answered, Untouched: r.Untouched, Changed: r.Changed, Claims: claims, Findings: r.Findings, Submission: s,
	}
}

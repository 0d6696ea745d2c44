package engine

import (
	"errors"
	"slices"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/reconcile"
	"spm/engine/store"
	"spm/engine/value"
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
	// PrintReceipt makes the page of the receipt of a clean file; nil: there is
	// only its text. In a run of many files it is asked only with PrintAll.
	PrintReceipt func(Receipt) ([]byte, error)
	PrintAll     bool
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
	File        string            `json:"file"`
	Status      string            `json:"status"`
	Packet      string            `json:"packet,omitempty"` // code
	From        string            `json:"from,omitempty"`
	Title       string            `json:"title,omitempty"`
	Answered    int               `json:"answered"`
	Untouched   int               `json:"untouched"`
	Changed     int               `json:"changed"`
	Forms       []reconcile.Tally `json:"forms,omitempty"`
	Replies     []string          `json:"replies,omitempty"`     // files in returned/ for its sender
	Corrections string            `json:"corrections,omitempty"` // that of them which is her own workbook with what has to be mended
	Findings    finding.List      `json:"-"`                     // told with those of all files
}

// Ingest reads completed workbooks. Every finding of a file comes in one pass;
// what is sound is recorded whole or not at all; a file that was recorded
// before changes nothing; one bad file never stops the others.
func (e *Engine) Ingest(o IngestOptions) ([]Read, finding.List, error) {
	files, findings := e.Workspace.Incoming(o.Paths)
	const many = 25 // a page takes longer than reading a workbook
	if len(files) > many && !o.PrintAll {
		o.PrintReceipt = nil
	}
	in := &intake{Engine: e, IngestOptions: o, period: o.Period}
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
	err := inOrder(files, in.fetch, in.prepare, func(n int, x opened) error {
		if err := in.takeTogether(x); err != nil {
			return err
		}
		if o.Progress != nil {
			o.Progress(n+1, len(files), x.file.Name)
		}
		return nil
	})
	err = errors.Join(err, in.settle())
	for _, r := range in.reads {
		findings.Add(r.Findings...)
	}
	return in.reads, findings, err
}

// together is how many files are recorded at once: a disk takes about as long
// for many as for one. Tests change it.
var together = 50

// takeTogether takes a file in a group with those before and after it.
func (in *intake) takeTogether(x opened) (err error) {
	if in.group == nil {
		if in.group, err = in.store.Group(); err != nil {
			return err
		}
	}
	r, err := in.guarded(x)
	if err != nil {
		return err
	}
	if in.pending = append(in.pending, r); len(in.pending) == together {
		return in.settle()
	}
	return nil
}

// settle makes what was recorded last. Where it cannot, nothing was, and no
// sender is thanked.
func (in *intake) settle() error {
	if in.group == nil {
		return nil
	}
	err := in.group.Commit()
	for i := range in.pending {
		if err != nil {
			err = errors.Join(err, in.takeBack(&in.pending[i]))
		}
	}
	if err == nil {
		in.reads = append(in.reads, in.pending...)
	}
	in.group, in.pending = nil, nil
	return err
}

// intake takes files one by one; each sees what the files before it have said.
type intake struct {
	*Engine
	IngestOptions
	state  *State      // its ledger has every claim; the fold may wait, see fold
	role   ledger.Role // of For
	key    string
	period string // Period, or that of a file which is recorded anew

	since   map[org.Subject]bool  // what was said since the fold, without its period
	moved   bool                  // since the fold the plan's calendar or a unit was spoken of
	taken   map[org.Subject]bool  // entities that a claim ever named
	given   map[string]bool       // keys that were ever given to a new row
	last    map[string]value.Date // of the last recorded return, by stream
	latest  map[string]string     // ids of the last recorded returns, by stream
	packets map[string]string     // codes of the packets that recorded returns are of, by return
	issues  map[string]int        // numbers of the packets by code
	newest  map[string]string     // codes of the packets with the highest number that have come back, by stream
	named   map[string]int        // how many files of this run have a receipt of a name
	fetched map[string]bool       // ids of the files of this run; only fetch uses it
	results map[string]result     // what became of files of this run that were not recorded, by id
	room    *budget               // bytes that may be unpacked at once

	group   *store.Group // that is open: what the files pending have said lasts with it, or is lost with it
	pending []Read       // of the group
	reads   []Read       // that last
}

// load gathers what files are compared with.
func (in *intake) load() (err error) {
	if in.state, err = in.State(); err != nil {
		return err
	}
	if in.given, err = in.store.Given(); err != nil {
		return err
	}
	in.taken = make(map[org.Subject]bool, len(in.state.Ledger.Claims)/4)
	for _, c := range in.state.Ledger.Claims {
		in.taken[entityOf(c)] = true
	}
	if in.issues, err = in.store.Issues(); err != nil {
		return err
	}
	in.since, in.named = map[org.Subject]bool{}, map[string]int{}
	in.fetched, in.results, in.room = map[string]bool{}, map[string]result{}, newBudget(unpackedAtOnce)
	return in.recall()
}

// recall gathers what has come back.
func (in *intake) recall() error {
	in.last, in.packets, in.newest, in.latest = map[string]value.Date{}, map[string]string{}, map[string]string{}, map[string]string{}
	returns, err := in.store.Returns()
	for _, r := range returns {
		if r.Status == Recorded {
			in.packets[r.ID] = r.Packet
			in.came(r.Stream, r.Packet, r.ID, r.Received)
		}
	}
	return err
}

// came notes that a packet has come back.
func (in *intake) came(stream, code, id string, day value.Date) {
	in.latest[stream], in.last[stream] = id, day
	if newest := in.newest[stream]; newest == "" || in.issues[code] > in.issues[newest] {
		in.newest[stream] = code
	}
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

// entityOf is what a claim speaks about, without what it says of it.
func entityOf(c ledger.Claim) org.Subject {
	return org.Subject{Kind: c.Subject.Kind, Key: c.Subject.Key}
}

// remember lets the next file see what this one has said. The claims have
// their ids.
func (in *intake) remember(id string, p *packet.Packet, out reconcile.Outcome) {
	in.state.Ledger.Claims = append(in.state.Ledger.Claims, out.Claims...)
	for _, c := range out.Claims {
		in.packets[c.Submission] = p.Code
		in.since[anyPeriod(c.Subject)] = true
		in.taken[entityOf(c)] = true
		in.moved = in.moved || c.Subject.Kind == org.KindOrganization || c.Subject.Kind == org.KindUnit
	}
	for _, key := range out.Codes {
		in.given[key] = true
	}
	in.issues[p.Code] = p.Issue
	in.came(p.Stream(), p.Code, id, in.Day)
}

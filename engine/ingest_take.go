package engine

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/reconcile"
	"spm/engine/store"
	"spm/engine/value"
	"spm/engine/workspace"
)

// guarded takes a file and makes a finding of a failure of ours, so that it
// never stops the files after it.
func (in *intake) guarded(x opened) (r Read, err error) {
	defer func() {
		if failure := recover(); failure != nil {
			r, err = in.failed(x, fmt.Sprintf("%v\n\n%s", failure, debug.Stack()))
		}
	}()
	if x.failure != "" {
		return in.failed(x, x.failure)
	}
	return in.take(x)
}

// failed says that a file could not be read by a mistake of ours, which is
// kept for whoever is told of it.
func (in *intake) failed(x opened, failure string) (r Read, err error) {
	_, _ = in.Workspace.Write(fmt.Appendf(nil, "%s\n%s", x.file.Name, failure), workspace.State, "last failure.txt")
	r = Read{File: x.file.Name, Status: Refused, Findings: finding.List{finding.New("FILE-39", finding.Location{File: x.file.Name})}}
	defer func() { _ = recover() }() // what has failed may be the telling of it
	err = in.leave(x, &r, nil)
	return r, err
}

// take finds out what a file is, and records it where it can.
func (in *intake) take(x opened) (Read, error) {
	r := Read{File: x.file.Name, Status: Refused, Findings: x.findings}
	if x.err != nil {
		return r, x.err
	}
	if x.id != "" {
		before, ok, err := in.store.Return(x.id)
		if err != nil {
			return r, err
		}
		if ok && before.Status == Recorded {
			return in.takeKnown(x, before)
		}
	}
	if x.known {
		if before, ok := in.again(x); ok {
			err := in.leave(x, &before.read, before.packet)
			return before.read, err
		}
		in.openInTurn(&x)
		if r.Findings = x.findings; x.err != nil {
			return r, x.err
		}
	}
	if x.book == nil {
		err := in.leave(x, &r, nil)
		return r, err
	}
	p, findings, err := in.packetOf(x)
	r.Findings.Add(findings...)
	if err != nil {
		return r, err
	}
	if p == nil {
		if slices.ContainsFunc(findings, func(f finding.Finding) bool { return f.Code == "PKT-03" || f.Code == "PKT-22" }) {
			r.Status = Held // until somebody says whose it is, or for which month
		}
		err := in.leave(x, &r, nil)
		return r, err
	}
	r.Packet, r.From, r.Title = p.Code, p.To.Name, p.Title
	err = in.read(x, p, &r)
	return r, err
}

// takeKnown is about a file that was recorded before: nothing is to be done,
// unless something in it still has to be mended, or the user says that it was
// for somebody else, or for another month.
func (in *intake) takeKnown(x opened, before store.Return) (Read, error) {
	r := Read{File: x.file.Name, Status: Known, Packet: before.Packet}
	more := ""
	if in.issues[before.Packet] <= 0 && before.Packet != "" {
		more = "; where that was for the wrong unit or month, name the file alone with the right --for and --period"
	}
	p, findings, err := in.readdressed(&x, before)
	switch {
	case err != nil:
		return r, err
	case p != nil:
		r = Read{File: x.file.Name, Status: Refused, Findings: append(x.findings, findings...), Packet: p.Code, From: p.To.Name, Title: p.Title}
		err = in.read(x, p, &r)
		return r, err
	}
	in.replyName(&r) // its receipt keeps its name
	r.Findings = append(findings, finding.New("PKT-04", finding.Location{File: x.file.Name}, "day", before.Received.Format(), "before", before.File, "more", more))
	if n := before.Findings.Merge().Count(finding.Error); n > 0 && in.latest[before.Stream] == x.id {
		r.Findings.Add(finding.New("PKT-24", finding.Location{File: x.file.Name}, "faults", count(n, "fault")))
	}
	return r, nil
}

// result is what became of a file that was not recorded.
type result struct {
	read   Read
	packet *packet.Packet // nil: not known
	after  int            // claims there were then
}

// again is what became of the same bytes earlier in this run, under another
// name. Where something was recorded since, it may be otherwise now; and where
// the file goes back with marks, it has to be opened for them.
func (in *intake) again(x opened) (result, bool) {
	before, ok := in.results[x.id]
	if !ok || before.after != len(in.state.Ledger.Claims) || len(before.read.Replies) > 1 {
		return result{}, false
	}
	r := &before.read
	r.File, r.Replies, r.Findings = x.file.Name, nil, r.Findings.Renamed(r.File, x.file.Name)
	return before, true
}

// read understands a file as a return of a packet, and records it.
func (in *intake) read(x opened, p *packet.Packet, r *Read) error {
	d, err := in.readAs(&x, p)
	if err != nil {
		return err
	}
	r.Findings.Add(d.told...)
	s, findings := d.submission, d.findings
	s.ID, s.File, s.Received, s.Packet = x.id, x.file.Name, in.Day, p.Code
	if p.Issue <= 0 { // nothing was sent, so nothing can be missing
		findings = slices.DeleteFunc(findings, func(f finding.Finding) bool { return f.Code == "CELL-42" || f.Code == "CELL-54" })
	}
	if held := in.held(x, p, s, findings); held != nil {
		r.Status, r.Findings = Held, append(r.Findings, held...)
		return in.leave(x, r, p)
	}
	var kept finding.List
	d.packet, kept = upgraded(d.library, p, s)
	r.Findings.Add(kept...)
	r.Findings.Add(in.otherMonth(x, p, s)...)
	codes, err := in.codes(p)
	if err != nil {
		return err
	}
	if d.newer, err = in.newerThan(p); err != nil {
		return err
	}
	if err := in.takeBackEarlier(x); err != nil {
		return err
	}
	out := in.classify(d, codes)
	if in.stale(out) {
		if err := in.fold(); err != nil {
			return err
		}
		out = in.classify(d, codes)
	}
	findings, out.Findings = homeless(findings, out.Findings)
	r.Findings.Add(findings...)
	r.Findings.Add(in.boxes(d)...)
	r.Findings.Add(in.comments(x)...)
	if month := monthIn(filepath.Base(x.file.Path)); month != "" && month != p.Period && value.Date(p.Period+"-01").Valid() {
		r.Findings.Add(finding.New("CELL-76", finding.Location{File: x.file.Name}, "said", value.FormatMonth(month), "period", value.FormatMonth(p.Period)))
	}
	r.Findings.Add(out.Findings...)
	if err := in.history(p, &out, r); err != nil {
		return err
	}
	if out.Answered == 0 && r.Findings.Count(finding.Error) == 0 {
		r.Findings.Add(finding.New("PKT-09", finding.Location{File: x.file.Name}))
	}
	r.Findings.Sort()
	r.Status, r.Answered, r.Untouched, r.Changed, r.Forms = Recorded, out.Answered, out.Untouched, out.Changed, out.Forms
	return in.record(x, p, out, r)
}

// record keeps what a file says, and thanks for it.
func (in *intake) record(x opened, p *packet.Packet, out reconcile.Outcome, r *Read) error {
	// The receipt comes first: a file that is recorded is not read again, and a
	// receipt that is missing then would never be written.
	if err := in.reply(x, r, p); err != nil {
		return err
	}
	claims := slices.Concat(x.retract, out.Claims)
	if err := in.store.Record(in.entry(x, r, p.Stream()), x.data, claims, out.Codes); err != nil {
		return errors.Join(err, in.takeBack(r))
	}
	out.Claims = claims[len(x.retract):] // with their ids; the others are known already
	in.remember(x.id, p, out)
	if x.retract != nil {
		return in.recall()
	}
	return nil
}

// classify compares a submission with its packet and with what is known today.
func (in *intake) classify(d *reading, codes map[string]string) reconcile.Outcome {
	p := d.packet
	return reconcile.Classify(reconcile.Intake{
		Library: d.library, Org: in.state.Org, Facts: in.state.Facts, Ledger: in.state.Ledger,
		Packet: p, Submission: d.submission, Codes: codes, Packets: in.packets, Issues: in.issues, Newer: d.newer,
		Sender: ledger.Sender{Role: ledger.Role(p.To.Role), Key: p.To.Key, Name: p.To.Name, EnteredBy: value.Squeeze(in.EnteredBy)},
		Taken: func(kind org.Kind, key string) bool {
			return in.given[key] || in.taken[org.Subject{Kind: kind, Key: key}]
		},
	})
}

// homeless leaves one finding where a cell is to say what its row belongs to:
// the question for a blank one is dropped, since what it means for the row has
// been told, and so is that where the cell holds something that is wrong.
func homeless(findings, placing finding.List) (finding.List, finding.List) {
	at := func(l finding.List, wanted func(finding.Code) bool, where finding.Location) bool {
		return slices.ContainsFunc(l, func(f finding.Finding) bool { return wanted(f.Code) && f.Severity == finding.Error && f.Where == where })
	}
	lost := func(c finding.Code) bool { return c == "MERGE-02" }
	wrong := func(c finding.Code) bool { return c != "CELL-10" && !lost(c) }
	placing = slices.DeleteFunc(slices.Clone(placing), func(f finding.Finding) bool {
		return lost(f.Code) && f.Where.Col > 0 && at(findings, wrong, f.Where)
	})
	return slices.DeleteFunc(findings, func(f finding.Finding) bool { return f.Code == "CELL-10" && at(placing, lost, f.Where) }), placing
}

// boxes are the characters that a printed report can show only as a box, each
// with its cell, so that it can be typed otherwise in time.
func (in *intake) boxes(d *reading) (found finding.List) {
	if in.Unprintable == nil {
		return nil
	}
	for _, r := range d.submission.Records {
		for _, a := range r.Answers {
			chars := in.Unprintable(a.Typed)
			if len(chars) == 0 {
				continue
			}
			label := d.library.Form(r.Form).Section(r.Section).Field(a.Field).Label
			found.Add(finding.New("CELL-16", a.Where, "label", label, "chars", shown(chars)))
		}
	}
	return found
}

// shown are characters as they are told of: some of them, where they are many.
func shown(chars []rune) string {
	const some = 5
	var said []string
	for _, c := range chars[:min(some, len(chars))] {
		said = append(said, "“"+value.Visible(string(c))+"”")
	}
	switch more := len(chars) - some; {
	case len(chars) == 1:
		return "the character " + said[0]
	case more > 0:
		return "the characters " + strings.Join(said, ", ") + " and " + strconv.Itoa(more) + " more"
	}
	last := len(said) - 1
	return "the characters " + strings.Join(said[:last], ", ") + " and " + said[last]
}

// newerThan is the packet of a higher number that has come back before one of
// the same stream; nil where there is none.
func (in *intake) newerThan(p *packet.Packet) (*packet.Packet, error) {
	code := in.newest[p.Stream()]
	if p.Issue <= 0 || in.issues[code] <= p.Issue {
		return nil, nil
	}
	newer, ok, err := in.store.Packet(code)
	if !ok {
		return nil, err
	}
	return newer, err
}

// history tells that a return replaces an earlier one, or belongs to an older issue.
func (in *intake) history(p *packet.Packet, out *reconcile.Outcome, r *Read) error {
	at := finding.Location{File: r.File}
	overtaken := p.Issue > 0 && in.issues[in.newest[p.Stream()]] > p.Issue
	if day, ok := in.last[p.Stream()]; ok && out.Answered > 0 && !overtaken {
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
func (in *intake) leave(x opened, r *Read, p *packet.Packet) error {
	r.Findings.Sort()
	if x.id == "" {
		return nil
	}
	if err := in.store.Record(in.entry(x, r, ""), x.data, nil, nil); err != nil {
		return err
	}
	if err := in.reply(x, r, p); err != nil {
		return err
	}
	in.results[x.id] = result{*r, p, len(in.state.Ledger.Claims)}
	return nil
}

func (in *intake) entry(x opened, r *Read, stream string) store.Return {
	return store.Return{
		ID: x.id, File: x.file.Name, Packet: r.Packet, Stream: stream, Received: in.Day, Status: r.Status,
		Answered: r.Answered, Untouched: r.Untouched, Changed: r.Changed, Findings: r.Findings,
	}
}

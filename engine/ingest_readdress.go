package engine

import (
	"strings"

	"spm/engine/finding"
	"spm/engine/ledger"
	"spm/engine/packet"
	"spm/engine/store"
	"spm/engine/value"
	"spm/engine/workspace"
)

// readdresses tells whether the user says of this one file whose it is, or for
// when: where it was recorded for another it is looked at again then. What she
// says of a folder, or of several files, is for those that are new in it.
func (in *intake) readdresses(f workspace.File) bool {
	return (in.For != "" || in.Period != "") && len(in.Paths) == 1 && in.Paths[0] == f.Path
}

// readdressed is the packet that a recorded file turns out to return, by what
// the user says now: another than the one it was recorded for. What she does
// not say stays as it was. nil: it is the same, or nothing was said.
func (in *intake) readdressed(x *opened, before store.Return) (*packet.Packet, finding.List, error) {
	was, ok, err := in.store.Packet(before.Packet)
	if !in.readdresses(x.file) || !ok || err != nil {
		return nil, nil, err
	}
	if x.book == nil {
		if in.openInTurn(x); x.book == nil || x.err != nil {
			return nil, x.findings, x.err
		}
	}
	if len(packetCodes(x.ids)) > 0 && in.Period == "" {
		return nil, nil, nil // a workbook that was sent out says whose it is
	}
	defer func(role ledger.Role, key, period string) { in.role, in.key, in.period = role, key, period }(in.role, in.key, in.period)
	if in.For == "" {
		in.role, in.key = ledger.Role(was.To.Role), was.To.Key
	}
	if in.period == "" {
		in.period = in.monthOf(was)
	}
	p, findings, err := in.packetOf(*x)
	if p == nil || err != nil || p.Stream() == before.Stream {
		return nil, findings, err
	}
	x.retract = in.retractions(x.id, before.Stream)
	findings.Add(finding.New("PKT-21", finding.Location{File: x.file.Name}, "day", before.Received.Format(), "before", purpose(was), "now", purpose(p)))
	return p, findings, nil
}

// monthOf is a month for which a packet is the one that is sent out.
func (in *intake) monthOf(p *packet.Packet) string {
	if !strings.Contains(p.Period, " Q") {
		return p.Period
	}
	for month := value.Date(p.Period[:4] + "-01-01"); month < value.Date(p.Period[:4]+"-99"); month = value.DateOf(month.Time().AddDate(0, 1, 0)) {
		if in.state.Org.QuarterOn(month) == p.Period {
			return month.Month()
		}
	}
	return ""
}

// purpose is what a packet was for, in people's words.
func purpose(p *packet.Packet) string {
	s := p.Title + " from " + p.To.Name
	if p.Period != "" {
		s += " for " + value.FormatMonth(p.Period)
	}
	return s
}

// retractions take back what a file has said in a stream and what still stands
// of it. They are the office's: the sender has changed nothing.
func (in *intake) retractions(id, stream string) (all []ledger.Claim) {
	own, gone := map[int64]bool{}, map[int64]bool{}
	for _, c := range in.state.Ledger.Claims {
		if c.Submission != id {
			continue
		}
		own[c.ID] = true
		if c.Act == ledger.Retract && len(c.Settles) == 1 && own[c.Settles[0]] {
			gone[c.ID], gone[c.Settles[0]] = true, true // taken back like this before
		}
	}
	for _, c := range in.state.Ledger.Claims {
		if !own[c.ID] || gone[c.ID] || c.Stream != stream {
			continue
		}
		all = append(all, ledger.Claim{Submission: id, Stream: stream, Act: ledger.Retract, Subject: c.Subject, Settles: []int64{c.ID},
			Sender: ledger.Sender{Role: ledger.Centre, Name: "Central office"}, Where: c.Where, Received: in.Day})
	}
	return all
}

// takeBackEarlier lets a file that is recorded anew be compared with a ledger in
// which it has said nothing yet.
func (in *intake) takeBackEarlier(x opened) error {
	if x.retract == nil {
		return nil
	}
	for i := range x.retract {
		c := &x.retract[i]
		c.ID = int64(len(in.state.Ledger.Claims)) + 1
		in.state.Ledger.Claims = append(in.state.Ledger.Claims, *c)
		in.since[anyPeriod(c.Subject)] = true
	}
	return in.fold()
}

package reconcile

import (
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/submission"
	"spm/engine/value"
)

// Intake is what Classify compares: a submission with its packet as issued,
// and with what the ledger says today.
type Intake struct {
	Library    *form.Library
	Org        *org.Organization
	Facts      ledger.Facts
	Ledger     *ledger.Ledger
	Packet     *packet.Packet
	Submission *submission.Submission
	Sender     ledger.Sender
	// Codes are the lasting codes of the packet's new rows that an earlier
	// return of it was given: printed key → key.
	Codes map[string]string
	// Packets are the codes of the packets that earlier submissions returned, by
	// submission.
	Packets map[string]string
	// Issues are the numbers of packets by their codes, and Newer is the packet
	// of the highest number that has come back of the stream, where this one is
	// older; nil: it is not.
	Issues map[string]int
	Newer  *packet.Packet
	// Taken tells whether a key was ever given to an entity of the kind.
	Taken func(kind org.Kind, key string) bool
}

// Outcome is what a submission adds to the ledger.
type Outcome struct {
	Claims    []ledger.Claim    // without ids
	Codes     map[string]string // codes given to new rows by this return
	Findings  finding.List
	Untouched int     // answers that came back as they were sent
	Answered  int     // answers that were read
	Changed   int     // answers that differ from an earlier return of the same packet
	New       int     // answers that an earlier return of the packet did not give
	Forms     []Tally // the same by form, in the order of the submission
}

// Tally is what came back of a form.
type Tally struct {
	Form      string `json:"form"`
	Answered  int    `json:"answered"`
	Untouched int    `json:"untouched"`
	Rows      int    `json:"rows,omitempty"` // new rows that were given a code
}

// Classify compares every answer with the packet as issued: untouched, changed
// by the sender, changed by the centre, both the same, or in conflict. Only
// what the sender said becomes a claim.
func Classify(in Intake) Outcome {
	c := &classifier{
		Intake: in, out: Outcome{Codes: map[string]string{}}, calendar: planYears(in.Library, in.Ledger.Claims),
		earlier: map[org.Subject][]*ledger.Claim{}, spelt: map[org.Subject]string{},
		lastingRows: map[lastingCode]map[string]*packet.Row{}, given: map[string]bool{}, last: map[codeSeries]int{},
	}
	c.remember()
	c.rememberNewer()
	c.indexPacket()
	records := c.ordered(in.Submission.Records)
	c.back = cameBack(records)
	c.loose = c.looseKeys(records)
	for row, key := range c.loose {
		c.back[scoped(value.Fold(org.Code(key)), row.record.Scope)] = true
	}
	c.filled = c.filledForms(records)
	var rows []row
	for i := range records {
		if x, ok := c.place(&records[i]); ok {
			rows = append(rows, x)
		}
	}
	c.out.Claims = make([]ledger.Claim, 0, typed(records))
	for i := range rows {
		answered, untouched := c.out.Answered, c.out.Untouched
		c.answers(&rows[i])
		if answered, untouched = c.out.Answered-answered, c.out.Untouched-untouched; answered+untouched > 0 {
			t := c.tally(rows[i].record.Form)
			t.Answered += answered
			t.Untouched += untouched
		}
	}
	c.tellCodes()
	c.tellGone(rows)
	return c.out
}

// typed counts the cells that something stands in: claims are hardly more.
func typed(records []submission.Record) (n int) {
	for i := range records {
		for j := range records[i].Answers {
			if records[i].Answers[j].Typed != "" {
				n++
			}
		}
	}
	return n
}

type classifier struct {
	Intake
	out      Outcome
	calendar years
	earlier  map[org.Subject][]*ledger.Claim // what this stream has said and not taken back, oldest first
	newer    map[org.Subject]*ledger.Claim   // the last of them in issues that were sent after this one
	spelt    map[org.Subject]string          // kind and folded key → the key as this stream has spelt it
	codes    []codedRows                     // given in this return
	given    map[string]bool                 // keys that were given in this return
	last     map[codeSeries]int              // how many codes of a series are known to be taken
	loose    map[looseRow]string             // printed keys of rows that came back without a code
	back     map[string]bool                 // see cameBack
	filled   map[string]bool                 // forms that hold an answer which was not printed in them

	printedRows map[cellCode]int                       // rows of the packet by their codes
	printedKeys map[org.Subject]bool                   // entities of the rows of the packet; kind and key
	lastingRows map[lastingCode]map[string]*packet.Row // see issuedRow
}

// tally is that of a form.
func (c *classifier) tally(form string) *Tally {
	at := slices.IndexFunc(c.out.Forms, func(t Tally) bool { return t.Form == form })
	if at < 0 {
		at = len(c.out.Forms)
		c.out.Forms = append(c.out.Forms, Tally{Form: form})
	}
	return &c.out.Forms[at]
}

// remember gathers what earlier returns of this stream have said.
func (c *classifier) remember() {
	stream := c.Packet.Stream()
	var ours []*ledger.Claim
	for i := range c.Ledger.Claims {
		if x := &c.Ledger.Claims[i]; x.Stream == stream {
			ours = append(ours, x)
		}
	}
	gone := retracted(ours)
	for _, x := range ours {
		c.spelt[org.Subject{Kind: x.Subject.Kind, Key: value.Fold(x.Subject.Key)}] = x.Subject.Key
		if x.Act != ledger.Retract && !gone[x.ID] {
			name := c.calendar.name(x.Subject)
			c.earlier[name] = append(c.earlier[name], x)
		}
	}
}

// row is a returned row with the entities that it speaks about.
type row struct {
	record  *submission.Record
	section *form.Section
	block   *packet.Block
	at      place
	up      bool // the sender has taken up what the row was printed with
}

// place finds out what one row, or one sheet of answers, speaks about, and
// gives what is new its code. All rows have theirs before the answers are looked
// at: those of one sheet name new rows of any other.
func (c *classifier) place(r *submission.Record) (row, bool) {
	f := c.Library.Form(r.Form)
	if f == nil {
		return row{}, false
	}
	x := row{record: r, section: f.Section(r.Section)}
	var ok bool
	if x.block, ok = c.Packet.Block(r.Form, r.Scope, r.Section); x.section == nil || !ok {
		return row{}, false
	}
	x.at = c.match(x.section, x.block, r)
	x.up = c.takenUp(x.section, x.at, r)
	if x.at.seed != nil && !x.up && x.section.Shape != form.Answers {
		return row{}, false // examples that nobody has taken up
	}
	c.renew(x.section, &x.at, r)
	return x, true
}

// answers classifies the answers of a row.
func (c *classifier) answers(x *row) {
	c.decide(x.section, x.block, x.record)
	for i := range x.section.Fields {
		f := &x.section.Fields[i]
		if !answerable(f) {
			continue
		}
		a, ok := x.record.Answer(f.ID)
		if !ok || a.Faulty {
			continue
		}
		if subject, ok := issue.Subject(c.Org, c.Packet, x.section, f, x.at.keys); ok {
			if base := x.at.base(x.up, f.ID); !c.overtaken(x, f, subject, base, a) {
				c.answer(f, subject, base, a, x.record.Scope)
			}
		} else if code := x.at.empty[codeKind(x.section, f)]; code != "" && !f.Parent && !a.Value.Blank() && !a.Value.Equal(x.at.issued[f.ID]) {
			c.out.Findings.Add(finding.New("MERGE-09", a.Where, "label", f.Label, "typed", shorten(a.Typed), "code", code))
		}
	}
}

// answerable tells whether a field takes answers that become claims.
func answerable(f *form.Field) bool {
	return !f.Given && f.Type != value.Code && !f.ShownPeriod
}

// answer classifies one cell. Of the earlier claims of this stream those
// count that were made on the same ground, the value as issued: what was said
// in another issue of the packet answers another question.
func (c *classifier) answer(f *form.Field, subject org.Subject, issued value.Value, a submission.Answer, scope string) {
	issued = c.references(f, issued, scope, nil)
	v := c.references(f, a.Value, scope, &a)
	said := sameGround(c.earlier[c.calendar.name(subject)], issued)
	var last value.Value
	if len(said) > 0 {
		last = said[len(said)-1].Value
	}
	v = c.unmarked(f, v, issued, said, a)
	switch {
	case v.Blank():
		c.blank(f, subject, issued, said, a)
	case v.Equal(last):
		c.out.Answered++ // said before; the earlier claim stands
	case v.Equal(issued) && last.Blank():
		c.out.Untouched++
	case v.Equal(issued):
		c.out.Answered++
		c.out.Changed++
		c.claim(ledger.Claim{Act: ledger.Retract, Subject: subject, Value: v, Settles: ids(said)}, a)
	default:
		c.out.Answered++
		if len(c.earlier[c.calendar.name(subject)]) > 0 {
			c.out.Changed++
		} else {
			c.out.New++
		}
		x := ledger.Claim{Act: ledger.State, Subject: subject, Value: v}
		if !issued.Blank() {
			x.Base = &issued
			if now := c.Facts[c.calendar.name(subject)]; now.Value.Equal(issued) {
				x.Settles = now.Amended // who changes an amended value has seen what it was amended from
			}
			c.bothChanged(f, subject, issued, v, a)
		}
		c.claim(x, a)
	}
}

// sameGround picks the claims whose cell was issued with a value.
func sameGround(claims []*ledger.Claim, issued value.Value) (same []*ledger.Claim) {
	for _, c := range claims {
		if c.Base == nil && issued.Blank() || c.Base != nil && c.Base.Equal(issued) {
			same = append(same, c)
		}
	}
	return same
}

// claim adds a claim of this submission.
func (c *classifier) claim(x ledger.Claim, a submission.Answer) {
	x.Submission, x.Stream, x.Sender = c.Submission.ID, c.Packet.Stream(), c.Sender
	x.Where, x.Typed, x.Received = a.Where, a.Typed, c.Submission.Received
	c.out.Claims = append(c.out.Claims, x)
}

// bothChanged says so where somebody else has changed an answer too since the
// form went out, and the two must agree.
func (c *classifier) bothChanged(f *form.Field, subject org.Subject, issued, v value.Value, a submission.Answer) {
	name := c.calendar.name(subject)
	now, known := c.Facts[name]
	mustAgree := c.Library.RuleFor(string(subject.Kind), subject.Attr).Policy == form.MustAgree
	if !known || !mustAgree || len(now.Disputed) > 0 || now.Value.Equal(issued) || now.Value.Equal(v) {
		return
	}
	by := c.lastOf(name, now)
	if by.Stream == c.Packet.Stream() {
		return
	}
	options := c.Packet.Options[f.ListName()]
	said := now.Value.Format(options)
	if now.Value.Blank() {
		said = "nothing"
	}
	c.out.Findings.Add(finding.New("MERGE-07", a.Where, "label", f.Label, "issued", issued.Format(options),
		"who", senderName(by.Sender), "now", said, "typed", a.Typed).About(subject.Key))
}

// lastOf is the claim that made a fact what it is: the last that counts, or
// the retraction that took the last away.
func (c *classifier) lastOf(subject org.Subject, fact ledger.Fact) ledger.Claim {
	if n := len(fact.Claims); n > 0 {
		x, _ := c.Ledger.Claim(fact.Claims[n-1])
		return x
	}
	var last ledger.Claim
	for _, x := range c.Ledger.Claims {
		if c.calendar.name(x.Subject) == subject {
			last = x
		}
	}
	return last
}

// unmarked is the value of a cell of a matrix: people take a mark away with the
// Delete key, so a cleared one is no mark. Every other value stays as it is.
func (c *classifier) unmarked(f *form.Field, v, issued value.Value, said []*ledger.Claim, a submission.Answer) value.Value {
	before := issued
	if last := c.saidHere(said); !last.Blank() {
		before = last
	}
	if !v.Blank() || f.Column == "" || f.Type != value.Choice || before.Text != "yes" && before.Text != "no" {
		return v
	}
	if before.Text == "yes" {
		options := c.Packet.Options[f.ListName()]
		c.out.Findings.Add(finding.New("CELL-63", a.Where, "label", f.Label, "before", before.Format(options), "now", value.OfChoice("no").Format(options)))
	}
	return value.OfChoice("no")
}

// saidHere is the last value that was said in this issue of the packet. What
// was said in another was not there, where this one went out blank.
func (c *classifier) saidHere(said []*ledger.Claim) (last value.Value) {
	for _, x := range said {
		if c.Packets[x.Submission] == c.Packet.Code {
			last = x.Value
		}
	}
	return last
}

// blank asks about an answer that was there and is not any more.
func (c *classifier) blank(f *form.Field, subject org.Subject, issued value.Value, said []*ledger.Claim, a submission.Answer) {
	last := c.saidHere(said)
	options := c.Packet.Options[f.ListName()]
	switch {
	case !last.Blank():
		c.out.Findings.Add(finding.New("MERGE-05", a.Where, "label", f.Label, "before", last.Format(options)).About(subject.Key))
	case !issued.Blank():
		c.out.Findings.Add(finding.New("CELL-13", a.Where, "label", f.Label, "issued", issued.Format(options)).About(subject.Key))
	}
}

// references puts lasting codes in the place of printed ones: a reference to
// the new milestone NEW-M1 means what NEW-M1 has become, on a sheet of a
// repeated form the NEW-M1 of that sheet. a is nil for a value of ours, about
// which there is nothing to say.
func (c *classifier) references(f *form.Field, v value.Value, scope string, a *submission.Answer) value.Value {
	if v.Type != value.Ref && v.Type != value.Refs {
		return v
	}
	one := func(key string) string {
		if name, ok := strings.CutPrefix(key, org.Unknown); ok {
			v.Free = append(slices.Clone(v.Free), name) // known by name alone
			return ""
		}
		if !issue.IsNew(key) {
			return key
		}
		known := c.code(key, scope)
		if known == "" && a != nil {
			c.tellEmpty(f.Label, org.Code(key), a.Where)
		}
		return known
	}
	if v.Text != "" {
		v.Text = one(v.Text)
	}
	var items []string
	for _, key := range v.Items {
		if key = one(key); key != "" {
			items = append(items, key)
		}
	}
	v.Items = items
	return v
}

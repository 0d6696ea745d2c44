package reconcile

import (
	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/submission"
	"spm/engine/value"
)

// rememberNewer gathers what was said in issues of the stream that were sent
// after the one which comes back now: an old workbook that turns up late.
func (c *classifier) rememberNewer() {
	c.newer = map[org.Subject]*ledger.Claim{}
	if c.Newer == nil {
		return
	}
	for name, said := range c.earlier {
		for _, x := range said {
			if c.Issues[c.Packets[x.Submission]] > c.Packet.Issue {
				c.newer[name] = x
			}
		}
	}
}

// overtaken tells whether a newer issue, which came back before this older one,
// has an answer to the same question; then that answer stands, and what differs
// from it is told, never recorded. Her later workbook is what the sender means;
// nobody can tell whether the old file was sent again by mistake.
func (c *classifier) overtaken(x *row, f *form.Field, subject org.Subject, issued value.Value, a submission.Answer) bool {
	if c.Newer == nil {
		return false
	}
	now := c.newerValue(x, f, subject, issued)
	if now.Blank() {
		return false // the newer workbook says nothing about it
	}
	v := c.references(f, a.Value, x.record.Scope, &a)
	switch issued := c.references(f, issued, x.record.Scope, nil); {
	case v.Blank():
	case v.Equal(issued):
		c.out.Untouched++
	case v.Equal(now):
		c.out.Answered++
	default:
		options := c.Packet.Options[f.ListName()]
		c.out.Findings.Add(finding.New("PKT-20", a.Where, "label", f.Label, "typed", shorten(a.Typed), "now", shorten(now.Format(options)),
			"theirs", value.FormatNumber(float64(c.Packet.Issue)), "ours", value.FormatNumber(float64(c.Newer.Issue))).About(subject.Key))
	}
	return true
}

// newerValue is what the newer workbook says: the answer that was given in it,
// or the one that was printed in it since and was left as it is.
func (c *classifier) newerValue(x *row, f *form.Field, subject org.Subject, issued value.Value) value.Value {
	if said := c.newer[c.calendar.name(subject)]; said != nil {
		return said.Value
	}
	block, ok := c.Newer.Block(x.record.Form, x.record.Scope, x.record.Section)
	if !ok {
		return value.Value{}
	}
	for i := range block.Rows {
		printed := block.Rows[i].Values[f.ID]
		if at, ok := issue.Subject(c.Org, c.Newer, x.section, f, block.Rows[i].Keys); ok && at == subject && !printed.Equal(issued) {
			return printed
		}
	}
	return value.Value{}
}

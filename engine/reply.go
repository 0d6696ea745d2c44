package engine

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"spm/engine/finding"
	"spm/engine/packet"
	"spm/engine/value"
	"spm/engine/workspace"
)

// reply writes what goes back to the sender of a file into returned/: her own
// workbook with what has to be mended, where something has, and a receipt in
// words that can be sent as they are, in her language.
func (in *intake) reply(x opened, r *Read, p *packet.Packet) error {
	lib := in.Library
	if p != nil {
		lib = lib.In(p.Setting.Language)
	}
	name := in.replyName(r)
	marked, err := in.corrections(x, r, p, lib)
	if err != nil {
		return err
	}
	own := correctionsName(in.Library, lib, name, r.File, x.endings())
	if marked != nil {
		r.Corrections = own // which the receipt names
	}
	told := in.receiptOf(r, p, lib)
	var page []byte
	if in.PrintReceipt != nil && r.Status == Recorded && r.Findings.Count(finding.Error) == 0 {
		page, _ = in.PrintReceipt(told) // a page that cannot be printed stops no file: its text says the same
	}
	if marked != nil || !in.sentFrom(x, own) { // who mends the workbook where it lies keeps it
		err = in.hand(r, marked, own)
	}
	return errors.Join(err, in.hand(r, page, name+".pdf"), in.hand(r, []byte(value.Visible(told.Text())), name+".txt"))
}

// sentFrom tells whether a file was read from returned/ itself, by a name.
func (in *intake) sentFrom(x opened, name string) bool {
	read, err := os.Stat(x.file.Path)
	if err != nil {
		return false
	}
	there, err := os.Stat(in.Workspace.Path(workspace.Returned, name))
	return err == nil && os.SameFile(read, there)
}

// hand puts a file into returned/ and notes its name. Without data it takes away
// what was written for an earlier file of this name.
func (in *intake) hand(r *Read, data []byte, name string) error {
	if data == nil {
		return in.Workspace.Remove(workspace.Returned, name)
	}
	last, err := in.Workspace.WriteSoon(data, workspace.Returned, name)
	if err == nil {
		r.Replies = append(r.Replies, name)
		in.group.Go(last)
	}
	return err
}

// takeBack removes what was written for the sender of a file that could not be
// recorded.
func (in *intake) takeBack(r *Read) (err error) {
	for _, name := range r.Replies {
		err = errors.Join(err, in.Workspace.Remove(workspace.Returned, name))
	}
	r.Replies, r.Corrections = nil, ""
	return err
}

// replyName begins the names of what goes back to the sender of a file. Files
// of one name come from several senders; each has its own.
func (in *intake) replyName(r *Read) string {
	name := workspace.SafeName(strings.TrimSuffix(r.File, ".xlsx"))
	low := strings.ToLower(name)
	if in.named[low]++; in.named[low] > 1 {
		name += fmt.Sprintf(" (%d)", in.named[low])
	}
	return name
}

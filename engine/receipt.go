package engine

import (
	"errors"
	"fmt"
	"strings"

	"spm/engine/finding"
	"spm/engine/packet"
	"spm/engine/workspace"
)

// reply writes what goes back to the sender of a file into returned/: her own
// workbook with what has to be mended, where something has, and a receipt in
// words that can be sent as they are.
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
	if marked != nil {
		if err := in.hand(r, marked, correctionsName(in.Library, lib, name, r.File)); err != nil {
			return err
		}
	}
	return in.hand(r, []byte(receiptText(r)), name+".txt")
}

// hand puts a file into returned/ and notes its name.
func (in *intake) hand(r *Read, data []byte, name string) error {
	_, err := in.Workspace.Write(data, workspace.Returned, name)
	if err == nil {
		r.Replies = append(r.Replies, name)
	}
	return err
}

// takeBack removes what was written for the sender of a file that could not be
// recorded.
func (in *intake) takeBack(r *Read) (err error) {
	for _, name := range r.Replies {
		err = errors.Join(err, in.Workspace.Remove(workspace.Returned, name))
	}
	r.Replies = nil
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

func receiptText(r *Read) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", r.File)
	if r.Title != "" {
		fmt.Fprintf(&b, "%s, from %s\n", r.Title, r.From)
	}
	b.WriteString("\n")
	switch r.Status {
	case Recorded:
		fmt.Fprintf(&b, "Thank you. %s read", sentenceCount(r.Answered, "answer was", "answers were"))
		if r.Changed > 0 {
			fmt.Fprintf(&b, ", %d of them changed since your last return", r.Changed)
		}
		if r.Untouched > 0 {
			fmt.Fprintf(&b, "; %s came back as we had filled %s in", sentenceCount(r.Untouched, "answer", "answers"), map[bool]string{true: "it", false: "them"}[r.Untouched == 1])
		}
		b.WriteString(".\n")
	case Held:
		b.WriteString("Nothing was recorded yet: please look at the question below.\n")
	default:
		b.WriteString("This file could not be used: please look below.\n")
	}
	told := r.Findings.Merge()
	section := func(title string, s finding.Severity) {
		n := 0
		for _, f := range told {
			if f.Severity != s {
				continue
			}
			if n == 0 {
				fmt.Fprintf(&b, "\n%s\n", title)
			}
			n++
			fmt.Fprintf(&b, "%3d. ", n)
			if at := place(f.Where); at != "" {
				b.WriteString(at + ": ")
			}
			fmt.Fprintf(&b, "%s.\n", strings.TrimSuffix(f.Message, "."))
			if f.Hint != "" && s != finding.Note {
				fmt.Fprintf(&b, "     %s.\n", strings.TrimSuffix(f.Hint, "."))
			}
		}
	}
	section("Please mend, and send the file again:", finding.Error)
	section("Please look at:", finding.Warning)
	section("How we understood it:", finding.Note)
	return b.String()
}

func sentenceCount(n int, one, many string) string {
	switch n {
	case 0:
		return "No " + one
	case 1:
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// place is a location without its file, which the letter names at its top.
func place(l finding.Location) string {
	l.File = ""
	return l.String()
}

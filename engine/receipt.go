package engine

import (
	"fmt"
	"strings"

	"spm/engine/finding"
	"spm/engine/workspace"
)

// receipt writes what became of a file into returned/, in words that can go
// back to its sender as they are, and answers its name.
func (in *intake) receipt(r *Read) (name string, err error) {
	name = in.receiptName(r)
	_, err = in.Workspace.Write([]byte(receiptText(r)), workspace.Returned, name)
	return name, err
}

// receiptName is the name of a file's receipt. Files of one name come from
// several senders; each has its receipt.
func (in *intake) receiptName(r *Read) string {
	name := workspace.SafeName(strings.TrimSuffix(r.File, ".xlsx"))
	low := strings.ToLower(name)
	if in.named[low]++; in.named[low] > 1 {
		name += fmt.Sprintf(" (%d)", in.named[low])
	}
	return name + ".txt"
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

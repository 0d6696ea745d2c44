package engine

import (
	"fmt"
	"strconv"
	"strings"

	"spm/engine/correction"
	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
)

// Receipt is what the sender of a file is told about it, in her language, before
// it is a text or a page.
type Receipt struct {
	Library      *form.Library // whose language it is in
	Title        string
	Organization string
	From         string // the sender
	File         string
	Day          string   // of its arrival, where it was recorded
	Opening      []string // sentences
	Parts        []ReceiptPart
	Closing      string
	More         string // what is said of lines that have no room: {n} is their number
}

// ReceiptPart is a list or a table of a receipt.
type ReceiptPart struct {
	Title string
	Lines []string   // as the text has them
	Head  []string   // of the table that a page has in their place; nil: the lines
	Rows  [][]string // one for each line
	After string
}

// receiptOf tells a sender what was read, how doubtful cells were understood,
// what is still open and to whom she can write.
func (in *intake) receiptOf(r *Read, p *packet.Packet, lib *form.Library) Receipt {
	x := Receipt{Library: lib, File: r.File, From: r.From, Title: r.File, More: lib.Say(form.ReceiptMore)}
	if p != nil {
		x.Title, x.Organization = lib.Say(form.Receipt, "title", lib.TitleOf(p.Kind, p.Title)), p.Organization
		x.Closing = sendBack(lib, p, r.Findings.Count(finding.Error) > 0)
	}
	if r.Status == Recorded {
		x.Day = lib.Day(in.Day)
	}
	x.Opening = opening(r, lib)
	told := lib.Told(r.Findings).Merge()
	if r.Status == Recorded {
		x.counts(r, lib)
	}
	most := len(told)
	if r.Corrections != "" {
		most = mostBeside
	}
	x.open(lib.Say(form.ReceiptMend), told, finding.Error, most)
	x.open(lib.Say(form.ReceiptLook), told, finding.Warning, most)
	x.doubts(told, lib)
	x.notes(lib.Say(form.ReceiptNotes), told)
	return x
}

// sendBack says to whom a workbook goes and who answers questions.
func sendBack(lib *form.Library, p *packet.Packet, again bool) string {
	var said []string
	if again && p.ReturnTo != "" {
		said = append(said, lib.Say(form.FixSend, "address", p.ReturnTo))
	}
	if p.Contact != "" {
		said = append(said, lib.Say(form.MailQuestions, "contact", p.Contact))
	}
	return strings.Join(said, " ")
}

func opening(r *Read, lib *form.Library) (said []string) {
	number := func(n int) string { return strconv.Itoa(n) }
	switch r.Status {
	case Recorded:
		answers := lib.Say(form.ReceiptMany, "n", number(r.Answered))
		switch r.Answered {
		case 0:
			answers = lib.Say(form.ReceiptNone)
		case 1:
			answers = lib.Say(form.ReceiptOne)
		}
		said = append(said, lib.Say(form.ReceiptRead, "answers", answers))
		if r.Changed > 0 {
			said = append(said, lib.Say(form.ReceiptChanged, "n", number(r.Changed)))
		}
		if r.Untouched > 0 {
			said = append(said, lib.Say(form.ReceiptUntouched, "n", number(r.Untouched)))
		}
		if !r.Findings.Actionable() {
			said = append(said, lib.Say(form.ReceiptDone))
		}
	case Held:
		said = append(said, lib.Say(form.ReceiptHeld))
	default:
		said = append(said, lib.Say(form.ReceiptRefused))
	}
	switch {
	case r.Corrections != "":
		said = append(said, lib.Say(form.ReceiptAttached, "file", r.Corrections))
	case mendable(r.Findings) && r.Status != Refused:
		said = append(said, lib.Say(form.ReceiptUnmarked))
	}
	return said
}

// counts is what came back of each form.
func (x *Receipt) counts(r *Read, lib *form.Library) {
	part := ReceiptPart{Title: lib.Say(form.ReceiptCounts), Head: []string{
		lib.Say(form.ReceiptForm), lib.Say(form.ReceiptAnswers), lib.Say(form.ReceiptRows), lib.Say(form.ReceiptAsSent),
	}}
	for _, t := range r.Forms {
		f := lib.Form(t.Form)
		if f == nil || t.Answered+t.Untouched+t.Rows == 0 {
			continue
		}
		row := []string{lib.Heading(f)}
		var said []string
		for i, n := range []int{t.Answered, t.Rows, t.Untouched} {
			row = append(row, strconv.Itoa(n))
			if n > 0 {
				said = append(said, fmt.Sprintf("%s: %d", strings.ToLower(part.Head[i+1]), n))
			}
		}
		part.Rows = append(part.Rows, row)
		part.Lines = append(part.Lines, row[0]+" – "+strings.Join(said, "; "))
	}
	x.add(part)
}

// mostBeside is the length of a list in a letter beside the workbook in which
// every line of it is marked.
const mostBeside = 100

// open is what somebody has to mend or to look at: so many lines, and what no
// cell shows.
func (x *Receipt) open(title string, told finding.List, s finding.Severity, most int) {
	part, more := ReceiptPart{Title: title}, 0
	for _, f := range told {
		if f.Severity != s {
			continue
		}
		if len(part.Lines) >= most && correction.Places(f) {
			more++
			continue
		}
		line := strings.TrimSuffix(f.Message, ".") + "."
		if at := x.place(f.Where); at != "" {
			line = at + ": " + line
		}
		if f.Ask() != "" {
			line += " " + strings.TrimSuffix(f.Ask(), ".") + "."
		}
		part.Lines = append(part.Lines, line)
	}
	if more > 0 {
		part.After = x.Library.Say(form.FixMore, "n", strconv.Itoa(more))
	}
	x.add(part)
}

// doubts are the cells that were read as something else than what stands there.
// Where that needs more words than the two, it is among what is to be looked at.
func (x *Receipt) doubts(told finding.List, lib *form.Library) {
	part := ReceiptPart{
		Title: lib.Say(form.ReceiptDoubts), After: lib.Say(form.ReceiptIfWrong),
		Head: []string{lib.Say(form.FixCell), lib.Say(form.ReceiptStood), lib.Say(form.ReceiptReadAs)},
	}
	for _, f := range told {
		if f.Read == "" || f.Severity != finding.Note {
			continue
		}
		at := x.place(f.Where)
		part.Rows = append(part.Rows, []string{at, f.Typed, f.Read})
		part.Lines = append(part.Lines, fmt.Sprintf("%s: “%s” → %s", at, f.Typed, f.Read))
	}
	x.add(part)
}

// notes are what was healed, and what else is good to know.
func (x *Receipt) notes(title string, told finding.List) {
	part := ReceiptPart{Title: title}
	for _, f := range told {
		if f.Severity == finding.Note && f.Read == "" {
			line := strings.TrimSuffix(f.Message, ".") + "."
			if at := x.place(f.Where); at != "" {
				line = at + ": " + line
			}
			part.Lines = append(part.Lines, line)
		}
	}
	x.add(part)
}

func (x *Receipt) add(part ReceiptPart) {
	if len(part.Lines) > 0 {
		x.Parts = append(x.Parts, part)
	}
}

// Text is the receipt as an e-mail has it.
func (x Receipt) Text() string {
	var b strings.Builder
	fmt.Fprintln(&b, x.Title)
	if who := strings.TrimPrefix(x.Organization+", "+x.From, ", "); x.From != "" {
		fmt.Fprintln(&b, who)
	}
	switch {
	case x.Day != "":
		fmt.Fprintf(&b, "%s, %s\n", x.File, x.Day)
	case x.File != x.Title:
		fmt.Fprintln(&b, x.File)
	}
	for _, sentence := range x.Opening {
		fmt.Fprintf(&b, "\n%s\n", sentence)
	}
	for _, part := range x.Parts {
		fmt.Fprintf(&b, "\n%s\n", part.Title+":")
		for n, line := range part.Lines {
			fmt.Fprintf(&b, "%3d. %s\n", n+1, line)
		}
		if part.After != "" {
			fmt.Fprintln(&b, part.After)
		}
	}
	if x.Closing != "" {
		fmt.Fprintf(&b, "\n%s\n", x.Closing)
	}
	return b.String()
}

// place is a location without its file, which the letter names at its top.
func (x *Receipt) place(l finding.Location) string {
	l.File = ""
	if l.Sheet != "" && l.Row > 0 && l.Col == 0 {
		word := form.FixRow
		if l.EndRow > l.Row {
			word = form.FixRows
		}
		return l.Sheet + " " + x.Library.Say(word, "row", strconv.Itoa(l.Row), "last", strconv.Itoa(l.EndRow))
	}
	return l.String()
}

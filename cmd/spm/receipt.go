package main

import (
	"math"
	"strconv"
	"strings"
	"time"

	"spm/engine"
	"spm/reports"
	"spm/reports/document"
	"spm/reports/guide"
)

// The room of a receipt in lines of text. A receipt is one page: what has no
// room on it is counted, and stands in its text.
const (
	pageLines    = 44
	titleLines   = 5
	partLines    = 3   // its heading, with the space around it
	leastLines   = 4   // that a part further down may count on
	lineLetters  = 88  // of a line of text
	tableLetters = 100 // of a line of a table, its columns together
)

// printReceipt makes the page of a receipt: the same for the same receipt,
// whatever the day.
func printReceipt(r engine.Receipt) ([]byte, error) {
	doc := receiptDocument(r)
	look := theme(r.Library)
	look.Logo = nil
	pdf, _, err := reports.Print(*doc, look, reports.Options{Created: time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)})
	return pdf, err
}

// receiptDocument is a receipt cut to a page.
func receiptDocument(r engine.Receipt) *document.Document {
	doc := &document.Document{
		Title: r.Title, Organization: r.Organization, Branch: r.From, Subtitle: r.File, Date: r.Day, Language: r.Library.Locale(),
		Words: guide.Words(r.Library), Compact: true,
	}
	opening := strings.Join(r.Opening, " ")
	if len(r.Parts) == 0 {
		opening += " " + r.Closing
	}
	room := pageLines - titleLines - lines(opening, lineLetters) - lines(r.Closing, lineLetters) - 2
	for i, p := range r.Parts {
		rest := (len(r.Parts) - i - 1) * (partLines + leastLines)
		s, used := receiptPart(p, max(room-rest, partLines+leastLines), r.More)
		room -= used
		doc.Sections = append(doc.Sections, s)
	}
	doc.Statement = document.Sentence{Text: strings.TrimSpace(opening)}
	if n := len(doc.Sections); r.Closing != "" && n > 0 {
		doc.Sections[n-1].Blocks = append(doc.Sections[n-1].Blocks, paragraph(r.Closing))
	}
	return doc
}

// receiptPart is a part with as many of its lines as there is room for, and the
// lines that it takes.
func receiptPart(p engine.ReceiptPart, room int, more string) (document.Section, int) {
	used := partLines
	if p.Head != nil {
		used += 2
	}
	if p.After != "" {
		used += lines(p.After, lineLetters)
	}
	shown := 0
	for n, line := range p.Lines {
		need := lines(line, lineLetters)
		if p.Head != nil {
			need = lines(strings.Join(p.Rows[n], " "), tableLetters/2)
		}
		spare := 1 // for the line that counts the rest
		if n == len(p.Lines)-1 {
			spare = 0
		}
		if used+need+spare > room {
			break
		}
		used += need
		shown++
	}
	s := document.Section{Title: p.Title, Level: 1}
	switch {
	case p.Head != nil:
		s.Blocks = append(s.Blocks, receiptTable(p.Head, p.Rows[:shown]))
	case shown > 0:
		s.Blocks = append(s.Blocks, receiptList(p.Lines[:shown]))
	}
	if left := len(p.Lines) - shown; left > 0 {
		s.Blocks = append(s.Blocks, paragraph("… "+strings.ReplaceAll(more, "{n}", strconv.Itoa(left))+"."))
		used++
	}
	if p.After != "" {
		s.Blocks = append(s.Blocks, paragraph(p.After))
	}
	return s, used
}

func receiptTable(head []string, rows [][]string) document.Table {
	var t document.Table
	for i, title := range head {
		c := document.Column{Title: title, Width: 1}
		if i == 0 && len(head) > 3 {
			c.Width = 3
		} else if len(head) > 3 {
			c.Align = document.Right
		}
		t.Columns = append(t.Columns, c)
	}
	for _, row := range rows {
		var cells []document.Cell
		for _, text := range row {
			cells = append(cells, document.Cell{Text: text})
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	return t
}

func receiptList(texts []string) document.List {
	var l document.List
	for _, text := range texts {
		l.Items = append(l.Items, document.Item{Sentences: []document.Sentence{{Text: text}}})
	}
	return l
}

func paragraph(text string) document.Paragraph {
	return document.Paragraph{Sentences: []document.Sentence{{Text: text}}}
}

// lines is how many lines a text takes, rather more than fewer.
func lines(text string, letters int) int {
	if text == "" {
		return 0
	}
	return int(math.Ceil(float64(len([]rune(text))) * 1.08 / float64(letters)))
}

package document

import (
	"fmt"
	"strings"
)

// Markdown is the text of a document for programs and web pages that set it
// themselves: headings, paragraphs, lists and tables. Of a figure it has the
// caption and what the figure says in words.
func (d *Document) Markdown() string {
	m := &markdown{}
	m.line("# " + escaped(d.Title))
	for _, s := range []string{d.Subtitle, strings.Join(filled(d.Organization, d.Branch, d.Period, d.Date), " · "), d.Statement.Text} {
		m.block(escaped(s))
	}
	for _, s := range d.Sections {
		m.section(s, 1)
	}
	return m.b.String()
}

type markdown struct{ b strings.Builder }

func (m *markdown) line(s string) { m.b.WriteString(s + "\n") }

// block is a paragraph of its own.
func (m *markdown) block(s string) {
	if s = strings.TrimSpace(s); s != "" {
		m.line("\n" + s)
	}
}

func (m *markdown) section(s Section, level int) {
	if s.Level > 0 {
		level = s.Level
	}
	if s.Title != "" {
		m.block(strings.Repeat("#", min(level+1, 6)) + " " + escaped(s.Title))
	}
	for _, b := range s.Blocks {
		m.add(b)
	}
	for _, k := range s.Sections {
		m.section(k, level+1)
	}
}

func (m *markdown) add(b Block) {
	switch b := b.(type) {
	case Paragraph:
		m.block(sentences(b.Sentences))
	case List:
		m.line("")
		for i, it := range b.Items {
			mark := "-"
			if b.Ordered {
				mark = fmt.Sprintf("%d.", i+1)
			}
			m.line(mark + " " + strings.Join(filled(escaped(it.Status.Word), sentences(it.Sentences)), ": "))
		}
	case Table:
		m.table(b)
	case Figure:
		m.block(escaped(b.Caption))
		m.block(escaped(b.Lead))
		m.block(sentences(b.Note))
	case Quote:
		m.block("> " + strings.Join(filled(escaped(b.Label), escaped(b.Text), escaped(b.By)), " · "))
	case Callout:
		m.block("> **" + escaped(b.Title) + "** " + sentences(b.Sentences))
	case KeyFigures:
		m.line("")
		for _, f := range b.Figures {
			m.line("- **" + escaped(f.Value) + "** " + strings.Join(filled(escaped(f.Label), escaped(f.Detail)), ", "))
		}
	}
}

func (m *markdown) table(t Table) {
	m.block(escaped(t.Caption))
	if len(t.Rows) == 0 || len(t.Columns) == 0 {
		m.block(escaped(t.Empty))
		return
	}
	var heads, rule []string
	for _, c := range t.Columns {
		heads, rule = append(heads, cellText(strings.Join(filled(c.Group, c.Title), ": "))), append(rule, "---")
	}
	m.line("\n| " + strings.Join(heads, " | ") + " |\n| " + strings.Join(rule, " | ") + " |")
	for _, r := range t.Rows {
		cells := make([]string, len(t.Columns))
		if len(r.Cells) == 0 {
			cells[0] = "**" + cellText(r.Band.Text) + "**"
		}
		for i, c := range r.Cells {
			cells[i] = cellText(strings.Join(filled(c.Status.Word, c.Text), " "))
			if c.Strong && cells[i] != "" {
				cells[i] = "**" + cells[i] + "**"
			}
		}
		m.line("| " + strings.Join(cells, " | ") + " |")
	}
	m.block(sentences(t.Note))
}

// sentences are one paragraph.
func sentences(all []Sentence) string {
	var parts []string
	for _, s := range all {
		text := escaped(s.Text)
		switch {
		case s.Link != "":
			text = "[" + text + "](" + s.Link + ")"
		case s.Strong:
			text = "**" + text + "**"
		}
		parts = append(parts, text)
	}
	return strings.Join(filled(parts...), " ")
}

// marks keeps a text from being taken for markup.
var marks = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", "[", `\[`, "]", `\]`, "#", `\#`)

func escaped(s string) string { return marks.Replace(strings.TrimSpace(s)) }

// cellText is a text on the one line that a cell of a table has.
func cellText(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(escaped(s), "|", `\|`), "\n", "<br>")
}

// filled drops the blank ones.
func filled(texts ...string) (some []string) {
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			some = append(some, t)
		}
	}
	return some
}

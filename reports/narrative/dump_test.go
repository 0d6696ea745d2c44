package narrative

import (
	"fmt"
	"strings"

	"spm/reports/document"
)

// dump writes a document as plain text, with the number of sources of each
// text behind it.
func dump(d *document.Document) string {
	var b dumper
	fmt.Fprintf(&b, "%s | %s | %s | %s | %s | %s\ndraft: %v compact: %v\n", d.Title, d.Subtitle, d.Organization, d.Branch, d.Period, d.Date, d.Draft, d.Compact)
	b.sentences("statement: ", []document.Sentence{d.Statement})
	for _, f := range d.Facts {
		b.sentences(f.Label+": ", []document.Sentence{f.Value})
	}
	b.sentences("authors: ", d.Authors)
	b.sentences("recipients: ", d.Recipients)
	for _, s := range d.Sections {
		b.section(1, s)
	}
	return b.String()
}

type dumper struct{ strings.Builder }

func (b *dumper) section(level int, s document.Section) {
	fmt.Fprintf(b, "\n%s %s%s\n", strings.Repeat("#", level), s.Title, mark(s.Sources))
	for _, x := range s.Blocks {
		b.block(x)
	}
	for _, x := range s.Sections {
		b.section(level+1, x)
	}
}

// mark lists the rules and claims of a text, shortly.
func mark(sources []document.Source) string {
	if len(sources) == 0 {
		return ""
	}
	var parts []string
	for _, s := range sources {
		if s.Computed == "count" && len(s.Claims) == 0 {
			continue // of nothing
		}
		text := strings.Trim(strings.Join(strings.Fields(fmt.Sprint(s.Claims)), ","), "[]")
		if s.Computed != "" {
			text = s.Computed + ":" + text
		}
		parts = append(parts, text)
	}
	if parts == nil {
		return ""
	}
	return " [" + strings.Join(parts, "; ") + "]"
}

func (b *dumper) sentences(before string, all []document.Sentence) {
	b.WriteString(before)
	for i, s := range all {
		if i > 0 {
			b.WriteString("\n    ")
		}
		b.WriteString(s.Text + mark(s.Sources))
	}
	b.WriteString("\n")
}

func status(s document.Status) string {
	if s.Word == "" {
		return ""
	}
	return "(" + s.Word + ") "
}

func (b *dumper) block(x document.Block) {
	switch x := x.(type) {
	case document.Paragraph:
		b.sentences("", x.Sentences)
	case document.List:
		for _, it := range x.Items {
			b.sentences("  - "+status(it.Status), it.Sentences)
		}
	case document.Table:
		b.table(x)
	case document.Figure:
		fmt.Fprintf(b, "figure: %s\n", x.Caption)
		b.chart(x.Chart)
	case document.Quote:
		fmt.Fprintf(b, "  > %s: “%s” — %s%s\n", x.Label, x.Text, x.By, mark(x.Sources))
	case document.Callout:
		b.sentences("  ! "+x.Title+": ", x.Sentences)
	case document.KeyFigures:
		for _, k := range x.Figures {
			fmt.Fprintf(b, "  * %s %s (%s)%s\n", k.Value, k.Label, k.Detail, mark(k.Sources))
		}
	}
}

func (b *dumper) table(t document.Table) {
	fmt.Fprintf(b, "table: %s\n", t.Caption)
	var titles []string
	for _, c := range t.Columns {
		titles = append(titles, c.Title)
	}
	fmt.Fprintf(b, "  %s\n", strings.Join(titles, " | "))
	for _, r := range t.Rows {
		if len(r.Cells) == 0 {
			fmt.Fprintf(b, "  == %s\n", r.Band.Text)
			continue
		}
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, status(c.Status)+c.Text)
		}
		fmt.Fprintf(b, "  %s\n", strings.Join(cells, " | "))
	}
	if len(t.Rows) == 0 {
		fmt.Fprintf(b, "  %s\n", t.Empty)
	}
	if len(t.Note) > 0 {
		b.sentences("  * ", t.Note)
	}
}

func (b *dumper) chart(c document.Chart) {
	switch c := c.(type) {
	case document.Bars:
		for _, x := range c.Bars {
			fmt.Fprintf(b, "  %s: baseline %s (%.2f), target %s (%.2f), actual %s (%.2f) %s\n", x.Label,
				x.Baseline.Text, x.Baseline.Number, x.Target.Text, x.Target.Number, x.Actual.Text, x.Actual.Number, status(x.Result))
		}
	case document.MonthGrid:
		fmt.Fprintf(b, "  %s\n", strings.Join(c.Months, " "))
		for _, r := range c.Rows {
			fmt.Fprintf(b, "  %s / %s %s:", r.Group, r.Code, r.Label)
			for _, m := range r.Months {
				switch {
				case m.Status.Word != "":
					fmt.Fprintf(b, " %s", m.Status.Word)
				case m.Planned:
					b.WriteString(" ~")
				default:
					b.WriteString(" .")
				}
			}
			b.WriteString("\n")
		}
	}
}

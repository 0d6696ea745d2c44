package narrative

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
	"spm/reports/document"
)

// longest is the length, in characters, to which the annex shortens a value.
const longest = 60

// sourcesSection lists every claim that the document rests on, file by file.
func (w *writer) sourcesSection(d *document.Document) document.Section {
	s := document.Section{Title: w.word("head.sources"), Level: 1, ID: "sources"}
	used := map[int64]bool{}
	d.Walk(func(_ string, sources []document.Source) {
		for _, src := range sources {
			for _, c := range src.Claims {
				used[c] = true
			}
		}
	})
	var claims []ledger.Claim
	if w.Ledger != nil {
		for _, id := range slices.Sorted(maps.Keys(used)) {
			if c, ok := w.Ledger.Claim(id); ok {
				claims = append(claims, c)
			}
		}
	}
	slices.SortStableFunc(claims, func(a, b ledger.Claim) int {
		return cmp.Or(cmp.Compare(a.Received, b.Received), cmp.Compare(a.Where.File, b.Where.File), cmp.Compare(a.ID, b.ID))
	})
	var parts []said
	for _, c := range claims {
		parts = append(parts, said{sources: []document.Source{{Claims: []int64{c.ID}}}})
	}
	s.Blocks = paragraph(w.tellN("sources.intro", count("", parts...), nil))
	if len(claims) > 0 {
		s.Blocks = append(s.Blocks, w.sourcesTable(claims))
	}
	return s
}

// entry is the claims that one file makes about one entity and period.
type entry struct {
	about  org.Subject
	sheet  string
	claims []ledger.Claim
}

// sourcesTable has a row for each entity that a file speaks about: what was
// said of it, each thing with its cell and the number of its claim.
func (w *writer) sourcesTable(claims []ledger.Claim) document.Table {
	t := document.Table{Columns: []document.Column{
		{Title: w.word("column.what"), Width: 1.3}, {Title: w.word("column.value"), Width: 4.2}, {Title: w.word("column.where"), Width: 1.2},
	}}
	var entries []*entry
	file := ""
	var head ledger.Claim
	flush := func() {
		if len(entries) == 0 {
			return
		}
		period := commonPeriod(entries)
		band := w.phrase("sources.band", words{
			"File": literal(head.Where.File), "Who": literal(w.senderOf(head.ID)), "Date": literal(head.Received.Format()), "Period": literal(w.period(period)),
		})
		t.Rows = append(t.Rows, document.Row{Band: band.cell()})
		for _, e := range entries {
			t.Rows = append(t.Rows, w.sourceRow(e, period))
		}
		entries = nil
	}
	at := map[entryKey]*entry{}
	for i, c := range claims {
		who := w.senderOf(c.ID)
		if k := c.Where.File + "\n" + who + "\n" + string(c.Received); i == 0 || k != file {
			flush()
			file, head, at = k, c, map[entryKey]*entry{}
		}
		about := c.Subject
		about.Attr = ""
		if !org.Periodic(about.Kind) {
			about.Period = ""
		}
		k := entryKey{about, c.Where.Sheet}
		if at[k] == nil {
			at[k] = &entry{about: about, sheet: c.Where.Sheet}
			entries = append(entries, at[k])
		}
		at[k].claims = append(at[k].claims, c)
	}
	flush()
	return t
}

// entryKey identifies an entry within a file.
type entryKey struct {
	about org.Subject
	sheet string
}

// commonPeriod is the period of all entries that have one, which their
// heading then tells; empty where they differ.
func commonPeriod(entries []*entry) (period string) {
	for _, e := range entries {
		switch {
		case e.about.Period == "" || e.about.Period == period:
		case period != "":
			return ""
		default:
			period = e.about.Period
		}
	}
	return period
}

func (w *writer) sourceRow(e *entry, period string) document.Row {
	var texts, cells []string
	var sources []document.Source
	for _, c := range e.claims {
		text, rule := w.format(c.Subject, c.Value)
		text = shorten(cmp.Or(text, w.word("value.blank")), longest)
		what := strings.ReplaceAll(c.Subject.Attr, "_", " ")
		if e.about.Period == "" && c.Subject.Period != "" {
			what += " " + c.Subject.Period
		}
		texts = append(texts, w.phrase("sources.said", words{"What": literal(what), "Value": literal(text), "No": literal(strconv.FormatInt(c.ID, 10))}).text)
		sources = append(sources, document.Source{Claims: []int64{c.ID}, Subject: c.Subject.String(), Value: text, Computed: cmp.Or(rule, "excerpt")})
		if cell := c.Where.Cell(); cell != "" && !slices.Contains(cells, cell) {
			cells = append(cells, cell)
		}
	}
	if e.about.Period == period {
		e.about.Period = ""
	}
	place := e.sheet
	if len(cells) > 0 {
		place += "!" + strings.Join(cells, ", ")
	}
	return document.Row{Cells: []document.Cell{
		{Text: w.subjectText(e.about)}, {Text: strings.Join(texts, "; "), Sources: sources}, {Text: place},
	}}
}

// subjectText is a subject as a line of the annex names it.
func (w *writer) subjectText(s org.Subject) string {
	if s.Key == "" {
		s.Key = string(s.Kind)
	}
	return value.Squeeze(strings.ReplaceAll(s.String(), "_", " "))
}

// shorten cuts a text at a word.
func shorten(s string, longest int) string {
	s = value.Squeeze(s)
	r := []rune(s)
	if len(r) <= longest {
		return s
	}
	cut := longest
	for cut > longest*3/4 && r[cut] != ' ' {
		cut--
	}
	return strings.TrimRight(string(r[:cut]), " ,;:") + " …"
}

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
const longest = 36

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
		parts = append(parts, said{sources: []document.Source{w.excerpt(c)}})
	}
	s.Blocks = paragraph(w.tellN("sources.intro", count("statements", parts...), nil))
	if len(claims) > 0 {
		s.Blocks = append(s.Blocks, w.sourcesTable(claims))
	}
	return s
}

// page is the claims that one sheet of a file makes.
type page struct {
	sheet  string
	claims []ledger.Claim
}

// sourcesTable has a band for each file and a row for each of its sheets: cell
// by cell what was said, and the number of its claim.
func (w *writer) sourcesTable(claims []ledger.Claim) document.Table {
	t := document.Table{Fine: true, Columns: []document.Column{
		{Title: w.word("column.sheet"), Width: 1}, {Title: w.word("column.value"), Width: 7},
	}}
	fileOf := func(c ledger.Claim) string {
		return c.Where.File + "\n" + w.senderOf(c.ID) + "\n" + string(c.Received)
	}
	for from := 0; from < len(claims); {
		to := from
		for to < len(claims) && fileOf(claims[to]) == fileOf(claims[from]) {
			to++
		}
		t.Rows = append(t.Rows, w.sourceRows(claims[from:to])...)
		from = to
	}
	return t
}

// sourceRows are the band and the rows of one file.
func (w *writer) sourceRows(claims []ledger.Claim) []document.Row {
	head, period := claims[0], w.commonPeriod(claims)
	band := w.phrase("sources.band", words{
		"File": literal(head.Where.File), "Who": literal(w.senderOf(head.ID)), "Date": literal(head.Received.Format()), "Period": literal(w.period(period)),
	}).cell()
	for _, x := range [][2]string{{"file", head.Where.File}, {"sender", w.senderOf(head.ID)}, {"received", head.Received.Format()}} {
		band.Sources = append(band.Sources, document.Source{Claims: []int64{head.ID}, Subject: head.Subject.String(), Value: x[1], Computed: x[0]})
	}
	rows := []document.Row{{Band: band}}
	var pages []*page
	for _, c := range claims {
		at := slices.IndexFunc(pages, func(p *page) bool { return p.sheet == c.Where.Sheet })
		if at < 0 {
			at = len(pages)
			pages = append(pages, &page{sheet: c.Where.Sheet})
		}
		pages[at].claims = append(pages[at].claims, c)
	}
	for _, p := range pages {
		rows = append(rows, w.sourceRow(p, period))
	}
	return rows
}

// commonPeriod is the period of all claims that have one, which their heading
// then tells; empty where they differ.
func (w *writer) commonPeriod(claims []ledger.Claim) (period string) {
	for _, c := range claims {
		switch p := w.inYears(c.Subject).Period; {
		case p == "" || p == period:
		case period != "":
			return ""
		default:
			period = p
		}
	}
	return period
}

// sourceRow is what a sheet says. An entity is named once for all that is said
// of it in a row.
func (w *writer) sourceRow(p *page, period string) document.Row {
	var parts []string
	var sources []document.Source
	about := ""
	for _, c := range p.claims {
		src := w.excerpt(c)
		s := w.inYears(c.Subject)
		what := strings.ReplaceAll(s.Attr, "_", " ")
		if s.Period != period && s.Period != "" {
			what += " " + s.Period
		}
		s.Attr, s.Period = "", ""
		name := w.subjectText(s)
		if name == about {
			name = ""
		} else {
			about = name
		}
		parts = append(parts, w.phrase("sources.said", words{
			"Cell": literal(c.Where.Cell()), "About": literal(name), "What": literal(what), "Value": literal(src.Value), "No": literal(strconv.FormatInt(c.ID, 10)),
		}).text)
		sources = append(sources, src)
	}
	sheet := document.Source{Claims: sources[0].Claims, Subject: sources[0].Subject, Value: p.sheet, Computed: "sheet"}
	return document.Row{Cells: []document.Cell{{Text: p.sheet, Sources: []document.Source{sheet}}, {Text: strings.Join(parts, " · "), Sources: sources}}}
}

// excerpt is the beginning of what a claim says.
func (w *writer) excerpt(c ledger.Claim) document.Source {
	text, rule := w.format(c.Subject, c.Value)
	return document.Source{
		Claims: []int64{c.ID}, Subject: c.Subject.String(), Computed: cmp.Or(rule, "excerpt"),
		Value: shorten(cmp.Or(text, w.word("value.blank")), longest),
	}
}

// inYears names the year of a subject: a setup that went out before the plan
// had a first day speaks of y1 and y2.
func (w *writer) inYears(s org.Subject) org.Subject {
	if n := org.PlanYear(s.Period); n > 0 {
		s.Period = cmp.Or(w.o.SchoolYear(n), s.Period)
	}
	return s
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

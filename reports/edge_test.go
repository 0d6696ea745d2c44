package reports

import (
	"fmt"
	"math"
	"strings"
	"time"

	"spm/reports/document"
)

// edge is what users will really type, and what a caller may get wrong.
func edge() document.Document {
	long := strings.Repeat("The team met every week and wrote down what it found; the minutes are kept by the office. ", 45)
	address := "https://example.org/" + strings.Repeat("averylongpathsegment", 12) + "?q=1"
	table := document.Table{Caption: "A long cell 🎉", Columns: []document.Column{{Title: "Activity"}, {Title: "What was done"}, {Title: "Status"}}, Rows: []document.Row{
		{Cells: []document.Cell{{Text: "Short"}, {Text: "Done."}, {Status: statuses["c"]}}},
		{Cells: []document.Cell{{Text: "Weekly meetings"}, {Text: long}, {Text: "since May", Status: statuses["b"]}}},
		{Cells: []document.Cell{{Text: "Supercalifragilisticexpialidocious-incomprehensibilities"}}},
		{},
		{Band: document.Cell{Text: "A band with nothing after it"}},
	}}
	wide := document.Table{Caption: "Many columns"}
	row := document.Row{}
	for i := range 16 {
		wide.Columns = append(wide.Columns, document.Column{Title: fmt.Sprintf("Column %d incomprehensibilities", i), Width: float64(i%2) * 100})
		row.Cells = append(row.Cells, document.Cell{Text: "incomprehensibilities"})
	}
	wide.Rows = []document.Row{row}
	return document.Document{
		Title: "Edge <&> \"cases\" 🎉", Organization: strings.Repeat("An organization with a very long name ", 4), Language: "en-US", Draft: true,
		Recipients: say(strings.Repeat("all stakeholders ", 120)),
		Sections: []document.Section{
			{Title: "A heading so long that it takes more than one line at its size, as some schools will surely write it 🎉", Blocks: []document.Block{
				para("Emoji 🎉 and 👩🏽\u200D🏫, a cut byte \xe2\x80, Latin-1 ni\xf1o, controls \x00\x07, ✓ ✔ ☐ ☒ → ≥ ⅓, tabs\tand\nnewlines, Arabic مدرسة, Hebrew שלום, Chinese 学校, Cherokee ᏣᎳᎩ, decomposed E\u0301cole, \u0301alone."),
				para("A very long address: " + address + " and then text goes on."),
				document.Paragraph{}, document.Paragraph{Sentences: say("", " ")}, document.List{}, document.List{Items: make([]document.Item, 2)},
				document.Quote{}, document.Callout{}, document.KeyFigures{}, document.KeyFigures{Figures: make([]document.KeyFigure, 3)},
				document.Paragraph{Sentences: []document.Sentence{{Text: address, Link: address}, {Text: "🎉", Link: "https://example.org/🎉"}}},
			}},
			{Title: " ", Blocks: []document.Block{para("Under a blank heading.")}, Sections: []document.Section{{Title: "Below a blank heading", Level: 4, Blocks: []document.Block{
				table, document.Table{Caption: "Nothing in it", Columns: []document.Column{{Title: "A"}}}, document.Table{}, wide,
				document.Table{Columns: []document.Column{{}}, Rows: []document.Row{{Cells: []document.Cell{{}}}}},
			}}}},
			{Title: "Charts of little", Blocks: edgeCharts()},
			{Title: "Long quotations", Blocks: []document.Block{
				document.Quote{Label: long[:400], Text: long + "\n" + long + long, By: long[:300]},
				document.Callout{Tone: document.Disputed, Title: long[:200], Sentences: say(long, long, long)},
				document.KeyFigures{Figures: []document.KeyFigure{{Value: "To be determined using 2026–27 data", Label: long[:100]}, {Value: "🎉"}, {Label: "no value"}, {Value: "1"}, {Value: "2"}}},
			}},
		},
	}
}

func edgeCharts() []document.Block {
	at := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	off := document.Bars{Unit: "%", Min: 0, Max: 50, Bars: []document.Bar{
		{Label: "Beyond 🎉", Baseline: percent(60), Target: percent(80), Actual: percent(120), Result: document.Status{Tone: document.Good}},
		{Label: "Below", Baseline: percent(-5), Target: percent(-9), Actual: percent(-3)},
		{Label: strings.Repeat("A label without an end ", 20), Actual: document.Datum{Number: math.Inf(1), Text: "∞"}},
	}}
	tall := sampleGrid()
	for range 2 {
		tall.Rows = append(tall.Rows, tall.Rows...)
	}
	near := document.Lines{Periods: []string{"2026"}, Series: []document.Series{
		{Name: "One", Points: []document.Datum{percent(5)}}, {Name: "Two", Points: []document.Datum{percent(5)}},
		{Name: "Three", Target: true, Points: []document.Datum{percent(5)}}, {Name: "None"}, {Name: strings.Repeat("A long name ", 9), Points: []document.Datum{percent(5)}},
	}}
	many := sampleTimeline()
	many.To = many.To.AddDate(12, 0, 0)
	many.Tasks = append(many.Tasks, document.Task{Label: "Outside", Start: at.AddDate(-3, 0, 0), End: at.AddDate(-2, 0, 0), Status: document.Status{Tone: document.Active}})
	var out []document.Block
	for i, c := range []document.Chart{
		document.Bars{}, document.Bars{Bars: []document.Bar{{Label: "✓ Reading"}}}, off,
		document.Lines{}, near, document.Lines{Min: 10, Max: 20, Periods: []string{"a", "b"}, Series: []document.Series{{Name: "Off", Points: []document.Datum{percent(99), percent(-9)}}}},
		document.MonthGrid{}, tall, document.Timeline{From: at, To: at.AddDate(1, 0, 0)}, many,
	} {
		out = append(out, document.Figure{Caption: fmt.Sprintf("Chart %d", i+1), Chart: c})
	}
	return out
}

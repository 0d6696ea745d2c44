package reports

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"
	"time"

	"spm/reports/document"
)

var created = time.Date(2027, 7, 9, 9, 0, 0, 0, time.UTC)

func say(texts ...string) (ss []document.Sentence) {
	for _, t := range texts {
		ss = append(ss, document.Sentence{Text: t, Sources: []document.Source{{Claims: []int64{1}, Computed: "text"}}})
	}
	return ss
}

func para(texts ...string) document.Paragraph { return document.Paragraph{Sentences: say(texts...)} }

func number(v float64, text string) document.Datum { return document.Datum{Number: v, Text: text} }

func percent(v float64) document.Datum { return number(v, fmt.Sprintf("%g%%", v)) }

var statuses = map[string]document.Status{
	"n": {Tone: document.Neutral, Word: "Not started"}, "o": {Tone: document.Active, Word: "On schedule"},
	"c": {Tone: document.Good, Word: "Complete"}, "b": {Tone: document.Warn, Word: "Behind schedule"},
	"s": {Tone: document.Bad, Word: "Stopped"}, "d": {Tone: document.Disputed, Word: "Disputed"},
	"-": {Tone: document.Missing, Word: "Not reported"}, ".": {},
}

// gridRow reads a row written as months: letters of statuses, upper case or '_'
// where the month was planned.
func gridRow(group, code, label, months string) document.GridRow {
	r := document.GridRow{Group: group, Code: code, Label: label}
	for _, m := range months {
		s := strings.ToLower(string(m))
		planned := s != string(m) || m == '_' || m == '='
		if m == '=' {
			s = "-"
		}
		r.Months = append(r.Months, document.GridCell{Status: statuses[s], Planned: planned})
	}
	return r
}

// sampleGrid is a year of twenty actions under four milestones.
func sampleGrid() document.MonthGrid {
	const (
		m1 = "M1.1-Y1  A framework for multi-tiered support is adopted and every school has named its team"
		m2 = "M1.2-Y1  All principals have completed the first coaching cycle"
		m3 = "M2.1-Y1  Hiring for hard-to-staff schools opens in February"
		m4 = "M2.2-Y1  New teachers have mentors, and mentors have time"
	)
	return document.MonthGrid{
		RowHeading: "Action", Months: strings.Fields("Jul Aug Sep Oct Nov Dec Jan Feb Mar Apr May Jun"),
		Rows: []document.GridRow{
			gridRow(m1, "1", "Draft the framework with the design team", "OOOC........"),
			gridRow(m1, "2", "Hold hearings with families in all four regions", ".NOOC......."),
			gridRow(m1, "3", "Bring the framework to the board for adoption", "...NOOC....."),
			gridRow(m1, "4", "Name and train the school teams, beginning with the schools in need of improvement", "....OOBBOC.."),
			gridRow(m1, "5", "Publish the handbook", "......NN=OC."),
			gridRow(m2, "1", "Select coaches and settle their release time", "OC.........."),
			gridRow(m2, "2", "Train the coaches", ".NOC........"),
			gridRow(m2, "3", "First cycle in elementary schools", "..OOOOC....."),
			gridRow(m2, "4", "First cycle in secondary schools", "...OBBBOOC.."),
			gridRow(m2, "5", "Review the cycle with principals and revise the guide", "........NOC."),
			gridRow(m3, "1", "Agree the calendar with Finance and Payroll", "OBBC........"),
			gridRow(m3, "2", "Rewrite the postings for hard-to-staff schools", "..OOC......."),
			gridRow(m3, "3", "Visit preparation programs and tribal colleges", "...OO=OOC..."),
			gridRow(m3, "4", "Offer early contracts", "......NODDOC"),
			gridRow(m3, "5", "Report vacancies by school every month", "OOOOOOOOOOOO"),
			gridRow(m4, "1", "Find a mentor for each new teacher", "OOOC........"),
			gridRow(m4, "2", "Pay mentors a stipend", "..NNS......."),
			gridRow(m4, "3", "Release mentors for two hours a week", "...OOOBBB==="),
			gridRow(m4, "4", "Survey new teachers twice", "....OC..NOC."),
			gridRow(m4, "5", "Write up what was learned for Year 2", "..........OC"),
		},
	}
}

func sampleBars() document.Bars {
	met, not := document.Status{Tone: document.Good, Word: "Met"}, document.Status{Tone: document.Bad, Word: "Not met"}
	return document.Bars{Unit: "%", Bars: []document.Bar{
		{Label: "Reading, grade 3", Baseline: percent(62), Target: percent(68), Actual: percent(71), Result: met},
		{Label: "Reading, grade 5", Baseline: percent(64), Target: percent(70), Actual: percent(66), Result: not},
		{Label: "Students with disabilities meeting growth in mathematics", Baseline: percent(41), Target: percent(50), Actual: percent(43.5), Result: not},
		{Label: "Teachers retained", Baseline: percent(78), Target: percent(84), Actual: percent(84), Result: met},
		{Label: "Attendance", Target: percent(94), Result: document.Status{Tone: document.Missing, Word: "No data yet"}},
		{Label: "Family survey", Baseline: number(math.NaN(), "To be determined"), Target: number(math.NaN(), "To be determined using 2026–27 data"), Actual: percent(57)},
	}}
}

func sampleLines() document.Lines {
	series := func(name string, target bool, v ...float64) document.Series {
		s := document.Series{Name: name, Target: target}
		for _, x := range v {
			if x == 0 {
				s.Points = append(s.Points, document.Datum{})
			} else {
				s.Points = append(s.Points, percent(x))
			}
		}
		return s
	}
	return document.Lines{Unit: "%", Periods: []string{"2022–23", "2023–24", "2024–25", "2025–26", "2026–27"}, Series: []document.Series{
		series("District", false, 58, 61, 60, 66, 71),
		series("Target", true, 60, 62, 64, 66, 68),
		series("State", false, 57, 0, 60, 64, 67.5),
	}}
}

func sampleTimeline() document.Timeline {
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	return document.Timeline{From: day(2026, 7, 1), To: day(2027, 7, 1), AsOf: day(2027, 5, 12), Tasks: []document.Task{
		{Label: "Coaching in mathematics, first cycle", Start: day(2026, 10, 15), End: day(2027, 5, 31), OriginalStart: day(2026, 9, 1), OriginalEnd: day(2027, 3, 31), Status: statuses["b"], Milestones: []time.Time{day(2027, 1, 15)}},
		{Label: "Family reading nights", Start: day(2026, 10, 1), End: day(2027, 4, 20), Status: statuses["c"], Milestones: []time.Time{day(2027, 4, 20)}},
		{Label: "Attendance team in every secondary school, with the county and two community partners", Start: day(2026, 8, 15), End: day(2027, 6, 15), Status: statuses["o"]},
		{Label: "Summer bridge", Start: day(2027, 5, 1), End: day(2027, 6, 28), Status: statuses["n"], Milestones: []time.Time{day(2027, 6, 28)}},
	}}
}

func sampleTable(rows int) document.Table {
	t := document.Table{Caption: "Strategy measures: direct impact", Columns: []document.Column{
		{Title: "Indicator", Width: 3.4}, {Title: "Baseline", Group: "Percent of schools", Width: 1.2, Align: document.Right},
		{Title: "Target", Group: "Percent of schools", Width: 1.2, Align: document.Right}, {Title: "Actual", Group: "Percent of schools", Width: 1.2, Align: document.Right},
		{Title: "Result", Width: 1.7}, {Title: "Explanation", Width: 3},
	}, Note: say("Baselines are of spring 2026.")}
	kinds := []document.Status{statuses["c"], {Tone: document.Bad, Word: "Not met"}, {Tone: document.Warn, Word: "Partly met"}, statuses["-"], statuses["d"]}
	for i := range rows {
		if i%9 == 0 {
			t.Rows = append(t.Rows, document.Row{Band: document.Cell{Text: fmt.Sprintf("Strategy S%d.1", i/9+1)}})
		}
		name := fmt.Sprintf("Schools that use the framework, round %d", i+1)
		why := document.Cell{}
		if i%3 == 1 {
			why = document.Cell{Text: "Two schools began in January, after their teams were complete.", Quoted: true}
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			{Text: name}, {Text: fmt.Sprintf("%d%%", 40+i*7%30)}, {Text: fmt.Sprintf("%d%%", 50+i*5%30)}, {Text: fmt.Sprintf("%.1f%%", 42+float64(i*11%35))},
			{Status: kinds[i%len(kinds)]}, why,
		}})
	}
	return t
}

const story = "Teachers in every grade used the common unit assessments this year, and the instructional leadership team met after each window to look at the results by class and by student group."

func sampleChapter(n int) []document.Section {
	return []document.Section{
		{Title: "At a glance", Blocks: []document.Block{
			para(story, "Seven of nine milestones were met; the two that were not are set out below, with the reasons and what was changed."),
			document.KeyFigures{Figures: []document.KeyFigure{
				{Value: "7 of 9", Label: "milestones met", Detail: "1 partly, 1 not met", Tone: document.Good},
				{Value: "41", Label: "actions complete", Detail: "of 46 planned"},
				{Value: "5 of 8", Label: "strategy measures met", Detail: "2 have no data yet", Tone: document.Warn},
				{Value: "96%", Label: "of monthly reports received", Detail: "Finance had not reported by May 3"},
			}},
			document.Callout{Tone: document.Missing, Title: "Not yet reported", Sentences: say("Finance had not reported by May 3, 2027.", "What follows rests on the reports of four of five units.")},
		}},
		{Title: "Implementation narrative", Blocks: []document.Block{
			document.Paragraph{Sentences: []document.Sentence{
				{Text: "Of the 20 actions planned for these milestones, 17 were completed."}, {Text: story},
				{Text: "Todos los estudiantes aprenderán a leer con confianza.", Lang: "es"},
				{Text: "The handbook is public.", Link: "https://example.org/handbook"},
				{Text: "Names are kept as families write them: Kaʻiulani, Łééchąąʼí, Ąą́ Ǫǫ́, Wičháȟpi, Nguyễn, Олександра."},
			}},
		}, Sections: []document.Section{
			{Title: "What we did", Blocks: []document.Block{
				document.List{Items: []document.Item{{Sentences: say("The framework was drafted with the design team and adopted by the board on January 14, 2027.")}, {Sentences: say("Coaches worked with all principals; 31 of 34 finished the first cycle.")}}},
				document.Figure{Caption: "Status of each action, month by month", Chart: sampleGrid()},
			}},
			{Title: "Challenges encountered", Blocks: []document.Block{
				document.Quote{Label: "Challenges", Text: "Release time for mentors could not be found in three secondary schools.\nWe moved the second cycle to the spring; substitutes were not to be had at any price.", By: "J. Ito, Human Resources, March 2027"},
				document.List{Ordered: true, Items: []document.Item{{Sentences: say("Stipends were stopped in November.")}, {Sentences: say("The calendar was agreed two months late.")}}},
				document.List{Items: []document.Item{{Status: statuses["s"], Sentences: say("Pay mentors a stipend.")}, {Status: statuses["b"], Sentences: say("Release mentors for two hours a week.")}}},
				document.Figure{Caption: "Work of the year", Chart: sampleTimeline(), Note: say("Dates are of the amended plan.")},
			}},
		}},
		{Title: "Performance narrative", Blocks: []document.Block{
			para(story, story),
			document.Figure{Caption: "Strategy measures, 2026–27", Lead: "Five of six measures have data.", Chart: sampleBars()},
			para("If the work is done, the capacity of schools should rise; if it rises, students should gain."),
			document.Figure{Caption: "Reading at grade level, grade 3", Chart: sampleLines()},
		}, Sections: []document.Section{
			{Title: "Direct impact", Blocks: []document.Block{sampleTable(24), para(story)}},
			{Title: "Indirect impact on students", Blocks: []document.Block{para(story, story, story)}, Sections: []document.Section{{Title: "Reading", Blocks: []document.Block{para(story)}}}},
		}},
	}
}

// sample is an annual report; about 10 pages for each chapter.
func sample(chapters int) document.Document {
	d := document.Document{
		Title: "Annual Report", Subtitle: "Implementation and performance narratives", Organization: "Mariposa Unified School District",
		Branch: "Division of Human Resources", Period: "July 2026 – June 2027", Date: "July 9, 2027",
		Statement: say("We find, prepare and keep the people who teach and care for the students of Mariposa.")[0],
		Facts:     []document.Fact{{Label: "Plan year", Value: say("Year 1 of Years 1–2")[0]}, {Label: "Version", Value: say("For the public")[0]}},
		Authors:   say("J. Ito", "M. Okafor"), Recipients: say("Board of Education", "Office of the Superintendent", "School site councils"),
	}
	for i := range chapters {
		for _, s := range sampleChapter(i) {
			if chapters > 1 {
				s.Title = fmt.Sprintf("%s, part %d", s.Title, i+1)
			}
			d.Sections = append(d.Sections, s)
		}
	}
	return d
}

func sampleLogo(t testing.TB) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, 240, 240))
	for y := range 240 {
		for x := range 240 {
			dx, dy := float64(x-120), float64(y-120)
			r := math.Hypot(dx, dy)
			if r < 112 && r > 98 || r < 60 && (int(dx+200)/12+int(dy+200)/12)%2 == 0 {
				m.Set(x, y, color.NRGBA{11, 83, 125, 255})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

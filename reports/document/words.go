package document

// Words are what the printer itself says, in the document's language. A blank
// one falls back to English.
type Words struct {
	Contents    string // heading of the contents
	PageOf      string // two %d: the page and the number of pages
	Draft       string
	Figure      string // one %d
	Table       string // one %d
	PreparedFor string
	PreparedBy  string
	Actual      string
	Target      string
	Baseline    string
	NotReported string // a number that is not there, in charts and their alternatives
	OffScale    string // explains the mark of a bar that leaves the scale
	Planned     string // legend: a month in which the action was planned to run
	AsOf        string // the line of the report's date in a timeline
	Original    string // legend: the first promise of a task whose dates changed
	Milestone   string
	To          string // between two dates: "July 1 to June 30"
	Continued   string // in repeated table headings and contents: "continued"
	Page        string // one %d: the page that an entry of the contents leads to
	Cover       string // the page label of the cover
	LinkTo      string // before a web address in the description of a link
	NoRows      string // in place of a table without rows
	BarChart    string // what a text alternative begins with
	LineChart   string
	MonthGrid   string
	Timeline    string
	Quotes      [2]string
	Tones       [8]string // by Tone, for a Status without a word
}

// English is what Words falls back to.
var English = Words{
	Contents: "Contents", PageOf: "Page %d of %d", Draft: "Draft", Figure: "Figure %d", Table: "Table %d",
	PreparedFor: "Prepared for", PreparedBy: "Prepared by",
	Actual: "Actual", Target: "Target", Baseline: "Baseline", NotReported: "not reported",
	OffScale: "beyond the scale", Planned: "Planned", AsOf: "Report date", Original: "First planned",
	Milestone: "Milestone", To: "to", Continued: "continued", Page: "page %d", Cover: "Cover", LinkTo: "link to",
	NoRows: "Nothing to list.", BarChart: "Bar chart", LineChart: "Line chart", MonthGrid: "Status by month", Timeline: "Timeline",
	Quotes: [2]string{"“", "”"},
	Tones:  [8]string{"", "Not started", "Under way", "Met", "At risk", "Not met", "Disputed", "Not reported"},
}

// Or returns w with its blanks filled from fallback.
func (w Words) Or(fallback Words) Words {
	fill := func(s *string, f string) {
		if *s == "" {
			*s = f
		}
	}
	for _, p := range []struct {
		s *string
		f string
	}{
		{&w.Contents, fallback.Contents}, {&w.PageOf, fallback.PageOf}, {&w.Draft, fallback.Draft},
		{&w.Figure, fallback.Figure}, {&w.Table, fallback.Table},
		{&w.PreparedFor, fallback.PreparedFor}, {&w.PreparedBy, fallback.PreparedBy},
		{&w.Actual, fallback.Actual}, {&w.Target, fallback.Target}, {&w.Baseline, fallback.Baseline},
		{&w.NotReported, fallback.NotReported}, {&w.OffScale, fallback.OffScale}, {&w.Planned, fallback.Planned},
		{&w.AsOf, fallback.AsOf}, {&w.Original, fallback.Original}, {&w.Milestone, fallback.Milestone},
		{&w.To, fallback.To}, {&w.Continued, fallback.Continued}, {&w.Page, fallback.Page},
		{&w.Cover, fallback.Cover}, {&w.LinkTo, fallback.LinkTo},
		{&w.NoRows, fallback.NoRows}, {&w.BarChart, fallback.BarChart}, {&w.LineChart, fallback.LineChart},
		{&w.MonthGrid, fallback.MonthGrid}, {&w.Timeline, fallback.Timeline},
		{&w.Quotes[0], fallback.Quotes[0]}, {&w.Quotes[1], fallback.Quotes[1]},
	} {
		fill(p.s, p.f)
	}
	for i := range w.Tones {
		fill(&w.Tones[i], fallback.Tones[i])
	}
	return w
}

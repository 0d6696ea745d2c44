package document

import "time"

// Chart is Bars, Lines, MonthGrid or Timeline: data only. Drawing and text
// alternative are both made from it.
type Chart interface{ chart() }

func (Bars) chart()      {}
func (Lines) chart()     {}
func (MonthGrid) chart() {}
func (Timeline) chart()  {}

// Datum is one number of a chart. Text is the value as printed, with its unit
// ("71%"). A Datum with a blank Text is not there; one whose Number is NaN
// ("To be determined") is printed and not drawn.
type Datum struct {
	Number  float64
	Text    string
	Sources []Source
}

// Bars sets baseline, target and actual of several measures side by side, one
// horizontal bar each.
type Bars struct {
	Unit string  // written at the axis: "%"
	Min  float64 // of the scale; Min = Max = 0: taken from the data, from 0
	Max  float64
	Bars []Bar
}

// Bar is one measure of Bars.
type Bar struct {
	Label                    string
	Sources                  []Source // of the label
	Baseline, Target, Actual Datum
	Result                   Status // "Met", "Not met": printed at the end of the bar
}

// Lines follows one or more series over periods, with their targets.
type Lines struct {
	Unit    string
	Min     float64 // of the scale; Min = Max = 0: taken from the data
	Max     float64
	Periods []string
	Series  []Series
}

// Series is one line of Lines. Points has one Datum for each period.
type Series struct {
	Name   string
	Target bool // a promise, not a result: dashed
	Points []Datum
}

// MonthGrid shows the status of each action (rows) in each month (columns).
type MonthGrid struct {
	RowHeading string   // over the labels: "Action"
	Months     []string // short names as shown, twelve as a rule: "Jul", "Aug"
	Rows       []GridRow
	Planned    string // the legend's words for a planned month; blank: Words' own
}

// GridRow is one action. Rows of the same Group that follow each other stand
// under a common heading: their milestone.
type GridRow struct {
	Group   string
	Code    string // "M1.2-Y1-3": printed before the label
	Label   string
	Sources []Source // of the label
	Months  []GridCell
}

// GridCell is one month of one action.
type GridCell struct {
	Status  Status
	Planned bool // the action was planned to run in this month: tinted ground
}

// Timeline sets tasks over a span of time.
type Timeline struct {
	From, To time.Time // the axis; To is exclusive
	AsOf     time.Time // date of the report: a line down the chart; zero for none
	Tasks    []Task
	Dates    string // Go layout of printed dates; blank: "Jan 2, 2006"
}

// Task is one bar of a Timeline.
type Task struct {
	Label         string
	Start, End    time.Time
	OriginalStart time.Time // zero when the dates never changed
	OriginalEnd   time.Time
	Status        Status
	Milestones    []time.Time
	Sources       []Source
}

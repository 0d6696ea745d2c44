package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"spm/reports/document"
	"spm/reports/layout"
	"spm/reports/tagpdf"
	"spm/reports/typeface"
)

func newPen(t *testing.T) *layout.Pen {
	t.Helper()
	set, err := typeface.Roboto()
	if err != nil {
		t.Fatal(err)
	}
	s := tagpdf.Setup{Width: 612, Height: 792, Plain: true}
	for _, f := range set.Faces() {
		s.Fonts = append(s.Fonts, tagpdf.Font{Name: f.Name, Family: f.Family, Style: f.Style, Data: f.Bytes()})
	}
	d := tagpdf.New(s)
	d.AddPage()
	return &layout.Pen{Doc: d, Type: typeface.NewCompositor(set)}
}

var room = layout.Room{Width: 468, First: 580, Height: 580}

func parts(t *testing.T, c document.Chart) []layout.Part {
	t.Helper()
	p, err := Parts(newPen(t), document.Words{}, c, room)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func datum(v float64, unit string) document.Datum {
	return document.Datum{Number: v, Text: fmt.Sprintf("%g%s", v, unit)}
}

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// The text alternative says every number of the chart, in words.
func TestAlternatives(t *testing.T) {
	good, warn := document.Status{Tone: document.Good, Word: "Complete"}, document.Status{Tone: document.Warn, Word: "Behind"}
	cell := func(planned bool, s document.Status) document.GridCell {
		return document.GridCell{Planned: planned, Status: s}
	}
	for _, c := range []struct {
		name  string
		chart document.Chart
		want  string
	}{
		{"bars", document.Bars{Bars: []document.Bar{
			{Label: "Reading", Baseline: datum(58, "%"), Target: datum(68, "%"), Actual: datum(71, "%"), Result: document.Status{Tone: document.Good}},
			{Label: "Retention", Target: document.Datum{Number: math.NaN(), Text: "To be determined"}},
		}}, "Bar chart. Reading: baseline 58%, target 68%, actual 71%, Met. Retention: target To be determined, actual not reported."},
		{"lines", document.Lines{Periods: []string{"2025", "2026"}, Series: []document.Series{{Name: "District", Points: []document.Datum{datum(5, ""), {}}}}},
			"Line chart. District: 2025 5, 2026 not reported."},
		{"grid", document.MonthGrid{Months: []string{"Jul", "Aug", "Sep"}, Rows: []document.GridRow{
			{Group: "M1", Code: "1", Label: "Draft", Months: []document.GridCell{cell(true, warn), cell(true, warn), cell(false, good)}},
			{Group: "M1", Code: "2", Label: "Publish"},
		}}, "Status by month. M1. 1 Draft: Planned Jul to Aug, Behind Jul to Aug, Complete Sep. 2 Publish."},
		{"timeline", document.Timeline{From: day(2026, 7, 1), To: day(2027, 7, 1), AsOf: day(2027, 5, 1), Tasks: []document.Task{{
			Label: "Coach", Start: day(2026, 10, 1), End: day(2027, 5, 31), OriginalStart: day(2026, 9, 1), OriginalEnd: day(2027, 3, 31),
			Status: warn, Milestones: []time.Time{day(2027, 1, 15)}}}},
			"Timeline, Jul 1, 2026 to Jun 30, 2027. Report date: May 1, 2027. Coach: Oct 1, 2026 to May 31, 2027, first planned Sep 1, 2026 to Mar 31, 2027, milestone Jan 15, 2027, Behind."},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := parts(t, c.chart)
			if len(p) != 1 || p[0].Alt != c.want {
				t.Errorf("got  %+v\nwant %q", p, c.want)
			}
		})
	}
}

func TestNoRowsNoParts(t *testing.T) {
	for _, c := range []document.Chart{document.Bars{}, document.Lines{}, document.MonthGrid{}, document.Timeline{From: day(2026, 1, 1), To: day(2027, 1, 1)}} {
		if p := parts(t, c); len(p) != 0 {
			t.Errorf("%T has %d parts", c, len(p))
		}
	}
}

// A long chart goes on over pages, every row once, none of them left alone.
func TestLongGrid(t *testing.T) {
	var g document.MonthGrid
	const rows = 26
	for i := range rows {
		g.Rows = append(g.Rows, document.GridRow{Group: "M1", Label: fmt.Sprintf("row-%d.", i)})
	}
	p := parts(t, g)
	if len(p) != 2 {
		t.Fatalf("%d parts", len(p))
	}
	for i := range rows {
		n := 0
		for _, x := range p {
			n += strings.Count(x.Alt, fmt.Sprintf("row-%d.", i))
		}
		if n != 1 {
			t.Errorf("row %d is there %d times", i, n)
		}
	}
	for i, x := range p {
		if x.Height > room.Height {
			t.Errorf("part %d is %.0f high", i, x.Height)
		}
	}
	if !strings.Contains(p[1].Alt, "M1 (continued).") || strings.Count(p[1].Alt, "row") < 5 {
		t.Errorf("the second part: %s", p[1].Alt)
	}
}

func TestPages(t *testing.T) {
	r := layout.Room{First: 50, Height: 100}
	for _, c := range []struct {
		rows string
		h    float64
		n    int
	}{{"0-10", 10, 10}, {"0-2 2-7 7-11", 20, 11}, {"0-1 1-2 2-3", 300, 3}} {
		heights := make([]float64, c.n)
		for i := range heights {
			heights[i] = c.h
		}
		var got []string
		for _, run := range pages(heights, r, 0) {
			got = append(got, fmt.Sprintf("%d-%d", run[0], run[1]))
		}
		if s := strings.Join(got, " "); s != c.rows {
			t.Errorf("%d rows of %v: %s, want %s", c.n, c.h, s, c.rows)
		}
	}
}

// Scales always have an extent and a few grid lines.
func TestScale(t *testing.T) {
	all := func(v ...float64) (d []document.Datum) {
		for _, x := range v {
			d = append(d, document.Datum{Number: x, Text: "x"})
		}
		return d
	}
	for _, c := range []struct {
		name   string
		s      scale
		lo, hi float64
	}{
		{"as said", newScale(10, 30, all(5), true, false), 10, 30},
		{"from zero", newScale(0, 0, all(3, 41), true, false), 0, 50},
		{"percent", newScale(0, 0, all(71, 94), true, true), 0, 100},
		{"small percent", newScale(0, 0, all(7), true, true), 0, 8},
		{"not from zero", newScale(0, 0, all(58, 71), false, false), 55, 75},
		{"no data", newScale(0, 0, nil, true, false), 0, 1},
		{"one value", newScale(0, 0, all(5), false, false), 4.5, 6.5},
		{"all zero", newScale(0, 0, all(0, 0), true, false), 0, 1},
		{"negative", newScale(0, 0, all(-5, 5), true, false), -6, 6},
		{"upside down", newScale(5, 1, all(3), true, false), 0, 3},
		{"not a number", newScale(math.NaN(), math.NaN(), all(math.NaN(), math.Inf(1)), true, false), 0, 1},
		{"huge", newScale(0, 0, all(1e300), true, false), 0, 1e300},
	} {
		if math.Abs(c.s.lo-c.lo) > 1e-9 || math.Abs(c.s.hi-c.hi) > 1e-9*max(1, c.hi) {
			t.Errorf("%s: from %v to %v, want %v to %v", c.name, c.s.lo, c.s.hi, c.lo, c.hi)
		}
		if n := len(c.s.ticks()); n < 2 || n > 12 {
			t.Errorf("%s: %d grid lines", c.name, n)
		}
	}
	s := scale{0, 50, 10}
	for v, want := range map[float64]struct {
		at  float64
		off int
	}{-1: {0, -1}, 0: {0, 0}, 25: {0.5, 0}, 50: {1, 0}, 51: {1, 1}, math.Inf(1): {1, 1}} {
		if at, off := s.at(v); at != want.at || off != want.off {
			t.Errorf("%v is at %v, %d", v, at, off)
		}
	}
	for unit, want := range map[string]string{"": "0.50", "%": "0.50%", "$": "0.50$", "days": "0.50\u00A0days", "h": "0.50\u00A0h"} {
		if got := (scale{0, 1, 0.25}).tick(0.5, unit); got != want {
			t.Errorf("%q: %q", unit, got)
		}
	}
}

// Labels at the ends of lines stand apart and within the plot.
func TestLabelsStandApart(t *testing.T) {
	for _, ys := range [][]float64{{50, 50, 50}, {0, 5, 8}, {100, 99, 98, 97}, {10, 80}} {
		var ends []ending
		for _, y := range ys {
			ends = append(ends, ending{y: y})
		}
		placeLabels(ends, 0, 100)
		for i := range ends {
			if i > 0 && ends[i].y-ends[i-1].y < labelApart-1e-9 || ends[i].y > 100 {
				t.Errorf("%v became %v", ys, ends)
			}
		}
	}
}

// Values beyond the scale are marked, and the chart says what the mark means.
func TestOffScaleIsMarked(t *testing.T) {
	for max, want := range map[float64]bool{100: false, 50: true} {
		data := document.Bars{Min: 0, Max: max, Bars: []document.Bar{{Label: "A", Actual: datum(71, "%")}}}
		if b := newBars(newPen(t), document.English, data, layout.Room{Width: 468}); b.off != want {
			t.Errorf("a scale to %v: marked %v", max, b.off)
		}
	}
}

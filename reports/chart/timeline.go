package chart

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"spm/reports/document"
	"spm/reports/layout"
	"spm/reports/tagpdf"
)

// timeline draws a bar for each task over months, with the first promise behind
// it when the dates changed.
type timeline struct {
	p       *layout.Pen
	words   document.Words
	data    document.Timeline
	label   float64
	plot    float64
	heights []float64
	legend  [][]key
}

const timeHead = 34.0

func newTimeline(p *layout.Pen, words document.Words, data document.Timeline, width float64) (*timeline, error) {
	if !data.To.After(data.From) {
		return nil, fmt.Errorf("chart: a timeline from %s to %s", data.From.Format(time.DateOnly), data.To.Format(time.DateOnly))
	}
	if data.Dates == "" {
		data.Dates = "Jan 2, 2006"
	}
	t := &timeline{p: p, words: words, data: data, label: width * 0.4}
	t.plot = width - t.label
	texts := map[document.Tone][]string{}
	for _, k := range data.Tasks {
		if k.End.Before(k.Start) {
			return nil, fmt.Errorf("chart: the task %q ends before it starts", k.Label)
		}
		t.heights = append(t.heights, max(float64(len(t.lines(k)))*10.5+9.5+9, 30))
		if w := word(words, k.Status); k.Status.Tone != document.Plain && !slices.Contains(texts[k.Status.Tone], w) {
			texts[k.Status.Tone] = append(texts[k.Status.Tone], w)
		}
	}
	var keys []key
	for _, tone := range document.Tones {
		if len(texts[tone]) > 0 {
			keys = append(keys, key{tone: tone, text: strings.Join(texts[tone], " / ")})
		}
	}
	t.legend = layKeys(p, t.style(), keys, width)
	return t, nil
}

func (t *timeline) style() layout.Style { return t.p.Style(8.5, 10.5) }

func (t *timeline) lines(k document.Task) []string {
	return t.p.Wrap(t.style(), k.Label, t.label-26, 3)
}

// dates says when a task runs.
func (t *timeline) dates(from, to time.Time) string {
	return from.Format(t.data.Dates) + " " + t.words.To + " " + to.Format(t.data.Dates)
}

func (t *timeline) moved(k document.Task) bool {
	return !k.OriginalStart.IsZero() && !k.OriginalEnd.IsZero() &&
		(!k.OriginalStart.Equal(k.Start) || !k.OriginalEnd.Equal(k.End))
}

func (t *timeline) parts(room layout.Room) (out []layout.Part) {
	foot := float64(len(t.legend)+1)*legendLine + 8
	for _, run := range pages(t.heights, room, timeHead+foot) {
		tasks, heights := t.data.Tasks[run[0]:run[1]], t.heights[run[0]:run[1]]
		out = append(out, layout.Part{
			Alt: t.alt(tasks), Height: timeHead + sum(heights) + foot,
			Draw: func(x, y, w float64) { t.draw(tasks, heights, x, y, w) },
		})
	}
	return out
}

// alt says each task's dates, milestones and status.
func (t *timeline) alt(tasks []document.Task) string {
	text := []string{t.words.Timeline + ", " + t.dates(t.data.From, t.data.To.AddDate(0, 0, -1)) + "."}
	if !t.data.AsOf.IsZero() {
		text = append(text, sentence(t.words.AsOf, []string{t.data.AsOf.Format(t.data.Dates)}))
	}
	for _, k := range tasks {
		parts := []string{t.dates(k.Start, k.End)}
		if t.moved(k) {
			parts = append(parts, strings.ToLower(t.words.Original)+" "+t.dates(k.OriginalStart, k.OriginalEnd))
		}
		for _, m := range k.Milestones {
			parts = append(parts, strings.ToLower(t.words.Milestone)+" "+m.Format(t.data.Dates))
		}
		if w := word(t.words, k.Status); w != "" {
			parts = append(parts, w)
		}
		text = append(text, sentence(k.Label, parts))
	}
	return strings.Join(text, " ")
}

// at is the place of a day on the axis, clamped.
func (t *timeline) at(x float64, day time.Time) float64 {
	v := day.Sub(t.data.From).Hours() / t.data.To.Sub(t.data.From).Hours()
	return x + t.label + t.plot*max(0, min(1, v))
}

func (t *timeline) draw(tasks []document.Task, heights []float64, x, y, w float64) {
	p := t.p
	top := y + timeHead
	foot := top + sum(heights)
	t.months(x, y, top, foot)
	p.Line(stroke(p.Look.Accent, 1), x, top, x+w, top)
	row := top
	for i, k := range tasks {
		t.task(k, x, row, heights[i])
		row += heights[i]
		p.Line(stroke(p.Look.Rule, 0.5), x, row, x+w, row)
	}
	if d := t.data.AsOf; !d.IsZero() && !d.Before(t.data.From) && d.Before(t.data.To) {
		c := p.Look.Tones[document.Bad]
		px := t.at(x, d)
		p.Line(stroke(c, 1, 3, 2), px, top-2, px, foot)
		st := p.Style(7.5, 9).In(p.Type.Set.Bold).Coloured(c)
		half := p.Measure(st, t.words.AsOf) / 2
		p.PutCentre(st, max(x+t.label+half, min(px, x+w-half)), y+8, t.words.AsOf+" ")
	}
	drawKeys(p, t.style(), t.legend, x, foot+8+legendLine/2)
	t.shapes(tasks, x, foot+8+legendLine*(float64(len(t.legend))+0.5))
}

// months draws the axis: a line and an initial for each month, fewer when they
// stand close.
func (t *timeline) months(x, y, top, foot float64) {
	p := t.p
	first := time.Date(t.data.From.Year(), t.data.From.Month(), 1, 0, 0, 0, 0, time.UTC)
	n := 0
	for m := first; m.Before(t.data.To) && n < 1200; m = m.AddDate(0, 1, 0) {
		n++
	}
	every := 1
	for every < 12 && t.plot/float64(n)*float64(every) < 9 {
		every *= 2 + every%2
	}
	st := p.Style(8, 10).Coloured(p.Look.Muted)
	for i := range n {
		m := first.AddDate(0, i, 0)
		if i%every != 0 {
			continue
		}
		from, to := t.at(x, m), t.at(x, m.AddDate(0, every, 0))
		p.Line(stroke(p.Look.Rule, 0.4), from, top-12, from, foot)
		if every == 1 {
			p.PutCentre(st, (from+to)/2, top-4, m.Format("Jan")[:1]+" ")
		}
		if i == 0 || m.Month() == 1 {
			p.Put(st.In(p.Type.Set.Bold), from+2, top-14, m.Format("2006")+" ")
		}
	}
}

func (t *timeline) task(k document.Task, x, y, h float64) {
	p := t.p
	cy := y + h/2
	p.Mark(k.Status.Tone, x+7, cy, 4.4)
	lines := t.lines(k)
	block(p, t.style(), lines, cy-4.75, func(st layout.Style, base float64, s string) { p.Put(st, x+18, base, s) })
	st := p.Style(7.5, 9.5).Coloured(p.Look.Muted)
	p.Put(st, x+18, cy-4.75+float64(len(lines))*5.25+7.5, t.dates(k.Start, k.End)+" ")

	const high = 9.0
	c := p.Look.Accent
	if k.Status.Tone != document.Plain {
		c = p.ToneColour(k.Status.Tone)
	}
	a, b := t.at(x, k.Start), t.at(x, k.End.AddDate(0, 0, 1))
	by := cy
	if t.moved(k) {
		muted := p.Look.Muted
		oa, ob := t.at(x, k.OriginalStart), t.at(x, k.OriginalEnd.AddDate(0, 0, 1))
		p.Rect(tagpdf.Pen{Line: &muted, Width: 0.9, Dash: []float64{2, 1.5}}, oa, cy-high+0.5, max(ob-oa, 1), high-2)
		by = cy + high/2
	}
	p.RoundRect(fill(c), a, by-high/2, max(b-a, 1.5), high, 2)
	if k.Start.Before(t.data.From) {
		t.p.Path(fill(c), true, a, by-high/2-1.5, a-5, by, a, by+high/2+1.5)
	}
	if k.End.After(t.data.To) {
		t.p.Path(fill(c), true, b, by-high/2-1.5, b+5, by, b, by+high/2+1.5)
	}
	for _, m := range k.Milestones {
		t.diamond(t.at(x, m), by)
	}
}

func (t *timeline) diamond(x, y float64) {
	ink := t.p.Look.Ink
	t.p.Path(tagpdf.Pen{Fill: &ink, Line: &white, Width: 0.9}, true, x, y-5.4, x+5.4, y, x, y+5.4, x-5.4, y)
}

// shapes is the legend of milestones and first promises, where there are any.
func (t *timeline) shapes(tasks []document.Task, x, y float64) {
	p, st := t.p, t.style()
	if slices.ContainsFunc(tasks, func(k document.Task) bool { return len(k.Milestones) > 0 }) {
		t.diamond(x+6, y)
		p.Put(st, x+17, y+3, t.words.Milestone+" ")
		x += p.Measure(st, t.words.Milestone) + 32
	}
	if slices.ContainsFunc(tasks, t.moved) {
		muted := p.Look.Muted
		p.Rect(tagpdf.Pen{Line: &muted, Width: 0.9, Dash: []float64{2, 1.5}}, x, y-3.5, 13, 7)
		p.Put(st, x+17, y+3, t.words.Original+" ")
	}
}

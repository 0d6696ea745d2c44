package workbook

import (
	"math"
	"strings"
	"unicode/utf8"

	"spm/engine/form"
	"spm/engine/value"
)

// widths are the columns of a sheet, and more where a section needs more.
func widths(s *form.Sheet) []float64 {
	w := append([]float64(nil), s.Columns...)
	for i := range s.Sections {
		x := &s.Sections[i]
		need := len(x.Fields)
		if x.Shape == form.Answers {
			need = spanAnswer + 1
		}
		for len(w) < need {
			at := len(w)
			if x.Shape == form.Answers {
				w = append(w, []float64{9, 34, 60}[at])
				continue
			}
			w = append(w, wanted(&x.Fields[at]))
		}
	}
	wordsFit(s, w)
	shareMatrix(s, w)
	return w
}

// wordsFit widens columns in which a word of a heading would be broken, as a
// translation may have longer ones.
func wordsFit(s *form.Sheet, w []float64) {
	const bold, margin = 1.08, 1.6
	needs := func(text string) float64 { return math.Ceil(textWidth(text, fontSize)*bold + margin) }
	for i := range s.Sections {
		x := &s.Sections[i]
		for j := range x.Fields {
			label := x.Fields[j].Label
			if x.Shape != form.Table || x.Fields[j].Column != "" || needs(label) <= w[j] {
				continue
			}
			for word := range strings.FieldsSeq(label) {
				w[j] = max(w[j], needs(word))
			}
		}
	}
}

// wanted is a good width for the answers of a field.
func wanted(f *form.Field) float64 {
	switch f.Type {
	case value.Code, value.Number, value.Percent:
		return 10
	case value.YesNo, value.Choice, value.Day, value.Month:
		return 14
	case value.Measure:
		return 16
	case value.Long:
		return 40
	}
	return 26
}

// answerSpans puts code, label and answer side by side. The answer is one wide
// column where the sheet has one; on a sheet whose columns suit a table it runs
// over several. What is left takes the hints, or they stand under the labels.
func (x *planner) answerSpans(s *form.Section) []Span {
	const hintWidth = 18
	enough := 90.0
	for i := range s.Fields {
		if s.Fields[i].Help != "" {
			enough = 60
		}
	}
	spans := []Span{{1, 1}, {2, 2}, {3, 3}, {}}
	answer := &spans[spanAnswer]
	for x.spanWidth(*answer) < 45 && answer.End < x.last() {
		answer.End++
	}
	for answer.End < x.last() && answer.End > answer.Col && x.spanWidth(*answer) < enough {
		answer.End++
	}
	if rest := (Span{answer.End + 1, x.last()}); rest.Col <= rest.End && x.spanWidth(rest) >= hintWidth {
		spans[spanHint] = rest
	}
	return spans
}

// tableSpans gives each field its column.
func tableSpans(s *form.Section) []Span {
	spans := make([]Span, len(s.Fields))
	for i := range spans {
		spans[i] = Span{i + 1, i + 1}
	}
	return spans
}

// checkSpans finds columns for the quality-check box among those that suit the
// table above it. Long texts stand in one column each, so that their rows grow
// with them, unless there are only the narrow ones of a matrix. Fields may
// change places: on a sheet of questions the note takes the wide column.
func (x *planner) checkSpans(s *form.Section) []Span {
	t := spanTrial{planner: x, fields: s.Fields, spans: make([]Span, len(s.Fields)), cost: math.Inf(1)}
	t.place(0, 1, 0)
	if t.best == nil {
		return tableSpans(s)
	}
	return t.best
}

// spanTrial tries every way to lay fields over the columns of a sheet.
type spanTrial struct {
	*planner
	fields []form.Field
	spans  []Span // Col 0: not placed yet
	best   []Span
	cost   float64
}

// place puts one more field at column from; done are placed already, at a cost.
func (t *spanTrial) place(done, from int, cost float64) {
	const outOfOrder, another = 8, 4 // the price of changing places, and of each further column
	const tooNarrow = 9              // for a long text to stand in one column
	if cost >= t.cost {
		return
	}
	if done == len(t.fields) {
		t.best, t.cost = append([]Span(nil), t.spans...), cost
		return
	}
	for i := range t.fields {
		if t.spans[i].Col > 0 {
			continue
		}
		price := cost
		if i != done {
			price += outOfOrder
		}
		for end := from; end <= t.last() && (end == from || t.fields[i].Type != value.Long || t.Widths[end-1] < tooNarrow); end++ {
			t.spans[i] = Span{from, end}
			t.place(done+1, end+1, price+t.misfit(i)+another*float64(end-from))
		}
		t.spans[i] = Span{}
	}
}

// misfit is how far the columns of a field are from what it wants; too narrow
// is worse than too wide.
func (t *spanTrial) misfit(i int) float64 {
	diff := t.spanWidth(t.spans[i]) - wanted(&t.fields[i])
	if diff < 0 {
		return -3 * diff
	}
	return diff
}

// charsPerUnit is how many letters of a text fit into one unit of column
// width at 10 points; a unit is a figure, and most letters are narrower.
const charsPerUnit = 1.12

// textWidth is about the width of a text on one line, in units of column width.
func textWidth(s string, size float64) float64 {
	return float64(utf8.RuneCountInString(s)) / charsPerUnit * size / 10
}

// lineCount is about how many lines a text takes, wrapped at words.
func lineCount(s string, width, size float64) int {
	room := lineRoom(width, size)
	switch {
	case len(s) <= room && strings.IndexByte(s, '\n') < 0:
		return 1 // letters are never more than bytes
	case value.Simple(s) && !strings.Contains(s, "  ") && s[0] != ' ' && s[len(s)-1] != ' ':
		return simpleLines(s, room)
	}
	n := 0
	for line := range strings.SplitSeq(s, "\n") {
		n += wordLines(line, room)
	}
	return n
}

// lineRoom is how many letters a line holds.
func lineRoom(width, size float64) int {
	return max(int(max(width-1.5, 1)*charsPerUnit*10/size), 1)
}

// simpleLines wraps words with one blank between them, each letter a byte: it
// goes from line to line instead of from word to word.
func simpleLines(s string, room int) int {
	n := 1
	for ; len(s) > room; n++ {
		if blank := strings.LastIndexByte(s[:room+1], ' '); blank > 0 {
			s = s[blank+1:]
		} else {
			s = s[room:] // a word longer than the line is broken
		}
	}
	return n
}

// wordLines wraps one line of a text.
func wordLines(line string, room int) int {
	n, at := 1, 0
	for word := range strings.FieldsSeq(line) {
		k := utf8.RuneCountInString(word)
		switch {
		case at == 0:
			at = k
		case at+1+k <= room:
			at += 1 + k
		default:
			n, at = n+1, k
		}
		for at > room { // a word longer than the line is broken
			n, at = n+1, at-room
		}
	}
	return n
}

// textHeight is the height of so many lines, in points, as Excel spaces them.
func textHeight(lines int, size float64) float64 {
	return math.Ceil(float64(lines)*(size*1.15+1.4) + 4)
}

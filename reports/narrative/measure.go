package narrative

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"spm/engine/org"
	"spm/engine/value"
	"spm/reports/document"
)

// reading is one value of an indicator as printed.
type reading struct {
	said
	unit     string
	number   float64
	numeric  bool // number holds: it may be compared, also where it is not printed
	hidden   bool // a small count of students
	disputed bool
}

// isReading tells which attributes of a measure hold its values.
func isReading(attr string) bool {
	switch attr {
	case "baseline", "target", "adjusted_target", "actual":
		return true
	}
	return false
}

const students = `(students?|graduates?|child|children|pupils?|learners?|seniors?|(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth) graders?|drop-?outs?|youths?)`

var (
	studentUnit = regexp.MustCompile(`(?i)^` + students + `$`)
	ofStudents  = regexp.MustCompile(`(?i)\b` + students + `\b`)
	share       = regexp.MustCompile(`(?i)\bper ?cent|\b(rate|ratio|share|average|mean|median|score|days|hours|minutes|dollars)s?\b|[%$]`)
	toldCount   = regexp.MustCompile(`(?i)(\pL[.,]*)?([\d.,]*\d)(\s+` + students + `)\b`)
	waits       = regexp.MustCompile(`(?i)^(to be (determined|decided|set)|tbd)\b`)
	tellsNoData = regexp.MustCompile(`(?i)^(no data|none|not available|not collected|not measured)\b`)
)

// masked is a value of an indicator as it may be printed; hidden tells that it
// is a count of students too small to print.
func (w *writer) masked(ind *org.Indicator, v value.Value) (text string, hidden bool) {
	if !v.Numeric {
		small := false
		text = toldCount.ReplaceAllStringFunc(v.Text, func(s string) string {
			f := toldCount.FindStringSubmatch(s)
			if !w.isSmall(f[1], f[2]) {
				return s
			}
			small = true
			return f[1] + w.smallWords() + f[3]
		})
		return text, small
	}
	if countsStudents(ind, v) && v.Number < float64(w.SmallCount) {
		return w.smallWords(), true
	}
	return value.FormatMeasure(v.Number, v.Unit), false
}

// countsStudents tells whether a number is one of students: its unit says so,
// or it has none and its indicator names them. A fraction counts nobody.
func countsStudents(ind *org.Indicator, v value.Value) bool {
	if v.Unit != "" {
		return studentUnit.MatchString(v.Unit)
	}
	return v.Number == math.Trunc(v.Number) && ofStudents.MatchString(ind.Name) && !share.MatchString(ind.Name)
}

// isSmall tells whether digits of a text are a whole number too small to print.
// Digits of a code (A5) are none; those after a stop or a comma are.
func (w *writer) isSmall(before, digits string) bool {
	n, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	code := before != "" && !strings.ContainsAny(before, ".,")
	return !code && err == nil && n == math.Trunc(n) && n < float64(w.SmallCount)
}

func (w *writer) smallWords() string {
	return w.phrase("value.small", words{"Least": literal(value.FormatNumber(float64(w.SmallCount)))}).text
}

// reading is a value of an indicator, and notes what the reader must know of it.
func (w *writer) reading(m indicator, attr, period string, v value.Value) reading {
	s := org.Subject{Kind: m.kind, Key: m.key, Attr: attr, Period: period}
	if w.isDisputed(m.kind, m.key, attr, period) {
		return reading{said: w.disputed(s), disputed: true}
	}
	if v.Blank() {
		return reading{}
	}
	text, hidden := w.masked(m.ind, v)
	r := reading{said: w.fact(m.kind, m.key, attr, period, text), unit: v.Unit, number: v.Number, numeric: v.Numeric, hidden: hidden}
	if hidden {
		for i := range r.sources {
			r.sources[i].Computed = "small count"
		}
		w.small[m.key] = w.code(m.kind, m.key).with(r.said)
	}
	if !v.Numeric {
		w.noteOpen(m, attr, period, r.said)
		if waits.MatchString(text) {
			r.short = w.word("value.waits")
		}
	}
	return r
}

// datum is the reading as a number of a chart of a unit. What is not printed is
// not drawn, nor is a number of another unit.
func (r reading) datum(unit string) document.Datum {
	d := document.Datum{Number: r.number, Text: r.brief().text, Sources: r.sources}
	if !r.numeric || r.hidden || r.unit != unit {
		d.Number = math.NaN()
	}
	return d
}

// indicator is a measure of a goal or a strategy with its values of the year.
type indicator struct {
	kind                     org.Kind
	key                      string
	ind                      *org.Indicator
	name, source             said
	baseline, target, actual reading
	promised                 reading // the first target, where it was adjusted
	explanation              said
	result                   outcome
}

// outcome is what target and actual make of a measure.
type outcome struct {
	id   string // exceeded, met, not_met, baseline_set, no_data, undetermined, disputed
	tone document.Tone
	said
}

func (o outcome) reached() bool { return o.id == "met" || o.id == "exceeded" }

func (o outcome) status() document.Status {
	return document.Status{Tone: o.tone, Word: o.text, Sources: o.sources}
}

var outcomeTones = map[string]document.Tone{
	"exceeded": document.Good, "met": document.Good, "not_met": document.Bad, "baseline_set": document.Active,
	"no_data": document.Missing, "undetermined": document.Neutral, "disputed": document.Disputed,
}

func (w *writer) indicator(kind org.Kind, key string, ind *org.Indicator) indicator {
	m := indicator{kind: kind, key: key, ind: ind}
	m.name = w.fact(kind, key, "indicator", "", ind.Name).or(w.code(kind, key))
	m.source = w.fact(kind, key, "source", "", ind.Source)
	m.baseline = w.reading(m, "baseline", "", ind.Baseline)
	m.target, m.promised = w.target(m, w.year)
	if !w.cameLate(kind, key, "actual") {
		m.actual = w.reading(m, "actual", w.year, ind.Actual[w.year])
		m.explanation = w.fact(kind, key, "explanation", w.year, ind.Explanation[w.year])
	}
	id := m.judge()
	m.result = outcome{id: id, tone: outcomeTones[id]}
	m.result.said = computed("result", w.subject(key, "actual", w.year), w.word("result."+id), m.baseline.said, m.target.said, m.actual.said)
	for _, x := range []struct {
		attr string
		reading
	}{{"baseline", m.baseline}, {"target", m.target}, {"actual", m.actual}} {
		if x.blank() {
			w.noteUnstated(m, x.attr)
		}
	}
	return m
}

// target is the target in force for a year and, where a review adjusted it,
// the one first promised.
func (w *writer) target(m indicator, year string) (now, promised reading) {
	promised = w.reading(m, "target", year, m.ind.Target[year])
	adjusted := w.reading(m, "adjusted_target", year, m.ind.AdjustedTarget[year])
	if adjusted.blank() || adjusted.text == promised.text {
		return promised, reading{}
	}
	return adjusted, promised
}

// judge compares the actual value with the target (guidebook section 5.4): a
// target that waited for a baseline is served by the first number.
func (m indicator) judge() string {
	b, t, a := m.baseline, m.target, m.actual
	switch {
	case a.disputed || (t.disputed && a.numeric):
		return "disputed"
	case a.blank() || (!a.numeric && tellsNoData.MatchString(a.text)):
		return "no_data"
	case !a.numeric:
		return "undetermined"
	case !t.numeric && !b.numeric && !b.disputed && (waits.MatchString(t.text) || waits.MatchString(b.text)):
		return "baseline_set"
	case !t.numeric || t.unit != a.unit:
		return "undetermined"
	}
	switch better(m.direction(), t.number, a.number) {
	case 1:
		return "exceeded"
	case 0:
		return "met"
	}
	return "not_met"
}

// direction is where the indicator should go: as stated, else from baseline to target.
func (m indicator) direction() string {
	switch {
	case m.ind.Direction != "":
		return m.ind.Direction
	case m.baseline.numeric && m.target.numeric && m.baseline.unit == m.target.unit && m.target.number < m.baseline.number:
		return "down"
	}
	return "up"
}

// better compares a number with a mark: 1 past it in the good direction, 0 at
// it, -1 short of it. To hold means to be equal as exactly as the mark is written.
func better(direction string, mark, n float64) int {
	const tiny = 1e-9
	d := n - mark
	switch direction {
	case "down":
		d = -d
	case "hold":
		_, decimals, _ := strings.Cut(value.FormatNumber(mark), ".")
		unit := math.Pow(10, -float64(len(decimals)))
		if math.Abs(d) <= unit/2+tiny {
			return 0
		}
		return -1
	}
	switch {
	case d > tiny:
		return 1
	case d < -tiny:
		return -1
	}
	return 0
}

// moved tells how an indicator stands to its baseline: 1 better, 0 equal, -1
// worse; ok is false where it cannot be told.
func (m indicator) moved() (int, bool) {
	b, a := m.baseline, m.actual
	if !b.numeric || !a.numeric || b.unit != a.unit || (b.hidden && a.hidden) {
		return 0, false
	}
	return better(m.direction(), b.number, a.number), true
}

func (w *writer) goalIndicators(goal string) (all []indicator) {
	for _, m := range w.index.goalMeasures[goal] {
		all = append(all, w.indicator(org.KindGoalMeasure, m.Key, &m.Indicator))
	}
	return all
}

func (w *writer) strategyIndicators(strategy string) (all []indicator) {
	for _, m := range w.index.measures[strategy] {
		all = append(all, w.indicator(org.KindMeasure, m.Key, &m.Indicator))
	}
	return all
}

// table sets indicators with their values and results.
func (w *writer) table(caption said, all []indicator) document.Table {
	t := document.Table{Caption: caption.text, Sources: caption.sources, Columns: []document.Column{
		{Title: w.word("column.indicator.source"), Width: 2.9},
		{Title: w.word("column.baseline"), Width: 1}, {Title: w.word("column.target"), Width: 1},
		{Title: w.word("column.actual"), Width: 1}, {Title: w.word("column.result"), Width: 1.3},
		{Title: w.word("column.explanation"), Width: 2.9},
	}, Empty: w.word("table.indicators.empty"), Note: w.disputesOf(all)}
	for _, m := range all {
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			w.phrase("indicator.source", words{"Indicator": m.name, "Source": m.source}).cell(), w.valueCell(m.baseline), w.targetCell(m),
			w.actualCell(m), {Status: m.result.status()}, m.explanation.quoted(),
		}})
	}
	return t
}

// disputesOf tells below a table who says what where senders differ.
func (w *writer) disputesOf(all []indicator) (notes []document.Sentence) {
	for _, m := range all {
		for _, x := range []struct {
			attr string
			reading
		}{{"baseline", m.baseline}, {"target", m.target}, {"actual", m.actual}} {
			if x.disputed {
				notes = append(notes, w.tell("table.disputed", words{"Indicator": m.name, "What": literal(w.word("attr." + x.attr)), "Values": x.said}))
			}
		}
	}
	return notes
}

func (w *writer) valueCell(r reading) document.Cell {
	return r.brief().or(literal(w.word("value.blank"))).cell()
}

func (w *writer) actualCell(m indicator) document.Cell {
	return m.actual.brief().or(literal(w.word("value.unreported"))).cell()
}

func (w *writer) targetCell(m indicator) document.Cell {
	if m.promised.blank() {
		return w.valueCell(m.target)
	}
	return w.phrase("value.adjusted", words{"Now": m.target.brief(), "First": m.promised.brief()}).cell()
}

// bars draws indicators, those of one unit together. Without a number there is
// no figure.
func (w *writer) bars(caption func(unit string) said, all []indicator) (figures []document.Block) {
	units := []string{}
	charts := map[string]*document.Bars{}
	for _, m := range all {
		unit, ok := m.unit()
		if !ok {
			continue
		}
		if charts[unit] == nil {
			units = append(units, unit)
			charts[unit] = &document.Bars{Unit: unit}
			if unit == "%" {
				charts[unit].Max = 100
			}
		}
		c := charts[unit]
		bar := document.Bar{Label: m.name.text, Sources: m.name.sources, Baseline: m.baseline.datum(unit), Target: m.target.datum(unit), Actual: m.actual.datum(unit), Result: m.result.status()}
		c.Bars = append(c.Bars, bar)
		for _, r := range []reading{m.baseline, m.target, m.actual} {
			if unit == "%" && r.unit == unit && (r.number > 100 || r.number < 0) {
				c.Min, c.Max = 0, 0 // let the data say
			}
		}
	}
	for _, u := range units {
		c := caption(u)
		figures = append(figures, document.Figure{Caption: c.text, Sources: c.sources, Chart: *charts[u]})
	}
	return figures
}

// unit is the unit of the numbers that may be drawn; ok is false without any.
func (m indicator) unit() (string, bool) {
	for _, r := range []reading{m.actual, m.target, m.baseline} {
		if r.numeric && !r.hidden {
			return r.unit, true
		}
	}
	return "", false
}

// code is the short code of an entity, with its branch where a report spans branches.
func (w *writer) code(kind org.Kind, key string) said {
	if w.Branch != "" {
		return literal(org.Code(key))
	}
	return literal(key)
}

func (w *writer) subject(key, attr, period string) string {
	return org.Subject{Key: key, Attr: attr, Period: period}.String()
}

package correction

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"spm/engine/finding"
)

// The columns of the list; hidden behind them what was under the marks, and
// what doubtful cells offer.
const (
	colNo = iota + 1
	colSheet
	colCell
	colWrong
	colMend
	colDone
	colKept        // four of them
	colPicks = 11  // and from here on
	headRow  = 5   // of the headings
	widthAll = 156 // of the columns that are seen
)

var widths = [...]float64{6, 22, 12, 54, 52, 10}

// look is how a cell of the list looks.
type look int

const (
	lookHidden look = iota
	lookTitle
	lookLead
	lookHead
	lookNo
	lookText
	lookLink
	lookDone
	lookBar
	lookQuiet
)

// square is a cell of the list.
type square struct {
	text   string // none: a blank cell
	look   look
	sheet  string // to which its link leads
	to     string // the cell of that sheet; empty: it is no link
	across bool   // over all columns that are seen
}

// layout is the sheet of the list, before it is written for one kind of file or
// the other.
type layout struct {
	*round
	cells map[address]square
	high  map[int]float64 // heights of rows, in points
	row   int             // the last one of the list
}

// layout lays out the list.
func (r *round) layout() *layout {
	x := &layout{round: r, cells: map[address]square{}, high: map[int]float64{}, row: headRow}
	x.top()
	w := r.words
	for i, said := range []string{w.No, w.Sheet, w.Cell, w.Wrong, w.Mend, w.Done} {
		x.put(headRow, i+1, lookHead, said)
	}
	x.high[headRow] = 21
	shown := r.listed[:min(len(r.listed), mostItems)]
	for i, it := range shown {
		if it.Severity == finding.Warning && (i == 0 || shown[i-1].Severity == finding.Error) {
			x.row++ // here begins what is only to be looked at
			x.cells[address{x.row, colNo}] = square{text: w.LookAt, look: lookBar, across: true}
			x.high[x.row] = 20
		}
		x.line(i+1, it)
	}
	if more := len(r.listed) - len(shown); more > 0 {
		x.row++
		x.put(x.row, colWrong, lookLead, strings.ReplaceAll(w.More, "{n}", strconv.Itoa(more)))
	}
	x.hide()
	return x
}

func (x *layout) put(row, col int, as look, said string) {
	x.cells[address{row, col}] = square{text: said, look: as}
}

// top says what to do and to whom to send it.
func (x *layout) top() {
	x.put(1, colNo, lookTitle, x.words.Title)
	x.put(1, colMend, lookQuiet, signature)
	x.high[1] = 27
	for i, said := range []string{x.words.Lead, x.words.Send} {
		row := i + 2
		if said == "" {
			x.high[row] = 4
			continue
		}
		x.cells[address{row, colNo}] = square{text: said, look: lookLead, across: true}
		x.high[row] = textHeight(said, widthAll, 11)
	}
	x.high[4] = 8
}

// line is a case of the list.
func (x *layout) line(n int, it item) {
	x.row++
	x.put(x.row, colNo, lookNo, strconv.Itoa(n))
	x.put(x.row, colSheet, lookText, "")
	x.put(x.row, colCell, lookText, "")
	if it.link != "" {
		x.put(x.row, colSheet, lookText, it.Where.Sheet)
		x.cells[address{x.row, colCell}] = square{text: it.where, look: lookLink, sheet: it.Where.Sheet, to: it.link}
	}
	x.put(x.row, colWrong, lookText, it.wrong)
	x.put(x.row, colMend, lookText, it.mend)
	x.put(x.row, colDone, lookDone, "")
	x.high[x.row] = max(textHeight(it.wrong, widths[colWrong-1], 10), textHeight(it.mend, widths[colMend-1], 10), textHeight(it.Where.Sheet, widths[colSheet-1], 10))
}

// hide writes what nobody needs to see: what was under the marks, and what
// doubtful cells offer.
func (x *layout) hide() {
	for i, name := range keptHeads {
		x.put(headRow, colKept+i, lookQuiet, name)
	}
	for i, k := range x.kept {
		for j, said := range []string{k.sheet, strings.Join(k.cells, " "), k.fill, k.border} {
			x.put(headRow+1+i, colKept+j, lookHidden, said)
		}
	}
	for _, it := range x.listed {
		for j, said := range it.Options {
			if it.pickRow > 0 {
				x.put(it.pickRow, colPicks+j, lookHidden, said)
			}
		}
	}
}

// places are the cells by row and column, and the last row and column of them.
func (x *layout) places() (places []address, last address) {
	last = address{1, 1}
	for at := range x.cells {
		places = append(places, at)
		last = address{max(last.row, at.row), max(last.col, at.col)}
	}
	slices.SortFunc(places, byAddress)
	return places, last
}

// textHeight is the height of a wrapped text, in points. Programs do not agree
// on it by themselves, so there is a little room.
func textHeight(text string, width float64, size int) float64 {
	perLine := (width - 2) * 12 / float64(size) // characters, most of which are narrower than a figure
	lines := 0.0
	for line := range strings.SplitSeq(text, "\n") {
		lines += max(1, math.Ceil(float64(len([]rune(line)))*1.06/perLine))
	}
	return math.Round(lines*float64(size)*1.3 + 7)
}

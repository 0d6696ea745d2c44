package workbook

import (
	"strings"
	"unicode/utf8"

	"spm/engine/form"
	"spm/engine/value"
)

// AskKind is what a validation looks at.
type AskKind string

// The kinds of validation.
const (
	AskNothing AskKind = "prompt" // no rule, only the prompt
	AskList    AskKind = "list"
	AskDate    AskKind = "date"
	AskNumber  AskKind = "number"
	AskLength  AskKind = "length"
)

// Ask is the validation and the prompt of some cells of a column. Rules are
// lenient: the reader understands more than a spreadsheet program lets through.
type Ask struct {
	Cells  string // ranges, parted by blanks
	Kind   AskKind
	List   string // defined name of the drop-down
	Warn   bool   // it may be overruled
	Title  string // at most 32 letters
	Prompt string // at most 255 letters
	Error  string
	Most   int // letters, of AskLength
}

// askFor adds the validations and the conditional formats of a section.
func (x *planner) askFor(l *SectionLayout) {
	x.open(l)
	for i := range l.Section.Fields {
		f := &l.Section.Fields[i]
		if statusTones[f.List] != nil {
			given := x.cellsOf(l, i, RoleGiven)
			x.tonesFor(f, given, ranges(given))
		}
		cells := x.cellsOf(l, i, RoleInput)
		if len(cells) == 0 {
			continue
		}
		where := ranges(cells)
		if a := x.ask(f); a.Kind != "" {
			a.Cells = where
			x.Asks = append(x.Asks, a)
		}
		x.rulesFor(l, i, cells, where)
		x.count(l, i, cells)
	}
}

// cellsOf are the cells of field i that have a role: those that people fill in,
// or those that they read. They are good until it is called again.
func (x *planner) cellsOf(l *SectionLayout, i int, role Role) []*Cell {
	x.picked = x.picked[:0]
	for ; i < len(x.places); i += len(l.Section.Fields) {
		if c := &x.Cells[x.places[i]]; c.Role == role {
			x.picked = append(x.picked, c)
		}
	}
	return x.picked
}

// ask is what one field asks for; its Kind is empty where there is nothing to say.
func (x *planner) ask(f *form.Field) Ask {
	a := Ask{Title: cut(f.Label, 32), Prompt: squeeze(f.Help)}
	switch f.Type {
	case value.Choice, value.YesNo, value.Ref:
		x.askList(&a, f)
	case value.Refs:
		a.Kind = AskNothing
		a.Prompt = sentences(a.Prompt, x.oneALine(a.Prompt), some(x.lists.options(f)))
	case value.List:
		a.Kind = AskNothing
		a.Prompt = sentences(a.Prompt, x.oneALine(a.Prompt))
	case value.Day:
		a.Kind, a.Warn, a.Error = AskDate, true, x.lib.Say(form.PleaseDate)
		a.Prompt = sentences(a.Prompt, x.lib.Say(form.ADate))
	case value.Number:
		a.Kind, a.Warn, a.Error = AskNumber, true, x.lib.Say(form.NotANumber)
	case value.Measure:
		a.Kind = AskNothing
		a.Prompt = sentences(a.Prompt, x.lib.Say(form.AMeasure))
	case value.Text:
		a.Kind, a.Warn, a.Most, a.Error = AskLength, true, 500, x.lib.Say(form.LongAnswer)
	case value.Long:
		a.Kind, a.Warn, a.Most, a.Error = AskLength, true, 8000, x.lib.Say(form.VeryLongAnswer)
	case value.Email, value.Month, value.Percent, value.Code:
		a.Kind = AskNothing
	}
	if a.Kind == AskNothing && a.Prompt == "" {
		a.Kind = ""
	}
	a.Prompt = cut(a.Prompt, 255)
	return a
}

func (x *planner) askList(a *Ask, f *form.Field) {
	a.List = x.lists.name(f)
	switch {
	case a.List == "":
		a.Kind = AskNothing
		return
	case f.Open:
		a.Warn, a.Error = true, x.lib.Say(form.NotInList)
		a.Prompt = sentences(a.Prompt, x.lib.Say(form.ChooseOrType))
	case f.Type == value.YesNo: // a reason such as n/a may stand in any cell
		a.Warn, a.Error = true, x.lib.Say(form.PleaseYesNo)
		a.Prompt = sentences(a.Prompt, x.lib.Say(form.ChooseYesNo))
	default:
		a.Warn, a.Error = true, x.lib.Say(form.PleaseList)
		a.Prompt = sentences(a.Prompt, x.lib.Say(form.ChooseList))
	}
	a.Kind = AskList
}

func (x *planner) oneALine(said string) string {
	if strings.Contains(said, x.lib.Say(form.ALine)) {
		return ""
	}
	return x.lib.Say(form.OneALine)
}

// some names what may be typed where no drop-down can help, if it is short.
func some(o value.Options) string {
	if len(o) == 0 || len(o) > 12 {
		return ""
	}
	var labels []string
	for _, x := range o {
		labels = append(labels, x.Label)
	}
	if s := strings.Join(labels, ", "); len(s) < 160 {
		return s + "."
	}
	return ""
}

func sentences(s ...string) string { return joined(s, " ") }

// cut shortens a text to n letters.
func cut(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:n-1])) + "…"
}

// ranges writes cells of one column as ranges: "C5:C9 C12".
func ranges(cells []*Cell) string {
	var room [64]byte
	b := room[:0]
	for i := 0; i < len(cells); {
		j := i
		for j+1 < len(cells) && cells[j+1].Row == cells[j].Row+1 {
			j++
		}
		if len(b) > 0 {
			b = append(b, ' ')
		}
		b = appendAddress(b, cells[i].Row, cells[i].Col)
		if j > i {
			b = appendAddress(append(b, ':'), cells[j].Row, cells[j].Col)
		}
		i = j + 1
	}
	return string(b)
}

// address is B7.
func address(row, col int) string {
	var b [12]byte
	return string(appendAddress(b[:0], row, col))
}

// absolute is $B$7.
func absolute(row, col int) string {
	var b [16]byte
	return string(appendAbsolute(b[:0], row, col))
}

func appendAbsolute(dst []byte, row, col int) []byte {
	dst = append(appendColumn(append(dst, '$'), col), '$')
	return appendInt(dst, row)
}

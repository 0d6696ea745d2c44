package form

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// A Formula shows in a given cell what follows from other cells of the
// workbook while they are being filled in. It is for the eyes of staff: spm
// computes the same value itself, stores it in the cell, and never reads the
// cell back. It is written as in a spreadsheet, with what it looks at in braces:
//
//	{unit}                   the cell of the field unit in the same row
//	{assignments.lead}       the cell of the field in the row of section assignments with the same code as this
//	                         row, or the answer to a question
//	{assignments.lead[]}     the whole column
//	{count needed.need*}     how many of the columns of a matrix are marked in the row with the same code: have
//	                         the first choice of their list, or anything where they have none
//	{join needed.need*}      their headings: "S1.1, S1.2"
//	{=gap}  {=yesno.yes}     the label of a choice of the field's own list, or of another
//
// A section of another form of the packet has the form's id before it:
// {I.needed.need}. Rows are found by their codes, so that sorting does no harm.
//
//	formula: 'IF({count needed.need*}=0,{=unused},IF({count current.does*}=0,{=gap},{=ok}))'
type Formula []Term

// Term is a piece of a formula: a text as it stands, or what stood in braces.
type Term struct {
	Kind                 TermKind
	Text                 string // of Verbatim
	Form, Section, Field string // empty: those of the formula itself
	List, Choice         string // of ChoiceLabel
}

// TermKind is what a term stands for.
type TermKind string

// The kinds of terms.
const (
	Verbatim    TermKind = ""
	OneCell     TermKind = "cell"
	WholeColumn TermKind = "column"
	CountMarked TermKind = "count"
	JoinMarked  TermKind = "join"
	ChoiceLabel TermKind = "label"
)

// Functions are those that a formula may use: every spreadsheet program has
// them, and takes them for the same.
var Functions = []string{
	"ABS", "AND", "COUNT", "COUNTA", "COUNTIF", "IF", "IFERROR", "ISBLANK", "ISNUMBER", "LEFT", "LEN", "LOWER", "MAX", "MID", "MIN",
	"NOT", "OR", "RIGHT", "ROUND", "SUBSTITUTE", "SUM", "SUMIF", "SUMPRODUCT", "TRIM", "UPPER",
}

var (
	calls    = regexp.MustCompile(`([A-Za-z][A-Za-z0-9.]*)\s*\(`)
	quotes   = regexp.MustCompile(`"[^"]*"`)
	inBraces = regexp.MustCompile(`^(?:(count|join)\s+)?((?:[\w-]+\.){0,2}[\w-]+)(\[\]|\*)?$`)
	ofList   = regexp.MustCompile(`^=(?:([\w-]+)\.)?([\w-]+)$`)
)

// ParseFormula takes a formula apart. It does not know whether what the
// formula looks at exists.
func ParseFormula(s string) (f Formula, err error) {
	for s != "" {
		text, rest, open := strings.Cut(s, "{")
		if text != "" {
			f = append(f, Term{Text: text})
		}
		if !open {
			break
		}
		inside, after, closed := strings.Cut(rest, "}")
		if !closed {
			return nil, fmt.Errorf("has a { without its }")
		}
		t, ok := term(strings.TrimSpace(inside))
		if !ok {
			return nil, fmt.Errorf("has {%s}, which is not understood", inside)
		}
		f, s = append(f, t), after
	}
	return f, f.sound()
}

func term(s string) (t Term, ok bool) {
	if m := ofList.FindStringSubmatch(s); m != nil {
		return Term{Kind: ChoiceLabel, List: m[1], Choice: m[2]}, true
	}
	m := inBraces.FindStringSubmatch(s)
	if m == nil {
		return t, false
	}
	switch m[1] + m[3] {
	case "":
		t.Kind = OneCell
	case "[]":
		t.Kind = WholeColumn
	case "count*":
		t.Kind = CountMarked
	case "join*":
		t.Kind = JoinMarked
	default:
		return t, false
	}
	parts := strings.Split(m[2], ".")
	t.Field = parts[len(parts)-1]
	if len(parts) > 1 {
		t.Section = parts[len(parts)-2]
	}
	if len(parts) > 2 {
		t.Form = parts[0]
	}
	return t, true
}

// sound tells whether the parentheses of a formula match and every program has
// its functions.
func (f Formula) sound() error {
	open := 0
	for _, t := range f {
		text := quotes.ReplaceAllString(t.Text, "")
		open += strings.Count(text, "(") - strings.Count(text, ")")
		for _, m := range calls.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(Functions, strings.ToUpper(m[1])) {
				return fmt.Errorf("uses %s, which not every program has", strings.ToUpper(m[1]))
			}
		}
	}
	if open != 0 {
		return fmt.Errorf("has a parenthesis without its other half")
	}
	return nil
}

// CodeBetween is the code by which a row of a section finds its row in
// another: that of a kind which both have, in the order of the first. ok is
// false where they have none in common.
func CodeBetween(from, to *Section) (mine, theirs *Field, ok bool) {
	for _, f := range from.Codes() {
		for _, g := range to.Codes() {
			if from.Kind(f) == to.Kind(g) {
				return f, g, true
			}
		}
	}
	return nil, nil, false
}

// formula checks that what a formula looks at exists.
func (c *checker) formula(f *Form, s *Section, x *Field) {
	if x.Formula == "" {
		return
	}
	name := f.ID + "." + s.Key(x)
	c.need(x.Given, x.At, name, "given, which its formula asks for")
	bad := func(problem string) { c.add("TMPL-18", x.At, "field", name, "problem", problem) }
	terms, err := ParseFormula(x.Formula)
	if err != nil {
		bad(err.Error())
		return
	}
	for _, t := range terms {
		if t.Kind == ChoiceLabel {
			c.choice(x, t, bad)
		} else if t.Kind != Verbatim {
			c.looksAt(f, s, t, bad)
		}
	}
}

// choice checks that a list has a choice.
func (c *checker) choice(x *Field, t Term, bad func(string)) {
	list := t.List
	if list == "" {
		list = x.List
	}
	for _, o := range c.lib.Lists[list] {
		if o.Key == t.Choice {
			return
		}
	}
	if !c.unread["lists"] {
		bad("names the choice “" + t.Choice + "”, which the list “" + list + "” does not have")
	}
}

// looksAt checks that a field exists, and that its row can be found.
func (c *checker) looksAt(f *Form, s *Section, t Term, bad func(string)) {
	if t.Form != "" {
		if f = c.lib.Form(t.Form); f == nil {
			if !c.unread["attachments"] && !c.unread["cycle"] {
				bad("looks at the form “" + t.Form + "”, which does not exist")
			}
			return
		}
	}
	at := s
	if t.Section != "" {
		if at = f.Section(t.Section); at == nil {
			bad("looks at the section “" + t.Section + "”, which " + f.ID + " does not have")
			return
		}
	}
	field := at.Field(t.Field)
	switch {
	case field == nil:
		bad("looks at the field “" + t.Field + "”, which " + f.ID + "." + at.ID + " does not have")
	case (t.Kind == CountMarked || t.Kind == JoinMarked) && field.Across == "":
		bad("counts the marks of “" + t.Field + "”, which is not asked across anything")
	case t.Kind == WholeColumn && at.Shape == Answers:
		bad("takes the whole column of “" + t.Field + "”, which is a question")
	case at == s || at.Shape == Answers || t.Kind == WholeColumn:
	default:
		if _, _, ok := CodeBetween(s, at); !ok {
			bad("looks for its row in " + f.ID + "." + at.ID + ", but the two have no code in common")
		}
	}
}

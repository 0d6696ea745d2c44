// Package finding says what is wrong, or worth knowing, in somebody's data:
// the code of the case, how bad it is, the place, a message in the words of
// the form, and an act that mends it.
//
// Every code stands once in the catalogue (catalogue.go); a finding is made
// from its code, its place and the words that fill the catalogue's message.
// The package reads and writes nothing and knows no form.
package finding

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Severity tells what a finding asks of people.
type Severity int

const (
	Error   Severity = iota // something was not recorded, or breaks a rule of the guidebook: somebody must act
	Warning                 // recorded, but somebody should look
	Note                    // understood or healed; good to know
)

var severityNames = [...]string{"error", "warning", "note"}

func (s Severity) String() string { return severityNames[s] }

// MarshalText writes "error", "warning" or "note".
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (s *Severity) UnmarshalText(b []byte) error {
	i := slices.Index(severityNames[:], string(b))
	if i < 0 {
		return fmt.Errorf("no severity is called %q", b)
	}
	*s = Severity(i)
	return nil
}

// Code names a case of the catalogue: TOPIC-nn, never reused.
type Code string

// Location is a place in a file that somebody can go to. In a workbook it is
// a sheet and a cell, in a text file a line and a column.
type Location struct {
	File   string `json:"file,omitempty"`
	Sheet  string `json:"sheet,omitempty"`
	Row    int    `json:"row,omitempty"` // 1-based, as the spreadsheet program shows it; 0: the whole sheet
	Col    int    `json:"col,omitempty"` // 1-based; 1 is A
	EndRow int    `json:"end_row,omitempty"`
	Line   int    `json:"line,omitempty"`   // 1-based line of a text file
	Column int    `json:"column,omitempty"` // 1-based column in that line
	Judge  string `json:"judge,omitempty"`  // the declaration that judged it, as form.section.field
}

// Cell is the address as the spreadsheet program shows it, "B7" or "B7:B12";
// empty when the place is no cell.
func (l Location) Cell() string {
	switch {
	case l.Row == 0 || l.Col == 0:
		return ""
	case l.EndRow > l.Row:
		return ColumnName(l.Col) + strconv.Itoa(l.Row) + ":" + ColumnName(l.Col) + strconv.Itoa(l.EndRow)
	}
	return ColumnName(l.Col) + strconv.Itoa(l.Row)
}

// String is the place as it is printed: "hr.xlsx: F Measures!C6" or
// "forms/n.yaml:12:5".
func (l Location) String() string {
	var b strings.Builder
	b.WriteString(l.File)
	if l.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", l.Line, l.Column)
		return b.String()
	}
	if l.Sheet != "" {
		if b.Len() > 0 {
			b.WriteString(": ")
		}
		b.WriteString(l.Sheet)
		if c := l.Cell(); c != "" {
			b.WriteString("!" + c)
		} else if l.EndRow > l.Row {
			fmt.Fprintf(&b, " rows %d to %d", l.Row, l.EndRow)
		} else if l.Row > 0 {
			fmt.Fprintf(&b, " row %d", l.Row)
		}
	}
	return b.String()
}

// ColumnName is the letter of column n, 1-based: 1 is A, 28 is AB.
func ColumnName(n int) string {
	var b []byte
	for ; n > 0; n = (n - 1) / 26 {
		b = append(b, byte('A'+(n-1)%26))
	}
	slices.Reverse(b)
	return string(b)
}

// Finding is one case in somebody's data.
type Finding struct {
	Code     Code       `json:"code"`
	Severity Severity   `json:"severity"`
	Where    Location   `json:"where"`
	Also     []Location `json:"also,omitempty"`    // every other place that has a part in it
	Subject  string     `json:"subject,omitempty"` // the entity it is about, by its key; empty: none
	Message  string     `json:"message"`
	Hint     string     `json:"hint,omitempty"`
	Sender   string     `json:"-"`                 // the hint for the sender of the file, where it is another; see Ask
	Options  []string   `json:"options,omitempty"` // what may be meant in its place, as its list says it, the likeliest first
	Typed    string     `json:"typed,omitempty"`   // what stands there, of what was read as something else
	Read     string     `json:"read,omitempty"`    // and as what it was read
	Words    []string   `json:"-"`                 // what fills the catalogue's texts: key, value; for Retold
}

// New makes the finding of a code at a place. The words come in pairs, key and
// value, and fill the {key} of the catalogue's message and hint. A code that
// the catalogue lacks, or a word that is missing, is a mistake of the program
// and panics; the tests of the catalogue see to it that none ships.
func New(code Code, where Location, words ...string) Finding {
	e, ok := Lookup(code)
	if !ok {
		panic("finding: no code " + string(code) + " in the catalogue")
	}
	f := Finding{
		Code: code, Severity: e.Severity, Where: where,
		Message: fill(code, e.Message, words), Hint: fill(code, e.Hint, words),
		Sender: fill(code, e.Sender, words), Words: words,
	}
	if typed, read := word("typed", words), word("read", words); typed != "" && read != "" {
		f.Typed, f.Read = typed, read
	}
	return f
}

// word is the value of a key.
func word(key string, words []string) string {
	for i := 0; i+1 < len(words); i += 2 {
		if words[i] == key {
			return words[i+1]
		}
	}
	return ""
}

func fill(code Code, text string, words []string) string {
	if len(words)%2 != 0 {
		panic("finding: the words of " + string(code) + " do not come in pairs")
	}
	pairs := make([]string, 0, len(words))
	for i := 0; i < len(words); i += 2 {
		if !strings.Contains(text, "{"+words[i]+"}") {
			continue
		}
		pairs = append(pairs, "{"+words[i]+"}", words[i+1])
	}
	for _, name := range placeholders(text) {
		if !slices.Contains(pairs, "{"+name+"}") {
			panic("finding: " + string(code) + " needs the word " + name)
		}
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Retold is the finding in other words: text answers what is said in place of
// the catalogue's message, hint or sender, word in place of a word of ours that
// was put into it. What somebody typed is quoted as it is.
func (f Finding) Retold(text func(key, english string) string, word func(string) string) Finding {
	e, _ := Lookup(f.Code)
	pairs := make([]string, 0, len(f.Words))
	for i := 0; i+1 < len(f.Words); i += 2 {
		key, said := f.Words[i], f.Words[i+1]
		if key != "typed" && key != "text" {
			said = word(said)
		}
		pairs = append(pairs, "{"+key+"}", said)
	}
	in := strings.NewReplacer(pairs...)
	e.Texts(func(key string, english *string) { *english = in.Replace(text(key, *english)) })
	f.Message, f.Hint, f.Sender = e.Message, e.Hint, e.Sender
	if f.Read != "" {
		f.Read = word(f.Read)
	}
	return f
}

// placeholders lists the names in braces of a catalogue text.
func placeholders(text string) (names []string) {
	for {
		_, rest, ok := strings.Cut(text, "{")
		if !ok {
			return names
		}
		name, after, ok := strings.Cut(rest, "}")
		if !ok {
			return names
		}
		names, text = append(names, name), after
	}
}

// As is the same finding with another severity, for rules that have two.
func (f Finding) As(s Severity) Finding { f.Severity = s; return f }

// About is the same finding about an entity.
func (f Finding) About(subject string) Finding { f.Subject = subject; return f }

// With is the same finding with more places that have a part in it.
func (f Finding) With(also ...Location) Finding {
	f.Also = append(slices.Clone(f.Also), also...)
	return f
}

// Ask is the act that the sender of the file is asked for.
func (f Finding) Ask() string { return cmp.Or(f.Sender, f.Hint) }

// Offering is the same finding with what may be meant instead.
func (f Finding) Offering(options []string) Finding { f.Options = options; return f }

// List is a list of findings in the order they were made.
type List []Finding

// Add appends findings.
func (l *List) Add(f ...Finding) { *l = append(*l, f...) }

// Count tells how many findings have the severity.
func (l List) Count(s Severity) (n int) {
	for _, f := range l {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// Actionable tells whether people must act: an error or a warning is in the list.
func (l List) Actionable() bool { return l.Count(Error)+l.Count(Warning) > 0 }

// Renamed are the findings about a file as they are about the same file under
// another name.
func (l List) Renamed(from, to string) List {
	all := slices.Clone(l)
	rename := func(at *Location) {
		if at.File == from {
			at.File = to
		}
	}
	for i := range all {
		rename(&all[i].Where)
		all[i].Also = slices.Clone(all[i].Also)
		for j := range all[i].Also {
			rename(&all[i].Also[j])
		}
	}
	return all
}

// Sort orders by file, sheet, row, column, severity and code, so that a list
// reads from the top of a file to its bottom.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Where.File, b.Where.File),
			cmp.Compare(a.Where.Sheet, b.Where.Sheet),
			cmp.Compare(a.Where.Line, b.Where.Line),
			cmp.Compare(a.Where.Row, b.Where.Row),
			cmp.Compare(a.Where.Col, b.Where.Col),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

// Merge returns the list with equal findings in adjoining rows of a column
// told once, as a range. It sorts first.
func (l List) Merge() List {
	sorted := slices.Clone(l)
	sorted.Sort()
	slices.SortStableFunc(sorted, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Where.File, b.Where.File), cmp.Compare(a.Where.Sheet, b.Where.Sheet), cmp.Compare(a.Where.Col, b.Where.Col))
	})
	var out List
	for _, f := range sorted {
		if n := len(out) - 1; n >= 0 && joins(out[n], f) {
			out[n].Where.EndRow = f.Where.Row
			continue
		}
		out = append(out, f)
	}
	out.Sort()
	return out
}

func joins(a, b Finding) bool {
	last := max(a.Where.Row, a.Where.EndRow)
	return a.Where.Col > 0 && a.Code == b.Code && a.Message == b.Message && a.Hint == b.Hint && slices.Equal(a.Options, b.Options) &&
		len(a.Also)+len(b.Also) == 0 && a.Where.File == b.Where.File && a.Where.Sheet == b.Where.Sheet &&
		a.Where.Col == b.Where.Col && b.Where.Row == last+1
}

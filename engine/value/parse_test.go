package value_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/finding"
	"spm/engine/value"
)

var entities = value.Options{
	{Key: "U01", Code: "U01", Label: "Talent Development"},
	{Key: "U02", Code: "U02", Label: "Recruitment"},
	{Key: "U03", Code: "U03", Label: "Supports, Grades K–5"},
	{Key: "P01", Code: "P01", Label: "Jo Ng (Talent Development)", Also: []string{"Jo Ng"}, Group: "Talent Development"},
	{Key: "P02", Code: "P02", Label: "Jo Ng (Recruitment)", Also: []string{"Jo Ng"}, Group: "Recruitment"},
}

var people = value.Options{
	{Key: "P11", Code: "P11", Label: "Kenji Sato", Also: []string{"kenji@riverbend.example"}},
	{Key: "P12", Code: "P12", Label: "Ann Lee"},
}

var statuses = value.Options{
	{Key: "not_started", Label: "Not started"},
	{Key: "on_schedule", Label: "On schedule", Also: []string{"on track", "on time"}},
	{Key: "behind", Label: "Behind schedule", Also: []string{"behind", "late"}},
	{Key: "complete", Label: "Complete", Also: []string{"done"}},
}

// specOf reads the name of a chapter: a type, with open before it or a unit after it.
func specOf(name string) value.Spec {
	name, open := strings.CutPrefix(name, "open ")
	t, unit, _ := strings.Cut(name, " of ")
	s := value.Spec{Type: value.Type(t), Open: open, Unit: unit}
	if t == "people" {
		s.Type, s.People, s.Options = value.Ref, true, people
		return s
	}
	switch s.Type {
	case value.Choice:
		s.Options = statuses
	case value.Ref, value.Refs:
		s.Options = entities
	}
	return s
}

func rawOf(cell string) value.Raw {
	word, rest, _ := strings.Cut(strings.TrimSpace(cell), " ")
	n, _ := strconv.ParseFloat(rest, 64)
	switch word {
	case "number":
		return value.Raw{Kind: value.RawNumber, Number: n}
	case "percent":
		return value.Raw{Kind: value.RawNumber, Number: n, Percent: true}
	case "day", "day1904":
		return value.Raw{Kind: value.RawNumber, Number: n, Date: true, Date1904: word == "day1904"}
	case "month":
		return value.Raw{Kind: value.RawNumber, Number: n, Date: true, Month: true}
	case "time":
		return value.Raw{Kind: value.RawNumber, Number: n, Date: true, Clock: true}
	case "bool":
		return value.Raw{Kind: value.RawBool, Text: rest}
	case "error":
		return value.Raw{Kind: value.RawError, Text: rest}
	}
	return value.Raw{Text: strings.ReplaceAll(cell, "⏎", "\n")}
}

// show is a value on one line.
func show(v value.Value) string {
	switch v.Type {
	case value.Choice, value.Ref, value.Refs, value.List:
		var all []string
		if v.Text != "" {
			all = append(all, v.Text)
		}
		all = append(all, v.Items...)
		for _, f := range v.Free {
			all = append(all, "?"+f)
		}
		return strings.Join(all, ", ")
	case value.Day:
		return v.Text
	case value.Month:
		return v.Text
	}
	return strings.ReplaceAll(v.Format(nil), "\n", "⏎")
}

// said are the codes of remarks, with what they propose.
func said(remarks []value.Remark) string {
	var all []string
	for _, r := range remarks {
		text := string(r.Code)
		for i := 0; i < len(r.Words); i += 2 {
			if r.Words[i] == "near" && r.Words[i+1] != "" {
				text += " " + r.Words[i+1]
			}
		}
		all = append(all, strings.TrimSpace(text))
	}
	return strings.Join(all, " ")
}

// What is no date is told for what it is.
func TestWhyNoDate(t *testing.T) {
	for typed, want := range map[string]string{
		"6/25/1927": "a day of the year 1927", "April 5th": "a day without its year", "10/1": "a day without its year", "Feb 29": "a day without its year",
		"October 2026": "a month without its day", "2/30/2027": "no day of the calendar", "soon": "not a date", "2026": "not a date",
	} {
		_, remarks, ok := value.Parse(value.Spec{Type: value.Day}, value.Raw{Text: typed})
		if got := remarks[0].Words[1]; ok || got != want {
			t.Errorf("%s: %s, want %s", typed, got, want)
		}
	}
}

func TestReadings(t *testing.T) {
	for _, chapter := range strings.Split(readings, "\n== ")[1:] {
		name, lines, _ := strings.Cut(chapter, "\n")
		for line := range strings.SplitSeq(lines, "\n") {
			if strings.TrimSpace(line) == "" {
				continue
			}
			col := append(strings.SplitN(line, "|", 3), "", "")
			t.Run(name+" "+strings.TrimSpace(col[0]), func(t *testing.T) {
				spec, raw := specOf(name), rawOf(strings.TrimRight(col[0], " "))
				raw.InCell = spec.Type == value.Day
				v, remarks, ok := value.Parse(spec, raw)
				got := "✕"
				if ok {
					got = show(v)
				}
				got = fmt.Sprint(got, " | ", said(remarks))
				want := fmt.Sprint(strings.TrimSpace(col[1]), " | ", strings.TrimSpace(col[2]))
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
	}
}

// What was read comes back the same when it is printed and read again.
func TestReadingsComeBack(t *testing.T) {
	for _, chapter := range strings.Split(readings, "\n== ")[1:] {
		name, lines, _ := strings.Cut(chapter, "\n")
		for line := range strings.SplitSeq(lines, "\n") {
			cell, _, _ := strings.Cut(line, "|")
			spec := specOf(name)
			v, _, ok := value.Parse(spec, rawOf(strings.TrimRight(cell, " ")))
			printed := v.Format(spec.Options)
			if back, _, fine := value.Parse(spec, value.Raw{Text: printed}); ok && (!fine || !back.Equal(v)) {
				t.Errorf("%s %s is printed %q and comes back as %+v", name, cell, printed, back)
			}
		}
	}
}

// Of hundreds of names that nobody knows, each is told, and the first ones with
// what is near.
func TestParseManyNames(t *testing.T) {
	spec := value.Spec{Type: value.Refs, Options: people, People: true, Open: true}
	_, remarks, ok := value.Parse(spec, value.Raw{Text: strings.Repeat("Ken Sato, ", 200)})
	if last := len(remarks) - 1; !ok || last != 199 || len(remarks[0].Options) == 0 || len(remarks[last].Options) > 0 {
		t.Errorf("%v, %d remarks", ok, len(remarks))
	}
}

// Every remark is a code of the catalogue and brings the words of its message,
// but for label and typed, which whoever knows the cell adds.
func TestRemarksFitTheCatalogue(t *testing.T) {
	for _, chapter := range strings.Split(readings, "\n== ")[1:] {
		name, lines, _ := strings.Cut(chapter, "\n")
		for line := range strings.SplitSeq(lines, "\n") {
			cell, _, _ := strings.Cut(line, "|")
			_, remarks, _ := value.Parse(specOf(name), rawOf(strings.TrimRight(cell, " ")))
			for _, r := range remarks {
				finding.New(r.Code, finding.Location{}, append(r.Words, "label", "Label", "typed", cell)...)
			}
		}
	}
}

// A number that a cell keeps as text is said; one that was typed where only
// text can stand is not.
func TestParseNumberAsText(t *testing.T) {
	for _, tc := range []struct {
		kind  value.Type
		raw   value.Raw
		wants string
	}{
		{value.Measure, value.Raw{Text: "58 %", InCell: true}, "58% CELL-25"},
		{value.Measure, value.Raw{Text: "58 %"}, "58%"},
		{value.Measure, value.Raw{Text: "12 days", InCell: true}, "12 days"},
		{value.Measure, value.Raw{Text: "To be determined", InCell: true}, "To be determined"},
		{value.Measure, value.Raw{Kind: value.RawNumber, Number: 0.58, Percent: true, InCell: true}, "58%"},
		{value.Percent, value.Raw{Text: "67", InCell: true}, "67% CELL-25"},
		{value.Percent, value.Raw{Text: "0.67", InCell: true}, "67% CELL-22"},
		{value.Number, value.Raw{Text: "1,250", InCell: true}, "1,250 CELL-25"},
		{value.Text, value.Raw{Text: "1,250", InCell: true}, "1,250"},
	} {
		v, remarks, ok := value.Parse(value.Spec{Type: tc.kind}, tc.raw)
		got := v.Format(nil)
		for _, m := range remarks {
			got += " " + string(m.Code)
		}
		if !ok || got != tc.wants {
			t.Errorf("%s %q is %q, want %q", tc.kind, tc.raw.Text, got, tc.wants)
		}
	}
}

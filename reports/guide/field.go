package guide

import (
	"maps"
	"slices"
	"strings"

	"spm/engine/form"
	"spm/engine/value"
	"spm/reports/document"
)

// field is the line of a field: its label, what to write, whether it is needed,
// an example.
func (g guide) field(s *form.Section, f *form.Field) document.Row {
	write := joined("\n", g.across(f), g.kind(s, f), value.Squeeze(f.Help), g.only(f.Only))
	return document.Row{Cells: []document.Cell{
		{Text: joined(" ", f.No, f.Label), Strong: true}, {Text: write}, {Text: g.needed(s, f)}, {Text: g.example(f)},
	}}
}

// across says what the columns of a matrix stand for.
func (g guide) across(f *form.Field) string {
	switch f.Across {
	case "strategies":
		return g.say(form.AcrossStrategies)
	case "units":
		return g.say(form.AcrossUnits)
	}
	return ""
}

// kinds are the words for what may be typed.
var kinds = map[value.Type]form.Word{
	value.Text: form.KindText, value.Long: form.KindLong, value.Email: form.KindEmail, value.Number: form.KindNumber,
	value.Percent: form.KindPercent, value.Day: form.ADate, value.Month: form.KindMonth, value.YesNo: form.ChooseYesNo,
	value.Measure: form.AMeasure, value.Refs: form.KindRefs, value.List: form.OneALine,
}

// kind says in plain words what may be typed.
func (g guide) kind(s *form.Section, f *form.Field) string {
	switch {
	case f.Type == value.Code && s.OwnCodes:
		return g.say(form.KindOwnCode)
	case f.Type == value.Code:
		return g.say(form.KindCode)
	case f.Type == value.Choice:
		var labels []string
		for _, o := range g.lib.Lists[f.List] {
			labels = append(labels, o.Label)
		}
		return g.say(form.KindChoice, "choices", strings.Join(labels, "; "))
	case f.Type == value.Ref && f.Open:
		return g.say(form.ChooseOrType)
	case f.Type == value.Ref:
		return g.say(form.ChooseList)
	}
	return g.say(kinds[f.Type])
}

// needed says whether a field has to be filled in, or when.
func (g guide) needed(s *form.Section, f *form.Field) string {
	if f.Required {
		return g.say(form.NeededAlways)
	}
	var when []string
	for _, id := range slices.Sorted(maps.Keys(f.RequiredIf)) {
		other := s.Field(id)
		if other == nil {
			continue
		}
		options := g.lib.Lists[other.List]
		if other.Type == value.YesNo {
			options = g.lib.YesNo()
		}
		var answers []string
		for _, a := range f.RequiredIf[id] {
			if a == "*" {
				answers = append(answers, g.say(form.NeededAny))
				continue
			}
			answers = append(answers, options.Label(a))
		}
		when = append(when, g.say(form.NeededWhen, "field", other.Label, "answers", strings.Join(answers, "; ")))
	}
	if len(when) == 0 {
		return g.say(form.NeededNot)
	}
	return strings.Join(when, "\n")
}

// example is the field's example as a person would type it.
func (g guide) example(f *form.Field) string {
	options := g.lib.Lists[f.List]
	switch f.Type {
	case value.YesNo:
		options = g.lib.YesNo()
	case value.Choice:
	case value.Day:
		if d := value.Date(f.Example); d.Valid() {
			return d.Time().Format("1/2/2006")
		}
		return f.Example
	case value.Month:
		return g.lib.Month(f.Example)
	case value.List, value.Refs:
		return strings.ReplaceAll(f.Example, "\n", "; ")
	default:
		return f.Example
	}
	if fits := options.Find(f.Example); len(fits) == 1 {
		return fits[0].Label
	}
	return f.Example
}

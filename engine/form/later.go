package form

import (
	"regexp"
	"slices"
	"strconv"
)

// later is a form as it is some years after the first of the plan: what it
// declares for Years 1 and 2 is asked for Years 2 and 3.
func (f *Form) later(by int) *Form {
	x := *f
	x.Sheets = slices.Clone(f.Sheets)
	for i := range x.Sheets {
		sections := slices.Clone(x.Sheets[i].Sections)
		for j := range sections {
			s := &sections[j]
			s.Fields = slices.Clone(s.Fields)
			for k := range s.Fields {
				if y := &s.Fields[k]; planYear.MatchString(y.Period) {
					y.Period = shift(y.Period, by)
					y.Label, y.Group = shift(y.Label, by), shift(y.Group, by)
				}
			}
			s.Slots = s.Slots.later(by)
		}
		x.Sheets[i].Sections = sections
	}
	return &x
}

func (s *Slots) later(by int) *Slots {
	if s == nil {
		return nil
	}
	x := *s
	x.Kinds = slices.Clone(s.Kinds)
	for i := range x.Kinds {
		years := slices.Clone(x.Kinds[i].Years)
		for n, y := range years {
			years[n] = shift(y, by)
		}
		x.Kinds[i].Years = years
	}
	return &x
}

var (
	number = regexp.MustCompile(`\d+`)
)

// shift counts the years in a text on: Year 1 target, y2.
func shift(text string, by int) string {
	return number.ReplaceAllStringFunc(text, func(n string) string {
		year, err := strconv.Atoi(n)
		if err != nil {
			return n
		}
		return strconv.Itoa(year + by)
	})
}

package form

import (
	"cmp"
	"slices"
)

// Setting is what makes the declared forms those of one packet: whose it is, its
// language, and what the columns of its matrices stand for. It is kept with the packet,
// so that what comes back is read by the forms that were sent.
type Setting struct {
	Language     string              `json:"language,omitempty"`     // of its texts; empty: English
	Branch       string              `json:"branch,omitempty"`       // division or strand; empty: fields of both are printed
	Organization string              `json:"organization,omitempty"` // SEA or LEA
	Quarter      int                 `json:"quarter,omitempty"`      // of the plan year that a quarterly packet looks back on; 0: what is for the last quarter is printed
	Columns      map[string][]Column `json:"columns,omitempty"`      // of matrices: by what they stand for (strategies, units)
	Year         int                 `json:"year,omitempty"`         // of the plan that the packet is for, from 2 on; 0: the first
}

// Column is a column of a matrix.
type Column struct {
	Code  string `json:"code"`            // of the entity that it stands for: S1.2, U03
	Label string `json:"label"`           // its heading
	Group string `json:"group,omitempty"` // heading over it: the division of a unit
}

// Acrosses are what the columns of a matrix may stand for: package issue says
// which there are.
var Acrosses = []string{"strategies", "units", "months", "respondents"}

// For is the library as a packet has it, in its language: a field that is declared across
// strategies has become a column for each, and what is for divisions or strands
// only is left out of the other's forms. The declared library stays as it is.
func (l *Library) For(s Setting) *Library {
	l = l.In(cmp.Or(s.Language, English))
	x := *l
	x.spoken = nil // their forms are not those of the setting
	x.Forms = make([]*Form, len(l.Forms))
	for i, f := range l.Forms {
		x.Forms[i] = s.form(f, l)
		if s.Year > 1 {
			x.Forms[i] = x.Forms[i].later(s.Year - 1)
		}
	}
	return &x
}

// plain tells whether a form is the same in every setting.
func (f *Form) plain() bool {
	if slices.ContainsFunc(f.Checks, func(c Check) bool { return c.Only != "" }) {
		return false
	}
	for _, s := range f.Sheets {
		if s.Only != "" {
			return false
		}
		for _, x := range s.Sections {
			if x.Only != "" || slices.ContainsFunc(x.Fields, func(y Field) bool { return y.Only != "" || y.Across != "" || y.Own != "" }) {
				return false
			}
		}
	}
	return true
}

func (s Setting) form(f *Form, l *Library) *Form {
	if f.plain() {
		return f
	}
	x := *f
	x.Checks = slices.DeleteFunc(slices.Clone(f.Checks), func(c Check) bool { return s.without(c.Only) })
	x.Sheets = nil
	for _, sheet := range f.Sheets {
		if s.without(sheet.Only) {
			continue
		}
		sections := sheet.Sections
		sheet.Sections = nil
		for _, section := range sections {
			if !s.without(section.Only) {
				section.Fields, sheet.Columns = s.fields(&section, sheet.Columns)
				s.own(section.Fields, l)
				sheet.Sections = append(sheet.Sections, section)
			}
		}
		x.Sheets = append(x.Sheets, sheet)
	}
	return &x
}

// lastQuarter is the only of what is printed in the last quarter of a plan year.
const lastQuarter = "quarter_4"

// Onlys are what a sheet, a section, a field or a check may be for.
var Onlys = []string{"division", "strand", lastQuarter}

// without tells whether what is for one sort of branch only, or for the last
// quarter, is left out.
func (s Setting) without(only string) bool {
	switch only {
	case "":
		return false
	case lastQuarter:
		return s.Quarter != 0 && s.Quarter != 4
	}
	return s.Branch != "" && only != s.Branch
}

// own marks the columns that are about the recipient's own organization.
func (s Setting) own(fields []Field, l *Library) {
	for i := range fields {
		if f := &fields[i]; f.Own != "" && f.Own == s.Organization {
			f.Was = append(slices.Clone(f.Was), f.Label)
			f.Label = l.Say(OurOrganization, "label", f.Label)
		}
	}
}

// matrixWidth is the width of a column of a matrix for which its sheet declares none, in characters.
const matrixWidth = 7

// fields are the fields of a section, with the widths of the sheet's columns
// as they come to stand.
func (s Setting) fields(x *Section, widths []float64) (fields []Field, columns []float64) {
	columns = slices.Clone(widths)
	at := 0 // column of the next field
	for _, f := range x.Fields {
		switch {
		case s.without(f.Only):
			if x.Shape == Table && at < len(columns) {
				columns = slices.Delete(columns, at, at+1)
			}
			continue
		case f.Across == "":
			fields = append(fields, f)
			at++
			continue
		}
		many := s.Columns[f.Across]
		width := float64(matrixWidth)
		if at < len(columns) {
			width = columns[at]
			columns = slices.Delete(columns, at, at+1)
		}
		for _, c := range many {
			y := f
			y.ID, y.Label, y.Column = f.ID+"@"+c.Code, c.Label, c.Code
			if c.Group != "" {
				y.Group = c.Group
			}
			fields = append(fields, y)
			columns = slices.Insert(columns, min(at, len(columns)), width)
			at++
		}
	}
	return fields, columns
}

// Declared is the id of a field in its form's YAML: need of need@S1.1.
func (f *Field) Declared() string {
	if f.Column == "" {
		return f.ID
	}
	return f.ID[:len(f.ID)-len(f.Column)-1]
}

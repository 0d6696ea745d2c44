package form

import (
	"slices"

	"spm/engine/value"
)

// hideable tells of fields and sections that a form cannot do without and yet hides.
func (c *checker) hideable(f *Form, s *Section) {
	for i := range s.Fields {
		x := &s.Fields[i]
		if !x.Hidden && !s.Hidden {
			continue
		}
		at, name := x.At, f.ID+"."+s.Key(x)
		if !x.Hidden {
			at = s.At
		}
		if why := c.needed(s, x); why != "" {
			c.add("TMPL-16", at, "field", name, "why", why)
		}
	}
}

// needed is why a field cannot be hidden; empty where it can.
func (c *checker) needed(s *Section, x *Field) string {
	if x.Required {
		return "it is required"
	}
	if s.Hidden {
		return ""
	}
	if x.Type == value.Code && s.Shape != Answers {
		return "its codes tell the rows apart"
	}
	for i := range s.Fields {
		other := &s.Fields[i]
		if _, asks := other.RequiredIf[x.ID]; asks && !other.Hidden {
			return "its answer decides whether " + s.Key(other) + " is required"
		}
	}
	return ""
}

// fit makes room among the columns of a sheet for fields that bring their own
// width: a column of a workspace's own is one line of its form.
func (f *Form) fit() {
	for i := range f.Sheets {
		s := &f.Sheets[i]
		for j := range s.Sections {
			x := &s.Sections[j]
			for n := range x.Fields {
				if w := x.Fields[n].Width; w > 0 && x.Shape == Table {
					s.Columns = slices.Insert(slices.Clone(s.Columns), min(n, len(s.Columns)), w)
				}
			}
		}
	}
}

// hide takes what is hidden out of a form: it is neither printed nor expected
// back, and what the model knows of it stays as it is.
func (f *Form) hide() {
	for i := range f.Sheets {
		s := &f.Sheets[i]
		s.Sections = slices.DeleteFunc(s.Sections, func(x Section) bool { return x.Hidden })
		tables := 0
		for j := range s.Sections {
			if s.Sections[j].Shape == Table {
				tables++
			}
		}
		for j := range s.Sections {
			x := &s.Sections[j]
			for n := len(x.Fields) - 1; n >= 0; n-- {
				if !x.Fields[n].Hidden {
					continue
				}
				x.Fields = slices.Delete(x.Fields, n, n+1)
				if tables == 1 && x.Shape == Table && n < len(s.Columns) {
					s.Columns = slices.Delete(slices.Clone(s.Columns), n, n+1) // the others keep their widths
				}
			}
		}
	}
	f.Sheets = slices.DeleteFunc(f.Sheets, func(s Sheet) bool { return len(s.Sections) == 0 })
}

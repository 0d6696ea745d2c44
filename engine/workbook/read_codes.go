package workbook

import (
	"slices"
	"strings"
	"unicode"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/value"
)

// known are the codes that a table may show, by field: folded text → the row
// of the packet, and its spelling.
type known struct {
	rows  map[string]map[string]*packet.Row
	spelt map[string]map[string]string
	loose map[string]map[string]string // without what stands between letters and figures; empty where two are alike then
	ids   map[string]*packet.Row
}

func (a *area) known() known {
	k := known{map[string]map[string]*packet.Row{}, map[string]map[string]string{}, map[string]map[string]string{}, map[string]*packet.Row{}}
	for _, f := range a.codes {
		k.rows[f.ID], k.spelt[f.ID], k.loose[f.ID] = map[string]*packet.Row{}, map[string]string{}, map[string]string{}
		if a.section.Shape == form.Checks && a.block == nil {
			for _, c := range a.form.Checks {
				k.learn(f.ID, checkCode(c), value.Fold(checkCode(c)))
			}
		}
	}
	if a.block == nil {
		return k
	}
	for i := range a.block.Rows {
		row := &a.block.Rows[i]
		if row.ID != "" {
			k.ids[row.ID] = row
		}
		for field, code := range row.Codes {
			fold := value.Fold(code)
			if k.spelt[field] == nil || k.spelt[field][fold] != "" {
				continue
			}
			k.rows[field][fold] = row
			k.learn(field, code, fold)
		}
	}
	return k
}

func (k known) learn(field, code, fold string) {
	k.spelt[field][fold] = code
	loose := looseCode(fold)
	if _, twice := k.loose[field][loose]; twice {
		code = ""
	}
	k.loose[field][loose] = code
}

// looseCode is a code as people type it by heart: its letters and figures alone.
func looseCode(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, value.Fold(s))
}

// coded tells whether the row has the code of one of its entities.
func (row *reading) coded(a *area) bool {
	return slices.ContainsFunc(a.tells, func(f *form.Field) bool { return row.codes[f.ID] != "" })
}

// codes reads the visible codes of a row. One that is neither the packet's nor
// typed where staff give codes themselves is no code of the row.
func (r *reader) codes(a *area, k known, line *line) *reading {
	row := &reading{area: a, row: line.row, line: line, codes: make(map[string]string, len(a.codes))}
	if p := line.at(a.ids); a.ids > 0 && p != nil {
		row.id = strings.ToLower(p.text)
	}
	for _, f := range a.codes {
		p := line.at(a.cols[f.ID])
		if a.cols[f.ID] == 0 || p == nil || a.covered(p.Row, p.Col) {
			continue
		}
		code, fine := k.accept(a, f, p)
		if !fine {
			if a.identifies(f) {
				row.unknown, row.column = p.text, p.Col
			}
			continue
		}
		row.codes[f.ID] = code
		if row.issued == nil && a.identifies(f) {
			row.issued = k.rows[f.ID][value.Fold(code)]
		}
	}
	row.isNew = row.issued == nil || row.issued.New
	return row
}

// longestCode is the longest that staff may give themselves; what is longer is
// a remark.
const longestCode = 16

// accept tells whether a text is a code of the table, and how it is spelt.
func (k known) accept(a *area, f *form.Field, p *spot) (code string, fine bool) {
	if code := k.spelt[f.ID][p.folded()]; code != "" {
		return code, true
	}
	loose := looseCode(p.text)
	switch prefix := newCodes(a.section, f); {
	case strings.ContainsRune(p.text, '\n') || len(p.text) > 40:
		return "", false
	case a.section.OwnCodes && !f.Given && len(p.text) <= longestCode, continues(p.text, prefix):
		return value.Squeeze(p.text), true
	case k.loose[f.ID][loose] != "":
		return k.loose[f.ID][loose], true
	case continues(loose, looseCode(prefix)):
		return prefix + loose[len(looseCode(prefix)):], true
	case a.block == nil && a.section.Shape != form.Checks:
		return value.Squeeze(p.text), strings.ContainsAny(p.text, "0123456789")
	}
	return "", false
}

// newCodes is what the codes of new rows begin with.
func newCodes(s *form.Section, f *form.Field) string {
	switch {
	case f.New != "":
		return f.New
	case s.Kind(f) == s.Entity:
		return s.New
	}
	return ""
}

// continues tells whether a code goes on where the printed ones end: NEW-S5
// below NEW-S4.
func continues(code, prefix string) bool {
	if len(code) <= len(prefix) || prefix == "" || !strings.EqualFold(code[:len(prefix)], prefix) {
		return false
	}
	return strings.Trim(code[len(prefix):], "0123456789") == ""
}

// respelt tells, once for a table, of codes that were typed in another way than
// they were printed.
func (a *area) respelt(s *returned) {
	var typed []string
	at := finding.Location{}
	for _, row := range a.rows {
		for _, f := range a.tells {
			p := row.line.at(a.cols[f.ID])
			if code := row.codes[f.ID]; code != "" && a.cols[f.ID] > 0 && p != nil && p.folded() != value.Fold(code) && looseCode(p.text) == looseCode(code) {
				typed = append(typed, "“"+short(p.text)+"” as "+code)
				if at.Row == 0 {
					at = a.where(p.Row, p.Col, a.judge(f.ID))
				}
			}
		}
	}
	if len(typed) > 0 {
		s.found.Add(finding.New("CELL-65", at, "codes", listed(typed, ", "), "table", a.title()))
	}
}

// byID gives rows whose code was lost back to the packet's row with their
// hidden id, where no other row has its code.
func (a *area) byID(s *returned, k known) {
	held := map[*packet.Row]bool{}
	for _, row := range a.rows {
		held[row.issued] = true
	}
	var lost []string
	for _, row := range a.rows {
		issued := k.ids[row.id]
		own := a.section.OwnCodes && issued != nil && issued.New // its code was typed by staff
		if row.issued != nil || row.unknown != "" || row.coded(a) && !own || row.id == "" || issued == nil || held[issued] {
			continue
		}
		held[issued] = true
		row.issued, row.isNew = issued, issued.New
	}
	shown := a.shownCodes()
	for _, row := range a.rows {
		lost = append(lost, a.restore(row, shown)...)
	}
	if len(lost) > 0 {
		s.found.Add(finding.New("CELL-58", a.where(max(a.head, a.keys), 0, ""), "codes", listed(lost, ", "), "table", a.title()))
	}
}

// restore puts back codes that were cleared in a row that is known: all of
// them, or that of one of several entities. Those of entities about which the
// row says something are answered. shown are the codes that rows have, by field.
func (a *area) restore(row *reading, shown map[string]map[string]bool) (lost []string) {
	if row.issued == nil {
		return nil
	}
	all := !row.coded(a)
	for _, f := range a.codes {
		code := row.issued.Codes[f.ID]
		if code == "" || row.codes[f.ID] != "" || row.line.at(a.cols[f.ID]) != nil {
			continue
		}
		says := a.identifies(f) && slices.ContainsFunc(a.parts, func(p part) bool { return p.code == f && a.says(row, p) })
		if !all && (!says || shown[f.ID][value.Fold(code)]) {
			continue
		}
		row.codes[f.ID] = code
		shown[f.ID][value.Fold(code)] = true
		if says {
			lost = append(lost, code)
		}
	}
	return lost
}

// says tells whether something stands in a column that speaks about an entity.
func (a *area) says(row *reading, p part) bool {
	return slices.ContainsFunc(p.fields, func(f *form.Field) bool {
		x := row.line.at(a.cols[f.ID])
		return a.cols[f.ID] > 0 && x != nil && !a.runs(x)
	})
}

// shownCodes are the codes that rows of the table have, folded, by field.
func (a *area) shownCodes() map[string]map[string]bool {
	shown := map[string]map[string]bool{}
	for _, f := range a.codes {
		shown[f.ID] = map[string]bool{}
		for _, row := range a.rows {
			shown[f.ID][value.Fold(row.codes[f.ID])] = true
		}
	}
	return shown
}

// stillCoded tells of columns of codes that are missing where a row is not known
// without them; else byID has told.
func (a *area) stillCoded(s *returned) {
	if slices.ContainsFunc(a.rows, func(row *reading) bool { return row.issued == nil }) {
		s.found.Add(a.uncoded...)
	}
}

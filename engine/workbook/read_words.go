package workbook

import (
	"slices"

	"spm/engine/finding"
	"spm/engine/packet"
	"spm/engine/value"
)

// wording tells to which row of the packet the words in a cell belong: words
// that stood on the sheet when it was sent, in one row only.
type wording struct {
	area *area
	of   map[string]map[string]*packet.Row // field → bare words → row; nil where several rows have them
}

// wording is that of the table, made when somebody asks for it: of most, nobody does.
func (a *area) wording() wording {
	if a.worded.of == nil {
		a.worded = a.findWording()
	}
	return a.worded
}

func (a *area) findWording() wording {
	w := wording{a, map[string]map[string]*packet.Row{}}
	for i := range a.section.Fields {
		f := &a.section.Fields[i]
		if f.Type != value.Long && f.Type != value.Text || a.cols[f.ID] == 0 {
			continue
		}
		texts := map[string]*packet.Row{}
		for n := range a.block.Rows {
			text := bare(a.block.Rows[n].Values[f.ID].Text)
			if text == "" {
				continue
			}
			if _, twice := texts[text]; twice {
				texts[text] = nil
			} else {
				texts[text] = &a.block.Rows[n]
			}
		}
		w.of[f.ID] = texts
	}
	return w
}

// row is the packet's row to which the words of a field belong; nil where they
// are new, or nobody can tell.
func (w wording) row(row *reading, field string) *packet.Row {
	p := row.line.at(w.area.cols[field])
	if p == nil || p.Formula || w.of[field] == nil {
		return nil
	}
	return w.of[field][bare(p.text)]
}

// all are the packet's rows to which the words of a row belong, each once.
func (w wording) all(row *reading) (rows []*packet.Row) {
	for i := range w.area.section.Fields {
		if x := w.row(row, w.area.section.Fields[i].ID); x != nil && !slices.Contains(rows, x) {
			rows = append(rows, x)
		}
	}
	return rows
}

// byWords gives a row that has neither its code nor its hidden id any more back
// to the packet's row whose words it has, where no other row has its code.
func (a *area) byWords(s *returned) {
	if a.block == nil || !slices.ContainsFunc(a.rows, func(row *reading) bool { return row.issued == nil }) {
		return
	}
	held := map[*packet.Row]bool{}
	for _, row := range a.rows {
		held[row.issued] = true
	}
	w := a.wording()
	var codes []string
	var at []finding.Location
	for _, row := range a.rows {
		if row.issued != nil || row.coded(a) {
			continue
		}
		rows := w.all(row)
		if len(rows) != 1 || held[rows[0]] {
			continue
		}
		held[rows[0]] = true
		row.issued, row.isNew, row.unknown = rows[0], rows[0].New, ""
		for _, f := range a.codes {
			if code := rows[0].Codes[f.ID]; code != "" && row.codes[f.ID] == "" {
				row.codes[f.ID] = code
				if a.identifies(f) && a.holds(row.line) {
					codes = append(codes, code)
				}
			}
		}
		at = append(at, a.where(row.row, 0, ""))
	}
	if len(codes) > 0 {
		s.found.Add(finding.New("CELL-66", at[0], "codes", listed(codes, ", "), "table", a.title()).With(at[1:]...))
	}
}

// follow reads rows as those whose hidden ids and words they have, where these
// agree and only the code says otherwise: the rows were sorted without the
// column of their codes.
func (a *area) follow(s *returned, k known) {
	if a.block == nil {
		return
	}
	to := map[*reading]*packet.Row{}
	taken := map[*packet.Row]bool{}
	for _, row := range a.rows {
		own := row.issued
		if id := k.ids[row.id]; id != nil && row.issued != nil && id != row.issued {
			if words := a.wording().all(row); len(words) == 1 && words[0] == id {
				to[row], own = id, id
			}
		}
		if own != nil && taken[own] {
			return // two rows would have one code
		}
		taken[own] = own != nil
	}
	if len(to) < 2 {
		return
	}
	a.followed = true
	var at []finding.Location
	var codes []string
	for _, row := range a.rows {
		issued := to[row]
		if issued == nil {
			continue
		}
		row.issued, row.isNew = issued, issued.New
		for _, f := range a.codes {
			if code := issued.Codes[f.ID]; code != "" {
				row.codes[f.ID] = code
				if a.identifies(f) {
					codes = append(codes, code)
				}
			}
		}
		at = append(at, a.where(row.row, 0, ""))
	}
	s.found.Add(finding.New("CELL-67", at[0], "codes", listed(codes, ", "), "table", a.title()).With(at[1:]...))
}

// apart finds rows whose words are those of another row: codes and words were
// sorted apart, and nobody can tell to which the answers belong.
func (r *reader) apart(s *returned, a *area) {
	rows := r.strayed(a)
	if len(rows) < 2 {
		return
	}
	at := make([]int, len(rows))
	var also []finding.Location
	for i, row := range rows {
		at[i] = row.row
		row.record, row.found = nil, nil
		if i > 0 {
			also = append(also, a.where(row.row, 0, ""))
		}
	}
	s.found.Add(finding.New("CELL-48", a.where(rows[0].row, 0, ""), "rows", rowList(at), "table", a.title()).With(also...))
}

// strayed are the rows with words of another row: given ones, or pre-filled ones
// that have changed places among themselves.
func (r *reader) strayed(a *area) (rows []*reading) {
	for i := range a.section.Fields {
		f := &a.section.Fields[i]
		if !f.Given && !answerable(f) || f.Type != value.Long && f.Type != value.Text {
			continue
		}
		here := map[*packet.Row]bool{} // rows whose words of the field stand in another
		var moved []*reading
		for _, row := range a.rows {
			if row.record == nil || row.issued == nil {
				continue
			}
			text, p := row.issued.Values[f.ID].Text, row.line.at(a.cols[f.ID])
			if text == "" || p == nil || p.text == text {
				continue // its own, letter by letter
			}
			own := bare(text)
			if other := a.wording().row(row, f.ID); other != nil && other != row.issued && own != "" {
				here[other] = true
				moved = append(moved, row)
			}
		}
		for _, row := range moved {
			if !slices.Contains(rows, row) && (f.Given && r.anyFilled(row) || !f.Given && here[row.issued]) {
				rows = append(rows, row)
			}
		}
	}
	slices.SortFunc(rows, func(x, y *reading) int { return x.row - y.row })
	return rows
}

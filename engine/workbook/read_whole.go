package workbook

import (
	"cmp"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/value"
)

// whole says what is to be said of a file as a whole: that its hidden marks
// name another workbook than its sheets do, and that it counts its days in
// another way.
func (r *reader) whole(sheets []*returned) {
	if r.packet != nil {
		hidden := strings.ToUpper(r.book.Properties[metaPacket])
		for _, v := range r.views {
			if meta := v.meta(); meta != nil {
				hidden = cmp.Or(strings.ToUpper(meta[metaPacket]), hidden)
			}
		}
		at := slices.IndexFunc(sheets, func(s *returned) bool { return s.named && s.id.Packet == r.packet.Code })
		if at >= 0 && hidden != r.packet.Code && packetCode.MatchString(hidden) {
			r.found.Add(finding.New("CELL-72", sheets[at].where(0, 0, ""), "sheet", sheets[at].sheet.Name, "packet", r.packet.Code, "hidden", hidden))
		}
	}
	if r.book.Date1904 && slices.ContainsFunc(sheets, (*returned).answersDays) {
		r.found.Add(finding.New("CELL-73", finding.Location{File: r.file}))
	}
}

// answersDays tells whether a day was answered on a sheet.
func (s *returned) answersDays() bool {
	for _, a := range s.areas {
		for _, row := range a.rows {
			if row.record == nil {
				continue
			}
			for _, answer := range row.record.Answers {
				if answer.Value.Type == value.Day && answer.Value.Text != "" {
					return true
				}
			}
		}
	}
	return false
}

// places tells of tables that were moved to another place of their sheet: beside
// or below others, or to the right.
func (r *reader) places(s *returned) {
	if r.otherVersion(s) {
		return
	}
	var tops []int
	for _, a := range s.areas {
		if a.questions == nil {
			tops = append(tops, cmp.Or(a.keys, a.head))
		} else {
			tops = append(tops, firstRow(a))
		}
	}
	var moved []*area
	for i, stays := range rising(tops) {
		a := s.areas[i]
		_, cols := a.found()
		right := a.section.Shape == form.Table && len(cols) > 0 && slices.Min(cols) > 1
		if !stays || right || slices.Contains(tops[:i], tops[i]) {
			moved = append(moved, a)
		}
	}
	var titles []string
	var at []finding.Location
	for _, a := range moved {
		titles = append(titles, strings.Trim(a.title(), "“”"))
		at = append(at, a.where(max(a.head, a.keys, firstRow(a)), 0, a.form.ID+"."+a.section.ID))
	}
	if len(moved) > 0 {
		s.found.Add(finding.New("CELL-74", at[0], "parts", quoted(titles), "sheet", s.sheet.Name).With(at[1:]...))
	}
}

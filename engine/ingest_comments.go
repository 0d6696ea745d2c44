package engine

import (
	"bytes"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/spreadsheet"
	"spm/engine/value"
)

// mostComments is how many comments of a file are told one by one.
const mostComments = 20

// comments tells of the comments that staff have put on cells: they are no
// answers, and nothing that somebody has written is passed over in silence. The
// notes of a corrections workbook are ours.
func (in *intake) comments(x opened) (found finding.List) {
	if x.whole == nil || x.whole.Format == spreadsheet.Workbook && !bytes.Contains(x.data, []byte("omments")) {
		return nil // no part of the workbook is called so
	}
	if x.whole.Format != spreadsheet.Workbook && !slices.ContainsFunc(x.whole.Sheets, func(s *spreadsheet.Sheet) bool { return s.Noted }) {
		return nil
	}
	spreadsheet.Notes(x.file.Name, x.data, func(sheet string, notes []spreadsheet.Note) bool {
		for _, n := range notes {
			if len(found) == mostComments {
				return false
			}
			if !in.ours(n.Text) {
				at := finding.Location{File: x.file.Name, Sheet: sheet, Row: n.Row, Col: n.Col}
				found.Add(finding.New("CELL-69", at, "text", shortened(n.Text)))
			}
		}
		return true
	})
	return found
}

// ours tells whether a note is one of a corrections workbook, by its first words
// in any language: some programs give every note to another author.
func (in *intake) ours(note string) bool {
	note = strings.TrimSpace(note)
	for _, w := range []form.Word{form.FixNoteMend, form.FixNoteLook} {
		if slices.ContainsFunc(in.Library.Every(w), func(said string) bool { return strings.HasPrefix(note, said) }) {
			return true
		}
	}
	return note == ""
}

// shortened is a text as a finding quotes it.
func shortened(s string) string {
	const most = 80
	if runes := []rune(value.Squeeze(s)); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return value.Squeeze(s)
}

package engine

import (
	"path/filepath"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/submission"
	"spm/engine/value"
)

// held keeps a file back whose sheets show another month or year than its
// packet, or a month that nobody can read.
func (in *intake) held(x opened, p *packet.Packet, s *submission.Submission, findings finding.List) finding.List {
	if s.Shown != "" && p.Period != "" && s.Shown != p.Period && in.period != p.Period {
		if _, ok := value.ParseMonth(s.Shown); !ok { // that it is no month has been told
			return slices.DeleteFunc(slices.Clone(findings), func(f finding.Finding) bool { return f.Where != s.ShownAt })
		}
		return finding.List{finding.New("PKT-05", s.ShownAt, "shown", value.FormatMonth(s.Shown),
			"period", value.FormatMonth(p.Period), "file", x.file.Path, "wants", s.Shown)}
	}
	for _, sheet := range x.ids.Sheets {
		if sheet.Identity.Packet == p.Code && sheet.Year != "" && p.Year != "" && sheet.Year != p.Year {
			at := sheet.YearAt
			at.File = x.file.Name
			return finding.List{finding.New("PKT-17", at, "shown", sheet.Year, "period", p.Year)}
		}
	}
	return nil
}

// otherMonth tells, where the user has said for which month a report is, that
// its sheets say another.
func (in *intake) otherMonth(x opened, p *packet.Packet, s *submission.Submission) finding.List {
	shown, ok := value.ParseMonth(s.Shown)
	if !ok || in.period == "" || p.Period == "" || shown == p.Period {
		return nil
	}
	told := finding.New("PKT-23", s.ShownAt, "shown", value.FormatMonth(shown), "period", value.FormatMonth(p.Period), "file", x.file.Path, "wants", shown)
	if p.Issue > 0 {
		told = told.As(finding.Note) // the workbook was sent out for the month that the user has named
	}
	return finding.List{told}
}

// monthOfBlank is the month that a blank form is for where the user has not
// said it: the one that its sheets show. The name of the file may be anybody's
// and is only offered.
func (in *intake) monthOfBlank(x opened, lib *form.Library, kind *form.Packet, to packet.To, at finding.Location) (month string, held finding.List) {
	if in.period != "" || kind.Every != "month" && kind.Every != "quarter" {
		return in.period, nil
	}
	s, _ := x.looked.Read(lib, nil, nil)
	if month, ok := value.ParseMonth(s.Shown); ok {
		return month, nil
	}
	if s.ShownAt.Row > 0 {
		at = s.ShownAt
	}
	example, said := monthIn(filepath.Base(x.file.Path)), ""
	if example != "" {
		said = "; the name of the file says " + value.FormatMonth(example)
	} else {
		example = in.Day.Month()
	}
	whose := ""
	if kind.To != "centre" {
		whose = " --for " + to.Key
	}
	return "", finding.List{finding.New("PKT-22", at, "every", kind.Every, "said", said, "file", x.file.Path, "whose", whose, "example", example)}
}

// monthIn is the month that the name of a file says; empty where it says none.
func monthIn(name string) string {
	words := strings.FieldsFunc(strings.TrimSuffix(name, filepath.Ext(name)), func(r rune) bool { return strings.ContainsRune(" _.,()", r) })
	for i, word := range words {
		if i+1 < len(words) {
			word += " " + words[i+1]
		}
		for _, text := range []string{word, words[i]} {
			if month, ok := value.ParseMonth(text); ok {
				return month
			}
		}
	}
	return ""
}

package engine

import (
	"slices"

	"spm/engine/finding"
	"spm/engine/packet"
	"spm/engine/submission"
	"spm/engine/value"
)

// readdresses tells whether the user says whose a form is, or for when: a file
// that was recorded for another is looked at again then.
func (in *intake) readdresses() bool { return in.For != "" || in.Period != "" }

// held keeps a file back whose sheets show another month or year than its
// packet, or a month that nobody can read.
func (in *intake) held(x opened, p *packet.Packet, s *submission.Submission, findings finding.List) finding.List {
	if s.Shown != "" && p.Period != "" && s.Shown != p.Period && in.Period != p.Period {
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

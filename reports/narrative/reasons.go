package narrative

import (
	"cmp"
	"slices"
	"strings"

	"spm/engine/org"
	"spm/engine/value"
	"spm/reports/document"
)

// reasonNotes count the questions that were answered with the reason why there
// is no answer, each with where it is reported or until when it will be known.
// They speak of every question of every form, so a public report has none.
func (w *writer) reasonNotes() []document.Item {
	if w.Public {
		return nil
	}
	reasons := w.o.Reasons()
	var subjects []org.Subject
	for s := range reasons {
		if w.tellsReason(s) {
			subjects = append(subjects, s)
		}
	}
	slices.SortFunc(subjects, func(a, b org.Subject) int {
		return cmp.Or(org.CompareCodes(a.Key, b.Key), cmp.Compare(a.Attr, b.Attr), cmp.Compare(a.Period, b.Period))
	})
	var all []said
	for _, r := range value.Reasons {
		reason := value.Value{Reason: r}.ReasonText()
		var codes []said
		for _, s := range subjects {
			if v := reasons[s]; v.Reason == r {
				codes = append(codes, w.reasonOf(s, v))
			}
		}
		if len(codes) > 0 {
			all = append(all, w.sayN("note.reason", count("reason "+reason, codes...), words{
				"Reason": literal(reason), "Codes": list(codes...)}))
		}
	}
	return items(all...)
}

// tellsReason tells whether a value is one of those that the report may speak
// of: of its branch, its year, and not disputed.
func (w *writer) tellsReason(s org.Subject) bool {
	if f, ok := w.Facts[s]; !ok || len(f.Disputed) > 1 {
		return false
	}
	ours := w.Branch == "" || cmp.Or(org.Scope(s.Key), s.Key) == w.Branch
	return ours && (s.Period == "" || s.Period == w.year || slices.Contains(w.months, s.Period) || strings.HasPrefix(s.Period, w.year+" "))
}

// reasonOf names a value by its entity and what is asked, with the detail of
// its reason.
func (w *writer) reasonOf(s org.Subject, v value.Value) said {
	text := strings.TrimSpace(s.Key + " " + strings.ReplaceAll(s.Attr, "_", " "))
	if v.Detail != "" {
		text += " (" + v.Detail + ")"
	}
	return literal(text).with(w.fact(s.Kind, s.Key, s.Attr, s.Period, v.ReasonText()))
}

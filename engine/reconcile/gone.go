package reconcile

import (
	"maps"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/submission"
	"spm/engine/value"
)

// cameBack are the codes of the returned rows, folded and with the scope of their
// sheets.
func cameBack(records []submission.Record) map[string]bool {
	back := map[string]bool{}
	for i := range records {
		for _, code := range records[i].Codes {
			back[scoped(value.Fold(code), records[i].Scope)] = true
		}
	}
	return back
}

// isBack tells whether the new row of an earlier return, known by its printed key
// and by its lasting one, stands in this return.
func (c *classifier) isBack(printed, key string) bool {
	printed, scope, _ := strings.Cut(printed, "@")
	return c.back[scoped(value.Fold(org.Code(printed)), scope)] || c.back[scoped(value.Fold(org.Code(key)), scope)]
}

// hasCode tells whether a lasting key belongs to a row that stands in this return
// with a code.
func (c *classifier) hasCode(key string) bool {
	for printed, k := range c.Codes {
		if k == key && !strings.Contains(printed, "#") && c.isBack(printed, key) {
			return true
		}
	}
	return false
}

// moved is the entity that a new row has said the same of in an earlier return,
// under another code or none, where that row has not come back: who gives a
// row its code, or moves it to another line, does not mean another thing.
func (c *classifier) moved(s *form.Section, kind string, r *submission.Record) (found string) {
	said := value.Fold(title(s, kind, r))
	if said == "" || said == untitled || c.Packet.Issue <= 0 { // another blank form has other rows
		return ""
	}
	for printed, key := range c.Codes {
		_, scope, _ := strings.Cut(printed, "@")
		if scope != r.Scope || c.given[key] || c.saidBefore(s, kind, key) != said || c.isBack(printed, key) || c.differs(s, key, r) {
			continue
		}
		if found != "" && found != key {
			return "" // two have said so
		}
		found = key
	}
	return found
}

// tellGone tells of new rows of an earlier return of this workbook that are not
// in this one. What they said stays: a missing row is never a deletion.
func (c *classifier) tellGone(rows []row) {
	if c.Packet.Issue <= 0 || c.Newer != nil { // another blank form, or an older issue, has other rows
		return
	}
	kept := map[string]bool{}
	for i := range rows {
		for _, key := range rows[i].at.keys {
			kept[key] = true
		}
	}
	first := map[string]*ledger.Claim{} // what was first said about an entity
	for _, claims := range c.earlier {
		if x := claims[0]; first[x.Subject.Key] == nil || x.ID < first[x.Subject.Key].ID {
			first[x.Subject.Key] = x
		}
	}
	gone := map[string][]string{} // by sheet
	for _, printed := range slices.SortedFunc(maps.Keys(c.Codes), func(a, b string) int { return strings.Compare(c.Codes[a], c.Codes[b]) }) {
		key := c.Codes[printed]
		if x := first[key]; x != nil && !kept[key] && !c.isBack(printed, key) && c.sheetCame(printed) {
			kept[key] = true // two printed codes may have come to mean it
			gone[x.Where.Sheet] = append(gone[x.Where.Sheet], org.Code(key)+" (“"+shortenTo(x.Typed, 30)+"”)")
		}
	}
	for _, sheet := range slices.Sorted(maps.Keys(gone)) {
		c.out.Findings.Add(finding.New("MERGE-11", finding.Location{File: c.Submission.File, Sheet: sheet}, "rows", strings.Join(gone[sheet], ", ")))
	}
}

// sheetCame tells whether the sheet of a new row is in this return; a sheet that
// is missing is told of as a whole.
func (c *classifier) sheetCame(printed string) bool {
	printed, scope, _ := strings.Cut(printed, "@")
	of, _, loose := strings.Cut(strings.TrimPrefix(printed, issue.NewPrefix), ".")
	if !loose {
		of = c.formOf(printed)
	}
	return slices.ContainsFunc(c.Submission.Records, func(r submission.Record) bool { return (of == "" || r.Form == of) && r.Scope == scope })
}

// formOf is the form in which a new row was printed; empty where none was: staff
// have gone on with the codes.
func (c *classifier) formOf(printed string) string {
	for _, s := range c.Packet.Sheets {
		for _, b := range s.Blocks {
			for i := range b.Rows {
				if b.Rows[i].New && slices.Contains(slices.Collect(maps.Values(b.Rows[i].Keys)), printed) {
					return s.Form
				}
			}
		}
	}
	return ""
}

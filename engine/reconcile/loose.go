package reconcile

import (
	"cmp"
	"strconv"
	"strings"

	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/org"
	"spm/engine/submission"
	"spm/engine/value"
)

// looseRow is an entity of a row that came back without its code: a row that
// staff have inserted.
type looseRow struct {
	record *submission.Record
	kind   string
}

// looseKeys gives rows without a code a printed key, so that a later return of
// the workbook finds their lasting codes again: by what they say, and where
// that has changed by their order.
func (c *classifier) looseKeys(records []submission.Record) map[looseRow]string {
	tables := map[string][]looseRow{}
	for i := range records {
		r := &records[i]
		f := c.Library.Form(r.Form)
		if f == nil || f.Section(r.Section) == nil {
			continue
		}
		s := f.Section(r.Section)
		for _, code := range s.Codes() {
			if kind := s.Kind(code); !code.Given && r.Codes[code.ID] == "" && c.begun(s, kind, r) {
				at := issue.NewPrefix + r.Form + "." + r.Section + "." + kind + "#"
				tables[scoped(at, r.Scope)] = append(tables[scoped(at, r.Scope)], looseRow{r, kind})
			}
		}
	}
	keys := map[looseRow]string{}
	for at, rows := range tables {
		prefix, scope, _ := strings.Cut(at, "@")
		c.shareKeys(prefix, scope, c.withoutCode(rows, records, keys), keys)
	}
	return keys
}

// withoutCode gives a row whose code was cleared the key of the row that said the
// same before, where that has not come back itself: whoever clears a code does
// not mean another thing. It answers the rows that are left.
func (c *classifier) withoutCode(rows []looseRow, records []submission.Record, keys map[looseRow]string) (rest []looseRow) {
	r, kind := rows[0].record, rows[0].kind
	s := c.section(r)
	block, ok := c.Packet.Block(r.Form, r.Scope, r.Section)
	code := codeOf(s, kind)
	if !ok || code == nil {
		return rows
	}
	back := map[string]bool{} // folded codes that came back
	for i := range records {
		if x := &records[i]; x.Form == r.Form && x.Section == r.Section && x.Scope == r.Scope {
			back[value.Fold(x.Codes[code.ID])] = true
		}
	}
	before := map[string]string{} // what was said → printed key; empty where several rows said it
	for i := range block.Rows {
		row := &block.Rows[i]
		printed := row.Keys[kind]
		lasting := cmp.Or(c.code(printed, r.Scope), printed)
		said := c.saidBefore(s, kind, lasting)
		if said == "" || back[value.Fold(row.Codes[code.ID])] || back[value.Fold(org.Code(lasting))] {
			continue
		}
		if _, twice := before[said]; twice {
			printed = ""
		}
		before[said] = printed
	}
	for _, row := range rows {
		said := value.Fold(title(s, kind, row.record))
		if key := before[said]; key != "" {
			keys[row] = key
			delete(before, said)
		} else {
			rest = append(rest, row)
		}
	}
	return rest
}

// shareKeys hands out the keys of one table: prefix and a number.
func (c *classifier) shareKeys(prefix, scope string, rows []looseRow, keys map[looseRow]string) {
	if len(rows) == 0 {
		return
	}
	byTitle := map[string][]string{}
	used := map[string]bool{}
	for n := 1; c.Codes[scoped(prefix+strconv.Itoa(n), scope)] != ""; n++ {
		key := prefix + strconv.Itoa(n)
		if c.hasCode(c.Codes[scoped(key, scope)]) { // the row was given its code since
			used[key] = true
			continue
		}
		s := c.section(rows[0].record)
		said := c.saidBefore(s, rows[0].kind, c.Codes[scoped(key, scope)])
		byTitle[said] = append(byTitle[said], key)
	}
	for _, row := range rows {
		said := value.Fold(title(c.section(row.record), row.kind, row.record))
		if same := byTitle[said]; len(same) > 0 {
			keys[row], byTitle[said] = same[0], same[1:]
			used[same[0]] = true
		}
	}
	n := 0
	for _, row := range rows {
		if keys[row] != "" {
			continue
		}
		for n++; used[prefix+strconv.Itoa(n)]; {
			n++
		}
		keys[row] = prefix + strconv.Itoa(n)
	}
}

// saidBefore is the title of an entity in the earlier returns, folded.
func (c *classifier) saidBefore(s *form.Section, kind, key string) string {
	for _, f := range titles(s, kind) {
		said := c.earlier[org.Subject{Kind: org.Kind(kind), Key: key, Attr: f.Attr}]
		if n := len(said); n > 0 && said[n-1].Typed != "" {
			return value.Fold(said[n-1].Typed)
		}
	}
	return ""
}

func (c *classifier) section(r *submission.Record) *form.Section {
	return c.Library.Form(r.Form).Section(r.Section)
}

package reconcile

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/issue"
	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/packet"
	"spm/engine/submission"
	"spm/engine/value"
)

// place is where a returned row belongs: the entities it speaks about, and the
// values it was sent with.
type place struct {
	keys    map[string]string      // kind → key; the printed key of a new entity until it has its lasting one
	issued  map[string]value.Value // by field id
	unknown map[string]bool        // kinds whose code is none of this workbook; nothing is recorded about them
	empty   map[string]string      // kind → printed code of a new entity that the row needs and nobody has filled in
	seed    []string               // fields that were printed with values that count once the sender has taken the row up
}

// anchor ties a returned row to the packet's row that was printed with the
// code of one of its entities.
type anchor struct {
	kind string
	row  *packet.Row
}

// match finds the packet's row for each code of a returned row. Sorting or
// pasting may have brought codes of different rows together: then each entity
// follows its own code, and what has no code of its own follows the grey ones,
// which the sender saw beside it.
func (c *classifier) match(s *form.Section, block *packet.Block, r *submission.Record) place {
	p := place{keys: map[string]string{}, issued: map[string]value.Value{}, unknown: map[string]bool{}, empty: map[string]string{}}
	if s.Shape == form.Answers && len(block.Rows) == 1 {
		p.keys, p.issued, p.seed = maps.Clone(block.Rows[0].Keys), block.Rows[0].Values, block.Rows[0].Seed
		return p
	}
	var anchors []anchor
	for _, code := range givenFirst(s.Codes()) {
		printed := r.Codes[code.ID]
		if printed == "" {
			continue
		}
		if row := c.issuedRow(block, s, code, printed, r.Scope); row != nil {
			anchors = append(anchors, anchor{s.Kind(code), row})
		} else {
			c.otherCode(s, code, printed, r, &p)
		}
	}
	for _, a := range anchors {
		p.seed = append(p.seed, a.row.Seed...)
		for kind, key := range a.row.Keys {
			_, there := p.keys[kind]
			switch code := codeOf(s, kind); {
			case code != nil && s.Kind(code) == a.kind, !there && inherits(code, r):
				p.keys[kind] = key
			}
		}
	}
	for i := range s.Fields {
		f := &s.Fields[i]
		if row := rowOf(s, f, anchors, r); row != nil {
			if v, ok := row.Values[f.ID]; ok {
				p.issued[f.ID] = v
			}
		}
	}
	c.shared(s, block, r, &p)
	return p
}

// inherits tells whether an entity may be taken from the row of another code:
// it has no code column, or a grey one that came back blank. Where the code is
// staff's to fill, a blank one says that there is no such entity.
func inherits(code *form.Field, r *submission.Record) bool {
	return code == nil || code.Given && r.Codes[code.ID] == ""
}

// rowOf is the packet's row that a field was issued in.
func rowOf(s *form.Section, f *form.Field, anchors []anchor, r *submission.Record) *packet.Row {
	code := codeOf(s, s.Kind(f))
	for _, a := range anchors {
		if code != nil && s.Kind(code) == a.kind || inherits(code, r) {
			return a.row
		}
	}
	return nil
}

// common are the kinds of which all rows of a sheet have the same entity.
var common = slices.Concat([]org.Kind{org.KindOrganization, org.KindBranch, org.KindUnit, org.KindRespondent},
	org.KeptUnder(org.KindBranch), org.KeptUnder(org.KindUnit))

// shared gives a row what all rows of its sheet have: the organization, the
// recipient, and the entity that a repeated form is about.
func (c *classifier) shared(s *form.Section, block *packet.Block, r *submission.Record, p *place) {
	if len(block.Rows) > 0 {
		for _, kind := range common {
			key, ok := block.Rows[0].Keys[string(kind)]
			if _, there := p.keys[string(kind)]; ok && !there && !p.unknown[string(kind)] && codeOf(s, string(kind)) == nil {
				p.keys[string(kind)] = key
			}
		}
	}
	if r.Scope != "" {
		p.keys[c.Library.Form(r.Form).Repeat] = r.Scope
	}
}

// givenFirst puts the grey code columns before those that staff fill.
func givenFirst(codes []*form.Field) []*form.Field {
	slices.SortStableFunc(codes, func(a, b *form.Field) int {
		switch {
		case a.Given == b.Given:
			return 0
		case a.Given:
			return -1
		}
		return 1
	})
	return codes
}

// codeOf is the code column that tells which entity of a kind a row is about,
// or nil where the section has none.
func codeOf(s *form.Section, kind string) *form.Field {
	for i := range s.Fields {
		f := &s.Fields[i]
		if f.Type == value.Code && (s.Kind(f) == kind || s.Kind(f) == string(org.UnderOf(org.Kind(kind)))) {
			return f
		}
	}
	return nil
}

// codeKind is the kind whose code a field's entity is known by.
func codeKind(s *form.Section, f *form.Field) string {
	if code := codeOf(s, s.Kind(f)); code != nil {
		return s.Kind(code)
	}
	return s.Kind(f)
}

// issuedRow is the packet's row with a code: as it was printed, or the lasting
// code that its new row was given when it came back before.
func (c *classifier) issuedRow(block *packet.Block, s *form.Section, code *form.Field, printed, scope string) *packet.Row {
	typed := value.Fold(printed)
	if n, ok := c.printedRows[cellCode{block, code.ID, typed}]; ok {
		return &block.Rows[n]
	}
	at := lastingCode{block, s.Kind(code), scope}
	if c.lastingRows[at] == nil {
		c.lastingRows[at] = c.rowsByLasting(block, s.Kind(code), scope)
	}
	return c.lastingRows[at][typed]
}

// lastingCode is where the lasting codes of new rows are looked up.
type lastingCode struct {
	block       *packet.Block
	kind, scope string
}

// rowsByLasting are the new rows of a block by the codes that they were given in
// an earlier return, folded; the first of those that share one.
func (c *classifier) rowsByLasting(block *packet.Block, kind, scope string) map[string]*packet.Row {
	rows := map[string]*packet.Row{}
	for i := range block.Rows {
		key := block.Rows[i].Keys[kind]
		if !issue.IsNew(key) {
			continue
		}
		if given := value.Fold(org.Code(cmp.Or(c.Codes[scoped(key, scope)], c.Codes[key]))); given != "" && rows[given] == nil {
			rows[given] = &block.Rows[i]
		}
	}
	return rows
}

// otherCode takes a code that the packet did not print: one that goes on where
// the printed ones end (NEW-S5 below NEW-S4), staff's own code where the form
// lets them choose it, else a mistake that is said.
func (c *classifier) otherCode(s *form.Section, code *form.Field, printed string, r *submission.Record, p *place) {
	kind := org.Kind(s.Kind(code))
	prefix := code.New
	if prefix == "" && s.Kind(code) == s.Entity {
		prefix = s.New
	}
	follows := !code.Given && continues(printed, prefix)
	if follows {
		printed = prefix + printed[len(prefix):]
	}
	key := org.Join(c.scopeOf(kind), printed)
	if known := c.spelt[org.Subject{Kind: kind, Key: value.Fold(key)}]; known != "" {
		key = known
	}
	isOurs := c.spelt[org.Subject{Kind: kind, Key: value.Fold(key)}] != ""
	switch {
	case code.Given && c.code(key, r.Scope) != "": // a new entity of another sheet, whose row staff have inserted
		p.keys[string(kind)] = key
	case s.OwnCodes && !code.Given, follows && strings.HasPrefix(prefix, issue.NewPrefix), follows && (isOurs || !c.Taken(kind, key)):
		p.keys[string(kind)] = key
	default:
		p.unknown[string(kind)] = true
		c.out.Findings.Add(finding.New("MERGE-08", r.Where, "code", printed))
	}
}

// continues tells whether a code goes on where the printed ones end.
func continues(code, prefix string) bool {
	if prefix == "" || len(code) <= len(prefix) || !strings.EqualFold(code[:len(prefix)], prefix) {
		return false
	}
	return strings.Trim(code[len(prefix):], "0123456789") == ""
}

// scopeOf is what the entities of a kind are kept under: the sender's branch, or
// the sender.
func (c *classifier) scopeOf(kind org.Kind) string {
	switch org.HomeOf(kind) {
	case org.OfUnit, org.OfRespondent:
		return c.Packet.To.Key
	case org.OfBranch:
		if c.Packet.To.Role == string(ledger.Branch) {
			return c.Packet.To.Key
		}
		if u := c.Org.Unit(c.Packet.To.Key); u != nil {
			return u.Branch
		}
	}
	return ""
}

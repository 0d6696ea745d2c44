// Package packet holds what was sent to whom, when, and for which period: the
// sheets of a workbook with every value as issued. What comes back is compared
// with it, row by row and cell by cell.
//
// It is plain data. It does not decide what is sent (issue does), writes no
// workbook and knows no address.
package packet

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"spm/engine/form"
	"spm/engine/value"
)

// Packet is one workbook as issued.
type Packet struct {
	Code   string     `json:"code"` // printed on every sheet: 4F7K-2Q
	Kind   string     `json:"kind"` // of packets.yaml: direction, monthly …
	Title  string     `json:"title"`
	To     To         `json:"to"`
	Year   string     `json:"year,omitempty"`   // school year of the plan, 2026-27
	Period string     `json:"period,omitempty"` // month or quarter of what is reported for one: 2026-10, 2026-27 Q1
	Issue  int        `json:"issue"`            // 1 for the first; another when the model has changed since
	Issued value.Date `json:"issued"`
	Due    value.Date `json:"due,omitempty"`
	Blank  bool       `json:"blank,omitempty"` // the empty guidebook form

	Setting form.Setting `json:"setting,omitzero"` // what makes the forms those of this packet

	Organization string `json:"organization"`
	ReturnTo     string `json:"return_to,omitempty"`
	Contact      string `json:"contact,omitempty"`

	Sheets  []Sheet                  `json:"sheets"`
	Options map[string]value.Options `json:"options"` // by the name of a list: lists of lists.csv, and entities (unit, goal …)
}

// To is who receives a packet.
type To struct {
	Role   string `json:"role"` // centre, branch, unit, respondent
	Key    string `json:"key,omitempty"`
	Name   string `json:"name"`
	Person string `json:"person,omitempty"`
	Email  string `json:"email,omitempty"`
}

// Sheet is one sheet of a packet: a sheet of a form, filled for a scope.
type Sheet struct {
	Form    string  `json:"form"`
	Version int     `json:"version"`
	Hash    string  `json:"hash"`            // of the form's declaration as issued
	Sheet   int     `json:"sheet"`           // index among the form's sheets
	Name    string  `json:"name"`            // as the tab is labelled
	Scope   string  `json:"scope,omitempty"` // key of the entity that a repeated form is about: the milestone of N
	Blocks  []Block `json:"blocks"`          // one for each section of the sheet, in order
}

// Block is a section of a sheet with its rows.
type Block struct {
	Section string `json:"section"`
	Rows    []Row  `json:"rows"` // of an answers section: exactly one
}

// Row is one row of a table, or all answers of an answers section.
type Row struct {
	ID      string                 `json:"id,omitempty"`      // hidden in the sheet; tells sorting and pasting
	Keys    map[string]string      `json:"keys"`              // the entity of each kind in the row: kind → key; a new one by its printed code
	Codes   map[string]string      `json:"codes,omitempty"`   // printed code by field id
	New     bool                   `json:"new,omitempty"`     // a spare row
	Seed    []string               `json:"seed,omitempty"`    // fields that the form prints from the start; what they say counts once the sender has taken the row up
	Values  map[string]value.Value `json:"values,omitempty"`  // as issued, by field id; blank ones are left out
	Dispute *Dispute               `json:"dispute,omitempty"` // of the decision workbook
	Mirror  map[string]Mirror      `json:"mirror,omitempty"`  // given cells that show what is typed elsewhere in the workbook
}

// Dispute is what a row of the decision workbook asks about: the subject on
// which senders differ, and what they say.
type Dispute struct {
	Kind   string `json:"kind"`
	Key    string `json:"key"`
	Attr   string `json:"attr"`
	Period string `json:"period,omitempty"`
	Sides  []Side `json:"sides"`
}

// Side is one of the answers, with the claims that state it.
type Side struct {
	Value  value.Value `json:"value"`
	Claims []int64     `json:"claims"`
}

// Mirror points to an answer that is still to be typed into another sheet of
// the same workbook: the row with a printed code, and a field of it.
type Mirror struct {
	Form    string   `json:"form"`
	Section string   `json:"section"`
	Code    string   `json:"code"`
	Fields  []string `json:"fields"` // joined to one text; If, then and and make a sentence
}

// codeLetters leaves out letters and figures that are mistaken for others in print.
var codeLetters = base32.NewEncoding("23456789ABCDEFGHJKLMNPQRSTUVWXYZ").WithPadding(base32.NoPadding)

// CodeOf derives the code of a packet from what identifies it, so that the
// same workspace, packet, recipient, period and issue always print the same code.
func CodeOf(workspace, kind, to, period string, issue int) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{workspace, kind, to, period, strconv.Itoa(issue)}, "\x00")))
	s := codeLetters.EncodeToString(sum[:5])
	return s[:4] + "-" + s[4:6]
}

// RowID is the hidden id of a row. It differs from recipient to recipient, so
// that rows pasted from another unit's workbook show themselves.
func RowID(packet, form, section, code string) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{packet, form, section, code}, "\x00")))
	return strings.ToLower(codeLetters.EncodeToString(sum[:5]))
}

// Stream is the sender's line of returns that a packet belongs to: every issue
// of a packet to one recipient for one period.
func (p *Packet) Stream() string {
	period := p.Period
	if period == "" {
		period = p.Year
	}
	return strings.Join([]string{p.Kind, p.To.Key, period}, "/")
}

// Block finds a section of a form in the packet; scope is that of a repeated form.
func (p *Packet) Block(form, scope, section string) (*Block, bool) {
	for i := range p.Sheets {
		s := &p.Sheets[i]
		if s.Form != form || s.Scope != scope {
			continue
		}
		for j := range s.Blocks {
			if s.Blocks[j].Section == section {
				return &s.Blocks[j], true
			}
		}
	}
	return nil, false
}

// Equal tells whether two packets show the same.
func (p *Packet) Equal(q *Packet) bool {
	a, errA := json.Marshal(p)
	b, errB := json.Marshal(q)
	return errA == nil && errB == nil && bytes.Equal(a, b)
}

// ScopesOf is the name of the options that say what the sheets of a repeated
// form are about, in the packet of a form that was printed blank: its line does
// not say, so what was typed into it must.
func ScopesOf(form string) string { return "sheets of " + form }

// Unfilled takes back what was pre-filled: the packet is then that of a blank
// form, in which nothing can come back untouched or cleared. The examples that
// the form itself prints stay: they are no answers, on paper either.
func (p *Packet) Unfilled() {
	for i := range p.Sheets {
		for j := range p.Sheets[i].Blocks {
			rows := p.Sheets[i].Blocks[j].Rows
			for k := range rows {
				r := &rows[k]
				maps.DeleteFunc(r.Values, func(field string, _ value.Value) bool { return !slices.Contains(r.Seed, field) })
				r.Mirror = nil
			}
		}
	}
}

// Package submission holds what was filled in, and where: the answers of one
// returned workbook, before anybody compares them with anything. Required
// answers and answers that others ask for are checked here, against the form.
//
// It reads no file (workbook does) and makes no claims (reconcile does).
package submission

import (
	"spm/engine/finding"
	"spm/engine/value"
)

// Submission is one returned workbook.
type Submission struct {
	ID       string           `json:"id"`                     // SHA-256 of the file, in hex
	File     string           `json:"file"`                   // name as it arrived
	Packet   string           `json:"packet,omitempty"`       // code; empty for a blank form
	Shown    string           `json:"shown_period,omitempty"` // month that the sheets show
	ShownAt  finding.Location `json:"shown_at,omitzero"`      // the cell that shows it
	Received value.Date       `json:"received"`
	Records  []Record         `json:"records"`
}

// Record is a row of a table, or the answers of an answers section.
type Record struct {
	Form    string            `json:"form"`
	Version int               `json:"version"`
	Section string            `json:"section"`
	Scope   string            `json:"scope,omitempty"` // of a repeated form
	ID      string            `json:"id,omitempty"`    // hidden row id, as found
	Codes   map[string]string `json:"codes,omitempty"` // visible codes by field id, as found; blank ones are left out
	Answers []Answer          `json:"answers"`
	Where   finding.Location  `json:"where"` // the row
}

// Answer is one cell, or the place where one is missing.
type Answer struct {
	Field  string           `json:"field"`
	Value  value.Value      `json:"value"`
	Typed  string           `json:"typed,omitempty"`
	Faulty bool             `json:"faulty,omitempty"` // something stands there that was not understood; a finding has said so
	Where  finding.Location `json:"where"`
}

// Answer is the answer of a field; ok is false when its column was not found.
func (r *Record) Answer(field string) (Answer, bool) {
	for i := range r.Answers {
		if r.Answers[i].Field == field {
			return r.Answers[i], true
		}
	}
	return Answer{}, false
}

// Empty tells whether nothing was answered in the record.
func (r *Record) Empty() bool {
	for i := range r.Answers {
		if a := &r.Answers[i]; a.Faulty || !a.Value.Blank() {
			return false
		}
	}
	return true
}

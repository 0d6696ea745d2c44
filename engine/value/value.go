// Package value is one datum of a form: a text, a number, a percentage, a
// date, yes or no, a choice, a measure value, a reference. Parse stands beside
// Format, so that what a form prints is what it understands when it comes back.
//
// The package knows no cell address and no form; it never guesses in silence:
// whatever it had to interpret comes back as a Remark.
package value

import (
	"math"
	"strconv"
	"strings"
)

// Type is the declared type of a field, as it is written in a form's YAML.
type Type string

const (
	Text    Type = "text"    // one line
	Long    Type = "long"    // paragraphs
	Code    Type = "code"    // the visible code of a row
	Email   Type = "email"   // one address
	Number  Type = "number"  // a plain number
	Percent Type = "percent" // stored in percent: 67 is 67 %
	Day     Type = "date"    // a day, without a time
	Month   Type = "month"   // a month, stored as 2026-10
	YesNo   Type = "yesno"   // stored as "yes" or "no"
	Choice  Type = "choice"  // one value of a list, stored by its id
	Measure Type = "measure" // a number with its unit, or a text such as "To be determined using …"
	Ref     Type = "ref"     // an entity, stored by its key
	Refs    Type = "refs"    // several entities, one a line
	List    Type = "list"    // several texts, one a line
)

// Types lists every type a form may declare.
var Types = []Type{Text, Long, Code, Email, Number, Percent, Day, Month, YesNo, Choice, Measure, Ref, Refs, List}

// Value is one datum. The zero Value is a blank.
type Value struct {
	Type    Type     `json:"t,omitempty"`
	Text    string   `json:"s,omitempty"` // text, choice id, entity key, ISO date, 2026-10, yes/no, or a measure told in words
	Number  float64  `json:"n,omitempty"` // number, percent, measure
	Unit    string   `json:"u,omitempty"` // of a measure: "%", "$", "days" …
	Numeric bool     `json:"num,omitempty"`
	Items   []string `json:"l,omitempty"` // list and refs
	Free    []string `json:"f,omitempty"` // of an open reference: names that nobody knows, as typed
	Reason  Reason   `json:"r,omitempty"` // why there is no answer; a text that says so stands in Text, too
	Detail  string   `json:"d,omitempty"` // of the reason: where it is reported, when it will be known
}

// Blank tells whether nothing was said.
func (v Value) Blank() bool {
	return v.Text == "" && !v.Numeric && len(v.Items) == 0 && len(v.Free) == 0 && v.Reason == ""
}

// Equal tells whether two values say the same: white space at the ends and
// between words, and the order of the items of a list, do not matter.
func (v Value) Equal(w Value) bool {
	if v.Type == w.Type && v.Text == w.Text && v.Number == w.Number && v.Unit == w.Unit && v.Numeric == w.Numeric &&
		len(v.Items)+len(v.Free)+len(w.Items)+len(w.Free) == 0 && v.Reason == w.Reason && v.Detail == w.Detail {
		return true // as most are, letter by letter
	}
	return v.canonical() == w.canonical()
}

func (v Value) canonical() string {
	if v.Blank() {
		return ""
	}
	switch {
	case v.OnlyReason():
		return "?" + string(v.Reason) + " " + fold(v.Detail)
	case len(v.Items)+len(v.Free) > 0:
		items := make([]string, 0, len(v.Items)+len(v.Free))
		for _, s := range v.Items {
			items = append(items, Squeeze(s))
		}
		for _, s := range v.Free {
			items = append(items, "?"+fold(s))
		}
		return strings.Join(sorted(items), "\n")
	case v.Numeric:
		return FormatNumber(v.Number) + v.Unit
	case v.Type == Long || v.Type == Text:
		return squeezeLines(v.Text)
	}
	return Squeeze(v.Text)
}

// The constructors below make values of the types that have no text form of their own.

// OfText is a text or long value.
func OfText(s string) Value { return Value{Type: Text, Text: s} }

// OfNumber is a number.
func OfNumber(n float64) Value { return Value{Type: Number, Number: n, Numeric: true} }

// OfMeasure is a measure value with a number.
func OfMeasure(n float64, unit string) Value {
	return Value{Type: Measure, Number: n, Unit: unit, Numeric: true}
}

// OfDate is a day.
func OfDate(d Date) Value { return Value{Type: Day, Text: string(d)} }

// OfList is a list of texts.
func OfList(items ...string) Value { return Value{Type: List, Items: items} }

// OfRef refers to an entity by its key.
func OfRef(key string) Value { return Value{Type: Ref, Text: key} }

// OfChoice is a choice by its id; also yes and no.
func OfChoice(id string) Value { return Value{Type: Choice, Text: id} }

// Date is the day of a date value; empty if it is none.
func (v Value) Date() Date {
	if v.Type != Day {
		return ""
	}
	return Date(v.Text)
}

// Format is the value as people read it. Choices and references are looked up
// in options; without an option the id or key is shown.
func (v Value) Format(options Options) string {
	switch {
	case v.Blank():
		return ""
	case v.OnlyReason():
		return v.ReasonText()
	case v.Type == Measure && v.Numeric:
		return FormatMeasure(v.Number, v.Unit)
	case v.Type == Percent && v.Numeric:
		return FormatNumber(v.Number) + "%"
	case v.Numeric:
		return FormatNumber(v.Number)
	case v.Type == Day:
		return Date(v.Text).Format()
	case v.Type == Month:
		return FormatMonth(v.Text)
	case v.Type == YesNo:
		return map[string]string{"yes": "Yes", "no": "No"}[v.Text]
	case v.Type == Choice || v.Type == Ref:
		if v.Text == "" {
			return strings.Join(v.Free, "\n")
		}
		return options.Label(v.Text)
	case v.Type == Refs:
		labels := make([]string, 0, len(v.Items)+len(v.Free))
		for _, k := range v.Items {
			labels = append(labels, options.Label(k))
		}
		return strings.Join(append(labels, v.Free...), "\n")
	case v.Type == List:
		return strings.Join(v.Items, "\n")
	}
	return v.Text
}

// FormatNumber writes a number without needless zeros, thousands grouped: 1,250 and 67.5.
func FormatNumber(n float64) string {
	const exact = 1 << 53 // from here on, a whole number has neighbours that are none
	if x := n * 1e6; math.Abs(x) < exact {
		n = math.Round(x) / 1e6
	}
	s := strconv.FormatFloat(n, 'f', -1, 64)
	whole, frac, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if frac != "" {
		whole += "." + frac
	}
	if strings.HasPrefix(s, "-") && whole != "0" {
		return "-" + whole
	}
	return whole
}

// FormatMeasure writes a measure's number with its unit: 67%, $1,250, 12 days.
func FormatMeasure(n float64, unit string) string {
	switch unit {
	case "":
		return FormatNumber(n)
	case "%":
		return FormatNumber(n) + "%"
	case "$":
		if n < 0 {
			return "-" + FormatMeasure(-n, "$")
		}
		if s := FormatNumber(n); len(s) > 1 && s[len(s)-2] == '.' {
			return "$" + s + "0" // cents are two figures: $1,200.50
		}
		return "$" + FormatNumber(n)
	}
	return FormatNumber(n) + " " + unit
}

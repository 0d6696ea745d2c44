package value

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Reason says why there is no answer where one is asked for. It is an answer
// too: it counts, and it is printed in the words below.
type Reason string

const (
	NotApplicable Reason = "not_applicable"
	NoneThere     Reason = "none"
	Elsewhere     Reason = "elsewhere" // reported in another place, which the detail names
	NotYet        Reason = "not_yet"   // not known yet; the detail says until when
)

// Reasons are all of them, in the order in which reports count them.
var Reasons = []Reason{NotApplicable, NoneThere, Elsewhere, NotYet}

// reasonWords are what people write for a reason without detail.
var reasonWords = map[string]Reason{
	"n/a": NotApplicable, "n.a": NotApplicable, "na": NotApplicable, "not applicable": NotApplicable, "does not apply": NotApplicable,
	"no aplica": NotApplicable, "no procede": NotApplicable,
	"none": NoneThere, "nothing": NoneThere, "ninguno": NoneThere, "ninguna": NoneThere, "nada": NoneThere,
	"reported elsewhere": Elsewhere, "elsewhere": Elsewhere, "informado en otro lugar": Elsewhere,
	"not yet known": NotYet, "not known yet": NotYet, "not yet": NotYet, "tbd": NotYet, "to be determined": NotYet,
	"todavía no se sabe": NotYet, "aún no se sabe": NotYet, "por determinar": NotYet,
}

var (
	elsewhereIn = regexp.MustCompile(`(?i)^(?:reported elsewhere|elsewhere|informado en otro lugar)\s*[:,(]\s*(.+?)\)?$`)
	seeThere    = regexp.MustCompile(`(?i)^(?:see|reported in|véase|ver)\s+(.+)$`)
	knownBy     = regexp.MustCompile(`(?i)^(?:not yet known|not known yet|not yet|tbd|to be determined|todavía no se sabe|aún no se sabe|por determinar)\s*[,(:]?\s*(?:by|for|until|antes de|para)\s+(.+?)\)?$`)
)

// reasonStarts are what the patterns begin with.
var reasonStarts = []string{"reported", "elsewhere", "informado", "see", "véase", "ver", "not", "tbd", "to be", "todavía", "aún", "por"}

// reasonPairs are the first two letters of all that may be a reason.
var reasonPairs = func() map[[2]byte]bool {
	pairs := map[[2]byte]bool{}
	for s := range reasonWords {
		pairs[[2]byte{s[0], s[1]}] = true
	}
	for _, s := range reasonStarts {
		pairs[[2]byte{s[0], s[1]}] = true
	}
	return pairs
}()

// mayReason tells whether a text begins as a reason does, without folding it.
func mayReason(typed string) bool {
	typed = strings.TrimLeft(typed, " ")
	if len(typed) < 2 {
		return false
	}
	x, y := typed[0], typed[1]
	if min(x, y) < ' ' || max(x, y) >= utf8.RuneSelf {
		return true // who knows
	}
	const small = 'a' - 'A' // the bit that a small letter has and a capital has not
	return reasonPairs[[2]byte{x | small, y | small}]
}

// mostDetail is the longest detail of a reason; what is longer is a text.
const mostDetail = 80

// ReadReason understands a text that says why there is no answer. A text that
// only begins like one is none. loose also takes "see the Title I plan" for a
// reason, which in a field for texts is an answer.
func ReadReason(typed string, loose bool) (reason Reason, detail string, ok bool) {
	if !mayReason(typed) {
		return "", "", false // as most texts
	}
	text := Squeeze(typed)
	if utf8.RuneCountInString(text) > mostDetail+40 || strings.Contains(Clean(typed), "\n") {
		return "", "", false
	}
	folded := fold(text)
	if reason, ok := reasonWords[folded]; ok {
		return reason, "", true
	}
	if !slices.ContainsFunc(reasonStarts, func(s string) bool { return strings.HasPrefix(folded, s) }) {
		return "", "", false
	}
	if m := elsewhereIn.FindStringSubmatch(text); m != nil {
		return detailed(Elsewhere, m[1])
	}
	if m := knownBy.FindStringSubmatch(text); m != nil {
		return detailed(NotYet, m[1])
	}
	if m := seeThere.FindStringSubmatch(text); m != nil && loose {
		return detailed(Elsewhere, m[1])
	}
	return "", "", false
}

func detailed(r Reason, detail string) (Reason, string, bool) {
	detail = strings.TrimRight(detail, " .")
	return r, detail, utf8.RuneCountInString(detail) <= mostDetail
}

// worded are the types whose answers are texts: a reason in their place stays
// the text that it is, and is known for a reason beside.
var worded = []Type{Text, Long, List, Measure}

// reasoned is an answer of a type that gives a reason instead; ok is false
// where the text is none, or is an answer of the type itself.
func reasoned(spec Spec, typed string) (v Value, ok bool) {
	if spec.Firm || spec.Type == Code {
		return Value{}, false
	}
	words := slices.Contains(worded, spec.Type)
	reason, detail, ok := ReadReason(typed, !words)
	if !ok || len(spec.find(typed)) > 0 || spec.Type == YesNo && slices.Contains(no, fold(typed)) {
		return Value{}, false
	}
	v = Value{Type: spec.Type, Reason: reason, Detail: detail}
	switch spec.Type {
	case List:
		v.Items = lines(typed)
	case Text, Long, Measure:
		v.Text = Squeeze(typed)
	}
	return v, true
}

// onlyReason is the reason behind a bullet or a number, alone in a list.
func (s Spec) onlyReason(items []string) (v Value, ok bool) {
	if len(items) != 1 {
		return Value{}, false
	}
	return reasoned(s, items[0])
}

// OnlyReason tells whether a value gives a reason and nothing else: no number,
// no day, no choice.
func (v Value) OnlyReason() bool {
	return v.Reason != "" && v.Text == "" && !v.Numeric && len(v.Items)+len(v.Free) == 0
}

// ReasonText is the reason as reports print it.
func (v Value) ReasonText() string {
	switch v.Reason {
	case NotApplicable:
		return "not applicable"
	case NoneThere:
		return "none"
	case Elsewhere:
		return join("reported elsewhere", ": ", v.Detail, "")
	case NotYet:
		return join("not yet known", " (by ", v.Detail, ")")
	}
	return ""
}

// join is a text with a detail behind it, where there is one.
func join(text, before, detail, after string) string {
	if detail == "" {
		return text
	}
	return text + before + detail + after
}

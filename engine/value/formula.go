package value

import (
	"regexp"
	"slices"
)

// formulaText is a formula that points at a cell (=H19, ='Start here'!B5,
// =Notes.A1, =H19&" too") or calls a function (=SUM(B2:B4)).
var formulaText = regexp.MustCompile(`^=\s*(?:(?:'[^']+'|[\p{L}\p{N}_]+)[!.])?(?:\$?[A-Za-z]{1,3}\$?[0-9]{1,7}(?:$|[-+*/&:;,=<> ])|[A-Za-z]{2,}\()`)

// staysFormula tells whether a text is a formula that was typed into a cell with
// the format Text: it shows itself in place of what it points at.
func staysFormula(spec Spec, typed string) bool {
	return typed[0] == '=' && slices.Contains(worded, spec.Type) && formulaText.MatchString(typed)
}

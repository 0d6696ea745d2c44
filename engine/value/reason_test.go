package value

import "testing"

func TestReadReason(t *testing.T) {
	for _, tc := range []struct {
		typed  string
		loose  bool
		reason Reason
		detail string
	}{
		{"n/a", false, NotApplicable, ""},
		{"N.A.", false, NotApplicable, ""},
		{" Not  applicable. ", false, NotApplicable, ""},
		{"None", false, NoneThere, ""},
		{"Ninguna", false, NoneThere, ""},
		{"Reported elsewhere: the Title I plan.", false, Elsewhere, "the Title I plan"},
		{"reported elsewhere", false, Elsewhere, ""},
		{"see the Title I plan", true, Elsewhere, "the Title I plan"},
		{"See the minutes of 12 May", false, "", ""}, // in a field for texts it is the answer
		{"not yet known, by 15 May", false, NotYet, "15 May"},
		{"Not yet known (by 15 May)", false, NotYet, "15 May"},
		{"TBD", false, NotYet, ""},
		{"To be determined using 2026-27 data", true, "", ""},
		{"None of the schools has answered, so we ask again.", true, "", ""},
		{"None\nof us", false, "", ""},
		{"Not applicable here because the unit was closed", true, "", ""},
		{"", true, "", ""},
	} {
		reason, detail, ok := ReadReason(tc.typed, tc.loose)
		if reason != tc.reason || detail != tc.detail || ok != (tc.reason != "") {
			t.Errorf("%q is %q %q", tc.typed, reason, detail)
		}
	}
}

// A reason may stand in a cell of any type. What it is printed as is
// understood when it comes back.
func TestReasonInAnyCell(t *testing.T) {
	met := Options{{Key: "yes", Label: "Yes"}, {Key: "none", Label: "None"}}
	for _, tc := range []struct {
		spec   Spec
		typed  string
		reason Reason
		text   string // what Text holds
		format string
	}{
		{Spec{Type: Day}, "not yet known, by 15 May", NotYet, "", "not yet known (by 15 May)"},
		{Spec{Type: Number}, "n/a", NotApplicable, "", "not applicable"},
		{Spec{Type: Ref, Open: true}, "None", NoneThere, "", "none"},
		{Spec{Type: Refs}, "see the Title I plan", Elsewhere, "", "reported elsewhere: the Title I plan"},
		{Spec{Type: Refs}, "• N/A;", NotApplicable, "", "not applicable"},
		{Spec{Type: List}, "- none", NoneThere, "", "none"},
		{Spec{Type: Email}, "n/a", NotApplicable, "", "not applicable"},
		{Spec{Type: YesNo}, "n/a", NotApplicable, "", "not applicable"},
		{Spec{Type: YesNo}, "none", "", "no", "No"},
		{Spec{Type: Choice, Options: met}, "None", "", "none", "None"}, // an answer of the list
		{Spec{Type: Choice, Options: met}, "n/a", NotApplicable, "", "not applicable"},
		{Spec{Type: Long}, "None", NoneThere, "None", "None"}, // a text stays one
		{Spec{Type: Long}, "None of them came", "", "None of them came", "None of them came"},
		{Spec{Type: Measure}, "n/a", NotApplicable, "n/a", "n/a"},
	} {
		v, remarks, ok := Parse(tc.spec, Raw{Text: tc.typed})
		told := tc.spec.Type == YesNo && tc.text != "" // that it was read as no
		if !ok || (len(remarks) > 0) != told || v.Blank() || v.Reason != tc.reason || v.Text != tc.text || v.Format(tc.spec.Options) != tc.format {
			t.Errorf("%s %q is %+v, printed %q, %v", tc.spec.Type, tc.typed, v, v.Format(tc.spec.Options), remarks)
		}
		again, _, ok := Parse(tc.spec, Raw{Text: v.Format(tc.spec.Options)})
		if !ok || !again.Equal(v) {
			t.Errorf("%s %q comes back as %+v", tc.spec.Type, v.Format(tc.spec.Options), again)
		}
	}
	if _, _, ok := Parse(Spec{Type: Ref, Firm: true}, Raw{Text: "n/a"}); ok {
		t.Error("a row is placed by a reason")
	}
}

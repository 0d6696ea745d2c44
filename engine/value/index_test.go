package value

import (
	"slices"
	"testing"
)

func TestIndexFinds(t *testing.T) {
	x := NewIndex(Options{
		{Key: "u:U01", Label: "Talent Development", Code: "U01"},
		{Key: "u:U02", Label: "Payroll", Code: "U02", Also: []string{"Pay"}},
		{Key: "p:1", Label: "Ana Ruiz", Group: "Payroll"},
		{Key: "p:2", Label: "Ana Ruiz", Group: "Talent Development"},
		{Key: "k", Label: "K", Code: "K"},
	})
	x.Add(Option{Key: "u:U03", Label: "Payroll - North", Code: "U03"})
	for typed, want := range map[string][]string{
		"":                         nil,
		" payroll ":                {"u:U02"},
		"PAY":                      {"u:U02"},
		"u02":                      {"u:U02"},
		"U01 Talent Development":   {"u:U01"},
		"Talent Development (U01)": {"u:U01"},
		"U01 – the talent people":  {"u:U01"},
		"u03: North":               {"u:U03"},
		"Payroll – North":          {"u:U03"}, // as it is called, not what begins with a code
		"Ana Ruiz":                 {"p:1", "p:2"},
		"k":                        {"k"}, // three spellings, one option
		"U0":                       nil,
		"somebody":                 nil,
	} {
		var got []string
		for _, o := range x.Find(typed) {
			got = append(got, o.Key)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %v, want %v", typed, got, want)
		}
	}
	if !x.Knows("ana ruiz") || x.Knows("") || x.Knows("Ana") {
		t.Error("what is known is a whole spelling")
	}
}

// Adding to an index leaves the list that it was made of alone.
func TestIndexLeavesTheList(t *testing.T) {
	list := append(make(Options, 0, 8), Option{Key: "a", Label: "A"})
	x, y := NewIndex(list), NewIndex(list)
	x.Add(Option{Key: "b", Label: "B"})
	y.Add(Option{Key: "c", Label: "C"})
	if x.Find("b") == nil || x.Find("c") != nil || len(list) != 1 {
		t.Errorf("%v, %v, %v", list, x.Options(), y.Options())
	}
}

// A text of a typewriter goes a shorter way to the same result as any other.
func TestFoldOfPrint(t *testing.T) {
	for s, want := range map[string]string{
		"  Talent   Development. ": "talent development",
		"Talent\u00a0Development":  "talent development",
		"“Talent”\r\nDevelopment":  "\"talent\" development",
		"A – B\u200b:":             "a - b",
		"e\u0301tude":              "étude",
		"tab\tand\x00 nothing":     "tab and nothing",
		" . ":                      "",
	} {
		if got := Fold(s); got != want {
			t.Errorf("%q is folded to %q, want %q", s, got, want)
		}
	}
}

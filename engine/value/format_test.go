package value_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/value"
)

func TestFormatNumber(t *testing.T) {
	for n, want := range map[float64]string{
		0: "0", 3: "3", -4: "-4", 12.5: "12.5", 999: "999", 1000: "1,000", 1250: "1,250", 1234567.891: "1,234,567.891",
		-1234: "-1,234", 0.1 + 0.2: "0.3", 0.0000001: "0", -0.0000001: "0", 2.0 / 3: "0.666667", 1e12: "1,000,000,000,000", 1e12 + 1: "1,000,000,000,001", 12345678901.33: "12,345,678,901.33", 1e305: "100" + strings.Repeat(",000", 101),
	} {
		if got := value.FormatNumber(n); got != want {
			t.Errorf("%v is written %q, want %q", n, got, want)
		}
	}
}

func TestFormatMeasure(t *testing.T) {
	for _, tc := range []struct {
		n    float64
		unit string
		want string
	}{
		{67, "%", "67%"}, {0.5, "%", "0.5%"}, {1250, "$", "$1,250"}, {-1250, "$", "-$1,250"}, {1200.5, "$", "$1,200.50"}, {-0.25, "$", "-$0.25"}, {12, "days", "12 days"}, {12, "", "12"}, {-3, "%", "-3%"},
	} {
		if got := value.FormatMeasure(tc.n, tc.unit); got != tc.want {
			t.Errorf("%v %s is written %q, want %q", tc.n, tc.unit, got, tc.want)
		}
	}
}

func TestFormat(t *testing.T) {
	for _, tc := range []struct {
		name string
		v    value.Value
		want string
	}{
		{"blank", value.Value{Type: value.Number}, ""},
		{"zero", value.OfNumber(0), "0"},
		{"day", value.OfDate("2026-10-01"), "Oct 1, 2026"},
		{"month", value.Value{Type: value.Month, Text: "2026-10"}, "October 2026"},
		{"yes", value.Value{Type: value.YesNo, Text: "yes"}, "Yes"},
		{"choice", value.OfChoice("behind"), "Behind schedule"},
		{"a choice that is no more", value.OfChoice("gone"), "gone"},
		{"reference", value.OfRef("U01"), "Talent Development"},
		{"a name that nobody knows", value.Value{Type: value.Ref, Free: []string{"Lee Chan"}}, "Lee Chan"},
		{"references", value.Value{Type: value.Refs, Items: []string{"U02", "U01"}, Free: []string{"Lee Chan"}}, "Recruitment\nTalent Development\nLee Chan"},
		{"list", value.OfList("One", "Two"), "One\nTwo"},
		{"a measure in words", value.Value{Type: value.Measure, Text: "TBD"}, "TBD"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			options := append(append(value.Options{}, entities...), statuses...)
			if diff := cmp.Diff(tc.want, tc.v.Format(options)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestEqual(t *testing.T) {
	text := func(s string) value.Value { return value.OfText(s) }
	long := func(s string) value.Value { return value.Value{Type: value.Long, Text: s} }
	refs := func(free string, keys ...string) value.Value {
		v := value.Value{Type: value.Refs, Items: keys}
		if free != "" {
			v.Free = []string{free}
		}
		return v
	}
	for _, tc := range []struct {
		name string
		a, b value.Value
		same bool
	}{
		{"blanks of different types", value.Value{Type: value.Number}, value.Value{Type: value.Long}, true},
		{"blank and zero", value.Value{}, value.OfNumber(0), false},
		{"blanks at the ends", text("a b"), text("  a b "), true},
		{"blanks between words", text("a b"), text("a   b"), true},
		{"another case", text("a"), text("A"), false},
		{"a hard space", text("a b"), text("a\u00a0b"), true},
		{"composed and decomposed letters", text("Zoë"), text("Zoe\u0308"), true},
		{"line ends of other programs", long("a\nb"), long("a\r\nb"), true},
		{"a line more", long("a\nb"), long("a\n\nb"), false},
		{"lines joined", long("a\nb"), long("a b"), false},
		{"what binary fractions add", value.OfMeasure(0.1+0.2, "%"), value.OfMeasure(0.3, "%"), true},
		{"another unit", value.OfMeasure(59, "%"), value.OfMeasure(59, ""), false},
		{"a number and its words", value.OfMeasure(59, "%"), value.Value{Type: value.Measure, Text: "59 % or so"}, false},
		{"the order of a list", value.OfList("a", "b"), value.OfList("b", "a"), true},
		{"an item more", value.OfList("a", "b"), value.OfList("a"), false},
		{"references in another order", refs("", "U01", "U02"), refs("", "U02", "U01"), true},
		{"an unknown name in another case", refs("Lee Chan", "U01"), refs("lee chan", "U01"), true},
		{"an unknown name is no key", refs("U01"), refs("", "U01"), false},
		{"dates", value.OfDate("2026-10-01"), value.OfDate("2026-10-02"), false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got, back := tc.a.Equal(tc.b), tc.b.Equal(tc.a); got != tc.same || back != tc.same {
				t.Errorf("equal: %v and back %v, want %v", got, back, tc.same)
			}
		})
	}
}

func TestNearest(t *testing.T) {
	for typed, want := range map[string]string{
		"Recruitmnt": "Recruitment", "recruit": "Recruitment", "Talent Developement": "Talent Development", "U1": "Talent Development", "Finance": "", "": "",
	} {
		if got := entities.Nearest(typed); got != want {
			t.Errorf("the nearest to %q is %q, want %q", typed, got, want)
		}
	}
	for typed, want := range map[string]string{"behnd": "Behind schedule", "On scedule": "On schedule", "dnoe": "Complete", "complet": "Complete"} {
		if got := statuses.Nearest(typed); got != want {
			t.Errorf("the nearest to %q is %q, want %q", typed, got, want)
		}
	}
}

func TestSerials(t *testing.T) {
	for d, serial := range map[value.Date]float64{"2026-10-01": 46296, "2000-01-01": 36526, "1950-01-01": 18264} {
		if got := d.Serial(); got != serial {
			t.Errorf("%s counts %v, want %v", d, got, serial)
		}
		for _, date1904 := range []bool{false, true} {
			n := serial
			if date1904 {
				n -= 1462
			}
			if got, ok := value.DateOfSerial(n, date1904); got != d || !ok {
				t.Errorf("%v (1904: %v) is %s, want %s", n, date1904, got, d)
			}
		}
	}
}

// What a form prints is what it understands when it comes back: parse(format(v)) = v.
func TestParseUnderstandsFormat(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		spec, v := someValue(r)
		printed := v.Format(spec.Options)
		back, remarks, ok := value.Parse(spec, value.Raw{Text: printed})
		if !ok || !back.Equal(v) {
			t.Fatalf("%s %+v is printed %q and comes back as %+v (ok %v) %v", spec.Type, v, printed, back, ok, remarks)
		}
	}
}

// someValue is a value of any type, as a workbook could hold it.
func someValue(r *rand.Rand) (value.Spec, value.Value) {
	phrase := func() string { return somePhrase(r) }
	number := func() float64 { return float64(r.IntN(2_000_000)-500_000) / []float64{1, 10, 100}[r.IntN(3)] }
	keys := func() (keys []string) {
		for _, n := range r.Perm(len(entities))[:1+r.IntN(3)] {
			keys = append(keys, entities[n].Key)
		}
		return keys
	}
	t := value.Types[r.IntN(len(value.Types))]
	spec := value.Spec{Type: t}
	v := value.Value{Type: t}
	switch t {
	case value.Text:
		v.Text = phrase()
	case value.Long:
		v.Text = phrase() + "\n" + phrase()
	case value.Code:
		v.Text = fmt.Sprintf("S%d.%d", r.IntN(9), r.IntN(20))
	case value.Email:
		v.Text = fmt.Sprintf("p%d@riverbend.example", r.IntN(99))
	case value.Number:
		v.Number, v.Numeric = number(), true
	case value.Percent:
		v.Number, v.Numeric = float64(r.IntN(2000))/10, true
	case value.Day:
		v = value.OfDate(value.Date("2000-01-01").Add(r.IntN(60000)))
	case value.Month:
		v.Text = value.Date("2000-01-01").Add(r.IntN(60000)).Month()
	case value.YesNo:
		v.Text = []string{"yes", "no"}[r.IntN(2)]
	case value.List:
		v.Items = []string{phrase(), phrase()}
	case value.Choice:
		spec.Options = statuses
		v.Text = statuses[r.IntN(len(statuses))].Key
	case value.Measure:
		if r.IntN(4) == 0 {
			v.Text = "To be determined using " + phrase()
			break
		}
		v.Number, v.Numeric, v.Unit = number(), true, []string{"%", "$", "", "days", "full time staff"}[r.IntN(5)]
	case value.Ref:
		spec.Options = entities
		v.Text = keys()[0]
	case value.Refs:
		spec.Options, spec.Open = entities, true
		v.Items = keys()
		if r.IntN(3) == 0 {
			v.Free = []string{"Lee Chan"}
		}
	}
	return spec, v
}

func somePhrase(r *rand.Rand) string {
	words := []string{"Coach", "every", "new", "teacher;", "ask", "“families”,", "Zoë", "K–5", "3", "and/or", "(all)"}
	var some []string
	for range 1 + r.IntN(5) {
		some = append(some, words[r.IntN(len(words))])
	}
	return strings.Join(some, " ")
}

// FuzzParse parses any cell as any type: it never panics, and what it accepts
// is understood the same when it is printed and comes back.
func FuzzParse(f *testing.F) {
	for n, s := range []string{
		"", "10/1/2026", "31.3.2026", "Oct 1, 2026", "2026-10", "Sept 2026", "59%", "0.5", "$1,250", "70,5 %", ",00) U01", "1. - 2) U01, 3. Finance", "U01&\nU02", "*NA", "0 k -", "1.250,00", "1 250", "0,5", "12 days", "To be determined using 2018–19 data",
		"yes", "✓", "on schedule", "U01; U02", "U01\nLee Chan", "• One\n- Two", "Rosa <rosa@riverbend.example>", "#N/A", "\u00a0\u200b", "=1+1", "-", "?", ",", "\n;\n",
		"−4", "1'250", "2½ years", "$1.2M", "1.2 million students", "USD 40", "%50", "67%*", "Thursday 10/1/2026", "Yes - see note", "U01 and Lee Chan", "1. U01\n2. U02", "Dr. Lee Chan", "same as above", "(rosa@riverbend.example)", "&,0",
	} {
		f.Add(uint8(n), uint8(0), s, float64(n))
		f.Add(uint8(n), uint8(1), s, 46296.5)
	}
	f.Fuzz(func(t *testing.T, kind, raw uint8, text string, number float64) {
		spec := value.Spec{Type: value.Types[int(kind)%len(value.Types)], Open: raw&16 > 0}
		switch spec.Type {
		case value.Choice:
			spec.Options, spec.Open = statuses, false
		case value.Ref, value.Refs:
			spec.Options = entities
		case value.Measure:
			spec.Unit = []string{"", "%", "$", "days"}[raw>>6]
		}
		r := value.Raw{Kind: value.RawKind(raw % 4), Text: text, Number: number, Percent: raw&4 > 0, Date: raw&8 > 0, Date1904: raw&32 > 0}
		v, remarks, ok := value.Parse(spec, r)
		if !ok {
			if len(remarks) == 0 {
				t.Fatalf("%+v is refused without a word", r)
			}
			return
		}
		if !v.Equal(v) {
			t.Fatalf("%+v differs from itself", v)
		}
		if v.Blank() {
			return
		}
		printed := v.Format(spec.Options)
		back, _, ok := value.Parse(spec, value.Raw{Text: printed})
		if !ok || !back.Equal(v) {
			t.Fatalf("%s: %+v is understood as %+v, printed %q, and comes back as %+v (%v)", spec.Type, r, v, printed, back, ok)
		}
	})
}

// What files write out counts as its serial does.
func TestSerialOfISO(t *testing.T) {
	for s, want := range map[string]float64{
		"2026-10-01": 46296, "2026-10-01T12:00:00": 46296.5, "2026-10-01T18:00:00.000Z": 46296.75, "1899-12-30T06:00:00": 0.25, "14:24:00": 0.6, "12:00:00.000": 0.5, "1920-01-01": 7306,
	} {
		if got, ok := value.SerialOfISO(s); !ok || math.Abs(got-want) > 1e-9 {
			t.Errorf("%s is %v, want %v", s, got, want)
		}
	}
	for _, s := range []string{"", "noon", "2026-13-01", "25:00:00", "PT0H0M0.000S"} {
		if got, ok := value.SerialOfISO(s); ok {
			t.Errorf("%q is %v", s, got)
		}
	}
}

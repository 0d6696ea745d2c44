package document

import (
	"reflect"
	"strings"
	"testing"
)

// Walk is complete when every string beside a Sources field is visited: the test
// fills a document by reflection and looks for each such text.
func TestWalkVisitsEverySourcedText(t *testing.T) {
	d := &Document{
		Statement: Sentence{}, Facts: []Fact{{}},
		Sections: []Section{{Blocks: []Block{
			Paragraph{Sentences: make([]Sentence, 1)},
			List{Items: []Item{{Sentences: make([]Sentence, 1)}}},
			Table{Rows: []Row{{Cells: make([]Cell, 2)}}, Note: make([]Sentence, 1)},
			Figure{Chart: Bars{Bars: make([]Bar, 1)}, Note: make([]Sentence, 1)},
			Figure{Chart: Lines{Series: []Series{{Points: make([]Datum, 2)}}}},
			Figure{Chart: MonthGrid{Rows: []GridRow{{Months: make([]GridCell, 2)}}}},
			Figure{Chart: Timeline{Tasks: make([]Task, 1)}},
			Quote{}, Callout{Sentences: make([]Sentence, 1)}, KeyFigures{Figures: make([]KeyFigure, 1)},
		}, Sections: []Section{{}}}},
	}
	n := 0
	fill(reflect.ValueOf(d).Elem(), &n)
	seen := map[string]bool{}
	last := 0
	d.Walk(func(text string, sources []Source) {
		seen[text] = true
		if len(sources) != 1 {
			t.Errorf("%q has %d sources", text, len(sources))
			return
		}
		if at := int(sources[0].Claims[0]); at < last {
			t.Errorf("%q is out of reading order", text)
		} else {
			last = at
		}
	})
	for i := 1; i <= n; i++ {
		if s := "sourced " + strings.Repeat("i", i); !seen[s] {
			t.Errorf("text %d is not visited", i)
		}
	}
	if n < 20 {
		t.Errorf("only %d texts were filled", n)
	}
}

// fill gives every struct with a Sources field one source, and its first text
// field (Text, Word, Value, Label or Title) a text of its own.
func fill(v reflect.Value, n *int) {
	switch v.Kind() {
	case reflect.Interface:
		c := reflect.New(v.Elem().Type()).Elem()
		c.Set(v.Elem())
		fill(c, n)
		v.Set(c)
	case reflect.Slice:
		for i := range v.Len() {
			fill(v.Index(i), n)
		}
	case reflect.Struct:
		if src := v.FieldByName("Sources"); src.IsValid() {
			for _, name := range []string{"Text", "Word", "Value", "Title", "Label"} {
				if f := v.FieldByName(name); f.IsValid() && f.Kind() == reflect.String {
					*n++
					f.SetString("sourced " + strings.Repeat("i", *n))
					src.Set(reflect.ValueOf([]Source{{Claims: []int64{int64(*n)}}}))
					break
				}
			}
		}
		if v.Type().PkgPath() == "time" {
			return
		}
		for i := range v.NumField() {
			if f := v.Field(i); v.Type().Field(i).Name != "Sources" {
				fill(f, n)
			}
		}
	}
}

func TestWordsFallBack(t *testing.T) {
	w := Words{Contents: "Índice"}.Or(English)
	if w.Contents != "Índice" || w.Target != "Target" || w.Quotes != English.Quotes {
		t.Errorf("%+v", w)
	}
	v := reflect.ValueOf(Words{}.Or(English))
	for i := range v.NumField() {
		if v.Field(i).IsZero() {
			t.Errorf("%s has no fallback", v.Type().Field(i).Name)
		}
	}
}

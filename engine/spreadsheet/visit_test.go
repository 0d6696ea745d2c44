package spreadsheet

import (
	"reflect"
	"strings"
	"testing"
)

// gather makes of a scan what Open would answer.
func gather(l Limits, data []byte) (*Book, string) {
	rows := map[*Sheet]*[]Row{}
	var at *[]Row
	book, found := l.Scan("test.xlsx", data, Visitor{
		Sheet: func(s *Sheet) { at = new([]Row); rows[s] = at },
		Row:   func(index int, hidden bool) { *at = append(*at, Row{Index: index, Hidden: hidden}) },
		Cell: func(c Cell) {
			c.Text = strings.Clone(c.Text)
			row := &(*at)[len(*at)-1]
			row.Cells = append(row.Cells, c)
		},
	})
	if book == nil {
		return nil, codes(found)
	}
	for _, s := range book.Sheets {
		for _, r := range *rows[s] {
			if len(r.Cells) > 0 {
				s.Rows = append(s.Rows, r)
			}
		}
	}
	return book, codes(found)
}

// Scan tells everything that Open keeps, in the same words, and keeps no rows.
func TestScanTellsWhatOpenKeeps(t *testing.T) {
	for name, make := range oracleBooks {
		t.Run(name, func(t *testing.T) {
			data := make()
			want := mustOpen(t, data)
			got, _ := gather(Default, data)
			if !reflect.DeepEqual(got, want) {
				t.Error("Scan and Open differ")
			}
			bare, _ := Scan("test.xlsx", data, Visitor{})
			for _, s := range bare.Sheets {
				if s.Rows != nil {
					t.Errorf("%s has rows", s.Name)
				}
			}
		})
	}
	for _, rows := range []string{`<row r="1"><c r="A1"><v>1</v></c><c r="A1"/></row>`, `<row r="1"><c r="A1"><v>&</v></c></row>`} {
		data := plain(rows).zip()
		_, found := Open("test.xlsx", data)
		if book, got := gather(Default, data); book != nil || got != codes(found) {
			t.Errorf("%s: %s, want %s", rows, got, codes(found))
		}
	}
}

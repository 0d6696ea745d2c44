package correction_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	"spm/engine/finding"
	"spm/engine/spreadsheet"
)

// randomRows are rows and cells, repeated, grouped, styled and noted at will.
func randomRows(r *rand.Rand) string {
	pick := func(all ...string) string { return all[r.IntN(len(all))] }
	times := func(name string, most int) string {
		if n := r.IntN(most); n > 0 {
			return fmt.Sprintf(` table:number-%s-repeated="%d"`, name, n)
		}
		return ""
	}
	style := func(name string) string { return pick("", "", ` table:`+name+`="ce1"`, ` table:`+name+`="Good"`) }
	var b strings.Builder
	for range r.IntN(4) {
		b.WriteString(`<table:table-column` + times("columns", 6) + style("default-cell-style-name") + `/>`)
	}
	for range r.IntN(6) {
		group := pick("", "", "table:table-row-group", "table:table-header-rows")
		if group != "" {
			b.WriteString(`<` + group + `>`)
		}
		for range 1 + r.IntN(3) {
			b.WriteString(`<table:table-row` + style("default-cell-style-name") + times("rows", 9) + `>`)
			for range r.IntN(5) {
				b.WriteString(`<table:table-cell` + times("columns", 7) + style("style-name") + pick(
					`/>`, `/>`, ` office:value-type="string"><text:p>text</text:p></table:table-cell>`, ` office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell>`,
					`><office:annotation><dc:creator>Jo</dc:creator><text:p>hers</text:p></office:annotation></table:table-cell>`,
				))
			}
			b.WriteString(`</table:table-row>`)
		}
		if group != "" {
			b.WriteString(`</` + group + `>`)
		}
	}
	return b.String()
}

// However rows and cells are repeated, the marks are where the findings are and
// nowhere else, and after the second round everything is as it was.
func TestRandomDocuments(t *testing.T) {
	rounds := 100
	if testing.Short() {
		rounds = 15
	}
	for seed := range rounds {
		r := rand.New(rand.NewPCG(uint64(seed), 4))
		rows := randomRows(r)
		data := spreadsheetOf(rows).pack(t)
		if b, _ := spreadsheet.Open("a.ods", data); b == nil {
			t.Fatalf("seed %d makes no spreadsheet: %s", seed, rows)
		}
		wanted := map[[2]int]bool{}
		var all finding.List
		for range 1 + r.IntN(8) {
			at := [2]int{1 + r.IntN(40), 1 + r.IntN(24)}
			wanted[at] = true
			all.Add(wrong(at[0], at[1], "Mathematics"))
		}
		marked := mark(t, data, all...)
		same(t, data, marked)
		before, after := viewOf(t, data).cells["Staff"], viewOf(t, marked).cells["Staff"]
		for at := range wanted {
			if x := after[at]; x.Fill != "#fadbde" || x.Note == "" || x.Rule == "" || x.Text != before[at].Text {
				t.Errorf("seed %d: %v is marked as %+v: %s", seed, at, x, rows)
			}
		}
		for at, x := range after {
			if !wanted[at] && x != before[at] {
				t.Errorf("seed %d: %v was %+v and is %+v: %s", seed, at, before[at], x, rows)
			}
		}
		still := mark(t, marked, all[0])
		same(t, data, still)
		if x := viewOf(t, still).cells["Staff"][[2]int{all[0].Where.Row, all[0].Where.Col}]; x.Fill != "#fadbde" || x.Note == "" || x.Rule == "" {
			t.Errorf("seed %d: what is still wrong is marked as %+v: %s", seed, x, rows)
		}
		mended := mark(t, still, wrong(59, 39))
		same(t, data, mended)
		now := viewOf(t, mended).cells["Staff"]
		maps.DeleteFunc(now, func(at [2]int, _ viewed) bool { return at == [2]int{59, 39} })
		for at, x := range now {
			x.Fill, x.Frame = strings.Replace(x.Fill, "transparent", "", 1), strings.Replace(x.Frame, "none", "", 1)
			if was := before[at]; x != was && (!wanted[at] || x.Fill != was.Fill && was.Fill != "" || x.Text != was.Text || x.Note != was.Note || x.Rule != was.Rule) {
				t.Errorf("seed %d: mended, %v was %+v and is %+v: %s", seed, at, was, x, rows)
			}
		}
	}
}

// FuzzMarkDocument marks whatever the strict reader takes for an OpenDocument
// spreadsheet: it ends, and what comes out is one with the same cells, or the
// file is left alone.
func FuzzMarkDocument(f *testing.F) {
	f.Add(content(filled), odsStyles, odsSettings, 2, 1)
	f.Add(content(`<table:table-row table:number-rows-repeated="9">`+subject+`</table:table-row>`), "", "", 4, 7)
	f.Add(string(flat(filled)), odsStyles, "flat", 2, 2)
	f.Add(content(filled), odsStyles, "<></><a", 2, 1) // the strict reader leaves out what a program last showed
	for seed := range uint64(4) {
		f.Add(content(randomRows(rand.New(rand.NewPCG(seed, 4)))), odsStyles, odsSettings, 7, 3)
	}
	f.Fuzz(func(t *testing.T, text, styles, settings string, row, col int) {
		if row < 1 || col < 1 || row > 1<<20 || col > 1<<14 {
			return
		}
		data := []byte(text)
		if settings != "flat" {
			data = parts{{"mimetype", odsKind}, {"content.xml", text}, {"styles.xml", styles}, {"settings.xml", settings}}.pack(t)
		}
		b, _ := spreadsheet.Open("a.ods", data)
		if b == nil || len(b.Sheets) == 0 || b.Format != spreadsheet.OpenDocument {
			return
		}
		markTwice(t, b, data, row, col)
	})
}

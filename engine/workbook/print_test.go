package workbook_test

import (
	"bytes"
	"encoding/xml"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"spm/engine/packet"
	"spm/engine/workbook"
	"spm/testdata/programs"
)

// Every form is printed by LibreOffice, as it is sent on Letter and blank on A4:
// no text is cut or runs into another, and every page has the whole width of its
// sheet with the headings that repeat.
func TestPrintedForms(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	printer := newPrinter(t)
	for _, f := range settled(t) {
		for _, blank := range []bool{false, true} {
			lib, name := *f.lib, f.name
			r := newTrip(t, &lib, lib.Form(f.id))
			if blank {
				name += " blank"
				lib.Theme.Paper = "A4"
				r.blank(t)
			}
			l, err := workbook.Plan(&lib, r.packet)
			must(t, err)
			printer.add(t, name, l, r.issued)
		}
	}
	pages, whole := printer.print(t)
	for _, name := range slices.Sorted(maps.Keys(printer.layouts)) {
		t.Run(name, func(t *testing.T) {
			l := printer.layouts[name]
			sheets := []*workbook.SheetLayout{l.Start}
			for i := range l.Sheets {
				sheets = append(sheets, &l.Sheets[i])
			}
			if len(whole[name]) != len(sheets) {
				t.Fatalf("%d pages for %d sheets", len(whole[name]), len(sheets))
			}
			for i, s := range sheets {
				newPrinted(s, whole[name][i]).check(t)
			}
			planned := 0
			for _, s := range sheets {
				planned += 1 + len(s.Breaks)
			}
			if l.Packet.Blank && len(pages[name]) != planned {
				t.Errorf("%d pages were planned, %d printed: a heading may stand alone", planned, len(pages[name]))
			}
			for n, p := range pages[name] { // of the blank forms
				if !p.begins(sheets) {
					t.Errorf("page %d has no heading: it is the right part of a sheet that is too wide, or nothing repeats", n+1)
				}
			}
		})
	}
}

// blank turns the trip's packet into the empty guidebook form.
func (r *trip) blank(t *testing.T) {
	t.Helper()
	p := r.packet
	p.Blank, p.Code, p.Due, p.Organization, p.To = true, "", "", "", packet.To{Role: p.To.Role}
	p.Unfilled()
	for i := range p.Sheets {
		p.Sheets[i].Scope = ""
	}
	var err error
	r.issued, err = workbook.Write(r.lib, p)
	must(t, err)
}

// printer prints workbooks with each sheet on a page of its own, however small,
// so that it is known where every row lies; blank ones also as people print them.
type printer struct {
	dir     string
	layouts map[string]*workbook.Layout
}

func newPrinter(t *testing.T) *printer {
	return &printer{t.TempDir(), map[string]*workbook.Layout{}}
}

func (p *printer) add(t *testing.T, name string, l *workbook.Layout, data []byte) {
	t.Helper()
	p.layouts[name] = l
	if l.Packet.Blank {
		must(t, os.WriteFile(filepath.Join(p.dir, name+".xlsx"), data, 0o600))
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	one := 1
	for _, sheet := range f.GetSheetList() {
		must(t, f.SetPageLayout(sheet, &excelize.PageLayoutOptions{FitToHeight: &one, FitToWidth: &one}))
	}
	must(t, f.SaveAs(filepath.Join(p.dir, name+" whole.xlsx")))
}

// print gives the pages of each workbook, and those with a whole sheet each.
func (p *printer) print(t *testing.T) (pages, whole map[string][]page) {
	t.Helper()
	var files []string
	for _, name := range slices.Sorted(maps.Keys(p.layouts)) {
		files = append(files, filepath.Join(p.dir, name+" whole.xlsx"))
		if p.layouts[name].Packet.Blank {
			files = append(files, filepath.Join(p.dir, name+".xlsx"))
		}
	}
	out := programs.SaveAs(t, programs.LibreOffice, "pdf", files)
	pages, whole = map[string][]page{}, map[string][]page{}
	for name, l := range p.layouts {
		whole[name] = wordsOf(t, filepath.Join(out, name+" whole.pdf"))
		if l.Packet.Blank {
			pages[name] = wordsOf(t, filepath.Join(out, name+".pdf"))
		}
	}
	return pages, whole
}

// page is a printed page, in points from its upper left corner.
type page struct {
	Width  float64 `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
	Words  []word  `xml:"word"`
}

type word struct {
	Left   float64 `xml:"xMin,attr"`
	Top    float64 `xml:"yMin,attr"`
	Right  float64 `xml:"xMax,attr"`
	Bottom float64 `xml:"yMax,attr"`
	Text   string  `xml:",chardata"`
}

func wordsOf(t *testing.T, file string) []page {
	t.Helper()
	out := programs.Output(t, "pdftotext", "-bbox", file, "-")
	var doc struct {
		Pages []page `xml:"body>doc>page"`
	}
	d := xml.NewDecoder(strings.NewReader(out))
	d.Strict, d.Entity = false, xml.HTMLEntity
	must(t, d.Decode(&doc))
	return doc.Pages
}

// begins tells whether a page shows the rows that one of the sheets repeats.
func (p page) begins(sheets []*workbook.SheetLayout) bool {
	there := map[string]bool{}
	for _, w := range p.Words {
		there[w.Text] = true
	}
	return slices.ContainsFunc(sheets, func(s *workbook.SheetLayout) bool {
		for _, c := range s.Cells {
			if c.Row < s.Repeat[0] || c.Row > s.Repeat[1] || c.Role == workbook.RoleKey {
				continue
			}
			for _, w := range strings.Fields(c.Text) {
				if !there[w] {
					return false
				}
			}
		}
		return true
	})
}

// printed is a sheet on a page.
type printed struct {
	*workbook.SheetLayout
	page
	scale float64
	tops  []float64      // of the rows, in points of the sheet; one more at the end
	texts map[int]string // of the rows, without blanks
	body  []word         // words that are looked at
}

const topMargin, bottomMargin, sideMargin = 0.45 * 72, 0.6 * 72, 0.4 * 72

func newPrinted(s *workbook.SheetLayout, p page) *printed {
	x := &printed{SheetLayout: s, page: p, tops: []float64{0}, texts: map[int]string{}}
	for row := 1; row <= s.Rows; row++ {
		x.tops = append(x.tops, x.tops[row-1]+s.Heights[row].Points)
	}
	hidden := "" // LibreOffice writes it beyond the edge, where it is clipped
	for _, c := range s.Cells {
		text := c.Text + "*" + c.Note + c.Formula // in which stands what it may show
		if c.Numeric {
			text += "JanFebMarAprMayJunJulAugSepOctNovDec"
		}
		x.texts[c.Row] += strings.Join(strings.Fields(text), "")
		if c.Col > len(s.Widths) {
			hidden += c.Text + " "
		}
	}
	x.body = slices.DeleteFunc(slices.Clone(p.Words), func(w word) bool {
		footer := w.Top > p.Height-bottomMargin-4
		return footer || strings.Contains(hidden, w.Text) || strings.ContainsAny(w.Text, "0123456789#") // numbers are written in many formats
	})
	best, scale := -1, 1.0
	for percent := 100.0; percent >= 10; percent-- { // LibreOffice prints at whole percents
		x.scale = percent / 100
		n := 0
		for _, w := range x.body {
			if x.inRow(w) {
				n++
			}
		}
		if n > best {
			best, scale = n, x.scale
		}
	}
	x.scale = scale
	return x
}

// inRow tells whether a word stands where a row has it.
func (x *printed) inRow(w word) bool {
	const part = 0.2 // of the height of a line, which leaves much above and below the letters
	middle, reach := (w.Top+w.Bottom)/2, (w.Bottom-w.Top)*part
	return x.says(middle-reach, w.Text) && x.says(middle+reach, w.Text)
}

// says tells whether the row at a height of the page has a word, give or take a point.
func (x *printed) says(y float64, text string) bool {
	at := (y - topMargin) / x.scale
	for row := 1; row <= x.Rows; row++ {
		if at >= x.tops[row-1]-1 && at <= x.tops[row]+1 && strings.Contains(x.texts[row], text) {
			return true
		}
	}
	return false
}

func (x *printed) check(t *testing.T) {
	x.legible(t)
	there := map[string]bool{}
	for _, w := range x.page.Words {
		there[w.Text] = true
	}
	for _, c := range x.Cells {
		if c.Role == workbook.RoleKey || c.Numeric || c.Formula != "" || c.Col > len(x.Widths) {
			continue
		}
		for _, w := range strings.Fields(c.Text) {
			if !there[w] && !strings.ContainsAny(w, "-–/…") { // these may be parted
				t.Errorf("%s: “%s” is cut, in “%s”", x.Name, w, c.Text)
			}
		}
	}
	for i, w := range x.body {
		if !x.inRow(w) {
			t.Errorf("%s: “%s” is cut: it does not fit into its row (at %.0f%%)", x.Name, w.Text, 100*x.scale)
		}
		if w.Left < sideMargin-3 || w.Right > x.Width-sideMargin+3 {
			t.Errorf("%s: “%s” runs over the edge of the page", x.Name, w.Text)
		}
		for _, v := range x.body[i+1:] {
			if w.over(v) {
				t.Errorf("%s: “%s” and “%s” stand on each other", x.Name, w.Text, v.Text)
			}
		}
	}
}

// legible tells of a sheet that is so wide that it prints at less than 60%.
func (x *printed) legible(t *testing.T) {
	width, most := 0.0, 165.0
	if x.Sheet.Orientation == "landscape" {
		most = 225
	}
	for _, w := range x.Widths {
		width += w
	}
	if width > most {
		t.Errorf("%s is %g characters wide; a %s page holds %g that can be read", x.Name, width, x.Sheet.Orientation, most)
	}
}

// over tells whether two words of one line overlap.
func (w word) over(v word) bool {
	const apart = 1 // point
	wide, high := min(w.Right-w.Left, v.Right-v.Left), min(w.Bottom-w.Top, v.Bottom-v.Top)
	across, along := min(w.Right, v.Right)-max(w.Left, v.Left), min(w.Bottom, v.Bottom)-max(w.Top, v.Top)
	if len(w.Text) > 3 && len(v.Text) > 3 && w.Bottom-w.Top > 1.5*(w.Right-w.Left) { // it runs upwards
		return along > apart && across > wide*0.6
	}
	return across > apart && along > high*0.6
}

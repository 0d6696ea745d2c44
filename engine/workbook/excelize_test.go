package workbook

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"spm/engine/finding"
	"spm/engine/form"
)

// What we write says the same as what excelize writes when it carries out the
// same layout, call by call, down to the colour of every cell.
func TestWrittenLikeExcelize(t *testing.T) {
	lib := library(t)
	for _, kind := range lib.Packets {
		for _, blank := range []bool{false, true} {
			lib.Theme.Paper, lib.Theme.Picture = "Letter", nil
			if blank {
				lib.Theme.Paper, lib.Theme.Picture = "A4", onePixel
			}
			p := samplePacket(t, lib, kind.ID, blank)
			l, err := Plan(lib, p)
			if err != nil {
				t.Fatal(err)
			}
			got, err := Write(lib, p)
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(likeExcelize(meaning(t, byExcelize(l, lib))), likeExcelize(meaning(t, got))); diff != "" {
				t.Errorf("%s, blank %v: excelize (-) and we (+):\n%s", kind.ID, blank, diff)
			}
		}
	}
}

// onePixel is a picture.
var onePixel = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82")

var stored = regexp.MustCompile(`(?s)^.* =`)

// likeExcelize leaves out what excelize cannot write: what formulas show before
// anybody has calculated them, and heights that yield to the text.
func likeExcelize(said map[string]string) map[string]string {
	for place, s := range said {
		switch {
		case strings.Contains(place, " row "):
			said[place] = strings.TrimSuffix(s, "1")
		case strings.Contains(s, " =") && strings.HasPrefix(place, "xl/worksheets"):
			said[place] = stored.ReplaceAllString(s, "=")
		}
	}
	return said
}

// peer carries a layout out with nothing but excelize.
type peer struct {
	f      *excelize.File
	l      *Layout
	lib    *form.Library
	styles map[look]int
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func byExcelize(l *Layout, lib *form.Library) []byte {
	p := &peer{excelize.NewFile(), l, lib, map[look]int{}}
	defer p.f.Close()
	check(p.f.SetDefaultFont(fontName))
	size := float64(fontSize)
	p.f.Styles.Fonts.Font[0].Sz.Val = &size
	sheets := []*SheetLayout{l.Start}
	check(p.f.SetSheetName("Sheet1", l.Start.Name))
	for i := range l.Sheets {
		sheets = append(sheets, &l.Sheets[i])
		_, err := p.f.NewSheet(l.Sheets[i].Name)
		check(err)
	}
	for i, s := range sheets {
		p.sheet(i, s)
	}
	check(p.f.ProtectSheet(l.Start.Name, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true}))
	p.hidden()
	p.properties()
	b, err := p.f.WriteToBuffer()
	check(err)
	return b.Bytes()
}

func (p *peer) name(name, refersTo, scope string) {
	check(p.f.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: refersTo, Scope: scope}))
}

func (p *peer) sheet(i int, s *SheetLayout) {
	for c, width := range s.Widths {
		check(p.f.SetColWidth(s.Name, finding.ColumnName(c+1), finding.ColumnName(c+1), width))
	}
	for c := range s.Hidden {
		check(p.f.SetColVisible(s.Name, finding.ColumnName(len(s.Widths)+1+c), false))
	}
	for row := 1; row <= s.Rows; row++ {
		check(p.f.SetRowHeight(s.Name, row, s.Heights[row].Points))
	}
	for c := range s.Cells {
		p.cell(s.Name, &s.Cells[c])
	}
	if s.Logo > 0 {
		_, err := logoOf(p.l).put(p.f, s.Name)
		check(err)
	}
	for _, a := range s.Asks {
		p.ask(s.Name, a)
	}
	for _, r := range s.Rules {
		id, err := p.f.NewConditionalStyle(newStyles(p.l.Theme.Colours).tone(r.Tone))
		check(err)
		check(p.f.SetConditionalFormat(s.Name, r.Cells, []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: r.Formula, Format: &id}}))
	}
	p.view(s)
	check(p.f.SetSheetDimension(s.Name, "A1:"+address(s.Rows, len(s.Widths)+s.Hidden)))
	p.name("_xlnm.Print_Area", sheetRef(s.Name)+absolute(1, 1)+":"+absolute(s.Rows, len(s.Widths)), s.Name)
	p.name("_xlnm.Print_Titles", fmt.Sprintf("%s$%d:$%d", sheetRef(s.Name), s.Repeat[0], s.Repeat[1]), s.Name)
	p.name(fmt.Sprintf("sh_%s_%d", nameSafe(s.Form.ID), i), sheetRef(s.Name)+absolute(1, 1), "")
}

func (p *peer) cell(sheet string, c *Cell) {
	styles := newStyles(p.l.Theme.Colours)
	id, ok := p.styles[lookOf(c)]
	if !ok {
		var err error
		id, err = p.f.NewStyle(styles.style(lookOf(c)))
		check(err)
		p.styles[lookOf(c)] = id
	}
	at, end := address(c.Row, c.Col), address(c.Row, c.End)
	check(p.f.SetCellStyle(sheet, at, end, id))
	if c.Merged {
		check(p.f.MergeCell(sheet, at, end))
	}
	if c.Link != "" {
		check(p.f.SetCellHyperLink(sheet, at, c.Link, "Location"))
	}
	switch {
	case c.Formula != "":
		check(p.f.SetCellFormula(sheet, at, c.Formula))
	case c.Numeric:
		check(p.f.SetCellFloat(sheet, at, c.Number, -1, 64))
	case c.Star || c.Note != "":
		base := styles.font(look{role: c.Role})
		runs := []excelize.RichTextRun{{Text: c.Text, Font: base}}
		if c.Star {
			red := *base
			red.Color = styles.colour("alert")
			runs = append(runs, excelize.RichTextRun{Text: star, Font: &red})
		}
		if c.Note != "" {
			runs = append(runs, excelize.RichTextRun{Text: "\n" + c.Note, Font: &excelize.Font{Family: fontName, Size: noteSize, Italic: true, Color: styles.colour("quiet")}})
		}
		check(p.f.SetCellRichText(sheet, at, runs))
	case c.Text != "":
		check(p.f.SetCellStr(sheet, at, c.Text))
	}
}

func (p *peer) ask(sheet string, a Ask) {
	d := excelize.NewDataValidation(true)
	d.Sqref = a.Cells
	between := excelize.DataValidationOperatorBetween
	switch a.Kind {
	case AskList:
		d.SetSqrefDropList(a.List)
	case AskDate:
		check(d.SetRange(36526, 73415, excelize.DataValidationTypeDate, between))
	case AskNumber:
		check(d.SetRange(-1e12, 1e12, excelize.DataValidationTypeDecimal, between))
	case AskLength:
		check(d.SetRange(0, a.Most, excelize.DataValidationTypeTextLength, between))
	case AskNothing:
	}
	if a.Prompt != "" {
		d.SetInput(a.Title, a.Prompt)
	}
	if a.Error != "" {
		style := excelize.DataValidationErrorStyleStop
		if a.Warn {
			style = excelize.DataValidationErrorStyleWarning
		}
		d.SetError(style, a.Title, a.Error)
	}
	check(p.f.AddDataValidation(sheet, d))
}

func (p *peer) view(s *SheetLayout) {
	yes, no, zoom, one, tall := true, false, 100.0, 1, btoi(s.OnePage)
	check(p.f.SetSheetView(s.Name, 0, &excelize.ViewOptions{ShowGridLines: &no, ZoomScale: &zoom}))
	below := address(s.Freeze+1, 1)
	check(p.f.SetPanes(s.Name, &excelize.Panes{
		Freeze: true, YSplit: s.Freeze, TopLeftCell: below, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: below, ActiveCell: below, Pane: "bottomLeft"}},
	}))
	check(p.f.SetSheetProps(s.Name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	size, orientation := paperSizes[strings.ToLower(p.l.Theme.Paper)], cmp.Or(s.Sheet.Orientation, "portrait")
	check(p.f.SetPageLayout(s.Name, &excelize.PageLayoutOptions{Size: &size, Orientation: &orientation, FitToWidth: &one, FitToHeight: &tall}))
	for _, row := range s.Breaks {
		check(p.f.InsertPageBreak(s.Name, address(row, 1)))
	}
	side, top, bottom, edge := sideMargin, topMargin, bottomMargin, edgeMargin
	check(p.f.SetPageMargins(s.Name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &bottom, Header: &edge, Footer: &edge, Horizontally: &yes}))
	footer := "&L&8 " + strings.ReplaceAll(s.Footer, "&", "&&") + "&C&8 &A&R&8 " + p.lib.Say(form.PageOf, "page", "&P", "pages", "&N")
	check(p.f.SetHeaderFooter(s.Name, &excelize.HeaderFooterOptions{OddFooter: footer}))
}

func (p *peer) hidden() {
	rows := 1
	for _, name := range []string{listsSheet, metaSheet} {
		_, err := p.f.NewSheet(name)
		check(err)
	}
	for i, x := range p.l.Lists {
		for j, label := range append([]string{x.List}, x.Labels...) {
			check(p.f.SetCellStr(listsSheet, address(j+1, i+1), label))
		}
		rows = max(rows, len(x.Labels)+1)
		p.name(x.Name, areaRef(listsSheet, i+1, 2, len(x.Labels)+1), "")
	}
	check(p.f.SetSheetDimension(listsSheet, "A1:"+address(rows, max(len(p.l.Lists), 1))))
	check(p.f.SetSheetVisible(listsSheet, false))
	k := p.l.Packet
	for i, kv := range [][2]string{
		{metaPacket, k.Code}, {metaWorkspace, k.Organization}, {metaKind, k.Kind}, {metaTo, k.To.Key},
		{metaPeriod, cmp.Or(k.Period, k.Year)}, {metaIssued, string(k.Issued)},
	} {
		for j, s := range kv {
			if s != "" {
				check(p.f.SetCellStr(metaSheet, address(i+1, j+1), s))
			}
		}
	}
	check(p.f.SetSheetDimension(metaSheet, "A1:B6"))
	check(p.f.SetSheetVisible(metaSheet, false, true))
}

func (p *peer) properties() {
	k := p.l.Packet
	day := string(k.Issued) + "T00:00:00Z"
	check(p.f.SetDocProps(&excelize.DocProperties{Creator: "spm", LastModifiedBy: "spm", Created: day, Modified: day, Title: k.Title, Language: p.lib.Locale()}))
	check(p.f.SetAppProps(&excelize.AppProperties{Application: "spm", Company: k.Organization}))
	for _, kv := range [][2]string{{metaPacket, k.Code}, {metaWorkspace, k.Organization}} {
		if kv[1] != "" {
			check(p.f.SetCustomProps(excelize.CustomProperty{Name: kv[0], Value: kv[1]}))
		}
	}
}

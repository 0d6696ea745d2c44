package spreadsheet

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"github.com/xuri/excelize/v2"

	"spm/engine/finding"
)

// sampleForm is one sheet of the sample: how many of its rows are filled, how
// many are formatted, and a letter for what stands in each column.
type sampleForm struct {
	name          string
	filled, total int
	columns       string // i code, t and T short and long text, l choice, d date, n number, m money, p percent, f formula
}

// sampleForms are built like a packet that comes back: some 12,000 values, two
// thirds of them texts, and half as many formatted blanks.
var sampleForms = []sampleForm{
	{"Cover", 12, 12, "ttTld"}, {"Instructions", 40, 40, "iTtll"}, {"Objectives", 28, 60, "iTTllldlp"},
	{"Actions", 270, 300, "iTTlllllddfmlpt"}, {"Risks", 110, 150, "iTTTlllfTldlnt"}, {"Budget", 140, 200, "itllmmmmmfplt"},
	{"Indicators", 56, 100, "iTTtnnnnnnll"}, {"Stakeholders", 75, 100, "ilttTllltt"}, {"Milestones", 55, 80, "iTldddfl"},
	{"Resources", 66, 100, "itlnmnfddlt"}, {"Dependencies", 38, 80, "iTTlldllt"}, {"Communications", 36, 60, "itTtllddl"},
	{"Training", 30, 60, "iTTlndml"}, {"Issues", 58, 100, "iTTTlldddllt"}, {"Summary", 40, 40, "tfffffpl"}, {"Lists", 60, 60, "tttttttttt"},
}

var (
	sampleWords = strings.Fields(`review update develop establish coordinate publish recruit train assess map consult draft approve monitor
		report align regional annual critical local joint shared digital rural urban temporary permanent essential minor shelter clinic school
		road bridge network budget register plan procedure agreement workforce volunteer supplier warehouse vehicle partner council committee
		household population laboratory dataset dashboard contract licence site corridor inventory protocol checklist workshop evaluation survey
		baseline indicator target milestone with across before after including under within against between through following & pending`)
	sampleNames = strings.Fields("Amina Bruno Chen Dalia Étienne García Haddad Ivanov Jansen Kamau Łukasz Mbeki Novak Okafor Søren Traoré Ueda Williams")
	sampleLists = [][]string{
		{"Not started", "In progress", "On hold", "Completed", "Cancelled", "Overdue"}, {"Critical", "High", "Medium", "Low"},
		{"Planning", "Finance & Budget", "Health Services", "Water & Sanitation", "Education", "Human Resources"},
		{"Daily", "Weekly", "Monthly", "Quarterly", "Annually"}, sampleNames,
	}
)

func sentence(r *rand.Rand, words int) string {
	var all []string
	for range words/2 + 1 + r.IntN(words) {
		all = append(all, sampleWords[r.IntN(len(sampleWords))])
	}
	if r.IntN(8) == 0 {
		all = append(all, fmt.Sprint(r.IntN(2000)))
	}
	s := strings.Join(all, " ")
	if r.IntN(40) == 0 {
		s += fmt.Sprintf("\n- see <annex %d>", r.IntN(9))
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// sample is a packet as an office sends it back; equal seeds give equal files.
func sample(seed uint64) []byte {
	f := excelize.NewFile()
	w := sampleWriter{File: f, Rand: rand.New(rand.NewPCG(seed, 0)), styles: map[rune]int{}}
	for kind, code := range map[rune]string{'i': "@", 't': "General", 'T': "General", 'l': "@", 'd': "yyyy-mm-dd", 'n': "#,##0", 'm': "#,##0.00", 'p': "0%", 'f': "#,##0", 'h': "General"} {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code, Font: &excelize.Font{Bold: kind == 'h'}, Alignment: &excelize.Alignment{WrapText: true},
			Border: []excelize.Border{{Type: "top", Style: 1, Color: "BFBFBF"}, {Type: "left", Style: 1, Color: "BFBFBF"}}, Protection: &excelize.Protection{Locked: kind == 'f'}})
		check(err)
		w.styles[kind] = id
	}
	for _, form := range sampleForms {
		_, err := f.NewSheet(form.name)
		check(err)
		w.fill(form)
		w.furnish(form)
	}
	check(f.DeleteSheet("Sheet1"))
	return save(f)
}

const sampleHead = 4 // row of the headings

type sampleWriter struct {
	*excelize.File
	*rand.Rand
	styles map[rune]int
}

func (w sampleWriter) fill(form sampleForm) {
	last := len(form.columns)
	check(w.SetCellStr(form.name, "A1", form.name+" of the Regional Authority"))
	check(w.MergeCell(form.name, "A1", address(1, last)))
	check(w.SetCellStr(form.name, "A2", sentence(w.Rand, 20)))
	check(w.MergeCell(form.name, "A2", address(2, last)))
	for c, kind := range form.columns {
		check(w.SetCellStr(form.name, address(sampleHead, c+1), sentence(w.Rand, 2)))
		check(w.SetCellStyle(form.name, address(sampleHead, c+1), address(sampleHead, c+1), w.styles['h']))
		check(w.SetCellStyle(form.name, address(sampleHead+1, c+1), address(sampleHead+form.total, c+1), w.styles[kind]))
		for r := 1; r <= form.filled; r++ {
			if c > 1 && kind != 'f' && w.IntN(12) == 0 {
				continue
			}
			at := address(sampleHead+r, c+1)
			check(w.SetCellValue(form.name, at, w.value(kind, c, r)))
			if kind == 'f' {
				check(w.SetCellFormula(form.name, at, fmt.Sprintf(`IF(AND(A%d<>"",B%d<>""),ROW()*%d,0)`, sampleHead+r, sampleHead+r, c)))
			}
		}
	}
}

func (w sampleWriter) value(kind rune, col, row int) any {
	switch kind {
	case 'i':
		return fmt.Sprintf("OBJ-%03d", row)
	case 't':
		return sentence(w.Rand, 5)
	case 'T':
		return sentence(w.Rand, 12)
	case 'l':
		list := sampleLists[col%len(sampleLists)]
		return list[w.IntN(len(list))]
	case 'd':
		return 45292 + w.IntN(1800)
	case 'm':
		return float64(w.IntN(90_000_000)) / 100
	case 'p':
		return float64(w.IntN(101)) / 100
	}
	return w.IntN(5000)
}

// furnish adds what a form has around its cells.
func (w sampleWriter) furnish(form sampleForm) {
	for c, kind := range form.columns {
		column := address(sampleHead+1, c+1) + ":" + address(sampleHead+form.total, c+1)
		v := excelize.NewDataValidation(true)
		v.Sqref = column
		switch kind {
		case 'l':
			check(v.SetDropList(sampleLists[c%len(sampleLists)]))
			check(w.AddDataValidation(form.name, v))
		case 'd', 'n', 'm':
			check(v.SetRange(0, 1e9, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween))
			v.SetInput("A number", "Type the figure only, without words.")
			check(w.AddDataValidation(form.name, v))
		case 'p':
			check(w.SetConditionalFormat(form.name, column, []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: ">", Value: "0.8"}}))
		}
		check(w.SetColWidth(form.name, finding.ColumnName(c+1), finding.ColumnName(c+1), float64(10+c)))
	}
	for n := range 4 {
		check(w.AddComment(form.name, excelize.Comment{Cell: address(sampleHead+1+n, 1+w.IntN(len(form.columns))), Author: "Planner", Text: sentence(w.Rand, 12)}))
	}
	check(w.ProtectSheet(form.name, &excelize.SheetProtectionOptions{Password: "plan"}))
	check(w.SetPanes(form.name, &excelize.Panes{Freeze: true, YSplit: sampleHead, TopLeftCell: address(sampleHead+1, 1), ActivePane: "bottomLeft"}))
}

package workbook

import "strings"

// sheetOfPaper is a size of paper in points, upright.
type sheetOfPaper struct{ width, height float64 }

var papers = map[string]sheetOfPaper{
	"letter": {612, 792}, "legal": {612, 1008}, "tabloid": {792, 1224}, "a3": {842, 1191}, "a4": {595, 842},
}

// The margins of a printed page, in inches.
const (
	sideMargin   = 0.4
	topMargin    = 0.45
	bottomMargin = 0.6
	edgeMargin   = 0.3 // of header and footer
)

// paginate says where the pages of a form on paper begin, so that no heading
// stands alone at the foot of one. Programs end pages themselves where rows may
// still grow with what is typed.
func (x *planner) paginate(paper string) {
	room := x.pageRoom(paper)
	repeated := 0.0
	for row := x.Repeat[0]; row <= x.Repeat[1]; row++ {
		repeated += x.Heights[row].Points
	}
	used := 0.0
	for row := 1; row <= x.Rows; row++ {
		h := x.Heights[row].Points
		if row > x.Repeat[1] && used+max(h, x.together(row)) > room && used > repeated {
			x.Breaks = append(x.Breaks, row)
			used = repeated
		}
		used += h
	}
}

// pageRoom is how much of a sheet goes on a page, in points of the sheet: it is
// printed as small as its width asks for. Programs do not measure alike.
func (x *planner) pageRoom(paper string) float64 {
	const column, padding, alike = 5.25, 3.75, 0.95 // points of a character and of a column
	p, ok := papers[strings.ToLower(paper)]
	if !ok {
		p = papers["letter"]
	}
	if x.Sheet.Orientation == "landscape" {
		p.width, p.height = p.height, p.width
	}
	width := x.width()*column + float64(len(x.Widths))*padding
	scale := min(1, (p.width-2*sideMargin*72)/width)
	return (p.height - (topMargin+bottomMargin)*72) / scale * alike
}

// together is the height of the rows that belong on one page with a row: the
// head of a section with its first two rows.
func (x *planner) together(row int) (sum float64) {
	for i := range x.Sections {
		s := &x.Sections[i]
		if s.Bar != row {
			continue
		}
		for r := row; r <= min(s.First+1, s.Last); r++ {
			sum += x.Heights[r].Points
		}
	}
	return sum
}

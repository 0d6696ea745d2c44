package workbook

import (
	"math"
	"strings"
	"unicode/utf8"

	"spm/engine/form"
)

// The width of a matrix's column, in characters: a mark needs little, and its
// heading is turned upwards where it has no room. What the page gives beyond
// the other columns is shared.
const (
	narrowMark = 4.2
	wideMark   = 15
)

// handwritten is the height of a heading that is written in by hand, in points.
const handwritten = 60

// pageWidth is how many characters a page holds at a size that can be read.
func pageWidth(orientation string) float64 {
	if orientation == "landscape" {
		return 170
	}
	return 122
}

// shareMatrix gives the columns of matrices their widths: what the page has
// left for them, each the same.
func shareMatrix(s *form.Sheet, w []float64) {
	marks := map[int]bool{}
	for i := range s.Sections {
		x := &s.Sections[i]
		if x.Shape != form.Table {
			continue
		}
		for j := range x.Fields {
			if x.Fields[j].Column != "" && j < len(w) {
				marks[j] = true
			}
		}
	}
	if len(marks) == 0 {
		return
	}
	left := pageWidth(s.Orientation)
	for col, width := range w {
		if !marks[col] {
			left -= width
		}
	}
	each := math.Floor(min(max(left/float64(len(marks)), narrowMark), wideMark)*10) / 10
	for col := range marks {
		w[col] = each
	}
}

// headText is the heading of a field. On paper, those who fill in a matrix
// write its headings.
func (x *planner) headText(f *form.Field) string {
	if x.p.Blank && f.Column != "" {
		return ""
	}
	return f.Label
}

// rotated tells whether the headings of a matrix stand upright: all of them,
// where one has no room otherwise.
func (x *planner) rotated(l *SectionLayout) bool {
	const most = 3 // lines of a heading that lies
	for i := range l.Section.Fields {
		f := &l.Section.Fields[i]
		if f.Column == "" {
			continue
		}
		width := x.spanWidth(l.Spans[i])*0.92 - 1
		for word := range strings.FieldsSeq(x.headText(f)) {
			if textWidth(word, fontSize) > width {
				return true
			}
		}
		if lineCount(x.headText(f), width+1, fontSize) > most {
			return true
		}
	}
	return false
}

// uprightHeight is the height of a row with upright headings, the longest of
// which are parted into two lines.
func uprightHeight(longest string) float64 {
	const least, most, letter = 40, 130, 5.9 // points
	return min(max(float64(utf8.RuneCountInString(longest))*letter+10, least), most)
}

func longer(a, b string) string {
	if utf8.RuneCountInString(b) > utf8.RuneCountInString(a) {
		return b
	}
	return a
}

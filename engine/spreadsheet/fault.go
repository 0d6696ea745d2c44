package spreadsheet

import (
	"fmt"
	"strconv"

	"spm/engine/finding"
)

// The cases of the catalogue that this package finds.
const (
	emptyFile         finding.Code = "FILE-01"
	helperFile        finding.Code = "FILE-02"
	oldExcel          finding.Code = "FILE-03"
	passwordFile      finding.Code = "FILE-04"
	oldOffice         finding.Code = "FILE-05"
	binaryWorkbook    finding.Code = "FILE-06"
	otherOpenDocument finding.Code = "FILE-07"
	appleNumbers      finding.Code = "FILE-08"
	webPage           finding.Code = "FILE-09"
	xmlSpreadsheet    finding.Code = "FILE-10"
	textFile          finding.Code = "FILE-11"
	otherDocument     finding.Code = "FILE-12"
	packedFolder      finding.Code = "FILE-13"
	linkOnly          finding.Code = "FILE-14"
	unknownFile       finding.Code = "FILE-15"
	onlyZeros         finding.Code = "FILE-16"
	fileTooLarge      finding.Code = "FILE-20"
	cutOff            finding.Code = "FILE-21"
	fileDamaged       finding.Code = "FILE-22"
	tooMuchInside     finding.Code = "FILE-23"
	oddlyPacked       finding.Code = "FILE-24"
	damagedInside     finding.Code = "FILE-25"
	unsafeContent     finding.Code = "FILE-26"
	partMissing       finding.Code = "FILE-27"
	noSheets          finding.Code = "FILE-28"
	unusualBuild      finding.Code = "FILE-29"
	sameName          finding.Code = "FILE-30"
	contradiction     finding.Code = "FILE-31"
	beyondEdge        finding.Code = "FILE-32"
	tooManyInSheet    finding.Code = "FILE-33"
	textTooLong       finding.Code = "FILE-34"
	brokenQuotes      finding.Code = "FILE-35"
	ourFailure        finding.Code = "FILE-39"
	hasMacros         finding.Code = "FILE-40"
	hasLinks          finding.Code = "FILE-41"
	namedOtherwise    finding.Code = "FILE-42"
	oldLetters        finding.Code = "FILE-43"
)

// fault is a finding on its way up: who notices it knows the case, who called
// knows the file and the sheet.
type fault struct {
	code     finding.Code
	words    []string
	part     string // what the damaged part is, in people's words
	sheet    string
	row, col int
	line     int // of a text
}

func (f *fault) Error() string { return fmt.Sprintf("%s %v", f.code, f.words) }

func refuse(code finding.Code, words ...string) *fault { return &fault{code: code, words: words} }

// in says in which part, unless a narrower place is known already.
func (f *fault) in(part string) *fault {
	if f.part == "" && f.sheet == "" {
		f.part = part
	}
	return f
}

// near says in which sheet, and the last cell or row that was reached there.
func (f *fault) near(sheet string, row, col int) *fault {
	if f.sheet == "" {
		f.sheet, f.row, f.col = sheet, row, col
	}
	return f
}

func (f *fault) place() string {
	switch {
	case f.sheet == "":
		return f.part
	case f.row == 0:
		return `the sheet "` + f.sheet + `"`
	case f.col == 0:
		return `the sheet "` + f.sheet + `" near row ` + strconv.Itoa(f.row)
	}
	return `the sheet "` + f.sheet + `" near cell ` + finding.Location{Row: f.row, Col: f.col}.Cell()
}

func (f *fault) finding(file string) finding.Finding {
	where := finding.Location{File: file, Sheet: f.sheet, Row: f.row, Col: f.col, Line: f.line, Column: min(f.line, 1)}
	return finding.New(f.code, where, append([]string{"place", f.place()}, f.words...)...)
}

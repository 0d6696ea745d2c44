package spreadsheet

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// accident is what an ordinary person does to a workbook in a moment: a format
// given to whole columns or rows, a value typed in the last cell, a register
// pasted in. No answer among it may be lost, and no memory taken for the rest.
type accident struct {
	name   string
	file   func() parts
	values int
}

const accidentHead = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="2"><v>7.5</v></c></row>`

var accidents = []accident{
	{"a million formatted empty rows", func() parts {
		return plain(accidentHead + eachRow(2, maxRow, func(b *bytes.Buffer, r int) {
			fmt.Fprintf(b, `<row r="%d" s="1" customFormat="1" ht="15.75" customHeight="1"/>`, r)
		}))
	}, 2},
	{"five formatted blanks in a million rows", func() parts {
		return plain(accidentHead + eachRow(2, maxRow, func(b *bytes.Buffer, r int) {
			fmt.Fprintf(b, `<row r="%d"><c r="A%[1]d" s="1"/><c r="B%[1]d" s="1"/><c r="C%[1]d" s="1"/><c r="D%[1]d" s="1"/><c r="E%[1]d" s="1"/></row>`, r)
		}))
	}, 2},
	{"a value in the last cell", func() parts {
		return plain(accidentHead + `<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`)
	}, 3},
	{"a format in the last cell", func() parts {
		return plain(accidentHead + `<row r="1048576"><c r="XFD1048576" s="1"/></row>`)
	}, 2},
	{"300 rows formatted to the last column", func() parts {
		return plain(accidentHead + eachRow(2, 300, func(b *bytes.Buffer, r int) {
			fmt.Fprintf(b, `<row r="%d">`, r)
			for col := 1; col <= maxCol; col++ {
				fmt.Fprintf(b, `<c r="%s" s="1"/>`, address(r, col))
			}
			b.WriteString("</row>")
		}))
	}, 2},
	{"a table of 60,000 rows and 15 columns", table60000, 2 + 59_999*15},
}

// table60000 is a register of 60,000 rows: half its values are texts, and half of
// those stand in one row only.
func table60000() parts {
	var texts strings.Builder
	rows := eachRow(2, 60_000, func(b *bytes.Buffer, r int) {
		fmt.Fprintf(b, `<row r="%d" spans="1:15">`, r)
		for col := 1; col <= 15; col++ {
			at := address(r, col)
			switch {
			case col <= 4:
				fmt.Fprintf(b, `<c r="%s" s="6" t="s"><v>%d</v></c>`, at, 3+(r-2)*4+col-1)
				fmt.Fprintf(&texts, `<si><t>text %d of the register &amp; more of row %d</t></si>`, col, r)
			case col <= 8:
				fmt.Fprintf(b, `<c r="%s" t="s"><v>%d</v></c>`, at, col%2)
			case col == 9:
				fmt.Fprintf(b, `<c r="%s" s="2"><f>SUM(J%d:O%[2]d)</f><v>%[2]d.5</v></c>`, at, r)
			default:
				fmt.Fprintf(b, `<c r="%s" s="%d"><v>%d</v></c>`, at, col%4, 46000+r%900)
			}
		}
		b.WriteString("</row>")
	})
	return plain(accidentHead+rows).with(stringPart, "</sst>", texts.String()+"</sst>")
}

func eachRow(from, to int, row func(b *bytes.Buffer, r int)) string {
	var b bytes.Buffer
	for r := from; r <= to; r++ {
		row(&b, r)
	}
	return b.String()
}

// An accident costs the size of the sheet while it is read, next to nothing
// afterwards, and no answer.
func TestAccidentsAreRead(t *testing.T) {
	if testing.Short() {
		t.Skip("makes some hundred megabytes")
	}
	for _, a := range accidents {
		t.Run(a.name, func(t *testing.T) {
			p := a.file()
			size := uint64(0)
			for _, e := range p {
				size += uint64(len(e[1]))
			}
			data := p.zip()
			p = nil
			start := time.Now()
			if got := scanValues(data); got != a.values {
				t.Errorf("%d values handed on, want %d", got, a.values)
			}
			spent := time.Since(start)
			before := allocated()
			book := mustOpen(t, data)
			took := allocated() - before
			got := 0
			for _, r := range book.Sheets[0].Rows {
				got += len(r.Cells)
			}
			if got != a.values {
				t.Errorf("%d values kept, want %d", got, a.values)
			}
			// Room for the part, and for each cell that holds something.
			if most := size + size/8 + 1<<20 + uint64(a.values)*300; took > most {
				t.Errorf("allocated %d MB, want at most %d", took>>20, most>>20)
			}
			t.Logf("%d KB, %d MB unpacked, %d MB allocated, %v", len(data)>>10, size>>20, took>>20, spent.Round(time.Millisecond))
		})
	}
}

func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// Whoever uses the last column of every row gets all of it read: what lies
// between costs nothing.
func TestLastColumnOfEveryRow(t *testing.T) {
	const rows = 20_000
	book := mustOpen(t, plain(accidentHead+eachRow(2, rows, func(b *bytes.Buffer, r int) {
		fmt.Fprintf(b, `<row r="%d"><c r="XFD%[1]d"><v>%[1]d</v></c></row>`, r)
	})).zip())
	if last, ok := book.Sheets[0].At(rows, maxCol); !ok || last.Number != rows || len(book.Sheets[0].Rows) != rows {
		t.Errorf("%d rows, the last ends with %+v", len(book.Sheets[0].Rows), last)
	}
}

// BenchmarkAccident times every accident beside the limit and beside excelize's
// Rows, which is the way of excelize that ends on all of them.
func BenchmarkAccident(b *testing.B) {
	for _, a := range accidents {
		b.Run(a.name, func(b *testing.B) {
			files := [][]byte{a.file().zip()}
			for _, c := range []candidate{candidateScan, candidateOpen, candidateRows} {
				b.Run(c.name, func(b *testing.B) { compare(b, files, c, candidateRows) })
			}
		})
	}
}

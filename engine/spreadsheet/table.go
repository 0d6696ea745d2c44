package spreadsheet

import (
	"bytes"
	"encoding/binary"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// openTable reads a sheet that was saved as text: values between commas,
// semicolons, tabs or upright lines, a record a row (RFC 4180, and what Excel
// and LibreOffice make of it). A text that is no table is refused.
func openTable(name string, data []byte, lim *Limits, r reading) (*Book, []*fault) {
	text, old, ok := plainText(data)
	if !ok || text == "" {
		return nil, []*fault{refuse(textFile)}
	}
	t := table{lim: lim, text: text}
	t.comma, t.text = declaredComma(text)
	if t.comma == 0 {
		t.comma = sniffComma(t.text)
	} else {
		t.line = 1
	}
	if t.comma == 0 {
		return nil, []*fault{t.noTable(name)}
	}
	sheet := &Sheet{Name: sheetName(name)}
	book := &Book{Format: Table, Properties: map[string]string{}, Sheets: []*Sheet{sheet}}
	r.Sheet(sheet)
	if bad := t.read(r); bad != nil {
		return nil, []*fault{bad}
	}
	if old {
		book.notes = append(book.notes, refuse(oldLetters))
	}
	return book, nil
}

// noTable says what keeps a text from being a table: a quotation mark in a file
// that is named as one, or that it is none.
func (t *table) noTable(name string) *fault {
	if t.comma = ','; strings.EqualFold(path.Ext(name), ".csv") {
		for t.text != "" {
			if _, bad := t.record(); bad != nil {
				return bad
			}
		}
	}
	return refuse(textFile)
}

// sheetName is what Excel and LibreOffice call the one sheet of such a file.
func sheetName(file string) string {
	base := file[strings.LastIndexAny(file, `/\`)+1:]
	return strings.TrimSuffix(base, path.Ext(base))
}

// plainText decodes a text; old tells that it is not in Unicode and was taken
// for the letters of Windows.
func plainText(data []byte) (text string, old, ok bool) {
	if order, skip := utf16Order(data); order != nil {
		b, ok := fromUTF16(data[skip:], order)
		data = b
		if !ok {
			return "", false, false
		}
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	data = bytes.TrimRight(data, "\x1a") // the end of a text in days of DOS
	if bytes.IndexByte(data, 0) >= 0 {
		return "", false, false
	}
	if utf8.Valid(data) {
		return string(data), false, true
	}
	b, err := charmap.Windows1252.NewDecoder().Bytes(data)
	return string(b), true, err == nil
}

// utf16Order recognises UTF-16 by its mark, or by the zeros of Western letters.
func utf16Order(data []byte) (order binary.ByteOrder, skip int) {
	const sample = 200
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return binary.LittleEndian, 2
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return binary.BigEndian, 2
	}
	var zeros [2]int
	head := data[:min(len(data), sample)&^1]
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch most := len(head) / 2 * 3 / 4; {
	case zeros[1] > most && zeros[0] == 0:
		return binary.LittleEndian, 0
	case zeros[0] > most && zeros[1] == 0:
		return binary.BigEndian, 0
	}
	return nil, 0
}

// declaredComma reads the line sep=; that Excel understands, and takes it off.
func declaredComma(text string) (comma byte, rest string) {
	line, rest, _ := strings.Cut(text, "\n")
	if line = strings.TrimSuffix(line, "\r"); len(line) == len("sep=;") && strings.EqualFold(line[:4], "sep=") && line[4] != '"' {
		return line[4], rest
	}
	return 0, text
}

// sniffComma finds what stands between the values: the sign that makes records
// of one width, and of the most values where several do; 0: none does.
func sniffComma(text string) (best byte) {
	const sample = 64 << 10
	var highest float64
	for _, comma := range []byte{',', ';', '\t', '|'} {
		t := table{text: text[:min(len(text), sample)], comma: comma}
		if score := t.score(len(text) <= sample); score > highest {
			best, highest = comma, score
		}
	}
	return best
}

// score tells how much a text looks like a table: the part of its records that
// are of the usual width. Below two values, or two records, it is none, and
// neither is prose: there a blank stands behind every comma.
func (t *table) score(whole bool) float64 {
	const most = 300 // records
	widths := map[int]int{}
	records, usual, values, spaced := 0, 0, 0, 0
	for records < most && t.text != "" {
		record, bad := t.record()
		if bad != nil && !whole && t.text == "" {
			break // the sample ends inside a value
		}
		if n := len(record); n > 1 || n == 1 && record[0] != "" || bad != nil {
			records++
			if widths[n]++; widths[n] > widths[usual] || widths[n] == widths[usual] && n > usual {
				usual = n
			}
			for _, v := range record[min(1, n):] {
				if v == "" {
					continue
				}
				if values++; v[0] == ' ' {
					spaced++
				}
			}
		}
		if bad != nil {
			break
		}
	}
	if count := widths[usual]; usual > 1 && count > 1 && 2*count > records && spaced < values {
		return float64(count)/float64(records) + float64(usual)/1e6
	}
	return 0
}

// table reads the records of a text.
type table struct {
	lim    *Limits
	text   string // what is left
	comma  byte
	line   int // lines read so far
	fields []string
}

// read hands on every value as a text: a number that somebody typed as text is
// understood by who knows what is expected there.
func (t *table) read(r reading) *fault {
	var total totals
	for row := 1; t.text != ""; row++ {
		first := t.line + 1
		record, bad := t.record()
		switch {
		case bad != nil:
			return bad
		case row > maxRow || row > t.lim.RowElements:
			return t.tooMany("rows", min(maxRow, t.lim.RowElements))
		case len(record) > t.lim.Columns:
			return t.tooMany("columns", t.lim.Columns)
		}
		begun := false
		for i, text := range record {
			if text == "" {
				continue
			}
			if !begun {
				r.Row(row, false)
				begun = true
			}
			total.cells++
			total.text += int64(len(text))
			switch {
			case t.lim.longText(text):
				return refuse(textTooLong, "limit", strconv.Itoa(t.lim.TextRunes)).in("line " + strconv.Itoa(first))
			case total.cells > t.lim.Cells:
				return t.tooMany("values", t.lim.Cells)
			case total.text > t.lim.TextBytes:
				return refuse(tooManyInSheet, "things", "texts", "limit", megabytes(uint64(t.lim.TextBytes))).in("the table")
			}
			r.Cell(Cell{Row: row, Col: i + 1, Kind: Text, Stored: true, Text: text})
		}
	}
	return nil
}

func (t *table) tooMany(things string, limit int) *fault {
	return refuse(tooManyInSheet, "things", things, "limit", strconv.Itoa(limit)).in("the table")
}

// record reads the next one; a line that is empty is a record of one empty value.
func (t *table) record() ([]string, *fault) {
	t.line++
	t.fields = t.fields[:0]
	for {
		var field string
		if strings.HasPrefix(t.text, `"`) {
			var bad *fault
			if field, bad = t.quoted(); bad != nil {
				return nil, bad
			}
		} else {
			n := 0
			for n < len(t.text) && t.text[n] != t.comma && t.text[n] != '\n' && t.text[n] != '\r' {
				n++
			}
			field, t.text = t.text[:n], t.text[n:]
		}
		if len(t.fields) <= maxCol { // one too many is enough to be told
			t.fields = append(t.fields, field)
		}
		if t.text == "" || t.text[0] != t.comma {
			break
		}
		t.text = t.text[1:]
	}
	t.text = strings.TrimPrefix(t.text, "\r")
	t.text = strings.TrimPrefix(t.text, "\n")
	return t.fields, nil
}

// quoted reads a value between quotation marks. In it lines may end, and a mark
// that is meant stands twice.
func (t *table) quoted() (string, *fault) {
	begun, start := t.line, t.text
	var b strings.Builder
	for rest := t.text[1:]; ; {
		part, after, closed := strings.Cut(rest, `"`)
		if !closed {
			t.text = ""
			return "", t.unbalanced(begun, "a quotation mark opens there and is never closed")
		}
		t.line += strings.Count(lineEnds(part), "\n")
		if rest = after; strings.HasPrefix(rest, `"`) {
			b.WriteString(part)
			b.WriteByte('"')
			rest = rest[1:]
			continue
		}
		t.text = rest
		if rest != "" && rest[0] != t.comma && rest[0] != '\n' && rest[0] != '\r' {
			return "", t.unbalanced(t.line, "text stands behind a closing quotation mark")
		}
		if b.Len() == 0 {
			return lineEnds(start[1 : 1+len(part)]), nil
		}
		b.WriteString(part)
		return lineEnds(b.String()), nil
	}
}

func (t *table) unbalanced(line int, reason string) *fault {
	f := refuse(brokenQuotes, "line", strconv.Itoa(line), "reason", reason)
	f.line = line
	return f
}

// lineEnds makes every line end inside a value a line feed.
func lineEnds(s string) string { return normaliseLines(s, true) }

package byhand

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// look is what a cell's style means for what is typed into it.
type look struct {
	kind   kind
	locked bool
}

type kind uint8

const (
	general kind = iota
	asText
	asPercent
	asDay
	otherNumber
)

// The built-in number formats that a General cell takes on by what is typed.
const (
	formatThousands  = 3
	formatThousands2 = 4
	formatDollars    = 6
	formatCents      = 8
	formatPercent    = 9
	formatPercent2   = 10
	formatDay        = 14
	formatMonth      = 17
	formatText       = 49
)

// dollars are the formats of amounts; excelize does not know them as built in.
var dollars = map[int]string{formatDollars: `"$"#,##0`, formatCents: `"$"#,##0.00`}

// typed is what a program makes of a text.
type typed struct {
	number float64
	format int // that a General cell takes on; 0: none
}

var (
	typedNumber  = regexp.MustCompile(`^([-+]?)(\$?)(\d{1,3}(?:,\d{3})+|\d+|)(\.\d+)?\s*(%?)$`)
	typedDay     = []string{"1/2/2006", "1/2/06", "2006-01-02", "January 2, 2006", "Jan 2, 2006", "2-Jan-2006", "2-Jan-06"}
	typedMonth   = []string{"January 2006", "Jan 2006", "January, 2006", "Jan-06"}
	epoch        = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	days1904     = 1462.0 // between the two systems
	errProtected = errors.New("the cell is locked, and the sheet is protected")
)

// read takes a text as a program does; ok is false for what stays a text.
func read(s string) (typed, bool) {
	s = strings.TrimSpace(s)
	for _, layout := range typedDay {
		if t, err := time.Parse(layout, s); err == nil {
			return typed{serial(t), formatDay}, true
		}
	}
	for _, layout := range typedMonth {
		if t, err := time.Parse(layout, s); err == nil {
			return typed{serial(t), formatMonth}, true
		}
	}
	m := typedNumber.FindStringSubmatch(s)
	if m == nil || m[3]+m[4] == "" || m[2] != "" && m[5] != "" {
		return typed{}, false
	}
	n, err := strconv.ParseFloat(m[1]+strings.ReplaceAll(m[3], ",", "")+m[4], 64)
	if err != nil {
		return typed{}, false
	}
	broken := m[4] != ""
	switch {
	case m[5] != "":
		return typed{n / 100, pick(broken, formatPercent2, formatPercent)}, true
	case m[2] != "":
		return typed{n, pick(broken, formatCents, formatDollars)}, true
	case strings.Contains(m[3], ","):
		return typed{n, pick(broken, formatThousands2, formatThousands)}, true
	}
	return typed{number: n}, true
}

func pick(yes bool, a, b int) int {
	if yes {
		return a
	}
	return b
}

func serial(t time.Time) float64 {
	y, m, d := t.Date()
	return math.Round(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(epoch).Hours() / 24)
}

// enter types into a cell of a sheet; nil clears it.
func (b *Book) enter(p *page, at spot, v any) error {
	cell := at.String()
	style, err := b.file.GetCellStyle(p.name, cell)
	if err == nil {
		var l look
		if l, err = b.look(style); err == nil {
			err = b.put(p, at, style, l, v)
		}
	}
	if err != nil {
		return fmt.Errorf("typing %v into %s of sheet %q: %w", v, cell, p.name, err)
	}
	return nil
}

func (b *Book) put(p *page, at spot, style int, l look, v any) error {
	if l.locked && b.protected(p.name) {
		return errProtected
	}
	switch x := v.(type) {
	case nil:
		return b.store(p, at, "", nil)
	case Text:
		return b.text(p, at, style, string(x))
	case string:
		return b.keys(p, at, style, l, x)
	case bool:
		return b.keys(p, at, style, l, strings.ToUpper(strconv.FormatBool(x)))
	case int:
		return b.keys(p, at, style, l, strconv.Itoa(x))
	case int64:
		return b.keys(p, at, style, l, strconv.FormatInt(x, 10))
	case uint64:
		return b.keys(p, at, style, l, strconv.FormatUint(x, 10))
	case float64:
		return b.keys(p, at, style, l, strconv.FormatFloat(x, 'f', -1, 64))
	case time.Time:
		return b.keys(p, at, style, l, x.Format("1/2/2006"))
	}
	return fmt.Errorf("%T cannot be typed", v)
}

// text types a text that stays one, also where it looks like a number.
func (b *Book) text(p *page, at spot, style int, s string) error {
	if err := b.store(p, at, s, s); err != nil {
		return err
	}
	if _, looks := read(s); !looks {
		return nil
	}
	return b.format(p, at, style, formatText)
}

// keys types a text as it comes from the keyboard.
func (b *Book) keys(p *page, at spot, style int, l look, s string) error {
	if strings.TrimSpace(s) == "" {
		return b.store(p, at, "", nil)
	}
	if l.kind == asText {
		return b.store(p, at, s, s)
	}
	if formula, yes := strings.CutPrefix(s, "="); yes {
		return b.formula(p, at, formula)
	}
	if up := strings.ToUpper(s); up == "TRUE" || up == "FALSE" {
		return b.store(p, at, up, up == "TRUE")
	}
	t, ok := read(s)
	if !ok {
		return b.store(p, at, s, s)
	}
	switch {
	case l.kind == asPercent && t.format == 0 && math.Abs(t.number) >= 1:
		t.number /= 100 // programs do so in a cell that shows percent
	case b.date1904 && (t.format == formatDay || t.format == formatMonth):
		t.number -= days1904
	}
	if err := b.store(p, at, strconv.FormatFloat(t.number, 'f', -1, 64), t.number); err != nil {
		return err
	}
	// Value before style, and only where the cell has no format that fits.
	if t.format == 0 || l.kind != general && (l.kind == asDay) == (t.format == formatDay || t.format == formatMonth) {
		return nil
	}
	return b.format(p, at, style, t.format)
}

func (b *Book) store(p *page, at spot, shown string, v any) error {
	if err := b.file.SetCellValue(p.name, at.String(), v); err != nil {
		return err
	}
	p.write(at, shown)
	return nil
}

func (b *Book) formula(p *page, at spot, formula string) error {
	// Without the blank before it, the formula would keep what stood in the cell.
	if err := b.store(p, at, "", nil); err != nil {
		return err
	}
	return b.file.SetCellFormula(p.name, at.String(), formula)
}

// format gives a cell another number format and leaves the rest of its style.
func (b *Book) format(p *page, at spot, style, format int) error {
	id, known := b.styles[restyle{style, format}]
	if !known {
		s, err := b.file.GetStyle(style)
		if err != nil {
			return err
		}
		s.NumFmt, s.CustomNumFmt, s.DecimalPlaces = format, nil, nil
		if money, yes := dollars[format]; yes {
			s.NumFmt, s.CustomNumFmt = 0, &money
		}
		if id, err = b.file.NewStyle(s); err != nil {
			return err
		}
		b.styles[restyle{style, format}] = id
	}
	return b.file.SetCellStyle(p.name, at.String(), at.String(), id)
}

func (b *Book) look(style int) (look, error) {
	if l, known := b.looks[style]; known {
		return l, nil
	}
	s, err := b.file.GetStyle(style)
	if err != nil {
		return look{}, err
	}
	l := look{kind: kindOf(s), locked: s.Protection == nil || s.Protection.Locked}
	b.looks[style] = l
	return l, nil
}

// quoted are the parts of a number format that are no format letters.
var quoted = regexp.MustCompile(`"[^"]*"|\[[^\]]*\]|\\.`)

func kindOf(s *excelize.Style) kind {
	if s.CustomNumFmt != nil {
		f := strings.ToLower(quoted.ReplaceAllString(*s.CustomNumFmt, ""))
		switch {
		case f == "@":
			return asText
		case strings.Contains(f, "%"):
			return asPercent
		case f == "general":
			return general
		case strings.ContainsAny(f, "ymd"):
			return asDay
		}
		return otherNumber
	}
	switch n := s.NumFmt; {
	case n == 0:
		return general
	case n == formatText:
		return asText
	case n == formatPercent || n == formatPercent2:
		return asPercent
	case n >= formatDay && n <= 22:
		return asDay
	}
	return otherNumber
}

// protected tells whether a sheet is; excelize gives a protected sheet's
// allowances, of which selecting a cell is always one.
func (b *Book) protected(sheet string) bool {
	allowed, err := b.file.GetSheetProtection(sheet)
	return err == nil && (allowed.SelectLockedCells || allowed.SelectUnlockedCells)
}

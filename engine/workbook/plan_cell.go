package workbook

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/value"
)

// Role is what a cell is there for; its look follows from it.
type Role uint8

// The roles of cells.
const (
	RoleTitle Role = iota + 1
	RoleRecipient
	RoleStep
	RoleIdentity
	RoleInstruction
	RoleDue
	RoleBarNo
	RoleBar
	RoleHelp
	RoleKey
	RoleGroup
	RoleHead
	RoleCode // of a row
	RoleQuestion
	RoleLabel
	RoleHint
	RoleInput
	RoleGiven
	RoleVoid // nothing belongs here
	RoleRowID
	RoleLink // to a sheet, in a table
	RoleBack // to the first sheet
	RoleText // of the first sheet
	RoleCell // of its table
)

var roleNames = [...]string{
	RoleTitle: "title", RoleRecipient: "recipient", RoleStep: "step", RoleIdentity: "identity", RoleInstruction: "instruction", RoleDue: "due",
	RoleBarNo: "section no", RoleBar: "section", RoleHelp: "help", RoleKey: "key", RoleGroup: "group", RoleHead: "heading",
	RoleCode: "code", RoleQuestion: "question", RoleLabel: "label", RoleHint: "hint", RoleInput: "input", RoleGiven: "given",
	RoleVoid: "void", RoleRowID: "row id", RoleLink: "link", RoleBack: "back", RoleText: "text", RoleCell: "cell",
}

// String is the name of a role.
func (r Role) String() string { return roleNames[r] }

// Cell is a cell to write: its place, what stands in it, and its look.
type Cell struct {
	Row, Col int
	End      int  // last column; without Merged the columns after the first only share the look
	Merged   bool // one cell from Col to End
	Centre   bool
	Upright  bool // the text runs upwards
	Roomy    bool // the answer to a question: a little in, and in the middle unless it is long
	Star     bool // a red * follows the text
	Numeric  bool
	Role     Role
	Format   string // number format; empty: General
	Text     string
	Note     string  // small and grey below it
	Number   float64 // where Numeric
	Formula  string  // follows what is being filled in elsewhere; Text or Number is its stored result
	Link     string  // place in the workbook that a click leads to
	Field    *form.Field
	mirror   *packet.Mirror
}

// The number formats of answers. Text keeps what is typed as it is typed: 6-8
// stays a range of grades and "- first point" is no formula.
const (
	formatText    = "@"
	formatDate    = `mmm d, yyyy`
	formatPercent = "0%"
	formatTenths  = "0.0#%"
	formatWhole   = "#,##0"
)

// dateFormat shows days the way of the library's language.
func dateFormat(lib *form.Library) string {
	if t := lib.Language; t != nil && t.Date != "" {
		return t.Date
	}
	return formatDate
}

// formatOf is the number format of a field's cells while they are blank.
func (x *planner) formatOf(t value.Type) string {
	switch t {
	case value.Day:
		return dateFormat(x.lib)
	case value.Percent:
		return formatPercent
	case value.Number, value.Measure:
		return ""
	}
	return formatText
}

// centred tells which answers are short words or numbers.
func centred(t value.Type) bool {
	switch t {
	case value.Code, value.Day, value.Month, value.YesNo, value.Choice, value.Number, value.Percent, value.Measure:
		return true
	}
	return false
}

// datum puts a value that is not blank into a cell as its field shows it.
func (c *Cell) datum(lib *form.Library, v value.Value, options value.Options) {
	switch {
	case v.OnlyReason():
		c.Text = v.Format(options)
	case v.Type == value.Day && value.Date(v.Text).Valid():
		c.Number, c.Numeric, c.Format = value.Date(v.Text).Serial(), true, dateFormat(lib)
	case v.Type == value.Month:
		c.Text = lib.Month(v.Text)
	case v.Type == value.YesNo:
		c.Text = options.Label(v.Text)
	case v.Numeric && (v.Unit == "%" || v.Type == value.Percent):
		c.Number, c.Numeric, c.Format = fraction(v.Number), true, percentFormat(v.Number)
	case v.Numeric && v.Unit == "":
		c.Number, c.Numeric, c.Format = v.Number, true, numberFormat(v.Number)
	default:
		c.Text = v.Format(options)
		// A measure told in words does not fit its narrow, centred column.
		c.Centre = c.Centre && utf8.RuneCountInString(c.Text) <= 24
	}
}

// fraction is a percentage as spreadsheets store it, without what binary
// fractions add.
func fraction(percent float64) float64 {
	f, _ := strconv.ParseFloat(strconv.FormatFloat(percent/100, 'g', 12, 64), 64)
	return f
}

func percentFormat(n float64) string {
	if n == float64(int64(n)) {
		return formatPercent
	}
	return formatTenths
}

func numberFormat(n float64) string {
	if n == float64(int64(n)) && (n >= 10000 || n <= -10000) {
		return formatWhole
	}
	return ""
}

// maxText is the most that Excel keeps in a cell.
const maxText = 32767

// safeText is a text as a cell can hold it.
func safeText(s string) string {
	if plainText(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r >= ' ' && r != 0x7f && r != 0xfffe && r != 0xffff {
			return r
		}
		return -1
	}, strings.ToValidUTF8(s, "�"))
	if len(s) <= maxText { // bytes are never fewer than what Excel counts
		return s
	}
	units := 0
	for i, r := range s {
		if units += utf16Units(r); units > maxText-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// plainText tells of most texts that a cell can hold them as they are.
func plainText(s string) bool {
	if len(s) > maxText {
		return false
	}
	if value.Simple(s) {
		return true
	}
	for i := range len(s) {
		if c := s[i]; c == nonCharacter[0] || c < ' ' && c != '\n' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return utf8.ValidString(s)
}

func utf16Units(r rune) int {
	if r > 0xffff {
		return 2
	}
	return 1
}

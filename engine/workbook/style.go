package workbook

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"spm/engine/value"
)

// fontName is a face that every program has, or has an equally wide one for, so
// that what fits in our planning fits on their screen.
const (
	fontName = "Arial"
	fontSize = 10
	noteSize = 8.5
)

// look is what decides the style of a cell.
type look struct {
	role    Role
	centre  bool
	merged  bool
	roomy   bool
	upright bool
	long    bool
	format  string
}

// compareLooks puts looks in an order.
func compareLooks(a, b look) int {
	return cmp.Or(cmp.Compare(a.role.String(), b.role.String()), cmp.Compare(a.format, b.format), cmp.Compare(a.flags(), b.flags()))
}

// appendTo writes a look as part of a key.
func (k look) appendTo(b *strings.Builder) {
	b.WriteString(k.role.String())
	b.WriteByte(0)
	b.WriteString(k.format)
	b.WriteByte(0)
	b.WriteString(strconv.Itoa(k.flags()))
	b.WriteByte(';')
}

// flags are the yes and no of a look as bits.
func (k look) flags() int {
	return btoi(k.centre) | btoi(k.merged)<<1 | btoi(k.roomy)<<2 | btoi(k.upright)<<3 | btoi(k.long)<<4
}

// styles tells how every look is drawn in the colours of a theme.
type styles struct{ colours map[string]string }

func newStyles(colours map[string]string) styles { return styles{colours} }

// fallback are the colours of a theme that leaves some out.
var fallback = map[string]string{
	"banner": "1F3A5F", "accent": "2A7F8E", "input": "FFFBE6", "given": "F3F4F6",
	"line": "C9D1D9", "text": "111827", "quiet": "6B7280", "alert": "B42318",
}

func (s styles) colour(name string) string {
	return cmp.Or(strings.TrimPrefix(s.colours[name], "#"), fallback[name])
}

func lookOf(c *Cell) look {
	return look{
		role: c.Role, centre: c.Centre, merged: c.Merged, roomy: c.Roomy, upright: c.Upright, format: c.Format,
		long: c.Field != nil && c.Field.Type == value.Long && c.Role == RoleInput,
	}
}

func (s styles) style(k look) *excelize.Style {
	x := &excelize.Style{Font: s.font(k), Fill: s.fill(k.role), Border: s.border(k.role), Alignment: alignment(k)}
	if k.format != "" {
		x.CustomNumFmt = &k.format
	}
	if k.role == RoleInput {
		x.Protection = &excelize.Protection{Locked: false}
	}
	return x
}

// sizeOf is the size of the texts in a table: what we print ourselves is
// smaller than what people write.
func sizeOf(r Role) float64 {
	if r == RoleGiven {
		return 9
	}
	return fontSize
}

func (s styles) font(k look) *excelize.Font {
	f := &excelize.Font{Family: fontName, Size: fontSize, Color: s.colour("text")}
	switch k.role {
	case RoleGiven:
		if !k.roomy {
			f.Size = sizeOf(RoleGiven)
		}
	case RoleTitle:
		f.Size, f.Bold, f.Color = 15, true, "FFFFFF"
	case RoleRecipient:
		f.Bold, f.Color = true, "FFFFFF"
	case RoleStep, RoleDue:
		f.Size, f.Color = 9, s.colour("quiet")
	case RoleIdentity:
		f.Size, f.Color = 8, s.colour("quiet")
	case RoleBar, RoleBarNo:
		f.Size, f.Bold, f.Color = 11, true, "FFFFFF"
	case RoleLink:
		f.Color, f.Underline = s.colour("accent"), "single"
	case RoleBack:
		f.Size, f.Color, f.Underline = 9, s.colour("banner"), "single"
	case RoleHelp, RoleHint:
		f.Size, f.Italic, f.Color = 9, true, s.colour("quiet")
	case RoleKey:
		f.Size, f.Color = 7, tint(s.colour("quiet"), 0.45)
	case RoleGroup, RoleHead, RoleLabel:
		f.Bold = true
	case RoleCode, RoleQuestion, RoleRowID:
		f.Size, f.Color = 9, s.colour("quiet")
	}
	return f
}

func (s styles) fill(r Role) excelize.Fill {
	var c string
	switch r {
	case RoleTitle, RoleRecipient:
		c = s.colour("banner")
	case RoleBar, RoleBarNo:
		c = s.colour("accent")
	case RoleGroup:
		c = tint(s.colour("accent"), 0.68)
	case RoleHead, RoleBack: // LibreOffice writes links in blue, which a dark ground would hide
		c = tint(s.colour("accent"), 0.84)
	case RoleInput:
		c = s.colour("input")
	case RoleGiven, RoleCode:
		c = s.colour("given")
	case RoleVoid:
		c = tint(s.colour("line"), 0.55)
	default:
		return excelize.Fill{}
	}
	return solid(c)
}

func (s styles) border(r Role) []excelize.Border {
	switch r {
	case RoleInput, RoleGiven, RoleVoid, RoleHead, RoleGroup, RoleCode, RoleLink, RoleCell:
		return box(s.colour("line"))
	}
	return nil
}

// alignment wraps every text that may be long. An indent needs "left": alone it
// does nothing in LibreOffice.
func alignment(k look) *excelize.Alignment {
	a := &excelize.Alignment{Horizontal: "left", Vertical: "top", WrapText: true}
	switch k.role {
	case RoleTitle, RoleRecipient, RoleBar, RoleBarNo, RoleStep, RoleInstruction, RoleDue, RoleHelp:
		// Unless it is merged, a short text runs over the empty cells beside it.
		a.Vertical, a.WrapText = "center", k.merged
	case RoleBack:
		a.Horizontal, a.Vertical, a.WrapText = "center", "center", false
	case RoleIdentity:
		a.Horizontal, a.Vertical, a.WrapText = "right", "center", false
	case RoleKey, RoleRowID:
		a.Vertical, a.WrapText, a.ShrinkToFit = "center", false, true
	case RoleHead, RoleGroup, RoleQuestion, RoleLabel, RoleLink, RoleCell, RoleText:
		a.Vertical = "center"
	case RoleHint:
		a.Vertical, a.Indent = "center", 1
	}
	if k.roomy {
		a.Indent = 1
		if !k.long {
			a.Vertical = "center"
		}
	}
	if k.upright {
		a.TextRotation, a.Vertical = 90, "bottom"
	}
	if k.centre {
		a.Horizontal = "center"
	}
	return a
}

// tone is the style of a conditional format.
func (s styles) tone(t Tone) *excelize.Style {
	colours := map[Tone][2]string{ // fill and text
		ToneMissing: {"FDE7E4", ""},
		ToneGood:    {"DDF3E4", "1B6B3A"},
		ToneDone:    {"D6E6F5", "1F4E8C"},
		ToneCare:    {"FFF1CC", "8A5A00"},
		ToneBad:     {"FBDAD6", s.colour("alert")},
		ToneRest:    {"E5E7EB", "4B5563"},
	}[t]
	x := &excelize.Style{Fill: solid(colours[0])}
	if colours[1] != "" {
		x.Font = &excelize.Font{Color: colours[1], Bold: true}
	}
	return x
}

func solid(c string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{c}}
}

func box(c string) (b []excelize.Border) {
	for _, side := range []string{"left", "right", "top", "bottom"} {
		b = append(b, excelize.Border{Type: side, Color: c, Style: 1})
	}
	return b
}

// tint mixes a colour with white; 0 leaves it, 1 is white.
func tint(c string, white float64) string {
	n, err := strconv.ParseUint(c, 16, 32)
	if err != nil {
		return c
	}
	var out uint64
	for shift := 16; shift >= 0; shift -= 8 {
		part := float64(n >> shift & 0xff)
		out = out<<8 | uint64(part+(255-part)*white+0.5)
	}
	s := strings.ToUpper(strconv.FormatUint(out, 16))
	return strings.Repeat("0", max(6-len(s), 0)) + s
}

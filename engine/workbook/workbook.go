// Package workbook writes packets as Excel workbooks and reads completed ones.
//
// Write turns a packet and its forms into bytes; a pure Plan says where
// everything stands. Read finds sheets, columns, rows and answers again by what
// is visible in the cells, never by their position or a sheet's name, because
// visible text survives every program and hidden devices fail somewhere; what
// is hidden only confirms. What is to be mended in a sender's own file is marked
// by package correction.
//
// It alone imports excelize, and only to prepare what workbooks have in common:
// their styles, their theme and the picture of the logo. It knows nothing of the
// organization: it neither decides what is sent nor what an answer means for
// the plan.
package workbook

import (
	"regexp"
	"strconv"
	"strings"
)

// Identity is what every sheet says of itself in one visible line:
//
//	Form N · v1 · HR/U01 · M1.1-Y1 · 4F7K-2Q
//
// The scope stands only on sheets of a repeated form, and a blank form says
// "blank" in place of the recipient and has no code.
type Identity struct {
	Form    string
	Version int
	To      string // key of the recipient, or "centre"
	Scope   string // key of the entity that the sheet is about
	Packet  string // code
}

const blankForm = "blank"

// String is the visible line.
func (i Identity) String() string {
	parts := []string{"Form " + i.Form, "v" + strconv.Itoa(i.Version)}
	if i.Packet == "" {
		return strings.Join(append(parts, blankForm), " · ")
	}
	parts = append(parts, i.To)
	if i.Scope != "" {
		parts = append(parts, i.Scope)
	}
	return strings.Join(append(parts, i.Packet), " · ")
}

// identityLine is lenient with what programs and people do to a line: other
// dots, other blanks, other case.
var identityLine = regexp.MustCompile(`(?i)\bForm\s+([A-Za-z0-9]+)\s*[·•.\-–|]\s*v\s*(\d+)\s*[·•.\-–|]\s*(.+?)\s*$`)

var packetCode = regexp.MustCompile(`^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{2}$`)

// ParseIdentity reads the line of a sheet; ok is false where the text is none.
func ParseIdentity(s string) (id Identity, ok bool) {
	m := identityLine.FindStringSubmatch(strings.ReplaceAll(s, "\u00a0", " "))
	if m == nil {
		return Identity{}, false
	}
	id.Form = m[1]
	id.Version, _ = strconv.Atoi(m[2])
	parts := strings.FieldsFunc(m[3], func(r rune) bool { return strings.ContainsRune("·•|", r) })
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if len(parts) == 0 {
		return Identity{}, false
	}
	if strings.EqualFold(parts[0], blankForm) {
		return id, true
	}
	last := strings.ToUpper(parts[len(parts)-1])
	if len(parts) < 2 || !packetCode.MatchString(last) {
		return Identity{}, false
	}
	id.To, id.Packet = parts[0], last
	if len(parts) > 2 {
		id.Scope = parts[1]
	}
	return id, true
}

// The hidden sheets of a workbook, and the keys of the first.
const (
	metaSheet  = "_meta"
	listsSheet = "Lists"

	metaPacket    = "packet"
	metaWorkspace = "workspace"
	metaKind      = "kind"
	metaTo        = "to"
	metaPeriod    = "period"
	metaIssued    = "issued"
)

// keyMark begins the machine keys in the grey row above the headings: the key
// of a column is "#strategies.if". A row is a key row when two of its cells are keys
// of its form, or its only one is.
const keyMark = "#"

func keyCell(section, field string) string { return keyMark + section + "." + field }

// rowIDKey heads the hidden column of row ids.
const rowIDKey = "row_id"

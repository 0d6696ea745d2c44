package workbook

import (
	"regexp"
	"slices"
	"strings"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/spreadsheet"
	"spm/engine/value"
)

// Identities is what a workbook says of itself, before anybody knows its
// packet.
type Identities struct {
	Sheets  []SheetIdentity   // in the order of the workbook, the hidden sheets of ours left out
	Packets []string          // packet codes, the ones in visible lines of forms first; each once
	Meta    map[string]string // what the hidden sheet and the custom properties say; the sheet first
}

// SheetIdentity is what one sheet says of itself.
type SheetIdentity struct {
	Sheet    string
	Identity Identity
	Found    bool             // the sheet has its line
	Year     string           // school year in the title of the sheet, 2026-27; empty where it names none
	YearAt   finding.Location // without its file
}

// Identify reads the identities of a book: the line that can be seen on each
// sheet, then the hidden sheet, then the custom properties.
func Identify(lib *form.Library, book *spreadsheet.Book) Identities {
	return Look(lib, book, "").Identify(lib)
}

// Identify is the function Identify of a book that was looked at already.
func (l *Looked) Identify(lib *form.Library) Identities {
	ids, years := Identities{Meta: map[string]string{}}, lexicons.of(lib).years
	for _, v := range l.views {
		if meta := v.meta(); meta != nil {
			for k, text := range meta {
				ids.Meta[k] = text
			}
			continue
		}
		if v.start {
			ids.add(v.id.Packet) // where nothing else tells any more
			continue
		}
		if !v.named && strings.EqualFold(v.sheet.Name, listsSheet) {
			continue
		}
		year, at := v.planYear(years)
		ids.Sheets = append(ids.Sheets, SheetIdentity{Sheet: v.sheet.Name, Identity: v.id, Found: v.named, Year: year, YearAt: at})
		ids.add(v.id.Packet)
	}
	for _, k := range metaKeys {
		if text := l.book.Properties[k]; text != "" && ids.Meta[k] == "" {
			ids.Meta[k] = text
		}
	}
	if code := strings.ToUpper(ids.Meta[metaPacket]); packetCode.MatchString(code) {
		ids.add(code)
	}
	return ids
}

// planYear is the school year that stands in the title of a sheet.
func (v *view) planYear(years *regexp.Regexp) (year string, at finding.Location) {
	const top = 12 // rows in which a title may stand, with rows that were put above it
	for i := range v.lines[:min(top, len(v.lines))] {
		for _, p := range v.lines[i].spots {
			if !yearLike(p.text) {
				continue
			}
			if m := years.FindStringSubmatch(p.text); m != nil {
				return m[1] + "-" + m[2], finding.Location{Sheet: v.sheet.Name, Row: v.lines[i].row, Col: p.Col}
			}
		}
	}
	return "", at
}

// yearLike tells whether a text has four figures in a row.
func yearLike(s string) bool {
	figures := 0
	for i := range len(s) {
		if figures++; s[i] < '0' || s[i] > '9' {
			figures = 0
		}
		if figures == 4 {
			return true
		}
	}
	return false
}

// yearLines finds the school year as titles say it, in every language.
func yearLines(lib *form.Library) *regexp.Regexp {
	var say []string
	for _, s := range lib.Every(form.PlanYear) {
		before, _, _ := strings.Cut(s, "{year}")
		say = append(say, strings.Join(strings.Fields(regexp.QuoteMeta(before)), `\s+`))
	}
	return regexp.MustCompile(`(?i)(?:^|[^\pL])(?:` + strings.Join(say, "|") + `)\s+(\d{4})\s*[-\x{2010}-\x{2014}/]\s*(?:\d{2})?(\d{2})\b`)
}

func (ids *Identities) add(code string) {
	if code != "" && !slices.Contains(ids.Packets, code) {
		ids.Packets = append(ids.Packets, code)
	}
}

// Codes are the packet codes that count: those of the visible lines or, where
// no sheet has its line any more, that of the hidden sheet or the properties.
func (ids Identities) Codes() (codes []string) {
	for _, s := range ids.Sheets {
		if c := s.Identity.Packet; c != "" && !slices.Contains(codes, c) {
			codes = append(codes, c)
		}
	}
	if len(codes) == 0 && len(ids.Forms()) == 0 {
		return ids.Packets
	}
	return codes
}

// Own is the packet of the workbook as a whole where its sheets name several:
// the one that the hidden sheet or the properties name, too. Empty: nobody can
// tell.
func (ids Identities) Own() string {
	hidden := strings.ToUpper(ids.Meta[metaPacket])
	if slices.Contains(ids.Codes(), hidden) {
		return hidden
	}
	return ""
}

// Forms are the ids of the forms that the lines name, each once.
func (ids Identities) Forms() (forms []string) {
	for _, s := range ids.Sheets {
		if s.Found && !slices.Contains(forms, s.Identity.Form) {
			forms = append(forms, s.Identity.Form)
		}
	}
	return forms
}

var metaKeys = []string{metaPacket, metaWorkspace, metaKind, metaTo, metaPeriod, metaIssued}

// meta are the keys and values of the hidden sheet; nil for any other sheet.
// It is known by its keys: its name and its being hidden do not survive
// everywhere.
func (v *view) meta() map[string]string {
	if v.named {
		return nil
	}
	found := map[string]string{}
	for i := range v.lines {
		spots := v.lines[i].spots
		if key := strings.ToLower(spots[0].text); slices.Contains(metaKeys, key) {
			found[key] = ""
			if len(spots) > 1 {
				found[key] = spots[1].text
			}
		}
	}
	if len(found) < 3 && !(len(found) > 0 && strings.EqualFold(v.sheet.Name, metaSheet)) {
		return nil
	}
	return found
}

// identify looks for the line that names form, version, recipient and packet.
func (v *view) identify(heads map[string]bool) {
	const longest = 200 // of a line that may be one
	for i := range v.lines {
		for _, p := range v.lines[i].spots {
			if len(p.text) > longest || !strings.Contains(p.folded(), "form ") {
				continue
			}
			if id, ok := ParseIdentity(p.text); ok {
				v.id, v.named = id, true
				return
			}
		}
	}
	v.identifyStart(heads)
}

// identifyStart tells whether this is the first sheet of a packet: by its line, or by
// its headings when somebody has typed over that.
func (v *view) identifyStart(heads map[string]bool) {
	const enough = 3 // headings that no other sheet has by chance
	said := map[string]bool{}
	for i := range v.lines {
		for _, p := range v.lines[i].spots {
			if code, ok := parseStart(p.text); ok {
				v.id.Packet, v.start = code, true
				return
			}
			if heads[p.folded()] {
				said[p.folded()] = true
			}
		}
	}
	v.start = len(said) >= enough
}

// startSays are the headings of the first sheet in every language, folded.
func startSays(lib *form.Library) map[string]bool {
	heads := map[string]bool{}
	for _, w := range startHeads {
		for _, head := range lib.Every(w) {
			heads[value.Fold(head)] = true
		}
	}
	return heads
}

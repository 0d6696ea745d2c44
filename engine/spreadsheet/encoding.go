package spreadsheet

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"

	"golang.org/x/text/encoding/charmap"
)

// decodePart makes a part UTF-8 without a byte order mark and without its XML
// declaration, checks that every character is one that XML allows, and tells
// its traits. A zero byte ends the answer. The text lies in part, which must not
// be changed afterwards.
func decodePart(part []byte) (string, traits, *fault) {
	wide := false
	if order, skip := byteOrder(part); order != nil {
		wide = true
		if bad := mayRecode(part); bad != nil {
			return "", traits{}, bad
		}
		var ok bool
		if part, ok = fromUTF16(part[skip:], order); !ok {
			return "", traits{}, refuse(damagedInside)
		}
	}
	part = bytes.TrimPrefix(part, []byte("\xef\xbb\xbf"))
	part, encoding, ok := cutDeclaration(part)
	if !ok {
		return "", traits{}, refuse(damagedInside)
	}
	switch encoding = strings.ToLower(encoding); {
	case encoding == "" || encoding == "utf-8" || encoding == "utf8" || encoding == "us-ascii":
	case wide && strings.HasPrefix(encoding, "utf-16"):
	case wide || narrow[encoding] == nil:
		return "", traits{}, refuse(unusualBuild, "reason", "its texts are not stored in Unicode")
	default:
		if bad := mayRecode(part); bad != nil {
			return "", traits{}, bad
		}
		decoded, err := narrow[encoding].NewDecoder().Bytes(part)
		if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
			return "", traits{}, refuse(damagedInside)
		}
		part = decoded
	}
	for len(part) > 0 && isBlank(part[0]) { // mostly a line end, which would count as a trait
		part = part[1:]
	}
	seen, ok := survey(part)
	if !ok {
		return "", traits{}, refuse(damagedInside)
	}
	part = append(part, 0)
	return unsafe.String(unsafe.SliceData(part), len(part)), seen, nil
}

// mayRecode refuses a part that would need too much memory twice: a byte can
// become three.
func mayRecode(part []byte) *fault {
	const most = 32 << 20
	if len(part) > most {
		return tooLargePart(uint64(len(part)), most)
	}
	return nil
}

// narrow are the encodings of one byte a character that old programs declare.
var narrow = map[string]*charmap.Charmap{
	"iso-8859-1": charmap.ISO8859_1, "iso-8859-15": charmap.ISO8859_15,
	"windows-1250": charmap.Windows1250, "windows-1251": charmap.Windows1251, "windows-1252": charmap.Windows1252,
}

// byteOrder recognises UTF-16 by its mark, or by the "<" that every XML part
// begins with; skip is the length of the mark.
func byteOrder(part []byte) (order binary.ByteOrder, skip int) {
	if len(part) < 2 {
		return nil, 0
	}
	switch [2]byte(part) {
	case [2]byte{0xff, 0xfe}:
		return binary.LittleEndian, 2
	case [2]byte{0xfe, 0xff}:
		return binary.BigEndian, 2
	case [2]byte{'<', 0}:
		return binary.LittleEndian, 0
	case [2]byte{0, '<'}:
		return binary.BigEndian, 0
	}
	return nil, 0
}

func fromUTF16(b []byte, order binary.ByteOrder) ([]byte, bool) {
	if len(b)%2 != 0 {
		return nil, false
	}
	out := make([]byte, 0, len(b)/2+len(b)/8)
	for i := 0; i < len(b); i += 2 {
		r := rune(order.Uint16(b[i:]))
		if utf16.IsSurrogate(r) {
			if i += 2; i == len(b) {
				return nil, false
			}
			if r = utf16.DecodeRune(r, rune(order.Uint16(b[i:]))); r == utf8.RuneError {
				return nil, false
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out, true
}

// cutDeclaration takes off <?xml version="1.0" encoding="…"?>. Another version
// is not read: XML 1.1 has other rules.
func cutDeclaration(part []byte) (rest []byte, encoding string, ok bool) {
	const open = "<?xml"
	if !bytes.HasPrefix(part, []byte(open)) || len(part) == len(open) || !isBlank(part[len(open)]) {
		return part, "", true
	}
	end := bytes.Index(part[:min(len(part), 512)], []byte("?>"))
	if end < 0 {
		return nil, "", false
	}
	seen := map[string]string{}
	for d := trim(string(part[len(open):end])); d != ""; d = trimLeft(d) {
		name, after, _ := strings.Cut(d, "=")
		after = trimLeft(after)
		if after == "" || after[0] != '"' && after[0] != '\'' {
			return nil, "", false
		}
		value, next, closed := strings.Cut(after[1:], after[:1])
		name = trim(name)
		if _, twice := seen[name]; !closed || twice || name != "version" && name != "encoding" && name != "standalone" {
			return nil, "", false
		}
		seen[name], d = value, next
	}
	return part[end+len("?>"):], seen["encoding"], seen["version"] == "1.0"
}

// survey checks that the bytes are UTF-8 and every character is legal in XML,
// and notes what the scanner need not look for again.
func survey(part []byte) (seen traits, ok bool) {
	const low = 0x2020202020202020
	const high = 0x8080808080808080
	// The high bit of each byte that is no plain character, and maybe of one behind it.
	odd := func(b []byte) uint64 { v := binary.LittleEndian.Uint64(b); return v - low | v }
	for i := 0; i < len(part); {
		for i+32 <= len(part) && (odd(part[i:])|odd(part[i+8:])|odd(part[i+16:])|odd(part[i+24:]))&high == 0 {
			i += 32
		}
		for end := min(i+8, len(part)); i < end; {
			switch c := part[i]; {
			case c >= ' ' && c < utf8.RuneSelf || c == '\n' || c == '\t':
				i++
			case c == '\r':
				seen.cr = true
				i++
			case c < ' ':
				return seen, false
			default:
				r, n := utf8.DecodeRune(part[i:])
				if r == utf8.RuneError && n == 1 || r == 0xFFFE || r == 0xFFFF {
					return seen, false
				}
				i += n
			}
		}
	}
	seen.brackets = bytes.Contains(part, []byte("]]>"))
	seen.amp = bytes.IndexByte(part, '&') >= 0
	return seen, true
}

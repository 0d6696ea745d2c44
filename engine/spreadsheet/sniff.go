package spreadsheet

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
)

// guise is what a file looks like from outside, if it may be read.
type guise int

const (
	packed   guise = iota // a zip file: what lies in it has to say more
	flat                  // an OpenDocument spreadsheet in one text
	ordinary              // a text: maybe a table
)

// sniff tells by its first bytes what a file is, and refuses what cannot be read.
// The name decides nothing but the helper files, which have to be known by it.
func sniff(name string, data []byte) (guise, *fault) {
	if f := sniffHelper(name, data); f != nil {
		return 0, f
	}
	begins := func(marks ...string) bool {
		for _, m := range marks {
			if bytes.HasPrefix(data, []byte(m)) {
				return true
			}
		}
		return false
	}
	switch {
	case len(data) == 0:
		return 0, refuse(emptyFile)
	case begins("PK\x03\x04"):
		return packed, nil
	case begins("PK\x05\x06"): // a zip of nothing
		return 0, refuse(packedFolder)
	case begins("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return 0, sniffOLE(data)
	case begins("\x09\x08", "\x09\x04", "\x09\x02", "\x09\x00\x04\x00"): // a bare BIFF stream
		return 0, refuse(oldExcel)
	case begins("%PDF"):
		return 0, refuse(otherDocument, "kind", "a PDF file")
	case begins("\xff\xd8\xff", "\x89PNG", "GIF8", "II*\x00", "MM\x00*"), isHEIC(data):
		return 0, refuse(otherDocument, "kind", "a picture")
	case begins("\x1f\x8b") && strings.EqualFold(path.Ext(name), ".gnumeric"):
		return 0, refuse(otherDocument, "kind", "a Gnumeric file")
	case begins("Rar!", "7z\xbc\xaf\x27\x1c", "\x1f\x8b", "BZh", "\xfd7zXZ"):
		return 0, refuse(packedFolder)
	case begins("{\\rtf"):
		return 0, refuse(otherDocument, "kind", "a text document")
	case len(bytes.Trim(data, "\x00")) == 0:
		return 0, refuse(onlyZeros)
	}
	return sniffText(data)
}

// sniffHelper knows the files that programs put beside a workbook.
func sniffHelper(name string, data []byte) *fault {
	base := name[strings.LastIndexAny(name, `/\`)+1:]
	switch {
	case strings.HasPrefix(base, "~$"):
		return refuse(helperFile, "program", "Excel", "prefix", "~$")
	case strings.HasPrefix(base, ".~lock."):
		return refuse(helperFile, "program", "LibreOffice", "prefix", ".~lock.")
	case bytes.HasPrefix(data, []byte("\x00\x05\x16\x07")):
		return refuse(helperFile, "program", "a Mac", "prefix", "._")
	}
	return nil
}

// sniffOLE looks for the names of streams, which an OLE file writes in UTF-16.
func sniffOLE(data []byte) *fault {
	has := func(name string) bool {
		var b []byte
		for _, u := range utf16.Encode([]rune(name)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return bytes.Contains(data, b)
	}
	switch {
	case has("EncryptedPackage"), has("EncryptionInfo"):
		return refuse(passwordFile)
	case has("WordDocument"):
		return refuse(otherDocument, "kind", "a Word document")
	case has("PowerPoint Document"):
		return refuse(otherDocument, "kind", "a PowerPoint presentation")
	case has("Workbook"), has("Book"):
		return refuse(oldExcel)
	}
	return refuse(oldOffice)
}

func isHEIC(data []byte) bool {
	return len(data) > 12 && string(data[4:8]) == "ftyp" &&
		(bytes.HasPrefix(data[8:], []byte("hei")) || bytes.HasPrefix(data[8:], []byte("mif1")))
}

var mailHead = regexp.MustCompile(`^(received|return-path|delivered-to|message-id|mime-version|date|to|subject|x-[a-z0-9-]+|arc-[a-z-]+|dkim-signature): `)

// sniffText tells the kinds of text apart.
func sniffText(data []byte) (guise, *fault) {
	head := data[:min(len(data), 4096)]
	order, skip := utf16Order(data)
	wide := order != nil
	if wide {
		head = bytes.ReplaceAll(head[skip:], []byte{0}, nil) // good enough to look for words
	}
	text := strings.ToLower(trimLeft(strings.TrimPrefix(string(head), "\ufeff")))
	switch {
	case strings.Contains(text, "urn:oasis:names:tc:opendocument"):
		return flat, nil
	case mailHead.MatchString(text) && strings.Contains(text, "\nfrom:"):
		return 0, refuse(otherDocument, "kind", "an e-mail")
	case strings.HasPrefix(text, "<?xml") && strings.Contains(text, "urn:schemas-microsoft-com:office:spreadsheet"):
		return 0, refuse(xmlSpreadsheet) // its tables are called Table, too
	case strings.HasPrefix(text, "mime-version"), strings.HasPrefix(text, "<html"),
		strings.HasPrefix(text, "<!doctype html"), strings.HasPrefix(text, "<") && strings.Contains(text, "<table"):
		return 0, refuse(webPage)
	case strings.Contains(text, "urn:schemas-microsoft-com:office:spreadsheet"):
		return 0, refuse(xmlSpreadsheet)
	case strings.HasPrefix(text, "{") && strings.Contains(text, "docs.google.com"),
		strings.HasPrefix(text, "{") && strings.Contains(text, `"doc_id"`),
		strings.HasPrefix(text, "[internetshortcut]"):
		return 0, refuse(linkOnly)
	case isSYLK(data), strings.HasPrefix(text, "table\r\n0,1"), strings.HasPrefix(text, "table\n0,1"): // or DIF
		return 0, refuse(textFile)
	case wide || bytes.IndexByte(head, 0) < 0 && !strings.HasPrefix(text, "<?xml"):
		return ordinary, nil
	}
	return 0, refuse(unknownFile)
}

// isSYLK tells a table of Multiplan, and of Excel in its first days, from one whose
// first heading is ID: it ends with a line that says E.
func isSYLK(data []byte) bool {
	return bytes.HasPrefix(data, []byte("ID;P")) && bytes.HasSuffix(bytes.TrimRight(data, "\r\n\x1a"), []byte("\nE"))
}

// formats are what each format is called, and how names of its files end. A name
// without an ending says nothing.
var formats = map[Format]struct {
	kind    string
	endings []string
}{
	Workbook:     {"an Excel workbook", []string{"", ".xlsx", ".xlsm", ".xltx", ".xltm"}},
	OpenDocument: {"an OpenDocument spreadsheet", []string{"", ".ods", ".ots", ".fods"}},
	Table:        {"a table saved as text (CSV)", []string{"", ".csv", ".tsv", ".tab", ".txt"}},
}

// named notes that the name of a file promises another format than it has.
func (f Format) named(name string) []*fault {
	ending := path.Ext(name)
	if slices.Contains(formats[f].endings, strings.ToLower(ending)) {
		return nil
	}
	return []*fault{refuse(namedOtherwise, "ending", ending, "kind", formats[f].kind)}
}

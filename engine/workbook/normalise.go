package workbook

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// parts collects what excelize would put into its zip file, so that it can be
// put right before it is packed, once. Stricter programs need it: exceljs and
// Gnumeric lose locks, fills and page set-up when booleans are written as true
// and false, and exceljs refuses core properties without their prefix.
type parts struct {
	names    []string
	contents map[string]*bytes.Buffer
}

// writer takes the place of excelize's zip writer.
func (p *parts) writer(io.Writer) excelize.ZipWriter { return p }

// Create begins a part.
func (p *parts) Create(name string) (io.Writer, error) {
	if p.contents == nil {
		p.contents = map[string]*bytes.Buffer{}
	}
	b := &bytes.Buffer{}
	p.names, p.contents[name] = append(p.names, name), b
	return b, nil
}

// AddFS is part of excelize's interface and never called here.
func (p *parts) AddFS(fs.FS) error { return errors.New("no file systems in a workbook") }

// Close ends nothing: pack does.
func (p *parts) Close() error { return nil }

// patch is what a part needs that excelize cannot write.
type patch struct {
	results map[string]result // stored results of formulas, by cell
	loose   map[int]bool      // rows whose height yields to their text
}

// result is what a formula shows: a text or a number.
type result struct {
	text    string
	number  float64
	numeric bool
}

// pack writes the zip file: the same parts give the same bytes. patches are
// by part.
func (p *parts) pack(patches map[string]patch) ([]byte, error) {
	slices.SortFunc(p.names, func(a, b string) int {
		return cmp.Or(cmp.Compare(partOrder(a), partOrder(b)), cmp.Compare(a, b))
	})
	var out bytes.Buffer
	zw := zip.NewWriter(&out)
	for _, name := range p.names {
		w, err := zw.Create(name)
		if err != nil {
			return nil, fmt.Errorf("packing %s: %w", name, err)
		}
		if _, err := w.Write(normalise(name, p.contents[name].Bytes(), patches[name])); err != nil {
			return nil, fmt.Errorf("packing %s: %w", name, err)
		}
	}
	if err := zw.Close(); err != nil {
		return nil, fmt.Errorf("packing: %w", err)
	}
	return out.Bytes(), nil
}

// partOrder puts first what tells a program that this is a workbook.
func partOrder(name string) int {
	switch name {
	case "[Content_Types].xml":
		return 0
	case "_rels/.rels":
		return 1
	}
	return 2
}

// normalise is a part as stricter readers want it.
func normalise(name string, b []byte, p patch) []byte {
	if name == "docProps/core.xml" {
		return coreProperties(b)
	}
	if name == "[Content_Types].xml" {
		return contentTypes(b)
	}
	if strings.HasPrefix(name, "xl/") && strings.HasSuffix(name, ".xml") {
		b = booleans(b)
	}
	if len(p.loose) > 0 {
		b = loosen(b, p.loose)
	}
	if len(p.results) > 0 {
		b = storeResults(b, p.results)
	}
	return b
}

// wordy are attributes that hold people's words, which may be "true" or "false".
var wordy = []string{
	"name", "displayName", "uniqueName", "comment", "description", "descr", "title",
	"prompt", "promptTitle", "error", "errorTitle", "tooltip", "display", "location",
}

// booleans writes 1 and 0 for true and false in attributes, never in text.
func booleans(b []byte) []byte {
	if !bytes.Contains(b, []byte(`="true"`)) && !bytes.Contains(b, []byte(`="false"`)) {
		return b
	}
	out := make([]byte, 0, len(b))
	for {
		start := bytes.IndexByte(b, '<')
		if start < 0 {
			return append(out, b...)
		}
		end := bytes.IndexByte(b[start:], '>')
		if end < 0 {
			return append(out, b...)
		}
		out = append(out, b[:start]...)
		out = appendTag(out, b[start:start+end+1])
		b = b[start+end+1:]
	}
}

// appendTag appends a tag with its boolean attributes rewritten.
func appendTag(out, tag []byte) []byte {
	for {
		at := bytes.Index(tag, []byte(`="`))
		if at < 0 {
			return append(out, tag...)
		}
		end := bytes.IndexByte(tag[at+2:], '"')
		if end < 0 {
			return append(out, tag...)
		}
		name := string(tag[bytes.LastIndexAny(tag[:at], " \n\t")+1 : at])
		value := string(tag[at+2 : at+2+end])
		out = append(out, tag[:at+2]...)
		switch {
		case value == "true" && !slices.Contains(wordy, name):
			out = append(out, '1')
		case value == "false" && !slices.Contains(wordy, name):
			out = append(out, '0')
		default:
			out = append(out, value...)
		}
		out = append(out, '"')
		tag = tag[at+3+end:]
	}
}

// coreProperties gives the core properties their usual prefix.
func coreProperties(b []byte) []byte {
	s := strings.NewReplacer(
		`<coreProperties xmlns="`, `<cp:coreProperties xmlns:cp="`,
		`</coreProperties>`, `</cp:coreProperties>`,
	).Replace(string(b))
	for _, t := range []string{"keywords", "lastModifiedBy", "revision", "contentStatus", "category", "version"} {
		s = strings.NewReplacer("<"+t+">", "<cp:"+t+">", "</"+t+">", "</cp:"+t+">").Replace(s)
	}
	return []byte(s)
}

// storeResults puts what formulas show into their cells, for programs and
// readers that do not calculate.
func storeResults(b []byte, results map[string]result) []byte {
	const cell, formulaEnd = `<c r="`, "</f></c>"
	out := make([]byte, 0, len(b)+64*len(results))
	for {
		end := bytes.Index(b, []byte(formulaEnd))
		if end < 0 {
			return append(out, b...)
		}
		at := bytes.LastIndex(b[:end], []byte(cell))
		name, _, _ := bytes.Cut(b[at+len(cell):], []byte(`"`))
		r, ok := results[string(name)]
		tagEnd := at + bytes.IndexByte(b[at:], '>')
		out = append(out, b[:tagEnd]...)
		if ok && !r.numeric && !bytes.Contains(b[at:tagEnd], []byte(` t="`)) {
			out = append(out, ` t="str"`...)
		}
		end += len("</f>")
		out = append(out, b[tagEnd:end]...)
		if ok {
			out = append(out, "<v>"+r.String()+"</v>"...)
		}
		b = b[end:]
	}
}

// String is the result as XML holds it.
func (r result) String() string {
	if r.numeric {
		return strconv.FormatFloat(r.number, 'g', -1, 64)
	}
	var v bytes.Buffer
	_ = xml.EscapeText(&v, []byte(r.text)) // a bytes.Buffer does not fail
	return v.String()
}

// loosen keeps the height of rows but lets it follow the text. LibreOffice shows
// rows as high as the file says and no higher, and both it and Excel fit the
// row again when somebody types into it.
func loosen(b []byte, rows map[int]bool) []byte {
	const start, custom = `<row r="`, ` customHeight="1"`
	out := make([]byte, 0, len(b))
	for {
		at := bytes.Index(b, []byte(start))
		if at < 0 {
			return append(out, b...)
		}
		end := at + bytes.IndexByte(b[at:], '>') + 1
		tag := b[at:end]
		number, _, _ := bytes.Cut(tag[len(start):], []byte(`"`))
		if n, err := strconv.Atoi(string(number)); err == nil && rows[n] {
			tag = bytes.Replace(tag, []byte(custom), nil, 1)
		}
		out = append(append(out, b[:at]...), tag...)
		b = b[end:]
	}
}

package byhand

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// firstResult is the number of the first stored result: one that nobody types.
const firstResult = 987654000

// result notes the text that a formula shows, and gives the number that stands in
// its place until the book is saved: excelize keeps only numbers as results.
func (b *Book) result(text string) string {
	b.results = append(b.results, text)
	return strconv.Itoa(firstResult + len(b.results))
}

// withResults puts the texts of formulas into a saved file.
func (b *Book) withResults(data []byte) ([]byte, error) {
	if b.results == nil {
		return data, nil
	}
	var pairs []string
	for i, text := range b.results {
		var escaped bytes.Buffer
		if err := xml.EscapeText(&escaped, []byte(text)); err != nil {
			return nil, err
		}
		pairs = append(pairs, fmt.Sprintf("<v>%d</v>", firstResult+1+i), "<v>"+escaped.String()+"</v>")
	}
	texts := strings.NewReplacer(pairs...)
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range in.File {
		r, err := part.Open()
		if err != nil {
			return nil, err
		}
		body, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		to, err := w.Create(part.Name)
		if err != nil {
			return nil, err
		}
		if strings.HasPrefix(part.Name, "xl/worksheets/") {
			body = []byte(texts.Replace(string(body)))
		}
		if _, err := to.Write(body); err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return out.Bytes(), err
}

package main

import (
	"fmt"
	"io"
	"strings"

	"spm/engine/value"
)

// shown prints texts in which nothing commands the terminal: names of files and
// sheets, and what stands in cells, are other people's. Each Write is a whole text.
type shown struct {
	to io.Writer
	as func(string) string
}

func (s shown) Write(p []byte) (int, error) {
	if _, err := io.WriteString(s.to, s.as(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// jsonVisible is JSON in which such characters are escapes: programs read the same.
func jsonVisible(json string) string {
	if !strings.ContainsFunc(json, value.Commands) {
		return json
	}
	var b strings.Builder
	for _, r := range json {
		if value.Commands(r) {
			fmt.Fprintf(&b, `\u%04x`, r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

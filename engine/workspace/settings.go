package workspace

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"spm/engine/finding"
	"spm/engine/spreadsheet"
	"spm/engine/value"
)

// Settings are what spm.yaml says.
type Settings struct {
	Name       string // part of every packet code; made once
	SmallCount int    // counts of students below it are not printed
	Paper      string // Letter or A4; empty: as the theme says
	Limits     spreadsheet.Limits
}

func defaults() Settings { return Settings{SmallCount: 10, Limits: spreadsheet.Default} }

// longestName keeps the name of a workspace readable in a message.
const longestName = 100

// nameOf is the name of a new workspace in one line.
func nameOf(dir, name string) (string, error) {
	if name = value.Squeeze(name); name == "" {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return "", err
		}
		name = SafeName(filepath.Base(abs))
	}
	if r := []rune(name); len(r) > longestName {
		name = strings.TrimSpace(string(r[:longestName]))
	}
	return name, nil
}

// text is the first spm.yaml.
func (s Settings) text() []byte {
	name, _ := json.Marshal(s.Name) // a JSON text is a YAML text
	return fmt.Appendf(nil, `# Settings of this spm workspace.

# Part of every packet code. Never change it: spm would no longer know the
# workbooks that are out.
name: %s

# Counts of students below this are not printed.
small_count: %d

# Letter or A4. Without this line templates/theme.yaml decides.
# paper: Letter

# What a file that comes back may hold at most. A limit without a line is as here.
# limits:
%s`, name, s.SmallCount, limitLines())
}

// limitLines are the usual limits, as comments.
func limitLines() string {
	var b strings.Builder
	for _, l := range spreadsheet.Settings {
		fmt.Fprintf(&b, "#   %s: %d # %s\n", l.Key, l.Of(&spreadsheet.Default), l.What)
	}
	return b.String()
}

// settings declares every key of spm.yaml: what it may be, and where it goes.
var settings = []struct {
	key, want string
	set       func(s *Settings, text string) bool
}{
	{"name", "a short name in one line, the one that this workspace was made with", func(s *Settings, text string) bool {
		s.Name = value.Squeeze(text)
		return s.Name != "" && utf8.RuneCountInString(s.Name) <= longestName && !strings.Contains(text, "\n")
	}},
	{"small_count", "a whole number from 0 to 1000, such as 10", func(s *Settings, text string) (ok bool) {
		n, err := strconv.Atoi(text)
		s.SmallCount = n
		return err == nil && n >= 0 && n <= 1000
	}},
	{"paper", "Letter or A4", func(s *Settings, text string) bool {
		for _, p := range []string{"Letter", "A4"} {
			if strings.EqualFold(p, text) {
				s.Paper = p
			}
		}
		return s.Paper != ""
	}},
}

// tokenError is an error of the YAML library that knows its place.
type tokenError interface {
	error
	GetToken() *token.Token
	GetMessage() string
}

// readSettings reads spm.yaml strictly and tells every mistake with its place.
func readSettings(file string, data []byte) (Settings, finding.List) {
	s, findings := defaults(), finding.List{}
	top := finding.Location{File: file, Line: 1, Column: 1}
	broken := func(at finding.Location, problem string) {
		findings.Add(finding.New(badSettings, at, "problem", problem))
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // Notepad's mark
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		at, problem := top, err.Error()
		if e := tokenError(nil); errors.As(err, &e) {
			at, problem = place(file, e.GetToken()), e.GetMessage()
		}
		problem, _, _ = strings.Cut(problem, "\n")
		broken(at, "this line is not understood ("+strings.TrimSpace(problem)+")")
		return s, findings
	}
	seen := map[string]bool{}
	for _, doc := range tree.Docs {
		pairs, ok := pairsOf(doc.Body)
		if !ok {
			broken(place(file, doc.Body.GetToken()), "a setting is a name, a colon and a value")
		}
		for _, p := range pairs {
			key := p.Key.GetToken().Value
			if seen[key] {
				broken(place(file, p.Key.GetToken()), "“"+key+"” stands here twice")
			}
			seen[key] = true
			findings.Add(s.apply(key, p, file)...)
		}
	}
	if !seen["name"] && findings.Count(finding.Error) == 0 {
		findings.Add(finding.New(badSetting, top, "key", "name", "given", "missing", "want", settings[0].want))
	}
	return s, findings
}

// limits is the setting that is a group of settings.
const limits = "limits"

// apply puts one line of spm.yaml into the settings.
func (s *Settings) apply(key string, p *ast.MappingValueNode, file string) finding.List {
	if key == limits {
		return s.applyLimits(p, file)
	}
	var known []string
	for _, x := range settings {
		known = append(known, x.key)
		if x.key != key {
			continue
		}
		text, ok := scalar(p.Value)
		if ok && x.set(s, text) {
			return nil
		}
		return finding.List{unfit(key, p, file, x.want)}
	}
	return finding.List{unknown(key, p, file, append(known, limits))}
}

// applyLimits puts the lines below limits into the settings.
func (s *Settings) applyLimits(p *ast.MappingValueNode, file string) (findings finding.List) {
	pairs, ok := pairsOf(p.Value)
	if !ok {
		return finding.List{unfit(limits, p, file, "a group of lines such as file_mb: 25")}
	}
	for _, pair := range pairs {
		key := pair.Key.GetToken().Value
		name := limits + "." + key
		var known []string
		for _, l := range spreadsheet.Settings {
			known = append(known, l.Key)
			if l.Key != key {
				continue
			}
			text, _ := scalar(pair.Value)
			if n, err := strconv.Atoi(text); err != nil || !l.Set(&s.Limits, n) {
				findings.Add(unfit(name, pair, file, fmt.Sprintf("a whole number from 1 to %d, such as %d", l.Most, l.Of(&spreadsheet.Default))))
			}
		}
		if !slices.Contains(known, key) {
			findings.Add(unknown(name, pair, file, known))
		}
	}
	return findings
}

// unfit tells that a setting cannot be what it is.
func unfit(key string, p *ast.MappingValueNode, file, want string) finding.Finding {
	text, ok := scalar(p.Value)
	given := "“" + text + "”"
	if !ok {
		given = "a group of lines"
	}
	if text == "" && ok {
		given = "empty"
	}
	return finding.New(badSetting, place(file, p.Value.GetToken()), "key", key, "given", given, "want", want)
}

// unknown tells that there is no such setting.
func unknown(key string, p *ast.MappingValueNode, file string, known []string) finding.Finding {
	return finding.New(unknownSetting, place(file, p.Key.GetToken()), "key", key, "known", strings.Join(known, ", "))
}

// pairsOf are the lines of a mapping. An empty file has none.
func pairsOf(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch x := n.(type) {
	case nil, *ast.NullNode, *ast.CommentGroupNode:
		return nil, true
	case *ast.MappingNode:
		return x.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{x}, true
	}
	return nil, false
}

// scalar is the text of a single value; that of nothing is empty.
func scalar(n ast.Node) (string, bool) {
	switch x := n.(type) {
	case *ast.NullNode:
		return "", true
	case *ast.StringNode:
		return strings.TrimSpace(x.Value), true
	case *ast.LiteralNode:
		return strings.TrimSpace(x.Value.Value), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return n.GetToken().Value, true
	}
	return "", false
}

func place(file string, t *token.Token) finding.Location {
	l := finding.Location{File: file, Line: 1, Column: 1}
	if t != nil && t.Position != nil {
		l.Line, l.Column = t.Position.Line, t.Position.Column
	}
	return l
}

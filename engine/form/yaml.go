package form

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"spm/engine/finding"
)

// decoder fills structs from YAML and tells every mistake with its place:
// unknown keys, keys given twice, texts where numbers belong. The usual
// decoders stop at the first.
type decoder struct {
	file     string
	anchors  map[string]ast.Node
	findings *finding.List
}

// decode reads a YAML text into a struct. Fields of type finding.Location
// called At receive the place of their struct; it stays empty where something
// else stands there. ok is false when nothing could be read at all.
func decode(file string, data []byte, into any, findings *finding.List) (ok bool) {
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		at := finding.Location{File: file, Line: 1, Column: 1}
		msg := err.Error()
		if e := tokenError(nil); errors.As(err, &e) {
			at.Line, at.Column = e.GetToken().Position.Line, e.GetToken().Position.Column
			msg = e.GetMessage()
		}
		findings.Add(finding.New("TMPL-01", at, "problem", strings.TrimSpace(strings.SplitN(msg, "\n", 2)[0])))
		return false
	}
	d := decoder{file: file, anchors: map[string]ast.Node{}, findings: findings}
	for _, doc := range tree.Docs {
		if doc.Body == nil {
			continue
		}
		if _, group := d.pairs(d.resolve(doc.Body)); !group {
			d.wrong(doc.Body, "the file", "a group of keys")
			return false
		}
		d.value(doc.Body, reflect.ValueOf(into).Elem(), "")
	}
	return true
}

// tokenError is an error of the YAML library that knows its place.
type tokenError interface {
	error
	GetToken() *token.Token
	GetMessage() string
}

func (d *decoder) at(n ast.Node) finding.Location {
	l := finding.Location{File: d.file, Line: 1, Column: 1}
	if t := n.GetToken(); t != nil && t.Position != nil {
		l.Line, l.Column = t.Position.Line, t.Position.Column
	}
	return l
}

// resolve follows tags, anchors and aliases to the node itself.
func (d *decoder) resolve(n ast.Node) ast.Node {
	for {
		switch x := n.(type) {
		case *ast.AnchorNode:
			d.anchors[x.Name.GetToken().Value] = x.Value
			n = x.Value
		case *ast.AliasNode:
			to, ok := d.anchors[x.Value.GetToken().Value]
			if !ok {
				d.findings.Add(finding.New("TMPL-01", d.at(n), "problem", "the alias *"+x.Value.GetToken().Value+" names no anchor above it"))
				return nil
			}
			n = to
		case *ast.TagNode:
			n = x.Value
		default:
			return n
		}
	}
}

func (d *decoder) value(n ast.Node, into reflect.Value, key string) {
	n = d.resolve(n)
	if n == nil {
		return
	}
	if _, null := n.(*ast.NullNode); null {
		return
	}
	switch into.Type() {
	case reflect.TypeFor[Any]():
		d.any(n, into, key)
		return
	case reflect.TypeFor[Phrase]():
		d.scalar(n, into.FieldByName("Text"), key)
		into.FieldByName("At").Set(reflect.ValueOf(d.at(n)))
		return
	case reflect.TypeFor[ruleText]():
		d.any(n, into.FieldByName("Words"), key)
		into.FieldByName("At").Set(reflect.ValueOf(d.at(n)))
		return
	}
	switch into.Kind() {
	case reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		d.value(n, into.Elem(), key)
	case reflect.Struct:
		d.structure(n, into, key)
	case reflect.Map:
		d.table(n, into, key)
	case reflect.Slice:
		d.sequence(n, into, key)
	default:
		d.scalar(n, into, key)
	}
}

// pairs are the keys and values of a mapping; ok is false for anything else.
func (d *decoder) pairs(n ast.Node) (pairs []*ast.MappingValueNode, ok bool) {
	switch x := n.(type) {
	case *ast.MappingNode:
		return x.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{x}, true
	}
	return nil, false
}

func (d *decoder) structure(n ast.Node, into reflect.Value, key string) {
	pairs, ok := d.pairs(n)
	if !ok {
		d.wrong(n, key, "a group of keys")
		return
	}
	if f := into.FieldByName("At"); f.IsValid() {
		at := d.at(n)
		if len(pairs) > 0 {
			at = d.at(pairs[0].Key)
		}
		f.Set(reflect.ValueOf(at))
	}
	fields := map[string]int{}
	for i := range into.NumField() {
		if name := into.Type().Field(i).Tag.Get("yaml"); name != "" && name != "-" {
			fields[name] = i
		}
	}
	seen := map[string]bool{}
	for _, p := range pairs {
		name := p.Key.GetToken().Value
		i, known := fields[name]
		switch {
		case !known:
			d.findings.Add(finding.New("TMPL-02", d.at(p.Key), "key", name, "known", knownKeys(fields)))
			continue
		case seen[name]:
			d.findings.Add(finding.New("TMPL-01", d.at(p.Key), "problem", "the key "+name+" stands here twice"))
		}
		seen[name] = true
		d.value(p.Value, into.Field(i), name)
	}
}

func knownKeys(fields map[string]int) string {
	names := make([]string, 0, len(fields))
	for name := range fields {
		names = append(names, name)
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

func (d *decoder) table(n ast.Node, into reflect.Value, key string) {
	pairs, ok := d.pairs(n)
	if !ok {
		d.wrong(n, key, "a group of keys")
		return
	}
	into.Set(reflect.MakeMap(into.Type()))
	seen := map[string]bool{}
	for _, p := range pairs {
		e := reflect.New(into.Type().Elem()).Elem()
		name := p.Key.GetToken().Value
		if seen[name] {
			d.findings.Add(finding.New("TMPL-01", d.at(p.Key), "problem", "the key "+name+" stands here twice"))
		}
		seen[name] = true
		d.value(p.Value, e, name)
		if e.Type() == reflect.TypeFor[Phrase]() {
			e.FieldByName("At").Set(reflect.ValueOf(d.at(p.Key)))
		}
		into.SetMapIndex(reflect.ValueOf(name).Convert(into.Type().Key()), e)
	}
}

func (d *decoder) sequence(n ast.Node, into reflect.Value, key string) {
	x, ok := n.(*ast.SequenceNode)
	if !ok {
		d.wrong(n, key, "a list")
		return
	}
	out := reflect.MakeSlice(into.Type(), len(x.Values), len(x.Values))
	for i, v := range x.Values {
		d.value(v, out.Index(i), key)
	}
	into.Set(out)
}

// any reads one text or a list of texts.
func (d *decoder) any(n ast.Node, into reflect.Value, key string) {
	var list []string
	if _, ok := n.(*ast.SequenceNode); ok {
		d.value(n, reflect.ValueOf(&list).Elem(), key)
	} else {
		var one string
		d.value(n, reflect.ValueOf(&one).Elem(), key)
		list = []string{one}
	}
	into.Set(reflect.ValueOf(Any(list)))
}

func (d *decoder) scalar(n ast.Node, into reflect.Value, key string) {
	var text string
	switch x := n.(type) {
	case *ast.StringNode:
		text = x.Value
	case *ast.LiteralNode:
		text = x.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		text = n.GetToken().Value
	default:
		d.wrong(n, key, "a single value")
		return
	}
	switch into.Kind() {
	case reflect.String:
		into.SetString(strings.TrimSpace(text))
	case reflect.Bool:
		b, err := strconv.ParseBool(text)
		if err != nil {
			d.wrong(n, key, "true or false")
		}
		into.SetBool(b)
	case reflect.Int:
		i, err := strconv.Atoi(text)
		if err != nil {
			d.wrong(n, key, "a whole number")
		}
		into.SetInt(int64(i))
	case reflect.Float64:
		f, err := strconv.ParseFloat(text, 64)
		if err != nil {
			d.wrong(n, key, "a number")
		}
		into.SetFloat(f)
	default:
		panic(fmt.Sprintf("form: the decoder cannot fill a %s", into.Type()))
	}
}

func (d *decoder) wrong(n ast.Node, key, want string) {
	d.findings.Add(finding.New("TMPL-03", d.at(n), "key", key, "want", want))
}

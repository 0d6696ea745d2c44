package byhand

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Fill says what is typed into a workbook; the comment of the package shows its
// YAML.
type Fill struct {
	File   string           `yaml:"-"` // it was read from
	Packet string           `yaml:"packet"`
	For    string           `yaml:"for"`
	Period string           `yaml:"period"`
	Sheets map[string]Sheet `yaml:"sheets"`
	Units  map[string]Unit  `yaml:"units"` // in place of for and sheets: a workbook for each unit
}

// Unit is what one unit types into its own workbook.
type Unit struct {
	Sheets map[string]Sheet `yaml:"sheets"`
}

// Sheet is what is typed into a sheet.
type Sheet struct {
	Answers Values              `yaml:"answers"` // by question code
	Rows    map[string]Values   `yaml:"rows"`    // by row, then field
	Marks   map[string][]string `yaml:"marks"`   // by row: the columns of a matrix that get an X
}

// Values are answers by question code or field: texts, numbers, truth values,
// Text, or nil to clear a cell.
type Values map[string]any

// UnmarshalYAML reads a mapping of answers; {text: …} is a Text.
func (v *Values) UnmarshalYAML(n ast.Node) error {
	var nodes map[string]ast.Node
	if err := yaml.NodeToValue(n, &nodes, yaml.Strict()); err != nil {
		return err
	}
	*v = Values{}
	for name, node := range nodes {
		x, err := answer(node)
		if err != nil {
			return err
		}
		(*v)[name] = x
	}
	return nil
}

func answer(n ast.Node) (any, error) {
	switch n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		var x struct {
			Text *string `yaml:"text"`
		}
		if err := yaml.NodeToValue(n, &x, yaml.Strict()); err != nil {
			return nil, err
		}
		if x.Text == nil {
			return nil, &misplaced{n.GetToken(), "an answer is a value or {text: …}"}
		}
		return Text(*x.Text), nil
	case *ast.SequenceNode:
		return nil, &misplaced{n.GetToken(), "an answer is a value or {text: …}; write the items of a list one a line"}
	}
	var x any
	err := yaml.NodeToValue(n, &x)
	return x, err
}

// misplaced is a mistake in a YAML file, with its place.
type misplaced struct {
	token *token.Token
	msg   string
}

func (m *misplaced) Error() string          { return m.msg }
func (m *misplaced) GetToken() *token.Token { return m.token }
func (m *misplaced) GetMessage() string     { return m.msg }

// Decode reads a YAML file strictly: an unknown key, a key given twice or a
// text where a number belongs is an error that begins with file, line and column.
func Decode(file string, data []byte, into any) error {
	err := yaml.UnmarshalWithOptions(data, into, yaml.Strict())
	var at interface {
		GetToken() *token.Token
		GetMessage() string
	}
	switch {
	case err == nil:
		return nil
	case errors.As(err, &at) && at.GetToken() != nil && at.GetToken().Position != nil:
		p := at.GetToken().Position
		return fmt.Errorf("%s:%d:%d: %s", file, p.Line, p.Column, at.GetMessage())
	}
	return fmt.Errorf("%s: %w", file, err)
}

// ReadFill reads a fill. The file is named in errors.
func ReadFill(file string, data []byte) (Fill, error) {
	f := Fill{File: file}
	if err := Decode(file, data, &f); err != nil {
		return Fill{}, err
	}
	switch {
	case f.Packet == "":
		return f, fmt.Errorf("%s: it does not say which packet it fills", file)
	case f.Units == nil && f.Sheets == nil:
		return f, fmt.Errorf("%s: it fills nothing", file)
	case f.Units != nil && (f.Sheets != nil || f.For != ""):
		return f, fmt.Errorf("%s: units stand in place of for and sheets, not beside them", file)
	}
	return f, nil
}

// Each are the fills of single workbooks: the fill itself, or one for each of
// its units in the order of their codes.
func (f Fill) Each() (fills []Fill) {
	if f.Units == nil {
		return []Fill{f}
	}
	for _, unit := range slices.Sorted(maps.Keys(f.Units)) {
		fills = append(fills, Fill{File: f.File, Packet: f.Packet, Period: f.Period, For: unit, Sheets: f.Units[unit].Sheets})
	}
	return fills
}

// Apply types a fill into a workbook, and what it can of it where something is
// not found: every mistake is told.
func Apply(b *Book, f Fill) error {
	if f.Units != nil {
		return fmt.Errorf("%s: it fills the workbooks of %d units; choose one with Each", f.File, len(f.Units))
	}
	var wrong []error
	for _, name := range slices.Sorted(maps.Keys(f.Sheets)) {
		sheet := f.Sheets[name]
		for _, code := range slices.Sorted(maps.Keys(sheet.Answers)) {
			wrong = append(wrong, b.Answer(name, code, sheet.Answers[code]))
		}
		for _, row := range slices.Sorted(maps.Keys(sheet.Rows)) {
			wrong = append(wrong, b.typeRow(name, row, sheet.Rows[row]))
		}
		for _, row := range slices.Sorted(maps.Keys(sheet.Marks)) {
			for _, column := range sheet.Marks[row] {
				wrong = append(wrong, b.mark(name, row, column))
			}
		}
	}
	if err := errors.Join(wrong...); err != nil {
		return fmt.Errorf("%s, for %s: %w", f.File, f.For, err)
	}
	return nil
}

// mark types an X where a row of a matrix meets a column.
func (b *Book) mark(sheet, row, column string) error {
	p, err := b.page(sheet)
	if err != nil {
		return err
	}
	n, err := p.row(row)
	if err != nil {
		return err
	}
	at, err := p.across(n, column)
	if err != nil {
		return err
	}
	return b.enter(p, at, Text("X"))
}

// typeRow types into one row. It is found once: its own code may be among what
// is typed.
func (b *Book) typeRow(sheet, row string, values Values) error {
	p, err := b.page(sheet)
	if err != nil {
		return err
	}
	n, err := p.row(row)
	if err != nil {
		return err
	}
	var wrong []error
	for _, field := range slices.Sorted(maps.Keys(values)) {
		at, err := p.inRow(n, field)
		if err == nil {
			err = b.enterInRow(p, at, values[field])
		}
		wrong = append(wrong, err)
	}
	return errors.Join(wrong...)
}

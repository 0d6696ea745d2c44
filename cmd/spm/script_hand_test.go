package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"spm/engine/workbook/byhand"
	"spm/testdata/cases"
	"spm/testdata/programs"
)

// edit opens a workbook of a script, changes it by hand and saves it.
func edit(ts *testscript.TestScript, file string, change func(*byhand.Book) error) {
	book, err := byhand.Open([]byte(ts.ReadFile(file)))
	ts.Check(err)
	ts.Check(change(book))
	data, err := book.Save()
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(file), data, 0o644))
}

func fillCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 2, "fill FILE.xlsx FILL.yaml")
	f, err := byhand.ReadFill(args[1], []byte(ts.ReadFile(args[1])))
	ts.Check(err)
	edit(ts, args[0], func(b *byhand.Book) error { return byhand.Apply(b, f) })
}

func caseCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 2 || len(args) == 3, "case FILE.xlsx PATH [UNIT]")
	c, err := cases.Load("riverbend")
	ts.Check(err)
	f, ok := c.Fills[args[1]]
	if !ok {
		ts.Fatalf("the sample district has no fill %s", args[1])
	}
	if len(args) == 3 {
		for _, x := range f.Each() {
			if x.For == args[2] {
				f = x
			}
		}
	}
	edit(ts, args[0], func(b *byhand.Book) error { return byhand.Apply(b, f) })
}

// logoCmd draws a district's logo.
func logoCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 1, "logo FILE.png")
	m := image.NewNRGBA(image.Rect(0, 0, 240, 96))
	for i := range 96 * 96 {
		m.Set(i%96, i/96, color.NRGBA{R: 20, G: 97, B: 63, A: 255})
	}
	var b bytes.Buffer
	ts.Check(png.Encode(&b, m))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}

func deedCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 2, "do FILE.xlsx DEED.yaml")
	var d byhand.Deed
	ts.Check(byhand.Decode(args[1], []byte(ts.ReadFile(args[1])), &d))
	edit(ts, args[0], d.Do)
}

const alterHow = "alter FILE.xlsx type|number|formula|note|strike|month|sheet|clear|merge|hide|delete|insert|copy SHEET!PLACE [VALUE]"

// alterCmd does to a place of a workbook what byhand, which knows only what
// can be seen, has no word for:
//
//	type SHEET!B7 TEXT    number SHEET!B7 3    formula SHEET!B7 A1+1 (nothing calculates it)
//	note SHEET!B7 TEXT: a comment on a cell
//	strike SHEET!B7: a line through its text; month SHEET!B7: its day is shown as Aug-26
//	sheet NEW!A1 TEXT     a new sheet with a text
//	clear, merge SHEET!B7:C9
//	hide, delete SHEET!7 (a row), SHEET!B (a column), SHEET
//	insert SHEET!7, SHEET!B
//	copy SHEET!7 9, SHEET!B D: values and looks, over what is there
func alterCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) >= 3, alterHow)
	f, err := excelize.OpenReader(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	sheet, at, _ := strings.Cut(args[2], "!")
	ts.Check(alter(f, args[1], sheet, at, strings.Join(args[3:], " ")))
	ts.Check(f.SaveAs(ts.MkAbs(args[0])))
}

func alter(f *excelize.File, verb, sheet, at, given string) error {
	if i, err := f.GetSheetIndex(sheet); verb != "sheet" && i < 0 {
		return fmt.Errorf("there is no sheet %q: %w", sheet, cmp.Or(err, fs.ErrNotExist))
	}
	row, err := strconv.Atoi(at)
	isRow := err == nil
	first, last, _ := strings.Cut(at, ":")
	switch verb {
	case "type":
		return f.SetCellStr(sheet, at, strings.ReplaceAll(given, `\n`, "\n"))
	case "note":
		return f.AddComment(sheet, excelize.Comment{Cell: at, Author: "Rosa", Text: given})
	case "strike":
		return look(f, sheet, at, &excelize.Style{Font: &excelize.Font{Strike: true}})
	case "month":
		return look(f, sheet, at, &excelize.Style{NumFmt: 17})
	case "number":
		n, err := strconv.ParseFloat(given, 64)
		if err != nil {
			return err
		}
		return f.SetCellFloat(sheet, at, n, -1, 64)
	case "formula":
		if err := f.SetCellValue(sheet, at, nil); err != nil {
			return err
		}
		return f.SetCellFormula(sheet, at, given)
	case "sheet":
		if _, err := f.NewSheet(sheet); err != nil {
			return err
		}
		return f.SetCellStr(sheet, at, given)
	case "merge":
		return f.MergeCell(sheet, first, last)
	case "clear":
		return clearCells(f, sheet, first, last)
	case "copy":
		return copyPlace(f, sheet, at, given)
	case "hide":
		switch {
		case at == "":
			return f.SetSheetVisible(sheet, false)
		case isRow:
			return f.SetRowVisible(sheet, row, false)
		}
		return f.SetColVisible(sheet, at, false)
	case "delete":
		switch {
		case at == "":
			return f.DeleteSheet(sheet)
		case isRow:
			return f.RemoveRow(sheet, row)
		}
		return f.RemoveCol(sheet, at)
	case "insert":
		if isRow {
			return f.InsertRows(sheet, row, 1)
		}
		return f.InsertCols(sheet, at, 1)
	}
	return &fs.PathError{Op: verb, Path: sheet, Err: fs.ErrInvalid}
}

// look gives a cell another look.
func look(f *excelize.File, sheet, cell string, style *excelize.Style) error {
	id, err := f.NewStyle(style)
	if err != nil {
		return err
	}
	return f.SetCellStyle(sheet, cell, cell, id)
}

func clearCells(f *excelize.File, sheet, first, last string) error {
	left, top, err := excelize.CellNameToCoordinates(first)
	if err != nil {
		return err
	}
	right, bottom := left, top
	if last != "" {
		if right, bottom, err = excelize.CellNameToCoordinates(last); err != nil {
			return err
		}
	}
	for row := top; row <= bottom; row++ {
		for col := left; col <= right; col++ {
			cell, err := excelize.CoordinatesToCellName(col, row)
			if err == nil {
				err = f.SetCellValue(sheet, cell, nil)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// copyPlace copies a row or a column over another.
func copyPlace(f *excelize.File, sheet, from, to string) error {
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	pairs := [][2]string{}
	if _, err := strconv.Atoi(from); err == nil {
		for col := range width {
			name, err := excelize.ColumnNumberToName(col + 1)
			if err != nil {
				return err
			}
			pairs = append(pairs, [2]string{name + from, name + to})
		}
	} else {
		for row := range rows {
			n := strconv.Itoa(row + 1)
			pairs = append(pairs, [2]string{from + n, to + n})
		}
	}
	for _, p := range pairs {
		if err := copyCell(f, sheet, p[0], p[1]); err != nil {
			return err
		}
	}
	return nil
}

func copyCell(f *excelize.File, sheet, from, to string) error {
	style, err := f.GetCellStyle(sheet, from)
	if err != nil {
		return err
	}
	raw, err := f.GetCellValue(sheet, from, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	kind, err := f.GetCellType(sheet, from)
	if err != nil {
		return err
	}
	if n, number := strconv.ParseFloat(raw, 64); number == nil && (kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber) {
		err = f.SetCellFloat(sheet, to, n, -1, 64)
	} else {
		err = f.SetCellStr(sheet, to, raw)
	}
	if err != nil {
		return err
	}
	return f.SetCellStyle(sheet, to, to, style)
}

func officeCmd(ts *testscript.TestScript, neg bool, args []string) {
	kind := "xlsx"
	if len(args) > 0 && officeFilters[args[0]] != "" {
		kind, args = args[0], args[1:]
	}
	usage(ts, neg, len(args) > 0, "office [ods|fods|xltx|xlsm|csv] FILE.xlsx…")
	out := ts.MkAbs("office-saved")
	ts.Check(os.RemoveAll(out))
	ts.Check(os.Mkdir(out, 0o755))
	ts.Check(programs.Office(context.Background(), officeFilters[kind], out, abs(ts, args)))
	saved, err := os.ReadDir(out)
	ts.Check(err)
	for _, f := range saved {
		data, err := os.ReadFile(filepath.Join(out, f.Name()))
		ts.Check(err)
		to := filepath.Join(filepath.Dir(ts.MkAbs(args[0])), f.Name())
		for _, a := range args { // each beside what it was made of
			if base := strings.TrimSuffix(filepath.Base(a), ".xlsx"); strings.HasPrefix(f.Name(), base+".") {
				to = filepath.Join(filepath.Dir(ts.MkAbs(a)), f.Name())
			}
		}
		ts.Check(os.WriteFile(to, data, 0o644))
		day := time.Date(2027, 7, 12, 9, 0, 0, 0, time.UTC) // all at once: they are read by name
		ts.Check(os.Chtimes(to, day, day))
	}
}

// officeFilters are the ways of saving that a script can name, as LibreOffice
// calls them. CSV is as a person saves it, every sheet as a file of its own.
var officeFilters = map[string]string{
	"xlsx": "xlsx", "ods": "ods", "fods": "fods", "xltx": "xltx", "xlsm": "xlsm:Calc MS Excel 2007 VBA XML",
	"csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
}

func abs(ts *testscript.TestScript, names []string) (all []string) {
	for _, n := range names {
		all = append(all, ts.MkAbs(n))
	}
	return all
}

// kept is the key of what keep has seen: folder → file → what is in it.
type kept struct{}

func keepCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, len(args) == 1, "keep DIR")
	ts.Value(kept{}).(map[string]map[string]string)[args[0]] = contents(ts, args[0])
}

func sameCmd(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, false, len(args) == 1, "same DIR")
	var changed []string
	before, now := maps.Clone(ts.Value(kept{}).(map[string]map[string]string)[args[0]]), contents(ts, args[0])
	maps.DeleteFunc(now, func(name, text string) bool {
		old, there := before[name]
		delete(before, name)
		return there && old == text
	})
	changed = slices.Sorted(maps.Keys(now))
	changed = append(changed, slices.Sorted(maps.Keys(before))...)
	if neg == (len(changed) == 0) {
		ts.Fatalf("changed in %s: %q", args[0], changed)
	}
}

func contents(ts *testscript.TestScript, dir string) map[string]string {
	all := map[string]string{}
	folder := os.DirFS(ts.MkAbs(dir))
	ts.Check(fs.WalkDir(folder, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		all[name] = string(data)
		return err
	}))
	return all
}

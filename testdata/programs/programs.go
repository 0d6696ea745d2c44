// Package programs runs other people's programs in tests. Spreadsheet programs
// read and write workbooks: openpyxl, XlsxWriter, exceljs, SheetJS, LibreOffice
// and Gnumeric; others tell what is in a PDF file. A test that needs a program
// that is not there is skipped with a message; with CI set it fails.
package programs

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

//go:embed programs.py
var python string

//go:embed programs.js
var node string

// The programs by name.
const (
	LibreOffice      = "LibreOffice"
	Gnumeric         = "Gnumeric"
	Openpyxl         = "openpyxl"
	OpenpyxlReadOnly = "openpyxl read-only"
	XlsxWriter       = "XlsxWriter"
	ExcelJS          = "exceljs"
	SheetJS          = "SheetJS"
)

// Readers tell what stands in the cells of a workbook.
var Readers = []string{Openpyxl, OpenpyxlReadOnly, ExcelJS, SheetJS}

// Savers open a workbook and save it again.
var Savers = []string{LibreOffice, Gnumeric, Openpyxl, ExcelJS, SheetJS}

// Writers write workbooks with odd values of their own.
var Writers = []string{Openpyxl, XlsxWriter, ExcelJS, SheetJS}

// Book are the cells of a workbook: by the sheet's name and by address, "B7".
// A value is a string, a number or a boolean; blank cells are left out.
type Book map[string]map[string]any

// Cells has a program read workbooks.
func Cells(t testing.TB, program string, files []string) map[string]Book {
	t.Helper()
	var books map[string]Book
	if err := json.Unmarshal(script(t, program, append([]string{"cells", program}, files...)), &books); err != nil {
		t.Fatalf("%s: %v", program, err)
	}
	return books
}

// Save has a program open workbooks and save them into a new folder, under the
// same names.
func Save(t testing.TB, program string, files []string) (folder string) {
	t.Helper()
	if program == LibreOffice || program == Gnumeric {
		return SaveAs(t, program, "xlsx", files)
	}
	folder = t.TempDir()
	script(t, program, append([]string{"save", program, folder}, files...))
	return folder
}

// gnumericKinds are the kinds of files as Gnumeric calls them.
var gnumericKinds = map[string]string{"xlsx": "Gnumeric_Excel:xlsx2", "ods": "Gnumeric_OpenCalc:odf"}

// SaveAs has LibreOffice or Gnumeric save files as files of another kind into a
// new folder, under the same names but for their endings.
func SaveAs(t testing.TB, program, kind string, files []string) (folder string) {
	t.Helper()
	folder = t.TempDir()
	if program == LibreOffice {
		Need(t, office)
		if err := Office(t.Context(), kind, folder, files); err != nil {
			t.Fatal(err)
		}
		return folder
	}
	for _, file := range files {
		base := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
		Output(t, "ssconvert", "--export-type="+gnumericKinds[kind], file, filepath.Join(folder, base+"."+kind))
	}
	return folder
}

// Odd has a program write its workbooks with odd values.
func Odd(t testing.TB, program string) (files []string) {
	t.Helper()
	folder := t.TempDir()
	script(t, program, []string{"odd", program, folder})
	files, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s wrote no workbook: %v", program, err)
	}
	return files
}

// Python runs a script that knows openpyxl, and answers what it prints.
func Python(t testing.TB, text string, args ...string) []byte {
	t.Helper()
	command := Need(t, "python3", "-c", "import openpyxl, xlsxwriter")
	return run(t, "python3", command, append([]string{file(t, "script.py", text)}, args...))
}

// Output runs a program, and answers what it prints.
func Output(t testing.TB, name string, args ...string) string {
	t.Helper()
	return string(run(t, name, Need(t, name), args))
}

// script runs one of our scripts, in the language of the program.
func script(t testing.TB, program string, args []string) []byte {
	t.Helper()
	if program == ExcelJS || program == SheetJS {
		command := Need(t, "node", "-e", "require('exceljs'); require('xlsx')")
		return run(t, program, command, append([]string{file(t, "programs.js", node)}, args...))
	}
	return Python(t, python, args...)
}

func file(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Need is a command that is there and can do what is tried: node finds modules
// where NODE_PATH says; of several pythons one may have the modules.
func Need(t testing.TB, name string, try ...string) string {
	t.Helper()
	for _, command := range []string{name, "/usr/bin/" + name} {
		path, err := exec.LookPath(command)
		if err == nil && (len(try) == 0 || exec.CommandContext(t.Context(), path, try...).Run() == nil) {
			return path
		}
	}
	missing := name + " is missing"
	if len(try) > 0 {
		missing += ", or one of its modules: " + try[len(try)-1]
	}
	if os.Getenv("CI") != "" {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}

func run(t testing.TB, program, command string, args []string) []byte {
	t.Helper()
	var out, said bytes.Buffer
	cmd := exec.CommandContext(t.Context(), command, args...)
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", program, err, out.String(), said.String())
	}
	return out.Bytes()
}

package workbook

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"spm/engine/packet"
)

// contents unpacks a workbook.
func contents(t *testing.T, b []byte) map[string]string {
	t.Helper()
	zr, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range zr.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(data)
	}
	return parts
}

func TestWorkbookIsNormalised(t *testing.T) {
	lib := library(t)
	p := samplePacket(t, lib, "direction", false)
	b, err := Write(lib, p)
	if err != nil {
		t.Fatal(err)
	}
	// Its sheet of measures stands after the first sheet and those before it.
	measures := 2 + slices.IndexFunc(p.Sheets, func(s packet.Sheet) bool { return s.Name == "F Measures & Milestones" })
	parts := contents(t, b)
	if !bytes.HasPrefix(b[30:], []byte("[Content_Types].xml")) {
		t.Error("what says that it is a workbook does not come first")
	}
	boolean := regexp.MustCompile(`<[^<>]*="(true|false)"[^<>]*>`)
	dimension := regexp.MustCompile(`<dimension ref="A1:[A-Z]+\d+"/>`)
	for name, s := range parts {
		if m := boolean.FindString(s); m != "" && strings.HasPrefix(name, "xl/") {
			t.Errorf("%s: %s", name, m)
		}
		if strings.HasPrefix(name, "xl/worksheets/sheet") && !dimension.MatchString(s) {
			t.Errorf("%s has no true dimension", name)
		}
	}
	if s := parts["docProps/core.xml"]; !strings.Contains(s, "<cp:coreProperties") || !strings.Contains(s, "<cp:lastModifiedBy>spm<") || !strings.Contains(s, "2026-09-28T00:00:00Z") {
		t.Errorf("core properties: %s", s)
	}
	if s := parts["docProps/custom.xml"]; !strings.Contains(s, "4F7K-2Q") || strings.Contains(s, "<vt:i4") {
		t.Errorf("custom properties: %s", s)
	}
	if s := parts["xl/workbook.xml"]; !strings.Contains(s, `state="veryHidden"`) || !strings.Contains(s, fmt.Sprintf("sh_F_%d", measures-1)) {
		t.Errorf("workbook: %s", s)
	}
	f := parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", measures)]
	if !regexp.MustCompile(`<c r="C\d+"[^>]* t="str"><f>IFERROR\(.*?</f><v>Type NEW-S1 in sheet`).MatchString(f) {
		t.Error("a formula has no stored result")
	}
	if !regexp.MustCompile(`<row r="12" ht="[\d.]+">`).MatchString(f) || !strings.Contains(f, `<row r="1" ht="26" customHeight="1">`) {
		t.Error("the rows of the table do not yield to their text, or the title does")
	}
}

func TestBooleans(t *testing.T) {
	const in = `<a x="true" name="true" y="false" z="1"><t>x="true"</t><b title="false"/><f>A1="true"</f></a>`
	const want = `<a x="1" name="true" y="0" z="1"><t>x="true"</t><b title="false"/><f>A1="true"</f></a>`
	if got := string(booleans([]byte(in))); got != want {
		t.Errorf("got %s", got)
	}
}

// Text that looks like a formula stays text, whatever it begins with.
func TestNothingOfTheirsBecomesAFormula(t *testing.T) {
	lib := library(t)
	p := samplePacket(t, lib, "direction", false)
	for i := range p.Sheets {
		for j := range p.Sheets[i].Blocks {
			for n := range p.Sheets[i].Blocks[j].Rows {
				p.Sheets[i].Blocks[j].Rows[n].Mirror = nil
				for id, v := range p.Sheets[i].Blocks[j].Rows[n].Values {
					if v.Text != "" && v.Type == "text" {
						v.Text = `=HYPERLINK("http://x")`
						p.Sheets[i].Blocks[j].Rows[n].Values[id] = v
					}
				}
			}
		}
	}
	b, err := Write(lib, p)
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range contents(t, b) {
		if strings.HasPrefix(name, "xl/worksheets/") && name != "xl/worksheets/sheet1.xml" && strings.Contains(s, "<f>") {
			t.Errorf("%s has a formula", name)
		}
	}
}

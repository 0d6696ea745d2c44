package reports

import (
	"bytes"
	"testing"

	"spm/reports/uacheck"
)

// faults are put into a good file by replacing bytes by as many, so that offsets
// stay right. Each must be noticed.
var faults = []struct{ name, from, to string }{
	{"marked", "/Marked true", "/Markex true"},
	{"title shown", "/DisplayDocTitle true", "/DisplayDocTitlx true"},
	{"language", "/Lang(en-US)", "/Lanx(en-US)"},
	{"pdfuaid", "<pdfuaid:part>1", "<pdfuaid:part>2"},
	{"dc:title", "<dc:title>", "<dc:titlx>"},
	{"text alternative", "/Alt(Status", "/Alx(Status"},
	{"scope", "/Scope/Column", "/Scopx/Column"},
	{"heading skipped", "/S/H2/", "/S/H4/"},
	{"row as paragraph", "/S/TR/P ", "/S/P /P "},
	{"item as paragraph", "/S/LI/P ", "/S/P /P "},
	{"role", "/S/P/P ", "/S/X/P "},
	{"link described", "/Contents(Implementation", "/Contentx(Implementation"},
	{"link referred to", "/Type/OBJR/Obj ", "/Type/OBJR/Obx "},
	{"link's parent", "/StructParent ", "/StructParenx "},
	{"page's parents", "/StructParents 3", "/StructParenxs 3"},
	{"order of tabs", "/StructParents 1/Tabs/S", "/StructParents 1/Tabs/R"},
	{"ToUnicode", "/ToUnicode ", "/ToUnicodx "},
	{"font file", "/FontFile2 ", "/FontFilx2 "},
	{"text unmarked", "/P <</MCID 1>> BDC", "/P <</MCIX 1>> BDC"},
	{"artifact unmarked", "/Artifact <</Type /Layout>> BDC", "/Artifacx <</Type /Layout>> BDC"},
	{"mark not closed", "EMC\n/P <</MCID 2>> BDC", "   \n/P <</MCID 2>> BDC"},
	{"MCID twice", "<</MCID 3>> BDC", "<</MCID 2>> BDC"},
	{"parent tree", "/ParentTree ", "/ParentTrex "},
	{"identifier", "/ID[<", "/IX[<"},
}

func TestUACheckNoticesFaults(t *testing.T) {
	good, _, err := Print(sample(1), DefaultTheme, Options{Created: created, Plain: true})
	if err != nil {
		t.Fatal(err)
	}
	accessible(t, good)
	for _, f := range faults {
		t.Run(f.name, func(t *testing.T) {
			if len(f.from) != len(f.to) || !bytes.Contains(good, []byte(f.from)) {
				t.Fatalf("%q cannot be put for %q", f.to, f.from)
			}
			fails, err := uacheck.Check(bytes.Replace(good, []byte(f.from), []byte(f.to), 1))
			if err == nil && len(fails) == 0 {
				t.Error("not noticed")
			}
		})
	}
}

// accessible fails the test unless uacheck is content with a file.
func accessible(t testing.TB, b []byte) {
	t.Helper()
	fails, err := uacheck.Check(b)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fails {
		t.Error(f)
	}
}

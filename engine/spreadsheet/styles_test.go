package spreadsheet

import "testing"

func TestClassify(t *testing.T) {
	for code, want := range map[string]Class{
		"General": General, "": General,
		"0": NumberFormat, "0.00E+00": NumberFormat, "##0.0E+0": NumberFormat, "# ?/?": NumberFormat, "#,##0_);[Red](#,##0)": NumberFormat,
		`[$€-407]#,##0.00`: NumberFormat, `0" days"`: NumberFormat, `0\d`: NumberFormat, `0_d`: NumberFormat, `0*d`: NumberFormat, `[>=100]0;[Red]0.0`: NumberFormat,
		`_-* #,##0.00\ "kr"_-;\-* #,##0.00\ "kr"_-;_-@_-`: NumberFormat,
		`"$"#,##0.00`: Dollars, `[$$-409]#,##0`: Dollars, `\$0`: Dollars, `$#,##0_);[Red]($#,##0)`: Dollars, `[$-409]#,##0`: NumberFormat,
		"0%": Percent, "0.00\\ %": Percent, `0"%"`: NumberFormat,
		"yyyy-mm-dd": DateFormat, "d/m/yy;@": DateFormat, "[$-409]d-mmm-yy": DateFormat, "[$-F800]dddd, mmmm dd, yyyy": DateFormat, "mmm": MonthFormat, "mm": MonthFormat, "mmmmm-yy": MonthFormat, "[$-409]mmm-yy;@": MonthFormat, "yyyy": DateFormat, "dddd": DateFormat,
		`[=0]"";dd/mm/yyyy`: DateFormat, `yyyy"年"m"月"d"日"`: DateFormat, `[$-411]ggge"年"`: DateFormat, "bbbb": DateFormat, "DD.MM.YYYY": DateFormat,
		"h:mm": Time, "mm:ss": Time, "[h]:mm:ss": Time, "[mm]": Time, "mm:ss.0": Time, "h AM/PM": Time, "h:mm A/P": Time, "hh:mm:ss.000": Time,
		"m/d/yy h:mm": DateTime, "d mmm h:mm AM/PM": DateTime,
		"@": TextFormat, ";;;@": TextFormat, `"x"`: General, ";;;": General, "General;General;General;@": General, `"`: General, `\`: General, "[": General, "[h": Time,
	} {
		if got := classify(code); got != want {
			t.Errorf("%q is %d, want %d", code, got, want)
		}
	}
	for id, want := range map[int]Class{0: General, 1: NumberFormat, 9: Percent, 10: Percent, 11: NumberFormat, 14: DateFormat, 17: MonthFormat, 18: Time, 22: DateTime, 37: NumberFormat, 44: Dollars, 45: Time, 48: NumberFormat, 49: TextFormat, 164: General} {
		if got := builtin(id); got != want {
			t.Errorf("%d is %d, want %d", id, got, want)
		}
	}
}

func TestOwnFormatBeforeBuiltin(t *testing.T) {
	p := plain(`<row r="1"><c r="A1" s="5"><v>1</v></c></row>`).with(stylePart, `numFmtId="164"`, `numFmtId="22"`)
	p = p.with(stylePart, `numFmtId="164"`, `numFmtId="0"`)
	if c, _ := mustOpen(t, p.zip()).Sheets[0].At(1, 1); c.Class != DateFormat {
		t.Errorf("%+v", c)
	}
}

func TestNoStyles(t *testing.T) {
	p := plain(`<row r="1"><c r="A1" s="5"><v>1</v></c></row>`).without(stylePart)
	p = p.with(bookRels, `<Relationship Id="r2" Type="`+relNS+`/styles" Target="styles.xml"/>`, "")
	if c, _ := mustOpen(t, p.zip()).Sheets[0].At(1, 1); c.Class != General || c.Kind != Number {
		t.Errorf("%+v", c)
	}
}

// A style may stand before the format that it names.
func TestFormatsBehindStyles(t *testing.T) {
	p := plain(`<row r="1"><c r="A1" s="0"><v>46000</v></c></row>`).set(stylePart, `<styleSheet xmlns="`+mainNS+`"><cellXfs><xf numFmtId="164"/></cellXfs><numFmts><numFmt numFmtId="164" formatCode="yyyy"/></numFmts></styleSheet>`)
	if c, _ := mustOpen(t, p.zip()).Sheets[0].At(1, 1); c.Kind != Date {
		t.Errorf("%+v", c)
	}
}

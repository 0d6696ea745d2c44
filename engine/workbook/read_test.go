package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/spreadsheet"
	"spm/engine/submission"
	"spm/engine/value"
)

// bookOf makes a workbook of a text. "== Name" begins a sheet, each further
// line is a row, cells are parted by |. A cell is a text unless it begins with
//
//	+12   a number         %0.67  a number in percent    @2026-08-01  a date
//	=7    a formula that shows 7     =?  a formula without its result
//	!#N/A an error         \n in a text is a line break
//
// A line that begins with ~ is a hidden row; ":merge B3:C4" merges the cells
// of the sheet above it, ":hidden" hides the sheet.
func bookOf(t testing.TB, text string) *spreadsheet.Book {
	t.Helper()
	book := &spreadsheet.Book{}
	var s *spreadsheet.Sheet
	row := 0
	for _, line := range strings.Split(strings.Trim(text, "\n"), "\n") {
		line = strings.TrimLeft(line, "\t")
		if name, ok := strings.CutPrefix(line, "== "); ok {
			s, row = &spreadsheet.Sheet{Name: name}, 0
			book.Sheets = append(book.Sheets, s)
			continue
		}
		if ref, ok := strings.CutPrefix(line, ":merge "); ok {
			var a, b rune
			var m spreadsheet.Range
			if _, err := fmt.Sscanf(ref, "%c%d:%c%d", &a, &m.FirstRow, &b, &m.LastRow); err != nil {
				t.Fatalf("%q: %v", line, err)
			}
			m.FirstCol, m.LastCol = int(a-'A')+1, int(b-'A')+1
			s.Merges = append(s.Merges, m)
			continue
		}
		if line == ":hidden" {
			s.Visibility = spreadsheet.Hidden
			continue
		}
		row++
		shown := strings.TrimPrefix(line, "~")
		r := spreadsheet.Row{Index: row, Hidden: shown != line}
		for i, text := range strings.Split(shown, "|") {
			if text = strings.TrimSpace(text); text != "" {
				r.Cells = append(r.Cells, cellOf(t, row, i+1, text))
			}
		}
		if len(r.Cells) > 0 {
			s.Rows = append(s.Rows, r)
		}
	}
	return book
}

func cellOf(t testing.TB, row, col int, text string) spreadsheet.Cell {
	t.Helper()
	c := spreadsheet.Cell{Row: row, Col: col, Kind: spreadsheet.Text, Text: strings.ReplaceAll(text, `\n`, "\n"), Stored: true}
	number := func(s string) {
		n, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		c.Kind, c.Number, c.Text = spreadsheet.Number, n, s
	}
	switch text[0] {
	case '+':
		number(text[1:])
	case '%':
		number(text[1:])
		c.Class = spreadsheet.Percent
	case '@':
		c.Kind, c.Class, c.Number = spreadsheet.Date, spreadsheet.DateFormat, value.Date(text[1:]).Serial()
	case '=':
		c.Text, c.Formula, c.Stored = text[1:], true, text != "=?"
	case '!':
		c.Kind, c.Text = spreadsheet.Error, text[1:]
	}
	return c
}

// toolLibrary declares four small forms with every feature that reading knows.
func toolLibrary() *form.Library {
	return &form.Library{
		Forms: []*form.Form{toolForm(), pairForm(), monthForm(), unitForm(), planForm()},
		Lists: map[string]value.Options{
			"kind":   {{Key: "div", Label: "Division"}, {Key: "str", Label: "Strand"}},
			"year":   {{Key: "y1", Label: "Year 1"}, {Key: "y2", Label: "Year 2"}},
			"status": {{Key: "ok", Label: "On schedule"}, {Key: "late", Label: "Behind", Also: []string{"delayed"}}},
			"met":    {{Key: "yes", Label: "Yes"}, {Key: "no", Label: "No"}},
		},
		Quality: form.Section{No: "QC", Title: "Quality check", Entity: "check", Fields: []form.Field{
			{ID: "no", Attr: "code", Label: "No.", Type: value.Code, Given: true},
			{ID: "check", Attr: "item", Label: "Check", Type: value.Long, Given: true},
			{ID: "met", Attr: "met", Label: "Met?", Type: value.Choice, List: "met"},
			{ID: "note", Attr: "note", Label: "Evidence", Type: value.Long},
		}},
	}
}

// toolForm has questions, a table with spare rows, and a quality check.
func toolForm() *form.Form {
	return &form.Form{ID: "T", Title: "Tools", Version: 2, Checks: []form.Check{{ID: "1.1", Text: "All listed."}}, Sheets: []form.Sheet{{Name: "T Tools", Sections: []form.Section{
		{ID: "about", No: "T1", Title: "About us", Shape: form.Answers, Entity: "branch", Fields: []form.Field{
			{ID: "mission", No: "T1.1", Label: "Mission", Type: value.Long, Given: true},
			{ID: "name", No: "T1.2", Label: "Our name", Type: value.Text, Required: true},
			{ID: "kind", No: "T1.3", Label: "Kind", Type: value.Choice, List: "kind", Help: "Choose one."},
			{ID: "story", No: "T1.4", Label: "Story", Type: value.Long, Help: "A line or two."},
		}},
		{ID: "tools", No: "T2", Title: "Our tools", Shape: form.Table, Entity: "tool", Spare: 3, New: "NEW-T", Help: "Add what you use.", Fields: []form.Field{
			{ID: "no", Attr: "code", Label: "No.", Type: value.Code},
			{ID: "tool", Attr: "name", Label: "Tool", Was: []string{"Instrument"}, Type: value.Text, Required: true},
			{ID: "owner", Label: "Owner", Type: value.Ref, To: "person", Open: true},
			{ID: "start", Label: "Start", Type: value.Day},
			{ID: "base", Label: "Baseline", Type: value.Measure, Group: "Use"},
			{ID: "target", Label: "Target", Type: value.Measure, Group: "Use"},
			{ID: "safe", Label: "Safe?", Type: value.YesNo},
			{ID: "why", Label: "Why not", Type: value.Long, RequiredIf: form.Condition{"safe": {"no"}}},
		}},
		{ID: "checks", Shape: form.Checks},
	}}}}
}

// pairForm has two entities in a row, as attachment F has.
func pairForm() *form.Form {
	return &form.Form{ID: "P", Title: "Pairs", Version: 1, Sheets: []form.Sheet{{Name: "P Pairs", Sections: []form.Section{
		{ID: "pairs", No: "P1", Title: "Pairs", Shape: form.Table, Entity: "measure", New: "NEW-I", Slots: &form.Slots{Of: "strategy", Kinds: []form.Slot{{Kind: "measure", Rows: 1}}}, Fields: []form.Field{
			{ID: "s", Entity: "strategy", Attr: "code", Label: "No.", Group: "Strategies", Type: value.Code, Given: true},
			{ID: "strategy", Entity: "strategy", Label: "Strategy", Group: "Strategies", Type: value.Long, Given: true},
			{ID: "no", Attr: "code", Label: "No.", Group: "Measures", Type: value.Code},
			{ID: "indicator", Label: "Indicator", Group: "Measures", Type: value.Long, Required: true},
			{ID: "base", Label: "Baseline", Group: "Measures", Type: value.Measure, Required: true},
			{ID: "m", Entity: "milestone", Attr: "code", Label: "No.", Group: "Milestones", Type: value.Code, New: "NEW-M"},
			{ID: "year", Entity: "milestone", Label: "Year", Group: "Milestones", Type: value.Choice, List: "year", Parent: true},
			{ID: "milestone", Entity: "milestone", Label: "Milestone", Group: "Milestones", Type: value.Long, Required: true},
			{ID: "lead", Entity: "milestone", Label: "Lead", Group: "Milestones", Type: value.Refs, To: "unit"},
		}},
	}}}}
}

// monthForm asks about rows that exist, and shows its month.
func monthForm() *form.Form {
	rows := func(id, no, title string) form.Section {
		return form.Section{ID: id, No: no, Title: title, Shape: form.Table, Entity: "status", Fields: []form.Field{
			{ID: "no", Entity: "action", Attr: "code", Label: "No.", Type: value.Code, Given: true},
			{ID: "action", Entity: "action", Label: "Action", Type: value.Long, Given: true},
			{ID: "status", Label: "Status", Type: value.Choice, List: "status", Required: true, Fresh: true},
			{ID: "note", Label: "Note", Type: value.Long, Fresh: true},
		}}
	}
	return &form.Form{ID: "M", Title: "Month", Version: 1, Sheets: []form.Sheet{
		{Name: "M Month", Sections: []form.Section{
			{ID: "header", No: "M1", Title: "The report", Shape: form.Answers, Fields: []form.Field{
				{ID: "month", No: "M1.1", Label: "Month", Type: value.Month, ShownPeriod: true},
				{ID: "met", No: "M1.2", Label: "Met on", Type: value.Day},
			}},
			rows("ours", "M2", "Our actions"),
		}},
		{Name: "M Others", Sections: []form.Section{rows("others", "M3", "Actions of others")}},
	}}
}

// unitForm has two tables on a sheet, the codes of which staff type themselves.
func unitForm() *form.Form {
	return &form.Form{ID: "U", Title: "Units", Version: 1, Sheets: []form.Sheet{{Name: "U Units", Sections: []form.Section{
		{ID: "branches", No: "U1", Title: "Branches", Shape: form.Table, Entity: "branch", OwnCodes: true, Fields: []form.Field{
			{ID: "no", Attr: "code", Label: "Code", Type: value.Code},
			{ID: "name", Attr: "name", Label: "Name", Type: value.Text, Required: true},
		}},
		{ID: "units", No: "U2", Title: "Units", Shape: form.Table, Entity: "unit", OwnCodes: true, Fields: []form.Field{
			{ID: "no", Attr: "code", Label: "Code", Type: value.Code},
			{ID: "name", Attr: "name", Label: "Name", Type: value.Text, Required: true},
			{ID: "branch", Label: "Branch", Type: value.Ref, To: "branch", Required: true},
		}},
	}}}}
}

// planForm is repeated for each milestone.
func planForm() *form.Form {
	return &form.Form{ID: "N", Title: "Plans", Version: 1, Repeat: "milestone", Sheets: []form.Sheet{{Name: "N", Sections: []form.Section{
		{ID: "head", No: "N1", Title: "The milestone", Shape: form.Answers, Fields: []form.Field{
			{ID: "milestone", No: "N1.1", Entity: "milestone", Label: "Milestone", Type: value.Long, Given: true},
		}},
		{ID: "actions", No: "N2", Title: "Actions", Shape: form.Table, Entity: "action", Spare: 2, New: "NEW-A", Fields: []form.Field{
			{ID: "no", Attr: "code", Label: "No.", Type: value.Code},
			{ID: "action", Label: "Action", Type: value.Long, Required: true},
			{ID: "lead", Label: "Lead", Type: value.Text},
		}},
	}}}}
}

// toolPacket is what was sent to HR: one tool that exists and spare rows, a
// pair that exists and one that is new, two months' rows, two plans.
func toolPacket() *packet.Packet {
	text := value.OfText
	row := func(id string, isNew bool, codes map[string]string, values map[string]value.Value) packet.Row {
		return packet.Row{ID: id, New: isNew, Codes: codes, Keys: map[string]string{}, Values: values}
	}
	type codes = map[string]string
	type values = map[string]value.Value
	p := &packet.Packet{Code: "4F7K-2Q", Kind: "test", To: packet.To{Role: "branch", Key: "HR"}, Options: map[string]value.Options{
		"person": {{Key: "P01", Label: "Zoë Núñez"}, {Key: "P02", Label: "Kenji Sato"}},
		"unit":   {{Key: "HR/U01", Label: "Talent", Code: "U01"}, {Key: "HR/U02", Label: "Records", Code: "U02"}},
	}}
	p.Sheets = []packet.Sheet{
		{Form: "T", Version: 2, Name: "T Tools", Blocks: []packet.Block{
			{Section: "about", Rows: []packet.Row{row("", false, nil, values{"mission": text("We teach."), "story": text("Long ago")})}},
			{Section: "tools", Rows: []packet.Row{
				row("t1", false, codes{"no": "T01"}, values{"tool": text("Survey"), "base": value.OfMeasure(59, "%")}),
				row("t2", true, codes{"no": "NEW-T1"}, nil), row("t3", true, codes{"no": "NEW-T2"}, nil), row("t4", true, codes{"no": "NEW-T3"}, nil),
			}},
			{Section: "checks", Rows: []packet.Row{row("q1", false, codes{"no": "QC 1.1"}, values{"check": text("All listed.")})}},
		}},
		{Form: "P", Version: 1, Name: "P Pairs", Blocks: []packet.Block{{Section: "pairs", Rows: []packet.Row{
			row("p1", true, codes{"s": "S1", "no": "S1-I1", "m": "NEW-M1"}, values{"strategy": text("If we coach"), "indicator": text("Stay"), "base": value.OfMeasure(59, "%"), "year": value.OfChoice("y1")}),
			row("p2", true, codes{"s": "S1", "no": "NEW-I1", "m": "NEW-M2"}, values{"strategy": text("If we coach"), "year": value.OfChoice("y2")}),
		}}}},
		{Form: "M", Version: 1, Name: "M Month", Blocks: []packet.Block{
			{Section: "header", Rows: []packet.Row{row("", false, nil, values{"month": {Type: value.Month, Text: "2026-10"}})}},
			{Section: "ours", Rows: []packet.Row{
				row("m1", false, codes{"no": "A1"}, values{"action": text("Draft the framework")}),
				row("m2", false, codes{"no": "A2"}, values{"action": text("Try it out")}),
				row("m3", false, codes{"no": "A3"}, values{"action": text("Tell everybody")}),
			}},
		}},
		{Form: "M", Version: 1, Sheet: 1, Name: "M Others", Blocks: []packet.Block{{Section: "others", Rows: []packet.Row{
			row("o1", false, codes{"no": "B1"}, values{"action": text("Lend a room")}),
		}}}},
	}
	for _, scope := range []string{"HR/m1", "HR/m2"} {
		p.Sheets = append(p.Sheets, packet.Sheet{Form: "N", Version: 1, Name: "N " + scope[3:], Scope: scope, Blocks: []packet.Block{
			{Section: "head", Rows: []packet.Row{row("", false, nil, values{"milestone": text("Milestone " + scope)})}},
			{Section: "actions", Rows: []packet.Row{row("n1"+scope[3:], true, codes{"no": "NEW-A1"}, nil), row("n2"+scope[3:], true, codes{"no": "NEW-A2"}, nil)}},
		}})
	}
	return p
}

// only keeps the sheets of some forms.
func only(p *packet.Packet, forms ...string) *packet.Packet {
	p.Sheets = slices.DeleteFunc(p.Sheets, func(s packet.Sheet) bool { return !slices.Contains(forms, s.Form) })
	return p
}

// told is a submission as a text: a line for each record, with what is not
// blank; ! is an answer that was not understood.
func told(s *submission.Submission) string {
	var b strings.Builder
	for _, r := range s.Records {
		b.WriteString(r.Section)
		if r.Scope != "" {
			b.WriteString("(" + r.Scope + ")")
		}
		var codes []string
		for _, c := range r.Codes {
			codes = append(codes, c)
		}
		slices.Sort(codes)
		b.WriteString(" [" + strings.Join(codes, " ") + "]")
		for _, a := range r.Answers {
			switch {
			case a.Faulty:
				b.WriteString(" " + a.Field + "=!")
			case !a.Value.Blank():
				b.WriteString(" " + a.Field + "=" + strings.ReplaceAll(a.Value.Format(nil), "\n", "/"))
			}
		}
		b.WriteString("\n")
	}
	if s.Shown != "" {
		b.WriteString("month " + s.Shown + "\n")
	}
	return b.String()
}

// places are the findings as a text: code, severity where it is not the
// catalogue's, and place.
func places(l finding.List) string {
	var b strings.Builder
	for _, f := range l {
		b.WriteString(string(f.Code))
		if e, _ := finding.Lookup(f.Code); e.Severity != f.Severity {
			b.WriteString(" " + f.Severity.String())
		}
		b.WriteString(" " + strings.TrimPrefix(f.Where.String(), "back.xlsx: "))
		for _, a := range f.Also {
			at := a.Cell()
			if at == "" && a.Row > 0 {
				at = "row " + strconv.Itoa(a.Row)
			}
			b.WriteString(" +" + at)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// trimmed is a text without the tabs of the source and without blank lines.
func trimmed(s string) string {
	var lines []string
	for line := range strings.SplitSeq(s, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

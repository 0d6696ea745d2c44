package workbook_test

import (
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"spm/engine/finding"
	"spm/engine/form"
	"spm/engine/packet"
	"spm/engine/spreadsheet"
	"spm/engine/submission"
	"spm/engine/value"
	"spm/engine/workbook"
	"spm/engine/workbook/byhand"
	"spm/testdata/programs"
)

// shape is a sheet on which the edits of byhand are tried: one of each kind of
// section there is.
type shape struct {
	name, form, sheet string
	known             bool // its answers stand in it when it goes out
}

var shapes = []shape{
	{name: "questions", form: "A", sheet: "A Purpose"},
	{name: "table", form: "A", sheet: "A Clients"},
	{name: "table of known rows", form: "H", sheet: "H Functions", known: true},
	{name: "quadrants", form: "C", sheet: "C"},
	{name: "slots", form: "F", sheet: "F Measures & Milestones"},
	{name: "matrix", form: "Z", sheet: "Z Needed"},
	{name: "questions and table, repeated", form: "N", sheet: "N"},
	{name: "people who are known", form: "K", sheet: "K People", known: true},
	{name: "own codes", form: "Setup", sheet: "Setup Branches"},
	{name: "monthly", form: "R1", sheet: "R1 Monthly"},
	{name: "changes", form: "Changes", sheet: "Changes People"},
}

// edited is a sheet on its trip, with the same form of another unit.
type edited struct {
	shape
	*trip
	blank, filled, other []byte
}

func editedShapes(t *testing.T) []edited {
	t.Helper()
	return editedSheets(t, matrixLibrary(t).For(matrixSetting(4)), shapes)
}

func editedSheets(t *testing.T, lib *form.Library, shapes []shape) (all []edited) {
	t.Helper()
	for _, s := range shapes {
		x := edited{shape: s, trip: tripTo(t, lib, lib.Form(s.form), packet.To{Role: "branch", Key: "HR", Name: "Human Resources"}, s.known)}
		x.blank, x.filled = x.issued, saved(t, x.trip.filled(t))
		other := tripTo(t, lib, lib.Form(s.form), packet.To{Role: "branch", Key: "FIN", Name: "Finance"}, s.known)
		x.other = saved(t, other.filled(t))
		all = append(all, x)
	}
	return all
}

func saved(t *testing.T, b *byhand.Book) []byte {
	t.Helper()
	data, err := b.Save()
	must(t, err)
	return data
}

// after is the workbook after an edit; nil where the sheet has nothing to which
// it could be done.
func (x *edited) after(t *testing.T, e byhand.Edit) []byte {
	t.Helper()
	d := x.desk(t)
	err := e.Do(d, x.sheet)
	if errors.Is(err, byhand.ErrNothing) {
		return nil
	}
	must(t, err)
	return saved(t, d.Book)
}

func (x *edited) desk(t *testing.T) *byhand.Desk {
	t.Helper()
	open := func(data []byte) *byhand.Book {
		b, err := byhand.Open(data)
		must(t, err)
		return b
	}
	return &byhand.Desk{Book: open(x.filled), Blank: open(x.blank), Other: open(x.other)}
}

// Every edit, on a sheet of each shape: an answer that was typed is read for
// its own row and field, or a finding names its cell or its row. The golden
// says what a sender is told.
func TestEdits(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	all := editedShapes(t)
	lines := make([][]string, len(byhand.Edits))
	t.Run("edits", func(t *testing.T) {
		for i, e := range byhand.Edits {
			t.Run(e.Name, func(t *testing.T) {
				t.Parallel()
				for n := range all {
					if data := all[n].after(t, e); data != nil {
						lines[i] = append(lines[i], all[n].judge(t, e, data)...)
					}
				}
				if lines[i] == nil {
					t.Error("it can be done to no shape")
				}
			})
		}
	})
	var b strings.Builder
	for i, e := range byhand.Edits {
		fmt.Fprintf(&b, "%s\n%s\n\n", strings.ToUpper(e.Name[:1])+e.Name[1:], strings.Join(lines[i], "\n"))
	}
	golden(t, "edits.txt", b.String())
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if flag.Lookup("update").Value.String() == "true" {
		must(t, os.WriteFile(file, []byte(got), 0o600))
		return
	}
	want, err := os.ReadFile(file)
	must(t, err)
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s, wanted (-) and got (+); -update writes it anew:\n%s", file, diff)
	}
}

// judge compares what was read with what was typed, and tells what was said.
func (x *edited) judge(t *testing.T, e byhand.Edit, data []byte) (lines []string) {
	t.Helper()
	book, found := spreadsheet.Open("returned.xlsx", data)
	if book == nil {
		t.Errorf("%s: the file is refused: %v", x.name, found)
		return nil
	}
	sub, more := workbook.Read(x.lib, book, "returned.xlsx", x.packet, nil)
	found = append(found, more...)
	said := x.account(t, x.name+": "+e.Name, book, sub, found, e.Blind && !x.shape.known)
	if here := said.asked[x.sheet]; e.Heals && (here > 0 || found.Count(finding.Error) > 0) {
		t.Errorf("%s: %s: %d answers are not read as typed, %d errors", x.name, e.Name, here, found.Count(finding.Error))
	}
	lines = append(lines, fmt.Sprintf("  %s: %v", x.name, said))
	for _, f := range found.Merge() {
		at := f.Where
		at.File = ""
		lines = append(lines, fmt.Sprintf("    %s %s %s: %s", f.Severity, f.Code, at, f.Message))
	}
	return lines
}

// told counts what became of the answers that were typed.
type told struct {
	same  int            // read as typed
	asked map[string]int // not read as typed, and told; by sheet
	gone  int            // with rows that their author has taken out again
}

func (o told) String() string {
	asked := 0
	for _, n := range o.asked {
		asked += n
	}
	s := fmt.Sprintf("%d answers read", o.same)
	if asked > 0 {
		s += fmt.Sprintf(", %d told", asked)
	}
	if o.gone > 0 {
		s += fmt.Sprintf(", %d taken out by their author", o.gone)
	}
	return s
}

// reckoning is the account of a returned workbook.
type reckoning struct {
	*trip
	found finding.List
	got   map[string]string           // by place
	at    map[string]finding.Location // by place
	stand map[string][]rowAt          // rows in which texts stand now
}

// rowAt is a row of a sheet.
type rowAt struct {
	sheet string
	row   int
}

// account sees to it that no answer is lost or moved in silence. Where nobody can
// see what was done to a sheet, it only counts.
func (r *trip) account(t *testing.T, what string, book *spreadsheet.Book, sub *submission.Submission, found finding.List, blind bool) told {
	t.Helper()
	x := reckoning{trip: r, found: found, got: map[string]string{}, at: map[string]finding.Location{}, stand: map[string][]rowAt{}}
	for i := range sub.Records {
		r.record(x.got, &sub.Records[i])
		x.places(&sub.Records[i])
	}
	for _, s := range book.Sheets {
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				x.stand[value.Fold(c.Text)] = append(x.stand[value.Fold(c.Text)], rowAt{s.Name, row.Index})
			}
		}
	}
	out := told{asked: map[string]int{}}
	for place, v := range r.want {
		section, _, _ := strings.Cut(place, " ")
		switch {
		case x.got[place] == said(v) || x.moved(place):
			out.same++
		case x.gone(place):
			out.gone++
		case x.told(place):
			out.asked[r.sheetOf(section)]++
		case blind:
		default:
			t.Errorf("%s: %s was %q and is read as %q, and nobody is told", what, place, said(v), x.got[place])
		}
	}
	for place, v := range x.got {
		if _, typed := r.want[place]; !typed && strings.Trim(v, ` 0false[]"`) != "" && !blind && !x.told(place) {
			t.Errorf("%s: %s was not typed and is read as %q, and nobody is told", what, place, v)
		}
	}
	return out
}

// places are the cells that the answers of a record were read from.
func (x *reckoning) places(rec *submission.Record) {
	s := x.form.Section(rec.Section)
	for _, a := range rec.Answers {
		place := s.ID + " " + a.Field
		if s.Shape != form.Answers {
			place = s.ID + " " + rec.Codes[knownBy(s).ID] + " " + a.Field
		}
		x.at[place] = a.Where
	}
}

// split parts a place into section, code of the row, and field.
func split(place string) (section, code, field string) {
	section, rest, _ := strings.Cut(place, " ")
	at := strings.LastIndexByte(rest, ' ')
	return section, rest[:max(at, 0)], rest[at+1:]
}

// isNew tells whether the row of a place is a spare one: its printed code means
// nothing yet.
func (x *reckoning) isNew(section, code string) bool {
	b, ok := x.packet.Block(x.form.ID, x.packet.Sheets[0].Scope, section)
	known := knownBy(x.form.Section(section)).ID
	return ok && slices.ContainsFunc(b.Rows, func(r packet.Row) bool { return r.New && (r.Codes[known] == code || r.Codes[known] == "") })
}

// ofRow are the fields of a row that were typed.
func (x *reckoning) ofRow(section, code string) (fields []string) {
	for place := range x.want {
		if s, c, f := split(place); s == section && c == code {
			fields = append(fields, f)
		}
	}
	return fields
}

// moved tells whether the whole row of a place stands under the code of another
// spare row: that is no other answer.
func (x *reckoning) moved(place string) bool {
	section, code, _ := split(place)
	if code == "" || !x.isNew(section, code) {
		return false
	}
	for _, other := range x.codes(x.form.Section(section)) {
		if other == code || !x.isNew(section, other) {
			continue
		}
		if !slices.ContainsFunc(x.ofRow(section, code), func(f string) bool {
			return x.got[section+" "+other+" "+f] != said(x.want[section+" "+code+" "+f])
		}) {
			return true
		}
	}
	return false
}

// gone tells whether the author of a new row has taken it out, or a word out of
// it: it stands nowhere in the file any more.
func (x *reckoning) gone(place string) bool {
	section, code, field := split(place)
	if code == "" || x.got[place] != "" || !x.isNew(section, code) {
		return false
	}
	texts, together := 0, map[rowAt]int{} // of the row, and how many of them stand together
	for _, f := range x.ofRow(section, code) {
		v := x.want[section+" "+code+" "+f]
		if v.Text == "" || v.Type != value.Text && v.Type != value.Long {
			continue
		}
		at := x.stand[value.Fold(v.Text)]
		if f == field && len(at) == 0 {
			return true
		}
		texts++
		for _, row := range slices.Compact(slices.Clone(at)) {
			together[row]++
		}
	}
	for _, n := range together {
		if 2*n > texts {
			return false
		}
	}
	return true
}

// vague are the findings about a whole table, which stand at one of its rows.
var vague = []finding.Code{"CELL-30", "CELL-33", "CELL-58", "CELL-60", "CELL-61", "CELL-65"}

// told tells whether a finding is about an answer: about the cell or the row in
// which it, or its row's own words, stand now; or about its code, its column or
// its sheet where they are gone.
func (x *reckoning) told(place string) bool {
	section, code, field := split(place)
	rows := []rowAt{{x.at[place].Sheet, x.at[place].Row}}
	for _, f := range x.ofRow(section, code) {
		if text := x.want[strings.Join(strings.Fields(section+" "+code+" "+f), " ")].Text; text != "" {
			rows = append(rows, x.stand[value.Fold(text)]...)
		}
	}
	judge := x.form.ID + "." + section
	return slices.ContainsFunc(x.found, func(y finding.Finding) bool {
		if slices.Contains(vague, y.Code) {
			return false
		}
		for _, l := range append([]finding.Location{y.Where}, y.Also...) {
			if slices.ContainsFunc(rows, func(r rowAt) bool {
				return l.Row == 0 && y.Severity == finding.Error && l.Sheet == x.sheetOf(section) || r.row > 0 && r.sheet == l.Sheet && (l.Row <= r.row && r.row <= max(l.Row, l.EndRow) || l.Row == 0 && y.Severity == finding.Error)
			}) {
				return true
			}
		}
		switch y.Code {
		case "CELL-31", "CELL-52", "CELL-55":
			return y.Where.Judge == judge+"."+field || y.Where.Judge == judge+"."+knownBy(x.form.Section(section)).ID
		case "CELL-54":
			words := strings.FieldsFunc(y.Message, func(r rune) bool { return strings.ContainsRune(",:", r) })
			return code != "" && slices.ContainsFunc(words, func(w string) bool { return strings.TrimSpace(w) == code })
		case "CELL-42":
			return strings.Contains(y.Message, x.sheetOf(section))
		case "CELL-50":
			return y.Where.Judge == judge || y.Where.Judge == "" && y.Where.Sheet == x.sheetOf(section)
		}
		return false
	})
}

// sheetOf is the name of the sheet on which a section was sent.
func (r *trip) sheetOf(section string) string {
	for _, s := range r.packet.Sheets {
		if slices.ContainsFunc(s.Blocks, func(b packet.Block) bool { return b.Section == section }) {
			return s.Name
		}
	}
	return ""
}

// officeEdits are done, and the file is saved by LibreOffice afterwards.
var officeEdits = []string{
	"saved by another program", "sheet copied", "rows sorted", "rows and hidden marks sorted without their codes", "blank rows between",
	"codes retyped", "codes cleared", "column copied", "heading row deleted", "table moved to a sheet of its own", "two tables put side by side",
	"answers replaced by formulas", "answers replaced by formulas that were never calculated", "everything pasted as text", "exported by Numbers, with titles and days from 1904",
}

// The same after LibreOffice has opened and saved the files.
func TestEditsLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long; the full pass runs it")
	}
	all, dir := editedShapes(t), t.TempDir()
	type done struct {
		shape *edited
		edit  byhand.Edit
	}
	var edits []done
	var files []string
	for i, name := range officeEdits {
		for n := range all {
			e := byhand.EditNamed(name)
			data := all[n].after(t, e)
			if data == nil || (i+n)%3 > 0 { // a third of them, each edit on several shapes
				continue
			}
			file := filepath.Join(dir, fmt.Sprintf("%d-%d.xlsx", i, n))
			must(t, os.WriteFile(file, data, 0o600))
			edits, files = append(edits, done{&all[n], e}), append(files, file)
		}
	}
	out := programs.Save(t, programs.LibreOffice, files)
	for i, x := range edits {
		data, err := os.ReadFile(filepath.Join(out, filepath.Base(files[i])))
		must(t, err)
		x.shape.judge(t, x.edit, data)
	}
}

// A sheet that comes back as a file of text is read like the sheet.
func TestSheetAsText(t *testing.T) {
	for _, x := range editedShapes(t) {
		book, found := spreadsheet.Open("returned.xlsx", x.filled)
		if book == nil {
			t.Fatal(found)
		}
		at := slices.IndexFunc(book.Sheets, func(s *spreadsheet.Sheet) bool { return s.Name == x.sheet })
		var b strings.Builder
		w := csv.NewWriter(&b)
		row, width := 1, 0
		for _, r := range book.Sheets[at].Rows {
			width = max(width, len(x.asText(t, r)))
		}
		for _, r := range book.Sheets[at].Rows {
			for ; row < r.Index; row++ {
				must(t, w.Write(make([]string, width)))
			}
			row++
			cells := x.asText(t, r)
			must(t, w.Write(append(cells, make([]string, width-len(cells))...)))
		}
		w.Flush()
		table, found := spreadsheet.Open("returned.csv", []byte(b.String()))
		if table == nil {
			t.Fatalf("%s: the file is refused: %v", x.name, found)
		}
		sub, more := workbook.Read(x.lib, table, "returned.csv", x.packet, nil)
		out := x.account(t, x.name+" as text", table, sub, append(found, more...), true) // the other sheets are told once
		here := 0
		for place := range x.want {
			if section, _, _ := split(place); x.sheetOf(section) == x.sheet {
				here++
			}
		}
		if out.same < here || out.asked[x.sheet] > 0 {
			t.Errorf("%s: %v of %d; %v", x.name, out, here, more)
		}
	}
}

// asText is a row as programs write it into a file of text: days and percentages
// as they are shown.
func (x *edited) asText(t *testing.T, r spreadsheet.Row) (cells []string) {
	t.Helper()
	for _, c := range r.Cells {
		for len(cells) < c.Col {
			cells = append(cells, "")
		}
		switch {
		case c.Kind == spreadsheet.Date:
			d, ok := value.DateOfSerial(c.Number, false)
			if !ok {
				t.Fatalf("%v is no day", c.Number)
			}
			cells[c.Col-1] = d.Time().Format("1/2/2006")
		case c.Kind == spreadsheet.Number && c.Class == spreadsheet.Percent:
			cells[c.Col-1] = value.FormatNumber(c.Number*100) + "%"
		case c.Kind == spreadsheet.Number:
			cells[c.Col-1] = value.FormatNumber(c.Number)
		default:
			cells[c.Col-1] = c.Text
		}
	}
	return cells
}

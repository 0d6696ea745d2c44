package correction

import (
	"bytes"
	"fmt"
	"strings"
)

// annotation is a note of ours beside its cell, as high as its text wants it.
func (t *tabling) annotation(at address, note string) string {
	const perLine, least, most = 46, 2, 14
	lines := 0
	for line := range strings.SplitSeq(note, "\n") {
		lines += 1 + len([]rune(line))/perLine
	}
	where, text := "", documentText(note)
	if x, y, ok := t.beside(at); ok {
		const gap = 9 // points
		look := t.looks.add("style:style", ` style:family="graphic"`, noteLook)
		where = fmt.Sprintf(` draw:style-name="%s" svg:x="%.2fpt" svg:y="%.2fpt"`, look, x+gap, y)
		lined := t.looks.add("style:style", ` style:family="paragraph"`, noteLines)
		text = strings.ReplaceAll(text, `<text:p>`, `<text:p text:style-name="`+lined+`">`)
	}
	return fmt.Sprintf(`<office:annotation office:display="false"%s svg:width="3.2in" svg:height="%.2fin"><dc:creator>%s</dc:creator>%s</office:annotation>`,
		where, float64(min(max(lines, least), most))*0.17+0.1, author, text)
}

// documentText is a text as paragraphs: blanks that would count as one, and
// tabs, are elements (6.1).
func documentText(s string) string {
	var b strings.Builder
	for line := range strings.SplitSeq(s, "\n") {
		b.WriteString(`<text:p>`)
		blank := true // at the beginning none counts
		for _, piece := range strings.SplitAfter(escape(line), " ") {
			word, ends := strings.CutSuffix(piece, " ")
			b.WriteString(strings.ReplaceAll(word, "&#9;", `<text:tab/>`))
			if blank = blank && word == ""; ends && blank {
				b.WriteString(`<text:s/>`)
			} else if ends {
				b.WriteString(" ")
			}
			blank = ends
		}
		b.WriteString(`</text:p>`)
	}
	return b.String()
}

// isOurs tells whether an element inside a cell is a note of an earlier round.
func (d *document) isOurs(cell []byte, e element) bool {
	note := cell[e.start:e.close]
	_, inside := children(note)
	for _, x := range inside {
		switch {
		case x.is("dc:creator") && string(bytes.TrimSpace(note[x.end:x.inner])) == author:
			return true
		case x.is("text:p"):
			return d.sounds(note[x.start:])
		}
	}
	return false
}

// intoCell puts a note before what a cell shows (9.1.4).
func intoCell(text []byte, cell element, inside []element, note string) edit {
	switch {
	case cell.empty:
		return cell.fill(text, note)
	case len(inside) > 0 && inside[0].is("table:cell-range-source"):
		return edit{inside[0].close, inside[0].close, note}
	}
	return edit{cell.end, cell.end, note}
}

// rulesName is the attribute by which a cell names the rule for what is typed
// into it.
const rulesName = "table:content-validation-name"

// documentRules are the rules for cells, with those that are added to them.
type documentRules struct {
	group  element
	at     int // where a list of them goes
	former map[string]bool
	taken  map[string]bool
	added  []string
	made   map[string]string // by condition
}

// found takes the list of the rules.
func (r *documentRules) found(e element) { r.group, r.at = e, e.start }

// open reads the rules; those of an earlier round go.
func (r *documentRules) open(d *document) {
	r.former, r.taken, r.made = map[string]bool{}, map[string]bool{}, map[string]string{}
	if r.group.close == 0 {
		return
	}
	from := r.group.start
	text := d.data[from:r.group.close]
	_, all := children(text)
	for _, x := range all {
		name, condition := x.value(text, "table:name"), x.value(text, "table:condition")
		r.taken[name] = true
		switch {
		case d.former == nil:
		case d.former.offers(condition):
			r.former[name] = true
			d.edits = append(d.edits, edit{from + x.start, from + x.close, ""})
		case condition == inList(tick):
			r.made[tick] = name
		}
	}
}

// offers tells whether the condition of a rule offers what stands on the list.
func (f *former) offers(condition string) bool {
	return strings.Contains(condition, quoted(f.name)+".") || strings.Contains(condition, "$"+f.name+".")
}

// rule is the name of the rule that offers some texts of the list.
func (d *document) rule(s *sheet, at address, picks area) string {
	list := "[$" + quoted(d.fixName) + "." + picks.from.fixed() + ":." + picks.to.fixed() + "]"
	return d.rules.add(list, documentPlace(s.name, at))
}

// tick is what the list offers for a line that is done.
const tick = `"✓"`

// inList is the condition of a rule that offers a list.
func inList(list string) string { return "of:cell-content-is-in-list(" + list + ")" }

// add adds a rule that offers a list and lets everything pass.
func (r *documentRules) add(list, at string) (name string) {
	if made, ok := r.made[list]; ok {
		return made
	}
	for n := len(r.added) + 1; name == "" || r.taken[name]; n++ {
		name = fmt.Sprintf("spm%d", n)
	}
	r.taken[name] = true
	r.made[list] = name
	r.added = append(r.added, `<table:content-validation table:name="`+name+`" table:condition="`+escape(inList(list))+
		`" table:allow-empty-cell="true" table:display-list="unsorted" table:base-cell-address="`+escape(at)+`"><table:error-message table:display="false"/></table:content-validation>`)
	return name
}

// edit puts the rules that were added behind the others; there is always that
// of the list.
func (r *documentRules) edit(d *document) edit {
	text := strings.Join(r.added, "")
	if r.group.close > 0 {
		return r.group.fill(d.data, text)
	}
	return edit{r.at, r.at, `<table:content-validations>` + text + `</table:content-validations>`}
}

// documentPlace is a cell as an OpenDocument names it.
func documentPlace(sheet string, at address) string { return quoted(sheet) + "." + at.String() }

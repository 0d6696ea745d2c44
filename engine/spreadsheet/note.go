package spreadsheet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"spm/engine/finding"
)

// Note is what somebody wrote beside a cell: a note, or an entry of a thread of
// comments.
type Note struct {
	Row, Col int    // 1-based
	Author   string // "" if the file does not say
	Text     string
}

// Notes reads the notes of one sheet of a workbook, by row and column, those of
// a thread in the order of the thread. It reads the file again, for when somebody
// asks: Open and Scan never read what notes say, so damaged ones cost no answer.
// There are none for a sheet without notes, for no such sheet, and for tables
// saved as text.
func Notes(name string, data []byte, sheet string) ([]Note, finding.List) {
	return Default.Notes(name, data, sheet)
}

// Notes is Notes with limits of one's own.
func (l Limits) Notes(name string, data []byte, sheet string) (all []Note, found finding.List) {
	var none *Book
	defer ourFault(name, &none, &found)
	all, bad := l.notes(name, data, sheet)
	if bad != nil {
		found.Add(bad.near(sheet, 0, 0).finding(name))
		return nil, found
	}
	return all, found
}

func (l *Limits) notes(name string, data []byte, sheet string) ([]Note, *fault) {
	looks, bad := sniff(name, data)
	switch {
	case bad != nil:
		return nil, bad
	case looks == flat:
		text, seen, bad := decodePart(slices.Clone(data)) // the notes lie in it
		if bad != nil {
			return nil, bad
		}
		return l.openDocumentNotes(newScanner(text, seen, l), sheet)
	case looks != packed:
		return nil, nil
	}
	c, bad := openContainer(data, l)
	if bad != nil {
		return nil, bad
	}
	defer c.close()
	if c.isOpenDocument() {
		x, bad := c.scan("content.xml", odfCells)
		if bad != nil {
			return nil, bad
		}
		return l.openDocumentNotes(x, sheet)
	}
	main, _, _, bad := c.mainPart()
	if bad != nil {
		return nil, bad
	}
	w, bad := c.workbook(main)
	if bad != nil {
		return nil, bad
	}
	i := slices.IndexFunc(w.sheets, func(s listed) bool { return s.name == sheet })
	if i < 0 {
		return nil, nil
	}
	n := noteScan{container: c, people: map[string]string{}, threads: map[[2]int]bool{}}
	return n.read(main, w.sheets[i].part)
}

// noteScan gathers the notes of a sheet.
type noteScan struct {
	*container
	people  map[string]string // names of those who write in threads
	authors []string          // of notes
	threads map[[2]int]bool   // cells with a thread
	all     []Note
}

const inNotes = "the notes"

func (n *noteScan) read(main, sheet string) ([]Note, *fault) {
	for _, step := range []struct {
		of, kind string
		read     func(part string) *fault
	}{{main, "person", n.persons}, {sheet, "threadedComment", n.thread}, {sheet, "comments", n.comments}} {
		rels, bad := n.relationships(step.of)
		if bad != nil {
			return nil, bad
		}
		var parts []string
		for _, r := range rels {
			if r.kind == step.kind && n.has(r.target) {
				parts = append(parts, r.target)
			}
		}
		slices.Sort(parts)
		for _, part := range parts {
			if bad := step.read(part); bad != nil {
				return nil, bad
			}
		}
	}
	slices.SortStableFunc(n.all, func(a, b Note) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col)) })
	return n.all, nil
}

// persons reads who writes in threads ([MS-XLSX] 2.6.205).
func (n *noteScan) persons(part string) *fault {
	return n.walk(part, inNotes, "personList", func(x *scanner, at []string) *fault {
		if len(at) == 2 && x.name == "person" {
			id, _ := x.attr("id")
			n.people[id], _ = x.attr("displayName")
		}
		return nil
	})
}

// thread reads threads of comments ([MS-XLSX] 2.6.207).
func (n *noteScan) thread(part string) *fault {
	return n.walk(part, inNotes, "ThreadedComments", func(x *scanner, at []string) *fault {
		switch {
		case len(at) == 2 && x.name == "threadedComment":
			person, _ := x.attr("personId")
			bad := n.add(x, n.people[person])
			if bad == nil {
				last := n.all[len(n.all)-1]
				n.threads[[2]int{last.Row, last.Col}] = true
			}
			return bad
		case len(at) == 3 && at[1] == "threadedComment" && x.name == "text":
			text, ok := x.content()
			return n.say(x, text, ok)
		}
		return nil
	})
}

// comments reads notes (ECMA-376 Part 1, 18.7). Each thread has one, too, for
// programs that know no threads.
func (n *noteScan) comments(part string) *fault {
	n.authors = nil
	copied := false // the note at hand only repeats a thread
	return n.walk(part, inNotes, "comments", func(x *scanner, at []string) *fault {
		if x.space != spaceMain {
			return nil
		}
		switch wayTo(at) {
		case "comments/authors/author":
			name, ok := x.content()
			if !ok {
				return x.fault
			}
			n.authors = append(n.authors, unescape(name))
		case "comments/commentList/comment":
			author := ""
			v, _ := x.attr("authorId")
			if i, err := strconv.Atoi(trim(v)); err == nil && i >= 0 && i < len(n.authors) {
				author = n.authors[i]
			}
			if bad := n.add(x, author); bad != nil {
				return bad
			}
			last := len(n.all) - 1
			if copied = strings.HasPrefix(author, "tc=") && n.threads[[2]int{n.all[last].Row, n.all[last].Col}]; copied {
				n.all = n.all[:last]
			}
		case "comments/commentList/comment/text":
			text, _, ok := x.richText()
			if !copied || !ok {
				return n.say(x, text, ok)
			}
		}
		return nil
	})
}

// add begins a note at the cell that the element names.
func (n *noteScan) add(x *scanner, author string) *fault {
	if len(n.all) == n.lim.Comments {
		return refuse(tooManyInSheet, "things", "notes", "limit", strconv.Itoa(n.lim.Comments))
	}
	ref, _ := x.attr("ref")
	row, col, ok := parseAddress(ref)
	if !ok {
		return refuse(beyondEdge, "address", "cell "+clip(ref))
	}
	n.all = append(n.all, Note{Row: row, Col: col, Author: author})
	return nil
}

// say gives the last note its text.
func (n *noteScan) say(x *scanner, text string, ok bool) *fault {
	switch {
	case !ok:
		return x.fault
	case len(n.all) == 0:
		return nil
	}
	if n.lim.longText(text) {
		return refuse(textTooLong, "limit", strconv.Itoa(n.lim.TextRunes))
	}
	n.all[len(n.all)-1].Text = text
	return nil
}

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

// Notes reads the notes of a workbook and hands them on sheet by sheet, until
// next answers false: by row and column, those of a thread in the order of the
// thread. A sheet without notes is passed over, and so is one whose notes are
// damaged. It reads the file again, for when somebody asks: Open and Scan never
// read what notes say, so damaged ones cost no answer. Tables saved as text have none.
func Notes(name string, data []byte, next func(sheet string, notes []Note) bool) finding.List {
	return Default.Notes(name, data, next)
}

// Notes is Notes with limits of one's own.
func (l Limits) Notes(name string, data []byte, next func(sheet string, notes []Note) bool) (found finding.List) {
	var none *Book
	defer ourFault(name, &none, &found)
	for _, bad := range l.notes(name, data, next) {
		found.Add(bad.finding(name))
	}
	return found
}

func (l *Limits) notes(name string, data []byte, next func(string, []Note) bool) []*fault {
	looks, bad := sniff(name, data)
	switch {
	case bad != nil:
		return []*fault{bad}
	case looks == flat:
		text, seen, bad := decodePart(slices.Clone(data)) // the notes lie in it
		if bad != nil {
			return []*fault{bad}
		}
		return l.openDocumentNotes(newScanner(text, seen, l), next)
	case looks != packed:
		return nil
	}
	c, bad := openContainer(data, l)
	if bad != nil {
		return []*fault{bad}
	}
	defer c.close()
	if c.isOpenDocument() {
		x, bad := c.scan("content.xml", odfCells)
		if bad != nil {
			return []*fault{bad}
		}
		return l.openDocumentNotes(x, next)
	}
	main, _, _, bad := c.mainPart()
	if bad != nil {
		return []*fault{bad}
	}
	w, bad := c.workbook(main)
	if bad != nil {
		return []*fault{bad}
	}
	return c.workbookNotes(main, w.sheets, next)
}

func (c *container) workbookNotes(main string, sheets []listed, next func(string, []Note) bool) (all []*fault) {
	n := noteScan{container: c, people: map[string]string{}, done: map[string]bool{}}
	if bad := n.parts(main, "person", n.persons); bad != nil {
		return []*fault{bad}
	}
	for _, s := range sheets {
		n.threads, n.all = map[[2]int]bool{}, nil
		bad := n.parts(s.part, "threadedComment", n.thread)
		if bad == nil {
			bad = n.parts(s.part, "comments", n.comments)
		}
		if bad != nil {
			all = append(all, bad.near(s.name, 0, 0))
			continue
		}
		slices.SortStableFunc(n.all, func(a, b Note) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col)) })
		if len(n.all) > 0 && !next(s.name, n.all) {
			break
		}
	}
	return all
}

// noteScan gathers the notes of a sheet.
type noteScan struct {
	*container
	people  map[string]string // names of those who write in threads
	done    map[string]bool   // parts that were read: each is of one sheet, whatever a crafted file says
	authors []string          // of notes
	threads map[[2]int]bool   // cells with a thread
	all     []Note
}

const inNotes = "the notes"

// parts reads the parts of a kind to which a part leads.
func (n *noteScan) parts(of, kind string, read func(part string) *fault) *fault {
	rels, bad := n.relationships(of)
	if bad != nil {
		return bad
	}
	var parts []string
	for _, r := range rels {
		if r.kind == kind && n.has(r.target) && !n.done[fold(r.target)] {
			parts = append(parts, r.target)
			n.done[fold(r.target)] = true
		}
	}
	slices.Sort(parts)
	for _, part := range parts {
		if bad := read(part); bad != nil {
			return bad
		}
	}
	return nil
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

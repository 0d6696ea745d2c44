package spreadsheet

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// paragraphs reads a cell, whose start tag was just read, to its end and answers
// its text, a line for each paragraph, and whether a line goes through a part of
// it. Notes and shapes are no part of it.
func (t *odfSheet) paragraphs() (text string, struck bool, bad *fault) {
	var p odfText
	p.scanner, p.most, p.through = t.x, t.lim.TextRunes, t.styles.struck
	bad = t.inside(&p)
	return p.String(), p.struck, bad
}

func (t *odfSheet) inside(p *odfText) *fault {
	x := t.x
	return children(x, func() *fault {
		switch {
		case x.space == spaceText && (x.name == "p" || x.name == "h"):
			return p.paragraph()
		case x.space == spaceText && (x.name == "list" || x.name == "list-item" || x.name == "section"):
			return t.inside(p)
		case x.space == spaceOffice && x.name == "annotation":
			t.sheet.Noted = true
		case x.space == spaceTable && x.name == "table":
			return t.contradicts("a cell holds a table of its own")
		case x.space == spaceTable && x.name == "cell-range-source":
			t.book.ExternalLinks = true
		}
		return skipped(x)
	})
}

// odfText gathers the text of a cell (OpenDocument 1.3 part 3, 6.1).
type odfText struct {
	*scanner
	most  int // characters
	lines int
	whole string // of a single plain paragraph; the builder is empty then
	b     strings.Builder
	runes int  // in the builder
	blank bool // the paragraph so far ends in white space, or is empty

	through map[string]bool // styles that draw a line through a text
	struck  bool            // one was met
}

func (p *odfText) String() string {
	if p.b.Len() > 0 {
		return p.b.String()
	}
	return p.whole
}

// paragraph adds one, whose start tag was just read.
func (p *odfText) paragraph() *fault {
	if p.lines++; p.lines > 1 {
		p.flush()
		if bad := p.add("\n"); bad != nil {
			return bad
		}
	}
	p.blank = true
	for depth := p.depth(); ; {
		switch p.next() {
		case tokText:
			piece := normaliseLines(p.text, p.seen.cr)
			if !p.cdata {
				piece = decodeText(p.text, p.seen)
			}
			if bad := p.characters(piece); bad != nil {
				return bad
			}
		case tokStart:
			if bad := p.element(); bad != nil {
				return bad
			}
		case tokEnd:
			if p.depth() < depth {
				return nil
			}
		case tokEOF, tokFault:
			return p.fault
		}
	}
}

// flush moves the single paragraph into the builder.
func (p *odfText) flush() {
	p.b.WriteString(p.whole)
	p.runes += utf8.RuneCountInString(p.whole)
	p.whole = ""
}

func (p *odfText) add(s string) *fault {
	p.b.WriteString(s)
	if p.runes += utf8.RuneCountInString(s); p.runes > p.most {
		return refuse(textTooLong, "limit", strconv.Itoa(p.most))
	}
	return nil
}

// characters adds text in which any white space counts as one blank, and as
// none at the beginning.
func (p *odfText) characters(s string) *fault {
	if s == "" {
		return nil
	}
	if p.blank && p.b.Len() == 0 && p.whole == "" && !needsSqueeze(s) {
		p.whole, p.blank = s, s[len(s)-1] == ' '
		return nil
	}
	p.flush()
	start := 0
	for i := range len(s) {
		if !isBlank(s[i]) {
			p.blank = false
			continue
		}
		if bad := p.add(s[start:i]); bad != nil {
			return bad
		}
		if start = i + 1; !p.blank {
			if bad := p.add(" "); bad != nil {
				return bad
			}
		}
		p.blank = true
	}
	return p.add(s[start:])
}

// needsSqueeze tells whether a text begins with white space or has white space
// that is not one blank.
func needsSqueeze(s string) bool {
	for i := range len(s) {
		if isBlank(s[i]) && (s[i] != ' ' || i == 0 || s[i-1] == ' ') {
			return true
		}
	}
	return false
}

// element takes an element inside a paragraph: white space that counts, what
// frames other text, and what only stands beside it.
func (p *odfText) element() *fault {
	if p.space != spaceText {
		return skipped(p.scanner) // a note, a shape
	}
	text := ""
	switch p.name {
	case "s":
		n, bad := p.blanks()
		if bad != nil {
			return bad
		}
		text = strings.Repeat(" ", n)
	case "tab":
		text = "\t"
	case "line-break":
		text = "\n"
	case "note", "ruby-text", "change", "change-start", "change-end", "bookmark", "bookmark-start", "bookmark-end", "script", "hidden-text":
		return skipped(p.scanner)
	default: // a span, a link, a field: what it shows counts
		if len(p.through) > 0 {
			style, _ := p.attrIn(spaceText, "style-name")
			p.struck = p.struck || p.through[style]
		}
		return nil
	}
	p.flush()
	if bad := p.add(text); bad != nil {
		return bad
	}
	p.blank = false
	return skipped(p.scanner)
}

// blanks is how many of them one element stands for.
func (p *odfText) blanks() (int, *fault) {
	v, ok := p.attrIn(spaceText, "c")
	if !ok {
		return 1, nil
	}
	n, err := strconv.ParseUint(trim(v), 10, 32)
	if err != nil || n > uint64(p.most) {
		return 0, refuse(textTooLong, "limit", strconv.Itoa(p.most))
	}
	return int(n), nil
}

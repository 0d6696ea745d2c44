package main

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"

	"spm/engine/value"
	"spm/reports/document"
	"spm/templates"
)

var (
	// literals are what a text may say without a source: codes, plan years, school years and months.
	literals = regexp.MustCompile(`\b([A-Z]{2,}/)?[GSMA]\d+(\.\d+)?(-[YI]\d+[a-z]?)?(-\d+)?\b|\bYear \d\b|\b20\d\d-\d\d\b( Q[1-4]\b)?|\b(January|February|March|April|May|June|July|August|September|October|November|December) 20\d\d\b`)
	quoted   = regexp.MustCompile(`“[^”]*\p{L}[^”]*”`)
	figure   = regexp.MustCompile(`\d`)
	// annex is what the list of sources says besides the values: cells and numbers of claims.
	annex = regexp.MustCompile(`\b[A-Z]{1,2}\d+\b|\[\d+\]`)
)

// covered proves that no figure, name or quotation of a text is without a
// source: it takes out of the text what the sources say and looks at the rest.
func (p *prover) covered(text string, from []document.Source) {
	rest := value.Squeeze(text)
	values := []string{}
	listing := false
	for _, src := range from {
		values = append(values, value.Squeeze(src.Value))
		if src.Computed == "excerpt" {
			listing = true
			c, _ := p.state.Ledger.Claim(src.Claims[0])
			if where := c.Where.Cell() + " "; where != " " && !strings.Contains(rest, where) && !strings.Contains(rest, "statements") {
				p.Errorf("the list of sources does not show %s", where)
			}
			values = append(values, c.Subject.Key)
		}
		if src.Computed == "reason" {
			values = append(values, p.reasonParts(src)...)
		}
		if src.Computed == "missing report" {
			values = append(values, p.due(src)...)
		}
	}
	slices.SortFunc(values, func(a, b string) int { return len(b) - len(a) })
	for _, v := range values {
		rest = without(rest, v)
	}
	rest = literals.ReplaceAllString(rest, " ")
	if listing {
		rest = annex.ReplaceAllString(rest, " ")
	}
	if figure.MatchString(rest) {
		p.Errorf("%q: no source says the figures of %q", text, rest)
	}
	if q := quoted.FindString(rest); q != "" && len(from) > 0 {
		p.Errorf("%q: no source says %s", text, q)
	}
	for _, name := range p.names {
		if strings.Contains(rest, name) {
			p.Errorf("%q: no source says %q", text, name)
		}
	}
	if len(from) == 0 && !fixed(rest) {
		p.Errorf("%q has no source and is no fixed phrase", text)
	}
}

// due are the dates on which a missing report was due.
func (p *prover) due(src document.Source) (all []string) {
	for _, m := range p.in.Missing {
		if strings.HasPrefix(src.Subject, m.Unit) && strings.HasSuffix(src.Subject, m.Period) {
			all = append(all, m.Due.Format())
		}
	}
	return all
}

// without takes a value out of a text: as it is, begun with a capital, without
// its last stop, or cut short at a word.
func without(text, v string) string {
	clause := strings.TrimRight(v, " .;,")
	for _, form := range []string{v, clause, upper(v), upper(clause)} {
		if out, ok := takeOut(text, form); ok {
			return out
		}
	}
	for at := len(clause); at > 12; at = strings.LastIndex(clause[:at], " ") {
		if out, ok := takeOut(text, strings.TrimRight(clause[:at], " ,;:")+" …"); ok {
			return out
		}
	}
	return text
}

func upper(s string) string {
	for i, r := range s {
		if i == 0 {
			return string(unicode.ToUpper(r)) + s[len(string(r)):]
		}
	}
	return s
}

// takeOut takes every whole occurrence of a value out of a text: 7 is none of 17.
func takeOut(text, v string) (string, bool) {
	if v == "" {
		return text, false
	}
	found := false
	for from := 0; ; {
		at := strings.Index(text[from:], v)
		if at < 0 {
			return text, found
		}
		at += from
		before, after := text[:at], text[at+len(v):]
		joined := func(a, b string) bool {
			return strings.ContainsAny(a, "0123456789") && strings.ContainsAny(b, "0123456789.,%") && a != "" && b != ""
		}
		if joined(tail(v), head(after)) && !strings.HasPrefix(after, ". ") && !strings.HasPrefix(after, ", ") && after != "." || joined(head(v), tail(before)) {
			from = at + len(v)
			continue
		}
		text, from, found = before+" "+after, at+1, true
	}
}

func head(s string) string { return s[:min(1, len(s))] }
func tail(s string) string { return s[len(s)-min(1, len(s)):] }

// fixedPhrases are the sentences of narratives/*.txt that may stand without a
// source: headings, captions, labels, and what says that there is nothing. With
// codes, years and units filled in, they state no fact of anybody's.
var fixedPhrases = []string{
	"head.glance", "head.direction", "head.vision", "head.mission", "head.purpose", "head.goal", "head.strategy", "head.implementation",
	"head.performance", "head.indirect", "head.innovation", "head.next", "head.next.milestones", "head.next.carried", "head.next.targets",
	"head.next.strategies", "head.next.support", "head.notes", "head.notes.plan", "head.notes.missing", "head.notes.disputed", "head.notes.open",
	"head.notes.reasons",
	"head.notes.small", "head.notes.gaps", "head.sources", "head.board.year", "head.board.goals", "head.board.attention", "head.board.deadlines",
	"head.month.risk", "head.month.changed", "head.month.help", "head.month.ideas",
	"caption.branches", "caption.grid", "caption.did", "caption.direct", "caption.direct.bars", "caption.indirect", "caption.indirect.bars",
	"caption.board.bars", "caption.ideas", "caption.dates", "caption.changes", "change.what", "caption.carried", "caption.targets", "caption.strategies", "caption.units",
	"label.story", "label.reason", "label.challenge", "label.adjustment", "label.help", "label.idea", "disputed.title",
	"cover.public", "cover.internal", "performance.intro", "glance.lines", "stopped.intro", "notes.method", "note.public",
	"strategy.name", "risk.none", "help.none", "changed.none", "value.blank", "value.undecided", "value.unassigned", "value.unreported",
}

// phrases are the fixed phrases as patterns of what is left of them when
// codes, years and months are taken out.
var phrases = sync.OnceValue(func() (all []*regexp.Regexp) {
	files, err := fs.Glob(templates.Over(nil), "narratives/*.txt")
	if err != nil {
		panic(err)
	}
	var text strings.Builder
	for _, f := range files {
		b, err := fs.ReadFile(templates.Over(nil), f)
		if err != nil {
			panic(err)
		}
		text.Write(b)
	}
	block := regexp.MustCompile(`\{\{(if|with)[^}]*\}\}[^{}]*(\x00[^{}]*)*\{\{end\}\}`)
	action := regexp.MustCompile(`\{\{[^}]*\}\}`)
	for _, name := range fixedPhrases {
		_, body, ok := strings.Cut(text.String(), `{{define "`+name+`"}}`)
		if !ok {
			panic("no file defines " + name)
		}
		body, _, _ = strings.Cut(body, "\n{{define")
		body, _, _ = strings.Cut(body, "\n{{/*")
		body = strings.TrimSuffix(strings.TrimSpace(body), "{{end}}")
		value := regexp.MustCompile(`\{\{(clause )?\.\w+\}\}`)
		body = value.ReplaceAllString(body, "\x00")
		body = action.ReplaceAllString(block.ReplaceAllString(body, "\x00"), "\x00")
		parts := strings.Split(body, "\x00")
		for i := range parts {
			part := strings.TrimSuffix(strings.TrimSpace(parts[i]), "Year") // which goes with its number
			parts[i] = regexp.QuoteMeta(strings.TrimSpace(part))
		}
		all = append(all, regexp.MustCompile("^"+strings.Join(parts, ".{0,12}")+"$"))
	}
	return all
})

// fixed tells whether what is left of a text is a fixed phrase or nothing.
func fixed(rest string) bool {
	rest = value.Squeeze(rest)
	return rest == "" || slices.ContainsFunc(phrases(), func(p *regexp.Regexp) bool { return p.MatchString(rest) })
}

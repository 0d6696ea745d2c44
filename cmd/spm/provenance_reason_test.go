package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"spm/engine/ledger"
	"spm/engine/org"
	"spm/engine/value"
	"spm/reports/document"
)

// typedReasons are what staff may type for a reason, by the words in which
// reports print it. What stands in the brackets is its detail.
var typedReasons = []struct {
	words string
	typed *regexp.Regexp
}{
	{"not applicable", regexp.MustCompile(`(?i)^(?:n/a|n\.a|na|not applicable|does not apply)$`)},
	{"none", regexp.MustCompile(`(?i)^(?:none|nothing)$`)},
	{"reported elsewhere", regexp.MustCompile(`(?i)^(?:reported elsewhere|elsewhere|reported in|see)\b[ :,(]*(.*?)\)?$`)},
	{"not yet known", regexp.MustCompile(`(?i)^(?:not yet known|not known yet|not yet|tbd|to be determined)\b[ :,(]*(?:(?:by|for|until) (.*?))?\)?$`)},
}

// typedReason is the reason that stands in the cell of a claim, and its detail.
func typedReason(c ledger.Claim) (words, detail string) {
	typed := strings.TrimRight(value.Squeeze(c.Typed), " .")
	for _, r := range typedReasons {
		if m := r.typed.FindStringSubmatch(typed); m != nil {
			return r.words, strings.Join(m[1:], "")
		}
	}
	return "", ""
}

// reasoned is a reason in the words of the reports: every claim behind it has
// typed that reason, with that detail.
func reasoned(p *prover, src document.Source) error {
	if len(src.Claims) == 0 {
		return errors.New("it has no claim")
	}
	for _, c := range p.claims(src) {
		want, detail := typedReason(c)
		switch {
		case want == "":
			return fmt.Errorf("claim %d says %q, which is no reason", c.ID, c.Typed)
		case want == "reported elsewhere" && detail != "":
			want += ": " + detail
		case want == "not yet known" && detail != "":
			want += " (by " + detail + ")"
		}
		if src.Value != want || !p.about(c, src.Subject) || !p.counts(c) {
			return fmt.Errorf("claim %d at %s says %q of %s", c.ID, c.Where, want, c.Subject)
		}
	}
	return nil
}

// gives tells whether a claim behind a source gives the reason of these words.
func (p *prover) gives(src document.Source, words string) bool {
	return slices.ContainsFunc(p.claims(src), func(c ledger.Claim) bool {
		typed, _ := typedReason(c)
		return typed == words
	})
}

// reasonParts are what the data notes say apart: whose value it is, the reason
// and its detail.
func (p *prover) reasonParts(src document.Source) (all []string) {
	for _, c := range p.claims(src) {
		words, detail := typedReason(c)
		all = append(all, c.Subject.Key, words, detail)
	}
	return all
}

// reasons counts the answers that give a reason again, from the claims that
// hold: the data notes name each of them and leave none out.
func (p *prover) reasons(doc *document.Document) {
	want, got := map[string][]string{}, map[string][]string{}
	for s, f := range p.state.Facts {
		if len(f.Claims) == 0 || len(f.Disputed) > 1 || !p.inReport(s) {
			continue
		}
		c, _ := p.state.Ledger.Claim(f.Claims[len(f.Claims)-1])
		if words, _ := typedReason(c); words != "" && c.Value.Reason != "" {
			want[words] = append(want[words], s.String())
		}
	}
	doc.Walk(func(text string, from []document.Source) {
		for _, src := range from {
			words, ok := strings.CutPrefix(src.Subject, "reason ")
			if !ok || src.Computed != "count" {
				continue
			}
			for _, of := range src.Of {
				got[words] = append(got[words], of.Subject)
				for _, c := range p.claims(of) {
					if name := strings.TrimSpace(c.Subject.Key + " " + strings.ReplaceAll(c.Subject.Attr, "_", " ")); !strings.Contains(text, name) {
						p.Errorf("%q counts %s and does not name it", text, name)
					}
				}
			}
		}
	})
	for _, r := range typedReasons {
		slices.Sort(want[r.words])
		slices.Sort(got[r.words])
		if !slices.Equal(want[r.words], got[r.words]) {
			p.Errorf("the report counts %q as answered %q; there are %q", got[r.words], r.words, want[r.words])
		}
	}
}

// inReport tells whether a value is of the report's branch and of its year, or
// of no time at all.
func (p *prover) inReport(s org.Subject) bool {
	if p.in.Public {
		return false // its readers are not told of the questions of forms
	}
	if p.in.Branch != "" && s.Key != p.in.Branch && !strings.HasPrefix(s.Key, p.in.Branch+"/") {
		return false
	}
	month := value.Date(s.Period + "-28")
	return s.Period == "" || strings.HasPrefix(s.Period, p.year()) || month.Valid() && p.state.Org.YearOn(month) == p.in.Year
}

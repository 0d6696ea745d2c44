package finding

import "slices"

// Entry is a page of the catalogue: what `spm explain CODE` prints.
type Entry struct {
	Code     Code     `json:"code"`
	Severity Severity `json:"severity"`       // a rule with two severities states the graver one
	Title    string   `json:"title"`          // a short name of the case
	Message  string   `json:"message"`        // what is wrong; {word} is filled in
	Hint     string   `json:"hint,omitempty"` // the act that mends it
	Sender   string   `json:"-"`              // what the sender of a file is asked instead, where the act is the central office's
	Why      string   `json:"why"`            // why it matters, with the guidebook step where there is one
}

// Texts visits what a page says to people about a case, key by key.
func (e *Entry) Texts(visit func(key string, text *string)) {
	for _, t := range []struct {
		key  string
		text *string
	}{{"message", &e.Message}, {"hint", &e.Hint}, {"sender", &e.Sender}} {
		if *t.text != "" {
			visit(t.key, t.text)
		}
	}
}

// Lookup finds the page of a code.
func Lookup(code Code) (Entry, bool) {
	e, ok := byCode[code]
	return e, ok
}

// Catalogue lists every page in the order of the codes.
func Catalogue() []Entry {
	all := slices.Concat(pages...)
	slices.SortFunc(all, func(a, b Entry) int {
		if a.Code < b.Code {
			return -1
		}
		return 1
	})
	return all
}

// ForSenders lists the pages of what the sender of a file is told.
func ForSenders() []Entry { return slices.Concat(filePages, cellPages, packetPages, mergePages) }

// pages are the catalogue's chapters, each in a file of its own. A code is
// never given to another case; one that is no longer used keeps its page.
var pages = [][]Entry{filePages, cellPages, packetPages, templatePages, mergePages, changePages, directionRules, operationsRules, planRules, cycleRules, reportPages, workspacePages}

var byCode = func() map[Code]Entry {
	m := map[Code]Entry{}
	for _, e := range slices.Concat(pages...) {
		m[e.Code] = e
	}
	return m
}()

// Package document is the content of a report before it is set: sections of
// paragraphs, lists, tables, figures, quotations and key figures, as plain data.
//
// Every text that states a fact carries the sources it rests on, and Walk visits
// them all in reading order. The package holds no layout, no fonts and no
// colours, knows nothing of any organization, and never reads or writes a file.
package document

// Document is one report.
type Document struct {
	Title        string // "Annual Report"; required
	Subtitle     string // "Performance and implementation narratives"
	Organization string
	Branch       string
	Period       string // as shown: "July 2026 – June 2027"
	Date         string // as shown: "May 3, 2027"
	Language     string // BCP 47; blank means en-US
	Draft        bool   // "Draft" is printed on the cover and on every page
	Landscape    bool
	Compact      bool // one sheet or few: no cover and no contents

	Statement  Sentence   // a sentence for the cover: the branch's purpose
	Facts      []Fact     // short labelled lines on the cover: "Plan year", "Version"
	Authors    []Sentence // printed on the cover
	Recipients []Sentence // printed on the cover
	Words      Words      // what the printer itself says; zero means English
	Sections   []Section  // in reading order
}

// Fact is a labelled line of the cover.
type Fact struct {
	Label string
	Value Sentence
}

// Section is a chapter (Level 1, opens a page) or a part of one (2 to 4). Level 0
// means one more than the section around it.
type Section struct {
	Title    string
	Level    int
	Page     bool   // opens a page, also in a compact report
	ID       string // stable, unique in the document; blank is allowed
	Lang     string // when the title is not in the document's language
	Sources  []Source
	Blocks   []Block
	Sections []Section
}

// Source is what a piece of text rests on.
type Source struct {
	Claims   []int64  // numbers of the ledger's claims
	Subject  string   // "doe/HR/S1.2/M1"; what spm trace takes
	Value    string   // the value as printed
	Computed string   // rule such as "count"; "" when Value is the claimed value itself
	Of       []Source // what a computed value was made of
}

// Sentence is the smallest text with sources of its own.
type Sentence struct {
	Text    string
	Sources []Source
	Lang    string // when not the document's language
	Link    string // web address; the whole sentence becomes the link
	Strong  bool
}

// Tone is the meaning of a status. Each is printed as a shape, a colour and a
// word, so that no meaning hangs on colour alone.
type Tone int

// The tones, from "no status at all".
const (
	Plain    Tone = iota // no mark
	Neutral              // not begun, not due: an open ring
	Active               // under way as planned: a ring with a dot
	Good                 // met, complete: a disc with a check
	Warn                 // behind, at risk: a triangle
	Bad                  // not met, stopped: a square with a cross
	Disputed             // sources differ: a rhomb halved
	Missing              // nobody has reported: a dashed ring
)

// Tones lists the tones that print a mark.
var Tones = []Tone{Neutral, Active, Good, Warn, Bad, Disputed, Missing}

// Status is a tone with the word of the reader's language and its sources. The
// zero Status prints nothing.
type Status struct {
	Tone    Tone
	Word    string
	Sources []Source
}
